package search

import "tailor/tags/search/letters"

// scoring are the constants of the ranking.
//
// A query is seen as a message that came through a noisy channel: somebody
// meant a tag, and typed its beginning, or the first letters of its words, or
// made a typo. The best answer is the tag for which
//
//	P(tag) × P(query | tag)
//
// is greatest, and a score is the logarithm of that product, in nats. The
// first factor is how common the tag is. It is the count to the power of
// popularity, about a half: people look for rare tags more often than the
// counts say, because the common ones they know by heart. The second factor
// is told by the kind of match, and each constant below is the logarithm of how
// likely a person is to type that kind of thing, less what the details cost.
// A tag's score is that of its best entry by its best kind of match.
//
// The constants were found by reasoning of this kind first, and then varied
// one by one (TestTune) on queries that inventQueries makes up. What these
// look like, how tags are drawn for them and where a name is cut, was taken
// from the look of the golden queries; the golden queries themselves were no
// part of the tuning, and TestRanking measures by them. Where a better figure
// would have made for a worse list the list went first: the most common tags
// for one or two letters, a name before its own variants.
type scoring struct {
	// The power of the count, by the kind of match.
	prefixPop, innerPop, wordsPop, initialsPop, orderPop, typoPop, lettersPop float32

	// alias is what a match in an alias costs.
	alias float32

	// prefix: the query begins the entry. Each tag can be cut at as many
	// places as it has letters, so a long tag is the less likely to be
	// meant by any one of its beginnings: log(length) times prefixLength.
	// Of a few letters it tells less (lengthTells), and prefixShort stands for it.
	prefix, prefixLength, prefixShort float32
	// Beginnings of less than prefixLeast of a name are rare, as people go
	// on typing, though each name passes through its first letters; so are those
	// of more than prefixMost, as they would have accepted it before; except the
	// last letter, which is left out as often as it is still to come, and a
	// beginning of whole words.
	prefixUnder, prefixOver float32
	// prefixJoined: the query goes on behind a whole word of some letters as if
	// the entry had no separator there: "hoshino" is a name rather than "hoshi no".
	prefixJoined float32
	// wholeJoined: the query has all of the entry's letters, but not its
	// separators. wholeClosed: it has all of them and a separator behind,
	// as if another word were to come.
	wholeJoined, wholeClosed float32
	// boundary is what a separator costs that is typed where the entry has
	// none; pointed what punctuation costs that differs.
	boundary, pointed float32

	// inner: the query begins a later word and goes on from there.
	inner, innerLeft, innerTail, innerWords, innerLater float32

	// initials: one letter for each word, all words.
	initials float32
	// words: beginnings of words, in order (see segmentCost). The parts of a
	// compound ("book|shelf") count as words, for compound.
	words, segment, segmentOne, segmentLong, segmentWhole, leading, between, trailing, compound float32

	// order: each word of the query begins a word of the entry, in any
	// order.
	order, orderLeft, orderMissing, orderSwap float32

	// typo: as prefix, or word by word as order, with typos.
	typo, typoLength, typoEach, typoLeft, typoMissing, typoUnfinished float32

	// letters: all letters in order, the first beginning a word.
	letters, lettersShort, lettersGap, lettersSkip, lettersLeft float32
}

// The part of a name's letters, at least and at most, that a person has
// usually typed when the name is found.
const (
	prefixLeast = 0.33
	prefixMost  = 0.6
)

// exactScore and looseScore set what matches entirely apart from all else: the
// spelling with its punctuation, then the letters alone. An alias that matches
// entirely stands behind a name.
const (
	exactScore = 3000
	looseScore = 2000
	aliasScore = -500
	// The other matches are far below. A pick never lifts a tag above these.
)

// shortestAlias is the number of letters from which an alias that matches
// entirely stands before all that the query only begins: "lo" is an alias of
// a magazine and "ski" one of skis, and both are nearly always the beginning
// of something else. The same holds for a name of which punctuation is left
// out.
const shortestAlias = 4

// lengthTells is how much a name's length tells of whether n letters are its
// beginning, from nothing to all. The first three may begin anything.
func lengthTells(n int) float32 { return min(max(float32(n-2)/5, 0), 1) }

// prefixBest is the best that n letters can match as a beginning.
func (w *scoring) prefixBest(n int) float32 {
	tells := lengthTells(n)
	return w.prefix - w.prefixLength*letters.Logarithm(n)*tells - w.prefixShort*(1-tells)
}

var defaultScoring = scoring{
	prefixPop: 0.6, innerPop: 0.6, wordsPop: 0.6, initialsPop: 0.7, orderPop: 0.5, typoPop: 0.5, lettersPop: 0.5,
	alias:  5,
	prefix: 9.8, prefixLength: 0.7, prefixShort: 1.5, prefixUnder: 3, prefixOver: 2, prefixJoined: 1, wholeJoined: 8, wholeClosed: 7, boundary: 4, pointed: 4,
	inner: 9, innerLeft: 1.5, innerTail: 2, innerWords: 0.5, innerLater: 1.5,
	initials: 7.5,
	words:    7.6, segment: 0.7, segmentOne: 3, segmentLong: 3, segmentWhole: 0.5, leading: 4, between: 4, trailing: 3, compound: 0,
	order: 7, orderLeft: 0.3, orderMissing: 2, orderSwap: 0.5,
	typo: -3.5, typoLength: 0.9, typoEach: 2, typoLeft: 0.3, typoMissing: 1.5, typoUnfinished: 1,
	letters: 7.2, lettersShort: 2, lettersGap: 1.5, lettersSkip: 2, lettersLeft: 0.1,
}

// typoBest is the best that a query of n letters can match with a typo. The
// longer it is, the less likely it is near a tag by chance.
func (w *scoring) typoBest(n int) float32 {
	return w.typo + w.typoLength*float32(min(n, 12))
}

// shortestLetters is the number of letters from which they may be scattered.
const shortestLetters = 3

// lettersBest is the best that n letters in order can match. Few letters are
// found in order nearly everywhere.
func (w *scoring) lettersBest(n int) float32 {
	return w.letters - w.lettersGap - w.lettersShort*float32(max(0, 6-n))
}
