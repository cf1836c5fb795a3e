package lookup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/dirs"
	"tailor/data/each"
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/library"
	"tailor/tags/profile"
	"tailor/tags/related"
	"tailor/ui/view"
)

// card is what tailor tag --json tells of a name.
type card struct {
	Name string `json:"name"`
	// Known is false for a name that is no tag; the rest is empty then.
	Known    bool     `json:"known"`
	Tag      string   `json:"tag,omitempty"`
	Prompt   string   `json:"prompt,omitempty"`
	Category string   `json:"category,omitempty"`
	Count    int      `json:"count,omitempty"`
	Alias    string   `json:"alias,omitempty"`
	Dead     string   `json:"dead,omitempty"`
	Instead  string   `json:"instead,omitempty"`
	Series   []string `json:"series,omitempty"`
	Gloss    string   `json:"gloss,omitempty"`
	Aliases  []string `json:"aliases,omitempty"`
	Said     []string `json:"said,omitempty"`
	Japanese []string `json:"japanese,omitempty"`
	Chinese  []string `json:"chinese,omitempty"`
	Traits   []string `json:"traits,omitempty"`
	GoesWith []string `json:"goes_with,omitempty"`
	SeenWith []string `json:"seen_with,omitempty"`
	Wiki     string   `json:"wiki,omitempty"`
}

// Tag is "tailor tag".
func Tag(a *cli.App) *cobra.Command {
	t := telling{App: a}
	cmd := &cobra.Command{
		Use:   "tag NAME…",
		Short: "Say what a tag is",
		Long: `tag says of each name whether it is a tag, what it shows, what it is called
elsewhere and what goes with it. A name that is an alias, or a word that does
nothing on the model, is said to be one, with the tag that is meant. Without a
name it reads one a line from standard input. It exits with 1 when one of them
is unknown.`,
		Example: `  tailor tag dutch_angle
  tailor tag "karin (blue archive)" "hatsune miku"
  tailor tag --json ahoge`,
		RunE: func(cmd *cobra.Command, args []string) error { return t.run(cmd.Context(), args) },
	}
	cmd.Flags().BoolVar(&t.asJSON, "json", false, "print one JSON value a line, for one name each")
	return cmd
}

// telling is one call of tailor tag.
type telling struct {
	*cli.App
	asJSON    bool
	catalogue *catalogue.Catalogue
	profile   *profile.Profile
	seen      *related.File
	told      int  // names
	unknown   bool // one of them is no tag
}

// run tells of the names that are the arguments, or of each of standard input.
func (t *telling) run(ctx context.Context, names []string) error {
	if len(names) == 0 {
		if err := t.NeedInput("tag"); err != nil {
			return err
		}
	} else if slices.ContainsFunc(names, blank) {
		return errors.New("a name is empty: give the name of a tag")
	}
	c, err := t.Config()
	if err != nil {
		return err
	}
	if t.profile, _, err = t.App.Profile(c); err != nil {
		return err
	}
	lib, err := t.Load(ctx, library.LoadCatalogue)
	if err != nil {
		return err
	}
	t.catalogue = lib.Catalogue
	t.seen = openRelated(t.App)
	defer t.seen.Close()
	for _, name := range names {
		if err := t.tell(name); err != nil {
			return err
		}
	}
	if len(names) == 0 {
		err = t.Lines(func(line []byte, _ int) error {
			switch name := string(line); {
			case !blank(name):
				return t.tell(name)
			case t.asJSON:
				return t.WriteJSON(card{Name: name}) // a line of output for one of input
			}
			return nil
		})
		if err == nil && t.told == 0 && !t.asJSON {
			return errors.New("standard input holds no name: give one a line, or as arguments")
		}
	}
	if err == nil && t.unknown {
		err = cli.ErrFound
	}
	return err
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// tell writes what a name is.
func (t *telling) tell(name string) error {
	if err := cli.CheckQuery("tag", name); err != nil {
		return err
	}
	k := cardOf(t.catalogue, t.profile, t.seen, name)
	t.unknown = t.unknown || !k.Known
	t.told++
	if t.asJSON {
		return t.WriteJSON(k)
	}
	return t.writeCard(k, t.told > 1)
}

// relatedFile is where the tags that stand on the same pictures are kept.
func relatedFile() (string, error) {
	dir, err := dirs.Path(dirs.Data)
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "related", "danbooru.related"), nil
}

