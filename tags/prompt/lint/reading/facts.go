package reading

import (
	"regexp"
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/wildcard"
)

// Facts are all that the text of a part says by itself. They are the same
// wherever the part stands, so they are worked out once.
type Facts struct {
	// Key is what all spellings of a tag have in common.
	Key string
	// Says is what the profile says of the tag.
	Says profile.Facts
	// Known reports whether the catalogue has the tag; Alias is the other name of
	// it that matched, or empty.
	Known bool
	Alias string
	// Word tells a plain word that is some tag's other name by chance, or of a
	// tag that says nearly the same, Kindred.
	Word    bool
	Kindred *tags.Tag
	Tag     tags.Tag
	// Namesakes are the characters of whose names the text is the beginning,
	// "karin", where it is no tag itself.
	Namesakes []catalogue.ID
	// Somebody reports whether it names a character, or may name one that a list
	// lacks: it has a qualifier, "rin (shelter)", or holds no English word.
	Somebody bool
	// Subjects is how many subjects its words tell of, 2 for more.
	Subjects int
	// Own reports whether it stands as a list of the user's spells it.
	Own bool
	// Artist reports whether the text names an artist and nothing else; Plain,
	// whether the name is plain English too.
	Artist, Plain bool
	// Form is the form in which the artist is written, one of
	// the profiles' or plainForm; ArtistName is the name of one in such
	// a form that is not the grammar's own "by ".
	Form, ArtistName string
	// Written is the text that names the artists of a part in the model's
	// form, where it names them in others that only its whole tells.
	Written string
	// Ambiguous reports whether Written is English too where nothing else tells that
	// it names an artist.
	Ambiguous bool
	// Searched reports whether the text begins with what restricts a search,
	// "char:"; Found is the tag after it, if there is one.
	Searched bool
	Found    *tags.Tag
	// Phrase is what the text is as English.
	Phrase english.Phrase
	// Underscored tells underscores that should be spaces; Pasted is then
	// what a whole booru paste without commas should be.
	Underscored bool
	Pasted      string
	// Joined tells two words that one underscore joins and no list knows, which
	// may be what calls an extra network.
	Joined bool
	// Parens tells brackets that belong to the tag's name.
	Parens bool
	// Near is a known tag one slip away; Mistyped reports whether nothing else can
	// be meant.
	Near     *tags.Tag
	Mistyped bool
	// Wild tells a wildcard somewhere in the text.
	Wild bool
	// Setting tells "Steps: 28", CFG the number where it is the CFG's.
	Setting bool
	CFG     *Number
	// Blocked tells a tag that is never offered.
	Blocked bool
}

// named reports whether the profile names the tag as a quality, meta, style or
// dead word: it is a tag even amid sentences.
func (f *Facts) named() bool {
	s := &f.Says
	return f.Own || s.Spoken || s.Quality != 0 || s.Meta || s.Style || s.Dead.Sure() || s.Taboo
}

// beside returns what is known of a part that stands beside extra networks.
// One that may call a network is that network's word, and no artist, other name
// or slip; it keeps its underscores, with which triggers are trained, as does
// one that no list knows.
func (f *Facts) beside(triggers prompt.Triggers, text string) *Facts {
	called := (f.Artist || f.Alias != "" || f.Kindred != nil || f.Near != nil || f.Namesakes != nil) && f.Says.Tag == "" && (triggers.Has(text) || triggers.Has(strings.TrimSuffix(text, " style")))
	strange := f.Underscored && f.Pasted == "" && (!f.Known || triggers.Has(text)) && !f.named() && f.Says.Tag == "" && !f.Parens
	if !called && !strange {
		return f
	}
	own := *f
	own.Underscored = own.Underscored && !strange
	if called {
		own.Artist, own.Plain, own.Form, own.ArtistName, own.Written = false, false, "", "", ""
		own.Alias, own.Kindred, own.Near, own.Mistyped = "", nil, nil, false
		own.Known, own.Word, own.Underscored, own.Namesakes, own.Somebody = false, true, false, nil, false
		own.Key = tags.Plain(text)
	}
	return &own
}

// factsOf returns what is known of a part.
func (c *Reader) factsOf(p *prompt.Part) *Facts {
	return c.facts.of(p.Text, func() *Facts { return c.learn(p) })
}

