package prompt

import (
	"fmt"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"tags", "1girl, long hair,solo", "1girl|long hair|solo"},
		{"escaped", `karin \(blue archive\), a`, `karin (blue archive)|a`},
		{"unescaped", "karin_(blue_archive)", "karin_(blue_archive)~"},
		{"weight", "(by kantoku:0.7), x", "by kantoku@0.7<(by kantoku:0.7)>|x"},
		{"weighted character", `(karin \(blue archive\):1.2)`, `karin (blue archive)@1.2<(karin \(blue archive\):1.2)>`},
		{"group", "(a, b, c:1.2)", "a@1.2|b@1.2|c@1.2"},
		{"nested in group", "((a), b:1.2)", "a@1.32<(a)>|b@1.2"},
		{"group of squares", "[a, b]", "a@0.909|b@0.909"},
		{"unclosed", "(a, b", "a@1.1|b@1.1"},
		{"unopened", "a), b", "a)|b"},
		{"breaks", "a BREAK b\nBREAK, c", "a|b/1|c/2"},
		{"break in brackets", "(a BREAK b)", "a BREAK b@1.1<(a BREAK b)>"},
		{"break in a word", "BREAKFAST, DAYBREAK", "BREAKFAST|DAYBREAK"},
		{"and", "a AND b", "a|b/1"},
		{"and ends brackets", "(a AND b), c", "a@1.1|b)/1|c/1"},
		{"and ends editing", "[a:b AND c, d", "a:b@0.909|c/1|d/1"},
		{"network", "a <lora:x:0.8> b", "a|<lora:x:0.8>|b"},
		{"heart is no network", "a, <3", "a|<3"},
		{"comment", "a # b, c\nd", "a|d"},
		{"editing", "[red:blue:0.5] hair, x", "[red:blue:0.5] hair~?|x"},
		{"editing in of late", "[red hair: .5], x", "[red hair: .5]~?|x"},
		{"a colon edits nothing", `[a \(b: c\)], [d: e]`, `a (b: c)@0.909<[a \(b: c\)]>|d: e@0.909<[d: e]>`},
		{"alternating", "[a|b], c", "a?|b?|c"},
		{"variant", "{a|b} c", "a?|b} c?"},
		{"wildcard", "__animal__", "__animal__"},
		{"newlines", "a\nb\r\nc", "a|b|c"},
		{"full-width comma", "a，b", "a|b"},
		{"empty parts", ",, (), a,", "a"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range Read(c.text).Parts {
				s := p.Text
				if !p.Escaped {
					s += "~"
				}
				if p.Choice {
					s = strings.TrimSuffix(s, "?") + "?"
				}
				if p.Weight != 1 {
					s += fmt.Sprintf("@%.3g", p.Weight)
				}
				if p.Outer != p.Core {
					s += "<" + p.Outer.Of(c.text) + ">"
				}
				if p.Section > 0 {
					s += fmt.Sprintf("/%d", p.Section)
				}
				got = append(got, s)
			}
			if g := strings.Join(got, "|"); g != c.want {
				t.Errorf("Read(%q)\n got %s\nwant %s", c.text, g, c.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"(a, b:1.2)", `\(a\)`, "a BREAK (b", "[a:b:0.5]", "#x\n{a|b}", "))((", "]:1)["} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		out := Read(text)
		at := 0
		for _, p := range out.Parts {
			if p.Core.Start < at || p.Core.End > len(text) || p.Core.Len() <= 0 {
				t.Fatalf("part %+v of %q", p, text)
			}
			if p.Outer.Start > p.Core.Start || p.Outer.End < p.Core.End || p.Outer.Start < at {
				t.Fatalf("outer %+v of %q", p, text)
			}
			at = p.Outer.End
			if p.Kind == Network {
				continue
			}
			if !p.Choice && !BeginsPart(text, p.Core.Start) || !EndsPart(text, p.Core.End) && !strings.ContainsAny(text, "{}") {
				t.Fatalf("a part cannot be at %v of %q", p.Core, text)
			}
			// Whoever types stands where Read has the part.
			if core := p.Core.Of(text); !p.Choice && !strings.ContainsAny(core, "()[]{}:<") && !holdsBreak(core) {
				if typing := TypingAt(text, p.Core.End); typing.Fixed || typing.Start != p.Core.Start {
					t.Fatalf("typed is %q of %q, read is %q", text[typing.Start:p.Core.End], text, core)
				}
			}
		}
	})
}

// holdsBreak reports whether BREAK or AND stands anywhere in a text as a word.
func holdsBreak(text string) bool {
	for i := range len(text) {
		if BreakLen(text, i) > 0 {
			return true
		}
	}
	return false
}
