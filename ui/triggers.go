package ui

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/ui/view"
)

// mostReading is how long the trigger words of a popup's LoRAs are read; those
// that are not read by then are read the next time.
const mostReading = 2 * time.Second

// triggersMsg brings the trigger words of the popup's LoRAs, by name.
type triggersMsg struct {
	Number int
	Words  map[string]string
}

// triggersAskedMsg brings the trigger words of a LoRA that was accepted when the
// prompt was Text.
type triggersAskedMsg struct {
	Text  string
	Words []string
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
		if !ok {
			return false
		}
		t := c.Tag(id)
		return t.Count >= everyday && (t.Category == tags.General || t.Category == tags.Meta)
	}
}

// readTriggers reads the trigger words of the LoRAs that the popup holds, behind
// the screen: the list does not wait for them.
func (m *Model) readTriggers() tea.Cmd {
	set, c, ctx, number := m.Lists.LoraFiles, m.Lists.Catalogue, m.Ctx, m.search.number
	var names []string
	for k := range m.Popup.Items {
		if item := &m.Popup.Items[k]; item.Lora {
			names = append(names, item.Label)
		}
	}
	if set == nil || len(names) == 0 {
		return nil
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, mostReading)
		defer cancel()
		words := map[string]string{}
		for _, name := range names {
			words[name] = tags.Unescape(strings.Join(set.Triggers(ctx, name, ordinary(c)), ", "))
		}
		return triggersMsg{number, words}
	}
}

func (m *Model) triggersRead(msg triggersMsg) {
	if msg.Number != m.search.number {
		return
	}
	for k := range m.Popup.Items {
		if item := &m.Popup.Items[k]; item.Lora {
			item.Aside = view.Clean(msg.Words[item.Label])
		}
	}
}

// askTriggers reads the trigger words of a LoRA that was accepted just now.
func (m *Model) askTriggers(name string) tea.Cmd {
	set, c, ctx, text := m.Lists.LoraFiles, m.Lists.Catalogue, m.Ctx, m.Buffer().Text()
	if set == nil {
		return nil
	}
	return func() tea.Msg { return triggersAskedMsg{text, set.Triggers(ctx, name, ordinary(c))} }
}

// triggersAsked offers them, where nothing was written meanwhile.
func (m *Model) triggersAsked(msg triggersAskedMsg) {
	if m.Buffer().Text() == msg.Text {
		m.offer("trigger words", msg.Words)
	}
}
