package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi/kitty"

	"tailor/data/webui/webuitest"
	"tailor/ui/graphics"
)

// TestProtocols has the composer ask terminals what they can, and draw by it:
// once, whatever is typed beside the picture, and without a trace after
// leaving.
func TestProtocols(t *testing.T) {
	t.Parallel()
	web := (&webuitest.A1111{}).Start()
	t.Cleanup(web.Close)
	for _, c := range []struct{ name, answer, drawn, cells string }{
		{"kitty", "\x1bP>|kitty(0.35.2)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;c", "\x1b_G", string(kitty.Placeholder)},
		{"iTerm2", "\x1bP>|iTerm2 3.5.0\x1b\\\x1b[6;20;10t\x1b[?62;4c", "\x1b]1337;File=", "\x1b["},
		{"sixel", "\x1bP>|XTerm(379)\x1b\\\x1b[6;20;10t\x1b[?64;4;22c", "\x1bP0;1q", "\x1b["},
		{"a plain one", "\x1b[?1;2c", "▀", "▀"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			env, pictures := settingUp(t, web.URL, "[settings]\nsize = \"640x640\"\nsteps = 2\nseed = 7")
			m := openMute(t, env, 120, 36, nil, binary, "1girl")
			send := func(keys string) {
				t.Helper()
				if _, err := m.master.Write([]byte(keys)); err != nil {
					t.Fatal(err)
				}
			}
			m.waitUntil("the question", func() bool { return strings.Contains(m.wrote(), graphics.Ask) })
			send(c.answer)
			m.waitUntil("the server", func() bool { return strings.Contains(m.wrote(), "●") })
			asked := len(m.wrote())
			send("\x1b[19~") // f8
			m.waitUntil("the picture", func() bool {
				s := m.wrote()[asked:]
				return strings.Contains(s, c.drawn) && strings.Contains(s, c.cells) && strings.Contains(s, "Saved as")
			})
			if _, err := os.Stat(filepath.Join(pictures, "7.png")); err != nil {
				t.Error(err)
			}
			quiet := func() string { // what was written when nothing more comes
				for before := -1; ; time.Sleep(300 * time.Millisecond) {
					s := m.wrote()
					if len(s) == before {
						return s
					}
					before = len(s)
				}
			}
			before := quiet()
			if strings.ContainsRune(before, graphics.Hole) {
				t.Error("the cells of the picture are written over")
			}
			send(", smile")
			m.waitUntil("what was typed", func() bool { return strings.Contains(m.wrote()[len(before):], "smile") })
			if c.name != "a plain one" && strings.Contains(quiet()[len(before):], c.drawn) {
				t.Error("typing has the picture sent again")
			}
			// Another page and back, and a rest in which the shell had the
			// terminal: what lay over the text is laid there again.
			again := func(what string, do func()) {
				t.Helper()
				at := len(quiet())
				do()
				m.waitUntil("the picture after "+what, func() bool {
					s := m.wrote()[at:]
					return strings.Contains(s, c.drawn) || c.name == "kitty" && what == "a page" && strings.Contains(s, c.cells)
				})
			}
			again("a page", func() {
				send("\x1bOP") // f1
				m.waitUntil("the keys", func() bool { return strings.Contains(m.wrote(), "copying and keeping") })
				quiet()
				send("\x1bOP")
			})
			again("a rest", func() {
				for _, s := range []syscall.Signal{syscall.SIGSTOP, syscall.SIGCONT} {
					if err := m.cmd.Process.Signal(s); err != nil {
						t.Fatal(err)
					}
				}
			})
			at := len(quiet())
			send("\x11")
			if code := m.waitEnd(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			if c.name == "kitty" && !strings.Contains(m.wrote()[at:], "a=d") {
				t.Errorf("the picture is not taken back: %q", m.wrote()[at:])
			}
		})
	}
}

// TestShowOnTerminals shows a file on terminals that answer what they can, and
// on one that answers nothing.
func TestShowOnTerminals(t *testing.T) {
	t.Parallel()
	path := file(t, "a.png", string(webuitest.PNG(webuitest.Draw(64, 64, 7), "")))
	for _, c := range []struct{ name, answer, drawn string }{
		{"kitty", "\x1bP>|kitty(0.35.2)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;c", string(kitty.Placeholder)},
		{"iTerm2", "\x1bP>|iTerm2 3.5.0\x1b\\\x1b[?62;4c", "\x1b]1337;File="},
		{"sixel", "\x1b[?64;4;22c", "\x1bP0;1q"},
		{"mute", "", "\x1b[38;2;"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := openMute(t, append(home(t), "COLORTERM=truecolor"), 80, 24, nil, binary, "show", path)
			m.waitUntil("the question", func() bool { return strings.Contains(m.wrote(), graphics.Ask) })
			if _, err := m.master.Write([]byte(c.answer)); err != nil {
				t.Fatal(err)
			}
			m.waitUntil("the picture", func() bool { return strings.Contains(m.wrote(), c.drawn) })
			if code := m.waitEnd(); code != 0 {
				t.Errorf("exit code %d", code)
			}
		})
	}
}
