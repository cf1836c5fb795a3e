package lint

import (
	"strings"
	"testing"
)

func TestEscapes(t *testing.T) {
	c := withLarge(t, Options{})
	for before, after := range map[string]string{
		`1girl, karin \\(blue archive\\), solo`:        `1girl, karin \(blue archive\), solo`,
		`(saber \(fate):1.2), 1girl`:                   `(saber \(fate\):1.2), 1girl`,
		`((saber \(fate):1.2), 1girl`:                  `(saber \(fate\):1.2), 1girl`,
		`((saber \(fate):1.2)), 1girl`:                 `((saber \(fate\):1.2)), 1girl`,
		`saber \(fate, 1girl`:                          `saber \(fate\), 1girl`,
		`(saber \(fate:1.2), 1girl`:                    `(saber \(fate\):1.2), 1girl`,
		`saber (fate\), 1girl`:                         `saber \(fate\), 1girl`,
		`(saber (fate\):1.2), 1girl`:                   `(saber \(fate\):1.2), 1girl`,
		`1girl, (a, saber \(fate), b:1.2)`:             `1girl, (a, saber \(fate\), b:1.2)`,
		`karin \(bunny\) \(blue archive), 1girl`:       `karin \(bunny\) \(blue archive\), 1girl`,
		`faruzan \(cafe) (genshin impact\), 1girl`:     `faruzan \(cafe\) \(genshin impact\), 1girl`,
		`(faruzan \(cafe) (genshin impact\):1.2), hat`: `(faruzan \(cafe\) \(genshin impact\):1.2), hat`,
		`karin(blue archive), 1girl`:                   `karin \(blue archive\), 1girl`,
		`karin\(blue archive\), 1girl`:                 `karin \(blue archive\), 1girl`,
		`1girl, \(note, solo`:                          `1girl, \(note, solo`,
		`1girl, ;\), >:\(, solo`:                       `1girl, ;\), >:\(, solo`,
		`1girl, (karin \(blue archive\):1.2), (smile)`: `1girl, (karin \(blue archive\):1.2), (smile)`,
		`1girl, \(o\)_\(o\), solo`:                     `1girl, \(o\)_\(o\), solo`,
	} {
		if got := c.FixAlone(before); got != after {
			t.Errorf("%q becomes %q, want %q", before, got, after)
		}
	}
	for _, s := range []string{`((saber \(fate):1.2), 1girl`, `saber \(fate, 1girl`, `1girl, \(note, solo`} {
		if len(c.CheckAlone(s)) == 0 {
			t.Errorf("nothing is said of %q", s)
		}
	}
}

// TestDuplicatesStayInTheirLine holds that regions of a line each keep their
// tags.
func TestDuplicatesStayInTheirLine(t *testing.T) {
	c := withStarter(t, Options{})
	for before, after := range map[string]string{
		"2girls, smile\n1girl, smile, red hair\n1girl, smile":      "2girls, smile\n1girl, smile, red hair\n1girl, smile",
		"by kantoku, masterpiece\nby kantoku, masterpiece, sketch": "by kantoku, masterpiece\nby kantoku, masterpiece, sketch",
		"1girl, smile, hat, smile\nsmile":                          "1girl, smile, hat\nsmile",
	} {
		if got := c.FixAlone(before); got != after {
			t.Errorf("%q becomes %q, want %q", before, got, after)
		}
	}
}

// TestReversedNames hints at names whose parts stand the other way round.
func TestReversedNames(t *testing.T) {
	c := withLarge(t, Options{})
	for text, want := range map[string]string{"1girl, miku hatsune": "alias hint", "1girl, hatsune miku": "", "1girl, red shirt": "", "1girl, hair long": ""} {
		got := ""
		for _, d := range c.CheckAlone(text) {
			got = d.Rule + " " + d.Severity.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestEscapedFaces has faces with a weight or a choice around them, of whose
// brackets nothing is said, and a name that lacks one, whose is written as it stands.
func TestEscapedFaces(t *testing.T) {
	c := withStarter(t, Options{})
	for _, text := range []string{`1girl, (:\):1.1)`, `1girl, {:\)|:\(}`, `1girl, (:\), x:1.1)`, `1girl, [:\(:smile:0.5]`, `1girl, ((>:\():1.2)`, `1girl, [;\)|:\(]`} {
		for _, d := range c.CheckAlone(text) {
			if d.Rule == Unbalanced {
				t.Errorf("%q: %s", text, d.Message)
			}
		}
	}
	told := false
	for _, d := range c.CheckAlone(`1girl, \(note, solo`) {
		told = told || d.Rule == Unbalanced && strings.Contains(d.Message, `"\("`)
	}
	if !told {
		t.Error("nothing is said of a bracket without a partner, or not as it is written")
	}
}
