package tags

import (
	"bytes"
	"context"
	"math"
	"math/bits"
	"slices"
	"sort"
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

// defaultLimit is the number of results where Options has none.
const defaultLimit = 10

// Search returns the tags that a query means, the best first. A query that
// begins with "by " or with a category and a colon ("char:") finds tags of
// that category alone; when nothing is behind it, or the query is empty and
// Options names categories, the most popular tags of the category come.
//
// When ctx is cancelled Search returns nil soon.
func (ix *Index) Search(ctx context.Context, text string, o Options) []Result {
	s := ix.scratch.Get().(*searcher)
	defer ix.scratch.Put(s)
	s.begin(ctx, ix, o)
	s.search(text, o)
	if s.stopped {
		return nil
	}
	return s.results()
}

// search fills top with what a query finds.
func (s *searcher) search(text string, o Options) {
	s.q.parse(text, o.Categories)
	s.run(o.Picks)
	if len(s.top) == 0 && s.q.by {
		// "by" is a word of tags too: "by hair hidden".
		s.q.parseWhole(text, o.Categories)
		s.run(o.Picks)
	}
}

// hit is a tag found, with the best fit so far.
type hit struct {
	score float32
	id    ID
	entry uint32
	kind  kind
	word  uint8 // the word of the entry at which the fit begins
}

// searcher is the state of one search. It is used again and again, so that a
// key typed costs no allocation but for its results.
type searcher struct {
	ix *Index
	q  query

	ctx     context.Context
	done    <-chan struct{}
	ticks   int
	stopped bool

	limit int
	top   []hit // sorted, the best first

	tokens [maxTokens]tokenWords
	// whole is set when nothing may be left to type (see Near).
	whole bool

	// What appendMatched works with.
	squashed   []byte
	wordStarts []uint32
	origin     []int
}

func (s *searcher) begin(ctx context.Context, ix *Index, o Options) {
	s.ix, s.ctx, s.done, s.stopped, s.ticks = ix, ctx, ctx.Done(), ctx.Err() != nil, 0
	s.top = s.top[:0]
	if s.limit = o.Limit; s.limit <= 0 {
		s.limit = defaultLimit
	}
	s.limit = min(s.limit, max(ix.c.Len(), 1))
}

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
	s.exact()
	s.prefixes()
	s.inner()
	s.order()
	s.abbreviations()
	if s.within(w.slipBest(len(q.text))-w.slipEach, w.slipPop) > 0 {
		s.slips()
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

// floor is the score that a tag must reach to be among the results.
func (s *searcher) floor() float32 {
	if len(s.top) < s.limit {
		return float32(math.Inf(-1))
	}
	return s.top[len(s.top)-1].score
}

// offer takes a fit of an entry into account, and tells whether the floor
// rose.
func (s *searcher) offer(score float32, e uint32, k kind, word int) bool {
	full := len(s.top) >= s.limit
	id := ID(s.ix.owner[e])
	if full {
		last := &s.top[len(s.top)-1]
		if score < last.score || score == last.score && id > last.id {
			return false
		}
	}
	if s.q.categories&(1<<s.ix.c.tags[id].category) == 0 {
		return false
	}
	h := hit{score: score, id: id, entry: e, kind: k, word: uint8(word)}
	at := -1
	for i := range s.top {
		if s.top[i].id == id {
			at = i
			break
		}
	}
	switch {
	case at >= 0:
		if old := &s.top[at]; score < old.score || score == old.score && (e > old.entry || e == old.entry && k >= old.kind) {
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

// within returns the number of the first entry that cannot reach the floor by
// a fit of at most best with a popularity of weight pop.
func (s *searcher) within(best, pop float32) uint32 {
	ix := s.ix
	floor := s.floor()
	if math.IsInf(float64(floor), -1) {
		return uint32(len(ix.owner))
	}
	// A little is left for rounding.
	const slack = 1e-3
	if pop <= 0 {
		if best+slack < floor {
			return 0
		}
		return uint32(len(ix.owner))
	}
	least := (floor-best)/pop - slack
	id := sort.Search(len(ix.popularity), func(i int) bool { return ix.popularity[i] < least })
	if id == len(ix.popularity) {
		return uint32(len(ix.owner))
	}
	return ix.nameEntry(ID(id))
}

// score adds the popularity of an entry's tag to a fit, and takes off what an
// alias costs.
func (s *searcher) score(fit, pop float32, e uint32) float32 {
	ix := s.ix
	fit += pop * ix.popularity[ix.owner[e]]
	if ix.isAlias(e) {
		fit -= ix.w.alias
	}
	return fit
}

// popular lists the most popular tags of the categories asked for.
func (s *searcher) popular() {
	if s.q.categories == allCategories || len(s.q.key) > 0 {
		return
	}
	for id := range s.ix.c.tags {
		if s.tick() || len(s.top) == s.limit {
			return
		}
		s.offer(s.ix.popularity[id], s.ix.nameEntry(ID(id)), noFit, 0)
	}
}

// exact finds the entries whose text is the query's.
func (s *searcher) exact() {
	ix, q := s.ix, &s.q
	places, heads := ix.first[2].bucket(bucketOf(q.text, 3))
	n := uint32(len(q.text))
	for i, head := range heads {
		if head != q.head {
			continue
		}
		e := places[i] >> placeBits
		if ix.starts[e+1]-ix.starts[e] == n && bytes.Equal(ix.entryText(e), q.text) {
			score, k := s.wholeScore(e)
			s.offer(score, e, k, 0)
		}
	}
}

// wholeScore returns the score of an entry whose text is the query's.
func (s *searcher) wholeScore(e uint32) (float32, kind) {
	ix, w := s.ix, s.ix.w
	fit, k, same := ix.wholeFit(&s.q, e)
	if !same {
		return s.score(fit, w.prefixPop, e), k
	}
	return fit + w.prefixPop*ix.popularity[ix.owner[e]], k
}

// walk goes through the places at which a text begins with prefix, in the
// first or the later words, as far as they can reach the floor.
func (s *searcher) walk(lists *[3]lists, prefix []byte, best, pop float32, f func(e uint32, k int) bool) {
	ix := s.ix
	depth := min(len(prefix), 3)
	places, heads := lists[depth-1].bucket(bucketOf(prefix, depth))
	head, mask := headKey(prefix), headMask(len(prefix))
	end := s.within(best, pop)
	exactCodes := true
	for _, c := range prefix[:depth] {
		exactCodes = exactCodes && codeOf[c] != codes-1
	}
	for i, place := range places {
		e := place >> placeBits
		if e >= end || s.tick() {
			return
		}
		k := int(place & (maxWords - 1))
		if heads != nil {
			if heads[i]&mask != head {
				continue
			}
			if len(prefix) > 8 && !bytes.HasPrefix(ix.textFrom(e, k), prefix) {
				continue
			}
		} else if !exactCodes && !bytes.HasPrefix(ix.textFrom(e, k), prefix) {
			continue
		}
		if f(e, k) {
			end = s.within(best, pop)
		}
	}
}

func (s *searcher) prefixes() {
	ix, q, w := s.ix, &s.q, s.ix.w
	s.walk(&ix.first, q.text, w.prefix-w.prefixLength*logarithm(len(q.text)), w.prefixPop, func(e uint32, _ int) bool {
		return s.offer(s.score(ix.prefixFit(q, e), w.prefixPop, e), e, prefixFit, 0)
	})
}

func (s *searcher) inner() {
	ix, q, w := s.ix, &s.q, s.ix.w
	s.walk(&ix.later, q.text, w.inner-w.innerWords*logarithm(2), w.innerPop, func(e uint32, k int) bool {
		return s.offer(s.score(ix.innerFit(q, e, k), w.innerPop, e), e, innerFit, k)
	})
}

// order looks for the words of the query in any order, by the one that the
// fewest words begin with.
func (s *searcher) order() {
	ix, q, w := s.ix, &s.q, s.ix.w
	if len(q.starts) < 2 || len(q.starts) > maxTokens {
		return
	}
	rarest, fewest := 0, math.MaxInt
	for t := range q.starts {
		token := q.word(t)
		depth := min(len(token), 3)
		b := bucketOf(token, depth)
		n := 0
		for _, l := range []*lists{&ix.first[depth-1], &ix.later[depth-1]} {
			n += int(l.at[b+1] - l.at[b])
		}
		if n < fewest {
			rarest, fewest = t, n
		}
	}
	token := q.word(rarest)
	for _, l := range []*[3]lists{&ix.first, &ix.later} {
		s.walk(l, token, w.order, w.orderPop, func(e uint32, k int) bool {
			fit, ok := ix.orderFit(q, e)
			return ok && s.offer(s.score(fit, w.orderPop, e), e, orderFit, 0)
		})
	}
}

// abbreviations looks for the initials of words, the beginnings of words in
// order, and the letters in order.
func (s *searcher) abbreviations() {
	ix, q, w := s.ix, &s.q, s.ix.w
	n := len(q.text)
	if n < 2 || n > maxLetters {
		return
	}
	second := laterBit(q.text[1])
	// Initials first: they raise the floor for the rest.
	if q.boundary&^(1<<n) == 0 || len(q.starts) == n {
		initials := q.set
		for _, c := range q.text[1:] {
			initials |= laterBit(c)
		}
		s.walkSet(&ix.first, initials, w.initials, w.initialsPop, func(e uint32) bool {
			return ix.isInitials(q, e) && s.offer(s.score(w.initials, w.initialsPop, e), e, initialsFit, 0)
		})
	}
	s.walkWords(&ix.first, second, w.words-w.segmentLeast())
	s.walkWords(&ix.later, second, w.words-w.segmentLeast()-w.leading)
}

// walkSet goes through the places where a word begins with the query's first
// letter in entries that have all of a set.
func (s *searcher) walkSet(l *[3]lists, set uint64, best, pop float32, f func(e uint32) bool) {
	ix := s.ix
	places, _ := l[0].bucket(bucketOf(s.q.text, 1))
	end := s.within(best, pop)
	for _, place := range places {
		e := place >> placeBits
		if e >= end || s.tick() {
			return
		}
		if set&^ix.sets[e] == 0 && f(e) {
			end = s.within(best, pop)
		}
	}
}

// walkWords goes through the places where a word begins with the query's
// first letter, and judges the entries there that have all of its letters: as
// beginnings of words, of which the fit is best at most, where the query's
// second letter follows or the entry has a bit of second, and as letters in
// order.
func (s *searcher) walkWords(l *[3]lists, second uint64, best float32) {
	ix, q, w := s.ix, &s.q, s.ix.w
	places, _ := l[0].bucket(bucketOf(q.text, 1))
	n := len(q.text)
	letters := n >= shortestLetters && len(q.starts) == 1
	bestLetters := w.lettersBest(n)
	words, other, end := uint32(0), uint32(0), uint32(0)
	limit := func() {
		words, other = s.within(best, w.wordsPop), 0
		if letters {
			other = s.within(bestLetters, w.lettersPop)
		}
		end = max(words, other)
	}
	limit()
	for _, place := range places {
		e := place >> placeBits
		if e >= end || s.tick() {
			return
		}
		have := ix.sets[e]
		if q.set&^have != 0 {
			continue
		}
		k := int(place & (maxWords - 1))
		rose := false
		if e < words {
			follows := second == 0 || have&second != 0
			if !follows {
				text := ix.textFrom(e, k)
				follows = len(text) > 1 && text[1] == q.text[1]
			}
			if follows {
				if fit, ok := ix.wordsFit(q, e, k); ok {
					rose = s.offer(s.score(fit, w.wordsPop, e), e, wordsFit, k)
				}
			}
		}
		if e < other {
			if fit, ok := ix.lettersFit(q, e, k); ok && s.offer(s.score(fit, w.lettersPop, e), e, lettersFit, k) {
				rose = true
			}
		}
		if rose {
			limit()
		}
	}
}

// picked lifts the tags that the user picked before.
func (s *searcher) picked(picks map[string]int) {
	for name, times := range picks {
		if times <= 0 || s.tick() {
			continue
		}
		id, alias, ok := s.ix.c.Lookup(name)
		if !ok || alias != "" {
			continue
		}
		bonus := pickBonus(times)
		first := s.ix.nameEntry(id)
		for e := first; e <= first+uint32(s.ix.c.tags[id].aliases); e++ {
			if fit, k, word, ok := s.judge(e); ok && k > looseFit {
				s.offer(fit+bonus, e, k, word)
			}
		}
	}
}

// pickBonus is what a tag gains that was picked so many times: from the first
// pick on as much as twice the popularity, in the end as much as about a
// hundred times.
func pickBonus(times int) float32 {
	return min(0.35*float32(1+bits.Len(uint(times))), 2.5)
}

// judge returns the best score of one entry, by whatever kind of fit. It is
// what a plain scan of all entries would use.
func (s *searcher) judge(e uint32) (score float32, k kind, word int, ok bool) {
	ix, q, w := s.ix, &s.q, s.ix.w
	take := func(v float32, kd kind, at int) {
		if !ok || v > score || v == score && kd < k {
			score, k, word, ok = v, kd, at, true
		}
	}
	text, words := ix.entryText(e), ix.entryWords(e)
	if len(words) == 0 || len(q.text) == 0 || len(q.text) > maxQuery {
		return
	}
	if bytes.HasPrefix(text, q.text) {
		if len(text) == len(q.text) {
			score, kd := s.wholeScore(e)
			take(score, kd, 0)
		}
		take(s.score(ix.prefixFit(q, e), w.prefixPop, e), prefixFit, 0)
	}
	n := len(q.text)
	if q.boundary&^(1<<(n&63)) == 0 || len(q.starts) == n {
		if n <= maxLetters && ix.isInitials(q, e) {
			take(s.score(w.initials, w.initialsPop, e), initialsFit, 0)
		}
	}
	for i := range words {
		if i > 0 && bytes.HasPrefix(ix.textFrom(e, i), q.text) {
			take(s.score(ix.innerFit(q, e, i), w.innerPop, e), innerFit, i)
		}
		if q.set&^ix.sets[e] == 0 {
			if fit, ok := ix.wordsFit(q, e, i); ok {
				take(s.score(fit, w.wordsPop, e), wordsFit, i)
			}
			if len(q.starts) == 1 {
				if fit, ok := ix.lettersFit(q, e, i); ok {
					take(s.score(fit, w.lettersPop, e), lettersFit, i)
				}
			}
		}
	}
	if fit, ok := ix.orderFit(q, e); ok {
		take(s.score(fit, w.orderPop, e), orderFit, 0)
	}
	if fit, _, ok := ix.slipFit(q, e); ok {
		take(s.score(fit, w.slipPop, e), slipFit, 0)
	}
	if fit, _, ok := ix.slipWordsFit(q, e); ok {
		take(s.score(fit, w.slipPop, e), slipWordsFit, 0)
	}
	return
}

// results turns the hits into results.
func (s *searcher) results() []Result {
	if len(s.top) == 0 {
		return nil
	}
	out := make([]Result, len(s.top))
	var offsets []int
	for i, h := range s.top {
		r := &out[i]
		r.ID, r.Tag = h.id, s.ix.c.Tag(h.id)
		if name, alias := s.ix.entryName(h.entry); alias {
			r.Alias = name
		}
		from := len(offsets)
		offsets = s.appendMatched(offsets, h)
		r.Matched = offsets[from:len(offsets):len(offsets)]
	}
	for i := range out {
		slices.Sort(out[i].Matched)
	}
	return out
}
