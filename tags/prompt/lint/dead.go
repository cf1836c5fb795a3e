package lint

import (
	"fmt"

	"tailor/tags"
)

// dead reports a word that the model does not know.
func (r *report) dead(i int) {
	it := &r.region.Items[i]
	d := it.Facts.Says.Dead
	if d.Doubtful && !r.region.leans(i) {
		r.spelling(it)
		return
	}
	name, before := r.c.p.Name, len(r.found)
	if d.Instead != "" {
		fix := tags.Escape(d.Instead)
		r.add(DeadTag, Warning, it.Core, &fix, nil,
			fmt.Sprintf("%s does nothing on %s: it is %s; write %q.", quoted(it.Text), name, d.Why, d.Instead))
	} else {
		r.add(DeadTag, Warning, it.Core, gone(), r.region.without(i),
			fmt.Sprintf("%s does nothing on %s: it is %s; take it out.", quoted(it.Text), name, d.Why))
	}
	for k := before; k < len(r.found); k++ {
		r.found[k].dead, r.found[k].leans = true, d.Doubtful
	}
}

// leans reports whether a word that may be an honest one, "safe", stands among
// words of quality or others that do nothing, or in a prompt with a surely dead
// one of its family.
func (reg *region) leans(i int) bool {
	if reg.families == nil {
		reg.families = map[string]bool{}
		for k := range reg.Items {
			if d := reg.Items[k].Facts.Says.Dead; d != nil && !d.Doubtful && !reg.Items[k].Quiet() {
				reg.families[d.Family] = true
			}
		}
	}
	if reg.families[reg.Items[i].Facts.Says.Dead.Family] {
		return true
	}
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(reg.Items) && k-i <= longestRun && i-k <= longestRun; k += step {
			it := &reg.Items[k]
			says := &it.Facts.Says
			if it.Quiet() || says.Dead == nil && says.Quality == 0 {
				break
			}
			if says.Quality != 0 || !says.Dead.Doubtful {
				return true
			}
		}
	}
	return false
}

// longestRun is how many doubtful words in a row are looked past.
const longestRun = 8
