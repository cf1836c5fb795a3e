package terminal

import (
	"io"
	"os"
	"syscall"
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

// console reads a console in UTF-8. Go's own reading of one ends at ctrl+z.
type console struct {
	in   windows.Handle
	half uint16 // the first half of a character whose second has not come
	rest []byte // what did not fit into what was read to
}

// sourceOf returns what reads a terminal's input in UTF-8.
func sourceOf(in *os.File) io.Reader {
	var mode uint32
	if windows.GetConsoleMode(windows.Handle(in.Fd()), &mode) != nil {
		return in // a pipe
	}
	return &console{in: windows.Handle(in.Fd())}
}

// readable reports whether there is something to read. A console counts what
// is no key as well, so the answer is only of use where it is no.
func readable(*os.File) bool { return false }

func (c *console) Read(b []byte) (int, error) {
	for len(c.rest) == 0 {
		var units [1024]uint16
		var n uint32
		if err := windows.ReadConsole(c.in, &units[0], uint32(len(units)), &n, nil); err != nil {
			return 0, err
		}
		if n == 0 {
			time.Sleep(10 * time.Millisecond) // it should have waited itself
		}
		c.rest, c.half = fromUTF16(c.rest, c.half, units[:n])
	}
	n := copy(b, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

// watchSize tells of the console's size as long as the screen runs. Ten times
// a second is what a person takes for at once.
func watchSize(t *Terminal, send func(tea.Msg), fail func(*Fault), ended <-chan struct{}) {
	aside(fail, func() { pollSize(100*time.Millisecond, t.Size, send, ended) })
}

// endSignals are those that Windows has: ctrl+c, and a console that closes.
var endSignals = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}

// stopSignals is empty: Windows puts no program to rest.
var stopSignals []os.Signal

// wakeSignals is empty as well.
var wakeSignals []os.Signal

func stopSelf() {}
