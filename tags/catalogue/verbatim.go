package catalogue

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Verbatim is a place in a prompt where a tag stands as a list of the user's
// spells it, in bytes.
type Verbatim struct {
	Start, End int
	ID         ID
}

// Verbatim finds the places in a prompt where a tag stands letter by letter as
// a list of the user's spells it: between commas, lines, brackets or BREAKs,
// from left to right, of several that begin at one place the longest.
// Spellings that the rules would give as well are left out, and those that
// hold a comment or a BREAK, which part a prompt whoever wrote them.
func (c *Catalogue) Verbatim(text string) []Verbatim {
	if c == nil || c.verbatims == nil {
		return nil
	}
	var found []Verbatim
	for at := 0; at < len(text); {
		if lengths := c.verbatims.lengths[text[at]]; lengths != nil && beginsPart(text, at) {
			if w, ok := c.verbatims.at(text, at, lengths); ok {
				found = append(found, w)
				at = w.End
				continue
			}
		}
		at++
	}
	return found
}

// verbatims finds spellings by how they begin.
type verbatims struct {
	ids     map[string]ID
	lengths [256][]int // of those that begin with a byte, the longest first
}

// add takes a tag's spelling in.
func (o *verbatims) add(id ID, spelling string) {
	if have, ok := o.ids[spelling]; ok && have < id {
		return
	}
	o.ids[spelling] = id
	first := &o.lengths[spelling[0]]
	at, ok := slices.BinarySearchFunc(*first, len(spelling), func(have, want int) int { return want - have })
	if !ok {
		*first = slices.Insert(*first, at, len(spelling))
	}
}

func (o *verbatims) at(text string, at int, lengths []int) (Verbatim, bool) {
	for _, n := range lengths {
		if at+n > len(text) {
			continue
		}
		if id, ok := o.ids[text[at:at+n]]; ok && endsPart(text, at+n) {
			return Verbatim{at, at + n, id}, true
		}
	}
	return Verbatim{}, false
}

// indexSpellings makes what Verbatim needs, once the catalogue is complete.
func (c *Catalogue) indexSpellings() {
	for id, spelling := range c.spellings {
		t := c.Tag(id)
		t.Spelling = nil
		if *spelling == t.Prompt() || strings.IndexByte(*spelling, '#') >= 0 || holdsBreak(*spelling) {
			continue
		}
		if c.verbatims == nil {
			c.verbatims = &verbatims{ids: map[string]ID{}}
		}
		c.verbatims.add(id, *spelling)
	}
}

// holdsBreak tells whether BREAK or AND stands in a text as a word.
func holdsBreak(s string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(s, func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r)
	}), func(w string) bool { return w == "BREAK" || w == "AND" })
}

// beginsPart tells whether a part of a prompt can begin at a byte.
func beginsPart(text string, at int) bool {
	before := strings.TrimRightFunc(text[:at], isBlank)
	if before == "" {
		return true
	}
	r, size := utf8.DecodeLastRuneInString(before)
	switch r {
	case ',', '，', '\n', '\r', '{', '|', '>':
		return true
	case '(', '[':
		return !strings.HasSuffix(before[:len(before)-size], `\`)
	case '$': // of a variant, "{2$$a|b}"
		return strings.HasSuffix(before, "$$")
	case ':': // of a variant's weight, "{3::a|b}"
		return strings.HasSuffix(before, "::")
	}
	return endsInWord(before, "BREAK") || endsInWord(before, "AND")
}

// endsPart tells whether a part of a prompt can end before a byte.
func endsPart(text string, at int) bool {
	behind := strings.TrimLeftFunc(text[at:], isBlank)
	if behind == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(behind)
	switch r {
	case ',', '，', '\n', '\r', ')', ']', '}', '|', '#', '<':
		return true
	case ':': // of a weight, ":1.2)"
		rest := strings.TrimLeft(behind[1:], " +-.0123456789")
		return len(rest) < len(behind)-1 && (rest == "" || rest[0] == ')')
	}
	return at < len(text) && len(behind) < len(text[at:]) && (beginsWithWord(behind, "BREAK") || beginsWithWord(behind, "AND"))
}

// isBlank tells white space that ends no line.
func isBlank(r rune) bool { return r != '\n' && r != '\r' && unicode.IsSpace(r) }

func endsInWord(s, word string) bool {
	rest, ok := strings.CutSuffix(s, word)
	r, _ := utf8.DecodeLastRuneInString(rest)
	return ok && (rest == "" || !inWord(r))
}

func beginsWithWord(s, word string) bool {
	rest, ok := strings.CutPrefix(s, word)
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !inWord(r))
}

func inWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }
