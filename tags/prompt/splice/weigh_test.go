package splice

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"tailor/tags/prompt"
	"tailor/tags/prompt/prompttest"
)

// span reads "a ⟦b⟧ c" as a selection, or "a| c" as a cursor.
func span(s string) (string, prompt.Span) {
	if !strings.Contains(s, "⟦") {
		text, cursor := prompttest.At(s)
		return text, prompt.Span{Start: cursor, End: cursor}
	}
	before, rest, _ := strings.Cut(s, "⟦")
	in, after, _ := strings.Cut(rest, "⟧")
	return before + in + after, prompt.Span{Start: len(before), End: len(before) + len(in)}
}

func TestWeigh(t *testing.T) {
	cases := []struct {
		name, text string
		steps      int
		want       string
	}{
		{"tag up", "1girl, long ha|ir, x", 1, "1girl, (long ha|ir:1.1), x"},
		{"tag down", "1girl, |long hair, x", -1, "1girl, (|long hair:0.9), x"},
		{"tag's end", "long hair|", 1, "(long hair:1.1)|"},
		{"two steps", "a|", 2, "(a:1.2)|"},
		{"escaped", `karin \(blue| archive\)`, 1, `(karin \(blue| archive\):1.1)`},
		{"up again", "(a|:1.1)", 1, "(a|:1.2)"},
		{"back to one", "x, (a|:1.1), y", -1, "x, a|, y"},
		{"from below to one", "(a|:0.9)", 1, "a|"},
		{"to a whole number", "(a|:1.9)", 1, "(a|:2.0)"},
		{"odd number", "(a|:1.25)", 1, "(a|:1.35)"},
		{"spaces around the number", "(a|: 1.2 )", 1, "(a|:1.3)"},
		{"plain bracket", "(a|)", 1, "(a|:1.2)"},
		{"plain bracket down", "(a|)", -1, "a|"},
		{"two plain brackets", "((a|))", 1, "(a|:1.3)"},
		{"square bracket", "[a|]", 1, "a|"},
		{"square bracket down", "[a|]", -1, "(a|:0.8)"},
		{"group", "(a, b|, c:1.2)", 1, "(a, b|, c:1.3)"},
		{"innermost", "(a, (b|:1.1), c:1.2)", 1, "(a, (b|:1.2), c:1.2)"},
		{"outer", "(a|, (b:1.1), c:1.2)", 1, "(a|, (b:1.1), c:1.3)"},
		{"on the weight", "(a:1.|2)", 1, "(a|:1.3)"},
		{"behind the bracket", "(a:1.2)|", 1, "(a:1.3)|"},
		{"behind the bracket, back to one", "x, (a:1.1)|, y", -1, "x, a|, y"},
		{"behind plain brackets", "((a))|, b", 1, "(a:1.3)|, b"},
		{"behind plain brackets, back to one", "(a)|, b", -1, "a|, b"},
		{"behind a group", "(a, b:1.2)|, c", 1, "(a, b:1.3)|, c"},
		{"behind a bracket in a group", "(a, (b:1.1)|, c:1.2)", 1, "(a, (b:1.1)|, c:1.3)"},
		{"tag's end before a tag", "1girl, smile|, solo", 1, "1girl, (smile:1.1)|, solo"},
		{"tag's end before a network", "smile|<lora:x:1>", 1, "smile|<lora:x:1.05>"},
		{"between two brackets", "(a:1.2)|(b:1.2)", 1, "(a:1.2)(|b:1.3)"},
		{"never below zero", "(a|:0.05)", -1, "(a|:0.0)"},
		{"below zero already", "(a|:-1)", 1, "(a|:-0.9)"},
		{"zero stays", "(a|:0)", -1, "(a|:0)"},
		{"network", "<lora:x|:0.8>", 1, "<lora:x|:0.85>"},
		{"network to one", "<lora:x|:0.95>", 1, "<lora:x|:1.0>"},
		{"network below zero", "<lora:x|:0>", -1, "<lora:x|:-0.05>"},
		{"network without a number", "<lora:x|>", 1, "<lora:x|:1.05>"},
		{"network with two", "<lora:x|:0.8:0.6>", -1, "<lora:x|:0.8:0.55>"},
		{"network with names", "<lora:x|:te=0.8>", 1, "<lora:x|:te=0.8>"},
		{"selection", "a, ⟦b, c⟧, d", 1, "a, (⟦b, c⟧:1.1), d"},
		{"selection again", "a, (⟦b, c⟧:1.1), d", 1, "a, (⟦b, c⟧:1.2), d"},
		{"selection back", "a, (⟦b, c⟧:1.1), d", -1, "a, ⟦b, c⟧, d"},
		{"selection with spaces", "a,⟦ b, ⟧c", 1, "a, (⟦b⟧:1.1), c"},
		{"selected bracket", "⟦(b, c:1.1)⟧, d", 1, "(⟦b, c⟧:1.2), d"},
		{"selection cuts a bracket", "⟦a, (b⟧, c:1.2), d", 1, "(⟦a, (b, c:1.2)⟧:1.1), d"},
		{"selection across BREAK", "⟦a BREAK b⟧", 1, "⟦a BREAK b⟧"},
		{"in a comment", "a # b|", 1, "a # b|"},
		{"between tags", "a, | , b", 1, "a, | , b"},
		{"open bracket", "(a, b|", 1, "(a, b:1.1)|"},
		{"open bracket down", "(a|", -1, "(a:0.9)|"},
		{"open bracket with a weight", "(a:1.2|", 1, "(a:1.3)|"},
		{"open bracket with a word for a number", "(a:inf|", 1, "(a:inf:1.1)|"},
		{"open bracket before a tag", "x, (a|, b", 1, "x, (a:1.1)|, b"},
		{"open bracket around another", "((a|), b", 1, "((a|:1.2), b"},
		{"choice", "[a¦b|]", 1, "[a¦(b:1.1)|]"},
		{"editing", "[a:b|:0.5]", 1, "([a:b|:0.5]:1.1)"},
		{"wildcard", "__a|__", 1, "(__a|__:1.1)"},
		{"a break beside the bracket", "1girl BREAK(smile|:1.1), solo", -1, "1girl BREAK smile|, solo"},
		{"a word beside the bracket", "(blue ey|es:1.1)smile", -1, "blue ey|es smile"},
		{"a word beside square ones", "[blue eyes|]smile", 1, "blue eyes| smile"},
		{"words on both sides", "a((b|))c", -2, "a b| c"},
		{"brackets beside a bracket", "((a|:1.1)b:1.2)", -1, "(a| b:1.2)"},
		{"nothing to part", "({a¦b|}:1.1), [(x:1.1):y:0.5]", -1, "{a¦b|}, [(x:1.1):y:0.5]"},
		{"a name", "x, saber_(fa|te), y", 1, `x, (saber_\(fa|te\):1.1), y`},
		{"a name with a blank", "saber (fa|te)", -1, `(saber \(fa|te\):0.9)`},
		{"a name again", "(saber (fate|):1.1)", 1, `(saber \(fate|\):1.2)`},
		{"a name in a variant", "{a¦saber_(fate)|}", 1, `{a¦(saber_\(fate\):1.1)|}`},
		{"names selected", "⟦saber_(fate), b⟧, c", 1, `(⟦saber_\(fate\), b⟧:1.1), c`},
		{"no name", "blue (ey|es)", 1, "blue (ey|es:1.2)"},
		{"a weight in a name's place", "saber_(fa|te:1.2)", 1, "saber_(fa|te:1.3)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, sel := span(c.text)
			change := Weigh(text, sel, c.steps, func(name string) bool { return name == "saber (fate)" })
			now := prompt.Apply(text, change.Positive)
			got := prompttest.With(now, change.Cursor)
			if s := change.Selection; s.Len() > 0 {
				got = now[:s.Start] + "⟦" + s.Of(now) + "⟧" + now[s.End:]
			}
			if got != c.want {
				t.Errorf("%s: got %s, want %s", c.text, got, c.want)
			}
		})
	}
}

