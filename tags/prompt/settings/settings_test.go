package settings

import (
	"strings"
	"testing"

	"tailor/tags/profile"
)

func epsilon() profile.Sampling { s, _ := profile.RouWei().Sampling("epsilon"); return s }

// TestLine reads, changes and writes lines.
func TestLine(t *testing.T) {
	l := Parse(" Seed: 7, Steps: 20,\nNote: \"a, b\", Steps: 21")
	if got := l.String(); got != `Steps: 21, Seed: 7, Note: "a, b"` {
		t.Errorf("read as %s", got)
	}
	if back := Parse(l.String()).String(); back != l.String() {
		t.Errorf("read back as %s", back)
	}
	if got := Parse("Steps: 20, Size: 1x1").With(Sampler, "Euler a").With(ClipSkip, "2").With("Note", "x").Without(Size).String(); got != "Steps: 20, Sampler: Euler a, Clip skip: 2, Note: x" {
		t.Errorf("changed to %s", got)
	}
	if got := Parse("").String() + Parse("nothing here").String(); got != "" {
		t.Errorf("nothing is read as %q", got)
	}
	if got := Parse("Seed: 7, Steps: 12").Filled(epsilon()).String(); got != "Steps: 12, Sampler: Euler a, Schedule type: Automatic, CFG scale: 7, Seed: 7, Size: 1024x1024" {
		t.Errorf("filled to %s", got)
	}
	if got := Parse("Sampler: DPM++ 2M Karras").Filled(epsilon()); got.Has(Schedule) {
		t.Errorf("a sampler with its schedule got another: %s", got)
	}
	h, ok := Parse("Denoising strength: 0.4, Hires resize: 1248x1824").HiresOf()
	if !ok || h.Width != 1248 || h.Denoise != 0.4 || h.Upscaler != "Latent" {
		t.Errorf("second pass %+v", h)
	}
	if _, ok := Parse("Denoising strength: 0.4").HiresOf(); ok {
		t.Error("a denoised picture has a second pass")
	}
	if h := DefaultHires(epsilon(), "R-ESRGAN 4x+"); h.Denoise != 0.4 || h.Scale != 1.5 {
		t.Errorf("a GAN's second pass %+v", h)
	}
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ key, value, want string }{
		{Size, "832 × 1216", "832x1216"}, {Size, "832x", "!"}, {Size, "8x8", "!"}, {Steps, "28", "28"}, {Steps, "0", "!"}, {Steps, "2.5", "!"}, {CFG, "4,5", "4.5"}, {CFG, "NaN", "!"},
		{Seed, "random", "-1"}, {Seed, "-2", "!"}, {Seed, "18446744073709551615", "18446744073709551615"}, {Batch, "65", "!"}, {Denoise, "0.55", "0.55"}, {Sampler, " Euler a ", "Euler a"}, {Sampler, "a\nb", "!"}, {Steps, "", ""},
	} {
		got, err := Read(c.key, c.value)
		if (err != nil) != (c.want == "!") || err == nil && got != c.want {
			t.Errorf("Read(%s, %q) = %q, %v; want %s", c.key, c.value, got, err, c.want)
		}
	}
}

