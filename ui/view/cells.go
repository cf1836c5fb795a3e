package view

import (
	"strings"
	"unicode/utf8"
)

// Most that is drawn is letters of Europe, parts of frames and colours. What
// follows measures and cuts these in one pass; all else is left to x/ansi,
// which knows how characters join.

// alone reports whether a character fills one cell whatever stands beside it,
// other than what alone does not know either.
func alone(r rune) bool {
	switch {
	case r < 0x7f:
		return r >= ' '
	case r < 0x300:
		return r >= 0xa1 && r != 0xad
	case r >= 0x2500:
		return r < 0x25fd // the parts of frames and bars
	case r >= 0x2010:
		return r <= 0x2027 || r == 0x2039 || r == 0x203a || r == 0x2190 || r == 0x2191 || r == 0x2192 || r == 0x2193 || r == 0x2212 || r == 0x2248 || r == 0x2264
	}
	return false
}

// step is how many bytes and cells the character or the colour at s[i] takes,
// false for anything that is neither.
func step(s string, i int) (size, cells int, ok bool) {
	switch c := s[i]; {
	case c >= ' ' && c < 0x7f:
		return 1, 1, true
	case c == 0x1b:
		if i+1 >= len(s) || s[i+1] != '[' {
			return 0, 0, false
		}
		for k := i + 2; k < len(s); k++ {
			switch c := s[k]; {
			case c == 'm':
				return k + 1 - i, 0, true
			case c != ';' && c != ':' && (c < '0' || c > '9'):
				return 0, 0, false
			}
		}
		return 0, 0, false
	case c < 0x80:
		return 0, 0, false
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return size, 1, size > 1 && alone(r)
}

// plainWidth counts the cells of a string of such characters and colours alone,
// false where it holds others.
func plainWidth(s string) (n int, ok bool) {
	for i := 0; i < len(s); {
		size, cells, ok := step(s, i)
		if !ok {
			return 0, false
		}
		i += size
		n += cells
	}
	return n, true
}

// plainClip is Clip for a string of such characters without colours, false where
// it holds others. Behind n cells it looks for colours alone.
func plainClip(s string, n int) (clipped string, ok bool) {
	cut := 0
	for i := 0; i < len(s); {
		size, cells, ok := step(s, i)
		switch {
		case !ok || cells == 0:
			return "", false
		case n == 0:
			return s[:cut] + "…", !strings.Contains(s, "\x1b")
		case n == 1:
			cut = i
		}
		i += size
		n--
	}
	return s, true
}

// parted returns what of a line stands before column x and what stands from
// column end on, with the colours that hold there. It is false where terminals
// may measure the line differently, or a character would be cut in two.
func parted(line string, x, end int) (left, right string, ok bool) {
	at, cut := 0, len(line)
	var colours strings.Builder // that hold at the place reached
	for i := 0; i < len(line); {
		size, cells, ok := step(line, i)
		switch {
		case !ok:
			return "", "", false
		case cells == 0 && line[i+size-2] != '[' && line[i:i+size] != "\x1b[0m":
			colours.WriteString(line[i : i+size])
		case cells == 0:
			colours.Reset()
		default:
			if at == x {
				cut = i
			}
			if at == end {
				return line[:cut], colours.String() + line[i:], !uncertain(line[i:])
			}
		}
		at += cells
		i += size
	}
	return line[:cut] + Blank(x-at), colours.String(), true
}
