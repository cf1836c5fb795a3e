package lint

import (
	"fmt"
	"strings"

	"tailor/data/distance"
	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// dead reports a word that the model does not know.
func (r *report) dead(i int) {
	it := &r.region.Items[i]
	d := it.Facts.Says.Dead
	if d.Doubtful && !r.region.leans(i) {
		r.spelling(i)
		return
	}
	name, before := r.c.p.Name, len(r.found)
	if d.Instead != "" {
		fix := tags.Escape(d.Instead)
		message := fmt.Sprintf("%s does nothing on %s: it is %s; write %q.", quoted(it.Text), name, d.Why, d.Instead)
		if slips := distance.Between(tags.Plain(it.Text), d.Instead, 2); slips == 1 || slips == 2 && len(it.Text) == len(d.Instead) {
			message = fmt.Sprintf("%s does nothing on %s: it looks like a slip; write %q.", quoted(it.Text), name, d.Instead)
		}
		r.add(DeadTag, Warning, it.Core, &fix, nil, message)
	} else {
		r.takeDead(i, it.Core, it.Text, d)
	}
	for k := before; k < len(r.found); k++ {
		r.found[k].leans = d.Doubtful
	}
}

// takeDead reports what stands at a span, of the item i, as a word to be taken out.
func (r *report) takeDead(i int, at prompt.Span, word string, d *profile.Death) {
	fix, edits := gone(), r.region.without(i)
	reg := r.region
	ends := strings.HasPrefix(strings.TrimLeft(reg.Masked[reg.Items[i].Outer.End:], " "), ")")
	if reg.parted() && reg.DeadLine(i) || ends && i > 0 && bareWeight.MatchString(reg.Items[i-1].Core.Of(reg.Masked)) {
		fix, edits = nil, nil // the next line would stand for it, or what is no weight become one
	}
	r.add(DeadTag, Warning, at, fix, edits,
		fmt.Sprintf("%s does nothing on %s: it is %s; take it out.", quoted(word), r.c.p.Name, d.Why))
}
