package terminal

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// TestBehindEscape tears sequences behind an escape that was taken for a key:
// the rest, in one piece or byte by byte, types nothing.
func TestBehindEscape(t *testing.T) {
	for _, rest := range []string{
		"[A", "OA", "OP", "[I", "[Z", "[[A", "[105u", "[105;1;105u", "[27;1;105~", "[3~", "[15;5~", "[1;5D", "[<35;10;10M",
		"[200~hello\x1b[201~", "[?62;22c", "[12;40R", "]11;rgb:0/0/0\x1b\\", "]11;rgb:0/0/0\a", "P>|kitty\x1b\\", "P1+r524742\x1b\\", "_Gi=1;OK\x1b\\",
		"O5D", "[97:65;2u", "[97;;229u", "[0;;38271:21457u", "[1;5:3D", "P!|00000000\x1b\\",
		// These come at once or are typed.
		"@[d", "@Od", "@[M !!", "@[M#\xe9\xff", "@]ltitle\x1b\\", "@^abc\x1b\\", "@Xabc\x1b\\", "@_abc\x1b\\",
	} {
		rest, once := strings.CutPrefix(rest, "@")
		var whole scanner
		want := told([]tea.Msg{key(tea.KeyEsc)}) + told(whole.feed([]byte("\x1b"+rest)))
		for _, pieces := range [][]string{{rest}, letters(rest)} {
			if once && len(pieces) > 1 {
				continue
			}
			if got := late(nil, pieces); got != want {
				t.Errorf("%q: %q, want %q", pieces, got, want)
			}
		}
	}
}

// TestTypedBehindEscape types behind an escape, at once, in haste and slowly:
// every letter comes.
func TestTypedBehindEscape(t *testing.T) {
	for _, text := range []string{
		"[cat:dog:0.5]", "[20 girls|1boy]", "[2cats", "[a|b]", "[Blue eyes]", "[[wlop]]", "[dog]", "[a", "Oasis", "Ob", "[Mika]", "[M a", "O2", "O5 D", "[1:2:0.5]", "[12:30", "[?", "[", "One girl", "O", "Pink", "P1", "]", "]11", "_glow_", "_", "X-ray", "^_^", "x", " ",
	} {
		want := "<esc>" + text
		for _, c := range []struct {
			name   string
			pieces []string
			slow   bool
		}{{"at once", []string{text}, false}, {"in haste", letters(text), false}, {"slowly", letters(text), true}} {
			if c.name == "in haste" && text == "[Blue eyes]" || c.name == "at once" && (text == "[a" || text == "Ob") {
				continue // an arrow, for all that can be known
			}
			var pause func(*scanner) []tea.Msg
			if c.slow {
				pause = (*scanner).timeout
			}
			if got := late(pause, c.pieces); got != want {
				t.Errorf("%s: %q, want %q", c.name, got, want)
			}
		}
	}
}

// late feeds an escape that nothing follows, then pieces with a pause behind
// each, and says what came.
func late(pause func(*scanner) []tea.Msg, pieces []string) string {
	var s scanner
	got := slices.Concat(s.feed([]byte{0x1b}), s.timeout())
	for _, p := range pieces {
		got = append(got, s.feed([]byte(p))...)
		if pause != nil {
			got = append(got, pause(&s)...)
		}
	}
	if wait := s.wait(); wait > 0 {
		got = append(got, s.timeout()...)
	}
	return told(got)
}

func letters(text string) (out []string) {
	for _, r := range text {
		out = append(out, fmt.Sprintf("%c", r))
	}
	return out
}
