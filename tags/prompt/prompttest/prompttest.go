// Package prompttest makes prompts at random for tests, and tells what weighs
// in them.
package prompttest

import (
	"math"
	"math/rand"
	"slices"
	"strings"
	"unicode"

	"tailor/tags/prompt"
)

// Groups writes groups in groups of the words, with commas or none between
// them. All brackets have a partner.
func Groups(r *rand.Rand, depth int, words []string) string {
	separators := []string{", ", ", ", ", ", ",", " ", " ", "", "\n"}
	weights := []string{":1.2)", ":0.8)", ":.5)", ")"}
	var b strings.Builder
	for n := 1 + r.Intn(4); n > 0; n-- {
		switch {
		case depth == 0 || r.Intn(3) > 0:
			b.WriteString(words[r.Intn(len(words))])
		case r.Intn(4) == 0:
			b.WriteString("[" + Groups(r, depth-1, words) + "]")
		default:
			b.WriteString("(" + Groups(r, depth-1, words) + weights[r.Intn(len(weights))])
		}
		if n == 1 {
			break
		}
		separator := separators[r.Intn(len(separators))]
		if depth == 3 && r.Intn(6) == 0 {
			separator = " BREAK "
		}
		b.WriteString(separator)
	}
	return b.String()
}

// Mixed makes a prompt of whatever prompts are made of, with more words among
// them, and with beginnings, separators and ends of every kind.
func Mixed(r *rand.Rand, more ...string) string {
	words := append([]string{
		"1girl", "solo", "by kantoku", "(by wlop:0.7)", "long hair", `karin \(blue archive\)`, "(a, b:1.2)", "((c))", "[d]", "[e:f:0.5]",
		"{g|h}", "__scene__", "<lora:x:0.8>", "(by a, by b:0.8)", "she stands in the rain.", "(i, (j, k:1.3):0.9)", "thick outlines", "()", "<3",
		"BREAKFAST", "l (m)", "^_^", ":(", "o)", "n:1.2", "café", "空",
	}, more...)
	separators := []string{", ", ", ", ", ", ", ", ",", " , ", ",, ", "\n", ",\n", ", \n", " BREAK ", "\nBREAK\n", ", BREAK ", " BREAK, ", "，", "  ", " ", " AND ", " # c, d\n", "  BREAK  ", "\r\n"}
	ends := []string{"", "", "", ", ", ",", " ", "\n", "(", " BREAK", " BREAK ", " # note", "BREAK", "AND ", "(x", "  ", "[", " BREAK  ", ", \n"}
	var b strings.Builder
	b.WriteString(ends[r.Intn(len(ends))])
	for n := r.Intn(7); n > 0; n-- {
		b.WriteString(words[r.Intn(len(words))])
		if n > 1 {
			b.WriteString(separators[r.Intn(len(separators))])
		}
	}
	b.WriteString(ends[r.Intn(len(ends))])
	return b.String()
}

// Weighed is a word and what it weighs.
type Weighed struct {
	Word   string
	Weight float64
}

// Weights lists the words of a prompt that count with their weights, in order.
func Weights(text string, counts func(word string) bool) []Weighed {
	var all []Weighed
	for _, section := range prompt.Sections(text) {
		for _, run := range section {
			for _, w := range strings.FieldsFunc(run.Text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
				if counts(w) {
					all = append(all, Weighed{w, run.Weight})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b Weighed) int {
		switch {
		case a.Word != b.Word:
			return strings.Compare(a.Word, b.Word)
		case a.Weight < b.Weight:
			return -1
		case a.Weight > b.Weight:
			return 1
		}
		return 0
	})
	return all
}

// Alike reports whether the same words weigh alike, to the two decimals that
// weights are written with.
func Alike(a, b []Weighed) bool {
	return slices.EqualFunc(a, b, func(x, y Weighed) bool {
		return x.Word == y.Word && math.Abs(x.Weight-y.Weight) < 0.01
	})
}

// At cuts "ab|c" into text and cursor. A bar that belongs to the text is
// written "¦".
func At(s string) (text string, cursor int) {
	cursor = strings.Index(s, "|")
	text = strings.ReplaceAll(s[:cursor]+s[cursor+1:], "¦", "|")
	return text, len(strings.ReplaceAll(s[:cursor], "¦", "|"))
}

// With puts the bar back.
func With(text string, cursor int) string {
	return strings.ReplaceAll(text[:cursor], "|", "¦") + "|" + strings.ReplaceAll(text[cursor:], "|", "¦")
}
