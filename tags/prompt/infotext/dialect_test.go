package infotext

import (
	"slices"
	"strings"
	"testing"
)

func TestDialects(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"1girl, {smile}", "1girl, (smile:1.05)"},
		{"{{a, b}}, [c], x", "(a, b:1.1025), (c:0.9524), x"},
		{"{[a]}", "a"},
		{"1.2::red hair, 2girls::, x", "(red hair, 2girls:1.2), x"},
		{"-1::a::b", "(a:-1)b"},
		{"{a, 1.5::b::", "(a:1.05), (b:1.575)"},
		{"saber (fate), :d", `saber \(fate\), :d`},
		{"plain, tags", "plain, tags"},
	} {
		if got := FromNovelAI(c.text); got != c.want {
			t.Errorf("NovelAI's %s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"a++, b-, t-shirt", "(a:1.21), (b:0.9), t-shirt"},
		{"(red hair, x)1.2, y", "(red hair, x:1.2), y"},
		{"(a (b)1.5 c)++", "(a:1.21) (b:1.815) (c:1.21)"},
		{`saber \(fate\), (x)-`, `saber \(fate\), (x:0.9)`},
		{`("a, (b)1.2", "c").and()`, "a, (b:1.2) BREAK c"},
		{"(a) b [c]", `a b \[c\]`},
		{`say \"hi\" (b)0.5`, `say "hi" (b:0.5)`},
		{"a.swap(b)", "a.swap(b)"},
		{"plain, tags", "plain, tags"},
		{"(open", `\(open`},
	} {
		if got := FromInvokeAI(c.text); got != c.want {
			t.Errorf("InvokeAI's %s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
	for _, part := range []string{"(", "{", "1.2::", "a+", "\\", "(a)1.2", `("`, "::"} {
		FromNovelAI(strings.Repeat(part, 20000))
		FromInvokeAI(strings.Repeat(part, 20000))
	}
}

// TestTails reads infotexts with more behind the line of settings.
func TestTails(t *testing.T) {
	const line = "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 8x8"
	for _, c := range []struct{ name, text, want, settings string }{
		{"templates", "a\nNegative prompt: b\n" + line + "\nTemplate: {a|b}, c\nmore\nNegative Template: b, c: d", "a/b", line + `, Template: "{a|b}, c\nmore", Negative Template: "b, c: d"`},
		{"saved and time", "a\n" + line + "\nSaved: x.png\nTime taken: 3.2 sec., A: 1 GB, R: 2 GB", "a/", line + ", Saved: x.png, Time taken: \"3.2 sec., A: 1 GB, R: 2 GB\""},
		{"SD.Next", "prompt: a\nNegative prompt: b\nSteps: 20 | Sampler: Euler a | CFG scale: 7", "a/b", "Steps: 20, Sampler: Euler a, CFG scale: 7"},
		{"hypernet", "a\nSteps: 20, Sampler: Euler, Seed: 1, Hypernet: x, Hypernet strength: 0.5", "a<hypernet:x:0.5>/", "Steps: 20, Sampler: Euler, Seed: 1"},
		{"a prompt below", line + "\n1girl", line + "\n1girl/", ""},
		{"a prompt like settings", "(long hair:1.2), (blue eyes:1.3), (smile:1.1)", "(long hair:1.2), (blue eyes:1.3), (smile:1.1)/", ""},
	} {
		i := Read(c.text)
		if got := i.Positive + "/" + i.Negative; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		if got := FormatSettings(i.Settings); !strings.HasPrefix(got, c.settings) || c.settings == "" && got != "" {
			t.Errorf("%s: got %s\nwant %s", c.name, got, c.settings)
		}
	}
}

// TestSplit parts the infotexts of a file that holds several.
func TestSplit(t *testing.T) {
	const settings = "Steps: 20, Sampler: Euler, CFG scale: 7, Seed: 1"
	cases := []struct {
		name, text string
		want       []string
		rest       string
	}{
		{"one", "a\nNegative prompt: b\n" + settings, []string{"a\nNegative prompt: b\n" + settings}, ""},
		{"a prompt alone", "a\r\n\r\nb", []string{"a\n\nb"}, ""},
		{"two and a blank line", "a\n" + settings + "\n\nb\n\nc\nNegative prompt: d\n" + settings + "\n",
			[]string{"a\n" + settings, "b\n\nc\nNegative prompt: d\n" + settings}, ""},
		{"two without", "a\r\n" + settings + "\r\nb\r\n" + settings, []string{"a\n" + settings, "b\n" + settings}, ""},
		{"one a line", "a Negative prompt: b " + settings + ", Size: 8x8\nc " + settings + ", Size: 8x8",
			[]string{"a Negative prompt: b " + settings + ", Size: 8x8", "c " + settings + ", Size: 8x8"}, ""},
		{"labels go with what they follow", "a\n" + settings + "\nTemplate: {a|b}\nc\nNegative Template: d\n\ne\n" + settings,
			[]string{"a\n" + settings + "\nTemplate: {a|b}\nc\nNegative Template: d", "e\n" + settings}, ""},
		{"settings that are parted", "a\n" + settings + ",\nSize: 8x8, Model: m, Version: v1\nb\n" + settings,
			[]string{"a\n" + settings + ",\nSize: 8x8, Model: m, Version: v1", "b\n" + settings}, ""},
		{"something behind", "a\n" + settings + "\n\nsaved from a page", []string{"a\n" + settings}, "saved from a page"},
	}
	for _, c := range cases {
		if got, rest := Split(c.text); !slices.Equal(got, c.want) || rest != c.rest {
			t.Errorf("%s:\n got %q and %q\nwant %q and %q", c.name, got, rest, c.want, c.rest)
		}
	}
	info := Read(cases[6].want[0])
	if model, _ := info.Get("Model"); info.Positive != "a" || model != "m" {
		t.Errorf("settings that are parted: %+v", info)
	}
	if info, notes := First(cases[2].text); info.Positive != "a" || len(notes) != 1 || !strings.Contains(notes[0], "2 prompts") {
		t.Errorf("the first of two: %+v, %q", info, notes)
	}
}
