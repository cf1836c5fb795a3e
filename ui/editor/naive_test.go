package editor

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"tailor/tags/prompt"
)

// naive is what two editors that share an undo stack should do, written as
// plainly as can be: the text is cut into characters from its start for every
// question, wrapped again for every motion, and undo keeps whole texts.
type naive struct {
	texts          [2]string
	cursor, anchor [2]int
	width, height  int
	goal           [2]int
	lean           [2]bool // the cursor stands at the end of the row before

	steps  []naiveStep
	done   int
	group  naiveGroup
	killed string
	again  bool // the last act was a kill
}

// naiveStep holds both sides before and after; touched says which of them it
// changed.
type naiveStep struct {
	touched       [2]bool
	before, after naiveState
}

type naiveState struct {
	texts          [2]string
	cursor, anchor [2]int
}

// naiveGroup is what keys were joined to the last step.
type naiveGroup struct {
	open  bool
	kind  string // "type", "back", "forward"
	side  int
	text  string // inserted or deleted so far
	total int    // bytes inserted and deleted so far
	at    int    // where the next key goes on
}

func (n *naive) state() naiveState { return naiveState{n.texts, n.cursor, n.anchor} }

// borders returns the offsets between the characters of a side.
func (n *naive) borders(side int) []int {
	at := []int{0}
	for i := 0; i < len(n.texts[side]); {
		cluster, _ := ansi.FirstGraphemeCluster(n.texts[side][i:], ansi.GraphemeWidth)
		i += len(cluster)
		at = append(at, i)
	}
	return at
}

func (n *naive) snap(side, offset int) int {
	for _, b := range n.borders(side) {
		if b >= offset {
			return b
		}
	}
	return len(n.texts[side])
}

func (n *naive) selection(side int) (int, int) {
	return min(n.cursor[side], n.anchor[side]), max(n.cursor[side], n.anchor[side])
}

func (n *naive) pause() { n.group.open, n.again = false, false }

func (n *naive) move(side, to int, extend bool) {
	n.pause()
	n.goal[side], n.lean[side] = -1, false
	n.cursor[side] = n.snap(side, to)
	if !extend {
		n.anchor[side] = n.cursor[side]
	}
}

// replace changes text[from:to] of a side, and makes or joins a step.
func (n *naive) replace(side int, kind string, from, to int, s string) {
	before := n.state()
	old := n.texts[side][from:to]
	n.texts[side] = n.texts[side][:from] + s + n.texts[side][to:]
	n.cursor[side] = n.snap(side, from+len(s))
	n.anchor[side] = n.cursor[side]
	n.goal[side], n.lean[side] = -1, false
	n.again = false

	g := n.group
	joins := g.open && g.kind == kind && g.side == side && g.total < 1024
	next := naiveGroup{open: kind != "", kind: kind, side: side, text: s + old, total: len(s) + len(old), at: n.cursor[side]}
	switch kind {
	case "type":
		next.text, next.at = s, from+len(s)
		// A word's first letter behind a separator begins a step.
		joins = joins && old == "" && g.at == from && !(wordEnded.MatchString(g.text) && wordBegins.MatchString(s))
		if joins {
			next.text, next.total = g.text+s, g.total+len(s)
		}
	case "back":
		next.text, next.at = old, from
		joins = joins && g.at == to && !(wordEnded.MatchString(old) && wordBegins.MatchString(g.text))
		if joins {
			next.text, next.total = old+g.text, g.total+len(old)
		}
	case "forward":
		next.text, next.at = old, from
		joins = joins && g.at == from && !(wordEnded.MatchString(g.text) && wordBegins.MatchString(old))
		if joins {
			next.text, next.total = g.text+old, g.total+len(old)
		}
	}
	// The cursor must be where the last key left it: a character that joined
	// its neighbour has taken it along.
	joins = joins && n.done > 0 && n.steps[n.done-1].after.cursor[side] == before.cursor[side]
	n.group = next
	n.steps = n.steps[:n.done]
	if joins {
		n.steps[n.done-1].after = n.state()
		return
	}
	step := naiveStep{before: before, after: n.state()}
	step.touched[side] = true
	n.steps = append(n.steps, step)
	n.done++
}

var (
	wordEnded  = regexp.MustCompile(`[\pZ\s\x{85},，、。]$`)
	wordBegins = regexp.MustCompile(`^[^\pZ\s\x{85},，、。]`)
)

func (n *naive) insert(side int, kind, s string) {
	from, to := n.selection(side)
	if s != "" || from != to {
		n.replace(side, kind, from, to, s)
	}
}

func (n *naive) delete(side int, kind string, to int) {
	if n.anchor[side] != n.cursor[side] {
		kind, to = "", n.anchor[side]
	}
	if to != n.cursor[side] {
		n.replace(side, kind, min(to, n.cursor[side]), max(to, n.cursor[side]), "")
	}
}

func (n *naive) kill(side, to int) {
	if n.anchor[side] != n.cursor[side] {
		to = n.anchor[side]
	}
	from := n.cursor[side]
	if to == from {
		return
	}
	s := n.texts[side][min(from, to):max(from, to)]
	if !n.again {
		n.killed = s
	} else if to > from {
		n.killed += s
	} else {
		n.killed = s + n.killed
	}
	n.delete(side, "", to)
	n.again = true
}

