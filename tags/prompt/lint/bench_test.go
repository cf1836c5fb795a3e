package lint

import (
	"fmt"
	"strings"
	"testing"

	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
)

// benchPrompt is a prompt of about 300 tokens, as people write them.
const benchPrompt = `by kantoku, (by wlop:0.7), by anmi, best quality, masterpiece BREAK
2girls, multiple girls, karin \(blue archive\), karin \(bunny\) \(blue archive\), dark-skinned female, dark skin, very long hair, black hair,
halo, yellow eyes, playboy bunny, white leotard, detached collar, bowtie, wrist cuffs, black pantyhose, high heels, holding tray, drinking glass,
(smile:1.1), closed mouth, blush, looking at viewer, standing, contrapposto, cowboy shot, dutch angle, A long corridor of an old hotel is behind her,
lamps reflecting on the polished floor, and a cat sleeps on the carpet. BREAK
asuna \(blue archive\), asuna \(bunny\) \(blue archive\), long hair, light brown hair, blue eyes, blue leotard, rabbit ears, fake animal ears,
breasts, large breasts, cleavage, thighhighs, white gloves, holding wine glass, one eye closed, open mouth, :d, leaning forward, hand on own hip,
indoors, carpet, chandelier, night, window, city lights, potted inject, couch, mirror, reflection, wooden floor, warm light, depth of field, <lora:detail:0.5>
high saturation, low brightness, intricate lace, hair ribbon, hair between eyes, sidelocks, earrings, necklace, nail polish, fang, freckles`

const benchNegative = "worst quality, low quality, watermark, high brightness"

// BenchmarkChange is what a change of the text costs: lint, the toggles'
// states and the chunks of a prompt of 300 tokens, a letter being typed each
// time, the large list loaded.
func BenchmarkChange(b *testing.B) {
	c := withLarge(b, Options{})
	p := profile.RouWei()
	typed := "a shy girl with a lantern in her hand walks through the fog of the harbor and nobody sees her"
	tokens := 0
	for _, k := range prompt.Chunks(benchPrompt, prompt.Defaults).Chunks {
		tokens += len(k.IDs)
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		t := prompt.Texts{Positive: benchPrompt + ", " + typed[:n%len(typed)], Negative: benchNegative}
		n++
		c.Check(t)
		edit.States(p, t)
		prompt.Chunks(t.Positive, prompt.Defaults)
		prompt.Chunks(t.Negative, prompt.Defaults)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(n), "ms/change")
	b.ReportMetric(float64(tokens), "tokens")
}

// BenchmarkChangeOfFaulty is the same for a prompt full of faults, whose
// artists are to be gathered.
func BenchmarkChangeOfFaulty(b *testing.B) {
	c := withLarge(b, Options{})
	faulty := strings.NewReplacer("masterpiece BREAK", "masterpiece, absurdres,", "long hair", "long_hair", `\(blue archive\)`, "(blue archive)",
		"smile", "smiling", "by anmi", "anmi").Replace(benchPrompt)
	typed := "a shy girl with a lantern in her hand walks through the fog of the harbor and nobody sees her"
	n := 0
	for b.Loop() {
		t := prompt.Texts{Positive: faulty + ", " + typed[:n%len(typed)], Negative: benchNegative + ", greyscale, lowres"}
		n++
		c.Check(t)
		edit.States(c.p, t)
		prompt.Chunks(t.Positive, prompt.Defaults)
		prompt.Chunks(t.Negative, prompt.Defaults)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(n), "ms/change")
}

// BenchmarkCheck is the lint of that prompt alone.
func BenchmarkCheck(b *testing.B) {
	c := withLarge(b, Options{})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ { // prompts that are not remembered
		c.Check(prompt.Texts{Positive: fmt.Sprint(benchPrompt, " # ", i), Negative: benchNegative})
	}
}

// BenchmarkCheckLong is the lint of a prompt of 20,000 characters, faults
// among them.
func BenchmarkCheckLong(b *testing.B) {
	c := withLarge(b, Options{})
	long := longPrompt(20000)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ { // prompts that are not remembered
		c.Check(prompt.Texts{Positive: fmt.Sprint(long, " # ", i), Negative: benchNegative})
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/check")
}

// BenchmarkCheckDead is the lint of 2,000 dead tags in one bracket, each of
// which is asked what goes with it.
func BenchmarkCheckDead(b *testing.B) {
	c := withLarge(b, Options{})
	dead := "(" + strings.Repeat("score_9, ", 2000) + "1girl:1.2)"
	for i := 0; b.Loop(); i++ { // prompts that are not remembered
		c.Check(prompt.Texts{Positive: fmt.Sprint(dead, " # ", i), Negative: benchNegative})
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/check")
}

// BenchmarkNew is the building of a checker over the large list.
func BenchmarkNew(b *testing.B) {
	c := withLarge(b, Options{})
	for b.Loop() {
		New(c.p, c.cat, large.ix, c.o)
	}
}

func longPrompt(size int) string {
	var s strings.Builder
	for i := 0; s.Len() < size; i++ {
		fmt.Fprintf(&s, "long_hair, (smile %d:1.2), saber_(fate), a cat sleeps on chair %d, kantoku, BREAK ", i, i)
	}
	return s.String()[:size]
}
