package data

import _ "embed"

// Knowledge holds what this project's writers know of tags, looked up by a
// tag's name, whatever list has it: a zip of the files in starter/knowledge,
// which make up a third of it packed. Each file is lines of columns parted by
// tabs; those that begin with "# " say which:
//
//	general.tsv     tag, gloss, phrases, Japanese, Chinese, goes with
//	characters.tsv  tag, Japanese, Chinese, nicknames, traits
//	series.tsv      tag, Japanese, Chinese, titles
//	casts.tsv       series, its characters and the series that are parts of it
//	words.tsv       everyday word, words that tags have for it
//
// Texts in a cell are parted by "|", tags and words by blanks.
//
//go:generate go run ./packgen starter/knowledge knowledge.zip
//go:embed knowledge.zip
var Knowledge string
