package lint

import (
	"fmt"
	"regexp"
	"strings"

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
	for i := 0; i < len(reg.Items); {
		first := i
		i++
		if !reg.Items[first].Sentence {
			continue
		}
		for i < len(reg.Items) && reg.goesOn(i) {
			i++
		}
		r.longSentences(prompt.Span{Start: reg.Items[first].Core.Start, End: reg.Items[i-1].Core.End})
	}
	r.textBefore()
}

// goesOn reports whether an item may be of the same sentence as the one before:
// neither is weighted by itself, and it begins no clause of its own, "Ann has
// red eyes, Ann wears a hat".
func (reg *region) goesOn(i int) bool {
	it := &reg.Items[i]
	return it.Sentence && !reg.LineEndsBefore(i) && it.Weight == reg.Items[i-1].Weight && !it.Facts.Phrase.Opens
}

// sentenceEnd is where one sentence of a text ends and the next begins.
var sentenceEnd = regexp.MustCompile(`[.!?…]["”)]*\s+`)

// longSentences reports the sentences of natural text that are too long.
func (r *report) longSentences(text prompt.Span) {
	for text.Start < text.End {
		one := text
		if m := sentenceEnd.FindStringIndex(text.Of(r.region.Masked)); m != nil {
			one.End = text.Start + m[1]
		}
		text.Start = one.End
		one.End = one.Start + len(strings.TrimRight(one.Of(r.region.Masked), " \t\r\n"))
		words := len(strings.Fields(one.Of(r.region.Masked)))
		if parts := strings.Count(one.Of(r.region.Masked), ",") + 1; words > longestSentence && words >= parts*leastOfPart {
			r.add(Prose, Hint, one, nil, nil,
				fmt.Sprintf("One sentence of %d words: flowery prose harms, and the model was taught tags and short clean sentences; say it in those.", words))
		}
	}
}

// leastOfPart is how many words stand between two commas of a sentence: fewer are
// a list's.
const leastOfPart = 7

// shortestText is how many words text has at least that is asked to stand
// behind the quality words: fewer are as good as a tag, "sitting at a table".
const shortestText = 7

// textBefore reports a sentence before quality words of the same chunk, which
// the model was taught to find first.
func (r *report) textBefore() {
	reg := r.region
	if !r.c.p.Chunked() {
		return // see order
	}
	// section is the last that quality words stand in, listed the last that
	// began with a tag.
	text, behind, section, listed := -1, false, -1, -1
	for i := range reg.Items {
		it := &reg.Items[i]
		switch {
		case it.Sentence && text < 0 && it.Section != section && it.Section != listed && !it.Facts.Phrase.Foreign && it.Facts.Phrase.Words >= shortestText:
			if _, by := prompt.CutBy(it.Text); !by { // artists run together
				text = i
			}
		case it.Facts.Says.Quality > 0 && !it.Quiet():
			section = it.Section
			behind = behind || text >= 0 && section == reg.Items[text].Section
		case !it.Sentence && text < 0 && it.Kind == prompt.Plain:
			listed = it.Section
		}
	}
	if text >= 0 && behind {
		r.add(Prose, Hint, reg.Items[text].Core, nil, nil,
			"The model was taught styles and quality words first, and tags and sentences behind them; write the text after those.")
	}
}
