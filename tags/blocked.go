package tags

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// blockedWords are the words of tags that sexualise minors. A name or an
// alias that holds one of them as a whole word is never offered, whatever
// list is loaded: this is the one place that decides it.
//
// The rule is by whole word: "lolita_fashion" (a way of dressing), "hololive"
// and the artist "lolimate" hold none of these words. A few artists and
// characters do bear one of them as a name or as a part of it ("shota" is a
// given name in Japan); they are left out with the rest, since a list cannot
// tell them apart and the loss is small.
var blockedWords = map[string]bool{
	"loli": true, "lolis": true, "lolicon": true, "lolicons": true, "lolikon": true, "rorikon": true, "roricon": true,
	"lolidom": true, "lolibaba": true, "lolification": true, "lolified": true, "lolicore": true,
	"shota": true, "shotas": true, "shotacon": true, "shotacons": true, "shotakon": true, "shotadom": true,
	"shotafication": true, "shotafied": true, "shotaloli": true, "lolishota": true, "shotabait": true, "lolibait": true,
	"toddlercon": true, "toddlerkon": true, "babycon": true, "kodomocon": true, "pedo": true, "pedophile": true,
	"pedophilia": true, "paedophile": true, "paedophilia": true, "cunny": true, "jailbait": true,
	"ロリ": true, "ロリコン": true, "ショタ": true, "ショタコン": true, "ロリショタ": true, "ロリババア": true,
	"合法ロリ": true, "ロリ巨乳": true, "ペド": true, "ペドフィリア": true, "萝莉": true, "蘿莉": true, "正太": true,
	"萝莉控": true, "蘿莉控": true, "正太控": true, "로리": true, "로리콘": true, "쇼타": true, "쇼타콘": true,
}

// Blocked reports whether a name holds one of the words that tailor never
// offers. Words are runs of letters; case, digits and whatever stands between
// words make no difference.
func Blocked(name string) bool {
	start := 0
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= utf8.RuneSelf {
			return blockedWide(name)
		}
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			continue
		}
		if i-start >= shortestBlocked && blockedWord(name[start:i]) {
			return true
		}
		start = i + 1
	}
	return len(name)-start >= shortestBlocked && blockedWord(name[start:])
}

// shortestBlocked and longestBlocked are the numbers of letters of the
// blocked words in Latin script.
const (
	shortestBlocked = 4
	longestBlocked  = 13
)

// blockedStarts has the first three letters of the blocked words in Latin
// script. They spare nearly all other words the look-up.
var blockedStarts = func() (t [1 << 15]bool) {
	for w := range blockedWords {
		if w[0] < utf8.RuneSelf {
			t[threeLetters(w)] = true
		}
	}
	return t
}()

// threeLetters is the number of the first three letters of a word, in any
// case.
func threeLetters(w string) int {
	return int(w[0]&31)<<10 | int(w[1]&31)<<5 | int(w[2]&31)
}

// blockedWord reports whether a word of four or more Latin letters is blocked.
func blockedWord(w string) bool {
	return blockedStarts[threeLetters(w)] && len(w) <= longestBlocked && blockedWords[strings.ToLower(w)]
}

// blockedWide is Blocked for names with letters beyond ASCII.
func blockedWide(name string) bool {
	if !strings.ContainsFunc(name, mayBeBlocked) {
		return false
	}
	name = foldWidth(name)
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	return slices.ContainsFunc(words, func(w string) bool { return blockedWords[w] })
}

// blockedIdeographs has those that begin a blocked word.
var blockedIdeographs = func() (s string) {
	for w := range blockedWords {
		if r, _ := utf8.DecodeRuneInString(w); isIdeograph(r) {
			s += string(r)
		}
	}
	return s
}()

// mayBeBlocked reports whether a word may be blocked that has a character: of
// those of ideographs alone, which long lists have many of, nearly none.
func mayBeBlocked(r rune) bool {
	return !isIdeograph(r) || strings.ContainsRune(blockedIdeographs, r)
}

// foldWidth lower-cases a word and gives the wide letters of East Asian text
// their common form, and half-width kana theirs.
func foldWidth(w string) string { return strings.ToLower(width.Fold.String(w)) }
