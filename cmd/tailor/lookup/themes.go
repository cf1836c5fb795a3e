package lookup

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tailor/cmd/tailor/cli"
	"tailor/data/distance"
	"tailor/data/each"
	"tailor/tags/catalogue"
	"tailor/ui/view"
)

// themed is a theme as tailor search --themes --json has it.
type themed struct {
	Theme string `json:"theme"`
	Tags  int    `json:"tags"`
}

// writeThemes writes the themes of the lists in use.
func writeThemes(a *cli.App, c *catalogue.Catalogue, asJSON bool) error {
	all := c.Themes()
	if len(all) == 0 {
		return errNoThemes
	}
	if asJSON {
		return errors.Join(each.Of(all, func(t catalogue.Theme) error { return a.WriteJSON(themed{t.Name, t.Tags}) })...)
	}
	return a.WriteTable(each.Of(all, func(t catalogue.Theme) []cli.Cell {
		return []cli.Cell{{Text: t.Name}, {Text: view.Grouped(t.Tags), Right: true}}
	}))
}

var errNoThemes = errors.New("the lists in use have no themes: the built-in lists have, which --tags replaces")

// findTheme returns the theme of a name, or says which there are.
func findTheme(c *catalogue.Catalogue, name string) (catalogue.Theme, error) {
	if t, ok := c.Theme(name); ok {
		return t, nil
	}
	all := c.Themes()
	if len(all) == 0 {
		return catalogue.Theme{}, errNoThemes
	}
	names := each.Of(all, func(t catalogue.Theme) string { return t.Name })
	near, ok := distance.Nearest(name, slices.Values(names))
	with := slices.DeleteFunc(names, func(n string) bool { return !strings.Contains(n, strings.ToLower(name)) })
	if !ok && len(with) == 1 {
		near, ok = with[0], true
	}
	switch {
	case ok:
		return catalogue.Theme{}, fmt.Errorf("--theme: there is no theme %q; did you mean %q?", name, near)
	case len(with) > 1:
		return catalogue.Theme{}, fmt.Errorf("--theme: %q may be %s", name, strings.Join(with, ", "))
	}
	return catalogue.Theme{}, fmt.Errorf("--theme: there is no theme %q; \"tailor search --themes\" shows them", name)
}
