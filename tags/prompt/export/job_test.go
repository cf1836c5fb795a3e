package export

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tailor/data/webui"
	"tailor/data/webui/webuitest"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
)

// names are those of a fake server.
func names(t *testing.T, url string) *webui.Names {
	t.Helper()
	s, err := webui.Open(t.Context(), webui.Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	n, err := s.Names(t.Context())
	if err != nil || len(n.Missed) > 0 {
		t.Fatal(err, n)
	}
	return n
}

func sampling(m profile.Model) profile.Sampling { s, _ := profile.RouWei().Sampling(m); return s }

func comfyTarget(t *testing.T, m profile.Model) Target {
	web := (&webuitest.Comfy{}).Start()
	t.Cleanup(web.Close)
	n := names(t, web.URL)
	return Target{About: n.About, Names: n, Sampling: sampling(m), Options: prompt.Defaults}
}

// TestGraphs holds the graphs of 60 combinations of settings against the table
// of ComfyUI's nodes: names, types, ranges, slots, and no node without use.
func TestGraphs(t *testing.T) {
	files := webuitest.DefaultFiles()
	samplers := []string{"Euler a", "DPM++ 2M", "DPM++ 2M SDE Heun", "UniPC", "DDIM", "euler_cfg_pp"}
	schedules := []string{"", "Automatic", "Karras", "SGM Uniform", "Beta", "Uniform"}
	upscalers := []string{"", "Latent", "Latent (nearest-exact)", "Lanczos", "4x-AnimeSharp"}
	texts := []string{`1girl, karin \(blue archive\)`, "by wlop BREAK (1girl:1.2), [rain]", "a AND b", "<lora:halo:0.8>, 1girl <lora:neon-lights:1:0.5>", ""}
	targets := []Target{comfyTarget(t, "epsilon"), comfyTarget(t, "vpred")}
	count := 0
	for i := range 60 {
		line := settings.Line(nil).With("Sampler", samplers[i%len(samplers)]).With("Seed", fmt.Sprint(uint64(i)<<58)).With("Model", []string{"rouwei_080_epsilon", `xl\rouwei_080_vpred`}[i%2]).
			With("Size", []string{"832x1216", "1024x1024", "833x1001"}[i%3]).With("Steps", fmt.Sprint(1+i)).With("CFG scale", fmt.Sprint(float64(i)/7)).With("Batch size", fmt.Sprint(1+i%4))
		if s := schedules[i/3%len(schedules)]; s != "" {
			line = line.With("Schedule type", s)
		}
		if u := upscalers[i/2%len(upscalers)]; u != "" {
			line = line.WithHires(settings.Hires{Upscaler: u, Scale: 1.5, Denoise: 0.4})
			if i%7 == 0 {
				line = line.With("Hires resize", "1248x1824").With("Hires steps", "12")
			}
		}
		if i%4 == 0 {
			line = line.With("VAE", "sdxl_vae")
		}
		if i%5 == 0 {
			line = line.With("Clip skip", fmt.Sprint(1+i%3))
		}
		in := infotext.Infotext{Texts: prompt.Texts{Positive: texts[i%len(texts)], Negative: texts[(i+1)%len(texts)]}, Settings: line}
		job, warnings, err := JobOf(in, targets[i%2])
		if err != nil {
			t.Fatalf("%d: %s: %v", i, line, err)
		}
		g, err := webuitest.Graph(job.Graph)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range webuitest.Check(g, &files) {
			t.Errorf("%d: %s: node %s, %s: %s: %s (%s)", i, line, f.Node, f.Class, f.Type, f.Message, f.Details)
		}
		classes := map[string]int{}
		for _, n := range g {
			classes[n.Class]++
		}
		_, hires := line.HiresOf()
		if want := map[bool]int{false: 1, true: 2}[hires]; classes["KSampler"] != want {
			t.Errorf("%d: %d samplers, want %d", i, classes["KSampler"], want)
		}
		if (classes["ModelSamplingDiscrete"] == 1) != (i%2 == 1) {
			t.Errorf("%d: %d nodes ModelSamplingDiscrete", i, classes["ModelSamplingDiscrete"])
		}
		for _, w := range warnings {
			if strings.Contains(w, "LoRA") {
				t.Errorf("%d: %s", i, w)
			}
		}
		count++
	}
	if count != 60 {
		t.Errorf("%d combinations", count)
	}
}

// TestGraph looks at what single settings make of a graph.
func TestGraph(t *testing.T) {
	target := comfyTarget(t, "vpred")
	rescaled := target
	rescaled.Sampling.CFGRescale = 0.2
	rescaled.Sampling.ClipSkipStrict = true
	for _, c := range []struct {
		name, text, settings string
		target               Target
		want                 []string
		not                  string
	}{
		{"vpred", "a", "Model: rouwei_080_vpred, Seed: 18446744073709551615", target, []string{`"sampling": "v_prediction"`, `"zsnr": true`, `"ckpt_name": "xl/rouwei_080_vpred.safetensors"`, `"seed": 18446744073709551615`}, "CLIPSetLastLayer"},
		{"rescale and a strict layer", "a", "Model: rouwei_080_vpred, Seed: 1, Clip skip: 2", rescaled, []string{`"RescaleCFG"`, `"multiplier": 0.2`, `"stop_at_clip_layer": -2`}, ""},
		{"a LoRA's two weights", "<lora:NEON-lights:0.5:0.25>a", "Model: rouwei_080_vpred, Seed: 1", target, []string{`"lora_name": "light/neon-lights.safetensors"`, `"strength_clip": 0.5`, `"strength_model": 0.25`}, ""},
		{"a model that enlarges", "a", "Model: rouwei_080_vpred, Seed: 1, Size: 832x1216, Denoising strength: 0.4, Hires upscale: 1.5, Hires upscaler: 4x-animesharp", target,
			[]string{`"model_name": "4x-AnimeSharp.pth"`, `"width": 1248`, `"height": 1824`, `"denoise": 0.4`, `"VAEEncode"`}, "LatentUpscale"},
		{"an embedding", "embedding:neg/e", "Model: rouwei_080_vpred, Seed: 1", target, []string{`"text": "embedding:neg/e"`}, "warn"},
	} {
		in := infotext.Infotext{Texts: prompt.Texts{Positive: c.text}, Settings: settings.Parse(c.settings)}
		job, warnings, err := JobOf(in, c.target)
		if err != nil || len(warnings) > 0 {
			t.Errorf("%s: %v, %q", c.name, err, warnings)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(string(job.Graph), want) {
				t.Errorf("%s: no %s in %s", c.name, want, job.Graph)
			}
		}
		if c.not != "" && strings.Contains(string(job.Graph), c.not) {
			t.Errorf("%s: there is %s", c.name, c.not)
		}
	}
}

// TestJobNames has names that servers do not know, and names that they spell
// otherwise.
func TestJobNames(t *testing.T) {
	target := func(make, version string) Target {
		web := (&webuitest.A1111{Make: make, Version: version}).Start()
		t.Cleanup(web.Close)
		n := names(t, web.URL)
		return Target{About: n.About, Names: n, Sampling: sampling("epsilon"), Options: prompt.Defaults}
	}
	a1111, old, forge, comfy := target("", ""), target("", "v1.7.0"), target(webui.MakeForge, ""), comfyTarget(t, "epsilon")
	vpred := a1111
	vpred.Sampling = sampling("vpred")
	dev := vpred
	dev.About.Version = "v1.10.1-80-gabcdef0"
	cases := []struct {
		name           string
		target         Target
		text, settings string
		want           string // in the request
		warning, err   string
	}{
		{"as it is", a1111, "a", "Sampler: Euler a, Schedule type: Karras", `"sampler_name":"Euler a","scheduler":"Karras"`, "", ""},
		{"another case", a1111, "a", "Sampler: euler A, Schedule type: karras", `"sampler_name":"Euler a","scheduler":"Karras"`, "", ""},
		{"an alias", a1111, "a", "Sampler: k_euler_a", `"sampler_name":"Euler a"`, "", ""},
		{"in one name", a1111, "a", "Sampler: DPM++ 2M Karras", `"sampler_name":"DPM++ 2M","scheduler":"Karras"`, "", ""},
		{"in one name as the old ones want it", old, "a", "Sampler: DPM++ 2M, Schedule type: Karras", `"sampler_name":"DPM++ 2M Karras",`, "", ""},
		{"automatic on the old ones", old, "a", "Sampler: Euler a, Schedule type: Automatic", `"sampler_name":"Euler a","seed"`, "", ""},
		{"a pair that the old ones do not have", old, "a", "Sampler: Euler a, Schedule type: Karras", "", "", `A1111 has no sampler "Euler a Karras"; `},
		{"an unknown sampler", a1111, "a", "Sampler: Eular a", "", "", `A1111 has no sampler "Eular a"; near it are "Euler a"`},
		{"an unknown schedule", a1111, "a", "Sampler: Euler a, Schedule type: Karas", "", "", `A1111 has no schedule "Karas"; did you mean "Karras"?`},
		{"a checkpoint", a1111, "a", "Model: rouwei_080_vpred", `"sd_model_checkpoint":"xl/rouwei_080_vpred.safetensors [dd33ee44ff]"`, "", ""},
		{"a checkpoint by its hash", a1111, "a", "Model hash: aa11bb22cc, Model: renamed", `"sd_model_checkpoint":"rouwei_080_epsilon.safetensors [aa11bb22cc]"`, "", ""},
		{"an unknown checkpoint", a1111, "a", "Model: rouwei_080", "", "", `has no checkpoint "rouwei_080"; near it are`},
		{"a VAE", a1111, "a", "VAE: sdxl_vae", `"sd_vae":"sdxl_vae.safetensors"`, "", ""},
		{"a VAE on Forge", forge, "a", "VAE: sdxl_vae", `"forge_additional_modules":["sdxl_vae.safetensors"]`, "", ""},
		{"an unknown VAE", a1111, "a", "VAE: sdxl", "", "", `has no VAE "sdxl"`},
		{"a second pass on Forge", forge, "a", "CFG scale: 5, Denoising strength: 0.5, Hires upscale: 1.5, Hires upscaler: Latent", `"hr_cfg":5,"hr_additional_modules":["Use same choices"]`, "", ""},
		{"an unknown upscaler", a1111, "a", "Denoising strength: 0.5, Hires upscale: 1.5, Hires upscaler: R-ESRGAN 4x+ Anime", "", "", `did you mean "R-ESRGAN 4x+ Anime6B"?`},
		{"a LoRA by its alias", a1111, "<lora:halo_v2:1>", "", `"prompt":"\u003clora:halo_v2:1\u003e"`, "", ""},
		{"an embedding as ComfyUI names it", a1111, "(embedding:BadHands:1.2), 1girl", "", `"prompt":"(badhands:1.2), 1girl"`, "", ""},
		{"an unknown embedding", a1111, "embedding:badhand", "", `"prompt":"badhand"`, `there is no embedding "badhand", and CLIP reads its letters; did you mean "badhands"?`, ""},
		{"an unknown LoRA", a1111, "<lora:haloo:1>", "", `"prompt"`, `there is no LoRA "haloo", the picture is made without it; did you mean "halo"?`, ""},
		{"vpred on a release", vpred, "a", "", `"prompt"`, "does not know the v-prediction", ""},
		{"vpred on the dev branch", dev, "a", "", `"prompt"`, "", ""},
		{"batch and layer", a1111, "a", "Batch size: 3, Clip skip: 2", `"batch_size":3`, "", ""},
		{"no number", a1111, "a", "Steps: x", "", "", `the setting Steps cannot be "x"`},
		{"ComfyUI, an unknown LoRA", comfy, "<lora:haloo:1>", "Model: rouwei_080_epsilon", `KSampler`, `there is no LoRA "haloo"`, ""},
		{"ComfyUI, an unknown embedding", comfy, "embedding:badhand", "Model: rouwei_080_epsilon", `KSampler`, `there is no embedding "badhand", the picture is made without it; did you mean "badhands"?`, ""},
		{"ComfyUI, an unknown sampler", comfy, "a", "Model: rouwei_080_epsilon, Sampler: Restart", "", "", `ComfyUI has no sampler "Restart"`},
		{"ComfyUI, a sampler by its own name", comfy, "a", "Model: rouwei_080_epsilon, Sampler: dpmpp_sde_gpu", `dpmpp_sde_gpu`, "", ""},
		{"ComfyUI, an unknown schedule", comfy, "a", "Model: rouwei_080_epsilon, Schedule type: Align Your Steps", "", "", `ComfyUI has no schedule type "Align Your Steps"`},
		{"ComfyUI, no checkpoint", comfy, "a", "", "", "", "ComfyUI needs a checkpoint: name one in the settings (f7, or --checkpoint of send); it has rouwei_080_epsilon.safetensors"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			in := infotext.Infotext{Texts: prompt.Texts{Positive: c.text}, Settings: settings.Parse(c.settings).With("Seed", "7")}
			job, warnings, err := JobOf(in, c.target)
			switch {
			case c.err != "":
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("got %v, want an error with %q", err, c.err)
				}
				return
			case err != nil:
				t.Fatal(err)
			}
			body, _ := json.Marshal(job.Request)
			if c.target.About.Kind == webui.ComfyUI {
				body = job.Graph
			}
			if !strings.Contains(string(body), c.want) {
				t.Errorf("request %s\nwants %s", body, c.want)
			}
			if got := strings.Join(warnings, "\n"); !strings.Contains(got, c.warning) || c.warning == "" && got != "" {
				t.Errorf("warnings %q, want %q", got, c.warning)
			}
		})
	}
	if !slices.ContainsFunc(a1111.Names.Schedules, func(n webui.Name) bool { return n.Name == "Karras" }) {
		t.Error("the fake server has no Karras")
	}
}
