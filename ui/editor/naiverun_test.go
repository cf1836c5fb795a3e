package editor

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tailor/tags/prompt"
	"tailor/ui/editor/buffer"
)

var operations = flag.Int("operations", 25_000, "how many random operations TestNaive tries")

// pair is two editors with one history, and the naive model of them.
type pair struct {
	t     testing.TB
	h     *buffer.History
	real  [2]*Editor
	naive naive
	draw  func(n int) int // a number below n
	seed  uint64          // what draw began with
	log   []string        // what was done, for the report
	seen  [2]seen         // what was wrapped and compared last
	top   [2]int
}

type seen struct {
	text                  string
	cursor, width, height int
	revision              int
	lean                  bool
}

// dirty texts, and what is left of them.
var dirty = [][2]string{{"\r\n", "\n"}, {"\r", "\n"}, {"\t", " "}, {"\x1b[31m", ""}, {"\x07", ""}, {"\xff", "\uFFFD"}, {"\u202e", ""}, {"\u2028", "\n"}}

// text draws a text to insert, and what should arrive of it.
func (p *pair) text(n int) (s, clean string) {
	for range 1 + p.draw(n) {
		if k := p.draw(len(tokens) + 4); k < len(tokens) {
			s, clean = s+tokens[k], clean+tokens[k]
		} else {
			d := dirty[p.draw(len(dirty))]
			if strings.HasPrefix(d[0], "\n") && strings.HasSuffix(s, "\r") {
				continue
			}
			s, clean = s+d[0], clean+d[1]
		}
	}
	if strings.Contains(s, "\r\n") && strings.Count(s, "\r\n") != strings.Count(clean, "\n") {
		// A CR and an LF that were drawn apart have met.
		clean = strings.ReplaceAll(clean, "\n", "")
		s = clean
	}
	return s, clean
}

// offset draws a place of a side's text, sometimes beyond its ends.
func (p *pair) offset(side int) int { return p.draw(len(p.naive.texts[side])+4) - 2 }

