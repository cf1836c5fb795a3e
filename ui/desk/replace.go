package desk

import "tailor/tags/prompt"

// Replace sets both prompts as one step; the cursors stay with the text that
// did not change around them.
func (d *Desk) Replace(t prompt.Texts) {
	d.Undo.Group(func() {
		for k, text := range []string{t.Positive, t.Negative} {
			b := d.Editors[k].Buffer
			if e, changed := difference(b.Text(), text); changed {
				b.Apply([]prompt.Edit{e}, prompt.Moved(b.Cursor(), []prompt.Edit{e}))
			}
		}
	})
}

// difference is the smallest single edit that turns one text into another.
func difference(old, new string) (prompt.Edit, bool) {
	if old == new {
		return prompt.Edit{}, false
	}
	head := 0
	for head < len(old) && head < len(new) && old[head] == new[head] {
		head++
	}
	for head > 0 && (startsInside(old, head) || startsInside(new, head)) {
		head--
	}
	tail := 0
	for tail < len(old)-head && tail < len(new)-head && old[len(old)-1-tail] == new[len(new)-1-tail] {
		tail++
	}
	for tail > 0 && (startsInside(old, len(old)-tail) || startsInside(new, len(new)-tail)) {
		tail--
	}
	return prompt.Edit{Span: prompt.Span{Start: head, End: len(old) - tail}, Text: new[head : len(new)-tail]}, true
}

// startsInside reports whether the byte at i continues a character.
func startsInside(s string, i int) bool { return i < len(s) && s[i]&0xC0 == 0x80 }