func TestCheck(t *testing.T) {
	s := epsilon()
	s.ScheduleNot = []string{"Karras"}
	s.Size.MaxSide = 1536
	for _, c := range []struct{ line, want string }{
		{"Steps: 28, CFG scale: 7, Size: 832x1216, Denoising strength: 0.6, Hires upscale: 1.5, Hires upscaler: Latent", ""},
		{"Steps: 60", "Steps→28"}, {"CFG scale: 2", "CFG scale→4"}, {"Size: 833x1216", "Size→832x1216"}, {"Size: 512x512", "Size→1024x1024"}, {"Size: 640x1600", "Size→832x1216"}, {"Size: 1024x576", "Size→1344x768"}, {"Size: 1128x2000", "Size→768x1344"}, {"Size: 512x768", "Size→832x1216"},
		{"Schedule type: Karras", "Schedule type→Automatic"}, {"Sampler: DPM++ 2M Karras", "Sampler→ Schedule type→Automatic"}, {"Denoising strength: 0.6, Hires upscale: 3", "Hires upscale→1.5"}, {"Denoising strength: 0.4, Hires upscale: 2, Hires upscaler: R-ESRGAN 4x+", ""}, {"Denoising strength: 0.7, Hires upscale: 1.5", ""}, {"Denoising strength: 0.6, Hires upscale: 2, Hires upscaler: Latent", "Hires upscale→1.5"}, {"Size: 768x1024", ""}, {"Steps: 60 | Sampler: Euler a | CFG scale: 27", "Steps→28 CFG scale→9"}, {"Steps: 28\nSampler: Euler a\nCFG scale: 7", ""}, {"Denoising strength: 0.8, Hires upscaler: Lanczos", "Denoising strength→0.55"}, {"Size: x, Steps: y", "Steps→ Size→"}, {"CFG scale: nan, Seed: a, Clip skip: two", "CFG scale→ Seed→ Clip skip→"}, {"Steps: inf, CFG scale: -Infinity, Denoising strength: +Inf, Hires upscale: inf", "Steps→ CFG scale→ Denoising strength→ Hires upscale→"}, {"Seed: -1, Batch size: 4, Hires upscale: 1.5", ""},
	} {
		var got []string
		for _, f := range Check(Parse(c.line), s) {
			got = append(got, f.Key+"→"+f.Fix)
			if !strings.HasSuffix(f.Message, ".") {
				t.Errorf("no sentence: %q", f.Message)
			}
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s: %q, want %q", c.line, text, c.want)
		}
	}
}

// TestCheckModel holds a checkpoint's name against the profile's patterns.
func TestCheckModel(t *testing.T) {
	for line, want := range map[string]string{
		"Model: ponyDiffusionV6XL": "The checkpoint ponyDiffusionV6XL fits Pony Diffusion V6 XL",
		"Model: rouwei_080":        "", "Model: rouwei-noobai-mix": "", "Model: my merge": "", "Seed: 1": "",
	} {
		f, bad := CheckModel(Parse(line), profile.RouWei())
		if bad != (want != "") || !strings.HasPrefix(f.Message, want) {
			t.Errorf("%s: %q, want %q", line, f.Message, want)
		}
	}
	if f, bad := CheckModel(Parse("Model: ponyDiffusionV6XL"), &profile.Profile{}); bad {
		t.Errorf("a profile without patterns says %q", f.Message)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("Steps: 28, Seed: 7, Note: \"a\\nb\"")
	f.Add("Steps: 28, Note: \"a\\fb\"")
	f.Fuzz(func(t *testing.T, text string) {
		l := Parse(text)
		if back := Parse(l.String()); back.String() != l.String() {
			t.Fatalf("%q is read as %q and then as %q", text, l, back)
		}
		Check(l, epsilon())
	})
}

// TestUsualSizes finds nothing wrong with the sizes that everybody makes SDXL's
// pictures in, whatever the model.
func TestUsualSizes(t *testing.T) {
	for _, name := range profile.Builtins() {
		p, _ := profile.Builtin(name)
		s, _ := p.Sampling("")
		for _, size := range []string{"1024x1024", "832x1216", "1216x832"} {
			if message, _ := checkSize(size, s); message != "" {
				t.Errorf("%s: %s", name, message)
			}
		}
	}
}

// TestShapeWithoutMegapixels holds that a model which says nothing of megapixels
// is given one of its own sizes.
func TestShapeWithoutMegapixels(t *testing.T) {
	var s profile.Sampling
	s.Size.Best, s.Size.MaxSide = []string{"512x512", "512x768"}, 1024
	if message, fix := checkSize("1920x1080", s); message == "" || fix != "512x512" {
		t.Errorf("1920x1080: %q, %q", message, fix)
	}
}

// TestDistilledBy finds the networks of a prompt that need few steps.
func TestDistilledBy(t *testing.T) {
	for text, want := range map[string]bool{
		"1girl, <lora:dmd2_sdxl_4step_lora:1>": true, "<lora:LCM_SDXL:1>": true, "<lora:Hyper-SDXL-8steps-CFG-lora:1>": true,
		"1girl, <lora:wlop:1>, lightning": false, "lcm, turbo": false,
	} {
		if got := DistilledBy(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
