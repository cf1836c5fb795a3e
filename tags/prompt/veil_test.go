package prompt

import "testing"

func FuzzVeil(f *testing.F) {
	f.Add("1girl, MyOC_v3 (style)，<lora:x:1>, hat", 7, 20)
	f.Add("\x01, a", 0, 2)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if start < 0 || end < start || end > len(text) {
			t.Skip()
		}
		veiled := Veil(text, []Span{{start, end}})
		if len(veiled) != len(text) || veiled[:start] != text[:start] || veiled[end:] != text[end:] {
			t.Fatalf("%q became %q", text, veiled)
		}
		if veiled == text {
			return
		}
		if again := Unveil(veiled); again != text {
			t.Fatalf("%q became %q, then %q", text, veiled, again)
		}
		// Comments and BREAKs part a text under a veil too.
		if hidden := Read(veiled[start:end]); len(hidden.Comments)+len(hidden.Breaks) == 0 && len(hidden.Parts) > 1 {
			t.Fatalf("%q is more than one part", veiled[start:end])
		}
	})
}
