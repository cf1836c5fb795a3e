package profile

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"tailor/tags"
)

// Facts are what a profile says of a tag. The zero Facts say nothing.
type Facts struct {
	// Tag is the tag as the profile writes it, empty where the profile does
	// not name it but by a pattern.
	Tag string
	// Quality is +1 for a quality tag of the positive prompt, -1 for one of
	// the negative.
	Quality int8
	// Place is the place of a quality tag in its list, from 0.
	Place int
	// Counts tells a tag that says how many subjects there are.
	Counts bool
	// Group is the name of the toggles' group that the tag stands in.
	Group string
	// Spoken reports a word of the vocabulary that the model knows, or of
	// which nothing is said.
	Spoken bool
	// Meta and Style tell the kind of the group. Style is also set for the
	// styles that are no toggles.
	Meta, Style bool
	// Doubtful tells a style that is one for sure only beside others.
	Doubtful bool
	// RefusedOnly tells a meta tag that belongs in the negative prompt.
	RefusedOnly bool
	// Default tells a tag of the default negative.
	Default bool
	// Taboo tells a tag that should not be refused.
	Taboo bool
	// Copied and Along tell words of negatives copied from elsewhere.
	Copied, Along bool
	// Dead is set for a word that does nothing.
	Dead *Death
	// Foreign tells a tag of another site; Booru is the booru's word for it,
	// or empty. Hint reports that this is hearsay.
	Foreign     bool
	Booru, Site string
	Hint        bool

	sides []side
}

// Refuses reports whether a tag is one that negatives hold: a negative quality
// word or what stands for one, one of the default negative, or of those that
// are copied from prompt to prompt.
func (p *Profile) Refuses(tag string) bool {
	f := p.About(tag)
	return f.Quality < 0 || f.Default || f.Copied || f.Dead != nil && f.Dead.Instead != "" && p.About(f.Dead.Instead).Quality < 0
}

// Toggled reports whether the tag is one of the toggles.
func (f Facts) Toggled() bool { return f.Group != "" }

// Lane reports whether the tag belongs in the style chunk: quality tags of the
// positive prompt and styles.
func (f Facts) Lane() bool { return f.Style || f.Quality > 0 }

// Death tells why a word is dead.
type Death struct {
	// Why completes "it is …".
	Why string
	// Instead is the tag that was surely meant, or empty.
	Instead string
	// Doubtful words are dead only beside others of the same Family.
	Doubtful bool
	// Family names the words that lean on each other.
	Family string
	// Quality reports a word that praises the picture.
	Quality bool
	// Hint reports that the word is dead by hearsay only.
	Hint bool
}

// Sure reports whether there is a death, of which nothing is doubtful.
func (d *Death) Sure() bool { return d != nil && !d.Doubtful }

// side is the place of a tag in a contradiction.
type side struct{ contradiction, set int }

// About returns what the profile says of a tag, in any spelling.
func (p *Profile) About(text string) Facts { return p.about(text, false) }

// about is About; with sides it heeds only those patterns that have a side in
// a contradiction, which are few.
func (p *Profile) about(text string, sides bool) Facts {
	key := tags.Plain(text)
	var f Facts
	known := p.words[key]
	if known != nil {
		f = *known
	}
	for i := range p.globs {
		if g := &p.globs[i]; len(key) > len(g.text) && g.has(key, g.text) {
			f.join(g.facts)
			if _, behind, more := strings.Cut(key, " "); more && p.words[behind] != nil && p.words[behind].Style {
				f.Style = false // "bar 1980s (style)" is two
			}
		}
	}
	if f.Dead == nil && f.Tag == "" && !f.Spoken && !p.alive[key] {
		if q := p.matched.first(key, sides); q != nil {
			f.join(q.facts)
		}
	}
	return f
}

// Toggle returns what the profile says of a tag if it is one of the toggles;
// it is About without the parts that toggles do not need.
func (p *Profile) Toggle(text string) (Facts, bool) {
	f := p.words[tags.Plain(text)]
	if f == nil || f.Group == "" {
		return Facts{}, false
	}
	return *f, true
}

// join adds what g says to f.
func (f *Facts) join(g Facts) {
	f.Style = f.Style || g.Style
	f.Meta = f.Meta || g.Meta
	f.Spoken = f.Spoken || g.Spoken
	f.Copied = f.Copied || g.Copied
	f.Group = cmp.Or(f.Group, g.Group)
	f.Dead = cmp.Or(f.Dead, g.Dead)
	if len(g.sides) > 0 {
		f.sides = slices.Concat(f.sides, g.sides)
	}
}

