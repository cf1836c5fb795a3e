package tags

import (
	"context"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// Options narrows and guides a search.
type Options struct {
	// Limit is the largest number of results; 0 means 10.
	Limit int
	// Categories are those that may be found; nil means all.
	Categories []Category
	// Picks tells how often the user picked a tag, by its name. A tag
	// picked often rises among near-equals.
	Picks map[string]int
}

// Result is one tag that a search found.
type Result struct {
	ID  ID
	Tag Tag
	// Alias is the alias that matched, "" when the name did.
	Alias string
	// Matched holds the byte offsets, rising, of the letters that matched,
	// in Alias when it is set and else in Tag.Name.
	Matched []int
}

// Index searches a catalogue. Any number of goroutines may search it.
type Index struct{ c *Catalogue }

// NewIndex builds the index of a catalogue.
func NewIndex(c *Catalogue) *Index { return &Index{c: c} }

type names struct{ *Catalogue }

func (n names) String(i int) string {
	id, alias := n.entry(uint32(i))
	if alias == "" {
		alias = n.name(id)
	}
	return strings.ReplaceAll(alias, "_", " ")
}
func (n names) Len() int { return len(n.tags) + len(n.aliases) }

// Search returns the tags that a query means, the best first.
func (ix *Index) Search(ctx context.Context, query string, o Options) []Result {
	limit := o.Limit
	if limit <= 0 {
		limit = 10
	}
	ms := fuzzy.FindFrom(strings.TrimSpace(query), names{ix.c})
	slices.SortStableFunc(ms, func(a, b fuzzy.Match) int {
		ia, _ := ix.c.entry(uint32(a.Index))
		ib, _ := ix.c.entry(uint32(b.Index))
		return int(ia - ib)
	})
	var out []Result
	for _, m := range ms {
		id, alias := ix.c.entry(uint32(m.Index))
		t := ix.c.Tag(id)
		if o.Categories != nil && !slices.Contains(o.Categories, t.Category) {
			continue
		}
		if len(out) > 0 && out[len(out)-1].ID == id {
			continue
		}
		if out = append(out, Result{ID: id, Tag: t, Alias: alias, Matched: m.MatchedIndexes}); len(out) == limit {
			break
		}
	}
	return out
}

// Near returns the known tag that is one slip away from name.
func (ix *Index) Near(name string) (ID, bool) {
	for _, r := range ix.Search(context.Background(), name, Options{Limit: 1}) {
		return r.ID, true
	}
	return 0, false
}
