package config

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"tailor/data/charset"
	"tailor/data/decoding"
	"tailor/data/distance"
	"tailor/data/each"
	"tailor/data/tomllines"
)

// Read reads a config from the content of the file at path. Every error is
// one of the user's and names the file, the line, and what to write instead;
// several are joined. The Config beside an error has the defaults.
func Read(content []byte, path string) (Config, error) {
	plain := Default()
	plain.Path = path
	c := plain
	content = charset.Unicode(content)
	if err := tomllines.Check(content); err != nil {
		return plain, fmt.Errorf("%s: %w", path, err)
	}
	decoder := toml.NewDecoder(bytes.NewReader(content)).DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil {
		return plain, explain(err, path)
	}
	c.lines = tomllines.Of(content)
	if slips := c.lines.Miscased(c); len(slips) > 0 {
		return plain, errors.Join(each.Of(slips[:min(len(slips), mostUnknown)], func(s tomllines.Slip) error {
			return fmt.Errorf("%s:%d: unknown key %q; did you mean %q?", path, s.Line, s.Written, s.Name)
		})...)
	}
	if err := c.check(); err != nil {
		return plain, err
	}
	for _, names := range [][]string{c.Lists, c.Translations, c.Wildcards, c.Loras, c.Embeddings} {
		for i := range names {
			names[i] = c.resolve(names[i])
		}
	}
	if strings.ContainsAny(c.Profile, `/\`) || strings.HasSuffix(c.Profile, ".toml") {
		c.Profile = c.resolve(c.Profile)
	}
	return c, nil
}

// mostUnknown is how many unknown keys are named at once.
const mostUnknown = 10

// explain turns an error of the TOML reader's into one that says file, line
// and remedy.
func explain(err error, path string) error {
	if missing, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		var all []error
		for _, e := range missing.Errors[:min(len(missing.Errors), mostUnknown)] {
			line, _ := e.Position()
			all = append(all, unknown(path, line, e.Key()))
		}
		if more := len(missing.Errors) - len(all); more > 0 {
			all = append(all, fmt.Errorf("%s: and %d more unknown keys", path, more))
		}
		return errors.Join(all...)
	}
	if wrong, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, column := wrong.Position()
		message := decoding.TOML(wrong)
		if key := strings.Join(wrong.Key(), "."); key != "" {
			message = fmt.Sprintf("%s: %s", key, message)
		}
		if strings.Contains(message, "already") {
			message += "; take one of the two out, or put both into one"
		} else if want := kindOf(wrong.Key()); want != "" {
			message += "; it takes " + want
		}
		return fmt.Errorf("%s:%d:%d: %s", path, line, column, message)
	}
	return fmt.Errorf("%s: %w", path, err)
}

// keys are the keys of a config file and what each takes, by dotted name; "*"
// stands for a name of the user's.
var keys = map[string]string{
	"lists":           `a list of files, ["a.csv", "b.csv"]`,
	"translations":    `a list of files, ["zh.csv"]`,
	"wildcards":       `a list of folders, ["~/wildcards"]`,
	"loras":           `a list of folders, ["~/webui/models/Lora"]`,
	"embeddings":      `a list of folders, ["~/webui/embeddings"]`,
	"profile":         `the name of a profile or of its file`,
	"model":           `the name of a variant that the profile has`,
	"theme":           `"auto", "dark", "light", "plain" or the name of a theme of yours`,
	"themes":          `themes, each a table [themes.NAME]`,
	"themes.*":        `a table with base and colors`,
	"themes.*.base":   `"dark" or "light"`,
	"themes.*.colors": `a table of colours, accent = "#ff8800"`,
	"keys":            `a table of keys, copy = ["ctrl+y"]`,
	"keys.*":          `a list of keys, ["ctrl+y", "f5"]`,
	"mouse":           `true or false`,
	"lint":            `a table with off`,
	"lint.off":        `a list of rules, ["duplicate"]`,
	"lane":            `"chunk" or "end"`,
	"backtrack":       `a number of tokens, 0 to 75`,
	"picks":           `true or false`,
	"sources":         `tables [[sources]] with name and url`,
	"sources.name":    `a file name without ending`,
	"sources.url":     `an address, "https://…"`,
	"sources.sha256":  `64 hex digits`,
}

// Keys returns every key that a config file may have, by dotted name, "*"
// standing for a name of the user's, in the alphabet's order.
func Keys() []string {
	return slices.Sorted(maps.Keys(keys))
}

// kindOf says what a key takes, "" for a key that is not known.
func kindOf(key []string) string {
	for n := len(key); n > 0; n-- {
		if takes, ok := keys[generic(key[:n])]; ok {
			return takes
		}
	}
	return ""
}

// generic is the dotted name of a key with "*" for a name of the user's.
func generic(key []string) string {
	parts := slices.Clone(key)
	if len(parts) > 1 && (parts[0] == "themes" || parts[0] == "keys" || parts[0] == "servers") {
		parts[1] = "*"
	}
	return strings.Join(parts, ".")
}

// unknown is the error for a key that tailor does not know. It offers the
// nearest one at the same place.
func unknown(path string, line int, key []string) error {
	name := strings.Join(key, ".")
	last := key[len(key)-1]
	above := ""
	if len(key) > 1 {
		above = generic(key[:len(key)-1])
	}
	var beside, other []string
	for k := range keys {
		parent, leaf := "", k
		if i := strings.LastIndexByte(k, '.'); i >= 0 {
			parent, leaf = k[:i], k[i+1:]
		}
		switch {
		case leaf == "*":
		case parent == above:
			beside = append(beside, leaf)
		default:
			other = append(other, k)
		}
	}
	slices.Sort(beside)
	slices.Sort(other)
	if near, ok := distance.Nearest(last, slices.Values(beside)); ok {
		return fmt.Errorf("%s:%d: unknown key %q; did you mean %q?", path, line, name, near)
	}
	// The right key under the wrong table: every top-level key written below
	// a [table] lands in it.
	for _, k := range other {
		if k == last || strings.HasSuffix(k, "."+last) {
			if !strings.Contains(k, ".") {
				return fmt.Errorf("%s:%d: unknown key %q; %q belongs at the top, before the first [table]", path, line, name, k)
			}
			return fmt.Errorf("%s:%d: unknown key %q; did you mean %q?", path, line, name, k)
		}
	}
	if len(beside) == 0 {
		return fmt.Errorf("%s:%d: unknown key %q; remove it", path, line, name)
	}
	return fmt.Errorf("%s:%d: unknown key %q; remove it (known here: %s)", path, line, name, strings.Join(beside, ", "))
}

// Complaint is the error for a value at a dotted key that the part of tailor
// that uses it cannot take: it names the file and, where the key stands in
// it, the line.
func (c *Config) Complaint(key, format string, args ...any) error {
	return c.complaintAt(key, key, format, args...)
}

// Has reports whether the file names a dotted key.
func (c *Config) Has(key string) bool { return c.lines[key] > 0 }

// complaintAt is Complaint for a key at a place, "sources[1].name".
func (c *Config) complaintAt(place, key, format string, args ...any) error {
	message := key + ": " + fmt.Sprintf(format, args...)
	switch line := c.lines.Line(place); {
	case line > 0:
		return fmt.Errorf("%s:%d: %s", c.Path, line, message)
	case c.Path != "":
		return fmt.Errorf("%s: %s", c.Path, message)
	}
	return errors.New(message)
}
