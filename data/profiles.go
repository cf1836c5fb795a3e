package data

import "embed"

// Profiles holds the model profiles that come with the program, a TOML file
// each; package tags/profile documents and reads their form.
//
//go:embed profiles/*.toml
var Profiles embed.FS
