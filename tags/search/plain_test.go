package search

import (
	"context"
	"fmt"
	"math/rand"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/taglist"
)

// plainSearch scores every entry of the index, and is what Search must equal.
func plainSearch(ix *Index, text string, o Options) []hit {
	s := new(searcher)
	s.begin(context.Background(), ix, o)
	s.q.parse(text, o.Categories)
	hits := s.plain(o)
	if len(hits) == 0 && s.q.by {
		s.q.parseWhole(text, o.Categories)
		hits = s.plain(o)
	}
	return hits
}

func (s *searcher) plain(o Options) []hit {
	ix := s.ix
	best := map[catalogue.ID]hit{}
	for e := range ix.Len() {
		id := ix.At[e].Tag
		if s.q.categories&(1<<ix.Catalogue.Category(catalogue.ID(id))) == 0 {
			continue
		}
		score, k, word, ok := s.scoreEntry(e)
		if len(s.q.key) == 0 && s.q.categories != allCategories {
			score, ok = ix.Popularity(id), true
		}
		if !ok {
			continue
		}
		if times := o.Picks[ix.Catalogue.Name(id)]; times > 0 && k > looseMatch {
			score += pickBonus(times)
		}
		if old, found := best[id]; !found || score > old.score {
			best[id] = hit{score: score, id: id, entry: e, kind: k, word: uint8(word)}
		}
	}
	hits := make([]hit, 0, len(best))
	for _, h := range best {
		hits = append(hits, h)
	}
	sort.Slice(hits, func(i, j int) bool {
		if hits[i].score != hits[j].score {
			return hits[i].score > hits[j].score
		}
		return hits[i].id < hits[j].id
	})
	return hits[:min(len(hits), s.limit)]
}

// checkSearch compares Search with the plain scan, and looks at what it
// returns.
func checkSearch(t *testing.T, ix *Index, text string, o Options) {
	t.Helper()
	want := plainSearch(ix, text, o)
	s := new(searcher)
	s.begin(context.Background(), ix, o)
	s.search(text, o)
	show := func(hits []hit) string {
		var b strings.Builder
		for _, h := range hits {
			name, _ := ix.EntryName(h.entry)
			fmt.Fprintf(&b, "\n\t%8.3f kind %2d %s (%s)", h.score, h.kind, ix.Catalogue.Name(h.id), name)
		}
		return b.String()
	}
	same := slices.EqualFunc(s.top, want, func(a, b hit) bool { return a.id == b.id && a.score == b.score })
	if !same {
		t.Fatalf("Search(%q, %+v) gives%s\nthe plain scan%s", text, o, show(s.top), show(want))
	}
	for _, r := range ix.Search(context.Background(), text, o) {
		name := r.Tag.Name
		if r.Alias != "" {
			name = r.Alias
		}
		if !slices.IsSorted(r.Matched) {
			t.Fatalf("Search(%q): the places %v in %q are not sorted", text, r.Matched, name)
		}
		for i, at := range r.Matched {
			if at < 0 || at >= len(name) || !utf8.RuneStart(name[at]) || i > 0 && r.Matched[i-1] == at {
				t.Fatalf("Search(%q): the places %v do not fit %q", text, r.Matched, name)
			}
		}
	}
}

// damage changes a query a little, as random tests like it.
func damage(rng *rand.Rand, q string) string {
	b := []byte(q)
	for range rng.Intn(3) {
		if len(b) < 2 {
			break
		}
		i := rng.Intn(len(b))
		switch rng.Intn(6) {
		case 0:
			b = slices.Delete(b, i, i+1)
		case 1:
			b = slices.Insert(b, i, "abcdehijklmnorstuxyz _-(12"[rng.Intn(26)])
		case 2:
			b[i] = "abcdehijklmnorstuxyz _-(12"[rng.Intn(26)]
		case 3:
			j := rng.Intn(len(b))
			b[i], b[j] = b[j], b[i]
		case 4:
			b = b[:i]
		case 5:
			b = b[i:]
		}
	}
	return string(b)
}

// thinned returns an index of every step-th tag of the large list: as varied,
// and the plain scan of it takes a bearable time.
func thinned(t testing.TB, step int) (*Index, taglist.List) {
	_, l := large(t)
	var some taglist.List
	for i := 0; i < len(l.Tags); i += step {
		some.Tags = append(some.Tags, l.Tags[i])
	}
	return NewIndex(catalogue.Build(some)), some
}

// randomSearch makes up a search: a plausible query, whole, cut or damaged,
// and options.
func randomSearch(rng *rand.Rand, l taglist.List, queries []queryCase) (string, Options) {
	q := queries[rng.Intn(len(queries))].Query
	switch rng.Intn(3) {
	case 0:
		q = q[:rng.Intn(len(q)+1)]
	case 1:
		q = damage(rng, q)
	}
	o := Options{Limit: []int{0, 1, 10, 30, 1000}[rng.Intn(5)]}
	if rng.Intn(5) == 0 {
		o.Categories = []tags.Category{tags.Categories[rng.Intn(len(tags.Categories))]}
	}
	if rng.Intn(5) == 0 {
		o.Picks = map[string]int{}
		for range 20 {
			o.Picks[l.Tags[rng.Intn(len(l.Tags)/10)].Name] = 1 + rng.Intn(50)
		}
	}
	return q, o
}

// TestIndexLosesNothing holds the search against a scan of all entries: the
// same tags, in the same order, with the same scores.
func TestIndexLosesNothing(t *testing.T) {
	for _, c := range []struct {
		name           string
		step, searches int
	}{{"a part of the list", 12, 400}, {"the whole list", 1, 8}} {
		t.Run(c.name, func(t *testing.T) {
			ix, l := thinned(t, c.step)
			rng := rand.New(rand.NewSource(5))
			queries := inventQueries(l, 40, 5)
			if raceDetector {
				c.searches /= 8
			}
			for range c.searches {
				q, o := randomSearch(rng, l, queries)
				checkSearch(t, ix, q, o)
			}
		})
	}
}

// FuzzSearch holds the search against the scan on whatever is typed.
func FuzzSearch(f *testing.F) {
	ix, l := thinned(f, 40)
	for _, q := range inventQueries(l, 5, 9) {
		f.Add(q.Query, 10)
	}
	for _, q := range []string{"", " ", "by ", "by kan", "char:", "artist:x", ":d", "/lh", "^_^", "(", "((((", "\\(", "\x00\x1b[31m", "\xff\xfe", "初音", "🙂", "é", "a b c d e f g h i j", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"} {
		f.Add(q, 3)
	}
	f.Fuzz(func(t *testing.T, q string, limit int) {
		checkSearch(t, ix, q, Options{Limit: limit % 500})
	})
}

// FuzzNear holds that a tag near a name is one of the catalogue, and no
// spelling of the name itself.
func FuzzNear(f *testing.F) {
	ix, _ := thinned(f, 40)
	for _, s := range []string{"", "long hiar", "lokking at viewer", "\xff\xfe", "((((", "初音", "by kantku", strings.Repeat("a_", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		id, ok := ix.Near(name)
		if !ok {
			return
		}
		if id < 0 || int(id) >= ix.Catalogue.Len() {
			t.Fatalf("Near(%q) is tag %d of %d", name, id, ix.Catalogue.Len())
		}
		if same, _, known := ix.Catalogue.Lookup(name); known {
			t.Errorf("Near(%q) is %q, and it is %q itself", name, ix.Catalogue.Tag(id).Name, ix.Catalogue.Tag(same).Name)
		}
	})
}
