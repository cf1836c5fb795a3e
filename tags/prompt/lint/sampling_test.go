package lint

import (
	"strings"
	"testing"

	"tailor/tags/profile"
)

func TestSettings(t *testing.T) {
	for _, k := range []struct {
		model      profile.Model
		line, want string // "severity rule value|…"
		fixed      string
	}{
		{"epsilon", "Steps: 28, Sampler: Euler a, Schedule type: Automatic, CFG scale: 7, Seed: 1, Size: 832x1216", "", ""},
		{"epsilon", "Steps: 8", "warning settings 8", "Steps: 20"},
		{"epsilon", "Steps: 60, CFG scale: 7", "warning settings 60", "Steps: 28, CFG scale: 7"},
		{"epsilon", "CFG scale: 12", "warning epsilon-cfg 12", "CFG scale: 9"},
		{"vpred", "Steps: 28, CFG scale: 7", "warning vpred-cfg 7", "Steps: 28, CFG scale: 5"},
		{"vpred", "Sampler: Euler a CFG++", "", ""},
		{"vpred", "Sampler: LCM", "hint settings LCM", ""},
		{"vpred", "CFG Rescale: 0.7", "hint settings 0.7", ""},
		{"epsilon", "Size: 512x768", "warning settings 512x768", "Size: 832x1216"},
		{"epsilon", "Size: 512x648", "warning settings 512x648", "Size: 896x1152"},
		{"epsilon", "Size: 1000x1000", "warning settings 1000x1000", "Size: 992x992"},
		{"epsilon", "Size: 2048x2048, Steps: 28", "warning settings 2048x2048", "Size: 1024x1024, Steps: 28"},
		{"epsilon", "Denoising strength: 0.6, Hires upscale: 1.5, Hires upscaler: Latent", "", ""},
		{"epsilon", "Denoising strength: 0.3, Hires upscale: 1.5, Hires upscaler: Latent", "warning settings 0.3", "Denoising strength: 0.6, Hires upscale: 1.5, Hires upscaler: Latent"},
		{"epsilon", "Denoising strength: 0.7, Hires upscale: 3, Hires upscaler: R-ESRGAN 4x+", "warning settings 0.7|warning settings 3", "Denoising strength: 0.55, Hires upscale: 1.5, Hires upscaler: R-ESRGAN 4x+"},
		{"epsilon", "Steps: 28, Model: ponyDiffusionV6XL", "hint settings ponyDiffusionV6XL", ""},
		{"epsilon", "Steps: 40, CFG scale: 12, Model: my merge", "hint settings 40|hint epsilon-cfg 12", ""},
		{"epsilon", "nonsense", "", ""},
		{"epsilon", "", "", ""},
	} {
		c := withStarter(t, Options{Model: k.model})
		var got []string
		for _, d := range c.CheckSettings(k.line, "") {
			got = append(got, d.Severity.String()+" "+d.Rule+" "+d.Of(k.line))
			if !d.Settings {
				t.Errorf("%q is not told to be of the settings", d.Message)
			}
		}
		if s := strings.Join(got, "|"); s != k.want {
			t.Errorf("%s %q: %q, want %q", k.model, k.line, s, k.want)
		}
		fixed := k.fixed
		if fixed == "" {
			fixed = k.line
		}
		if s := c.FixSettings(k.line, ""); s != fixed {
			t.Errorf("%q becomes %q, want %q", k.line, s, fixed)
		}
	}
}
