package terminal

import "tailor/data/pattern"

// A line that stalls tears sequences behind their escape. Once the escape was
// given out as a key, what comes is the rest of a sequence or typed, and only
// its form and its haste tell which.
var (
	// sureLate begins what nobody types: reports of the mouse, marks of a
	// paste, keys with modifiers, answers.
	sureLate = pattern.Of(`^(\[(<\d|[?>]\d|\d+;\d|\d+~)|\]\d+;|P([01]?[+$]r|>\|)|_G[a-z]=)`)
	// wholeLate is a key that somebody might type as letters, though hardly at
	// once and with nothing behind it.
	wholeLate = pattern.Of(`^(\[(\[[A-E]|[A-DFHIOP-SZ]|\d+[\^$@u])|O[A-DFHMP-S])(\x1b|$)`)
	// partLate may become one of them, whose numbers are short.
	partLate = pattern.Of(`^(\[(\[|[<?>]|\d{1,9};?)?|O|\]\d{0,9}|P([01]?[+$]?|>)|_G?[a-z]?)$`)
)

// behindEscape takes what comes behind an escape that was given out as a key.
// It returns what there is to read, and holds what may still become a
// sequence.
func (s *scanner) behindEscape(b []byte) []byte {
	b = append(s.held, b...)
	s.held = nil
	switch {
	case sureLate().Match(b), wholeLate().Match(b):
		b = append([]byte{0x1b}, b...)
	case partLate().Match(b):
		s.held = b
		return nil
	}
	s.escaped = false
	return b
}

// typeHeld types what was held: nothing more came, so it is no sequence.
func (s *scanner) typeHeld() {
	s.text = append(s.text, s.held...)
	s.held, s.escaped = nil, false
	s.typeOut(false)
}
