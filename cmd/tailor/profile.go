package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"tailor/data/config"
	"tailor/data/dirs"
	"tailor/tags/library"
	"tailor/tags/profile"
)

// profilesDir returns the folder of the user's own profiles, "" where there is
// no place for one.
func profilesDir() string {
	dir, err := dirs.Path(dirs.Config)
	if err != nil {
		return ""
	}
	return filepath.Join(dir, library.ProfilesDir)
}

// profile returns the model's profile and variant that the config and the
// flags name. A profile of the config's that is not there is warned of, and
// the default one stands for it.
func (a *app) profile(c config.Config) (*profile.Profile, profile.Model, error) {
	p, model, missing, err := a.chosen(c)
	a.warn(missing)
	return p, model, err
}

// chosen is profile with the warning returned.
func (a *app) chosen(c config.Config) (p *profile.Profile, model profile.Model, missing, err error) {
	p, err = library.Profile(c.Profile, profilesDir())
	switch {
	case err != nil && a.profileName != "":
		return nil, "", nil, fmt.Errorf("--profile: %w", err)
	case library.Missing(err):
		p = profile.RouWei()
		missing = c.Complaint("profile", "%v: %s stands in for it; name a profile that is there, or take the key out", err, p.Name)
		c.Model = a.model
	case errors.Is(err, library.ErrNoProfile):
		return nil, "", nil, c.Complaint("profile", "%v", err)
	case err != nil:
		return nil, "", nil, err // a mistake in the profile, which names its place
	}
	model, err = p.Variant(c.Model)
	switch {
	case err != nil && a.model != "":
		err = fmt.Errorf("--model: %w", err)
	case err != nil:
		err = c.Complaint("model", "%v", err)
	}
	return p, model, missing, err
}
