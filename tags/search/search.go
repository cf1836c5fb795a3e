// Package search finds the tags of a catalogue that a query means: by the
// beginning of a name, its initials or its words, in any order, with typing
// mistakes, best first.
package search

import (
	"cmp"
	"context"
	"math"
	"math/bits"
	"slices"
	"sort"
	"strings"

	"tailor/data/each"
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/search/index"
	"tailor/tags/search/parts"
)

// Options narrows and guides a search.
type Options struct {
	// Limit is the largest number of results; 0 means 10.
	Limit int
	// Categories are those that may be found; nil means all.
	Categories []tags.Category
	// Theme is the name of the theme whose tags may be found, "" for all
	// tags. Of a name that is no theme nothing is found.
	Theme string
	// Picks tells how often the user picked a tag, by its name. A tag
	// picked often rises among near-equals.
	Picks map[string]int
}

// Result is one tag that a search found.
type Result struct {
	ID  catalogue.ID
	Tag tags.Tag
	// Alias is the alias that matched, or what people say for the tag, ""
	// when the name did.
	Alias string
	// Matched holds the byte offsets, rising, of the letters that matched,
	// in Alias when it is set and else in Tag.Name.
	Matched []int
	// Near is set when the tag covers only a part of the query, or comes by
	// what words mean.
	Near bool
	// Rest is the words of the query that the name of a tag leaves out where all of
	// it stands there, else those that its best text does: of a tag that is Near, or
	// whom the picture shows.
	Rest string
	// Place is the number of the query's word at which one of Answer.Together begins.
	Place int
	// Note is the name of the profile's group that a tag comes from which is
	// in no list and has no ID, and Dead is set for a word that does nothing on
	// the model; see WithProfile.
	Note string
	Dead bool
}

// Answer is what a search found.
type Answer struct {
	// Results are single tags, the best first, those that are Near last.
	Results []Result
	// Together are tags that answer the query between them, in the query's
	// order, where no single one does; else it is empty, and where they would be
	// Blocked in one row. Rest is the words of the query that they leave out.
	Together []Result
	Rest     string
}

// defaultLimit is the number of results where Options has none.
const defaultLimit = 10

// Search returns the tags that a query means, the best first. A query that
// begins with "by " or with a category and a colon ("char:") finds tags of
// that category alone, one that begins with "theme:NAME " those of a theme;
// when nothing is behind it, or the query is empty and Options names
// categories or a theme, the most popular tags of it come.
//
// When ctx is cancelled Search returns nil soon.
func (ix *Index) Search(ctx context.Context, text string, o Options) []Result {
	return ix.Find(ctx, text, o).Results
}

// Find is Search with the tags that answer the query together.
func (ix *Index) Find(ctx context.Context, text string, o Options) Answer {
	s := ix.scratch.Get().(*searcher)
	defer ix.scratch.Put(s)
	s.begin(ctx, ix, o)
	s.search(text, o)
	_, _, themed := CutTheme(text)
	var together []parts.Part
	if !themed && o.Theme == "" && !(o.Categories != nil && strings.HasPrefix(strings.ToLower(text), "by ")) {
		together = s.complement()
	}
	if s.stopped {
		return Answer{}
	}
	a := Answer{Results: s.results(s.top)}
	if len(together) > 0 {
		hits := make([]hit, len(together))
		for i, p := range together {
			hits[i] = hit{id: p.ID, entry: p.Entry, kind: relaxedMatch, known: p.Known, near: true}
		}
		all := s.results(hits)
		names := each.Of(all, func(r Result) string { return r.Tag.Name })
		if !tags.Blocked(text + ", " + strings.Join(names, ", ")) {
			a.Together, a.Rest = all, s.rest(s.relaxed.together)
		}
		for i := range a.Together {
			a.Together[i].Place = bits.TrailingZeros16(together[i].Mask)
		}
	}
	return a
}

