package parts

import (
	"strings"

	"tailor/tags/english"
	"tailor/tags/knowledge"
)

// How well a word stands for one of the query.
const (
	AsItStands  = 1
	AsTyped     = 0.9 // the word is being typed
	AsForm      = 0.95
	AsJoined    = 0.95 // two words of the query are one of the tag
	AsMeaning   = 0.72 // an everyday word
	AsTypo      = 0.62
	StandsAtAll = 0.85 // from here on it is the query's own word
)

// Alternative is a word that tags may have for words of the query.
type Alternative struct {
	Text    string
	Mask    uint16 // the terms that it stands for
	Quality float32
	Begun   bool // it is the beginning of the word
}

// Alternatives are the words that tags may have for a query.
type Alternatives []Alternative

// Add adds a word for a set of terms.
func (a *Alternatives) Add(text string, mask uint16, quality float32) {
	*a = append(*a, Alternative{Text: text, Mask: mask, Quality: quality})
}

// AddForms adds the other forms of a word of the query, and appends all of them
// to dst, itself first. Those that a word begins which is still being typed, which
// open tells, are beginnings first of all.
func (a *Alternatives) AddForms(dst []string, word string, mask uint16, open bool) []string {
	if len(word) < english.ShortestBase {
		return dst
	}
	dst, all := english.Inflections(dst, word)
	for i, form := range dst[1:] {
		if open && strings.HasPrefix(form, word) {
			continue
		}
		quality := float32(AsForm)
		if i+1 >= all {
			quality -= 0.02
		}
		if otherwise(word, form) {
			quality = AsMeaning
		}
		a.Add(form, mask, quality)
	}
	return dst
}

// otherwise reports whether a form of a verb is rather another word in tags, which
// have neither the past nor the third person: "rising" is no rose, and "torn" no
// tears.
func otherwise(word, form string) bool {
	if _, past := english.IrregularBase(form); past && strings.HasSuffix(word, "ing") {
		return true
	}
	base, ok := english.IrregularBase(word)
	return ok && form == base+"s"
}

// named reports whether a word of several letters more than begins like a verb is
// what the verb does: "reflection" for "reflected".
func named(verb, word string) bool {
	stem, ok := strings.CutSuffix(word, "ion")
	return ok && len(stem) > shortestStem && strings.HasPrefix(verb, stem)
}

const shortestStem = 4

// AddMeanings adds the words that tags have for an everyday word, or for several,
// and reports whether there are any.
func (a *Alternatives) AddMeanings(words string, mask uint16) (some bool) {
	of := knowledge.Words(words)
	if len(of) == 0 && len(words) >= english.ShortestBase {
		for _, base := range english.Bases(nil, words)[1:] {
			if of = knowledge.Words(base); len(of) > 0 {
				break
			}
		}
	}
	for i, w := range of {
		if w == words {
			continue
		}
		some = true
		quality := AsMeaning - 0.01*float32(min(i, 4))
		if named(words, w) {
			quality = AsForm - 0.05
		}
		a.Add(w, mask, quality)
		for _, form := range english.Forms(nil, w) {
			a.Add(form, mask, AsMeaning-0.05)
		}
	}
	return some
}
