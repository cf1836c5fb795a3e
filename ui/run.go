package ui

import (
	"context"
	"fmt"

	"tailor/tags/prompt"
	"tailor/ui/terminal"
)

// Outcome is what the screen leaves behind.
type Outcome struct {
	Texts prompt.Texts
	// ByHand is a text that was to be copied and that no clipboard took, ""
	// for none.
	ByHand string
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
	if saved := m.Close(); err == nil && saved != nil {
		err = fmt.Errorf("the last draft could not be saved: %w", saved)
	}
	return Outcome{Texts: m.Texts(), ByHand: m.ByHand(), Aborted: aborted}, err
}
