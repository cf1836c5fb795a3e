package analysis

import (
	"strings"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"testing"
)

func TestChunksOfLongestEntries(t *testing.T) {
	longest := map[string]Lines{"long": {[]string{strings.Repeat("word, ", 50)}, true}, "short": {[]string{"x"}, true}, "none": {nil, true}, "dress": {[]string{"${who:a} dress", "hat"}, true}}
	for _, text := range []string{
		"", "1girl", "__long__", "a __short__ b", "__long__ __long__, __long__", "a BREAK __long__ BREAK b",
		"__short__BREAK", "by x BREAK __none____none__, __long__, y", "__unknown__, __long__ BREAK", "(__long__:1.2), z",
		"${who=a very tall girl}__dress__, {2$$__short__|__dress(who=red silk)__}, %{(...:1.2)$$__long__} BREAK {@a|b}",
	} {
		edits, _, _ := (&Analyst{Longest: longest, Options: prompt.Defaults}).longestOf(text)
		line := prompt.Chunks(prompt.Apply(text, edits), prompt.Defaults)
		full := prompt.Count(prompt.Apply(text, edits), prompt.Defaults)
		line.Chunks = unexpanded(line.Chunks, edits)
		last := 0
		for k, c := range line.Chunks {
			if c.Start < last || c.End < c.Start || c.End > len(text) {
				t.Errorf("%q: chunk %d is at %d to %d behind %d", text, k, c.Start, c.End, last)
			}
			if c.ByBreak && c.Break.Of(text) != "BREAK" {
				t.Errorf("%q: the break of chunk %d is %q", text, k, c.Break.Of(text))
			}
			last = c.End
		}
		a := Analyst{Profile: profile.RouWei(), Options: prompt.Defaults, Longest: longest}
		if s := a.Alone(text); s.Counter != full || s.AtMost != (len(edits) > 0) {
			t.Errorf("%q: %v, want %v", text, s.Counter, full)
		}
	}
}