// TestWeighRestores weighs tags up and down again, and up twice.
func TestWeighRestores(t *testing.T) {
	r := rand.New(rand.NewSource(4))
	for n := 0; n < 4000; n++ {
		text := prompttest.Mixed(r, "masterpiece", "(best quality:1.1)")
		sel := prompt.Span{Start: r.Intn(len(text) + 1)}
		sel.End = sel.Start
		up := Weigh(text, sel, 1, nil)
		if up.Empty() {
			continue
		}
		on := prompt.Apply(text, up.Positive)
		if strings.Count(on, "(") != strings.Count(text, "(")+1 || strings.Contains(text, "[d]") {
			continue // there was a weight, which needs not be a round one
		}
		down := Weigh(on, prompt.Span{Start: up.Cursor, End: up.Cursor}, -1, nil)
		if off := prompt.Apply(on, down.Positive); off != text {
			t.Fatalf("%q at %d: %q, then %q", text, sel.Start, on, off)
		}
		again := Weigh(on, prompt.Span{Start: up.Cursor, End: up.Cursor}, 1, nil)
		if got, want := prompt.Apply(on, again.Positive), prompt.Apply(text, Weigh(text, sel, 2, nil).Positive); got != want {
			t.Fatalf("%q at %d: two presses make %q, two steps %q", text, sel.Start, got, want)
		}
	}
}

