package lookup

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tailor/cmd/tailor/cli"
	"tailor/data/config"
	"tailor/data/dirs"
	"tailor/data/distance"
	"tailor/data/each"
	"tailor/data/printable"
	"tailor/data/update"
	"tailor/tags/library"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// updated is what became of a list as tailor update --json has it.
type updated struct {
	Name string `json:"name"`
	URL  string `json:"url"`
	Path string `json:"path"`
	// State is "installed", "unchanged" or "failed", with --show "shown": then the
	// rest is what is known before.
	State string `json:"state"`
	// Rows counts what came, 0 when nothing did.
	Rows int `json:"rows,omitempty"`
	// Bytes, SHA256 and Fetched are of the file that is installed now.
	Bytes   int64      `json:"bytes"`
	SHA256  string     `json:"sha256,omitempty"`
	Fetched *time.Time `json:"fetched"`
	Error   string     `json:"error,omitempty"`
}

// updating is one call of tailor update.
type updating struct {
	*cli.App
	update.Updater
	named                 []string
	asJSON, show, related bool
	rows                  map[string]int // by the list's name
}

// Update is "tailor update".
func Update(a *cli.App) *cobra.Command {
	u := updating{App: a, rows: map[string]int{}}
	cmd := &cobra.Command{
		Use:   "update [LIST…]",
		Short: "Fetch the full tag lists",
		Long: `update fetches the full tag lists and installs them: all that tailor knows and
that the config adds, or the ones that are named, or with --source one of
yours. A list that is installed is replaced in one step, and stays as it was
when anything goes wrong. A fetch that was cut is resumed by the next.`,
		Example: `  tailor update
  tailor update --show
  tailor update rouwei-artists
  tailor update --source https://lists.example/tags.csv
  tailor update --source ~/Downloads/danbooru.csv`,
		RunE: func(cmd *cobra.Command, args []string) error { return u.run(cmd.Context(), args) },
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&u.named, "source", nil, "fetch the list at this `URL or FILE` (repeatable)")
	flags.BoolVar(&u.related, "related", false, "fetch which tags stand on the same pictures, over 100 MB, and no list; with --source from there")
	flags.BoolVar(&u.asJSON, "json", false, "print a JSON value for each list")
	flags.BoolVar(&u.Force, "force", false, "fetch lists again that are the same, and take one that seems to be cut off")
	flags.BoolVar(&u.show, "show", false, "show what would be fetched, from where, and fetch nothing")
	flags.DurationVar(&u.Idle, "timeout", update.DefaultIdle, "how long a server may be silent")
	return cmd
}

// run fetches the lists that flags and arguments name, or shows which.
func (u *updating) run(ctx context.Context, args []string) error {
	if u.Idle <= 0 {
		return fmt.Errorf("--timeout %v: it takes a time such as 30s", u.Idle)
	}
	c, err := u.App.Config()
	if err != nil {
		return err
	}
	sources, err := sourcesToFetch(c, args, u.named)
	if err != nil {
		return err
	}
	if u.related && len(u.named) == 0 {
		sources = []update.Source{update.Related()}
	}
	if u.show {
		return u.writeSources(sources)
	}
	if u.Dir, err = dirs.Lists(); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends it at once
	u.Check = func(s update.Source, path string) (err error) {
		u.rows[s.Name], err = library.CheckFetched(s, path)
		return err
	}
	if u.related {
		sources = sources[:1]
		if err := u.turnRelated(ctx, sources[0]); err != nil {
			return err
		}
	}
	return u.fetch(ctx, sources)
}

// knownSources returns the lists that tailor knows and those of the config,
// of which one takes the place of a known one of its name.
func knownSources(c config.Config) []update.Source {
	known := update.Sources()
	for _, own := range c.Sources {
		i := slices.IndexFunc(known, func(k update.Source) bool { return strings.EqualFold(k.Name, own.Name) })
		if i < 0 {
			i, known = len(known), append(known, update.Source{})
		}
		known[i] = update.Source{Name: own.Name, URL: own.URL, SHA256: own.SHA256, About: "from the config"}
	}
	return known
}

// sourcesToFetch returns the sources that the arguments and --source name, or
// all known ones where they name none.
func sourcesToFetch(c config.Config, args, named []string) ([]update.Source, error) {
	known := knownSources(c)
	if len(args) == 0 && len(named) == 0 {
		return known, nil
	}
	names := each.Of(known, func(s update.Source) string { return s.Name })
	var chosen []update.Source
	for _, arg := range args {
		i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, arg) })
		if i >= 0 {
			chosen = append(chosen, known[i])
			continue
		}
		if near, ok := distance.Nearest(arg, slices.Values(names)); ok {
			return nil, fmt.Errorf("no list is called %q; did you mean %q?", arg, near)
		}
		return nil, fmt.Errorf("no list is called %q; there are %s, and --source takes an address or a file", arg, strings.Join(names, ", "))
	}
	for _, name := range named {
		s, err := update.ParseSource(name)
		if err != nil {
			return nil, fmt.Errorf("--source: %w", err)
		}
		chosen = append(chosen, s)
	}
	return chosen, nil
}

