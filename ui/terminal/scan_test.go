package terminal

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// told writes messages down: typed text as it is, everything else by its name
// in angle brackets. Runs of text may be cut anywhere, so they are not told
// apart.
func told(msgs []tea.Msg) string {
	var b strings.Builder
	for _, msg := range msgs {
		switch m := msg.(type) {
		case tea.KeyMsg:
			switch {
			case IsNamed(m):
				fmt.Fprintf(&b, "<%s>", m)
			case m.Type == tea.KeyRunes && !m.Alt, m.Type == tea.KeySpace && !m.Alt:
				b.WriteString(string(m.Runes))
			default:
				fmt.Fprintf(&b, "<%s>", m)
			}
		case PasteMsg:
			fmt.Fprintf(&b, "<paste %s>", string(m))
		case tea.MouseMsg:
			fmt.Fprintf(&b, "<%s %d,%d>", m, m.X, m.Y)
		case AnswerMsg:
			fmt.Fprintf(&b, "<answer %s>", strings.TrimSuffix(string(m[1:]), "\x1b\\"))
		default:
			fmt.Fprintf(&b, "<%T %v>", msg, msg)
		}
	}
	return b.String()
}

func TestScan(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"letters", "1girl, solo\r", "1girl, solo<enter>"},
		{"control keys", "\x1a\x19\x00\x7f\t\n", "<ctrl+z><ctrl+y><ctrl+@><backspace><tab><ctrl+j>"},
		{"192 Chinese characters", strings.Repeat("猫耳", 96), strings.Repeat("猫耳", 96)},
		{"accents and emoji", "é ñ 👩‍👩‍👧", "é ñ 👩‍👩‍👧"},
		{"what is no UTF-8", "a\xffb\xe7\x8cc", "a\uFFFDb\uFFFD\uFFFDc"},
		{"controls of eight bits", "a\u0085b\u009b1;5Dc\u008fPd\u009d10;rgb:0/0/0\ae", "ab<ctrl+left>c<f1>d<answer ]10;rgb:0/0/0>e"},
		{"the same as bytes alone", "a\x9b1;5Db\x8fPc\x9d10;rgb:0/0/0\ad\x90>|y\x9ce\x9fGi=1;OK\x1b\\f\x9bA\x9b200~x\x1b[201~g", "a<ctrl+left>b<f1>c<answer ]10;rgb:0/0/0>d<answer P>|y>e<answer _Gi=1;OK>f<up><paste x>g"},
		{"what is left of characters, behind one of UTF-8", "é\x9bA girl\x9d, hat\x90, smile\x9f, solo", "é\uFFFDA girl\uFFFD, hat\uFFFD, smile\uFFFD, solo"},
		{"a character that an escape tears", "\xc4\x1b[A\x9bBlue", "\uFFFD<up>\uFFFDBlue"},
		{"characters with such bytes in them", "ě\u011d\u0410\U0001f90f夛", "ě\u011d\u0410\U0001f90f夛"},
		{"alt", "\x1bf\x1bé\x1b漢字\x1b \x1b\r\x1b\x7f", "<alt+f><alt+é><alt+漢>字<alt+ ><alt+enter><alt+backspace>"},
		{"arrows", "\x1b[A\x1bOB\x1b[1;5D\x1b[1;2C\x1b[1;3A\x1b[1;6H\x1b[1;4C", "<up><down><ctrl+left><shift+right><alt+up><ctrl+shift+home><alt+shift+right>"},
		{"ctrl+left a hundred times", strings.Repeat("\x1b[1;5D", 100), strings.Repeat("<ctrl+left>", 100)},
		{"function keys", "\x1bOP\x1b[11~\x1b[[E\x1b[15~\x1b[24~\x1b[1;2P\x1b[20;3~\x1b[15;5~", "<f1><f1><f5><f5><f12><f13><alt+f9><ctrl+f5>"},
		{"SS3 with a modifier", "\x1bO5P\x1bO2A", "<ctrl+f1><shift+up>"},
		{"the same as older terminals have it", "\x1bO1;2P\x1bO1;5D\x1b[5A\x1b[2D\x1b[>1;5C\x1b[>4;2m", "<f13><ctrl+left><ctrl+up><shift+left><ctrl+right><answer [>4;2m>"},
		{"function keys of a VT100 in PuTTY", "\x1bOT\x1bOW\x1bOY\x1bOZ\x1bOEx", "<f5><f8><f10><f11>x"},
		{"text in haste behind alt+O", "\x1bO1girl\x1bOeyes\x1bOOpen", "<alt+O>1girl<alt+O>eyes<alt+O>Open"},
		{"text in haste behind alt and what begins strings", "\x1bPcat\x11\x1b]1girl\x1b[A\x1b\x1bX-ray\x7f\x1b_glow\x1bx", "<alt+P>cat<ctrl+q><alt+]>1girl<up><esc><alt+X>-ray<backspace><alt+_>glow<alt+x>"},
		{"number pad", "\x1bOM\x1bOq\x1bOk\x1bOX", "<enter>1+="},
		{"rxvt", "\x1b[7$\x1b[8^\x1b[3@\x1b[a\x1bOc\x1b\x1b[A\x1b[5^", "<shift+home><ctrl+end><ctrl+shift+delete><shift+up><ctrl+right><alt+up><ctrl+pgup>"},
		{"shift+tab", "\x1b[Z", "<shift+tab>"},
		{"Linux console", "\x1b[[A\x1b[[B\x1b[1~\x1b[4~", "<f1><f2><home><end>"},
		{"mouse", "\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<64;40;5M\x1b[<35;1;1M", "<left press 2,3><left release 2,3><wheel up 39,4><motion 0,0>"},
		{"sixty wheel events", strings.Repeat("\x1b[<64;40;5M", 60), strings.Repeat("<wheel up 39,4>", 60)},
		{"strings that end with a control of eight bits", "\x1b]10;rgb:0/0/0\u009ca\u0090>|é\u009cb\u009fGi=1;OK\u009cc", "<answer ]10;rgb:0/0/0>a<answer P>|é>b<answer _Gi=1;OK>c"},
		{"X10's mouse in two bytes (mode 1005)", "\x1b[M \u0120!a\x1b[M#!\u0140b\x1b[M#\u0090\u0120\x1b[M#\xc3!c\x1b[M#!\xc3d", "<left press 255,0>a<release 0,287>b<release 111,255><release 162,0>c<release 0,162>d"},
		{"text in haste behind an escape", "\x1b[masterpiece] \x1b[2girls]\x1b[1boy]\x1b[(Blue eyes)\x1b[20 girls\x1b[ q\x1b\x1b[x", "<esc>[masterpiece] <esc>[2girls]<esc>[1boy]<esc>[(Blue eyes)<esc>[20 girls<esc>[ q<esc><esc>[x"},
		{"where the cursor is", "\x1b[1;1Ra\x1b[12;40Rb\x1b[1;2R\x1b[1;1:1R", "<answer [1;1R>a<answer [12;40R>b<f15><f3>"},
		{"X10's mouse", "\x1b[M !!\x1b[M#\xf0\x80x", "<left press 0,0><release 207,95>x"},
		{"urxvt's mouse", "\x1b[32;3;4M", "<left press 2,3>"},
		{"focus", "\x1b[I\x1b[O", "<tea.FocusMsg {}><tea.BlurMsg {}>"},
		{"escapes", "\x1b\x1b\x1bx", "<esc><esc><alt+x>"},
		{"alt with what begins sequences, then a key", "\x1b[\x11\x1bO\r\x1bO \x1b[é", "<alt+[><ctrl+q><alt+O><enter><alt+O> <alt+[>é"},
		{"a paste", "\x1b[200~1girl,\r\n漢字 \x1b[A\x1b[201~\r", "<paste 1girl,\r\n漢字 \x1b[A><enter>"},
		{"two pastes", "\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~", "<paste a><paste b>"},
		{"an empty paste", "\x1b[200~\x1b[201~x", "x"},
		{"insert is no paste", "\x1b[2~\x1b[20~", "<insert><f9>"},
		{"newlines of a paste as keys", "\x1b[200~a\x1b[27;5;106~b\x1b[106;5uc\x1b[13ud\x1b[9ue\x1b[27;2;13~f\x1b[109;5u\x1b[201~", "<paste a\nb\nc\nd\te\x1b[27;2;13~f\n>"},
		{"letters of a paste as keys", "\x1b[200~\x1b[97u\x1b[98;2u\x1b[32u\x1b[201~", "<paste aB >"},
		{"a paste that holds marks", "\x1b[200~a\x1b[200~b\x1b[20c\x1b[201~", "<paste a\x1b[200~b\x1b[20c>"},
		{"the end of no paste", "a\x1b[201~b", "ab"},

		{"kitty's keys", "\x1b[27u\x1b[13;5u\x1b[122;6u\x1b[97;5u\x1b[97;3u\x1b[97:65;4u\x1b[13;2u\x1b[105;5u\x1b[127;5u\x1b[1;9A", "<esc><ctrl+enter><ctrl+shift+z><ctrl+a><alt+a><alt+A><shift+enter><tab><ctrl+backspace><super+up>"},
		{"kitty's keys of other layouts", "\x1b[1085::121;5u\x1b[1081:1049:113;6u\x1b[1092::97;3u\x1b[1092u\x1b[1092:1060:97;2u\x1b[228::59;5u\x1b[121::116;5u", "<ctrl+y><ctrl+shift+q><alt+a>фФ<ctrl+;><ctrl+y>"},
		{"kitty's locks count for nothing", "\x1b[97;69u\x1b[32;129u\x1b[57414u\x1b[57417u\x1b[57400u", "<ctrl+a> <enter><left>1"},
		{"kitty's modifier keys are no text", "\x1b[57441;2ua\x1b[57358u", "a"},
		{"kitty's keys let go", "\x1b[97;1:1u\x1b[97;1:3u\x1b[98;1:2u\x1b[1;1:3A\x1b[3;5:3~\x1b[1;1:1B", "ab<down>"},
		{"modifyOtherKeys", "\x1b[27;5;13~\x1b[27;6;99~\x1b[27;5;59~\x1b[27;3;120~", "<ctrl+enter><ctrl+shift+c><ctrl+;><alt+x>"},
		{"text that is a key's name", "ctrl+enter shift+a ctrl+", "ctrl+enter shift+a ctrl+"},

		{"answers: OSC 10", "a\x1b]10;rgb:ffff/ffff/ffff\x1b\\b", "a<answer ]10;rgb:ffff/ffff/ffff>b"},
		{"answers: OSC 11", "a\x1b]11;rgb:1717/1919/2525\x1b\\b\x1b]11;rgb:ff/ff/f0\a", "a<terminal.BackgroundMsg {true}>b<terminal.BackgroundMsg {false}>"},
		{"answers: OSC 11 that is no colour", "\x1b]11;rgb:zz/0/0\ax", "x"},
		{"answers: OSC 52", "\x1b]52;c;aGVsbG8=\ax", "<answer ]52;c;aGVsbG8=>x"},
		{"answers: XTVERSION", "\x1bP>|tmux 3.4\x1b\\x", "<answer P>|tmux 3.4>x"},
		{"answers: XTGETTCAP", "\x1bP1+r524742=38\x1b\\x", "<answer P1+r524742=38>x"},
		{"answers: kitty's graphics", "\x1b_Gi=31;OK\x1b\\x", "<answer _Gi=31;OK>x"},
		{"answers: PM and SOS", "\x1b^pm\x1b\\\x1bXsos\x1b\\x", "<answer ^pm><answer Xsos>x"},
		{"answers: what it is, where the cursor is, modes, sizes", "\x1b[?62;4c\x1b[24;80R\x1b[>0;276;0c\x1b[?2026;2$y\x1b[6;18;9t\x1b[0n", "<answer [?62;4c><answer [24;80R><answer [>0;276;0c><answer [?2026;2$y><answer [6;18;9t><answer [0n>"},
		{"answers: kitty's keyboard", "\x1b[?1u", "<terminal.kittyMsg {}>"},
		{"a string broken off by a key", "\x1b]10;rgb:\x11a", "<ctrl+q>a"},
		{"a string broken off by a sequence", "\x1b]10;rgb:\x1b[Aa", "<up>a"},
		{"a sequence broken off", "\x1b[1;5\x1b[A\x1b[1\x11\x1b[1;é", "<up><ctrl+q>é"},
		{"a sequence of no key", "\x1b[99~\x1b[5;5;5;5~x", "<ctrl+pgup>x"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, size := range []int{1, 2, 3, 7, len(c.in)} {
				var s scanner
				var got []tea.Msg
				for k := 0; k < len(c.in); k += size {
					got = append(got, s.feed([]byte(c.in[k:min(k+size, len(c.in))]))...)
				}
				if told(got) != c.want {
					t.Errorf("in pieces of %d:\n%q, want\n%q", size, told(got), c.want)
				}
				if s.wait() != 0 {
					t.Errorf("in pieces of %d: something is waited for", size)
				}
			}
		})
	}
}

