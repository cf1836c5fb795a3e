package taglist

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tailor/data/beside"
	"tailor/tags"
)

// In the catalogue and the index a name costs a thousand times what a byte of
// the file does, and so does each of its words. A list of up to largeList may have
// as much as is read in a second, with 250 MB; a larger one what the largest in use
// have, of a million rows of 25 bytes.
var (
	// mostNames bounds the names of a list, its rows and their aliases together. A
	// large one may have one in bytesOfName, up to mostOfLarge.
	mostNames = 600_000
	// mostSpellings bounds the tags of a list that are written in a way of
	// their own, which are looked for in every prompt.
	mostSpellings = 50_000
	// mostWords bounds the words and numbers of a list, and the letters beyond ASCII
	// as mostWide does. A large one may have one in bytesOfWord.
	mostWords = 1_850_000
	// mostDifferent bounds the words that differ from one another, of which
	// each costs as much as several names. A large list may have one in
	// bytesOfDifferent; Danbooru's have one in 38.
	mostDifferent = 400_000
	// mostNumbers bounds the numbers up to longestNumber that differ, of which a
	// list may have one in each row, and the words that do. A large list may have
	// one in bytesOfNumber.
	mostNumbers = 550_000
	// mostWide bounds the letters beyond ASCII, see weightOf. A large list may have one
	// in bytesOfWide.
	mostWide = 1_300_000
	// largeList is the size in bytes of a list above which it is a large one.
	largeList = 16 << 20
)

const (
	bytesOfName      = 25
	bytesOfWord      = 7
	bytesOfDifferent = 36
	bytesOfNumber    = 25
	bytesOfWide      = 12
	mostOfLarge      = 1_250_000 // names
	longestNumber    = 7         // digits
	wideOfOther      = 4         // what a letter counts that is no East Asian one

	// bytesOfRow is how many a row with one word has at least, as a rule.
	bytesOfRow = 11
)

// sizeOf returns how many bytes a list has, of which a large one may have had another
// encoding, where a letter beyond ASCII is a byte less.
func sizeOf(text []byte) int {
	size := len(text)
	if size > largeList {
		for _, c := range text {
			if c >= 0xc0 {
				size--
			}
		}
	}
	return size
}

// mostOf returns how many of something a list of so many bytes may have, of which one
// of up to largeList may have most, and a larger one may have one in each.
func mostOf(bytes, most, each int) int {
	if bytes > largeList {
		most = max(most, bytes/each)
	}
	return most
}

// namesIn returns how many names a list of so many bytes may have.
func namesIn(bytes int) int {
	return min(mostOf(bytes, mostNames, bytesOfName), max(mostNames, mostOfLarge))
}

// full returns the error for more names or spellings than a list may have.
func (r *rows) full() error {
	switch {
	case max(r.data, len(r.tags))+r.aliases.names > r.most:
		return errTooManyNames
	case r.spelled > mostSpellings:
		return tooMany("50,000 tags with a spelling of their own")
	}
	return nil
}

// tooMuch returns the error for a text with more words or letters than it may
// have. What differs in columns that nobody searches costs nothing; a text that is no
// CSV has none.
func tooMuch(text []byte, separator byte, columns []column) error {
	a := quantity{separator: separator}
	for _, c := range columns {
		a.unsearched = append(a.unsearched, c == nothing || c == theCategory || c == theCount)
	}
	half, size := text, sizeOf(text)
	different, numbers := mostOf(size, mostDifferent, bytesOfDifferent), mostOf(size, mostNumbers, bytesOfNumber)
	if len(text) > bytesOfRow*mostDifferent { // otherwise it cannot have too many words
		a.size = bits.Len(uint(8 * numbers / oneIn))
	}
	b := a
	var halves beside.Group
	if n := len(text) / 2; n >= halvesFrom/2 {
		for n < len(text) && wordBytes[text[n]] {
			n++
		}
		half = text[:n]
		halves.Go(func() { b.count(text[n:], midway) })
	}
	a.count(half, 0)
	halves.Wait()
	words := differentOf(a.letters, b.letters)
	switch {
	case a.wide+b.wide > mostOf(size, mostWide, bytesOfWide):
		return tooMany("1,300,000 letters beyond ASCII, of which those that are not East Asian count as 4 and more" + large(bytesOfWide))
	case a.words+b.words+a.wide+b.wide > mostOf(size, mostWords, bytesOfWord):
		return tooMany("1,850,000 words and letters beyond ASCII" + large(bytesOfWord))
	case words > different:
		return tooMany("400,000 different words" + large(bytesOfDifferent))
	case words+differentOf(a.numbers, b.numbers) > numbers:
		return tooMany("550,000 different words and numbers" + large(bytesOfNumber))
	}
	return nil
}

