package clip

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// class is what a character is to CLIP's pattern
//
//	<|startoftext|>|<|endoftext|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+
type class uint8

const (
	other  class = iota // neither of the others: [^\s\p{L}\p{N}]
	letter              // \p{L}
	number              // \p{N}
	space               // \s
	// nothing is U+0345, a mark with a letter for its upper case. As the
	// pattern ignores case, Python's regex finds it neither a letter nor
	// not a letter, and skips it.
	nothing
)

// asciiClasses are the classes of the characters below 0x80.
var asciiClasses = func() (classes [utf8.RuneSelf]class) {
	for c := range classes {
		classes[c] = classOf(rune(c))
	}
	return classes
}()

func classOf(r rune) class {
	switch {
	case unicode.IsSpace(r):
		return space
	case unicode.IsLetter(r) || unicode.Is(newLetters, r):
		return letter
	case unicode.IsNumber(r) || unicode.Is(newNumbers, r):
		return number
	case r == '\u0345':
		return nothing
	}
	return other
}

// split cuts the repaired and lowered text into words and appends their
// tokens.
func (w *workspace) split(tokens []Token) []Token {
	v := load()
	text := w.text
	if len(text) > largeText/16 {
		tokens = slices.Grow(tokens, len(text)/4)
	}
	for at := 0; at < len(text); {
		kind, size := classAt(text, at)
		end := at + size
		switch kind {
		case space, nothing:
			at = end
			continue
		case letter:
			end = run(text, end, letter)
		case other:
			switch text[at] {
			case '\'':
				end += contraction(text[end:])
			case '<':
				if n, id := mark(text[at:]); n > 0 {
					end += n - size
					if id != 0 {
						tokens = append(tokens, w.token(id, at, end))
						at = end
						continue
					}
				}
			}
			if end == at+size {
				end = run(text, end, other)
			}
		}
		w.ids = v.word(w.ids[:0], text[at:end])
		for _, id := range w.ids {
			from := at
			at += int(v.lengths[id])
			tokens = append(tokens, w.token(id, from, at))
		}
	}
	return tokens
}

// token returns a token that was read from bytes of the lowered text.
func (w *workspace) token(id uint16, start, end int) Token {
	if !w.same {
		start, end = w.from[start].start, w.from[end-1].end
	}
	return Token{id, start, end}
}

func classAt(text []byte, at int) (class, int) {
	if c := text[at]; c < utf8.RuneSelf {
		return asciiClasses[c], 1
	}
	r, size := utf8.DecodeRune(text[at:])
	return classOf(r), size
}

// run returns the end of a run of characters of one class.
func run(text []byte, at int, kind class) int {
	for at < len(text) {
		k, size := classAt(text, at)
		if k != kind {
			break
		}
		at += size
	}
	return at
}

// contractions are the endings that CLIP takes for a word with the apostrophe
// before them. The pattern ignores case, so a long s is an s.
var contractions = []string{"s", "t", "re", "ve", "m", "ll", "d", "ſ"}

// contraction returns how many bytes of what follows an apostrophe make one, 0
// for none.
func contraction(rest []byte) int {
	head := string(rest[:min(len(rest), 2)])
	for _, ending := range contractions {
		if strings.HasPrefix(head, ending) {
			return len(ending)
		}
	}
	return 0
}

// marks are the marks of start and end with their ids, which is 0 where one is
// written with a long s: then it is a word as any other.
var marks = []struct {
	text string
	id   uint16
}{{"<|startoftext|>", Start}, {"<|endoftext|>", End}, {"<|ſtartoftext|>", 0}}

// mark returns the length of a mark at the beginning of a text, and its id.
func mark(text []byte) (length int, id uint16) {
	for _, m := range marks {
		if len(text) >= len(m.text) && string(text[:len(m.text)]) == m.text {
			return len(m.text), m.id
		}
	}
	return 0, 0
}
