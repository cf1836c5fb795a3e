package lint

import (
	"fmt"
	"strings"

	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// duplicates reports a tag that stands twice. One that is repeated behind a
// BREAK belongs to another subject; artists and quality tags belong to the
// whole picture.
func (r *report) duplicates() {
	type place struct {
		key     string
		section int
	}
	z := r.z
	first := make(map[place]int, len(z.items))
	for i := range z.items {
		it := &z.items[i]
		if it.quiet() || it.fact.blocked || it.Weight < 0 || z.boilerplate(it) {
			continue
		}
		p := place{it.fact.key, it.Section}
		if it.artist || it.fact.says.Quality != 0 {
			p.section = -1 - z.prompt(it.Section)
		}
		k, twice := first[p]
		if !twice {
			first[p] = i
			continue
		}
		message := fmt.Sprintf("%s stands here a second time, which only takes room in the chunk; write it once, with a weight if it should be stronger.", quoted(it.Text))
		if one := &z.items[k]; it.Weight != 1 && one.Weight == 1 && one.Section == it.Section {
			// The weighted one is the one that was meant.
			r.add(Duplicate, Warning, it.Core, nil, z.without(k), message)
			first[p] = i
			continue
		}
		r.add(Duplicate, Warning, it.Core, gone(), z.without(i), message)
	}
}

// prompt returns which of the prompts that AND parts a section belongs to.
func (z *zone) prompt(section int) int {
	n := 0
	for i, b := range z.outline.Breaks {
		if b.And && i < section {
			n++
		}
	}
	return n
}

// contradictions reports tags of one prompt that exclude each other.
func (r *report) contradictions() {
	z := r.z
	type place struct {
		key     string
		section int
	}
	var names []string
	var at []int
	had := make(map[place]bool, len(z.items))
	for i := range z.items {
		it := &z.items[i]
		p := place{it.fact.key, it.Section}
		if it.quiet() || it.fact.blocked || it.fact.artist || it.Weight <= 0 || had[p] {
			continue
		}
		had[p] = true
		names, at = append(names, it.fact.key), append(at, i)
	}
	told := map[int]bool{}
	for _, k := range r.c.p.Conflicts(names) {
		a, b := at[k.First], at[k.Second]
		one, two := &z.items[a], &z.items[b]
		if one.fact.key == two.fact.key || z.prompt(one.Section) != z.prompt(two.Section) {
			continue
		}
		if one.Section != two.Section && k.Scope != profile.Picture && !(one.fact.says.Meta && two.fact.says.Meta) {
			continue // each chunk has a subject of its own, and its own number of people
		}
		if told[b] {
			continue
		}
		told[b] = true
		var fix *string
		var edits []prompt.Edit
		what := "keep one of them"
		if k.Drop >= 0 {
			drop := at[k.Drop]
			what = fmt.Sprintf("take %s out", quoted(z.items[drop].Text))
			edits = z.without(drop)
			if drop == b {
				fix = gone()
			}
		}
		r.add(Contradiction, Warning, two.Core, fix, edits,
			fmt.Sprintf("%s and %s fight in the picture: %s; %s.", quoted(one.Text), quoted(two.Text), k.Why, what))
	}
}

// refusals reports tags that are wanted and refused at once.
func (r *report) refusals(zones []*zone) {
	wanted := map[string]string{}
	asked := func(it *item) bool {
		return !it.quiet() && !it.fact.blocked && it.Weight > 0 && it.fact.says.Quality == 0 && it.fact.says.Dead == nil
	}
	for _, z := range zones {
		if z.refused {
			continue
		}
		for i := range z.items {
			if it := &z.items[i]; asked(it) {
				wanted[it.fact.key] = it.Text
			}
		}
	}
	for _, z := range zones {
		if !z.refused {
			continue
		}
		r.z = z
		for i := range z.items {
			it := &z.items[i]
			if text, ok := wanted[it.fact.key]; ok && asked(it) {
				r.add(Contradiction, Warning, it.Core, nil, nil,
					fmt.Sprintf("%s is wanted in the prompt and refused here, so the two cancel out; keep one of them.", quoted(text)))
			}
		}
	}
	r.z = nil
}

// countCopied tells whether the negative prompt was copied from other models,
// and from which item to which: the first and the last of those that go.
func (z *zone) countCopied(many int) {
	if !z.refused || many < 1 {
		return
	}
	first, last, copied, along, dead := -1, -1, 0, 0, 0
	goes := func(i int) {
		if z.items[i].fact.says.Default {
			return
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	for i := range z.items {
		switch says := &z.items[i].fact.says; {
		case says.Copied:
			copied++
			goes(i)
		case says.Along:
			along++
			goes(i)
		case says.Dead != nil:
			dead++
		}
	}
	// Fewer of its words do where dead ones show that it came from elsewhere.
	all := copied + along + dead
	if first < 0 {
		return
	}
	if copied >= many || copied > 0 && all >= 2*many || copied > 1 && dead > 0 && all >= many {
		z.copied = &prompt.Span{Start: z.items[first].Core.Start, End: z.items[last].Core.End}
	}
}

// copied reports a negative prompt that was copied from other models.
func (r *report) copied() {
	z := r.z
	if z.copied == nil || r.c.off[NegativeTaboo] {
		return
	}
	message := fmt.Sprintf("A long negative copied from other models flattens the picture and works against the model; %s is all it needs.",
		quoted(strings.Join(r.c.p.Negative.Default, ", ")))
	var edits []prompt.Edit
	if len(z.strays)+len(z.breaks)+len(z.outline.Breaks)+len(z.outline.Comments) == 0 {
		if written, ok := r.withoutCopied(); ok {
			end := len(strings.TrimRight(z.text, " \t\r\n"))
			if z.base == 0 {
				end = len(z.text)
			} else {
				written = " " + written
			}
			edits = []prompt.Edit{{Span: prompt.Span{End: end}, Text: written}}
		}
	}
	r.add(NegativeTaboo, Warning, *z.copied, nil, edits, message)
}

// withoutCopied writes the negative with the default's tags first and of the
// rest only what its writer seems to have added.
func (r *report) withoutCopied() (string, bool) {
	z := r.z
	var parts []string
	have := map[string]bool{}
	for _, tag := range r.c.p.Negative.Default {
		parts = append(parts, tag)
		have[profile.Key(tag)] = true
	}
	for i := range z.items {
		it := &z.items[i]
		says := &it.fact.says
		switch {
		case it.Choice && strings.ContainsAny(it.Text, "|:"):
			return "", false
		case it.Choice && r.c.p.About(strings.Trim(it.Text, "{} ")).Along:
			continue
		case it.fact.blocked, says.Copied, says.Along, says.Dead != nil, says.Taboo, have[it.fact.key]:
			continue
		}
		have[it.fact.key] = true
		part := it.Outer.Of(z.text)
		if it.Outer == it.Core && it.Weight != 1 {
			part = fmt.Sprintf("(%s:%s)", part, weightText(it.Weight))
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", "), true
}
