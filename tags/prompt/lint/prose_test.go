package lint

import (
	"slices"
	"testing"

	"tailor/tags/prompt"
)

func TestProseAndSpacing(t *testing.T) {
	c := withStarter(t, Options{})
	const flowery = "A hauntingly beautiful maiden of indescribable and otherworldly grace, whose luminous gaze carries within it the sorrow of forgotten oceans, adorned with tresses that tumble like moonlit waterfalls over shoulders carved as if from the finest marble of an age that no chronicle remembers, standing where the whispering winds of autumn weave their golden songs into the silence of the dying day."
	for _, k := range []struct{ text, rule, span string }{
		{flowery, Prose, flowery},
		{"A girl is standing in the rain, holding an umbrella. The street is empty, and lanterns glow behind her. She waits for somebody who does not come, and the rain goes on. A cat sits on the wall and looks at her, its fur wet.", "", ""},
		{"She walks through the rain and smiles at her cat, masterpiece, best quality", Prose, "She walks through the rain and smiles at her cat"},
		{"masterpiece, best quality, She walks through the rain and smiles at her cat", "", ""},
		{"best quality, she walks through the rain and smiles at her cat, masterpiece", "", ""},
		{"2girls, a ruined city street at dawn, (a white-haired girl on the left:1.6), Nene has purple eyes and silver hair in a side braid, Nene wears a torn school uniform with a red ribbon, Natsume has black hair and yellow eyes that glow in the dark, Natsume is holding a long rifle in both of her hands", "", ""},
		{"1girl, , solo", Spacing, ", , "},
		{", 1girl, solo", Spacing, ", "},
		{"1girl,  solo", Spacing, "  "},
		{"1girl,solo,,hat", Spacing, ",,"},
		{"1girl\n, solo", Spacing, ", "},
		{"1girl, solo, ", "", ""},
		{"1girl, solo, , ", "", ""},
		{"1girl,solo", "", ""},
		{"masterpiece  BREAK 1girl", "", ""},
		{"1girl, # note,  note\nsolo", "", ""},
		{"1girl,\n\nsolo", "", ""},
	} {
		found := c.CheckAlone(k.text)
		got := slices.IndexFunc(found, func(d Diagnostic) bool { return d.Rule == Prose || d.Rule == Spacing })
		switch {
		case got < 0 && k.rule != "":
			t.Errorf("nothing is said of %q", k.text)
		case got >= 0 && (found[got].Rule != k.rule || found[got].Of(k.text) != k.span || found[got].Severity != Hint):
			t.Errorf("%q:%s", k.text, tell(prompt.Texts{Positive: k.text}, found))
		}
	}
	for before, after := range map[string]string{
		", 1girl, , solo,  hat,,shoes, ": "1girl, solo, hat, shoes, ",
		"1girl,,\n, solo":                "1girl,\nsolo",
		"1girl\n, solo":                  "1girl,\nsolo",
	} {
		for _, d := range c.CheckAlone(before) {
			if got := d.Apply(prompt.Texts{Positive: before}).Positive; d.Rule == Spacing && got != after {
				t.Errorf("%q becomes %q, want %q", before, got, after)
			}
		}
	}
}
