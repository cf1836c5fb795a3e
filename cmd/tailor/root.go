package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"tailor/data/config"
	"tailor/data/dirs"
	"tailor/data/printable"
	"tailor/tags/library"
)

// Exit codes, as tailor help scripts has them.
const (
	exitDone  = 0
	exitFound = 1 // lint found something wrong, search found nothing
	exitWrong = 2 // wrong usage or unreadable input
)

// exitAborted is for a composer that a signal ended, as shells have it.
const exitAborted = 130

// errAborted ends a command with exitAborted and no message.
var errAborted = errors.New("aborted")

// errFound ends a command with exitFound and no message: what it says is in
// the output.
var errFound = errors.New("found")

// streams are the program's standard streams.
type streams struct {
	in  *os.File
	out *os.File
	err *os.File
}

// app is what every command needs: the streams and the flags that all have.
type app struct {
	streams
	stdout *bufio.Writer // out, written when the command ends

	tags         []string
	translations []string
	wildcards    []string
	configPath   string
	profileName  string
	model        string
}

// run runs tailor with the arguments and returns its exit code.
func run(ctx context.Context, args []string, s streams) int {
	a := &app{streams: s, stdout: bufio.NewWriterSize(s.out, 64<<10)}
	root := a.root()
	root.SetArgs(args)
	root.SetOut(a.stdout)
	root.SetErr(s.err)
	err := root.ExecuteContext(ctx)
	if flushed := a.stdout.Flush(); err == nil || errors.Is(err, errFound) {
		if flushed != nil {
			err = flushed
		}
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFound):
		return exitFound
	case errors.Is(err, errAborted):
		return exitAborted
	case brokenPipe(err):
		return exitDone // the reader has had enough
	}
	a.warn(err)
	return exitWrong
}

// warn writes messages to standard error, one a line.
func (a *app) warn(err error) {
	if err == nil {
		return
	}
	for _, line := range strings.Split(strings.TrimSpace(err.Error()), "\n") {
		fmt.Fprintln(a.err, "tailor: "+printable.Line(line))
	}
}

// brokenPipe tells that nobody reads the output any more. On Unix the signal
// SIGPIPE ends the program before; this is for where it is ignored, and for
// Windows.
func brokenPipe(err error) bool {
	var path *fs.PathError
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) ||
		errors.As(err, &path) && path.Op == "write" && windowsPipe(path.Err)
}

// windowsPipe tells ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows.
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
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.Version = versionLine()
	root.SetVersionTemplate("{{.Version}}\n")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; %q shows what it takes", err, cmd.CommandPath()+" --help")
	})
	flags := root.PersistentFlags()
	flags.StringArrayVar(&a.tags, "tags", nil, "use this tag `file` in place of all installed lists (repeatable)")
	flags.StringArrayVar(&a.translations, "translations", nil, "`file` of what tags are called in another language (repeatable)")
	flags.StringArrayVar(&a.wildcards, "wildcards", nil, "`folder` of wildcard files (repeatable)")
	flags.StringVar(&a.configPath, "config", "", "read this config `file`")
	flags.StringVar(&a.profileName, "profile", "", "what the model wants: the `name` of a profile, or its file")
	flags.StringVar(&a.model, "model", "", "the model's `variant`, by its profile's name for it")
	a.composerFlags(root)
	root.AddCommand(a.composeCommand(), a.countCommand(), a.expandCommand(), a.exportCommand(), a.importCommand(), a.lintCommand(), a.listsCommand(), a.profileCommand(), a.searchCommand(), a.sendCommand(), a.serverCommand(), a.showCommand(), a.tagCommand(), a.updateCommand(), a.versionCommand())
	root.AddCommand(a.manCommand(root))
	root.SetHelpCommand(a.helpCommand(root))
	completeValues(root)
	return root
}

// config returns the user's config with the flags put over it.
func (a *app) config() (config.Config, error) {
	c, err := config.Load(a.configPath)
	if err != nil {
		return c, err
	}
	if a.profileName != "" {
		c.Profile = a.profileName
		if a.model == "" {
			c.Model = "" // the config's is another profile's
		}
	}
	if a.model != "" {
		c.Model = a.model
	}
	if a.wildcards != nil {
		c.Wildcards = a.wildcards
	}
	if a.translations != nil {
		c.Translations = a.translations
	}
	return c, a.checkWildcards()
}

// checkWildcards tells of folders named by --wildcards that are none. Of one
// in the config that is missing the rest of tailor only says so.
func (a *app) checkWildcards() error {
	var all []error
	for _, folder := range a.wildcards {
		info, err := os.Stat(folder)
		switch {
		case err != nil:
			all = append(all, fmt.Errorf("--wildcards: %w", err))
		case !info.IsDir():
			all = append(all, fmt.Errorf("--wildcards: %s is a file: name the folder that it is in", folder))
		}
	}
	return errors.Join(all...)
}

// sources returns where the lists are.
func (a *app) sources(c config.Config) library.Sources {
	s := library.Sources{Named: a.tags, Own: c.Lists, Translations: c.Translations, TranslationsNamed: a.translations != nil}
	s.Explain = func(origin library.Origin, err error) error {
		key := "lists"
		if origin == library.Translation {
			key = "translations"
		}
		return c.Complaint(key, "%v", err)
	}
	// Without a home there are no installed lists, and nothing is lost.
	s.Dir, _ = dirs.Lists()
	return s
}
