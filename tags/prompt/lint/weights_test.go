package lint

import (
	"slices"
	"testing"
)

func TestWeights(t *testing.T) {
	c := withStarter(t, Options{})
	for _, k := range []struct{ before, after, rule string }{
		{"1girl, (smile:1.2:1.1)", "1girl, (smile:1.1)", Weight},
		{"1girl, (smile:1,2), solo", "1girl, (smile:1.2), solo", Weight},
		{"1girl, (smile:1.2.3)", "1girl, (smile:1.2.3)", Weight},
		{"1girl, (smile:1..5)", "1girl, (smile:1.5)", Weight},
		{"1girl, (smile:.)", "1girl, (smile:.)", Weight},
		{"1girl, smile:1.2, solo", "1girl, (smile:1.2), solo", Weight},
		{`1girl, saber \(fate\):1.2, solo`, `1girl, (saber \(fate\):1.2), solo`, Weight},
		{"1girl, saber_(fate):1.2, solo", `1girl, (saber \(fate\):1.2), solo`, Weight},
		{"1girl, 2b_(nier:automata):1.2, solo", `1girl, (2b \(nier:automata\):1.2), solo`, Weight},
		{"1girl, fate/stay night:1.2, solo", `1girl, (fate/stay night:1.2), solo`, Weight},
		{"1girl, long_hair:1.2, solo", "1girl, (long hair:1.2), solo", Weight},
		{"1girl, （smile：1.2）, solo", "1girl, (smile:1.2), solo", Weight},
		{"1girl, (smile：1.2), solo", "1girl, (smile:1.2), solo", Weight},
		{"1girl, [smile:1.1], solo", "1girl, (smile:1.1), solo", Weight},
		{"1girl, {smile}, solo", "1girl, (smile:1.05), solo", Weight},
		{"1girl, {{smile, hat}}, solo", "1girl, (smile, hat:1.1), solo", Weight},
		{"1girl, 1.2::smile::, solo", "1girl, (smile:1.2), solo", Weight},
		{"1girl, 0.8::smile, hat ::, solo", "1girl, (smile, hat:0.8), solo", Weight},
		{"1.2::smile, 1.1::hat", "(smile:1.2), (hat:1.1)", Weight},
		{"1.2::smile, hat, 0.8::solo::, 1girl", "(smile, hat:1.2), (solo:0.8), 1girl", Weight},
		{"1.2::smile 1.1::hat::, solo", "(smile:1.2) (hat:1.1), solo", Weight},
		{"1girl, 1.2::smile", "1girl, (smile:1.2)", Weight},
		{"1girl, 1.2::smile, solo", "1girl, 1.2::smile, solo", Weight},
		{"1girl, 1.2::smile BREAK hat::, solo", "1girl, 1.2::smile BREAK hat::, solo", Weight},
		{"(1girl, 1.2::smile), hat::, solo", "(1girl, 1.2::smile), hat::, solo", Weight},
		{"1girl, 1.2::hat, shoes 7::, solo", "1girl, (hat, shoes 7:1.2), solo", Weight},
		{"1girl, 1.2::smile, 16:9::, solo", "1girl, (smile, 16:9:1.2), solo", Weight},
		{"1girl, 1.2::c#, white background::, solo", "1girl, 1.2::c#, white background::, solo", Weight},
		{"1girl, 3::hat::, solo", "1girl, 3::hat::, solo", Weight},
		{"1girl, -2::hat::, solo", "1girl, -2::hat::, solo", Weight},
		{"1girl, 0.1::style parody:naruto_(series)::, solo", `1girl, (style parody:naruto \(series\):0.1), solo`, Weight},
		{"1girl, <lora:x:0,8>, solo", "1girl, <lora:x:0.8>, solo", UnknownNetwork},
		{"1girl, <lora:x:0.8, solo", "1girl, <lora:x:0.8>, solo", UnknownNetwork},
		{"1girl, <lora:x, solo", "1girl, <lora:x, solo", UnknownNetwork},
		{"1girl, <lora:x:0.5:1,0,1>, solo", "1girl, <lora:x:0.5:1,0,1>, solo", UnknownNetwork},
		// These are weights, or none was meant.
		{"1girl, (smile:1.2), ((hat)), [shoes], [hat:0.5], [hat:10], [hat:shoes:0.5]", "", ""},
		{"1girl, {red|blue} hair, {2$$a|b}, {0.3::a|0.7::b}, {2::a, b|c}", "", ""},
		{"1girl, [smile, 1::0.5], std::vector, 12:30::, ::", "", ""},
		{"1girl, nier:automata, re:zero, 16:9, ratio 2:1.5, <lora:x:0.5>, <lora:x:0.5:0.7>, <lora:x:1:lbw=IN>", "", ""},
		{"1girl, (smile:-1), (hat:+1.1), (shoes: 1.2 )", "", ""},
		{"1girl, http://a.b/c:1.2", "", ""},
	} {
		after := k.after
		if k.rule == "" {
			after = k.before
		}
		if got := c.FixAlone(k.before); got != after {
			t.Errorf("%q becomes %q, want %q", k.before, got, after)
		}
		found := c.CheckAlone(k.before)
		fired := slices.ContainsFunc(found, func(d Diagnostic) bool { return d.Rule == k.rule })
		if k.rule != "" && !fired {
			t.Errorf("%s is silent of %q", k.rule, k.before)
		}
		for _, d := range found {
			if k.rule == "" && (d.Rule == Weight || d.Rule == UnknownNetwork) {
				t.Errorf("%q: %s", k.before, d.Message)
			}
		}
	}
}

// TestPowersOfTen reports a number that A1111 takes for letters.
func TestPowersOfTen(t *testing.T) {
	c := withStarter(t, Options{})
	for text, want := range map[string]bool{"(smile:1e3)": true, "(smile:1.5E-1)": true, "(smile:1.5)": false, "(2B:9S)": false} {
		found := c.CheckAlone("1girl, " + text)
		if got := len(found) == 1 && found[0].Rule == Weight && found[0].Fix == nil; got != want {
			t.Errorf("%q: %v, want it reported %v", text, found, want)
		}
	}
}

// TestNegated hints at what a prompt names to keep it out.
func TestNegated(t *testing.T) {
	c := withStarter(t, Options{})
	for text, want := range map[string]bool{"no text": true, "no watermark": true, "no humans": false, "no shirt": false} {
		found := c.CheckAlone("scenery, " + text)
		if got := len(found) == 1 && found[0].Rule == QualityPlace && found[0].Severity == Hint; got != want {
			t.Errorf("%q: %v, want a hint %v", text, found, want)
		}
	}
}
