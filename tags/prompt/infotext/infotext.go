// Package infotext reads and writes what the A1111 web UI calls infotext: a
// prompt, its negative prompt and the settings of a picture in one text, as
// it stands in pictures and as the web UI's paste button takes it
// (modules/infotext_utils.py of version 1.10).
package infotext

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

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

// IsMore reports whether it is more than a prompt alone.
func (i Infotext) IsMore() bool { return i.Negative != "" || len(i.Settings) > 0 }

// Parse takes an infotext apart. Any text is one: without a line of settings
// and a negative prompt it is a prompt. Unlike A1111 it leaves the white space
// at the ends of the prompts' lines as it is, so that what was written comes
// back byte for byte.
func Parse(text string) Infotext {
	return parse(text, func([]Setting, string, string) bool { return true })
}

// Read takes a text apart that may be an infotext or a prompt alone. Parse
// takes a last line such as "(long hair:1.2), (blue eyes:1.3), (smile:1.1)" for
// settings, as A1111's paste button does, and the prompt would be lost. Here a
// line is one of settings only with settings in it that A1111 writes into every
// picture, or when it holds nothing but settings after a negative prompt.
//
// The line of settings may be followed by others that hold one each, as
// extensions and SD.Next write them. Prompts that share the last line with the
// settings are parted from them, and a CR alone ends a line.
func Read(text string) Infotext {
	text = ownLines(lineEnds(text))
	if start, settings, ok := settingsBlock(strings.TrimRightFunc(text, python.IsSpace)); ok {
		info := Infotext{Settings: settings}
		info.setTexts(text[:max(0, start-1)])
		info.Positive = withoutLabel(info.Positive)
		info.withHypernet()
		return info
	}
	return parse(text, func(settings []Setting, line, before string) bool {
		if areSettings(settings) {
			return true
		}
		_, _, negative := negativeAt(before)
		_, whole := readSettings(line)
		return negative && whole
	})
}

// lineEnds writes every end of a line as "\n".
func lineEnds(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// parse takes an infotext apart. sure judges what was read as settings off the
// last line, with that line and the lines before it.
func parse(text string, sure func(settings []Setting, line, before string) bool) Infotext {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	body := strings.TrimRight(text, "\n")
	trimmed := strings.TrimRightFunc(text, python.IsSpace)
	start := strings.LastIndexByte(trimmed, '\n') + 1
	info := Infotext{Settings: parseSettings(trimmed[start:])}
	if info.Settings != nil {
		before := trimmed[:max(0, start-1)]
		if sure(info.Settings, trimmed[start:], before) {
			body = before
		} else {
			info.Settings = nil
		}
	}
	info.setTexts(body)
	return info
}

// setTexts parts what stands before the settings into the two prompts.
func (i *Infotext) setTexts(body string) {
	if strings.TrimSpace(body) == "" && i.Settings != nil {
		return // blank lines before the settings
	}
	i.Positive = body
	if at, prompt, ok := negativeAt(body); ok {
		i.Positive = body[:max(0, at-1)]
		i.Negative = strings.TrimPrefix(body[prompt:], " ")
	}
}

// negativeAt returns where the first line stands that begins a negative
// prompt, and where that prompt begins.
func negativeAt(body string) (line, prompt int, ok bool) {
	for at := 0; at <= len(body); {
		end := len(body)
		if n := strings.IndexByte(body[at:], '\n'); n >= 0 {
			end = at + n
		}
		text := strings.TrimLeftFunc(body[at:end], python.IsSpace)
		if strings.HasPrefix(text, negativeMark) {
			return at, end - len(text) + len(negativeMark), true
		}
		at = end + 1
	}
	return 0, 0, false
}

// String writes the infotext as A1111 does. Lost says whether A1111 will read
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
	b.WriteString(FormatSettings(i.Settings))
	return b.String()
}

// FormatSettings writes settings as one line, as they stand in an infotext.
func FormatSettings(settings []Setting) string {
	var b strings.Builder
	for n, s := range settings {
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
	if value != "" && !strings.ContainsAny(value, ",\n:\r\t") && value[0] != '"' &&
		value == strings.TrimFunc(value, python.IsSpace) {
		return value
	}
	return `"` + escapes().Replace(strings.ToValidUTF8(value, "\ufffd")) + `"`
}

// escapes write what a JSON string cannot hold as it stands, and leave the rest.
var escapes = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{`"`, `\"`, `\`, `\\`}
	for c := range ' ' {
		b, _ := json.Marshal(string(c))
		pairs = append(pairs, string(c), strings.Trim(string(b), `"`))
	}
	return strings.NewReplacer(pairs...)
})

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
		if n := len(i.Settings); n > 0 && n < settingsFrom {
			lost = append(lost, fmt.Sprintf("%d settings are too few to be read as settings: give at least %d", n, settingsFrom))
		} else {
			lost = append(lost, "the settings are read differently: a name must be two or more letters, digits, spaces, \"-\" or \"/\"")
		}
	}
	return lost
}
