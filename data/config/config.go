// Package config reads what a user has set in tailor's config file, a TOML
// file of which every key may be left out.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tailor/data/dirs"
	"tailor/data/intake"
	"tailor/data/tomllines"
)

// File is the config file's name in the config directory.
const File = "config.toml"

// maxSize is how many bytes of a config file are read at most. One that a
// person wrote is a thousand times smaller.
const maxSize = 1 << 20

// Config is what the user has set, or the defaults. File names in it are
// complete: "~" is resolved, and relative ones start at the config file.
type Config struct {
	// Path is the file it was read from, "" where there is none.
	Path string `toml:"-"`

	// Lists are tag lists, or folders of them, to load beside the installed
	// ones.
	Lists []string `toml:"lists"`
	// Translations are files that say what tags are called in another
	// language.
	Translations []string `toml:"translations"`
	// Wildcards are folders of wildcard files.
	Wildcards []string `toml:"wildcards"`
	// Loras are folders of LoRAs, whose names are completed.
	Loras []string `toml:"loras"`
	// Embeddings are folders of embeddings, whose names are completed.
	Embeddings []string `toml:"embeddings"`
	// Profile is the name of a model profile, or the path of one's file. ""
	// is the built-in one that holds by default.
	Profile string `toml:"profile"`
	// Model is the variant of the model, as the profile calls it; "" is the
	// profile's first.
	Model string `toml:"model"`

	// Theme is "auto" (dark or light, as the terminal says), "dark",
	// "light", "plain" (no colour) or the name of one in Themes.
	Theme string `toml:"theme"`
	// Themes are the user's own themes by name.
	Themes map[string]Theme `toml:"themes"`
	// Keys changes the keys of actions: an action's name, as the screen has
	// it, and the keys that do it ("ctrl+y", "f5"). An empty list leaves the
	// action without a key.
	Keys map[string][]string `toml:"keys"`
	// Mouse reports whether the mouse is used.
	Mouse bool `toml:"mouse"`

	// Lint changes the checks.
	Lint Lint `toml:"lint"`
	// Lane is where artists and styles are gathered: "chunk", the first
	// chunk, closed by BREAK, or "end", the prompt's very end.
	Lane string `toml:"lane"`
	// Backtrack is A1111's comma padding backtrack in tokens: how far back
	// from a chunk's border a comma is looked for. 0 turns it off, 20 is
	// A1111's default.
	Backtrack int `toml:"backtrack"`
	// Picks reports whether tags that were chosen before are remembered and
	// come first among equals.
	Picks bool `toml:"picks"`
	// Sources are lists that "tailor update" fetches beside its own.
	Sources []Source `toml:"sources"`

	// Server is the web UI that makes pictures, Servers are others by name.
	Server  Server            `toml:"server"`
	Servers map[string]Server `toml:"servers"`
	// Settings are what pictures are made by where nothing else is said.
	Settings Settings `toml:"settings"`
	// Pictures say where pictures are kept and how they are drawn.
	Pictures Pictures `toml:"pictures"`

	lines tomllines.Places
}

// Theme is a user's own colours. Each is "#rrggbb", "#rgb" or the number of
// one of the terminal's 256 colours; the names are the screen's.
type Theme struct {
	// Base is the built-in theme that gives the colours not named: "dark" or
	// "light".
	Base string `toml:"base"`
	// Colors are colours by what they colour.
	Colors map[string]string `toml:"colors"`
}

// Lint changes the checks of the prompt.
type Lint struct {
	// Off are the names of rules that are not applied.
	Off []string `toml:"off"`
}

// Source is a list that can be fetched.
type Source struct {
	// Name is what the list is called, and its file's name without ending.
	Name string `toml:"name"`
	// URL is where it is fetched from.
	URL string `toml:"url"`
	// SHA256 is the content's checksum in hex, "" for none.
	SHA256 string `toml:"sha256"`
}

// Default returns what holds where the user has set nothing.
func Default() Config {
	return Config{Theme: "auto", Mouse: true, Lane: "chunk", Backtrack: 20, Picks: true}
}

// Load reads the user's config: the file at path, or with path "" the one in
// the config directory. Only a file that was asked for by path must be there.
// The error names file and line and says what to do; the Config beside it is
// usable all the same: it has the defaults.
func Load(path string) (Config, error) {
	asked := path != ""
	if !asked {
		dir, err := dirs.Path(dirs.Config)
		if err != nil {
			return Default(), nil // no home, so no file either
		}
		path = filepath.Join(dir, File)
	}
	info, err := os.Stat(path)
	switch {
	case !asked && (errors.Is(err, fs.ErrNotExist) || notDirectory(path)):
		return Default(), nil
	case err != nil:
		return Default(), fmt.Errorf("the config cannot be read: %w", err)
	case info.IsDir():
		return Default(), fmt.Errorf("the config %s is a directory: name a file", path)
	case info.Mode().IsRegular() && info.Size() > maxSize:
		return Default(), fmt.Errorf("the config %s has %d bytes, more than the %d that are read: it is no config file", path, info.Size(), maxSize)
	}
	read := intake.Read
	if asked {
		read = func(path string, limit int64) ([]byte, error) { return intake.ReadNamed(path, limit, intake.Patience) }
	}
	content, err := read(path, maxSize)
	if err != nil {
		return Default(), fmt.Errorf("the config cannot be read: %w", err)
	}
	return Read(content, path)
}

// notDirectory reports whether a file stands where path needs a directory.
func notDirectory(path string) bool {
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil {
			return !info.IsDir()
		}
		if dir == filepath.Dir(dir) {
			return false
		}
	}
}

// resolve makes a file name from the config complete.
func (c *Config) resolve(name string) string {
	name = dirs.Expand(name)
	if filepath.IsAbs(name) || c.Path == "" {
		return name
	}
	return filepath.Join(filepath.Dir(c.Path), name)
}
