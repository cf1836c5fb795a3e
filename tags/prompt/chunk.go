package prompt

import (
	"math"
	"slices"
	"strconv"
	"sync"

	"tailor/tags/clip"
)

// ChunkSize is the number of tokens that CLIP sees at once, without the start
// and the end token.
const ChunkSize = 75

// Options are the web UI's settings that a prompt's chunks depend on.
type Options struct {
	// Backtrack is the web UI's "comma padding backtrack": how many tokens
	// back a chunk may end at a comma rather than in the middle of a tag. 20
	// is the web UI's default; 0 turns it off.
	Backtrack int
	// Steps is the number of sampling steps, over which prompt editing
	// unfolds. 0 or less stands for 20.
	Steps int
	// Negative reports whether the prompt is the negative one, in which AND is a
	// word like any other.
	Negative bool
}

// Defaults are the web UI's own settings.
var Defaults = Options{Backtrack: 20, Steps: 20}

// Chunk is one stretch of at most ChunkSize tokens that goes through CLIP
// alone. IDs, Weights and Spans are of one length.
type Chunk struct {
	// IDs are the tokens, without start, end and padding.
	IDs []uint16
	// Weights are the tokens' attention, 1 for none.
	Weights []float64
	// Spans are the bytes of the prompt that each token was read from, a
	// backslash that escapes it included. They run forward; neighbours may
	// be the same when one character made several tokens.
	Spans []Span
	// Start and End are the bytes of the prompt that the chunk holds. The
	// chunks of a line follow one another without a gap except for the words
	// BREAK that close them; white space after the last BREAK belongs to
	// none.
	Start, End int
	// ByBreak reports whether a BREAK closes the chunk; Break is where the word
	// stands.
	ByBreak bool
	Break   Span
}

// Line is a prompt cut into chunks.
type Line struct {
	// Count is the number of tokens as the web UI counts them: a chunk that
	// is not the last, or is closed by BREAK, counts as ChunkSize whatever it
	// holds.
	Count int
	// Chunks are at least one, which for an empty prompt is empty.
	Chunks []Chunk
}

// RoundWeight rounds a token's weight to six digits after the point, for
// output. A weight beyond the range of JSON's numbers becomes the greatest
// that is within, and one that is no number, as of infinity times nothing,
// becomes 0.
func RoundWeight(w float64) float64 {
	switch {
	case w == 1:
		return 1
	case math.IsNaN(w):
		return 0
	case math.Abs(w) >= 1<<52: // no digits behind the point
		return max(min(w, math.MaxFloat64), -math.MaxFloat64)
	}
	var room [32]byte
	r, _ := strconv.ParseFloat(string(strconv.AppendFloat(room[:0], w, 'f', 6, 64)), 64)
	return r
}

// Chunks cuts a prompt into chunks as the web UI does once comments and extra
// networks are gone: attention resolved, AND and prompt editing left as text.
// It remembers the last ones: the line is shared and must not be changed.
func Chunks(text string, o Options) Line { return lines.of(cutting{text, o}) }

func cut(text string, o Options) Line { return cutDerived(text, strip(text), o.Backtrack) }

// cutDerived cuts what was made of a prompt.
func cutDerived(text string, d derived, backtrack int) Line {
	c := chunker{prompt: text, gauge: gauge{backtrack: backtrack, lastComma: -1}}
	t := newTokenizer(d)
	defer t.free()
	t.run(func(p phrase) {
		if p.isBreak {
			c.breakAt(d.sourceSpan(p.span))
		} else {
			c.add(p, d)
		}
	})
	return c.finish()
}

// gauge follows how full the chunk is that is being filled, as A1111's
// tokenize_line does (modules/sd_hijack_clip.py).
type gauge struct {
	backtrack int
	count     int // tokens of the chunks closed, each as ChunkSize
	size      int // tokens in the chunk being filled
	lastComma int // place of the last comma in it, -1 for none
	closed    int // number of chunks closed
}

// add takes a token. It returns how many tokens of the chunk so far stay in
// it when the token opens a new one, or -1: ChunkSize when the chunk is full,
// less when it ends after a comma and the rest moves on.
func (g *gauge) add(id uint16) (keeps int) {
	keeps = -1
	if id == clip.Comma {
		g.lastComma = g.size
	} else if g.size == ChunkSize && g.backtrack != 0 && g.lastComma != -1 && g.size-g.lastComma <= g.backtrack {
		keeps = g.lastComma + 1
		g.close(g.size - keeps)
	}
	if g.size == ChunkSize {
		keeps = ChunkSize
		g.close(0)
	}
	g.size++
	return keeps
}

// close closes the chunk; rest tokens of it go to the next.
func (g *gauge) close(rest int) {
	g.count += ChunkSize
	g.closed++
	g.size, g.lastComma = rest, -1
}

// total returns the count once all tokens were added.
func (g *gauge) total() int { return g.count + g.size }

// chunker collects tokens and the borders between chunks.
type chunker struct {
	prompt string
	gauge
	ids     []uint16
	weights []float64
	spans   []Span
	borders []border
}

type border struct {
	tokens  int // before the border, of all
	byBreak bool
	at      Span // of BREAK
}