// apply replaces both texts as one step.
func (n *naive) apply(texts [2]string, cursor [2]int, sides ...int) {
	n.pause()
	before := n.state()
	step := naiveStep{before: before}
	changed := false
	for _, side := range sides {
		n.goal[side], n.lean[side] = -1, false
		step.touched[side] = n.texts[side] != texts[side]
		changed = changed || step.touched[side]
		n.texts[side] = texts[side]
		n.cursor[side] = n.snap(side, cursor[side])
		n.anchor[side] = n.cursor[side]
	}
	if changed {
		step.after = n.state()
		n.steps = append(n.steps[:n.done], step)
		n.done++
	}
}

func (n *naive) restore(s naiveStep, to naiveState) {
	n.pause()
	for side := range 2 {
		if s.touched[side] {
			n.texts[side], n.cursor[side], n.anchor[side] = to.texts[side], to.cursor[side], to.anchor[side]
			n.goal[side], n.lean[side] = -1, false
		}
	}
}

func (n *naive) undo() {
	n.pause()
	if n.done > 0 {
		n.done--
		n.restore(n.steps[n.done], n.steps[n.done].before)
	}
}

func (n *naive) redo() {
	n.pause()
	if n.done < len(n.steps) {
		n.done++
		n.restore(n.steps[n.done-1], n.steps[n.done-1].after)
	}
}

// step returns the border one character to the left or right of offset.
func (n *naive) step(side, offset, by int) int {
	at := n.borders(side)
	for i, b := range at {
		if b == offset {
			return at[max(0, min(i+by, len(at)-1))]
		}
	}
	panic("the cursor stands within a character")
}

// classes gives every character a letter for the script of a word, " " for
// what lies between words.
func (n *naive) classes(side int) (at []int, classes string) {
	at = n.borders(side)
	for _, i := range at[:len(at)-1] {
		r, _ := utf8.DecodeRuneInString(n.texts[side][i:])
		c := " "
		switch {
		case unicode.In(r, unicode.Han):
			c = "h"
		case unicode.In(r, unicode.M) || r == 'ー':
			c = "+"
		case unicode.In(r, unicode.Hiragana):
			c = "i"
		case unicode.In(r, unicode.Katakana):
			c = "k"
		case unicode.In(r, unicode.L, unicode.N) || r == '_':
			c = "l"
		}
		classes += c
	}
	return at, classes
}

// A word is a run of one script, with what joins in it or in front of it.
const word = `\+*(?:h[h+]*|i[i+]*|k[k+]*|l[l+]*|\+)`

var (
	wordRight = regexp.MustCompile(`^ *(?:` + word + `)?`)
	words     = regexp.MustCompile(word)
)

func (n *naive) wordRight(side int) int {
	at, classes := n.classes(side)
	for i, b := range at {
		if b == n.cursor[side] {
			return at[i+len(wordRight.FindString(classes[i:]))]
		}
	}
	panic("the cursor stands within a character")
}

func (n *naive) wordLeft(side int) int {
	at, classes := n.classes(side)
	to := 0
	for _, w := range words.FindAllStringIndex(classes, -1) {
		if at[w[0]] < n.cursor[side] {
			to = at[w[0]]
		}
	}
	return to
}

func (n *naive) tagLeft(side int) int {
	to := 0
	for _, p := range prompt.Read(n.texts[side]).Parts {
		if s := n.snap(side, p.Outer.Start); s < n.cursor[side] {
			to = s
		}
	}
	return to
}

func (n *naive) tagRight(side int) int {
	for _, p := range prompt.Read(n.texts[side]).Parts {
		if s := n.snap(side, p.Outer.Start); s > n.cursor[side] {
			return s
		}
	}
	return len(n.texts[side])
}

// lineStart and lineEnd know newlines alone.
func (n *naive) lineStart(side int) int {
	return strings.LastIndex(n.texts[side][:n.cursor[side]], "\n") + 1
}

func (n *naive) lineEnd(side int) int {
	line, _, _ := strings.Cut(n.texts[side][n.cursor[side]:], "\n")
	return n.cursor[side] + len(line)
}

// grow selects the tag at the cursor, its chunk, or everything: the smallest
// that is more than what is selected.
func (n *naive) grow(side int) {
	text := n.texts[side]
	from, to := n.selection(side)
	out := prompt.Read(text)
	tag := prompt.Span{}
	for i := len(out.Parts) - 1; i >= 0; i-- {
		if p := out.Parts[i].Outer; p.End >= n.cursor[side] || i == len(out.Parts)-1 {
			tag = p
		}
	}
	chunk := prompt.Span{Start: 0, End: len(text)}
	for _, k := range out.Breaks {
		if k.End <= from || k.Start < from {
			chunk.Start = k.End
		} else {
			chunk.End = k.Start
			break
		}
	}
	for chunk.Start < chunk.End && strings.TrimSpace(chunk.Of(text)) != "" && strings.TrimSpace(chunk.Of(text)) != chunk.Of(text) {
		if strings.TrimLeftFunc(chunk.Of(text), unicode.IsSpace) != chunk.Of(text) {
			_, size := utf8.DecodeRuneInString(chunk.Of(text))
			chunk.Start += size
		} else {
			_, size := utf8.DecodeLastRuneInString(chunk.Of(text))
			chunk.End -= size
		}
	}
	all := prompt.Span{Start: 0, End: len(text)}
	for i, s := range []prompt.Span{tag, chunk, all} {
		s.Start, s.End = n.snap(side, s.Start), n.snap(side, s.End)
		holds := s.Start <= from && s.End >= to && s.Len() > to-from
		if holds || i == 0 && from == to && s.Len() > 0 || i == 2 {
			n.move(side, s.Start, false)
			n.move(side, s.End, true)
			return
		}
	}
}
