// Package clipboard copies text to where the user pastes from, be it on this
// machine or, through tmux and ssh, on the one in front of them.
package clipboard

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/atotto/clipboard"
	"github.com/aymanbagabas/go-osc52/v2"

	"tailor/data/beside"
	"tailor/data/printable"
)

// Way is a way to the clipboard.
type Way string

const (
	// Tmux is the paste buffer of the tmux around, which passes it on to the
	// terminal's clipboard where it may.
	Tmux Way = "tmux"
	// OSC52 is the escape sequence by which a terminal sets its clipboard.
	// The terminal does not answer, so that it was sent is all one knows.
	OSC52 Way = "the terminal (OSC 52)"
	// System is this machine's clipboard.
	System Way = "the system clipboard"
)

// maxOSC52 is how many bytes of text are sent by OSC 52 at most: terminals
// drop sequences of more than 100,000 bytes, of which base64 leaves three
// quarters (the limit of hterm and others, see the osc52 script of chromium's
// hterm).
const maxOSC52 = 74994

// patience is how long a command may take before it counts as failed.
const patience = 2 * time.Second

// longestSaid is how many characters of what a failing command says are told.
const longestSaid = 200

// Remote reports whether the user sits in front of another machine, over ssh.
func Remote() bool {
	return os.Getenv("SSH_TTY") != "" || os.Getenv("SSH_CONNECTION") != "" || os.Getenv("SSH_CLIENT") != ""
}

// Copy copies text by the first of the ways that fits and works: inside tmux
// its buffer; over ssh OSC 52; else the system's clipboard, then OSC 52. It
// returns which way it was, or an error that lists what was tried. terminal
// takes the OSC 52 sequence in one Write; nil leaves that way out. Copy may
// take seconds and belongs in the background.
func Copy(ctx context.Context, text string, terminal io.Writer) (Way, error) {
	var ways []Way
	if os.Getenv("TMUX") != "" {
		ways = append(ways, Tmux)
	}
	if !Remote() {
		ways = append(ways, System)
	}
	ways = append(ways, OSC52)
	var tried []string
	for _, way := range ways {
		var err error
		switch way {
		case Tmux:
			err = toTmux(ctx, text)
		case System:
			err = toSystem(ctx, text)
		case OSC52:
			err = toTerminal(text, terminal)
		}
		if err == nil {
			return way, nil
		}
		tried = append(tried, fmt.Sprintf("%s: %v", way, err))
	}
	return "", errors.New("not copied; tried " + strings.Join(tried, "; "))
}

// toTmux loads tmux's paste buffer. -w sends it on to the terminal's
// clipboard; tmux before 3.2 does not know it.
func toTmux(ctx context.Context, text string) error {
	err := run(ctx, text, "tmux", "load-buffer", "-w", "-")
	if err == nil || errors.Is(err, exec.ErrNotFound) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if run(ctx, text, "tmux", "load-buffer", "-") == nil {
		return nil
	}
	return err
}

// run runs a command, without a shell, with text on its standard input.
func run(ctx context.Context, text, name string, args ...string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdin = strings.NewReader(text)
	cmd.WaitDelay = 100 * time.Millisecond
	var said bytes.Buffer
	cmd.Stderr = &said
	err := cmd.Run()
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("no answer within %v: %w", patience, ctx.Err())
	case said.Len() > 0:
		first, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		return fmt.Errorf("%w: %s", err, printable.Short(first, longestSaid))
	}
	return err
}

// toSystem sets the clipboard of this machine. The package that does it waits
// for the clipboard's program without end, so it is left behind when it takes
// too long.
func toSystem(ctx context.Context, text string) error {
	if clipboard.Unsupported {
		return errors.New("no program for it is installed: wl-clipboard, xclip or xsel")
	}
	done := make(chan error, 1)
	go func() { done <- beside.Try(func() error { return clipboard.WriteAll(text) }) }()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return fmt.Errorf("no answer within %v", patience)
	}
}

// toTerminal sends the text as an OSC 52 sequence, wrapped for the screen
// around it.
func toTerminal(text string, terminal io.Writer) error {
	switch {
	case terminal == nil:
		return errors.New("there is no terminal")
	case os.Getenv("TERM") == "dumb", os.Getenv("TERM") == "linux":
		return fmt.Errorf("this terminal (%s) has no clipboard", os.Getenv("TERM"))
	case base64.StdEncoding.EncodedLen(len(text)) > base64.StdEncoding.EncodedLen(maxOSC52):
		return fmt.Errorf("the text has %d bytes, and terminals take at most %d", len(text), maxOSC52)
	}
	sequence := osc52.New(text)
	if os.Getenv("STY") != "" && os.Getenv("TMUX") == "" {
		sequence = sequence.Screen()
	}
	_, err := io.WriteString(terminal, sequence.String())
	return err
}
