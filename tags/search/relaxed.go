package search

import (
	"slices"
	"strings"

	"tailor/tags/english"
	"tailor/tags/search/index"
	"tailor/tags/search/letters"
	"tailor/tags/search/parts"
)

// The relaxed pass finds what no other does: tags that hold some of the words
// of the query, in whatever form, or words that mean the same. A tag is the
// better the more of the query it covers, words weighed by how rare they are,
// and the less else it holds.

const (
	// maxTerms is the number of words of a query that the relaxed pass looks
	// at: a clause, no story.
	maxTerms = 16
	// mostPostings bounds the entries that are looked at. The words are taken
	// from the rarest on, so that what is left out says least.
	mostPostings = 6_000
	// mostBegun bounds the entries that have nothing but one word that is
	// being typed.
	mostBegun = 8
	// shortestBegun is the number of letters from which a word that is being
	// typed tells which it may be.
	shortestBegun = 3
	// mostPrefixWords bounds the words that one begun word may stand for.
	mostPrefixWords = 400
)

// wordMark is a word of a vocabulary that stands for terms of the query.
type wordMark struct {
	word    uint32
	mask    uint16
	quality float32
}

// relaxer is the state of the relaxed pass, used again and again.
type relaxer struct {
	terms   parts.Terms
	content uint16 // the terms that are no stop words
	// essential are the terms of content but those for whom the picture
	// shows, where there are others.
	essential uint16
	total     float32 // the weight of those
	alts      parts.Alternatives
	scratch   []string

	own, known gathering
	found      []candidate
	full       []hit             // what has all words of the query
	series     []said            // see findSeries
	titles     map[string]string // the series of each title met, "" for none
	spelled    uint16            // the terms for which the lists' own names have words
	single     bool              // the query is one word
	repeats    bool              // a word stands in it twice
	follows    bool              // its last word says nothing, so that another one follows
	everyday   bool              // words of the query are known to mean others
	at         []uint32          // by tag its place in found plus one
	best       []float32         // the scores of the best, rising
	parts      parts.Set
	together   uint16 // the terms that several tags stand for
}

// gathering is what the relaxed pass knows of the words and entries of one
// index.
type gathering struct {
	marks   []wordMark
	slot    []uint16 // by word of the vocabulary its place in marks plus one
	masks   []uint16 // by entry the terms that its words stand for
	touched []uint32
	groups  []group
}

// group is the entries that cover the same terms.
type group struct {
	mask    uint16
	weight  float32 // the part of the query's weight
	entries []uint32
}

// candidate is a tag that covers words of the query.
type candidate struct {
	hit
	score float32
	mask  uint16 // the terms that any of its texts covers
	says  uint16 // those that the best one does
	cover float32
	sum   float32 // what all of its texts cover
	name  uint16  // the terms of the tag's name, where all of it is in the query
	all   bool    // one text has all of the query and nothing else, in whatever words
	// passing is set where the best text has no more than another form or a
	// continuation of one word.
	passing bool
}

// prepare takes the query apart into terms and the words that may stand for
// them. It reports whether there is anything to look for.
func (s *searcher) prepare() bool {
	q, r := &s.q, &s.relaxed
	n := min(len(q.starts), maxTerms)
	r.single = n == 1
	for i := range n {
		text := string(q.word(i))
		r.terms = append(r.terms, parts.NewTerm(text))
	}
	r.terms.Deny()
	last := len(q.starts) - 1
	for i := range r.terms {
		t := &r.terms[i]
		bit := uint16(1) << i
		if slices.ContainsFunc(r.terms[:i], func(o parts.Term) bool { return o.Text == t.Text }) {
			t.Stop, t.Weight, r.repeats = true, 0, true // said before
			continue
		}
		t.Stop = t.Stop || i+1 < n && english.Fills(t.Text, r.terms[i+1].Text)
		if t.Stop && (i < last || q.closed || r.content != 0) {
			t.Weight = stopWeight
			r.follows = r.follows || i == last
		} else {
			t.Stop = false
			t.Weight = s.weigh(t.Text, i == last && !q.closed)
			if english.Subjects.Has(t.Text) && n > 1 {
				t.Weight *= subjectWeight
			} else {
				r.essential |= bit
			}
			r.content |= bit
			r.total += t.Weight
		}
		r.alts.Add(t.Text, bit, parts.AsItStands)
		if i == last && !q.closed && len(t.Text) >= shortestBegun {
			r.alts = append(r.alts, parts.Alternative{Text: t.Text, Mask: bit, Quality: parts.AsTyped, Begun: true})
		}
		if t.Stop || !letters.ASCII(t.Text) {
			continue
		}
		r.scratch = r.alts.AddForms(r.scratch[:0], t.Text, bit, i == last && !q.closed)
		t.Verb = strings.HasSuffix(t.Text, "ing") || slices.ContainsFunc(r.scratch, func(form string) bool {
			return strings.HasSuffix(form, "ing") && s.ix.KnownWord(form)
		})
		r.everyday = r.alts.AddMeanings(t.Text, bit) || r.everyday
		if i+1 < n && letters.ASCII(r.terms[i+1].Text) {
			both, next := bit|bit<<1, r.terms[i+1].Text
			if i+1 < last || q.closed || len(next) >= shortestBegun {
				r.alts.Add(t.Text+next, both, parts.AsJoined) // a letter or two begin a word of their own
			}
			if tag, ok := english.Counted(t.Text, next); ok {
				r.alts.Add(tag, both, parts.AsItStands)
			}
			r.everyday = r.alts.AddMeanings(t.Text+" "+next, both) || r.everyday
			if i+2 < n {
				r.everyday = r.alts.AddMeanings(t.Text+" "+next+" "+r.terms[i+2].Text, both|bit<<2) || r.everyday
			}
		}
	}
	if r.essential == 0 {
		r.essential = r.content
	}
	s.findSeries()
	return r.content != 0
}

