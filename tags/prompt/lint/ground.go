package lint

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tailor/tags/prompt"
)

// A word that may be an honest one, "safe", is a fault only beside words of
// quality or others that do nothing. No fix takes those away and leaves it: it
// would stand there, with nothing said of it.

// supporters returns the items that make a fault of such a word: in a prompt,
// surely dead ones of its family, and in the run of such words around it, words
// of quality and surely dead ones; of more than mostSupporters the first.
func (reg *region) supporters(i int) (all []int) {
	if reg.families == nil {
		reg.families = map[string][]int{}
		for k := range reg.Items {
			d := reg.Items[k].Facts.Says.Dead
			if d != nil && !d.Doubtful && !reg.Items[k].Quiet() && len(reg.families[d.Family]) < mostSupporters {
				reg.families[d.Family] = append(reg.families[d.Family], k)
			}
		}
	}
	all = append(all, reg.families[reg.Items[i].Facts.Says.Dead.Family]...)
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(reg.Items) && k-i <= longestRun && i-k <= longestRun; k += step {
			it := &reg.Items[k]
			says := &it.Facts.Says
			if it.Quiet() || says.Dead == nil && says.Quality == 0 {
				break
			}
			if says.Quality != 0 || !says.Dead.Doubtful {
				all = append(all, k)
			}
		}
	}
	return all
}

// mostSupporters is how many words of a family are noted: no fix but one that
// writes the whole prompt again takes as many away at once.
const mostSupporters = 8

// longestRun is how many doubtful words in a row are looked past.
const longestRun = 8

// leans reports whether a word that may be an honest one stands among words
// that make a fault of it.
func (reg *region) leans(i int) bool { return len(reg.supporters(i)) > 0 }

// keepGround has every fix of the region that takes away what a doubtful word
// leans on take that word along. found are the diagnostics of the region.
func (r *report) keepGround(found []Diagnostic) {
	reg := r.region
	if len(reg.Text) > longestGround && !r.thorough {
		return
	}
	var leaning []int
	for i := range reg.Items {
		d := reg.Items[i].Facts.Says.Dead
		if d != nil && d.Doubtful && !reg.Items[i].Quiet() && reg.Items[i].Weight > 0 && reg.leans(i) {
			leaning = append(leaning, i)
		}
	}
	if len(leaning) == 0 || r.c.off[DeadTag] {
		return
	}
	var gathered []prompt.Edit // the last of a fix that several share, and what became of it
	var along ground
	for k := range found {
		d := &found[k]
		if !d.Fixable() || d.leans {
			continue
		}
		shared := gathered != nil && d.gathers && &d.Edits[0] == &gathered[0]
		if !shared {
			edits := make([]prompt.Edit, len(d.Edits))
			for n, e := range d.Edits {
				edits[n] = prompt.Edit{Span: prompt.Span{Start: e.Start - reg.Base, End: e.End - reg.Base}, Text: e.Text}
			}
			if d.gathers && !reg.onQuality(leaning) || !d.gathers && !reg.takesSupport(leaning, edits) {
				continue
			}
			along = r.takenAlong(leaning, edits)
			if d.gathers {
				gathered = d.Edits
			}
		}
		if along.edits == nil {
			continue
		}
		d.Fix, d.Edits = nil, along.edits
		verb := "goes"
		if len(along.words) > 1 {
			verb = "go"
		}
		d.Message = strings.TrimSuffix(d.Message, ".") + fmt.Sprintf("; %s %s with it.", strings.Join(along.words, ", "), verb)
	}
}

// longestGround is how long a prompt may be, in bytes, for whose fixes it is
// looked up at every key what they take along.
const longestGround = 8000

// ground is a fix with the words that it takes along, nil where there are none.
type ground struct {
	edits []prompt.Edit
	words []string
}

// onQuality reports whether one of the words leans on words of quality alone,
// which gathering takes elsewhere.
func (reg *region) onQuality(leaning []int) bool {
	return slices.ContainsFunc(leaning, func(i int) bool {
		return !slices.ContainsFunc(reg.supporters(i), func(k int) bool { return reg.Items[k].Facts.Says.Quality == 0 })
	})
}

// takesSupport reports whether edits touch all that one of the words leans on.
func (reg *region) takesSupport(leaning []int, edits []prompt.Edit) bool {
	for _, i := range leaning {
		all := true
		for _, k := range reg.supporters(i) {
			core := reg.Items[k].Core
			touched := false
			for _, e := range edits {
				touched = touched || e.Start < core.End && core.Start < e.End
			}
			all = all && touched
		}
		if all {
			return true
		}
	}
	return false
}

// takenAlong carries out edits and takes the words out that lean on nothing
// then.
func (r *report) takenAlong(leaning []int, edits []prompt.Edit) ground {
	reg := r.region
	var g ground
	text := prompt.Apply(reg.Text, edits)
	for range leaning {
		next := r.c.regions(context.Background(), text, reg.Negative)[0]
		gone := -1
		for i := range next.Items {
			it := &next.Items[i]
			if d := it.Facts.Says.Dead; d == nil || !d.Doubtful || it.Quiet() || next.leans(i) {
				continue
			}
			for _, k := range leaning {
				if reg.Items[k].Text == it.Text {
					gone = i
				}
			}
		}
		if gone < 0 {
			break
		}
		g.words = append(g.words, quoted(next.Items[gone].Text))
		text = prompt.Apply(text, next.without(gone))
	}
	if g.words == nil {
		return ground{}
	}
	e, _ := prompt.Difference(reg.Text, text)
	e.Start, e.End = e.Start+reg.Base, e.End+reg.Base
	g.edits = []prompt.Edit{e}
	return g
}