// OpenRelated opens the tags that stand on the same pictures; nil where they
// were never fetched.
func OpenRelated() (*related.File, error) {
	path, err := relatedFile()
	if err != nil {
		return nil, nil // without a home there are none, and nothing is lost
	}
	f, err := related.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return f, err
}

// openRelated is OpenRelated for a command, which says why they are not to be
// had.
func openRelated(a *cli.App) *related.File {
	f, err := OpenRelated()
	a.Warn(err)
	return f
}

// cardOf tells what a name is: a tag, an alias, a tag or a dead word of the
// profile, or nothing that is known.
func cardOf(c *catalogue.Catalogue, p *profile.Profile, seen *related.File, name string) card {
	k := card{Name: name}
	facts := p.About(name)
	id, alias, ok := c.Lookup(name)
	if artist, _, marked := profile.ReadArtist(name); marked && !ok {
		id, alias, ok = c.LookupIn(artist, tags.Artist)
	}
	switch {
	case facts.Dead.Sure():
		k.Dead, k.Instead = facts.Dead.Why, facts.Dead.Instead
	case facts.Foreign && !ok:
		k.Dead, k.Instead = "a tag of "+facts.Site, facts.Booru
	}
	switch {
	case ok:
	case k.Dead != "":
		return k
	case facts.Tag != "" || facts.Spoken && facts.Group != "":
		k.Known, k.Tag, k.Prompt, k.Category = true, underscored(facts.Tag), facts.Tag, tags.Meta.String()
		return k
	default:
		return k
	}
	full := library.NewCard(c, id, seen)
	t := full.Tag
	k.Known, k.Tag, k.Prompt, k.Category, k.Count, k.Alias = true, t.Name, p.Write(t), t.Category.String(), t.Count, alias
	k.Series, k.Gloss, k.Aliases, k.Said = full.Series, full.Note.Gloss, t.Aliases, full.Said()
	k.Japanese, k.Chinese, k.Wiki = full.Note.Japanese, full.Note.Chinese, full.Wiki()
	nameOf := func(t tags.Tag) string { return t.Name }
	k.SeenWith, k.GoesWith = each.Of(full.Seen, nameOf), each.Of(full.Related, nameOf)
	if full.HasTraits() {
		k.Traits, k.GoesWith = k.GoesWith, nil
	}
	return k
}

// writeCard writes a card for a person.
func (t *telling) writeCard(k card, again bool) error {
	p := t.Palette()
	if again {
		fmt.Fprintln(t.Stdout)
	}
	row := func(what, text string) []cli.Cell { return []cli.Cell{{Text: what, Style: p.Dim}, {Text: text}} }
	if !k.Known {
		why := "no tag of the lists"
		if k.Dead != "" {
			why = "does nothing: it is " + k.Dead
		}
		rows := [][]cli.Cell{{{Text: k.Name, Style: p.Warn}, {Text: why}}}
		if k.Instead != "" {
			rows = append(rows, row("instead", k.Instead))
		}
		return t.WriteTable(rows)
	}
	category, _ := tags.ParseCategory(k.Category)
	title := category.Word()
	if k.Count > 0 {
		title += " · " + view.Grouped(k.Count)
	}
	if k.Alias != "" {
		title += " · " + library.Plain(k.Alias) + " is an alias of it"
	}
	rows := [][]cli.Cell{{{Text: k.Prompt, Style: p.Categories[category]}, {Text: title}}}
	if k.Dead != "" {
		rows = append(rows, row("dead", "it is "+k.Dead))
	}
	if k.Instead != "" {
		rows = append(rows, row("instead", k.Instead))
	}
	plain := func(all []string) string { return strings.Join(each.Of(all, library.Plain), " · ") }
	for _, part := range [][2]string{
		{"series", plain(k.Series)}, {"shows", library.Plain(k.Gloss)}, {"also", plain(k.Aliases)}, {"said", plain(k.Said)},
		{"Japanese", plain(k.Japanese)}, {"Chinese", plain(k.Chinese)}, {"traits", plain(k.Traits)}, {"goes with", plain(k.GoesWith)},
		{"seen with", plain(k.SeenWith)}, {"wiki", k.Wiki},
	} {
		if part[1] != "" {
			rows = append(rows, row(part[0], part[1]))
		}
	}
	return t.WriteTable(rows)
}
