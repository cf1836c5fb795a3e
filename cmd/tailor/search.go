package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tailor/tags"
	"tailor/tags/library"
	"tailor/tags/search"
)

// found is one result of a search as --json has it.
type found struct {
	Tag      string `json:"tag"`
	Prompt   string `json:"prompt"`
	Category string `json:"category"`
	Count    int    `json:"count"`
	Alias    string `json:"alias,omitempty"`
	Near     bool   `json:"near,omitempty"`
	Dead     bool   `json:"dead,omitempty"`
}

// answer is the JSON value for a query.
type answer struct {
	Query   string  `json:"query"`
	Results []found `json:"results"`
	// Together are the names of tags that answer the query between them.
	Together []string `json:"together,omitempty"`
}

func (a *app) searchCommand() *cobra.Command {
	var asJSON, themes bool
	var theme, relatedTo string
	var limit int
	var categories []string
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
			if limit < 1 {
				return fmt.Errorf("--limit %d: it takes a number from 1", limit)
			}
			o := search.Options{Limit: limit}
			for _, name := range categories {
				c, err := tags.ParseCategory(name)
				if err != nil {
					return fmt.Errorf("--category: %w", err)
				}
				o.Categories = append(o.Categories, c)
			}
			browse := themes || theme != "" || relatedTo != ""
			if relatedTo != "" && len(args) > 0 {
				return errors.New("--related takes the tag, and no query beside it")
			}
			if len(args) == 0 && browse {
				if !cmd.Flags().Changed("limit") {
					o.Limit = math.MaxInt32 // a theme is shown whole
				}
			} else if len(args) == 0 {
				if err := a.needInput("search"); err != nil {
					return err
				}
			} else if strings.TrimSpace(strings.Join(args, "")) == "" {
				return errors.New("the query is empty")
			}
			if relatedTo != "" {
				return a.writeRelated(cmd.Context(), relatedTo, limit, asJSON)
			}
			c, err := a.config()
			if err != nil {
				return err
			}
			p, _, err := a.profile(c)
			if err != nil {
				return err
			}
			lib, err := a.load(cmd.Context(), library.Load)
			if err != nil {
				return err
			}
			if themes {
				return a.writeThemes(lib.Catalogue, asJSON)
			}
			prefix := ""
			if theme != "" {
				t, err := findTheme(lib.Catalogue, theme)
				if err != nil {
					return err
				}
				prefix = search.ThemeFilter + t.Name + " "
			}
			any := false
			one := func(query string) error {
				// Without a theme the query stays as it is: a space at its end
				// means that the word is complete.
				if prefix != "" {
					query = strings.TrimSuffix(prefix+query, " ")
				}
				found := lib.Index.Find(cmd.Context(), query, o)
				if prefix == "" && (o.Categories == nil || slices.Contains(o.Categories, tags.Meta)) {
					found.Results = search.WithProfile(found.Results, p, query)
					found.Results = found.Results[:min(len(found.Results), limit)]
				}
				any = any || len(found.Results) > 0
				if asJSON {
					return a.writeJSON(answerTo(query, found))
				}
				return a.writeFound(found)
			}
			if len(args) > 0 || browse {
				err = one(strings.Join(args, " "))
			} else {
				err = a.lines(func(line []byte, _ int) error {
					if !asJSON && strings.TrimSpace(string(line)) == "" {
						return nil
					}
					return one(string(line))
				})
			}
			if err == nil && !any {
				err = errFound
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON value a line, for one query each")
	cmd.Flags().IntVar(&limit, "limit", 20, "print at most so `many` results")
	cmd.Flags().StringSliceVar(&categories, "category", nil, "of this `category` only: general, artist, copyright, character, meta (repeatable)")
	cmd.Flags().StringVar(&theme, "theme", "", "of this `theme` only; without a query, all of its tags")
	cmd.Flags().StringVar(&relatedTo, "related", "", "what goes with this `tag`")
	cmd.Flags().BoolVar(&themes, "themes", false, "show the themes")
	return cmd
}

func answerTo(query string, a search.Answer) answer {
	all := answer{Query: query, Results: make([]found, len(a.Results))}
	for i, r := range a.Results {
		all.Results[i] = found{r.Tag.Name, r.Tag.Prompt(), r.Tag.Category.String(), r.Tag.Count, r.Alias, r.Near, r.Dead}
	}
	for _, r := range a.Together {
		all.Together = append(all.Together, r.Tag.Name)
	}
	return all
}

// writeRelated writes what goes with a tag, in the form of a search.
func (a *app) writeRelated(ctx context.Context, tag string, limit int, asJSON bool) error {
	lib, err := a.load(ctx, library.LoadCatalogue)
	if err != nil {
		return err
	}
	id, _, ok := lib.Catalogue.Lookup(tag)
	if !ok {
		return fmt.Errorf("--related: %q is no tag of the lists; \"tailor search %s\" finds what is near", tag, tag)
	}
	seen, err := openRelated()
	a.warn(err)
	if seen != nil {
		defer seen.Close()
	}
	card := library.NewCard(lib.Catalogue, id, seen)
	var found search.Answer
	for _, t := range slices.Concat(card.Related, card.Seen) {
		if len(found.Results) < limit {
			found.Results = append(found.Results, search.Result{Tag: t})
		}
	}
	if asJSON {
		err = a.writeJSON(answerTo(tag, found))
	} else {
		err = a.writeResults(found.Results)
	}
	if err == nil && len(found.Results) == 0 {
		err = errFound
	}
	return err
}

// load loads the lists that the config and the flags name, and tells on
// standard error of those that cannot be used.
func (a *app) load(ctx context.Context, how func(context.Context, library.Sources) (*library.Library, error)) (*library.Library, error) {
	c, err := a.config()
	if err != nil {
		return nil, err
	}
	lib, err := how(ctx, a.sources(c))
	if err != nil {
		return nil, err
	}
	a.warn(lib.Err())
	return lib, nil
}
