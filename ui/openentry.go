package ui

import (
	"fmt"
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
	"tailor/ui/view"
)

// openEntry puts an entry in the place of all three texts, as one step. What a
// preset is silent on stays as it is.
func (m *Model) openEntry(e *view.HistoryEntry) {
	if e == nil {
		return
	}
	m.standing.gone = true
	m.undo.Group(func() {
		m.editors[inPrompt].SetText(e.Positive)
		if e.Negative != "" || e.Kind != view.Preset {
			m.editors[inNegative].SetText(e.Negative)
		}
		if e.Settings != "" || e.Kind != view.Preset {
			m.settings.SetText(e.Settings)
		}
	})
	if e.Kind == view.LeftDraft {
		m.o.LeftDraft = nil
		m.autosave.taken = m.o.Discard
	}
	m.shut()
	m.goTo(inPrompt)
	m.say(view.Done, "Opened; "+m.keys.Undo.Help().Key+" brings back what was here.")
}

// insertEntry writes an entry's prompt at the cursor, parted by commas from
// what stands around it. Where the prompt holds a preset of the same part as
// the entry, "outfit/maid" and "outfit/school" being such, it asks first: the
// key again puts the entry in its place.
func (m *Model) insertEntry(e *view.HistoryEntry) {
	if e == nil {
		return
	}
	text := e.Positive
	if m.text() == inNegative && e.Negative != "" {
		text = e.Negative
	}
	if strings.TrimSpace(text) == "" {
		m.say(view.Quiet, "There is nothing in it to insert.")
		return
	}
	b := m.buffer()
	if old, change, ok := m.samePart(e, text); ok {
		if sure := "replace " + old + " " + e.Name; m.history.sure != sure {
			m.history.sure = sure
			m.say(view.Warning, fmt.Sprintf("%q stands in the prompt: tab again puts this in its place, %s beside it.", view.Clip(old, 30), m.keys.Beside.Help().Key))
			return
		}
		m.undo.Break()
		b.Apply([]prompt.Edit{change}, change.Start+len(change.Text))
		m.shut()
		m.say(view.Done, fmt.Sprintf("In the place of %q.", view.Clip(old, 30)))
		return
	}
	m.insertBeside(text)
}

// insertBeside writes a text at the cursor, whatever the prompt holds.
func (m *Model) insertBeside(text string) {
	b := m.buffer()
	at := b.Cursor()
	for _, part := range prompt.Read(b.Text()).Parts {
		if part.Outer.Start < at && at < part.Outer.End {
			at = part.Outer.End // a tag is not torn in two
		}
	}
	edit := joined(b.Text(), at, text)
	m.undo.Break()
	b.Apply([]prompt.Edit{edit}, at+len(edit.Text))
	m.shut()
	m.say(view.Done, "Inserted.")
}

// samePart finds a preset of the same part as the entry whose text the prompt
// holds, and the edit that puts another text in its place.
func (m *Model) samePart(e *view.HistoryEntry, text string) (name string, change prompt.Edit, ok bool) {
	part, _, named := strings.Cut(e.Name, "/")
	if e.Kind != view.Preset || !named {
		return "", prompt.Edit{}, false
	}
	for k := range m.history.All {
		old := &m.history.All[k]
		if p, _, _ := strings.Cut(old.Name, "/"); old.Kind != view.Preset || old.Name == e.Name || p != part || !strings.Contains(old.Name, "/") {
			continue
		}
		was := old.Positive
		if m.text() == inNegative && old.Negative != "" {
			was = old.Negative
		}
		if change, ok = splice.Replace(m.buffer().Text(), was, text); ok {
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
	if before != "" && !strings.ContainsAny(before[len(before)-1:], ",\n(") {
		part = ", " + part
	} else if before != "" && len(before) == at && before[at-1] == ',' {
		part = " " + part
	}
	if after := strings.TrimLeft(text[at:], " "); after == "" || !strings.ContainsAny(after[:1], ",\n)") {
		part += ", "
	}
	return prompt.Edit{Span: prompt.Span{Start: at, End: at}, Text: part}
}

// newPrompt begins a new prompt: the prompt is empty, as one step, and the
// negative and the settings, which one keeps from prompt to prompt, stay.
func (m *Model) newPrompt() {
	m.leaveList()
	if m.editors[inPrompt].Text() == "" {
		m.say(view.Quiet, "The prompt is empty already.")
		m.goTo(inPrompt)
		return
	}
	m.standing.gone = true
	m.undo.Break()
	m.editors[inPrompt].SetText("")
	m.goTo(inPrompt)
	m.say(view.Done, "A new prompt; "+m.keys.Undo.Help().Key+" brings the old one back.")
}
