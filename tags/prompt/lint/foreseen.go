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
// of its own. fixed is what Fix, or FixAlone, makes of the texts.
func (c *Checker) CheckThrough(t prompt.Texts, negative bool) (found []Diagnostic, fixed prompt.Texts) {
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
	moves := false
	for _, d := range r.found {
		if d.Severity > Hint {
			name(d, textOf(d, t))
			moves = moves || d.gathers
		}
	}
	fixed = c.fix(t, negative, func(now prompt.Texts, found []Diagnostic) {
		for _, d := range found {
			if !d.Fixable() {
				continue // nobody is told of it
			}
			text := textOf(d, now)
			var kept, gone []string
			for _, e := range d.Edits {
				kept = append(kept, plainWords(e.Text)...)
			}
			for _, e := range d.Edits {
				for _, w := range plainWords(e.Of(text)) {
					if !named[d.Negative][w] && !slices.Contains(kept, w) {
						gone = append(gone, w)
					}
				}
			}
			switch {
			case len(gone) > 0:
				r.foresee(t, d, gone)
			case d.gathers && !moves: // what another fix made a style
				r.foresee(t, d, plainWords(d.Of(text)))
			}
			if !slices.ContainsFunc(d.Edits, func(e prompt.Edit) bool { return e.Start < d.End && d.Start < e.End }) {
				d.Span = prompt.Span{} // it stays
			}
			name(d, text)
		}
	})
	return r.sorted(), fixed
}

// textOf returns the text that a diagnostic's span lies in.
func textOf(d Diagnostic, t prompt.Texts) string {
	if d.Negative {
		return t.Negative
	}
	return t.Positive
}

// foresee adds a diagnosis of words where they stand in the texts as they are: of
// the items that are of them, or of the shortest that holds them all.
func (r *report) foresee(t prompt.Texts, d Diagnostic, words []string) {
	d.Fix, d.Edits, d.Cause = nil, nil, prompt.Span{}
	within := func(some, all []string) bool {
		return !slices.ContainsFunc(some, func(w string) bool { return !slices.Contains(all, w) })
	}
	var whole []prompt.Span
	var told []string
	shortest, least := prompt.Span{}, -1
	for _, reg := range r.c.regions(context.Background(), textOf(d, t), d.Negative) {
		for i := range reg.Items {
			it := &reg.Items[i]
			has := plainWords(it.Text)
			span := prompt.Span{Start: it.Core.Start + reg.Base, End: it.Core.End + reg.Base}
			if len(has) > 0 && within(has, words) {
				whole, told = append(whole, span), append(told, has...)
			}
			if (least < 0 || len(has) < least) && within(words, has) {
				shortest, least = span, len(has)
			}
		}
	}
	switch {
	case within(words, told):
	case least >= 0 && d.Rule != Duplicate:
		whole = []prompt.Span{shortest}
	case len(words) > 1:
		for _, w := range words { // they are of several items
			r.foresee(t, d, []string{w})
		}
		return
	}
	if d.Rule == Duplicate {
		whole = whole[min(len(whole), max(1, len(whole)-1)):] // its twin stays
	}
	for _, d.Span = range whole {
		if !slices.ContainsFunc(r.found, func(o Diagnostic) bool { return o.Span == d.Span && o.Negative == d.Negative && o.Message == d.Message }) {
			r.found = append(r.found, d)
		}
	}
}

// ownWords returns the words of a text as a set.
func ownWords(text string) english.Set {
	return english.NewSet(strings.Join(plainWords(text), " "))
}

// plainWords returns the words of a text in lower case, without their signs and
// the numbers, which may be weights.
func plainWords(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(words, func(w string) bool { return !strings.ContainsFunc(w, unicode.IsLetter) })
}
