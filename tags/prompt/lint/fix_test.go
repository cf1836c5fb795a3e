package lint

import (
	"math/rand"
	"strings"
	"testing"

	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
)

// TestFixOtherModelsPrompts is the table of prompts written for other models,
// or pasted from a booru, and of what becomes of them: what a user of RouWei
// would have written.
func TestFixOtherModelsPrompts(t *testing.T) {
	type texts struct{ positive, negative string }
	cases := []struct {
		name          string
		before, after texts
	}{
		{
			"RouWei's own example",
			texts{`by kantoku, by wlop, best quality, masterpiece BREAK 1girl, karin \(blue archive\), dark skin, halo, looking at viewer`,
				`worst quality, low quality, watermark`},
			texts{`by kantoku, by wlop, best quality, masterpiece BREAK 1girl, karin \(blue archive\), dark skin, halo, looking at viewer`,
				`worst quality, low quality, watermark`},
		},
		{
			"Pony",
			texts{`score_9, score_8_up, score_7_up, source_anime, rating_safe, 1girl, solo, hatsune_miku, twintails, smile`,
				`score_6, score_5, score_4, source_pony, source_furry`},
			texts{`1girl, solo, hatsune miku, twintails, smile`,
				``},
		},
		{
			"Pony with weights",
			texts{`(score_9, score_8_up, score_7_up:1.2), 1boy, muscular, standing, (by wlop:0.8), forest`,
				`score_4, (worst quality:1.2)`},
			texts{`(by wlop:0.8) BREAK 1boy, muscular, standing, forest`,
				`(worst quality:1.2)`},
		},
		{
			"Pony with e621's tags",
			texts{`score_9, score_8_up, source_furry, rating_safe, anthro, domestic_cat, 1boy, standing`,
				""},
			texts{`furry, cat, 1boy, standing`,
				""},
		},
		{
			"NoobAI",
			texts{`masterpiece, best quality, newest, absurdres, highres, very aesthetic, 1girl, frieren, sousou no frieren, white hair, kantoku`,
				`worst quality, old, early, low quality, lowres, signature, username, logo, bad hands, mutated hands`},
			texts{`masterpiece, best quality, 1girl, frieren, sousou no frieren, white hair, by kantoku`,
				`worst quality, low quality, watermark`},
		},
		{
			"NoobAI with its long negative",
			texts{`very aesthetic, newest, 1girl, makima (chainsaw man), red hair, braid, ringed eyes, office, artist:fuzichoco, safe, year 2023`,
				`nsfw, worst quality, old, early, low quality, lowres, signature, username, logo, bad hands, mutated hands, monochrome, greyscale, comic, 4koma`},
			texts{`1girl, makima \(chainsaw man\), red hair, braid, ringed eyes, office, by fuzichoco`,
				`worst quality, low quality, watermark, nsfw, comic, 4koma`},
		},
		{
			"Illustrious",
			texts{`masterpiece, best quality, amazing quality, very aesthetic, high resolution, ultra-detailed, absurdres, newest, scenery, 1girl, saber (fate), looking at viewer`,
				`worst quality, low quality, bad quality, lowres, jpeg artifacts, bad anatomy`},
			texts{`masterpiece, best quality, scenery, 1girl, saber \(fate\), looking at viewer`,
				`worst quality, low quality, watermark`},
		},
		{
			"Illustrious with an artist at the front",
			texts{`kantoku, wlop, (ask \(askzy\):0.8), 1girl, solo, beach, sunset, masterpiece, absurdres`,
				`low quality, masterpiece, lowres`},
			texts{`by kantoku, by wlop, (by ask \(askzy\):0.8), masterpiece BREAK 1girl, solo, beach, sunset`,
				`low quality`},
		},
		{
			"Animagine",
			texts{`1girl, hakurei reimu, touhou, solo, upper body, detached sleeves, hair bow, shrine, masterpiece, high score, great score, absurdres`,
				`lowres, bad anatomy, bad hands, text, error, missing fingers, extra digits, fewer digits, cropped, worst quality, low quality, low score, bad score, average score, signature, watermark, username, blurry`},
			texts{`1girl, hakurei reimu, touhou, solo, upper body, detached sleeves, hair bow, shrine, masterpiece`,
				`worst quality, low quality, watermark`},
		},
		{
			"NovelAI",
			texts{`artist:kantoku, artist:wlop, 1girl, solo, rain, umbrella, best quality, amazing quality, very aesthetic, absurdres`,
				`lowres, {bad}, error, fewer, extra, missing, worst quality, jpeg artifacts, bad quality, watermark, unfinished, displeasing, chromatic aberration, signature, extra digits, artistic error, username, scan`},
			texts{`by kantoku, by wlop, best quality BREAK 1girl, solo, rain, umbrella`,
				`worst quality, low quality, watermark`},
		},
		{
			"SD 1.5",
			texts{`masterpiece,best quality,ultra-detailed,8k,(extremely detailed CG unity 8k wallpaper),highres,1girl,long hair,white dress,from above,ceiling,flower field`,
				`lowres, bad anatomy, bad hands, text, error, missing fingers, extra digit, fewer digits, cropped, worst quality, low quality, normal quality, jpeg artifacts, signature, watermark, username, blurry`},
			texts{`masterpiece,best quality,1girl,long hair,white dress,from above,flower field`,
				`worst quality, low quality, watermark`},
		},
		{
			"SD 1.5 with thirty words of negative",
			texts{`(best quality:1.3), 1girl, red_dress, garden, trending on artstation, 4k`,
				`ugly, tiling, poorly drawn hands, poorly drawn feet, poorly drawn face, out of frame, extra limbs, disfigured, deformed, body out of frame, bad anatomy, watermark, signature, cut off, low contrast, underexposed, overexposed, bad art, beginner, amateur, distorted face, blurry, draft, grainy, extra legs, extra arms, mutation, mutated hands, missing fingers, long neck`},
			texts{`(best quality:1.3), 1girl, red dress, garden`,
				`worst quality, low quality, watermark`},
		},
		{
			"SD 1.5 with embeddings",
			texts{`(masterpiece:1.4), (highly detailed), 1girl, red_dress, (smile:1.1`,
				`EasyNegative, (worst quality, low quality:1.4), ng_deepnegative_v1_75t, badhandv4, monochrome, greyscale`},
			texts{`(masterpiece:1.4), 1girl, red dress, (smile:1.1)`,
				`(worst quality, low quality:1.4)`},
		},
		{
			"a booru's tags with spaces",
			texts{`1girl solo karin_(blue_archive) dark_skin long_hair black_hair yellow_eyes halo looking_at_viewer maid`,
				""},
			texts{`1girl, solo, karin \(blue archive\), dark skin, long hair, black hair, yellow eyes, halo, looking at viewer, maid`,
				""},
		},
		{
			"a booru's tags with commas",
			texts{`1girl, solo, karin_(bunny)_(blue_archive), dark_skin, looking_at_viewer, halo, blue_archive, kantoku`,
				""},
			texts{`1girl, solo, karin \(bunny\) \(blue archive\), dark skin, looking at viewer, halo, blue archive, by kantoku`,
				""},
		},
		{
			"artists without by",
			texts{`1girl, fox_ears, fox_tail, holding_own_tail, wlop, mika_pikazo, sketch, night, city`,
				`nsfw, greyscale, low quality`},
			texts{`by wlop, by mika pikazo, sketch BREAK 1girl, fox ears, fox tail, holding own tail, night, city`,
				`nsfw, low quality`},
		},
		{
			"an artist in the middle",
			texts{`1girl, artoria_pendragon_(fate), excalibur_(fate/stay_night), armor, blonde_hair, (by wlop:0.7), standing, wind, best quality`,
				`worst quality`},
			texts{`(by wlop:0.7), best quality BREAK 1girl, artoria pendragon \(fate\), excalibur \(fate/stay night\), armor, blonde hair, standing, wind`,
				`worst quality`},
		},
		{
			"no chunk for the style",
			texts{`by kantoku, best quality, masterpiece, 1girl, solo, rem (re:zero), blue hair, maid, longhair, gray jacket`,
				`bad quality, worst quality, worst detail`},
			texts{`by kantoku, best quality, masterpiece BREAK 1girl, solo, rem \(re:zero\), blue hair, maid, long hair, grey jacket`,
				`low quality, worst quality`},
		},
		{
			"BREAK in a bracket",
			texts{`1girl, 1girl, solo, hatsune miku, twin tails, smile, (by anmi BREAK by wlop:0.8), best quality`,
				`watermark`},
			texts{`(by anmi:0.8), (by wlop:0.8), best quality BREAK 1girl, solo, hatsune miku, twintails, smile`,
				`watermark`},
		},
		{
			"natural text",
			texts{`masterpiece, best quality, ultra detailed, by kantoku, A girl is standing in the rain, holding a transparent umbrella. The street behind her is empty, lanterns glowing.`,
				`ugly, deformed, disfigured, poorly drawn hands, extra limbs, blurry`},
			texts{`by kantoku, best quality, masterpiece BREAK A girl is standing in the rain, holding a transparent umbrella. The street behind her is empty, lanterns glowing.`,
				`worst quality, low quality, watermark`},
		},
		{
			"two subjects",
			texts{`2girls, multiple girls, eye_contact, highres, by redjuice, 1990s (style) BREAK saber_(fate), blonde_hair, smile BREAK tohsaka_rin, black_hair, smile`,
				`lowres, watermark`},
			texts{`by redjuice, 1990s \(style\) BREAK 2girls, multiple girls, eye contact BREAK saber \(fate\), blonde hair, smile BREAK tohsaka rin, black hair, smile`,
				`watermark`},
		},
		{
			"quality in the wrong prompts",
			texts{`1boy, male_focus, samurai, katana, low quality, worst quality, bamboo_forest, fog, by kuroboshi kouhaku`,
				`masterpiece, best quality, watermark`},
			texts{`1boy, male focus, samurai, katana, bamboo forest, fog, by kuroboshi kouhaku`,
				`worst quality, low quality, watermark`},
		},
		{
			"what is only refused in the wrong prompt",
			texts{`1girl, limited range, forest, low brightness`, `worst quality`},
			texts{`1girl, forest, low brightness`, `worst quality, limited range`},
		},
		{
			"faces and slips",
			texts{`score_9, 1girl, nahida (genshin impact), green eyes, white hiar, by ningen mame, >:(, ^_^, looking_at_veiwer`,
				`3d, monochrome, worst quality, low quality, watermark`},
			texts{`by ningen mame BREAK 1girl, nahida \(genshin impact\), green eyes, white hair, >:\(, ^_^, looking at viewer`,
				`3d, worst quality, low quality, watermark`},
		},
		{
			"an infotext",
			texts{"score_9, 1girl, long_hair\nNegative prompt: worst quality, greyscale\nSteps: 28, Sampler: Euler a, CFG scale: 12, Seed: 1, Size: 1024x1024",
				`worst quality, low quality, watermark`},
			texts{"1girl, long hair\nNegative prompt: worst quality\nSteps: 28, Sampler: Euler a, CFG scale: 9, Seed: 1, Size: 1024x1024",
				`worst quality, low quality, watermark`},
		},
	}
	c := withLarge(t, Options{})
	for _, k := range cases {
		t.Run(k.name, func(t *testing.T) {
			got := c.Fix(prompt.Texts{Positive: k.before.positive, Negative: k.before.negative})
			if (texts{got.Positive, got.Negative}) != k.after {
				t.Errorf("\n got %q\nwant %q", got, k.after)
			}
			if again := c.Fix(got); again != got {
				t.Errorf("a second run makes %q", again)
			}
			for _, d := range c.Check(got) {
				if d.Severity > Hint {
					t.Errorf("left:%s", tell(got, []Diagnostic{d}))
				}
			}
		})
	}
}

