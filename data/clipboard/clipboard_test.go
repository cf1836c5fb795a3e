package clipboard

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// The search for the system's clipboard happens once, when a program starts,
// so every case runs in a process of its own: the test's binary, which copies
// its standard input when this variable is set.
const role = "TAILOR_TEST_COPY"

func TestMain(m *testing.M) {
	if os.Getenv(role) == "" {
		os.Exit(m.Run())
	}
	var text bytes.Buffer
	if _, err := text.ReadFrom(os.Stdin); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	start := time.Now()
	var terminal bytes.Buffer
	way, err := Copy(context.Background(), text.String(), &terminal)
	if time.Since(start) > 10*patience {
		fmt.Println("too slow")
	}
	fmt.Printf("way: %s\nerror: %v\nterminal: %q\n", way, err, terminal.String())
	os.Exit(0)
}

// commands are fakes of the programs that copy: each notes its arguments and
// its input beside itself.
const (
	works = "#!/bin/sh\necho \"$0 $*\" >>\"$0.args\"\ncat >\"$0.in\"\n"
	fails = "#!/bin/sh\necho \"$0 $*\" >>\"$0.args\"\necho 'cannot: \x1b[31mred' >&2\nexit 1\n"
	hangs = "#!/bin/sh\nexec sleep 60\n"
	loud  = "#!/bin/sh\nhead -c 10000000 /dev/zero | tr '\\0' x >&2\nexit 1\n"
	slow  = "#!/bin/sh\nsleep 0.5\ncat >\"$0.in\"\n"
	// old is tmux before 3.2, which does not know -w.
	old = "#!/bin/sh\necho \"$0 $*\" >>\"$0.args\"\nif [ \"$2\" = -w ]; then echo 'usage: load-buffer' >&2; exit 1; fi\ncat >\"$0.in\"\n"
)

