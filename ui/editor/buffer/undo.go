package buffer

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// History is the undo stack of several buffers: one stack, since one act of
// the user's may change more than one of them. It also holds what was killed
// last, to be yanked in any of them. The zero History is ready for use.
type History struct {
	steps []step
	done  int  // steps[:done] can be undone, the rest redone
	open  bool // the last step may still take in what is typed

	grouping int  // depth of Group
	grouped  bool // the group has its step already

	size    int // bytes held by steps
	killed  string
	killing bool // the last act was a kill, so that the next one adds to it
}

// kind tells which edits can become one step with the one before.
type kind uint8

const (
	alone      kind = iota // a step of its own
	typing                 // text typed in
	backspaces             // graphemes deleted before the cursor
	deletes                // graphemes deleted behind the cursor
)

type step struct {
	kind          kind
	changes       []change
	before, after []state // of every buffer that was changed, in that order
}

// change replaced old by new at a byte offset.
type change struct {
	b        *Buffer
	at       int
	old, new string
}

type state struct {
	b              *Buffer
	cursor, anchor int
}

const (
	// longestGroup is the number of bytes at which a step stops growing; a
	// hand that types this much without a space does not type words.
	longestGroup = 1024
	// historySize is the number of bytes of edits that are kept, the oldest
	// going first. At stepSize each they are 300,000 words: only thousands of
	// replacements of huge texts come to it.
	historySize = 64 << 20
	// stepSize is what a step takes beside its texts, roughly.
	stepSize = 200
)

// Break ends the group of keys that would be undone at once, as a pause in
// typing does. The caller calls it when nothing was typed for a while.
func (h *History) Break() { h.open, h.killing = false, false }

// Group carries out f, and makes all edits in it one step.
func (h *History) Group(f func()) {
	h.Break()
	if h.grouping == 0 {
		h.grouped = false
	}
	h.grouping++
	defer func() {
		h.grouping--
		h.Break()
	}()
	f()
}

// Undo takes the last step back: texts, cursors and selections are as they
// were before it. It returns the buffers that changed, the one changed first
// in front, none if there was nothing to undo.
func (h *History) Undo() []*Buffer {
	h.Break()
	if h.done == 0 {
		return nil
	}
	h.done--
	s := &h.steps[h.done]
	for _, c := range slices.Backward(s.changes) {
		c.b.replace(c.at, c.at+len(c.new), c.old)
	}
	return restore(s.before)
}

// Redo carries out again the step undone last; see Undo.
func (h *History) Redo() []*Buffer {
	h.Break()
	if h.done == len(h.steps) {
		return nil
	}
	s := &h.steps[h.done]
	h.done++
	for _, c := range s.changes {
		c.b.replace(c.at, c.at+len(c.old), c.new)
	}
	return restore(s.after)
}

// Undoes reports whether Undo, or with redo Redo, would change a buffer.
func (h *History) Undoes(b *Buffer, redo bool) bool {
	at := h.done - 1
	if redo {
		at = h.done
	}
	return at >= 0 && at < len(h.steps) && slices.ContainsFunc(h.steps[at].changes, func(c change) bool { return c.b == b })
}

func restore(states []state) []*Buffer {
	touched := make([]*Buffer, len(states))
	for i, s := range states {
		s.b.cursor, s.b.anchor = s.cursor, s.anchor
		s.b.moved()
		touched[i] = s.b
	}
	return touched
}

// add notes changes that have been made to one buffer.
func (h *History) add(k kind, before, after state, changes ...change) {
	h.killing = false
	h.forget(h.done, len(h.steps))
	for _, c := range changes {
		h.size += len(c.old) + len(c.new)
	}
	switch {
	case h.grouping > 0 && h.grouped:
		s := &h.steps[h.done-1]
		s.changes = append(s.changes, changes...)
		if i := slices.IndexFunc(s.after, func(t state) bool { return t.b == after.b }); i >= 0 {
			s.after[i] = after
		} else {
			s.before, s.after = append(s.before, before), append(s.after, after)
		}
	case h.open && len(changes) == 1 && h.join(k, before, after, changes[0]):
	default:
		h.size += stepSize
		h.steps = append(h.steps, step{k, changes, []state{before}, []state{after}})
		h.done = len(h.steps)
		h.grouped = h.grouping > 0
	}
	h.open = k != alone && h.grouping == 0
	if h.size > historySize {
		h.forgetOldest()
	}
}

// join adds a change to the last step if it goes on with it.
func (h *History) join(k kind, before, after state, c change) bool {
	s := &h.steps[h.done-1]
	last := &s.changes[0]
	if s.kind != k || last.b != c.b || len(last.old)+len(last.new) >= longestGroup || s.after[0] != before {
		return false
	}
	switch k {
	case typing:
		if c.old != "" || c.at != last.at+len(last.new) || !separates(first(c.new)) && separates(final(last.new)) {
			return false
		}
		last.new += c.new
	case backspaces:
		if c.at+len(c.old) != last.at || separates(final(c.old)) && !separates(first(last.old)) {
			return false
		}
		last.at, last.old = c.at, c.old+last.old
	case deletes:
		if c.at != last.at || !separates(first(c.old)) && separates(final(last.old)) {
			return false
		}
		last.old += c.old
	default:
		return false
	}
	s.after[0] = after
	return true
}

func first(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func final(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }

// separates reports whether a character stands between words: a group of keys ends behind
// them, so that undo takes words.
func separates(r rune) bool {
	return unicode.IsSpace(r) || r == ',' || r == '，' || r == '、' || r == '。'
}

// forget drops steps[from:to].
func (h *History) forget(from, to int) {
	for _, s := range h.steps[from:to] {
		h.size -= stepSize
		for _, c := range s.changes {
			h.size -= len(c.old) + len(c.new)
		}
	}
	h.steps = slices.Delete(h.steps, from, to)
}

// forgetOldest makes room, a quarter at once, but keeps the last step.
func (h *History) forgetOldest() {
	n, size := 0, h.size
	for n < h.done-1 && size > historySize/4*3 {
		size -= stepSize
		for _, c := range h.steps[n].changes {
			size -= len(c.old) + len(c.new)
		}
		n++
	}
	h.forget(0, n)
	h.done -= n
}
