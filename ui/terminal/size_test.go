package terminal

import (
	"testing"
	"time"
	"unicode/utf16"

	tea "github.com/charmbracelet/bubbletea"
)

func TestRealSize(t *testing.T) {
	for _, c := range []struct{ w, h, wantW, wantH int }{{0, 0, 80, 24}, {100, 0, 80, 24}, {-1, 5, 80, 24}, {100, 30, 100, 30}, {65535, 65535, mostColumns, mostRows}, {500, 200, 500, 200}, {60, 9999, 60, mostRows}} {
		got := withSize(nil, tea.WindowSizeMsg{Width: c.w, Height: c.h})
		if got != (tea.WindowSizeMsg{Width: c.wantW, Height: c.wantH}) {
			t.Errorf("%dx%d is taken as %v", c.w, c.h, got)
		}
	}
}

func TestFromUTF16(t *testing.T) {
	fox := utf16.Encode([]rune("🦊"))
	text, left := fromUTF16(nil, 0, []uint16{'a', fox[0]})
	if string(text) != "a" || left != fox[0] {
		t.Errorf("half a character: %q %x", text, left)
	}
	text, left = fromUTF16(nil, left, []uint16{fox[1], 'b'})
	if string(text) != "🦊b" || left != 0 {
		t.Errorf("the other half: %q %x", text, left)
	}
	if text, _ = fromUTF16(nil, 0, []uint16{fox[1], fox[0], 'c'}); string(text) != "\uFFFD\uFFFDc" {
		t.Errorf("halves without the other: %q", text)
	}
}

func TestPollSize(t *testing.T) {
	sizes := [][2]int{{80, 24}, {80, 24}, {100, 30}, {100, 30}, {40, 10}}
	ended, sent := make(chan struct{}), make(chan tea.Msg)
	done := make(chan struct{})
	at := 0
	go func() {
		defer close(done)
		pollSize(time.Millisecond, func() (int, int) {
			s := sizes[min(at, len(sizes)-1)]
			at++
			return s[0], s[1]
		}, func(m tea.Msg) { sent <- m }, ended)
	}()
	for _, want := range []tea.WindowSizeMsg{{Width: 100, Height: 30}, {Width: 40, Height: 10}} {
		if got := <-sent; got != want {
			t.Errorf("%v, want %v", got, want)
		}
	}
	close(ended)
	<-done
}
