// Package data holds the bytes that tailor works on: what is embedded in the
// program (the starter lists, the model profile, CLIP's merges) and what the
// user has fetched or written. It knows nothing of what the bytes mean.
package data

import "embed"

// Starter holds the starter lists, written by this project: a CSV file of
// tags for every theme (name,category,count,"alias,alias"; the theme is the
// file's name without number and ending) and artists.txt, a wildcard file.
//
//go:embed starter/*.csv starter/*.txt
var Starter embed.FS
