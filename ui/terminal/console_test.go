package terminal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	tea "github.com/charmbracelet/bubbletea"
)

// told writes down what a console's pieces come to: keys as they are, a
// message in brackets.
func told(c *consoleKeys, limit int) string {
	var b strings.Builder
	for {
		keys, msg := c.next(limit)
		switch m := msg.(type) {
		case tea.KeyMsg:
			kind := "text"
			if m.Paste {
				kind = "paste"
			}
			if m.Alt {
				kind = "alt"
			}
			fmt.Fprintf(&b, "<%s %s>", kind, string(m.Runes))
			continue
		}
		if len(keys) == 0 {
			return b.String()
		}
		b.Write(keys)
	}
}

func TestConsoleKeys(t *testing.T) {
	cases := []struct {
		name  string
		reads []string
		want  string
	}{
		{"letters", []string{"1girl, ", "solo\r"}, "1girl, solo\r"},
		{"control keys, ctrl+z among them", []string{"\x1a\x19\x00\x7f\t"}, "\x1a\x19\x00\x7f\t"},
		{"escape", []string{"\x1b"}, "\x1b"},
		{"arrows and a mouse", []string{"\x1b[A\x1b[<0;3;4M"}, "\x1b[A\x1b[<0;3;4M"},
		{"insert is no paste", []string{"\x1b[2~\x1b[20~"}, "\x1b[2~\x1b[20~"},
		{"insert, cut in two", []string{"\x1b[2", "~"}, "\x1b[2~"},
		{"accents", []string{"é"}, "<text é>"},
		{"two scripts among keys", []string{"a漢字 b\rñ"}, "a<text 漢字> b\r<text ñ>"},
		{"beyond 16 bits", []string{"x🦊y"}, "x<text 🦊>y"},
		{"alt", []string{"\x1bé\x1b漢字", "\x1bf"}, "<alt é><alt 漢><text 字>\x1bf"},
		{"a paste", []string{"\x1b[200~1girl,\r\nkarin 漢字 \x1b[A\x1b[201~\r"}, "<paste 1girl,\r\nkarin 漢字 \x1b[A>\r"},
		{"a paste behind keys", []string{"ab\x1b[200~c\x1b[201~d"}, "ab<paste c>d"},
		{"a paste in pieces", []string{"a\x1b[20", "0~one ", "two 漢\x1b[2", "01~b"}, "a<paste one two 漢>b"},
		{"an empty paste", []string{"\x1b[200~\x1b[201~x"}, "x"},
		{"two pastes", []string{"\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~"}, "<paste a><paste b>"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, limit := range []int{1, 4, 256} {
				var k consoleKeys
				got := ""
				for _, r := range c.reads {
					k.feed(utf16.Encode([]rune(r)))
					got += told(&k, limit)
				}
				if got != c.want {
					t.Errorf("limit %d: %q, want %q", limit, got, c.want)
				}
			}
		})
	}
}

func TestConsoleHalves(t *testing.T) {
	var k consoleKeys
	fox := utf16.Encode([]rune("🦊"))
	k.feed([]uint16{'a', fox[0]})
	if got := told(&k, 256); got != "a" {
		t.Errorf("half a character: %q", got)
	}
	k.feed([]uint16{fox[1], 'b'})
	if got := told(&k, 256); got != "<text 🦊>b" {
		t.Errorf("the other half: %q", got)
	}
	k.feed([]uint16{fox[1], fox[0], 'c'})
	if got := told(&k, 256); got != "<text \uFFFD\uFFFD>c" {
		t.Errorf("halves without the other: %q", got)
	}
}

// FuzzConsoleKeys holds that nothing is lost however the console cuts what it
// sends, and that a paste is one message.
func FuzzConsoleKeys(f *testing.F) {
	f.Add("a\x1b[200~漢\r\x1b[201~🦊\x1bé", uint8(4), uint8(3))
	f.Add("\x1b[2~\x1b[20\x1b[200~", uint8(1), uint8(1))
	f.Fuzz(func(t *testing.T, s string, cut, limit uint8) {
		units := utf16.Encode([]rune(s))
		size := int(cut)%8 + 1
		var k consoleKeys
		var got []rune
		for part := range slices.Chunk(units, size) {
			k.feed(part)
			for {
				keys, msg := k.next(int(limit)%64 + 1)
				if m, ok := msg.(tea.KeyMsg); ok {
					got = append(got, m.Runes...)
					continue
				}
				if len(keys) == 0 {
					break
				}
				got = append(got, []rune(string(keys))...)
			}
		}
		// What is held back is the beginning of something.
		got = append(got, []rune(string(k.text))...)
		if k.half != 0 {
			got = append(got, '\uFFFD')
		}
		// The marks of pastes go, so their letters are not compared.
		marks := func(r rune) rune {
			if strings.ContainsRune(pasteStart+pasteEnd, r) {
				return -1
			}
			return r
		}
		if a, b := strings.Map(marks, string(got)), strings.Map(marks, string(utf16.Decode(units))); a != b {
			t.Errorf("%q in pieces of %d became %q", s, size, string(got))
		}
	})
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
