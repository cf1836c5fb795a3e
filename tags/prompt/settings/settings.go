// Package settings is a prompt's third text beside the positive and the
// negative one: a line such as "Steps: 28, Sampler: Euler a, Seed: 7", in the
// form that an infotext has at its end. What it does not name is at its
// default, which the model's profile holds.
package settings

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"tailor/tags/profile"
	"tailor/tags/prompt/infotext"
)

// The names of the settings, as A1111 writes them.
const (
	Size       = "Size"
	Steps      = "Steps"
	CFG        = "CFG scale"
	Sampler    = "Sampler"
	Schedule   = "Schedule type"
	Seed       = "Seed"
	Batch      = "Batch size"
	Denoise    = "Denoising strength"
	HiresScale = "Hires upscale"
	HiresSize  = "Hires resize"
	HiresSteps = "Hires steps"
	Upscaler   = "Hires upscaler"
	Checkpoint = "Model"
	Hash       = "Model hash"
	VAE        = "VAE"
	ClipSkip   = "Clip skip"
)

// order is the order in which A1111 writes them.
var order = []string{Steps, Sampler, Schedule, CFG, Seed, Size, Hash, Checkpoint, VAE, ClipSkip, Batch, Denoise, HiresScale, HiresSize, HiresSteps, Upscaler}

// Line is settings in the order in which they are written, each name once.
type Line []infotext.Setting

// Parse reads a line of settings, be they few; of several of one name the last
// counts. What cannot be read as a setting is left out.
func Parse(text string) Line {
	list := infotext.ParseSettings(strings.Join(strings.Fields(parted.Replace(text)), " "))
	for i, s := range list {
		if !strings.ContainsAny(s.Value, ",:\n") { // it is written without quotes
			list[i].Value = strings.Join(strings.Fields(s.Value), " ")
		}
	}
	return Of(list)
}

// parted writes commas for what people part settings by too.
var parted = strings.NewReplacer("\r\n", ", ", "\n", ", ", " | ", ", ")

// Of makes a line of settings of an infotext, in the order that A1111 gives
// them.
func Of(list []infotext.Setting) Line {
	var l Line
	for _, s := range list {
		l = l.With(s.Key, s.Value)
	}
	return l
}

// String writes the line as it stands in an infotext.
func (l Line) String() string { return infotext.FormatSettings(l) }

