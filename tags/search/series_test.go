package search

import (
	"context"
	"slices"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/taglist"
)

// TestSeriesLift holds that a title beside a name finds the character, alone,
// first or behind one more of the same name.
func TestSeriesLift(t *testing.T) {
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	indices := map[string]*Index{"built-in list": NewIndex(catalogue.Build(lists...))}
	t.Run("large", func(t *testing.T) { indices["large list"], _ = large(t) })
	for query, want := range map[string]string{
		"hololive marine": "houshou_marine", "marine hololive": "houshou_marine", "botw zelda": "princess_zelda", "genshin hu tao": "hu_tao_(genshin_impact)",
		"ff7 tifa": "tifa_lockhart", "touken ranbu mikazuki": "mikazuki_munechika", "fgo saber": "artoria_pendragon_(fate)", "gura vtuber": "gawr_gura",
		"jjk gojo": "gojou_satoru", "sailor moon usagi": "tsukino_usagi", "mario peach": "princess_peach", "blue archive karin": "karin_(blue_archive)", "東方 霊夢": "hakurei_reimu",
	} {
		for name, ix := range indices {
			found := ix.Find(context.Background(), query, Options{})
			at := slices.IndexFunc(found.Results, func(r Result) bool { return r.Tag.Name == want })
			if at < 0 || at > 1 {
				t.Errorf("%s: %q finds %s at %d of %d", name, query, want, at, len(found.Results))
			} else if found.Results[at].Near {
				t.Errorf("%s: %q: %s is near only", name, query, want)
			}
			if len(found.Together) > 0 {
				t.Errorf("%s: %q also offers %v together", name, query, found.Together)
			}
		}
	}
}
