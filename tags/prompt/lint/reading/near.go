package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/data/distance"
	"tailor/tags"
	"tailor/tags/clip"
	"tailor/tags/english"
	"tailor/tags/knowledge"
	"tailor/tags/prompt"
)

// nearest returns the known tag that an unknown name was meant as, or nil
// where the name may be just what it says: a word that no list has, a name of
// somebody, a short phrase of natural text.
func (c *Reader) nearest(p *prompt.Part) *tags.Tag {
	if c.ix == nil || !p.Escaped || p.Choice || strings.HasPrefix(p.Text, "@") || strings.Count(p.Text, `"`) == 1 {
		return nil
	}
	name := tags.Plain(p.Name)
	if strings.HasSuffix(name, " eye") || strings.Trim(name, "0123456789'") == "s" {
		return nil // of two, "blue eye, red eye"; and a decade is no year
	}
	words := strings.Fields(name)
	n := utf8.RuneCountInString(name)
	if len(words) == 0 || len(words) > 6 || n < 5 || n > 60 || !english.HasLetters(name) || strings.ContainsAny(p.Name, "_0123456789") && embedding(p.Name) {
		return nil
	}
	if strings.ContainsFunc(name, func(r rune) bool { return r > unicode.MaxASCII }) {
		return nil // another script, or "café", which is no slip
	}
	strange := 0
	for _, w := range words {
		if c.strange(w) {
			strange++
		}
	}
	switch {
	case strange > 2:
		return nil
	case strange == 0 && p.By:
		return nil
	case strange == 0:
		return c.nearPopular(name)
	}
	if len(words) > 1 && !p.By && !c.small {
		if t := c.respelt(words); t != nil {
			return t
		}
	}
	id, ok := c.ix.Near(name)
	if !ok {
		// The index takes what begins a tag, "animal ear fluf", for one that is
		// being typed.
		if t := c.respelt(words); c.small && len(words) > 1 && !p.By && t != nil && c.surelyMeant(name, tags.Plain(t.Name), t, 1) {
			return t
		}
		return nil
	}
	t := c.cat.Tag(id)
	if (t.Category == tags.Artist) != p.By {
		return nil
	}
	target := tags.Plain(t.Name)
	d := distance.Between(name, target, 2)
	for _, a := range t.Aliases {
		if d > 1 {
			if a = tags.Plain(a); distance.Between(name, a, 2) < d && c.kin(a, &t) == sameTag {
				d, target = distance.Between(name, a, 2), a
			}
		}
	}
	if d == 0 || d > 2 || !c.surelyMeant(name, target, &t, d) || english.Loaded(target) && !english.Loaded(name) {
		return nil
	}
	if len(words) == 1 && name[0] != target[0] && !swapped(name, target) {
		return nil // slips seldom touch the first letter; a name may lack one of another's
	}
	return &t
}

// strange reports whether a word is none of English, of what tags are made of,
// or of what people say for them.
func (c *Reader) strange(w string) bool {
	return !english.Plain(w, c.words) && !english.Single(w) && !knowledge.Spoken(strings.Trim(w, "-'.,!?()"))
}

// slipped reports whether a word may be another one mistyped: it is strange, and
// where CLIP has it for a word, two letters changed places.
func (c *Reader) slipped(w, meant string) bool {
	return c.strange(w) && (!clip.Whole(w) || swapped(w, meant))
}

// respelt finds the tag that a name becomes when one of its strange words is
// fixed: of several the most common. The index would offer a more common tag
// two slips away, "orange skirt" for "oraneg shirt".
func (c *Reader) respelt(words []string) *tags.Tag {
	var best *tags.Tag
	for k, w := range words {
		if len(w) < 4 || !c.strange(w) {
			continue
		}
		fixed := append([]string(nil), words...)
		for n := len(w) - 1; n <= len(w)+1; n++ {
			for _, v := range c.wordsByLen[n] {
				if v[0] != w[0] && v[n-1] != w[len(w)-1] || distance.Between(w, v, 1) != 1 || !c.slipped(w, v) {
					continue
				}
				fixed[k] = v
				id, alias, ok := c.cat.Lookup(strings.Join(fixed, " "))
				if !ok || alias != "" {
					continue
				}
				if t := c.cat.Tag(id); t.Category == tags.General && (best == nil || t.Count > best.Count) {
					best = &t
				}
			}
		}
	}
	return best
}

// muchUsed is the count from which on a tag is so common that a phrase of
// plain words one slip away from it is that tag mistyped: "back hair".
const muchUsed = 100000

// mostPopular bounds them: Danbooru has 411.
const mostPopular = 2000

// nearPopular finds the much used tag that a phrase of plain words is one slip
// away from. There are some hundred such tags, and most unknown phrases are of
// plain words, so they are gone through one by one.
func (c *Reader) nearPopular(name string) *tags.Tag {
	if c.small {
		return nil
	}
	for _, t := range c.popular {
		if n := len(t.Name) - len(name); n < -1 || n > 1 || t.Name[0] != name[0] { // "warm up" is no "arm up"
			continue
		}
		target := tags.Plain(t.Name)
		if distance.Between(name, target, 1) == 1 && c.surelyMeant(name, target, &t, 1) {
			return &t
		}
	}
	return nil
}

