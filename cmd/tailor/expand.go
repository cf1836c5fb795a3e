package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/config"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/variants"
	"tailor/tags/wildcard"
	"tailor/ui/view"
)

// expanded is the JSON value of tailor expand for a prompt.
type expanded struct {
	Prompt   string   `json:"prompt"`
	Problems []string `json:"problems"`
	// Artists are those that were put in, nil without --artists.
	Artists []string `json:"artists,omitzero"`
}

// expandOptions are what the flags of tailor expand say.
type expandOptions struct {
	number, artists int
	seed            uint64
	from            string
	asJSON, all     bool
	numbered        bool // -n is given
	rolled          bool // artists are wanted
}

func (a *app) expandCommand() *cobra.Command {
	var o expandOptions
	cmd := &cobra.Command{
		Use:   "expand [TEMPLATE]",
		Short: "Make prompts of a template with variants and wildcards",
		Long: `expand makes prompts of a template, as the dynamic-prompts extension does:
{a|b} is one of two, {3::a|b} a three times as often, {2$$a|b|c} two different
ones, {1-2$$ and $$a|b} one or two with " and " between, __name__ a line of the
wildcard name.txt in the wildcard folders, ${x=a} and ${x} a variable. All of it
nests; "tailor help wildcards" has the rest. The same seed gives the same
prompts. It exits with 1 when something in the template stayed as it stands.

With --all it makes every prompt that the template can become, each once, and
where there are many says first how many; -n takes the first of them.

With --artists it puts that many artists of the lists, drawn at random, into
every prompt's style chunk, fewer where its 75 tokens are full. The first
prompt's are those of the seed, as the composer's key rolls them, the next
one's those of the seed that follows, and so on.`,
		Example: `  tailor expand -n 20 --seed 7 '{red|blue} hair, __pose__'
  tailor expand --all '${hair={red|blue} hair}1girl, ${hair}, {smile|grin}'
  tailor expand --wildcards ~/wildcards 'by __artist__, masterpiece BREAK 1girl'
  tailor expand --artists 3 --seed 7 -n 20 'masterpiece BREAK 1girl, solo'`,
		RunE: a.WithConfig(func(cmd *cobra.Command, c config.Config, args []string) error {
			flags := cmd.Flags()
			o.numbered, o.rolled = flags.Changed("number"), flags.Changed("artists") || o.from != ""
			if !flags.Changed("seed") {
				o.seed = rand.Uint64()
			}
			return a.expand(cmd.Context(), c, o, args)
		}),
	}
	cmd.Flags().IntVarP(&o.number, "number", "n", 1, "how many prompts to make, a `number`")
	cmd.Flags().BoolVar(&o.all, "all", false, "make every prompt that the template can become, each once")
	cmd.Flags().Uint64Var(&o.seed, "seed", 0, "the `number` that the choice starts from; without it another each time")
	cmd.Flags().IntVar(&o.artists, "artists", 0, "put a `number` of artists at random into the style chunk")
	cmd.Flags().StringVar(&o.from, "artists-from", "", "draw the artists from this `file`, one a line, in place of the lists")
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "print one JSON value a line, for one prompt each")
	return cmd
}

func (a *app) expand(ctx context.Context, c config.Config, o expandOptions, args []string) error {
	if o.number < 1 || o.number > maxExpanded {
		return fmt.Errorf("-n %d: it takes a number from 1 to %d", o.number, maxExpanded)
	}
	lines := o.asJSON && len(args) == 0 // a template each
	template, err := "", error(nil)
	if lines {
		err = a.NeedInput("expand")
	} else {
		template, err = a.Prompt(args, "expand")
	}
	if err != nil {
		return err
	}
	lookup, err := a.wildcardLookup(ctx, c.Wildcards)
	if err != nil {
		return err
	}
	w := expandWriter{app: a, o: o}
	if o.rolled {
		if w.roll, err = a.roller(ctx, c, o.artists, o.from); err != nil {
			return err
		}
	}
	if !lines {
		return w.expand(variants.New(o.seed, lookup), template)
	}
	wrong := false
	err = cli.JSONLines(a.App, `a JSON string, "{red|blue} hair"`, func(template string) error {
		w.written = 0
		err := w.expand(variants.New(o.seed, lookup), template)
		if errors.Is(err, cli.ErrFound) {
			wrong, err = true, nil
		}
		return err
	})
	if err == nil && wrong {
		err = cli.ErrFound
	}
	return err
}

