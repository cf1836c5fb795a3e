package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/config"
	"tailor/tags/library"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/infotext"
)

// composed is the JSON value of tailor compose.
type composed struct {
	Prompt   string `json:"prompt"`
	Negative string `json:"negative"`
	Settings string `json:"settings,omitempty"`
}

func (a *app) composeCommand() *cobra.Command {
	var parts edit.Parts
	var asJSON bool
	var lane string
	var set *cli.SettingsFlags
	cmd := &cobra.Command{
		Use:   "compose [TAG…]",
		Short: "Build a prompt from its parts by the model's rules",
		Long: `compose builds a prompt by the model's rules: artists, quality tags and styles
in a chunk of their own that BREAK closes, then the tags and the meta tags, all
spelled for A1111. Every value may hold several tags between commas, with
weights. A "-" before a style or meta tag refuses it, in the negative prompt.
Among the tags, an artist with "by ", a style or a quality tag goes to its own
kind, and BREAK begins a new chunk.

Without arguments, the tags are read from standard input where it is no
terminal; an infotext keeps its negative prompt and its settings. With
--negative, or where something is refused, the negative prompt is printed behind
the prompt, as an infotext has it; --negative "" asks for the model's own. So
are the settings where one of them is given.`,
		Example: `  tailor compose --artist kantoku --artist wlop --quality 'best quality, masterpiece' \
      1girl 'karin (blue archive)' 'looking at viewer'
  tailor compose --style 'flat colors' --meta 'low brightness,-hdr' --json 1girl`,
		RunE: a.WithConfig(func(cmd *cobra.Command, c config.Config, args []string) error {
			flags := cmd.Flags()
			withNegative := flags.Changed("negative")
			if len(parts.Negative) == 1 && parts.Negative[0] == "" {
				parts.Negative = nil
			}
			parts.Tags = args
			var given infotext.Infotext
			if len(args) == 0 && !cli.IsTerminal(a.In) {
				text, err := a.Prompt(nil, "compose")
				if err != nil {
					return err
				}
				given = infotext.Read(text)
				parts.Tags = []string{given.Positive}
				if given.Negative != "" && !withNegative {
					parts.Negative, withNegative = []string{given.Negative}, true
				}
			}
			if strings.Trim(strings.Join(slices.Concat(parts.Tags, parts.Artists, parts.Styles, parts.Quality, parts.Meta), ""), ", \t\r\n") == "" {
				return errors.New("nothing to compose: give tags as arguments, or --artist, --style, --quality, --meta; \"tailor compose --help\" shows how")
			}
			if err := cli.CheckLength("compose", slices.Concat(parts.Tags, parts.Artists, parts.Styles, parts.Quality, parts.Meta, parts.Negative)...); err != nil {
				return err
			}
			if flags.Changed("lane") {
				c.Lane = lane
			}
			if c.Lane != "chunk" && c.Lane != "end" {
				return fmt.Errorf("--lane %q: it takes chunk or end", c.Lane)
			}
			p, _, err := a.Profile(c)
			if err != nil {
				return err
			}
			lib, err := a.LoadBy(cmd.Context(), c, library.LoadCatalogue)
			if err != nil {
				return err
			}
			t, err := edit.Compose(p, lib.Catalogue, parts, edit.Options{StylesAtEnd: c.Lane == "end"})
			if err != nil {
				return err
			}
			info := infotext.Infotext{Texts: t.Texts, Settings: given.Settings}
			if set.Given() {
				if info.Settings, _, err = a.SettingsOf(c, info, set); err != nil {
					return err
				}
			}
			return a.writeComposed(info, asJSON, withNegative || t.Refused)
		}),
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&parts.Artists, "artist", nil, "an artist's `name`, without \"by\" (repeatable)")
	flags.StringArrayVar(&parts.Styles, "style", nil, "a style `tag` (repeatable)")
	flags.StringArrayVar(&parts.Quality, "quality", nil, "a quality `tag` (repeatable)")
	flags.StringArrayVar(&parts.Meta, "meta", nil, "a `tag` of one of the profile's groups (repeatable)")
	flags.StringArrayVar(&parts.Negative, "negative", nil, "a `tag` for the negative prompt (repeatable)")
	flags.StringVar(&lane, "lane", "chunk", "where artists and styles go: `chunk|end`")
	flags.BoolVar(&asJSON, "json", false, "print one JSON value, with the negative prompt")
	set = cli.AddSettings(flags)
	return cmd
}

// writeComposed prints a pair of prompts, and the settings where there are any.
func (a *app) writeComposed(t infotext.Infotext, asJSON, withNegative bool) error {
	line := infotext.FormatSettings(t.Settings)
	if asJSON {
		return a.WriteJSON(composed{t.Positive, t.Negative, line})
	}
	text := t.Positive
	if withNegative {
		text += "\nNegative prompt: " + t.Negative
	}
	if line != "" {
		text += "\n" + line
	}
	return a.WriteText(text)
}
