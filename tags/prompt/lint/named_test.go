package lint

import (
	"strings"
	"testing"

	"tailor/tags/prompt"
)

// TestFixIsNamed holds what a fix writes, and that a diagnosis of the prompt as it
// is names what goes or moves only because of another fix.
func TestFixIsNamed(t *testing.T) {
	c := withLarge(t, Options{})
	for _, k := range []struct{ name, text, negative, want, refused, rule, named string }{
		{"a style under curly brackets", "1girl, {{retro artstyle}}, smile", "", "(retro artstyle:1.1) BREAK 1girl, smile", "", StyleChunk, "{{retro artstyle}}"},
		{"a twin under curly brackets", "1girl, {smile}, rain, smile", "", "1girl, (smile:1.05), rain", "", Duplicate, "smile"},
		{"the heavier twin", "1girl, (rain:1.1), hat, (rain:1.3)", "", "1girl, hat, (rain:1.3)", "", Duplicate, "rain"},
		{"no twin as it is", "1girl", "bad quality, low quality", "1girl", "low quality", Duplicate, ""},
		{"a comma in NovelAI's weight", "1girl, 1.2::red hair, blue eyes,::smile", "", "1girl, (red hair, blue eyes:1.2), smile", "", Weight, "1.2::red hair, blue eyes,::"},
		{"artists with such commas", "0.5::artist:wlop,::artist:kantoku, 1girl", "", "(by wlop:0.5), by kantoku BREAK 1girl", "", Weight, "0.5::artist:wlop,::"},
		{"a weight of 1", "1girl, 1.0::hat::", "", "1girl, hat", "", Weight, "1.0::hat::"},
		{"a face under curly brackets", "{{>:)}}, 1girl", "", "{{>:\\)}}, 1girl", "", Unbalanced, ")"},
		{"a line of regions", "absurdres\n2girls, red hair\n1boy, blue hair", "", "absurdres\n2girls, red hair\n1boy, blue hair", "", DeadTag, "absurdres"},
		{"a copied negative with a weight", "1girl", "bad anatomy, bad hands, 3.8::extra fingers, text::, missing fingers", "1girl", "bad anatomy, bad hands, 3.8::extra fingers, text::, missing fingers", Duplicate, ""},
		{"blanks of underscores", "@ask_ \\(askzy\\), 1girl", "", "by ask \\(askzy\\) BREAK 1girl", "", ArtistForm, "@ask_ \\(askzy\\)"},
		{"what a comma parted from a network", "score_9, source_anime,<lora:x:1>,", "", "<lora:x:1>,", "", DeadTag, "score_9 source_anime"},
		{"a tamed artist twice", "by wlop, hat, (by wlop:0.8), 1girl", "", "(by wlop:0.8) BREAK hat, 1girl", "", Duplicate, "by wlop"},
		{"a focus on one in a line", "1girl\nsolo focus\nextremely detailed CG unity 8k wallpaper", "", "1girl\nsolo focus", "", DeadTag, "extremely detailed CG unity 8k wallpaper"},
		{"a copied negative's weight", "1girl", "(worst quality, bad quality:1.2), lowres, bad anatomy, bad hands, missing fingers, extra digit, fewer digits", "1girl", "(worst quality:1.2), (low quality:1.2), watermark", Duplicate, ""},
		{"a choice in a copied negative", "1girl", "bad anatomy, bad hands, text, error, missing fingers, {hat|glasses}", "1girl", "bad anatomy, bad hands, text, error, missing fingers, {hat|glasses}", Duplicate, ""},
		{"what is no weight yet", "1girl", "(worst quality, blurry:1.4, badhandv4), hat", "1girl", "(worst quality, blurry:1.4, badhandv4), hat", Duplicate, ""},
		{"the heavier of a copied negative", "1girl", "lowres, bad anatomy, bad hands, missing fingers, extra digit, worst quality, (worst quality:1.4)", "1girl", "(worst quality:1.4), low quality, watermark", Weight, ""},
		{"weights of phrases", "1girl, clean white background:1.3, explosion of vibrant colors:1.6, hat:1.1", "", "1girl, (clean white background:1.3), (explosion of vibrant colors:1.6), (hat:1.1)", "", Duplicate, ""},
		{"weights of which one is unsure", "1girl, smile:1.2, rain. A man:1.3", "", "1girl, smile:1.2, rain. A man:1.3", "", Weight, "smile:1.2"},
		{"verbs before artists", "drawn by kantoku, painted by wlop, 1girl", "", "by kantoku, by wlop BREAK 1girl", "", ArtistForm, "drawn by kantoku painted by wlop"},
	} {
		t.Run(k.name, func(t *testing.T) {
			was := prompt.Texts{Positive: k.text, Negative: k.negative}
			var named []string
			found, _ := c.CheckThrough(was, true)
			for _, d := range found {
				if d.Rule == c.p.RuleName(k.rule, c.o.Model) {
					named = append(named, d.Of(textOf(d, was)))
				}
			}
			if got := strings.Join(named, " "); got != k.named {
				t.Errorf("%s of %q names %q, want %q", k.rule, k.text, got, k.named)
			}
			if got := c.Fix(was); got.Positive != k.want || got.Negative != k.refused {
				t.Errorf("%q ||| %q became %q ||| %q, want %q ||| %q", k.text, k.negative, got.Positive, got.Negative, k.want, k.refused)
			}
		})
	}
}
