package tags

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Blocked reports whether a name, or several in one text, is never offered,
// whatever list it is from: this is the one place that decides it. It is where
// it holds a word or a phrase of tags that sexualise minors, or where a word that
// means a child stands with a sexual one, of which each alone is a word as others.
//
// Latin words count whole: "lolita_fashion" (a way of dressing), "hololive" and
// the artist "lolimate" hold none of them. Case, digits, accents, the form in
// which a letter is written (see Fold) and whatever stands between words make no
// difference, and neither do breaks within a word ("lo-li"). A few artists and
// characters do bear such a word as a name or as a part of it ("shota" is a given
// name in Japan); they are left out with the rest, since a list cannot tell them
// apart and the loss is small.
func Blocked(name string) bool {
	if !isASCII(name) {
		return blockedWide(name)
	}
	return suspect(name) && readOf(name).blocked()
}

// suspect reports whether a name may be blocked for its ASCII letters.
func suspect[text ~string | ~[]byte](name text) bool {
	start, broken := 0, 0 // broken are the letters of pieces of a word
	for i := 0; i <= len(name); i++ {
		if i < len(name) {
			if c := name[i]; c|0x20 >= 'a' && c|0x20 <= 'z' {
				continue
			}
		}
		if word := name[start:i]; len(word) > 0 {
			begin := letters(0, word)
			next := 0
			if len(word) <= mostBroken {
				if next = begin; broken != 0 && starts[letters(broken, word)]&beginsNever != 0 {
					next = letters(broken, word)
				}
				if starts[next]&beginsNever == 0 {
					next = 0
				}
			}
			if starts[begin]&lengthBit(word) != 0 && mayBlock(word) || broken != 0 && next >= 1<<10 {
				return true
			}
			broken = next
		}
		start = i + 1
	}
	return false
}

// Child reports whether a tag means a child, and Sexual whether it is sexual.
func Child(name string) bool {
	r := readOf(name)
	return r.child || r.never
}

// Sexual: see Child.
func Sexual(name string) bool { return readOf(name).sexual }

// Beside returns what reports whether a tag may be offered beside others: none that
// is sexual beside one that means a child, and none that means a child beside a
// sexual one.
func Beside(others ...string) func(name string) bool {
	child, sexual := slices.ContainsFunc(others, Child), slices.ContainsFunc(others, Sexual)
	return func(name string) bool { return !(child && Sexual(name) || sexual && Child(name)) }
}

// mayBlock reports whether a word of Latin letters alone can make a name blocked, or
// begins a phrase that does.
func mayBlock[text ~string | ~[]byte](word text) bool {
	var lower [32]byte // the longest such word has 13
	if len(word) > len(lower) {
		return false
	}
	for i := range len(word) {
		lower[i] = word[i] | 0x20
	}
	_, known := wordKinds[string(lower[:len(word)])]
	return known
}

// mostBroken is the number of letters that the pieces of a broken word have at
// most.
const mostBroken = 3

// starts has, by the first one to three letters of a word, the lengths of the
// words that alone can make a name blocked, or begin a phrase that does, as bits,
// and whether a word that is never offered begins so. They spare nearly all words
// the look-up.
var starts = func() (t [1 << 15]uint8) {
	for w, k := range wordKinds {
		if k == ofSex || k == 0 || w[0] >= utf8.RuneSelf {
			continue
		}
		for n := 1; k == never && n <= mostBroken; n++ {
			t[letters(0, w[:n])] |= beginsNever
		}
		w, _, _ = strings.Cut(w, "_")
		t[letters(0, w)] |= lengthBit(w)
	}
	return t
}()

const beginsNever = 1 << 7

func lengthBit[text ~string | ~[]byte](w text) uint8 { return 1 << (len(w) % 7) }

// letters is the number of the first three letters of a word, in any case, that
// goes on behind those of another number.
func letters[text ~string | ~[]byte](n int, w text) int {
	for i := 0; i < len(w) && n < 1<<10; i++ {
		n = n<<5 | int(w[i]&31)
	}
	return n
}

// reading is what was found in a name.
type reading struct{ never, child, sexual bool }

func (r reading) blocked() bool { return r.never || r.child && r.sexual }

