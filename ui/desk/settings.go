package desk

import (
	"strings"

	"tailor/data/sniff"
	"tailor/tags/profile"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
	"tailor/ui/editor/buffer"
)

// SettingsText is the prompt's third text: a buffer of the same undo history
// as the two others, which holds what the user set and nothing else.
type SettingsText struct {
	*buffer.Buffer
	read string // what line was read of
	line settings.Line
}

// Written is the line as the user set it.
func (s *SettingsText) Written() settings.Line {
	if text := s.Text(); s.line == nil || text != s.read {
		s.read, s.line = text, settings.Parse(text)
	}
	return s.line
}

// Sampling is what the variant of the model that is chosen wants.
func (d *Desk) Sampling() profile.Sampling {
	s, _ := d.Options.Profile.Sampling(d.Options.Model)
	return s
}

// SettingsLine is the line that holds: the profile's own, over it the
// config's, over that what the user set.
func (d *Desk) SettingsLine() settings.Line {
	own := d.Options.Settings
	written := d.Settings.Written()
	if _, schedule := (infotext.Infotext{Settings: written}).Sampling(); schedule != "" {
		own = own.Without(settings.Schedule) // the sampler's name may hold it
	}
	return own.Over(written).Filled(d.Sampling())
}

// SetSettings puts a line of settings in the place of the old one, as one step.
func (d *Desk) SetSettings(l settings.Line) {
	d.Undo.Group(func() { d.Settings.SetText(l.String()) })
}

// FileName is the last part of a file's name, without the endings of models
// and the hash that A1111 puts behind.
func FileName(s string) string {
	s, _, _ = strings.Cut(s, " [")
	return sniff.ModelName(s)
}
