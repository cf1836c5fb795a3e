package webuitest

import (
	"strings"

	"tailor/data/webui"
)

// Samplers are the names of the samplers of this version.
func (s *A1111) Samplers() []string {
	bare := []string{"DPM++ 2M", "DPM++ SDE", "DPM++ 2M SDE", "DPM++ 2M SDE Heun", "DPM++ 2S a", "DPM++ 3M SDE", "Euler a", "Euler", "LMS", "Heun", "DPM2", "DPM2 a",
		"DPM fast", "DPM adaptive", "Restart", "DDIM", "DDIM CFG++", "PLMS", "UniPC", "LCM"}
	switch {
	case s.old():
		return []string{"DPM++ 2M Karras", "DPM++ SDE Karras", "DPM++ 2M SDE Exponential", "DPM++ 2M SDE Karras", "Euler a", "Euler", "LMS", "Heun", "DPM2", "DPM2 a", "DPM++ 2S a",
			"DPM++ 2M", "DPM++ SDE", "DPM++ 2M SDE", "DPM fast", "DPM adaptive", "LMS Karras", "DPM2 Karras", "DDIM", "PLMS", "UniPC"}
	case s.Make == webui.MakeForge:
		return append(bare, "HeunPP2", "IPNDM", "IPNDM_V", "DEIS", "DDPM")
	case s.Make == webui.MakeReForge:
		return append(bare, "Euler A2", "ER SDE", "SA-Solver")
	}
	return bare
}

// schedulers are those of 1.10, names and labels.
var schedulers = [][2]string{{"automatic", "Automatic"}, {"uniform", "Uniform"}, {"karras", "Karras"}, {"exponential", "Exponential"}, {"polyexponential", "Polyexponential"},
	{"sgm_uniform", "SGM Uniform"}, {"kl_optimal", "KL Optimal"}, {"align_your_steps", "Align Your Steps"}, {"simple", "Simple"}, {"normal", "Normal"}, {"ddim", "DDIM"}, {"beta", "Beta"}}

// Checkpoints are the titles of the checkpoints.
var Checkpoints = []string{"rouwei_080_epsilon.safetensors [aa11bb22cc]", "xl/rouwei_080_vpred.safetensors [dd33ee44ff]", "other.safetensors"}

// lists are the answers of the routes that list names.
func (s *A1111) lists() map[string]any {
	named := func(names ...string) []map[string]any {
		list := []map[string]any{}
		for _, n := range names {
			list = append(list, map[string]any{"name": n, "model_name": n, "filename": "/models/" + n, "aliases": []string{"k_" + strings.ReplaceAll(strings.ToLower(n), " ", "_")}})
		}
		return list
	}
	var models []map[string]any
	for _, title := range Checkpoints {
		name, hash, _ := strings.Cut(title, " [")
		m := map[string]any{"title": title, "model_name": strings.ReplaceAll(strings.TrimSuffix(name, ".safetensors"), "/", "_"), "filename": "/models/" + name, "config": nil, "hash": nil, "sha256": nil}
		if hash != "" {
			m["hash"] = strings.TrimSuffix(hash, "]")
		}
		models = append(models, m)
	}
	all := map[string]any{
		"sd-models": models, "samplers": named(s.Samplers()...), "upscalers": named("None", "Lanczos", "Nearest", "R-ESRGAN 4x+ Anime6B"),
		"latent-upscale-modes": named("Latent", "Latent (antialiased)", "Latent (bicubic)", "Latent (nearest-exact)"),
		"loras": []map[string]any{{"name": "halo", "alias": "halo_v2", "path": "/l/halo.safetensors",
			"metadata": map[string]any{"ss_tag_frequency": map[string]any{"1_halo": map[string]any{"halo glow": 20, "1girl": 3}}, "ss_output_name": "halo_v2"}}, {"name": "neon-lights", "alias": "neon-lights", "path": "/l/x.safetensors", "metadata": map[string]any{}}},
		"embeddings": map[string]any{"loaded": map[string]any{"badhands": map[string]any{"vectors": 8}}, "skipped": map[string]any{}},
		"options":    map[string]any{"sd_model_checkpoint": Checkpoints[0], "samples_format": "png"},
	}
	if s.Make == webui.MakeForge {
		all["sd-modules"] = named("sdxl_vae.safetensors")
	} else {
		all["sd-vae"] = named("sdxl_vae.safetensors")
	}
	if !s.old() && !strings.HasPrefix(s.Version, "v1.9.0") {
		var list []map[string]any
		for _, n := range schedulers {
			list = append(list, map[string]any{"name": n[0], "label": n[1], "aliases": nil, "default_rho": 7.0, "need_inner_model": false})
		}
		all["schedulers"] = list
	}
	return all
}
