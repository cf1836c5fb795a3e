package lint

import (
	"regexp"
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/wildcard"
)

// tagFacts is all that the text of a part says by itself. It is the same wherever
// the part stands, so it is worked out once.
type tagFacts struct {
	// key is what all spellings of a tag have in common.
	key string
	// says is what the profile says of the tag.
	says profile.Facts
	// known tells that the catalogue has the tag; alias is the other name of
	// it that matched, or empty.
	known bool
	alias string
	// word tells a plain word that is some tag's other name by chance, or of a
	// tag that says nearly the same, kindred.
	word    bool
	kindred *tags.Tag
	tag     tags.Tag
	// own tells that it stands as a list of the user's spells it.
	own bool
	// artist tells that the text names an artist and nothing else; plain,
	// that the name is plain English too.
	artist, plain bool
	// form is the form in which the artist is written, one of
	// profile.ArtistForms or plainForm; artistName is the name of one in such
	// a form that is not the grammar's own "by ".
	form, artistName string
	// written is the text that names the artists of a part in the model's
	// form, where it names them in others that only its whole tells.
	written string
	// searched tells that the text begins with what restricts a search,
	// "char:"; found is the tag after it, if there is one.
	searched bool
	found    *tags.Tag
	phrase   english.Phrase
	// underscored tells underscores that should be spaces; pasted is then
	// what a whole booru paste without commas should be.
	underscored bool
	pasted      string
	// parens tells brackets that belong to the tag's name.
	parens bool
	// near is a known tag one slip away; mistyped tells that nothing else can
	// be meant.
	near     *tags.Tag
	mistyped bool
	// wild tells a wildcard somewhere in the text.
	wild    bool
	setting bool
	cfg     *number
	blocked bool
}

// named reports whether the profile names the tag as a quality, meta, style or
// dead word: it is a tag even amid sentences.
func (f *tagFacts) named() bool {
	s := &f.says
	return f.own || s.Spoken || s.Quality != 0 || s.Meta || s.Style || s.Dead != nil && !s.Dead.Doubtful || s.Taboo
}

// maxFacts bounds the cache: a session's prompts hold a few hundred parts.
const maxFacts = 1 << 14

// factsOf returns what is known of a part.
func (c *Checker) factsOf(p *prompt.Part) *tagFacts {
	c.mu.RLock()
	f := c.facts[p.Text]
	c.mu.RUnlock()
	if f != nil {
		return f
	}
	f = c.learn(p)
	c.mu.Lock()
	if len(c.facts) >= maxFacts {
		c.facts = map[string]*tagFacts{}
	}
	c.facts[strings.Clone(p.Text)] = f
	c.mu.Unlock()
	return f
}

// settingAt is one "Key: value" of an infotext's last line.
var settingAt = regexp.MustCompile(`(?i)^(steps|sampler|schedule type|cfg scale|cfg|seed|size|model hash|model|clip skip|` +
	`denoising strength|hires [a-z ]+|vae hash|vae|version|eta|rng|ensd|face restoration|lora hashes|ti hashes|rp active|hypertile[a-z ]*): *\S`)