func FuzzWeigh(f *testing.F) {
	f.Add("a, (b:1.2), <lora:x:1>", 3, 6, 1)
	f.Fuzz(func(t *testing.T, text string, from, to, steps int) {
		c := Weigh(text, prompt.Span{Start: from, End: to}, steps%100, nil)
		now := prompt.Apply(text, c.Positive)
		if c.Cursor < 0 || c.Cursor > len(now) || c.Selection.Start > c.Selection.End || c.Selection.End > len(now) {
			t.Fatalf("%q at %d:%d: %+v in %q", text, from, to, c, now)
		}
	})
}

func TestMove(t *testing.T) {
	cases := []struct {
		name, text string
		dir        int
		want       string
	}{
		{"right", "a|, b, c", 1, "b, a|, c"},
		{"left", "a, b, c|", -1, "a, c|, b"},
		{"within the tag", "lo|ng hair, solo", 1, "solo, lo|ng hair"},
		{"separators stay", "a|,b\n c", 1, "b,a|\n c"},
		{"first", "a|, b", -1, "a|, b"},
		{"last", "a, b|", 1, "a, b|"},
		{"behind its comma", "a,| b", 1, "b, a|"},
		{"weighted", "(a|:1.2), b", 1, "b, (a|:1.2)"},
		{"in a group", "(a|, b:1.2), c", 1, "(b, a|:1.2), c"},
		{"at a group's edge", "(a, b|:1.2), c", 1, "(a, b|:1.2), c"},
		{"a whole group", "(a, b:1.2)|, c", 1, "c, (a, b:1.2)|"},
		{"past a group", "c|, (a, b:1.2)", 1, "(a, b:1.2), c|"},
		{"across BREAK", "a, b| BREAK c", 1, "a BREAK b|, c"},
		{"back across BREAK", "a BREAK b|, c", -1, "a, b| BREAK c"},
		{"into an empty chunk", "a, b| BREAK ", 1, "a BREAK b|, "},
		{"past a network", "a|, <lora:x:1> b", 1, "b, <lora:x:1> a|"},
		{"past a comment", "a| # note\nb", 1, "b # note\na|"},
		{"escaped", `a|, karin \(x\)`, 1, `karin \(x\), a|`},
		{"nothing there", "|", 1, "|"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, cursor := prompttest.At(c.text)
			change := Move(text, cursor, c.dir)
			got := prompttest.With(prompt.Apply(text, change.Positive), change.Cursor)
			if got != c.want {
				t.Errorf("%s: got %s, want %s", c.text, got, c.want)
			}
		})
	}
}

