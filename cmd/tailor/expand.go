package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/spf13/cobra"

	"tailor/tags/prompt/variants"
	"tailor/tags/wildcard"
)

// expanded is the JSON value of tailor expand for a prompt.
type expanded struct {
	Prompt   string   `json:"prompt"`
	Problems []string `json:"problems"`
}

func (a *app) expandCommand() *cobra.Command {
	var number int
	var seed uint64
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "expand [TEMPLATE]",
		Short: "Make prompts of a template with variants and wildcards",
		Long: `expand makes prompts of a template, as the dynamic-prompts extension does:
{a|b} is one of two, {3::a|b} a three times as often, {2$$a|b|c} two different
ones, {1-2$$ and $$a|b} one or two with " and " between, __name__ a line of the
wildcard name.txt in the wildcard folders. All of it nests. The same seed gives
the same prompts. It exits with 1 when something in the template stayed as it
stands.`,
		Example: `  tailor expand -n 20 --seed 7 '{red|blue} hair, __pose__'
  tailor expand --wildcards ~/wildcards 'by __artist__, masterpiece BREAK 1girl'`,
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
			e := variants.New(seed, lookup)
			told := map[string]bool{}
			for range number {
				p, problems := e.Expand(template)
				for _, problem := range problems {
					if !told[problem] && !asJSON {
						a.warn(errors.New(problem))
					}
					told[problem] = true
				}
				if asJSON {
					err = a.writeJSON(expanded{p, append([]string{}, problems...)})
				} else {
					err = a.writeText(p)
				}
				if err != nil {
					return err
				}
			}
			if len(told) > 0 {
				return errFound
			}
			return nil
		},
	}
	cmd.Flags().IntVarP(&number, "number", "n", 1, "how many prompts to make, a `number`")
	cmd.Flags().Uint64Var(&seed, "seed", 0, "the `number` that the choice starts from; without it another each time")
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
