package ui

import (
	"context"
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/names"
	"tailor/tags/catalogue"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/search"
	"tailor/ui/view"
)

// mostOfTheme is how many tags are shown of a theme that is looked through.
const mostOfTheme = 1000

// browse returns the search for a query that means themes: nothing typed, or
// "theme:" and the beginning of a name, gives the themes; "theme:hair " gives
// that theme's tags, "theme:hair lo" those that are meant. ok is false for any
// other query, and where the lists have no themes.
func browse(c *catalogue.Catalogue, ix *search.Index, query string, o search.Options) (find func(context.Context) []view.Suggestion, ok bool) {
	name, rest, filtered := search.CutTheme(query)
	if query != "" && !filtered {
		return nil, false
	}
	if !strings.ContainsAny(query, " \t\n") { // nothing, or a name on its way
		found := themes(c.Themes(), name)
		return func(context.Context) []view.Suggestion { return found }, len(found) > 0
	}
	if strings.TrimSpace(rest) == "" {
		o.Limit = mostOfTheme
	}
	return func(ctx context.Context) []view.Suggestion { return suggestions(ix.Search(ctx, query, o)) }, true
}

// themes suggests the themes that hold the letters of a text, the best first.
func themes(all []catalogue.Theme, text string) []view.Suggestion {
	list := make([]string, len(all))
	for k := range all {
		list[k] = all[k].Name
	}
	var items []view.Suggestion
	for _, m := range names.Find(text, list) {
		t := all[m.Index]
		items = append(items, view.Suggestion{
			Label: t.Name, Matched: m.Matched, Insert: search.ThemeFilter + t.Name + " ", Note: view.Plural(t.Tags, "tag"),
		})
	}
	return items
}

func suggestions(results []search.Result) []view.Suggestion {
	items := make([]view.Suggestion, len(results))
	for k, r := range results {
		items[k] = view.Suggestion{Tag: r.Tag, Alias: r.Alias, Matched: r.Matched}
	}
	return items
}

// enterTheme shows the tags of a theme that was chosen.
func (m *Model) enterTheme(item view.Suggestion) tea.Cmd {
	if !strings.HasPrefix(item.Insert, search.ThemeFilter) {
		return nil
	}
	return m.complete(true)
}

// leaveTheme takes the theme away that stands in the word at the cursor: it
// was only there to be looked through, and what was typed behind it stays.
func (m *Model) leaveTheme() {
	b := m.buffer()
	query, span := edit.Word(b.Text(), b.Cursor())
	_, rest, ok := search.CutTheme(query)
	if !ok {
		return
	}
	span.End = max(span.Start, b.Cursor()-len(rest))
	m.undo.Break()
	b.Apply([]prompt.Edit{{Span: span}}, span.Start+len(rest))
}

// leaveList leaves a theme that is being looked through, before the text is
// used for something.
func (m *Model) leaveList() {
	if m.popup.Open {
		m.leaveTheme()
	}
}

// enough reports whether a query is long enough for the popup to open by
// itself. A character of Chinese or Japanese says as much as a word.
func enough(query string) bool {
	first, _ := utf8.DecodeRuneInString(query)
	const eastAsian = 0x2e80
	return utf8.RuneCountInString(query) >= leastQuery || query == "<" || first >= eastAsian && first != utf8.RuneError
}
