// Package suggest makes the list at the cursor: tags of the lists, the
// profile's own, themes, wildcards and networks, as rows to be shown. It
// searches when it is called, so it is called off the screen's thread.
package suggest

import (
	"context"
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/search"
	"tailor/ui/view"
)

const (
	// leastQuery is from which letter on the popup opens by itself.
	leastQuery = 2
	// mostResults is how many suggestions are asked for.
	MostResults = 40
)

// Enough reports whether a query is long enough for the popup to open by
// itself. A character of Chinese or Japanese says as much as a word.
func Enough(query string) bool {
	first, _ := utf8.DecodeRuneInString(query)
	const eastAsian = 0x2e80
	return utf8.RuneCountInString(query) >= leastQuery || query == "<" || first >= eastAsian && first != utf8.RuneError
}

// Faces suggests the tags that begin with a "<" as a network does, "<o>_<o>".
func Faces(ctx context.Context, index *search.Index, query string) []view.Suggestion {
	if index == nil || len(query) < 2 {
		return nil
	}
	var found []search.Result
	for _, r := range index.Search(ctx, query, search.Options{Limit: MostResults}) {
		if strings.HasPrefix(r.Tag.Name, strings.ToLower(query)) {
			found = append(found, r)
		}
	}
	return FromResults(found)
}

// mostOfTheme is how many tags are shown of a theme that is looked through.
const mostOfTheme = 1000

// Browse returns the search for a query that means themes: nothing typed, or
// "theme:" and the beginning of a name, gives the themes; "theme:hair " gives
// that theme's tags, "theme:hair lo" those that are meant. ok is false for any
// other query, and where the lists have no themes.
func Browse(c *catalogue.Catalogue, ix *search.Index, query string, o search.Options) (find func(context.Context) []view.Suggestion, ok bool) {
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
	return func(ctx context.Context) []view.Suggestion { return FromResults(ix.Search(ctx, query, o)) }, true
}

// themes suggests the themes that hold the letters of a text, the best first, shown
// as words.
func themes(all []catalogue.Theme, text string) []view.Suggestion {
	list := make([]string, len(all))
	for k := range all {
		list[k] = all[k].Name
	}
	var items []view.Suggestion
	for _, m := range tags.FindNames(text, list) {
		t := all[m.Index]
		items = append(items, view.Suggestion{
			Label: strings.ReplaceAll(t.Name, "-", " "), Matched: m.Matched, Insert: search.ThemeFilter + t.Name + " ", Note: view.Plural(t.Tags, "tag"), Theme: true,
		})
	}
	return items
}

// FromResults makes suggestions of what a search found.
func FromResults(results []search.Result) []view.Suggestion {
	items := make([]view.Suggestion, len(results))
	for k, r := range results {
		items[k] = view.Suggestion{Tag: r.Tag, Alias: r.Alias, Matched: r.Matched, Note: r.Note, Near: r.Near, Rest: r.Rest}
		if r.Dead {
			items[k].Note = "does nothing"
		}
	}
	return items
}
