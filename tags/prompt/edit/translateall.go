package edit

import (
	"math"

	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
)

// mostTranslated is how often one prompt is translated: words of several models
// may need more than once.
const mostTranslated = 4

// TranslateAll is Translate until nothing is left that speaks of another of the
// models known, the first of which is the one that the prompt is to be for. It
// begins with from, or where that is known[0] with the model that the words speak
// of, be it only in what fixed, which may be nil, makes of them. sources are the
// models that it was translated from, none where there was nothing to do.
func TranslateAll(from *profile.Profile, known []*profile.Profile, cat artists.Finder, t prompt.Texts, o Options, fixed func(prompt.Texts) prompt.Texts) (all Translated, sources []*profile.Profile) {
	to := known[0]
	all.Texts = t
	for range mostTranslated {
		if from.Name == to.Name {
			from = writtenFor(all.Texts, known)
		}
		if from.Name == to.Name && fixed != nil {
			from = writtenFor(fixed(all.Texts), known)
		}
		if from.Name == to.Name {
			break
		}
		step := Translate(from, to, cat, all.Texts, o)
		all.Texts = step.Texts
		for _, l := range step.lost {
			all.lost.add(l.why, l.words...) // what stays is met by each
		}
		sources = append(sources, from)
		from = to
	}
	all.Lost = all.lost.said(math.MaxInt)
	return all, sources
}

// writtenFor returns the one of some models that a prompt was written for, by its
// words, the first where these say nothing.
func writtenFor(t prompt.Texts, known []*profile.Profile) *profile.Profile {
	var words []string
	for _, part := range prompt.Read(t.Positive).Parts {
		words = append(words, part.Text)
	}
	return profile.Guess(known, words)
}
