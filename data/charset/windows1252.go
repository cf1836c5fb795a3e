package charset

import "unicode/utf8"

// above80 are the characters of Windows' code page 1252 that Latin-1 has not, the
// bytes from 0x80 on; five of them are none. x/text would bring 43 other code pages
// into the program for these.
var above80 = [32]rune{
	'€', utf8.RuneError, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', utf8.RuneError, 'Ž', utf8.RuneError,
	utf8.RuneError, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', utf8.RuneError, 'ž', 'Ÿ',
}

// Windows1252 returns what a byte is in Windows' code page 1252, U+FFFD for the five
// that are nothing in it.
func Windows1252(b byte) rune {
	if b >= 0x80 && b < 0xa0 {
		return above80[b-0x80]
	}
	return rune(b)
}

func fromWindows1252(b []byte) ([]byte, error) {
	text := make([]byte, 0, len(b)+len(b)/8)
	for _, c := range b {
		text = utf8.AppendRune(text, Windows1252(c))
	}
	return text, nil
}