// expand writes the prompts of a template.
func (w *expandWriter) expand(e *variants.Expander, template string) error {
	if w.o.all {
		return w.all(e, template)
	}
	wrong := false
	for range w.o.number {
		p, problems := e.Expand(template)
		wrong = wrong || len(problems) > 0
		if err := w.write(p, problems); err != nil {
			return err
		}
	}
	if wrong {
		return cli.ErrFound
	}
	return nil
}

// manyExpanded is from how many prompts on it is said how many there are.
const manyExpanded = 1000

// expandWriter writes the prompts of tailor expand.
type expandWriter struct {
	*app
	o       expandOptions
	roll    func(text string, seed uint64) edit.RollResult
	written int
}

// all writes every prompt of a template, or the first of them.
func (w *expandWriter) all(e *variants.Expander, template string) error {
	most := maxExpanded
	if w.o.numbered {
		most = w.o.number
	}
	switch count := e.Count(template); {
	case count > maxExpanded && !w.o.numbered:
		return fmt.Errorf("--all makes up to %s prompts of this template: take the first by -n, of which there may be %d", howMany(count), maxExpanded)
	case count > manyExpanded:
		w.Warn(fmt.Errorf("%s prompts at most", howMany(count)))
	}
	var err error
	problems := e.All(template, func(p string, problems []string) bool {
		err = w.write(p, problems)
		return err == nil && w.written < most
	})
	if err != nil {
		return err
	}
	w.WarnOnce(problems)
	if w.written == 0 {
		w.Warn(errors.New("the template becomes no prompt: it wants more different values than it has"))
	}
	if len(problems) > 0 || w.written == 0 {
		return cli.ErrFound
	}
	return nil
}

// howMany writes how many prompts there are.
func howMany(count float64) string {
	if count > 1e15 {
		return "endlessly many"
	}
	return view.Grouped(int(count))
}

// write writes a prompt, with artists rolled into it where they are wanted.
func (w *expandWriter) write(p string, problems []string) error {
	made := expanded{Prompt: p, Problems: append([]string{}, problems...)}
	if w.roll != nil {
		if much := prompt.TooMuch(p); much != "" { // rolling reads it some times an artist
			return fmt.Errorf("a prompt of %s: no artists are rolled into one of so much", much)
		}
		made = rolledInto(made, w.roll(p, w.o.seed+uint64(w.written)))
	}
	w.written++
	if w.o.asJSON {
		return w.WriteJSON(made)
	}
	w.WarnOnce(made.Problems)
	return w.WriteText(made.Prompt)
}

// maxExpanded is how many prompts may be made at once.
const maxExpanded = 100_000

// wildcardLookup returns a lookup in wildcard folders, which says of a name
// whose file cannot be used why, and which of its entries are left out.
func (a *app) wildcardLookup(ctx context.Context, folders []string) (variants.Lookup, error) {
	set := wildcard.New(folders...)
	if err := set.Scan(ctx); err != nil {
		return nil, err
	}
	type found struct {
		lines   []string
		leftOut error
	}
	known := map[string]found{}
	return func(name string) ([]string, error) {
		if f, ok := known[name]; ok {
			return f.lines, f.leftOut
		}
		lines, err := set.Lines(name)
		if err != nil {
			return nil, err
		}
		a.Warn(set.Overridden(name))
		known[name] = found{lines, set.LeftOut(name)}
		return lines, known[name].leftOut
	}, nil
}
