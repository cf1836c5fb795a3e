package lint

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"tailor/tags/english"
	"tailor/tags/prompt"
)

// CheckThrough is Check, or CheckAlone where the negative prompt is not known,
// and names the words besides that Fix takes out only because of another fix,
// "safe" that comes to stand beside words of quality. Such a diagnostic has no fix
// of its own. It takes as long as Fix.
func (c *Checker) CheckThrough(t prompt.Texts, negative bool) []Diagnostic {
	r := c.check(context.Background(), t, negative, false)
	named := map[bool]map[string]bool{false: {}, true: {}}
	own := map[bool]english.Set{false: ownWords(t.Positive), true: ownWords(t.Negative)}
	name := func(d Diagnostic, text string) {
		was, is := plainWords(d.Of(text)), []string(nil)
		for _, e := range d.Edits {
			if is = append(is, plainWords(e.Text)...); !d.gathers { // which moves things
				was = append(was, plainWords(e.Of(text))...)
			}
		}
		// What a fix writes was not the user's, unless it stands elsewhere too; what
		// it keeps it does not name.
		for _, w := range slices.Concat(was, is) {
			named[d.Negative][w] = named[d.Negative][w] || !slices.Contains(is, w) || !slices.Contains(was, w) && !own[d.Negative][w]
		}
	}
	for _, d := range r.found {
		if d.Severity > Hint {
			name(d, textOf(d, t))
		}
	}
	c.fix(t, negative, func(now prompt.Texts, found []Diagnostic) {
		for _, d := range found {
			if !d.Fixable() {
				continue // nobody is told of it
			}
			text := textOf(d, now)
			var kept, gone []string
			partly := false
			for _, e := range d.Edits {
				kept = append(kept, plainWords(e.Text)...)
			}
			for _, e := range d.Edits {
				for _, w := range plainWords(e.Of(text)) {
					if !named[d.Negative][w] && !slices.Contains(kept, w) {
						gone = append(gone, w)
					} else {
						partly = true
					}
				}
			}
			if len(gone) > 0 && !(partly && d.Rule == Duplicate) { // whose twin stays
				r.foresee(t, d, gone)
			}
			if !slices.ContainsFunc(d.Edits, func(e prompt.Edit) bool { return e.Start < d.End && d.Start < e.End }) {
				d.Span = prompt.Span{} // it stays
			}
			name(d, text)
		}
	})
	return r.sorted()
}

// textOf returns the text that a diagnostic's span lies in.
func textOf(d Diagnostic, t prompt.Texts) string {
	if d.Negative {
		return t.Negative
	}
	return t.Positive
}

// foresee adds a diagnosis of words where they stand in the texts as they are:
// of the items that hold them all, in the shortest.
func (r *report) foresee(t prompt.Texts, d Diagnostic, words []string) {
	d.Fix, d.Edits, d.Cause = nil, nil, prompt.Span{}
	least := -1
	for _, reg := range r.c.regions(context.Background(), textOf(d, t), d.Negative) {
		for i := range reg.Items {
			it := &reg.Items[i]
			has := plainWords(it.Text)
			lacks := func(w string) bool { return !slices.Contains(has, w) }
			if (least < 0 || len(has) < least) && !slices.ContainsFunc(words, lacks) {
				least = len(has)
				d.Span = prompt.Span{Start: it.Core.Start + reg.Base, End: it.Core.End + reg.Base}
			}
		}
	}
	if last := len(r.found) - 1; least >= 0 {
		if last < 0 || r.found[last].Span != d.Span || r.found[last].Message != d.Message { // not of another of its words
			r.found = append(r.found, d)
		}
	} else if len(words) > 1 {
		for _, w := range words { // they are of several items
			r.foresee(t, d, []string{w})
		}
	}
}

// ownWords returns the words of a text as a set.
func ownWords(text string) english.Set {
	return english.NewSet(strings.Join(plainWords(text), " "))
}

// plainWords returns the words of a text in lower case, without their signs.
func plainWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
