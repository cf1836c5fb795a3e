package profile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// describe writes facts in short.
func describe(f Facts) string {
	var s []string
	add := func(is bool, text string) {
		if is {
			s = append(s, text)
		}
	}
	add(f.Quality > 0, "quality+")
	add(f.Quality < 0, "quality-")
	add(f.Group != "", "in "+f.Group)
	add(f.Meta, "meta")
	add(f.Style, "style")
	add(f.RefusedOnly, "refused")
	add(f.Default, "default")
	add(f.Taboo, "taboo")
	add(f.Copied, "copied")
	add(f.Along, "along")
	if d := f.Dead; d != nil {
		add(d.Doubtful, "doubtful")
		add(!d.Doubtful, "dead")
		add(d.Instead != "", "instead "+d.Instead)
	}
	add(f.Foreign, strings.TrimSpace("foreign "+f.Booru))
	return strings.Join(s, ", ")
}

func TestAbout(t *testing.T) {
	cases := map[string]string{
		"masterpiece":             "quality+, in quality",
		"Best_Quality":            "quality+, in quality",
		"worst quality":           "quality-, in quality, default",
		"watermark":               "default",
		"low  brightness":         "in brightness, meta",
		"limited range":           "in brightness, meta, refused",
		"flat_colors":             "in styles, style",
		`1990s \(style\)`:         "in booru styles, style",
		"1990s_(style)":           "in booru styles, style",
		"toriyama akira (style)":  "style",
		"greyscale":               "taboo",
		"score_9":                 "dead",
		"score_8_up":              "dead",
		"score 10":                "dead",
		"score_123":               "",
		"scoreboard":              "",
		"rating:safe":             "dead",
		"rating_explicit":         "dead",
		"source_anime":            "dead",
		"source quote":            "",
		"year 2023":               "dead",
		"year of the dragon":      "",
		"ABSURDRES":               "dead",
		"very aesthetic":          "dead",
		"old":                     "doubtful",
		"safe":                    "doubtful",
		"bad quality":             "dead, instead low quality",
		"amazing_quality":         "dead",
		"bad_anatomy":             "copied",
		"signature":               "along",
		"anthro":                  "foreign furry",
		"male/female":             "foreign hetero",
		"canine":                  "foreign",
		"1girl":                   "",
		"long hair":               "",
		"":                        "",
		"\xff\x00":                "",
		"mid":                     "doubtful",
		"midriff":                 "",
		"highly detailed artwork": "dead",
	}
	p := RouWei()
	for tag, want := range cases {
		if got := describe(p.About(tag)); got != want {
			t.Errorf("About(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestConflicts(t *testing.T) {
	cases := []struct{ name, tags, want string }{
		{"clean", "1girl, solo, long hair, blue eyes, smile, looking at viewer, outdoors, day", ""},
		{"camera", "1girl, from above, ceiling", "from above × ceiling − ceiling"},
		{"head out of frame", "1girl, head out of frame, blue_eyes, long hair", "head out of frame × blue_eyes − blue_eyes"},
		{"head of one of two", "1girl, 1boy, head out of frame, blue eyes", ""},
		{"brightness", "high brightness, low brightness", "high brightness × low brightness"},
		{"brightness in a comic", "comic, high brightness, low brightness", "high brightness × low brightness"},
		{"several views", "1girl, multiple views, from above, from below, long hair, short hair", ""},
		{"length of hair", "1girl, short hair, very long hair", "short hair × very long hair"},
		{"two girls' hair", "2girls, short hair, long hair", ""},
		{"long and longer", "1girl, long hair, very long hair", ""},
		{"alone or not", "solo, 2girls", "solo × 2girls"},
		{"pose", "1girl, sitting, standing", "sitting × standing"},
		{"unless", "1girl, facing away, looking back, looking at viewer", ""},
		{"twice", "day, night, day", "day × night|night × day"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tags := strings.Split(c.tags, ", ")
			var got []string
			for _, k := range RouWei().Conflicts(tags) {
				s := tags[k.First] + " × " + tags[k.Second]
				if k.Drop >= 0 {
					s += " − " + tags[k.Drop]
				}
				got = append(got, s)
			}
			if g := strings.Join(got, "|"); g != c.want {
				t.Errorf("got %s, want %s", g, c.want)
			}
		})
	}
}

func TestSampling(t *testing.T) {
	p := RouWei()
	epsilon, _ := p.Sampling("epsilon")
	vpred, ok := p.Sampling("vpred")
	if vpred.Prediction != PredictsVelocity || !vpred.ZSNR || epsilon.Prediction != PredictsEpsilon || !slices.Equal(p.Models(), []Model{"epsilon", "vpred"}) {
		t.Errorf("predictions %q, %q of %v", epsilon.Prediction, vpred.Prediction, p.Models())
	}
	if !ok || epsilon.CFG != (Range{4, 9, 7}) || vpred.CFG.Min != 3 || vpred.CFG.Max != 5 || epsilon.Steps.Min != 20 || vpred.Steps.Max != 28 {
		t.Errorf("epsilon %+v\nvpred %+v", epsilon, vpred)
	}
}

func TestLoadExtends(t *testing.T) {
	p, err := Load([]byte(`
name = "mine"
extends = "rouwei"
alive = ["highres"]
[quality]
positive = ["masterpiece"]
[[style]]
name = "styles"
tags = ["watercolor"]
[[dead]]
why = "mine"
tags = ["foo bar"]
[variant.vpred]
cfg = { min = 2.0, max = 3.0, best = 2.5 }
`), "mine.toml")
	if err != nil {
		t.Fatal(err)
	}
	for tag, want := range map[string]string{
		"highres": "", "masterpiece": "quality+, in quality", "best quality": "", "watercolor": "in styles, style",
		"sketch": "", "nihonga": "in booru styles, style", "foo_bar": "dead", "absurdres": "dead",
	} {
		if got := describe(p.About(tag)); got != want {
			t.Errorf("About(%q) = %q, want %q", tag, got, want)
		}
	}
	if s, _ := p.Sampling("vpred"); s.CFG.Max != 3 || s.Sampler() != "Euler a" {
		t.Errorf("vpred %+v", s)
	}
	if describe(RouWei().About("sketch")) != "in styles, style" || RouWei().Variants["vpred"].CFG.Max != 5 {
		t.Error("the embedded profile was changed")
	}
}

func TestLoadFaults(t *testing.T) {
	head := "name = \"x\"\nextends = \"rouwei\"\n"
	cases := []struct {
		name, text string
		want       []string // in the message, in this order
	}{
		{"empty", " \n", []string{"x.toml: the file is empty"}},
		{"no TOML", "name = \"x\"\nextends == 3\n", []string{"x.toml:2: column"}},
		{"unknown key", head + "[[style]]\nname = \"s\"\ntags = [\"a\"]\ncolour = 3\n", []string{`x.toml:6: unknown key "style.colour"`}},
		{"another case", head + "[Quality]\nPositive = [\"a\"]\n[variant.epsilon]\nSteps = { min = 1 }\n", []string{`x.toml:3: unknown key "Quality": write quality`, `x.toml:6: unknown key "variant.epsilon.Steps": write variant.epsilon.steps`}},
		{"near key", head + "[[styles]]\nname = \"s\"\n", []string{"x.toml:3: unknown key", "[[style]]"}},
		{"wrong type", head + "[quality]\npositive = 3\n", []string{"x.toml:4:"}},
		{"no name", "extends = \"rouwei\"\n", []string{"no name"}},
		{"unknown base", "name = \"x\"\nextends = \"ponies\"\n", []string{`x.toml:2: no profile "ponies"`}},
		{"no model", "name = \"x\"\n", []string{"nothing says how the model is sampled"}},
		{"cfg", head + "[variant.vpred]\ncfg = { min = 9.0, max = 4.0, best = 5.0 }\n", []string{"x.toml:4: cfg: min 9 is above max 4: swap them"}},
		{"cfg best", head + "[variant.vpred]\ncfg = { min = 3.0, max = 4.0, best = 5.0 }\n", []string{"x.toml:4: cfg: best 5"}},
		{"cfg in a table", head + "[variant.vpred.cfg]\nmin = 9.0\nmax = 4.0\n", []string{"x.toml:3: cfg: min 9"}},
		{"steps", head + "[variant.epsilon]\nsteps = { min = 0, max = 4, best = 2 }\n", []string{"x.toml:4: steps"}},
		{"no range", head + "[variant.vpred]\ncfg_rescale = 1.5\nclip_skip = 13\nprediction = \"x\"\n", []string{"x.toml:4: the rescale", "x.toml:5: the layer", "x.toml:6: unknown prediction"}},
		{"the form of before", head + "[vpred]\ncfg = { min = 3.0, max = 4.0, best = 4.5 }\n", []string{`x.toml:4: cfg: best 4.5`}},
		{"a form without a name", head + "[artists]\nform = \"by\"\n", []string{`x.toml:4: "by" is no form of an artist`}},
		{"no such part", head + "order = [\"artists\", \"moods\"]\n", []string{`x.toml:3: "moods" is no part of a prompt`}},
		{"BREAK before the artists", head + "order = [\"BREAK\", \"artists\", \"tags\"]\n", []string{`x.toml:3: BREAK parts artists`}},
		{"no such source", head + "[sources]\nwords = \"rumour\"\nmoon = \"card\"\n", []string{`x.toml:4: unknown source "rumour"`, `x.toml:5: unknown subject "moon"`}},
		{"no such group of words", head + "[vocabulary]\nspeaks = [\n\"klingon\"]\n", []string{`x.toml:5: "klingon" is no group`}},
		{"a pattern for underscores", head + "[spelling]\nkeep_underscores = [\"(\"]\n", []string{"x.toml:4: the pattern"}},
		{"a limit of nothing", head + "[[limit]]\ntags = [\"a\"]\nmost = 1\nwhy = \"w\"\n", []string{"x.toml:3: the limit limits nothing"}},
		{"every model", head + "match = [\"*\"]\n", []string{`x.toml:3: "*" matches every model`}},
		{"no such variant", head + "variants = [\"turbo\"]\n", []string{`x.toml:3: no variant is called "turbo"`}},
		{"size", head + "[variant.epsilon.size]\nbest = [\n\"1024x1024\",\n\"1024\"]\n", []string{`x.toml:6: "1024" is no size`}},
		{"wanted and dead", head + "[[dead]]\nwhy = \"w\"\ntags = [\"foo bar\"]\n[[style]]\nname = \"s\"\ntags = [\n  \"fine\",\n  \"Foo_bar\",\n]\n", []string{`x.toml:10: "foo bar" is wanted and dead`}},
		{"dead and wanted", head + "[[dead]]\nwhy = \"w\"\ntags = [\"masterpiece\"]\n", []string{`x.toml:5: "masterpiece" is wanted and dead`}},
		{"empty tag", head + "[negative]\ndefault = [\"a\",\n\"\"]\n", []string{"x.toml:5: a tag is empty"}},
		{"twice", head + "[negative]\ndefault = [\"a b\", \"A_b\"]\n", []string{`x.toml:4: "A_b" stands in the list twice`}},
		{"comma", head + "[negative]\ndefault = [\"a, b\"]\n", []string{"x.toml:4:", "comma"}},
		{"control character", head + "[[style]]\nname = \"a\\u001b[2J\"\ntags=[\"a\"]\n", []string{"x.toml:4:", "control"}},
		{"both prompts", head + "[quality]\npositive = [\"a\"]\nnegative = [\"b\", \"a\"]\n", []string{"x.toml:5:", "both prompts"}},
		{"pattern", head + "[[dead]]\nwhy = \"w\"\npatterns = [\"(\"]\n", []string{"x.toml:5: the pattern"}},
		{"long patterns", head + "[[dead]]\nwhy = \"w\"\npatterns = [\n\"a\",\n\"" + strings.Repeat("(a|b)*c", 40_000) + "\",\n\"(\"]\n", []string{"x.toml:7: patterns of more than 64 kB"}},
		{"contradiction", head + "[[contradiction]]\nscope = \"never\"\na = [\"x\"]\nwhy = \"w\"\n", []string{"x.toml:3: the contradiction is incomplete", "x.toml:4: unknown scope"}},
		{"blocked", head + "[[style]]\nname = \"m\"\ntags = [\"x\", \"lo-li style\", \"shota\"]\nrefused = [\"shota\"]\n", []string{`x.toml:5: "lo-li style" sexualises minors: take it out`}},
		{"second group", head + "[[meta]]\nname = \"m\"\ntags = [\"x\"]\n[[meta]]\nname = \"n\"\ntags = []\n", []string{`x.toml:6: the group "n" has no tags`}},
		{"two groups", head + "[[meta]]\nname = \"m\"\ntags = [\"sketch\"]\n", []string{`x.toml:5: "sketch" stands in the groups`}},
		{"binary", "\x00\x01\x02", []string{"x.toml:1:"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load([]byte(c.text), "x.toml")
			if err == nil {
				t.Fatal("no error")
			}
			var faults Faults
			if !errors.As(err, &faults) {
				t.Fatalf("%T %v", err, err)
			}
			rest := err.Error()
			for _, want := range c.want {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Fatalf("got %s\nwant %q in it", err, want)
				}
				rest = after
			}
			for _, f := range faults {
				if f.Remedy == "" {
					t.Errorf("no remedy for %q", f.What)
				}
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("name = \"x\"\nextends = \"rouwei\"\n[[style]]\nname=\"s\"\ntags=[\"a\"]\n[style.x]\n"))
	f.Add([]byte("[variant.vpred]\ncfg = { min = nan, max = inf, best = 1 }"))
	f.Add([]byte("[[dead]]\n[dead.instead]\na = \"b\"\n[[dead]]\npatterns=[\"a*\"]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := Load(text, "f")
		if (p == nil) == (err == nil) {
			t.Fatalf("%v, %v", p, err)
		}
		if p != nil {
			p.About("score_9")
			p.Conflicts([]string{"a", "b"})
		}
	})
}

func BenchmarkAbout(b *testing.B) {
	p := RouWei()
	tags := []string{"1girl", "long hair", "karin (blue archive)", "score_9", "masterpiece", "a girl stands in the rain"}
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		p.About(tags[i%len(tags)])
	}
}

func BenchmarkConflicts(b *testing.B) {
	p := RouWei()
	var tags []string
	for i := 0; i < 100; i++ {
		tags = append(tags, fmt.Sprintf("tag %d", i))
	}
	tags = append(tags, "1girl", "long hair", "blue eyes", "smile", "standing", "sitting", "indoors")
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		p.Conflicts(tags)
	}
}

// TestOldForm reads a profile as they were written before there were others
// than RouWei's, with variants as tables of their own.
func TestOldForm(t *testing.T) {
	p, err := Load([]byte(`
name = "old"
vpred = { sampler = "Euler", steps = { min = 1, max = 3, best = 2 }, cfg = { min = 1, max = 3, best = 2 } }
[quality]
positive = ["masterpiece"]
["epsilon"]
sampler = "Euler a"
schedule = 'Karras'
steps = { min = 20, max = 28, best = 28 }
cfg = { min = 4.0, max = 9.0, best = 7.0 }
[epsilon.size]
best = ["1024x1024"]
`), "old.toml")
	if err != nil {
		t.Fatal(err)
	}
	for name, sampler := range map[string]string{"epsilon": "Euler a", "vpred": "Euler", "": "Euler"} {
		m, err := p.Variant(name)
		if s, ok := p.Sampling(m); err != nil || !ok || s.Sampler() != sampler {
			t.Errorf("variant %q: %q, %+v, %v", name, m, s, err)
		}
	}
}

func TestVariants(t *testing.T) {
	p := RouWei()
	for name, want := range map[string]Model{"": "epsilon", "EPS": "epsilon", "v-pred": "vpred", " vpred ": "vpred"} {
		if got, err := p.Variant(name); err != nil || got != want {
			t.Errorf("Variant(%q) = %q, %v, want %q", name, got, err, want)
		}
	}
	if _, err := p.Variant("sdxl"); err == nil || !strings.Contains(err.Error(), "epsilon or vpred") {
		t.Errorf("an unknown variant: %v", err)
	}
	own, err := Load([]byte("name = \"x\"\nextends = \"rouwei\"\nvariants = [\"vpred\"]\n"), "x")
	if err != nil || fmt.Sprint(own.Models()) != "[vpred]" {
		t.Errorf("variants chosen of another profile's: %v, %v", own, err)
	}
	if got := fmt.Sprint(p.RuleName("cfg", "vpred"), p.RuleNames("cfg"), p.RuleNames("foreign-tag"), p.RuleName("alias", "")); got != "vpred-cfg[epsilon-cfg vpred-cfg] [e621-tag]alias" {
		t.Errorf("names of rules: %s", got)
	}
}

func TestBuiltins(t *testing.T) {
	if names := Builtins(); names[0] != Default() {
		t.Errorf("%q", names)
	}
	for _, name := range Builtins() {
		p, ok := Builtin(strings.ToUpper(name))
		if !ok || p.Name == "" || len(p.Order) == 0 {
			t.Errorf("%s: %v", name, p)
		}
	}
	if _, ok := Builtin("../profiles/rouwei"); ok {
		t.Error("a path is no name")
	}
}
