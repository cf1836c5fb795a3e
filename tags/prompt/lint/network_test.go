package lint

import (
	"slices"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// TestNetworks has LoRAs and embeddings that a web UI has, and others.
func TestNetworks(t *testing.T) {
	has := func(names ...string) Known {
		return func(name string) ([]string, bool) {
			if slices.Contains(names, name) {
				return nil, true
			}
			return slices.Clone(names), false
		}
	}
	c := New(profile.RouWei(), catalogue.Build(), nil, Options{Loras: has("halo"), Embeddings: has("badhands", "neg/e"), Wildcards: has("bad", "style", "hair/colour")})
	for _, x := range []struct{ positive, negative, message, at, fix string }{
		{"<lora:halo:0.8>, <hypernet:haloo:1>, 1girl", "", "", "", ""},
		{"<lora:__style__:0.8>, <lora:x_{a|b}:1>, 1girl", "embedding:__bad__", "", "", ""},
		{"<lora:style__dark:0.8>, 1girl", "", `The web UI has no LoRA "style__dark", and makes the picture without it; near it are "halo".`, "style__dark", ""},
		{"1girl <lora:haloo:0.8:1>", "", `The web UI has no LoRA "haloo", and makes the picture without it; did you mean "halo"?`, "haloo", "halo"},
		{"1girl <lyco:neon:1>", "", `The web UI has no LoRA "neon", and makes the picture without it; near it are "halo".`, "neon", ""},
		{"1girl", "embedding:badhand, (embedding:neg/e:1.2)", `The web UI has no embedding "badhand", and makes the picture without it; did you mean "badhands"?`, "badhand", "badhands"},
		{"1girl, __style__, __hair/color__ hair", "", `No wildcard folder has a list "hair/color", so it stays as it is written and CLIP reads its letters; near it are "bad", "style", "hair/colour".`, "hair/color", ""},
		{"1girl", "__stile__", `No wildcard folder has a list "stile", so it stays as it is written and CLIP reads its letters; near it are "bad", "style", "hair/colour".`, "stile", ""},
		{"1girl # __none__\n<lora:__none__:1>, hat", "", "", "", ""},
	} {
		var found []Diagnostic
		texts := prompt.Texts{Positive: x.positive, Negative: x.negative}
		for _, d := range c.Check(texts) {
			if d.Rule == UnknownNetwork {
				found = append(found, d)
			}
		}
		if x.message == "" {
			if len(found) > 0 {
				t.Errorf("%+v: %+v", x, found)
			}
			continue
		}
		if len(found) != 1 {
			t.Errorf("%q, %q: %d found", x.positive, x.negative, len(found))
			continue
		}
		d, text := found[0], x.positive
		if d.Negative {
			text = x.negative
		}
		fix := ""
		if d.Fix != nil {
			fix = *d.Fix
		}
		if d.Message != x.message || d.Of(text) != x.at || fix != x.fix {
			t.Errorf("%q at %q, fix %q; want %+v", d.Message, d.Of(text), fix, x)
		}
	}
}
