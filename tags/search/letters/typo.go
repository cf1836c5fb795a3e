package letters

import (
	"math/bits"
	"unicode/utf8"

	"tailor/data/distance"
)

// A typo is one wrong, missing or extra letter, or two neighbours swapped.
// Words are allowed one, from LongWord letters on two.

const (
	// ShortestTypo is the number of letters from which a word may hold a
	// typo, ShortestUnfinished that from which it may, while the word is
	// still being typed: below, nearly everything is near everything.
	ShortestTypo       = 3 // and of so few the first must be right
	ShortestUnfinished = 5
	// LongWord is the number of letters from which a word may hold two.
	LongWord = 6
)

// TyposAllowed returns how many typos a word of n letters may have.
func TyposAllowed(n int) int {
	switch {
	case n < ShortestTypo:
		return 0
	case n < LongWord:
		return 1
	}
	return 2
}

// Pattern is a word prepared to be compared with many others. Its zero
// value is the empty word.
type Pattern struct {
	text    []byte
	letters int // its characters
	// wide is set where characters are not bytes, or are more than a machine
	// word has bits.
	wide bool
	// at holds a bit for each place of a letter in the text.
	at [utf8.RuneSelf]uint64
}

// Set prepares the pattern of a text, which must not change while it is used.
func (p *Pattern) Set(text []byte) {
	p.text, p.letters = text, utf8.RuneCount(text)
	p.wide = p.letters != len(text) || len(text) > 64
	clear(p.at[:])
	if !p.wide {
		for i, c := range text {
			p.at[c&(utf8.RuneSelf-1)] |= 1 << i
		}
	}
}

// Count returns the number of typos between the pattern and a word, and the
// least between the pattern and any beginning of the word; k+1 stands for more
// than k. It is what data/distance counts, worked out for all letters of the
// pattern at once, a bit for each (Hyyrö, A bit-vector algorithm for computing
// Levenshtein and Damerau edit distances, 2003).
func (p *Pattern) Count(word []byte, k int) (whole, begun int) {
	if p.wide {
		return distance.Begun(string(p.text), string(word), k)
	}
	n, m := len(p.text), len(word)
	whole, begun = k+1, k+1
	if n > m+k || n == 0 {
		return whole, begun
	}
	last := uint64(1) << (n - 1)
	vp, vn, d0, before := ^uint64(0), uint64(0), uint64(0), uint64(0)
	distance := n
	begun = min(begun, n)
	end := min(m, n+k)
	for j, c := range word[:end] {
		here := uint64(0)
		if c < utf8.RuneSelf {
			here = p.at[c]
		}
		swap := (^d0 & here) << 1 & before
		d0 = ((here & vp) + vp) ^ vp | here | vn | swap
		hp, hn := vn|^(d0|vp), d0&vp
		if hp&last != 0 {
			distance++
		} else if hn&last != 0 {
			distance--
		}
		hp, hn = hp<<1|1, hn<<1
		vp, vn, before = hn|^(d0|hp), hp&d0, here
		if distance < begun {
			begun = distance
		}
		if distance-(end-1-j) > k {
			return whole, begun // each letter to come takes one off at most
		}
		if j == m-1 {
			whole = min(whole, distance)
		}
	}
	return whole, begun
}

// InWord tells with how many typos a word of the query stands for a word
// of the vocabulary, and how many letters of it are not typed yet. No typo at
// all is none of its business, nor are words whose beginnings differ by more
// than a typo, unless they are whole and end alike: with these two rules the
// words in question can be looked up by their first or last three letters.
func (p *Pattern) InWord(word []byte) (typos, left int, ok bool) {
	token, n := p.text, p.letters
	k := TyposAllowed(n)
	if k == 0 {
		return 0, 0, false
	}
	whole, begun := p.Count(word, k)
	if n < ShortestUnfinished {
		begun = k + 1
	}
	if n == ShortestTypo && token[0] != word[0] {
		return 0, 0, false // anything is near to three letters
	}
	switch {
	case begun == 0 || min(whole, begun) > k:
		return 0, 0, false
	case !NearStart(StartOf(token), StartOf(word)):
		if k == 1 || whole > k || TailBucket(token) != TailBucket(word) {
			return 0, 0, false
		}
		begun = whole
	}
	if whole <= begun {
		return whole, 0, true
	}
	return begun, max(utf8.RuneCount(word)-n, 1), true
}

// Start is the Codes of the first four letters of a text, 0 behind its end.
type Start [4]uint8

func StartOf(s []byte) (c Start) {
	for i := range c {
		if i < len(s) {
			c[i] = CodeOf[s[i]]
		}
	}
	return c
}

