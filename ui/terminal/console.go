package terminal

import (
	"bytes"
	"slices"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

const (
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// consoleKeys reads what Windows' console sends as UTF-16. Bubble Tea would
// take all that is not ASCII for text in the machine's old code page, so it
// gets the ASCII alone, and text and pastes go to the model as messages, in
// the order in which they were typed.
type consoleKeys struct {
	half uint16 // the first half of a character whose second has not come
	text []byte // what came and was not given out, in UTF-8
}

// feed takes what the console sent. What is no UTF-16 becomes U+FFFD.
func (c *consoleKeys) feed(units []uint16) {
	if c.half != 0 {
		units = append([]uint16{c.half}, units...)
		c.half = 0
	}
	if n := len(units); n > 0 && units[n-1] >= 0xD800 && units[n-1] < 0xDC00 {
		c.half, units = units[n-1], units[:n-1]
	}
	for _, r := range utf16.Decode(units) {
		c.text = utf8.AppendRune(c.text, r)
	}
}

// next gives out the next piece: at most limit bytes of ASCII for Bubble Tea
// to read, or a message. It gives nothing out until more is fed when nothing
// whole is there.
func (c *consoleKeys) next(limit int) (keys []byte, msg tea.Msg) {
	if bytes.HasPrefix(c.text, []byte(pasteStart)) {
		end := bytes.Index(c.text, []byte(pasteEnd))
		if end < 0 {
			return nil, nil
		}
		runes := []rune(string(c.text[len(pasteStart):end]))
		c.drop(end + len(pasteEnd))
		if len(runes) == 0 {
			return c.next(limit)
		}
		return nil, tea.KeyMsg{Type: tea.KeyRunes, Runes: runes, Paste: true}
	}
	// A run of what is not ASCII is typed text; alt sends an escape before it.
	text := 0
	alt := len(c.text) > 1 && c.text[0] == 0x1b && c.text[1] >= utf8.RuneSelf
	if alt {
		text = 1
	}
	for text < len(c.text) && c.text[text] >= utf8.RuneSelf {
		text++
		if alt && utf8.FullRune(c.text[1:text]) {
			break // alt belongs to one key
		}
	}
	if text > 0 {
		runes := []rune(string(bytes.TrimPrefix(c.text[:text], []byte{0x1b})))
		c.drop(text)
		return nil, tea.KeyMsg{Type: tea.KeyRunes, Runes: runes, Alt: alt}
	}
	// The beginning of a paste's mark may be one that was cut in two; less
	// than that is the escape key.
	whole := len(c.text)
	for size := len(pasteStart) - 1; size >= len("\x1b[2"); size-- {
		if bytes.HasSuffix(c.text, []byte(pasteStart[:size])) {
			whole -= size
			break
		}
	}
	n := 0
	for n < min(whole, limit) && c.text[n] < utf8.RuneSelf && !(c.text[n] == 0x1b && n > 0 && c.apart(n)) {
		n++
	}
	keys = slices.Clone(c.text[:n])
	c.drop(n)
	return keys, nil
}

// apart reports whether the escape at n begins a piece of its own.
func (c *consoleKeys) apart(n int) bool {
	return bytes.HasPrefix(c.text[n:], []byte(pasteStart)) || n+1 < len(c.text) && c.text[n+1] >= utf8.RuneSelf
}

func (c *consoleKeys) drop(n int) {
	if c.text = c.text[n:]; len(c.text) == 0 {
		c.text = nil // a long paste is not kept
	}
}

// pollSize sends the terminal's size whenever it has changed, until ended is
// closed: a console that is read as text tells nobody.
func pollSize(every time.Duration, size func() (columns, rows int), send func(tea.Msg), ended <-chan struct{}) {
	columns, rows := size()
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ended:
			return
		case <-ticker.C:
		}
		if c, r := size(); c != columns || r != rows {
			columns, rows = c, r
			send(tea.WindowSizeMsg{Width: c, Height: r})
		}
	}
}
