// Package infotext reads and writes what the A1111 web UI calls infotext: a
// prompt, its negative prompt and the settings of a picture in one text, as
// it stands in pictures and as the web UI's paste button takes it
// (modules/infotext_utils.py of version 1.10).
package infotext

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/python"
)

// Setting is one setting of a picture, "Steps" and "28".
type Setting struct{ Key, Value string }

// Infotext is an infotext taken apart.
type Infotext struct {
	prompt.Texts
	// Settings are in the order of the text.
	Settings []Setting
}

// Get returns the value of a setting, of several of one name the last, as
// A1111 does.
func (i Infotext) Get(key string) (value string, ok bool) {
	for _, s := range slices.Backward(i.Settings) {
		if s.Key == key {
			return s.Value, true
		}
	}
	return "", false
}

// settingsFrom is how many settings a last line must hold to be taken for
// settings and not for a line of the prompt.
const settingsFrom = 3

const negativeMark = "Negative prompt:"

// setting is A1111's re_param, \s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$),
// with \w and \s as Python has them.
var setting = regexp.MustCompile(`[\s\p{Z}\x0b\x1c-\x1f\x{85}]*` +
	`([\p{L}\p{N}_][\p{L}\p{N}_ \-/]+):[\s\p{Z}\x0b\x1c-\x1f\x{85}]*` +
	`("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)`)

// Parse takes an infotext apart. Any text is one: without a line of settings
// and a negative prompt it is a prompt. Unlike A1111 it leaves the white space
// at the ends of the prompts' lines as it is, so that what was written comes
// back byte for byte.
func Parse(text string) Infotext {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	body := strings.TrimRight(text, "\n")
	trimmed := strings.TrimRightFunc(text, python.IsSpace)
	start := strings.LastIndexByte(trimmed, '\n') + 1
	info := Infotext{Settings: parseSettings(trimmed[start:])}
	if info.Settings != nil {
		body = trimmed[:max(0, start-1)]
	}
	for at := 0; at <= len(body); {
		end := len(body)
		if n := strings.IndexByte(body[at:], '\n'); n >= 0 {
			end = at + n
		}
		line := strings.TrimLeftFunc(body[at:end], python.IsSpace)
		if strings.HasPrefix(line, negativeMark) {
			info.Positive = body[:max(0, at-1)]
			info.Negative = strings.TrimPrefix(body[end-len(line)+len(negativeMark):], " ")
			return info
		}
		at = end + 1
	}
	info.Positive = body
	return info
}

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

// String writes the infotext as A1111 does. Lost tells whether A1111 will read
// the same out of it.
func (i Infotext) String() string {
	var b strings.Builder
	b.WriteString(i.Positive)
	newline := func() {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
	}
	if i.Negative != "" {
		newline()
		b.WriteString(negativeMark + " ")
		b.WriteString(i.Negative)
	}
	if len(i.Settings) > 0 {
		newline()
	}
	for n, s := range i.Settings {
		if n > 0 {
			b.WriteString(", ")
		}
		b.WriteString(s.Key + ": " + quote(s.Value))
	}
	return b.String()
}

// quote writes a value, as a JSON string where A1111 does, for a comma, a
// newline or a colon in it, and where it would otherwise be read as another.
func quote(value string) string {
	if value != "" && !strings.ContainsAny(value, ",\n:\r") && value[0] != '"' &&
		value == strings.TrimFunc(value, python.IsSpace) {
		return value
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range value {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		case '\b':
			b.WriteString(`\b`)
		case '\f':
			b.WriteString(`\f`)
		default:
			if r < ' ' {
				fmt.Fprintf(&b, `\u%04x`, r)
			} else {
				b.WriteRune(r)
			}
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Lost tells what of an infotext will not come back out of its text, a
// sentence each; nil when all of it does. Such are a line of the prompt that
// begins with "Negative prompt:", fewer than three settings, or a setting
// whose name A1111 cannot read.
func (i Infotext) Lost() []string {
	back := Parse(i.String())
	var lost []string
	if back.Positive != i.Positive {
		lost = append(lost, "the prompt is read differently: a line of it looks like a negative prompt or like settings, or it ends its lines with CR")
	}
	if back.Negative != i.Negative {
		lost = append(lost, "the negative prompt is read differently: its last line looks like settings, or it ends its lines with CR")
	}
	if !slices.Equal(back.Settings, i.Settings) {
		switch n := len(i.Settings); {
		case n > 0 && n < settingsFrom:
			lost = append(lost, fmt.Sprintf("%d settings are too few to be read as settings: give at least %d", n, settingsFrom))
		default:
			lost = append(lost, "the settings are read differently: a name must be two or more letters, digits, spaces, \"-\" or \"/\"")
		}
	}
	return lost
}