// stopWeight is what a word weighs that says nothing.
const stopWeight = 0.3

// subjectWeight is the part of their weight that they keep.
const subjectWeight = 0.3

// weigh returns how much a word of the query says: the rarer it is in tags, the
// more. One that no tag has weighs as one in the middle, since it may be the
// beginning of any.
func (s *searcher) weigh(text string, begun bool) float32 {
	v := &s.ix.Vocab
	n := 0
	if w, ok := v.Find(text); ok {
		n = len(v.With(w))
	} else if begun {
		from, to := v.WithPrefix([]byte(text))
		n = int(v.PostingsAt[to] - v.PostingsAt[from])
	}
	if n == 0 {
		return 6
	}
	return s.ix.Rarity(n)
}

// gather marks the words of an index that stand for terms, and looks at the
// entries that have them. known is set for the index of what is known.
func (s *searcher) gather(ix *Index, known bool) {
	r := &s.relaxed
	g := &r.own
	if known {
		g = &r.known
	}
	if len(g.slot) < ix.Vocab.Len() {
		g.slot = make([]uint16, ix.Vocab.Len())
	}
	if uint32(len(g.masks)) < ix.Len() {
		g.masks = make([]uint16, ix.Len())
	}
	for _, a := range r.alts {
		if !known && r.single && (a.Begun || a.Quality == parts.AsItStands) {
			continue // the other passes find the word itself
		}
		g.mark(&ix.Vocab, a)
	}
	if !s.settled() {
		s.markTypos(ix, g)
	}
	g.collect(ix, r)
	s.considerAll(ix, g, known)
	for _, m := range g.marks {
		g.slot[m.word] = 0
	}
	for _, e := range g.touched {
		g.masks[e] = 0
	}
	g.marks, g.touched = g.marks[:0], g.touched[:0]
}

// mark finds an alternative in a vocabulary.
func (g *gathering) mark(v *index.Vocabulary, a parts.Alternative) {
	if a.Begun {
		from, to := v.WithPrefix([]byte(a.Text))
		for w := from; w < min(to, from+mostPrefixWords); w++ {
			g.set(w, a.Mask, a.Quality)
		}
	} else if w, ok := v.Find(a.Text); ok {
		g.set(w, a.Mask, a.Quality)
	}
}

// set marks a word. Where it stands for several terms it is taken for the one
// that it fits best: a word of a tag answers one of the query, or those that
// it joins.
func (g *gathering) set(w uint32, mask uint16, quality float32) {
	if i := g.slot[w]; i > 0 {
		if m := &g.marks[i-1]; quality > m.quality {
			m.mask, m.quality = mask, quality
		}
		return
	}
	if len(g.marks) < 1<<16-2 {
		g.marks = append(g.marks, wordMark{w, mask, quality})
		g.slot[w] = uint16(len(g.marks))
	}
}

// markTypos marks the words that a word of the query is a typo away from,
// where none stands for it otherwise.
func (s *searcher) markTypos(ix *Index, g *gathering) {
	r := &s.relaxed
	have := uint16(0)
	for _, m := range g.marks {
		have |= m.mask
	}
	if g == &r.own {
		r.spelled = have
	}
	have |= r.spelled
	for i := range min(len(r.terms), maxTokens) {
		t := &r.terms[i]
		if have&(1<<i) != 0 || t.Stop || len(t.Text) < letters.ShortestUnfinished || !letters.ASCII(t.Text) {
			continue
		}
		if g != &r.own || !s.tokens[i].all {
			s.ix, ix = ix, s.ix
			s.findBegun(i)
			s.findNear(i, s.ix.Len(), true)
			s.ix, ix = ix, s.ix
		}
		for _, n := range s.tokens[i].near {
			if n.left == 0 {
				g.set(n.word, 1<<i, parts.AsTypo)
			}
		}
	}
}

// collect lists the entries that hold a marked word of a term that is no stop
// word, from the rarest word on, and those that are being typed last.
func (g *gathering) collect(ix *Index, r *relaxer) {
	v := &ix.Vocab
	slices.SortFunc(g.marks, func(a, b wordMark) int {
		if typed := b.quality == parts.AsTyped; typed != (a.quality == parts.AsTyped) {
			if typed {
				return -1
			}
			return 1
		}
		return len(v.With(a.word)) - len(v.With(b.word))
	})
	left := mostPostings
	for i, m := range g.marks {
		g.slot[m.word] = uint16(i + 1)
		if m.mask&r.content == 0 {
			continue
		}
		fresh := left
		if m.quality == parts.AsTyped && !r.single {
			fresh = min(left, mostBegun)
		}
		for _, e := range v.With(m.word) {
			if g.masks[e] == 0 {
				if fresh <= 0 {
					continue
				}
				fresh--
				left--
				g.touched = append(g.touched, e)
			}
			g.masks[e] |= m.mask
		}
	}
}

// threshold is the score that a new candidate must reach.
func (r *relaxer) threshold() float32 {
	if len(r.best) < cap(r.best) || len(r.best) == 0 {
		return -1
	}
	return r.best[0] - 1
}

// raise takes a score into account.
func (r *relaxer) raise(score float32, limit int) {
	limit = min(limit, 40)
	if cap(r.best) != limit {
		r.best = make([]float32, 0, limit)
	}
	i, _ := slices.BinarySearch(r.best, score)
	switch {
	case len(r.best) < limit:
		r.best = slices.Insert(r.best, i, score)
	case i > 0:
		copy(r.best, r.best[1:i])
		r.best[i-1] = score
	}
}
