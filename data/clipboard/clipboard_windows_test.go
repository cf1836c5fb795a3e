package clipboard

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/atotto/clipboard"
	"golang.org/x/sys/windows"
)

// keep puts back, at the test's end, what the user had in the clipboard.
func keep(t *testing.T) {
	had, err := clipboard.ReadAll()
	if err != nil && strings.Contains(err.Error(), "Access") {
		t.Skip("skipped: the clipboard is somebody else's:", err)
	}
	t.Cleanup(func() { _ = clipboard.WriteAll(had) })
}

// TestWindowsClipboard copies to Windows' own clipboard and reads it back.
func TestWindowsClipboard(t *testing.T) {
	keep(t)
	for _, name := range []string{"TMUX", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT"} {
		t.Setenv(name, "")
	}
	for name, text := range map[string]string{
		"a prompt":        "by kantoku\nBREAK 1girl, karin \\(blue archive\\), (best quality:1.2)",
		"other scripts":   "日本語, é, 🦊",
		"shell's letters": "$(calc) %PATH% & \"x\" ^ | > y",
		"long":            strings.Repeat("1girl, ", 30_000),
	} {
		var terminal bytes.Buffer
		way, err := Copy(t.Context(), text, &terminal)
		if way != System || err != nil || terminal.Len() > 0 {
			t.Errorf("%s: by %q, error %v, the terminal got %q", name, way, err, terminal.String())
			continue
		}
		if got, err := clipboard.ReadAll(); got != text || err != nil {
			t.Errorf("%s: the clipboard holds %d bytes, want %d, error %v", name, len(got), len(text), err)
		}
	}
}

// TestWindowsClipboardHeld has another program hold the clipboard open, so
// that the terminal is asked instead, and soon.
func TestWindowsClipboardHeld(t *testing.T) {
	keep(t)
	for _, name := range []string{"TMUX", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT", "TERM"} {
		t.Setenv(name, "")
	}
	user32 := windows.NewLazySystemDLL("user32.dll")
	class, err := windows.UTF16PtrFromString("STATIC") // Windows brings it along
	if err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread() // who holds the clipboard is a thread
	defer runtime.UnlockOSThread()
	window, _, err := user32.NewProc("CreateWindowExW").Call(0, uintptr(unsafe.Pointer(class)), 0, 0, 0, 0, 0, 0, messageOnly, 0, 0, 0)
	if window == 0 {
		t.Skip("skipped: no window can be made:", err)
	}
	if ok, _, err := user32.NewProc("OpenClipboard").Call(window); ok == 0 {
		t.Skip("skipped: the clipboard cannot be held:", err)
	}
	var terminal bytes.Buffer
	start := time.Now()
	way, copied := Copy(t.Context(), "1girl", &terminal)
	took := time.Since(start)
	user32.NewProc("CloseClipboard").Call()
	if way != OSC52 || copied != nil || terminal.Len() == 0 {
		t.Errorf("by %q, error %v, the terminal got %q", way, copied, terminal.String())
	}
	if took > 5*patience {
		t.Errorf("it took %v", took)
	}
}

// messageOnly is HWND_MESSAGE, the parent of windows that are never shown.
const messageOnly = ^uintptr(2)
