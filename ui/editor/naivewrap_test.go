package editor

import (
	"strings"
	"unicode/utf8"

	"tailor/tags/prompt"
	"tailor/ui/editor/grapheme"
)

// naiveRow is a row of the naive wrapping: its characters' offsets and
// columns, and the offset and the column of its end.
type naiveRow struct {
	at, cols []int
	end, col int
	line     int // rows with the same number are one line of the text
	soft     bool
}

// rows wraps a side: it cuts the text into lines, lines into sections at
// BREAKs, sections into words, and lays the words in rows.
func (n *naive) rows(side int) []naiveRow {
	text := n.texts[side]
	rules := naiveRules(text)
	var rows []naiveRow
	line := 0
	start := 0
	for _, s := range strings.SplitAfter(text, "\n") {
		body := strings.TrimSuffix(s, "\n")
		ended := len(body) < len(s)
		var section prompt.Span
		for i, next := range n.sections(text, rules, start, start+len(body)) {
			if i > 0 {
				rows[len(rows)-1].soft = true
				line++
			}
			section = next
			rows = append(rows, n.section(text, section, line)...)
		}
		last := &rows[len(rows)-1]
		if last.col >= n.width || !ended && behindBreak(text, rules) {
			// No cell is left for the cursor, or what is typed next stands below.
			last.soft = true
			for _, r := range rules {
				if r.At.Start == section.Start {
					line++
				}
			}
			rows = append(rows, naiveRow{end: last.end, line: line})
		}
		line++
		start += len(s)
	}
	return rows
}

// naiveRules returns the BREAKs, with the marks that K has taken.
func naiveRules(text string) []Rule {
	rules := rulesOf(text, "")
	for i := range rules {
		for at := 0; at < rules[i].At.End; {
			at += grapheme.Read(text, at).Size
			if at >= rules[i].At.End {
				rules[i].At.End = at
			}
		}
	}
	return rules
}

// behindBreak reports whether the text ends with a BREAK and at least a space.
func behindBreak(text string, rules []Rule) bool {
	bare := strings.TrimRight(text, " ")
	if len(bare) == len(text) {
		return false
	}
	for _, r := range rules {
		if r.At.End == len(bare) {
			return true
		}
	}
	return false
}

// sections parts a line where a BREAK begins, and behind its spaces.
func (n *naive) sections(text string, rules []Rule, start, end int) []prompt.Span {
	cuts := []int{start}
	for _, r := range rules {
		behind := r.At.End
		for behind < end && text[behind] == ' ' && grapheme.Read(text, behind).Size == 1 {
			behind++
		}
		for _, at := range []int{r.At.Start, behind} {
			if at > cuts[len(cuts)-1] && at < end {
				cuts = append(cuts, at)
			}
		}
	}
	var spans []prompt.Span
	for i, at := range cuts {
		to := end
		if i+1 < len(cuts) {
			to = cuts[i+1]
		}
		spans = append(spans, prompt.Span{Start: at, End: to})
	}
	return spans
}

// naiveWord is what is never parted but where it is longer than a row, and
// the spaces behind it.
type naiveWord struct {
	glyphs []grapheme.Glyph
	spaces int
}

func (n *naive) words(text string, s prompt.Span) []naiveWord {
	words := []naiveWord{{}}
	for i := s.Start; i < s.End; {
		g := grapheme.Read(text, i)
		last := &words[len(words)-1]
		if text[i:i+g.Size] == " " {
			last.spaces++
			i++
			continue
		}
		breaks := last.spaces > 0
		if k := len(last.glyphs); k > 0 && !breaks {
			before := last.glyphs[k-1]
			breaks = (before.Shown == "," || before.Width == 2 || g.Width == 2) && !naiveCloses(text[i:])
		}
		if breaks {
			words = append(words, naiveWord{})
			last = &words[len(words)-1]
		}
		last.glyphs = append(last.glyphs, g)
		i += g.Size
	}
	return words
}

func naiveCloses(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune(",.)]}:;!?\"'、。，．」』）】ー！？：；", r)
}

