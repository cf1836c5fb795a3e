package compare

import "testing"

func TestStages(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"1girl, solo, smile", "1girl, solo, smile, red dress, night", true},
		{"by kantoku BREAK 1girl, solo, smile, hat", "by kantoku, masterpiece BREAK 1girl, solo, (smile:1.2), hat, night", true},
		{"1girl, solo, smile, hat, night", "1girl, solo, smile, hat, rain, day", true},
		{"1girl, red dress", "1girl, blue dress", false},
		{"1girl, solo", "1girl, solo, forest, night, rain", false}, // which many prompts begin with
		{"1girl, solo, smile", "1girl, solo, smile, a, b, c, d", false},
		{"1girl, solo, smile, hat", "1girl, solo, rain, night", false},
		{"", "1girl", false},
	} {
		if Stages(c.a, c.b) != c.want || Stages(c.b, c.a) != c.want {
			t.Errorf("%q and %q: want %v", c.a, c.b, c.want)
		}
	}
}

// TestStageOf folds a prompt that grew step by step, and none of its variations
// that differ in more than one tag.
func TestStageOf(t *testing.T) {
	const newest = "by wlop, best quality BREAK 1girl, makima, red hair, office, smile, night, rain, window"
	for _, c := range []struct {
		last, tags string
		want       bool
	}{
		{newest, "by wlop BREAK 1girl, makima, (red hair:1.2), office, smile, night", true},
		{newest, "by wlop BREAK 1girl, makima, red hair, office, smile, day", true},
		{newest, "by wlop BREAK 1girl, makima, red hair, shop, smile, day", false},
		{newest, "1girl, makima, red hair", false},                           // much has been added since,
		{"1girl, makima, red hair, office", "1girl, makima, red hair", true}, // step by step
		{"1girl, asuna, red hair, office", "1girl, asuna, red hair", false},  // it went astray
		{"1girl, makima", "1girl, makima", false},                            // which many prompts begin with
		{"", "", false},
	} {
		if got := StageOf(TagsOf(newest), TagsOf(c.last), TagsOf(c.tags)); got != c.want {
			t.Errorf("%q behind %q: %v", c.tags, c.last, got)
		}
	}
}
