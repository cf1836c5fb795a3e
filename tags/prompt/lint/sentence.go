package lint

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
		markLine(reg.items[from:to])
		from = to
	}
}

// lineEndsBefore tells that a newline, BREAK or comment stands between an item
// and the one before it.
func (reg *region) lineEndsBefore(i int) bool {
	a, b := &reg.items[i-1], &reg.items[i]
	return a.Section != b.Section || strings.ContainsAny(reg.masked[a.Outer.End:b.Outer.Start], "\n\r")
}

func markLine(line []item) {
	soft := func(i int) bool { // may be drawn into a sentence
		it := &line[i]
		return !it.Choice && it.Weight == 1 && !it.By && !it.facts.named() && !it.facts.artist && !it.facts.underscored && it.Kind == 0
	}
	for i := range line {
		it := &line[i]
		it.sentence = it.facts.phrase.sentence && !it.Choice && it.Kind == 0
	}
	// Forward: what a sentence goes on with behind its commas.
	for i := 1; i < len(line); i++ {
		before, it := &line[i-1], &line[i]
		if before.sentence && !before.facts.phrase.stop && !it.sentence && soft(i) {
			it.sentence = it.facts.phrase.joins || it.facts.phrase.stop
		}
	}
	// Between: "a hat, gloves, and boots".
	for i := 0; i < len(line); i++ {
		if !line[i].sentence || line[i].facts.phrase.stop {
			continue
		}
		for k := i + 2; k < len(line) && k <= i+4; k++ {
			if !soft(k - 1) {
				break
			}
			if p := line[k].facts.phrase; line[k].sentence && (p.stop || p.joins) || soft(k) && (p.stop || strings.HasPrefix(line[k].Text, "and ")) {
				for j := i + 1; j <= k; j++ {
					line[j].sentence = true
				}
				break
			}
		}
	}
	// Whole: from a capital to a full stop, "Candles, roses, a torn letter."
	for i := 0; i < len(line); i++ {
		if p := line[i].facts.phrase; !p.opens || i > 0 && !line[i-1].facts.phrase.stop {
			continue
		}
		told := false // something in it is no tag
		for k := i; k < len(line) && (line[k].sentence || soft(k)) && (k == i || !line[k].facts.phrase.opens) && !countsSubjects(line[k].Text); k++ {
			told = told || line[k].sentence || !line[k].facts.known && line[k].facts.phrase.words > 1
			if !line[k].facts.phrase.stop {
				continue
			}
			for j := i; told && j <= k; j++ {
				line[j].sentence = true
			}
			break
		}
	}
	// Backward: what leads up to a sentence's subject, "At dusk, rain falls
	// on the street".
	for i := len(line) - 2; i >= 0; i-- {
		it, next := &line[i], &line[i+1]
		if it.sentence || !next.sentence || next.facts.phrase.opens || !soft(i) {
			continue
		}
		atStart := i == 0 || line[i-1].facts.phrase.stop
		it.sentence = it.facts.phrase.opens && (atStart || it.facts.phrase.leads)
	}
}

// countsSubjects tells tags such as "1girl", which no sentence holds.
func countsSubjects(text string) bool {
	return len(text) > 4 && text[0] >= '0' && text[0] <= '9' && !strings.Contains(text, " ")
}
