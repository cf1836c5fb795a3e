package taglist

import (
	"bytes"
	"fmt"
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
	// mostWide bounds the letters beyond ASCII: of East Asian text, which are
	// words of their own. Any other counts as wideOfOther of them, as it may
	// combine with its neighbours. A large list may have one in bytesOfWide.
	mostWide = 2_000_000
)

const (
	bytesOfWord = 4
	bytesOfWide = 8
	wideOfOther = 4
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
	if len(text) > 2*mostWords && words(text) > max(mostWords, len(text)/bytesOfWord) {
		return tooMany("4,500,000 words and one in 4 bytes")
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

// words counts the runs of ASCII letters and digits.
func words(text []byte) (n int) {
	within := false
	for _, c := range text {
		word := c < utf8.RuneSelf && tags.IsWordByte(c)
		if word && !within {
			n++
		}
		within = word
	}
	return n
}

func tooMany(most string) error {
	return fmt.Errorf("%w: more than %s: keep the tags that are drawn most", ErrTooMany, most)
}

// room is an empty slice for the tags of a text, one a line.
func room(text []byte) []tags.Tag {
	return make([]tags.Tag, 0, min(bytes.Count(text, []byte{'\n'})+bytes.Count(text, []byte{'\r'})+1, mostNames))
}
