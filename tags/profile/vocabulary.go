package profile

import (
	"cmp"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"tailor/data"
	"tailor/tags"
)

// Vocabulary says which groups of the file of all models' words the model
// knows. Words of the others do nothing on it. Words that the profile lists
// itself it knows whatever stands here.
type Vocabulary struct {
	// Speaks are the groups, and sites, whose words the model knows.
	Speaks []string `toml:"speaks"`
	// Silent are those of which nobody has said whether it knows them:
	// nothing is said of their words.
	Silent []string `toml:"silent"`
	// Hints are those that it does not know by hearsay only: of their words
	// no more than a hint is given.
	Hints []string `toml:"hints"`
	// Why says of a group, in place of what the file says, what it is here;
	// it completes "it is …".
	Why map[string]string `toml:"why"`
}

// dictionary is the file of all models' words.
type dictionary struct {
	// Artists are the forms in which prompts write an artist, "{}" standing
	// for the name.
	Artists []string `toml:"artists"`
	// ArtistPhrases are the same in words, see ReadArtistPhrase.
	ArtistPhrases []string `toml:"artist_phrases"`
	Words         []words  `toml:"words"`
	Same          []struct {
		Words []string `toml:"words"`
	} `toml:"same"`
	Sites []site `toml:"site"`
}

// words are a group of words that the same models know.
type words struct {
	Name     string            `toml:"name"`
	What     string            `toml:"what"` // completes "it is …"
	Of       []string          `toml:"of"`   // whose they are
	Family   string            `toml:"family"`
	Quality  bool              `toml:"quality"`
	Year     string            `toml:"year"` // how a year is written by its number, for "{}"
	Tags     []string          `toml:"tags"`
	Patterns []string          `toml:"patterns"`
	Doubtful []string          `toml:"doubtful"`
	Instead  map[string]string `toml:"instead"`
}

// site is another site than the booru, with the booru's words for its tags.
type site struct {
	Name string            `toml:"name"`
	Tags map[string]string `toml:"tags"`
}

var dict = sync.OnceValue(func() *dictionary {
	d := new(dictionary)
	if err := toml.Unmarshal(data.Vocabulary, d); err != nil {
		panic(err) // a part of the program; a test reads it
	}
	return d
})

// why completes "it is …" for words that the model does not know.
func (w *words) why(v *Vocabulary) string {
	why := w.What + " of other models"
	if len(w.Of) == 0 {
		why = w.What
	} else if len(w.Of) == 1 {
		why = w.What + " of " + w.Of[0]
	}
	return cmp.Or(v.Why[w.Name], why)
}

// groups returns the names of the groups of words and of the sites.
func (d *dictionary) groups() []string {
	var names []string
	for _, w := range d.Words {
		names = append(names, w.Name)
	}
	for _, s := range d.Sites {
		names = append(names, s.Name)
	}
	return names
}

// knows reports whether the profile itself names a tag as one that works.
func (f *Facts) knows() bool {
	return f != nil && (f.Quality != 0 || f.Group != "" || f.Default || f.Taboo || f.Spoken)
}

// prepareVocabulary marks the words of all models as spoken or dead.
func (p *Profile) prepareVocabulary(alive map[string]bool) error {
	v := p.Vocabulary
	if v == nil {
		return nil
	}
	d := dict()
	spoken := func(name string) bool { return slices.Contains(v.Speaks, name) || slices.Contains(v.Silent, name) }
	for i := range d.Words {
		if w := &d.Words[i]; spoken(w.Name) {
			p.mark(slices.Concat(w.Tags, w.Doubtful, sortedKeys(w.Instead)), func(_ int, f *Facts) { f.Spoken = true })
			if err := p.patterns(w.Patterns, Facts{Spoken: true}); err != nil {
				return err
			}
		}
	}
	for i := range d.Words {
		w := &d.Words[i]
		if spoken(w.Name) {
			continue
		}
		death := Death{Why: w.why(v), Family: cmp.Or(w.Family, w.Name), Hint: slices.Contains(v.Hints, w.Name), Quality: w.Quality}
		die := func(tag, instead string, doubtful bool) {
			f := p.words[tags.Plain(tag)]
			if alive[tags.Plain(tag)] || f.knows() || f != nil && f.Dead != nil {
				return
			}
			f = p.word(tag)
			d := death
			d.Instead, d.Doubtful = instead, doubtful
			f.Dead = &d
		}
		for _, tag := range w.Doubtful {
			die(tag, "", true)
		}
		for _, tag := range w.Tags {
			die(tag, "", false)
		}
		for _, tag := range sortedKeys(w.Instead) {
			instead := w.Instead[tag]
			if !p.words[tags.Plain(instead)].knows() {
				instead = ""
			}
			die(tag, instead, false)
		}
		if err := p.patterns(w.Patterns, Facts{Dead: &death}); err != nil {
			return err
		}
	}
	for _, s := range d.Sites {
		if spoken(s.Name) {
			for tag := range s.Tags {
				f := p.word(tag)
				f.Spoken, f.Site = true, s.Name
			}
			continue
		}
		for from, to := range s.Tags {
			if f := p.words[tags.Plain(from)]; !alive[tags.Plain(from)] && !f.knows() && (f == nil || !f.Foreign) {
				f = p.word(from)
				f.Foreign, f.Booru, f.Site, f.Hint = true, to, s.Name, slices.Contains(v.Hints, s.Name)
			}
		}
	}
	return nil
}

// patterns adds facts of all tags that regular expressions match.
func (p *Profile) patterns(sources []string, facts Facts) error {
	for _, source := range sources {
		parsed, err := syntax.Parse(source, syntax.Perl)
		if err != nil {
			return err
		}
		p.matched.patterns = append(p.matched.patterns, &pattern{held(parsed), sync.OnceValue(func() *regexp.Regexp {
			return regexp.MustCompile(`^(?:` + source + `)$`)
		}), facts})
	}
	return nil
}

// Counterparts returns the words that say to other models what a tag says to
// one, without the tag.
func Counterparts(tag string) []string {
	key := tags.Plain(tag)
	for _, s := range dict().Same {
		if i := slices.IndexFunc(s.Words, func(w string) bool { return tags.Plain(w) == key }); i >= 0 {
			return append(slices.Clone(s.Words[:i]), s.Words[i+1:]...)
		}
	}
	return nil
}

// checkVocabulary checks that the groups that a profile names exist.
func (c *checker) vocabulary() {
	v := c.own.Vocabulary
	if v == nil {
		return
	}
	known := dict().groups()
	seen := map[string]string{}
	for _, list := range []struct {
		key   string
		names []string
	}{{"speaks", v.Speaks}, {"silent", v.Silent}, {"hints", v.Hints}} {
		for i, name := range list.names {
			at := fmt.Sprintf("vocabulary.%s[%d]", list.key, i)
			switch {
			case !slices.Contains(known, name):
				c.fault(at, fmt.Sprintf("%q is no group of the vocabulary", name), "write one of "+strings.Join(known, ", "))
			case seen[name] != "":
				c.fault(at, fmt.Sprintf("%q stands in %s already", name, seen[name]), "take one out")
			}
			seen[name] = list.key
		}
	}
	for name, why := range v.Why {
		c.text("vocabulary.why."+name, why)
		if !slices.Contains(known, name) {
			c.fault("vocabulary.why."+name, fmt.Sprintf("%q is no group of the vocabulary", name), "write one of "+strings.Join(known, ", "))
		}
	}
}