// prepare builds the maps that About reads.
func (p *Profile) prepare() error {
	p.words = map[string]*Facts{}
	p.globs, p.matched = nil, &matched{}
	alive := set(p.Alive)
	p.alive = alive
	for _, g := range p.Toggles() {
		refused, doubtful := set(g.Refused), set(g.Doubtful)
		for place, tag := range g.Tags {
			f := p.word(tag)
			f.Place = place
			f.Group, f.Meta, f.Style = g.Name, g.Kind == MetaGroup, g.Kind == StyleGroup
			f.RefusedOnly = f.Meta && refused[tags.Plain(tag)]
			f.Doubtful = doubtful[tags.Plain(tag)]
		}
		for _, tag := range g.Also {
			p.fact(tag, func(f *Facts) { f.Style = f.Style || g.Kind == StyleGroup; f.Meta = f.Meta || g.Kind == MetaGroup })
		}
	}
	p.mark(p.Quality.Positive, func(i int, f *Facts) { f.Quality, f.Place = 1, i })
	p.mark(p.Quality.Negative, func(i int, f *Facts) { f.Quality, f.Place = -1, i })
	p.mark(slices.Concat(p.Scope.Single, p.Scope.Subjects), func(_ int, f *Facts) { f.Counts = true })
	p.mark(p.Negative.Default, func(_ int, f *Facts) { f.Default = true })
	p.mark(p.Negative.Taboo, func(_ int, f *Facts) { f.Taboo = true })
	p.mark(p.Negative.Copied, func(i int, f *Facts) { f.Copied = !alive[tags.Plain(p.Negative.Copied[i])] })
	p.mark(p.Negative.Along, func(_ int, f *Facts) { f.Along = true })
	for from, to := range p.Foreign.Tags {
		if !alive[tags.Plain(from)] {
			f := p.word(from)
			f.Foreign, f.Booru, f.Site = true, to, p.Foreign.Site
		}
	}
	for i, c := range p.Contradictions {
		for set, tags := range c.sets() {
			for _, tag := range tags {
				p.fact(tag, func(f *Facts) { f.sides = append(f.sides, side{i, set}) })
			}
		}
	}
	return cmp.Or(p.patterns(p.Negative.CopiedPatterns, Facts{Copied: true}), p.prepareGroups(), p.prepareDead(alive), p.prepareVocabulary(alive))
}

// prepareGroups adds the groups' patterns, and what their tags exclude.
func (p *Profile) prepareGroups() error {
	p.exclusions = nil
	for _, g := range p.Groups {
		facts := Facts{Group: g.Name, Meta: true}
		if g.OneOf {
			n := len(p.Contradictions) + len(p.exclusions)
			p.exclusions = append(p.exclusions, Contradiction{Scope: Always, Why: "a picture has one " + g.Name, group: true})
			p.mark(g.Tags, func(i int, f *Facts) { f.sides = append(f.sides, side{n, i}) })
			facts.sides = []side{{n, len(g.Tags)}}
		}
		if err := p.patterns(g.Patterns, facts); err != nil {
			return err
		}
	}
	p.kept = nil
	if p.Spelling == nil {
		return nil
	}
	for _, source := range p.Spelling.KeepUnderscores {
		re, err := regexp.Compile("^(?:" + source + ")$")
		if err != nil {
			return err
		}
		p.kept = append(p.kept, re)
	}
	return nil
}

func (p *Profile) prepareDead(alive map[string]bool) error {
	die := func(tag string, d Death) {
		if !alive[tags.Plain(tag)] {
			p.word(tag).Dead = &d
		}
	}
	for i, d := range p.Dead {
		family := fmt.Sprintf("dead %d", i)
		for _, tag := range d.Doubtful {
			die(tag, Death{Why: d.Why, Family: family, Doubtful: true})
		}
		for _, tag := range d.Tags {
			die(tag, Death{Why: d.Why, Family: family})
		}
		for tag, instead := range d.Instead {
			die(tag, Death{Why: d.Why, Family: family, Instead: instead})
		}
		if err := p.patterns(d.Patterns, Facts{Dead: &Death{Why: d.Why, Family: family}}); err != nil {
			return err
		}
	}
	return nil
}

// word returns the facts of a tag, to be added to.
func (p *Profile) word(tag string) *Facts {
	key := tags.Plain(tag)
	f := p.words[key]
	if f == nil {
		f = &Facts{Tag: strings.TrimSpace(tag)}
		p.words[key] = f
	}
	return f
}

// mark adds to the facts of each tag of a list.
func (p *Profile) mark(list []string, add func(i int, f *Facts)) {
	for i, tag := range list {
		add(i, p.word(tag))
	}
}

// fact adds to what is known of an entry that may begin or end with "*".
func (p *Profile) fact(entry string, add func(*Facts)) {
	g := glob{text: starKey(entry)}
	switch {
	case strings.HasPrefix(entry, "*"):
		g.has = strings.HasSuffix
	case strings.HasSuffix(entry, "*"):
		g.has = strings.HasPrefix
	default:
		add(p.word(entry))
		return
	}
	add(&g.facts)
	p.globs = append(p.globs, g)
}

// starKey is the key of an entry without its star; the space next to the star
// stays.
func starKey(entry string) string {
	rest := strings.Trim(entry, "*")
	key := tags.Plain(rest)
	if strings.HasPrefix(entry, "*") && rest != strings.TrimLeftFunc(rest, unicode.IsSpace) {
		key = " " + key
	}
	if strings.HasSuffix(entry, "*") && rest != strings.TrimRightFunc(rest, unicode.IsSpace) {
		key += " "
	}
	return key
}
