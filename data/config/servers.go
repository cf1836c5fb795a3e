package config

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"
)

// Server is a web UI that makes pictures.
type Server struct {
	// URL is its address, "http://127.0.0.1:7860".
	URL string `toml:"url"`
	// Kind is "auto", "a1111" or "comfyui", "" for auto.
	Kind string `toml:"kind"`
	// User and Password are sent by HTTP Basic, where User is not "".
	User     string `toml:"user"`
	Password string `toml:"password"`
	// CA is a file of certificates in PEM that are trusted.
	CA string `toml:"ca"`
}

// Settings are the user's own defaults of the settings that pictures are made
// by. What is zero is the profile's.
type Settings struct {
	Size       string  `toml:"size"`
	Steps      int     `toml:"steps"`
	CFG        float64 `toml:"cfg"`
	Sampler    string  `toml:"sampler"`
	Scheduler  string  `toml:"scheduler"`
	Seed       *int64  `toml:"seed"`
	Batch      int     `toml:"batch"`
	Hires      string  `toml:"hires"`
	Checkpoint string  `toml:"checkpoint"`
	VAE        string  `toml:"vae"`
	ClipSkip   int     `toml:"clip_skip"`
}

// Pictures say where pictures are kept.
type Pictures struct {
	// Folder is where they are saved, "" for "tailor" in the user's folder of
	// pictures.
	Folder string `toml:"folder"`
	// Name is the pattern of their names, see package gallery; "" is its own.
	Name string `toml:"name"`
	// Protocol is how they are drawn in the terminal: "auto", "kitty",
	// "iterm2", "sixel", "blocks" or "off".
	Protocol string `toml:"protocol"`
}

// pictureKeys are the keys that this file is about, see keys.
var pictureKeys = map[string]string{
	"server":              `a table with url`,
	"server.url":          `an address, "http://127.0.0.1:7860"`,
	"server.kind":         `"auto", "a1111" or "comfyui"`,
	"server.user":         `a user's name`,
	"server.password":     `a password`,
	"server.ca":           `a file of certificates in PEM`,
	"servers":             `servers, each a table [servers.NAME]`,
	"servers.*":           `a table with url`,
	"servers.*.url":       `an address, "http://127.0.0.1:7860"`,
	"servers.*.kind":      `"auto", "a1111" or "comfyui"`,
	"servers.*.user":      `a user's name`,
	"servers.*.password":  `a password`,
	"servers.*.ca":        `a file of certificates in PEM`,
	"settings":            `a table with size, steps, cfg and the like`,
	"settings.size":       `width x height in pixels, "832x1216"`,
	"settings.steps":      `a number, 1 to 150`,
	"settings.cfg":        `a number, 1 to 30`,
	"settings.sampler":    `a sampler's name, "Euler a"`,
	"settings.scheduler":  `a schedule's name, "Karras"`,
	"settings.seed":       `a number from 0, or -1 for another one each time`,
	"settings.batch":      `a number, 1 to 64`,
	"settings.hires":      `"off", "on", or scale, denoising and upscaler, "1.5,0.6,Latent"`,
	"settings.checkpoint": `a checkpoint's name`,
	"settings.vae":        `a VAE's name`,
	"settings.clip_skip":  `a number, 1 to 12`,
	"pictures":            `a table with folder, name and protocol`,
	"pictures.folder":     `a folder, "~/Pictures/tailor"`,
	"pictures.name":       `a pattern, "{date}/{time}-{seed}"`,
	"pictures.protocol":   `"auto", "kitty", "iterm2", "sixel", "blocks" or "off"`,
}

func init() { maps.Copy(keys, pictureKeys) }

// servers checks the servers, and resolves the names of their files.
func (k *checker) servers() {
	one := func(key string, s *Server) {
		if s.Kind != "" {
			k.oneOf(key+".kind", s.Kind, "auto", "a1111", "comfyui")
		}
		if s.URL != "" && !isAddress(s.URL) {
			k.complain(key+".url", `it is no address of a web UI; it takes %s`, keys["server.url"])
		}
		if s.CA != "" {
			s.CA = k.resolve(s.CA)
		}
	}
	one("server", &k.Server)
	for name, s := range k.Servers {
		if s.URL == "" {
			k.complain("servers."+name, "the server has no url; write url = %q in it", "http://127.0.0.1:7860")
		}
		one("servers."+name, &s)
		k.Servers[name] = s
	}
}

// pictures checks the table of that name, and resolves its folder.
func (k *checker) pictures() {
	if k.Pictures.Protocol != "" {
		k.oneOf("pictures.protocol", k.Pictures.Protocol, "auto", "kitty", "iterm2", "sixel", "blocks", "off")
	}
	if k.Pictures.Folder != "" {
		k.Pictures.Folder = k.resolve(k.Pictures.Folder)
	}
}

// PicturesFolder returns where pictures are saved.
func (c *Config) PicturesFolder() string {
	if c.Pictures.Folder != "" {
		return c.Pictures.Folder
	}
	if dir := xdg.UserDirs.Pictures; dir != "" {
		return filepath.Join(dir, "tailor")
	}
	return "tailor"
}

// The environment variables that stand for the keys of [server].
const (
	serverVariable   = "TAILOR_SERVER"
	userVariable     = "TAILOR_SERVER_USER"
	passwordVariable = "TAILOR_SERVER_PASSWORD"
)

// ChooseServer returns the server of a name, or with "" the one that is set in
// the environment or under [server], else the first by name of [servers]; ok is
// false where none is set. User and password of the environment come before
// those of the file.
func (c *Config) ChooseServer(name string) (server Server, shown string, ok bool, err error) {
	names := slices.Sorted(maps.Keys(c.Servers))
	switch s, known := c.Servers[name]; {
	case known:
		server, shown = s, name
	case name != "":
		if len(names) == 0 {
			return server, "", false, fmt.Errorf("there is no server %q; write [servers.%s] with its url into the config", name, name)
		}
		return server, "", false, fmt.Errorf("there is no server %q; there are: %s", name, strings.Join(names, ", "))
	case os.Getenv(serverVariable) != "":
		server = Server{URL: os.Getenv(serverVariable), Kind: c.Server.Kind, User: c.Server.User, Password: c.Server.Password, CA: c.Server.CA}
	case c.Server.URL != "":
		server = c.Server
	case len(names) > 0:
		server, shown = c.Servers[names[0]], names[0]
	}
	server.User = cmp.Or(os.Getenv(userVariable), server.User)
	server.Password = cmp.Or(os.Getenv(passwordVariable), server.Password)
	return server, shown, server.URL != "", nil
}