// has reports whether what is of that kind was found, besides which more of it says
// nothing.
func (r reading) has(k kind) bool {
	return k == never && r.never || k == ofChild && r.child || k == ofSex && r.sexual
}

func (r *reading) add(k kind) {
	r.never, r.child, r.sexual = r.never || k == never, r.child || k == ofChild, r.sexual || k == ofSex
}

// readOf reads a name in whatever letters.
func readOf(name string) (found reading) {
	if isASCII(name) {
		found.words(strings.ToLower(name))
		return found
	}
	// What is not seen is nothing, or stands between words.
	composed := norm.NFKC.String(name)
	for _, unseen := range []string{"", " "} {
		runes, kana := plainLetters(composed, unseen)
		text := string(runes)
		found.words(text)
		for _, p := range wideParts {
			if !found.has(p.kind) && strings.Contains(text, p.text) && p.in(runes, kana) {
				found.add(p.kind)
			}
		}
		if len(runes) == utf8.RuneCountInString(name) {
			break // nothing of it is unseen
		}
	}
	return found
}

// words reads the words of a text in lower case.
func (r *reading) words(text string) {
	var wordsOf8 [8]string
	var piecesOf4 [4]int
	words, pieces := appendWords(wordsOf8[:0], piecesOf4[:0], text)
	for i := 0; i < len(words); i++ {
		k, known := wordKinds[words[i]]
		if !known {
			continue
		}
		for _, p := range phrases[words[i]] {
			if len(p.rest) >= len(words)-i || !slices.Equal(p.rest, words[i+1:i+1+len(p.rest)]) {
				continue
			}
			if r.add(p.kind); p.kind == harmless {
				i, k = i+len(p.rest), harmless
				break
			}
		}
		r.add(k)
	}
	for k, first := range pieces {
		end := len(words)
		if k+1 < len(pieces) {
			end = pieces[k+1]
		}
		r.never = r.never || isBroken(words[first:end], 1) || isBroken(words[first:end], mostBroken)
	}
}

// appendWords cuts a text into words, and returns which of them begin a piece between
// commas, brackets and the like.
func appendWords(words []string, pieces []int, text string) ([]string, []int) {
	start, begins := -1, true
	for i, c := range text {
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf && (IsIdeograph(c) || unicode.IsLetter(c) || unicode.IsMark(c)) {
			if start < 0 {
				start = i
				if begins {
					pieces, begins = append(pieces, len(words)), false
				}
			}
			continue
		}
		if start >= 0 {
			words, start = append(words, text[start:i]), -1
		}
		begins = begins || strings.IndexByte(",;:|()[]{}<>\n", byte(c)) >= 0 && c < utf8.RuneSelf
	}
	if start >= 0 {
		words = append(words, text[start:])
	}
	return words, pieces
}

// isBroken reports whether words of at most so many letters that follow one
// another, all there are, make one that is never offered.
func isBroken(words []string, most int) bool {
	var buf [32]byte // the longest such word has 13
	for i := 0; i < len(words); i++ {
		broken := buf[:0]
		for ; i < len(words) && len(words[i]) <= most; i++ {
			if len(broken) <= len(buf)-mostBroken { // what is longer is none
				broken = append(broken, words[i]...)
			}
		}
		if wordKinds[string(broken)] == never {
			return true
		}
	}
	return false
}

// blockedWide is Blocked for names with letters beyond ASCII.
func blockedWide(name string) bool {
	var buf [256]byte
	latin, starts, unseen := appendLatin(buf[:0], name, false)
	if !starts && !suspect(latin) && unseen {
		latin, _, _ = appendLatin(buf[:0], name, true)
	}
	return (starts || suspect(latin)) && readOf(name).blocked()
}