// TestSilence holds what becomes of a beginning whose rest does not come.
func TestSilence(t *testing.T) {
	cases := []struct {
		name, in string
		wait     time.Duration
		want     string
	}{
		{"esc", "\x1b", escapeWait, "<esc>"},
		{"esc twice", "\x1b\x1b", escapeWait, "<esc><esc>"},
		{"alt+[", "\x1b[", altWait, "<alt+[>"},
		{"alt+O", "\x1bO", altWait, "<alt+O>"},
		{"alt+]", "\x1b]", altWait, "<alt+]>"},
		{"alt+P", "\x1bP", altWait, "<alt+P>"},
		{"a string without an end", "\x1b]10;rgb", stringWait, ""},
		{"a string that no terminal sends", "\x1bPsmile, \t漢\r1", escapeWait, "<alt+P>smile, <tab>漢<enter>1"},
		{"another, in a sequence of its own", "\x1b]\u009b1;5Dcat", escapeWait, "<alt+]><ctrl+left>cat"},
		{"a paste without an end", "\x1b[200~hello", pasteWait, "<paste hello>"},
		{"a paste with half an end", "\x1b[200~hello\x1b[20", pasteWait, "<paste hello>"},
		{"half a sequence", "\x1b[1;5", 0, ""},
		{"half a character", "\xe7\x8c", 0, ""},
		{"half a mark of a paste", "\x1b[200", 0, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var s scanner
			if got := s.feed([]byte(c.in)); len(got) > 0 {
				t.Errorf("too early: %s", told(got))
			}
			if s.wait() != c.wait {
				t.Errorf("waits %v, want %v", s.wait(), c.wait)
			}
			if c.wait == 0 {
				return
			}
			if got := told(s.timeout()); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if got := told(s.feed([]byte("x"))); got != "x" {
				t.Errorf("then x is %q", got)
			}
		})
	}
}

