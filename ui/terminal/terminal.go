// Package terminal is all that touches the terminal: it opens it, has Bubble
// Tea read its keys and draw on it, asks for the colour of its ground, rests
// and ends with the shell's signals, and gives it back whatever happens. A
// move to another version of Bubble Tea's program costs this room alone.
package terminal

import (
	"errors"
	"os"
	"sync"

	"github.com/charmbracelet/x/term"
)

// ErrNone is returned where there is no terminal to draw on.
var ErrNone = errors.New("there is no terminal to open the composer on: run tailor in one, or use its subcommands, which read arguments and standard input (tailor --help)")

// Terminal is what the composer reads keys from and draws on. Writes to it are
// whole: what the renderer draws and what is written beside it, such as a text
// for the clipboard, do not mix.
type Terminal struct {
	in, out *os.File
	owned   []*os.File
	mu      sync.Mutex
}

// Open opens the controlling terminal, so that standard input and
// output stay free for pipes. Where there is none, standard input and output
// serve if they are terminals; otherwise it returns ErrNone.
func Open() (*Terminal, error) {
	if in, out, err := openTTY(); err == nil {
		t := &Terminal{in: in, out: out, owned: []*os.File{in, out}}
		if term.IsTerminal(out.Fd()) {
			return t, nil
		}
		t.Close()
	}
	if term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd()) {
		return Of(os.Stdin, os.Stdout), nil
	}
	return nil, ErrNone
}

// Of returns the Terminal that two open files are the ends of. It leaves them
// open.
func Of(in, out *os.File) *Terminal { return &Terminal{in: in, out: out} }

// Size returns the terminal's columns and rows, 80x24 where it does not say.
func (t *Terminal) Size() (columns, rows int) {
	w, h, err := term.GetSize(t.out.Fd())
	if err != nil {
		w, h = 0, 0
	}
	return realSize(w, h)
}

// Write writes to the terminal as one piece.
func (t *Terminal) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.out.Write(b)
}

// Close closes what Open opened.
func (t *Terminal) Close() error {
	var err error
	for _, f := range t.owned {
		err = errors.Join(err, f.Close())
	}
	return err
}