// settingAt is one "Key: value" of an infotext's last line.
var settingAt = regexp.MustCompile(`(?i)^(steps|sampler|schedule type|cfg scale|cfg|seed|size|model hash|model|clip skip|` +
	`denoising strength|hires [a-z ]+|vae hash|vae|version|eta|rng|ensd|face restoration|lora hashes|ti hashes|rp active|hypertile[a-z ]*): *\S`)

func (c *Reader) learn(p *prompt.Part) *Facts {
	f := &Facts{Key: tags.Plain(p.Text)}
	if p.Kind != prompt.Plain {
		f.Wild = p.Kind == prompt.Wildcard
		return f
	}
	f.Blocked = tags.Blocked(p.Text)
	f.Setting = strings.Contains(p.Text, ":") && settingAt.MatchString(p.Text)
	f.Wild = wildcard.Within(p.Text)
	if f.Setting {
		f.CFG = ReadCFG(p.Text)
		return f
	}
	if f.Wild || len(p.Text) > 2000 {
		f.Phrase = english.ReadPhrase(p.Text, false)
		return f
	}
	f.Says = c.p.About(p.Text)
	c.lookUp(f, p)
	if !f.Says.Counts {
		f.Subjects = subjectsIn(p.Text, f.Known)
	}
	if f.Alias != "" && f.Known && !f.Says.Counts {
		f.Says.Counts = c.p.About(f.Tag.Name).Counts // "2 girls"
	}
	if f.Says.Spoken && f.Says.Site != "" {
		// The model knows it by itself, not as another name of a booru's tag.
		f.Alias, f.Key = "", tags.Plain(p.Text)
	}
	if name, ok := strings.CutPrefix(p.Text, "embedding:"); ok && f.Says.Dead == nil { // ComfyUI's way
		f.Says.Dead = c.p.About(name).Dead
	}
	if f.Says.Tag == "" && f.Says.Dead == nil && !f.Known {
		// A dead word may end a sentence: "score_9."
		if bare := strings.TrimRight(p.Text, ".!"); bare != p.Text {
			if d := c.p.About(bare).Dead; d != nil && !d.Doubtful {
				f.Says.Dead = d
			}
		}
	}
	if !f.Known && !f.Artist {
		c.readSearch(f, p.Text)
	}
	c.findNamesakes(f, p)
	f.Somebody = f.Known && f.Tag.Category == tags.Character ||
		!f.Known && !f.Artist && f.Says.Tag == "" && (qualified.MatchString(p.Text) || c.small && artists.Strange(SureArtists{c}, p.Text))
	named := f.named() || f.Says.Tag != "" || f.Searched
	f.Phrase = english.ReadPhrase(p.Text, f.Known || named || f.ArtistName != "")
	f.Underscored = strings.Contains(p.Text, "_") && c.underscored(f, p.Text)
	f.Joined = f.Underscored && !f.Known && !named && !f.Artist && !c.small && strings.Count(p.Text, "_") == 1 && !strings.ContainsAny(p.Text, " (")
	f.Parens = strings.ContainsAny(p.Text, "([") && c.parenthesised(f, p.Text)
	if f.Known || f.Word || f.Namesakes != nil || f.ArtistName != "" || named || f.Pasted != "" || f.Blocked {
		return f
	}
	if !f.Phrase.Sentence {
		f.Near = c.nearest(p)
	} else if f.Phrase.Words <= 6 && len(p.Text) >= 8 && !f.Phrase.Stop && !f.Phrase.Opens {
		// A tag of many words reads like a sentence: "leanning to the side".
		if f.Near = c.nearest(p); f.Near != nil {
			f.Phrase = english.ReadPhrase(p.Text, true)
		}
	}
	f.Mistyped = f.Near != nil && c.mistyped(tags.Plain(p.Text), f.Near)
	return f
}

