package lint

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// wordsMended are the common words that lint may rewrite: nothing but the tag
// in the other number or spelling.
var wordsMended = map[string]string{
	"bandage": "bandages", "bean": "beans", "breast": "breasts", "button": "buttons", "children": "child", "claw": "claws",
	"clouds": "cloud", "cuff": "cuffs", "feather": "feathers", "foot": "feet", "frill": "frills", "grape": "grapes", "knee": "knees",
	"leg": "legs", "lung": "lungs", "thigh": "thighs", "vein": "veins", "wing": "wings",
}

// TestCommonWordsMeanThemselves writes 1,000 common English words alone and
// among tags: none is taken for anything but itself.
func TestCommonWordsMeanThemselves(t *testing.T) {
	text, err := os.ReadFile("testdata/commonwords.txt")
	if err != nil {
		t.Fatal(err)
	}
	unique := map[string]bool{}
	for _, w := range strings.Fields(string(text)) {
		unique[w] = true
	}
	words := slices.Sorted(maps.Keys(unique))
	if len(words) < 1000 {
		t.Errorf("there are %d words", len(words))
	}
	for name, c := range checkers(t) {
		mended := map[string]string{}
		hints := 0
		for _, w := range words {
			for _, around := range [][2]string{{"", ""}, {"1girl, ", ", street"}, {"1girl, solo, (", ":1.2), flower field"}, {"zwxq, ", ", by kantoku"}} {
				written := around[0] + w + around[1]
				if strings.Contains(around[0]+around[1], w) || c.p.About(w).Style {
					continue
				}
				for _, d := range c.CheckAlone(written) {
					if d.Of(written) != w || d.Rule == Contradiction {
						continue
					}
					switch {
					case d.Fix != nil && d.Rule == Alias:
						mended[w] = *d.Fix
					case d.Severity > Hint:
						t.Errorf("with the %s list %q%s", name, written, d.Message)
					default:
						hints++
					}
				}
				fixed := c.FixAlone(written)
				if want := around[0] + w + around[1]; fixed != want && mended[w] == "" {
					t.Errorf("with the %s list %q becomes %q", name, written, fixed)
				}
			}
		}
		for w, fix := range mended {
			if wordsMended[w] != fix {
				t.Errorf("with the %s list %q is mended to %q", name, w, fix)
			}
		}
		t.Logf("%s list: %d words, %d mended, %d hints", name, len(words), len(mended), hints)
	}
}
