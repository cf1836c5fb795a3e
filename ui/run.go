package ui

import (
	"context"
	"errors"
	"strings"

	"tailor/tags/prompt"
	"tailor/ui/terminal"
)

// Outcome is what the screen leaves behind.
type Outcome struct {
	Texts prompt.Texts
	// ByHand is a text that was to be copied and that no clipboard took, ""
	// for none.
	ByHand string
	// Unsaved is why the texts could not be written down, nil where they were
	// or are empty.
	Unsaved error
	// Aborted reports whether the screen was ended by a signal.
	Aborted bool
}

// Run shows the screen until the user leaves it, and saves what has to be
// saved. The terminal is restored whatever happens; the texts come back even
// with an error.
func Run(ctx context.Context, o Options, t *terminal.Terminal) (Outcome, error) {
	o.Width, o.Height = t.Size()
	m := New(o)
	aborted, err := terminal.Run(ctx, t, m, terminal.Options{Mouse: o.Mouse, AskBackground: o.Light != nil, AskGraphics: o.Gallery.Choose != nil})
	unsaved := m.Close()
	if texts := m.Texts(); strings.TrimSpace(texts.Positive+texts.Negative) == "" {
		unsaved = nil
	} else if unsaved == nil && m.Options.Session == nil && m.Options.Unkept != "" {
		unsaved = errors.New(m.Options.Unkept)
	}
	return Outcome{Texts: m.Texts(), ByHand: m.ByHand(), Unsaved: unsaved, Aborted: aborted}, err
}
