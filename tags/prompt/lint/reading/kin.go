package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/data/distance"
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/prompt"
)

// kinship tells how near another name stands to the tag that it leads to.
type kinship uint8

const (
	// chance: a word that means itself. It is not taken for the tag.
	chance kinship = iota
	// kindred: the tag says nearly the same. It is offered, and not written.
	kindred
	// sameTag: the tag is what was meant, in another spelling.
	sameTag
)

// trueAlias returns the other name by which a text found its tag, "" where it
// is the tag's own name, and how near it is to it.
//
// The catalogue takes dashes and spaces for the same, CLIP does not: it reads
// "t shirt" as two tokens and "t-shirt" as three, and only one was trained.
// Where no list tells which, nothing is said.
func (c *Reader) trueAlias(f *Facts, p *prompt.Part, id catalogue.ID) (string, kinship) {
	alias := f.Alias
	own := tags.Plain(p.Name)
	if alias == "" {
		name := tags.Plain(f.Tag.Name)
		if !p.By {
			own = tags.Plain(p.Text)
		}
		if own == name || c.cat.HyphensGuessed(id) || strings.ReplaceAll(own, "-", " ") != strings.ReplaceAll(name, "-", " ") {
			return "", sameTag
		}
		if (f.Tag.Category == tags.Character || f.Tag.Category == tags.Copyright) && ordinary(own) {
			return p.Text, chance // a "one-piece" is no pirate's tale
		}
		if !c.small && f.Tag.Count < leastDashed && ordinary(strings.ReplaceAll(own, "-", " ")) {
			return p.Text, chance // "glow in the dark" is told in captions
		}
		return p.Text, sameTag
	}
	if f.Tag.Spelled() {
		return alias, sameTag // the user's own word for it
	}
	if f.Tag.Category == tags.Artist {
		name := tags.Plain(f.Tag.Name)
		if p.By && (partOf(own, name) || c.homonyms[own] && !strings.HasPrefix(name, own+" (")) {
			return alias, kindred // "by mucha" is many a one's name
		}
		if p.By {
			return alias, sameTag
		}
		return alias, c.kinOfArtist(own, name)
	}
	return alias, c.kin(own, &f.Tag)
}

// partOf reports whether a name is some of the words of another.
func partOf(own, name string) bool {
	base, _, _ := strings.Cut(name, " (")
	all, some := strings.Fields(base), strings.Fields(own)
	return len(some) < len(all) && !slices.ContainsFunc(some, func(w string) bool { return !slices.Contains(all, w) })
}

// shortestArtist is how many letters an artist's other name has at least that
// is taken for one without "by ".
const shortestArtist = 5

// kinOfArtist is kin for the other name of an artist that stands without "by ".
// A list has so many, old names and accounts, that some are words that its
// authors never thought of, "mayhem" and "oolong tea": only one that can be no
// word of any language is the artist's, by its script, its digits or because
// none of its words is English.
func (c *Reader) kinOfArtist(own, name string) kinship {
	words := strings.Fields(own)
	switch {
	case english.PlainName(own, false, c.words), utf8.RuneCountInString(own) < shortestArtist, len(words) == 1 && c.isEnglish(own):
		return chance // "2d" and "sketchy" are no artist's other name
	case strings.ContainsFunc(own, func(r rune) bool { return r > unicode.MaxASCII || unicode.IsDigit(r) }):
		return sameTag
	case english.Anybody(own) && len(words) == 1:
		return chance
	case slices.ContainsFunc(words, c.isEnglish), english.Anybody(own):
		return kindred
	case len(words) > 1:
		return sameTag
	}
	return chance // "popup", "teriyaki": a word of some language
}

// kin tells how near a name is to a tag that a list has it for, both plain. A
// plain English word means itself, so that only the same word in another
// number or spelling is the tag; what is no English word, a booru's spelling,
// Japanese or an old name, can mean nothing else.
func (c *Reader) kin(own string, t *tags.Tag) kinship {
	name := tags.Plain(t.Name)
	words := strings.Fields(own)
	switch {
	case english.Unlike(own):
		return chance
	case english.SameWords(own, name):
		named := t.Category == tags.Character || t.Category == tags.Copyright
		if english.HasLetters(own) && utf8.RuneCountInString(own) < 3 || named && ordinary(own) {
			return chance // "fireman" is no hero of a game
		}
		if strings.HasSuffix(own, " eye") {
			return chance // of two, "blue eye, red eye"
		}
		if own == english.Singular(name) && c.isCalled(own) {
			return chance // "ember" is a name before it is one of the "embers"
		}
		return sameTag
	case !english.HasLetters(own):
		if strings.Trim(own, ".,0123456789") == "" {
			return chance // a number
		}
		return sameTag // a face: ":)"
	case utf8.RuneCountInString(own) < 3 && !strings.HasPrefix(own, "/"):
		return chance
	case english.Loaded(name) && !english.Loaded(own):
		return chance
	}
	strange := slices.ContainsFunc(words, func(w string) bool { return !c.isEnglish(w) })
	base, qualifier, qualified := strings.Cut(name, " (")
	switch t.Category {
	case tags.Character, tags.Copyright:
		if !strings.Contains(own, " ") && t.Count < leastCalled {
			return chance
		}
		return kinOfName(own, name)
	case tags.Meta:
		// "watercolor" is the medium, "translation" is no note on the file.
		if qualified && english.SameWords(own, base) && (qualifier == "medium)" || qualifier == "style)") {
			return kindred
		}
		if !strange || qualified {
			return chance
		}
	}
	switch {
	case qualified && !strings.Contains(own, "("):
		return chance
	case strange && c.foreignWord(own, name):
		if c.called[own] || c.namesakes[own] != nil || len(own) < shortestArtist && strings.ContainsAny(own[len(own)-1:], "0123456789") {
			return kindred // "gohan" is rice, and somebody; a few letters with a number may be anything
		}
		return sameTag
	case !c.small && t.Count < leastOffered:
		return chance
	case strange && len(words) == 1:
		return kindred
	case len(words) == 1:
		// A form that other tags are made of is a thing of its own: a "splash".
		// A verb's is: "smiling" for "smile", but no noun's, the "glare" of the sun.
		if !strings.Contains(name, " ") && !c.words[own] && (strings.HasSuffix(own, "ing") || strings.HasSuffix(own, "ed")) && english.SameStem(own, name) {
			return kindred
		}
		return chance
	}
	if c.saysOther(words, strings.Fields(name)) {
		return chance
	}
	return kindred
}

