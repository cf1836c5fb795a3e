package container

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
)

// readAVIF reads the EXIF and the XMP items of an AVIF or HEIF picture (ISO/IEC 14496-12):
// the box "meta" names the items and where they are.
func (t *Texts) readAVIF(r io.ReaderAt, size int64) error {
	at := int64(0)
	for range MaxParts {
		if at >= size {
			return nil
		}
		kind, body, end, err := t.box(r, at, size)
		if err != nil {
			return err
		}
		if kind == "meta" {
			b, err := t.Section(r, body, end-body, size)
			if err != nil {
				return err
			}
			return t.readMeta(b, r, size)
		}
		at = end
	}
	return errParts
}

// box reads the head of a box.
func (b *Budget) box(r io.ReaderAt, at, size int64) (kind string, body, end int64, err error) {
	head, err := b.Section(r, at, 8, size)
	if err != nil {
		return "", 0, 0, err
	}
	length := int64(binary.BigEndian.Uint32(head))
	kind, body = string(head[4:]), at+8
	switch length {
	case 0: // to the end of the file
		length = size - at
	case 1:
		long, err := b.Section(r, body, 8, size)
		if err != nil {
			return "", 0, 0, err
		}
		body += 8
		length = int64(binary.BigEndian.Uint64(long))
	}
	if length < body-at || length > size-at {
		return "", 0, 0, fmt.Errorf("cut off or damaged: its %q box names %d bytes, %d are left", kind, uint64(length), size-at)
	}
	return kind, body, at + length, nil
}

// readMeta finds the EXIF and the XMP items in the box "meta".
func (t *Texts) readMeta(meta []byte, r io.ReaderAt, size int64) error {
	if len(meta) < 4 {
		return fmt.Errorf("damaged: an empty meta box")
	}
	inner, whole := bytes.NewReader(meta), int64(len(meta))
	boxes := map[string][]byte{}
	for at := int64(4); at < whole; { // behind version and flags
		kind, body, end, err := t.box(inner, at, whole)
		if err != nil {
			return err
		}
		if _, twice := boxes[kind]; !twice {
			boxes[kind] = meta[body:end]
		}
		at = end
	}
	for _, item := range t.items(boxes["iinf"]) {
		data, err := t.item(item.id, boxes, r, size)
		if err != nil {
			return err
		}
		if item.kind == xmpType {
			t.readXMP(data)
			continue
		}
		if len(data) < 4 {
			continue
		}
		skip := int64(binary.BigEndian.Uint32(data)) // to the TIFF header
		if skip > int64(len(data)-4) {
			return fmt.Errorf("damaged: EXIF data that begin behind their end")
		}
		if err := t.readExif(data[4+skip:]); err != nil {
			return err
		}
	}
	return nil
}

// item reads the bytes of an item, which may lie in pieces.
func (b *Budget) item(id uint64, boxes map[string][]byte, r io.ReaderAt, size int64) ([]byte, error) {
	extents, inIdat := b.itemExtents(boxes["iloc"], id)
	if inIdat {
		r, size = bytes.NewReader(boxes["idat"]), int64(len(boxes["idat"]))
	}
	var data []byte
	for _, e := range extents {
		part, err := b.Section(r, e.at, e.length, size)
		if err != nil {
			return nil, err
		}
		if data = append(data, part...); len(data) > MaxText {
			return nil, fmt.Errorf("EXIF data of more than %d MB", MaxText>>20)
		}
	}
	return data, nil
}

// fields reads big-endian numbers one after another; what is missing is 0.
type fields struct {
	b    []byte
	over bool
}

func (f *fields) next(bytes int) uint64 {
	if len(f.b) < bytes {
		f.b, f.over = nil, true
		return 0
	}
	n := uint64(0)
	for _, c := range f.b[:bytes] {
		n = n<<8 | uint64(c)
	}
	f.b = f.b[bytes:]
	return n
}

// item is an item of a picture by its number, of the kind Exif or of XMP's type.
type item struct {
	id   uint64
	kind string
}

const xmpType = "application/rdf+xml"

// items returns the items of the box "iinf" that hold texts, one of a kind: many
// are none of a picture's.
func (b *Budget) items(iinf []byte) (found []item) {
	f := fields{b: iinf}
	width := 2
	if f.next(4)>>24 > 0 {
		width = 4
	}
	f.next(width) // the number of entries
	r, size := bytes.NewReader(f.b), int64(len(f.b))
	for at := int64(0); at < size; {
		kind, body, end, err := b.box(r, at, size)
		if err != nil {
			return found
		}
		entry := fields{b: f.b[body:end]}
		at = end
		version := entry.next(4) >> 24
		if kind != "infe" || version < 2 {
			continue
		}
		width := 2
		if version > 2 {
			width = 4
		}
		is := item{id: entry.next(width)}
		entry.next(2) // protection
		if len(entry.b) < 4 {
			continue
		}
		is.kind = string(entry.b[:4])
		if is.kind == "mime" { // a name and the type follow
			if texts := bytes.SplitN(entry.b[4:], []byte{0}, 3); len(texts) > 1 {
				is.kind = string(texts[1])
			}
		}
		if (is.kind == "Exif" || is.kind == xmpType) && !slices.ContainsFunc(found, func(other item) bool { return other.kind == is.kind }) {
			found = append(found, is)
		}
	}
	return found
}

type extent struct{ at, length int64 }

// itemExtents returns where an item's bytes are, from the box "iloc": in the
// file, or in the box "idat".
func (b *Budget) itemExtents(iloc []byte, id uint64) (extents []extent, inIdat bool) {
	f := fields{b: iloc}
	version := f.next(4) >> 24
	sizes := f.next(2)
	offsetSize, lengthSize := int(sizes>>12&15), int(sizes>>8&15)
	baseSize, indexSize := int(sizes>>4&15), int(sizes&15)
	width := 2
	if version > 1 {
		width = 4
	}
	items := f.next(width)
	for i := uint64(0); i < items && !f.over; i++ {
		item := f.next(width)
		method := uint64(0)
		if version > 0 {
			method = f.next(2) & 15
		} else {
			indexSize = 0
		}
		if b.Step(1) != nil {
			return nil, false
		}
		f.next(2) // where the data are, this file or another
		base := f.next(baseSize)
		count := f.next(2)
		for range count {
			f.next(indexSize)
			e := extent{int64(base + f.next(offsetSize)), int64(f.next(lengthSize))}
			if f.over || b.Step(1) != nil {
				return nil, false
			}
			if item == id {
				extents = append(extents, e)
			}
		}
		if item == id {
			return extents, method == 1
		}
	}
	return nil, false
}
