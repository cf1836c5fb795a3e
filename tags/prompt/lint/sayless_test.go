package lint

import (
	"slices"
	"strings"
	"testing"

	"tailor/tags/prompt"
)

// TestSaysNothingDoubtful holds what lint keeps silent about, since it may be just
// as it is meant, and what it says beside it.
func TestSaysNothingDoubtful(t *testing.T) {
	c := withLarge(t, Options{})
	const refused = "worst quality, low quality, watermark"
	for _, k := range []struct{ name, text, negative, rule, said string }{
		{"styles and artists alone", "by wlop, {{flat color, pastel colors}}", refused, StyleChunk, ""},
		{"a style before dead words", "1girl, solo, anime screencap, masterpiece, general, newest", refused, StyleChunk, ""},
		{"moods", "1girl, dragon, surreal, abstract, night", refused, StyleChunk, ""},
		{"a mood beside a style", "1girl, dragon, surreal, sketch, night", refused, StyleChunk, "surreal sketch"},
		{"an artist beside what is seen", "1girl, by wlop, smile", refused, StyleChunk, "by wlop"},
		{"a negative that was written", "1girl", "cropped, portrait, cast shadow, floor, text, logo, emblem, letters, extra limbs, lowres, 2girls, multiple views, white background", NegativeTaboo, ""},
		{"three words of hands", "1girl", "worst quality, normal quality, nonsense, bad anatomy, extra fingers, interlocked fingers, watermark, simple background", NegativeTaboo, ""},
		{"other things of that name", "game asset, glare, sun", refused, Alias, ""},
		{"a name behind the count", "1girl, hinata kanata, solo, pink hair", refused, ArtistForm, ""},
		{"a name before the count", "hinata kanata, 1girl, solo, pink hair", refused, ArtistForm, ""},
		{"an artist behind the count", "1girl, wlop, solo, pink hair", refused, ArtistForm, "wlop"},
		{"BREAKs of two figures", "by wlop, 2girls, outdoors\nBREAK red hair, smile\nBREAK blue hair, frown", refused, StyleChunk, ""},
		{"BREAKs of one figure", "by wlop, 1girl, outdoors\nBREAK red hair, smile\nBREAK blue sky, tree", refused, StyleChunk, "by wlop"},
		{"a curly bracket's nothing", "1girl, {cat:0}, smile", refused, Weight, ""},
		{"an artist of several", "by machi, 1girl", refused, ArtistForm, ""},
		{"a number", "1girl, 808, drum", refused, ArtistForm, ""},
		{"what calls a network", "frost_glass, 1girl", refused, Underscore, ""},
		{"several tags of a booru's", "royal_dress, jewel_necklace, 1girl", refused, Underscore, "royal_dress jewel_necklace"},
		{"a face that is weighed", "1girl, (:3:0.9)", refused, Weight, ""},
		{"plain words of e621", "1girl, mammal, hat", refused, ForeignTag, ""},
		{"artists with one misspelt", "0.4::artist:wlop::,1.01::aritist:akakura::,masterpiece,{best quality},year2025", refused, StyleChunk, ""},
		{"a face that is blank", "1girl, faceless, no eyes, no mouth", refused, Contradiction, ""},
		{"a spirit", "yokai, night, kitsune", refused, ArtistForm, ""},
		{"what figures share", "3girls, {common:vocaloid, smile}\n1girl, {common}, hat", refused, Weight, ""},
		{"a dead word for another", "1girl, high-res", refused, Alias, ""},
		{"a word that harms for another", "1girl", "b&w", Alias, ""},
		{"faces by ADetailer", "smile, detailed eyes [SEP] shy, detailed eyes [SEP] detailed eyes, hat", refused, Duplicate, ""},
		{"a mask's numbers", "COUPLE MASK(0.00 0.50, 0.00 1.00) girl COUPLE MASK(0.50 1.00, 0.00 1.00) boy", refused, Duplicate, ""},
		{"regions by lines", "2girls, street, by wlop\n1girl, red hair\n1girl, blue hair", refused, StyleChunk, ""},
		{"a choice that holds a wildcard", "1girl, ({__mood__}:1.6)", refused, Weight, ""},
		{"a template", "1girl, {hair_color} hair, {expression}", refused, Weight, ""},
		{"other brackets in brackets", "{one 1girl, {left} one}, hat", refused, Weight, ""},
		{"an artist of two who is a word", "by wlop, @lack, 1girl", refused, ArtistForm, "@lack"},
		{"a bare name away from the marked ones", "1girl, @wlop, smile, hinata kanata, solo", refused, ArtistForm, "@wlop"},
		{"one eye of two", "1girl, blue eye, red eye", refused, Alias, ""},
		{"a writer's list", "1girl, bad feet_hand_finger_eye", refused, Underscore, ""},
		{"a dead word twice", "1girl, absurdres, hat, absurdres", refused, Duplicate, ""},
		{"a prompt with its labels", "tags: 1girl, by wlop, solo\nquality: masterpiece", refused, StyleChunk, ""},
		{"a label before the negative", "1girl, smile\nnegative: worst quality, low quality", refused, QualityPlace, ""},
		{"a network's own word", "1girl, <lora:wlop:1> wlop style, smile", refused, ArtistForm, ""},
		{"brackets of figures", "1girl (red hair, smile, hat), 1boy (black hair, smile, hat)", refused, Duplicate, ""},
		{"traits of figures", "1boy, blue hair, school uniform, 1girl, pink hair, school uniform", refused, Duplicate, ""},
		{"characters by strokes", "1girl, solo, fangs | 1boy, solo, claws", refused, Duplicate, ""},
		{"options of a line", "1girl, hat --n low quality, bad anatomy --w 768", refused, QualityPlace, ""},
		{"a decade", "2020s, 1girl", refused, UnknownTag, ""},
		{"quotes in parts", "(\"1girl, purple robe\", \"night sky\").and(1, 0.6)", refused, UnknownTag, ""},
		{"quality words in two lines", "by wlop, 1girl, masterpiece\nhat, masterpiece", refused, StyleChunk, ""},
		{"another girl's trait", "1girl, red hair, smile, another girl, blue hair, smile", refused, Duplicate, ""},
		{"girls in words", "girl with red hair, smile, girl with blue hair, smile", refused, Duplicate, ""},
		{"a second girl", "1girl, jubilant, 1girl, anger, hat", refused, Duplicate, ""},
		{"one girl twice", "1girl, solo, hat, 1girl, smile", refused, Duplicate, "1girl"},
		{"a sentence behind an artist", "1girl, sketch, by wlop. A girl stands there, hat", refused, StyleChunk, ""},
		{"a sentence behind an artist's mark", "artist:wlop. A girl stands in the rain.", refused, ArtistForm, ""},
		{"no artist's name", "artist:null, 1girl, smile", refused, ArtistForm, ""},
		{"two marks of one", "artist:by wlop, 1girl, smile", refused, ArtistForm, "artist:by wlop"},
		{"dashes of plain words", "1girl, glow in the dark", refused, Alias, ""},
		{"looks of one", "1girl, dragon girl, hat, Dragon girl, smile", refused, Duplicate, "Dragon girl"},
		{"a number that is a name's", "(reverse:1999:1.2), {reverse:1999}, 1girl", refused, Weight, ""},
		{"an escaped curly bracket", "\\{rain\\}, 1girl", refused, Weight, ""},
		{"faces in capitals", "1girl, o_O, x_X", refused, Underscore, ""},
		{"a network's chosen weight", "<lora:x:{0.5|0.8}>, 1girl", refused, UnknownNetwork, ""},
		{"an artist before a stroke", "1girl, smile, by wlop | 1boy, hat", refused, ArtistForm, ""},
		{"more than an artist", "by wlop and a girl, smile", refused, StyleChunk, ""},
		{"an unknown name of two words", "1girl, by hiro tanaka, by wlop, smile", refused, StyleChunk, "by hiro tanaka by wlop"},
		{"several weights in a bracket", "masterpiece, (1girl, by wlop:0.8, smile), hat", refused, StyleChunk, ""},
		{"several weights in a curly one", "{red hair:1.2, smile}, 1girl", refused, Weight, ""},
		{"artists by the step", "[by wlop:by kantoku:0.5], by krenz, 1girl, hat", refused, StyleChunk, ""},
		{"artists of one mark", "by wlop, krenz and fuzichoco, 1girl", refused, StyleChunk, ""},
		{"artists behind a sentence", "1girl, reading a book. By Greg Rutkowski, wlop, night", refused, StyleChunk, ""},
		{"a full stop in a name", "1girl, by J. C. Leyendecker, by wlop, night", refused, StyleChunk, "by J. C. Leyendecker by wlop"},
		{"years in curly brackets", "{year 2025, hat}, 1girl", refused, Weight, "{year 2025, hat}"},
		{"an embedding for SDXL", "1girl", "DeepNegative_xl_v1", DeadTag, ""},
		{"embeddings for SD 1.5", "1girl", "ng_deepnegative_v1_75t, DeepNegativeV1.x_V175T, deepnegative", DeadTag, "ng_deepnegative_v1_75t DeepNegativeV1.x_V175T deepnegative"},
		{"two states", "before and after, 1girl, fat, dress, 1girl, slim, dress", refused, Duplicate, ""},
		{"strings of InvokeAI", "(\"1girl, by wlop\", \"1girl, by kantoku\").blend(0.5,0.5)", refused, Duplicate, ""},
		{"another spelling that is taken out", "school uniform, seifuku, 1girl", refused, Alias, ""},
		{"a label before artists", "tags: 1girl, solo\nartist: wlop, krenz", refused, ArtistForm, ""},
		{"an artist before [SEP]", "2girls, by wlop [SEP] 1girl, red hair", refused, ArtistForm, ""},
		{"a word in a row of artists", "1girl, yoneyama mai, ajimita, csyday, smile", refused, ArtistForm, "yoneyama mai ajimita csyday"},
		{"a word behind one artist", "1girl, wlop, krenz, smile", refused, StyleChunk, ""},
		{"an artist who is a word beside another", "by wlop, by ask, 1girl, smile", refused, StyleChunk, ""},
		{"an artist beside a slip for one", "0.8::aritst:someone::, 1.2::artist:wlop::, 1girl", refused, StyleChunk, ""},
		{"a place run together with a style", "1girl, sketch, bar 1980s (style), hat", refused, StyleChunk, "sketch"},
		{"a doubtful word under curly brackets", "1girl, {{aesthetic}}, {{masterpiece}}", refused, Weight, "{{masterpiece}}"},
		{"a place of several", "2girls, On the right, kasane teto, drill hair, on the left, kasane teto, smile", refused, Duplicate, ""},
	} {
		t.Run(k.name, func(t *testing.T) {
			var said []string
			for _, d := range c.Check(prompt.Texts{Positive: k.text, Negative: k.negative}) {
				text := k.text
				if d.Negative {
					text = k.negative
				}
				if d.Rule == c.p.RuleName(k.rule, c.o.Model) {
					said = append(said, d.Of(text))
				}
			}
			if got := strings.Join(said, " "); got != k.said {
				t.Errorf("%s of %q ||| %q says %q, want %q", k.rule, k.text, k.negative, got, k.said)
			}
		})
	}
}

