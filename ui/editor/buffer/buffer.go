// Package buffer is a text being edited: its cursor, its selection, the
// motions through it and the edits to it, each of which can be undone. It
// knows nothing of a screen.
package buffer

import (
	"strings"
	"unicode/utf8"

	"tailor/tags/prompt"
	"tailor/ui/editor/grapheme"
)

// Watcher is told what happens to a buffer.
type Watcher interface {
	// Edited reports that removed bytes at offset at gave way to added ones.
	// The cursor is not yet where it will be.
	Edited(at, removed, added int)
	// Moved reports that the cursor or the selection may have changed.
	Moved()
}

// Buffer is a text with a cursor and a selection. Its text is clean, as Clean
// has it, and the cursor stands on a grapheme's border always.
type Buffer struct {
	text           string
	revision       int
	cursor, anchor int // byte offsets; the selection lies between the two
	history        *History
	watcher        Watcher
	parts          outline
}

// New returns a buffer with a text in it, cleaned, and the cursor at its
// end. That text is where undo ends. Buffers that are undone together share
// the history.
func New(h *History, text string) *Buffer {
	b := &Buffer{text: Clean(text), history: h}
	b.cursor = len(b.text)
	b.anchor = b.cursor
	return b
}

// Watch makes w be told of every edit and motion from now on.
func (b *Buffer) Watch(w Watcher) { b.watcher = w }

// Text returns the text.
func (b *Buffer) Text() string { return b.text }

// Revision returns a number that grows with every edit, undo and redo
// included: what was computed from the text holds as long as it stays.
func (b *Buffer) Revision() int { return b.revision }

// Cursor returns the cursor's byte offset in the text.
func (b *Buffer) Cursor() int { return b.cursor }

// Anchor returns the byte offset of the selection's other end, which is the
// cursor's own where nothing is selected.
func (b *Buffer) Anchor() int { return b.anchor }

// Selection returns the selected bytes, an empty span at the cursor where
// nothing is selected.
func (b *Buffer) Selection() prompt.Span {
	return prompt.Span{Start: min(b.cursor, b.anchor), End: max(b.cursor, b.anchor)}
}

// Selecting reports whether something is selected.
func (b *Buffer) Selecting() bool { return b.cursor != b.anchor }

// History returns the history that the buffer's edits go to.
func (b *Buffer) History() *History { return b.history }

// Insert types a text: it replaces the selection, and becomes one step with
// what was typed just before.
func (b *Buffer) Insert(s string) { b.put(typing, Clean(s)) }

// Paste inserts a text in place of the selection as one step.
func (b *Buffer) Paste(s string) { b.put(alone, Clean(s)) }

// Yank inserts what was killed last.
func (b *Buffer) Yank() { b.put(alone, b.history.killed) }

func (b *Buffer) put(k kind, s string) {
	sel := b.Selection()
	if s == "" && sel.Len() == 0 {
		return
	}
	b.change(k, sel.Start, sel.End, s)
}

// Delete deletes the selection or, without one, from the cursor to where the
// motion leads.
func (b *Buffer) Delete(m Motion) {
	k := alone
	switch m {
	case GraphemeLeft:
		k = backspaces
	case GraphemeRight:
		k = deletes
	}
	b.deleteTo(k, b.Target(m))
}

func (b *Buffer) deleteTo(k kind, offset int) {
	if b.Selecting() {
		k, offset = alone, b.anchor
	}
	if offset != b.cursor {
		b.change(k, min(b.cursor, offset), max(b.cursor, offset), "")
	}
}

// Kill deletes as Delete does, and keeps what was deleted for Yank. Kills in
// a row are kept as one text.
func (b *Buffer) Kill(m Motion) { b.KillTo(b.Target(m)) }

// KillTo is Kill from the cursor to offset.
func (b *Buffer) KillTo(offset int) {
	offset = grapheme.Snap(b.text, offset)
	if b.Selecting() {
		offset = b.anchor
	}
	if offset == b.cursor {
		return
	}
	killed := b.text[min(b.cursor, offset):max(b.cursor, offset)]
	h := b.history
	switch {
	case !h.killing:
		h.killed = strings.Clone(killed)
	case offset > b.cursor:
		h.killed += killed
	default:
		h.killed = killed + h.killed
	}
	b.deleteTo(alone, offset)
	h.killing = true
}

// SetText replaces the whole text as one step; the cursor goes to its end.
// The same text again changes nothing.
func (b *Buffer) SetText(s string) {
	s = Clean(s)
	if s == b.text {
		return
	}
	b.history.Break()
	b.changeAll(len(s), len(s), prompt.Edit{Span: prompt.Span{Start: 0, End: len(b.text)}, Text: s})
}

// Apply carries out edits as one step and puts the cursor at an offset of the
// text that they make; the selection goes. Their texts are cleaned. It panics
// on edits that prompt.Apply would refuse.
func (b *Buffer) Apply(edits []prompt.Edit, cursor int) {
	b.history.Break()
	b.changeAll(cursor, cursor, prompt.Sorted(edits)...)
}

// changeAll makes sorted edits one step.
func (b *Buffer) changeAll(anchor, cursor int, edits ...prompt.Edit) {
	before := state{b, b.cursor, b.anchor}
	text := b.text
	prompt.Apply(text, edits) // panics before anything is changed
	var changes []change
	for i := len(edits) - 1; i >= 0; i-- { // from the end, so that offsets stay
		if c, ok := b.differing(edits[i]); ok {
			b.replace(c.at, c.at+len(c.old), c.new)
			changes = append(changes, c)
		}
	}
	b.anchor, b.cursor = grapheme.Snap(b.text, anchor), grapheme.Snap(b.text, cursor)
	if b.text != text { // edits may undo each other
		b.history.add(alone, before, state{b, b.cursor, b.anchor}, changes...)
	}
	b.moved()
}

// differing cuts from an edit what it leaves as it was at either end, in
// whole characters: a small change to a large text is kept small.
func (b *Buffer) differing(e prompt.Edit) (change, bool) {
	old, s := e.Of(b.text), Clean(e.Text)
	n := 0
	for n < len(old) && n < len(s) && old[n] == s[n] {
		n++
	}
	for n > 0 && (n < len(old) && !utf8.RuneStart(old[n]) || n < len(s) && !utf8.RuneStart(s[n])) {
		n--
	}
	old, s = old[n:], s[n:]
	k := 0
	for k < len(old) && k < len(s) && old[len(old)-1-k] == s[len(s)-1-k] {
		k++
	}
	for k > 0 && !utf8.RuneStart(old[len(old)-k]) {
		k--
	}
	old, s = old[:len(old)-k], s[:len(s)-k]
	return change{b, e.Start + n, strings.Clone(old), strings.Clone(s)}, old != "" || s != ""
}

// change replaces text[start:end] by s and puts the cursor behind it.
func (b *Buffer) change(k kind, start, end int, s string) {
	before := state{b, b.cursor, b.anchor}
	old := strings.Clone(b.text[start:end])
	b.replace(start, end, s)
	b.cursor = grapheme.Snap(b.text, start+len(s))
	b.anchor = b.cursor
	b.history.add(k, before, state{b, b.cursor, b.anchor}, change{b, start, old, s})
	b.moved()
}

// replace changes the text alone.
func (b *Buffer) replace(start, end int, s string) {
	b.text = b.text[:start] + s + b.text[end:]
	b.revision++
	if b.watcher != nil {
		b.watcher.Edited(start, end-start, len(s))
	}
}

func (b *Buffer) moved() {
	if b.watcher != nil {
		b.watcher.Moved()
	}
}
