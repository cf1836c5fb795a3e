package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/muesli/termenv"
	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/cmd/tailor/lookup"
	"tailor/data/clipboard"
	"tailor/data/config"
	"tailor/data/dirs"
	"tailor/data/gallery"
	"tailor/data/printable"
	"tailor/data/state"
	"tailor/tags/library"
	"tailor/tags/picture"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/lint"
	"tailor/tags/prompt/splice"
	"tailor/ui"
	"tailor/ui/keymap"
	"tailor/ui/terminal"
	"tailor/ui/theme"
)

func (a *app) composerFlags(root *cobra.Command) {
	var print, version bool
	root.Use = "tailor [PROMPT]"
	root.Args = cobra.ArbitraryArgs
	root.Flags().BoolVar(&print, "print", false, "print the prompt to standard output on leaving")
	// Cobra's own flag of the name takes a template, for which the linker must
	// keep every method of the program: two megabytes.
	root.Flags().BoolVarP(&version, "version", "v", false, "print the version")
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if version {
			return a.writeVersion()
		}
		if err := mistyped(cmd, args); err != nil {
			return err
		}
		return a.composer(cmd.Context(), args, print)
	}
}

// composer opens the screen on a prompt, and prints the prompt on leaving
// where that is asked for.
func (a *app) composer(ctx context.Context, args []string, print bool) error {
	c, fault, err := a.ConfigAnyhow()
	if err != nil {
		return err
	}
	// With everything redirected nobody is there, whatever terminal the
	// process may have been started from.
	if !cli.IsTerminal(a.In) && !cli.IsTerminal(a.Out) && !cli.IsTerminal(a.Err) {
		return terminal.ErrNone
	}
	tty, err := terminal.Open()
	if err != nil {
		return err
	}
	defer tty.Close()
	o, err := a.screenOptions(c, tty)
	if err != nil && fault == nil && !a.ConfigNamed() {
		// What is wrong in the config costs nobody the screen: the defaults
		// hold. What flags name is wrong beside them as well.
		if plain, wrong := a.screenOptions(a.Over(config.Default()), tty); wrong == nil {
			c, o, fault, err = a.Over(config.Default()), plain, err, nil
		}
	}
	if err != nil {
		return err
	}
	o.Texts.Positive = strings.Join(args, " ")
	if len(args) == 0 && !cli.IsTerminal(a.In) {
		if o.Texts.Positive, err = a.Prompt(nil, ""); err != nil {
			return err
		}
	}
	o.Load = loadFor(c, a.Sources(c))
	o.Update = lookup.Behind(a.App, c)
	o.Import = importPicture
	release, files := keep(&o)
	if fault != nil {
		o.Remark = strings.TrimSuffix(printable.Line("The config's defaults hold: "+fault.Error())+"; "+o.Remark, "; ")
	}
	if err := a.makePictures(ctx, c, &o, files, tty); err != nil {
		release()
		return err
	}
	if !c.Picks {
		o.Picks = nil
	}
	outcome, err := ui.Run(ctx, o, tty)
	release()
	var written error
	if outcome.Unsaved != nil {
		// What could not be written down is printed, to be copied by hand.
		written = writeUnsaved(tty, outcome)
		err = errors.Join(err, fmt.Errorf("what was typed could not be saved, it stands above: %w", outcome.Unsaved))
	}
	if outcome.HalfTyped != "" {
		_, _ = fmt.Fprintln(tty, printable.Line(outcome.HalfTyped)+" was not taken.")
	}
	if err == nil && outcome.Aborted {
		return cli.ErrAborted
	}
	switch {
	case print:
		written = errors.Join(written, a.WriteText(splice.Copyable(outcome.Texts.Positive)))
	case outcome.ByHand != "":
		written = errors.Join(written, a.WriteText(outcome.ByHand))
	}
	return errors.Join(err, written)
}

// writeUnsaved prints the texts that were cleared away and are nowhere else,
// and those that stand, with an empty line between them.
func writeUnsaved(w io.Writer, outcome ui.Outcome) error {
	var all []string
	for _, c := range append(outcome.Cleared, state.Copied{Prompt: outcome.Texts.Positive, Negative: outcome.Texts.Negative, Settings: outcome.Settings}) {
		text := infotext.Infotext{Texts: prompt.Texts{Positive: c.Prompt, Negative: c.Negative}}.String()
		if c.Settings != "" && text != "" {
			text += "\n"
		}
		if text += c.Settings; text != "" {
			all = append(all, text)
		}
	}
	_, err := fmt.Fprintln(w, printable.Text(strings.Join(all, "\n\n")))
	return err
}

// importPicture reads the prompt of a picture that was dropped on the screen, or
// of JSON that was pasted.
func importPicture(path string) (infotext.Infotext, []string, error) {
	read := picture.ReadFile
	if strings.HasPrefix(path, "{") {
		read = func(text string) (picture.Prompt, error) {
			return picture.Read(strings.NewReader(text), int64(len(text)))
		}
	}
	p, err := read(dirs.Expand(path))
	if n := len(p.More); n > 0 {
		p.Notes = append(p.Notes, infotext.Several(n+1))
	}
	return p.Infotext, p.Notes, err
}

