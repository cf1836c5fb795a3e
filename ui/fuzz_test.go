package ui

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
)

// moves are what FuzzModel does for each byte of its script that is not a
// letter to be typed.
var moves = []string{
	"tab", "enter", "esc", "up", "down", "left", "right", "home", "end", "pgup", "pgdown", "backspace", "space",
	"ctrl+a", "ctrl+e", "ctrl+f", "ctrl+g", "ctrl+l", "ctrl+n", "ctrl+p", "ctrl+r", "ctrl+s", "ctrl+t", "ctrl+y", "ctrl+z",
	"ctrl+up", "ctrl+down", "alt+left", "alt+right", "alt+g", "alt+n", "alt+m", "alt+2", "shift+left", "ctrl+d", "f1", "+", "-", "alt+r",
}

// FuzzModel plays a script of keys, pastes, clicks and sizes to the screen.
// Whatever comes, the screen keeps its size and holds no foreign sequence, and
// undoing everything brings back what was there at the start.
func FuzzModel(f *testing.F) {
	f.Add("1girl, smile", "by kantoku BREAK 1girl", "ha\x80ha\x80\x81", uint8(100), uint8(30))
	f.Add("", "", "karin\x80\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f", uint8(40), uint8(10))
	f.Add("(a:1.2), [b|c", "\x1b[31m\u202e", "\xa0\xa1\xa2\xa3\xa4\xa5\xc0\xd0\xe0\xf0", uint8(1), uint8(1))
	f.Fuzz(func(t *testing.T, start, paste, script string, w, h uint8) {
		if len(start)+len(paste) > 4000 || len(script) > 60 {
			t.Skip("too long to be quick")
		}
		store := &memory{copied: []state.Copied{{Prompt: paste, Negative: start}}, presets: []state.Preset{{Name: start, Prompt: paste}}}
		s := newScreen(t, max(1, int(w)), max(1, int(h)), func(o *Options) {
			o.Texts = prompt.Texts{Positive: start, Negative: paste}
			o.Store = store
			o.Import = func(path string) (infotext.Infotext, []string, error) {
				return infotext.Parse(paste + path), []string{paste}, nil
			}
		})
		s.harmless()
		before := s.m.Texts()
		for i := 0; i < len(script) && !s.quit; i++ {
			switch c := script[i]; {
			case c >= ' ' && c < 0x7f:
				s.write(string(rune(c)))
			case c < ' ':
				s.paste(paste)
			case c < 0xc0:
				s.press(moves[int(c)%len(moves)])
			case c < 0xe0:
				s.send(tea.MouseMsg{X: int(c) * 3 % (int(w) + 1), Y: int(c) * 7 % (int(h) + 1), Action: tea.MouseActionPress, Button: tea.MouseButton(c % 6)})
			default:
				s.send(tea.WindowSizeMsg{Width: 1 + int(w)*int(c&7)/4, Height: 1 + int(h)*int(c>>3&3)/2})
			}
			s.harmless()
			for _, e := range s.m.Editors {
				text := e.Text()
				if at := e.Cursor(); at < 0 || at > len(text) || at < len(text) && !utf8.RuneStart(text[at]) {
					t.Fatalf("the cursor is at %d of %q", at, text)
				}
				if !utf8.ValidString(text) || strings.ContainsAny(text, "\x1b\r\x00\a") {
					t.Fatalf("a prompt holds %q", text)
				}
			}
		}
		for s.press("esc", "esc"); len(s.m.Undo.Undo()) > 0; {
		}
		if got := s.m.Texts(); got != before {
			t.Fatalf("after all was undone %q, wanted %q", got, before)
		}
	})
}

// FuzzDropped holds that what counts as the path of a dropped picture is one.
func FuzzDropped(f *testing.F) {
	for _, s := range []string{"/a/b.png", "'/a b.PNG'", `/a\ b.webp`, "file:///a.jpg", "~/x.avif", `C:\x.png`, "'", "/.json\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, path := range dropped(s) {
			if !json.Valid([]byte(path)) && (strings.ContainsAny(path, "\n\r") || len(path) > 4096 || len(path) < len("/.png")) {
				t.Errorf("%q is taken for the path %q", s, path)
			}
		}
	})
}
