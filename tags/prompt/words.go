package prompt

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NetworkLen returns the length in bytes of the extra network with which s
// begins, "<lora:name:0.8>", or 0: A1111's re_extra_net, "<(\w+):([^>]+)>"
// (modules/extra_networks.py).
func NetworkLen(s string) int {
	i := 1
	for i < len(s) {
		c, size := utf8.DecodeRuneInString(s[i:])
		if !isWord(c) {
			break
		}
		i += size
	}
	if i == 1 || i >= len(s) || s[0] != '<' || s[i] != ':' {
		return 0
	}
	if end := strings.IndexByte(s[i+1:], '>'); end > 0 {
		return i + 1 + end + 1
	}
	return 0
}

// weightLen returns the weight that s, which begins with a colon, closes a
// bracket with, and its length with the bracket; 0 and 0 where it is none.
// It is the weight of A1111's re_attention (modules/prompt_parser.py),
// ":\s*([+-]?[.\d]+)\s*\)".
func weightLen(s string) (weight float64, n int) {
	space := func(i int) int {
		for i < len(s) {
			c, size := utf8.DecodeRuneInString(s[i:])
			if !unicode.IsSpace(c) {
				break
			}
			i += size
		}
		return i
	}
	from := space(1)
	to := from
	if to < len(s) && (s[to] == '+' || s[to] == '-') {
		to++
	}
	for to < len(s) && (s[to] == '.' || '0' <= s[to] && s[to] <= '9') {
		to++
	}
	end := space(to)
	if end >= len(s) || s[end] != ')' {
		return 0, 0
	}
	weight, err := strconv.ParseFloat(s[from:to], 64)
	if err != nil {
		return 0, 0
	}
	return weight, end + 1
}

// BreakLen returns the length of the word BREAK or AND that stands at i as a
// word of its own, or 0. Whether a BREAK there is one depends on the brackets
// around it, too.
func BreakLen(text string, i int) int {
	for _, word := range []string{"BREAK", "AND"} {
		if wordAt(text, i, word) {
			return len(word)
		}
	}
	return 0
}

// wordAt tells whether word stands at i as a word of its own, as \b has it in
// Python: no letter, digit or underscore touches it.
func wordAt(text string, i int, word string) bool {
	if !strings.HasPrefix(text[i:], word) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+len(word):])
	return !isWord(before) && !isWord(after)
}

func isWord(c rune) bool {
	return c == '_' || c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsNumber(c))
}
