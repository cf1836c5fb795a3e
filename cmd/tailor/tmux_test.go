package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tailor/data/reference"
)

// pane is a tmux of its own, on a private socket, with one program in its
// one pane. It is watched by polling: nothing waits for a fixed time.
type pane struct {
	t      testing.TB
	env    []string
	socket string
	// Every wait ends with a failure after this long.
	patience time.Duration
}

// tmuxConfig makes tmux quiet, quick, and keep the pane of a program that
// ended, so that what it left behind can be seen.
const tmuxConfig = `
set -s escape-time 0
set -s exit-empty off
set -g status off
set -g remain-on-exit on
set -g default-terminal tmux-256color
set -g focus-events off
set -g mouse off
set -sa terminal-features ',*:RGB'
`

// open starts a program in a terminal of so many columns and rows.
func open(t testing.TB, env []string, columns, rows int, program ...string) *pane {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("tmux is a program of Unix")
	}
	if testing.Short() {
		t.Skip(skippedScreen)
	}
	if _, err := exec.LookPath("tmux"); err != nil {
		reference.Missing(t, "tmux")
	}
	// The socket's path must be short, shorter than t.TempDir's may be.
	dir, err := os.MkdirTemp("", "tailor-tmux")
	if err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, "tmux.conf")
	if err := os.WriteFile(config, []byte(tmuxConfig), 0o600); err != nil {
		t.Fatal(err)
	}
	s := &pane{t: t, socket: "t", env: append(slices.Clone(env), "TMUX_TMPDIR="+dir, "SHELL=/bin/sh"), patience: 20 * time.Second}
	t.Cleanup(func() {
		_ = s.command(nil, "kill-server").Run() // it may be gone already
		os.RemoveAll(dir)
	})
	s.run(append([]string{"-f", config, "new-session", "-d", "-x", fmt.Sprint(columns), "-y", fmt.Sprint(rows), "--"}, program...)...)
	return s
}

func (s *pane) command(stdin []byte, args ...string) *exec.Cmd {
	cmd := exec.Command("tmux", append([]string{"-L", s.socket}, args...)...)
	cmd.Env = s.env
	cmd.Stdin = bytes.NewReader(stdin)
	return cmd
}

// run runs a tmux command and returns what it prints.
func (s *pane) run(args ...string) string {
	s.t.Helper()
	return s.runWith(nil, args...)
}

func (s *pane) runWith(stdin []byte, args ...string) string {
	s.t.Helper()
	cmd := s.command(stdin, args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		s.t.Fatalf("tmux %.200q: %v: %s", args, err, errs.String())
	}
	return string(out)
}

// keys presses keys by tmux's names: "Enter", "C-y", "M-Left".
func (s *pane) keys(names ...string) {
	s.t.Helper()
	s.run(append([]string{"send-keys"}, names...)...)
}

// typed types a text, letter by letter.
func (s *pane) typed(text string) {
	s.t.Helper()
	s.run("send-keys", "-l", "--", text)
}

// pasted pastes a text as a terminal does: bracketed where the program asked
// for that.
func (s *pane) pasted(text string) {
	s.t.Helper()
	s.runWith([]byte(text), "load-buffer", "-b", "pasted", "-")
	s.run("paste-buffer", "-p", "-r", "-d", "-b", "pasted")
}

// shows returns what is on the screen, the lines without their trailing
// spaces.
func (s *pane) shows() string {
	s.t.Helper()
	return s.run("capture-pane", "-p")
}

// colored returns what is on the screen with its escape sequences.
func (s *pane) colored() string {
	s.t.Helper()
	return s.run("capture-pane", "-p", "-e")
}

// value returns a format of tmux's, such as "#{alternate_on}".
func (s *pane) value(format string) string {
	s.t.Helper()
	return strings.TrimSpace(s.run("display-message", "-p", format))
}

// waitUntil polls until ok, and fails with what the screen shows then.
func (s *pane) waitUntil(what string, ok func() bool) {
	s.t.Helper()
	deadline := time.Now().Add(s.patience)
	for pause := time.Millisecond; !ok(); pause = min(pause*2, 30*time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("waited in vain for %s; the screen shows\n%s", what, s.shows())
		}
		time.Sleep(pause)
	}
}

// waitFor waits until all the texts are on the screen.
func (s *pane) waitFor(texts ...string) {
	s.t.Helper()
	s.waitUntil(fmt.Sprintf("%q", texts), func() bool {
		shown := s.shows()
		for _, text := range texts {
			if !strings.Contains(shown, text) {
				return false
			}
		}
		return true
	})
}

// waitGone waits until none of the texts is on the screen.
func (s *pane) waitGone(texts ...string) {
	s.t.Helper()
	s.waitUntil(fmt.Sprintf("the end of %q", texts), func() bool {
		shown := s.shows()
		return !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(shown, text) })
	})
}

// waitEnd waits until the program has ended and returns its exit code.
func (s *pane) waitEnd() int {
	s.t.Helper()
	// A pane is dead when its terminal is closed, which may be before tmux
	// knows how the program ended; and sometimes it learns that only when
	// another child of its ends.
	s.waitUntil("the program's end", func() bool {
		if s.value("#{pane_dead}") != "1" {
			return false
		}
		if s.value("#{pane_dead_time}") == "" {
			s.run("run-shell", "true")
		}
		return s.value("#{pane_dead_time}") != ""
	})
	code, err := strconv.Atoi(s.value("#{pane_dead_status}"))
	if err != nil {
		return -1 // a signal ended it
	}
	return code
}

// buffer returns tmux's newest paste buffer, "" for none.
func (s *pane) buffer() string {
	out, err := s.command(nil, "show-buffer").Output()
	if err != nil {
		return ""
	}
	return string(out)
}

// resize gives the terminal another size.
func (s *pane) resize(columns, rows int) {
	s.t.Helper()
	s.run("resize-window", "-x", fmt.Sprint(columns), "-y", fmt.Sprint(rows))
}

// TestTerminal holds the terminal of these tests itself: what goes in and
// comes out, with programs that everybody knows.
func TestTerminal(t *testing.T) {
	s := open(t, home(t), 60, 10, "sh", "-c", "echo TMUX=${TMUX:+set} HOME=$HOME; stty -echo; echo ready; cat; echo over; exit 3")
	s.waitFor("TMUX=set", "ready")
	if size := s.value("#{pane_width}x#{pane_height}"); size != "60x10" {
		t.Errorf("the size is %s", size)
	}
	s.typed(`karin \(x\); $y`)
	s.keys("Enter")
	s.waitFor(`karin \(x\); $y`)
	s.pasted("日本 pasted\n")
	s.waitFor("日本 pasted")
	s.resize(20, 5)
	s.waitUntil("the new size", func() bool { return s.value("#{pane_width}x#{pane_height}") == "20x5" })
	s.runWith([]byte("two\nlines"), "load-buffer", "-")
	if got := s.buffer(); got != "two\nlines" {
		t.Errorf("the buffer holds %q", got)
	}
	s.keys("C-d")
	if code := s.waitEnd(); code != 3 {
		t.Errorf("exit code %d, want 3", code)
	}
	s.waitFor("over")
	s.waitGone("ready")
}