// TestPasteInterrupted presses keys into a paste whose end does not come.
func TestPasteInterrupted(t *testing.T) {
	for in, want := range map[string]string{
		"\x11": "<paste hello><ctrl+q>", "\x1b[113;5u": "<paste hello><ctrl+q>", "\x03": "<paste hello><ctrl+c>",
		"x": "", "\r": "", "\x1b": "", "\x1b[201~": "", "\x1b[106;5u": "",
	} {
		var s scanner
		s.feed([]byte("\x1b[200~hello"))
		got, ok := s.interrupted([]byte(in))
		if told(got) != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", in, told(got), ok, want)
		}
	}
}

// TestTornEscape parts esc from the key that follows it, and not a sequence.
func TestTornEscape(t *testing.T) {
	for _, c := range []struct {
		next string
		gap  time.Duration
		want string
	}{
		{"x", 20 * time.Millisecond, "<esc>x"}, {"\x19", 20 * time.Millisecond, "<esc><ctrl+y>"}, {"x", 0, "<alt+x>"},
		{"[A", 20 * time.Millisecond, "<up>"}, {"OP", 20 * time.Millisecond, "<f1>"},
	} {
		var got []tea.Msg
		e := newKeysEnd(nil, func(m tea.Msg) { got = append(got, m) }, nil)
		now := time.Now()
		e.take([]byte("\x1b"), now)
		e.take([]byte(c.next), now.Add(c.gap))
		e.end()
		if told(got) != c.want {
			t.Errorf("esc and %q %v later: %s, want %s", c.next, c.gap, told(got), c.want)
		}
	}
}

