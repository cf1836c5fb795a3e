package terminal

import (
	"strconv"
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

// AnswerMsg is a whole sequence or string that the terminal sent and that is
// no key: an answer to a question.
type AnswerMsg string

// kittyMsg says that the terminal speaks kitty's keyboard protocol: the
// answer to askKitty.
type kittyMsg struct{}

func key(t tea.KeyType) tea.KeyMsg { return tea.KeyMsg{Type: t} }

// control returns the key of a control character, which Bubble Tea numbers as
// ASCII does.
func control(c byte, alt bool) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyType(c), Alt: alt} }

// typed returns the key of a character.
func typed(r rune, alt bool) tea.Msg {
	switch {
	case r == ' ':
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}, Alt: alt}
	case r >= 0x80 && r < 0xa0:
		return nil // a control character of eight bits
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}, Alt: alt}
}

// appendText adds the keys that a typed text is: a message for each run of
// letters, one for each space. What is no UTF-8 becomes U+FFFD.
func appendText(out []tea.Msg, text []byte) []tea.Msg {
	var run []rune
	flush := func() {
		// No text may look like the name of a key.
		if IsNamed(tea.KeyMsg{Type: tea.KeyRunes, Runes: run}) {
			out = append(out, tea.KeyMsg{Type: tea.KeyRunes, Runes: run[:1:1]})
			run = run[1:]
		}
		if len(run) > 0 {
			out = append(out, tea.KeyMsg{Type: tea.KeyRunes, Runes: run})
		}
		run = nil
	}
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch {
		case r == ' ':
			flush()
			out = append(out, typed(' ', false))
		case r < 0x80 || r >= 0xa0:
			run = append(run, r)
		}
	}
	flush()
	return out
}

// pressed are the modifiers of a key.
type pressed struct{ shift, alt, ctrl, super bool }

// commands reports whether a key with them is none that writes.
func (p pressed) commands() bool { return p.alt || p.ctrl || p.super }

// modifiers reads the number that terminals write: one more than the sum of
// 1 shift, 2 alt, 4 ctrl, 8 super, 16 hyper, 32 meta; the locks do not count.
func modifiers(n int) pressed {
	n = max(0, n-1)
	return pressed{shift: n&1 != 0, alt: n&(2|32) != 0, ctrl: n&4 != 0, super: n&(8|16) != 0}
}

// named are Bubble Tea's keys by the name of their key, plain and with shift,
// ctrl and both; 0 where it has none.
var named = map[string][4]tea.KeyType{
	"up":     {tea.KeyUp, tea.KeyShiftUp, tea.KeyCtrlUp, tea.KeyCtrlShiftUp},
	"down":   {tea.KeyDown, tea.KeyShiftDown, tea.KeyCtrlDown, tea.KeyCtrlShiftDown},
	"left":   {tea.KeyLeft, tea.KeyShiftLeft, tea.KeyCtrlLeft, tea.KeyCtrlShiftLeft},
	"right":  {tea.KeyRight, tea.KeyShiftRight, tea.KeyCtrlRight, tea.KeyCtrlShiftRight},
	"home":   {tea.KeyHome, tea.KeyShiftHome, tea.KeyCtrlHome, tea.KeyCtrlShiftHome},
	"end":    {tea.KeyEnd, tea.KeyShiftEnd, tea.KeyCtrlEnd, tea.KeyCtrlShiftEnd},
	"pgup":   {tea.KeyPgUp, 0, tea.KeyCtrlPgUp, 0},
	"pgdown": {tea.KeyPgDown, 0, tea.KeyCtrlPgDown, 0},
	"insert": {tea.KeyInsert}, "delete": {tea.KeyDelete},
	"enter": {tea.KeyEnter}, "tab": {tea.KeyTab, tea.KeyShiftTab},
	"esc": {tea.KeyEsc, tea.KeyEsc}, "backspace": {tea.KeyBackspace, tea.KeyBackspace},
}

func init() {
	for n := range 20 {
		types := [4]tea.KeyType{tea.KeyF1 - tea.KeyType(n)}
		if n < 8 {
			types[1] = tea.KeyF13 - tea.KeyType(n) // as terminals name them
		}
		named["f"+strconv.Itoa(n+1)] = types
	}
}

