package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"tailor/data/config"
	"tailor/data/dirs"
	"tailor/tags/library"
	"tailor/tags/profile"
)

// profile returns the model's profile and form that the config and the flags
// name.
func (a *app) profile(c config.Config) (*profile.Profile, profile.Model, error) {
	dir, err := dirs.Path(dirs.Config)
	if err == nil {
		dir = filepath.Join(dir, library.ProfilesDir)
	}
	p, err := library.Profile(c.Profile, dir)
	var path *fs.PathError
	switch {
	case errors.Is(err, library.ErrNoProfile):
		return nil, "", c.Complaint("profile", "%v", err)
	case errors.As(err, &path):
		return nil, "", c.Complaint("profile", "%v: name a file that is there, or take the key out for RouWei's own", err)
	case err != nil:
		return nil, "", err // a mistake in the profile, which names its place
	}
	model, err := p.Variant(c.Model)
	switch {
	case err != nil && a.model != "":
		return nil, "", fmt.Errorf("--model: %w", err)
	case err != nil:
		return nil, "", c.Complaint("model", "%v", err)
	}
	return p, model, nil
}
