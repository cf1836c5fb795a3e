package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// muteTerminal is a terminal that shows nothing and answers no question: it
// keeps what a program writes to it, byte for byte.
type muteTerminal struct {
	t      testing.TB
	master *os.File
	cmd    *exec.Cmd
	ended  chan error

	mu      sync.Mutex
	written bytes.Buffer
}

// openMute starts a program in a mute terminal, which is its controlling one,
// of so many columns and rows. stdin, where it is not nil, is another standard
// input than the terminal.
func openMute(t testing.TB, env []string, columns, rows int, stdin *os.File, program ...string) *muteTerminal {
	t.Helper()
	if testing.Short() {
		t.Skip(skippedScreen)
	}
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminals can be made here:", err)
	}
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: uint16(rows), Col: uint16(columns)}); err != nil {
		t.Fatal(err)
	}
	slave, err := os.OpenFile(fmt.Sprint("/dev/pts/", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer slave.Close()
	m := &muteTerminal{t: t, master: master, cmd: exec.Command(program[0], program[1:]...), ended: make(chan error, 1)}
	m.cmd.Env = env
	m.cmd.Stdin, m.cmd.Stdout, m.cmd.Stderr = slave, slave, slave
	if stdin != nil {
		m.cmd.Stdin = stdin
	}
	m.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 1}
	if err := m.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := master.Read(buf)
			m.mu.Lock()
			m.written.Write(buf[:n])
			m.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	go func() { m.ended <- m.cmd.Wait() }()
	t.Cleanup(func() {
		_ = m.cmd.Process.Kill() // it may have ended
		master.Close()
	})
	return m
}

// wrote returns everything that the program has written.
func (m *muteTerminal) wrote() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.written.String()
}

// waitUntil polls until ok.
func (m *muteTerminal) waitUntil(what string, ok func() bool) {
	m.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			m.t.Fatalf("waited in vain for %s; the program wrote %.2000q", what, m.wrote())
		}
	}
}

// waitEnd waits for the program's end and returns its exit code.
func (m *muteTerminal) waitEnd() int {
	m.t.Helper()
	select {
	case <-m.ended:
	case <-time.After(20 * time.Second):
		m.t.Fatalf("the program does not end; it wrote %.2000q", m.wrote())
	}
	return m.cmd.ProcessState.ExitCode()
}
