package infotext

import (
	"encoding/json"
	"regexp"
	"strings"

	"tailor/tags/python"
)

// settingsFrom is how many settings a last line must hold to be taken for
// settings and not for a line of the prompt.
const settingsFrom = 3

const negativeMark = "Negative prompt:"

// everyPicture are settings that A1111 and those who write as it does put into
// every picture, under names that no part of a prompt has.
var everyPicture = []string{"Steps", "Sampler", "Schedule type", "CFG scale", "Seed", "Size", "Model", "Model hash", "Version"}

// setting is A1111's re_param, \s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$),
// with \w and \s as Python has them.
var setting = regexp.MustCompile(`[\s\p{Z}\x0b\x1c-\x1f\x{85}]*` +
	`([\p{L}\p{N}_][\p{L}\p{N}_ \-/]+):[\s\p{Z}\x0b\x1c-\x1f\x{85}]*` +
	`("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)`)

// parseSettings reads a line of settings; nil when it holds too few.
func parseSettings(line string) []Setting {
	found := setting.FindAllStringSubmatch(line, -1)
	if len(found) < settingsFrom {
		return nil
	}
	settings := make([]Setting, len(found))
	for i, m := range found {
		settings[i] = Setting{m[1], unquote(m[2])}
	}
	return settings
}

// nothingElse tells whether a line holds settings from its beginning to its
// end, without anything between them that A1111 would pass over.
func nothingElse(line string) bool {
	at := 0
	for _, m := range setting.FindAllStringIndex(line, -1) {
		if m[0] != at {
			return false
		}
		at = m[1]
	}
	return strings.TrimFunc(line[at:], python.IsSpace) == ""
}

// unquote reads a value that is a JSON string; what is none stays as it is.
func unquote(value string) string {
	if len(value) < 2 || value[0] != '"' || value[len(value)-1] != '"' {
		return value
	}
	var s string
	if json.Unmarshal([]byte(value), &s) != nil {
		return value
	}
	return s
}
