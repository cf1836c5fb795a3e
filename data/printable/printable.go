// Package printable makes foreign text safe to show in a terminal: file
// names, list entries, prompts, messages of other programs. What a terminal
// would act on, or what would make a text look like another one, is shown as
// an escape such as \x1b in place of being obeyed.
package printable

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line returns the text as one line: newlines and tabs become spaces, and
// everything that is not printable is escaped.
func Line(s string) string { return clean(s, false) }

// Text is Line that keeps newlines, and turns tabs into spaces.
func Text(s string) string { return clean(s, true) }

func clean(s string, lines bool) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n' && lines:
			b.WriteByte('\n')
		case r == '\n', r == '\t', r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			if r != '\r' {
				b.WriteByte(' ')
			}
		case !Unsafe(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		i += size
	}
	return b.String()
}

// isClean tells a text that clean would return unchanged.
func isClean(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7f {
			return utf8.ValidString(s) && !strings.ContainsFunc(s, Unsafe)
		}
	}
	return true
}

// Unsafe tells a character that changes what a terminal shows beyond itself:
// controls (C0, DEL, C1), the marks that turn the direction of writing and
// the other invisible formats of Unicode (Cf), line and paragraph separators.
// The joiners of emoji and of Indic scripts are harmless, and so are the tag
// characters of flags.
func Unsafe(r rune) bool {
	switch {
	case r == '\u200c', r == '\u200d', r >= 0xe0020 && r <= 0xe007f:
		return false
	case r == '\u2028', r == '\u2029':
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}
