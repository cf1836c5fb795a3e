package suggest

import (
	"context"
	"math"
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/search"
	"tailor/tags/search/modeltags"
	"tailor/ui/view"
)

// Tags suggests the tags of the lists and of the profile that a query means.
// Where several tags answer it between them they come first, in one row, less
// those that the prompt has already.
func Tags(ctx context.Context, ix *search.Index, p *profile.Profile, query string, o search.Options, has func(tags.Tag) bool) []view.Suggestion {
	found := modeltags.Find(ctx, ix, p, query, o)
	items := withoutTail(FromResults(modeltags.Among(found.Results, p, query)), query)
	for k := range items {
		if i := &items[k]; goesOn(query, i.Rest) {
			i.GoesOn = true
		} else if i.Rest != "" {
			i.Rest += ", "
		}
	}
	together := slices.DeleteFunc(found.Together, func(r search.Result) bool { return has(r.Tag) })
	if len(together) == 0 {
		return items
	}
	names := make([]string, len(together))
	for k, r := range together {
		names[k] = p.Write(r.Tag)
	}
	note := view.Plural(len(names), "tag")
	if found.Rest != "" { // what no tag says stays
		names = append(names, found.Rest)
	}
	written := strings.Join(names, ", ")
	at := 0 // above what leaves something out
	for at < len(items) && !items[at].Near && items[at].Rest == "" {
		at++
	}
	open := goesOn(query, found.Rest)
	return slices.Insert(items, at, view.Suggestion{Label: written, Insert: written, Whole: !open, GoesOn: open, Note: note})
}

// goesOn reports whether the words that are left of a query are still being
// written: the last of both is the same.
func goesOn(query, rest string) bool {
	q, r := strings.Fields(query), strings.Fields(rest)
	return len(q) > 0 && len(r) > 0 && strings.EqualFold(q[len(q)-1], r[len(r)-1])
}

// farRarer is how many times as rare a tag is that nobody means by a word's
// beginning who does not write more of it.
const farRarer = 100

// withoutTail leaves out the tags that have a word's letters here and there
// alone, where another has them in one piece and is far more common: "1gi" is
// 1girl and not "rpk-16 (girls' frontline)".
func withoutTail(items []view.Suggestion, query string) []view.Suggestion {
	if strings.ContainsAny(query, " _") {
		return items
	}
	most := 0
	for k := range items {
		if i := &items[k]; !i.Near && inOnePiece(i.Matched) {
			most = max(most, i.Tag.Count)
			if i.Note != "" { // the model's own
				most = math.MaxInt
			}
		}
	}
	return slices.DeleteFunc(items, func(i view.Suggestion) bool {
		return !i.Near && i.Note == "" && len(i.Matched) > 0 && !inOnePiece(i.Matched) && i.Tag.Count < most/farRarer
	})
}

// inOnePiece reports whether the letters that matched follow one another.
func inOnePiece(matched []int) bool {
	return len(matched) > 0 && matched[len(matched)-1]-matched[0] == len(matched)-1
}

// Needed suggests what the profile wants in a negative prompt.
func Needed(p *profile.Profile) []view.Suggestion {
	var items []view.Suggestion
	for _, name := range p.Negative.Default {
		items = append(items, view.Suggestion{Tag: tags.Tag{Name: name, Category: tags.Meta}, Note: "belongs here"})
	}
	return items
}
