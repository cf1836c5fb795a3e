package lint

import (
	"fmt"

	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// longestSentence is how many words a sentence of a caption has at most; what
// is longer is prose, which harms.
const longestSentence = 48

// prose reports natural text as the model was not taught it: one overlong
// sentence, and text before the styles and quality words.
func (r *report) prose() {
	reg := r.region
	if r.c.p.Prose == profile.ProseWeak {
		return // see parts
	}
	first, words := -1, 0
	flush := func(last int) {
		if first >= 0 && words > longestSentence {
			span := prompt.Span{Start: reg.Items[first].Core.Start, End: reg.Items[last].Core.End}
			r.add(Prose, Hint, span, nil, nil,
				fmt.Sprintf("One sentence of %d words: flowery prose harms, and the model was taught tags and short clean sentences; say it in those.", words))
		}
		first, words = -1, 0
	}
	for i := range reg.Items {
		it := &reg.Items[i]
		if first >= 0 && (!it.Sentence || reg.LineEndsBefore(i)) {
			flush(i - 1)
		}
		if !it.Sentence {
			continue
		}
		if first < 0 {
			first = i
		}
		words += it.Facts.Phrase.Words
		if it.Facts.Phrase.Stop {
			flush(i)
		}
	}
	flush(len(reg.Items) - 1)
	r.textBefore()
}

// textBefore reports a sentence before quality words of the same chunk, which
// the model was taught to find first.
func (r *report) textBefore() {
	reg := r.region
	if !r.c.p.Chunked() {
		return // see order
	}
	text, behind := -1, false
	for i := range reg.Items {
		it := &reg.Items[i]
		switch {
		case it.Sentence && text < 0:
			text = i
		case text >= 0 && it.Facts.Says.Quality > 0 && !it.Quiet() && it.Section == reg.Items[text].Section:
			behind = true
		}
	}
	if text >= 0 && behind {
		r.add(Prose, Hint, reg.Items[text].Core, nil, nil,
			"The model was taught styles and quality words first, and tags and sentences behind them; write the text after those.")
	}
}