// section lays words in rows.
func (n *naive) section(text string, s prompt.Span, line int) []naiveRow {
	rows := []naiveRow{{end: s.Start, line: line}}
	at := s.Start
	room := max(1, n.width-1)
	row := func() *naiveRow { return &rows[len(rows)-1] }
	put := func(size, width, limit int) {
		if row().col+width > limit && len(row().at) > 0 {
			row().soft = true
			rows = append(rows, naiveRow{end: at, line: line})
		}
		r := row()
		r.at, r.cols = append(r.at, at), append(r.cols, r.col)
		r.col += width
		at += size
		r.end = at
	}
	for _, w := range n.words(text, s) {
		width := 0
		for _, g := range w.glyphs {
			width += g.Width
		}
		if len(w.glyphs) > 0 && row().col+width > room && len(row().at) > 0 {
			row().soft = true
			rows = append(rows, naiveRow{end: at, line: line})
		}
		for _, g := range w.glyphs {
			put(g.Size, g.Width, room)
		}
		for range w.spaces {
			put(1, 1, n.width)
		}
	}
	return rows
}

// find returns the row that the cursor stands in.
func (n *naive) find(rows []naiveRow, side int) int {
	found := 0
	for i, r := range rows {
		if r.first() <= n.cursor[side] {
			found = i
		}
	}
	if n.lean[side] && found > 0 && rows[found-1].soft && rows[found-1].end == n.cursor[side] {
		return found - 1
	}
	return found
}

func (r naiveRow) column(offset int) int {
	for i, at := range r.at {
		if at == offset {
			return r.cols[i]
		}
	}
	return r.col
}

func (n *naive) last(side int, r naiveRow) int {
	if r.soft && len(r.at) > 0 {
		if k := r.at[len(r.at)-1]; n.texts[side][k:r.end] == " " || r.col >= n.width {
			return k
		}
	}
	return r.end
}

func (r naiveRow) first() int {
	if len(r.at) > 0 {
		return r.at[0]
	}
	return r.end
}

func (n *naive) offset(side int, r naiveRow, col int) int {
	best := r.first()
	for i, at := range r.at {
		if r.cols[i] <= col {
			best = at
		}
	}
	if col >= r.col {
		return n.last(side, r)
	}
	return best
}

// stand moves the cursor to an offset of a row.
func (n *naive) stand(side int, r naiveRow, to int, extend bool) {
	n.move(side, to, extend)
	n.lean[side] = r.soft && to == r.end
}

func (n *naive) up(side, by int, extend bool) {
	rows := n.rows(side)
	i := n.find(rows, side)
	goal := n.goal[side]
	if goal < 0 {
		goal = rows[i].column(n.cursor[side])
	}
	if i+by >= len(rows) {
		n.move(side, len(n.texts[side]), extend)
	} else if i+by >= 0 {
		n.stand(side, rows[i+by], n.offset(side, rows[i+by], goal), extend)
	} else {
		n.move(side, 0, extend)
	}
	n.goal[side] = goal
}

func (n *naive) page(side, direction int, extend bool) {
	rows := n.rows(side)
	i := n.find(rows, side)
	to := max(0, min(i+direction*max(1, n.height-1), len(rows)-1))
	if to == i {
		n.up(side, direction, extend)
	} else {
		n.up(side, to-i, extend)
	}
}

// line returns the first and the last row of the line, between newlines and
// BREAKs, at the cursor.
func (n *naive) line(side int) (naiveRow, naiveRow) {
	rows := n.rows(side)
	i := n.find(rows, side)
	a, b := i, i
	for a > 0 && rows[a-1].line == rows[i].line {
		a--
	}
	for b+1 < len(rows) && rows[b+1].line == rows[i].line {
		b++
	}
	return rows[a], rows[b]
}

func (n *naive) home(side int, extend bool) {
	rows := n.rows(side)
	to := rows[n.find(rows, side)]
	if to.first() == n.cursor[side] {
		to, _ = n.line(side)
	}
	n.move(side, to.first(), extend)
}

func (n *naive) endKey(side int, extend bool) {
	rows := n.rows(side)
	to := rows[n.find(rows, side)]
	if n.last(side, to) == n.cursor[side] {
		_, to = n.line(side)
	}
	n.stand(side, to, n.last(side, to), extend)
}
