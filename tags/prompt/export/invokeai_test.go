package export

import (
	"strings"
	"testing"

	"tailor/tags/clip"
	"tailor/tags/prompt"
)

// compelReads is what InvokeAI's Compel (its version 2.5.1) makes of texts: the
// prompts that .and() joins, each its fragments with their weights. Compel was
// run for it.
var compelReads = []struct {
	prompt, written string
	read            [][]prompt.Run
}{
	{"a, (b, c:1.2), d", "a, (b, c)1.2, d", [][]prompt.Run{{{Text: "a,", Weight: 1}, {Text: "b , c", Weight: 1.2}, {Text: ", d", Weight: 1}}}},
	{`karin \(blue archive\)`, `karin \(blue archive\)`, [][]prompt.Run{{{Text: "karin (blue archive)", Weight: 1}}}},
	{`(karin \(x\):1.2)`, `(karin \(x\))1.2`, [][]prompt.Run{{{Text: "karin (x)", Weight: 1.2}}}},
	{`(a "b" c:1.2)`, `(a \"b\" c)1.2`, [][]prompt.Run{{{Text: `a "b" c`, Weight: 1.2}}}},
	{`a "b c" d`, `a \"b c\" d`, [][]prompt.Run{{{Text: `a "b c" d`, Weight: 1}}}},
	{"a, b BREAK c\nd", `("a, b", "c d").and()`, [][]prompt.Run{{{Text: "a , b", Weight: 1}}, {{Text: "c d", Weight: 1}}}},
	{`a, b BREAK (a "b":1.2), c`, `("a, b", "(a \"b\")1.2, c").and()`, [][]prompt.Run{{{Text: "a , b", Weight: 1}}, {{Text: `a "b"`, Weight: 1.2}, {Text: ", c", Weight: 1}}}},
	{`a \(b\) BREAK c`, `("a \(b\)", "c").and()`, [][]prompt.Run{{{Text: "a (b)", Weight: 1}}, {{Text: "c", Weight: 1}}}},
	{"(a:0.5), (b:0.7)", "(a)0.5, (b)0.7", [][]prompt.Run{{{Text: "a", Weight: 0.5}, {Text: ",", Weight: 1}, {Text: "b", Weight: 0.7}}}},
	{"(a:2), b", "(a)2, b", [][]prompt.Run{{{Text: "a", Weight: 2}, {Text: ", b", Weight: 1}}}},
	{"x(b:1.2)5", "x (b)1.2 5", [][]prompt.Run{{{Text: "x", Weight: 1}, {Text: "b", Weight: 1.2}, {Text: "5", Weight: 1}}}},
	{"(t-shirt:1.2)", "(t-shirt)1.2", [][]prompt.Run{{{Text: "t-shirt", Weight: 1.2}}}},
	{"(a b. c:1.2)", "(a b. c)1.2", [][]prompt.Run{{{Text: "a b . c", Weight: 1.2}}}},
	{`(a\\:1.2)`, `(a\ )1.2`, [][]prompt.Run{{{Text: `a\`, Weight: 1.2}}}},
	{`(a\\ b:1.2) \\(c:1.1)`, `(a\ b)1.2 \ (c)1.1`, [][]prompt.Run{{{Text: `a\ b`, Weight: 1.2}, {Text: `\`, Weight: 1}, {Text: "c", Weight: 1.1}}}},
	{"（ａ）, (“x”:1.2)", `\(a\), (\"x\")1.2`, [][]prompt.Run{{{Text: "(a),", Weight: 1}, {Text: `"x"`, Weight: 1.2}}}},
}

// TestInvokeGrammar has prompts written so that Compel reads what A1111 does:
// the same texts with the same weights.
func TestInvokeGrammar(t *testing.T) {
	for _, c := range compelReads {
		out := write(t, InvokeAI, only(c.prompt))
		if out.Text != c.written || out.Lost != nil {
			t.Errorf("%s\n got %s, lost %q\nwant %s", c.prompt, out.Text, out.Lost, c.written)
		}
		sections := prompt.Sections(c.prompt)
		if len(sections) != len(c.read) {
			t.Fatalf("%s is read as %d prompts, want %d", c.prompt, len(c.read), len(sections))
		}
		for i, runs := range sections {
			if got, want := weightedLetters(c.read[i]), weightedLetters(runs); got != want {
				t.Errorf("%s: Compel reads %s, A1111 %s", c.prompt, got, want)
			}
		}
	}
}

// weightedLetters writes runs without white space and commas, whose place in a
// bracket or beside it changes nothing but the comma's own weight.
func weightedLetters(runs []prompt.Run) string {
	var b strings.Builder
	last := 0.0
	for _, r := range runs {
		text := strings.NewReplacer(" ", "", ",", "", "\n", "").Replace(clip.Repair(r.Text))
		if text == "" {
			continue
		}
		if w := prompt.RoundWeight(r.Weight); w != last {
			b.WriteString("|" + weight(w) + ":")
			last = w
		}
		b.WriteString(text)
	}
	return b.String()
}
