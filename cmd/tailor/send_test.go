package main

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tailor/tags/prompt/infotext"
)

// TestSend sends a prompt to a web UI of the test's.
func TestSend(t *testing.T) {
	asked := make(chan map[string]any, 8)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		if r.URL.Path != "/sdapi/v1/txt2img" || json.NewDecoder(r.Body).Decode(&body) != nil {
			http.NotFound(w, r)
			return
		}
		asked <- body
		json.NewEncoder(w).Encode(map[string]any{"images": []string{base64.StdEncoding.EncodeToString([]byte("picture"))}, "info": `{"all_seeds":[7]}`})
	}))
	defer web.Close()
	out := t.TempDir()
	path := filepath.Join(out, "tailor-7.png")
	args := []string{"send", "--url", web.URL, "--out", out}
	check(t, tailor(t, home(t), "", append(args, "--negative", "bad", "--model", "vpred", "1girl")...), path+"\n", "", 0)
	if b, err := os.ReadFile(path); err != nil || string(b) != "picture" {
		t.Errorf("saved %q, %v", b, err)
	}
	got := <-asked
	for key, want := range map[string]any{"prompt": "1girl", "negative_prompt": "bad", "steps": 28.0, "cfg_scale": 4.0,
		"sampler_name": "Euler a", "scheduler": "Automatic", "width": 1024.0, "height": 1024.0, "seed": -1.0, "n_iter": 1.0} {
		if got[key] != want {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
	// A second picture of the name leaves the first alone, an infotext's
	// settings hold.
	check(t, tailor(t, home(t), "a\nSteps: 20, Sampler: DDIM, Seed: 5, Size: 64x96, CFG scale: 2.5", append(args, "-n", "2")...),
		strings.TrimSuffix(path, ".png")+"-2.png\n", "", 0)
	got = <-asked
	for key, want := range map[string]any{"steps": 20.0, "sampler_name": "DDIM", "seed": 5.0, "width": 64.0, "height": 96.0, "cfg_scale": 2.5, "n_iter": 2.0} {
		if got[key] != want {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
	// A prompt that A1111's paste button would take for settings is a prompt.
	const weighted = "(long hair:1.2), (blue eyes:1.3), (smile:1.1)"
	weightedArgs := append(args, "--out", t.TempDir(), weighted)
	if r := tailor(t, home(t), "", weightedArgs...); r.code != 0 {
		t.Error(r)
	}
	if got = <-asked; got["prompt"] != weighted {
		t.Errorf("prompt is %q, want %q", got["prompt"], weighted)
	}
	check(t, tailor(t, home(t), "a\nSteps: 20, Sampler: DDIM, Seed: 5, VAE: x, Model: y", append(args, "--out", t.TempDir())...), "…", "not carried over, the web UI's own hold: VAE, Model\n", 0)
	<-asked
	third, _ := json.Marshal(map[string]any{"file": strings.TrimSuffix(path, ".png") + "-3.png", "seed": 7})
	check(t, tailor(t, home(t), "", append(args, "--json", "a")...), string(third)+"\n", "", 0)
	check(t, tailor(t, home(t), "", "send", "--url", "http://127.0.0.1:1", "a"), "", "is the web UI running?", 2)
	check(t, tailor(t, home(t), "", "send", "--url", "x", "a"), "", "--url", 2)
	check(t, tailor(t, home(t), "", append(args, "--out", filepath.Join(out, "none"), "a")...), "", "is no folder", 2)
	check(t, tailor(t, home(t), "", append(args, "--seed", "-5", "a")...), "", "--seed -5", 2)
	check(t, tailor(t, home(t), "a\nSteps: 20, Sampler: y, Seed: -2", args...), "", "Seed", 2)
	check(t, tailor(t, home(t), "a\nSteps: x, Sampler: y, Seed: 1", args...), "", "Steps", 2)
}

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
			r, left, err := requestOf(infotext.Parse("a\nSteps: 20, Sampler: Euler a, Seed: -1" + c.settings))
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
		if _, _, err := requestOf(infotext.Parse("a\nSteps: 20, Version: v1, " + wrong)); err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}
