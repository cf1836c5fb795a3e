package config

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tailor/data/distance"
	"tailor/data/pattern"
	"tailor/data/update"
)

var colour = pattern.Of(`^(#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}|[0-9]{1,3})$`)

// checks look at a part of the config each.
var checks = []func(*checker){
	(*checker).lane, (*checker).themes, (*checker).backtrack, (*checker).files, (*checker).keyNames, (*checker).sources,
	(*checker).servers, (*checker).pictures,
}

// checker gathers what in a config cannot be meant.
type checker struct {
	*Config
	wrong []error
}

// check says which values cannot be meant.
func (c *Config) check() error {
	k := checker{Config: c}
	for _, part := range checks {
		part(&k)
	}
	// Maps have no order; the file has.
	slices.SortFunc(k.wrong, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(k.wrong...)
}

func (k *checker) complain(key, format string, args ...any) {
	k.wrong = append(k.wrong, k.Complaint(key, format, args...))
}

// oneOf complains of a value that is none of those known.
func (k *checker) oneOf(key, value string, known ...string) {
	if slices.Contains(known, value) {
		return
	}
	if near, ok := distance.Nearest(value, slices.Values(known)); ok {
		k.complain(key, "%q is unknown; did you mean %q?", value, near)
	} else {
		k.complain(key, "%q is unknown; it takes %s", value, keys[generic(strings.Split(key, "."))])
	}
}

// isAddress reports whether a text is the address of a server of the web.
func isAddress(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return false
	}
	_, err = strconv.ParseUint(u.Port(), 10, 16)
	return u.Port() == "" || err == nil
}

func (k *checker) lane() { k.oneOf("lane", k.Lane, "chunk", "end") }

func (k *checker) themes() {
	builtin := []string{"auto", "dark", "light", "plain"}
	themes := slices.Clone(builtin)
	for name, theme := range k.Themes {
		key := "themes." + name
		if slices.Contains(builtin, name) {
			k.complain(key, "%q is a built-in theme; give yours another name", name)
		}
		themes = append(themes, name)
		if theme.Base != "" {
			k.oneOf(key+".base", theme.Base, "dark", "light")
		}
		for what, value := range theme.Colors {
			if !colour().MatchString(value) || value[0] != '#' && len(value) == 3 && value > "255" {
				k.complain(key+".colors."+what, `%q is no colour; write "#rrggbb" or a number from 0 to 255`, value)
			}
		}
	}
	k.oneOf("theme", k.Theme, themes...)
}

func (k *checker) backtrack() {
	if k.Backtrack < 0 || k.Backtrack > 75 {
		k.complain("backtrack", "%d is out of range; it takes %s", k.Backtrack, keys["backtrack"])
	}
}

// mostFiles is how many files or folders each of these keys may name.
const mostFiles = 1000

func (k *checker) files() {
	for key, names := range map[string][]string{
		"lists": k.Lists, "translations": k.Translations, "wildcards": k.Wildcards, "loras": k.Loras, "embeddings": k.Embeddings,
	} {
		if slices.Contains(names, "") {
			k.complain(key, "an empty name; it takes %s", keys[key])
		}
		if len(names) > mostFiles {
			k.complain(key, "%d names, and at most %d are read; name the folder that they lie in", len(names), mostFiles)
		}
	}
}

func (k *checker) keyNames() {
	for action, list := range k.Keys {
		if slices.Contains(list, "") {
			k.complain("keys."+action, "an empty key; it takes %s, and [] for none", keys["keys.*"])
		}
	}
}

func (k *checker) sources() {
	for i, s := range k.Sources {
		complain := func(key, format string, args ...any) {
			args = append([]any{i + 1, s.Name}, args...)
			k.wrong = append(k.wrong, k.complaintAt(fmt.Sprintf("sources[%d].%s", i, key), "sources."+key, "number %d, %q: "+format, args...))
		}
		if err := update.CheckName(s.Name); err != nil {
			complain("name", "%v", err)
		}
		if slices.ContainsFunc(k.Sources[:i], func(have Source) bool { return strings.EqualFold(have.Name, s.Name) }) {
			complain("name", "another source has this name: give one of them another, as their files would be one")
		}
		if !isAddress(s.URL) {
			complain("url", "the url %q is no address; it takes %s", s.URL, keys["sources.url"])
		}
		if err := update.CheckSum(s.SHA256); err != nil {
			complain("sha256", "%v", err)
		}
	}
}
