package main

import (
	"context"
	"os"

	"github.com/muesli/termenv"

	"tailor/cmd/tailor/cli"
	"tailor/tags/library"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/ui"
	"tailor/ui/keymap"
	"tailor/ui/terminal"
	"tailor/ui/theme"
)

// roleVariable makes the test's own binary play a composer with a mistake in
// it.
const roleVariable = "TAILOR_TEST_ROLE"

// faulty counts picks, and panics instead.
type faulty struct{}

func (faulty) Add(string)             { panic("a mistake in Update \x1b[5m") }
func (faulty) Counts() map[string]int { return nil }
func (faulty) Flush() error           { return nil }

// play opens a composer that panics in Update when a tag is accepted, and in a
// command when the prompt is copied. It returns the exit code.
func play() int {
	a := &app{cli.New(cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})}
	tty, err := terminal.Open()
	if err != nil {
		a.Warn(err)
		return exitWrong
	}
	defer tty.Close()
	o := ui.Options{
		Profile: profile.RouWei(), Model: "epsilon", Prompt: prompt.Defaults, Keys: keymap.Default(), Mouse: true,
		Theme: theme.Build("dark", theme.Dark, true, termenv.ANSI256),
		Load: func(ctx context.Context) (ui.Lists, error) {
			lib, err := library.Load(ctx, library.Sources{})
			return ui.Lists{Catalogue: lib.Catalogue, Index: lib.Index}, err
		},
		Copy: func(context.Context, string) (string, error) { panic("a mistake in a command") },
	}
	release, _ := keep(&o)
	o.Picks = faulty{}
	_, err = ui.Run(context.Background(), o, tty)
	release()
	a.Warn(err)
	if err != nil {
		return exitWrong
	}
	return exitDone
}
