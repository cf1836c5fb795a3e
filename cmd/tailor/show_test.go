package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"tailor/data/webui/webuitest"
)

// TestShow draws into a pipe.
func TestShow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a\x1b[2J.png")
	if err := os.WriteFile(path, webuitest.PNG(webuitest.Draw(160, 80, 7), ""), 0o600); err != nil {
		t.Skip("the file system takes no such name:", err)
	}
	// Colours are control characters, which tailor() lets through nowhere.
	draw := func(args ...string) (out string, code int) {
		cmd := exec.CommandContext(t.Context(), binary, append([]string{"show"}, args...)...)
		cmd.Env = home(t)
		b, _ := cmd.Output()
		return string(b), cmd.ProcessState.ExitCode()
	}
	out, code := draw(path)
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if code != 0 || len(lines) != 20 || ansi.StringWidth(lines[0]) != 80 || strings.Count(lines[0], "▀") != 80 {
		t.Errorf("%d lines of %d cells, code %d", len(lines), ansi.StringWidth(lines[0]), code)
	}
	out, _ = draw("--protocol", "kitty", path, path)
	if strings.Count(out, "\x1b_G") < 2 || !strings.HasPrefix(out, `a\x1b[2J.png`) || strings.Contains(out, "\x1b[2J") {
		t.Errorf("kitty: %.200q", out)
	}
	for p, want := range map[string]string{"iterm2": "\x1b]1337;File=", "sixel": "\x1bP0;1q"} {
		if out, code := draw("--protocol", p, path); code != 0 || !strings.Contains(out, want) {
			t.Errorf("%s: %.80q, code %d", p, out, code)
		}
	}
	check(t, tailor(t, home(t), "", "show", "/none.png"), "", "/none.png", 2)
	check(t, tailor(t, home(t), "", "show", file(t, "x.png", "<html>")), "", "no picture in PNG", 2)
	check(t, tailor(t, home(t), "", "show", "--protocol", "ascii", path), "", "use kitty, iterm2, sixel", 2)
	check(t, tailor(t, home(t), "", "show"), "", "name a file", 2)
}