// search fills top with what a query finds.
func (s *searcher) search(text string, o Options) {
	theme, rest, ok := o.Theme, text, o.Theme != ""
	if !ok {
		theme, rest, ok = CutTheme(text)
	}
	if ok {
		s.themed(s.ix.Catalogue.TagsIn(theme), rest, o)
		return
	}
	s.q.parse(text, o.Categories)
	s.run(o.Picks)
	if len(s.top) == 0 && s.q.by {
		// "by" is a word of tags too: "by hair hidden".
		s.q.parseWhole(text, o.Categories)
		s.run(o.Picks)
	}
	s.sortHits()
}

// sortHits sorts top where it is not sorted yet.
func (s *searcher) sortHits() {
	if s.unsorted {
		slices.SortFunc(s.top, byScore)
		s.top = s.top[:min(len(s.top), s.limit)]
	}
}

// hit is a tag found, with the best match so far.
type hit struct {
	score float32
	id    catalogue.ID
	entry uint32
	kind  kind
	word  uint8 // the word of the entry at which the match begins
	known bool  // the entry is one of what is known of the tag
	near  bool  // see Result.Near
}

// byScore orders hits, the best first.
func byScore(a, b hit) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id)) }

// searcher is the state of one search. It is used again and again, so that a
// key typed costs no allocation except its results.
type searcher struct {
	ix *Index
	q  query

	ctx     context.Context
	done    <-chan struct{}
	ticks   int
	stopped bool

	limit int
	floor float32 // the score below which no tag is of use
	top   []hit   // sorted, the best first; see pushUnsorted

	// unsorted is set when so many results are wanted that top is sorted only
	// at the end; at holds each tag's place in top plus one then.
	unsorted bool
	at       []uint32

	tokens [maxTokens]tokenWords

	// The entries with the query's letters.
	first, later index.Spelling

	// noting searches what is known of the tags.
	noting  *searcher
	relaxed relaxer
	fame    []float32 // see fameOf
	// whole is set when nothing may be left to type (see Near).
	whole bool

	// What appendMatched works with.
	normalized []byte
	wordStarts []uint32
	origin     []int
}

func (s *searcher) begin(ctx context.Context, ix *Index, o Options) {
	s.ix, s.ctx, s.done, s.stopped, s.ticks, s.whole = ix, ctx, ctx.Done(), ctx.Err() != nil, 0, false
	s.top, s.floor = s.top[:0], float32(math.Inf(-1))
	if s.limit = o.Limit; s.limit <= 0 {
		s.limit = defaultLimit
	}
	s.limit = min(s.limit, max(ix.Catalogue.Len(), 1))
	if s.unsorted = s.limit > mostSorted; s.unsorted {
		s.at = append(s.at[:0], make([]uint32, ix.Catalogue.Len())...)
	}
}

// mostSorted is the number of results up to which they are kept sorted, so
// that the lists end early. A person reads ten; a script may want all.
const mostSorted = 200

// run fills top.
func (s *searcher) run(picks map[string]int) {
	q, w := &s.q, s.ix.w
	if s.stopped {
		return
	}
	if len(q.text) == 0 {
		s.popular()
		return
	}
	if len(q.text) > maxQuery {
		return
	}
	for t := range s.tokens {
		s.tokens[t].all = false
	}
	s.exact()
	s.prefixes()
	s.inner()
	s.order()
	s.abbreviations()
	if s.within(w.typoBest(q.letters)-w.typoEach, w.typoPop) > 0 {
		s.typos()
	}
	s.picked(picks)
}

// tick tells now and then whether the search was cancelled.
func (s *searcher) tick() bool {
	if s.ticks++; s.ticks&1023 == 0 && s.done != nil {
		select {
		case <-s.done:
			s.stopped = true
		default:
		}
	}
	return s.stopped
}

// threshold is the score that a tag must reach to be among the results.
func (s *searcher) threshold() float32 {
	if len(s.top) < s.limit || s.unsorted {
		return s.floor
	}
	return max(s.floor, s.top[len(s.top)-1].score)
}

