package letters

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spans appends where in a text the words stand that Append makes of it, each
// from its first letter to behind its last one.
func Spans(words [][2]int, text string) [][2]int {
	_, starts, from := Append(make([]byte, 0, len(text)), make([]uint32, 0, len(text)), make([]int, 0, len(text)), text)
	for i, start := range starts {
		last := len(from) - 1
		if i+1 < len(starts) {
			last = int(starts[i+1]) - 1
		}
		_, size := utf8.DecodeRuneInString(text[from[last]:])
		words = append(words, [2]int{from[start], from[last] + size})
	}
	return words
}

// Left returns what is left of a text as it was typed, letter by letter, where
// some of its words (see Spans) are covered by something else and some are
// kept: the stretches between white space that hold kept words and no covered
// ones, or signs ("zqx/v2.1"), the kept words alone of others that hold both, and
// stretches with signs whose words are neither ("c++").
func Left(text string, words [][2]int, kept, covered func(word int) bool) string {
	var all []string
	next := 0
	for from := 0; from < len(text); {
		from += len(text[from:]) - len(strings.TrimLeftFunc(text[from:], unicode.IsSpace))
		to := len(text)
		if k := strings.IndexFunc(text[from:], unicode.IsSpace); k >= 0 {
			to = from + k
		}
		first, some, none := next, false, true
		for ; next < len(words) && words[next][0] < to; next++ {
			some, none = some || kept(next), none && !covered(next)
		}
		switch {
		case none && (some || first < next && signed(text[from:to])), some && signed(joints.Replace(text[from:to])):
			all = append(all, text[from:to])
		case some:
			for i := first; i < next; i++ {
				j := i
				for j < next && kept(j) {
					j++
				}
				if j > i {
					all = append(all, text[words[i][0]:words[j-1][1]])
					i = j
				}
			}
		}
		from = to
	}
	return strings.Join(all, " ")
}

// joints are the signs between words that a tag may have as well.
var joints = strings.NewReplacer("_", "", "(", "", ")", "")

// signed reports whether a stretch has signs that no sentence puts into or
// behind a word.
func signed(stretch string) bool {
	return strings.ContainsFunc(strings.Trim(stretch, "\"'“”‘’.,:;!?()"), func(r rune) bool {
		return !wordly(r) && !strings.ContainsRune("'’-", r)
	})
}
