package terminal

import (
	"bytes"
	"slices"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

const (
	// longestSequence and longestString bound what is kept of one control
	// sequence and of one control string, in bytes. The rest of a longer one
	// is passed over up to its end.
	longestSequence = 4 << 10
	longestString   = 1 << 20
)

// state is what a scanner is in the middle of.
type state uint8

const (
	ground       state = iota
	afterEscape        // ESC
	altCharacter       // ESC and the beginning of a character of UTF-8
	inCSI              // ESC [
	inSS3              // ESC O
	inConsole          // ESC [ [, the Linux console's function keys
	inMouse            // ESC [ M, three bytes follow (X10)
	inString           // OSC, DCS, APC, PM, SOS
	stringEscape       // ESC in a string: its end, if a backslash follows
	inPaste            // between the marks of a bracketed paste
)

// scanner makes messages of the bytes that a terminal sends, however they are
// cut: what is not whole waits for the rest. It never types a part of a
// sequence. It knows no time: the owner says by timeout that none came.
type scanner struct {
	state state
	meta  bool   // a sequence has an escape of its own before it: alt
	kind  byte   // of a string: ']', 'P', '_', '^' or 'X'
	seq   []byte // what came of a sequence or a string behind its introducer
	text  []byte // what is typed and not given out
	utf8  bool   // a character of UTF-8 came, see controlAt
	paste []byte
	// torn is a paste that ended because nothing came, while its rest may
	// still come; of paste the first resumed bytes are such a one.
	torn    []byte
	resumed int
	// given is the beginning of a sequence that was given out as a key, or
	// dropped, because nothing followed in time: an escape, and what stood
	// behind it. held is what came since, while it may be the rest. cutString
	// introduces a control string that was dropped so.
	given     []byte
	held      []byte
	cutString []byte
	out       []tea.Msg
}

// feed takes bytes and returns the messages that they complete. It does not
// keep b.
func (s *scanner) feed(b []byte) []tea.Msg {
	s.out = nil
	s.read(s.late(b))
	s.typeOut(false)
	return s.out
}

func (s *scanner) read(b []byte) {
	for len(b) > 0 {
		switch s.state {
		case ground:
			b = s.plain(b)
		case afterEscape:
			b = s.escape(b)
		case altCharacter:
			b = s.alt(b)
		case inCSI:
			b = s.csi(b)
		case inSS3:
			b = s.ss3(b)
		case inConsole:
			b = s.console(b)
		case inMouse:
			b = s.x10(b)
		case inString, stringEscape:
			b = s.controlString(b)
		case inPaste:
			b = s.pasted(b)
		}
	}
}

func (s *scanner) emit(msg tea.Msg) {
	if msg != nil {
		s.out = append(s.out, msg)
	}
}

// rest goes back to the ground.
func (s *scanner) rest() {
	s.state, s.meta, s.seq = ground, false, nil
}

// typeOut gives out what was typed: whole characters, and with all also the
// beginning of one whose rest does not come, as U+FFFD.
func (s *scanner) typeOut(all bool) {
	whole := len(s.text)
	if !all {
		whole = wholeRunes(s.text)
	}
	if whole > 0 {
		s.out = appendText(s.out, s.text[:whole])
		s.text = append(s.text[:0], s.text[whole:]...)
	}
	if len(s.text) == 0 && cap(s.text) > longestSequence {
		s.text = nil // much text is not kept
	}
}

// wholeRunes returns the length of b without the beginning of a character at
// its end.
func wholeRunes(b []byte) int {
	for k := len(b) - 1; k >= 0 && k >= len(b)-utf8.UTFMax; k-- {
		if utf8.RuneStart(b[k]) {
			if !utf8.FullRune(b[k:]) {
				return k
			}
			break
		}
	}
	return len(b)
}

func isControl(c byte) bool { return c < ' ' || c == 0x7f }

// plain takes text, and the control character behind it.
func (s *scanner) plain(b []byte) []byte {
	if whole := wholeRunes(s.text); whole < len(s.text) {
		b = slices.Concat(s.text[whole:], b)
		s.text = s.text[:whole]
	}
	n, size := s.controlAt(b)
	if n < 0 {
		s.text = append(s.text, b...)
		return nil
	}
	s.text = append(s.text, b[:n]...)
	s.typeOut(true)
	switch c := b[n+size-1]; {
	case c >= utf8.RuneSelf:
		s.escape([]byte{c - 0x40})
	case c == 0x1b:
		s.state = afterEscape
	default:
		s.emit(control(c, false))
	}
	return b[n+size:]
}

// escape takes the byte behind an escape.
func (s *scanner) escape(b []byte) []byte {
	c := b[0]
	if s.meta && c != '[' && c != 'O' {
		// Two escapes are alt with a sequence of its own only where one
		// follows; else they were typed one after the other.
		s.emit(key(tea.KeyEsc))
		s.meta = false
	}
	switch {
	case c == 0x1b:
		s.meta = true
		return b[1:]
	case c == '[':
		s.state = inCSI
		return b[1:]
	case c == 'O':
		s.state = inSS3
		return b[1:]
	case c == ']', c == 'P', c == '_', c == '^', c == 'X':
		s.state, s.kind = inString, c
		return b[1:]
	case c >= utf8.RuneSelf:
		s.state = altCharacter
		return b
	}
	s.rest()
	if isControl(c) {
		s.emit(control(c, true))
	} else {
		s.emit(typed(rune(c), true))
	}
	return b[1:]
}

// alt takes the character that came with alt.
func (s *scanner) alt(b []byte) []byte {
	if len(s.seq) > 0 && utf8.RuneStart(b[0]) {
		s.emit(typed(utf8.RuneError, true))
		s.rest()
		return b
	}
	s.seq = append(s.seq, b[0])
	if utf8.FullRune(s.seq) {
		r, _ := utf8.DecodeRune(s.seq)
		s.emit(typed(r, true))
		s.rest()
	}
	return b[1:]
}

// giveUp ends a sequence that something else interrupts. Its first byte alone
// was a letter with alt; of a longer one nothing is typed.
func (s *scanner) giveUp(introducer rune) {
	if len(s.seq) == 0 {
		if s.meta {
			s.emit(key(tea.KeyEsc))
		}
		s.emit(typed(introducer, true))
	}
	s.rest()
}

// csi takes a byte of a control sequence (ECMA-48, 5.4): parameters,
// intermediates, a final byte.
func (s *scanner) csi(b []byte) []byte {
	c := b[0]
	first := len(s.seq) == 0
	switch {
	case c == 0x1b || isControl(c) || c >= utf8.RuneSelf:
		s.giveUp('[')
		return b
	case first && c == '[':
		s.state = inConsole
	case first && c == 'M':
		s.state = inMouse
	case c < '@' && !(c == '$' && allDigits(s.seq)):
		if len(s.seq) < longestSequence {
			s.seq = append(s.seq, c)
		}
	default:
		// A final byte, or rxvt's "$" of a key with shift (ESC [ 7 $).
		seq, meta := s.seq, s.meta
		s.rest()
		if string(seq) == "200" && c == '~' {
			if meta {
				s.emit(key(tea.KeyEsc))
			}
			s.state = inPaste
		} else if unsent(seq, c) {
			if meta {
				s.emit(key(tea.KeyEsc))
			}
			s.emit(key(tea.KeyEsc))
			s.text = append(append(append(s.text, '['), seq...), c)
		} else if len(seq) < longestSequence {
			s.emitWithMeta(decodeCSI(string(seq), c), meta)
		}
	}
	return b[1:]
}

// emitWithMeta gives out what a sequence means that had an escape before it:
// a key was pressed with alt, before anything else escape was pressed.
func (s *scanner) emitWithMeta(msg tea.Msg, meta bool) {
	if k, ok := msg.(tea.KeyMsg); meta && ok {
		k.Alt = true
		msg = k
	} else if meta {
		s.emit(key(tea.KeyEsc))
	}
	s.emit(msg)
}

func allDigits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// ss3 takes a byte behind ESC O: a key's letter, with modifiers before it on old
// terminals. Where no terminal has a key of it, it was typed.
func (s *scanner) ss3(b []byte) []byte {
	c := b[0]
	switch {
	case '1' <= c && c <= '8' && len(s.seq) < len("1;5"), c == ';' && len(s.seq) == 1:
		s.seq = append(s.seq, c)
		return b[1:]
	case bytes.IndexByte([]byte(ss3Finals), c) < 0:
		digits := s.seq
		s.seq = nil
		s.giveUp('O')
		s.text = append(s.text, digits...)
		return b
	}
	seq, meta := s.seq, s.meta
	s.rest()
	s.emitWithMeta(decodeSS3(string(seq), c), meta)
	return b[1:]
}

// console takes the letter of a function key of the Linux console.
func (s *scanner) console(b []byte) []byte {
	c, meta := b[0], s.meta
	s.rest()
	if c < ' ' || c >= 0x7f {
		return b
	}
	if 'A' <= c && c <= 'E' {
		s.emitWithMeta(key(tea.KeyF1-tea.KeyType(c-'A')), meta)
	}
	return b[1:]
}

// x10 takes a byte of the oldest kind of mouse report: a button and two
// coordinates.
func (s *scanner) x10(b []byte) []byte {
	if b[0] == 0x1b {
		s.rest()
		return b
	}
	s.seq = append(s.seq, b[0])
	n, size := x10Numbers(s.seq)
	if len(n) < 3 {
		return b[1:]
	}
	used, meta := size == len(s.seq), s.meta
	s.rest()
	s.emitWithMeta(mouse(n[0], n[1], n[2], false), meta)
	if used {
		return b[1:]
	}
	return b
}

// controlString takes bytes of a string that a terminal sends as an answer.
// It ends with ESC \, its form of eight bits or a bell; another control character breaks it off and
// counts itself, so that a string without an end takes no keys with it for
// long.
func (s *scanner) controlString(b []byte) []byte {
	if s.state == stringEscape {
		if b[0] == '\\' {
			kind, seq := s.kind, s.seq
			s.rest()
			s.emit(decodeString(kind, seq))
			return b[1:]
		}
		s.breakOff()
		s.read([]byte{0x1b})
		return b
	}
	if whole := wholeRunes(s.seq); whole < len(s.seq) {
		b = slices.Concat(s.seq[whole:], b)
		s.seq = s.seq[:whole]
	}
	n := s.stringEndAt(b)
	part := b
	if n >= 0 {
		part = b[:n]
	}
	if room := longestString - len(s.seq); len(part) > room {
		part = part[:room]
	}
	s.seq = append(s.seq, part...)
	switch {
	case n < 0:
		return nil
	case b[n] == 0x1b:
		s.state = stringEscape
	case b[n] == '\a', b[n] >= utf8.RuneSelf:
		kind, seq := s.kind, s.seq
		s.rest()
		s.emit(decodeString(kind, seq))
		_, size := utf8.DecodeRune(b[n:])
		return b[n+size:]
	default:
		s.breakOff()
		return b[n:]
	}
	return b[n+1:]
}
