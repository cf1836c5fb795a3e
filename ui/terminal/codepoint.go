package terminal

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

// alternate reads the second number of "97:65;2", the character with shift, or the
// third of "1085::121;5", what the key is on a layout of Latin letters.
func alternate(seq string, number int) rune {
	first, _, _ := strings.Cut(seq, ";")
	parts := strings.Split(first, ":")
	if len(parts) <= number {
		return 0
	}
	n, err := strconv.Atoi(parts[number])
	if err != nil || n <= ' ' || n > unicode.MaxRune {
		return 0
	}
	return rune(n)
}

// associated reads the third field of "0;;128104:8205:128187": the text that a
// key or an input method has written, nil for none.
func associated(seq string) (text []rune) {
	fields := strings.Split(seq, ";")
	if len(fields) < 3 || fields[2] == "" {
		return nil
	}
	for point := range strings.SplitSeq(fields[2], ":") {
		n, err := strconv.Atoi(point)
		if err != nil || n < ' ' || n >= 0x7f && n < 0xa0 || n > unicode.MaxRune || !utf8.ValidRune(rune(n)) {
			return nil
		}
		text = append(text, rune(n))
	}
	return text
}

// pads are the keys of kitty's number pad from 57399 on.
var pads = []string{
	"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "/", "*", "-", "+", "enter", "=", ",",
	"left", "right", "up", "down", "pgup", "pgdown", "home", "end", "insert", "delete",
}

// unicodeKey returns the key of a code point with modifiers, as kitty's
// protocol and xterm's modifyOtherKeys have it.
func unicodeKey(code int, upper rune, mods int) tea.Msg {
	p := modifiers(mods)
	if code >= 57399 && code < 57399+len(pads) {
		name := pads[code-57399]
		if len(name) > 1 {
			return press(name, p)
		}
		code = int(name[0])
	}
	if code >= 57376 && code < 57376+8 {
		return press("f"+strconv.Itoa(code-57376+13), p)
	}
	switch code {
	case 13:
		return press("enter", p)
	case 9:
		return press("tab", p)
	case 27:
		return press("esc", p)
	case 8, 127:
		return press("backspace", p)
	}
	r := rune(code)
	if code < ' ' || code > unicode.MaxRune || r >= 0xe000 && r <= 0xf8ff || !utf8.ValidRune(r) {
		return nil // modifier keys and those of media, by numbers of private use
	}
	if p.super || p.ctrl && p.shift {
		name := string(unicode.ToLower(r))
		if r == ' ' {
			name = "space"
		}
		return press(name, p)
	}
	if p.ctrl {
		if c, ok := controlOf(r); ok {
			return control(c, p.alt)
		}
		return press(string(r), p)
	}
	if p.shift {
		if upper == 0 {
			upper = unicode.ToUpper(r)
		}
		r = upper
	}
	return typed(r, p.alt)
}

// controlOf returns the control character that ctrl makes of a character, as
// terminals have always done.
func controlOf(r rune) (byte, bool) {
	switch {
	case r >= 'a' && r <= 'z':
		return byte(r - 'a' + 1), true
	case r >= '@' && r <= '_':
		return byte(r - '@'), true
	case r == ' ':
		return 0, true
	case r == '/', r == '-':
		return 0x1f, true
	case r == '?':
		return 0x7f, true
	}
	return 0, false
}
