package lookup

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/each"
	"tailor/tags"
	"tailor/tags/library"
	"tailor/tags/profile"
	"tailor/tags/prompt/artists"
	"tailor/tags/search"
	"tailor/tags/search/modeltags"
)

// Found is one result of a search as --json has it.
type Found struct {
	Tag      string `json:"tag"`
	Prompt   string `json:"prompt"`
	Category string `json:"category"`
	Count    int    `json:"count"`
	Alias    string `json:"alias,omitempty"`
	Near     bool   `json:"near,omitempty"`
	Dead     bool   `json:"dead,omitempty"`
}

// Answer is the JSON value for a query.
type Answer struct {
	Query   string  `json:"query"`
	Results []Found `json:"results"`
	// Together are the names of tags that answer the query between them.
	Together []string `json:"together,omitempty"`
	// Rest is the words of the query that they leave out.
	Rest string `json:"rest,omitempty"`
}

// searching is one call of tailor search.
type searching struct {
	*cli.App
	asJSON, themes   bool
	theme, relatedTo string
	limit            int
	limited          bool // --limit is given
	categories       []string
}

// Search is "tailor search".
func Search(a *cli.App) *cobra.Command {
	s := searching{App: a}
	cmd := &cobra.Command{
		Use:   "search [QUERY…]",
		Short: "Look tags up",
		Long: `search looks tags up as the completion does: by the beginnings of words, by
initials, by aliases, forgiving slips. Without a query it reads one a line from
standard input. It exits with 1 when nothing was found.

The starter list is ordered by themes, such as hair or lighting: --themes shows
them, --theme shows the tags of one, or searches among them. A query that
begins with "theme:hair " does so, too.`,
		Example: `  tailor search long hair
  tailor search --theme lighting
  tailor search --category character --limit 5 karin
  printf 'karin\nlong hair\n' | tailor search --json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s.limited = cmd.Flags().Changed("limit")
			return s.run(cmd.Context(), args)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&s.asJSON, "json", false, "print one JSON value a line, for one query each")
	flags.IntVar(&s.limit, "limit", 20, "print at most so `many` results")
	flags.StringSliceVar(&s.categories, "category", nil, "of this `category` only: general, artist, copyright (or series), character, meta (repeatable)")
	flags.StringVar(&s.theme, "theme", "", "of this `theme` only; without a query, all of its tags")
	flags.StringVar(&s.relatedTo, "related", "", "what goes with this `tag`")
	flags.BoolVar(&s.themes, "themes", false, "show the themes")
	return cmd
}

// run answers the query that the arguments make, or each of standard input.
func (s *searching) run(ctx context.Context, args []string) error {
	q := asking{searching: s}
	var err error
	if q.options, err = s.options(); err != nil {
		return err
	}
	browse := s.themes || s.theme != "" || s.relatedTo != ""
	switch {
	case s.relatedTo != "" && (len(args) > 0 || s.theme != "" || s.themes):
		return errors.New("--related takes the tag, and no query or theme beside it")
	case s.themes && (len(args) > 0 || s.theme != ""):
		return errors.New("--themes shows all themes, and takes no query; --theme searches in one")
	case len(args) == 0 && browse:
		if !s.limited {
			q.options.Limit = math.MaxInt32 // a theme is shown whole
		}
	case len(args) == 0:
		if err := s.NeedInput("search"); err != nil {
			return err
		}
	case blank(strings.Join(args, "")):
		return errors.New("the query is empty")
	}
	c, err := s.Config()
	if err != nil {
		return err
	}
	if q.profile, _, err = s.Profile(c); err != nil {
		return err
	}
	if s.relatedTo != "" {
		return s.related(ctx, q.profile, q.options.Categories)
	}
	lib, err := s.Load(ctx, library.Load)
	if err != nil {
		return err
	}
	q.index = lib.Index
	if s.themes {
		return writeThemes(s.App, lib.Catalogue, s.asJSON)
	}
	if s.theme != "" {
		t, err := findTheme(lib.Catalogue, s.theme)
		if err != nil {
			return err
		}
		q.prefix = search.ThemeFilter + t.Name + " "
	}
	if len(args) > 0 || browse {
		err = q.answer(ctx, strings.Join(args, " "))
	} else {
		err = s.Lines(func(line []byte, _ int) error {
			if !s.asJSON && blank(string(line)) {
				return nil
			}
			q.asked = true
			return q.answer(ctx, string(line))
		})
		if err == nil && !q.asked && !s.asJSON {
			return errors.New("standard input holds no query: give one a line, or as arguments")
		}
	}
	if err == nil && !q.found {
		err = cli.ErrFound
	}
	return err
}

// options are those that the flags make.
func (s *searching) options() (search.Options, error) {
	if s.limit < 1 {
		return search.Options{}, fmt.Errorf("--limit %d: it takes a number from 1", s.limit)
	}
	o := search.Options{Limit: s.limit}
	for _, name := range s.categories {
		c, err := tags.ParseCategory(name)
		if err != nil {
			return o, fmt.Errorf("--category: %w", err)
		}
		o.Categories = append(o.Categories, c)
	}
	return o, nil
}

// asking answers one query after another.
type asking struct {
	*searching
	options search.Options
	profile *profile.Profile
	index   *search.Index
	prefix  string // the filter of a theme that stands before each query
	found   bool   // there was an answer
	asked   bool   // standard input had a query
}

// answer writes what a query finds.
func (q *asking) answer(ctx context.Context, query string) error {
	if err := cli.CheckQuery("search", query); err != nil {
		return err
	}
	// Without a theme the query stays as it is: a space at its end means that
	// the word is complete.
	if q.prefix != "" {
		query = strings.TrimSuffix(q.prefix+query, " ")
	}
	found := modeltags.Find(ctx, q.index, q.profile, artists.Last(q.index.Catalogue, query), q.options)
	if q.prefix == "" && (q.options.Categories == nil || slices.Contains(q.options.Categories, tags.Meta)) {
		found.Results = modeltags.Among(found.Results, q.profile, query)
		found.Results = found.Results[:min(len(found.Results), q.options.Limit)]
	}
	q.found = q.found || len(found.Results) > 0
	if q.asJSON {
		return q.WriteJSON(answerTo(q.profile, query, found))
	}
	return writeFound(q.App, q.profile, found)
}

func answerTo(p *profile.Profile, query string, a search.Answer) Answer {
	all := Answer{Query: query, Rest: a.Rest, Results: make([]Found, len(a.Results))}
	for i, r := range a.Results {
		all.Results[i] = Found{underscored(r.Tag.Name), p.Write(r.Tag), r.Tag.Category.String(), r.Tag.Count, r.Alias, r.Near, r.Dead}
	}
	all.Together = each.Of(a.Together, func(r search.Result) string { return underscored(r.Tag.Name) })
	return all
}

// underscored is a tag's name as lists have it; a model's own tags are written with
// spaces.
func underscored(name string) string { return strings.ReplaceAll(name, " ", "_") }

// related writes what goes with a tag, of some categories or of all where there are
// none, in the form of a search.
func (s *searching) related(ctx context.Context, model *profile.Profile, of []tags.Category) error {
	tag := s.relatedTo
	lib, err := s.Load(ctx, library.LoadCatalogue)
	if err != nil {
		return err
	}
	id, _, ok := lib.Catalogue.Lookup(tag)
	if !ok {
		return fmt.Errorf("--related: %q is no tag of the lists; \"tailor search %s\" finds what is near", tag, tag)
	}
	seen := openRelated(s.App)
	defer seen.Close()
	card := library.NewCard(lib.Catalogue, id, seen)
	var found search.Answer
	for _, t := range slices.Concat(card.Related, card.Seen) {
		if len(found.Results) < s.limit && (of == nil || slices.Contains(of, t.Category)) {
			found.Results = append(found.Results, search.Result{Tag: t})
		}
	}
	if s.asJSON {
		err = s.WriteJSON(answerTo(model, tag, found))
	} else {
		err = writeResults(s.App, model, found.Results)
	}
	if err == nil && len(found.Results) == 0 {
		err = cli.ErrFound
	}
	return err
}
