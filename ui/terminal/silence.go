package terminal

import (
	"bytes"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

const (
	// escapeWait is how long an escape may be the beginning of a sequence:
	// longer than a sequence's pieces are apart on most lines, and no longer
	// than esc may take to close a page.
	escapeWait = 80 * time.Millisecond
	// letterWait is how long an escape may be alt with a letter or a control
	// key: a terminal writes both at once, so they are apart only where the
	// line tears them.
	letterWait = 12 * time.Millisecond
	// altWait is the same for alt with a letter that begins sequences.
	altWait = 500 * time.Millisecond
	// lateWait is how long after an escape that was taken for a key its rest
	// may begin to come.
	lateWait = 2 * time.Second
	// stringWait and pasteWait are how long a string and a paste may pause.
	stringWait = 2 * time.Second
	pasteWait  = time.Second
	// quietWait is how long a paste must have paused for a control key to end
	// it.
	quietWait = 50 * time.Millisecond
)

// timeout gives out what is not going to become more, once nothing came for
// as long as wait says.
func (s *scanner) timeout() []tea.Msg {
	s.out = nil
	switch s.state {
	case ground:
		s.typeHeld()
	case afterEscape:
		if s.meta {
			s.emit(key(tea.KeyEsc))
		}
		s.emit(key(tea.KeyEsc))
		s.rest()
		s.given = []byte{0x1b}
	case inCSI:
		s.giveUp('[')
		s.given = []byte("\x1b[")
	case inSS3:
		s.ss3([]byte{0x7f}) // which it gives back
		s.given = []byte("\x1bO")
	case inString:
		if len(s.seq) > 0 && !s.answers() {
			s.breakOff()
			s.typeOut(false)
			break
		}
		if begun := []byte{0x1b, s.kind}; len(s.seq) > 0 {
			s.cutString = begun
		} else {
			s.given = begun
		}
		s.giveUp(rune(s.kind))
	case inConsole:
		s.rest()
		s.given = []byte("\x1b[[")
	case inMouse:
		s.given = append([]byte("\x1b[M"), s.seq...)
		s.rest()
	case stringEscape:
		s.cutString = []byte{0x1b, s.kind, 0x1b}
		s.rest()
		s.emit(key(tea.KeyEsc))
	case inPaste:
		torn := s.paste
		s.endPaste()
		s.torn = torn
	}
	return s.out
}

// forget forgets what was given up if its rest, after a pause, cannot come any
// more. What comes later, or more slowly than escapeWait, is typed.
func (s *scanner) forget(pause time.Duration) {
	if pause >= lateWait && len(s.held) == 0 {
		s.given = nil
	}
	if pause >= stringWait+lateWait {
		s.cutString = nil
	}
}

// tornOff reports whether an escape that was read some time before b was a key
// of its own: b begins no rest of a sequence.
func (s *scanner) tornOff(b []byte, since time.Duration) bool {
	return s.state == afterEscape && since >= letterWait && bytes.IndexByte([]byte("[O]P_^X\x1b"), b[0]) < 0
}

// wait returns how long nothing may come before timeout is called, 0 for
// ever: a sequence or a character that has begun is waited for, however slow
// the line; only what is a key by itself, or would swallow keys, is not.
func (s *scanner) wait() time.Duration {
	switch s.state {
	case ground:
		if len(s.held) > 0 {
			return escapeWait
		}
	case afterEscape:
		return escapeWait
	case inCSI, inSS3:
		if len(s.seq) == 0 {
			return altWait
		}
	case inConsole, inMouse:
		return altWait
	case inString:
		if len(s.seq) == 0 {
			return altWait
		}
		if !s.answers() {
			return escapeWait
		}
		return stringWait
	case stringEscape:
		return stringWait
	case inPaste:
		return pasteWait
	}
	return 0
}

// breakOff ends a string that has no end. Nothing of it is typed, unless it was
// typed itself, behind alt and a letter.
func (s *scanner) breakOff() {
	introducer, seq, answer := rune(s.kind), s.seq, s.answers()
	s.seq = nil
	if answer {
		s.rest()
		return
	}
	s.giveUp(introducer)
	s.read(seq)
}

// answers reports whether the string that has begun may be what terminals send.
// A longer one than people type in haste is none that was typed.
func (s *scanner) answers() bool {
	return len(s.seq) >= longestSequence || answerBegun().Match(append([]byte{s.kind}, s.seq...))
}