// fetch fetches the sources and writes what became of each.
func (u *updating) fetch(ctx context.Context, sources []update.Source) error {
	if cli.IsTerminal(u.Err) && !u.asJSON {
		u.Progress = func(p update.Progress) { showProgress(u.App, p) }
	}
	results, err := u.Run(ctx, sources...)
	var table [][]cli.Cell
	p := u.Palette()
	for _, r := range results {
		if u.asJSON {
			line := updated{Name: r.Source.Name, URL: r.Meta.URL, Path: r.Path, State: string(r.Step), Bytes: r.Meta.Bytes, SHA256: r.Meta.SHA256}
			if r.Step != update.Failed {
				line.Rows = u.rows[r.Source.Name]
			}
			if !r.Meta.Fetched.IsZero() {
				line.Fetched = &r.Meta.Fetched
			}
			if r.Err != nil {
				line.Error = r.Err.Error()
			}
			if err := u.WriteJSON(line); err != nil {
				return err
			}
			continue
		}
		row := []cli.Cell{{Text: r.Source.Name}, {Text: string(r.Step)}, {Right: true}, {Text: r.Path, Style: p.Dim}}
		switch {
		case r.Step == update.Failed:
			row[1].Style = p.Bad
			row[3].Text = ""
		case u.rows[r.Source.Name] > 0:
			row[2].Text = view.Plural(u.rows[r.Source.Name], "row")
		}
		table = append(table, row)
	}
	return cmp.Or(u.WriteTable(table), err)
}

// writeSources writes what would be fetched.
func (u *updating) writeSources(sources []update.Source) error {
	p := u.Palette()
	var table [][]cli.Cell
	for _, s := range sources {
		if u.asJSON {
			if err := u.WriteJSON(updated{Name: s.Name, URL: s.URL, State: "shown", Rows: s.Rows, Bytes: s.Bytes, SHA256: s.SHA256}); err != nil {
				return err
			}
			continue
		}
		row := []cli.Cell{{Text: s.Name}, {Right: true}, {Right: true}, {Text: "licence not stated", Style: p.Dim}, {Text: s.URL, Style: p.Dim}}
		if s.Rows > 0 {
			row[1].Text = view.Plural(s.Rows, "row")
		}
		if s.Bytes > 0 {
			row[2].Text = update.Bytes(s.Bytes)
		}
		if s.Licence != "" {
			row[3].Text = s.Licence
		}
		table = append(table, row)
	}
	return u.WriteTable(table)
}

// barCells is the width of a progress bar.
const barCells = 24

// showProgress draws the line that tells how far a list is, in place of the
// one before.
func showProgress(a *cli.App, p update.Progress) {
	width, _, _ := term.GetSize(int(a.Err.Fd()))
	width = cmp.Or(max(0, width), 80)
	// A line as wide as the terminal would wrap, and stay.
	fmt.Fprint(a.Err, "\r"+ansi.Truncate(printable.Line(progressLine(p)), width-1, "…")+ansi.EraseLineRight)
}

// progressLine says how far a list is, "" when it has ended.
func progressLine(p update.Progress) string {
	switch {
	case p.Step == update.Checking:
		return p.Source.Name + "  checking"
	case p.Step != update.Fetching:
		return ""
	case p.Done == 0: // it is asked for, and nothing has come
		return p.Source.Name + "  fetching"
	case p.Total <= 0:
		return fmt.Sprintf("%s  %s", p.Source.Name, update.Bytes(p.Done))
	}
	percent := 100 * p.Done / p.Total
	return fmt.Sprintf("%s  %s %3d%%  %s of %s", p.Source.Name, cli.Bar(int(p.Done), int(p.Total), barCells), percent, update.Bytes(p.Done), update.Bytes(p.Total))
}

// Behind returns how the screen fetches the lists, nil where the lists
// of this run are named and stand alone.
func Behind(a *cli.App, c config.Config) desk.Update {
	if len(a.Tags) > 0 {
		return nil
	}
	return func(ctx context.Context, progress func(string)) (string, error) {
		dir, err := dirs.Lists()
		if err != nil {
			return "", err
		}
		u := &update.Updater{Dir: dir}
		u.Check = func(s update.Source, path string) error {
			_, err := library.CheckFetched(s, path)
			return err
		}
		u.Progress = func(p update.Progress) {
			if line := progressLine(p); line != "" {
				progress(printable.Line(line))
			}
		}
		results, err := u.Run(ctx, knownSources(c)...)
		return fetched(results), err
	}
}

// fetched says in a sentence what an update has installed, "" for nothing.
func fetched(results []update.Result) string {
	var names []string
	same := 0
	for _, r := range results {
		switch r.Step {
		case update.Installed:
			names = append(names, r.Source.Name)
		case update.Unchanged:
			same++
		}
	}
	switch {
	case len(names) > 0:
		return "Fetched " + strings.Join(names, ", ") + "."
	case same > 0 && same == len(results):
		return "The lists have not changed."
	}
	return ""
}
