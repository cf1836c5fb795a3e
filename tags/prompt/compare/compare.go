// Package compare tells what of one prompt is gone in another and what came,
// word by word.
package compare

import "strings"

// Op is what became of a piece of text.
type Op int8

const (
	Gone Op = -1 // it stands in the first text alone
	Same Op = 0
	Came Op = 1 // it stands in the second alone
)

// Piece is a stretch of text with what became of it. It holds whole words,
// each with the separators behind it.
type Piece struct {
	Op   Op
	Text string
}

// mostCells is how large a table of words by words may be, in its cells; two
// texts that differ in more are told apart as a whole.
const mostCells = 1 << 20

// Words compares two prompts. The pieces of Same and Came make the second
// text, and those of Gone and Same the first except the separators between
// its words: of a word that stands in both the second's are taken.
func Words(first, second string) []Piece {
	a, b := split(first), split(second)
	head := 0
	for head < len(a) && head < len(b) && a[head].word == b[head].word {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail].word == b[len(b)-1-tail].word {
		tail++
	}
	var out pieces
	for _, w := range b[:head] {
		out.add(Same, w)
	}
	out.between(a[head:len(a)-tail], b[head:len(b)-tail])
	for _, w := range b[len(b)-tail:] {
		out.add(Same, w)
	}
	return out.all
}

// word is a word, with the separators behind it, and with all that follows.
type word struct{ word, text, rest string }

// split cuts a text into words, which end at a space, a newline or a comma.
func split(text string) []word {
	const separators = " ,\n\t"
	var out []word
	for text != "" {
		end := strings.IndexAny(text, separators)
		if end < 0 {
			end = len(text)
		}
		next := end + len(text[end:]) - len(strings.TrimLeft(text[end:], separators))
		out = append(out, word{text[:end], text[:next], text})
		text = text[next:]
	}
	return out
}

// pieces are pieces of which no two neighbours are alike; rest is the text from
// the beginning of the last on, of which it holds words that follow one another.
type pieces struct {
	all  []Piece
	rest string
}

func (p *pieces) add(op Op, w word) {
	if n := len(p.all); n > 0 && p.all[n-1].Op == op {
		last := &p.all[n-1]
		last.Text = p.rest[:len(last.Text)+len(w.text)]
		return
	}
	p.all, p.rest = append(p.all, Piece{op, w.text}), w.rest
}

// between compares words by their longest common subsequence.
func (p *pieces) between(a, b []word) {
	if len(a)*len(b) > mostCells {
		for _, w := range a {
			p.add(Gone, w)
		}
		for _, w := range b {
			p.add(Came, w)
		}
		return
	}
	// longest[i*w+j] is that of a[i:] and b[j:].
	width := len(b) + 1
	longest := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].word == b[j].word {
				longest[i*width+j] = longest[(i+1)*width+j+1] + 1
			} else {
				longest[i*width+j] = max(longest[(i+1)*width+j], longest[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i].word == b[j].word:
			p.add(Same, b[j])
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && longest[(i+1)*width+j] >= longest[i*width+j+1]:
			p.add(Gone, a[i])
			i++
		default:
			p.add(Came, b[j])
			j++
		}
	}
}
