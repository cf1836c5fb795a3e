package lint

import (
	"testing"

	"tailor/tags/prompt"
)

// TestWhatPublicPromptsShowed holds kinds of mistakes that were found by
// reading what is said of prompts that people published.
func TestWhatPublicPromptsShowed(t *testing.T) {
	c := withLarge(t, Options{})
	for _, k := range []struct{ why, text, fixed string }{
		{"what calls a LoRA is no artist", "<lora:komine:0.9>, komine, kimono, grey hair", ""},
		{"nor another name", "masterpiece, 1girl, m4a1, <lora:m4a1_v2:0.8>", ""},
		{"artists gathered beside it leave it", "<lora:komine:0.9>, komine, by wlop, 1girl", "by wlop BREAK <lora:komine:0.9>, komine, 1girl"},
		{"unknown underscores beside a LoRA", "<lora:x:1>, perspective_distortion, 1girl, long_hair", "<lora:x:1>, perspective_distortion, 1girl, long hair"},
		{"nor is what calls it written otherwise", "<lora:ayachi_nene_v14:0.8>, ayachi_nene, long_hair", "<lora:ayachi_nene_v14:0.8>, ayachi_nene, long hair"},
		{"what square brackets choose", "1girl, [sketch, pastel colors | @wlop]", ""},
		{"another part of speech", "1girl, post-apocalyptic", ""},
		{"a quality of what is shown", "food, restaurant quality, ethereal quality, movie quality", "food, restaurant quality, ethereal quality"},
		{"two who are told one after the other", "2 girls, remilia scarlet, 1girl, red eyes, short hair, mob cap, flandre scarlet, 1girl, red eyes, short hair, mob cap", "2girls, remilia scarlet, 1girl, red eyes, short hair, mob cap, flandre scarlet, 1girl, red eyes, short hair, mob cap"},
		{"grey or green", "1girl, gree hair", ""},
		{"a form of a word is no slip", "1girl, blown hair", ""},
		{"nor led to what is private", "1girl, gasping", ""},
		{"nor is the first letter missing", "1girl, tsukumizu", ""},
		{"a number is plain English", "1girl, 7th heaven, bar", ""},
		{"a letter counts", "1girl, artist_a", ""},
		{"a full-width bracket", "[((sky):1.3）:5], sea", "[((sky):1.3):5], sea"},
		{"a comma behind the BREAK that goes", "score_9, score_8_up, BREAK, solo, hat", "solo, hat"},
		{"an artist called like a word", "1girl, artist:lack, hat", "by lack BREAK 1girl, hat"},
		{"among artists", "by wlop, artist:lack BREAK 1girl", "by wlop, by lack BREAK 1girl"},
		{"a character's given name", "Satou, happy, raining, hat", ""},
		{"by by it is the artist's", "1girl, by satou, hat", "by satou BREAK 1girl, hat"},
		{"no artist's other name", "1girl, 2d, ssss, hat", ""},
		{"English words that look Japanese", "1girl, golden ratio", ""},
		{"a tag that is called like an artist's style", "1girl, mucha style", ""},
		{"what artists were called once", "1girl, oolong tea, lazy cat, mayhem, rococo, artgerm, pinkish", ""},
		{"rice, or somebody", "1girl, gohan, suzuran, mikan, shippo", ""},
		{"more than its halves", "cowgirl, warhammer, airman, drumstick", ""},
		{"a city", "harbin, street", ""},
		{"what one does", "park, take off, peace", ""},
		{"artist_NAME", "1girl, artist_ciloranko, artist_name, hat", "by ciloranko BREAK 1girl, artist name, hat"},
		{"dead words around one that leans on them", "1girl, detailed, amazing quality, highres, safe", "1girl, detailed"},
		{"a cut of skirts, a camera, a stone", "white skirt, a-line, leica, malachite, komodo, maybe", ""},
		{"a label is no tag", "art_style: watercolor, hat", ""},
		{"a region of its own", "[Region 1] tombstone, hat, [Region 2] tombstone, moon", ""},
		{"an embedding's name", "Smooth_Quality, 1girl", ""},
		{"a backslash before the space", "1girl, alucard\\ (hellsing\\), door", "1girl, alucard \\(hellsing\\), door"},
		{"a name before it is one of many", "ember, 1girl, spark, feather", ""},
		{"a name that lacks its bracket", "1girl, saber_(fate, smile", `1girl, saber \(fate\), smile`},
		{"an ornament, not another plural of hair", "1girl, hair clip", "1girl, hairclip"},
		{"a weight in curly brackets", "1girl, {zombie, comic:1.10}", "1girl, (zombie, comic:1.1)"},
		{"what calls a style", "style_wolfy-nail, wolfy_style, 1girl", ""},
		{"an old man", "1boy, dwarf, long beard, old, armored, newest", "1boy, dwarf, long beard, old, armored"},
		{"an artist before a semicolon", "by mochizuki kei; 1girl, outdoors", "by mochizuki kei BREAK 1girl, outdoors"},
		{"regions of Regional Prompter", "2girls ADDCOMM street ADDCOL japanese girl, dress, shoes, hat, ADDCOL dark girl, dress, shoes", ""},
		{"who stands where", "2girls, akita neru, kasane teto, white socks. On the left, akita neru, yellow eyes. On the right, kasane teto, drill hair", ""},
		{"fingers in plain words", "1girl, 5 fingers, hand on own hip", ""},
		{"what is headed", "1girl, 1boy, girl: red hair, blue eyes, boy: black hair, blue eyes", ""},
		{"a face of another script", `1girl, ¯\_(ツ)_/¯`, ""},
		{"slips of no word", "1girl, striped pantsu, white brim, cheek squish", ""},
		{"a slip that CLIP has for a word", "1girl, bleu sclera", "1girl, blue sclera"},
		{"among artists that are moved", "1girl, 1.5::artist:lack::, artist:wlop, hat", "(by lack:1.5), by wlop BREAK 1girl, hat"},
	} {
		want := k.fixed
		if want == "" {
			want = k.text
		}
		if got := c.FixAlone(k.text); got != want {
			t.Errorf("%s: %q becomes %q, want %q", k.why, k.text, got, want)
		}
		if got := c.FixAlone(want); got != want {
			t.Errorf("%s: fixed again it is %q", k.why, got)
		}
	}
	for _, d := range c.Check(prompt.Texts{Positive: "1girl", Negative: "low quality, (masterpiece:0)"}) {
		t.Errorf("what weighs nothing is not refused: %s", d.Message)
	}
	for _, d := range c.Check(prompt.Texts{Positive: "1girl, cat ears", Negative: "low quality, (cat ears:0.2)"}) {
		t.Errorf("what is tamed is not refused: %s", d.Message)
	}
	for _, d := range c.CheckAlone("1girl, soot on face, white panels, splash, plaited hair, long chair, black tee, handphone, icebox") {
		t.Errorf("%s", d.Message)
	}
	negative := prompt.Texts{Positive: "1girl", Negative: "mutated limbs, loli, menu, bad anatomy, deformed, ugly"}
	if got, want := c.Fix(negative).Negative, "worst quality, low quality, watermark, loli, menu"; got != want {
		t.Errorf("what keeps a figure grown up: %q, want %q", got, want)
	}
	if found := c.CheckAlone("1girl, {zombie, comic:1.10}"); len(found) != 1 {
		t.Errorf("one bracket is told once: %v", found)
	}
	for _, d := range c.CheckAlone("1girl, gasping, tsukumizu, black eye, pattern, psx, abusrdres, artist name., popup, michael, teriyaki, spoiler, antenna, balls, monstera, halfway, grove, warm up") {
		t.Errorf("%s", d.Message)
	}
}
