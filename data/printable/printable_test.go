package printable

import (
	"strings"
	"testing"
)

func TestLineAndText(t *testing.T) {
	tests := []struct{ name, in, line, text string }{
		{"plain", "1girl, karin \\(x\\)", "1girl, karin \\(x\\)", "1girl, karin \\(x\\)"},
		{"wide and combining", "日本 é 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "日本 é 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "日本 é 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿"},
		{"newlines and tabs", "a\nb\r\nc\td", "a b c d", "a\nb\nc d"},
		{"escape sequence", "a\x1b[31mb", `a\x1b[31mb`, `a\x1b[31mb`},
		{"a carriage return alone", "safe\revil", `safe\x0devil`, `safe\x0devil`},
		{"8-bit control", "a\u009b2Jb", `a\x9b2Jb`, `a\x9b2Jb`},
		{"delete and bell", "\x7f\a", `\x7f\x07`, `\x7f\x07`},
		{"bidi override", "a\u202eb\u2066", `a\u202eb\u2066`, `a\u202eb\u2066`},
		{"invisible", "a\u200bb\ufeff", `a\u200bb\ufeff`, `a\u200bb\ufeff`},
		{"fillers and joiners that nobody sees", "a\u3164b\u034f\u115f\uffa0\u2800\u17b4\u180e\u2060", `a\u3164b\u034f\u115f\uffa0\u2800\u17b4\u180e\u2060`, `a\u3164b\u034f\u115f\uffa0\u2800\u17b4\u180e\u2060`},
		{"tag characters that are no flag", "a\U000e0041\U000e0042", `a\ue0041\ue0042`, `a\ue0041\ue0042`},
		{"a flag without its end", "🏴\U000e0067\U000e0062", "🏴" + `\ue0067\ue0062`, "🏴" + `\ue0067\ue0062`},
		{"the selector of an emoji", "🎙️ 1️⃣", "🎙️ 1️⃣", "🎙️ 1️⃣"},
		{"line separator", "a\u2028b", `a\u2028b`, `a\u2028b`},
		{"not UTF-8", "a\xffb\xc3", `a\xffb\xc3`, `a\xffb\xc3`},
		{"the replacement character itself", "a\ufffd", "a\ufffd", "a\ufffd"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Line(test.in); got != test.line {
				t.Errorf("Line: got %q, want %q", got, test.line)
			}
			if got := Text(test.in); got != test.text {
				t.Errorf("Text: got %q, want %q", got, test.text)
			}
		})
	}
}

func FuzzLine(f *testing.F) {
	f.Add("a\x1b]0;x\a\xff\u202e")
	f.Fuzz(func(t *testing.T, s string) {
		got := Line(s)
		if !Safe(strings.ReplaceAll(got, "\n", "")) || strings.ToValidUTF8(got, "") != got {
			t.Errorf("Line(%q) = %q", s, got)
		}
		if Line(got) != got {
			t.Errorf("cleaned twice, %q becomes %q", got, Line(got))
		}
	})
}

func TestCut(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Short("猫猫猫", 3), "猫猫猫"},
		{Short("猫猫猫猫", 3), "猫猫…"},
		{Short("a\nb\x1b[31m", 5), `a b\…`},
		{Ends("abcdef", 6), "abcdef"},
		{Ends("猫bcdefgh犬", 6), "猫bcd … h犬"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
