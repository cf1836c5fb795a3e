package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// writeApart writes pieces to a terminal, a moment apart.
func (m *muteTerminal) writeApart(apart time.Duration, pieces ...string) {
	m.t.Helper()
	for k, piece := range pieces {
		if k > 0 {
			time.Sleep(apart)
		}
		if _, err := m.master.Write([]byte(piece)); err != nil {
			m.t.Fatal(err)
		}
	}
}

// printed leaves the composer and returns the prompt that it prints.
func (m *muteTerminal) printed() string {
	m.t.Helper()
	m.writeApart(0, "\x11") // ctrl+q
	if code := m.waitEnd(); code != 0 {
		m.t.Errorf("exit code %d", code)
	}
	const end = "\x1b[?1049l"
	m.waitUntil("the prompt", func() bool {
		s := m.wrote()
		at := strings.LastIndex(s, end)
		return at >= 0 && strings.HasSuffix(s, "\r\n")
	})
	s := m.wrote()
	s = s[strings.LastIndex(s, end)+len(end):]
	s = s[strings.LastIndexByte(s, 'l')+1:]
	if at := strings.LastIndex(s, "\x1b[?25h"); at >= 0 {
		s = s[at+len("\x1b[?25h"):]
	}
	return strings.TrimSuffix(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
}

// TestKeysArriveWhole types what a real terminal sends, cut as it comes, and
// holds what is in the prompt.
func TestKeysArriveWhole(t *testing.T) {
	many := strings.Repeat("猫耳少女", 48)
	cases := []struct {
		name   string
		apart  time.Duration
		pieces []string
		want   string
	}{
		{"192 Chinese characters in one go", 0, []string{many}, many},
		{"a character cut in two", 20 * time.Millisecond, []string{"caf\xc3", "\xa9!"}, "café!"},
		{"a character cut in two by a long pause", 300 * time.Millisecond, []string{"\xe7", "\x8c", "\xab"}, "猫"},
		{"sixty wheel events", 0, []string{"ab" + strings.Repeat("\x1b[<64;40;5M", 60) + "c"}, "abc"},
		{"ctrl+left a hundred times", 0, []string{"ab " + strings.Repeat("\x1b[1;5D", 100) + "c"}, "cab"},
		{"a sequence cut in two", 300 * time.Millisecond, []string{"ab\x1b[1;", "5Dc"}, "cab"},
		{"the mark of a paste cut in two", 20 * time.Millisecond, []string{"\x1b[20", "0~pasted\x1b[2", "01~!"}, "pasted!"},
		{"a paste without an end", 1500 * time.Millisecond, []string{"\x1b[200~one", "two"}, "onetwo"},
		{"newlines of a paste as keys", 0, []string{"\x1b[200~a\x1b[27;5;106~b\x1b[106;5uc\x1b[201~"}, "a\nb\nc"},
		{"the terminal's answers", 0, []string{"a\x1b]10;rgb:ffff/ffff/ffff\x1b\\b\x1b]52;c;aGk=\ac\x1bP>|xterm(390)\x1b\\d\x1bP1+r524742\x1b\\e\x1b_Gi=31;OK\x1b\\f\x1b[?62;4cg"}, "abcdefg"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := openMute(t, home(t), 80, 24, nil, binary, "--print")
			m.waitUntil("the first frame", func() bool { return strings.Contains(m.wrote(), "RouWei") })
			m.writeApart(c.apart, c.pieces...)
			time.Sleep(200 * time.Millisecond)
			if got := m.printed(); got != c.want {
				t.Errorf("the prompt is %q, want %q", got, c.want)
			}
		})
	}
}

// TestPasteInterrupted leaves in the middle of a paste.
func TestPasteInterrupted(t *testing.T) {
	m := openMute(t, home(t), 80, 24, nil, binary, "--print")
	m.waitUntil("the first frame", func() bool { return strings.Contains(m.wrote(), "RouWei") })
	m.writeApart(0, "\x1b[200~never ends")
	time.Sleep(200 * time.Millisecond)
	if got := m.printed(); got != "never ends" {
		t.Errorf("the prompt is %q", got)
	}
}

// TestPasteBegun kills tailor, hangs up on it, and ends it in the middle of a
// paste that comes slowly: the screen has said so, and what came is in the
// draft.
func TestPasteBegun(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGKILL, syscall.SIGHUP, syscall.SIGTERM} {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			state := t.TempDir()
			m := openMute(t, append(home(t), "XDG_STATE_HOME="+state), 80, 24, nil, binary)
			m.waitUntil("the first frame", func() bool { return strings.Contains(m.wrote(), "RouWei") })
			draft := func() string {
				all := ""
				files, _ := filepath.Glob(filepath.Join(state, "tailor", "drafts", "*.json"))
				for _, f := range files {
					text, _ := os.ReadFile(f)
					all += string(text)
				}
				return all
			}
			m.writeApart(400*time.Millisecond, "abc, \x1b[200~", "precious one, ", "precious two, ")
			m.waitUntil("the draft", func() bool { return strings.Contains(draft(), "abc, precious one, ") })
			if !strings.Contains(m.wrote(), "A paste is coming") {
				t.Error("the screen does not say that a paste is coming")
			}
			last := "precious two, "
			m.waitUntil("the draft", func() bool { return strings.Contains(draft(), last) })
			if s != syscall.SIGKILL {
				m.writeApart(0, "the last")
				last += "the last"
				time.Sleep(100 * time.Millisecond) // it is read, and not yet in the draft
			}
			if err := m.cmd.Process.Signal(s); err != nil {
				t.Fatal(err)
			}
			m.waitEnd()
			if !strings.Contains(draft(), last) {
				t.Errorf("the draft is %s", draft())
			}
		})
	}
}

// BenchmarkLargePaste pastes 10 MB, and prints how long it takes until they
// are on the screen and on the disk. Goal: 2 s.
func BenchmarkLargePaste(b *testing.B) {
	text := strings.Repeat("1girl, long hair, (blue eyes:1.2), ", 10<<20/35)
	var shown, kept time.Duration
	for b.Loop() {
		state := b.TempDir()
		m := openMute(b, append(home(b), "XDG_STATE_HOME="+state), 80, 24, nil, binary)
		m.waitUntil("the first frame", func() bool { return strings.Contains(m.wrote(), "RouWei") })
		time.Sleep(time.Second) // for the lists
		before, start := len(m.wrote()), time.Now()
		m.writeApart(0, "\x1b[200~"+text+"\x1b[201~")
		m.waitUntil("the text", func() bool { return len(m.wrote()) > before })
		shown = max(shown, time.Since(start))
		m.waitUntil("the draft", func() bool {
			files, _ := filepath.Glob(filepath.Join(state, "tailor", "drafts", "*"))
			return slices.ContainsFunc(files, func(name string) bool {
				info, err := os.Stat(name)
				return err == nil && info.Size() > int64(len(text))
			})
		})
		kept = max(kept, time.Since(start))
		m.writeApart(0, "\x11")
		m.waitEnd()
	}
	b.ReportMetric(shown.Seconds(), "s-shown")
	b.ReportMetric(kept.Seconds(), "s-kept")
}
