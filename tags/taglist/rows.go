package taglist

import (
	"bytes"
	"cmp"
	"fmt"
	"unsafe"

	"tailor/data/beside"
	"tailor/data/pages"
	"tailor/tags"
)

// rows are what was read of a text or a part of one.
type rows struct {
	tags    []tags.Tag
	aliases aliasStore
	bad     []Problem
	// data counts the rows that hold data, lines all lines, and spelled the tags
	// with a Spelling.
	data, lines, spelled int
	most                 int      // names that the list may have
	fields               [][]byte // of a row, made once
	err                  error
}

// halvesFrom is from how many bytes on a text is read in two halves side by side.
var halvesFrom = 1 << 20

// read reads the lines that are left, each by row, which adds the tags of a line
// that is not blank, and returns whether it holds data, and what is wrong with it.
// It may be called for two lines at once. perLine is a character of which each in a
// line makes room for another tag, 0 for none.
func (l *List) read(lines lineReader, perLine byte, row func(r *rows, line []byte) (data bool, reason string)) error {
	before, after := lines.text, []byte(nil)
	if n := len(before); n >= halvesFrom {
		if i := bytes.IndexByte(before[n/2:], '\n'); i >= 0 {
			before, after = before[:n/2+i+1], before[n/2+i+1:]
		}
	}
	first, second, most := mostTags(before, perLine), mostTags(after, perLine), namesIn(sizeOf(lines.text))
	if first+second > most {
		before, after = lines.text, nil
		first, second = most, 0
	}
	all := pages.Make[tags.Tag](0, first+second)
	a, b := rows{tags: all[:0:first], lines: lines.number, most: most}, rows{tags: all[first:first], most: most}
	var halves beside.Group
	if len(after) > 0 {
		halves.Go(func() { b.read(after, row) })
	}
	a.read(before, row)
	halves.Wait()
	switch {
	case a.err != nil:
		return a.err
	case b.err != nil:
		return b.err
	}
	for i := range b.bad {
		b.bad[i].Line += a.lines
	}
	if l.Tags = a.tags; len(b.tags) > 0 {
		l.Tags = all[:len(a.tags)+len(b.tags)]
		if len(a.tags) < first {
			copy(l.Tags[len(a.tags):], b.tags)
		}
	}
	a.tags, a.data, a.spelled, a.aliases.names = l.Tags, a.data+b.data, a.spelled+b.spelled, a.aliases.names+b.aliases.names
	l.Rows, l.Bad, l.spelled = a.data, append(a.bad, b.bad...), a.spelled
	return a.full()
}

func (r *rows) read(text []byte, row func(r *rows, line []byte) (data bool, reason string)) {
	lines := lineReader{text: text}
	for r.err == nil && lines.next() {
		if blank(lines.line) {
			continue
		}
		data, reason := row(r, lines.line)
		if data {
			r.data++
		}
		if reason != "" {
			r.bad = append(r.bad, Problem{Line: r.lines + lines.number, Reason: reason})
		}
		r.err = cmp.Or(r.err, r.full())
	}
	r.lines += lines.number
}

// add adds a tag.
func (r *rows) add(t tags.Tag) {
	if len(r.tags) == r.most {
		r.err = errTooManyNames
		return
	}
	if t.Spelling != nil {
		r.spelled++
	}
	r.tags = append(r.tags, t)
}

// mostTags returns how many tags a text may have at most.
func mostTags(text []byte, perLine byte) int {
	n := bytes.Count(text, []byte{'\n'})
	if bytes.IndexByte(text, '\r') >= 0 {
		n += bytes.Count(text, []byte{'\r'}) - bytes.Count(text, []byte("\r\n"))
	}
	if perLine != 0 {
		n += bytes.Count(text, []byte{perLine})
	}
	if len(text) > 0 {
		n++ // the last line may have no end
	}
	return n
}

// aliasStore holds the aliases of all rows in large blocks, so that a row
// with aliases costs no allocation of its own.
type aliasStore struct {
	block []string
	row   int // where in block those of the row begin
	names int // in all blocks
}

// Of so many names are the smallest and the largest block of an aliasStore.
const smallestBlock, largestBlock = 64, 64 << 10

// begin begins a row.
func (s *aliasStore) begin() { s.row = len(s.block) }

// put puts a name into the row.
func (s *aliasStore) put(name string) {
	if len(s.block) == cap(s.block) {
		row := s.block[s.row:]
		s.block = append(make([]string, 0, len(row)+min(max(smallestBlock, 2*cap(s.block)), largestBlock)), row...)
		s.row = 0
	}
	s.block = append(s.block, name)
	s.names++
}

// add puts the names of a comma-separated field into the row. An alias
// that cannot be used, or that is the name itself, is left out: it takes
// nothing from the tag. It stops behind one more than maxAliases.
func (s *aliasStore) add(field []byte, name string, dashed bool) {
	for before := s.names; len(field) > 0 && s.names-before <= maxAliases; {
		one := field
		if i := bytes.IndexByte(field, ','); i >= 0 {
			one, field = field[:i], field[i+1:]
		} else {
			field = nil
		}
		clean, reason := tags.Clean(one)
		if reason != "" {
			continue
		}
		if dashed {
			undash(clean)
		}
		if string(clean) != name {
			s.put(view(clean))
		}
	}
}

// aliases returns those of the row. Where they are too many it drops them and
// gives the reason.
func (s *aliasStore) aliases() (_ []string, reason string) {
	switch n := len(s.block) - s.row; {
	case n == 0:
		return nil, ""
	case n > maxAliases:
		s.block, s.names = s.block[:s.row], s.names-n
		return nil, fmt.Sprintf("more than %d aliases", maxAliases)
	}
	return s.block[s.row:len(s.block):len(s.block)], ""
}

// view returns b as a string without a copy. The parsers use it on the text
// of the file, which they own and no longer change where a view was taken.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// lineReader walks over the lines of a text, whose ends are LF, CRLF or CR.
type lineReader struct {
	text   []byte
	line   []byte
	number int
	cr     int // where the next CR stands, -1 when there is none; 0 unknown
}

// next moves to the next line and reports whether there was one.
func (r *lineReader) next() bool {
	if len(r.text) == 0 {
		return false
	}
	r.number++
	// A CR before the LF ends the line too; most files have none.
	if r.cr == 0 {
		if r.cr = bytes.IndexByte(r.text, '\r'); r.cr < 0 {
			r.cr = -1
		} else {
			r.cr++ // 1-based, so that 0 means unknown
		}
	}
	skip, rest := 1, r.text
	if r.cr > 0 {
		rest = rest[:r.cr-1] // in a file of CRs there may be no LF to its end
	}
	end := bytes.IndexByte(rest, '\n')
	if end < 0 {
		end = len(rest)
	}
	if end == r.cr-1 && end+1 < len(r.text) && r.text[end+1] == '\n' {
		skip = 2
	}
	r.line = r.text[:end]
	advance := min(end+skip, len(r.text))
	r.text = r.text[advance:]
	if r.cr > 0 {
		r.cr = max(r.cr-advance, 0)
	}
	return true
}

func blank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}