// push takes a match of an entry into account, and reports whether the threshold
// rose.
func (s *searcher) push(score float32, e uint32, k kind, word int) bool {
	full := len(s.top) >= s.limit && !s.unsorted
	id := s.ix.At[e].Tag
	if full {
		last := &s.top[len(s.top)-1]
		if score < last.score || score == last.score && id > last.id {
			return false
		}
	}
	if s.q.categories != allCategories && s.q.categories&(1<<s.ix.Catalogue.Category(id)) == 0 {
		return false
	}
	h := hit{score: score, id: id, entry: e, kind: k, word: uint8(word)}
	if s.unsorted {
		s.pushUnsorted(h)
		return false
	}
	at := -1
	for i := range s.top {
		if s.top[i].id == id {
			at = i
			break
		}
	}
	switch {
	case at >= 0:
		if !h.betters(s.top[at]) {
			return false
		}
	case full:
		at = len(s.top) - 1
	default:
		at = len(s.top)
		s.top = append(s.top, h)
	}
	for at > 0 && (s.top[at-1].score < score || s.top[at-1].score == score && s.top[at-1].id > id) {
		s.top[at] = s.top[at-1]
		at--
	}
	s.top[at] = h
	return len(s.top) >= s.limit
}

// betters reports whether a match of a tag goes before another of the same tag.
func (h hit) betters(old hit) bool {
	if h.score != old.score {
		return h.score > old.score
	}
	return h.entry < old.entry || h.entry == old.entry && h.kind < old.kind
}

// pushUnsorted takes a hit into account where nothing is sorted yet.
func (s *searcher) pushUnsorted(h hit) {
	if i := s.at[h.id]; i == 0 {
		s.top = append(s.top, h)
		s.at[h.id] = uint32(len(s.top))
	} else if h.betters(s.top[i-1]) {
		s.top[i-1] = h
	}
}

// least returns the popularity below which no entry can reach the threshold by a
// match of at most best with a popularity of weight pop.
func (s *searcher) least(best, pop float32) float32 {
	// A little is left for rounding.
	const slack = 1e-3
	return (s.threshold()-best)/pop - slack
}

// within returns the number of the first entry that is less popular than that.
func (s *searcher) within(best, pop float32) uint32 {
	ix, least := s.ix, s.least(best, pop)
	return uint32(sort.Search(int(ix.Len()), func(e int) bool { return ix.At[e].Popularity < least }))
}

// reach is within for names and for aliases.
func (s *searcher) reach(best, pop float32) index.Reach {
	return index.Reach{Names: s.within(best, pop), Aliases: s.within(best-s.ix.w.alias, pop)}
}

// score adds the popularity of an entry's tag to a match, and takes off what an
// alias costs.
func (s *searcher) score(match, pop float32, e uint32) float32 {
	ix := s.ix
	match += pop * ix.At[e].Popularity
	if ix.IsAlias(e) {
		match -= ix.w.alias
	}
	return match
}

// results turns hits into results.
func (s *searcher) results(hits []hit) []Result {
	if len(hits) == 0 {
		return nil
	}
	out := make([]Result, len(hits))
	offsets := make([]int, 0, len(hits)*(len(s.q.text)+1))
	for i, h := range hits {
		r := &out[i]
		r.ID, r.Tag, r.Near = h.id, s.ix.Catalogue.Tag(h.id), h.near
		if at := s.relaxed.at; h.kind == relaxedMatch && at[h.id] > 0 {
			c := &s.relaxed.found[at[h.id]-1]
			if r.Rest = s.rest(cmp.Or(c.name, c.says)); !h.near {
				r.Rest = s.rest(c.mask)
			}
		}
		in := s
		if h.known {
			in = s.noting
		}
		if name, alias := in.ix.EntryName(h.entry); alias && !(h.known && in.ix.glosses[h.entry]) {
			r.Alias = name
		} else if h.known {
			continue // a gloss says it in other words
		}
		from := len(offsets)
		offsets = in.appendMatched(offsets, h)
		slices.Sort(offsets[from:])
		r.Matched = slices.Compact(offsets[from:len(offsets):len(offsets)]) // a character of several bytes is one
	}
	return out
}
