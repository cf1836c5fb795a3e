package data

import _ "embed"

// Vocabulary holds the words that models were taught beside the boorus' tags,
// a TOML file that package tags/profile reads.
//
//go:embed vocabulary/words.toml
var Vocabulary []byte