// press returns the message of a key that has a name. One that Bubble Tea has
// no number for is a named key, see IsNamed.
func press(name string, p pressed) tea.KeyMsg {
	at := 0
	if p.shift {
		at |= 1
	}
	if p.ctrl {
		at |= 2
	}
	if types := named[name]; types[at] != 0 && !p.super {
		return tea.KeyMsg{Type: types[at], Alt: p.alt}
	}
	prefix := ""
	for _, m := range []struct {
		on   bool
		name string
	}{{p.ctrl, "ctrl+"}, {p.shift, "shift+"}, {p.super, "super+"}} {
		if m.on {
			prefix += m.name
		}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(prefix + name), Alt: p.alt}
}

// IsNamed reports whether a message is a key that Bubble Tea has no number
// for, such as "ctrl+enter" or "ctrl+shift+z". Its runes are its name, by
// which it can be bound to an action; it is no text. Typed text never comes
// as such a message.
func IsNamed(k tea.KeyMsg) bool {
	if k.Type != tea.KeyRunes || k.Paste || len(k.Runes) < len("f1") || len(k.Runes) > len("ctrl+shift+super+backspace") {
		return false
	}
	name := string(k.Runes)
	modified := false
	for _, m := range []string{"ctrl+", "shift+", "super+"} {
		if rest, ok := strings.CutPrefix(name, m); ok {
			name, modified = rest, true
		}
	}
	if !modified {
		return false
	}
	_, ok := named[name]
	return ok || name == "space" || utf8.RuneCountInString(name) == 1
}

// finals are the letters that end the sequences of keys: ESC [ A, ESC O A.
var finals = map[byte]string{
	'A': "up", 'B': "down", 'C': "right", 'D': "left", 'H': "home", 'F': "end",
	'P': "f1", 'Q': "f2", 'R': "f3", 'S': "f4",
}

// numbers are the keys of ESC [ n ~, as the VT220, xterm and rxvt number them.
var numbers = map[int]string{
	1: "home", 2: "insert", 3: "delete", 4: "end", 5: "pgup", 6: "pgdown", 7: "home", 8: "end",
	11: "f1", 12: "f2", 13: "f3", 14: "f4", 15: "f5", 17: "f6", 18: "f7", 19: "f8", 20: "f9", 21: "f10",
	23: "f11", 24: "f12", 25: "f13", 26: "f14", 28: "f15", 29: "f16", 31: "f17", 32: "f18", 33: "f19", 34: "f20",
}

