package reading

import (
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
)

// markSentences finds the parts that are natural text. Commas cut sentences
// too, so what stands around a phrase that can be nothing else is drawn in as
// far as it reads on: "Outside, rain falls on the roof, and smiling, she
// waits." is one sentence, though "smiling" alone is another name of a tag.
func (reg *Region) markSentences() {
	for from := 0; from < len(reg.Items); {
		to := from + 1
		for to < len(reg.Items) && !reg.LineEndsBefore(to) {
			to++
		}
		line(reg.Items[from:to]).markSentences()
		from = to
	}
}

// LineEndsBefore reports whether a newline, BREAK or comment stands between an item
// and the one before it.
func (reg *Region) LineEndsBefore(i int) bool {
	a, b := &reg.Items[i-1], &reg.Items[i]
	return a.Section != b.Section || strings.ContainsAny(reg.Masked[a.Outer.End:b.Outer.Start], "\n\r")
}

// line is the items between two ends of a line.
type line []Item

// markSentences marks what is natural text: first what can be nothing else,
// then what stands around it, in the order in which it reads on.
func (l line) markSentences() {
	for i := range l {
		it := &l[i]
		it.Sentence = it.Facts.Phrase.Sentence && !it.Choice && it.Kind == prompt.Plain
	}
	l.markContinued()
	l.markListed()
	l.markWhole()
	l.markLeading()
}

// soft reports whether an item may be drawn into a sentence.
func (l line) soft(i int) bool {
	it := &l[i]
	return !it.Choice && it.Weight == 1 && !it.By && !it.Facts.named() && !it.Facts.Artist && !it.Facts.Underscored && it.Kind == prompt.Plain
}

// mark marks the items from one to another as natural text.
func (l line) mark(from, to int) {
	for i := from; i <= to; i++ {
		l[i].Sentence = true
	}
}

// markContinued marks what a sentence goes on with after its commas.
func (l line) markContinued() {
	for i := 1; i < len(l); i++ {
		before, it := &l[i-1], &l[i]
		if before.Sentence && !before.Facts.Phrase.Stop && !it.Sentence && l.soft(i) {
			it.Sentence = it.Facts.Phrase.Joins || it.Facts.Phrase.Stop
		}
	}
}

// longestList is how many items after a sentence's beginning are looked at
// for its end.
const longestList = 4

// markListed marks what a sentence lists: "a hat, gloves, and boots".
func (l line) markListed() {
	for i := range l {
		if !l[i].Sentence || l[i].Facts.Phrase.Stop {
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
	p := l[k].Facts.Phrase
	if l[k].Sentence {
		return p.Stop || p.Cuts || p.Joins
	}
	return l.soft(k) && (p.Stop || strings.HasPrefix(l[k].Text, "and "))
}

// markWhole marks what stands from a capital to a full stop, "Candles, roses,
// a torn letter.", where something in it is no tag.
func (l line) markWhole() {
	for i := range l {
		if !l[i].Facts.Phrase.Opens || !l.begins(i) {
			continue
		}
		told := false // something in it is no tag
		for k := i; k < len(l) && l.goesOn(i, k); k++ {
			f := l[k].Facts
			told = told || l[k].Sentence || !f.Known && f.Phrase.Words > 1
			if f.Phrase.Stop {
				if told {
					l.mark(i, k)
				}
				break
			}
		}
	}
}

// begins reports whether a sentence may begin with an item.
func (l line) begins(i int) bool { return i == 0 || l[i-1].Facts.Phrase.Stop }

// goesOn reports whether the sentence that an item opens may hold another.
func (l line) goesOn(first, k int) bool {
	return (l[k].Sentence || l.soft(k)) && (k == first || !l[k].Facts.Phrase.Opens) && !countsSubjects(l[k].Text)
}

// markLeading marks what leads up to a sentence's subject: "At dusk, rain falls
// on the street".
func (l line) markLeading() {
	for i := len(l) - 2; i >= 0; i-- {
		it, next := &l[i], &l[i+1]
		if it.Sentence || !next.Sentence || next.Facts.Phrase.Opens || !l.soft(i) {
			continue
		}
		it.Sentence = it.Facts.Phrase.Opens && (l.begins(i) || it.Facts.Phrase.Leads)
	}
}

// countsSubjects reports whether a tag is one such as "1girl", which no sentence holds.
func countsSubjects(text string) bool {
	return len(text) > 4 && text[0] >= '0' && text[0] <= '9' && !strings.Contains(text, " ")
}

// DeadLine reports whether nothing but dead words stands in an item's line.
func (reg *Region) DeadLine(i int) bool {
	if l := &reg.asked; i >= l.from && i < l.to {
		return l.dead // as of the item before
	}
	from, to := i, i+1
	for from > 0 && !reg.LineEndsBefore(from) {
		from--
	}
	for to < len(reg.Items) && !reg.LineEndsBefore(to) {
		to++
	}
	dead := (from > 0 || to < len(reg.Items)) && !slices.ContainsFunc(reg.Items[from:to], func(it Item) bool { return it.Facts.Says.Dead == nil })
	reg.asked = askedLine{from, to, dead}
	return dead
}

// askedLine is the line that was asked about last: its items, and whether they
// all are dead words.
type askedLine struct {
	from, to int
	dead     bool
}

// Fields returns the spans of a span's words.
func Fields(text string, in prompt.Span) []prompt.Span {
	var spans []prompt.Span
	start := -1
	for i := in.Start; i <= in.End; i++ {
		word := i < in.End && !strings.ContainsRune(" \t\r\n,.;:!?\"()[]{}|", rune(text[i]))
		if word && start < 0 {
			start = i
		} else if !word && start >= 0 {
			spans = append(spans, prompt.Span{Start: start, End: i})
			start = -1
		}
	}
	return spans
}

// BlockedIn returns the words of a span that are never offered, or with whole all
// of it, where none is one alone.
func BlockedIn(text string, in prompt.Span, whole bool) []prompt.Span {
	words := slices.DeleteFunc(Fields(text, in), func(s prompt.Span) bool { return !tags.Blocked(s.Of(text)) })
	if len(words) == 0 && whole {
		return []prompt.Span{in}
	}
	return words
}

// EmptyParts reports whether a text may hold a comma behind nothing, and doubled
// blanks: most texts hold neither.
func EmptyParts(text string) (empty, gaps bool) {
	bare, blank := true, false // nothing but blanks since the last comma or line
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case ',':
			empty = empty || bare
			bare, blank = true, false
		case '\n', '\r':
			bare, blank = true, false
		case ' ', '\t':
			gaps = gaps || blank
			blank = true
		default:
			bare, blank = false, false
		}
	}
	return empty, gaps
}
