package suggest

import (
	"context"
	"strings"

	"tailor/tags/profile"
	"tailor/tags/search"
	"tailor/tags/search/modeltags"
	"tailor/ui/view"
)

// Tags suggests the tags of the lists and of the profile that a query means.
// Where several tags answer it between them they come first, in one row.
func Tags(ctx context.Context, ix *search.Index, p *profile.Profile, query string, o search.Options) []view.Suggestion {
	found := ix.Find(ctx, query, o)
	items := FromResults(modeltags.Among(found.Results, p, query))
	if len(found.Together) == 0 {
		return items
	}
	names := make([]string, len(found.Together))
	for k, r := range found.Together {
		names[k] = p.Write(r.Tag)
	}
	written := strings.Join(names, ", ")
	together := view.Suggestion{Label: written, Insert: written + ", ", Note: view.Plural(len(names), "tag")}
	at := 0
	for at < len(items) && !items[at].Near {
		at++
	}
	out := make([]view.Suggestion, 0, len(items)+1)
	out = append(append(out, items[:at]...), together)
	return append(out, items[at:]...)
}
