package infotext

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

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

// field is where a setting stands in a line: all of it from the white space
// before it, its key, its value, and what follows its comma.
type field struct{ start, key, colon, value, end, next int }

// nextField finds the first setting of a line from an offset on, as A1111's
// re_param does, \s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$). Written
// out, since a text may have a hundred thousand lines that look like settings.
func nextField(line string, from int) (f field, ok bool) {
	for at := from; ; at = f.colon + 1 {
		n := strings.IndexByte(line[at:], ':')
		if n < 0 {
			return field{}, false
		}
		f = field{key: -1, colon: at + n}
		for i := f.colon; i > at; {
			r, size := utf8.DecodeLastRuneInString(line[at:i])
			word := python.IsWord(r)
			if !word && r != ' ' && r != '-' && r != '/' {
				break
			}
			if i -= size; word && i+size < f.colon {
				f.key = i
			}
		}
		if f.key >= 0 {
			break
		}
	}
	f.start = from + len(strings.TrimRightFunc(line[from:f.key], python.IsSpace))
	f.value = len(line) - len(strings.TrimLeftFunc(line[f.colon+1:], python.IsSpace))
	f.end = f.value + quotedLen(line[f.value:])
	if f.end == f.value || f.end < len(line) && line[f.end] != ',' {
		f.end = f.value + toComma(line[f.value:])
	}
	f.next = min(f.end+1, len(line))
	return f, true
}

// toComma returns how many bytes of s stand before its first comma.
func toComma(s string) int {
	if n := strings.IndexByte(s, ','); n >= 0 {
		return n
	}
	return len(s)
}

// quotedLen returns the length of the string in quotes, not empty, that s
// begins with, or 0.
func quotedLen(s string) int {
	if s == "" || s[0] != '"' {
		return 0
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			if i == 1 {
				return 0
			}
			return i + 1
		case '\\':
			if i++; i < len(s) && s[i] == '\n' {
				return 0
			}
		}
	}
	return 0
}

// usualSettings is as many settings as hardly a line has.
const usualSettings = 32

// areMany reports whether a line holds as many settings as make it one of them.
func areMany(line string) bool {
	for at, n := 0, 0; ; n++ {
		f, ok := nextField(line, at)
		if n == settingsFrom || !ok {
			return n == settingsFrom
		}
		at = f.next
	}
}

// parseSettings reads a line of settings; nil when it holds too few. A value
// that is a JSON array or object stays whole: Civitai writes its resources so,
// without quotes, and A1111 cuts them at their commas.
func parseSettings(line string) []Setting {
	if len(line) > longestLine || strings.Count(line, ":") < settingsFrom || !areMany(line) {
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
		f, ok := nextField(line, at)
		if !ok {
			return settings, whole && strings.TrimFunc(line[at:], python.IsSpace) == ""
		}
		whole = whole && f.start == at
		if n := jsonLen(line[f.value:]); n > 0 {
			f.end = f.value + n
			f.next = min(f.end+toComma(line[f.end:])+1, len(line))
		}
		if settings == nil {
			settings = make([]Setting, 0, min(strings.Count(line, ":"), usualSettings))
		}
		settings = append(settings, Setting{line[f.key:f.colon], unquote(line[f.value:f.end])})
		at = f.next
	}
	return settings, whole
}

// jsonLen returns the length of the JSON array or object with which s begins,
// up to the comma or the end after it, or 0. It gives up at the first sign that
// JSON has not there, since a text may have a million such beginnings.
func jsonLen(s string) int {
	depth, last := 0, byte('[') // the kind of what was read last: a sign, "0" for a word, a quote for a string
	for i := 0; i < len(s) && (i > 0 || s[0] == '[' || s[0] == '{'); i++ {
		ended := last == '0' || last == '"' || last == ']' // a value has
		switch c := s[i]; c {
		case ' ', '\t', '\n', '\r':
			continue
		case '[', '{':
			if ended {
				return 0
			}
			depth++
			last = '['
		case ']', '}':
			if depth--; depth == 0 {
				rest := strings.TrimLeftFunc(s[i+1:], python.IsSpace)
				if rest != "" && rest[0] != ',' || !json.Valid([]byte(s[:i+1])) {
					return 0
				}
				return i + 1
			}
			last = ']'
		case ',', ':':
			if !ended || c == ':' && last != '"' {
				return 0
			}
			last = c
		case '"':
			n := quotedLen(s[i:])
			if strings.HasPrefix(s[i:], `""`) {
				n = 2
			}
			if ended || n == 0 {
				return 0
			}
			i += n - 1
			last = '"'
		default:
			if ended && last != '0' || strings.IndexByte("0123456789+-.eEtrufalsn", c) < 0 {
				return 0
			}
			last = '0'
		}
	}
	return 0
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
