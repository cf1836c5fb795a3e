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

// Knowledge holds what this project's writers know of tags, looked up by a
// tag's name, whatever list has it. Each file is lines of columns parted by
// tabs; those that begin with "# " say which:
//
//	general.tsv     tag, gloss, phrases, Japanese, Chinese, goes with
//	characters.tsv  tag, Japanese, Chinese, nicknames, traits
//	series.tsv      tag, Japanese, Chinese, titles
//	words.tsv       everyday word, words that tags have for it
//
// Texts in a cell are parted by "|", tags and words by blanks.
//
//go:embed starter/knowledge/*.tsv
var Knowledge embed.FS
