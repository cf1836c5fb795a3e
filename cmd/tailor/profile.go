package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/each"
	"tailor/data/printable"
	"tailor/tags/library"
	"tailor/tags/profile"
	"tailor/tags/prompt/lint"
)

// listedProfile is the JSON value of tailor profile list for a profile.
type listedProfile struct {
	Name     string          `json:"name"`
	Title    string          `json:"title"`
	Variants []profile.Model `json:"variants"`
	// Path is the user's file, "" for one that is part of the program.
	Path string `json:"path"`
	// Error is why the profile cannot be used.
	Error string `json:"error,omitempty"`
}

func (a *app) profileCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "profile",
		Short: "List, show and check the models' profiles",
		Long: `profile lists, shows and checks profiles: files that say what a model wants of
a prompt. Those of several models come with the program; your own lie in the
folder "profiles" of the config directory. "tailor help profiles" shows how to
write one.`,
	}
	var asJSON bool
	list := &cobra.Command{
		Use:   "list",
		Short: "List the profiles that can be chosen, one a line, its name first",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return a.listProfiles(asJSON) },
	}
	list.Flags().BoolVar(&asJSON, "json", false, "print one JSON value a line, for one profile each")
	cmd.AddCommand(list, &cobra.Command{
		Use:   "show NAME|FILE",
		Short: "Print a profile as it is written, to begin one of your own with",
		Args:  cobra.ExactArgs(1),
		RunE:  func(_ *cobra.Command, args []string) error { return a.showProfile(args[0]) },
	}, &cobra.Command{
		Use:   "check FILE…",
		Short: "Say what is wrong in profiles, with line and remedy",
		Long:  "check reads profiles and prints what is wrong in them, a line each. It exits with 1\nwhen there is anything.",
		Args:  cobra.MinimumNArgs(1),
		RunE:  func(_ *cobra.Command, args []string) error { return a.checkProfiles(args) },
	})
	cmd.Args = cobra.ArbitraryArgs // judged here, with what there is to choose
	cmd.RunE = noSuch("command of profile", cmd)
	return cmd
}

func (a *app) listProfiles(asJSON bool) error {
	dim := a.Palette().Dim
	var rows [][]cli.Cell
	a.Warn(library.ProfilesFault(cli.ProfilesDir()))
	for _, f := range library.Profiles(cli.ProfilesDir()) {
		l, about := listedProfile{Name: f.Name, Path: f.Path, Variants: []profile.Model{}}, ""
		if p, err := f.Load(); err != nil {
			l.Error = err.Error()
			about, _, _ = strings.Cut(l.Error, "\n")
		} else {
			l.Title, l.Variants = p.Name, p.Models()
			about = variantList(l.Variants)
		}
		if asJSON {
			if err := a.WriteJSON(l); err != nil {
				return err
			}
			continue
		}
		rows = append(rows, []cli.Cell{{Text: l.Name}, {Text: l.Title}, {Text: about, Style: dim}, {Text: l.Path, Style: dim}})
	}
	return a.WriteTable(rows)
}

func variantList(models []profile.Model) string {
	return strings.Join(each.Of(models, func(m profile.Model) string { return string(m) }), ", ")
}

func (a *app) showProfile(name string) error {
	if strings.ContainsAny(name, `/\`) || strings.HasSuffix(name, ".toml") {
		return a.printFile(name, true)
	}
	for _, f := range library.Profiles(cli.ProfilesDir()) {
		if strings.EqualFold(f.Name, name) {
			if name = f.Name; f.Path != "" {
				return a.printFile(f.Path, false)
			}
		}
	}
	if text, ok := profile.Source(name); ok { // what others extend is there too
		return a.WriteText(strings.TrimSuffix(text, "\n"))
	}
	return fmt.Errorf("%w %q; there are: %s", library.ErrNoProfile, name, strings.Join(profileNames(), ", "))
}

// printFile prints a profile's file, which must be one, and says what is wrong
// in it.
func (a *app) printFile(path string, named bool) error {
	text, err := profile.ReadFile(path, named)
	if err != nil {
		return err
	}
	if _, err := profile.Load(text, path); err != nil {
		if _, ok := errors.AsType[profile.Faults](err); !ok {
			return err
		}
		a.Warn(err)
	}
	return a.WriteText(strings.TrimSuffix(string(text), "\n"))
}

func (a *app) checkProfiles(paths []string) error {
	var found, unread error
	for _, path := range paths {
		p, err := profile.LoadFile(path)
		var faults profile.Faults
		if err == nil {
			faults = noRules(p, path)
		}
		switch {
		case err == nil && len(faults) == 0:
			about := fmt.Sprintf("%s: nothing is wrong with it: %s (%s)", path, p.Name, variantList(p.Models()))
			if p.Extends != "" {
				about += fmt.Sprintf(", extends %q", p.Extends)
			}
			found = errors.Join(found, a.WriteText(printable.Line(about)))
		case err == nil, errors.As(err, &faults):
			found = errors.Join(found, cli.ErrFound)
			for _, f := range faults {
				found = errors.Join(found, a.WriteText(printable.Line(f.Error())))
			}
		default:
			unread = errors.Join(unread, err) // the others are checked all the same
		}
	}
	return cmp.Or(unread, found)
}

// noRules are the faults of the names that a profile gives to rules which lint does
// not have. The profile holds without them.
func noRules(p *profile.Profile, path string) (faults profile.Faults) {
	for _, name := range slices.Sorted(maps.Keys(p.Rules)) {
		if !slices.ContainsFunc(lint.Rules, func(r lint.Rule) bool { return r.Name == name }) {
			faults = append(faults, profile.Fault{Path: path, What: fmt.Sprintf("rules: lint has no rule %q", name), Remedy: "\"tailor help lint\" has them"})
		}
	}
	return faults
}
