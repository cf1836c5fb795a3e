package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tailor/tags/profile"
)

// ProfilesDir is the folder of the user's own profiles in the config
// directory.
const ProfilesDir = "profiles"

// ErrNoProfile is the error for a name that no profile bears.
var ErrNoProfile = errors.New("there is no profile")

// Profile returns the model profile that the user means: "" the built-in one
// of RouWei, the path of a file (it holds a separator or ends in .toml) that
// file, else the profile of that name in dir, a folder that need not exist,
// or the built-in one of that name. The error says what is there to choose.
func Profile(name, dir string) (*profile.Profile, error) {
	switch {
	case name == "":
		return profile.RouWei(), nil
	case strings.ContainsAny(name, `/\`), strings.HasSuffix(name, ".toml"):
		return profile.LoadFile(name)
	}
	if dir != "" {
		p, err := profile.LoadFile(filepath.Join(dir, name+".toml"))
		if !errors.Is(err, fs.ErrNotExist) {
			return p, err
		}
	}
	if p, ok := profile.Builtin(name); ok {
		return p, nil
	}
	known := []string{"rouwei"}
	if entries, err := os.ReadDir(dir); err == nil {
		for _, e := range entries {
			if own, ok := strings.CutSuffix(e.Name(), ".toml"); ok {
				known = append(known, own)
			}
		}
	}
	slices.Sort(known)
	return nil, fmt.Errorf("%w %q; there are: %s", ErrNoProfile, name, strings.Join(slices.Compact(known), ", "))
}
