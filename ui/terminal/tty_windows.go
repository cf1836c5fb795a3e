package terminal

import (
	"io"
	"os"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/sys/windows"
)

// openTTY opens the console's two ends.
func openTTY() (in, out *os.File, err error) {
	if in, err = os.OpenFile("CONIN$", os.O_RDWR, 0); err != nil {
		return nil, nil, err
	}
	if out, err = os.OpenFile("CONOUT$", os.O_RDWR, 0); err != nil {
		in.Close()
		return nil, nil, err
	}
	return in, out, nil
}

// console reads a console. Go's own reading of one ends at ctrl+z.
type console struct {
	in   windows.Handle
	keys consoleKeys
	send func(tea.Msg)
}

// keysOf returns what reads the keys of a terminal; send takes those that
// Bubble Tea cannot read.
func keysOf(in *os.File, send func(tea.Msg)) io.Reader {
	var mode uint32
	if windows.GetConsoleMode(windows.Handle(in.Fd()), &mode) != nil {
		return in // a pipe
	}
	return &console{in: windows.Handle(in.Fd()), send: send}
}

func (c *console) Read(b []byte) (int, error) {
	for {
		keys, msg := c.keys.next(len(b))
		switch {
		case msg != nil:
			c.send(msg)
			continue
		case len(keys) > 0:
			return copy(b, keys), nil
		}
		var units [1024]uint16
		var n uint32
		if err := windows.ReadConsole(c.in, &units[0], uint32(len(units)), &n, nil); err != nil {
			return 0, err
		}
		if n == 0 {
			time.Sleep(10 * time.Millisecond) // it should have waited itself
		}
		c.keys.feed(units[:n])
	}
}

// watchSize tells of the console's size as long as the screen runs. Ten times
// a second is what a person takes for at once.
func watchSize(t *Terminal, send func(tea.Msg), ended <-chan struct{}) {
	go pollSize(100*time.Millisecond, t.Size, send, ended)
}

// stopSignals is empty: Windows puts no program to rest.
var stopSignals []os.Signal

// wakeSignals is empty as well.
var wakeSignals []os.Signal

func stopSelf() {}
