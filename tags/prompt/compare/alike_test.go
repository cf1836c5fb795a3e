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