// isCalled reports whether somebody may be called by a word: an artist or a
// much drawn character is, or many people are.
func (c *Reader) isCalled(word string) bool {
	return english.Common[word] || english.Given(word) || c.called[word] || c.namesakes[word] != nil
}

// leastOffered is how many pictures a tag is on at least that is offered for plain
// words: the model knows those better than a rare tag.
const leastOffered = 5000

// leastDashed is how many pictures a tag of plain words is on at least whose dashes
// matter.
const leastDashed = 1000

// saysOther reports whether a tag says less than plain words do, or more, so
// that nobody is helped who writes it for them: it has none of them, or no
// others, "maid" for "maid outfit", or all and others, "black one-piece swimsuit"
// for "black swimsuit", or a tag is called by what it leaves out, the "katana" of
// "holding katana" that it makes a sword of.
func (c *Reader) saysOther(words, name []string) bool {
	lost, added := without(words, name), without(name, words)
	turned := func(w string) bool { return english.Prepositions[w] && !slices.Contains(words, w) }
	switch {
	case len(lost) == len(without(words, nil)), len(lost) == 0 && len(added) > 0,
		len(lost) > 0 && len(added) == 0 && !slices.ContainsFunc(name, turned): // not "from side" for "side view"
		return true
	}
	return slices.ContainsFunc(lost, func(w string) bool {
		_, alias, ok := c.cat.LookupIn(w, tags.General)
		return ok && alias == ""
	})
}

// without returns the words of a name that say something and that another has
// in no form.
func without(words, other []string) (lost []string) {
	for _, w := range words {
		if saysSomething(w) && !slices.ContainsFunc(other, func(v string) bool { return english.SameWords(v, w) || english.SameStem(v, w) }) {
			lost = append(lost, w)
		}
	}
	return lost
}

func saysSomething(w string) bool {
	return !english.Prepositions[w] && !english.Grammar[w] && w != "own"
}

// ordinary reports whether all words of a name are English.
func ordinary(own string) bool {
	return !slices.ContainsFunc(strings.Fields(own), func(w string) bool { return !english.Word(w) })
}

// Ordinary reports whether a text is plain English words, written as such and
// not with a booru's underscores.
func (f *Facts) Ordinary(text string) bool {
	return !strings.Contains(text, "_") && ordinary(f.Key)
}

// kinOfName is kin for characters and works, whose names are no words. A short
// name holds letters of the whole in their order, "konosuba"; what does not may
// be anything, as "biohazard".
func kinOfName(own, name string) kinship {
	switch {
	case ordinary(own), !strings.Contains(own, " ") && own[0] < utf8.RuneSelf && own[0] != '/' && !shortFor(own, name):
		return chance // "misty" is the weather
	case !strings.Contains(own, " ") && !strings.ContainsFunc(own, func(r rune) bool { return r > unicode.MaxASCII }), english.Anybody(own):
		return kindred // many are called "karin" or "john price"
	}
	return sameTag
}

// shortFor reports whether the letters of one name stand in another in their
// order.
func shortFor(own, name string) bool {
	for _, r := range own {
		k := strings.IndexRune(name, r)
		if k < 0 {
			return false
		}
		name = name[k+utf8.RuneLen(r):]
	}
	return true
}

// isEnglish reports whether a word is English or one of the words that tags are
// made of.
func (c *Reader) isEnglish(w string) bool { return english.Word(w) || english.Plain(w, c.words) }

// foreignWord reports whether a name that holds strange words can be nothing
// but another spelling of the tag: they are Japanese, with no English among
// them ("golden ratio"), of another script, a booru's shorthand, or a slip, and
// its English words are the tag's too.
func (c *Reader) foreignWord(own, name string) bool {
	words := strings.Fields(name)
	mixed := slices.ContainsFunc(strings.Fields(own), c.isEnglish)
	for _, w := range strings.Fields(own) {
		w = strings.Trim(w, "-'.,!?()")
		same := slices.ContainsFunc(words, func(v string) bool { return english.SameWords(v, w) })
		switch {
		case same && strings.Contains(own, " "):
			continue
		case same, c.isEnglish(w):
			return false
		case !mixed && english.Japanese(w) || strings.ContainsFunc(w, func(r rune) bool { return r > unicode.MaxASCII }) || strings.ContainsAny(w, "/0123456789<>:;"):
			continue
		}
		if len(w) < 5 || !slices.ContainsFunc(append(words, strings.ReplaceAll(name, " ", "")), func(v string) bool {
			return v[0] == w[0] && distance.Between(w, v, 2) <= 1+len(w)/8
		}) {
			return false
		}
	}
	return true
}
