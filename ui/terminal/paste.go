package terminal

import (
	"bytes"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

const (
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// pasteTold is how often it is told what has come of a paste whose end has not;
// more seldom by its megabytes.
const pasteTold = 250 * time.Millisecond

// PasteMsg brings a paste. As a key, which holds characters, it would take four
// times as much.
type PasteMsg string

// PasteComingMsg says what has come so far of a paste that comes slowly, or
// whose end is missing. The paste itself follows.
type PasteComingMsg struct{ Text string }

// coming is how much was told of a paste that is coming, and when.
type coming struct {
	bytes int
	at    time.Time // of the paste's begin at first
}

// tellPaste sends what has come of a paste that takes long.
func (e *keysEnd) tellPaste(now time.Time) {
	s, told := &e.scanner, &e.told
	switch {
	case s.state != inPaste:
		*told = coming{}
	case told.at.IsZero():
		told.at = now
	case len(s.paste) > told.bytes && now.Sub(told.at) >= pasteTold*time.Duration(1+len(s.paste)>>20):
		*told = coming{len(s.paste), now}
		body := withoutMark(s.paste)
		e.send(PasteComingMsg{pasteText(body[min(s.resumed, len(body)):])})
	}
}

// pasted takes bytes of a paste, in a time that grows with their number.
func (s *scanner) pasted(b []byte) []byte {
	from := max(0, len(s.paste)-len(pasteEnd)+1)
	s.paste = append(s.paste, b...)
	end := bytes.Index(s.paste[from:], []byte(pasteEnd))
	if end < 0 {
		return nil
	}
	end += from
	behind := bytes.Clone(s.paste[end+len(pasteEnd):])
	s.paste = s.paste[:end]
	s.endPaste()
	return behind
}

// PasteGoesOnMsg brings the rest of a paste that was taken for ended because
// nothing came for a while, and the whole of it.
type PasteGoesOnMsg struct{ Rest, Whole string }

// endPaste gives out the paste as far as it came.
func (s *scanner) endPaste() {
	body := withoutMark(s.paste)
	text := pasteText(body)
	switch {
	case s.resumed > 0 && len(body) > s.resumed:
		s.emit(PasteGoesOnMsg{pasteText(body[s.resumed:]), text})
	case s.resumed == 0 && text != "":
		s.emit(PasteMsg(text))
	}
	s.paste, s.resumed = nil, 0
	s.rest()
}

// late looks at what comes after something was given out because nothing came:
// the rest of a sequence, or of a paste. It returns what there is to read.
func (s *scanner) late(b []byte) []byte {
	if s.given != nil {
		b = s.behindEscape(b)
	}
	if s.cutString != nil {
		if all := slices.Concat(s.cutString, b); endLate().Match(all) {
			b = all
		}
		s.cutString = nil
	}
	if s.torn == nil || len(b) == 0 || s.state != ground || string(b) == "\x1b" {
		return b
	}
	if body := withoutMark(s.torn); isPasted(s.torn[len(body):], b) {
		s.state, s.paste, s.resumed = inPaste, s.torn, len(body)
	}
	s.torn = nil
	return b
}

// withoutMark returns a paste without the beginning of the mark of its end.
func withoutMark(paste []byte) []byte {
	for n := len(pasteEnd) - 1; n > 0; n-- {
		if rest, ok := bytes.CutSuffix(paste, []byte(pasteEnd[:n])); ok {
			return rest
		}
	}
	return paste
}

// isPasted reports whether bytes that come behind a paste without an end, but
// with some of its mark, are more of it: its end is among them, or goes on, or
// they are more than a key in one go.
func isPasted(mark, b []byte) bool {
	if all := slices.Concat(mark, b); bytes.Contains(all, []byte(pasteEnd)) || len(mark) > 0 && strings.HasPrefix(pasteEnd, string(all)) {
		return true
	}
	return b[0] != 0x1b && (len(b) >= 16 || len(b) > 1 && bytes.ContainsAny(b, "\t\r\n"))
}

// interrupted ends a paste whose end did not come when a control key is
// pressed, and reports whether it was so: pastes hold no such characters.
func (s *scanner) interrupted(b []byte) ([]tea.Msg, bool) {
	lone := len(b) == 1 && isControl(b[0]) && b[0] != '\t' && b[0] != '\n' && b[0] != '\r' && b[0] != 0x1b
	if s.state != inPaste || !lone && !isControlKey(b) {
		return nil, false
	}
	s.out = nil
	s.endPaste()
	ended := s.out
	return append(ended, s.feed(b)...), true
}

// isControlKey reports whether b is one key with ctrl as kitty's protocol
// writes it.
func isControlKey(b []byte) bool {
	if len(b) < 4 || len(b) > 32 || string(b[:2]) != "\x1b[" || b[len(b)-1] != 'u' {
		return false
	}
	k, ok := decodeCSI(string(b[2:len(b)-1]), 'u').(tea.KeyMsg)
	return ok && k.Type >= 0 && k.Type < 32 && k.Type != tea.KeyTab && k.Type != tea.KeyEnter && k.Type != tea.KeyCtrlJ && k.Type != tea.KeyEsc
}

// pasteText returns the text of a paste. Some terminals and multiplexers put
// its newlines and tabs as keys with ctrl (ESC [ 106;5 u, ESC [ 27;5;106 ~);
// what is no UTF-8 becomes U+FFFD.
func pasteText(b []byte) string {
	var out strings.Builder
	out.Grow(len(b))
	for len(b) > 0 {
		if b[0] == 0x1b {
			if r, n := pastedKey(b); n > 0 {
				out.WriteRune(r)
				b = b[n:]
				continue
			}
		}
		r, size := utf8.DecodeRune(b)
		out.WriteRune(r)
		b = b[size:]
	}
	return out.String()
}

// pastedKey returns the character of a key written as a sequence at the start
// of a paste's rest, and the sequence's length, 0 where there is none.
func pastedKey(b []byte) (r rune, n int) {
	if len(b) < 4 || b[1] != '[' {
		return 0, 0
	}
	for n = 2; n < len(b) && n < 24 && (b[n] >= '0' && b[n] <= '9' || b[n] == ';' || b[n] == ':'); n++ {
	}
	if n == 2 || n == len(b) || b[n] != 'u' && b[n] != '~' {
		return 0, 0
	}
	k, ok := decodeCSI(string(b[2:n]), b[n]).(tea.KeyMsg)
	switch {
	case !ok || k.Alt || IsNamed(k):
		return 0, 0
	case k.Type == tea.KeyCtrlJ, k.Type == tea.KeyEnter:
		return '\n', n + 1
	case k.Type == tea.KeyTab:
		return '\t', n + 1
	case k.Type == tea.KeyRunes, k.Type == tea.KeySpace:
		return k.Runes[0], n + 1
	}
	return 0, 0
}
