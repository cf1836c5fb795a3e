// Package flat keeps slices of plain values in a file so that they are there
// again after one read: they stand in the file as they stand in memory, and
// are used where they were read to.
//
// A file belongs to one machine and one release of the program; it is a copy
// of what can be made again. Whatever is odd about it, another version, a byte
// that changed, an end that is missing, is an error and no more.
//
//	header   magic, byte order, number of blocks, key, then of each block
//	         offset, size and checksum; last the header's own checksum
//	blocks   each a row of slices: element size, length, the elements
//
// All begin at multiples of eight bytes, which suits every plain value.
package flat

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"strings"
	"unsafe"

	"tailor/data/disk"
	"tailor/data/pages"
)

// Key says what a file was made of: a hash of it.
type Key [32]byte

// ErrOdd is wrapped by all that is said of a file that is not as it was
// written, or was not written by this user.
var ErrOdd = errors.New("not a file as tailor wrote it")

const (
	// magic changes with the form of the file, not with what is in it.
	magic = "tailor\x00\x02"
	// order is read as another number on a machine of the other byte order.
	order      = uint32(0x01020304)
	tableAt    = len(magic) + 4 + 4 + len(Key{})
	tableEntry = 8 + 8 + 8
	align      = 8
	// mostBytes bounds what a block can hold.
	mostBytes = 1 << 30
	// atOnce is how many bytes are read before their checksum is worked out, or
	// written behind it, while the processor has them at hand.
	atOnce = 256 << 10
)

// checksum goes on with a checksum, from 0. Its table is made when it is first
// asked for.
func checksum(sum uint32, b []byte) uint32 {
	return crc32.Update(sum, crc32.MakeTable(crc32.Castagnoli), b)
}

func headerSize(blocks int) int { return (tableAt + blocks*tableEntry + 4 + align - 1) / align * align }

// block is where a block stands, and its checksum.
type block struct {
	offset, size int64
	sum          uint32
}

// Write writes a file with a block of what each function lists, in place of
// the file at path, in one step. It gives up, with ctx's error, once ctx is done.
func Write(ctx context.Context, path string, key Key, blocks ...func(*Fields)) error {
	return disk.ReplaceCopy(path, func(f *os.File) error {
		at := int64(headerSize(len(blocks)))
		if _, err := f.Seek(at, io.SeekStart); err != nil {
			return err
		}
		table := make([]block, len(blocks))
		for i, list := range blocks {
			w := &Fields{to: f, done: ctx.Err}
			list(w)
			if w.err != nil {
				return w.err
			}
			table[i] = block{at, w.size, w.sum}
			at += w.size
		}
		_, err := f.WriteAt(header(key, table), 0)
		return err
	})
}

func header(key Key, table []block) []byte {
	h := append([]byte(magic), make([]byte, 8)...)
	binary.NativeEndian.PutUint32(h[len(magic):], order)
	binary.NativeEndian.PutUint32(h[len(magic)+4:], uint32(len(table)))
	h = append(h, key[:]...)
	for _, b := range table {
		h = binary.NativeEndian.AppendUint64(h, uint64(b.offset))
		h = binary.NativeEndian.AppendUint64(h, uint64(b.size))
		h = binary.NativeEndian.AppendUint64(h, uint64(b.sum))
	}
	h = append(h, make([]byte, headerSize(len(table))-len(h)-4)...)
	return binary.NativeEndian.AppendUint32(h, checksum(0, h))
}

// File is a file that was opened. It may be read by several goroutines.
type File struct {
	f     *os.File
	table []block
}

// Open opens the file at path where it is the user's own and was made of what
// key says, and has that number of blocks.
func Open(path string, key Key, blocks int) (*File, error) {
	f, err := disk.OpenOwn(path)
	if err != nil {
		return nil, err
	}
	file := &File{f: f}
	if err := file.readHeader(key, blocks); err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return file, nil
}

// Close closes the file. What was read of it stays.
func (f *File) Close() error { return f.f.Close() }

func (f *File) readHeader(key Key, blocks int) error {
	info, err := f.f.Stat()
	if err != nil {
		return err
	}
	h := make([]byte, headerSize(blocks))
	if _, err := f.f.ReadAt(h, 0); err != nil {
		return ErrOdd
	}
	sum := len(h) - 4
	u32 := func(at int) uint32 { return binary.NativeEndian.Uint32(h[at:]) }
	u64 := func(at int) uint64 { return binary.NativeEndian.Uint64(h[at:]) }
	switch {
	case string(h[:len(magic)]) != magic, u32(len(magic)) != order, u32(len(magic)+4) != uint32(blocks),
		u32(sum) != checksum(0, h[:sum]), Key(h[len(magic)+8:tableAt]) != key:
		return ErrOdd
	}
	next := uint64(len(h))
	for i := range blocks {
		at := tableAt + i*tableEntry
		offset, size := u64(at), u64(at+8)
		if offset != next || size > mostBytes || size%align != 0 {
			return ErrOdd
		}
		next += size
		f.table = append(f.table, block{int64(offset), int64(size), uint32(u64(at + 16))})
	}
	if next != uint64(info.Size()) {
		return ErrOdd
	}
	return nil
}