// appendLatin appends what of a name are Latin letters, in whatever form, and what
// stands between them; what is not seen stands between them where apart is set, and
// is nothing otherwise. starts tells whether a character begins a part that may make
// the name blocked, unseen whether there is something that is not seen.
func appendLatin(dst []byte, name string, apart bool) (_ []byte, starts, unseen bool) {
	const between = '|'
	for _, r := range name {
		switch {
		case r < utf8.RuneSelf:
			dst = append(dst, byte(r))
		case StandsAlone(r):
			dst, starts = append(dst, between), starts || wideStarts()[foldRune(r)]
		case isUnseen(r):
			if unseen = true; apart {
				dst = append(dst, between)
			}
		case !unicode.Is(unicode.Mn, r):
			var buf [utf8.UTFMax]byte
			plain := norm.NFKD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
			if len(plain) == 0 {
				plain = buf[:utf8.EncodeRune(buf[:], r)]
			}
			for _, r := range string(plain) {
				if r < utf8.RuneSelf {
					dst = append(dst, byte(r))
					continue
				}
				if !unicode.Is(unicode.Mn, r) {
					dst = append(dst, between)
				}
				starts = starts || combines(r) || StandsAlone(r) && wideStarts()[foldRune(r)]
			}
		case combines(r):
			starts = true
		}
	}
	return dst, starts, unseen
}

// combines reports whether a character is a part of a syllable of Hangul or a mark of
// kana, which with others make a character that may begin a part.
func combines(r rune) bool {
	return r == 0x3099 || r == 0x309a || unicode.Is(unicode.Hangul, r) && !StandsAlone(r)
}

// isUnseen reports whether a character is one that nobody sees, such as the fillers
// of Hangul.
func isUnseen(r rune) bool { return unicode.Is(unicode.Cf, r) || r == 0x115f || r == 0x1160 }

// lastStart is the last syllable of Hangul, the last character that begins a part.
const lastStart = '힣'

// wideStarts has the characters that begin a part that alone can make a name blocked.
var wideStarts = sync.OnceValue(func() *[lastStart + 1]bool {
	starts := new([lastStart + 1]bool)
	for _, p := range wideParts {
		if r, _ := utf8.DecodeRuneInString(p.text); p.kind != ofSex {
			starts[r] = true
		}
	}
	for w, k := range wordKinds {
		if r, _ := utf8.DecodeRuneInString(w); r >= utf8.RuneSelf && k != ofSex {
			starts[r] = true
		}
	}
	return starts
})

// The scripts of kana.
const (
	noKana = iota
	hiragana
	katakana
)

func kanaOf(r rune) uint8 {
	switch {
	case r >= 'ぁ' && r <= 'ゖ':
		return hiragana
	case r >= 'ァ' && r <= 'ヺ' || r == 'ー':
		return katakana
	}
	return noKana
}

// plainLetters returns the letters of a name of NFKC in the form that the words are
// written in, without accents and in lower case, and the script of each that is
// kana. What is not seen is replaced.
func plainLetters(name, unseen string) (text []rune, kana []uint8) {
	n := utf8.RuneCountInString(name)
	text, kana = make([]rune, 0, n), make([]uint8, 0, n)
	for _, r := range name {
		switch {
		case r < utf8.RuneSelf || StandsAlone(r): // as nearly all
		case isUnseen(r):
			for _, r := range unseen {
				text, kana = append(text, r), append(kana, noKana)
			}
			continue
		case unicode.Is(unicode.Mn, r):
			continue
		case r >= utf8.RuneSelf && unicode.Is(unicode.Latin, r):
			if plain := norm.NFD.PropertiesString(string(r)).Decomposition(); len(plain) > 0 {
				r, _ = utf8.DecodeRune(plain)
			}
		}
		text, kana = append(text, unicode.ToLower(foldRune(r))), append(kana, kanaOf(r))
	}
	return text, kana
}

// in reports whether a part stands in a text.
func (p part) in(text []rune, kana []uint8) bool {
	want := []rune(p.text)
	for i := 0; i+len(want) <= len(text); i++ {
		if !slices.Equal(text[i:i+len(want)], want) {
			continue
		}
		run := slices.IndexFunc(kana[i:i+len(want)], func(k uint8) bool { return k != kana[i] }) < 0
		if p.first && (!run || i > 0 && kana[i-1] == kana[i]) {
			continue
		}
		end := i+len(want) == len(text) || !unicode.IsLetter(text[i+len(want)])
		if end && i > 0 && strings.ContainsRune(p.dress, text[i-1]) {
			continue
		}
		behind := string(text[i+len(want) : min(i+len(want)+2, len(text))])
		if !slices.ContainsFunc(strings.Fields(p.but), func(but string) bool { return strings.HasPrefix(behind, but) }) {
			return true
		}
	}
	return false
}
