package english

import (
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"tailor/data"
)

// forms are the forms of English words, read from the embedded file.
type forms struct {
	words       Set               // the dictionary
	given       Set               // names of people that are nobody in particular
	irregular   map[string]string // plurals and their singulars
	spelling    map[string]string // words and their other spelling
	spellings   [][2]string       // letters and their other spelling, in any word
	otherPlural Set
	loaded      Set      // see Loaded
	unlike      []string // see Unlike
}

// vocabulary returns the embedded forms.
var vocabulary = sync.OnceValue(func() *forms {
	var file struct {
		Words       string            `toml:"words"`
		Irregular   map[string]string `toml:"irregular"`
		Spelling    map[string]string `toml:"spelling"`
		Spellings   [][2]string       `toml:"spellings"`
		Given       string            `toml:"given"`
		OtherPlural string            `toml:"other_plural"`
		Loaded      string            `toml:"loaded"`
		Unlike      []string          `toml:"unlike"`
	}
	if err := toml.Unmarshal(data.English, &file); err != nil {
		panic(err) // a part of the program; a test reads it
	}
	return &forms{NewSet(file.Words), NewSet(file.Given), file.Irregular, file.Spelling, file.Spellings, NewSet(file.OtherPlural), NewSet(file.Loaded), file.Unlike}
})

// Loaded reports whether a name holds a word that says so much more than what
// leads to it, or something so private, that nobody should be led to it who
// did not write it.
func Loaded(name string) bool { return slices.ContainsFunc(words(name), vocabulary().loaded.Has) }

// Unlike reports whether a name is one that boorus lead to a tag of another
// thing.
func Unlike(name string) bool { return slices.Contains(vocabulary().unlike, name) }

// Given reports whether many people bear a word for a name.
func Given(word string) bool { return vocabulary().given[word] }

// Anybody reports whether a name is made of English words and names that many
// people bear, "john doe".
func Anybody(name string) bool {
	return !slices.ContainsFunc(strings.Fields(name), func(w string) bool { return !vocabulary().given.Has(w) && !Word(w) })
}

// Word reports whether a word is English, in any form: of the dictionary, of
// grammar, common, or put together from two such. What has over longestWord
// bytes is none, so that no text costs more than its length.
func Word(w string) bool {
	if len(w) > longestWord {
		return false
	}
	w = strings.Trim(strings.ToLower(w), "-'.,!?()")
	if simple(w) {
		return true
	}
	if a, b, ok := strings.Cut(w, "-"); ok {
		return Word(a) && Word(b)
	}
	for i := 3; i+3 <= len(w); i++ {
		if simple(w[:i]) && simple(w[i:]) {
			return true
		}
	}
	return false
}

// longestWord is how many bytes a word has at most, with its hyphens.
const longestWord = 64

// Single reports whether a word is English and not put together from others:
// "gasping", but not "cowboyshot".
func Single(w string) bool { return simple(strings.Trim(strings.ToLower(w), "-'.,!?()")) }

// simple is Single for words without signs around them.
func simple(w string) bool {
	known := func(w string) bool {
		return vocabulary().words[w] || Common[w] || Grammar[w] || Prepositions[w]
	}
	if strings.Trim(w, "0123456789") == "" || known(w) || known(Singular(w)) {
		return true
	}
	for _, ending := range endings {
		s, ok := strings.CutSuffix(w, ending)
		if !ok || len(s) < 3 {
			continue
		}
		if known(s) || known(s+"e") || strings.HasSuffix(s, "i") && known(s[:len(s)-1]+"y") {
			return true
		}
		if n := len(s); s[n-1] == s[n-2] && known(s[:n-1]) {
			return true
		}
	}
	return false
}

// endings make words of other words.
var endings = []string{"s", "ed", "ing", "ly", "er", "ers", "est", "y", "ish", "ful", "less", "ness", "ment", "ion", "ation", "able", "al", "ist", "or", "ity", "ive", "ous"}