func (c *Checker) learn(p *prompt.Part) *tagFacts {
	f := &tagFacts{key: tags.Plain(p.Text)}
	if p.Kind != prompt.Plain {
		f.wild = p.Kind == prompt.Wildcard
		return f
	}
	f.blocked = tags.Blocked(p.Text)
	f.setting = strings.Contains(p.Text, ":") && settingAt.MatchString(p.Text)
	f.wild = wildcard.Within(p.Text)
	if f.setting {
		f.cfg = readCFG(p.Text)
		return f
	}
	if f.wild || len(p.Text) > 2000 {
		f.phrase = english.ReadPhrase(p.Text, false)
		return f
	}
	f.says = c.p.About(p.Text)
	c.lookUp(f, p)
	if f.says.Spoken && f.says.Site != "" {
		// The model knows it by itself, not as another name of a booru's tag.
		f.alias, f.key = "", tags.Plain(p.Text)
	}
	if f.says.Tag == "" && f.says.Dead == nil && !f.known {
		// A dead word may end a sentence: "score_9."
		if bare := strings.TrimRight(p.Text, ".!"); bare != p.Text {
			if d := c.p.About(bare).Dead; d != nil && !d.Doubtful {
				f.says.Dead = d
			}
		}
	}
	if !f.known && !f.artist {
		c.readSearch(f, p.Text)
	}
	named := f.named() || f.says.Tag != "" || f.searched
	f.phrase = english.ReadPhrase(p.Text, f.known || named || f.artistName != "")
	f.underscored = strings.Contains(p.Text, "_") && c.underscored(f, p.Text)
	f.parens = strings.ContainsAny(p.Text, "([") && c.parenthesised(f, p.Text)
	if f.known || f.word || f.artistName != "" || named || f.pasted != "" || f.blocked {
		return f
	}
	if !f.phrase.Sentence {
		f.near = c.nearest(p)
	} else if f.phrase.Words <= 6 && len(p.Text) >= 8 && !f.phrase.Stop && !f.phrase.Opens {
		// A tag of many words reads like a sentence: "leanning to the side".
		if f.near = c.nearest(p); f.near != nil {
			f.phrase = english.ReadPhrase(p.Text, true)
		}
	}
	f.mistyped = f.near != nil && c.mistyped(tags.Plain(p.Text), f.near)
	return f
}

// lookUp asks the catalogue for the tag.
func (c *Checker) lookUp(f *tagFacts, p *prompt.Part) {
	var id catalogue.ID
	if p.By {
		id, f.alias, f.known = c.cat.LookupIn(p.Name, tags.Artist)
	}
	if !f.known {
		id, f.alias, f.known = c.cat.Lookup(p.Text)
		if f.known && c.cat.Tag(id).Category == tags.Artist {
			// Artists may be called like a thing, and people write of the
			// thing.
			for _, cat := range tags.Categories {
				if other, alias, ok := c.cat.LookupIn(p.Text, cat); ok && cat != tags.Artist {
					id, f.alias = other, alias
					break
				}
			}
		}
	}
	gapless := false
	if spaced := edit.Spaced(p.Text); !f.known && !p.By && spaced != p.Text {
		id, _, f.known = c.cat.Lookup(spaced) // "karin(blue archive)"
		gapless = f.known
	}
	if name, form, ok := profile.ReadArtist(p.Text); ok && !f.known && !p.By && c.marks(name, form) {
		f.artist, f.artistName, f.form = true, name, form
		f.key = artistKey(name)
		if id, _, ok := c.cat.LookupIn(name, tags.Artist); ok {
			f.key = artistKey(c.cat.Tag(id).Name)
		}
		return
	}
	f.form = plainForm
	if p.By {
		_, f.form, _ = profile.ReadArtist(p.Text)
	}
	if !f.known {
		if first, last, two := strings.Cut(tags.Plain(p.Text), " "); two && !p.By && !strings.Contains(last, " ") {
			// "miku hatsune": Danbooru has the family's name first.
			if id, alias, ok := c.cat.LookupIn(last+" "+first, tags.Character); ok && alias == "" && !ordinary(first+" "+last) {
				t := c.cat.Tag(id)
				f.kindred, f.word = &t, true
			}
		}
		f.artist = p.By && !f.phrase.Sentence
		f.plain = f.artist && !edit.IsArtist(sureArtists{c}, p.Name)
		return
	}
	f.tag = c.cat.Tag(id)
	var kin kinship
	if gapless {
		f.alias = p.Text
	} else if f.alias, kin = c.trueAlias(f, p, id); kin != sameTag {
		if t := f.tag; kin == kindred {
			f.kindred = &t
		}
		f.known, f.alias, f.tag, f.word = false, "", tags.Tag{}, true
		return
	}
	if f.tag.Category == tags.Artist && f.says.Tag == "" && !f.says.Style {
		f.artist = true
		f.plain = !p.By && english.PlainName(p.Name, false, c.words) || p.By && english.PlainName(p.Name, true, c.words)
		f.key = artistKey(f.tag.Name)
	} else {
		f.key = tags.Plain(f.tag.Name)
	}
}

