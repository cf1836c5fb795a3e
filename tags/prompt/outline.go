package prompt

import (
	"regexp"
	"slices"
	"strings"

	"tailor/tags"
)

// Kind tells what a part of a prompt is by its form alone.
type Kind uint8

const (
	// Plain is a tag, an artist, or a phrase of natural text.
	Plain Kind = iota
	// Network is an extra network, "<lora:name:0.8>".
	Network
	// Wildcard is "__name__", alone in its part.
	Wildcard
)

// Part is one piece of a prompt between commas, newlines and BREAKs: what a
// person would call a tag.
type Part struct {
	// Outer is the part with the brackets and weight that belong to it alone:
	// "(by kantoku:0.7)". In a group, "(a, b:1.2)", it equals Core.
	Outer Span
	// Core is the part without them, with its escapes: "by kantoku".
	Core Span
	// Text is the core as a person reads it: escapes resolved, white space
	// folded, case kept. Brackets in its middle stand as they are written,
	// so "karin (blue archive)" is the text of both the escaped and the
	// unescaped spelling; Escaped tells them apart.
	Text string
	// By reports whether Text starts with "by ", in any case; Name is then what
	// follows it, else Text.
	By   bool
	Name string
	// Weight is the attention at the part's first byte, 1 for none.
	Weight float64
	// Section counts the BREAKs and ANDs before the part.
	Section int
	// Kind is the part's form.
	Kind Kind
	// Escaped reports whether no bracket in Core's middle is live: all are
	// written with a backslash, or there are none.
	Escaped bool
	// Choice reports whether the part stands in, or holds, prompt editing or a
	// variant ("[a:b:0.5]", "[a|b]", "{a|b}"): it is not there at every step
	// or in every picture, so edits and lint leave it alone.
	Choice bool
}

// Bracket is a pair of attention brackets, or one that has no partner.
type Bracket struct {
	// Open is the opening bracket, Close the closing one with the weight in
	// front of it (":1.2)"). A bracket without partner has an empty Open at
	// -1, or an empty Close where it then ends: at the next AND or the
	// text's end.
	Open, Close Span
	// Square and Curly tell the kind; round otherwise.
	Square, Curly bool
	// Weight is the factor: 1.1, 1/1.1, the number written, or 1 for curly
	// ones and prompt editing.
	Weight float64
	// Explicit reports whether Weight was written as a number.
	Explicit bool
	// Choice tells prompt editing or a variant, see Part.
	Choice bool

	leads bool // it opened where a part begins
}

// Unopened tells a closing bracket without partner, which A1111 takes as
// text.
func (b Bracket) Unopened() bool { return b.Open.Start < 0 }

// Unclosed tells an opening bracket without partner, which lasts to the
// next AND or the end.
func (b Bracket) Unclosed() bool { return b.Open.Start >= 0 && b.Close.Len() == 0 }

// Break is a word that parts the prompt into sections: BREAK, or AND.
type Break struct {
	Span // the word alone, without the white space around it
	And  bool
}

// Outline is a prompt cut into what a person sees in it. All spans are byte
// offsets into the text it was read from.
type Outline struct {
	Parts    []Part
	Brackets []Bracket // by Open, or by Close where that is missing
	Breaks   []Break   // BREAKs outside brackets and ANDs
	Comments []Span    // from "#" to the line's end, the newline excluded
}

// editAt is the end of prompt editing, "[from:to:when]", without its bracket:
// only a number after the last colon makes it that (modules/prompt_parser.py,
// schedule_parser). In "[himeko \(honkai: star rail\)]" the colon is text.
var editAt = regexp.MustCompile(`:\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$`)

// Read cuts a prompt into its parts. It takes any text, in time linear in its
// length, and remembers the last ones: the outline is shared and must not be
// changed.
func Read(text string) Outline { return outlines.of(text) }

func read(text string) Outline {
	r := outliner{text: text, lastClose: lastClose(text)}
	r.out.Brackets = slices.Grow(r.out.Brackets, max(countAny(text, "([{"), countAny(text, ")]}")))
	r.scan(len(text))
	r.cut(len(text), len(text))
	r.weigh()
	return r.out
}

// countAny counts the bytes of a text that are among some.
func countAny(text, some string) (n int) {
	for k := range len(some) {
		n += strings.Count(text, some[k:k+1])
	}
	return n
}

func lastClose(text string) int { return strings.LastIndexByte(text, '>') }

type outliner struct {
	text                  string
	out                   Outline
	segments              []segment
	start                 int // of the segment being read
	lead                  int // of what is read of it, behind brackets that open and close before that
	section               int
	rounds, squares, curl []int       // open brackets, as indexes into out.Brackets
	closing               map[int]int // brackets by the end of Close
	lastClose             int         // the last ">", behind which no network can begin
	across                bool        // a comment, network, weight or head lies across where scan ended
}

type segment struct {
	Span
	section int
	kind    Kind
}

