package export

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tailor/data/webui"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
)

// override is an option of the web UI that an infotext names.
type override struct {
	name string
	read func(string) (any, error)
}

func wholeNumber(v string) (any, error) { return strconv.Atoi(v) }
func fraction(v string) (any, error)    { return finite(v) }
func anyText(v string) (any, error)     { return v, nil }

// finite reads a number that JSON can hold.
func finite(v string) (float64, error) {
	f, err := strconv.ParseFloat(v, 64)
	if err == nil && f-f != 0 {
		err = strconv.ErrRange
	}
	return f, err
}

// overrides are the options that a picture's settings stand for, as the web UI
// lists them itself (the infotext= of modules/shared_options.py): those by
// which it samples and reads prompts. Files that it may not have, models and
// VAEs, are not among them.
var overrides = map[string]override{
	"Clip skip":              {"CLIP_stop_at_last_layers", wholeNumber},
	"ENSD":                   {"eta_noise_seed_delta", wholeNumber},
	"RNG":                    {"randn_source", anyText},
	"Emphasis":               {"emphasis", anyText},
	"Token merging ratio":    {"token_merging_ratio", fraction},
	"Token merging ratio hr": {"token_merging_ratio_hr", fraction},
	"Schedule min sigma":     {"sigma_min", fraction},
	"Schedule max sigma":     {"sigma_max", fraction},
	"Schedule rho":           {"rho", fraction},
	"UniPC variant":          {"uni_pc_variant", anyText},
	"UniPC skip type":        {"uni_pc_skip_type", anyText},
	"UniPC order":            {"uni_pc_order", wholeNumber},
}

// asking makes a request of an infotext, setting by setting.
type asking struct {
	info  infotext.Infotext
	used  []string
	wrong error
}

// text returns a setting, "" when the infotext has none.
func (a *asking) text(key string) string {
	v, ok := a.info.Get(key)
	if ok {
		a.used = append(a.used, key)
	}
	return strings.TrimSpace(v)
}

// read reads a setting if the infotext has it.
func (a *asking) read(key string, parse func(string) error) {
	if v, ok := a.info.Get(key); ok {
		a.used = append(a.used, key)
		if parse(strings.TrimSpace(v)) != nil {
			a.wrong = errors.Join(a.wrong, fmt.Errorf("the setting %s cannot be %q", key, v))
		}
	}
}

func (a *asking) int(key string, to *int) {
	a.read(key, func(v string) (err error) { *to, err = strconv.Atoi(v); return err })
}

func (a *asking) float(key string, to *float64) {
	a.read(key, func(v string) (err error) { *to, err = finite(v); return err })
}

// seed reads a seed, a number from 0, or -1 for another one each time.
func (a *asking) seed(key string, to *int64) {
	a.read(key, func(v string) (err error) {
		if *to, err = strconv.ParseInt(v, 10, 64); err == nil && *to < -1 {
			err = strconv.ErrRange
		}
		return err
	})
}

// size reads a size, "832x1216".
func (a *asking) size(key string, width, height *int) {
	a.read(key, func(v string) error {
		w, h, _ := strings.Cut(v, "x")
		var errW, errH error
		*width, errW = strconv.Atoi(w)
		*height, errH = strconv.Atoi(h)
		return errors.Join(errW, errH)
	})
}

// RequestOf makes a request to A1111 and its kin of an infotext. The settings
// that it has no place for are returned by their names. A setting that is no
// number where one is needed is an error.
func RequestOf(info infotext.Infotext) (r webui.Request, left []string, err error) {
	a := &asking{info: info}
	r = webui.Request{Prompt: info.Positive, Negative: info.Negative, Seed: -1}
	r.Sampler, r.Scheduler = a.text("Sampler"), a.text("Schedule type")
	a.int("Steps", &r.Steps)
	a.float("CFG scale", &r.CFG)
	a.seed("Seed", &r.Seed)
	a.size("Size", &r.Width, &r.Height)
	a.read("Batch size", func(v string) error { r.Batch = settings.Of(info.Settings).BatchOf(); return nil })
	a.hires(&r)
	if _, ok := info.Get("Variation seed"); ok {
		r.Variation = new(int64)
		a.seed("Variation seed", r.Variation)
		a.float("Variation seed strength", &r.VariationStrength)
	}
	a.size("Seed resize from", &r.SeedFromWidth, &r.SeedFromHeight)
	for _, key := range []string{"Eta", "Eta DDIM"} { // by the sampler it is either
		if _, ok := info.Get(key); ok && r.Eta == nil {
			r.Eta = new(float64)
			a.float(key, r.Eta)
		}
	}
	if v, _ := info.Get("Tiling"); v == "True" {
		a.used = append(a.used, "Tiling")
		r.Tiling = true
	}
	for _, key := range slices.Sorted(maps.Keys(overrides)) {
		o := overrides[key]
		a.read(key, func(v string) error {
			value, err := o.read(v)
			if r.Options == nil {
				r.Options = map[string]any{}
			}
			r.Options[o.name] = value
			return err
		})
	}
	return r, info.Besides(a.used...), a.wrong
}

// hires reads the settings of the second pass, which A1111 takes for one when
// there are a denoising strength and a size or an upscaler (txt2img's paste
// fields in modules/ui.py).
func (a *asking) hires(r *webui.Request) {
	_, denoised := a.info.Get("Denoising strength")
	scaled := slices.ContainsFunc([]string{"Hires upscale", "Hires upscaler", "Hires resize"}, func(key string) bool {
		_, ok := a.info.Get(key)
		return ok
	})
	if !denoised || !scaled {
		return
	}
	r.Hires = true
	r.Denoising = new(float64)
	a.float("Denoising strength", r.Denoising)
	a.float("Hires upscale", &r.HiresScale)
	a.size("Hires resize", &r.HiresWidth, &r.HiresHeight)
	a.int("Hires steps", &r.HiresSteps)
	r.HiresUpscaler = a.text("Hires upscaler")
	r.HiresPrompt, r.HiresNegative = a.text("Hires prompt"), a.text("Hires negative prompt")
	if v := a.text("Hires sampler"); v != "Use same sampler" {
		r.HiresSampler = v
	}
	if v := a.text("Hires schedule type"); v != "Use same scheduler" {
		r.HiresScheduler = v
	}
}
