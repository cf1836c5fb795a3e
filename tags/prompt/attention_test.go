package prompt

import (
	"fmt"
	"strings"
	"testing"
)

func TestAttention(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"plain", "normal text", "normal text"},
		{"round", "an (important) word", "an |important@1.1| word"},
		{"nested", "((a))", "a@1.21"},
		{"square", "[a]", "a@0.909091"},
		{"number", "(a:1.3)", "a@1.3"},
		{"space around the number", "(a: 1.3 )", "a@1.3"},
		{"signs and points", "(a:-1)(b:+.5)(c:2.)", "a@-1|b@0.5|c@2"},
		{"digits of another script", "(a:٣)", "a@3"},
		{"number in squares is text", "[a:1.3]", "a:1.3@0.909091"},
		{"number without bracket is text", "a:1.3)", "a:1.3)"},
		{"two points are no number", "(a:1.2.3)", "a:1.2.3@1.1"},
		{"unclosed", "(a [b", "a @1.1|b@1"},
		{"unopened", "a) b]", "a) b]"},
		{"escapes", `\(a\) \[b\] \\`, `(a) [b] \`},
		{"other backslashes go", `\a \`, "a "},
		{"neighbours of one weight", "(a)(b)", "ab@1.1"},
		{"break", "a BREAK b", "a|BREAK@-1|b"},
		{"breaks", "BREAK BREAK", "BREAK@-1|BREAK@-1"},
		{"break is a word", "aBREAK BREAKb _BREAK ÉBREAK", "aBREAK BREAKb _BREAK ÉBREAK"},
		{"break at a mark", "a\u0301BREAK", "a\u0301|BREAK@-1"},
		{"break in a bracket", "(a BREAK b)", "a@1.1|BREAK@-1.1|b@1.1"},
		{"break in a bracket of weight 1", "(BREAK:1)", "BREAK@-1"},
		{"documentation", "a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).",
			"a |house@1.573| @1.1|on@1| a @1.1|hill@0.55|, sun, @1.1|sky@1.4641|.@1.1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var parts []string
			pieces := attention(c.text)
			for i := 0; i < len(pieces); {
				text, weight := "", pieces[i].weight
				for ; i < len(pieces) && pieces[i].weight == weight; i++ {
					text += pieces[i].text.Of(c.text)
				}
				if weight != 1 {
					text += fmt.Sprintf("@%g", RoundWeight(weight))
				} else if strings.HasPrefix(c.name, "unclosed") || c.name == "documentation" && text == "on" {
					text += "@1"
				}
				if text != "" {
					parts = append(parts, text)
				}
			}
			if got := strings.Join(parts, "|"); got != c.want {
				t.Errorf("attention(%q)\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func TestStrip(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"nothing", "a, b", "a, b"},
		{"comment", "a # b\nc", "a \nc"},
		{"whole line", "a\n# b\nc", "a\n\nc"},
		{"to the end", "a #", "a \n"},
		{"network", "a <lora:x:0.8> b", "a  b"},
		{"network of other letters", "<é:ü>a", "a"},
		{"network over lines", "<lora:\n#x>\ny>z", "z"},
		{"no networks", "<3 <:a> <lora> <lora:> <lora:x", "<3 <:a> <lora> <lora:> <lora:x"},
		{"empty name, later bracket", "<lora:>x>", "<lora:>x>"},
		{"network in network", "<a <b:c> d>", "<a  d>"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := strip(c.text)
			if d.text != c.want {
				t.Errorf("strip(%q) = %q, want %q", c.text, d.text, c.want)
			}
			for i := range d.text {
				if from := d.source(i); d.text[i] != '\n' && c.text[from] != d.text[i] {
					t.Errorf("byte %d of %q comes from %d of %q", i, d.text, from, c.text)
				}
			}
		})
	}
}

func TestRoundWeight(t *testing.T) {
	for _, c := range []struct{ in, want float64 }{
		{1, 1}, {1.1 * 1.1, 1.21}, {1 / 1.1, 0.909091}, {-1, -1}, {0.1234567, 0.123457}, {1e300, 1e300},
	} {
		if got := RoundWeight(c.in); got != c.want {
			t.Errorf("RoundWeight(%v) = %v, want %v", c.in, got, c.want)
		}
	}
}

// TestBrokenWeight finds what A1111 takes for a weight and cannot read.
func TestBrokenWeight(t *testing.T) {
	for text, want := range map[string]string{
		"(a:.), b": ".", "(a:1.2.3)": "1.2.3", "x (a, (b:1..5), c:1.1)": "1..5", "(a:- .)": "", "(a:+.)": "+.",
		"a:.)": "", "(a:1.2), b": "", `\(a:.\)`: "", "# (a:.)": "", "(a:b.c)": "", "(a<lora:x:.>:1.2)": "", "": "",
	} {
		if got, ok := BrokenWeight(text); got != want || ok != (want != "") {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
