package main

import (
	"fmt"
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
	if err != nil {
		return nil, "", err
	}
	model, err := profile.ParseModel(c.Model)
	if err != nil {
		return nil, "", fmt.Errorf("--model: %w", err)
	}
	return p, model, nil
}
