// Package charset reads texts that are not UTF-8: UTF-16, UTF-32, and the old
// encodings of Chinese, Japanese, Korean and Western Europe where they can be
// told.
package charset

import (
	"bytes"
	"encoding/binary"
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	utf16 "golang.org/x/text/encoding/unicode"
)

// Unicode returns a text in UTF-8, without a byte order mark: one in UTF-16 or
// UTF-32 decoded, any other as it stands.
func Unicode(b []byte) []byte {
	if text, name, ok := Decode(b); ok && IsUnicode(name) {
		return text
	}
	return b
}

// IsUnicode reports whether an encoding is UTF-8 (""), UTF-16 or UTF-32: such a
// text is sure to be read right.
func IsUnicode(name string) bool { return name == "" || strings.HasPrefix(name, "UTF-") }

// sample is how many bytes of a text tell its encoding.
const sample = 64 << 10

// Decode returns a text in UTF-8, without a byte order mark, and the name of
// the encoding that it had, "" for UTF-8. A text of which a few bytes alone
// are no UTF-8 counts as UTF-8 and stays as it is. ok is false for one whose
// encoding cannot be told.
func Decode(b []byte) (text []byte, name string, ok bool) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return b[3:], "", true
	case len(b)%4 == 0 && bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")): // in UTF-16 a zero byte would begin the text
		return fromUTF32(b[4:], binary.LittleEndian), "UTF-32", true
	case len(b)%4 == 0 && bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return fromUTF32(b[4:], binary.BigEndian), "UTF-32", true
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return with(b, "UTF-16", by(utf16.UTF16(utf16.LittleEndian, utf16.UseBOM)))
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return with(b, "UTF-16", by(utf16.UTF16(utf16.BigEndian, utf16.UseBOM)))
	}
	head := b[:min(len(b), sample)]
	if even, odd := zeros(head); 3*odd > len(head) && even*20 < odd {
		return with(b, "UTF-16", by(utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)))
	} else if 3*even > len(head) && odd*20 < even {
		return with(b, "UTF-16", by(utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)))
	}
	broken, high := count(head, len(head) == len(b))
	if broken*20 <= high || broken == 0 {
		return b, "", true
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return nil, "", false
	}
	best, of := 0.0, 0
	for k, c := range candidates {
		if fit := c.fit(c.try(head), head); fit > best {
			best, of = fit, k
		}
	}
	if best < 0.6 {
		// A few broken bytes in much text are the fault of their lines.
		return b, "", broken <= len(head)/20+1
	}
	return with(b, candidates[of].name, candidates[of].decode)
}

// fromUTF32 decodes UTF-32; what is no character becomes U+FFFD.
func fromUTF32(b []byte, order binary.ByteOrder) []byte {
	text := make([]byte, 0, len(b)/2)
	for ; len(b) >= 4; b = b[4:] {
		text = utf8.AppendRune(text, rune(min(order.Uint32(b), unicode.MaxRune+1)))
	}
	return text
}

// decoder returns a text in UTF-8.
type decoder func([]byte) ([]byte, error)

func by(e encoding.Encoding) decoder {
	return func(b []byte) ([]byte, error) { return e.NewDecoder().Bytes(b) }
}

func with(b []byte, name string, decode decoder) ([]byte, string, bool) {
	text, err := decode(b)
	return text, name, err == nil
}

// zeros counts the zero bytes at even and at odd offsets.
func zeros(b []byte) (even, odd int) {
	for k, c := range b {
		if c == 0 && k%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	return even, odd
}

// count counts the bytes above ASCII, and those among them that are no UTF-8.
// What is cut at the end of a sample does not count.
func count(b []byte, whole bool) (broken, high int) {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if b[i] >= utf8.RuneSelf {
			high += n
			if r == utf8.RuneError && n == 1 && (whole || len(b)-i >= utf8.UTFMax) {
				broken++
			}
		}
		i += n
	}
	return broken, high
}

// candidate is an encoding that a text may have.
type candidate struct {
	name   string
	decode decoder
	// fit returns how well a text, decoded by it, looks like what is written
	// in it, 0 to 1.
	fit func(text string, raw []byte) float64
}

