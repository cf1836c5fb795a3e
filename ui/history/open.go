package history

import (
	"fmt"
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// OpenEntry puts an entry in the place of all three texts, as one step. What a
// preset is silent on stays as it is.
func (p *Page) OpenEntry(e *view.HistoryEntry) {
	if e == nil {
		return
	}
	p.Standing.Gone = true
	p.Undo.Group(func() {
		p.Editors[desk.InPrompt].SetText(e.Positive)
		if e.Negative != "" || e.Kind != view.Preset {
			p.Editors[desk.InNegative].SetText(e.Negative)
		}
		if e.Settings != "" || e.Kind != view.Preset {
			p.Settings.SetText(e.Settings)
		}
	})
	if e.Kind == view.LeftDraft {
		p.Options.LeftDraft = nil
		p.Autosave.Taken = p.Options.Discard
	}
	p.Shut()
	p.GoTo(desk.InPrompt)
	p.Say(view.Done, "Opened; "+p.Keys.Undo.Help().Key+" brings back what was here.")
}

// insertEntry writes an entry's prompt at the cursor, parted by commas from
// what stands around it. Where the prompt holds a preset of the same part as
// the entry, "outfit/maid" and "outfit/school" being such, it asks first: the
// key again puts the entry in its place.
func (p *Page) insertEntry(e *view.HistoryEntry) {
	if e == nil {
		return
	}
	text := e.Positive
	if p.Writing() == desk.InNegative && e.Negative != "" {
		text = e.Negative
	}
	if strings.TrimSpace(text) == "" {
		p.Say(view.Quiet, "There is nothing in it to insert.")
		return
	}
	b := p.Buffer()
	if old, change, ok := p.samePart(e, text); ok {
		if sure := "replace " + old + " " + e.Name; p.sure != sure {
			p.sure = sure
			p.Say(view.Warning, fmt.Sprintf("%q stands in the prompt: tab again puts this in its place, %s beside it.", view.Clip(old, 30), p.Keys.Beside.Help().Key))
			return
		}
		p.Undo.Break()
		b.Apply([]prompt.Edit{change}, change.Start+len(change.Text))
		p.Shut()
		p.Say(view.Done, fmt.Sprintf("In the place of %q.", view.Clip(old, 30)))
		return
	}
	p.insertBeside(text)
}

// insertBeside writes a text at the cursor, whatever the prompt holds.
func (p *Page) insertBeside(text string) {
	b := p.Buffer()
	at := b.Cursor()
	for _, part := range prompt.Read(b.Text()).Parts {
		if part.Outer.Start < at && at < part.Outer.End {
			at = part.Outer.End // a tag is not torn in two
		}
	}
	edit := joined(b.Text(), at, text)
	p.Undo.Break()
	b.Apply([]prompt.Edit{edit}, at+len(edit.Text))
	p.Shut()
	p.Say(view.Done, "Inserted.")
}

// samePart finds a preset of the same part as the entry whose text the prompt
// holds, and the edit that puts another text in its place.
func (p *Page) samePart(e *view.HistoryEntry, text string) (name string, change prompt.Edit, ok bool) {
	part, _, named := strings.Cut(e.Name, "/")
	if e.Kind != view.Preset || !named {
		return "", prompt.Edit{}, false
	}
	for k := range p.All {
		old := &p.All[k]
		if p, _, _ := strings.Cut(old.Name, "/"); old.Kind != view.Preset || old.Name == e.Name || p != part || !strings.Contains(old.Name, "/") {
			continue
		}
		was := old.Positive
		if p.Writing() == desk.InNegative && old.Negative != "" {
			was = old.Negative
		}
		if change, ok = splice.Replace(p.Buffer().Text(), was, text); ok {
			return old.Name, change, true
		}
	}
	return "", prompt.Edit{}, false
}

// joined is the edit that inserts a part at a place, with the separators
// that the text around it lacks.
func joined(text string, at int, part string) prompt.Edit {
	before := strings.TrimRight(text[:at], " ")
	part = strings.Trim(part, " ,\n")
	cut := splice.EndsInBreak(before) // which takes no comma
	switch {
	case before == "":
	case !cut && !strings.ContainsAny(before[len(before)-1:], ",\n([{|"):
		part = ", " + part
	case len(before) == at && (cut || before[at-1] == ','):
		part = " " + part
	}
	if after := strings.TrimLeft(text[at:], " "); after == "" || !strings.ContainsAny(after[:1], ",\n)]}|") {
		if !splice.EndsInBreak(part) {
			part += ","
		}
		part += " "
	}
	return prompt.Edit{Span: prompt.Span{Start: at, End: at}, Text: part}
}
