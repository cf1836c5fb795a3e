package lint

import (
	"fmt"
	"strings"

	"tailor/tags/english"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
)

// novelWeights reports NovelAI's weights, which weigh nothing in A1111.
func (r *report) novelWeights() {
	reg := r.region
	if !strings.Contains(reg.Masked, "::") {
		return
	}
	all := prompt.NovelWeights(reg.Masked)
	torn := reg.Outline.Torn(all)
	for i, n := range all {
		body := strings.Trim(n.Body.Of(reg.Masked), " ,")
		if f := reg.ItemAt(n.Start); reg.Hidden(n.Start) || f != nil && f.Facts.Written != "" || !english.HasLetters(body) {
			continue // artists are written again
		}
		written := "(" + body + ":" + n.Number.Of(reg.Masked) + ")"
		if n.Weight == 1 {
			written = body
		}
		fix, remedy := &written, "write "+quoted(written)
		if strings.HasSuffix(strings.TrimRight(strings.TrimSuffix(n.Of(reg.Masked), "::"), " "), ",") && n.End < len(reg.Masked) && strings.IndexByte(" ,\n", reg.Masked[n.End]) < 0 {
			written += ", " // what stood in it parts it from the next
		}
		if strings.ContainsAny(body, "()") || reading.NamesArtist(body) {
			remedy = "write a round bracket with the weight " + n.Number.Of(reg.Masked) // a name's own are mended next
		}
		switch {
		case n.Weight > prompt.MostWeight:
			fix, remedy = nil, "write a bracket, with a smaller weight: as much would break the picture"
		case n.Weight < 0:
			fix, remedy = nil, "what is not wanted belongs in the negative prompt"
		case n.Open && strings.ContainsAny(body, ",，"):
			fix, remedy = nil, "nothing ends it, so there it weighs all that follows: write a bracket around what is meant"
		case torn[i]:
			fix, remedy = nil, "write brackets"
		}
		r.add(Weight, Warning, n.Span, fix, nil, fmt.Sprintf("%s is NovelAI's way to weigh, which A1111 reads as words; %s.", quoted(n.Of(reg.Masked)), remedy))
	}
}