func (c candidate) try(b []byte) string {
	text, err := c.decode(b)
	if err != nil {
		return string(utf8.RuneError)
	}
	return string(text)
}

var candidates = []candidate{
	{"GBK", by(simplifiedchinese.GBK), func(text string, _ []byte) float64 {
		return share(text, func(r rune) bool { return unicode.Is(unicode.Han, r) && inCommonGB(r) || isCJKMark(r) })
	}},
	{"Shift-JIS", by(japanese.ShiftJIS), func(text string, _ []byte) float64 {
		kana, all := japaneseShares(text)
		// Kana in numbers is no chance; half-width katakana is what GBK looks
		// like in Shift-JIS, and counts for nothing.
		return all * (0.75 + min(0.25, kana))
	}},
	{"Latin-1", fromWindows1252, func(text string, raw []byte) float64 {
		// Letters with accents stand between plain ones.
		lone, n := 0, 0
		for k, c := range raw {
			if c < 0x80 {
				continue
			}
			if n++; (k == 0 || raw[k-1] < 0x80) && (k+1 == len(raw) || raw[k+1] < 0x80) {
				lone++
			}
		}
		letters := share(text, func(r rune) bool { return unicode.Is(unicode.Latin, r) && !strings.ContainsRune("ÿþÞðÐ", r) })
		return letters * float64(lone) / float64(max(1, n))
	}},
	{"Big5", by(traditionalchinese.Big5), func(text string, _ []byte) float64 {
		return share(text, func(r rune) bool { return unicode.Is(unicode.Han, r) && inCommonBig5(r) || isCJKMark(r) })
	}},
	{"EUC-JP", by(japanese.EUCJP), func(text string, _ []byte) float64 {
		kana, all := japaneseShares(text)
		// Its kanji are common ones of GBK as well, in which nobody writes kana.
		return all * (0.75 + min(0.3, 3*kana))
	}},
	{"EUC-KR", by(korean.EUCKR), func(text string, _ []byte) float64 {
		hangul := share(text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) || isCJKMark(r) })
		different := map[rune]bool{}
		for _, r := range text {
			different[r] = different[r] || unicode.Is(unicode.Hangul, r)
		}
		maps.DeleteFunc(different, func(_ rune, hangul bool) bool { return !hangul })
		// All of them are common ones of GBK as well, of which many lie beyond.
		if hangul < 0.99 || len(different) < fewHangul {
			return hangul / 2
		}
		return hangul + 0.1
	}},
}

// fewHangul is how many syllables that differ tell Korean from Chinese.
const fewHangul = 16

// japaneseShares returns the share of kana, and of kana and common kanji.
func japaneseShares(text string) (kana, all float64) {
	isKana := func(r rune) bool { return r >= 0x3041 && r <= 0x30ff }
	return share(text, isKana), share(text, func(r rune) bool {
		return isKana(r) || unicode.Is(unicode.Han, r) && inCommonJIS(r) || isCJKMark(r)
	})
}

// share returns how many of a text's characters beyond ASCII are good, 0
// where one is broken.
func share(text string, good func(rune) bool) float64 {
	n, all := 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			continue
		case r == utf8.RuneError:
			all += 20 // an encoder writes none
		case good(r):
			n++
		}
		all++
	}
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}

// isCJKMark reports whether a character is the punctuation of Chinese and
// Japanese, or a full-width form.
func isCJKMark(r rune) bool {
	return r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff5e || r == '·' || r == '…' || r == '—'
}

// inCommonGB, inCommonBig5 and inCommonJIS report whether a character is among
// the common ones, which the standards put first (level 1).
func inCommonGB(r rune) bool {
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(r)))
	return err == nil && len(b) == 2 && b[0] >= 0xb0 && b[0] <= 0xd7 && b[1] >= 0xa1
}

func inCommonBig5(r rune) bool {
	b, err := traditionalchinese.Big5.NewEncoder().Bytes([]byte(string(r)))
	return err == nil && len(b) == 2 && b[0] >= 0xa4 && b[0] <= 0xc6
}

func inCommonJIS(r rune) bool {
	b, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(string(r)))
	return err == nil && len(b) == 2 && b[0] >= 0x88 && b[0] <= 0x97
}