// fragments are what TestFixAnything builds texts of: tags of every kind,
// faults, and the grammar's own marks.
var fragments = []string{
	"1girl", "solo", "long_hair", "longhair", "smile", "smiling", "kantoku", "by kantoku", "by wlop", "(by wlop:0.7)", "wlop_(artist)",
	"karin_(blue_archive)", `karin \(blue archive\)`, "saber (fate)", "score_9", "score_8_up", "absurdres", "masterpiece", "best quality",
	"low quality", "worst quality", "bad quality", "greyscale", "bad hands", "extra fingers", "text", "error", "jpeg artifacts", "bad anatomy",
	"lowres", "sketch", "1990s (style)", `1990s \(style\)`, "anthro", "canid", "from above", "ceiling", "closed eyes", "open eyes", "blue eyes",
	"head out of frame", "lnog hair", "artist:wlop", "grain", "A girl is standing in the rain", "she smiles.", "and waits", "loli",
	"low brightness", "high brightness", "__animal__", "<lora:x:0.8>", "{red|blue}", "[a:b:0.5]", "[smile|frown]", "^_^", ":)", ":(", ">_<",
	"safe", "old", "newest", "# note", "CFG scale: 12", "Steps: 28, Sampler: Euler a, CFG scale: 12", "Negative prompt:", "AND", "BREAK", "break",
	"(", ")", "[", "]", "{", "}", ":1.2)", "((", "))", "\\", `\(`, `\)`, "|", "，", "猫耳", "\n", ",", " ", ", ", ", ", ", ", ", ", ",,", ", ,",
}

