package lint

import (
	"context"
	"slices"
	"sort"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/splice"
)

// maxPasses bounds Fix: fixes that make room for others, such as the tags of
// a bracket that all go, need a few passes. No text known needs as many.
const maxPasses = 40

// Fix carries out every fix in both prompts but those of hints, which are
// advice. What it returns it would return unchanged, and no error is left in
// it.
func (c *Checker) Fix(t prompt.Texts) prompt.Texts { return c.fix(t, true, nil) }

// FixAlone is Fix for a positive prompt whose negative is not known.
func (c *Checker) FixAlone(positive string) string {
	return c.fix(prompt.Texts{Positive: positive}, false, nil).Positive
}

// fix carries out fixes until none is left. Gathering comes when all else is
// fixed: in texts of broken brackets it can make again what others fix, and
// where that has no end it is left out. fixing is called with every text on the
// way and the fixes that are carried out in it.
func (c *Checker) fix(t prompt.Texts, negative bool, fixing func(prompt.Texts, []Diagnostic)) prompt.Texts {
	fixed, r, ok := c.fixBy(t, nil, negative, fixing, func(d Diagnostic) bool { return !d.gathers })
	if !ok {
		return t
	}
	if gathered, _, ok := c.fixBy(fixed, r, negative, fixing, everyFix); ok {
		return gathered
	}
	return fixed
}

func everyFix(Diagnostic) bool { return true }

// grounded drops from what a pass fixes the surely dead words while others lean
// on them: those go first, since alone they would be no fault.
func grounded(found []Diagnostic) []Diagnostic {
	if !slices.ContainsFunc(found, func(d Diagnostic) bool { return d.leans && d.Fixable() }) {
		return found
	}
	return slices.DeleteFunc(found, func(d Diagnostic) bool { return d.Rule == DeadTag && !d.leans })
}

// fixBy carries out the fixes of the diagnostics that are taken, and tells
// whether they came to an end. r is what is found in the texts, nil where that is
// still to be found out, and last what is found in those that are fixed.
func (c *Checker) fixBy(t prompt.Texts, r *report, negative bool, fixing func(prompt.Texts, []Diagnostic), taken func(Diagnostic) bool) (fixed prompt.Texts, last *report, ended bool) {
	for pass := 0; pass < maxPasses; pass++ {
		if r == nil {
			r = c.check(context.Background(), t, negative, true)
		}
		found := grounded(slices.DeleteFunc(slices.Clone(r.found), func(d Diagnostic) bool { return d.Severity == Hint || !taken(d) }))
		if fixing != nil {
			fixing(t, found)
		}
		fixed := prompt.Texts{
			Positive: splice.Begun(t.Positive, prompt.Apply(t.Positive, together(found, false))),
			Negative: splice.Begun(t.Negative, prompt.Apply(t.Negative, together(found, true))),
		}
		if negative {
			fixed = c.refuse(r, fixed)
		}
		if fixed == t {
			return t, r, true
		}
		t, r = fixed, nil
	}
	return t, nil, false
}

// refuse puts the tags that were taken out of the positive prompt, because
// they belong in the negative one, where they belong.
func (c *Checker) refuse(r *report, t prompt.Texts) prompt.Texts {
	refused := c.p.Quality.Negative
	for _, g := range c.p.Toggles() {
		for _, tag := range g.Tags {
			if c.p.About(tag).RefusedOnly {
				refused = append(refused[:len(refused):len(refused)], tag)
			}
		}
	}
	for _, tag := range refused {
		moved := false
		for _, key := range r.misplaced {
			moved = moved || key == tags.Plain(tag)
		}
		if moved && edit.States(c.p, t)[tag] == edit.Off {
			t = edit.Toggle(c.p, t, tag, edit.Refused).Apply(t)
		}
	}
	return t
}

// together picks from the diagnostics of one prompt the edits that can be made
// at once, the gravest first. What overlaps waits for the next pass.
func together(found []Diagnostic, negative bool) []prompt.Edit {
	var fixes []Diagnostic
	for _, d := range found {
		if d.Negative == negative && d.Fixable() {
			fixes = append(fixes, d)
		}
	}
	sort.SliceStable(fixes, func(i, j int) bool { return reach(fixes[i]) > reach(fixes[j]) })
	var taken []prompt.Edit // by their place
	for _, d := range fixes {
		if reach(fixes[0]) <= max(1, reach(d)) && fits(taken, d.Edits) {
			for _, e := range d.Edits {
				k := sort.Search(len(taken), func(k int) bool { return taken[k].Start >= e.Start })
				taken = append(taken, prompt.Edit{})
				copy(taken[k+1:], taken[k:])
				taken[k] = e
			}
		}
	}
	return taken
}

// reach orders fixes: brackets go first and apart, as what goes with a tag hangs on
// them, one that writes the whole prompt again goes alone, and artists are gathered
// last.
func reach(d Diagnostic) int {
	switch {
	case d.Rule == Unbalanced:
		return 3
	case d.Rule == BreakInBrackets:
		return 2
	case d.Rule == NegativeTaboo && d.Fix == nil:
		return 1
	case d.gathers:
		return -1
	}
	return 0
}

// fits reports whether edits touch none of those taken.
func fits(taken, edits []prompt.Edit) bool {
	for _, e := range edits {
		k := sort.Search(len(taken), func(k int) bool { return taken[k].End >= e.Start })
		for ; k < len(taken) && taken[k].Start <= e.End; k++ {
			if taken[k].Start < e.End && e.Start < taken[k].End || taken[k].Len() == 0 || e.Len() == 0 || taken[k].Start == e.Start {
				return false
			}
		}
	}
	return true
}

// without returns the edit that takes an item out, with all that goes with it
// (splice.Remover).
func (reg *region) without(i int) []prompt.Edit {
	return []prompt.Edit{{Span: reg.taking().Span(reg.Items[i].Outer)}}
}

func (reg *region) taking() *splice.Remover {
	if reg.remover == nil {
		r := splice.NewRemover(reg.Text, reg.Outline)
		reg.remover = &r
	}
	return reg.remover
}
