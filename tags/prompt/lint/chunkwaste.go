package lint

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"tailor/tags/clip"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
)

// Chunks of so few tokens that only spill over are waste: CLIP reads them
// alone, and the picture heeds them as much as a full chunk.
const fewTokens = 8

// borders runs the rules about where chunks are cut, once nothing else stands
// wrong in the region whose fix would move the cuts.
func (r *report) borders() {
	if slices.ContainsFunc(r.found[r.before:], func(d Diagnostic) bool { return d.Severity > Hint && d.Fixable() }) {
		return
	}
	r.split()
	r.waste()
}

// waste reports chunks that do less than they could: one that a few tokens
// spill over into, a cut that A1111 makes between the features of one subject,
// a chunk of nothing or of one word, and for a v-prediction model a tag that
// ends at the border without a separator.
func (r *report) waste() {
	reg := r.region
	if r.c.off[ChunkWaste] || reg.Refused || !strings.Contains(reg.Text, "BREAK") && len(reg.Text) <= prompt.ChunkSize || !fixedChunks(reg) {
		return
	}
	chunks := prompt.Chunks(reg.Text, r.c.o.Chunks).Chunks
	first := 0 // of the section, the chunks between two BREAKs
	for k := range chunks {
		c := &chunks[k]
		switch {
		case k > first && (c.ByBreak || k == len(chunks)-1) && len(c.IDs) <= fewTokens:
			r.spill(chunks, k)
		case c.ByBreak && len(c.IDs) == 0:
			r.empty(c, k)
		case c.ByBreak || k == len(chunks)-1:
			if k == first && k > 0 {
				r.lonely(c, k)
			}
		default:
			r.parted(c, &chunks[k+1], k, k+1 < len(chunks)-1 || len(chunks[k+1].IDs) > fewTokens)
		}
		if c.ByBreak {
			first = k + 1
		}
	}
}

// itemsIn are the items that begin in a chunk.
func (reg *region) itemsIn(c *prompt.Chunk) []reading.Item {
	return reg.Items[reg.itemFrom(c.Start):reg.itemFrom(c.End)]
}

// itemFrom is the index of the first item that begins at an offset or after it.
func (reg *region) itemFrom(at int) int {
	return sort.Search(len(reg.Items), func(i int) bool { return reg.Items[i].Core.Start >= at })
}

// spill reports the last chunk of a section, which holds no more than what did
// not fit into the one before.
func (r *report) spill(chunks []prompt.Chunk, k int) {
	reg, c := r.region, &chunks[k]
	spilled := reg.itemsIn(c)
	if len(spilled) == 0 || spilled[len(spilled)-1].Sentence {
		return
	}
	var names []string
	for i := range spilled {
		if spilled[i].Kind != prompt.Network { // one takes no tokens
			names = append(names, quoted(spilled[i].Text))
		}
	}
	span := prompt.Span{Start: spilled[0].Core.Start, End: spilled[len(spilled)-1].Core.End}
	message := fmt.Sprintf("%s alone in chunk %d: drop %s or as much before it", counted(len(c.IDs)), k+1, strings.Join(names, ", "))
	at, ok := reg.middle(chunks[k-1 : k+1]) // what stands before them is cut as it was
	if !ok || feature(at) {
		r.add(ChunkWaste, Hint, span, nil, nil, message+".")
		return
	}
	r.add(ChunkWaste, Hint, span, nil, breakBefore(reg.Text, at.Outer.Start),
		fmt.Sprintf("%s, or put BREAK before %s.", message, quoted(at.Text)))
}

// partsFeatures reports whether a BREAK at an offset in a chunk would part features
// of one subject that stand in it together.
func (reg *region) partsFeatures(c *prompt.Chunk, at int) bool {
	before, behind := false, false
	items := reg.itemsIn(c)
	for i := range items {
		if feature(&items[i]) {
			before = before || items[i].Core.Start < at
			behind = behind || items[i].Core.Start >= at
		}
	}
	return before && behind
}

func counted(tokens int) string {
	if tokens == 1 {
		return "1 token stands"
	}
	return fmt.Sprintf("%d tokens stand", tokens)
}

// middle is the tag of two chunks before which a BREAK makes them most alike,
// ok false where a BREAK would stand in brackets everywhere.
func (reg *region) middle(chunks []prompt.Chunk) (best *reading.Item, ok bool) {
	var starts []int // of the tokens
	for k := range chunks {
		for _, s := range chunks[k].Spans {
			starts = append(starts, s.Start)
		}
	}
	before, least := 0, len(starts)
	items := reg.itemsIn(&prompt.Chunk{Start: chunks[0].Start, End: chunks[len(chunks)-1].End})
	for i := range items {
		it := &items[i]
		for before < len(starts) && starts[before] < it.Outer.Start {
			before++
		}
		uneven := len(starts) - 2*before
		if uneven = max(uneven, -uneven); before == 0 || uneven >= least || it.Sentence || reg.Bracketed(it) {
			continue
		}
		if before <= prompt.ChunkSize && len(starts)-before <= prompt.ChunkSize {
			best, least, ok = it, uneven, true
		}
	}
	return best, ok
}

