package prompt

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// MostRead is how many bytes of a prompt, its negative included, are taken
	// apart, which is 60,000 tokens or 800 chunks.
	MostRead = 256 << 10
	// MostFixed is how many bytes are fixed, and mostSigns how many signs they may
	// have: fixing reads a prompt up to forty times, and looks about at each sign.
	// All that is read ends within about a second.
	MostFixed = 128 << 10
	mostSigns = 12_000
)

// TooMuch names what the texts of a prompt have too much of to be fixed, "" for
// nothing.
func TooMuch(texts ...string) string {
	size, signs := 0, 0
	for _, t := range texts {
		if size += len(t); size > MostFixed {
			return "more than 128 KB"
		}
		for i := range len(t) {
			if strings.IndexByte(",()[]{}<>|:#\n\r", t[i]) >= 0 {
				signs++
			}
		}
	}
	if signs > mostSigns {
		return "more than 12,000 commas, brackets, colons and line ends"
	}
	return ""
}

// BeginsPart reports whether a part of a prompt may begin at a byte, by what
// stands before it alone: Read begins parts nowhere else, except for the options
// of prompt editing.
func BeginsPart(text string, at int) bool {
	before := strings.TrimRightFunc(text[:at], isBlank)
	if before == "" {
		return true
	}
	r, size := utf8.DecodeLastRuneInString(before)
	switch r {
	case ',', '，', '\n', '\r', '{', '|', '>':
		return true
	case '(', '[':
		return !strings.HasSuffix(before[:len(before)-size], `\`)
	case '$': // of a variant, "{2$$a|b}"
		return strings.HasSuffix(before, "$$")
	case ':': // of a variant's weight, "{3::a|b}"
		return strings.HasSuffix(before, "::")
	}
	return slices.ContainsFunc(breakWords[:], func(word string) bool {
		n := len(before) - len(word)
		return n >= 0 && wordAt(text, n, word)
	})
}

// EndsPart reports whether a part of a prompt may end before a byte, by what
// stands after it alone: Read ends parts nowhere else.
func EndsPart(text string, at int) bool {
	behind := strings.TrimLeftFunc(text[at:], isBlank)
	if behind == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(behind)
	switch r {
	case ',', '，', '\n', '\r', ')', ']', '}', '|', '#', '<':
		return true
	case ':':
		_, n := closingWeight(behind)
		return n > 0
	}
	return BreakLen(text, len(text)-len(behind)) > 0
}

// isBlank reports whether a character is white space that ends no line.
func isBlank(r rune) bool { return r != '\n' && r != '\r' && unicode.IsSpace(r) }

// Outside returns where the characters stand that no bracket is around and no
// backslash before, brackets left out. One that closes nothing is passed over.
func Outside(text string) iter.Seq2[int, byte] {
	return func(yield func(int, byte) bool) {
		depth := 0
		for i := 0; i < len(text); i++ {
			switch c := text[i]; c {
			case '\\':
				i++
			case '(', '[', '{', '<':
				depth++
			case ')', ']', '}', '>':
				depth = max(0, depth-1)
			default:
				if depth == 0 && !yield(i, c) {
					return
				}
			}
		}
	}
}