func TestCopy(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the fakes are Linux' programs")
	}
	const prompt = "by kantoku\nBREAK 1girl, karin \\(blue archive\\), $(rm -rf x) `y` 'z' \"日本\""
	osc := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(prompt)) + "\x07"
	tmux, ssh, sty := "TMUX=/tmp/tmux-0/default,1,0", "SSH_TTY=/dev/pts/1", "STY=1.pts"
	tests := []struct {
		name     string
		env      []string
		commands map[string]string
		text     string
		way      Way
		took     string   // the command that took the text
		args     string   // its arguments, call by call
		terminal string   // what the terminal got
		err      []string // parts of the error
	}{
		{name: "inside tmux", env: []string{tmux}, commands: map[string]string{"tmux": works, "xclip": works}, way: Tmux, took: "tmux", args: "load-buffer -w -"},
		{name: "inside tmux, over ssh", env: []string{tmux, ssh}, commands: map[string]string{"tmux": works}, way: Tmux, took: "tmux", args: "load-buffer -w -"},
		{name: "inside an old tmux", env: []string{tmux}, commands: map[string]string{"tmux": old}, way: Tmux, took: "tmux", args: "load-buffer -w -\nload-buffer -"},
		{name: "tmux fails, over ssh", env: []string{tmux, ssh}, commands: map[string]string{"tmux": fails, "xclip": works}, way: OSC52, terminal: osc},
		{name: "tmux is not installed", env: []string{tmux}, commands: map[string]string{"xclip": works}, way: System, took: "xclip", args: "-in -selection clipboard"},
		{name: "tmux hangs", env: []string{tmux}, commands: map[string]string{"tmux": hangs, "xclip": works}, way: System, took: "xclip", args: "-in -selection clipboard"},
		{name: "over ssh", env: []string{ssh}, commands: map[string]string{"xclip": works}, way: OSC52, terminal: osc},
		{name: "over ssh without a terminal of its own", env: []string{"SSH_CONNECTION=1.2.3.4 5 6.7.8.9 22"}, way: OSC52, terminal: osc},
		{name: "at home", commands: map[string]string{"xclip": works, "tmux": works}, way: System, took: "xclip", args: "-in -selection clipboard"},
		{name: "at home with Wayland", env: []string{"WAYLAND_DISPLAY=wayland-0"}, commands: map[string]string{"wl-copy": works, "wl-paste": works, "xclip": works}, way: System, took: "wl-copy", args: ""},
		{name: "at home, the clipboard fails", commands: map[string]string{"xclip": fails}, way: OSC52, terminal: osc},
		{name: "at home, the clipboard hangs", commands: map[string]string{"xclip": hangs}, way: OSC52, terminal: osc},
		{name: "at home, the clipboard is slow", commands: map[string]string{"xclip": slow}, way: System, took: "xclip"},
		{name: "tmux and the clipboard say ten megabytes", env: []string{tmux, "TERM=linux"}, commands: map[string]string{"tmux": loud, "xclip": loud}, err: []string{strings.Repeat("x", longestSaid-1) + "…; the system clipboard: "}},
		{name: "at home without a clipboard", way: OSC52, terminal: osc},
		{name: "inside screen", env: []string{ssh, sty}, way: OSC52, terminal: "\x1bP" + osc[:83] + "\x1b\\\x1bP" + osc[83:] + "\x1b\\"},
		{name: "nothing works", env: []string{tmux, "TERM=linux"}, commands: map[string]string{"tmux": fails, "xsel": fails}, err: []string{`tmux: exit status 1: cannot: \x1b[31mred`, "the system clipboard: ", "(linux) has no clipboard"}},
		{name: "too long for the terminal", env: []string{ssh}, text: strings.Repeat("x", maxOSC52+1), err: []string{"74995 bytes", "at most 74994"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for name, script := range test.commands {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			for _, name := range []string{"sh", "cat", "sleep", "head", "tr"} {
				path, err := exec.LookPath(name)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.Symlink(path, filepath.Join(dir, name)); err != nil {
					t.Fatal(err)
				}
			}
			text := prompt
			if test.text != "" {
				text = test.text
			}
			exe, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(exe)
			cmd.Env = append([]string{"PATH=" + dir, "TERM=xterm", role + "=1"}, test.env...)
			cmd.Stdin = strings.NewReader(text)
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			said := string(out)
			if want := fmt.Sprintf("way: %s\n", test.way); !strings.HasPrefix(said, want) {
				t.Errorf("got %s\nwant %s", said, want)
			}
			if failed := !strings.Contains(said, "error: <nil>"); failed != (test.err != nil) {
				t.Errorf("got %s", said)
			}
			for _, part := range test.err {
				if !strings.Contains(said, part) {
					t.Errorf("got %s\nwant %q in it", said, part)
				}
			}
			if want := fmt.Sprintf("terminal: %q\n", test.terminal); !strings.HasSuffix(said, want) {
				t.Errorf("got %s\nwant %s", said, want)
			}
			if test.took == "" {
				return
			}
			path := filepath.Join(dir, test.took)
			in, _ := os.ReadFile(path + ".in")
			if string(in) != text {
				t.Errorf("%s got %q", test.took, in)
			}
			args, _ := os.ReadFile(path + ".args")
			if got := strings.TrimSpace(strings.ReplaceAll(string(args), path+" ", "")); got != test.args {
				t.Errorf("%s was called with %q, want %q", test.took, got, test.args)
			}
		})
	}
}

// broken is a terminal that is gone.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestTerminalFailing(t *testing.T) {
	for _, v := range []string{"TMUX", "STY"} {
		t.Setenv(v, "")
	}
	t.Setenv("SSH_TTY", "/dev/pts/1")
	t.Setenv("TERM", "xterm")
	if way, err := Copy(t.Context(), "x", broken{}); way != "" || err == nil || !strings.Contains(err.Error(), "gone") {
		t.Errorf("%q, %v", way, err)
	}
	if way, err := Copy(t.Context(), "x", nil); way != "" || err == nil || !strings.Contains(err.Error(), "no terminal") {
		t.Errorf("%q, %v", way, err)
	}
}
