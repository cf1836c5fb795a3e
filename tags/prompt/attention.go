package prompt

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/python"
)

// piece is a stretch of a prompt with one weight, as A1111's
// parse_prompt_attention (modules/prompt_parser.py) finds them before it
// merges neighbours.
type piece struct {
	// text is where the piece's characters are: for an escape the one after
	// the backslash. It may be empty.
	text Span
	// span is all of it: an escape with its backslash.
	span   Span
	weight float64
}

const (
	roundWeight  = 1.1
	squareWeight = 1 / 1.1
	// breakWeight marks a BREAK, until brackets around it change that.
	breakWeight = -1
)

// maxProducts bounds the work that brackets make. A1111 multiplies the weight
// of every piece in a bracket when that closes, so thousands of brackets in
// each other, or left open, would take minutes; beyond this many products,
// which takes a depth of some 4,000, brackets weigh nothing.
const maxProducts = 1 << 23

// attention cuts a text into pieces with their weights.
func attention(text string) []piece {
	a := attender{text: text}
	a.pieces = make([]piece, 0, 8+strings.Count(text, ",")/4)
	for at := 0; at < len(text); {
		at = a.next(at)
	}
	for _, open := range a.rounds {
		a.weigh(open, roundWeight)
	}
	for _, open := range a.squares {
		a.weigh(open, squareWeight)
	}
	return a.pieces
}

type attender struct {
	text            string
	pieces          []piece
	rounds, squares []int // open brackets, each by the number of pieces before it
	products        int
}

// next reads what begins at an offset and returns where it ends. It follows
// the alternatives of A1111's re_attention in their order.
func (a *attender) next(at int) int {
	switch c := a.text[at]; c {
	case '\\':
		if at+1 < len(a.text) && tags.Escapable(a.text[at+1]) {
			a.add(Span{at + 1, at + 2}, Span{at, at + 2}, 1)
			return at + 2
		}
		// A backslash before anything else is dropped.
		a.add(Span{at + 1, at + 1}, Span{at, at + 1}, 1)
		return at + 1
	case '(':
		a.rounds = append(a.rounds, len(a.pieces))
		return at + 1
	case '[':
		a.squares = append(a.squares, len(a.pieces))
		return at + 1
	case ')', ']':
		stack, weight := &a.rounds, roundWeight
		if c == ']' {
			stack, weight = &a.squares, squareWeight
		}
		if n := len(*stack); n > 0 {
			a.weigh((*stack)[n-1], weight)
			*stack = (*stack)[:n-1]
		} else {
			a.plain(at, at+1)
		}
		return at + 1
	case ':':
		weight, size := closingWeight(a.text[at:])
		if n := len(a.rounds); size > 0 && n > 0 {
			a.weigh(a.rounds[n-1], weight)
			a.rounds = a.rounds[:n-1]
			return at + size
		}
		// Without an open bracket the whole of ":1.2)" is text.
		size = max(size, 1)
		a.plain(at, at+size)
		return at + size
	}
	end := at + 1
	for end < len(a.text) && !isSpecial(a.text[end]) {
		end++
	}
	a.plain(at, end)
	return end
}

func isSpecial(c byte) bool {
	return c == ':' || tags.Escapable(c)
}

func (a *attender) add(text, span Span, weight float64) {
	a.pieces = append(a.pieces, piece{text, span, weight})
}

// weigh multiplies the weights of all pieces from one on.
func (a *attender) weigh(from int, weight float64) {
	if a.products += len(a.pieces) - from; a.products > maxProducts {
		return
	}
	for i := range a.pieces[from:] {
		a.pieces[from+i].weight *= weight
	}
}

// plain adds text without brackets, cut at BREAK, A1111's
// \s*\bBREAK\b\s*.
func (a *attender) plain(at, end int) {
	for {
		run := a.text[at:end]
		word, found := nextWord(run, "BREAK", 0)
		if !found {
			break
		}
		before := Span{at, at + word.Start - spaceBefore(run[:word.Start])}
		own := Span{at + word.Start, at + word.End}
		a.add(before, before, 1)
		a.add(own, own, breakWeight)
		at += word.End + spaceBehind(run[word.End:])
	}
	a.add(Span{at, end}, Span{at, end}, 1)
}

// nextWord finds the first word of a kind that stands alone from an offset on.
func nextWord(text, word string, from int) (Span, bool) {
	for {
		n := strings.Index(text[from:], word)
		if n < 0 {
			return Span{}, false
		}
		s := Span{from + n, from + n + len(word)}
		if StandsAlone(text, s) {
			return s, true
		}
		from = s.End
	}
}

// StandsAlone reports whether no letter, digit or underscore touches a word, as
// Python's \b has it.
func StandsAlone(text string, word Span) bool {
	before, n := utf8.DecodeLastRuneInString(text[:word.Start])
	after, m := utf8.DecodeRuneInString(text[word.End:])
	return (n == 0 || !python.IsWord(before)) && (m == 0 || !python.IsWord(after))
}

// spaceBefore returns the length in bytes of the white space that a text ends
// in, as Python has it.
func spaceBefore(text string) int {
	return len(text) - len(strings.TrimRightFunc(text, python.IsSpace))
}

// spaceBehind returns the length in bytes of the white space that a text
// begins with.
func spaceBehind(text string) int {
	return len(text) - len(strings.TrimLeftFunc(text, python.IsSpace))
}

// BrokenWeight returns the first weight of a prompt's that closes a bracket and is
// no number, ":1.2.3)", on which A1111 stops with an error.
func BrokenWeight(text string) (number string, ok bool) {
	a := attender{text: strip(text).text}
	for at := 0; at < len(a.text); at = a.next(at) {
		if a.text[at] != ':' || len(a.rounds) == 0 {
			continue
		}
		if number, size := writtenWeight(a.text[at:]); size > 0 {
			if _, n := closingWeight(a.text[at:]); n == 0 {
				return number, true
			}
		}
	}
	return "", false
}

// closingWeight reads the weight that closes a round bracket at the beginning of a
// text and returns it with the length of all of it. What is no number is no
// weight: the length is 0.
func closingWeight(text string) (weight float64, size int) {
	number, size := writtenWeight(text)
	if size == 0 {
		return 0, 0
	}
	weight, err := strconv.ParseFloat(number, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, 0
	}
	return weight, size
}

// writtenWeight reads what A1111 takes for a weight, :\s*([+-]?[.\d]+)\s*\), at
// the beginning of a text, number or not.
func writtenWeight(text string) (number string, size int) {
	at := 1 + spaceBehind(text[1:])
	var buffer [32]byte
	digits := buffer[:0]
	if at < len(text) && (text[at] == '+' || text[at] == '-') {
		digits = append(digits, text[at])
		at++
	}
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		if d := python.Digit(r); d >= 0 {
			digits = append(digits, byte('0'+d))
		} else if r == '.' {
			digits = append(digits, '.')
		} else {
			break
		}
		at += n
	}
	at += spaceBehind(text[at:])
	if len(digits) == 0 || at >= len(text) || text[at] != ')' {
		return "", 0
	}
	return string(digits), at + 1
}
