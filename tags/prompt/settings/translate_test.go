package settings

import (
	"strings"
	"testing"

	"tailor/tags/profile"
)

func TestTranslate(t *testing.T) {
	for _, c := range []struct{ profile, line, want, changed string }{
		{"noobai-vpred", "Steps: 20, Sampler: Euler a, Schedule type: Karras, CFG scale: 7, Seed: 1, Size: 832x1216, Model: rouwei_080", "Steps: 30, Sampler: Euler, Schedule type: Normal, CFG scale: 4.5, Seed: 1, Size: 832x1216", "Sampler Euler a → Euler|Schedule type Karras → Normal|Steps 20 → 30|CFG scale 7 → 4.5|Model rouwei_080 left out"},
		{"noobai-vpred", "Steps: 30, Sampler: DPM++ 2M Karras, CFG scale: 4.5, Model hash: abc", "Steps: 30, Sampler: Euler, Schedule type: Normal, CFG scale: 4.5", "Sampler DPM++ 2M Karras → Euler|Schedule type Karras → Normal|Model hash abc left out"},
		{"rouwei", "Steps: 30, Sampler: Euler, CFG scale: 4.5, Seed: 1, Size: 1248x1824", "Steps: 28, Sampler: Euler a, CFG scale: 4.5, Seed: 1, Size: 832x1216", "Sampler Euler → Euler a|Steps 30 → 28|Size 1248x1824 → 832x1216"},
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
