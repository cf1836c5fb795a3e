package catalogue

import (
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
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
		if lengths := c.verbatims.lengths[text[at]]; lengths != nil && prompt.BeginsPart(text, at) {
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
		if id, ok := o.ids[text[at:at+n]]; ok && prompt.EndsPart(text, at+n) {
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
		plain := *spelling
		if t.Category == tags.Artist {
			plain, _ = prompt.CutBy(plain)
		}
		if plain == t.Prompt() || strings.IndexByte(*spelling, '#') >= 0 || holdsBreak(*spelling) {
			continue
		}
		if c.verbatims == nil {
			c.verbatims = &verbatims{ids: map[string]ID{}}
		}
		c.verbatims.add(id, *spelling)
	}
}

// holdsBreak reports whether BREAK or AND stands in a text as a word.
func holdsBreak(s string) bool {
	for i := range s {
		if prompt.BreakLen(s, i) > 0 {
			return true
		}
	}
	return false
}
