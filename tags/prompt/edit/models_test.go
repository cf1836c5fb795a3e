package edit

import (
	"math/rand"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

func builtin(t testing.TB, name string) *profile.Profile {
	t.Helper()
	p, ok := profile.Builtin(name)
	if !ok {
		t.Fatalf("no profile %q", name)
	}
	return p
}

var fewTags = known{"wlop": tags.Artist, "john kafka": tags.Artist, "hatsune miku": tags.Character, "vocaloid": tags.Copyright, "smile": tags.General}

// TestComposeForModels builds the same prompt for every model.
func TestComposeForModels(t *testing.T) {
	for name, want := range map[string]string{
		"rouwei":          "by wlop, masterpiece BREAK smile, vocaloid, hatsune miku, 1girl",
		"noobai":          "masterpiece, 1girl, hatsune miku, vocaloid, artist:wlop, smile",
		"noobai-vpred":    "masterpiece, 1girl, hatsune miku, vocaloid, artist:wlop, smile",
		"illustrious":     "masterpiece, 1girl, hatsune miku, vocaloid, wlop, smile",
		"illustrious-0.1": "1girl, hatsune miku, vocaloid, smile, wlop, masterpiece",
		"animagine":       "1girl, hatsune miku, vocaloid, smile, wlop, masterpiece",
		"wai":             "masterpiece, 1girl, hatsune miku, vocaloid, smile, wlop",
	} {
		c, err := Compose(builtin(t, name), fewTags, Parts{Artists: []string{"@wlop"}, Quality: []string{"masterpiece"}, Tags: []string{"smile", "vocaloid", "hatsune_miku", "1girl"}}, Options{})
		if err != nil || c.Positive != want {
			t.Errorf("%s: %q, %v, want %q", name, c.Positive, err, want)
		}
	}
	pony := builtin(t, "pony")
	c, err := Compose(pony, fewTags, Parts{Quality: pony.Quality.Positive, Meta: []string{"rating_safe, source anime"}, Tags: []string{"1girl", "hatsune_miku"}}, Options{})
	if want := "score_9, score_8_up, score_7_up, score_6_up, score_5_up, score_4_up, source_anime, rating_safe, 1girl, hatsune miku"; err != nil || c.Positive != want || c.Negative != "" {
		t.Errorf("pony: %q, %q, %v, want %q", c.Positive, c.Negative, err, want)
	}
	if _, err := Compose(pony, fewTags, Parts{Artists: []string{"wlop"}}, Options{}); err == nil || !strings.Contains(err.Error(), "knows no artists") {
		t.Errorf("an artist for Pony: %v", err)
	}
	noob := builtin(t, "noobai")
	c, err = Compose(noob, fewTags, Parts{Quality: []string{strings.Join(noob.Quality.Default, ", ")}, Artists: []string{"(wlop:0.8), john_kafka", "{wlop|john_kafka}"}, Tags: []string{"1girl BREAK smile"}}, Options{})
	if want := "masterpiece, best quality, newest, absurdres, highres, safe, (artist:wlop:0.8), artist:john kafka, artist:{wlop|john kafka}, 1girl BREAK smile"; err != nil || c.Positive != want {
		t.Errorf("noobai: %q, %v, want %q", c.Positive, err, want)
	}
}

// TestToggleForModels switches tags on where each model wants them.
func TestToggleForModels(t *testing.T) {
	for _, c := range []struct{ model, positive, tag, want string }{
		{"noobai", "1girl, smile", "masterpiece", "masterpiece, 1girl, smile"},
		{"noobai", "masterpiece, 1girl, smile", "best quality", "masterpiece, best quality, 1girl, smile"},
		{"noobai", "masterpiece, highres, 1girl", "safe", "masterpiece, highres, safe, 1girl"},
		{"noobai", "masterpiece, safe, 1girl", "newest", "masterpiece, newest, safe, 1girl"},
		{"noobai", "", "masterpiece", "masterpiece"},
		{"animagine", "1girl, smile", "masterpiece", "1girl, smile, masterpiece"},
		{"animagine", "1girl, smile, masterpiece", "safe", "1girl, safe, smile, masterpiece"},
		{"animagine", "1girl, smile, masterpiece, absurdres", "high score", "1girl, smile, masterpiece, high score, absurdres"},
		{"animagine", "1girl, smile, masterpiece", "year 2015", "1girl, smile, year 2015, masterpiece"},
		{"pony", "score_9, 1girl", "score_8_up", "score_9, score_8_up, 1girl"},
		{"pony", "score_9, rating_safe, 1girl", "source_anime", "score_9, source_anime, rating_safe, 1girl"},
		{"illustrious", "masterpiece, 1girl, wlop, smile", "newest", "masterpiece, 1girl, wlop, smile, newest"},
	} {
		p := builtin(t, c.model)
		got := Toggle(p, prompt.Texts{Positive: c.positive}, c.tag, Wanted).Apply(prompt.Texts{Positive: c.positive})
		if got.Positive != c.want {
			t.Errorf("%s: %q with %q is %q, want %q", c.model, c.positive, c.tag, got.Positive, c.want)
		}
	}
}

// TestTogglesOfModelsAreUndone switches random tags of every model on in
// random prompts, and off again: the text is the same to the byte.
func TestTogglesOfModelsAreUndone(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	pieces := []string{"1girl", "smile", "masterpiece", "artist:wlop", "by wlop", "wlop", "safe", "score_9", "newest", "(long hair:1.2)", "(a, b:0.8)", "<lora:x:1>", "hatsune miku", "BREAK", "{a|b}", "[a:b:0.5]", "# note\n", "She smiles at him."}
	gaps := []string{", ", ", ", ", ", ",", " ", ",\n", " , "}
	for _, name := range profile.Builtins() {
		p := builtin(t, name)
		for n := 0; n < 400; n++ {
			var b strings.Builder
			for i := rng.Intn(8); i > 0; i-- {
				b.WriteString(pieces[rng.Intn(len(pieces))])
				b.WriteString(gaps[rng.Intn(len(gaps))])
			}
			before := prompt.Texts{Positive: b.String(), Negative: "worst quality"}
			groups := p.Toggles()
			g := groups[rng.Intn(len(groups))]
			tag := g.Tags[rng.Intn(len(g.Tags))]
			if States(p, before)[tag] != Off {
				continue
			}
			on := Toggle(p, before, tag, Wanted).Apply(before)
			if States(p, on)[tag] != Wanted {
				t.Fatalf("%s: %q is not wanted in %q, from %q", name, tag, on.Positive, before.Positive)
			}
			if off := Toggle(p, on, tag, Off).Apply(on); off != before {
				t.Fatalf("%s: %q with %q is %q and without it %q", name, before.Positive, tag, on.Positive, off.Positive)
			}
		}
	}
}

func TestGatherAndAcceptForModels(t *testing.T) {
	noob, pony := builtin(t, "noobai"), builtin(t, "pony")
	text := "1girl, wl, smile"
	if c := Gather(noob, fewTags, prompt.Texts{Positive: "1girl, artist:wlop, smile"}, Options{}); !c.Empty() || c.Note == "" {
		t.Errorf("gathered: %+v", c)
	}
	wlop := tags.Tag{Name: "wlop", Category: tags.Artist}
	for p, want := range map[*profile.Profile]string{noob: "1girl, artist:wlop, smile", pony: "1girl, wlop, smile", rouwei: "by wlop BREAK 1girl, smile"} {
		if got := prompt.Apply(text, Accept(p, fewTags, text, len("1girl, wl"), wlop, Options{}).Positive); got != want {
			t.Errorf("%s: accepted into %q, want %q", p.Name, got, want)
		}
	}
	cat, pool := poolOf(t, "alpha", "beta")
	r := Roll(noob, cat, pool, prompt.Texts{Positive: "masterpiece, 1girl, smile"}, RollOptions{Seed: 1, Number: 2}, Options{})
	if got := r.Apply(prompt.Texts{Positive: "masterpiece, 1girl, smile"}).Positive; !strings.HasPrefix(got, "masterpiece, 1girl, artist:") || !strings.HasSuffix(got, ", smile") || len(r.Artists) != 2 {
		t.Errorf("rolled into %q, %v", got, r)
	}
	if r := Roll(pony, cat, pool, prompt.Texts{Positive: "1girl"}, RollOptions{Number: 2}, Options{}); !r.Empty() || !strings.Contains(r.Short, "knows no artists") {
		t.Errorf("rolled for Pony: %+v", r)
	}
}
