package terminal

import (
	"os"
	"strings"
	"sync"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"tailor/ui/graphics"
)

// Placed is a model that says where on the screen one types, in cells from 0;
// shown is false where one types nowhere. The terminal's own cursor stands
// there after every frame, hidden, so that input methods open there.
type Placed interface {
	CursorAt() (x, y int, shown bool)
}

// Kitty's keyboard protocol tells keys apart that share a control character.
// It is asked for where the terminal has it, and given back with the
// alternate screen.
const (
	askKitty  = "\x1b[?u"
	pushKitty = "\x1b[>5u" // disambiguate escape codes, and tell what keys are on other layouts
	popKitty  = "\x1b[<1u"
)

const (
	// Bubble Tea's switches of the alternate screen.
	altOn  = "\x1b[?1049h"
	altOff = "\x1b[?1049l"
	// A row that the terminal counts wider than tailor does is cut at the
	// edge, in place of moving all that is below.
	wrapOff = "\x1b[?7l"
	wrapOn  = "\x1b[?7h"
)

// screenEnd is the terminal as Bubble Tea draws on it: a file, as far as it
// needs one, whose writes go through the Terminal.
type screenEnd struct {
	*os.File
	t *Terminal
	*screenState
}

// screenState is what the terminal has been told.
type screenState struct {
	mu     sync.Mutex
	kitty  bool // the terminal speaks kitty's protocol
	pushed bool // and was asked to
	inside bool // the alternate screen is on
	cursor string
}

// Write writes what Bubble Tea draws, and puts around it what it does not
// know of. Bubble Tea writes each switch of a mode by itself, and each frame
// as a whole.
func (e screenEnd) Write(b []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	text, before, after := stepOver(string(b)), "", ""
	switch {
	case text == altOn:
		e.inside = true
		after = wrapOff
		if e.kitty {
			after += pushKitty
			e.pushed = true
		} else {
			after += askKitty
		}
	case text == altOff:
		before = wrapOn
		if e.pushed {
			before = popKitty + wrapOn
		}
		e.inside, e.pushed = false, false
	case e.inside && strings.HasPrefix(text, ansi.CursorHomePosition) && len(text) > len(ansi.CursorHomePosition):
		after = e.cursor
	}
	if before == "" && after == "" && len(text) == len(b) {
		return e.t.Write(b)
	}
	if _, err := e.t.Write([]byte(before + text + after)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// WriteString is Write: Bubble Tea's switches come by it, and would pass the
// Terminal by in the file's own.
func (e screenEnd) WriteString(s string) (int, error) { return e.Write([]byte(s)) }

// stepOver has the terminal step over the cells of a picture that lies over
// the text, in place of writing into them.
func stepOver(text string) string {
	const hole = string(graphics.Hole)
	if !strings.Contains(text, hole) {
		return text
	}
	var b strings.Builder
	for {
		at := strings.Index(text, hole)
		if at < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:at])
		n := 0
		for text = text[at:]; strings.HasPrefix(text, hole); text = text[len(hole):] {
			n++
		}
		b.WriteString(ansi.CursorForward(n))
	}
}

// speaksKitty takes the terminal's answer to askKitty.
func (e screenEnd) speaksKitty() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.kitty && e.inside {
		e.kitty, e.pushed = true, true
		_, _ = e.t.Write([]byte(pushKitty)) // a terminal that is gone needs no keys
	}
}

// place takes where a model's cursor is, for the frames to come.
func (e screenEnd) place(m tea.Model) {
	p, ok := m.(Placed)
	if !ok {
		return
	}
	cursor := ""
	if x, y, shown := p.CursorAt(); shown {
		cursor = ansi.CursorPosition(x+1, y+1)
	}
	e.mu.Lock()
	e.cursor = cursor
	e.mu.Unlock()
}