// surelyMeant weighs whether a name d slips away from a tag is that tag
// mistyped. A slip mostly makes a word that is none; where it makes another
// word the phrase may be meant as it stands. The bounds were measured: by
// slips made in popular tags, and by rare tags taken out of the list.
func (c *Reader) surelyMeant(name, target string, t *tags.Tag, d int) bool {
	if digits(name) != digits(target) {
		return false // "2boys" and "3boys", "1980s" and "1990s" are near but not the same
	}
	have, want := strings.Fields(name), strings.Fields(target)
	same := len(have) == len(want)
	strange, changed := false, ""
	for i, w := range have {
		if same && w == want[i] {
			continue
		}
		changed = w
		strange = strange || (!same || c.slipped(w, want[i])) && c.strange(w)
		if same && len(w) <= 2 && len(want[i]) <= 2 {
			return false // "pokemon xd" and "pokemon xy"
		}
	}
	n := len(name)
	if c.small {
		// Most words and names are unknown here. Only a word that a slip
		// made strange in a tag of plain ones counts, and one letter that
		// changed places in a much used one: "blsuh".
		if len(have) == 1 && same && t.Category == tags.General && d == 1 && strange && t.Count >= 10000 && name[0] == target[0] && swapped(name, target) {
			return true
		}
		return t.Category == tags.General && d == 1 && strange && same && (len(want) > 1 && len(changed) >= 4 || len(changed) >= 11) && t.Count >= 1000
	}
	switch base, _, _ := strings.Cut(name, " ("); t.Category {
	case tags.Artist:
		// Artists' names are many and near one another.
		return d == 1 && n >= 9 && t.Count >= 100
	case tags.Character, tags.Copyright:
		return (d == 1 && len(base) >= 8 || len(base) >= 15) && t.Count >= 1000
	}
	switch {
	case d == 2:
		return strange && n >= 12 && t.Count >= 1000
	case len(have) == 1 && same:
		// A word alone may be one that no tag has, "rudder" near "udder", or
		// another form of one, "abandonee", unless two letters changed places.
		return strange && (t.Count >= 1000 && swapped(name, target) || english.Singular(name) == target ||
			n >= 8 && t.Count >= 5000 && name[:1] == target[:1] && name[n-2:] == target[len(target)-2:])
	case len(have) == 1:
		return strings.Map(lettersOnly, target) == name
	case strange:
		return n >= 6
	}
	return n >= 7 && t.Count >= muchUsed && same && reordered(have, want)
}

// reordered reports whether of names of plain words one becomes the other by the
// number of a word, or by letters that change places: any other slip may make
// another word just as it is meant, "long chair" beside "long hair".
func reordered(have, want []string) bool {
	return !slices.ContainsFunc(have, func(w string) bool {
		v := want[slices.Index(have, w)]
		return w != v && english.Singular(w) != english.Singular(v) && !swapped(w, v)
	})
}

// mistyped reports whether an unknown name can be nothing but its near tag: a
// common tag of several words, one of which a single slip turned into none.
func (c *Reader) mistyped(name string, near *tags.Tag) bool {
	have, want := strings.Fields(name), strings.Fields(tags.Plain(near.Name))
	if near.Category != tags.General || near.Count < 1000 || len(have) != len(want) || len(have) < 2 {
		return false
	}
	wrong := -1
	for i := range have {
		if have[i] != want[i] {
			if wrong >= 0 {
				return false
			}
			wrong = i
		}
	}
	return wrong >= 0 && len(want[wrong]) >= 4 && distance.Between(have[wrong], want[wrong], 1) == 1 && c.slipped(have[wrong], want[wrong]) &&
		!c.rivalled(have, wrong, near)
}

// rivalled reports whether a name may be another tag than its near one just as
// well: "gree hair" is grey or green.
func (c *Reader) rivalled(have []string, wrong int, near *tags.Tag) bool {
	w := have[wrong]
	other := slices.Clone(have)
	for n := len(w) - 1; n <= len(w)+1; n++ {
		for _, v := range c.wordsByLen[n] {
			if distance.Between(w, v, 1) != 1 {
				continue
			}
			other[wrong] = v
			id, alias, ok := c.cat.Lookup(strings.Join(other, " "))
			if t := c.cat.Tag(id); ok && alias == "" && t.Name != near.Name && t.Count*rivalShare >= near.Count {
				return true
			}
		}
	}
	return false
}

// rivalShare is how many times more often a tag is used than those that are no
// rivals to it.
const rivalShare = 20

// swapped reports whether two letters changed places or that one is doubled.
func swapped(a, b string) bool {
	if len(a) == len(b)+1 {
		for i := 1; i < len(a); i++ {
			if a[i] == a[i-1] && a[:i]+a[i+1:] == b {
				return true
			}
		}
		return false
	}
	if len(a) != len(b) {
		return false
	}
	for i := 0; i+1 < len(a); i++ {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}

func lettersOnly(r rune) rune {
	if r == ' ' || r == '-' {
		return -1
	}
	return r
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