// do draws one operation and carries it out on both.
func (p *pair) do() {
	side := p.draw(8) / 7 // mostly the positive prompt
	e, n := p.real[side], &p.naive
	extend := p.draw(3) == 0
	name := ""
	switch op := p.draw(40); op {
	case 0, 1, 2, 3, 4, 5, 6, 7, 8:
		s, clean := p.text(2)
		name = fmt.Sprintf("Insert(%q)", s)
		e.Insert(s)
		n.insert(side, "type", clean)
	case 9:
		s, clean := p.text(6)
		name = fmt.Sprintf("Paste(%q)", s)
		e.Paste(s)
		n.insert(side, "", clean)
	case 10, 11, 12:
		name = "backspace"
		e.Delete(buffer.GraphemeLeft)
		n.delete(side, "back", n.step(side, n.cursor[side], -1))
	case 13, 14:
		name = "delete"
		e.Delete(buffer.GraphemeRight)
		n.delete(side, "forward", n.step(side, n.cursor[side], 1))
	case 15:
		name = "Delete(WordLeft)"
		e.Delete(buffer.WordLeft)
		n.delete(side, "", n.wordLeft(side))
	case 16:
		name = "Kill(WordLeft)"
		e.Kill(buffer.WordLeft)
		n.kill(side, n.wordLeft(side))
	case 17:
		name = "Kill(WordRight)"
		e.Kill(buffer.WordRight)
		n.kill(side, n.wordRight(side))
	case 18:
		name = "Kill(TagLeft), Kill(TagRight)"
		e.Kill(buffer.TagLeft)
		n.kill(side, n.tagLeft(side))
		e.Kill(buffer.TagRight)
		n.kill(side, n.tagRight(side))
	case 19:
		name = "KillToLineEnd"
		_, row := n.line(side)
		to := n.last(side, row)
		if to == n.cursor[side] {
			to = n.step(side, to, 1)
		}
		e.KillToLineEnd()
		n.kill(side, to)
	case 20:
		name = "KillToLineStart"
		row, _ := n.line(side)
		to := row.first()
		if to == n.cursor[side] {
			to = n.step(side, to, -1)
		}
		e.KillToLineStart()
		n.kill(side, to)
	case 21:
		name = "Yank"
		e.Yank()
		n.insert(side, "", n.killed)
	case 22, 23:
		name = "left"
		to := n.step(side, n.cursor[side], -1)
		if a, b := n.selection(side); a != b && !extend {
			to = a
		}
		e.Move(buffer.GraphemeLeft, extend)
		n.move(side, to, extend)
	case 24, 25:
		name = "right"
		to := n.step(side, n.cursor[side], 1)
		if a, b := n.selection(side); a != b && !extend {
			to = b
		}
		e.Move(buffer.GraphemeRight, extend)
		n.move(side, to, extend)
	case 26:
		motions := []func(int) int{n.wordLeft, n.wordRight, n.tagLeft, n.tagRight, n.lineStart, n.lineEnd,
			func(int) int { return 0 }, func(int) int { return len(n.texts[side]) }}
		m := p.draw(len(motions))
		name = fmt.Sprint("Move(", m+2, ")")
		e.Move(buffer.WordLeft+buffer.Motion(m), extend)
		n.move(side, motions[m](side), extend)
	case 27:
		to := p.offset(side)
		name = fmt.Sprint("MoveTo(", to, ")")
		e.MoveTo(to, extend)
		n.move(side, to, extend)
	case 28:
		by := p.draw(5) - 2
		name = fmt.Sprint("MoveRows(", by, ")")
		e.MoveRows(by, extend)
		n.up(side, by, extend)
	case 29:
		by := 1 - 2*p.draw(2)
		name = fmt.Sprint("MovePages(", by, ")")
		e.MovePages(by, extend)
		n.page(side, by, extend)
	case 30:
		name = "MoveHome"
		e.MoveHome(extend)
		n.home(side, extend)
	case 31:
		name = "MoveEnd"
		e.MoveEnd(extend)
		n.endKey(side, extend)
	case 32, 33, 34:
		name = "Undo"
		p.h.Undo()
		n.undo()
	case 35, 36:
		name = "Redo"
		p.h.Redo()
		n.redo()
	case 37:
		name = "Break"
		p.h.Break()
		n.pause()
	case 38:
		name = p.apply()
	case 39:
		switch p.draw(9) {
		case 0:
			s, clean := p.text(20)
			name = fmt.Sprintf("SetText(%q)", s)
			e.SetText(s)
			if clean != n.texts[side] {
				texts, cursor := n.texts, n.cursor
				texts[side], cursor[side] = clean, len(clean)
				n.apply(texts, cursor, side)
			}
		case 1:
			name = "SetSize"
			n.width, n.height = 1+p.draw(30), 1+p.draw(6)
			for i, e := range p.real {
				if e.width != n.width {
					n.goal[i], n.lean[i] = -1, false
				}
				e.SetSize(n.width, n.height)
			}
		case 2, 3:
			row, col := p.draw(8)-1, p.draw(34)-2
			name = fmt.Sprint("Press(", row, ",", col, ")")
			rows := n.rows(side)
			r := rows[max(0, min(e.top+row, len(rows)-1))]
			e.Press(row, col, extend, time.Time{})
			n.stand(side, r, n.offset(side, r, col), extend)
			e.mouse = press{}
		case 4, 5, 6:
			name = "Grow"
			e.Grow()
			n.grow(side)
		default:
			name = "SelectAll"
			e.SelectAll()
			n.move(side, 0, false)
			n.move(side, len(n.texts[side]), true)
		}
	}
	p.log = append(p.log, fmt.Sprint(side, " ", name, " extend ", extend))
}

// apply changes one side or both by edits that stand apart.
func (p *pair) apply() string {
	n := &p.naive
	sides := [][]int{{0}, {1}, {0, 1}, {1, 0}}[p.draw(4)]
	texts, cursor := n.texts, n.cursor
	edits := make([][]prompt.Edit, 2)
	for _, side := range sides {
		text, built, at := n.texts[side], "", 0
		for range p.draw(4) {
			from := n.snap(side, at+p.draw(len(text)-at+1))
			to := n.snap(side, min(from+p.draw(6), len(text)))
			s, clean := p.text(2)
			if p.draw(3) == 0 {
				s, clean = text[from:to], text[from:to]
			}
			edits[side] = append(edits[side], prompt.Edit{Span: prompt.Span{Start: from, End: to}, Text: s})
			built += text[at:from] + clean
			at = to
		}
		texts[side] = built + text[at:]
		cursor[side] = p.draw(len(texts[side]) + 1)
	}
	do := func() {
		for _, side := range sides {
			p.real[side].Apply(edits[side], cursor[side])
		}
	}
	if len(sides) > 1 {
		p.h.Group(do)
	} else {
		do()
	}
	n.apply(texts, cursor, sides...)
	return fmt.Sprint("Apply", edits, cursor)
}