// TestFixAnything holds Fix to its promises on texts put together at random.
func TestFixAnything(t *testing.T) {
	rounds := 1000
	if testing.Short() {
		rounds = 200
	}
	rng := rand.New(rand.NewSource(21))
	all := []*Checker{withLarge(t, Options{}), withStarter(t, Options{}), withLarge(t, Options{Edit: edit.Options{StylesAtEnd: true}, Model: "vpred"})}
	for i := 0; i < rounds; i++ {
		write := func(n int) string {
			var s strings.Builder
			for ; n > 0; n-- {
				s.WriteString(fragments[rng.Intn(len(fragments))])
				if rng.Intn(3) > 0 {
					s.WriteString(", ")
				} else if rng.Intn(2) == 0 {
					s.WriteString(" ")
				}
			}
			return s.String()
		}
		wellFormed(t, all[i%len(all)], prompt.Texts{Positive: write(rng.Intn(25)), Negative: write(rng.Intn(15))})
	}
}

// Apply carries out this diagnostic's fix alone.
func (d Diagnostic) Apply(t prompt.Texts) prompt.Texts {
	if d.Negative {
		t.Negative = prompt.Apply(t.Negative, d.Edits)
	} else {
		t.Positive = prompt.Apply(t.Positive, d.Edits)
	}
	return t
}
