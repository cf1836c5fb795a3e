package settings

import (
	"strings"
	"testing"

	"tailor/tags/profile"
)

func TestTranslate(t *testing.T) {
	for _, c := range []struct{ profile, line, want, changed string }{
		{"noobai-vpred", "Steps: 20, Sampler: Euler a, Schedule type: Karras, CFG scale: 7, Seed: 1, Size: 832x1216, Model: rouwei_080", "Steps: 30, Sampler: Euler, Schedule type: Normal, CFG scale: 4.5, Seed: 1, Size: 832x1216", "Model rouwei_080 is left out|Sampler: Euler for Euler a|Schedule type: Normal for Karras|Steps: 30 for 20|CFG scale: 4.5 for 7"},
		{"rouwei", "Steps: 30, Sampler: Euler, CFG scale: 4.5, Seed: 1, Size: 1248x1824", "Steps: 28, Sampler: Euler a, CFG scale: 4.5, Seed: 1, Size: 832x1216", "Sampler: Euler a for Euler|Steps: 28 for 30|Size: 832x1216 for 1248x1824"},
		{"pony", "Steps: 25, Sampler: Euler a, CFG scale: 7", "Steps: 25, Sampler: Euler a, CFG scale: 7", ""},
		{"rouwei", "", "", ""},
	} {
		p, _ := profile.Builtin(c.profile)
		s, _ := p.Sampling(p.Models()[0])
		got, changed := Translate(Parse(c.line), s)
		if got.String() != c.want || strings.Join(changed, "|") != c.changed {
			t.Errorf("%s: %q\n is %q, %q\nwant %q, %q", c.profile, c.line, got, strings.Join(changed, "|"), c.want, c.changed)
		}
	}
}
