package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/tags/prompt"
)

// phrase is what a part's words alone say about whether it is natural text.
type phrase struct {
	sentence bool // it can only be natural text
	stop     bool // it ends as a sentence does
	joins    bool // it begins as what goes on behind a comma does
	opens    bool // it begins as a sentence does, with a capital
	leads    bool // it begins with a word that leads up to a subject
	words    int
}

// readPhrase looks at a part's text as it is written. known tells that the
// whole of it is a tag, so that only its ends are of interest.
func readPhrase(text string, known bool) phrase {
	var p phrase
	var grammatical, prepositional, foreign bool
	first, second := "", ""
	for _, field := range strings.Fields(text) {
		w := strings.ToLower(strings.Trim(field, ".,;:!?\"'“”‘’…()*"))
		if w == "" {
			continue
		}
		switch p.words {
		case 0:
			first = w
		case 1:
			second = w
		}
		p.words++
		w = strings.ReplaceAll(w, "’", "'")
		grammatical = grammatical || grammar[w]
		prepositional = prepositional || p.words > 1 && prepositions[w]
	}
	for _, r := range text {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			foreign = true
			break
		}
	}
	bare := strings.TrimRight(text, "\"'”’")
	if strings.HasPrefix(text, "(") {
		bare = strings.TrimRight(bare, ")")
	}
	last, _ := utf8.DecodeLastRuneInString(bare)
	p.stop = !known && strings.ContainsRune(".!?…。！？", last) && !strings.HasSuffix(bare, "..") && hasLetters(text)
	p.joins = joins[first] || len(first) > 4 && (strings.HasSuffix(first, "ing") || strings.HasSuffix(first, "ly"))
	p.leads = adverbial(first)
	if r, size := utf8.DecodeRuneInString(strings.TrimLeft(text, "\"'“‘(")); unicode.IsUpper(r) {
		// "Hatsune Miku" is a name, "SOLO" is shouted: neither opens a sentence.
		rest := strings.TrimLeft(text, "\"'“‘(")[size:]
		p.opens = !strings.ContainsFunc(rest, unicode.IsUpper)
	}
	if known || strings.Contains(text, "_") {
		return p
	}
	if first == "by" {
		// "by the window" is a phrase; an artist's name may end in "!".
		p.sentence, p.stop = determiners[second] && p.words > 2 || p.words >= 6, false
		return p
	}
	switch {
	case foreign, p.words >= 6:
		p.sentence = true
	case p.words >= 2 && (grammatical || strings.ContainsAny(text, ";—“”") || strings.HasPrefix(text, `"`)):
		p.sentence = true
	case p.words >= 5 && prepositional:
		p.sentence = true
	case p.words >= 3 && p.stop, p.words >= 2 && p.stop && p.opens:
		p.sentence = true
	}
	return p
}

func hasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// markSentences finds the parts that are natural text. Commas cut sentences
// too, so what stands around a phrase that can be nothing else is drawn in as
// far as it reads on: "Outside, rain falls on the roof, and smiling, she
// waits." is one sentence, though "smiling" alone is another name of a tag.
func (reg *region) markSentences() {
	for from := 0; from < len(reg.items); {
		to := from + 1
		for to < len(reg.items) && !reg.lineEndsBefore(to) {
			to++
		}
		line(reg.items[from:to]).markSentences()
		from = to
	}
}

// lineEndsBefore tells that a newline, BREAK or comment stands between an item
// and the one before it.
func (reg *region) lineEndsBefore(i int) bool {
	a, b := &reg.items[i-1], &reg.items[i]
	return a.Section != b.Section || strings.ContainsAny(reg.masked[a.Outer.End:b.Outer.Start], "\n\r")
}

// line is the items between two ends of a line.
type line []item

// markSentences marks what is natural text: first what can be nothing else,
// then what stands around it, in the order in which it reads on.
func (l line) markSentences() {
	for i := range l {
		it := &l[i]
		it.sentence = it.facts.phrase.sentence && !it.Choice && it.Kind == prompt.Plain
	}
	l.markContinued()
	l.markListed()
	l.markWhole()
	l.markLeading()
}

// soft reports whether an item may be drawn into a sentence.
func (l line) soft(i int) bool {
	it := &l[i]
	return !it.Choice && it.Weight == 1 && !it.By && !it.facts.named() && !it.facts.artist && !it.facts.underscored && it.Kind == prompt.Plain
}

// mark marks the items from one to another as natural text.
func (l line) mark(from, to int) {
	for i := from; i <= to; i++ {
		l[i].sentence = true
	}
}

// markContinued marks what a sentence goes on with behind its commas.
func (l line) markContinued() {
	for i := 1; i < len(l); i++ {
		before, it := &l[i-1], &l[i]
		if before.sentence && !before.facts.phrase.stop && !it.sentence && l.soft(i) {
			it.sentence = it.facts.phrase.joins || it.facts.phrase.stop
		}
	}
}

// longestList is how many items behind a sentence's beginning are looked at
// for its end.
const longestList = 4

// markListed marks what a sentence lists: "a hat, gloves, and boots".
func (l line) markListed() {
	for i := range l {
		if !l[i].sentence || l[i].facts.phrase.stop {
			continue
		}
		for k := i + 2; k < len(l) && k <= i+longestList && l.soft(k-1); k++ {
			if l.endsList(k) {
				l.mark(i+1, k)
				break
			}
		}
	}
}

// endsList reports whether an item is the last of what a sentence lists.
func (l line) endsList(k int) bool {
	p := l[k].facts.phrase
	if l[k].sentence {
		return p.stop || p.joins
	}
	return l.soft(k) && (p.stop || strings.HasPrefix(l[k].Text, "and "))
}

// markWhole marks what stands from a capital to a full stop, "Candles, roses,
// a torn letter.", where something in it is no tag.
func (l line) markWhole() {
	for i := range l {
		if !l[i].facts.phrase.opens || !l.begins(i) {
			continue
		}
		told := false // something in it is no tag
		for k := i; k < len(l) && l.goesOn(i, k); k++ {
			f := l[k].facts
			told = told || l[k].sentence || !f.known && f.phrase.words > 1
			if f.phrase.stop {
				if told {
					l.mark(i, k)
				}
				break
			}
		}
	}
}

// begins reports whether a sentence may begin with an item.
func (l line) begins(i int) bool { return i == 0 || l[i-1].facts.phrase.stop }

// goesOn reports whether the sentence that an item opens may hold another.
func (l line) goesOn(first, k int) bool {
	return (l[k].sentence || l.soft(k)) && (k == first || !l[k].facts.phrase.opens) && !countsSubjects(l[k].Text)
}

// markLeading marks what leads up to a sentence's subject: "At dusk, rain falls
// on the street".
func (l line) markLeading() {
	for i := len(l) - 2; i >= 0; i-- {
		it, next := &l[i], &l[i+1]
		if it.sentence || !next.sentence || next.facts.phrase.opens || !l.soft(i) {
			continue
		}
		it.sentence = it.facts.phrase.opens && (l.begins(i) || it.facts.phrase.leads)
	}
}

// countsSubjects tells tags such as "1girl", which no sentence holds.
func countsSubjects(text string) bool {
	return len(text) > 4 && text[0] >= '0' && text[0] <= '9' && !strings.Contains(text, " ")
}
