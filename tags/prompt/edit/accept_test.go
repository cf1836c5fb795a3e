package edit

import (
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/prompttest"
	"tailor/tags/prompt/splice"
)

func artist(name string) tags.Tag    { return tags.Tag{Name: name, Category: tags.Artist} }
func general(name string) tags.Tag   { return tags.Tag{Name: name} }
func character(name string) tags.Tag { return tags.Tag{Name: name, Category: tags.Character} }

func TestAccept(t *testing.T) {
	karin := character("karin_(blue_archive)")
	cases := []struct {
		name, text string
		tag        tags.Tag
		o          Options
		want       string
	}{
		{"tag", "1girl, lo|", general("long_hair"), Options{}, "1girl, long hair, |"},
		{"character", "kar|", karin, Options{}, `karin \(blue archive\), |`},
		{"unescaped", "karin (blu|", karin, Options{}, `karin \(blue archive\), |`},
		{"comma follows", "1girl, lo|, solo", general("long_hair"), Options{}, "1girl, long hair, |solo"},
		{"comma follows without space", "1girl, lo|,solo", general("long_hair"), Options{}, "1girl, long hair,|solo"},
		{"newline follows", "lo|\nsolo", general("long_hair"), Options{}, "long hair, |\nsolo"},
		{"tag follows", "lo|solo", general("long_hair"), Options{}, "long hair, |solo"},
		{"tag follows behind a space", "lo| solo", general("long_hair"), Options{}, "long hair, |solo"},
		{"BREAK follows", "lo| BREAK x", general("long_hair"), Options{}, "long hair, | BREAK x"},
		{"in the middle of the tag", "1girl, long ha|ir, x", general("long_hair"), Options{}, "1girl, long hair, |x"},
		{"in the middle of a choice", "{long ha|ir}", general("long_hair"), Options{}, "{long hair|}"},
		{"in the middle of a step", "[long ha|ir:smile:0.5]", general("long_hair"), Options{}, "[long hair|:smile:0.5]"},
		{"before another choice", "{long ha|ir¦x}", general("long_hair"), Options{}, "{long hair|¦x}"},
		{"in a choice, before another word", "{lo| solo}", general("long_hair"), Options{}, "{long hair, |solo}"},
		{"before its own bracket", `1girl, karin \(blue arch|\), x`, karin, Options{}, `1girl, karin \(blue archive\), |x`},
		{"before its own bracket, at the end", `1girl, karin \(blue arch|\)`, karin, Options{}, `1girl, karin \(blue archive\), |`},
		{"before its own word", "1girl, lon| hair", general("long_hair"), Options{}, "1girl, long hair, |"},
		{"in a weight", "(kar|:1.2), x", karin, Options{}, `(karin \(blue archive\)|:1.2), x`},
		{"in a bracket", "(kar|)", karin, Options{}, `(karin \(blue archive\)|)`},
		{"in an open bracket", "(kar|", karin, Options{}, `(karin \(blue archive\)|`},
		{"in a group", "(kar|, x:1.2)", karin, Options{}, `(karin \(blue archive\), |x:1.2)`},
		{"in a variant", "{kar|¦x}", karin, Options{}, `{karin \(blue archive\)|¦x}`},
		{"in editing", "[x:kar|:0.5]", karin, Options{}, `[x:karin \(blue archive\)|:0.5]`},
		{"artist into nothing", "kan|", artist("kantoku"), Options{}, "by kantoku BREAK |"},
		{"second artist", "by kantoku BREAK wl|", artist("wlop"), Options{}, "by kantoku, by wlop BREAK |"},
		{"artist from the body", "1girl, kan|", artist("kantoku"), Options{}, "by kantoku BREAK 1girl, |"},
		{"artist from the middle", "1girl, kan|, solo", artist("kantoku"), Options{}, "by kantoku BREAK 1girl, |solo"},
		{"artist from the beginning", "kan|, 1girl", artist("kantoku"), Options{}, "by kantoku BREAK |1girl"},
		{"artist from its own line", "kan|\n1girl", artist("kantoku"), Options{}, "\nby kantoku BREAK |1girl"},
		{"artist before quality", "masterpiece BREAK 1girl, kan|", artist("kantoku"), Options{}, "by kantoku, masterpiece BREAK 1girl, |"},
		{"artist with by", "1girl, by kan|", artist("kantoku"), Options{}, "by kantoku BREAK 1girl, |"},
		{"artist in words", "1girl, drawn by kan|", artist("kantoku"), Options{}, "by kantoku BREAK 1girl, |"},
		{"artist with @", "1girl, @kan|", artist("kantoku"), Options{}, "by kantoku BREAK 1girl, |"},
		{"artist with brackets", "1girl, x|", artist("x_(y)"), Options{}, `by x \(y\) BREAK 1girl, |`},
		{"weighted artist", "1girl, (kan|:0.7), solo", artist("kantoku"), Options{}, "(by kantoku:0.7) BREAK 1girl, |solo"},
		{"artist in a group", "(1girl, kan|:1.2), solo", artist("kantoku"), Options{}, "(by kantoku:1.2) BREAK (1girl|:1.2), solo"},
		{"artist in the style chunk", "by kantoku, wl| BREAK 1girl", artist("wlop"), Options{}, "by kantoku, by wlop, | BREAK 1girl"},
		{"artist in an open style chunk", "by kantoku, wl|", artist("wlop"), Options{}, "by kantoku, by wlop BREAK |"},
		{"artist again", "by kantoku BREAK 1girl, kan|", artist("kantoku"), Options{}, "by kantoku BREAK 1girl, |"},
		{"artist again, with a dash", "by mika-pikazo BREAK 1girl, mik|", artist("mika_pikazo"), Options{}, "by mika-pikazo BREAK 1girl, |"},
		{"artist in the negative", "worst quality, kan|", artist("kantoku"), Options{Negative: true}, "worst quality, by kantoku, |"},
		{"artist in an open bracket", "1girl, (by kan|", artist("kantoku"), Options{}, "1girl, (by kantoku|"},
		{"artist in an open bracket at the beginning", "(by kan|by wlop BREAK 1girl, solo", artist("kantoku"), Options{}, "(by kantoku|by wlop BREAK 1girl, solo"},
		{"artist in an open bracket of the style chunk", "by wlop, (by kan| BREAK 1girl", artist("kantoku"), Options{}, "by wlop, (by kantoku| BREAK 1girl"},
		{"artist in an open bracket before a tag", "(by kan|, 1girl, (solo:1.2)", artist("kantoku"), Options{}, "(by kantoku|, 1girl, (solo:1.2)"},
		{"artist in an open group", "1girl, (smile, by wl|", artist("wlop"), Options{}, "1girl, (smile, by wlop|"},
		{"artist in an open square bracket", "1girl, [kan|", artist("kantoku"), Options{}, "1girl, [by kantoku|"},
		{"artist in an open bracket in a closed one", "((kan|, 1girl:1.2), solo", artist("kantoku"), Options{}, "((by kantoku|, 1girl:1.2), solo"},
		{"artist in an open bracket, to the end", "1girl, (kan|, solo", artist("kantoku"), Options{StylesAtEnd: true}, "1girl, (by kantoku|, solo"},
		{"artist that is there, in an open bracket", "by kantoku BREAK 1girl, (kan|", artist("kantoku"), Options{}, "by kantoku BREAK 1girl, (by kantoku|"},
		{"artist behind a bracket of a face", "1girl, :(, kan|", artist("kantoku"), Options{}, "by kantoku BREAK 1girl, :(, |"},
		{"artist before the prompt AND", "1girl, (kan| AND solo", artist("kantoku"), Options{}, "1girl, (by kantoku| AND solo"},
		{"artist in a variant", "{by kan|¦by wlop} BREAK 1girl", artist("kantoku"), Options{}, "{by kantoku|¦by wlop} BREAK 1girl"},
		{"artist in editing", "1girl, [kan|:by wlop:0.5], solo", artist("kantoku"), Options{}, "1girl, [by kantoku|:by wlop:0.5], solo"},
		{"style in an open bracket", "1girl, (ske|", general("sketch"), Options{}, "1girl, (sketch|"},
		{"quality in an open bracket", "1girl, (masterp|", general("masterpiece"), Options{}, "1girl, (masterpiece|"},
		{"tag in an open bracket before a tag", "1girl, (lo|, solo", general("long_hair"), Options{}, "1girl, (long hair|, solo"},
		{"in a bracket behind a word", "1girl (long h|:1.2), x", general("long_hair"), Options{}, "1girl (long hair|:1.2), x"},
		{"in a plain bracket behind a word", "smile (long h|), x", general("long_hair"), Options{}, "smile (long hair|), x"},
		{"in a square bracket behind a word", "smile [long h|], x", general("long_hair"), Options{}, "smile [long hair|], x"},
		{"in the negative's bracket behind a word", "lowres, bad (blurr|:1.2), x", general("blurry"), Options{Negative: true}, "lowres, bad (blurry|:1.2), x"},
		{"last in a bracket behind a word", "a girl (smile, lo|) in the rain", general("long_hair"), Options{}, "a girl (smile, long hair|) in the rain"},
		{"artist in a bracket behind a word", "1girl (by kan|:1.2), x", artist("kantoku"), Options{}, "1girl (by kantoku|:1.2), x"},
		{"in NovelAI's weight", "1girl, 1.2::lo|", general("long_hair"), Options{}, "1girl, 1.2::long hair, |"},
		{"in NovelAI's weight before another", "1.2::lo|, solo::", general("long_hair"), Options{}, "1.2::long hair, |solo::"},
		{"artist in NovelAI's weight", "1girl, 1.2::by kan|", artist("kantoku"), Options{}, "1girl, 1.2::by kantoku, |"},
		{"behind NovelAI's weight", "1.2::smile:: lo|", general("long_hair"), Options{}, "1.2::smile:: long hair, |"},
		{"behind a variant's weight", "{red¦2::blue ey|} hair", general("blue_eyes"), Options{}, "{red¦2::blue eyes|} hair"},
		{"in an open variable", "1girl, ${x=lo|", general("long_hair"), Options{}, "1girl, ${x=long hair|"},
		{"in a variable", "${x=lo|}1girl", general("long_hair"), Options{}, "${x=long hair|}1girl"},
		{"in a variable's variant", "${x={a¦lo|}}1girl", general("long_hair"), Options{}, "${x={a¦long hair|}}1girl"},
		{"in a variable's default", "1girl ${x:lo|} x", general("long_hair"), Options{}, "1girl ${x:long hair|} x"},
		{"style", "1girl, fl|", general("flat_colors"), Options{}, "flat colors BREAK 1girl, |"},
		{"quality", "by a BREAK 1girl, mas|", general("masterpiece"), Options{}, "by a, masterpiece BREAK 1girl, |"},
		{"meta tag", "by a BREAK 1girl, hd|", general("hdr"), Options{}, "by a BREAK 1girl, hdr, |"},
		{"artist to the end", "1girl, kan|", artist("kantoku"), Options{StylesAtEnd: true}, "1girl, |by kantoku"},
		{"second artist to the end", "1girl, wl|by kantoku", artist("wlop"), Options{StylesAtEnd: true}, "1girl, |by kantoku, by wlop"},
		{"artist to the end from the middle", "1girl, kan|, solo", artist("kantoku"), Options{StylesAtEnd: true}, "1girl, |solo, by kantoku"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, cursor := prompttest.At(c.text)
			change := Accept(rouwei, nil, text, cursor, c.tag, c.o)
			now := prompt.Apply(text, change.Positive)
			if got := prompttest.With(now, change.Cursor); got != c.want {
				t.Errorf("%q: got %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// TestWriting types a prompt from nothing by completion and toggles, as a
// person does, and wants what the model's author would write.
func TestWriting(t *testing.T) {
	texts := prompt.Texts{}
	cursor := 0
	write := func(s string) {
		texts.Positive = texts.Positive[:cursor] + s + texts.Positive[cursor:]
		cursor += len(s)
	}
	accept := func(typed string, tag tags.Tag) {
		write(typed)
		if query, _ := splice.Word(texts.Positive, cursor); query != typed {
			t.Fatalf("%q is typed in %q", query, prompttest.With(texts.Positive, cursor))
		}
		c := Accept(rouwei, nil, texts.Positive, cursor, tag, Options{})
		texts, cursor = c.Apply(texts), c.Cursor
	}
	toggle := func(tag string) {
		c := Toggle(rouwei, texts, tag, Wanted)
		texts, cursor = c.Apply(texts), prompt.Moved(cursor, c.Positive)
	}
	want := `by kantoku, by wlop, best quality, masterpiece BREAK 1girl, karin \(blue archive\), looking at viewer`
	steps := []func(){
		func() { accept("kantoku", artist("kantoku")); accept("wlop", artist("wlop")) },
		func() { toggle("masterpiece"); toggle("best quality") },
		func() {
			accept("1girl", general("1girl"))
			accept("karin", character("karin_(blue_archive)"))
			accept("looking", general("looking_at_viewer"))
		},
	}
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		texts, cursor = prompt.Texts{}, 0
		for _, k := range order {
			steps[k]()
		}
		if got := splice.Copyable(texts.Positive); got != want {
			t.Errorf("in the order %v: %q, want %q", order, got, want)
		}
		if cursor != len(texts.Positive) {
			t.Errorf("in the order %v the cursor is at %q", order, prompttest.With(texts.Positive, cursor))
		}
	}
}

func FuzzAccept(f *testing.F) {
	f.Add("1girl, kan, x", 10, true)
	f.Add("(a, b:1.2) BREAK (c", 3, false)
	f.Add("by a (b and kan and c x d", 15, false)
	f.Fuzz(func(t *testing.T, text string, cursor int, end bool) {
		for _, tag := range []tags.Tag{artist("kantoku"), general("long_hair"), general("sketch")} {
			c := Accept(rouwei, nil, text, cursor, tag, Options{StylesAtEnd: end})
			now := prompt.Apply(text, c.Positive)
			if c.Cursor < 0 || c.Cursor > len(now) {
				t.Fatalf("%q at %d: the cursor is at %d of %q", text, cursor, c.Cursor, now)
			}
			if c.Note == "" && !strings.Contains(now, strings.TrimPrefix(tag.Prompt(), "by ")) {
				t.Fatalf("%q at %d: no %s in %q", text, cursor, tag.Name, now)
			}
		}
	})
}
