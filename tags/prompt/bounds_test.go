package prompt

import "testing"

// TestOutside holds which characters no bracket is around.
func TestOutside(t *testing.T) {
	for text, want := range map[string]string{
		"a, (b, c), d":          "a, , d",
		`a\(, b\), c`:           "a, b, c",
		"a), b":                 "a, b",
		"a, [b, {c}, d], e(, f": "a, , e",
		"<lora:x:1>|b":          "|b",
		"":                      "",
	} {
		got := ""
		for i, c := range Outside(text) {
			if text[i] != c {
				t.Errorf("%q: %q is said to stand at %d", text, c, i)
			}
			got += string(c)
		}
		if got != want {
			t.Errorf("%q: %q stand outside, want %q", text, got, want)
		}
	}
}
