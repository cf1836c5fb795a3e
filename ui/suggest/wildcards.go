package suggest

import (
	"tailor/tags/wildcard"
	"tailor/ui/view"
)

// Wildcards suggests wildcard files for the name begun.
func Wildcards(set *wildcard.Set, name string) []view.Suggestion {
	var items []view.Suggestion
	for _, match := range set.Complete(name, MostResults) {
		items = append(items, view.Suggestion{
			Label: match.Name, Matched: match.Matched, Insert: "__" + match.Name + "__", Whole: true, Note: "wildcard",
		})
	}
	return items
}