// parts are what people and terminals send.
var parts = []string{
	"a", "1girl, ", "é", "猫", "👩‍👩‍👧", "\r", "\t", "\x7f", "\x1bf", "\x1b漢", "\x1b[A", "\x1b[1;5D", "\x1bOP", "\x1b[[A", "\x1b[7$",
	"\x1b[<64;40;5M", "\x1b[<0;3;4m", "\x1b[M !!", "\x1b[200~pasted,\n漢字\x1b[201~", "\x1b[200~\x1b[27;5;106~\x1b[201~",
	"\x1b]10;rgb:0/0/0\x1b\\", "\x1bP>|x\x1b\\", "\x1b_Gi=1;OK\x1b\\", "\x1b[13;5u", "\x1b[?1u", "\x1b[?1;2c", "ctrl+a", "\xff", "\x1b\x1b[B",
	"\x1bP", "\x1bO1;2P", "\x1bO", "\x1bX", "\x1b]", "\x9b1;5D", "\x9b", "\x8fP", "\x9d10;rgb:0/0/0\x9c", "\x90>|x\x9c", "\x9f", "\xc4", "ě",
}

// TestSplits holds that 10,000 inputs cut at random places mean the same as
// uncut.
func TestSplits(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 1))
	for n := range 10_000 {
		var in strings.Builder
		for range 1 + random.IntN(12) {
			in.WriteString(parts[random.IntN(len(parts))])
		}
		var whole, cut scanner
		want := told(whole.feed([]byte(in.String())))
		var got []tea.Msg
		for rest := in.String(); rest != ""; {
			k := 1 + random.IntN(len(rest))
			got = append(got, cut.feed([]byte(rest[:k]))...)
			rest = rest[k:]
		}
		if told(got) != want {
			t.Fatalf("%d: %q cut is %q, whole %q", n, in.String(), told(got), want)
		}
	}
}

