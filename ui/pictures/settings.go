package pictures

import (
	"fmt"
	"slices"
	"strings"

	"tailor/tags/profile"
	"tailor/tags/prompt/settings"
	"tailor/ui/desk"
	"tailor/ui/theme"
	"tailor/ui/view"
)

// settingsOf is all that the row of the settings was drawn of, and the row.
type settingsOf struct {
	text, word string
	up         bool
	w          int
	theme      *theme.Theme
	profile    *profile.Profile
	model      profile.Model
}

// faults are what the model does not want of the settings, in their order and by
// their keys.
func (m *Maker) faults() (all []settings.Fault, of map[string]settings.Fault) {
	all, of = settings.Check(m.SettingsLine(), m.Sampling()), map[string]settings.Fault{}
	if f, foreign := settings.CheckModel(m.Settings.Written(), m.Options.Profile); foreign {
		all = append(all, f)
	}
	for _, f := range all {
		of[f.Key] = f
	}
	return all, of
}

// isBad reports whether a fault, which may be none, marks its setting: what is
// only untested does not, but for a checkpoint of another model.
func isBad(f settings.Fault) bool {
	return f.Key != "" && (!f.Untested || f.Key == settings.Checkpoint)
}

// Wrong says what the model does not want of the settings, "" for nothing.
func (m *Maker) Wrong() string {
	all, _ := m.faults()
	if k := slices.IndexFunc(all, isBad); k >= 0 {
		return all[k].Message
	}
	return ""
}

// DrawSettings draws the row of the settings, again where something in it is
// another.
func (m *Maker) DrawSettings(w int) string {
	of := settingsOf{m.Settings.Text(), m.word(), m.server.up, w, m.Theme, m.Options.Profile, m.Options.Model}
	if m.rowOf != of {
		m.rowOf, m.row = of, m.drawSettings(w)
	}
	return m.row
}

func (m *Maker) drawSettings(w int) string {
	line, set := m.SettingsLine(), m.Settings.Written()
	_, faults := m.faults()
	var parts []view.Setting
	add := func(text string, keys ...string) {
		p := view.Setting{Text: view.Clean(text)}
		for _, k := range keys {
			p.Set, p.Bad = p.Set || set.Has(k), p.Bad || isBad(faults[k])
		}
		if text != "" {
			parts = append(parts, p)
		}
	}
	add(strings.Replace(line.Get(settings.Size), "x", "×", 1), settings.Size)
	add(line.Get(settings.Steps)+" steps", settings.Steps)
	add("CFG "+line.Get(settings.CFG), settings.CFG)
	sampler := line.Get(settings.Sampler)
	if s := line.Get(settings.Schedule); s != "" && s != "Automatic" {
		sampler += " " + s
	}
	add(sampler, settings.Sampler, settings.Schedule)
	seed := "seed random"
	if n, ok := line.SeedOf(); ok {
		seed = fmt.Sprintf("seed %d", n)
	}
	add(seed, settings.Seed)
	if n := line.BatchOf(); n > 1 {
		add(fmt.Sprintf("%d pictures at once", n), settings.Batch)
	}
	if h, ok := line.HiresOf(); ok {
		add("high-res "+settings.Number(h.Scale)+"×", settings.Denoise, settings.HiresScale, settings.Upscaler)
	}
	add(desk.FileName(line.Get(settings.Checkpoint)), settings.Checkpoint)
	if vae := line.Get(settings.VAE); vae != "" && vae != "Automatic" {
		add("VAE "+desk.FileName(vae), settings.VAE)
	}
	if skip := line.Get(settings.ClipSkip); skip != "" {
		add("CLIP skip "+skip, settings.ClipSkip)
	}
	return view.Settings(m.Theme, parts, m.word(), m.server.up, w)
}
