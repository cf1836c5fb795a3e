package wildcard

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/data/pattern"
	"tailor/data/printable"
)

// maxNameBytes bounds a wildcard's name with its folders.
const maxNameBytes = 512

// cleanName checks the name of a wildcard, as it stands between the
// underscores, and returns the form that it is looked up by: without space
// around it, "/" for "\", without the sigil of a sampler ("~", "@", "!").
// Names that would leave the wildcard folder, or that no list can have, are
// errors.
func cleanName(name string) (string, error) {
	clean := strings.TrimSpace(strings.ReplaceAll(name, `\`, "/"))
	clean = strings.TrimRightFunc(clean, func(r rune) bool { return r == '/' || unicode.IsSpace(r) })
	switch {
	case clean == "":
		return "", errors.New("the wildcard has no name")
	case len(clean) > maxNameBytes:
		return "", fmt.Errorf("the wildcard's name is longer than %d bytes", maxNameBytes)
	case clean[0] == '/' || len(clean) > 1 && clean[1] == ':':
		return "", fmt.Errorf("the wildcard %q begins at the root of the disk; name it from the wildcard folder on", name)
	}
	for part := range strings.SplitSeq(clean, "/") {
		plain := part // without its sets, which may hold commas
		if strings.Contains(part, "[") {
			plain = class().ReplaceAllString(part, "?")
		}
		switch {
		case part == "..":
			return "", fmt.Errorf("the wildcard %q leaves its folder by \"..\"", name)
		case noText(part), unsafeName(plain):
			return "", fmt.Errorf("the wildcard %q holds characters that a name cannot have", name)
		}
	}
	// "a//b" and "a/./b" are "a/b".
	if clean = path.Clean(clean); clean == "." || strings.TrimSpace(clean) != clean {
		return "", fmt.Errorf("the wildcard %q has no name that a file could bear", name)
	}
	return clean, nil
}

// unsafeName reports whether no wildcard can bear a file's or key's name: one that
// a terminal would act on, is no text, or holds what ends a name in a prompt.
func unsafeName(part string) bool {
	if noText(part) {
		return true
	}
	for i, r := range part {
		if endsNameAt(part, i, r) {
			return true
		}
	}
	return false
}

// noText reports whether a part of a name, the sets in it included, is what a
// terminal would act on, or no text, or ends the name.
func noText(part string) bool {
	return !utf8.ValidString(part) || strings.Contains(part, "__") || !printable.Safe(part)
}

// endsName reports whether a character, being grammar, cannot stand in a
// wildcard's name within a prompt.
func endsName(r rune) bool { return strings.ContainsRune(",()[]{}<>|:\"#\n\r", r) }

// endsNameAt reports whether a character at an offset ends a name. A comma and
// a "#" do so only at its ends and beside white space: files are named "a,b".
func endsNameAt(text string, at int, r rune) bool {
	if r != ',' && r != '#' {
		return endsName(r)
	}
	return at == 0 || at+1 == len(text) || strings.ContainsAny(text[at-1:at]+text[at+1:at+2], " \t\r\n_")
}

// isGlob reports whether a name is a pattern for several lists.
func isGlob(name string) bool { return strings.ContainsAny(name, "*?") || class().MatchString(name) }

// class is a set of characters in a pattern, one of which stands there: "[mf]",
// "[a-c]", or with "!" one that is none of them.
var class = pattern.Of(`\[!?[^\]/]+\]`)

// inClass reports whether a character is of the set that a pattern begins with,
// and returns the set's length, 0 where there is none.
func inClass(pattern string, r rune) (in bool, length int) {
	end := strings.IndexByte(pattern, ']')
	if pattern[0] != '[' || !class().MatchString(pattern[:end+1]) {
		return false, 0
	}
	set, not := strings.CutPrefix(pattern[1:end], "!")
	runes := []rune(set)
	for i := 0; i < len(runes); i++ {
		low, high := runes[i], runes[i]
		if i+2 < len(runes) && runes[i+1] == '-' {
			high = runes[i+2]
			i += 2
		}
		in = in || low <= r && r <= high
	}
	return in != not, end + 1
}

// matchGlob matches a name against a pattern of "*", "?" and sets "[mf]". As in
// the dynamicprompts library, which uses Python's fnmatch on the whole path,
// "*" matches "/" too. Both are lower-cased by the caller.
func matchGlob(pattern, name string) bool {
	// The classic walk with one place to go back to: linear in name for each
	// star, never exponential.
	p, n, star, mark := 0, 0, -1, 0
	for n < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, n
			p++
		case p < len(pattern) && pattern[p] == '?':
			_, size := utf8.DecodeRuneInString(name[n:])
			p, n = p+1, n+size
		case p < len(pattern) && pattern[p] == '[' && fits(pattern[p:], name[n:]) > 0:
			_, size := utf8.DecodeRuneInString(name[n:])
			p, n = p+fits(pattern[p:], name[n:]), n+size
		case p < len(pattern) && pattern[p] == name[n]:
			p, n = p+1, n+1
		case star >= 0:
			_, size := utf8.DecodeRuneInString(name[mark:])
			mark += size
			p, n = star+1, mark
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}

// fits returns the length of the set that a pattern begins with where the
// name's first character is of it, else 0.
func fits(pattern, name string) int {
	r, _ := utf8.DecodeRuneInString(name)
	if in, length := inClass(pattern, r); in {
		return length
	}
	return 0
}
