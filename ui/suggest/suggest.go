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
	"tailor/tags/prompt/splice"
	"tailor/tags/search"
	"tailor/tags/wildcard"
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

// Wildcards suggests wildcard files for the name begun.
func Wildcards(set *wildcard.Set, name string) []view.Suggestion {
	var items []view.Suggestion
	for _, match := range set.Complete(name, MostResults) {
		items = append(items, view.Suggestion{
			Label: match.Name, Matched: match.Matched, Insert: "__" + match.Name + "__", Note: "wildcard",
		})
	}
	return items
}

// Networks suggests LoRAs for "<", "<na", "<lora:" and "<lora:na": those that
// hold the letters of the name, the best first, and behind them, where "<lo"
// may be the beginning of "<lora:", all others.
func Networks(all []string, query string) []view.Suggestion {
	name, begun, ok := splice.NetworkName(query)
	if !ok {
		return nil
	}
	var items []view.Suggestion
	suggested := make([]bool, len(all))
	add := func(k int, matched []int) {
		suggested[k] = true
		items = append(items, view.Suggestion{Label: all[k], Matched: matched, Insert: "<lora:" + all[k] + ":1>", Note: "lora", Lora: true})
	}
	for _, m := range tags.FindNames(name, all) {
		add(m.Index, m.Matched)
	}
	for k := range all {
		if begun && !suggested[k] {
			add(k, nil)
		}
	}
	return items[:min(len(items), MostResults)]
}

// Embedding is what names an embedding for ComfyUI.
const Embedding = "embedding:"

// Embeddings suggests the embeddings that hold the letters behind
// "embedding:", the best first; without a letter all. They are written behind
// it, or bare, by their name alone.
func Embeddings(all []string, query string, bare bool) []view.Suggestion {
	written := Embedding
	if bare {
		written = ""
	}
	var items []view.Suggestion
	for _, m := range tags.FindNames(query[len(Embedding):], all) {
		items = append(items, view.Suggestion{Label: all[m.Index], Matched: m.Matched, Insert: written + all[m.Index], Note: "embedding"})
	}
	return items[:min(len(items), MostResults)]
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

// themes suggests the themes that hold the letters of a text, the best first.
func themes(all []catalogue.Theme, text string) []view.Suggestion {
	list := make([]string, len(all))
	for k := range all {
		list[k] = all[k].Name
	}
	var items []view.Suggestion
	for _, m := range tags.FindNames(text, list) {
		t := all[m.Index]
		items = append(items, view.Suggestion{
			Label: t.Name, Matched: m.Matched, Insert: search.ThemeFilter + t.Name + " ", Note: view.Plural(t.Tags, "tag"), Theme: true,
		})
	}
	return items
}

// FromResults makes suggestions of what a search found.
func FromResults(results []search.Result) []view.Suggestion {
	items := make([]view.Suggestion, len(results))
	for k, r := range results {
		items[k] = view.Suggestion{Tag: r.Tag, Alias: r.Alias, Matched: r.Matched, Note: r.Note, Near: r.Near}
		if r.Dead {
			items[k].Note = "does nothing"
		}
	}
	return items
}
