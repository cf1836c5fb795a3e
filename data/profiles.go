package data

import (
	"embed"
	"strings"
)

// Profiles holds the model profiles that come with the program, a TOML file
// each; package tags/profile documents and reads their form. Those in
// profiles/base are no model's: others extend them.
//
//go:embed profiles/*.toml profiles/base/*.toml
var Profiles embed.FS

//go:embed profiles/default
var defaultProfile string

// DefaultProfile returns the name of the profile that holds where none is
// asked for.
func DefaultProfile() string { return strings.TrimSpace(defaultProfile) }
