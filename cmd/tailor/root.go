package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"tailor/cmd/tailor/cli"
	"tailor/cmd/tailor/help"
	"tailor/cmd/tailor/lookup"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Exit codes, as tailor help scripts has them.
const (
	exitDone  = 0
	exitFound = 1 // lint found something wrong, search found nothing
	exitWrong = 2 // wrong usage or unreadable input
)

// exitAborted is for a composer that a signal ended, as shells have it.
const exitAborted = 130

// app adds to what the commands share those of this package.
type app struct{ *cli.App }

// run runs tailor with the arguments and returns its exit code.
func run(ctx context.Context, args []string, s cli.Streams) int {
	a := &app{cli.New(s)}
	root := a.root()
	root.SetArgs(args)
	root.SetOut(a.Stdout)
	root.SetErr(s.Err)
	err := root.ExecuteContext(ctx)
	if flushed := a.End(); err == nil || errors.Is(err, cli.ErrFound) {
		if flushed != nil {
			err = flushed
		}
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, cli.ErrFound):
		return exitFound
	case errors.Is(err, cli.ErrAborted):
		return exitAborted
	case brokenPipe(err):
		return exitDone // the reader has had enough
	}
	a.Warn(err)
	return exitWrong
}

// brokenPipe reports whether nobody reads the output any more. On Unix the signal
// SIGPIPE ends the program before; this is for where it is ignored, and for
// Windows.
func brokenPipe(err error) bool {
	var path *fs.PathError
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) ||
		errors.As(err, &path) && path.Op == "write" && windowsPipe(path.Err)
}

// windowsPipe reports whether an error is Windows' ERROR_BROKEN_PIPE or
// ERROR_NO_DATA.
func windowsPipe(err error) bool {
	var number syscall.Errno
	return os.PathSeparator == '\\' && errors.As(err, &number) && (number == 109 || number == 232)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "tailor",
		Short: "Write prompts for SDXL anime models",
		Long: `tailor helps to write prompts for SDXL anime models trained on Danbooru's tags:
it completes tags, shows the chunks that CLIP sees, says what the model will not
take as it was meant, and mends it.

Every command reads arguments, or standard input where it is no terminal.`,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return cmp.Or(cli.CheckEmpty(cmd.Flags()), a.CheckFlags())
		},

		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		var invalid *pflag.InvalidValueError
		if errors.As(err, &invalid) {
			kinds := map[string]string{"int": "a whole number", "uint64": "a whole number from 0 on", "bool": "true or false", "duration": "a time such as 30s"}
			if kind := kinds[invalid.GetFlag().Value.Type()]; kind != "" {
				err = fmt.Errorf("--%s takes %s, not %q", invalid.GetFlag().Name, kind, invalid.GetValue())
			}
		}
		return fmt.Errorf("%w; %q shows what it takes", err, cmd.CommandPath()+" --help")
	})
	a.AddFlags(root.PersistentFlags())
	a.composerFlags(root)
	root.AddCommand(a.composeCommand(), a.countCommand(), a.expandCommand(), a.exportCommand(), a.importCommand(), a.lintCommand(), lookup.Lists(a.App), a.profileCommand(), lookup.Search(a.App), a.sendCommand(), a.serverCommand(), a.showCommand(), lookup.Tag(a.App), lookup.Update(a.App), a.versionCommand())
	root.AddCommand(help.ManCommand(a.App, root, programVersion))
	root.SetHelpCommand(help.Command(a.App, root))
	completeValues(root)
	showUse(root)
	return root
}

// showUse has what is wrong with the words of a command say how it is written.
func showUse(cmd *cobra.Command) {
	if check := cmd.Args; check != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				return fmt.Errorf("%w; write %q", err, cmd.UseLine())
			}
			return nil
		}
	}
	for _, c := range cmd.Commands() {
		showUse(c)
	}
}