func TestMoveSelected(t *testing.T) {
	cases := []struct {
		name, text string
		dir        int
		want       string
	}{
		{"right", "⟦1girl, red eyes, ⟧blue hair, solo, smile", 1, "blue hair, ⟦1girl, red eyes⟧, solo, smile"},
		{"left", "1girl, ⟦red eyes, solo⟧, smile", -1, "⟦red eyes, solo⟧, 1girl, smile"},
		{"one tag", "a, ⟦b⟧, c", 1, "a, c, ⟦b⟧"},
		{"part of two tags", "1girl, red e⟦yes, so⟧lo, smile", 1, "1girl, smile, red e⟦yes, so⟧lo"},
		{"separators stay", "⟦a,b⟧\n c", 1, "c\n ⟦a,b⟧"},
		{"with a bracket", "⟦a, (b:1.2)⟧, c", 1, "c, ⟦a, (b:1.2)⟧"},
		{"cuts a bracket", "⟦a, (b⟧, c:1.2), d", 1, "d, ⟦a, (b⟧, c:1.2)"},
		{"in a group", "(a, ⟦b, c⟧, d:1.2), e", 1, "(a, d, ⟦b, c⟧:1.2), e"},
		{"at a group's edge", "(a, ⟦b, c⟧:1.2), e", 1, "(a, ⟦b, c⟧:1.2), e"},
		{"last", "a, ⟦b, c⟧", 1, "a, ⟦b, c⟧"},
		{"across BREAK", "a, ⟦b, c⟧ BREAK d", 1, "a BREAK ⟦b, c⟧, d"},
		{"back across BREAK", "a BREAK ⟦b, c⟧, d", -1, "a, ⟦b, c⟧ BREAK d"},
		{"the whole of a chunk", "a BREAK ⟦b, c⟧", -1, "a, ⟦b, c⟧ BREAK "},
		{"both sides of BREAK", "a, ⟦b BREAK c⟧, d", 1, "a, ⟦b BREAK c⟧, d"},
		{"a comma alone", "a⟦, ⟧b", 1, "a⟦, ⟧b"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, sel := span(c.text)
			change := MoveSelected(text, sel, c.dir)
			now, s := prompt.Apply(text, change.Positive), change.Selection
			if got := now[:s.Start] + "⟦" + s.Of(now) + "⟧" + now[s.End:]; got != c.want {
				t.Errorf("%s: got %s, want %s", c.text, got, c.want)
			}
			if change.Empty() == (change.Note == "") {
				t.Errorf("%s: %d edits and the note %q", c.text, len(change.Positive), change.Note)
			}
		})
	}
}

// TestMoveSaysWhy wants a remark of every move that is none.
func TestMoveSaysWhy(t *testing.T) {
	cases := []struct {
		name, text string
		dir        int
		want       string
	}{
		{"last", "a, b|", 1, "the last tag already"},
		{"first", "a|, b", -1, "the first tag already"},
		{"last in a bracket", "1girl, (a, b|:1.2), c", 1, "the last tag in its bracket"},
		{"first in a bracket", "1girl, (a|, b:1.2), c", -1, "the first tag in its bracket"},
		{"nothing", "|", 1, "no tag"},
		{"open bracket", "a, (b|, c", -1, "Close the bracket"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, cursor := prompttest.At(c.text)
			change := Move(text, cursor, c.dir)
			if !change.Empty() || change.Cursor != cursor || !strings.Contains(change.Note, c.want) {
				t.Errorf("%s: %+v", c.text, change)
			}
		})
	}
}

