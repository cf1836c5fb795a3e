package lint

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"tailor/tags/prompt"
)

// CheckThrough is Check, or CheckAlone where the negative prompt is not known,
// with what only the fixes of what these say bring about: the words that Fix takes out with those,
// "safe" that comes to stand beside words of quality. Such a diagnostic has no fix
// of its own. It takes as long as Fix.
func (c *Checker) CheckThrough(t prompt.Texts, negative bool) []Diagnostic {
	r := c.check(context.Background(), t, negative, false)
	named := map[bool]map[string]bool{}
	c.fix(t, negative, func(now prompt.Texts, found []Diagnostic) {
		first := len(named) == 0
		if first {
			named = map[bool]map[string]bool{false: {}, true: {}}
		}
		for _, d := range found {
			text := now.Positive
			if d.Negative {
				text = now.Negative
			}
			named := named[d.Negative]
			var kept []string
			for _, e := range d.Edits {
				kept = append(kept, lettersOf(e.Text)...)
			}
			for _, e := range d.Edits {
				for _, w := range lettersOf(e.Of(text)) {
					if !first && !named[w] && !slices.Contains(kept, w) {
						named[w] = true
						c.foresee(r, t, d, w)
					}
				}
			}
			for _, s := range append(d.Edits, prompt.Edit{Span: d.Span}) {
				for _, w := range lettersOf(s.Of(text)) {
					named[w] = named[w] || !d.gathers
				}
			}
		}
	})
	return r.sorted()
}

// foresee adds a diagnosis of a word where it stands in the texts as they are.
func (c *Checker) foresee(r *report, t prompt.Texts, d Diagnostic, word string) {
	text := t.Positive
	if d.Negative {
		text = t.Negative
	}
	d.Fix, d.Edits, d.Cause = nil, nil, prompt.Span{}
	for _, reg := range c.regions(context.Background(), text, d.Negative) {
		for i := range reg.Items {
			if it := &reg.Items[i]; slices.Contains(lettersOf(it.Text), word) {
				d.Span = prompt.Span{Start: it.Core.Start + reg.Base, End: it.Core.End + reg.Base}
				if !slices.ContainsFunc(r.found, func(o Diagnostic) bool { return o.Span == d.Span && o.Message == d.Message }) {
					r.found = append(r.found, d)
				}
				return
			}
		}
	}
}

// lettersOf returns the words of a text in lower case, without their signs.
func lettersOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}