// TestForeseenStandsWhereItIs holds that what a later fix takes out is told of its
// own words, and not of a number's or another's.
func TestForeseenStandsWhereItIs(t *testing.T) {
	c := withLarge(t, Options{})
	const text = "1.1::aritist:akakura::, red eyes, {best quality}, {{amazing quality}}, noise and grain, :), expressionless, head out of frame"
	told := map[string]int{}
	found, _ := c.CheckThrough(prompt.Texts{Positive: text}, false)
	for _, d := range found {
		if d.Rule == DeadTag || d.Rule == Contradiction {
			told[d.Of(text)]++
		}
	}
	for _, want := range []string{"{{amazing quality}}", "expressionless", "head out of frame"} {
		if told[want]--; told[want] != 0 {
			t.Errorf("%q is told of %d times", want, told[want]+1)
		}
		delete(told, want)
	}
	if len(told) > 0 {
		t.Errorf("of others is told too: %v", told)
	}
}

// TestFixesKeepWhatIsMeant holds the results of fixes that reach far.
func TestFixesKeepWhatIsMeant(t *testing.T) {
	c := withLarge(t, Options{})
	for _, k := range []struct{ name, text, negative, want, refused string }{
		{"weighted words of a negative", "1girl", "(signature:1.5), (text:1.4), worst quality, low quality, bad anatomy, bad hands, missing fingers, lowres, watermark",
			"1girl", "(signature:1.5), (text:1.4), worst quality, low quality, bad anatomy, bad hands, missing fingers, watermark"},
		{"weights of quality words", "1girl", "(worst quality, low quality:1.4), bad anatomy, bad hands, missing fingers, extra digit, lowres",
			"1girl", "(worst quality:1.4), (low quality:1.4), watermark"},
		{"drawn otherwise", "1girl", "worst quality, low quality, comic, bad anatomy, bad hands, missing fingers, extra digit",
			"1girl", "worst quality, low quality, watermark, comic"},
		{"a weight that would break the picture", "1girl, 3.5::artist:wlop::, hat", "watermark", "(by wlop:2) BREAK 1girl, hat", "watermark"},
		{"no weight", "1girl, 1::artist:wlop::, hat", "watermark", "by wlop BREAK 1girl, hat", "watermark"},
		{"a booru's word that stands there", "1girl, furry, anthro", "watermark", "1girl, furry", "watermark"},
		{"a face that is said", `1girl, text ":)", smile`, "watermark", `1girl, text ":\)", smile`, "watermark"},
		{"a label pasted along", "1girl", "Negative prompt: nsfw, bad anatomy, bad hands, missing fingers, extra digit, fewer digits", "1girl", "Negative prompt: nsfw, bad anatomy, bad hands, missing fingers, extra digit, fewer digits"},
		{"NovelAI's weights in a copied negative", "1girl", "{worst quality, low quality:1.4}, {zombie, sketch, comic:1.1}, bad anatomy, bad hands, missing fingers, extra digit, watermark", "1girl",
			"(worst quality:1.4), (low quality:1.4), watermark, (zombie:1.1), (sketch:1.1), (comic:1.1)"},
		{"NovelAI's weight with a comma", "1girl, 1.2::red hair, ::", "watermark", "1girl, (red hair:1.2)", "watermark"},
	} {
		t.Run(k.name, func(t *testing.T) {
			got := c.Fix(prompt.Texts{Positive: k.text, Negative: k.negative})
			if got.Positive != k.want || got.Negative != k.refused {
				t.Errorf("%q ||| %q became\n%q ||| %q, want\n%q ||| %q", k.text, k.negative, got.Positive, got.Negative, k.want, k.refused)
			}
		})
	}
}

// TestBreakPartsNoFeatures holds that where a few tokens spill over no BREAK is
// advised before a feature of a subject, wherever in the chunk features stand.
func TestBreakPartsNoFeatures(t *testing.T) {
	c := withLarge(t, Options{})
	body := strings.Split("tree, cloud, book, hat, chair, table, window, bird, cat, dog, flower, grass, river, road, car, train, bridge, sky, moon, star, rain, snow, leaf, cup, plate, bread, apple, lamp, door, bed, rock, boat, fruit, spoon", ", ")
	advised := 0
	for k := range body {
		tags := slices.Insert(slices.Clone(body), k, "long hair", "red eyes", "ahoge")
		text := "1girl, " + strings.Join(tags, ", ")
		for _, d := range c.CheckAlone(text) {
			if d.Rule != ChunkWaste || !d.Fixable() || !strings.Contains(d.Message, " alone in chunk ") {
				continue
			}
			advised++
			if _, behind, _ := strings.Cut(prompt.Apply(text, d.Edits), "BREAK "); !slices.Contains(body, strings.SplitN(behind, ",", 2)[0]) {
				t.Errorf("%q: %s", text, d.Message)
			}
		}
	}
	if advised == 0 {
		t.Error("no BREAK was advised anywhere")
	}
}
