package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/spf13/cobra"

	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/variants"
	"tailor/tags/wildcard"
)

// expanded is the JSON value of tailor expand for a prompt.
type expanded struct {
	Prompt   string   `json:"prompt"`
	Problems []string `json:"problems"`
	// Artists are those that were put in, nil without --artists.
	Artists []string `json:"artists,omitzero"`
}

func (a *app) expandCommand() *cobra.Command {
	var number, artists int
	var seed uint64
	var asJSON bool
	var from string
	cmd := &cobra.Command{
		Use:   "expand [TEMPLATE]",
		Short: "Make prompts of a template with variants and wildcards",
		Long: `expand makes prompts of a template, as the dynamic-prompts extension does:
{a|b} is one of two, {3::a|b} a three times as often, {2$$a|b|c} two different
ones, {1-2$$ and $$a|b} one or two with " and " between, __name__ a line of the
wildcard name.txt in the wildcard folders. All of it nests. The same seed gives
the same prompts. It exits with 1 when something in the template stayed as it
stands.

With --artists it puts that many artists of the lists, drawn at random, into
every prompt's style chunk, fewer where its 75 tokens are full. The first
prompt's are those of the seed, as the composer's key rolls them, the next
one's those of the seed that follows, and so on.`,
		Example: `  tailor expand -n 20 --seed 7 '{red|blue} hair, __pose__'
  tailor expand --wildcards ~/wildcards 'by __artist__, masterpiece BREAK 1girl'
  tailor expand --artists 3 --seed 7 -n 20 'masterpiece BREAK 1girl, solo'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.config()
			if err != nil {
				return err
			}
			if number < 1 || number > maxExpanded {
				return fmt.Errorf("-n %d: it takes a number from 1 to %d", number, maxExpanded)
			}
			template, err := a.prompt(args, "expand")
			if err != nil {
				return err
			}
			if !cmd.Flags().Changed("seed") {
				seed = rand.Uint64()
			}
			lookup, err := a.wildcardLookup(cmd.Context(), c.Wildcards)
			if err != nil {
				return err
			}
			var roll func(text string, seed uint64) edit.RollResult
			if cmd.Flags().Changed("artists") || from != "" {
				if roll, err = a.roller(cmd.Context(), c, artists, from); err != nil {
					return err
				}
			}
			e := variants.New(seed, lookup)
			told := map[string]bool{}
			wrong := false
			for i := range number {
				p, problems := e.Expand(template)
				wrong = wrong || len(problems) > 0
				made := expanded{Prompt: p, Problems: append([]string{}, problems...)}
				if roll != nil {
					made = rolledInto(made, roll(p, seed+uint64(i)))
				}
				if asJSON {
					err = a.writeJSON(made)
				} else {
					for _, problem := range made.Problems {
						if !told[problem] {
							a.warn(errors.New(problem))
						}
						told[problem] = true
					}
					err = a.writeText(made.Prompt)
				}
				if err != nil {
					return err
				}
			}
			if wrong {
				return errFound
			}
			return nil
		},
	}
	cmd.Flags().IntVarP(&number, "number", "n", 1, "how many prompts to make, a `number`")
	cmd.Flags().Uint64Var(&seed, "seed", 0, "the `number` that the choice starts from; without it another each time")
	cmd.Flags().IntVar(&artists, "artists", 0, "put a `number` of artists at random into the style chunk")
	cmd.Flags().StringVar(&from, "artists-from", "", "draw the artists from this `file`, one a line, in place of the lists")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON value a line, for one prompt each")
	return cmd
}

// maxExpanded is how many prompts may be made at once.
const maxExpanded = 100_000

// wildcardLookup returns a lookup in wildcard folders. What in the folders
// cannot be used is told.
func (a *app) wildcardLookup(ctx context.Context, folders []string) (variants.Lookup, error) {
	set := wildcard.New(folders...)
	if err := set.Scan(ctx); err != nil {
		return nil, err
	}
	known := map[string][]string{}
	return func(name string) ([]string, error) {
		if lines, ok := known[name]; ok {
			return lines, nil
		}
		lines, err := set.Lines(name)
		if err == nil {
			known[name] = lines
		}
		return lines, err
	}, nil
}
