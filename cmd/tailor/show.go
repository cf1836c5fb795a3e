package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/muesli/termenv"
	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/intake"
	"tailor/data/printable"
	"tailor/ui/graphics"
	"tailor/ui/terminal"
)

// maxPicture is how many bytes of a file are read as a picture.
const maxPicture = 256 << 20

func (a *app) showCommand() *cobra.Command {
	var protocol string
	cmd := &cobra.Command{
		Use:   "show FILE…",
		Short: "Show pictures in the terminal",
		Long: `show draws pictures in the terminal, as large as it is: by kitty's protocol,
iTerm2's or sixel where the terminal answers that it has one, else in half
blocks of colour. PNG, JPEG, GIF and WebP are read.`,
		Example: `  tailor show picture.png
  tailor send 1girl | xargs tailor show`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("nothing to show: name a file")
			}
			c, err := a.Config()
			if err != nil {
				return err
			}
			if !cmd.Flags().Changed("protocol") && c.Pictures.Protocol != "" {
				protocol = c.Pictures.Protocol
			}
			s, err := a.canvas(cmd.Context(), protocol)
			if err != nil {
				return err
			}
			var wrong []error
			for _, path := range args {
				text, err := s.show(path, len(args) > 1)
				if err != nil {
					wrong = append(wrong, err)
					continue
				}
				// Not by WriteText, which lets no sequence through to a terminal.
				fmt.Fprintln(a.Stdout, text)
				if err := a.Stdout.Flush(); err != nil {
					return err
				}
			}
			return errors.Join(wrong...)
		},
	}
	cmd.Flags().StringVar(&protocol, "protocol", "auto", "how to draw, `auto|kitty|iterm2|sixel|blocks`")
	return cmd
}

// canvas is what tailor show draws on.
type canvas struct {
	protocol      graphics.Protocol
	columns, rows int
	cell          graphics.Cell
	profile       termenv.Profile
	tmux          bool
	next          uint32 // kitty's id
}

// patience is how long a terminal is waited for, once: over a slow line its
// answer takes a while.
const patience = 600 * time.Millisecond

// canvas finds out what standard output can show. Into a pipe half blocks of
// true colour are written.
func (a *app) canvas(ctx context.Context, protocol string) (*canvas, error) {
	s := &canvas{columns: 80, rows: 24, profile: termenv.TrueColor, next: uint32(os.Getpid()&0xffff)<<8 | 1}
	var err error
	if protocol != "auto" {
		if s.protocol, err = graphics.Parse(protocol); err != nil {
			return nil, fmt.Errorf("--protocol: %w", err)
		}
	}
	if !cli.IsTerminal(a.Out) {
		return s, nil
	}
	t, err := terminal.Open()
	if err != nil {
		return s, nil // half blocks need nobody to be asked
	}
	defer t.Close()
	s.columns, s.rows = t.Size()
	s.profile = termenv.NewOutput(a.Out, termenv.WithTTY(true)).EnvColorProfile()
	around := terminal.Surroundings(ctx)
	s.tmux = around.Tmux
	answer, _ := t.AskGraphics(patience)
	s.cell = answer.Cell
	if protocol == "auto" {
		s.protocol = graphics.Choose(answer, around)
	}
	return s, nil
}

// show returns what draws a picture, with its name above it where it is one of
// several.
func (s *canvas) show(path string, named bool) (string, error) {
	m, err := readPicture(path)
	if err != nil {
		return "", err
	}
	caption := ""
	if named {
		caption = printable.Line(filepath.Base(path)) + "\n"
	}
	c, r := graphics.Fit(m.Bounds().Size(), s.columns, max(1, s.rows-2), s.cell)
	switch s.protocol {
	case graphics.Off:
		return caption + fmt.Sprintf("%s, %d by %d pixels", printable.Line(path), m.Bounds().Dx(), m.Bounds().Dy()), nil
	case graphics.Kitty:
		s.next++
		sent, err := graphics.TransmitKitty(m, s.next, c, r, s.cell, s.tmux)
		return caption + sent + strings.Join(graphics.Placeholders(s.next, c, r), "\n"), err
	case graphics.ITerm2:
		sent, err := graphics.DrawITerm2(m, c, r, s.cell, s.tmux)
		return caption + inRoom(sent, r), err
	case graphics.Sixel:
		sent, err := graphics.DrawSixel(m, c, r, s.cell)
		return caption + inRoom("\x1b7"+sent+"\x1b8", r), err
	}
	return caption + strings.Join(graphics.DrawBlocks(m, c, r, s.profile), "\n"), nil
}

// inRoom draws what takes so many rows below the cursor. It makes room first, so
// that a picture does not scroll the screen from under itself.
func inRoom(sent string, rows int) string {
	return strings.Repeat("\n", rows) + fmt.Sprintf("\x1b[%dA\r%s\x1b[%dB", rows, sent, rows)
}

// readPicture reads a picture's file.
func readPicture(path string) (image.Image, error) {
	data, err := intake.ReadNamed(path, maxPicture, intake.Patience)
	if err != nil {
		return nil, fmt.Errorf("the picture %s cannot be read: %w", path, err)
	}
	m, err := graphics.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}
