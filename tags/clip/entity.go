package clip

import (
	"cmp"
	"errors"
	"html"
	"strconv"
	"strings"
)

// longestEntity is the number of characters between "&", or "&#", and ";"
// that ftfy looks at.
const longestEntity = 24

// entity looks whether the line ends in an HTML entity without its semicolon.
// It returns where that starts and what it stands for, which for a few
// control characters is nothing.
func (r *repairer) entity() (start int, resolved string, ok bool) {
	start = len(r.line) - 1
	for start >= 0 && len(r.line)-start <= longestEntity && isEntityName(r.line[start].r) {
		start--
	}
	if start < 0 || start == len(r.line)-1 {
		return 0, "", false
	}
	name := make([]byte, 0, longestEntity+1)
	for _, c := range r.line[start+1:] {
		name = append(name, byte(c.r))
	}
	switch {
	case r.line[start].r == '&':
		resolved, ok = named(string(name))
	case r.line[start].r == '#' && start > 0 && r.line[start-1].r == '&':
		start--
		resolved, ok = numbered(string(name))
	}
	return start, resolved, ok
}

func isEntityName(r rune) bool { return isASCIILetter(r) || '0' <= r && r <= '9' }

// named returns what HTML 5 says that a name stands for. A name in capitals
// that HTML has only in small letters stands for the capital, "&EACUTE;" for
// É, as ftfy has it.
func named(name string) (string, bool) {
	if resolved, ok := html5(name); ok {
		return resolved, true
	}
	lower := strings.ToLower(name)
	if name != strings.ToUpper(name) || html.UnescapeString("&"+name+";") != "&"+name+";" {
		return "", false
	}
	resolved, ok := html5(lower)
	if !ok {
		return "", false
	}
	return upper(resolved), true
}

// html5 resolves a name that stands in HTML 5's table with its semicolon.
func html5(name string) (string, bool) {
	switch name {
	case "semi":
		return ";", true
	case "nGt", "nLt": // not in Go's table
		return map[string]string{"nGt": "≫\u20D2", "nLt": "≪\u20D2"}[name], true
	}
	// UnescapeString also resolves the beginning of a name, "&notx;", and
	// then leaves the rest with the semicolon.
	resolved := html.UnescapeString("&" + name + ";")
	return resolved, !strings.HasSuffix(resolved, ";")
}

// upper is Python's str.upper for what entities stand for: a few characters
// have two for their capital.
func upper(s string) string {
	return cmp.Or(map[string]string{"ß": "SS", "ŉ": "ʼN", "ﬀ": "FF", "ﬁ": "FI", "ﬂ": "FL", "ﬃ": "FFI", "ﬄ": "FFL"}[s], strings.ToUpper(s))
}

// numbered resolves what stands between "&#" and ";" as Python's
// html.unescape does, save that it must be a number as a whole.
func numbered(digits string) (string, bool) {
	base := 10
	if digits[0] == 'x' || digits[0] == 'X' {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	switch {
	case err != nil && !errors.Is(err, strconv.ErrRange):
		return "", false
	case n == ';':
		return "", false // ftfy takes the semicolon for one left over
	case n == '\r':
		return "\r", true
	case n == 0 || n >= 0xD800 && n <= 0xDFFF || n > 0x10FFFF:
		return "\uFFFD", true
	case n >= 0x80 && n <= 0x9F:
		return string(windows1252(rune(n))), true
	case n < ' ' && n != '\t' && n != '\n' && n != '\f' || n == 0x7F ||
		n >= 0xFDD0 && n <= 0xFDEF || n&0xFFFE == 0xFFFE:
		return "", true
	}
	return string(rune(n)), true
}
