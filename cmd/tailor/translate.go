package main

import (
	"errors"
	"fmt"

	"tailor/cmd/tailor/cli"
	"tailor/tags/catalogue"
	"tailor/tags/library"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
)

// writtenFor returns the profile that a prompt was written for: by the model
// that its infotext names, else by its words. to is taken where these say
// nothing.
func (a *app) writtenFor(info infotext.Infotext, to *profile.Profile) *profile.Profile {
	if name, ok := info.Get(settings.Checkpoint); ok {
		if _, p, ok := library.ProfileFor(name, cli.ProfilesDir()); ok {
			return p
		}
	}
	profiles := []*profile.Profile{to}
	for _, f := range library.Profiles(cli.ProfilesDir()) {
		if p, err := f.Load(); err == nil && p.Name != to.Name {
			profiles = append(profiles, p)
		}
	}
	var words []string
	for _, part := range prompt.Read(info.Positive).Parts {
		words = append(words, part.Text)
	}
	return profile.Guess(profiles, words)
}

// translated turns a prompt of another model into the profile's way, and says
// what was changed beside the words and what has no word there.
func (a *app) translated(to *profile.Profile, model profile.Model, cat *catalogue.Catalogue, p asked, o edit.Options) asked {
	info := infotext.Read(p.Prompt)
	inside := info.Negative != "" || len(info.Settings) > 0
	if p.Negative != nil {
		info.Negative = *p.Negative
	}
	from := a.writtenFor(info, to)
	if from.Name == to.Name {
		return p
	}
	a.Warn(fmt.Errorf("translated from %s to %s", from.Name, to.Name))
	t := edit.Translate(from, to, cat, info.Texts, o)
	for _, lost := range t.Lost {
		a.Warn(errors.New("not carried over: " + lost))
	}
	info.Texts = t.Texts
	if s, ok := to.Sampling(model); ok {
		line, changed := settings.Translate(settings.Of(info.Settings), s)
		for _, change := range changed {
			a.Warn(errors.New("settings: " + change))
		}
		info.Settings = line
	}
	if p.Negative != nil {
		p.Negative = &info.Negative
		if inside {
			info.Negative = ""
		}
	}
	p.Prompt = info.Positive
	if inside {
		p.Prompt = info.String()
	}
	return p
}