// TestMoveKeeps moves tags about in any prompt: none is lost or changed, and
// the way back is open within a section.
func TestMoveKeeps(t *testing.T) {
	r := rand.New(rand.NewSource(6))
	moved := 0
	for n := 0; n < 8000; n++ {
		text := prompttest.Mixed(r, "masterpiece", "(best quality:1.1)")
		cursor := r.Intn(len(text) + 1)
		c := Move(text, cursor, []int{-1, 1}[r.Intn(2)])
		now := prompt.Apply(text, c.Positive)
		if c.Cursor < 0 || c.Cursor > len(now) {
			t.Fatalf("%q at %d: the cursor is at %d", text, cursor, c.Cursor)
		}
		if !c.Empty() {
			moved++
		}
		if !sameParts(Read(text), Read(now)) {
			t.Fatalf("%q at %d became %q", text, cursor, now)
		}
		sel := prompt.Span{Start: Clamp(text, cursor), End: Clamp(text, cursor+r.Intn(len(text)+1-cursor))}
		c = MoveSelected(text, sel, 1)
		now = prompt.Apply(text, c.Positive)
		if !sameParts(Read(text), Read(now)) {
			t.Fatalf("%q at %v became %q", text, sel, now)
		}
		if got := c.Selection.Of(now); !c.Empty() && (got == "" || !strings.Contains(sel.Of(text), got)) {
			t.Fatalf("%q at %v became %q with %q selected", text, sel, now, got)
		}
	}
	if moved < 2000 {
		t.Errorf("only %d of 8000 moved", moved)
	}
}

func FuzzMove(f *testing.F) {
	f.Add("a, (b, c:1.2) BREAK d", 3, 1)
	f.Fuzz(func(t *testing.T, text string, cursor, dir int) {
		c := Move(text, cursor, dir)
		if now := prompt.Apply(text, c.Positive); c.Cursor < 0 || c.Cursor > len(now) {
			t.Fatalf("%q at %d: the cursor is at %d of %q", text, cursor, c.Cursor, now)
		}
		sel := prompt.Span{Start: cursor, End: len(text) / 2}
		c = MoveSelected(text, sel, dir)
		if now := prompt.Apply(text, c.Positive); c.Cursor < 0 || c.Cursor > len(now) || c.Selection.Start < 0 || c.Selection.Start > c.Selection.End || c.Selection.End > len(now) {
			t.Fatalf("%q at %v: %+v in %q", text, sel, c, now)
		}
	})
}

// weighed is a text with a selection of it a step heavier.
func weighed(text string, sel prompt.Span, known func(name string) bool) string {
	return Weigh(text, sel, 1, known).Apply(prompt.Texts{Positive: text}).Positive
}

// TestWeighWholeThings weighs beside and in what is one thing: heads of choices,
// definitions, wildcards with parameters, weights of AND, networks, escapes.
func TestWeighWholeThings(t *testing.T) {
	for text, want := range map[string]string{
		"{3::r⟦⟧ed|blue} hair":  "{3::(red:1.1)|blue} hair",
		"{red|0.5::bl⟦⟧ue}":     "{red|0.5::(blue:1.1)}",
		"{2$$red⟦⟧|b}":          "{2$$(red:1.1)|b}",
		"{2$$, $$re⟦⟧d|b}":      "{2$$, $$(red:1.1)|b}",
		"{1-2$$ and $$r⟦⟧ed|b}": "{1-2$$ and $$(red:1.1)|b}",
		"{@a⟦⟧|b}":              "{@(a:1.1)|b}",
		"${x=re⟦⟧d}":            "${x=(red:1.1)}",
		"${x=!{re⟦⟧d|blue}}":    "${x=!{red|blue}}",
		"${x:r⟦⟧ed}, a":         "(${x:red}:1.1), a",
		"__a(x=b⟦⟧)__":          "(__a(x=b)__:1.1)",
		"x AND y⟦⟧ :0.5":        "x AND (y:1.1) :0.5",
		"x AND ⟦y :0.5⟧":        "x AND (y:1.1) :0.5",
		"x:0⟦⟧.8 AND y":         "(x:1.1):0.8 AND y",
		"<lo⟦ra:x:0.8>, smile⟧": "(<lora:x:0.8>, smile:1.1)",
		"__sce⟦ne__, smile⟧":    "(__scene__, smile:1.1)",
		"[aa:bb:0⟦.5⟧]":         "[aa:bb:0.5]",
		`karin \(b c\⟦), x⟧`:    `karin \(b c(\), x:1.1)`,
		`\⟦\x⟧`:                 `(\\x:1.1)`,
		"${⟦x⟧}":                "(${x}:1.1)",
		"{2⟦$$a|b⟧}":            "({2$$a|b}:1.1)",
		"{⟦a|b⟧}, c":            "({a|b}:1.1), c",
		"[⟦a|b⟧], c":            "([a|b]:1.1), c",
		"[⟦a|b⟧|d], c":          "([a|b|d]:1.1), c",
	} {
		text, sel := span(text)
		if got := weighed(text, sel, nil); got != want {
			t.Errorf("%q at %v: %q, want %q", text, sel, got, want)
		}
	}
}

