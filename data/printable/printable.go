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
	return rewritten(s, func(b *strings.Builder, r rune, rest string) {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(rest, "\uFFFD"):
			fmt.Fprintf(b, `\x%02x`, rest[0])
		case r == '\n' && lines:
			b.WriteByte('\n')
		case r == '\n', r == '\t':
			b.WriteByte(' ')
		case r == '\r' && strings.HasPrefix(rest, "\r\n"):
		case !Unsafe(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(b, `\x%02x`, r)
		default:
			fmt.Fprintf(b, `\u%04x`, r)
		}
	})
}

// rewritten returns a text with what write writes for each character; rest
// begins with it. Flags are left as they are.
func rewritten(s string, write func(b *strings.Builder, r rune, rest string)) string {
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := 0; i < len(s); {
		n := flagLen(s[i:])
		if n > 0 {
			b.WriteString(s[i : i+n])
		} else {
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			write(&b, r, s[i:])
		}
		i += n
	}
	return b.String()
}

// Short returns the beginning of a long text as one line, in n characters with
// an ellipsis.
func Short(s string, n int) string {
	r := []rune(Line(s[:min(len(s), (n+1)*utf8.UTFMax)]))
	if len(r) > n {
		r = append(r[:n-1], '…')
	}
	return string(r)
}

// Ends returns both ends of a text that has more than n characters, two thirds
// of them from its beginning.
func Ends(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n*2/3]) + " … " + string(r[len(r)-n/3:])
}

// isClean reports whether clean would return a text unchanged.
func isClean(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7f {
			return utf8.ValidString(s) && Safe(s)
		}
	}
	return true
}

// Unsafe reports whether a character changes what a terminal shows beyond
// itself, or is not to be seen where it could hide in a text: controls (C0,
// DEL, C1), the marks that turn the direction of writing and the other formats
// of Unicode (Cf), line and paragraph separators, the fillers of Hangul, and
// whatever else Unicode has for being ignored. The joiners of emoji and of
// Indic scripts and the selectors of emoji are harmless. Tag characters are so
// only in a flag: Safe and Map know it.
func Unsafe(r rune) bool {
	switch {
	case r < 0x300:
		return unicode.IsControl(r) || r == 0xad
	case r >= 0x4e00 && r <= 0x9fff: // ideographs, which lists are full of
		return false
	case r == '\u200c', r == '\u200d', r >= 0xfe00 && r <= 0xfe0f:
		return false
	case r == '\u2028', r == '\u2029', r == '\u034f', r == '\u2800', r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) || r >= 0x180b && r <= 0x180f
}

// Safe reports whether a text holds nothing unsafe.
func Safe[T ~string | ~[]byte](text T) bool {
	s := string(text)
	for i, r := range s {
		if r >= 0x7f && Unsafe(r) || r < ' ' {
			if r < 0xe0000 || !inFlag(s, i) {
				return false
			}
		}
	}
	return true
}

// Map returns a text with each character replaced by what f returns for it,
// or dropped where that is negative. Flags are left as they are.
func Map(f func(rune) rune, s string) string {
	if !strings.ContainsRune(s, flag) {
		return strings.Map(f, s)
	}
	return rewritten(s, func(b *strings.Builder, r rune, _ string) {
		if r = f(r); r >= 0 {
			b.WriteRune(r)
		}
	})
}

// Escaped returns a text of UTF-8 with what is unsafe replaced by what escape
// returns for it.
func Escaped(s string, escape func(rune) string) string {
	if Safe(s) {
		return s
	}
	return rewritten(s, func(b *strings.Builder, r rune, _ string) {
		if Unsafe(r) {
			b.WriteString(escape(r))
		} else {
			b.WriteRune(r)
		}
	})
}

// flag begins the flags of regions (UTS 51): tag characters that spell the
// region follow it, and one that ends them. Elsewhere nobody sees them.
const (
	flag    = '\U0001F3F4'
	flagEnd = '\U000E007F'
)

// longestFlag is the length of the longest flag in bytes: eight characters.
const longestFlag = 8 * utf8.UTFMax

// flagLen returns the length of the flag of a region that s begins with, 0
// where it begins with none.
func flagLen(s string) int {
	if !strings.HasPrefix(s, string(flag)) {
		return 0
	}
	at := utf8.RuneLen(flag)
	for at < min(len(s), longestFlag) {
		r, size := utf8.DecodeRuneInString(s[at:])
		at += size
		switch {
		case r == flagEnd && at > 2*utf8.UTFMax:
			return at
		case r < 0xe0030 || r > 0xe007a:
			return 0
		}
	}
	return 0
}

// inFlag reports whether the character at i is part of a flag.
func inFlag(s string, i int) bool {
	start := strings.LastIndex(s[max(0, i-longestFlag):i], string(flag))
	if start < 0 {
		return false
	}
	start += max(0, i-longestFlag)
	return i < start+flagLen(s[start:])
}
