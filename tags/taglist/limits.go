package taglist

import (
	"bytes"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"unicode/utf8"

	"tailor/tags"
)

// In the catalogue and the index a name costs a thousand times what a byte of
// the file does, and so does each of its words. What a list may have is taken
// from the largest in use, of a million rows of 25 bytes.
var (
	// mostNames bounds the names of a list, its rows and their aliases together.
	mostNames = 1_250_000
	// mostSpellings bounds the tags of a list that are written in a way of
	// their own, which are looked for in every prompt.
	mostSpellings = 50_000
	// mostWords bounds the words and numbers of a list. A large one may have
	// one in bytesOfWord.
	mostWords = 4_500_000
	// mostDifferent bounds the words that differ from one another, of which
	// each costs as much as several names; numbers up to longestNumber, of which
	// any list may have as many as rows, are not counted. A large list may have
	// one in bytesOfDifferent; Danbooru's have one in 38.
	mostDifferent = 400_000
	// mostWide bounds the letters beyond ASCII: of East Asian text, which are
	// words of their own. Any other counts as wideOfOther of them, as it may
	// combine with its neighbours. A large list may have one in bytesOfWide.
	mostWide = 2_000_000
)

const (
	bytesOfWord      = 4
	bytesOfDifferent = 30
	bytesOfWide      = 8
	longestNumber    = 7 // digits
	wideOfOther      = 4

	// bytesOfRow is how many a row with one word has at least, as a rule.
	bytesOfRow = 11
)

// full returns the error for a list with more names or spellings than it may
// have.
func (l *List) full(aliases int) error {
	switch {
	case max(l.Rows, len(l.Tags))+aliases > mostNames:
		return tooMany("1,250,000 names, aliases included")
	case l.spelled > mostSpellings:
		return tooMany("50,000 tags with a spelling of their own")
	}
	return nil
}

// tooMuch returns the error for a text with more words or letters than it may
// have.
func tooMuch(text []byte) error {
	if len(text) > bytesOfRow*mostDifferent {
		limit := max(mostDifferent, len(text)/bytesOfDifferent)
		switch all, different := words(text, limit); {
		case all > max(mostWords, len(text)/bytesOfWord):
			return tooMany("4,500,000 words and one in 4 bytes")
		case different > limit:
			return tooMany("400,000 different words and one in 30 bytes")
		}
	}
	wide := 0
	for _, c := range text {
		if c < 0xc0 {
			continue
		}
		if wide++; c < 0xe3 || c > 0xed { // the first byte of what is not East Asian
			wide += wideOfOther - 1
		}
	}
	if wide > max(mostWide, len(text)/bytesOfWide) {
		return tooMany("2,000,000 letters beyond ASCII and one in 8 bytes, of which those that are not East Asian count as 4")
	}
	return nil
}

// words counts the runs of ASCII letters and digits, and about how many
// different ones begin with a letter or are longer than the number of a row: each
// sets one of some millions of bits, and from the bits that are left it follows
// how many there were. about is a number that they are likely near.
func words(text []byte, about int) (all, different int) {
	size := bits.Len(uint(8 * about))
	set, left := make([]uint64, 1<<size/64), 1<<size
	seed := rand.Uint64()
	for i := 0; i < len(text); i++ {
		c := text[i] | 0x20
		if text[i] >= utf8.RuneSelf || !tags.IsWordByte(c) {
			continue
		}
		hash, letter, from := seed, c >= 'a', i
		for ; i < len(text) && text[i] < utf8.RuneSelf && tags.IsWordByte(text[i]); i++ {
			hash = (hash ^ uint64(text[i]|0x20)) * 0x9e3779b97f4a7c15
			hash ^= hash >> 32
		}
		if all++; letter || i-from > longestNumber {
			bit := hash >> (64 - size)
			if word := &set[bit/64]; *word>>(bit%64)&1 == 0 {
				*word |= 1 << (bit % 64)
				left--
			}
		}
	}
	return all, int(math.Log(float64(int(1)<<size)/float64(max(left, 1))) * float64(int(1)<<size))
}

func tooMany(most string) error {
	return fmt.Errorf("%w: more than %s: keep the tags that are drawn most", ErrTooMany, most)
}

// room is an empty slice for the tags of a text, one a line.
func room(text []byte) []tags.Tag {
	return make([]tags.Tag, 0, min(bytes.Count(text, []byte{'\n'})+bytes.Count(text, []byte{'\r'})+1, mostNames))
}
