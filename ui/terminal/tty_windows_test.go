package terminal

import (
	"testing"
	"unicode/utf16"
	"unsafe"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/sys/windows"
)

var (
	kernel32          = windows.NewLazySystemDLL("kernel32.dll")
	allocConsole      = kernel32.NewProc("AllocConsole")
	writeConsoleInput = kernel32.NewProc("WriteConsoleInputW")
)

// keyRecord is Windows' INPUT_RECORD with a KEY_EVENT_RECORD in it.
type keyRecord struct {
	event, _    uint16
	down        int32
	repeat      uint16
	key, scan   uint16
	char        uint16
	controlKeys uint32
}

// TestConsole types into a real console and reads it as the composer does.
func TestConsole(t *testing.T) {
	in, out, err := openTTY()
	if err != nil {
		if ok, _, _ := allocConsole.Call(); ok == 0 {
			t.Skip("skipped: there is no console here, and none can be had:", err)
		}
		if in, out, err = openTTY(); err != nil {
			t.Skip("skipped: no console:", err)
		}
	}
	defer in.Close()
	defer out.Close()
	h := windows.Handle(in.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(h, &mode); err != nil {
		t.Fatal(err)
	}
	defer windows.SetConsoleMode(h, mode)
	raw := mode &^ (windows.ENABLE_ECHO_INPUT | windows.ENABLE_PROCESSED_INPUT | windows.ENABLE_LINE_INPUT)
	if err := windows.SetConsoleMode(h, raw); err != nil {
		t.Fatal(err)
	}
	// The last key ends the reading below, which else waits for ever.
	for _, u := range utf16.Encode([]rune("a é\x1a漢🦊\x1b[200~x\r漢\x1b[201~\x04")) {
		record := keyRecord{event: 1, down: 1, repeat: 1, char: u}
		var n uint32
		if ok, _, err := writeConsoleInput.Call(uintptr(h), uintptr(unsafe.Pointer(&record)), 1, uintptr(unsafe.Pointer(&n))); ok == 0 || n != 1 {
			t.Fatal("a key cannot be typed:", err)
		}
	}
	got := ""
	done := false
	keys := newKeysEnd(in, func(m tea.Msg) {
		if p, pasted := m.(PasteMsg); pasted {
			got += "<paste " + string(p) + ">"
			return
		}
		k, _ := m.(tea.KeyMsg)
		switch {
		case k.Type == tea.KeyRunes, k.Type == tea.KeySpace:
			got += string(k.Runes)
		default:
			got += string(rune(k.Type))
			done = done || k.Type == tea.KeyCtrlD
		}
	}, func(f *Fault) { t.Error(f) })
	for !done {
		if _, err := keys.Read(nil); err != nil {
			t.Fatal(err)
		}
	}
	if want := "a é\x1a漢🦊<paste x\r漢>\x04"; got != want {
		t.Errorf("read %q, want %q", got, want)
	}
	terminal := &Terminal{in: in, out: out}
	if w, h := terminal.Size(); w <= 0 || h <= 0 {
		t.Errorf("the console is %dx%d", w, h)
	}
	if _, err := terminal.Write([]byte("漢")); err != nil {
		t.Error(err)
	}
}
