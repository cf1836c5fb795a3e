package lint

import (
	"fmt"
	"strings"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// duplicates reports a tag that stands twice in a line: extensions draw regions
// of the picture by a line each. One that is repeated after a BREAK belongs to
// another subject; artists and quality tags belong to the whole picture.
func (r *report) duplicates() {
	type place struct {
		key           string
		section, line int
	}
	reg := r.region
	line, end := 0, 0
	first := make(map[place]int, len(reg.items))
	for i := range reg.items {
		it := &reg.items[i]
		line += strings.Count(reg.masked[min(end, it.Outer.Start):it.Outer.Start], "\n")
		end = it.Outer.Start
		if it.quiet() || it.facts.blocked || it.Weight < 0 || reg.boilerplate(it) {
			continue
		}
		p := place{it.facts.key, it.Section, line}
		if it.artist || it.facts.says.Quality != 0 {
			p.section = -1 - reg.prompt(it.Section)
		}
		k, twice := first[p]
		if !twice {
			first[p] = i
			continue
		}
		message := fmt.Sprintf("%s stands here a second time, which only takes room in the chunk; write it once, with a weight if it should be stronger.", quoted(it.Text))
		if one := &reg.items[k]; it.Weight != 1 && one.Weight == 1 && one.Section == it.Section {
			// The weighted one is the one that was meant.
			r.add(Duplicate, Warning, it.Core, nil, reg.without(k), message)
			first[p] = i
			continue
		}
		r.add(Duplicate, Warning, it.Core, gone(), reg.without(i), message)
	}
}

// prompt returns which of the prompts that AND parts a section belongs to.
func (reg *region) prompt(section int) int {
	n := 0
	for i, b := range reg.outline.Breaks {
		if b.And && i < section {
			n++
		}
	}
	return n
}

// contradictions reports tags of one prompt that exclude each other.
func (r *report) contradictions() {
	reg := r.region
	type place struct {
		key     string
		section int
	}
	var names []string
	var at []int
	had := make(map[place]bool, len(reg.items))
	for i := range reg.items {
		it := &reg.items[i]
		p := place{it.facts.key, it.Section}
		if it.quiet() || it.facts.blocked || it.facts.artist || it.Weight <= 0 || had[p] {
			continue
		}
		had[p] = true
		names, at = append(names, it.facts.key), append(at, i)
	}
	told := map[int]bool{}
	for _, k := range r.c.p.Conflicts(names) {
		a, b := at[k.First], at[k.Second]
		one, two := &reg.items[a], &reg.items[b]
		if one.facts.key == two.facts.key || reg.prompt(one.Section) != reg.prompt(two.Section) {
			continue
		}
		if one.Section != two.Section && k.Scope != profile.Picture && !(one.facts.says.Meta && two.facts.says.Meta) {
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
			what = fmt.Sprintf("take %s out", quoted(reg.items[drop].Text))
			edits = reg.without(drop)
			if drop == b {
				fix = gone()
			}
		}
		severity := Warning
		if k.Group {
			switch r.c.p.Level(profile.AboutGroups) {
			case profile.Unsaid:
				continue
			case profile.Advised:
				severity = Hint
			}
		}
		r.add(Contradiction, severity, two.Core, fix, edits,
			fmt.Sprintf("%s and %s fight in the picture: %s; %s.", quoted(one.Text), quoted(two.Text), k.Why, what))
	}
}

// refusals reports tags that are wanted and refused at once.
func (r *report) refusals(regions []*region) {
	wanted := map[string]string{}
	asked := func(it *item) bool {
		return !it.quiet() && !it.facts.blocked && it.Weight > 0 && it.facts.says.Quality == 0 && it.facts.says.Dead == nil
	}
	for _, reg := range regions {
		if reg.refused {
			continue
		}
		for i := range reg.items {
			if it := &reg.items[i]; asked(it) {
				wanted[it.facts.key] = it.Text
			}
		}
	}
	for _, reg := range regions {
		if !reg.refused {
			continue
		}
		r.region = reg
		for i := range reg.items {
			it := &reg.items[i]
			if text, ok := wanted[it.facts.key]; ok && asked(it) {
				r.add(Contradiction, Warning, it.Core, nil, nil,
					fmt.Sprintf("%s is wanted in the prompt and refused here, so the two cancel out; keep one of them.", quoted(text)))
			}
		}
	}
	r.region = nil
}

// countCopied reports whether the negative prompt was copied from other models,
// and from which item to which: the first and the last of those that go.
func (reg *region) countCopied(many int) {
	if !reg.refused || many < 1 {
		return
	}
	first, last, copied, along, dead := -1, -1, 0, 0, 0
	goes := func(i int) {
		if reg.items[i].facts.says.Default {
			return
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	for i := range reg.items {
		switch says := &reg.items[i].facts.says; {
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
		reg.copied = &prompt.Span{Start: reg.items[first].Core.Start, End: reg.items[last].Core.End}
	}
}

// copied reports a negative prompt that was copied from other models.
func (r *report) copied() {
	reg := r.region
	if reg.copied == nil || r.c.off[NegativeTaboo] {
		return
	}
	message := fmt.Sprintf("A long negative copied from other models flattens the picture and works against the model; %s is all it needs.",
		quoted(strings.Join(r.c.p.Negative.Default, ", ")))
	var edits []prompt.Edit
	if len(reg.unmatched)+len(reg.breaks)+len(reg.outline.Breaks)+len(reg.outline.Comments) == 0 {
		if written, ok := r.withoutCopied(); ok {
			end := len(strings.TrimRight(reg.text, " \t\r\n"))
			if reg.base == 0 {
				end = len(reg.text)
			} else {
				written = " " + written
			}
			edits = []prompt.Edit{{Span: prompt.Span{End: end}, Text: written}}
		}
	}
	r.add(NegativeTaboo, Warning, *reg.copied, nil, edits, message)
}

// withoutCopied writes the negative with the default's tags first and of the
// rest only what its writer seems to have added.
func (r *report) withoutCopied() (string, bool) {
	reg := r.region
	var parts []string
	have := map[string]bool{}
	for _, tag := range r.c.p.Negative.Default {
		parts = append(parts, tag)
		have[tags.Plain(tag)] = true
	}
	for i := range reg.items {
		it := &reg.items[i]
		says := &it.facts.says
		switch {
		case it.Choice && strings.ContainsAny(it.Text, "|:"):
			return "", false
		case it.Choice && r.c.p.About(strings.Trim(it.Text, "{} ")).Along:
			continue
		case it.facts.blocked, says.Copied, says.Along, says.Dead != nil, says.Taboo, have[it.facts.key]:
			continue
		}
		have[it.facts.key] = true
		part := it.Outer.Of(reg.text)
		if it.Outer == it.Core && it.Weight != 1 {
			part = fmt.Sprintf("(%s:%s)", part, weightText(it.Weight))
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", "), true
}