// NearStart reports whether one typo at most lies between the first three
// letters of two words, as NearStarts lists them.
func NearStart(q, w Start) bool {
	same := func(a, b, c uint8) bool { return w[0] == a && w[1] == b && w[2] == c }
	differ := 0
	for i := range 3 {
		if q[i] != w[i] {
			differ++
		}
	}
	return differ <= 1 ||
		w[1] == q[0] && w[2] == q[1] || w[0] == q[0] && w[2] == q[1] || // a letter missing in the query
		same(q[1], q[2], q[3]) || same(q[0], q[2], q[3]) || same(q[0], q[1], q[3]) || // one too many
		same(q[1], q[0], q[2]) || same(q[0], q[2], q[1]) // two swapped
}

// NearStarts calls column with two letters that the first three of a text near to
// the query begin with where the one at a place among them is left out, whatever
// that is, and with the two that may follow the three where the query has no other
// typo; and bucket with three letters. All texts are there, some several times.
func NearStarts(q Start, column func(place int, a, b, next, other uint8), bucket func(a, b, c uint8)) {
	column(2, q[0], q[1], q[3], q[2])
	column(1, q[0], q[2], q[3], q[3]) // another letter
	column(0, q[1], q[2], q[3], q[3])
	column(1, q[0], q[1], q[2], q[2]) // one missing
	column(0, q[0], q[1], q[2], q[2])
	bucket(q[0], q[1], q[2]) // the typo is further down
	bucket(q[0], q[1], q[3]) // one too many
	bucket(q[1], q[2], q[3])
	bucket(q[0], q[2], q[3])
	bucket(q[1], q[0], q[2]) // two swapped
	bucket(q[0], q[2], q[1])
}

// Three returns the bucket of three letters.
func Three(a, b, c uint8) int { return (int(a)*Codes+int(b))*Codes + int(c) }

// Beginning is the first eight letters of a query, prepared to tell by those of a
// text alone whether its beginning may be a typo or two away. It lets everything
// through that Count accepts.
type Beginning struct {
	head    uint64
	letters int // all letters of the query
	// One of the last letters, in each byte; the bits of the bytes where it stands
	// in a text with a typo before it; and those of the letters before it.
	late, about, before uint64
}

// BeginningOf prepares a query.
func BeginningOf(query []byte) Beginning {
	b := Beginning{head: Head(query), letters: len(query)}
	if at := min(len(query), 7) - 1; at > 0 {
		b.late = uint64(query[at]) * (tops >> 7)
		b.about = tops & (HeadMask(at+2) &^ HeadMask(at-1))
		b.before = HeadMask(at)
	}
	return b
}

// Near reports whether one typo at most may lie between the two.
func (b *Beginning) Near(text uint64) bool {
	x := text ^ b.late
	return ((x-tops>>7)&^x&b.about != 0 || (text^b.head)&b.before == 0) && b.near(text)
}

func (b *Beginning) near(text uint64) bool {
	n := min(b.letters, 8)
	p := bits.LeadingZeros64(b.head^text) / 8
	if p >= n-1 {
		return true
	}
	q, t := b.head<<(8*p), text<<(8*p)
	rest := n - p                            // letters of the query from the first difference on
	return (q^t)<<8&HeadMask(rest-1) == 0 || // a wrong one
		(q<<8^t)&HeadMask(rest-1) == 0 || // one too many
		(q^t<<8)&HeadMask(min(rest, 7-p)) == 0 || // one missing
		(q^t)<<16&HeadMask(rest-2) == 0 // two swapped
}

// Within reports whether k typos at most, of two, may lie between the query and the
// beginning of a word of size letters: but for k of them each letter of the query
// stands in the word, two places away at most.
func (b *Beginning) Within(word uint64, size, k int) bool {
	if k == 1 {
		return b.Near(word)
	}
	query := b.head
	met := same(query, word) | same(query, word<<8) | same(query, word>>8) | same(query, word<<16) | same(query, word>>16)
	if size > 8 {
		met |= 0x8080 // what stands there is not known
	}
	return bits.OnesCount64(tops&HeadMask(b.letters)&^met) <= k
}

const tops = 0x8080808080808080 // the highest bit of each byte

// same returns the highest bit of each byte that two numbers have alike.
func same(a, b uint64) uint64 {
	x := a ^ b
	return ^(x&^tops + ^uint64(tops) | x) & tops
}

// Common calls f with the places in text of the longest sequence of
// letters that query and text have in common.
func Common(query, text []byte, f func(int)) {
	const most = 64
	query, text = query[:min(len(query), most)], text[:min(len(text), most)]
	// common[i][j] is the length of that sequence from i and j on.
	var common [most + 1][most + 1]uint8
	for i := len(query) - 1; i >= 0; i-- {
		for j := len(text) - 1; j >= 0; j-- {
			if query[i] == text[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(query) && j < len(text); {
		switch {
		case query[i] == text[j]:
			f(j)
			i, j = i+1, j+1
		case common[i+1][j] >= common[i][j+1]:
			i++
		default:
			j++
		}
	}
}