// Read reads the block of a number and gives list what stands in it: each
// slice that list names gets what the slice in its place had.
func (f *File) Read(number int, list func(*Fields)) error {
	b := f.table[number]
	words := make([]uint64, b.size/align) // for bytes that begin at a multiple of eight
	r := &Fields{from: bytesOf(words)}
	pages.Take(r.from)
	sum := uint32(0)
	for at := int64(0); at < b.size; at += atOnce {
		part := r.from[at:min(at+atOnce, b.size)]
		if _, err := f.f.ReadAt(part, b.offset+at); err != nil {
			return err
		}
		sum = checksum(sum, part)
	}
	if sum != b.sum {
		return ErrOdd
	}
	list(r)
	if r.err == nil && len(r.from) > 0 {
		r.err = ErrOdd
	}
	return r.err
}

// Fields writes or reads slices, one behind the other: the same list of them
// serves both.
type Fields struct {
	to   io.Writer // nil while reading
	done func() error
	from []byte
	size int64
	sum  uint32
	err  error
}

// Reading reports whether the fields get what was written.
func (f *Fields) Reading() bool { return f.to == nil }

// Err returns what went wrong so far.
func (f *Fields) Err() error { return f.err }

// Fail makes a reading or writing fail: what stands there is no use.
func (f *Fields) Fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// Slice writes a slice, or makes it the one that was written, which shares its
// memory with the others of the block. The type of its elements must hold no
// pointer.
func Slice[T any](f *Fields, s *[]T) {
	var zero T
	elem := uint64(unsafe.Sizeof(zero))
	if !f.Reading() {
		content := bytesOf(*s)
		var head [2 * align]byte
		binary.NativeEndian.PutUint64(head[:], elem)
		binary.NativeEndian.PutUint64(head[align:], uint64(len(*s)))
		f.write(head[:])
		f.write(content)
		f.write(make([]byte, -len(content)&(align-1)))
		return
	}
	*s = nil
	if f.err != nil || len(f.from) < 2*align {
		f.Fail(ErrOdd)
		return
	}
	n := binary.NativeEndian.Uint64(f.from[align:])
	if have := binary.NativeEndian.Uint64(f.from); have != elem || n > mostBytes {
		f.Fail(ErrOdd)
		return
	}
	f.from = f.from[2*align:]
	size := n * elem
	padded := (size + align - 1) / align * align
	if padded > uint64(len(f.from)) {
		f.Fail(ErrOdd)
		return
	}
	if n > 0 {
		*s = unsafe.Slice((*T)(unsafe.Pointer(&f.from[0])), int(n))
	}
	f.from = f.from[padded:]
}

// String is Slice for a text.
func String(f *Fields, s *string) {
	b := unsafe.Slice(unsafe.StringData(*s), len(*s)) // only read
	Slice(f, &b)
	if f.Reading() {
		*s = unsafe.String(unsafe.SliceData(b), len(b))
	}
}

// Strings is Slice for texts.
func Strings(f *Fields, s *[]string) {
	var sizes []uint32
	for _, one := range *s {
		sizes = append(sizes, uint32(len(one)))
	}
	text := strings.Join(*s, "")
	Slice(f, &sizes)
	String(f, &text)
	if !f.Reading() {
		return
	}
	*s = make([]string, 0, len(sizes))
	for _, size := range sizes {
		if uint64(size) > uint64(len(text)) {
			f.Fail(ErrOdd)
			return
		}
		*s = append(*s, text[:size])
		text = text[size:]
	}
}

// Value is Slice for one value.
func Value[T any](f *Fields, v *T) {
	s := []T{*v}
	Slice(f, &s)
	if f.Reading() && len(s) == 1 {
		*v = s[0]
	} else if f.Reading() {
		f.Fail(ErrOdd)
	}
}

func (f *Fields) write(b []byte) {
	f.size += int64(len(b))
	for len(b) > 0 && f.err == nil {
		part := b[:min(len(b), atOnce)]
		if f.err = f.done(); f.err == nil {
			f.sum = checksum(f.sum, part)
			_, f.err = f.to.Write(part)
		}
		b = b[len(part):]
	}
}

// bytesOf returns the memory of a slice.
func bytesOf[T any](s []T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)*int(unsafe.Sizeof(*new(T))))
}
