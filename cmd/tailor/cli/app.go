// Package cli is what the commands of tailor share: the standard streams, the
// flags that all take, the config, profile and lists that these name, and how
// input is read and output written.
package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tailor/data/beside"
	"tailor/data/config"
	"tailor/data/dirs"
	"tailor/data/printable"
	"tailor/tags/library"
)

// ErrAborted ends a command as one that a signal ended, with no message.
var ErrAborted = errors.New("aborted")

// ErrFound ends a command with exit code 1 and no message: what it says is in
// the output.
var ErrFound = errors.New("found")

// Streams are the program's standard streams.
type Streams struct{ In, Out, Err *os.File }

// App is what every command needs: the streams and the flags that all have.
type App struct {
	Streams
	Stdout *bufio.Writer // Out, written when the command ends

	Tags         []string // lists in place of all installed ones
	ProfileName  string   // the profile that a flag names, "" for the config's
	Model        string   // the variant that a flag names, "" for the config's
	translations []string
	wildcards    []string
	configPath   string
	after        []func()        // what End waits for
	warned       map[string]bool // what WarnOnce has written
}

// New returns what commands need that read and write the streams.
func New(s Streams) *App {
	return &App{Streams: s, Stdout: bufio.NewWriterSize(s.Out, 64<<10), warned: map[string]bool{}}
}

// AddFlags adds the flags that all commands take.
func (a *App) AddFlags(flags *pflag.FlagSet) {
	flags.StringArrayVar(&a.Tags, "tags", nil, "use this tag `file` in place of all installed lists (repeatable)")
	flags.StringArrayVar(&a.translations, "translations", nil, "`file` of what tags are called in another language (repeatable)")
	flags.StringArrayVar(&a.wildcards, "wildcards", nil, "`folder` of wildcard files (repeatable)")
	flags.StringVar(&a.configPath, "config", "", "read this config `file`")
	flags.StringVar(&a.ProfileName, "profile", "", "what the model wants: the `name` of a profile, or its file")
	flags.StringVar(&a.Model, "model", "", "the model's `variant`, by its profile's name for it")
}

// speaksEmpty are the flags of which an empty value says something: no text, no
// tag, or a setting that is left out.
var speaksEmpty = []string{"artist", "batch", "cfg", "checkpoint", "clip-skip", "hires", "meta", "negative", "quality", "sampler",
	"scheduler", "seed", "settings", "size", "steps", "style", "vae"}

// CheckEmpty is the error for a flag that names nothing, as --server "$SERVER"
// does where SERVER is not set: left out, another server would be asked.
func CheckEmpty(flags *pflag.FlagSet) error {
	var found error
	flags.Visit(func(f *pflag.Flag) {
		all := []string{f.Value.String()}
		if several, ok := f.Value.(pflag.SliceValue); ok {
			all = append(several.GetSlice(), "")[:max(1, len(several.GetSlice()))]
		}
		if slices.Contains(all, "") && !slices.Contains(speaksEmpty, f.Name) {
			name, _ := pflag.UnquoteUsage(f)
			found = cmp.Or(found, fmt.Errorf("--%s is empty: write --%s <%s>, or leave it out", f.Name, f.Name, name))
		}
	})
	return found
}

// longestMessage is how many characters a line of a message has at most: what it
// quotes may be a key or a name of a megabyte.
const longestMessage = 4000

// Warn writes messages to standard error, one a line.
func (a *App) Warn(err error) {
	if err == nil {
		return
	}
	for line := range strings.SplitSeq(strings.TrimSpace(err.Error()), "\n") {
		fmt.Fprintln(a.Err, "tailor: "+printable.Line(printable.Ends(line, longestMessage)))
	}
}

// WarnEach writes messages behind what they have in common.
func (a *App) WarnEach(before string, messages []string) {
	for _, m := range messages {
		a.Warn(errors.New(before + m))
	}
}

// WarnOnce writes those of the messages that it has not written yet.
func (a *App) WarnOnce(messages []string) {
	for _, m := range messages {
		if !a.warned[m] {
			a.Warn(errors.New(m))
		}
		a.warned[m] = true
	}
}