// breakBefore are the edits that put BREAK before a place, in the stead of the
// comma and the spaces there: a comma would be the chunk's first token.
func breakBefore(text string, at int) []prompt.Edit {
	from := len(strings.TrimRight(text[:at], " ,\n"))
	return []prompt.Edit{{Span: prompt.Span{Start: from, End: at}, Text: " BREAK "}}
}

// empty reports a chunk without a token, which BREAK closes.
func (r *report) empty(c *prompt.Chunk, k int) {
	gone := c.Break
	for gone.End < len(r.region.Text) && r.region.Text[gone.End] == ' ' {
		gone.End++
	}
	r.add(ChunkWaste, Hint, c.Break, nil, []prompt.Edit{{Span: gone}},
		fmt.Sprintf("Chunk %d is empty, and CLIP reads 75 tokens of nothing; take the BREAK out.", k+1))
}

// lonely reports a chunk of its own that is one short tag of the body.
func (r *report) lonely(c *prompt.Chunk, k int) {
	items := r.region.itemsIn(c)
	if len(items) != 1 || len(c.IDs) > 3 || items[0].Role() != reading.Body || items[0].Quiet() || strings.Contains(r.region.Text, "{") {
		return
	}
	if r.region.bodies() == 1 {
		return // the prompt has only begun
	}
	it := &items[0]
	r.add(ChunkWaste, Hint, it.Core, nil, nil,
		fmt.Sprintf("%s stands alone in chunk %d and weighs as much as a full one; write it beside others, or say more of it.", quoted(it.Text), k+1))
}

// bodies is how many items are of the prompt's body.
func (reg *region) bodies() int {
	if reg.bodyItems == 0 {
		for i := range reg.Items {
			if reg.Items[i].Role() == reading.Body {
				reg.bodyItems++
			}
		}
	}
	return reg.bodyItems
}

// features are the words that what belongs to one subject ends in.
var features = wordSet("hair eyes eye ears ear tail wings horns horn skin bangs braid braids ponytail twintails ahoge sidelocks halo fang fangs lips breasts eyelashes eyebrows nails pupils sclera mole freckles")

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// feature reports whether a tag says how a subject looks: "long hair".
func feature(it *reading.Item) bool {
	words := strings.Fields(strings.ToLower(it.Text))
	return !it.Quiet() && len(words) > 0 && len(words) <= 3 && features[words[len(words)-1]]
}

// parted reports a border that A1111 sets between two features of one subject,
// and with a v-prediction model one at which a tag ends without a separator.
// BREAK before the features keeps them together.
func (r *report) parted(c, next *prompt.Chunk, k int, alone bool) {
	reg := r.region
	follows := reg.itemFrom(next.Start)
	last := follows - 1
	if last < 0 || follows == len(reg.Items) || reg.Items[last].Core.End > next.Start || !alone {
		return // the border lies in a tag: tag-split speaks of that
	}
	from := last
	for from > 0 && feature(&reg.Items[from-1]) && reg.Items[from-1].Core.Start >= c.Start {
		from--
	}
	a, b := &reg.Items[last], &reg.Items[follows]
	switch {
	case feature(a) && feature(b):
		it := &reg.Items[from]
		if reg.partsFeatures(c, it.Outer.Start) {
			return // a BREAK would bring these together, and part them from others
		}
		var edits []prompt.Edit
		if it.Outer.Start > c.Start && !reg.Bracketed(it) && from > 0 && reg.Items[from-1].Core.Start >= c.Start {
			edits = breakBefore(reg.Text, it.Outer.Start)
		}
		what := "put BREAK before the first of them"
		if edits != nil {
			what = "put BREAK before " + quoted(it.Text)
		}
		r.add(ChunkWaste, Hint, a.Core, nil, edits,
			fmt.Sprintf("The cut between chunks %d and %d parts %s from %s, features of one subject; %s.", k+1, k+2, quoted(a.Text), quoted(b.Text), what))
	case r.c.predictsVelocity() && len(c.IDs) == prompt.ChunkSize && c.IDs[len(c.IDs)-1] != clip.Comma && !a.Quiet():
		var edits []prompt.Edit
		if a.Outer.Start > c.Start && !reg.Bracketed(a) && last > 0 && reg.Items[last-1].Core.Start >= c.Start {
			edits = breakBefore(reg.Text, a.Outer.Start)
		}
		r.add(ChunkWaste, Hint, a.Core, nil, edits,
			fmt.Sprintf("%s ends at the border of chunks %d and %d with no comma before it; put BREAK before it, or write a tag less.", quoted(a.Text), k+1, k+2))
	}
}

// predictsVelocity reports whether the model's variant predicts velocity.
func (c *Checker) predictsVelocity() bool {
	s, _ := c.p.Sampling(c.o.Model)
	return s.Prediction == profile.PredictsVelocity
}