// FuzzScan holds that any bytes, cut in two places, mean the same as uncut,
// and that nothing is waited for longer than it may be.
func FuzzScan(f *testing.F) {
	for _, p := range parts {
		f.Add(p+p, uint(1), uint(3))
	}
	f.Add(strings.Join(parts, ""), uint(40), uint(41))
	f.Fuzz(func(t *testing.T, in string, a, b uint) {
		i := int(a % uint(len(in)+1))
		j := i + int(b%uint(len(in)-i+1))
		var whole, cut scanner
		want := whole.feed([]byte(in))
		var got []tea.Msg
		for _, part := range []string{in[:i], in[i:j], in[j:]} {
			got = append(got, cut.feed([]byte(part))...)
		}
		if told(got) != told(want) {
			t.Fatalf("%q cut at %d and %d is %q, whole %q", in, i, j, told(got), told(want))
		}
		if whole.wait() != cut.wait() || told(whole.timeout()) != told(cut.timeout()) {
			t.Fatalf("%q cut at %d and %d waits for something else", in, i, j)
		}
	})
}

// TestEveryLetterComes holds that plain text is never changed.
func TestEveryLetterComes(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 2))
	for range 200 {
		var in []rune
		for range 300 {
			r := rune(random.IntN(0x20000))
			if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0xd800 && r < 0xe000 {
				r = 'x'
			}
			in = append(in, r)
		}
		var s scanner
		var got []tea.Msg
		for rest := string(in); rest != ""; {
			k := 1 + random.IntN(min(9, len(rest)))
			got = append(got, s.feed([]byte(rest[:k]))...)
			rest = rest[k:]
		}
		if told(got) != string(in) {
			t.Fatalf("%q became %q", string(in), told(got))
		}
	}
}

// BenchmarkPaste reads pastes as a terminal sends them, in pieces of 4 KB: the
// time a byte stays the same.
func BenchmarkPaste(b *testing.B) {
	for _, size := range []int{100 << 10, 1 << 20, 10 << 20} {
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			in := []byte(pasteStart + strings.Repeat("1girl, 漢字\n", size/14) + pasteEnd)
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				var s scanner
				n := 0
				for k := 0; k < len(in); k += 4096 {
					n += len(s.feed(in[k:min(k+4096, len(in))]))
				}
				if n != 1 {
					b.Fatalf("%d messages", n)
				}
			}
		})
	}
}
