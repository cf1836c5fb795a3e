package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tailor/data/reference"
)

// peak returns the most memory in MB that the program in the terminal has had.
func (m *muteTerminal) peak() float64 {
	m.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", m.cmd.Process.Pid))
	if err != nil {
		m.t.Fatal(err)
	}
	var kb float64
	if _, rest, ok := strings.Cut(string(status), "VmHWM:"); ok {
		fmt.Sscan(rest, &kb)
	}
	return kb / 1000
}

// BenchmarkPeakMemory opens the composer on the large list, and on everything
// that tailor update installs, and reports the most memory that it took until
// the lists were there, and after they had changed and were read once more
// (target 120 MB).
func BenchmarkPeakMemory(b *testing.B) {
	all := home(b)
	lists := filepath.Join(variable(all, "XDG_DATA_HOME"), "tailor", "lists")
	if err := os.MkdirAll(lists, 0o700); err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"danbooru-tagcomplete.csv", "danbooru-12-10-24-underscore.csv"} {
		content, err := os.ReadFile(reference.Path(b, "data/"+name))
		if err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(lists, name), content, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	var artists strings.Builder
	for i := range 22_000 {
		fmt.Fprintf(&artists, "painter %d\n", i)
	}
	if err := os.WriteFile(filepath.Join(lists, "rouwei-artists.txt"), []byte(artists.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	changed := filepath.Join(lists, "danbooru-tagcomplete.csv")
	for name, start := range map[string]struct{ env, args []string }{
		"large": {home(b), []string{binary, "--tags", changed}},
		"all":   {all, []string{binary}},
	} {
		b.Run(name, func(b *testing.B) {
			first, again := 0.0, 0.0
			for b.Loop() {
				m := openMute(b, start.env, 120, 40, nil, start.args...)
				m.waitUntil("the lists", func() bool { return strings.Contains(m.wrote(), " tags ·") })
				first = max(first, m.peak())
				f, err := os.OpenFile(changed, os.O_APPEND|os.O_WRONLY, 0)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := f.WriteString("one_more_tag,0,1,\n"); err != nil {
					b.Fatal(err)
				}
				f.Close()
				before := len(m.wrote())
				if _, err := m.master.Write([]byte("\x1b[15~")); err != nil { // f5
					b.Fatal(err)
				}
				m.waitUntil("the lists again", func() bool { return strings.Contains(m.wrote()[before:], " tags ·") })
				again = max(again, m.peak())
				_ = m.cmd.Process.Kill()
				<-m.ended
				m.master.Close()
			}
			b.ReportMetric(first, "MB-first")
			b.ReportMetric(again, "MB-again")
		})
	}
}
