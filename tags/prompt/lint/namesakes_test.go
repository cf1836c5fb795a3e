package lint

import (
	"strings"
	"testing"
)

// TestNamesakes wants to be told who may be meant by a name that several
// characters bear, where no series is told.
func TestNamesakes(t *testing.T) {
	c := withLarge(t, Options{})
	for _, k := range []struct{ text, says string }{
		{"1girl, karin, smile", `"karin" alone is no tag; "karin \(blue archive\)", "karin \(p&d\)", "karin \(naruto\)" are characters of that name: write the one you mean.`},
		{"1girl, (Karin:1.2), smile", `"Karin" alone is no tag; "karin \(blue archive\)", "karin \(p&d\)", "karin \(naruto\)" are characters of that name: write the one you mean.`},
		{"1girl, karin, blue archive", ""},
		{`karin \(blue archive\), 1girl`, ""},
		{"1girl, misty, lily, rose", ""},          // English
		{"<lora:karin_v1:0.8>, karin, smile", ""}, // what calls a LoRA
		{"by karin, 1girl", ""},
		{"octane, maya, zbrush", ""}, // nobody is counted
		{"1girl, sarah, medusa, matsuri", ""},
		{"hatsune miku, 1girl", ""},
		{"osaki nana, nana, black hair", ""}, // her own name
		{"amaterasu \\(ookami\\), Amaterasu, wolf", ""},
	} {
		said := ""
		for _, d := range c.CheckAlone(k.text) {
			if d.Rule == Alias {
				said = d.Message
				if d.Severity != Hint || d.Fixable() {
					t.Errorf("%q: %s, fix %v", k.text, d.Severity, d.Edits)
				}
			}
		}
		if said != k.says {
			t.Errorf("%q: %q, want %q", k.text, said, k.says)
		}
	}
	for _, d := range withStarter(t, Options{}).CheckAlone("1girl, shiroko, smile") {
		if d.Rule == Alias && !strings.Contains(d.Message, "blue archive") {
			t.Errorf("on the built-in list: %s", d.Message)
		}
	}
}
