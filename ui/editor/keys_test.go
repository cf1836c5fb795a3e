package editor

import (
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// keyNamed returns the key that Bubble Tea calls so; what it knows no name
// for is typed text.
func keyNamed(name string) tea.KeyMsg {
	bare, alt := strings.CutPrefix(name, "alt+")
	for t := tea.KeyF20; t <= 127; t++ {
		if t.String() == bare && bare != "runes" && t != tea.KeySpace {
			return tea.KeyMsg{Type: t, Alt: alt}
		}
	}
	if name == "space" {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	if alt && len([]rune(bare)) == 1 {
		return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(bare), Alt: true}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

func TestKeys(t *testing.T) {
	for _, c := range []struct{ name, before, keys, after string }{
		{"typing", "ab|c", "d e", "abde|c"},
		{"typing over a selection", "a[bc|]d", "x", "ax|d"},
		{"typing over a selection made leftwards", "a[|bc]d", "x", "ax|d"},
		{"space", "ab|c", "space", "ab |c"},
		{"new line", "ab|c", "enter", "ab\n|c"},
		{"composed text", "a|b", "日本語", "a日本語|b"},

		{"left", "ab|c", "left", "a|bc"},
		{"left at the start", "|abc", "left", "|abc"},
		{"left leaves a selection at its start", "a[bc|]d", "left", "a|bcd"},
		{"right leaves a selection at its end", "a[|bc]d", "right", "abc|d"},
		{"ctrl+b", "ab|c", "ctrl+b", "a|bc"},
		{"left over a family", "a👨‍👩‍👧‍👦|b", "left", "a|👨‍👩‍👧‍👦b"},
		{"right over a letter with marks", "|e\u0301\u0323x", "right", "e\u0301\u0323|x"},
		{"right over a flag", "|🇩🇪🇫🇷", "right", "🇩🇪|🇫🇷"},
		{"right through Hebrew goes to the next letter", "ש|לום", "right", "של|ום"},
		{"left through Arabic goes to the letter before", "مرح|با", "left", "مر|حبا"},
		{"right over a conjunct", "|क्षत", "right", "क्ष|त"},

		{"word left", "long hair|", "ctrl+left", "long |hair"},
		{"word left from between", "long hair, |", "alt+b", "long |hair, "},
		{"word right", "|long hair", "ctrl+right", "long| hair"},
		{"word right over punctuation", "long|, (hair:1.2)", "alt+f", "long, (hair|:1.2)"},
		{"word right in Japanese", "|青い髪", "ctrl+right", "青|い髪"},
		{"word left in Japanese", "長いスーパー|", "ctrl+left", "長い|スーパー"},
		{"an underscore is a letter", "|long_hair x", "ctrl+right", "long_hair| x"},

		{"tag left", "1girl, long ha|ir, solo", "alt+a", "1girl, |long hair, solo"},
		{"tag left twice", "1girl, long ha|ir, solo", "alt+a alt+a", "|1girl, long hair, solo"},
		{"tag right", "1gi|rl, long hair, solo", "alt+e", "1girl, |long hair, solo"},
		{"tag right over BREAK", "1gi|rl BREAK solo", "alt+e", "1girl BREAK |solo"},
		{"tag right at the last", "1girl, so|lo", "alt+e", "1girl, solo|"},
		{"tag right with a weight", "1gi|rl, (dark skin:1.2), solo", "alt+e alt+e", "1girl, (dark skin:1.2), |solo"},

		{"select right", "a|bcd", "shift+right shift+right", "a[bc|]d"},
		{"select left and back", "ab|c", "shift+left shift+right", "ab|c"},
		{"select word", "long |hair", "ctrl+shift+left", "[|long ]hair"},
		{"select tag", "a, b|, c", "alt+shift+left", "a, [|b], c"},
		{"select to the end", "a|bc", "ctrl+shift+end", "a[bc|]"},
		{"grow to the tag", "a, lo|ng hair, b", "ctrl+@", "a, [long hair|], b"},
		{"grow to the weighted tag", "a, (lo|ng hair:1.2), b", "alt+s", "a, [(long hair:1.2)|], b"},
		{"grow to the chunk", "x BREAK a, lo|ng hair BREAK y", "alt+s alt+s", "x BREAK [a, long hair|] BREAK y"},
		{"grow to everything", "x BREAK a, lo|ng hair BREAK y", "alt+s alt+s alt+s", "[x BREAK a, long hair BREAK y|]"},
		{"grow from between tags", "a,| b", "alt+s", "a, [b|]"},

		{"backspace", "ab|c", "backspace", "a|c"},
		{"backspace takes a whole letter", "ae\u0301|c", "backspace", "a|c"},
		{"backspace takes a whole family", "a👨‍👩‍👧|c", "ctrl+h", "a|c"},
		{"backspace on a selection", "a[bc|]d", "backspace", "a|d"},
		{"delete", "a|bc", "delete", "a|c"},
		{"ctrl+d", "a|👩🏽‍🚀c", "ctrl+d", "a|c"},
		{"cut word left", "long hair|", "ctrl+w", "long |"},
		{"cut word left, alt", "long hair|, x", "alt+backspace", "long |, x"},
		{"cut word right", "|long hair", "alt+d", "| hair"},
		{"cut tag right", "a, |long hair, b", "alt+k", "a, |b"},
		{"cut tag left", "a, long hair, |b", "alt+u", "a, |b"},
		{"cut to line end", "a|bc\nd", "ctrl+k", "a|\nd"},
		{"cut the newline", "a|\nd", "ctrl+k", "a|d"},
		{"cut to line start", "a\nbc|d", "ctrl+u", "a\n|d"},
		{"cut stays within the chunk", "a, |b, c BREAK d", "ctrl+k", "a, | BREAK d"},
		{"cut to the chunk's start", "a BREAK b, |c", "ctrl+u", "a BREAK |c"},
		{"cut a selection", "a[bc|]d", "ctrl+w", "a|d"},
		{"yank", "long hair|", "ctrl+w home alt+y", "hair|long "},
		{"yank what was cut in a row", "a b c|", "ctrl+w ctrl+w alt+y", "a b c|"},
		{"yank what was cut both ways", "ab c|d e", "alt+d ctrl+w alt+y", "ab cd| e"},

		{"home and home again", "abc def gh|i", "home home", "|abc def ghi"},
		{"ctrl+a, ctrl+e", "ab|c", "ctrl+a ctrl+e", "abc|"},
		{"ctrl+home", "a\nb|", "ctrl+home", "|a\nb"},
		{"down keeps its column", "abc|\n\nabcd", "down down", "abc\n\nabc|d"},
		{"down from the last row", "a|bc", "down", "abc|"},
		{"up from the first row", "ab|c", "up", "|abc"},
		{"end of a row broken within a word", "|漢字かな交じり文漢字かな交じり文漢字かな交じり文", "end left x", "漢字かな交じり文漢字かな交じり文漢字x|かな交じり文"},
		{"select down", "a|b\ncd", "shift+down", "a[b\nc|]d"},
		{"page down", "a|b\nb\nc\nd\ne\nfgh", "pgdown", "ab\nb\nc\nd\ne|\nfgh"},
		{"page up", "ab\nb\nc\nd\ne|\nfgh", "pgup", "a|b\nb\nc\nd\ne\nfgh"},

		{"undo", "ab|c", "d ctrl+_", "ab|c"},
		{"undo brings a selection back", "a[|bc]d", "x y ctrl+_", "a[|bc]d"},
		{"undo takes a word", "|", "l o n g space h a i r ctrl+_", "long |"},
		{"undo takes separators with their word", "|", "a , space b , space ctrl+_", "a, |"},
		{"a motion parts groups", "|", "a b left right c ctrl+_", "ab|"},
		{"undo brings back deleted words", "long hair|", "backspace backspace backspace backspace backspace backspace ctrl+_", "long |"},
		{"undo brings back what delete took", "|ab cd", "delete delete delete delete ctrl+_", "|cd"},
		{"typing and deleting are apart", "|", "a b backspace ctrl+_", "ab|"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := edit(t, c.before, 40, 5)
			for _, k := range strings.Fields(c.keys) {
				e.SetRules(rulesOf(e.Text(), ""))
				if handled, _ := e.HandleKey(keyNamed(k)); !handled {
					t.Errorf("%s is no key of the editor's", k)
				}
				checkLayout(t, e, k)
			}
			if got := bars(e); got != c.after {
				t.Errorf("%q, want %q", got, c.after)
			}
		})
	}
}

// The keys that the rest of the program keeps for itself.
func TestKeysLeftToTheProgram(t *testing.T) {
	e := edit(t, "ab|c", 20, 3)
	for _, name := range strings.Fields("tab shift+tab esc ctrl+y ctrl+g ctrl+n ctrl+t ctrl+up ctrl+down alt+up alt+down " +
		"alt+left alt+right ctrl+f ctrl+l ctrl+z ctrl+r ctrl+p f1 ctrl+q ctrl+c ctrl+s ctrl+v ctrl+x ctrl+o alt+x") {
		if handled, changed := e.HandleKey(keyNamed(name)); handled || changed {
			t.Errorf("%s is handled", name)
		}
	}
	if got := bars(e); got != "ab|c" {
		t.Errorf("%q", got)
	}
}

func TestEveryKeyOnceAndNamed(t *testing.T) {
	seen := map[string]string{}
	for _, column := range DefaultKeys().FullHelp() {
		for _, b := range column {
			if b.Help().Key == "" || b.Help().Desc == "" {
				t.Errorf("no help for %v", b.Keys())
			}
			for _, k := range b.Keys() {
				if other, twice := seen[k]; twice {
					t.Errorf("%s does both %q and %q", k, other, b.Help().Desc)
				}
				seen[k] = b.Help().Desc
				if !key.Matches(keyNamed(k), b) {
					t.Errorf("Bubble Tea knows no key %q", k)
				}
			}
		}
	}
}

func TestPasteIsOneStep(t *testing.T) {
	e := edit(t, "a[b|]c", 20, 3)
	e.Paste("x, y\r\nz\x1b[31m\tw")
	if got, want := bars(e), "ax, y\nz w|c"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	e.HandleKey(keyNamed("!"))
	e.History().Undo()
	if got, want := bars(e), "ax, y\nz w|c"; got != want {
		t.Errorf("typing joined the paste: %q, want %q", got, want)
	}
	e.History().Undo()
	if got, want := bars(e), "a[b|]c"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if touched := e.History().Redo(); len(touched) != 1 || touched[0] != e.Buffer || bars(e) != "ax, y\nz w|c" {
		t.Errorf("redo: %q, touched %v", bars(e), touched)
	}
}

// Typing what was selected leaves the same text, but rules and styles are gone
// and have to be set again.
func TestChangedTellsEdits(t *testing.T) {
	e := edit(t, "ab|", 20, 3)
	for _, c := range []struct {
		key     string
		changed bool
	}{{"left", false}, {"x", true}, {"backspace", true}, {"home", false}, {"backspace", false}, {"ctrl+_", true}, {"shift+left", false}, {"x", true}} {
		if _, changed := e.HandleKey(keyNamed(c.key)); changed != c.changed {
			t.Errorf("%s: changed %v", c.key, changed)
		}
	}
}

func TestOwnersMoveKeys(t *testing.T) {
	e := edit(t, "ab|c", 20, 3)
	e.Keys.DeleteLeft.SetKeys("ctrl+o")
	if handled, _ := e.HandleKey(keyNamed("backspace")); handled {
		t.Error("backspace is handled still")
	}
	e.HandleKey(keyNamed("ctrl+o"))
	if got := bars(e); got != "a|c" {
		t.Error(got)
	}
}