// check compares the two.
func (p *pair) check() {
	for side, e := range p.real {
		n := &p.naive
		if e.Text() != n.texts[side] || e.Cursor() != n.cursor[side] || e.Anchor() != n.anchor[side] {
			p.fail(side, fmt.Sprintf("got  %q\nwant %q", bars(e), bars(&Editor{Buffer: place(n.texts[side], n.cursor[side], n.anchor[side])})))
		}
		now := seen{n.texts[side], n.cursor[side], n.width, n.height, e.Revision(), n.lean[side]}
		if p.seen[side] == now && e.top == p.top[side] {
			continue
		}
		p.seen[side] = now
		e.SetRules(rulesOf(e.Text(), "13/75"))
		p.top[side] = e.top
		row, col, shown := e.CursorCell()
		rows := n.rows(side)
		at := n.find(rows, side)
		if !shown || row+e.top != at || col != rows[at].column(n.cursor[side]) || len(rows) != e.RowCount() {
			p.fail(side, fmt.Sprintf("cursor of %q at row %d of %d, column %d, want %d of %d, %d; shown %v\nrows %q", bars(e), row+e.top, e.RowCount(), col,
				at, len(rows), rows[at].column(n.cursor[side]), shown, shape(e)))
		}
	}
}

func place(text string, cursor, anchor int) *buffer.Buffer {
	b := buffer.New(&buffer.History{}, text)
	b.MoveTo(anchor, false)
	b.MoveTo(cursor, true)
	return b
}

func (p *pair) fail(side int, what string) {
	p.t.Helper()
	last := p.log[max(0, len(p.log)-8):]
	p.t.Fatalf("seed %d, side %d, width %d, after %d operations, the last of them\n%s\n%s", p.seed, side, p.naive.width, len(p.log), strings.Join(last, "\n"), what)
}

// newPair begins with texts that were there before.
func newPair(t testing.TB, draw func(n int) int) *pair {
	p := &pair{t: t, h: &buffer.History{}, draw: draw}
	p.naive = naive{width: 1 + draw(30), height: 1 + draw(6), goal: [2]int{-1, -1}}
	for side := range p.real {
		s, clean := p.text(8)
		e := New(buffer.New(p.h, s))
		e.SetSize(p.naive.width, p.naive.height)
		e.SetRules(rulesOf(e.Text(), "13/75"))
		p.real[side] = e
		p.naive.texts[side], p.naive.cursor[side], p.naive.anchor[side] = clean, e.Cursor(), e.Cursor()
	}
	return p
}

// run tries operations until draw has no more, or one text is long: what
// goes wrong in a long one does in a short one, and sooner.
func (p *pair) run(n int) (done int) {
	for done < n && len(p.naive.texts[0])+len(p.naive.texts[1]) < 600 {
		p.do()
		p.check()
		done++
		if p.draw(32) == 0 {
			for _, e := range p.real {
				e.Focus()
				checkLayout(p.t, e, p.log[len(p.log)-1])
				checkView(p.t, e, p.log[len(p.log)-1])
			}
		}
	}
	return done
}

// TestNaive tries random operations against the naive model:
//
//	go test ./ui/editor -run TestNaive -operations 10000000 -timeout 0 -v
func TestNaive(t *testing.T) {
	done, start := 0, time.Now()
	for seed := uint64(0); done < *operations; seed++ {
		rng := rand.New(rand.NewPCG(seed, 7))
		p := newPair(t, rng.IntN)
		p.seed = seed
		done += p.run(2000)
	}
	t.Logf("%d operations without a difference in %v", done, time.Since(start).Round(time.Second))
}

// FuzzNaive lets the fuzzer choose the operations.
func FuzzNaive(f *testing.F) {
	f.Add([]byte("long hair, 1girl BREAK"))
	f.Add([]byte{0, 1, 2, 200, 100, 50, 25, 12, 6, 3, 0, 9, 9, 9, 38, 38, 38, 32, 35})
	f.Fuzz(func(t *testing.T, choices []byte) {
		if len(choices) > 2000 {
			return
		}
		p := newPair(t, func(n int) int {
			if len(choices) == 0 {
				return 0
			}
			c := int(choices[0])
			choices = choices[1:]
			return c % n
		})
		for len(choices) > 0 && p.run(1) > 0 {
		}
	})
}
