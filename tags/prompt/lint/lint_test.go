package lint

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// TestDiagnostics shows what is said of single faults: rule, the text of the
// span, and the fix.
func TestDiagnostics(t *testing.T) {
	cases := []struct {
		name, positive string
		want           []string // "rule|text|fix", "-" for no fix, "~" for edits
	}{
		{"nothing", "", nil},
		{"an artist", "1girl, kantoku", []string{"artist-needs-by|kantoku|by kantoku"}},
		{"a weighted artist", "1girl, (kantoku:0.7)", []string{"artist-needs-by|kantoku|by kantoku"}},
		{"an artist with a qualifier", `1girl, ask_(askzy)`, []string{
			`unescaped-parens|ask_(askzy)|by ask \(askzy\)`, `artist-needs-by|ask_(askzy)|by ask \(askzy\)`, `underscore|ask_(askzy)|by ask \(askzy\)`}},
		{"another model's artist", "1girl, artist:kantoku", []string{"artist-needs-by|artist:kantoku|by kantoku"}},
		{"a word that is an artist too", "1girl, grain, rain, latte", nil},
		{"a doubtful name among artists", "by kantoku, grain, by wlop BREAK 1girl", []string{"artist-needs-by|grain|by grain"}},
		{"a phrase with by", "1girl, by the window, by candlelight, solo", nil},
		{"an artist in the body", "1girl, by wlop, solo", []string{"style-chunk|by wlop|~"}},
		{"an artist at the end", "1girl, solo, by wlop, masterpiece", nil},
		{"a style in the body", "1girl, 1990s \\(style\\), solo", []string{`style-chunk|1990s \(style\)|~`}},
		{"artists of two prompts", "1girl, by wlop AND 1boy, by wlop", nil},
		{"a dead tag in a bracket", "1girl, (absurdres:1.2), solo", []string{"dead-tag|absurdres|"}},
		{"a dead tag that means another", "bad quality, 1girl", []string{"dead-tag|bad quality|low quality"}},
		{"a face has no underscore", "1girl, ^_^, >_<, o_o, solo", nil},
		{"an open network keeps its underscores", "1girl, <lora:long_hair:0.8, <my:red_eyes, solo", []string{"network|<lora:long_hair:0.8|~"}},
		{"an embedding keeps its underscores", "1girl, my_style_v2, x_neg", nil},
		{"a trigger word", "1girl, foo_bar, ohwx_person, red_dress_01, dress_v2, ohwx_(person)", []string{
			`unescaped-parens|ohwx_(person)|ohwx \(person\)`, `underscore|ohwx_(person)|ohwx \(person\)`}},
		{"a trigger word beside a tag", "1girl, ohwx_person long_hair", []string{"underscore|ohwx_person long_hair|ohwx_person long hair"}},
		{"a trigger word in a paste", "1girl solo long_hair blue_eyes smile ohwx_person", []string{
			"underscore|1girl solo long_hair blue_eyes smile ohwx_person|1girl, solo, long hair, blue eyes, smile, ohwx_person"}},
		{"a capital before a series", "1girl, Qwmx_(blue_archive)", []string{
			`unescaped-parens|Qwmx_(blue_archive)|Qwmx \(blue archive\)`, `underscore|Qwmx_(blue_archive)|Qwmx \(blue archive\)`}},
		{"a tag that no list has yet", "1girl, blue_dragon_print_skirt", []string{"underscore|blue_dragon_print_skirt|blue dragon print skirt"}},
		{"an artist that no list has", "1girl, solo, by ohwx_person", []string{"underscore|by ohwx_person|by ohwx person"}},
		{"searches", "1girl, theme:people, solo, char:hatsune_miku, (gen:hat:1.2), Meta:comic, copy:blue_archive, char:qwmx, series:touhou, chara:kirisame_marisa", []string{
			"unknown-tag|theme:people|", "unknown-tag|char:hatsune_miku|hatsune miku", "unknown-tag|gen:hat|hat", "unknown-tag|Meta:comic|comic",
			"unknown-tag|copy:blue_archive|blue archive", "unknown-tag|char:qwmx|-", "unknown-tag|series:touhou|touhou", "unknown-tag|chara:kirisame_marisa|kirisame marisa"}},
		{"no searches", "theme: winter, char:, 1girl, gen:3, :3, nier:automata, copy of a painting", nil},
		{"an address", "1girl, http://example.com/a_b?c=d", nil},
		{"tags of a booru", "1girl solo long_hair blue_eyes", []string{"underscore|1girl solo long_hair blue_eyes|1girl, solo, long hair, blue eyes"}},
		{"parentheses that weigh", "1girl, black dress (frilled), a (b)", nil},
		{"unclosed before a weight", "1girl, (smile:1.2, solo", []string{"unbalanced|(|~"}},
		{"unopened behind a weight", "1girl, smile:1.2), solo", []string{"unbalanced|)|~"}},
		{"a face's bracket", "1girl, :(, solo", []string{`unbalanced|(|\(`}},
		{"half escaped", `1girl, karin \(blue archive), solo`, []string{`unbalanced|)|\)`}},
		{"left over", "1girl, smile), solo", []string{"unbalanced|)|"}},
		{"a lone brace", "1girl, {red|blue hair, solo", []string{"unbalanced|{|"}},
		{"BREAK in a bracket", "(1girl BREAK solo:1.2)", []string{"break-in-brackets|BREAK|~"}},
		{"BREAK in editing unfolds", "[1girl BREAK solo:smile:0.5]", nil},
		{"BREAK in braces", "{1girl BREAK solo}", nil},
		{"an alias", "1girl, longhair", []string{"alias|longhair|long hair"}},
		{"a dash is another token", "1girl, half closed eyes", []string{"alias|half closed eyes|half-closed eyes"}},
		{"an alias in a sentence", "1girl, she looks up at the clouds, smiling, and waves", nil},
		{"e621", "1boy, canid", []string{"e621-tag|canid|-"}},
		{"the same tag in another spelling", "1girl, long hair, solo, Long_Hair", []string{
			"underscore|Long_Hair|Long Hair", "duplicate|Long_Hair|"}},
		{"the weighted one is kept", "1girl, smile, solo, (smile:1.2)", []string{"duplicate|smile|~"}},
		{"each subject smiles", "2girls BREAK 1girl, smile BREAK 1girl, smile", nil},
		{"each subject of two has its own looks", "2girls, long hair, blue eyes, hat, hug, the other, long hair, red eyes, red eyes", []string{"duplicate|red eyes|"}},
		{"curly brackets with a number", "1girl, {{{solo:4}}}, {smile:1.3}", []string{"weight|{{{solo:4}}}|(solo:1.16)", "weight|{smile:1.3}|(smile:1.3)"}},
		{"artists run together are no text before quality words", "by wlop by James Gilleard 1girl smiling at the sea, best quality", nil},
		{"an artist counts for the picture", "by wlop BREAK 1girl, solo BREAK 1boy, by wlop", []string{"duplicate|by wlop|"}},
		{"contradiction", "1girl, from above, ceiling", []string{"contradiction|ceiling|"}},
		{"contradiction of brightness over chunks", "1girl, low brightness BREAK sky, high brightness", []string{"contradiction|high brightness|-"}},
		{"quality with underscores", "(best_quality:1.2), 1girl, low_brightness", []string{
			"underscore|best_quality|best quality", "underscore|low_brightness|low brightness"}},
		{"a quality tag turned round", "(worst_quality:-1), 1girl", []string{"underscore|worst_quality|worst quality"}},
		{"bad quality wanted", "1girl, (worst quality:1.2)", []string{"quality-place|worst quality|"}},
		{"what is only refused", "1girl, (limited_range:1.2)", []string{"quality-place|limited_range|"}},
		{"what is only refused, turned round", "1girl, (limited range:-1)", nil},
		{"a backslash that A1111 drops", `1girl, (\m/:1.2), \\o/`, []string{`unescaped-parens|\m/|\\m/`}},
		{"a backslash before anything", `1girl, red\, hair \x`, nil},
		{"a comment", "1girl # note, solo\nsmile", []string{"comment|# note, solo|-"}},
		{"settings", "1girl\nSteps: 28, Sampler: Euler a, CFG scale: 12, Seed: 1", []string{"epsilon-cfg|12|9"}},
		{"a tag that no list has", "1girl, holding a strange thing of her own, flowerpot hat", nil},
		{"blocked", "1girl, loli, solo", []string{"blocked-tag|loli|"}},
		{"who refuses a blocked tag does well", "1girl\nNegative prompt: worst quality, low quality, shota, loli", nil},
		{"a fashion is not blocked", "1girl, lolita fashion", nil},
	}
	c := withLarge(t, Options{})
	for _, k := range cases {
		t.Run(k.name, func(t *testing.T) {
			var got []string
			for _, d := range c.CheckAlone(k.positive) {
				fix := "-"
				if d.Fix != nil {
					fix = *d.Fix
				} else if d.Edits != nil {
					fix = "~"
				}
				got = append(got, d.Rule+"|"+d.Of(k.positive)+"|"+fix)
			}
			if strings.Join(got, "\n") != strings.Join(k.want, "\n") {
				t.Errorf("%q\n got %q\nwant %q", k.positive, got, k.want)
			}
		})
	}
}

