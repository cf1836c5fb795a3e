package lint

import (
	"strings"
	"testing"

	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// otherModels are the rules that never speak with RouWei's profile.
var otherModels = []string{QualityWhole, TagOrder, MissingTag, TooMany, Prose}

// forModel returns a checker for a built-in profile.
func forModel(t testing.TB, name string) *Checker {
	t.Helper()
	withLarge(t, Options{}) // loads the list
	p, ok := profile.Builtin(name)
	if !ok {
		t.Fatalf("no profile %q", name)
	}
	if modelCheckers[name] == nil {
		modelCheckers[name] = New(p, large.cat, large.ix, Options{Model: p.Models()[0], Chunks: prompt.Defaults})
	}
	return modelCheckers[name]
}

// modelCheckers are those that forModel made, by profile.
var modelCheckers = map[string]*Checker{}

// TestModels shows what is said of prompts under the profiles of other models.
func TestModels(t *testing.T) {
	const noob = "masterpiece, best quality, newest, absurdres, highres, safe, "
	const pony = "score_9, score_8_up, score_7_up, score_6_up, score_5_up, score_4_up, "
	cases := []struct {
		model, positive string
		want            []string // "severity rule|text|fix", "-" for no fix, "~" for edits
	}{
		{"noobai", noob + "1girl, artist:wlop, year 2023, very awa", nil},
		{"noobai", noob + "1girl, wlop, hatsune miku, vocaloid", nil},
		{"noobai", noob + "1girl, artist:john_kafka, anthro, mammal", nil},
		{"noobai", noob + "1girl, by wlop", []string{"hint artist-form|by wlop|artist:wlop"}},
		{"noobai", noob + "1girl, @wlop, long_hair", []string{"hint artist-form|@wlop|artist:wlop", "warning underscore|long_hair|long hair"}},
		{"noobai", noob + "1girl, old", []string{"warning contradiction|old|-"}},
		{"noobai", noob + "1girl, year 2008", []string{"warning contradiction|year 2008|-"}},
		{"noobai", noob + "1girl, nsfw", []string{"warning contradiction|nsfw|-"}},
		{"noobai", noob + "1girl, score_9", []string{"hint dead-tag|score_9|-"}},
		{"noobai", noob + "1girl, lowres", []string{"warning quality-place|lowres|"}},
		{"noobai", noob + "1girl, low quality", []string{"warning quality-place|low quality|"}},
		{"noobai", "1girl, solo, masterpiece", []string{"hint tag-order|masterpiece|-"}},
		{"noobai", "1girl, solo", []string{"hint tag-order||-"}},
		{"illustrious", "1girl, solo, by wlop, @wlop, long hair", []string{"warning duplicate|@wlop|"}},
		{"illustrious", "masterpiece, 1girl, artist:kantoku, upper body, newest", nil},
		{"illustrious", "1girl, portrait, upper body", []string{"hint too-many|upper body|-"}},
		{"illustrious-0.1", "1girl, portrait, upper body", []string{"warning too-many|upper body|-"}},
		{"illustrious-0.1", "1girl, solo, amazing quality", []string{"warning dead-tag|amazing quality|"}},
		{"illustrious-0.1", "1girl, solo, 8k", []string{"hint dead-tag|8k|-"}},
		{"illustrious-0.1", "1girl, canine", []string{"warning e621-tag|canine|-"}},
		{"animagine", "1girl, safe, solo, year 2023, masterpiece, high score", nil},
		{"animagine", "masterpiece, high score, 1girl, safe, solo", []string{"hint tag-order|masterpiece|-"}},
		{"animagine", "no humans, safe, sky, masterpiece, high score", nil},
		{"animagine", "hatsune miku, vocaloid, safe, solo, masterpiece, high score", []string{"hint missing-tag||-"}},
		{"animagine", "1girl, solo, masterpiece", []string{"hint missing-tag||-"}},
		{"animagine", "1girl, safe, masterpiece, She walks through the rain and smiles at her cat", []string{"hint prose|She walks through the rain and smiles at her cat|-"}},
		{"animagine", "1girl, safe, masterpiece, newest", []string{"warning dead-tag|newest|"}},
		{"pony", pony + "source_anime, rating_safe, 1girl, long_hair", nil},
		{"pony", pony + "anthro, fox, canine, a fox sits by the fire and reads a book", nil},
		{"pony", "score_9, 1girl, solo", []string{"warning quality-whole|score_9|~"}},
		{"pony", "1girl, solo", []string{"hint quality-whole||-"}},
		{"pony", pony + "1girl, masterpiece", []string{"warning dead-tag|masterpiece|"}},
		{"pony", pony + "1girl, by wlop", []string{"warning artist-form|by wlop|-"}},
		{"pony", strings.Replace(pony, "score_9", "score 9", 1) + "1girl", []string{"warning quality-whole|score 9|score_9"}},
		{"pony", pony + "1girl, rating_safe, rating_explicit", []string{"hint contradiction|rating_explicit|-"}},
		{"wai", "masterpiece, best quality, amazing quality, 1girl, general", nil},
		{"wai", "masterpiece, best quality, amazing quality, 8k, 1girl", []string{"warning quality-whole|8k|-", "hint dead-tag|8k|-"}},
		{"wai", "masterpiece, 1girl, rating_safe", []string{"warning dead-tag|rating_safe|"}},
	}
	for _, k := range cases {
		c := forModel(t, k.model)
		var got []string
		for _, d := range c.CheckAlone(k.positive) {
			fix := "-"
			if d.Fix != nil {
				fix = *d.Fix
			} else if d.Edits != nil {
				fix = "~"
			}
			got = append(got, d.Severity.String()+" "+d.Rule+"|"+d.Of(k.positive)+"|"+fix)
		}
		if strings.Join(got, "\n") != strings.Join(k.want, "\n") {
			t.Errorf("%s: %q\n got %q\nwant %q", k.model, k.positive, got, k.want)
		}
	}
	pairs := strings.Split(pony, ", ")
	if got, want := forModel(t, "pony").FixAlone("1girl, score_9, solo"), "1girl, "+pony+"solo"; got != want || len(pairs) != 7 {
		t.Errorf("fixed to %q, want %q", got, want)
	}
}
