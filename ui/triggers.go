package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/lora"
	"tailor/tags/prompt"
	"tailor/ui/view"
)

// mostReading is how long the trigger words of a popup's LoRAs are read; those
// that are not read by then are read the next time.
const mostReading = 2 * time.Second

// triggersMsg brings what is known of the popup's LoRAs, by name.
type triggersMsg struct {
	Number int
	About  map[string]lora.About
}

// triggersAskedMsg brings what is known of a LoRA that was accepted, Written with
// the cursor behind it, when the prompt was Text.
type triggersAskedMsg struct {
	Text, Name, Written string
	lora.About
}

// everyday is from how many pictures on a tag is so common that it says
// nothing of a LoRA, however many of its training pictures have it.
const everyday = 10_000

// ordinary reports whether a tag is a general one that a LoRA's pictures have
// as many others have it.
func ordinary(c *catalogue.Catalogue) func(tag string) bool {
	return func(tag string) bool {
		if c == nil {
			return false
		}
		id, _, ok := c.Lookup(tag)
		return ok && c.Count(id) >= everyday && slices.Contains([]tags.Category{tags.General, tags.Meta}, c.Category(id))
	}
}

// readTriggers reads the trigger words and weights of the LoRAs that the popup
// holds, behind the screen: the list does not wait for them.
func (m *Model) readTriggers() tea.Cmd {
	set, c, ctx, number := m.Lists.LoraFiles, m.Lists.Catalogue, m.Ctx, m.search.number
	loras := slices.DeleteFunc(slices.Clone(m.Popup.Items), func(item view.Suggestion) bool { return !item.Lora })
	if set == nil || len(loras) == 0 {
		return nil
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, mostReading)
		defer cancel()
		about := map[string]lora.About{}
		for _, item := range loras {
			about[item.Label] = set.About(ctx, item.Label, ordinary(c))
		}
		return triggersMsg{number, about}
	}
}

func (m *Model) triggersRead(msg triggersMsg) {
	if msg.Number != m.search.number {
		return
	}
	for k := range m.Popup.Items {
		if item := &m.Popup.Items[k]; item.Lora {
			about := msg.About[item.Label]
			item.Aside = view.Clean(tags.Unescape(strings.Join(about.Triggers, ", ")))
			item.Insert = about.Written(item.Label)
		}
	}
}

// askTriggers reads what is known of a LoRA that was accepted just now.
func (m *Model) askTriggers(item view.Suggestion) tea.Cmd {
	set, c, ctx, text := m.Lists.LoraFiles, m.Lists.Catalogue, m.Ctx, m.Buffer().Text()
	if set == nil {
		return nil
	}
	return func() tea.Msg {
		return triggersAskedMsg{text, item.Label, item.Insert, set.About(ctx, item.Label, ordinary(c))}
	}
}

// triggersAsked offers the trigger words, and writes the weight where it was not
// known yet, where nothing was written meanwhile.
func (m *Model) triggersAsked(msg triggersAskedMsg) {
	b := m.Buffer()
	if b.Text() != msg.Text {
		return
	}
	from, written := b.Cursor()-len(msg.Written), msg.About.Written(msg.Name)
	if written != msg.Written && from >= 0 && msg.Text[from:b.Cursor()] == msg.Written {
		b.Apply([]prompt.Edit{{Span: prompt.Span{Start: from, End: b.Cursor()}, Text: written}}, from+len(written))
	}
	m.offer("trigger words", msg.Triggers)
}