// TestTriggerWordsAreKept fixes prompts with words that no list knows, with
// either list.
func TestTriggerWordsAreKept(t *testing.T) {
	for name, c := range checkers(t) {
		for _, k := range [][2]string{
			{"1girl, foo_bar, ohwx_person, zzz_style_v2, ", "1girl, foo_bar, ohwx_person, zzz_style_v2, "},
			{"1girl, (ohwx_girl:0.8), long_hair", "1girl, (ohwx_girl:0.8), long hair"},
			{"1girl, qwmx_(blue_archive), green_leaf_print_apron", `1girl, qwmx \(blue archive\), green leaf print apron`},
		} {
			if got := c.FixAlone(k[0]); got != k[1] {
				t.Errorf("with the %s list %q is fixed to %q, want %q", name, k[0], got, k[1])
			}
		}
	}
}

func TestRuleNames(t *testing.T) {
	if err := CheckNames(profile.RouWei(), Names(profile.RouWei())); err != nil {
		t.Error(err)
	}
	err := CheckNames(profile.RouWei(), []string{Alias, "aliass"})
	if err == nil || !strings.Contains(err.Error(), `"aliass"`) || !strings.Contains(err.Error(), "artist-needs-by") {
		t.Errorf("an unknown name: %v", err)
	}
	seen := map[string]bool{}
	for _, r := range Rules {
		if seen[r.Name] || r.About == "" {
			t.Errorf("rule %q stands twice or says nothing", r.Name)
		}
		seen[r.Name] = true
	}
	for _, p := range faults {
		name, _ := rule(profile.RouWei(), p.rule)
		delete(seen, name)
	}
	for _, name := range otherModels {
		delete(seen, name)
	}
	delete(seen, Sampling)       // of the third text, see TestSettings
	delete(seen, UnknownNetwork) // needs a web UI's names, see TestNetworks
	for name := range seen {
		t.Errorf("no fault is injected for rule %s", name)
	}
}

