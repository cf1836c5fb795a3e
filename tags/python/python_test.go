package python

import "testing"

// TestClasses holds the answers of Python 3.11.7 (re.match of \w, \s, \d and
// unicodedata.decimal) for characters on which it and Go might differ.
func TestClasses(t *testing.T) {
	cases := []struct {
		r           rune
		word, space bool
		digit       int
	}{
		{'a', true, false, -1},
		{'_', true, false, -1},
		{'-', false, false, -1},
		{'7', true, false, 7},
		{'é', true, false, -1},
		{'ª', true, false, -1},
		{'²', true, false, -1},
		{'½', true, false, -1},
		{'Ⅷ', true, false, -1},
		{'٣', true, false, 3},
		{'𝟗', true, false, 9},
		{'𝟟', true, false, 7},
		{'中', true, false, -1},
		{'\u0301', false, false, -1},
		{'\u0345', false, false, -1},
		{'\u200d', false, false, -1},
		{'\t', false, true, -1},
		{'\x0b', false, true, -1},
		{'\x1c', false, true, -1},
		{'\x1f', false, true, -1},
		{'\x1b', false, false, -1},
		{'\x85', false, true, -1},
		{'\u00a0', false, true, -1},
		{'\u2028', false, true, -1},
		{'\u3000', false, true, -1},
		{'\u180e', false, false, -1},
		{'\u200b', false, false, -1},
		{0x11F51, false, false, -1}, // a digit since Unicode 15.0
		{0x1E4D0, false, false, -1}, // a letter since Unicode 15.0
		{0x31350, false, false, -1}, // a letter since Unicode 15.0
		{'\uFFFD', false, false, -1},
	}
	for _, c := range cases {
		if got := IsWord(c.r); got != c.word {
			t.Errorf("IsWord(%U) = %v", c.r, got)
		}
		if got := IsSpace(c.r); got != c.space {
			t.Errorf("IsSpace(%U) = %v", c.r, got)
		}
		if got := Digit(c.r); got != c.digit {
			t.Errorf("Digit(%U) = %v", c.r, got)
		}
	}
}
