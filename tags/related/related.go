// Package related knows which tags stand with a tag on the same pictures. It
// turns a list of pairs once into a compact file of each tag's best
// neighbours, and reads that one tag at a time, so that nothing of it is in
// memory at rest.
//
// The file is little-endian:
//
//	magic      8 bytes
//	tags       uint32, the number of tags
//	table      for each tag, in the order of the names' bytes: where its name
//	           begins and ends (uint32 each, from the file's start), and where
//	           its neighbours do (uint32 each)
//	neighbours uint32 each, a place in the table, the best first
//	names
package related

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"

	"tailor/data/intake"
	"tailor/tags"
)

const (
	magic = "tailorN1"
	// Neighbours is how many of each tag are kept.
	Neighbours = 48
	head       = len(magic) + 4
	recordSize = 16
	// pictures is about how many there are on Danbooru. The measure needs no
	// more than its size.
	pictures = 9e6
	// mostTags bounds what reading a list of pairs takes. Danbooru has half as many
	// tags in use.
	mostTags = 250_000
)

// ErrNoPairs is returned for a list in which no pair can be read.
var ErrNoPairs = errors.New("no row is a pair of tags and a number: tag_a,tag_b,count")

// ErrTagList is returned for a list of tags, whose rows look like pairs with
// the numbers of categories.
var ErrTagList = errors.New("it is a list of tags, tag,category,count, and none of pairs, tag_a,tag_b,count")

// errTooManyTags is returned for a list of pairs of more than mostTags.
var errTooManyTags = errors.New("more than 250,000 different tags: keep the pairs that are drawn most")

// neighbour is a tag beside another, and how much it says of it.
type neighbour struct {
	tag   uint32
	worth float32
}

// Write reads pairs, "tag_a,tag_b,count" with or without a header, and writes
// the compact file. count returns how many pictures bear a tag, 0 where nobody
// knows: such a tag is taken for as common as its most common pair. Tags that
// are blocked are left out. It returns how many pairs it read.
//
// A neighbour b of a tag a is worth P(b|a) · log(P(b|a) / P(b)), its part in
// how far the pictures of a differ from all pictures: one that stands on every
// picture says nothing, and one that was seen with a once says little.
func Write(w io.Writer, pairs io.Reader, count func(tag string) int) (n int, err error) {
	b := builder{number: map[string]uint32{}}
	listed := 0 // rows of a list of tags
	in := bufio.NewReaderSize(pairs, 1<<20)
	if mark, _ := in.Peek(3); string(mark) == "\ufeff" {
		_, _ = in.Discard(len(mark))
	}
	r := csv.NewReader(in)
	r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = -1, true, true
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return n, fmt.Errorf("the pairs cannot be read: %w", err)
		}
		if len(row) < 3 {
			continue
		}
		together, err := strconv.ParseFloat(row[2], 64)
		if err != nil || together < 1 || row[0] == row[1] {
			continue // the header, or nothing to be offered
		}
		if _, ok := tags.CategoryNamed(row[1]); ok && len(row[1]) == 1 {
			listed++
		}
		x, okX := b.tag(row[0], count)
		y, okY := b.tag(row[1], count)
		if len(b.number) > mostTags {
			return n, errTooManyTags
		}
		if okX && okY {
			b.add(x, y, together)
			b.add(y, x, together)
			n++
		}
	}
	switch {
	case n == 0:
		return 0, ErrNoPairs
	case listed > n/2:
		return 0, ErrTagList
	}
	return n, b.write(w)
}

// builder gathers the neighbours of tags.
type builder struct {
	number map[string]uint32
	names  []string
	counts []float64
	lists  [][]neighbour // each a heap, the least first, of at most Neighbours
}

// blocked is the number of a tag that is.
const blocked = math.MaxUint32

// tag returns the number of a tag, a new one where it is new, and whether pairs of it
// are kept.
func (b *builder) tag(name string, count func(string) int) (uint32, bool) {
	if n, ok := b.number[name]; ok {
		return n, n != blocked
	}
	if name == "" || len(name) > tags.MaxNameBytes {
		return 0, false
	}
	name = strings.Clone(name)
	if tags.Blocked(name) {
		b.number[name] = blocked
		return 0, false
	}
	n := uint32(len(b.names))
	b.number[name] = n
	b.names, b.counts, b.lists = append(b.names, name), append(b.counts, float64(count(name))), append(b.lists, nil)
	return n, true
}

// add takes a pair into account as a neighbour of a.
func (b *builder) add(a, of uint32, together float64) {
	have, other := max(b.counts[a], together), max(b.counts[of], together)
	worth := float32(together / have * math.Log(together/have*pictures/other))
	if worth <= 0 {
		return
	}
	list := b.lists[a]
	if len(list) == Neighbours && list[len(list)-1].worth >= worth {
		return
	}
	at, _ := slices.BinarySearchFunc(list, worth, func(n neighbour, w float32) int { return cmp.Compare(w, n.worth) })
	if len(list) == Neighbours {
		list = list[:Neighbours-1]
	}
	b.lists[a] = slices.Insert(list, at, neighbour{of, worth})
}

