package ui

import (
	"fmt"
	"strings"

	"tailor/data/webui"
	"tailor/tags/profile"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
	"tailor/ui/editor/buffer"
	"tailor/ui/view"
)

// settingsText is the prompt's third text: a buffer of the same undo history
// as the two others, which holds what the user set and nothing else.
type settingsText struct {
	*buffer.Buffer
	read string // what line was read of
	line settings.Line
}

func newSettingsText(undo *buffer.History, text string) settingsText {
	return settingsText{Buffer: buffer.New(undo, text)}
}

// written is the line as the user set it.
func (s *settingsText) written() settings.Line {
	if text := s.Text(); s.line == nil || text != s.read {
		s.read, s.line = text, settings.Parse(text)
	}
	return s.line
}

// sampling is what the variant of the model that is chosen wants.
func (m *Model) sampling() profile.Sampling {
	s, _ := m.o.Profile.Sampling(m.o.Model)
	return s
}

// settingsLine is the line that holds: the profile's own, over it the
// config's, over that what the user set.
func (m *Model) settingsLine() settings.Line {
	own := m.o.Settings
	written := m.settings.written()
	if _, schedule := (infotext.Infotext{Settings: written}).Sampling(); schedule != "" {
		own = own.Without(settings.Schedule) // the sampler's name may hold it
	}
	return own.Over(written).Filled(m.sampling())
}

// setSettings puts a line of settings in the place of the old one, as one step.
func (m *Model) setSettings(l settings.Line) {
	m.undo.Group(func() { m.settings.SetText(l.String()) })
}

// names are those of the server, nil where it never answered.
func (m *Model) names() *webui.Names { return m.server.names }

// drawSettings draws the row of the settings.
func (m *Model) drawSettings(w int) string {
	line, set := m.settingsLine(), m.settings.written()
	bad := map[string]bool{}
	for _, f := range settings.Check(line, m.sampling()) {
		bad[f.Key] = true
	}
	var parts []view.Setting
	add := func(text string, keys ...string) {
		p := view.Setting{Text: view.Clean(text)}
		for _, k := range keys {
			p.Set, p.Bad = p.Set || set.Has(k), p.Bad || bad[k]
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
		add(fmt.Sprintf("%d at once", n), settings.Batch)
	}
	if h, ok := line.HiresOf(); ok {
		add("high-res "+settings.Number(h.Scale)+"×", settings.Denoise, settings.HiresScale, settings.Upscaler)
	}
	add(fileName(line.Get(settings.Checkpoint)), settings.Checkpoint)
	if vae := line.Get(settings.VAE); vae != "" && vae != "Automatic" {
		add("VAE "+fileName(vae), settings.VAE)
	}
	if skip := line.Get(settings.ClipSkip); skip != "" {
		add("CLIP skip "+skip, settings.ClipSkip)
	}
	return view.Settings(m.theme, parts, m.server.word(), m.server.answers(), w)
}

// fileName is the last part of a file's name, without the endings of models
// and the hash that A1111 puts behind.
func fileName(s string) string {
	s, _, _ = strings.Cut(s, " [")
	s = s[strings.LastIndexAny(s, `/\`)+1:]
	for _, e := range []string{".safetensors", ".ckpt"} {
		s = strings.TrimSuffix(s, e)
	}
	return s
}
