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

// ProfileFile is a profile that can be chosen.
type ProfileFile struct {
	// Name is what it is chosen by.
	Name string
	// Path is the user's file, "" for one that comes with the program.
	Path string
}

// Profiles returns the profiles that can be chosen by name: those that come
// with the program, the default first, and behind them the user's own in dir,
// a folder that need not exist. One of the user's that bears the name of
// another stands for it.
func Profiles(dir string) []ProfileFile {
	var files []ProfileFile
	for _, name := range profile.Builtins() {
		files = append(files, ProfileFile{Name: name})
	}
	if dir == "" {
		return files
	}
	entries, _ := os.ReadDir(dir) // by name
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".toml")
		if !ok || e.IsDir() {
			continue
		}
		own := ProfileFile{name, filepath.Join(dir, e.Name())}
		if i := slices.IndexFunc(files, func(f ProfileFile) bool { return f.Name == name }); i >= 0 {
			files[i] = own
		} else {
			files = append(files, own)
		}
	}
	return files
}

// Load reads the profile.
func (f ProfileFile) Load() (*profile.Profile, error) {
	if f.Path != "" {
		text, err := profile.ReadFile(f.Path, false)
		if err != nil {
			return nil, err
		}
		return profile.Load(text, f.Path)
	}
	p, ok := profile.Builtin(f.Name)
	if !ok {
		return nil, fmt.Errorf("%w %q", ErrNoProfile, f.Name)
	}
	return p, nil
}

// Profile returns the model profile that the user means: "" the default one,
// the path of a file (it holds a separator or ends in .toml) that file, else
// the one of that name, see Profiles. The error says what is there to choose.
func Profile(name, dir string) (*profile.Profile, error) {
	switch {
	case name == "":
		name = profile.Default()
	case strings.ContainsAny(name, `/\`), strings.HasSuffix(name, ".toml"):
		return profile.LoadFile(name)
	}
	files := Profiles(dir)
	known := make([]string, len(files))
	for i, f := range files {
		if strings.EqualFold(f.Name, name) {
			return f.Load()
		}
		known[i] = f.Name
	}
	err := fmt.Errorf("%w %q; there are: %s", ErrNoProfile, name, strings.Join(known, ", "))
	if unread := ProfilesFault(dir); unread != nil {
		err = fmt.Errorf("%w; %w", err, unread)
	}
	return nil, err
}

// ProfilesFault is why the user's own profiles cannot be seen in dir, nil for a
// folder that can be read or is not there.
func ProfilesFault(dir string) error {
	if _, err := os.ReadDir(dir); err != nil && dir != "" && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("your own profiles cannot be read: %w", err)
	}
	return nil
}

// ProfileFor returns the profile whose patterns fit a model's name best, as an
// infotext or a server has it, with the variant that the name tells, or false
// where none fits. A profile of the user's that cannot be read is passed by.
func ProfileFor(model, dir string) (ProfileFile, *profile.Profile, bool) {
	var best ProfileFile
	var chosen *profile.Profile
	most := 0
	for _, f := range Profiles(dir) {
		p, err := f.Load()
		if err != nil {
			continue
		}
		if n := p.Fits(model); n > most || n == most && n > 0 && f.Path != "" {
			best, chosen, most = f, p, n
		}
	}
	return best, chosen, chosen != nil
}
