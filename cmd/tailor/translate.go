package main

import (
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

// allProfiles returns the profiles that can be read, one of them first.
func allProfiles(first *profile.Profile) []*profile.Profile {
	all := []*profile.Profile{first}
	for _, f := range library.Profiles(cli.ProfilesDir()) {
		if p, err := f.Load(); err == nil && p.Name != first.Name {
			all = append(all, p)
		}
	}
	return all
}

// translated turns a prompt of another model into the way of the first of the
// profiles (edit.TranslateAll): of the one that its infotext names, or else the one
// that its words speak of. It says what was changed beside the words and what has
// no word there.
func (a *app) translated(profiles []*profile.Profile, model profile.Model, cat *catalogue.Catalogue, p asked, o edit.Options, mend func(asked) prompt.Texts) asked {
	to := profiles[0]
	from := to
	info := infotext.Read(p.Prompt)
	inside := info.IsMore()
	if name, ok := info.Get(settings.Checkpoint); ok {
		if _, named, ok := library.ProfileFor(name, cli.ProfilesDir()); ok {
			from = named
		}
	}
	// write puts the texts back to where they were found.
	write := func(t prompt.Texts) asked {
		p, info := p, info
		info.Texts = t
		if p.Negative != nil {
			p.Negative = &t.Negative
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
	if p.Negative != nil {
		info.Negative = *p.Negative
	}
	t, sources := edit.TranslateAll(from, profiles, cat, info.Texts, o, func(t prompt.Texts) prompt.Texts {
		return infotext.Read(mend(write(t)).Positive).Texts
	})
	if len(sources) == 0 {
		return p
	}
	for _, from := range sources {
		a.Warn(fmt.Errorf("translated from %s to %s", from.Name, to.Name))
	}
	a.WarnEach("not carried over: ", t.Lost)
	if s, ok := to.Sampling(model); ok {
		line, changed := settings.Translate(settings.Of(info.Settings), s)
		a.WarnEach("settings: ", changed)
		info.Settings = line
	}
	return write(t.Texts)
}