// Get returns a setting's value, "" where the line does not name it.
func (l Line) Get(key string) string {
	for _, s := range l {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}

// Has reports whether the line names a setting.
func (l Line) Has(key string) bool {
	return slices.ContainsFunc(l, func(s infotext.Setting) bool { return s.Key == key })
}

// With returns the line with a setting in it: in its old place, or in that
// which A1111 gives it.
func (l Line) With(key, value string) Line {
	out := slices.Clone(l)
	for i := range out {
		if out[i].Key == key {
			out[i].Value = value
			return out
		}
	}
	at := len(out)
	if rank := slices.Index(order, key); rank >= 0 {
		for at > 0 {
			if r := slices.Index(order, out[at-1].Key); r >= 0 && r < rank {
				break
			}
			at--
		}
	}
	return slices.Insert(out, at, infotext.Setting{Key: key, Value: value})
}

// Without returns the line without some settings.
func (l Line) Without(keys ...string) Line {
	return slices.DeleteFunc(slices.Clone(l), func(s infotext.Setting) bool { return slices.Contains(keys, s.Key) })
}

// Over returns the line with every setting of another put over it.
func (l Line) Over(with Line) Line {
	for _, s := range with {
		l = l.With(s.Key, s.Value)
	}
	return l
}

// Defaults are the settings that a variant of a model wants: the best steps,
// sampler, schedule, CFG and size.
func Defaults(s profile.Sampling) Line {
	var l Line
	add := func(key, value string) {
		if value != "" {
			l = l.With(key, value)
		}
	}
	if s.Steps.Best > 0 {
		add(Steps, Number(s.Steps.Best))
	}
	add(Sampler, s.Sampler())
	add(Schedule, s.Schedule())
	if s.CFG.Best > 0 {
		add(CFG, Number(s.CFG.Best))
	}
	if len(s.Size.Best) > 0 {
		add(Size, s.Size.Best[0])
	}
	if s.ClipSkip > 0 && s.ClipSkipStrict {
		add(ClipSkip, strconv.Itoa(s.ClipSkip))
	}
	return l
}

// Filled returns the line with the defaults of a variant where it names
// nothing. A sampler whose name holds the schedule, as before A1111's 1.9,
// takes no other.
func (l Line) Filled(s profile.Sampling) Line {
	d := Defaults(s)
	if _, schedule := l.sampling(); schedule != "" {
		d = d.Without(Schedule)
	}
	return d.Over(l)
}

// Number writes a number as short as it can be.
func Number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// SeedOf returns the seed that the line names, ok false where it is to be
// another one each time.
func (l Line) SeedOf() (seed uint64, ok bool) {
	seed, err := strconv.ParseUint(strings.TrimSpace(l.Get(Seed)), 10, 64)
	return seed, err == nil
}

// DrawSeed draws a seed from the range that A1111 draws from.
func DrawSeed() uint64 { return uint64(rand.Uint32()) }

// BatchOf returns how many pictures are made at once, from 1 to 64.
func (l Line) BatchOf() int {
	n, err := strconv.Atoi(strings.TrimSpace(l.Get(Batch)))
	if err != nil {
		return 1
	}
	return max(1, min(n, 64))
}

// Hires is the second pass of a high-res fix.
type Hires struct {
	Upscaler string
	// Scale is that of the sides; Width and Height, where they are not 0,
	// stand for it.
	Scale         float64
	Width, Height int
	// Denoise is how much of the picture is made again, from 0 to 1.
	Denoise float64
	// Steps is 0 for as many as in the first pass.
	Steps int
}

// HiresOf returns the second pass that the line names, ok false where there
// is none: A1111 takes it for one when there are a denoising strength and a
// size or an upscaler.
func (l Line) HiresOf() (h Hires, ok bool) {
	denoise, ok := l.number(Denoise)
	if !ok || !l.Has(HiresScale) && !l.Has(HiresSize) && !l.Has(Upscaler) {
		return Hires{}, false
	}
	h = Hires{Upscaler: l.Get(Upscaler), Denoise: denoise, Scale: 2}
	if h.Upscaler == "" {
		h.Upscaler = "Latent"
	}
	if v, ok := l.number(HiresScale); ok && v > 0 {
		h.Scale = v
	}
	if w, high, good := profile.ParseSize(l.Get(HiresSize)); good {
		h.Width, h.Height = w, high
	}
	h.Steps, _ = strconv.Atoi(strings.TrimSpace(l.Get(HiresSteps))) // 0 where there are none
	return h, true
}

// WithHires returns the line with a second pass.
func (l Line) WithHires(h Hires) Line {
	return l.WithoutHires().With(Denoise, Number(h.Denoise)).With(HiresScale, Number(h.Scale)).With(Upscaler, h.Upscaler)
}

// WithoutHires returns the line without a second pass.
func (l Line) WithoutHires() Line {
	return l.Without(Denoise, HiresScale, HiresSize, HiresSteps, Upscaler, "Hires sampler", "Hires schedule type", "Hires prompt", "Hires negative prompt", "Hires checkpoint", "Hires CFG Scale", "Hires Module 1")
}

// latent reports whether an upscaler works on the latent picture.
func latent(upscaler string) bool { return strings.HasPrefix(upscaler, "Latent") }

// DefaultHires returns the second pass that a variant wants for an upscaler, ""
// for the first that it names.
func DefaultHires(s profile.Sampling, upscaler string) Hires {
	h := Hires{Upscaler: upscaler, Scale: 1.5, Denoise: 0.5}
	for _, way := range s.Hires {
		if upscaler == "" || latent(way.Upscaler) == latent(upscaler) {
			h.Scale, h.Denoise = way.Scale, way.Denoise.Best
			if upscaler == "" {
				h.Upscaler = way.Upscaler
			}
			break
		}
	}
	if h.Upscaler == "" {
		h.Upscaler = "Latent"
	}
	return h
}

// sampling returns the sampler and the schedule, also where the sampler's name
// holds the schedule.
func (l Line) sampling() (sampler, schedule string) { return infotext.Infotext{Settings: l}.Sampling() }
