package splice

import (
	"strings"
	"testing"

	"tailor/tags/prompt"
)

// TestPurged takes a word out of choices, and what it leaves empty with it.
func TestPurged(t *testing.T) {
	bad := func(s string) bool { return s == "bad" || strings.Trim(s, " ") == "ba d" }
	for text, want := range map[string]string{
		"{bad|x}, y": "x, y", "{x|bad}, y": "x, y", "{bad|x|y}": "{x|y}", "{ bad | x }, y": "x, y",
		"{bad|}, y": "y", "{bad|bad}, y": "y", "x, {bad|bad}, y": "x, y", "a {bad|bad} b": "a b", "a {bad|x} b": "a x b",
		"{bad, x|y}": "{x|y}", "{x, bad|y}": "{x|y}", "{x, bad, z|y}": "{x, z|y}", "{x bad|y}": "{x|y}", "{bad x|y}": "{x|y}", "{ba d|x|y}": "{x|y}",
		"{2$$bad|x|y}": "{2$$x|y}", "{2$$ and $$bad|x|y}": "{2$$ and $$x|y}", "{2$$bad|3::x}": "x", "{0.5::bad|0.5::x}": "x", "{3::x, bad|2::y}": "{3::x|2::y}",
		"[bad|x], y": "x, y", "[x|bad|y]": "[x|y]", "[bad:x:0.5]": "[:x:0.5]", "[x:bad:0.5]": "[x::0.5]", "[bad:0.5], y": "y", "[bad::0.5], y": "y", "[(bad:1.2):x:5]": "[:x:5]",
		"[x:bad|y:0.5]": "[x:y:0.5]", "[bad|x:y:0.5]": "[x:y:0.5]", "[x:y|bad:0.5]": "[x:y:0.5]", "[x:bad|bad:0.5]": "[x::0.5]", "[x:bad|y|z:0.5]": "[x:y|z:0.5]", "[x:{bad|y}:0.5]": "[x:y:0.5]", "[{bad|x}]": "[x]",
		"{(bad:1.2)|x}": "x", "{(x, bad:1.2)|y}": "{(x:1.2)|y}", "({bad|x}:1.2), y": "(x:1.2), y", "(x, {bad|bad}:1.2), y": "(x:1.2), y",
		"{{bad|x}|y}": "{x|y}", "{{bad|bad}|y}": "y", "{bad AND x|y}": "{x|y}", "{x BREAK bad|y}": "{x|y}", "{<lora:bad:1>|bad}, y": "<lora:bad:1>, y",
		"{\\(bad\\)|x}": "{\\(bad\\)|x}", "x, bad, y": "x, y", "(x, bad}, y)": "(x, y)", "{bad (), x|y}": "{x|y}", "bad x": "x", "x bad y": "x y", "x bad": "x", "{bad|x": "{|x",
	} {
		at := strings.Index(text, "bad")
		if at < 0 {
			at = strings.Index(text, "ba d")
		}
		word := prompt.Span{Start: at, End: at + 3}
		got := prompt.Apply(text, NewRemover(text, prompt.Read(text)).Purged(word, bad))
		if got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
}

// TestBehindAChoice puts a tag in behind a choice that a word parts, and takes it
// out again.
func TestBehindAChoice(t *testing.T) {
	for text, want := range map[string]string{
		"{a|b BREAK c}": "{a|b BREAK c}, TAG", "{a|b AND c :0.5}": "{a|b AND c :0.5}, TAG", "x, {a|b BREAK c} BREAK": "x, {a|b BREAK c}, TAG BREAK",
		"{{a|b BREAK c}|d}": "{{a|b BREAK c}|d}, TAG", "{a|b BREAK c}BREAK": "{a|b BREAK c},TAG  BREAK",
	} {
		s := Read(text)
		units := s.Section(1)
		got := prompt.Apply(text, []prompt.Edit{s.BehindLast(units, "TAG")})
		if got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
		if back := removed(got, "TAG"); back != text {
			t.Errorf("%q goes back to %q", got, back)
		}
	}
}