// screenOptions returns what the config and the flags say of the screen.
func (a *app) screenOptions(c config.Config, tty *terminal.Terminal) (ui.Options, error) {
	p, model, missing, err := a.Chosen(c)
	if err != nil {
		return ui.Options{}, err
	}
	if err := lint.CheckNames(p, c.Lint.Off); err != nil {
		return ui.Options{}, c.Complaint("lint.off", "%v", err)
	}
	o := ui.Options{
		Profile: p,
		Model:   model,
		Prompt:  prompt.Options{Backtrack: c.Backtrack},
		Lane:    edit.Options{StylesAtEnd: c.Lane == "end"},
		Off:     c.Lint.Off,
		Keys:    keymap.Default(),
		Mouse:   c.Mouse,
		Copy: func(ctx context.Context, text string) (string, error) {
			way, err := clipboard.Copy(ctx, text, tty)
			return string(way), err
		},
	}
	if !clipboard.Remote() {
		o.Browse = openAddress
	}
	o.Models, o.ModelFor, o.ModelFixed = modelChoices, modelFor, c.Profile != "" || a.Model != ""
	if missing != nil {
		o.Remark = printable.Line(missing.Error())
	}
	if action, err := o.Keys.Rebind(c.Keys); err != nil {
		return ui.Options{}, c.Complaint("keys."+action, "%v", err)
	}
	s, _ := p.Sampling(model)
	if o.Settings, err = cli.ConfigSettings(c, s); err != nil {
		return ui.Options{}, err
	}
	if err := gallery.CheckName(c.Pictures.Name); err != nil {
		return ui.Options{}, c.Complaint("pictures.name", "%v", err)
	}
	o.Theme, o.Light, err = themes(c, colours(tty))
	o.LightGround = theme.LightGround(os.Getenv("COLORFGBG"))
	return o, err
}

// modelChoices reads the profiles and variants that can be chosen.
func modelChoices() []ui.ModelChoice {
	var all []ui.ModelChoice
	for _, f := range library.Profiles(cli.ProfilesDir()) {
		p, err := f.Load()
		if err != nil {
			all = append(all, ui.ModelChoice{Name: f.Name, Fault: printable.Line(err.Error())})
			continue
		}
		for _, m := range p.Models() {
			all = append(all, ui.ModelChoice{Name: f.Name, Profile: p, Variant: m})
		}
	}
	return all
}

// modelFor returns the profile that a model's name chooses, with the variant
// where the name tells one.
func modelFor(name string) (ui.ModelChoice, bool) {
	f, p, ok := library.ProfileFor(name, cli.ProfilesDir())
	if !ok {
		return ui.ModelChoice{}, false
	}
	m, _ := p.VariantOf(name)
	return ui.ModelChoice{Name: f.Name, Profile: p, Variant: m}, true
}

// colours is how many colours the terminal shows, none where the user wants
// none.
func colours(tty *terminal.Terminal) termenv.Profile {
	out := termenv.NewOutput(tty, termenv.WithTTY(true))
	if out.EnvNoColor() {
		return termenv.Ascii
	}
	return theme.Colours(out.EnvColorProfile(), os.Getenv("TERM"))
}

// themes returns the theme that the config asks for, and for "auto" the one
// to go to where the terminal says that its ground is light.
func themes(c config.Config, profile termenv.Profile) (chosen, light *theme.Theme, err error) {
	build := func(name string, p theme.Palette, dark bool) *theme.Theme {
		t := theme.Build(name, p, dark, profile)
		if theme.NoArcs(os.Getenv("TERM")) {
			return t.ASCII()
		}
		return t
	}
	for name, own := range c.Themes { // those that are not chosen too
		palette := theme.Dark
		if err := palette.Change(own.Colors); err != nil {
			return nil, nil, c.Complaint("themes."+name+".colors", "%v", err)
		}
	}
	own := c.Themes[c.Theme]
	switch c.Theme {
	case "auto":
		light = build("light", theme.Light, false)
		own.Base = "dark"
	case "dark", "light":
		own.Base = c.Theme
	case "plain":
		profile = termenv.Ascii
	}
	palette, dark := theme.Dark, own.Base != "light"
	if !dark {
		palette = theme.Light
	}
	if err := palette.Change(own.Colors); err != nil {
		return nil, nil, c.Complaint("themes."+c.Theme+".colors", "%v", err)
	}
	return build(c.Theme, palette, dark), light, nil
}

// keep gives the screen the state directory, so that nothing is lost. Where
// nothing can be written there the screen says so and works without. The
// function it returns gives back what was taken.
func keep(o *ui.Options) (release func(), files state.Dir) {
	release = func() {}
	dir, err := dirs.Path(dirs.State)
	var sitting *state.Sitting
	if err == nil {
		_, missing := os.Stat(dir)
		o.First = errors.Is(missing, fs.ErrNotExist)
		sitting, err = state.Dir(dir).Sit()
	}
	if err != nil {
		o.Picks = new(state.Picks)
		o.Unkept = printable.Line("Drafts and history are not kept: " + err.Error())
		return release, ""
	}
	files = state.Dir(dir)
	o.Store, o.Session = files, sitting
	picks, err := files.Picks()
	o.Picks = picks
	orphan, lost := files.Orphan()
	if err = errors.Join(err, lost); err != nil {
		o.Remark = printable.Line(err.Error())
	}
	if orphan != nil {
		o.LeftDraft, o.Discard = &orphan.Draft, orphan.Discard
		release = func() { _ = orphan.Release() }
	} else if last, ok, err := files.Last(); err == nil && ok {
		o.LeftDraft = &last
	}
	return release, files
}
