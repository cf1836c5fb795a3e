package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// nearest returns the known tag that an unknown name was meant as, or nil
// where the name may be just what it says: a word that no list has, a name of
// somebody, a short phrase of natural text.
func (c *Checker) nearest(p *prompt.Part) *tags.Tag {
	if c.ix == nil || !p.Escaped || p.Choice {
		return nil
	}
	name := profile.Key(p.Name)
	words := strings.Fields(name)
	n := utf8.RuneCountInString(name)
	if len(words) == 0 || len(words) > 4 || n < 4 || n > 60 || embedding.MatchString(p.Name) || !hasLetters(name) {
		return nil
	}
	for _, r := range name {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return nil
		}
	}
	id, ok := c.ix.Near(name)
	if !ok {
		return nil
	}
	t := c.cat.Tag(id)
	if (t.Category == tags.Artist) != p.By {
		return nil
	}
	target := profile.Key(t.Name)
	d := slips(name, target, 2)
	for _, a := range t.Aliases {
		if d > 1 {
			if a = profile.Key(a); slips(name, a, 2) < d {
				d, target = slips(name, a, 2), a
			}
		}
	}
	if d == 0 || d > 2 || !c.surelyMeant(name, target, &t, d) {
		return nil
	}
	return &t
}

// surelyMeant weighs whether a name d slips away from a tag is that tag
// mistyped. A slip mostly makes a word that is none; where it makes another
// word the phrase may be meant as it stands.
func (c *Checker) surelyMeant(name, target string, t *tags.Tag, d int) bool {
	n := utf8.RuneCountInString(name)
	if d == 2 && n < 10 || digits(name) != digits(target) {
		return false // "2boys" and "3boys", "1980s" and "1990s" are near but not the same
	}
	have, want := strings.Fields(name), strings.Fields(target)
	same := len(have) == len(want)
	strange, changed := false, ""
	if same {
		for i := range have {
			if have[i] != want[i] {
				changed = have[i]
				strange = strange || !c.plainWord(have[i])
			}
		}
	} else {
		for _, w := range have {
			strange = strange || !c.plainWord(w)
		}
	}
	if c.small {
		// Most words and names are unknown here. Only a word that a slip
		// made strange in a tag of plain ones counts.
		return t.Category == tags.General && d == 1 && strange && same && utf8.RuneCountInString(changed) >= 5 && len(want) >= 1 && t.Count >= 1000
	}
	switch t.Category {
	case tags.Artist:
		// Artists' names are many and near one another.
		return d == 1 && n >= 9 && t.Count >= 100
	case tags.Character, tags.Copyright:
		return (d == 1 && n >= 7 || n >= 12) && t.Count >= 100
	}
	if strange {
		return d == 1 && t.Count >= 50 || t.Count >= 500
	}
	return d == 1 && n >= 6 && t.Count >= 20000 && same && len(want) >= 2
}

func (c *Checker) plainWord(w string) bool {
	w = strings.Trim(w, "-'.,!?()")
	if w == "" || common[w] || grammar[w] || prepositions[w] || c.words[w] {
		return true
	}
	for _, ending := range []string{"s", "es", "ed", "d", "ing", "ly", "er", "y"} {
		if stem, ok := strings.CutSuffix(w, ending); ok && len(stem) >= 3 && (common[stem] || c.words[stem]) {
			return true
		}
	}
	if a, b, ok := strings.Cut(w, "-"); ok {
		return c.plainWord(a) && c.plainWord(b)
	}
	return false
}

// digits returns the digits of a name.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// slips counts the slips between two names: letters left out, put in, changed,
// or two swapped. It returns limit+1 for more than limit.
func slips(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
