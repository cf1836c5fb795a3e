package editor

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"tailor/ui/editor/grapheme"
)

// row is one line of the screen: the bytes text[start:end], without the
// newline that may end it.
type row struct {
	start, end int
	// rule is the offset of the BREAK that the row shows, or shows a part of;
	// -1 for none.
	rule int
	// hard reports that the line of the text ends here: a newline follows, or
	// nothing.
	hard bool
}

// packedRow is where a row begins, and what it is: a text may have millions.
// The row ends where the next begins, and its rule is the last that has begun
// there. So a text may have 1 GB.
type packedRow uint32

const (
	hardRow packedRow = 1 << iota // row.hard
	ruledRow
	rowStart = iota // the bits before the start
)

func packed(r row) packedRow {
	p := packedRow(r.start) << rowStart
	if r.hard {
		p |= hardRow
	}
	if r.rule >= 0 {
		p |= ruledRow
	}
	return p
}

func (p packedRow) start() int { return int(p >> rowStart) }

// row returns the row of a number.
func (l *layout) row(i int) row {
	p := l.rows[i]
	r := row{p.start(), l.size, -1, p&hardRow != 0}
	if i+1 < len(l.rows) {
		r.end = l.rows[i+1].start()
		if r.hard {
			r.end-- // before the newline
		}
	}
	if p&ruledRow != 0 {
		r.rule = l.rules[l.ruleFrom(r.start+1)-1].At.Start
	}
	return r
}

// layout is a text wrapped to a width.
//
// A row is filled up to one cell less than the width. That cell is for the
// cursor behind the row's last character, or for the space at which the row
// was broken, so that every place in the text has a cell to stand on.
type layout struct {
	width int
	size  int // of the text
	rows  []packedRow
	rules []Rule      // by place, none overlapping
	cuts  []cut       // by place
	fresh []packedRow // room for refill
}

// cut is where A1111 begins a new chunk by itself.
type cut struct {
	at   int // the offset asked for
	cell int // the offset in whose cell, or in front of which, the mark stands
	// own reports that the mark takes a cell of its own, in front of cell. Where
	// there is white space at the border the mark is drawn in that, and
	// nothing moves.
	own bool
}

// fill wraps the whole text.
func (l *layout) fill(text string) {
	l.placeCuts(text)
	l.size = len(text)
	l.rows = slices.Grow(l.rows[:0], strings.Count(text, "\n")+1)
	next, rule := 0, -1
	for done := false; !done; {
		var r row
		r, next, rule, done = l.wrap(text, next, rule)
		l.rows = append(l.rows, packed(r))
	}
}

// refill wraps again what an edit of text[at:at+added] changed, which had
// removed bytes before: rows above and below keep their breaks. Rules and
// cuts must have been shifted already.
func (l *layout) refill(text string, at, removed, added int) {
	l.placeCuts(text)
	// How a row breaks depends on the word that follows it, and that word on
	// the row after: three rows above are safe.
	from := max(0, l.find(at)-3)
	shift, until := added-removed, at+added
	next, rule := l.rows[from].start(), -1
	if from > 0 && l.rows[from-1]&hardRow == 0 {
		rule = l.carried(text, l.row(from-1))
	}
	old := from // the first old row that may still hold
	fresh := slices.Grow(l.fresh[:0], strings.Count(text[at:until], "\n")+8)
	for done := false; !done; {
		// Behind the edit, and one byte more as a cut looks at the byte
		// before it, an old row that starts here stands.
		if next > until {
			for old < len(l.rows) && l.rows[old].start()+shift < next {
				old++
			}
			if old < len(l.rows) && l.rows[old].start()+shift == next && rule < 0 && !l.carriedOn(old, next) {
				break
			}
		}
		var r row
		r, next, rule, done = l.wrap(text, next, rule)
		fresh = append(fresh, packed(r))
		if done {
			old = len(l.rows)
		}
	}
	if shift != 0 {
		for i := old; i < len(l.rows); i++ {
			l.rows[i] += packedRow(shift) << rowStart
		}
	}
	if from == 0 && old == len(l.rows) {
		l.rows, fresh = fresh, l.rows
	} else {
		l.rows = slices.Replace(l.rows, from, old, fresh...)
	}
	l.size = len(text)
	if l.fresh = fresh; cap(fresh) > manyRows {
		l.fresh = nil // much is not kept
	}
}

// manyRows is how many rows are many.
const manyRows = 1 << 16

// carried returns the rule that goes on from a row to the next one, as a
// BREAK in a very narrow box or the spaces behind one do, -1 for none.
func (l *layout) carried(text string, r row) int {
	if r.rule >= 0 && !r.hard {
		if k := l.ruleFrom(r.rule); k < len(l.rules) && l.rules[k].At.Start == r.rule && goesOn(text, r.end, l.rules[k].At.End) {
			return r.rule
		}
	}
	return -1
}

