package profile

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"tailor/data"
)

// Default is the name of the embedded profile that holds where none is asked
// for.
func Default() string { return data.DefaultProfile() }

// folders are where embedded profiles lie: those that can be chosen, and
// those that others only extend.
var folders = []string{"profiles", "profiles/base"}

var builtins struct {
	sync.Mutex
	byName map[string]*Profile
}

// RouWei returns the embedded profile that holds where none is asked for.
func RouWei() *Profile {
	p, ok := Builtin(Default())
	if !ok {
		panic("the default profile is missing") // a part of the program; a test reads it
	}
	return p
}

// Builtins returns the names of the embedded profiles that can be chosen, the
// default first.
func Builtins() []string {
	names := []string{Default()}
	entries, _ := data.Profiles.ReadDir(folders[0])
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".toml"); ok && name != Default() {
			names = append(names, name)
		}
	}
	slices.Sort(names[1:])
	return names
}

// Builtin returns the embedded profile of a name in any case, or false.
func Builtin(name string) (*Profile, bool) {
	builtins.Lock()
	defer builtins.Unlock()
	return embedded(strings.ToLower(name), nil)
}

// embedded is Builtin with the lock held; loading are the names of those that
// wait for this one, which it must not extend in turn.
func embedded(name string, loading []string) (*Profile, bool) {
	if p := builtins.byName[name]; p != nil {
		return p, true
	}
	file, text := source(name)
	if text == nil || slices.Contains(loading, name) {
		return nil, false
	}
	p, err := loader{path: file, isBase: path.Dir(file) != folders[0], base: func(base string) (*Profile, bool) { return embedded(strings.ToLower(base), append(loading, name)) }}.load(text)
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	if builtins.byName == nil {
		builtins.byName = map[string]*Profile{}
	}
	builtins.byName[name] = p
	return p, true
}

// heads are what stands above the first table of each of Builtins: its name and
// its patterns are told without making the profile ready, which takes ten times
// as long.
var heads = sync.OnceValue(func() []*Profile {
	var all []*Profile
	for _, name := range Builtins() {
		text, _ := Source(name)
		head, _, _ := strings.Cut(text, "\n[")
		p := new(Profile)
		if err := toml.Unmarshal([]byte(head), p); err != nil {
			panic(err) // the file is part of the program; a test reads it
		}
		all = append(all, p)
	}
	return all
})

// Source returns the text of an embedded profile, or of a base that others
// extend, or false.
func Source(name string) (string, bool) {
	_, text := source(name)
	return string(text), text != nil
}

// source returns where an embedded profile lies, and its text; nil where there
// is none of the name.
func source(name string) (file string, text []byte) {
	if strings.ContainsAny(name, `/\`) || strings.Contains(name, "..") {
		return "", nil
	}
	for _, folder := range folders {
		file = path.Join(folder, strings.ToLower(name)+".toml")
		if text, err := data.Profiles.ReadFile(file); err == nil {
			return file, text
		}
	}
	return "", nil
}