// TestMoveWholeThings holds that moving a tag parts no choice and no schedule.
func TestMoveWholeThings(t *testing.T) {
	for text, want := range map[string]string{
		"[a, b⟦⟧:c:0.5] <":         "[a, b:c:0.5]",
		"[a:b, c⟦⟧:0.5] <":         "[a:b, c:0.5]",
		"[a⟦⟧:b, c:0.5] >":         "[a:b, c:0.5]",
		"{3::re⟦⟧d, smile|blue} >": "{3::smile, red|blue}",
		"{2$$a, x⟦⟧|b} <":          "{2$$x, a|b}",
		"a AND b⟦⟧ <":              "a AND b",
		"x AND y⟦⟧ :0.5, z >":      "x AND y :0.5, z",
		"a, x AND y⟦⟧, z <":        "a, x, y AND z",
	} {
		text, dir := text[:len(text)-2], text[len(text)-1]
		text, sel := span(text)
		if got := Move(text, sel.End, int(dir)-int('=')).Apply(prompt.Texts{Positive: text}).Positive; got != want {
			t.Errorf("%q at %d: %q, want %q", text, sel.End, got, want)
		}
	}
}

// TestWeighFaces weighs faces, whose brackets are none, wherever the cursor is in
// or at them.
func TestWeighFaces(t *testing.T) {
	known := func(name string) bool { return slices.Contains([]string{">:(", ":)", ";)", ">:)"}, name) }
	for text, want := range map[string]string{
		"1girl, ⟦⟧>:(, smile": `1girl, (>:\(:1.1), smile`,
		"1girl, >⟦⟧:(, smile": `1girl, (>:\(:1.1), smile`,
		"1girl, ⟦⟧:), x":      `1girl, (:\):1.1), x`,
		"1girl, ;⟦⟧), x":      `1girl, (;\):1.1), x`,
		"1girl, >:)⟦⟧, x":     `1girl, (>:\):1.1), x`,
		"1girl⟦⟧, :), x":      "(1girl:1.1), :), x",
	} {
		text, sel := span(text)
		if got := weighed(text, sel, known); got != want {
			t.Errorf("%q at %d: %q, want %q", text, sel.End, got, want)
		}
	}
}

// TestWeighBehindFaces weighs what stands behind a face, whose bracket is none.
func TestWeighBehindFaces(t *testing.T) {
	known := func(name string) bool { return name == ">:(" || name == ":(" }
	for text, want := range map[string]string{
		"a, >:(, c":      `a, >:\(, (c:1.1)`,
		":(, (b, c":      `:\(, (b, c:1.1)`,
		":(, :(, c":      `:\(, :\(, (c:1.1)`,
		"a (b, c":        "a (b, c:1.1)",
		"(:), c":         "(:), (c:1.1)",
		"((((((((((, c":  "((((((((((, c:1.1)",
		`a, >:\(, c`:     `a, >:\(, (c:1.1)`,
		"saber_(fate, c": "saber_(fate, c:1.1)",
	} {
		if got := weighed(text, prompt.Span{Start: len(text), End: len(text)}, known); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
