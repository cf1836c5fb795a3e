package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"tailor/data/config"
	"tailor/tags/profile"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
)

// SettingsFlags are the flags that set a picture's settings.
type SettingsFlags struct {
	flags  *pflag.FlagSet
	values map[string]*string // by flag
	hires  string
	// negative is the negative prompt of those that AddInfotext adds.
	negative string
}

// settingKey is a setting that a flag sets.
type settingKey struct{ flag, key, usage string }

// settingKeys are the settings that flags set, in the order of the help.
var settingKeys = []settingKey{
	{"size", settings.Size, "the picture's `size`, 832x1216"},
	{"steps", settings.Steps, "the `number` of sampling steps"},
	{"cfg", settings.CFG, "the CFG scale, a `number`"},
	{"sampler", settings.Sampler, "the sampler's `name`"},
	{"scheduler", settings.Schedule, "the schedule's `name`"},
	{"seed", settings.Seed, "the first picture's seed, a `number`, -1 for another one each time"},
	{"batch", settings.Batch, "a `number` of pictures to make at once"},
	{"checkpoint", settings.Checkpoint, "the checkpoint's `name`, \"\" for the one that is loaded"},
	{"vae", settings.VAE, "the VAE's `name`"},
	{"clip-skip", settings.ClipSkip, "the layer of CLIP from its end, a `number`"},
}

// AddSettings adds the flags to a command's.
func AddSettings(flags *pflag.FlagSet) *SettingsFlags {
	f := &SettingsFlags{flags: flags, values: map[string]*string{}}
	for _, s := range settingKeys {
		f.values[s.flag] = flags.String(s.flag, "", s.usage)
	}
	flags.StringVar(&f.hires, "hires", "", "the high-res fix: `on|off`, or scale, denoising and upscaler, 1.5,0.6,Latent")
	return f
}

// AddInfotext adds the flags of a command that takes an infotext.
func AddInfotext(flags *pflag.FlagSet) *SettingsFlags {
	f := AddSettings(flags)
	flags.StringVar(&f.negative, "negative", "", "the negative prompt's `text`, in place of the one in an infotext")
	return f
}

// Given reports whether any of the flags was set.
func (f *SettingsFlags) Given() bool {
	return f.flags.Changed("hires") || slices.ContainsFunc(settingKeys, func(s settingKey) bool { return f.flags.Changed(s.flag) })
}

// over puts the flags over a line of settings.
func (f *SettingsFlags) over(l settings.Line, s profile.Sampling) (settings.Line, error) {
	var wrong []error
	for _, k := range settingKeys {
		if !f.flags.Changed(k.flag) {
			continue
		}
		value, err := settings.Read(k.key, *f.values[k.flag])
		switch {
		case err != nil:
			wrong = append(wrong, fmt.Errorf("--%s %w", k.flag, err))
		case value == "":
			l = l.Without(k.key)
		default:
			l = l.With(k.key, value)
		}
		if k.key == settings.Checkpoint {
			l = l.Without(settings.Hash) // it is the old one's
		}
	}
	if f.flags.Changed("hires") {
		var err error
		if l, err = readHires(l, f.hires, s); err != nil {
			wrong = append(wrong, fmt.Errorf("--hires %w", err))
		}
	}
	return l, errors.Join(wrong...)
}

// readHires puts a second pass into a line: "on", "off", or scale, denoising
// and upscaler between commas, of which the last two may be left out.
func readHires(l settings.Line, text string, s profile.Sampling) (settings.Line, error) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "off", "none", "":
		return l.WithoutHires(), nil
	case "on":
		return l.WithHires(settings.DefaultHires(s, "")), nil
	}
	scale, rest, _ := strings.Cut(text, ",")
	denoise, upscaler, _ := strings.Cut(rest, ",")
	h := settings.DefaultHires(s, strings.TrimSpace(upscaler))
	for _, part := range []struct {
		key, text string
		to        *float64
	}{{settings.HiresScale, scale, &h.Scale}, {settings.Denoise, denoise, &h.Denoise}} {
		if strings.TrimSpace(part.text) == "" {
			continue
		}
		value, err := settings.Read(part.key, part.text)
		if err != nil {
			return l, fmt.Errorf(`%q: it takes "on", "off", or scale, denoising and upscaler, such as 1.5,0.6,Latent`, text)
		}
		*part.to, _ = strconv.ParseFloat(value, 64) // Read has read it
	}
	return l.WithHires(h), nil
}

// ConfigSettings are the settings that the config asks for.
func ConfigSettings(c config.Config, s profile.Sampling) (settings.Line, error) {
	var l settings.Line
	var wrong []error
	add := func(key, name, value string) {
		value, err := settings.Read(key, value)
		if err != nil {
			wrong = append(wrong, c.Complaint("settings."+name, "%v", err))
		} else if value != "" {
			l = l.With(key, value)
		}
	}
	number := func(key, name string, v float64) {
		if v != 0 || c.Has("settings."+name) {
			add(key, name, settings.Number(v))
		}
	}
	add(settings.Size, "size", c.Settings.Size)
	number(settings.Steps, "steps", float64(c.Settings.Steps))
	number(settings.CFG, "cfg", c.Settings.CFG)
	add(settings.Sampler, "sampler", c.Settings.Sampler)
	add(settings.Schedule, "scheduler", c.Settings.Scheduler)
	number(settings.Batch, "batch", float64(c.Settings.Batch))
	add(settings.Checkpoint, "checkpoint", c.Settings.Checkpoint)
	add(settings.VAE, "vae", c.Settings.VAE)
	number(settings.ClipSkip, "clip_skip", float64(c.Settings.ClipSkip))
	if c.Settings.Seed != nil {
		add(settings.Seed, "seed", strconv.FormatInt(*c.Settings.Seed, 10))
	}
	if c.Settings.Hires != "" {
		var err error
		if l, err = readHires(l, c.Settings.Hires, s); err != nil {
			wrong = append(wrong, c.Complaint("settings.hires", "%v", err))
		}
	}
	return l, errors.Join(wrong...)
}

// SettingsOf returns the settings that hold for a prompt: those of the
// profile's variant, over them those of the config, of the infotext and of the
// flags, which may be nil.
func (a *App) SettingsOf(c config.Config, info infotext.Infotext, f *SettingsFlags) (settings.Line, profile.Sampling, error) {
	c = a.byModel(c, info)
	p, model, err := a.Profile(c)
	if err != nil {
		return nil, profile.Sampling{}, err
	}
	s, _ := p.Sampling(model)
	own, err := ConfigSettings(c, s)
	if err != nil {
		return nil, s, err
	}
	written := settings.Of(info.Settings)
	if _, schedule := info.Sampling(); schedule != "" {
		own = own.Without(settings.Schedule) // the sampler's name may hold it
	}
	line := own.Over(written).Filled(s)
	if f != nil {
		line, err = f.over(line, s)
	}
	return line, s, err
}

// Infotext returns the infotext that the arguments of a command make, or
// standard input, with the negative prompt of the flags; and the settings that
// hold for it, see SettingsOf.
func (a *App) Infotext(c config.Config, args []string, command string, f *SettingsFlags) (infotext.Infotext, settings.Line, profile.Sampling, error) {
	text, err := a.Prompt(args, command)
	if err != nil {
		return infotext.Infotext{}, nil, profile.Sampling{}, err
	}
	info := infotext.Read(text)
	if f.flags.Changed("negative") {
		info.Negative = f.negative
	}
	line, sampling, err := a.SettingsOf(c, info, f)
	return info, line, sampling, err
}