// TestRulesCanBeTurnedOff injects every fault before a checker without its
// rule.
func TestRulesCanBeTurnedOff(t *testing.T) {
	samples := corpus(t, "clean.txt")
	for n, p := range faults {
		c := withLarge(t, Options{Model: p.model})
		off := withLarge(t, Options{Model: p.model, Off: []string{p.rule}})
		g := newFaultGen(c, int64(n+100))
		for done := 0; done < 5/sparse(); {
			s, _, _, ok := p.inject(g, pick(g, samples))
			if !ok {
				continue
			}
			done++
			for _, d := range s.check(off) {
				if d.Rule == p.rule {
					t.Fatalf("%s speaks although it is off: %q", p.rule, s.Positive)
				}
			}
			fixed := off.fix(s.Texts, s.both, nil)
			if again := off.fix(fixed, s.both, nil); again != fixed {
				t.Fatalf("without %s fixing is not stable:\n%q\n%q", p.rule, fixed, again)
			}
		}
	}
}

func TestNegativeMayBeUnknown(t *testing.T) {
	c := withLarge(t, Options{})
	if found := c.CheckAlone("1girl"); len(found) > 0 {
		t.Errorf("a prompt alone: %v", found)
	}
	found := c.Check(prompt.Texts{Positive: "1girl"})
	if len(found) != 1 || found[0].Rule != MissingNegative || !found[0].Negative || found[0].Span != (prompt.Span{}) {
		t.Errorf("an empty negative: %v", found)
	}
	if found := c.Check(prompt.Texts{}); len(found) > 0 {
		t.Errorf("two empty prompts: %v", found)
	}
}

// TestCopiedNegativeIsCoveredWhole holds the span of a copied negative against
// what its fix takes out.
func TestCopiedNegativeIsCoveredWhole(t *testing.T) {
	c := withLarge(t, Options{})
	negative := "worst quality, low quality, watermark, blurry, cropped, bad anatomy, bad hands, extra digits, extra limbs, missing fingers, deformed, disfigured, simple background"
	found := c.Check(prompt.Texts{Positive: "1girl", Negative: negative})
	if len(found) != 1 || found[0].Rule != NegativeTaboo || !found[0].Fixable() {
		t.Fatalf("found %v", found)
	}
	if got, want := found[0].Of(negative), "blurry, cropped, bad anatomy, bad hands, extra digits, extra limbs, missing fingers, deformed, disfigured"; got != want {
		t.Errorf("the span is %q, want %q", got, want)
	}
	if got, want := found[0].Apply(prompt.Texts{Negative: negative}).Negative, "worst quality, low quality, watermark, simple background"; got != want {
		t.Errorf("fixed to %q, want %q", got, want)
	}
}

