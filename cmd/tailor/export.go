package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/config"
	"tailor/tags/prompt"
	"tailor/tags/prompt/export"
)

func (a *app) exportCommand() *cobra.Command {
	var as string
	var set *cli.SettingsFlags
	cmd := &cobra.Command{
		Use:   "export [--as FORMAT] [PROMPT]",
		Short: "Write a prompt for another program",
		Long: `export writes a prompt for another program: a1111 (the prompt alone), infotext
(with the negative prompt and the settings, for A1111's paste button), comfyui
(a workflow in the form of its API, a text encoder a chunk), comfyui-texts (the
texts of its encoders), swarmui, invokeai and json. The prompt may be an infotext; settings that it lacks are those that
suit the model. What cannot be carried over is said on standard error.`,
		Example: `  tailor export --as infotext --negative 'worst quality' '1girl, solo'
  tailor import picture.png | tailor export --as comfyui > workflow.json`,
		RunE: a.WithConfig(func(_ *cobra.Command, c config.Config, args []string) error {
			return a.export(c, args, export.Format(strings.ToLower(as)), set)
		}),
	}
	cmd.Flags().StringVar(&as, "as", "infotext", "the `format`: "+strings.Join(export.FormatNames(), "|"))
	set = cli.AddInfotext(cmd.Flags())
	return cmd
}

func (a *app) export(c config.Config, args []string, format export.Format, set *cli.SettingsFlags) error {
	info, line, sampling, err := a.Infotext(c, args, "export", set)
	if err != nil {
		return err
	}
	if format != export.A1111 && format != export.Infotext { // which take it as it stands
		if err := cli.CheckLength("export", info.Positive, info.Negative); err != nil {
			return err
		}
	}
	if !format.Alone() {
		info.Settings = line
	}
	o := prompt.Defaults
	o.Backtrack = c.Backtrack
	out, err := export.Write(format, info, export.Target{Sampling: sampling, Options: o, Names: rememberedNames(c)})
	if err != nil {
		return fmt.Errorf("--as: %w", err)
	}
	a.WarnEach("not carried over: ", out.Lost)
	if format != export.A1111 && format.Alone() && out.Negative != "" {
		out.Text += "\nNegative prompt: " + out.Negative
	}
	if format == export.ComfyUI || format == export.JSON {
		return a.WriteEncoded(out.Text)
	}
	return a.WriteText(out.Text)
}
