package tags

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"tailor/data/printable"
)

// MaxNameBytes bounds a tag's name and an alias. Danbooru allows 170
// characters; a longer text is a sentence or a broken row.
const MaxNameBytes = 512

// Clean puts a name as a list wrote it into the form that Tag.Name has:
// without space around it, with one underscore for each space within, and
// without anything that a terminal would act on (escape sequences, control
// characters, marks that turn the direction of writing). It works in place
// where it can, and returns the reason when the name cannot be used.
func Clean(name []byte) (clean []byte, reason string) {
	name = bytes.TrimSpace(name)
	plain, spaced := true, false
	for i := 0; plain && i < len(name); i++ {
		if c := name[i]; c == ' ' {
			spaced = true
		} else if c < ' ' || c >= 0x7f {
			r, n := utf8.DecodeRune(name[i:])
			plain, i = StandsAlone(r), i+n-1
		}
	}
	if !plain {
		if !utf8.Valid(name) {
			return nil, "the name is not UTF-8"
		}
		if !printable.Safe(name) {
			name = bytes.TrimSpace(Neutralise(name))
		}
		name = joinSpaces(name)
	} else if spaced {
		name = joinPlain(name)
	}
	switch {
	case len(name) == 0:
		return nil, "no name"
	case len(name) > MaxNameBytes:
		return nil, "the name is longer than 512 bytes"
	}
	return name, ""
}

// joinSpaces replaces each run of white space by one underscore, in place.
func joinSpaces(name []byte) []byte {
	out := name[:0]
	gap := false
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRune(name[i:])
		if !IsIdeograph(r) && unicode.IsSpace(r) {
			gap = true
		} else {
			if gap {
				out = append(out, '_')
				gap = false
			}
			out = append(out, name[i:i+n]...)
		}
		i += n
	}
	return out
}

// joinPlain is joinSpaces where all space are spaces.
func joinPlain(name []byte) []byte {
	out := name[:0]
	gap := false
	for _, c := range name {
		if gap = gap || c == ' '; c == ' ' {
			continue
		}
		if gap {
			out, gap = append(out, '_'), false
		}
		out = append(out, c)
	}
	return out
}

// Neutralise removes escape sequences and every other character that must
// not reach a terminal.
func Neutralise(b []byte) []byte {
	return []byte(printable.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case printable.Unsafe(r):
			return -1
		}
		return r
	}, ansi.Strip(string(b))))
}