// plainForm is an artist's bare name.
const plainForm = "{}"

// artistKey is the key of an artist, in whatever form it is written.
func artistKey(name string) string { return "artist " + tags.Plain(name) }

// marks reports whether what stands before a name makes it an artist's. A sign
// such as "@" may also begin the name of an account: only a known artist is
// one then.
func (c *Checker) marks(name, form string) bool {
	mark, _, _ := strings.Cut(form, "{}")
	if !english.HasLetters(name) || !english.HasLetters(mark) && len(mark) > 0 || form == "by_{}" || form == "by:{}" && ordinary(tags.Plain(name)) {
		_, _, ok := c.cat.LookupIn(name, tags.Artist)
		return ok
	}
	return true
}

// qualified is a booru name with its qualifier: "saber (fate)".
var qualified = regexp.MustCompile(`^(.*[^\s(_])([ _]?)\(([^()]+)\)$`)

// parenthesised reports whether brackets in a text belong to a tag's name.
func (c *Checker) parenthesised(f *tagFacts, text string) bool {
	if f.known || f.says.Tag != "" || f.says.Style {
		return true
	}
	m := qualified.FindStringSubmatch(text)
	if m == nil || weighted.MatchString(m[3]) || f.phrase.Sentence {
		return false
	}
	name, gap, qualifier := m[1], m[2], m[3]
	if gap == "_" {
		return true
	}
	if gap == "" {
		return false
	}
	if id, _, ok := c.cat.Lookup(name); ok && c.cat.Tag(id).Category == tags.General {
		return false // "black dress (frilled)": two things, one of them weighted
	}
	if _, _, ok := c.cat.LookupIn(qualifier, tags.Copyright); ok {
		return true
	}
	return c.qualifiers[tags.Plain(qualifier)]
}

var weighted = regexp.MustCompile(`:\s*[+-]?[.\d]+\s*$`)

// learnWords takes the catalogue's general names apart into words, and the
// names with a qualifier into that.
func (c *Checker) learnWords() {
	type use struct{ tags, count int }
	uses := map[string]use{}
	qualifiers := map[string]int{}
	for i := 0; i < c.cat.Len(); i++ {
		t := c.cat.Tag(catalogue.ID(i))
		if n := len(t.Name); n > 0 && t.Name[n-1] == ')' {
			if k := strings.LastIndexByte(t.Name, '('); k > 1 {
				qualifiers[t.Name[k+1:n-1]]++
			}
		}
		if t.Category != tags.General {
			continue
		}
		if t.Count >= muchUsed && len(t.Name) > 1 {
			c.popular = append(c.popular, t)
		}
		for _, w := range strings.FieldsFunc(t.Name, func(r rune) bool { return r == '_' || r == '-' || r == '(' || r == ')' || r == ' ' }) {
			u := uses[w]
			u.tags++
			u.count += t.Count
			uses[w] = u
		}
	}
	c.small = c.cat.Len()-c.cat.CountBy(tags.Artist) < 40000 // Danbooru has twice as many in use
	c.words = english.Set{}
	triples := map[string]int{}
	for w, u := range uses {
		// A word in a single name may be of any language.
		if c.small || u.tags >= 3 && u.count >= 500 {
			c.words[w] = true
			if c.wordsByLen == nil {
				c.wordsByLen = map[int][]string{}
			}
			c.wordsByLen[len(w)] = append(c.wordsByLen[len(w)], w)
			w = "^" + w + "$"
			for i := 0; i+3 <= len(w); i++ {
				triples[w[i:i+3]]++
			}
		}
	}
	c.triples = map[string]bool{}
	for t, n := range triples {
		c.triples[t] = n > 1
	}
	c.qualifiers = map[string]bool{}
	for q, n := range qualifiers {
		if n >= 2 {
			c.qualifiers[tags.Plain(q)] = true
		}
	}
}