func TestGivenCFG(t *testing.T) {
	for _, k := range []struct {
		model profile.Model
		cfg   float64
		text  string
		want  string
	}{
		{"epsilon", 7, "1girl", ""},
		{"epsilon", 12, "1girl", "epsilon-cfg"},
		{"vpred", 7, "1girl", "vpred-cfg"},
		{"vpred", 4, "1girl", ""},
		{"vpred", 4, "1girl, CFG scale: 9", "vpred-cfg"},
		{"vpred", 9, "1girl, CFG scale: 4", ""}, // the prompt's own settings stand
	} {
		c := withLarge(t, Options{Model: k.model, CFG: k.cfg})
		got := ""
		for _, d := range c.CheckAlone(k.text) {
			got += d.Rule
			if d.Fix != nil && !strings.HasSuffix(d.Message, "use "+*d.Fix+".") {
				t.Errorf("%q has the fix %q", d.Message, *d.Fix)
			}
		}
		if got != k.want {
			t.Errorf("%s at CFG %v, %q: got %q, want %q", k.model, k.cfg, k.text, got, k.want)
		}
	}
}

func TestCheckersMayBeShared(t *testing.T) {
	c := withLarge(t, Options{})
	samples := corpus(t, "clean.txt")
	var all sync.WaitGroup
	for i := 0; i < 4; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for _, s := range samples {
				s.Positive += fmt.Sprintf(", long_hair_%d", i)
				s.check(c)
			}
		}()
	}
	all.Wait()
}

// wellFormed checks what holds of every diagnostic of every text.
func wellFormed(t *testing.T, c *Checker, texts prompt.Texts) {
	t.Helper()
	for _, d := range c.Check(texts) {
		s := texts.Positive
		if d.Negative {
			s = texts.Negative
		}
		if d.Start < 0 || d.End < d.Start || d.End > len(s) {
			t.Fatalf("%s has the span %v of %d bytes", d.Rule, d.Span, len(s))
		}
		if utf8.ValidString(s) && !utf8.ValidString(d.Of(s)) {
			t.Fatalf("%s cuts a character in %q", d.Rule, s)
		}
		if strings.ContainsFunc(d.Message, unicode.IsControl) || !utf8.ValidString(d.Message) {
			t.Fatalf("%s says %q, which must not reach a terminal", d.Rule, d.Message)
		}
		if CheckNames(c.p, []string{d.Rule}) != nil || d.Message == "" {
			t.Fatalf("no such rule, or nothing said: %+v", d)
		}
		d.Apply(texts) // panics on edits that overlap or lie outside
	}
	fixed := c.Fix(texts)
	if again := c.Fix(fixed); again != fixed {
		t.Fatalf("fixing %q is not stable:\n%q\n%q", texts, fixed, again)
	}
	for _, d := range c.Check(fixed) {
		if d.Severity == Error {
			t.Fatalf("fixing %q leaves an error in %q:%s", texts, fixed, tell(fixed, []Diagnostic{d}))
		}
	}
}

func TestOddTexts(t *testing.T) {
	c := withStarter(t, Options{})
	for _, s := range []string{
		"\xff\xfe", "(\xff:1.2", "\x00, \x1b[31m", "kan\x1btoku, long_\x1bhair, a\xff_b, (by \xffx", strings.Repeat("(", 3000), strings.Repeat("[a:", 2000), strings.Repeat("a_b ", 2000),
		strings.Repeat("BREAK ", 500), strings.Repeat("(BREAK", 60), strings.Repeat("#\n", 300), strings.Repeat("{|", 500), "(((BREAK)))", "((a BREAK)",
		"(score_9, score_8_up:1.2), 1girl", "score_9 BREAK score_8 BREAK 1girl", "score_9", "(score_9)", "1girl BREAK score_9", "score_9\nscore_8\n1girl",
		"a,score_9,b", "a , score_9 , b", "[score_9|b]", "(a:1.2:1.3)", "\\", "(\\)", "Steps: 1", "Negative prompt:\nSteps: 20, a: b, CFG scale: 99",
		"by , by by, by", "artist:, artist: a", ",,,,", "worst quality, low quality", "BREAK BREAK", "by wlop BREAK by wlop BREAK by wlop",
	} {
		wellFormed(t, c, prompt.Texts{Positive: s, Negative: s})
	}
}

func FuzzFix(f *testing.F) {
	for _, file := range []string{"clean.txt"} {
		for i, s := range corpus(f, file) {
			if i%4 == 0 {
				f.Add(s.Positive, s.Negative)
			}
		}
	}
	f.Add("(kantoku, longhair BREAK saber_(fate):1.2), score_9", "bad hands, error, lowres, greyscale, extra digits, text, bad feet")
	f.Add("1girl, :(, ((a)), [b:c:1.], {d|e}, <lora:x:1>, by wlop, sketch", "masterpiece")
	var c *Checker
	f.Fuzz(func(t *testing.T, positive, negative string) {
		if c == nil {
			c = withStarter(t, Options{})
		}
		if len(positive)+len(negative) > 3000 {
			return
		}
		wellFormed(t, c, prompt.Texts{Positive: positive, Negative: negative})
	})
}
