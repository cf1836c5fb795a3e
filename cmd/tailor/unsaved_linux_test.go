package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestUnsaved has the composer's drafts in the way of what cannot be written
// to: the prompt is printed on leaving, and the exit code says so.
func TestUnsaved(t *testing.T) {
	for name, spoil := range map[string]func(dir string) error{
		"drafts are a file":              func(dir string) error { return os.WriteFile(filepath.Join(dir, "drafts"), nil, 0o600) },
		"the state directory is a file":  func(dir string) error { return os.Remove(dir) },
		"the drafts' folder is a device": func(dir string) error { return os.Symlink("/dev/full", filepath.Join(dir, "drafts")) },
	} {
		t.Run(name, func(t *testing.T) {
			env := home(t)
			dir := filepath.Join(variable(env, "XDG_STATE_HOME"), "tailor")
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := spoil(dir); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(dir); err != nil {
				if err := os.WriteFile(dir, nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			m := openMute(t, env, 100, 24, nil, binary)
			m.waitUntil("the first frame", func() bool { return strings.Contains(m.wrote(), "RouWei") })
			m.writeApart(0, "\x1b[200~a knight rides\x1b[201~")
			m.waitUntil("the state", func() bool { return strings.Contains(m.wrote(), "not saved") })
			m.writeApart(0, "\x11")
			endsUnsaved(t, m, "a knight rides\r\n")
		})
	}
}

// TestSettingsUnsaved sets something and leaves, where nothing can be written:
// the settings are printed, also where no prompt stands.
func TestSettingsUnsaved(t *testing.T) {
	env := home(t)
	dir := filepath.Join(variable(env, "XDG_STATE_HOME"), "tailor")
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	m := openMute(t, env, 100, 30, nil, binary)
	m.waitUntil("the first frame", func() bool { return strings.Contains(m.wrote(), "RouWei") })
	m.writeApart(300*time.Millisecond, "\x1b[18~", "777x888", "\r")
	m.waitUntil("the size", func() bool { return strings.Contains(m.wrote(), "777×888") })
	m.writeApart(0, "\x11")
	endsUnsaved(t, m, "Size: 777x888\r\n")
}

// TestTwoQuits leaves two prompts one after the other: neither is lost, and
// the next start offers the last one.
func TestTwoQuits(t *testing.T) {
	env := home(t)
	for _, text := range []string{"a knight rides", "a queen waits"} {
		m := openMute(t, env, 100, 24, nil, binary)
		m.waitUntil("the first frame", func() bool { return strings.Contains(m.wrote(), "RouWei") })
		m.writeApart(0, "\x1b[200~"+text+"\x1b[201~")
		m.waitUntil("the text", func() bool { return strings.Contains(m.wrote(), text) })
		m.writeApart(0, "\x11")
		if code := m.waitEnd(); code != 0 {
			t.Fatalf("exit code %d: %.500q", code, m.wrote())
		}
	}
	history, err := os.ReadFile(filepath.Join(variable(env, "XDG_STATE_HOME"), "tailor", "history.jsonl"))
	if err != nil || !strings.Contains(string(history), "a knight rides") || !strings.Contains(string(history), "a queen waits") {
		t.Errorf("the history holds %q, %v", history, err)
	}
	m := openMute(t, env, 100, 24, nil, binary, "--print")
	m.waitUntil("the offer", func() bool { return strings.Contains(m.wrote(), "a queen waits") })
	m.writeApart(0, "\r")
	time.Sleep(200 * time.Millisecond)
	if got := m.printed(); got != "a queen waits" {
		t.Errorf("the start gave %q", got)
	}
}

// TestClearedUnsaved clears two prompts away while the history cannot be
// written: all are printed on leaving, and the exit code says so.
func TestClearedUnsaved(t *testing.T) {
	env := home(t)
	if err := os.MkdirAll(filepath.Join(variable(env, "XDG_STATE_HOME"), "tailor", "history.jsonl"), 0o700); err != nil {
		t.Fatal(err)
	}
	m := openMute(t, env, 100, 24, nil, binary)
	m.waitUntil("the first frame", func() bool { return strings.Contains(m.wrote(), "RouWei") })
	m.writeApart(0, "\x1b[200~precious one\x1b[201~\x1bOS")
	m.waitUntil("the state", func() bool { return strings.Contains(m.wrote(), "not saved") })
	m.writeApart(0, "\x1b[200~two\x1b[201~\x1bOS\x11")
	endsUnsaved(t, m, "precious one\r\n\r\ntwo\r\n")
}

// endsUnsaved wants the program to end with exit code 2 and to print, when it
// has left the screen, what could not be saved.
func endsUnsaved(t *testing.T, m *muteTerminal, text string) {
	t.Helper()
	if code := m.waitEnd(); code != exitWrong {
		t.Errorf("exit code %d", code)
	}
	time.Sleep(50 * time.Millisecond)
	after := m.wrote()
	after = after[strings.LastIndex(after, "\x1b[?1049l"):]
	if !strings.Contains(after, text) || !strings.Contains(after, "could not be saved") {
		t.Errorf("on leaving it wrote %q", after)
	}
}