// Config returns the user's config with the flags put over it.
func (a *App) Config() (config.Config, error) {
	c, fault, err := a.ConfigAnyhow()
	return c, cmp.Or(fault, err)
}

// WithConfig is what a command runs that has to have the config.
func (a *App) WithConfig(do func(*cobra.Command, config.Config, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		c, err := a.Config()
		if err != nil {
			return err
		}
		return do(cmd, c, args)
	}
}

// ConfigAnyhow is Config that returns apart what is wrong in the config: then
// the defaults hold. A file that a flag names must be right.
func (a *App) ConfigAnyhow() (c config.Config, fault, err error) {
	c, fault = config.Load(a.configPath)
	if fault != nil && a.configPath != "" {
		return c, nil, fault
	}
	return a.Over(c), fault, a.checkWildcards()
}

// ConfigNamed reports whether a flag names the config's file.
func (a *App) ConfigNamed() bool { return a.configPath != "" }

// Over puts the flags over a config.
func (a *App) Over(c config.Config) config.Config {
	if a.ProfileName != "" {
		c.Profile, c.Model = a.ProfileName, "" // the config's is another profile's
	}
	c.Model = cmp.Or(a.Model, c.Model)
	if a.wildcards != nil {
		c.Wildcards = a.wildcards
	}
	if a.translations != nil {
		c.Translations = a.translations
	}
	return c
}

// checkWildcards is the error for what --wildcards names and is no folder. A
// folder of the config that is missing is only warned of.
func (a *App) checkWildcards() error {
	var all []error
	for _, folder := range a.wildcards {
		info, err := os.Stat(folder)
		switch {
		case err != nil:
			all = append(all, fmt.Errorf("--wildcards: %w", err))
		case !info.IsDir():
			all = append(all, fmt.Errorf("--wildcards: %s is a file: name the folder that it is in", folder))
		}
	}
	return errors.Join(all...)
}

// Sources returns where the lists are.
func (a *App) Sources(c config.Config) library.Sources {
	s := library.Sources{Named: a.Tags, Own: c.Lists, Translations: c.Translations, TranslationsNamed: a.translations != nil}
	s.Explain = func(origin library.Origin, err error) error {
		key := "lists"
		if origin == library.Translation {
			key = "translations"
		}
		return c.Complaint(key, "%v", err)
	}
	// Without a home there are no installed lists, and nothing is lost.
	s.Dir, _ = dirs.Lists()
	s.Cache, _ = dirs.Path(dirs.Cache)
	return s
}

// Loader is a way to load lists: library.Load or library.LoadCatalogue.
type Loader func(context.Context, library.Sources) (*library.Library, error)

// Load loads the lists that the config and the flags name, and tells on
// standard error of those that cannot be used.
func (a *App) Load(ctx context.Context, how Loader) (*library.Library, error) {
	c, err := a.Config()
	if err != nil {
		return nil, err
	}
	return a.LoadBy(ctx, c, how)
}

// LoadBy is Load for one who has the config already.
func (a *App) LoadBy(ctx context.Context, c config.Config, how Loader) (*library.Library, error) {
	uncollected()
	lib, err := how(ctx, a.Sources(c))
	if err != nil {
		return nil, err
	}
	a.Warn(lib.Err())
	keeping, giveUp := context.WithCancel(context.Background())
	kept := beside.Go(func() { lib.Keep(keeping) }) // while the command works
	a.after = append(a.after, func() {
		defer giveUp()
		defer beside.AfterFunc(patience, giveUp).Stop()
		kept()
	})
	return lib, nil
}

// patience is how long a copy of the lists may take once the answer is out: on a slow
// disk a large one is not worth waiting for.
const patience = 300 * time.Millisecond

// End ends a command: its output goes out, and then it waits for what nobody who
// reads that waits for.
func (a *App) End() error {
	err := a.Stdout.Flush()
	for _, wait := range a.after {
		wait()
	}
	return err
}
