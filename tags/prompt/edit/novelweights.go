package edit

import (
	"slices"
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
)

// novelWeights writes NovelAI's weights around words that the model alone speaks
// as brackets, in which they are found. Those that stand in what a bracket cannot
// be written for are named.
func (tr *translating) novelWeights(text string) string {
	if !strings.Contains(text, "::") && !strings.Contains(text, "{") {
		return text
	}
	rewrite := func(all []prompt.Novel, torn map[int]bool) {
		var edits []prompt.Edit
		for i, n := range all {
			body := n.Body.Of(text)
			words := slices.DeleteFunc(prompt.Read(body).Parts, func(part prompt.Part) bool { return !tr.own(part) })
			switch {
			case len(words) == 0:
			case torn[i] || n.Open && strings.ContainsAny(body, ",，") || n.Weight < 0 || n.Weight > prompt.MostWeight:
				for _, part := range words {
					tr.lose(part.Text, "it stands in a weight of NovelAI's that no bracket can be written for")
				}
			default:
				edits = append(edits, prompt.Edit{Span: n.Span, Text: "(" + body + ":" + splice.FormatWeight(n.Weight) + ")"})
			}
		}
		text = prompt.Apply(text, edits)
	}
	all := prompt.NovelWeights(text)
	rewrite(all, prompt.Read(text).Torn(all))
	rewrite(prompt.Read(text).NovelBraces(text), nil)
	return text
}

// own reports whether a part is a word of the model's that the other does not
// know, or an artist.
func (tr *translating) own(part prompt.Part) bool {
	if part.Kind != prompt.Plain {
		return false
	}
	if _, ok := tr.artist(part); ok {
		return true
	}
	was, is := tr.from.About(part.Text), tr.to.About(part.Text)
	return was.Quality != 0 || was.Group != "" && was.Meta || was.Spoken || is.Dead.Sure()
}