// goesOn reports that a rule whose word ends at end has not passed by at.
func goesOn(text string, at, end int) bool {
	return at < end || spaceAt(text, at)
}

// spaceAt reports whether a space stands there that bears no mark.
func spaceAt(text string, at int) bool {
	return at < len(text) && text[at] == ' ' && grapheme.Next(text, at) == at+1
}

// carriedOn reports whether the row i, which begins at start now, goes on with
// a rule of the row before.
func (l *layout) carriedOn(i, start int) bool {
	k := l.ruleFrom(start)
	return l.rows[i]&ruledRow != 0 && (k == len(l.rules) || l.rules[k].At.Start != start)
}

// ruleFrom returns the index of the first rule that starts at or behind at.
func (l *layout) ruleFrom(at int) int {
	return sort.Search(len(l.rules), func(i int) bool { return l.rules[i].At.Start >= at })
}

// cutFrom returns the index of the first cut whose cell is at or behind at.
func (l *layout) cutFrom(at int) int {
	return sort.Search(len(l.cuts), func(i int) bool { return l.cuts[i].cell >= at })
}

// placeCuts decides where the marks of the cuts stand.
func (l *layout) placeCuts(text string) {
	for i := range l.cuts {
		c := &l.cuts[i]
		c.cell, c.own = c.at, false
		switch {
		case c.at < len(text) && blank(text[c.at]):
		case c.at > 0 && blank(text[c.at-1]):
			c.cell--
		case c.at < len(text):
			c.own = true
		}
	}
}

func blank(c byte) bool { return c == ' ' || c == '\n' }

// wrap makes the row that starts at p. carried is the rule that the row
// before has begun and not ended, -1 for none. It returns the start of the
// next row and the rule carried on to it, or done for the last row.
func (l *layout) wrap(text string, p, carried int) (r row, next, carry int, done bool) {
	room := max(1, l.width-1)
	nextRule, nextCut := l.ruleFrom(p), l.cutFrom(p)
	ruleEnd := -1
	r = row{start: p, rule: -1}
	if carried >= 0 {
		nextRule = l.ruleFrom(carried) + 1
		r.rule, ruleEnd = carried, l.rules[nextRule-1].At.End
	}
	soft := func(at int) (row, int, int, bool) {
		r.end = at
		carry := -1
		if r.rule >= 0 && goesOn(text, at, ruleEnd) {
			carry = r.rule
		}
		return r, at, carry, false
	}
	col, opportunity := 0, -1
	for i := p; i < len(text); {
		c := text[i]
		if c == '\n' {
			if col >= l.width {
				return soft(i) // the newline needs a cell as well
			}
			r.end, r.hard = i, true
			return r, i + 1, -1, false
		}
		if nextRule < len(l.rules) && i >= l.rules[nextRule].At.Start {
			if i > p {
				return soft(i)
			}
			r.rule, ruleEnd = l.rules[nextRule].At.Start, l.rules[nextRule].At.End
			nextRule++
		}
		g := grapheme.Read(text, i)
		space := c == ' ' && g.Size == 1
		if ruleEnd >= 0 && i >= ruleEnd && !space {
			return soft(i)
		}
		width := g.Width
		for nextCut < len(l.cuts) && l.cuts[nextCut].cell < i+g.Size {
			if l.cuts[nextCut].own {
				width++
			}
			nextCut++
		}
		if space {
			if col+width > l.width && i > p {
				return soft(i)
			}
			col += width
			i++
			opportunity = i
			continue
		}
		wide := g.Width == 2
		if wide && i > p && !closes(text[i:]) {
			opportunity = i
		}
		if col+width > room && i > p {
			if opportunity > p {
				return soft(opportunity)
			}
			return soft(i)
		}
		col += width
		i += g.Size
		if (wide || c == ',' && g.Size == 1) && i < len(text) && !spaceAt(text, i) && !closes(text[i:]) {
			opportunity = i
		}
	}
	r.end = len(text)
	if col >= l.width {
		return soft(len(text))
	}
	if r.rule >= 0 && ruleEnd < len(text) {
		// Behind a BREAK and its space what is typed next stands on a row of
		// its own, and so does the cursor.
		return r, len(text), -1, false
	}
	r.hard = true
	return r, len(text), -1, true
}

// closes reports whether a text begins with what does not begin a row.
func closes(text string) bool {
	if c := text[0]; c < utf8.RuneSelf {
		switch c {
		case ',', '.', ')', ']', '}', ':', ';', '!', '?', '"', '\'':
			return true
		}
		return false
	}
	r, _ := utf8.DecodeRuneInString(text)
	switch r {
	case '、', '。', '，', '．', '」', '』', '）', '】', 'ー', '！', '？', '：', '；':
		return true
	}
	return false
}

// find returns the index of the row that the cursor at an offset stands in:
// where one row ends and the next begins without a newline, the next.
func (l *layout) find(offset int) int {
	return sort.Search(len(l.rows), func(i int) bool { return l.rows[i].start() > offset }) - 1
}
