package tags

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the characters that phones, word processors and input methods
// write the form that names have: curly quotes, dashes, the ellipsis, full
// and half width, ligatures and composed letters that of ASCII or of Unicode's
// NFKC, katakana that of hiragana, Traditional and Japanese forms of Han
// characters that of Simplified ones. Two texts that a person takes for the
// same are the same when they are folded. ASCII stays as it is.
func Fold(s string) string {
	if isASCII(s) {
		return s
	}
	folded, _ := AppendFold(nil, nil, s)
	return string(folded)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// AppendFold appends the folded text to dst. When from is not nil, the place
// in s of the character that each byte came from is appended to it. Bytes that
// are no UTF-8 stay.
func AppendFold(dst []byte, from []int, s string) ([]byte, []int) {
	add := func(r rune, at int) {
		before := len(dst)
		dst = utf8.AppendRune(dst, foldRune(r))
		if from != nil {
			for range dst[before:] {
				from = append(from, at)
			}
		}
	}
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf && nothingCombines(s[i+1:]) {
			dst = append(dst, s[i])
			if from != nil {
				from = append(from, i)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			dst = append(dst, s[i])
			if from != nil {
				from = append(from, i)
			}
			i++
			continue
		}
		if (StandsAlone(r) || r >= 'À' && r <= 'ÿ') && nothingCombines(s[i+n:]) {
			add(r, i)
			i += n
			continue
		}
		if f := foldRune(r); f != r && f < utf8.RuneSelf {
			add(r, i) // before NFKC takes a quote for a space and an accent
			i += n
			continue
		}
		// A character with what combines with it.
		end := i + n
		if next := norm.NFKC.NextBoundaryInString(s[i:], true); next > n {
			end = i + next
		}
		if seg := s[i:end]; norm.NFKC.QuickSpanString(seg) == len(seg) {
			for _, r := range seg {
				if !ignored(r) {
					add(r, i)
				}
			}
		} else {
			for _, r := range norm.NFKC.String(seg) {
				if !ignored(r) {
					add(r, i)
				}
			}
		}
		i = end
	}
	return dst, from
}

// StandsAlone reports whether a character is an ideograph, kana or a syllable
// of Hangul that NFKC leaves as it is where nothing behind combines with it.
func StandsAlone(r rune) bool {
	return IsIdeograph(r) || IsHiragana(r) || r >= 'ァ' && r <= 'ー' || IsHangul(r)
}

// IsHiragana reports whether a character is one of the letters of hiragana, and IsHangul
// whether it is a whole syllable of Hangul: no rule changes these.
func IsHiragana(r rune) bool { return r >= 'ぁ' && r <= 'ゖ' }

// IsHangul: see IsHiragana.
func IsHangul(r rune) bool { return r >= '가' && r <= '힣' }

// nothingCombines reports whether what a text begins with combines with nothing
// before it.
func nothingCombines(s string) bool {
	const firstCombining = 0xcc // the first byte of U+0300
	if s == "" || s[0] < firstCombining || s[0] > byte(firstIdeograph>>12|0xe0) && s[0] <= byte(lastIdeograph>>12|0xe0) {
		return true // an ideograph begins with one of a few bytes
	}
	r, _ := utf8.DecodeRuneInString(s)
	return StandsAlone(r)
}

// ignored reports whether a character says nothing but how the one before it
// is drawn.
func ignored(r rune) bool { return r >= 0xfe00 && r <= 0xfe0f }

// foldRune folds one character of NFKC.
func foldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return r
	case r >= 'ァ' && r <= 'ヶ' || r == 'ヽ' || r == 'ヾ':
		return r - 'ァ' + 'ぁ'
	case IsIdeograph(r):
		if s := simplified()[r-firstIdeograph]; s != 0 {
			return rune(s)
		}
		return r
	}
	switch r {
	case '‘', '’', '‚', '‛', '′', '´', 'ʼ', '＇':
		return '\''
	case '“', '”', '„', '‟', '″', '＂':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹘', '－':
		return '-'
	case '〜', '～', '∼':
		return '~'
	case '❤':
		return '♥'
	}
	return r
}