// scan finds brackets, breaks, comments and networks up to an offset, and the
// segments between separators; the last one is open still. Round and square
// brackets nest apart from each other, as A1111 keeps a stack for each.
func (r *outliner) scan(limit int) {
	text := r.text
	for i := 0; i < limit; {
		size := 1
		c := text[i]
		switch c {
		case '#':
			end := strings.IndexByte(text[i:], '\n')
			if end < 0 {
				end = len(text) - i
			}
			r.cut(i, i+end)
			r.out.Comments = append(r.out.Comments, Span{i, i + end})
			size = end
		case '<':
			if i > r.lastClose {
				break
			}
			if n := NetworkLen(text[i:]); n > 0 {
				r.cut(i, i+n)
				r.segments = append(r.segments, segment{Span{i, i + n}, r.section, Network})
				size = n
			}
		case '\\':
			if i+1 < len(text) && tags.Escapable(text[i+1]) {
				size = 2
			}
		case '(':
			r.open(&r.rounds, i, Bracket{Weight: 1.1})
		case '[':
			r.open(&r.squares, i, Bracket{Square: true, Weight: 1 / 1.1})
		case '{':
			r.open(&r.curl, i, Bracket{Curly: true, Weight: 1})
			sign := ChoiceSign(text[i+1:])
			if _, _, _, n := ChoiceCount(text[i+1+sign:]); n > 0 { // a joiner may be a comma
				size += sign + n
			}
		case ':':
			if w, n := closingWeight(text[i:]); n > 0 && len(r.rounds) > 0 {
				b := r.close(&r.rounds, Span{i, i + n})
				b.Weight, b.Explicit = w, true
				size = n
			} else if len(r.squares) > 0 && !r.inName() {
				r.lead = i + 1 // of prompt editing, once it is closed
			}
		case ')':
			r.close(&r.rounds, Span{i, i + 1})
		case ']':
			b := r.close(&r.squares, Span{i, i + 1})
			b.Square = true
			// A number is short, and brackets may nest by the thousand.
			if !b.Unopened() && editAt.MatchString(text[max(b.Open.End, i-32):i]) {
				b.Choice, b.Weight = true, 1
			}
		case '}':
			r.close(&r.curl, Span{i, i + 1}).Curly = true
		case '|':
			n, m := len(r.squares), len(r.curl)
			if n > 0 {
				b := &r.out.Brackets[r.squares[n-1]]
				b.Choice, b.Weight = true, 1
			}
			if m > 0 && (n == 0 || r.curl[m-1] > r.squares[n-1]) { // "[a:{b|c}:0.5]"
				r.out.Brackets[r.curl[m-1]].Choice = true
			}
			if n+m > 0 {
				r.cut(i, i+1)
			}
		case ',', '\n', '\r':
			r.cut(i, i+1)
		case 'B', 'A':
			live := c == 'A' || len(r.rounds) == 0 && len(r.squares) == 0
			if n := BreakLen(text, i); live && n > 0 && i+n <= limit {
				size = n
				r.cut(i, i+size)
				if c == 'A' {
					r.endPrompt(i)
				}
				r.out.Breaks = append(r.out.Breaks, Break{Span{i, i + size}, c == 'A'})
				r.section++
			} else if n > 0 && i+n <= limit {
				r.lead = i + n // a word to A1111, but no part of a tag
			}
		case 0xEF: // the full-width comma, which CLIP sees as a comma
			if strings.HasPrefix(text[i:], "，") {
				size = len("，")
				r.cut(i, i+size)
			}
		}
		i += size
		r.across = i > limit && (c == '#' || c == '<' || c == ':' || c == '{')
	}
}

// endPrompt ends the brackets that are open at an AND: A1111 parts the prompt
// there before it reads brackets (modules/prompt_parser.py,
// get_multicond_prompt_list), so none reaches across.
func (r *outliner) endPrompt(at int) {
	for _, stack := range []*[]int{&r.rounds, &r.squares} {
		for _, k := range *stack {
			r.out.Brackets[k].Close = Span{at, at}
		}
		*stack = (*stack)[:0]
	}
}

// cut ends the segment before from and starts the next one at to.
func (r *outliner) cut(from, to int) {
	if strings.TrimSpace(r.text[r.start:from]) != "" {
		r.segments = append(r.segments, segment{Span{r.start, from}, r.section, Plain})
	}
	r.start, r.lead = to, to
}

func (r *outliner) open(stack *[]int, at int, b Bracket) {
	b.Open = Span{at, at + 1}
	if b.leads = r.leads(at); b.leads {
		r.lead = at + 1
	}
	b.Close = Span{len(r.text), len(r.text)}
	*stack = append(*stack, len(r.out.Brackets))
	r.out.Brackets = append(r.out.Brackets, b)
}

func (r *outliner) close(stack *[]int, at Span) *Bracket {
	n := len(*stack)
	if n == 0 {
		r.out.Brackets = append(r.out.Brackets, Bracket{Open: Span{-1, -1}, Close: at, Weight: 1})
		return &r.out.Brackets[len(r.out.Brackets)-1]
	}
	b := &r.out.Brackets[(*stack)[n-1]]
	*stack = (*stack)[:n-1]
	b.Close = at
	if b.leads {
		r.lead = at.End
	}
	return b
}
