package infotext

import (
	"encoding/json"
	"slices"
	"strings"

	"tailor/data/pattern"
	"tailor/tags/python"
)

// settingsFrom is how many settings a last line must hold to be taken for
// settings and not for a line of the prompt.
const settingsFrom = 3

// longestLine is how many bytes a last line may have to be taken for settings:
// more than any program writes, and few enough to be looked through at once.
const longestLine = 256 << 10

const negativeMark = "Negative prompt:"

// everyPicture are settings that A1111 and those who write as it does put into
// every picture, besides Steps.
var everyPicture = []string{"Sampler", "Schedule type", "CFG scale", "Seed", "Size", "Model", "Model hash", "Version"}

// areSettings reports whether what was read as settings is none of a prompt: it
// has Steps or two others that every picture has.
func areSettings(settings []Setting) bool {
	known := 0
	for _, s := range settings {
		if s.Key == "Steps" {
			return true
		}
		if slices.Contains(everyPicture, s.Key) {
			known++
		}
	}
	return known >= 2
}

// setting is A1111's re_param, \s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$),
// with \w and \s as Python has them.
var setting = pattern.Of(`[\s\p{Z}\x0b\x1c-\x1f\x{85}]*` +
	`([\p{L}\p{N}_][\p{L}\p{N}_ \-/]+):[\s\p{Z}\x0b\x1c-\x1f\x{85}]*` +
	`("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)`)

// parseSettings reads a line of settings; nil when it holds too few. A value
// that is a JSON array or object stays whole: Civitai writes its resources so,
// without quotes, and A1111 cuts them at their commas.
func parseSettings(line string) []Setting {
	if len(line) > longestLine || strings.Count(line, ":") < settingsFrom || len(setting().FindAllStringIndex(line, settingsFrom)) < settingsFrom {
		return nil
	}
	return ParseSettings(line)
}

// ParseSettings reads a line that is known to hold settings, be they few.
func ParseSettings(line string) []Setting {
	settings, _ := readSettings(line)
	return settings
}

// readSettings reads the settings of a line. whole reports whether it holds
// nothing else that A1111 would pass over.
func readSettings(line string) (settings []Setting, whole bool) {
	whole = true
	for at := 0; at < len(line); {
		m := setting().FindStringSubmatchIndex(line[at:])
		if m == nil {
			return settings, whole && strings.TrimFunc(line[at:], python.IsSpace) == ""
		}
		whole = whole && m[0] == 0
		key, value := line[at+m[2]:at+m[3]], line[at+m[4]:at+m[5]]
		if n := jsonLen(line[at+m[4]:]); n > 0 {
			value = line[at+m[4] : at+m[4]+n]
			at += m[4] + n
			at += strings.IndexByte(line[at:]+",", ',') + 1
		} else {
			at += m[1]
		}
		settings = append(settings, Setting{key, unquote(value)})
	}
	return settings, whole
}

// jsonLen returns the length of the JSON array or object with which s begins,
// up to the comma or the end after it, or 0.
func jsonLen(s string) int {
	if s == "" || s[0] != '[' && s[0] != '{' {
		return 0
	}
	d := json.NewDecoder(strings.NewReader(s))
	var value json.RawMessage
	if d.Decode(&value) != nil {
		return 0
	}
	n := int(d.InputOffset())
	if rest := strings.TrimLeftFunc(s[n:], python.IsSpace); rest != "" && rest[0] != ',' {
		return 0
	}
	return n
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
