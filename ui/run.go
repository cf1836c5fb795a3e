package ui

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"tailor/data/state"
	"tailor/tags/prompt"
	"tailor/ui/terminal"
)

// Outcome is what the screen leaves behind.
type Outcome struct {
	Texts    prompt.Texts
	Settings string // the user's own line of settings
	// ByHand is a text that was to be copied and that no clipboard took, ""
	// for none.
	ByHand string
	// Cleared are the texts that were cleared away and that the history did
	// not take, the oldest first; none is what stands.
	Cleared []state.Copied
	// Unsaved is why the texts, or those cleared away, could not be written
	// down, nil where all were or are empty.
	Unsaved error
	// HalfTyped is what was typed into a line and not taken when the screen was
	// ended by anything but the user, "" for nothing.
	HalfTyped string
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
	slow := time.AfterFunc(time.Second, func() {
		_, _ = io.WriteString(t, "Saving waits for another program that holds the files, or for the disk …\n")
	})
	unsaved := m.Close()
	slow.Stop()
	texts, written := m.Texts(), m.Written()
	cleared := slices.DeleteFunc(m.Owed(), func(c state.Copied) bool {
		return c.Prompt == texts.Positive && c.Negative == texts.Negative
	})
	if strings.TrimSpace(strings.Join(written[:], "")) == "" && len(cleared) == 0 {
		unsaved = nil
	} else if unsaved == nil && m.Options.Session == nil && m.Options.Unkept != "" {
		unsaved = errors.New(m.Options.Unkept)
	}
	return Outcome{Texts: texts, Settings: written[2], ByHand: m.ByHand(), Cleared: cleared, Unsaved: unsaved, HalfTyped: m.dropped, Aborted: aborted}, err
}
