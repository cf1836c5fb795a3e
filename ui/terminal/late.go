package terminal

import (
	"bytes"

	"tailor/data/pattern"
)

// A line that stalls tears sequences behind their escape, or behind what
// introduces them. Once that was given out as a key, what comes is the rest of
// a sequence or typed, and only its form and its haste tell which.
var (
	// sureLate begins what nobody types: reports of the mouse, marks of a
	// paste, keys with modifiers or with their text, answers, and any control
	// string that has its end.
	sureLate = pattern.Of(`^(\[(<\d|[?>]\d|\d+(:\d*)*;[\d;:]|\d+~|(27|57\d{3})u)|\]\d+;|P([01]?[+$]r|[>!]\|)|_G[a-z]=|[\]P_^X][^\x1b]*\x1b\\)`)
	// wholeLate is a key that somebody might type as letters, though hardly at
	// once and with nothing behind it.
	wholeLate = pattern.Of(`^(\[(\[[A-E]|[A-DFHIOP-SZ]|\d+[\^$@]|[\d:]+u)|O([1-8](;[1-8])?)?[A-DFHMP-S])(\x1b|$)`)
	// onceLate is one that is as easily typed, letter by letter: rxvt's arrows
	// with shift or ctrl, and X10's reports of the mouse.
	onceLate = pattern.Of(`^(\[[a-d]|O[a-d]|\[M[ -#\x60](?s:..))(\x1b|$)`)
	// answerBegun is a string as terminals begin their answers.
	answerBegun = pattern.Of(`^(\]\d*(;|$)|P[\d;]*([!$+>]|$)|_(G|$)|[X^]$)`)
	// endLate is a control string with its end, but without its beginning.
	endLate = pattern.Of(`^\x1b[\]P_^X]([^\x00-\x1f]*(\a|\x1b\\|\x{9c})|\x1b\\)`)
	// partLate may become one of the first, whose numbers are short.
	partLate = pattern.Of(`^(\[(\[|[<?>]|\d{1,9}[\d:;]{0,24})?|O([1-8](;[1-8]?)?)?|\]\d{0,9}|P([01]?[+$]?|[>!])|_G?[a-z]?)$`)
)

// behindEscape takes what comes behind an escape that was given out as a key.
// It returns what there is to read, and holds what may still become a
// sequence.
func (s *scanner) behindEscape(b []byte) []byte {
	once := len(s.held) == 0
	b = append(s.held, b...)
	s.held = nil
	all := append(s.given[:len(s.given):len(s.given)], b...)
	// What alone stands behind alt with "[" or "O" is likelier a letter.
	mayBeKey := len(s.given) != len("\x1b[")
	switch rest := all[1:]; {
	case sureLate().Match(rest), mayBeKey && wholeLate().Match(rest), mayBeKey && once && onceLate().Match(rest):
		b = all
	case partLate().Match(rest):
		s.held = b
		return nil
	}
	s.given = nil
	return b
}

// typeHeld types what was held: nothing more came, so it is no sequence.
func (s *scanner) typeHeld() {
	s.text = append(s.text, s.held...)
	s.held, s.given = nil, nil
	s.typeOut(false)
}

// unsent reports whether no terminal sends a control sequence: "[masterpiece]",
// "[2girls]" or "[(smile)" was typed behind an escape that closed the list, in
// haste or on a slow line.
func unsent(seq []byte, final byte) bool {
	number := bytes.TrimRight(seq, " (,")
	switch {
	case len(number) < len(seq):
		return len(number) == 0 || allDigits(number)
	case len(seq) == 0:
		return 'e' <= final && final <= 'z'
	}
	return allDigits(seq) && bytes.IndexByte([]byte("abdefghijklopqrsvw"), final) >= 0
}
