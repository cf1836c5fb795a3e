package tomllines

import (
	"slices"
	"testing"
)

// TestMiscased finds the keys whose capitals are others than a field's, and takes
// names of the user's own as they are.
func TestMiscased(t *testing.T) {
	type inner struct {
		Min  int            `toml:"min"`
		Sub  *inner         `toml:"sub"`
		More map[string]any `toml:"more"`
	}
	type outer struct {
		Lists []string          `toml:"lists"`
		Each  []inner           `toml:"each"`
		By    map[string]*inner `toml:"by"`
		Name  string            `toml:"-"`
	}
	for text, want := range map[string][]Slip{
		"lists = []\n[[each]]\nmin = 1\n[by.Min]\nmin = 2\n": nil,
		"LISTS = []\nlists = []":                             {{1, "LISTS", "lists"}},
		"[Each]\nMin = 1":                                    {{1, "Each", "each"}},
		"each = [{min = 1}, {Min = 2}]":                      {{1, "each.Min", "each.min"}},
		"[[each]]\n[[each]]\n[each.Sub]\nMin = 1":            {{3, "each.Sub", "each.sub"}},
		"[by.X]\nMin = 1\nsub.MIN = 2":                       {{2, "by.X.Min", "by.X.min"}, {3, "by.X.sub.MIN", "by.X.sub.min"}},
		"[by.X.more]\nMin = {Lists = 1}\nName = 2":           nil,
		"Unknown = 1\nName = 2":                              nil,
	} {
		if got := Of([]byte(text)).Miscased(&outer{}); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