func (b *builder) write(w io.Writer) error {
	order := make([]uint32, len(b.names))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(x, y uint32) int { return cmp.Compare(b.names[x], b.names[y]) })
	place := make([]uint32, len(order))
	all := 0
	for at, n := range order {
		place[n] = uint32(at)
		all += len(b.lists[n])
	}
	out := bufio.NewWriterSize(w, 1<<16)
	put := func(values ...uint32) {
		var buf [4]byte
		for _, v := range values {
			binary.LittleEndian.PutUint32(buf[:], v)
			_, _ = out.Write(buf[:]) // an error stays, and Flush returns it
		}
	}
	_, _ = out.WriteString(magic)
	put(uint32(len(order)))
	lists := uint32(head + recordSize*len(order))
	name := lists + uint32(4*all)
	for _, n := range order {
		nameEnd, listsEnd := name+uint32(len(b.names[n])), lists+uint32(4*len(b.lists[n]))
		put(name, nameEnd, lists, listsEnd)
		name, lists = nameEnd, listsEnd
	}
	for _, n := range order {
		for _, o := range b.lists[n] {
			put(place[o.tag])
		}
	}
	for _, n := range order {
		_, _ = out.WriteString(b.names[n])
	}
	return out.Flush()
}

// File is a compact file of neighbours. Any number of goroutines may read it.
type File struct {
	f    *os.File
	tags int
	size int64
}

// Open opens a compact file. The error wraps fs.ErrNotExist where there is
// none.
func Open(path string) (*File, error) {
	f, err := intake.Open(path)
	if err != nil {
		return nil, fmt.Errorf("the related tags cannot be read: %w", err)
	}
	info, err := f.Stat()
	var start [head]byte
	if err == nil {
		_, err = f.ReadAt(start[:], 0)
	}
	file := &File{f: f, tags: int(binary.LittleEndian.Uint32(start[len(magic):]))}
	if err == nil {
		file.size = info.Size()
	}
	what := ""
	switch {
	case err != nil || string(start[:len(magic)]) != magic:
		what = "are no file of tailor's"
	case int64(head+recordSize*file.tags) > file.size || int64(file.record(file.tags-1).nameEnd) != file.size:
		what = "were cut or damaged" // the last name ends where the file does
	default:
		return file, nil
	}
	_ = f.Close()
	return nil, fmt.Errorf("the related tags in %s %s: fetch them again with \"tailor update --related\"", path, what)
}

// Close closes the file, which may be nil.
func (f *File) Close() error {
	if f == nil {
		return nil
	}
	return f.f.Close()
}

// record is what the table holds of a tag, empty where the file is damaged.
type record struct{ name, nameEnd, lists, listsEnd uint32 }

func (f *File) record(i int) record {
	var buf [recordSize]byte
	if i < 0 || i >= f.tags {
		return record{}
	}
	if _, err := f.f.ReadAt(buf[:], int64(head+recordSize*i)); err != nil {
		return record{}
	}
	u := func(at int) uint32 { return binary.LittleEndian.Uint32(buf[at:]) }
	r := record{u(0), u(4), u(8), u(12)}
	if r.name > r.nameEnd || r.nameEnd-r.name > tags.MaxNameBytes || int64(r.nameEnd) > f.size ||
		r.lists > r.listsEnd || r.listsEnd-r.lists > 4*Neighbours || int64(r.listsEnd) > f.size {
		return record{}
	}
	return r
}

func (f *File) name(r record) string {
	buf := make([]byte, r.nameEnd-r.name)
	if _, err := f.f.ReadAt(buf, int64(r.name)); err != nil {
		return ""
	}
	return string(buf)
}

// Of returns the tags that stand with a tag, the best first; nil where nothing
// is known of it, or where the file is damaged there.
func (f *File) Of(tag string) []string {
	i, ok := sort.Find(f.tags, func(i int) int { return cmp.Compare(tag, f.name(f.record(i))) })
	if !ok {
		return nil
	}
	return f.neighbours(f.record(i))
}

func (f *File) neighbours(r record) []string {
	buf := make([]byte, r.listsEnd-r.lists)
	if _, err := f.f.ReadAt(buf, int64(r.lists)); err != nil {
		return nil
	}
	var found []string
	for ; len(buf) >= 4; buf = buf[4:] {
		if name := f.name(f.record(int(binary.LittleEndian.Uint32(buf)))); name != "" && !tags.Blocked(name) {
			found = append(found, name)
		}
	}
	return found
}
