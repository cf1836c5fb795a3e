package english

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/data/pattern"
)

// Phrase is what a part's words alone say about whether it is natural text.
type Phrase struct {
	Sentence bool // it can only be natural text
	Stop     bool // it ends as a sentence does
	Cuts     bool // a sentence ends within it, and another begins
	Foreign  bool // it holds letters of another script
	Joins    bool // it begins as what goes on behind a comma does
	Opens    bool // it begins as a sentence does, with a capital
	Leads    bool // it begins with a word that leads up to a subject
	Words    int
}

// innerStop is the end of a sentence that another follows, and no "Dr. Stone".
var innerStop = pattern.Of(`\p{Ll}{4}[.!?]["”]? +"?\p{Lu}\p{Ll}`)

// ReadPhrase looks at a part's text as it is written. known tells that the
// whole of it is a tag, so that only its ends are of interest.
func ReadPhrase(text string, known bool) Phrase {
	var p Phrase
	var grammatical, prepositional bool
	first, second := "", ""
	for field := range strings.FieldsSeq(text) {
		w := strings.ToLower(strings.Trim(field, ".,;:!?\"'“”‘’…()*"))
		if w == "" {
			continue
		}
		switch p.Words {
		case 0:
			first = w
		case 1:
			second = w
		}
		p.Words++
		w = strings.ReplaceAll(w, "’", "'")
		grammatical = grammatical || Grammar[w]
		prepositional = prepositional || p.Words > 1 && Prepositions[w]
	}
	p.Foreign = strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
	p.Cuts = p.Words > 1 && strings.ContainsAny(text, ".!?") && innerStop().MatchString(text)
	bare := strings.TrimRight(text, "\"'”’")
	if strings.HasPrefix(text, "(") {
		bare = strings.TrimRight(bare, ")")
	}
	last, _ := utf8.DecodeLastRuneInString(bare)
	p.Stop = !known && strings.ContainsRune(".!?…。！？", last) && !strings.HasSuffix(bare, "..") && HasLetters(text)
	p.Joins = joins[first] || len(first) > 4 && (strings.HasSuffix(first, "ing") || strings.HasSuffix(first, "ly"))
	p.Leads = adverbial(first)
	if r, size := utf8.DecodeRuneInString(strings.TrimLeft(text, "\"'“‘(")); unicode.IsUpper(r) {
		// "Hatsune Miku" is a name, "SOLO" is shouted: neither opens a sentence.
		rest := strings.TrimLeft(text, "\"'“‘(")[size:]
		p.Opens = !strings.ContainsFunc(rest, unicode.IsUpper)
	}
	if known || strings.Contains(text, "_") {
		return p
	}
	if first == "by" {
		// "by the window" is a phrase; an artist's name may end in "!".
		p.Sentence, p.Stop = openers[second] && p.Words > 2 || p.Words >= 6, false
		return p
	}
	p.Sentence = p.Foreign || p.Words >= 6 || p.Cuts || p.Words >= 5 && prepositional ||
		p.Words >= 2 && (grammatical || strings.ContainsAny(text, ";—“”") || strings.HasPrefix(text, `"`)) ||
		p.Stop && (p.Words >= 3 || p.Words >= 2 && p.Opens)
	return p
}

// HasLetters reports whether a text holds a letter of any script.
func HasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }
