//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// told has the shell say that it has the terminal again, and whether the
// terminal's settings are the same as before.
const told = "; echo st''opped; stty -g >after; cmp before after && echo sa''me"

// inShell starts a program from a shell with job control, waits for the
// composer, and returns the program's number.
func inShell(t *testing.T, env []string, program string) (s *pane, pid int) {
	t.Helper()
	dir := t.TempDir()
	s = open(t, env, 80, 24, "sh")
	s.typed("PS1=; set -m; cd '" + dir + "'; stty -g >before")
	s.keys("Enter")
	s.typed("sh -c 'echo $$ >pid; exec " + program + "'" + told)
	s.keys("Enter")
	s.waitFor("prompt", "0/75")
	content, err := os.ReadFile(filepath.Join(dir, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(string(content), &pid); err != nil {
		t.Fatal(err)
	}
	return s, pid
}

// givenBack checks that the terminal is as a shell wants it.
func (s *pane) givenBack() {
	s.t.Helper()
	s.waitFor("stopped\n", "same\n")
	if got := s.value("#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_cursor_flag}"); got != "0 1 0 0" {
		s.t.Errorf("alternate screen, cursor, mouse, keypad: %s, want 0 1 0 0", got)
	}
	s.pasted("echo pas''ted\n")
	s.waitFor("\npasted\n")
	if shown := s.shows(); strings.Contains(shown, "200~") {
		s.t.Errorf("bracketed paste is still on:\n%s", shown)
	}
}

// TestPause stops the composer and lets it go on: the shell has its terminal
// meanwhile, and the composer has its own afterwards.
func TestPause(t *testing.T) {
	s, pid := inShell(t, home(t), binary)
	s.typed("a knight")
	s.waitFor("a knight", "esc close")
	s.keys("Escape")
	s.waitGone("esc close") // the key is read: what is not, the shell would read
	for range 2 {
		if err := syscall.Kill(pid, syscall.SIGTSTP); err != nil {
			t.Fatal(err)
		}
		s.givenBack()
		s.typed("clear; fg" + told)
		s.keys("Enter")
		s.waitFor("a knight", "75")
		s.waitUntil("the mouse and the alternate screen", func() bool {
			return s.value("#{alternate_on} #{mouse_any_flag}") == "1 1"
		})
		s.typed(" rides")
		s.waitFor(" rides")
	}
	s.waitFor("a knight rides rides")
	// Stopped by the signal that nobody can catch: the shell's output is gone
	// when the composer goes on.
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	s.waitFor("stopped")
	s.typed("stty sane; clear; fg" + told)
	s.keys("C-j") // in raw mode Enter ends no line
	s.waitFor("a knight rides rides", "75")
	s.waitGone("stopped")
	s.typed(" home")
	s.waitFor("a knight rides rides home")
	s.keys("C-q")
	s.givenBack()
}

// TestStoppedAndKilled stops the composer right behind the last letter, sooner than
// a draft is saved after typing, and kills it: the draft has every letter.
func TestStoppedAndKilled(t *testing.T) {
	env := home(t)
	s, pid := inShell(t, env, binary)
	s.typed("a knight")
	s.waitFor("a knight", "esc close")
	s.drafted("a knight")
	s.typed(" rides")
	s.waitFor("a knight rides")
	if err := syscall.Kill(pid, syscall.SIGTSTP); err != nil {
		t.Fatal(err)
	}
	s.waitFor("stopped\n") // of a shell that has the terminal: the program stands still
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	s = openComposer(t, env, 80, 24)
	s.waitFor("draft was left behind", "a knight rides")
}

// TestFault has the composer panic: the terminal is given back, what happened
// is told, and the draft is offered by the next one.
func TestFault(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, panics := range map[string]func(s *pane){
		"in Update":    func(s *pane) { s.typed(", 1girl"); s.waitFor("›1girl"); s.keys("Tab") },
		"in a command": func(s *pane) { s.keys("C-y") },
	} {
		t.Run(name, func(t *testing.T) {
			env := home(t)
			s, _ := inShell(t, env, "env "+roleVariable+"=fault "+exe+" 2>errors")
			s.typed("a knight in the rain")
			s.waitFor("a knight in the rain", "esc close")
			s.escape("esc close") // read before the next key: together they are another
			panics(s)
			s.givenBack()
			s.typed("head -3 errors; grep -c '\033' errors")
			s.keys("Enter")
			s.waitFor("tailor made a mistake", "report", "a mistake "+name, "\n0\n")
			s = openComposer(t, env, 80, 24)
			s.waitFor("draft was left behind", "a knight in the rain")
		})
	}
}