// lookUp asks the catalogue for the tag.
func (c *Reader) lookUp(f *Facts, p *prompt.Part) {
	var id catalogue.ID
	if p.By {
		id, f.Alias, f.Known = c.cat.LookupIn(p.Name, tags.Artist)
	}
	if !f.Known {
		id, f.Alias, f.Known = c.cat.Lookup(p.Text)
		if f.Known && c.cat.Tag(id).Category == tags.Artist {
			// Artists may be called like a thing, and people write of the
			// thing.
			for _, cat := range tags.Categories {
				if other, alias, ok := c.cat.LookupIn(p.Text, cat); ok && cat != tags.Artist {
					id, f.Alias = other, alias
					break
				}
			}
		}
	}
	gapless := false
	if spaced := artists.Spaced(p.Text); !f.Known && !p.By && spaced != p.Text {
		id, _, f.Known = c.cat.Lookup(spaced) // "karin(blue archive)"
		gapless = f.Known
	}
	name, form, ok := profile.ReadArtist(p.Text)
	if bare, _, again := profile.ReadArtist(name); again {
		name = bare // "artist:by wlop"
	}
	if ok && !f.Known && !p.By && c.marks(name, form) {
		f.Artist, f.ArtistName, f.Form = true, name, form
		f.Ambiguous = !artists.Is(SureArtists{c}, name)
		f.Key = artistKey(name)
		if id, _, ok := c.cat.LookupIn(name, tags.Artist); ok {
			f.Key = artistKey(c.cat.Tag(id).Name)
		}
		return
	}
	f.Form = plainForm
	if p.By {
		_, f.Form, _ = profile.ReadArtist(p.Text)
	}
	if !f.Known {
		if first, last, two := strings.Cut(tags.Plain(p.Text), " "); two && !p.By && !strings.Contains(last, " ") {
			// "miku hatsune": Danbooru has the family's name first.
			if id, alias, ok := c.cat.LookupIn(last+" "+first, tags.Character); ok && alias == "" && !ordinary(first+" "+last) {
				t := c.cat.Tag(id)
				f.Kindred, f.Word = &t, true
			}
		}
		f.Artist = p.By
		f.Plain = p.By && !artists.Is(SureArtists{c}, p.Name)
		return
	}
	f.Tag = c.cat.Tag(id)
	var kin kinship
	if gapless {
		f.Alias = p.Text
	} else if f.Alias, kin = c.trueAlias(f, p, id); kin != sameTag {
		if t := f.Tag; kin == kindred {
			f.Kindred = &t
		}
		f.Known, f.Alias, f.Tag, f.Word, f.Artist = false, "", tags.Tag{}, true, p.By
		return
	}
	if f.Tag.Category == tags.Artist && f.Says.Tag == "" && !f.Says.Style {
		f.Artist = true
		f.Plain = !p.By && (!english.HasLetters(p.Name) || english.PlainName(p.Name, false, c.words) || c.called[tags.Plain(p.Name)] || !c.small && anyWord(p.Name) && f.Tag.Count < leastDrawnBy) || p.By && english.PlainName(p.Name, true, c.words)
		f.Key = artistKey(f.Tag.Name)
	} else {
		f.Key = tags.Plain(f.Tag.Name)
	}
}

// leastDrawnBy is how many pictures an artist drew at least whose bare name of
// one word means that artist wherever it stands: "etoile" is a star.
const leastDrawnBy = 150

// anyWord reports whether a name is one word of letters alone.
func anyWord(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool { return (r|0x20 < 'a' || r|0x20 > 'z') && r != '-' })
}

// plainForm is an artist's bare name.
const plainForm = "{}"

// artistKey is the key of an artist, in whatever form it is written.
func artistKey(name string) string { return "artist " + tags.Plain(name) }

// marks reports whether what stands before a name makes it an artist's. A sign
// such as "@" may also begin the name of an account: only a known artist is
// one then.
func (c *Reader) marks(name, form string) bool {
	mark, _, _ := strings.Cut(form, "{}")
	if Placeholder(name) || strings.Contains(name, ". ") {
		return false // "artist:name", and a sentence behind one
	}
	if !english.HasLetters(name) || !english.HasLetters(mark) && len(mark) > 0 || form == "by_{}" || form == "by:{}" && ordinary(tags.Plain(name)) {
		_, _, ok := c.cat.LookupIn(name, tags.Artist)
		return ok
	}
	return true
}

// qualified is a booru name with its qualifier: "saber (fate)".
var qualified = regexp.MustCompile(`^(.*[^\s(_])([ _]?)\(([^()]+)\)$`)

// parenthesised reports whether brackets in a text belong to a tag's name.
func (c *Reader) parenthesised(f *Facts, text string) bool {
	if f.Known || f.Says.Tag != "" || f.Says.Style {
		return true
	}
	m := qualified.FindStringSubmatch(text)
	if m == nil || Weighted.MatchString(m[3]) || f.Phrase.Sentence {
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

// Weighted finds a weight at the end of a text, ": 1.2".
var Weighted = regexp.MustCompile(`:\s*[+-]?[.\d]+\s*$`)