// oneIn is how many different words there are for each that is counted.
const oneIn = 8

// quantity is what there is of a text: words are runs of ASCII letters and digits.
// Of oneIn hashes one sets one of 1<<size bits, where size is not 0: from those that
// are left it follows about how many different words there were, of numbers as of a
// row and of others, without those in fields that nobody searches.
type quantity struct {
	size       int
	separator  byte
	unsearched []bool

	words, wide      int
	letters, numbers []uint64
}

// seed has nobody foresee which bits are set.
var seed = tags.NewSeed()

// midway is a field's number where nobody knows which one it is.
const midway = math.MinInt / 2

// count counts a text that begins in a row's field of that number.
func (q *quantity) count(text []byte, field int) {
	if q.size > 0 {
		q.letters, q.numbers = make([]uint64, 1<<q.size/64), make([]uint64, 1<<q.size/64)
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case q.size > 0 && wordBytes[c]:
		case c == '\n' || c == '\r':
			field = 0
			continue
		case c == q.separator:
			field++
			continue
		case c == '"': // separators may be in quotes
			field = midway
			continue
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRune(text[i:])
			q.wide += weightOf(r)
			i += size - 1
			continue
		default:
			continue
		}
		from := i
		for i++; i < len(text) && wordBytes[text[i]]; i++ {
		}
		if field < 0 || field >= len(q.unsearched) || !q.unsearched[field] {
			q.words++
			if hash := hashLower(text, from, i); hash%oneIn == 0 {
				set, bit := q.numbers, hash>>(32-q.size)
				if text[from] >= 'A' || i-from > longestNumber {
					set = q.letters
				}
				set[bit/64] |= 1 << (bit % 64)
			}
		}
		i--
	}
}

// weightOf returns as how many letters one beyond ASCII counts, by what it costs to fold
// it: 1 for one that is a word of its own or a syllable of Hangul, more for any other,
// which may combine with its neighbours, and more still for one that is several.
func weightOf(r rune) int {
	if tags.StandsAlone(r) {
		return 1
	}
	if r >= 'À' && r <= 'ÿ' {
		return wideOfOther
	}
	var buf [utf8.UTFMax]byte
	p := norm.NFKC.Properties(buf[:utf8.EncodeRune(buf[:], r)])
	weight := wideOfOther
	if n := len(p.Decomposition()); n > 0 {
		weight += max(n/2-2, 2)
	}
	if !p.BoundaryBefore() {
		weight += wideOfOther
	}
	return weight
}

// hashLower hashes the word from from to to, of which a capital is as good as the
// small letter, eight bytes at once: a bit that digits have makes it one.
func hashLower(text []byte, from, to int) uint32 {
	const spaces = 0x2020202020202020
	var lower [64]byte
	switch n := to - from; {
	case n > len(lower) || from+len(lower) > len(text):
		return seed.Hash(bytes.ToLower(text[from:to]))
	case n <= 8:
		binary.LittleEndian.PutUint64(lower[:], (binary.LittleEndian.Uint64(text[from:])|spaces)<<(64-8*n))
		return seed.Hash(lower[:8])
	default:
		for i := 0; i < n; i += 8 {
			binary.NativeEndian.PutUint64(lower[i:], binary.NativeEndian.Uint64(text[from+i:])|spaces)
		}
		return seed.Hash(lower[:n])
	}
}

// wordBytes has the ASCII letters and digits.
var wordBytes = func() (t [256]bool) {
	for c := range utf8.RuneSelf {
		t[c] = tags.IsWordByte(byte(c))
	}
	return t
}()

// differentOf returns about how many different words set the bits of two sets, of
// which the second may be none.
func differentOf(a, b []uint64) int {
	free, all := 0, float64(64*len(a))
	for i, bits64 := range a {
		if b != nil {
			bits64 |= b[i]
		}
		free += bits.OnesCount64(^bits64)
	}
	return int(math.Log(max(all, 1)/float64(max(free, 1))) * all * oneIn)
}

var errTooManyNames = tooMany("600,000 names, aliases included" + large(bytesOfName) + " and up to 1,250,000")

// large says what a list above largeList may have.
func large(each int) string {
	return fmt.Sprintf(", or above 16 MB one in %d bytes", each)
}

func tooMany(most string) error {
	return fmt.Errorf("%w: more than %s: keep the tags that are drawn most", ErrTooMany, most)
}
