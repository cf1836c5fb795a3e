package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestComposerRefuses starts the composer on what it cannot use, in a
// terminal: a message, the right exit code, and the terminal left alone.
func TestComposerRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := []struct {
		name string
		args []string
		err  string
	}{
		{"a list that is missing", []string{"--tags", filepath.Join(dir, "none.csv")}, "no such file"},
		{"a directory for a list", []string{"--tags", dir}, "directory"},
		{"a picture for a list", []string{"--tags", write("a.png", "\x89PNG\r\n\x1a\n\x00\x00")}, "PNG"},
		{"an empty list", []string{"--tags", write("empty.csv", "")}, "empty"},
		{"wildcards that are missing", []string{"--wildcards", filepath.Join(dir, "none")}, "--wildcards"},
		{"a config that is missing", []string{"--config", filepath.Join(dir, "none.toml")}, "none.toml"},
		{"an unknown key in the config", []string{"--config", write("a.toml", "modle = 'vpred'\n")}, `did you mean "model"`},
		{"an unknown action", []string{"--config", write("b.toml", "\n[keys]\ncopi = ['f5']\n")}, "b.toml:3: keys.copi"},
		{"an unknown colour of another theme", []string{"--config", write("c.toml", "theme = 'dark'\n[themes.d.colors]\nacent = '#fff'\n")}, "c.toml:2: themes.d.colors"},
		{"an unknown colour", []string{"--config", write("c.toml", "theme = 'd'\n[themes.d.colors]\nacent = '#fff'\n")}, "c.toml:2: themes.d.colors"},
		{"an unknown rule", []string{"--config", write("d.toml", "[lint]\noff = ['x']\n")}, "d.toml:2: lint.off"},
		{"an unknown profile", []string{"--config", write("e.toml", "profile = 'x'\n")}, `no profile "x"`},
		{"an unknown model", []string{"--model", "sdxl"}, "epsilon or vpred"},
		{"an unknown flag", []string{"--prnt"}, "unknown flag"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := openMute(t, home(t), 80, 24, nil, append([]string{binary}, test.args...)...)
			if code := m.waitEnd(); code != exitWrong {
				t.Errorf("exit code %d, want %d", code, exitWrong)
			}
			m.waitUntil("the message", func() bool { return strings.Contains(m.wrote(), test.err) })
			if strings.Contains(m.wrote(), "\x1b") {
				t.Errorf("the terminal was changed: %q", m.wrote())
			}
		})
	}
}

// TestNoTerminal runs the composer without one.
func TestNoTerminal(t *testing.T) {
	for _, args := range [][]string{nil, {"1girl"}, {"--print"}} {
		r := tailor(t, home(t), "1girl\n", args...)
		check(t, r, "", "there is no terminal", exitWrong)
	}
}

// TestMuteTerminal opens the composer on a terminal that answers nothing, and
// leaves it: what the terminal was told is taken back.
func TestMuteTerminal(t *testing.T) {
	m := openMute(t, home(t), 80, 24, nil, binary, "--print", "1girl")
	m.waitUntil("the first frame", func() bool { return strings.Contains(m.wrote(), "RouWei") })
	if _, err := m.master.Write([]byte("\x11")); err != nil { // ctrl+q
		t.Fatal(err)
	}
	if code := m.waitEnd(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	m.waitUntil("the prompt", func() bool { return strings.HasSuffix(m.wrote(), "1girl\r\n") })
	stream := m.wrote()
	for on, off := range map[string]string{"\x1b[?1049h": "\x1b[?1049l", "\x1b[?25l": "\x1b[?25h", "\x1b[?2004h": "\x1b[?2004l", "\x1b[?1002h": "\x1b[?1002l"} {
		if strings.LastIndex(stream, on) > strings.LastIndex(stream, off) {
			t.Errorf("%q is not taken back by %q", on, off)
		}
	}
}

// BenchmarkFirstFrame starts tailor until its first frame is on the terminal:
// with the starter lists (target 50 ms) and with the large list (100 ms).
func BenchmarkFirstFrame(b *testing.B) {
	for name, args := range map[string][]string{"starter": nil, "large": {"--tags", large(b)}} {
		b.Run(name, func(b *testing.B) {
			env := home(b)
			var all []time.Duration
			for b.Loop() {
				start := time.Now()
				m := openMute(b, env, 120, 40, nil, append([]string{binary}, args...)...)
				m.waitUntil("the first frame", func() bool { return strings.Contains(m.wrote(), "RouWei") })
				all = append(all, time.Since(start))
				_ = m.cmd.Process.Kill()
				<-m.ended
				m.master.Close()
			}
			slices.Sort(all)
			b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "ms-median")
			b.ReportMetric(float64(all[len(all)-1].Microseconds())/1000, "ms-worst")
		})
	}
}
