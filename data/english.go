package data

import _ "embed"

// English holds English words and their forms, a TOML file that package
// tags/english reads.
//
//go:embed english/words.toml
var English []byte
