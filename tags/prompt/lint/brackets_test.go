package lint

import (
	"testing"

	"tailor/tags/prompt"
)

// TestGroupBesideTag holds that no fix touches the brackets of a group that no
// comma parts from a tag, whatever is fixed in the tag.
func TestGroupBesideTag(t *testing.T) {
	c := withLarge(t, Options{})
	for _, k := range []struct{ name, text, want string }{
		{"a weight before a name", `(red dress:1.2) karin \(blue archive\), hat`, `(red dress:1.2) karin \(blue archive\), hat`},
		{"square brackets before a name", `[red dress] karin \(blue archive\)`, `[red dress] karin \(blue archive\)`},
		{"quality before a name", `1girl, (best quality) karin \(blue archive\)`, `1girl, (best quality) karin \(blue archive\)`},
		{"the end of a group and the begin of one", `[hat, smile] (karin \(blue archive\), sword:1.2)`, `[hat, smile] (karin \(blue archive\), sword:1.2)`},
		{"a group in a group", `(1girl (saber \(fate\), hat:1.2))`, `(1girl (saber \(fate\), hat:1.2))`},
		{"the name alone is fixed", `(1girl (saber (fate), hat:1.2))`, `(1girl (saber \(fate\), hat:1.2))`},
		{"the name alone is fixed 2", `(red_dress:1.2) karin_(blue_archive)`, `(red dress:1.2) karin \(blue archive\)`},
		{"the name alone is fixed 3", `(red dress) karin (blue archive)`, `(red dress) karin \(blue archive\)`},
		{"two qualifiers, one escaped", `karin (bunny) \(blue archive\)`, `karin \(bunny\) \(blue archive\)`},
		{"underscores beside a weight", `(red_dress:1.2) long_hair`, `(red dress:1.2) long hair`},
		{"underscores behind a weight", `[hat, red_dress] (long_hair, sword:1.2)`, `[hat, red dress] (long hair, sword:1.2)`},
		{"a weight behind a tag", `1girl, black_dress (frilled:1.2)`, `1girl, black dress (frilled:1.2)`},
		{"a face that closes a weight", `(1girl, >:), hat:1.2)`, `(1girl, >:\), hat:1.2)`},
		{"a face that closes square brackets", `[1girl, :], smile]`, `[1girl, :\], smile]`},
		{"a face that opens one", `(1girl, >:(, hat:1.2)`, `(1girl, >:\(, hat:1.2)`},
		{"faces of two conditions", `(1girl, >:), hat:1.2) AND (2girls, >:), hat)`, `(1girl, >:\), hat:1.2) AND (2girls, >:\), hat)`},
		{"a face in prompt editing", `[1girl, >:):hat:0.5]`, `[1girl, >:\):hat:0.5]`},
		{"a bracket that a comment hides", "(hat, smile #1) cat", "(hat, smile #1) cat"},
		{"a face with a weight", `(^_^:1.2) smile`, `(^_^:1.2) smile`},
		{"a paste with a weight", `(red_dress) long_hair smile solo hat`, `(red dress) long hair smile solo hat`},
		{"a paste", `saber_(fate) long_hair smile solo hat`, `saber \(fate\), long hair, smile, solo, hat`},
		{"an artist beside a weight", `artist:wlop (hat:1.2)`, `by wlop BREAK (hat:1.2)`},
		{"a blocked word between groups", `(hat, smile:1.2) loli (sword, cat:1.3)`, `(hat, smile:1.2) (sword, cat:1.3)`},
	} {
		t.Run(k.name, func(t *testing.T) {
			got := c.FixAlone(k.text)
			if got != k.want {
				t.Errorf("%s\nbecame %s\n  want %s", k.text, got, k.want)
			}
			for _, d := range c.CheckAlone(got) {
				if d.Severity == Error {
					t.Errorf("left:%s", tell(prompt.Texts{Positive: got}, []Diagnostic{d}))
				}
			}
		})
	}
}

// TestBracketsInNetworks checks brackets that close nothing within a network and
// stand behind another's: neither is looked for a partner in the other.
func TestBracketsInNetworks(t *testing.T) {
	c := withStarter(t, Options{})
	for _, text := range []string{"[<BREAK:)>])", "(<lora:a)>))", "[<BREAK:]>)]"} {
		if fixed := c.FixAlone(text); c.FixAlone(fixed) != fixed {
			t.Errorf("%s becomes %s, and that something else", text, fixed)
		}
	}
}
