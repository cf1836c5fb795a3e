package taglist

import (
	"bytes"
	"fmt"
	"strings"

	"tailor/tags"
)

// A wildcard file has an artist a line. People paste into theirs what they
// have in their prompts, so a line may also carry "by ", brackets and weights
// for A1111 ("(by kantoku:0.8)"), escapes ("foo \(bar\)"), a dynamic prompt's
// weight ("3::kantoku"), a comma at its end, or several artists with a comma
// between them. "#" begins a comment at the start of a line or behind a
// space: an artist's name may hold one.

// parseArtists reads the lines of a wildcard file. It takes possession of
// text.
func parseArtists(text []byte, name string) (List, error) {
	if err := tooMuch(text, 0, nil); err != nil {
		return List{}, err
	}
	l := List{Name: name}
	err := l.read(lineReader{text: text}, ',', func(r *rows, line []byte) (data bool, reason string) {
		line = bytes.TrimRight(bytes.TrimSpace(withoutComment(line)), ", \t")
		for part := range bytes.SplitSeq(line, []byte{','}) {
			if r.err != nil || len(line) == 0 {
				break
			}
			artist, reason := readArtist(part)
			if reason != "" {
				return true, reason
			}
			r.add(tags.Tag{Name: artist, Category: tags.Artist})
		}
		return len(line) > 0, ""
	})
	switch {
	case err != nil:
		return List{}, err
	case len(l.Tags) == 0:
		return List{}, emptyOrBad(l)
	}
	return l, nil
}

func withoutComment(line []byte) []byte {
	for i, c := range line {
		if c == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t') {
			return line[:i]
		}
	}
	return line
}

// longestArtist bounds, in bytes, a name with what wraps it: each pair of
// brackets is looked for in all of it.
const longestArtist = 4 * tags.MaxNameBytes

// mostPairs is how many pairs of brackets are looked for.
const mostPairs = 16

var inPairs = fmt.Sprintf("in more than %d pairs of brackets", mostPairs)

// readArtist takes one artist's name out of what a prompt wraps it in.
func readArtist(b []byte) (name, reason string) {
	if len(b) > longestArtist {
		return "", "too long for a name"
	}
	b = bytes.TrimSpace(b)
	if bytes.HasPrefix(b, []byte(`["`)) || bytes.HasPrefix(b, []byte(`[{`)) {
		return "", "JSON, not an artist"
	}
	b = bytes.TrimPrefix(b, []byte("- ")) // an entry of YAML
	if len(b) > 2 && b[len(b)-1] == ':' {
		return "", "a key of YAML, not an artist"
	}
	if bytes.ContainsAny(b, `([{}|<:\`) {
		var reason string
		if b, reason = unwrapArtist(b); reason != "" {
			return "", reason
		}
	} else {
		b = trimBy(b)
	}
	if bytes.HasPrefix(b, []byte("__")) && bytes.HasSuffix(b, []byte("__")) && len(b) > 4 {
		return "", "a wildcard, not an artist"
	}
	clean, reason := tags.Clean(b)
	if reason != "" {
		return "", reason
	}
	if !tags.IsWordByte(clean[0]) && len(bytes.Trim(clean, "_-.,:;()[]")) == 0 || bytes.EqualFold(clean, []byte("by")) {
		return "", "no name"
	}
	return withoutBy(view(clean)), ""
}

// unwrapArtist takes weights, brackets and escapes off a name.
func unwrapArtist(b []byte) (_ []byte, reason string) {
	if i := bytes.Index(b, []byte("::")); i > 0 && isWeight(b[:i]) {
		b = bytes.TrimSpace(b[i+2:])
	}
	for pairs, ok := 0, true; ok; pairs++ {
		if pairs > mostPairs {
			return nil, inPairs
		}
		b, ok = unwrap(trimBy(b)) // "by (kantoku:1.2)" has its brackets behind the "by"
	}
	switch {
	case bytes.HasPrefix(b, []byte("<")) && bytes.HasSuffix(b, []byte(">")) && bytes.IndexByte(b, ':') > 0:
		return nil, "an extra network, not an artist"
	case bytes.ContainsAny(b, "{}|") && bytes.ContainsAny(b, "{}"):
		return nil, "a dynamic prompt, not an artist"
	}
	return tags.Unescape(b), ""
}

// withoutBy returns an artist's name without the "by_" that some lists put
// before it.
func withoutBy(name string) string {
	const by = "by_"
	if len(name) > len(by) && strings.EqualFold(name[:len(by)], by) && strings.Trim(name[len(by):], "_") != "" {
		return strings.TrimLeft(name[len(by):], "_")
	}
	return name
}

// trimBy takes the word "by", in which a prompt names an artist, from the
// front of b. A name may begin with these letters: "byte".
func trimBy(b []byte) []byte {
	for _, prefix := range []string{"by ", "By ", "BY ", "by\t", "artist:", "Artist:"} {
		if bytes.HasPrefix(b, []byte(prefix)) {
			return bytes.TrimSpace(b[len(prefix):])
		}
	}
	return b
}

// unwrap takes one pair of A1111's attention brackets, and the weight in it,
// from around the whole of b.
func unwrap(b []byte) ([]byte, bool) {
	if len(b) < 2 {
		return b, false
	}
	var end byte
	switch b[0] {
	case '(':
		end = ')'
	case '[':
		end = ']'
	case '{':
		end = '}'
	default:
		return b, false
	}
	// The bracket that closes the first must be the last byte: "(o)_(o)"
	// is wrapped in nothing.
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case b[0]:
			depth++
		case end:
			if depth--; depth == 0 && i != len(b)-1 {
				return b, false
			}
		}
	}
	if depth != 0 || b[len(b)-1] != end {
		return b, false
	}
	inner := b[1 : len(b)-1]
	if i := bytes.LastIndexByte(inner, ':'); i >= 0 && isWeight(inner[i+1:]) {
		inner = inner[:i]
	}
	if end == '}' && bytes.IndexByte(inner, '|') >= 0 {
		return b, false
	}
	return bytes.TrimSpace(inner), true
}

// isWeight reports whether b is a number as A1111 takes it, with space around.
func isWeight(b []byte) bool {
	b = bytes.TrimSpace(b)
	digits := 0
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.', i == 0 && (c == '+' || c == '-'):
		default:
			return false
		}
	}
	return digits > 0
}