func (c *chunker) add(p phrase, d derived) {
	c.ids, c.weights, c.spans = slices.Grow(c.ids, len(p.tokens)), slices.Grow(c.weights, len(p.tokens)), slices.Grow(c.spans, len(p.tokens))
	for _, t := range p.tokens {
		if keeps := c.gauge.add(t.ID); keeps >= 0 {
			first := 0
			if n := len(c.borders); n > 0 {
				first = c.borders[n-1].tokens
			}
			c.borders = append(c.borders, border{tokens: first + keeps})
		}
		c.ids = append(c.ids, t.ID)
		c.weights = append(c.weights, p.weight)
		c.spans = append(c.spans, d.sourceSpan(p.place(t)))
	}
}

func (c *chunker) breakAt(at Span) {
	c.gauge.close(0)
	c.borders = append(c.borders, border{len(c.ids), true, at})
}

func (c *chunker) finish() Line {
	line := Line{Count: c.gauge.total()}
	if c.gauge.size > 0 || c.gauge.closed == 0 {
		c.borders = append(c.borders, border{tokens: len(c.ids)})
	}
	line.Chunks = make([]Chunk, len(c.borders))
	first, start := 0, 0
	for i, b := range c.borders {
		chunk := Chunk{
			IDs:     c.ids[first:b.tokens:b.tokens],
			Weights: c.weights[first:b.tokens:b.tokens],
			Spans:   c.spans[first:b.tokens:b.tokens],
			Start:   start,
			ByBreak: b.byBreak,
			Break:   b.at,
		}
		first = b.tokens
		switch {
		case b.byBreak:
			chunk.End, start = b.at.Start, b.at.End
		case i == len(c.borders)-1:
			chunk.End = len(c.prompt)
		default:
			chunk.End = c.opening(c.spans[first].Start, max(start, c.spans[first-1].End))
			start = chunk.End
		}
		line.Chunks[i] = chunk
	}
	return line
}

// opening returns where a chunk begins whose first token is at an offset:
// before the brackets that open directly before it, but not before a limit.
func (c *chunker) opening(at, limit int) int {
	found := at
	for at > limit {
		switch c.prompt[at-1] {
		case '(', '[':
			found = at - 1
		case ' ', '\n':
		default:
			return found
		}
		at--
	}
	return found
}

// phrase is what is tokenized at once: neighbouring pieces of one weight.
type phrase struct {
	tokens  []clip.Token // offsets are into the phrase's text
	weight  float64
	isBreak bool
	span    Span // in the derived text
	*joint
}

// tokenizer reads the phrases of a text.
type tokenizer struct {
	text   string
	pieces []piece
	tokens []clip.Token
	joint  joint
}

// joint tells where in the text the bytes of a phrase are that was joined of
// several pieces.
type joint struct {
	pieces []piece
	joined []byte
	at     int // the piece that was found last, and
	offset int // where in the phrase it begins
}

var tokenizers = sync.Pool{New: func() any { return new(tokenizer) }}

func newTokenizer(d derived) *tokenizer {
	t := tokenizers.Get().(*tokenizer)
	t.text = d.text
	t.pieces = attention(d.text)
	return t
}

func (t *tokenizer) free() {
	if len(t.text) > 1<<16 {
		return
	}
	t.text, t.pieces = "", nil
	t.joint.pieces = nil
	tokenizers.Put(t)
}

// run calls use with every phrase. What it is given is overwritten by the
// next.
func (t *tokenizer) run(use func(phrase)) {
	for from := 0; from < len(t.pieces); {
		to := from + 1
		for to < len(t.pieces) && t.pieces[to].weight == t.pieces[from].weight {
			to++
		}
		use(t.phrase(t.pieces[from:to]))
		from = to
	}
}

func (t *tokenizer) phrase(pieces []piece) phrase {
	first, last := pieces[0], pieces[len(pieces)-1]
	p := phrase{weight: first.weight, span: Span{first.span.Start, last.span.End}, joint: &t.joint}
	t.joint = joint{pieces: pieces, joined: t.joint.joined[:0]}
	text := first.text.Of(t.text)
	if len(pieces) > 1 {
		for _, part := range pieces {
			t.joint.joined = append(t.joint.joined, part.text.Of(t.text)...)
		}
		text = string(t.joint.joined)
	}
	if text == "BREAK" && p.weight == breakWeight {
		p.isBreak = true
		return p
	}
	t.tokens = clip.Append(t.tokens[:0], text)
	p.tokens = t.tokens
	return p
}

// place returns where in the text a token of the phrase is. Tokens must be
// asked for in their order.
func (j *joint) place(token clip.Token) Span {
	j.find(token.Start)
	p := j.pieces[j.at]
	start := p.text.Start + token.Start - j.offset
	if start == p.text.Start {
		start = p.span.Start
	}
	at, offset := j.at, j.offset
	j.find(token.End - 1)
	end := j.pieces[j.at].text.Start + token.End - j.offset
	j.at, j.offset = at, offset
	return Span{start, end}
}

// find moves on to the piece that holds a byte of the phrase.
func (j *joint) find(at int) {
	for {
		n := j.pieces[j.at].text.Len()
		if at < j.offset+n {
			return
		}
		j.offset += n
		j.at++
	}
}
