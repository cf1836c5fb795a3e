//go:build !windows

package terminal

import (
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/sys/unix"
)

// openTTY opens the controlling terminal for reading and writing.
func openTTY() (in, out *os.File, err error) {
	tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
	return tty, tty, err
}

// sourceOf returns what reads a terminal's input in UTF-8.
func sourceOf(in *os.File) io.Reader { return in }

// readable reports whether there is something to read.
func readable(in *os.File) bool {
	fds := []unix.PollFd{{Fd: int32(in.Fd()), Events: unix.POLLIN}}
	n, err := unix.Poll(fds, 0)
	return err == nil && n > 0 && fds[0].Revents&unix.POLLIN != 0
}

// watchSize has nothing to do: a signal tells of a new size.
func watchSize(*Terminal, func(tea.Msg), func(*Fault), <-chan struct{}) {}

// endSignals are the signals by which a program is ended. A crash of another
// kind than a panic sends SIGABRT or SIGQUIT, and so do people.
var endSignals = []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT}

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
