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

// writtenFor returns the one of some profiles that a prompt or an infotext was
// written for, by its words, the first where these say nothing.
func writtenFor(text string, profiles []*profile.Profile) *profile.Profile {
	var words []string
	for _, part := range prompt.Read(infotext.Read(text).Positive).Parts {
		words = append(words, part.Text)
	}
	return profile.Guess(profiles, words)
}

// mostTranslated is how often one prompt is translated: words of several models
// may need more than once.
const mostTranslated = 4

// translated turns a prompt of another model into the way of the first of the
// profiles: of the one that its infotext names, or else the one that its words
// speak of, be it only when mending has taken others out.
func (a *app) translated(profiles []*profile.Profile, model profile.Model, cat *catalogue.Catalogue, p asked, o edit.Options, mend func(asked) prompt.Texts) asked {
	to := profiles[0]
	from := to
	if name, ok := infotext.Read(p.Prompt).Get(settings.Checkpoint); ok {
		if _, named, ok := library.ProfileFor(name, cli.ProfilesDir()); ok {
			from = named
		}
	}
	for range mostTranslated {
		if from.Name == to.Name {
			from = writtenFor(p.Prompt, profiles)
		}
		if from.Name == to.Name {
			from = writtenFor(mend(p).Positive, profiles)
		}
		if from.Name == to.Name {
			break
		}
		p = a.translatedFrom(from, to, model, cat, p, o)
		from = to
	}
	return p
}

// translatedFrom turns a prompt of one model into another's way, and says what
// was changed beside the words and what has no word there.
func (a *app) translatedFrom(from, to *profile.Profile, model profile.Model, cat *catalogue.Catalogue, p asked, o edit.Options) asked {
	info := infotext.Read(p.Prompt)
	inside := info.Negative != "" || len(info.Settings) > 0
	if p.Negative != nil {
		info.Negative = *p.Negative
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
