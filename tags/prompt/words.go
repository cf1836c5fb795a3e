package prompt

import "strings"

// NetworkLen returns the length in bytes of the extra network with which s
// begins, "<lora:name:0.8>", or 0: A1111's re_extra_net, "<(\w+):([^>]+)>"
// (modules/extra_networks.py).
func NetworkLen(s string) int {
	if s == "" || s[0] != '<' {
		return 0
	}
	colon := 1 + wordLength(s[1:])
	if colon == 1 || colon == len(s) || s[colon] != ':' {
		return 0
	}
	if n := strings.IndexByte(s[colon:], '>'); n > 1 {
		return colon + n + 1
	}
	return 0
}

var breakWords = [...]string{"BREAK", "AND"}

// BreakLen returns the length of the word BREAK or AND that stands at i as a
// word of its own, or 0. Whether a BREAK there is one depends on the brackets
// around it, too.
func BreakLen(text string, i int) int {
	for _, word := range breakWords {
		if wordAt(text, i, word) {
			return len(word)
		}
	}
	return 0
}

// wordAt reports whether word stands at i as a word of its own, as \b has it in
// Python: no letter, digit or underscore touches it.
func wordAt(text string, i int, word string) bool {
	return strings.HasPrefix(text[i:], word) && StandsAlone(text, Span{i, i + len(word)})
}
