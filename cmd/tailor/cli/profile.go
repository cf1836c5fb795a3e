package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tailor/data/config"
	"tailor/data/dirs"
	"tailor/tags/library"
	"tailor/tags/profile"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
)

// ProfilesDir returns the folder of the user's own profiles, "" where there is
// no place for one.
func ProfilesDir() string {
	dir, err := dirs.Path(dirs.Config)
	if err != nil {
		return ""
	}
	return filepath.Join(dir, library.ProfilesDir)
}

// CheckFlags is the error for lists, a profile or a variant that a flag names
// and that are not there, also where a command asks for none.
func (a *App) CheckFlags() error {
	if a.ProfileName+a.Model+a.configPath == "" && a.Tags == nil && a.translations == nil && a.wildcards == nil {
		return nil // what most starts are
	}
	c, _, err := a.ConfigAnyhow()
	if err == nil && (a.ProfileName != "" || a.Model != "") {
		_, _, _, err = a.Chosen(c)
	}
	if err == nil && (a.Tags != nil || a.translations != nil) {
		err = a.Sources(c).Check()
	}
	return err
}

// Profile returns the model's profile and variant that the config and the
// flags name. A profile of the config's that is not there is warned of, and
// the default one stands for it.
func (a *App) Profile(c config.Config) (*profile.Profile, profile.Model, error) {
	p, model, missing, err := a.Chosen(c)
	a.Warn(missing)
	return p, model, err
}

// Chosen is Profile with the warning returned.
func (a *App) Chosen(c config.Config) (p *profile.Profile, model profile.Model, missing, err error) {
	if info, err := os.Stat(c.Profile); err == nil && a.ProfileName == "" && info.Mode()&fs.ModeNamedPipe != 0 {
		return nil, "", nil, c.Complaint("profile", "%s is a pipe, which would be waited for: name a file", c.Profile)
	}
	p, err = library.Profile(c.Profile, ProfilesDir())
	switch {
	case err != nil && a.ProfileName != "":
		return nil, "", nil, fmt.Errorf("--profile: %w", err)
	case errors.Is(err, fs.ErrNotExist):
		p = profile.RouWei()
		missing = c.Complaint("profile", "%v: %s stands in for it; name a profile that is there, or take the key out", err, p.Name)
		c.Model = a.Model
	case errors.Is(err, library.ErrNoProfile):
		return nil, "", nil, c.Complaint("profile", "%v", err)
	case err != nil:
		return nil, "", nil, err // a mistake in the profile, which names its place
	}
	model, err = p.Variant(c.Model)
	switch {
	case err != nil && a.Model != "":
		err = fmt.Errorf("--model: %w", err)
	case err != nil:
		err = c.Complaint("model", "%v", err)
	}
	return p, model, missing, err
}

// byModel puts the profile and variant that the model of an infotext chooses
// into the config, and says so. A profile that a flag names stands.
func (a *App) byModel(c config.Config, info infotext.Infotext) config.Config {
	name, _ := info.Get(settings.Checkpoint)
	c, p := a.ForModel(c, name)
	if p != nil {
		a.SayModel(p, name)
	}
	return c
}

// SayModel says that a model's name chose the profile.
func (a *App) SayModel(p *profile.Profile, name string) {
	a.Warn(fmt.Errorf("judged as a prompt for %s, by its model %q; --profile NAME asks for another", p.Name, name))
}

// ForModel puts the profile and variant that a model's name chooses into the
// config, and returns the profile where it is not the config's own.
func (a *App) ForModel(c config.Config, name string) (config.Config, *profile.Profile) {
	if a.ProfileName != "" || name == "" {
		return c, nil
	}
	f, p, ok := library.ProfileFor(name, ProfilesDir())
	if !ok {
		return c, nil
	}
	had, _, _, err := a.Chosen(c)
	if err != nil {
		return c, nil // is said where the profile is read
	}
	m, _ := p.VariantOf(name)
	if had == p || had.Name == p.Name {
		c.Model = cmp.Or(a.Model, string(m), c.Model)
		return c, nil
	}
	c.Profile, c.Model = cmp.Or(f.Path, f.Name), cmp.Or(a.Model, string(m))
	return c, p
}
