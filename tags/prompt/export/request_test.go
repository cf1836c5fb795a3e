package export

import (
	"encoding/json"
	"strings"
	"testing"

	"tailor/tags/prompt/infotext"
)

// TestRequest has settings that the API takes and settings that it does not.
func TestRequest(t *testing.T) {
	const ordinary = `"prompt":"a","negative_prompt":"","steps":20,"sampler_name":"Euler a","seed":-1`
	cases := []struct{ name, settings, want, left string }{
		{"ordinary", "", "", ""},
		{"clip skip", ", Clip skip: 2, RNG: CPU, ENSD: 31337", `"override_settings":{"CLIP_stop_at_last_layers":2,"eta_noise_seed_delta":31337,"randn_source":"CPU"}`, ""},
		{"second pass", ", Denoising strength: 0, Hires upscale: 1.5, Hires steps: 10, Hires upscaler: Latent, Hires sampler: Use same sampler",
			`"enable_hr":true,"denoising_strength":0,"hr_scale":1.5,"hr_upscaler":"Latent","hr_second_pass_steps":10`, ""},
		{"second pass by size", `, Denoising strength: 0.4, Hires resize: 1248x1824, Hires prompt: "x, y", Hires schedule type: Karras`,
			`"enable_hr":true,"denoising_strength":0.4,"hr_resize_x":1248,"hr_resize_y":1824,"hr_scheduler":"Karras","hr_prompt":"x, y"`, ""},
		{"denoised from a picture", ", Denoising strength: 0.5, Hires steps: 10", "", "Denoising strength, Hires steps"},
		{"variation", ", Variation seed: 5, Variation seed strength: 0.2, Seed resize from: 512x768", `"subseed":5,"subseed_strength":0.2,"seed_resize_from_w":512,"seed_resize_from_h":768`, ""},
		{"eta", ", Eta DDIM: 0, Tiling: True", `"eta":0,"tiling":true`, ""},
		{"no place", ", Model hash: 12, Model: x, VAE: y, ADetailer model: z, Version: v1.10.1", "", "Model, VAE, ADetailer model"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, left, err := RequestOf(infotext.Parse("a\nSteps: 20, Sampler: Euler a, Seed: -1" + c.settings))
			if err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			want := ordinary
			if c.want != "" {
				want += "," + c.want
			}
			if got := strings.Replace(string(b), `,"save_images":false`, "", 1); got != "{"+want+"}" || strings.Join(left, ", ") != c.left {
				t.Errorf("got  %s, left %q\nwant {%s}, left %q", got, left, want, c.left)
			}
		})
	}
	for _, wrong := range []string{"Clip skip: x", "CFG scale: NaN", "Schedule rho: inf", "Seed: -2", "Size: 832"} {
		key, _, _ := strings.Cut(wrong, ":")
		if _, _, err := RequestOf(infotext.Parse("a\nSteps: 20, Version: v1, " + wrong)); err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}