// decodeCSI returns what a control sequence means, its parameters and its
// final byte.
func decodeCSI(seq string, final byte) tea.Msg {
	answer := AnswerMsg("\x1b[" + seq + string(final))
	if rest, ok := strings.CutPrefix(seq, "<"); ok && (final == 'M' || final == 'm') {
		if n, ok := parameters(rest); ok && len(n) == 3 {
			return mouse(n[0], n[1], n[2], final == 'm')
		}
		return nil
	}
	if strings.HasPrefix(seq, "?") && final == 'u' {
		return kittyMsg{}
	}
	n, ok := parameters(strings.TrimPrefix(seq, ">"))
	if !ok || strings.HasPrefix(seq, ">") && (finals[final] == "" || len(n) != 2) {
		return answer
	}
	if fields := strings.Split(seq, ";"); len(fields) > 1 && strings.HasSuffix(fields[1], ":3") {
		return nil // kitty's protocol tells of a key that is let go, unasked
	}
	second := 1
	if len(n) > 1 {
		second = n[1]
	}
	switch final {
	case 'A', 'B', 'C', 'D', 'H', 'F', 'P', 'Q', 'R', 'S':
		if len(n) == 1 && n[0] > 1 && n[0] <= 8 && final <= 'H' {
			n[0], second = 1, n[0] // ctrl+up as older terminals have it: ESC [ 5 A
		}
		// ESC [ 12;40 R says where the cursor is, and so does ESC [ 1;1 R: no
		// terminal writes f3 so, unless it tells what is done to the key.
		bare := final == 'R' && len(n) == 2 && modifiers(second) == pressed{} && !strings.Contains(seq, ":")
		if n[0] > 1 || second > 256 || len(n) > 2 || bare {
			return answer
		}
		return press(finals[final], modifiers(second))
	case 'Z':
		return key(tea.KeyShiftTab)
	case 'a', 'b', 'c', 'd':
		return press(finals[final-'a'+'A'], pressed{shift: true}) // rxvt
	case 'I':
		return tea.FocusMsg{}
	case 'O':
		return tea.BlurMsg{}
	case 'M':
		if len(n) == 3 { // urxvt's mouse
			return mouse(n[0]-32, n[1], n[2], false)
		}
	case 'u':
		switch text := associated(seq); {
		case modifiers(second).commands() || len(text) == 0:
		case len(text) == 1:
			return typed(text[0], false)
		default:
			return tea.KeyMsg{Type: tea.KeyRunes, Runes: text}
		}
		code, upper := n[0], alternate(seq, 1)
		if latin := alternate(seq, 2); code >= utf8.RuneSelf && latin > 0 && latin < utf8.RuneSelf && modifiers(second).commands() {
			code, upper = int(latin), 0 // ctrl with a letter on a Cyrillic layout
		}
		return unicodeKey(code, upper, second)
	case '~', '$', '^', '@':
		if n[0] == 27 && len(n) > 2 {
			return unicodeKey(n[2], 0, second) // xterm's modifyOtherKeys
		}
		name, ok := numbers[n[0]]
		if !ok {
			return nil
		}
		p := modifiers(second)
		p.shift = p.shift || final == '$' || final == '@'
		p.ctrl = p.ctrl || final == '^' || final == '@'
		return press(name, p)
	}
	return answer
}

// ss3Finals are the letters that end ESC O: those of keys, and E, the middle of
// the number pad.
const ss3Finals = "ABCDEFHIMPQRSTUVWXYZabcdjklmnopqrstuvwxy"

// decodeSS3 returns the key of ESC O and a letter: the arrows and function
// keys of application mode, the number pad, rxvt's arrows with ctrl, and
// PuTTY's function keys as a VT100 has them.
func decodeSS3(seq string, final byte) tea.Msg {
	p := pressed{}
	if n, err := strconv.Atoi(seq[strings.IndexByte(seq, ';')+1:]); err == nil {
		p = modifiers(n) // of "5", and of "1;5"
	}
	switch {
	case finals[final] != "":
		return press(finals[final], p)
	case 'a' <= final && final <= 'd':
		p.ctrl = true
		return press(finals[final-'a'+'A'], p)
	case final == 'M':
		return press("enter", p)
	case final == 'I':
		return press("tab", p)
	case final == 'X':
		return typed('=', p.alt)
	case 'T' <= final && final <= 'Z':
		return press("f"+strconv.Itoa(int(final-'T')+5), p)
	case 'j' <= final && final <= 'y':
		return typed(rune(final-'j'+'*'), p.alt)
	}
	return nil
}

// parameters reads "1;5": numbers, of which one that is missing is 1 where it
// is the second and 0 else; what stands behind a colon is left out.
func parameters(s string) (n []int, ok bool) {
	for k, field := range strings.Split(s, ";") {
		field, _, _ = strings.Cut(field, ":")
		value := 0
		if k == 1 {
			value = 1
		}
		if field != "" {
			v, err := strconv.Atoi(field)
			if err != nil || v < 0 {
				return nil, false
			}
			value = v
		}
		n = append(n, value)
	}
	return n, true
}

// decodeString returns what an answer in a string says: OSC 11 the colour of
// the ground.
func decodeString(kind byte, seq []byte) tea.Msg {
	if rgb, ok := strings.CutPrefix(string(seq), backgroundAnswer); ok && kind == ']' {
		if dark, ok := darkness(rgb); ok {
			return BackgroundMsg{dark}
		}
		return nil
	}
	return AnswerMsg("\x1b" + string(kind) + string(seq) + "\x1b\\")
}
