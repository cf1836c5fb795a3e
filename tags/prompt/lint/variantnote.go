package lint

import (
	"fmt"
	"strings"

	"tailor/tags"
)

// variantNote hints at what the profile notes of the model's variant where a
// prompt asks for what the note is of, "dark", and has nothing of what the note
// advises.
func (r *report) variantNote(regions []*region) {
	s, ok := r.c.p.Sampling(r.c.o.Model)
	if !ok || s.Note == "" || len(s.NoteFor) == 0 {
		return
	}
	of := func(list []string) map[string]bool {
		set := map[string]bool{}
		for _, tag := range list {
			set[tags.Plain(tag)] = true
		}
		return set
	}
	asks, heeds := of(s.NoteFor), of(s.NoteUnless)
	var at *region
	first := -1
	for _, reg := range regions {
		for i := range reg.Items {
			it := &reg.Items[i]
			if it.Quiet() || it.Weight <= 0 {
				continue
			}
			if heeds[it.Facts.Key] {
				return
			}
			if first < 0 && !reg.Refused && asks[tags.Plain(it.Text)] {
				at, first = reg, i
			}
		}
	}
	if first < 0 {
		return
	}
	r.region = at
	r.add(Sampling, Hint, at.Items[first].Core, nil, nil,
		fmt.Sprintf("%s on %s's %s model: %s.", quoted(at.Items[first].Text), r.c.p.Name, r.c.o.Model, strings.TrimSuffix(s.Note, ".")))
	r.region = nil
}
