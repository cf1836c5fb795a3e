package state

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// readLine reads a line of the history. Lines as tailor writes them are read
// in one pass, whose texts are parts of the line; all others by encoding/json.
func readLine(line string) (Copied, error) {
	if c, ok := plainLine(line); ok {
		return c, nil
	}
	var c Copied
	err := json.Unmarshal([]byte(line), &c)
	return c, err
}

// plainLine reads a line that holds nothing but the keys of Copied, with the
// simplest of escapes. It is false for any other.
func plainLine(line string) (c Copied, ok bool) {
	rest, ok := strings.CutPrefix(line, "{")
	if !ok || !utf8.ValidString(line) {
		return c, false
	}
	for {
		var name, value string
		if name, rest, ok = plainString(rest); !ok {
			return c, false
		}
		if rest, ok = strings.CutPrefix(rest, ":"); !ok {
			return c, false
		}
		if name == "star" {
			if c.Star = strings.HasPrefix(rest, "true"); !c.Star {
				return c, false
			}
			rest = rest[len("true"):]
		} else if value, rest, ok = plainString(rest); !ok {
			return c, false
		}
		switch name {
		case "star":
		case "time":
			if c.Time.UnmarshalText([]byte(value)) != nil {
				return c, false
			}
		case "prompt":
			c.Prompt = value
		case "negative":
			c.Negative = value
		case "settings":
			c.Settings = value
		case "how":
			c.How = How(value)
		case "name":
			c.Name = value
		default:
			return c, false
		}
		if rest == "}" {
			return c, true
		}
		if rest, ok = strings.CutPrefix(rest, ","); !ok {
			return c, false
		}
	}
}

// plainString reads a string of JSON at the beginning of a text. It is false
// where there is none, or one with an escape other than for a quote, a
// backslash, a newline or a tab.
func plainString(text string) (value, rest string, ok bool) {
	if !strings.HasPrefix(text, `"`) {
		return "", "", false
	}
	text = text[1:]
	end := strings.IndexByte(text, '"')
	if end < 0 {
		return "", "", false
	}
	if value = text[:end]; !strings.Contains(value, `\`) {
		return value, text[end+1:], !steers(value)
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return b.String(), text[i+1:], true
		case c < ' ':
			return "", "", false
		case c != '\\':
			b.WriteByte(c)
		case i+1 < len(text) && (text[i+1] == '"' || text[i+1] == '\\'):
			i++
			b.WriteByte(text[i])
		case i+1 < len(text) && text[i+1] == 'n':
			i++
			b.WriteByte('\n')
		case i+1 < len(text) && text[i+1] == 't':
			i++
			b.WriteByte('\t')
		default:
			return "", "", false
		}
	}
	return "", "", false
}

// steers reports whether a text holds a control character, which stands in no
// string of JSON as it is.
func steers(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' {
			return true
		}
	}
	return false
}
