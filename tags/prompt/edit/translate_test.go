package edit

import (
	"fmt"
	"strings"
	"testing"

	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// TestTranslate turns a prompt of each model into RouWei's way and back. What
// has no word there is named.
func TestTranslate(t *testing.T) {
	const pony = "score_9, score_8_up, score_7_up, score_6_up, score_5_up, score_4_up, "
	cases := []struct{ model, prompt, rouwei, lost, back string }{
		{"noobai", "masterpiece, best quality, newest, absurdres, highres, safe, 1girl, hatsune miku, vocaloid, (artist:wlop:0.8), smile",
			"(by wlop:0.8), best quality, masterpiece BREAK 1girl, hatsune miku, vocaloid, smile", "newest, absurdres, highres, safe",
			"masterpiece, best quality, 1girl, hatsune miku, vocaloid, (artist:wlop:0.8), smile"},
		{"noobai-vpred", "masterpiece, very awa, year 2023, 1girl, wlop, smile",
			"by wlop, masterpiece BREAK 1girl, smile", "very awa, year 2023", "masterpiece, 1girl, artist:wlop, smile"},
		{"illustrious", "masterpiece, good quality, 1girl, smile, by wlop, newest",
			"by wlop, masterpiece BREAK 1girl, smile", "newest", "masterpiece, 1girl, wlop, smile"},
		{"illustrious-0.1", "1girl, smile, wlop, best quality, oldest",
			"by wlop, best quality BREAK 1girl, smile", "oldest", "1girl, smile, wlop, best quality"},
		{"animagine", "1girl, hatsune miku, vocaloid, safe, smile, year 2015, high score, great score, absurdres",
			"best quality, masterpiece BREAK 1girl, hatsune miku, vocaloid, smile", "safe, year 2015, absurdres",
			"1girl, hatsune miku, vocaloid, smile, masterpiece, best quality"},
		{"pony", pony + "source_anime, rating_safe, 1girl, smile",
			"best quality, masterpiece BREAK 1girl, smile", "source_anime, rating_safe", pony + "1girl, smile"},
		{"wai", "masterpiece, best quality, amazing quality, general, 1girl, wlop, smile",
			"by wlop, best quality, masterpiece BREAK 1girl, smile", "general", "masterpiece, best quality, 1girl, smile, wlop"},
		{"rouwei", "by wlop, masterpiece BREAK 1girl, smile, low brightness", "by wlop, masterpiece BREAK 1girl, smile, low brightness", "", "by wlop, masterpiece BREAK 1girl, smile, low brightness"},
	}
	seen := map[string]bool{}
	for _, c := range cases {
		seen[c.model] = true
		p := builtin(t, c.model)
		there := Translate(p, rouwei, fewTags, prompt.Texts{Positive: c.prompt, Negative: strings.Join(p.Negative.Default, ", ")}, Options{})
		if there.Positive != c.rouwei || there.Negative != strings.Join(rouwei.Negative.Default, ", ") {
			t.Errorf("%s: %q\n  is %q | %q\nwant %q", c.model, c.prompt, there.Positive, there.Negative, c.rouwei)
		}
		for _, word := range strings.Split(c.lost, ", ") {
			if word != "" && !strings.Contains(fmt.Sprint(there.Lost), fmt.Sprintf("%q", word)) {
				t.Errorf("%s: %q is lost and not named: %v", c.model, word, there.Lost)
			}
		}
		if c.lost == "" && len(there.Lost) > 0 || len(there.Lost) > len(strings.Split(c.lost, ", ")) {
			t.Errorf("%s: named as lost: %v, want %s", c.model, there.Lost, c.lost)
		}
		back := Translate(rouwei, p, fewTags, there.Texts, Options{})
		if back.Positive != c.back || back.Negative != strings.Join(p.Negative.Default, ", ") {
			t.Errorf("%s: back from %q\n  is %q | %q\nwant %q", c.model, there.Positive, back.Positive, back.Negative, c.back)
		}
	}
	for _, name := range profile.Builtins() {
		if !seen[name] {
			t.Errorf("no prompt of %s", name)
		}
	}
}

// TestTranslateEmptiesNoBracket holds that brackets go with all that they hold.
func TestTranslateEmptiesNoBracket(t *testing.T) {
	for _, c := range []struct{ from, to, prompt, want string }{
		{"pony", "noobai", "(score_8_up, score_7_up:1.2), 1girl", "(masterpiece:1.2), (best quality:1.2), 1girl"},
		{"rouwei", "pony", "(masterpiece), 1girl", "(score_9:1.1), (score_8_up:1.1), (score_7_up:1.1), (score_6_up:1.1), (score_5_up:1.1), (score_4_up:1.1), 1girl"},
		{"pony", "noobai", "((score_9, score_8_up)), [score_7_up, score_6_up], 1girl", "masterpiece, best quality, 1girl"},
		{"rouwei", "noobai", "(by wlop, by kantoku:0.8), 1girl", "1girl, (artist:wlop:0.8), (artist:kantoku:0.8)"},
	} {
		got := Translate(builtin(t, c.from), builtin(t, c.to), fewTags, prompt.Texts{Positive: c.prompt}, Options{})
		if got.Positive != c.want {
			t.Errorf("%s: %q\n  is %q\nwant %q", c.to, c.prompt, got.Positive, c.want)
		}
	}
}

func TestTranslateBetween(t *testing.T) {
	cases := []struct{ from, to, positive, want, lost string }{
		{"noobai", "pony", "masterpiece, best quality, safe, 1girl, artist:wlop, anthro, smile", "score_9, score_8_up, score_7_up, score_6_up, score_5_up, score_4_up, rating_safe, 1girl, anthro, smile", "wlop"},
		{"pony", "noobai", "score_9, rating_explicit, 1girl, canine", "masterpiece, best quality, explicit, 1girl, canine", ""},
		{"pony", "rouwei", "score_9, anthro, canine, 1girl", "best quality, masterpiece BREAK furry, canine, 1girl", "canine"},
		{"rouwei", "noobai", "by wlop, flat colors, masterpiece BREAK 1girl, low brightness", "masterpiece, 1girl, artist:wlop, flat colors", "low brightness"},
		{"rouwei", "animagine", "1girl, by the window, {red|blue} hair, (masterpiece:1.2)", "1girl, by the window, {red|blue} hair, (masterpiece:1.2)", ""},
		{"animagine", "noobai", "1girl, safe, smile, masterpiece, high score", "masterpiece, safe, 1girl, smile", ""},
		{"noobai", "illustrious", "masterpiece, recent, 1girl, smile", "masterpiece, 1girl, smile, old", ""},
		{"noobai", "animagine", "masterpiece, early, safe, 1girl, smile", "1girl, safe, smile, year 2013, masterpiece", ""},
		{"animagine", "noobai", "1girl, safe, year 2015, smile, masterpiece", "masterpiece, safe, 1girl, year 2015, smile", ""},
		{"illustrious", "noobai", "masterpiece, 1girl, smile, modern", "masterpiece, recent, 1girl, smile", ""},
		{"animagine", "illustrious", "1girl, safe, year 2015, smile, masterpiece", "masterpiece, 1girl, smile, safe, oldest", ""},
		{"noobai", "pony", "masterpiece, newest, year 2022, 1girl", "score_9, score_8_up, score_7_up, score_6_up, score_5_up, score_4_up, 1girl", "newest"},
		{"illustrious", "animagine", "masterpiece, 1girl, year 2024, newest", "1girl, year 2024, masterpiece", "newest"},
		{"noobai", "animagine", "masterpiece, newest, (year 2024:1.1), 1girl", "(year 2024:1.1), 1girl, masterpiece", "newest"},
		{"noobai", "animagine", "masterpiece, newest, early, 1girl", "1girl, year 2023, masterpiece", "early"},
		{"noobai", "animagine", "masterpiece, 1girl, year 2024 AND 1boy, newest", "1girl, year 2024, masterpiece AND 1boy, year 2023", ""},
		{"rouwei", "noobai", "masterpiece, 1girl AND by wlop, 1boy :0.8", "masterpiece, 1girl AND artist:wlop, 1boy :0.8", ""},
		{"rouwei", "noobai", "1girl, by wlop AND 1boy, (by kantoku:0.8) AND by wlop :0.5", "1girl, artist:wlop AND 1boy, (artist:kantoku:0.8) AND artist:wlop :0.5", ""},
		{"noobai", "rouwei", "1girl, artist:wlop BREAK smile AND 1boy, artist:kantoku", "by wlop BREAK 1girl BREAK smile AND 1boy, by kantoku", ""},
		{"rouwei", "pony", "1girl AND 1boy, by wlop :0.8", "1girl AND 1boy :0.8", "wlop"},
		{"rouwei", "pony", "1girl AND 1boy, by wlop, by kantoku :0.8 AND hat, (by wlop:1.1):0.5", "1girl AND 1boy :0.8 AND hat:0.5", "wlop"},
		{"rouwei", "pony", "1girl AND by wlop :0.8 AND 1boy", "1girl AND 1boy", "wlop"},
		{"rouwei", "noobai", "1girl, by wlop, smile :0.7 AND 1boy", "1girl, artist:wlop, smile :0.7 AND 1boy", ""},
		{"rouwei", "noobai", "1girl, by wlop:0.7 AND 1boy", "1girl, artist:wlop:0.7 AND 1boy", ""},
		{"noobai", "rouwei", "1girl, artist:wlop :0.7 AND 1boy", "by wlop BREAK 1girl :0.7 AND 1boy", ""},
		{"noobai", "rouwei", "1girl, (artist:wlop:1.2) :0.7 AND 1boy", "(by wlop:1.2) BREAK 1girl :0.7 AND 1boy", ""},
		{"rouwei", "noobai", "", "", ""},
		{"wai", "rouwei", "she waits (for him, wlop", "she waits (for him, wlop", "-"},
	}
	for _, c := range cases {
		got := Translate(builtin(t, c.from), builtin(t, c.to), fewTags, prompt.Texts{Positive: c.positive}, Options{})
		if c.lost != "-" && got.Positive != c.want {
			t.Errorf("%s to %s: %q\n  is %q\nwant %q", c.from, c.to, c.positive, got.Positive, c.want)
		}
		if c.lost != "" && c.lost != "-" && !strings.Contains(fmt.Sprint(got.Lost), fmt.Sprintf("%q", c.lost)) {
			t.Errorf("%s to %s: lost %v, want %q", c.from, c.to, got.Lost, c.lost)
		}
	}
}

// TestTranslateThereAndBack turns a prompt of the default model into every
// other's way and back: only what has no word there is gone, and it is named.
func TestTranslateThereAndBack(t *testing.T) {
	const positive = "by john kafka, (by wlop:0.7), best quality, masterpiece, flat colors BREAK 1girl, hatsune miku, (smile:1.2), low brightness\n{red|blue} hair, by the window"
	negative := strings.Join(rouwei.Negative.Default, ", ")
	for model, want := range map[string]struct{ positive, lost string }{
		"noobai":          {strings.Replace(positive, ", low brightness", "", 1), "low brightness"},
		"noobai-vpred":    {strings.Replace(positive, ", low brightness", "", 1), "low brightness"},
		"illustrious":     {strings.Replace(positive, ", low brightness", "", 1), "low brightness"},
		"illustrious-0.1": {strings.Replace(positive, ", low brightness", "", 1), "low brightness"},
		"animagine":       {strings.Replace(positive, ", low brightness", "", 1), "low brightness"},
		"wai":             {strings.Replace(positive, ", low brightness", "", 1), "low brightness"},
		"pony":            {"best quality, masterpiece, flat colors BREAK 1girl, hatsune miku, (smile:1.2)\n{red|blue} hair, by the window", "low brightness, john kafka, wlop"},
	} {
		p := builtin(t, model)
		there := Translate(rouwei, p, fewTags, prompt.Texts{Positive: positive, Negative: negative}, Options{})
		back := Translate(p, rouwei, fewTags, there.Texts, Options{})
		if back.Positive != want.positive || back.Negative != negative {
			t.Errorf("%s: by way of %q | %q\n  back is %q | %q\nwant %q", model, there.Positive, there.Negative, back.Positive, back.Negative, want.positive)
		}
		for _, word := range strings.Split(want.lost, ", ") {
			if word != "" && !strings.Contains(fmt.Sprint(there.Lost), fmt.Sprintf("%q", word)) {
				t.Errorf("%s: %q is lost and not named: %v", model, word, there.Lost)
			}
		}
	}
}

// TestTranslateWritesNoTwin holds that a word of the model's own negative which
// stands there with a weight is not written a second time.
func TestTranslateWritesNoTwin(t *testing.T) {
	const negative = "(worst quality, low quality:1.4), hat"
	got := Translate(builtin(t, "pony"), rouwei, fewTags, prompt.Texts{Positive: "1girl", Negative: negative}, Options{}).Negative
	if want := "watermark, (worst quality, low quality:1.4), hat"; got != want {
		t.Errorf("%q is %q, want %q", negative, got, want)
	}
}

func FuzzTranslate(f *testing.F) {
	f.Add("masterpiece, by wlop BREAK 1girl, (artist:wlop:0.8", uint8(0), uint8(3))
	f.Add("score_9, [rating_safe], {a|b}, # x", uint8(6), uint8(0))
	f.Fuzz(func(t *testing.T, text string, a, b uint8) {
		if len(text) > 500 {
			return
		}
		names := profile.Builtins()
		from, to := builtin(t, names[int(a)%len(names)]), builtin(t, names[int(b)%len(names)])
		Translate(from, to, fewTags, prompt.Texts{Positive: text, Negative: text}, Options{})
	})
}

// TestTranslateSeveralArtists turns artists that words join into one each.
func TestTranslateSeveralArtists(t *testing.T) {
	for _, c := range []struct{ model, prompt, want string }{
		{"noobai", "by wlop and john kafka, 1girl", "1girl, artist:wlop, artist:john kafka"},
		{"animagine", "by wlop & john kafka BREAK 1girl", "1girl, wlop, john kafka"},
		{"noobai", "1girl AND by wlop and john kafka", "1girl AND artist:wlop, artist:john kafka"},
	} {
		if got := Translate(rouwei, builtin(t, c.model), fewTags, prompt.Texts{Positive: c.prompt}, Options{}).Positive; got != c.want {
			t.Errorf("%s: %q is %q, want %q", c.model, c.prompt, got, c.want)
		}
	}
}

// TestTranslateLeavesTheReading holds that what everybody shares of a text, its
// reading, is the same after it was translated.
func TestTranslateLeavesTheReading(t *testing.T) {
	const text = "1girl AND 1boy, by wlop :0.8"
	before := fmt.Sprint(prompt.Read(text))
	Translate(rouwei, builtin(t, "noobai"), fewTags, prompt.Texts{Positive: text}, Options{})
	if after := fmt.Sprint(prompt.Read(text)); after != before {
		t.Errorf("it was %s and is %s", before, after)
	}
}

// TestTranslateBesideArtists keeps what stands in one part with an artist, and no
// half of a bracket goes with one.
func TestTranslateBesideArtists(t *testing.T) {
	for text, want := range map[string]string{
		"by wlop (1girl, smile:1.2), solo": "(1girl, smile:1.2), solo",
		"by wlop(1girl, smile:1.2), solo":  "by wlop(1girl, smile:1.2), solo",
		"by wlop, solo":                    "solo",
	} {
		if got := Translate(rouwei, builtin(t, "pony"), fewTags, prompt.Texts{Positive: text}, Options{}); got.Positive != want {
			t.Errorf("%q is %q, want %q", text, got.Positive, want)
		}
	}
}

// TestLostByCause names what is lost in the order of the prompt, once for each cause.
func TestLostByCause(t *testing.T) {
	got := Translate(rouwei, builtin(t, "noobai-vpred"), fewTags, prompt.Texts{Positive: "1girl, low brightness, sharp colors", Negative: "low brightness"}, Options{}).Lost
	if want := `["low brightness", "sharp colors": no word in NoobAI-XL V-Pred 1.0]`; fmt.Sprint(got) != want {
		t.Errorf("lost %v, want %s", got, want)
	}
	var l losses
	l.add("gone", "a", "b", "c")
	for most, want := range map[int]string{1: "a and 2 more: gone", 2: "a, b, c: gone", 3: "a, b, c: gone"} {
		if got := l.said(most); fmt.Sprint(got) != "["+want+"]" {
			t.Errorf("shortly, %d words: %v, want %s", most, got, want)
		}
	}
}

// TestTranslateNovelWeights translates what stands in NovelAI's weights and
// brackets in one go, and names what no bracket can be written for.
func TestTranslateNovelWeights(t *testing.T) {
	pony := builtin(t, "pony")
	for text, c := range map[string]struct{ want, lost string }{
		"score_9, 1.2::score_8_up::, ({score_7_up}:.9), 1girl": {"best quality, masterpiece BREAK 1girl", "its weight goes"},
		"1.2::score_9::, smile":                                {"(best quality:1.2), (masterpiece:1.2) BREAK smile", ""},
		"1.2::score_9, score_8_up::, smile":                    {"(best quality:1.2), (masterpiece:1.2) BREAK smile", ""},
		"{{score_9}}, smile, {rating_safe}":                    {"(best quality:1.1), (masterpiece:1.1) BREAK smile", `"rating_safe"`},
		"score_9, 1.2::smile::, {skirt}, 16:9::":               {"best quality, masterpiece BREAK 1.2::smile::, {skirt}, 16:9::", ""},
		"1.3::score_9, smile BREAK 1girl::":                    {"1.3::score_9, smile BREAK 1girl::", `"score_9": it stands in a weight`},
		"5::score_9::, smile":                                  {"5::score_9::, smile", `"score_9": it stands in a weight`},
		"{score_9|score_8_up}, smile":                          {"{score_9|score_8_up}, smile", `"score_9", "score_8_up": stands in a variant`},
		"[score_9:smile:0.5], 1girl":                           {"[score_9:smile:0.5], 1girl", `stands in a variant`},
		"${x=score_9}, 1girl, ${x}":                            {"${x=score_9}, 1girl, ${x}", `"score_9": stands in a variant`},
		"{smile|skirt}, 1girl":                                 {"{smile|skirt}, 1girl", ""},
	} {
		got := Translate(pony, rouwei, fewTags, prompt.Texts{Positive: text}, Options{})
		lost := strings.Join(got.Lost, "; ")
		if got.Positive != c.want || !strings.Contains(lost, c.lost) || (c.lost == "") != (lost == "") {
			t.Errorf("%q\n  is %q, lost %q\nwant %q, lost %q", text, got.Positive, lost, c.want, c.lost)
		}
	}
}
