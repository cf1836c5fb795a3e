package desk

import "tailor/tags/prompt"

// Replace sets both prompts as one step; the cursors stay with the text that
// did not change around them.
func (d *Desk) Replace(t prompt.Texts) {
	d.Undo.Group(func() {
		for k, text := range []string{t.Positive, t.Negative} {
			b := d.Editors[k].Buffer
			if e, changed := prompt.Difference(b.Text(), text); changed {
				b.Apply([]prompt.Edit{e}, prompt.Moved(b.Cursor(), []prompt.Edit{e}))
			}
		}
	})
}
