package terminal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

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

// TestBehindIntroducer tears sequences behind what introduces them: the rest
// types nothing where its form tells it, and nor does that of a string.
func TestBehindIntroducer(t *testing.T) {
	for _, c := range []struct{ begun, rest, want string }{
		{"\x1b[", "200~hello\x1b[201~x", "<alt+[><paste hello>x"},
		{"\x1b[", "<64;40;5Mx", "<alt+[><wheel up 39,4>x"},
		{"\x1b[", "1;5Dx", "<alt+[><ctrl+left>x"},
		{"\x1b[M", "#!!x", "#!!x"}, // typed, for all that can be known
		{"\x1b[M", "#!!", "<release 0,0>"},
		{"\x1b[M#!", "!", "<release 0,0>"},
		{"\x1b[[", "A", "<f1>"},
		{"\x1b]", "10;rgb:0/0\ax", "<alt+]><answer ]10;rgb:0/0>x"},
		{"\x1bP", ">|kitty\x1b\\x", "<alt+P><answer P>|kitty>x"},
		{"\x1b]10;rgb:0", "/0/0\x1b\\x", "<answer ]/0/0>x"},
		{"\x1b]10;rgb:0", "/0/0\ax", "<answer ]/0/0>x"},
		{"\x1b]10;rgb:0", "\u009cx", "<answer ]>x"},
		{"\x1bP>|XTerm", "(390)\x1b\\x", "<answer P(390)>x"},
		{"\x1bP>|XTerm(390)\x1b", "\\x", "<esc><answer P>x"},
		// Typed.
		{"\x1b[", "Artoria", "<alt+[>Artoria"},
		{"\x1b[", "A", "<alt+[>A"},
		{"\x1b[", "2cats", "<alt+[>2cats"},
		{"\x1bO", "P", "<alt+O>P"},
		{"\x1bO", "2", "<alt+O>2"},
		{"\x1b]", "x", "<alt+]>x"},
		{"\x1b]10;rgb:0", "a, b\rc", "a, b<enter>c"},
		{"\x1b]10;rgb:0", "a\x1b[D", "a<left>"},
		{"\x1b]10;rgb:0", "\\", "\\"},
	} {
		var s scanner
		got := slices.Concat(s.feed([]byte(c.begun)), s.timeout(), s.feed([]byte(c.rest)))
		if s.wait() > 0 {
			got = append(got, s.timeout()...)
		}
		if told(got) != c.want {
			t.Errorf("%q, then %q: %q, want %q", c.begun, c.rest, told(got), c.want)
		}
	}
}

// TestForget has the rest come too late.
func TestForget(t *testing.T) {
	for _, c := range []struct {
		begun, rest, want string
		pause             time.Duration
	}{
		{"\x1b", "[200~", "[200~", lateWait},
		{"\x1b]11;rgb", ":0/0/0\a", ":0/0/0<ctrl+g>", stringWait + lateWait},
		{"\x1b]11;rgb", ":0/0/0\a", "<answer ]:0/0/0>", stringWait},
	} {
		var s scanner
		s.feed([]byte(c.begun))
		s.timeout()
		s.forget(c.pause)
		if got := told(s.feed([]byte(c.rest))); got != c.want {
			t.Errorf("%q after %v: %q, want %q", c.rest, c.pause, got, c.want)
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
