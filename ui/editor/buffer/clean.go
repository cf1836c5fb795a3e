package buffer

import (
	"strings"
	"unicode/utf8"

	"tailor/ui/editor/grapheme"
)

// Clean returns text as a buffer holds it: CR, CRLF, Unicode's line and
// paragraph separators and what else ends a line (VT, which word processors
// write inside a paragraph, FF between pages, NEL) become LF, a tab becomes a space, bytes that are no
// UTF-8 become U+FFFD; control characters, terminal escape sequences, marks
// that turn the direction of writing, and the invisible ones that A1111's
// text repair drops as well (the byte order mark, interlinear annotation)
// go. A text that is clean already is returned as it is.
func Clean(s string) string {
	i := firstDirty(s)
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:i])
	endless := 0 // up to here no control string ends
	for i < len(s) {
		c := s[i]
		if c >= 0x20 && c < 0x7F || c == '\n' {
			b.WriteByte(c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\r':
			b.WriteByte('\n')
			if i+1 < len(s) && s[i+1] == '\n' {
				size = 2
			}
		case r == '\t':
			b.WriteByte(' ')
		case r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
			b.WriteByte('\n')
		case r == 0x1B || r >= 0x80 && r < 0xA0:
			n, searched := escapeLen(r, s[i+size:], i+size < endless)
			size += n
			endless = max(endless, i+size+searched)
		case dropped(r):
		default:
			b.WriteRune(r) // U+FFFD for a broken byte
		}
		i += size
	}
	return b.String()
}

// firstDirty returns the offset of the first byte that Clean would change,
// len(s) for none.
func firstDirty(s string) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c < 0x20 && c != '\n' || c == 0x7F {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || r < 0xA0 || r == 0x2028 || r == 0x2029 || dropped(r) {
			return i
		}
		i += size
	}
	return len(s)
}

// dropped reports whether a character goes without a trace.
func dropped(r rune) bool {
	return r < 0x20 || r >= 0x7F && r < 0xA0 || grapheme.Steers(r) ||
		r == 0xFEFF || r >= 0xFFF9 && r <= 0xFFFB || r >= 0x206A && r <= 0x206F
}

// escapeLen returns the number of bytes of rest that belong to the escape
// sequence begun by r, ESC or a C1 control: those of ECMA-48. A control
// string that never ends counts as its introducer alone, so that no paste is
// swallowed. searched is how far an end was looked for in vain; endless says
// that it need not be looked for.
func escapeLen(r rune, rest string, endless bool) (length, searched int) {
	introducer := 0 // bytes of rest before the sequence's body
	if r == 0x1B {
		if rest == "" || rest[0] < 0x20 || rest[0] > 0x7E {
			return 0, 0
		}
		if rest[0] < 0x40 || rest[0] > 0x5F { // two characters, or with intermediates
			n := 0
			for n < len(rest) && rest[n] >= 0x20 && rest[n] < 0x30 {
				n++
			}
			if n < len(rest) && rest[n] >= 0x30 && rest[n] < 0x7F {
				return n + 1, 0
			}
			return 0, 0
		}
		r, introducer = rune(rest[0])+0x40, 1 // the C1 control of the same name
	}
	body := rest[introducer:]
	switch r {
	case 0x9B: // CSI
		n := 0
		for n < len(body) && body[n] >= 0x30 && body[n] < 0x40 {
			n++
		}
		for n < len(body) && body[n] >= 0x20 && body[n] < 0x30 {
			n++
		}
		if n < len(body) && body[n] >= 0x40 && body[n] < 0x7F {
			return introducer + n + 1, 0
		}
	case 0x90, 0x98, 0x9D, 0x9E, 0x9F: // DCS, SOS, OSC, PM, APC: up to BEL or ST
		if endless {
			break
		}
		n := 0
		for ; n < len(body) && body[n] != '\n' && body[n] != '\r'; n++ {
			switch {
			case body[n] == 0x07:
				return introducer + n + 1, 0
			case strings.HasPrefix(body[n:], "\x1b\\"), strings.HasPrefix(body[n:], "\u009c"):
				return introducer + n + 2, 0
			}
		}
		return introducer, n
	}
	return introducer, 0
}
