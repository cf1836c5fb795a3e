//go:build !windows

package terminal

import (
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"
)

// openTTY opens the controlling terminal for reading and writing.
func openTTY() (in, out *os.File, err error) {
	tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
	return tty, tty, err
}

// keysOf returns what reads the keys of a terminal.
func keysOf(in *os.File, _ func(tea.Msg)) io.Reader { return in }

// watchSize has nothing to do: a signal tells of a new size.
func watchSize(*Terminal, func(tea.Msg), <-chan struct{}) {}

// stopSignals are the signals by which a shell puts a program to rest.
var stopSignals = []os.Signal{syscall.SIGTSTP}

// wakeSignals are those by which the program goes on afterwards.
var wakeSignals = []os.Signal{syscall.SIGCONT}

// stopSelf stops this program until it gets a SIGCONT.
func stopSelf() {
	// The threads of a program stop one after the other, so this one may run
	// on for a while: it waits for the signal that ends the rest.
	woken := make(chan os.Signal, 1)
	signal.Notify(woken, syscall.SIGCONT)
	defer signal.Stop(woken)
	// SIGSTOP, since SIGTSTP is caught. Should it fail, the screen comes
	// back at once.
	if syscall.Kill(os.Getpid(), syscall.SIGSTOP) == nil {
		<-woken
	}
}
