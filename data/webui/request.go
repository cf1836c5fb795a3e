package webui

// Request is what A1111 and its kin are asked for, under the names of the
// schema of POST /sdapi/v1/txt2img. What is zero and left out is the server's
// own default; unknown fields are ignored by all of them.
type Request struct {
	Prompt    string  `json:"prompt"`
	Negative  string  `json:"negative_prompt"`
	Steps     int     `json:"steps,omitempty"`
	Sampler   string  `json:"sampler_name,omitempty"`
	Scheduler string  `json:"scheduler,omitempty"`
	CFG       float64 `json:"cfg_scale,omitempty"`
	Width     int     `json:"width,omitempty"`
	Height    int     `json:"height,omitempty"`
	// Seed is -1 for another one each time.
	Seed int64 `json:"seed"`
	// Batch is how many pictures are made at once, Count how many times.
	Batch int `json:"batch_size,omitempty"`
	Count int `json:"n_iter,omitempty"`
	// Hires asks for a second pass at HiresScale times the size, or at
	// HiresWidth and HiresHeight, Denoising being how much of the picture is
	// made again, from 0 to 1; nil is the web UI's own.
	Hires           bool     `json:"enable_hr,omitempty"`
	Denoising       *float64 `json:"denoising_strength,omitempty"`
	HiresScale      float64  `json:"hr_scale,omitempty"`
	HiresWidth      int      `json:"hr_resize_x,omitempty"`
	HiresHeight     int      `json:"hr_resize_y,omitempty"`
	HiresUpscaler   string   `json:"hr_upscaler,omitempty"`
	HiresSteps      int      `json:"hr_second_pass_steps,omitempty"`
	HiresCheckpoint string   `json:"hr_checkpoint_name,omitempty"`
	HiresSampler    string   `json:"hr_sampler_name,omitempty"`
	HiresScheduler  string   `json:"hr_scheduler,omitempty"`
	HiresPrompt     string   `json:"hr_prompt,omitempty"`
	HiresNegative   string   `json:"hr_negative_prompt,omitempty"`
	// HiresCFG and HiresModules are Forge 2's and reForge's, which without
	// them draw the second pass at CFG 1 without the negative prompt, or fail.
	HiresCFG     float64  `json:"hr_cfg,omitempty"`
	HiresModules []string `json:"hr_additional_modules,omitempty"`
	// Variation is a second seed, mixed in by VariationStrength from 0 to 1.
	Variation         *int64  `json:"subseed,omitempty"`
	VariationStrength float64 `json:"subseed_strength,omitempty"`
	// SeedFromWidth and SeedFromHeight are the size whose noise is resized.
	SeedFromWidth  int `json:"seed_resize_from_w,omitempty"`
	SeedFromHeight int `json:"seed_resize_from_h,omitempty"`
	// Eta is the noise that the sampler adds, nil for the web UI's own.
	Eta    *float64 `json:"eta,omitempty"`
	Tiling bool     `json:"tiling,omitempty"`
	// Options are the web UI's own options for this request alone.
	Options map[string]any `json:"override_settings,omitempty"`
	// Save reports whether the web UI is to keep the pictures as well.
	Save bool `json:"save_images"`
	// Task is the name by which /internal/progress knows the request.
	Task string `json:"force_task_id,omitempty"`
}

// mostAnswer is how many bytes the answer to it may have: twice what pictures of
// noise would need in base64, for a grid of them too, and room for what the web
// UI says of them.
func (r *Request) mostAnswer() int64 {
	w, h := float64(r.Width), float64(r.Height)
	if r.Hires {
		w, h = max(w*r.HiresScale, float64(r.HiresWidth), w), max(h*r.HiresScale, float64(r.HiresHeight), h)
	}
	return int64(min(maxAnswer, 32<<20+16*w*h*float64(max(1, r.Batch)*max(1, r.Count))))
}
