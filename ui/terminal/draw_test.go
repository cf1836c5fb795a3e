package terminal

import (
	"io"
	"os"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

type placedModel struct{ x, y int }

func (placedModel) Init() tea.Cmd                         { return nil }
func (m placedModel) Update(tea.Msg) (tea.Model, tea.Cmd) { return m, nil }
func (placedModel) View() string                          { return "" }
func (m placedModel) CursorAt() (int, int, bool)          { return m.x, m.y, m.x >= 0 }

// TestScreenEnd holds what a terminal is told around what Bubble Tea draws,
// and that all of it is taken back.
func TestScreenEnd(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	e := screenEnd{w, Of(w, w), &screenState{}}
	var got strings.Builder
	step := func(want string, do func()) {
		t.Helper()
		do()
		b := make([]byte, 4096)
		n, err := r.Read(b)
		if err != nil {
			t.Fatal(err)
		}
		if string(b[:n]) != want {
			t.Errorf("%q, want %q", b[:n], want)
		}
		got.Write(b[:n])
	}
	write := func(s string) func() {
		return func() {
			n, err := io.WriteString(e, s) // as Bubble Tea writes its switches
			if n != len(s) || err != nil {
				t.Errorf("%d %v for %q", n, err, s)
			}
		}
	}
	e.place(placedModel{4, 2})
	step(altOn+"\x1b[?7l\x1b[?u", write(altOn))
	step("\x1b[H", write("\x1b[H"))
	step("\x1b[Hframe\x1b[3;5H", write("\x1b[Hframe"))
	step("\x1b[>5u", e.speaksKitty)
	e.place(placedModel{-1, 0})
	step("\x1b[Hframe", write("\x1b[Hframe"))
	step("\x1b[<1u\x1b[?7h"+altOff, write(altOff))
	step("\x1b[Hshell", write("\x1b[Hshell"))
	step(altOn+"\x1b[?7l\x1b[>5u", write(altOn))
	step("\x1b[<1u\x1b[?7h"+altOff, write(altOff))
	if on, off := strings.Count(got.String(), pushKitty), strings.Count(got.String(), popKitty); on != off {
		t.Errorf("kitty's protocol is asked for %d times and given back %d times", on, off)
	}
}
