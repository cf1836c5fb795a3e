package prompt

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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
	// By tells that Text starts with "by ", in any case; Name is then what
	// follows it, else Text.
	By   bool
	Name string
	// Weight is the attention at the part's first byte, 1 for none.
	Weight float64
	// Section counts the BREAKs and ANDs before the part.
	Section int
	// Kind is the part's form.
	Kind Kind
	// Escaped tells that no bracket in Core's middle is live: all are
	// written with a backslash, or there are none.
	Escaped bool
	// Choice tells that the part stands in, or holds, prompt editing or a
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
	// Explicit tells that Weight was written as a number.
	Explicit bool
	// Choice tells prompt editing or a variant, see Part.
	Choice bool
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

var (
	// networkAt is A1111's re_extra_net (modules/extra_networks.py), anchored.
	networkAt = regexp.MustCompile(`^<\w+:[^>]+>`)
	// weightAt is the weight of A1111's re_attention (modules/prompt_parser.py).
	weightAt = regexp.MustCompile(`^:\s*([+-]?[.\d]+)\s*\)`)
)

// Read cuts a prompt into its parts. It takes any text, in time linear in its
// length but for deep nesting.
func Read(text string) Outline {
	r := outliner{text: text}
	r.scan()
	r.weigh()
	return r.out
}

type outliner struct {
	text                  string
	out                   Outline
	segments              []segment
	start                 int // of the segment being read
	section               int
	rounds, squares, curl []int // open brackets, as indexes into out.Brackets
}

type segment struct {
	Span
	section int
	kind    Kind
}

// scan finds brackets, breaks, comments and networks, and the segments
// between separators. Round and square brackets nest apart from each other,
// as A1111 keeps a stack for each.
func (r *outliner) scan() {
	text := r.text
	for i := 0; i < len(text); {
		size := 1
		switch c := text[i]; c {
		case '#':
			end := strings.IndexByte(text[i:], '\n')
			if end < 0 {
				end = len(text) - i
			}
			r.cut(i, i+end)
			r.out.Comments = append(r.out.Comments, Span{i, i + end})
			size = end
		case '<':
			if m := networkAt.FindString(text[i:]); m != "" {
				r.cut(i, i+len(m))
				r.segments = append(r.segments, segment{Span{i, i + len(m)}, r.section, Network})
				size = len(m)
			}
		case '\\':
			if i+1 < len(text) && strings.IndexByte(`()[]\`, text[i+1]) >= 0 {
				size = 2
			}
		case '(':
			r.open(&r.rounds, i, Bracket{Weight: 1.1})
		case '[':
			r.open(&r.squares, i, Bracket{Square: true, Weight: 1 / 1.1})
		case '{':
			r.open(&r.curl, i, Bracket{Curly: true, Weight: 1})
		case ':':
			m := weightAt.FindStringSubmatch(text[i:])
			if m != nil && len(r.rounds) > 0 {
				if w, err := strconv.ParseFloat(m[1], 64); err == nil {
					b := r.close(&r.rounds, Span{i, i + len(m[0])})
					b.Weight, b.Explicit = w, true
					size = len(m[0])
				}
			} else if n := len(r.squares); n > 0 {
				b := &r.out.Brackets[r.squares[n-1]]
				b.Choice, b.Weight = true, 1
			}
		case ')':
			r.close(&r.rounds, Span{i, i + 1})
		case ']':
			r.close(&r.squares, Span{i, i + 1}).Square = true
		case '}':
			r.close(&r.curl, Span{i, i + 1}).Curly = true
		case '|':
			if n := len(r.squares); n > 0 {
				b := &r.out.Brackets[r.squares[n-1]]
				b.Choice, b.Weight = true, 1
				r.cut(i, i+1)
			} else if n := len(r.curl); n > 0 {
				r.out.Brackets[r.curl[n-1]].Choice = true
				r.cut(i, i+1)
			}
		case ',', '\n', '\r':
			r.cut(i, i+1)
		case 'B', 'A':
			word := "BREAK"
			if c == 'A' {
				word = "AND"
			}
			live := c == 'A' || len(r.rounds) == 0 && len(r.squares) == 0
			if live && wordAt(text, i, word) {
				size = len(word)
				r.cut(i, i+size)
				if c == 'A' {
					r.endPrompt(i)
				}
				r.out.Breaks = append(r.out.Breaks, Break{Span{i, i + size}, c == 'A'})
				r.section++
			}
		case 0xEF: // the full-width comma, which CLIP sees as a comma
			if strings.HasPrefix(text[i:], "，") {
				size = len("，")
				r.cut(i, i+size)
			}
		}
		i += size
	}
	r.cut(len(text), len(text))
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

// wordAt tells whether word stands at i as a word of its own, as \b has it in
// Python: no letter, digit or underscore touches it.
func wordAt(text string, i int, word string) bool {
	if !strings.HasPrefix(text[i:], word) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+len(word):])
	return !isWord(before) && !isWord(after)
}

func isWord(c rune) bool {
	return c == '_' || c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsNumber(c))
}

// cut ends the segment before from and starts the next one at to.
func (r *outliner) cut(from, to int) {
	if strings.TrimSpace(r.text[r.start:from]) != "" {
		r.segments = append(r.segments, segment{Span{r.start, from}, r.section, Plain})
	}
	r.start = to
}

func (r *outliner) open(stack *[]int, at int, b Bracket) {
	b.Open = Span{at, at + 1}
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
	return b
}

// weigh turns segments into parts. Both lists run forward, so the brackets
// that are open at a segment are kept as it goes.
func (r *outliner) weigh() {
	next := 0
	var around []int // brackets opened before the segment and not closed by its start
	for _, s := range r.segments {
		for next < len(r.out.Brackets) && !(r.out.Brackets[next].Open.Start >= s.Start) {
			if !r.out.Brackets[next].Unopened() {
				around = append(around, next)
			}
			next++
		}
		kept := around[:0]
		for _, k := range around {
			if r.out.Brackets[k].Close.Start >= s.Start {
				kept = append(kept, k)
			}
		}
		around = kept
		inside := next
		for inside < len(r.out.Brackets) && r.out.Brackets[inside].Open.Start < s.End {
			inside++
		}
		if p, ok := r.part(s, around, r.out.Brackets[next:inside]); ok {
			r.out.Parts = append(r.out.Parts, p)
		}
	}
}

// part strips from a segment the brackets that open or close at its edges.
func (r *outliner) part(s segment, around []int, inside []Bracket) (Part, bool) {
	core := trimmed(r.text, s.Span)
	p := Part{Outer: core, Section: s.section, Kind: s.kind, Weight: 1}
	for _, k := range around {
		b := r.out.Brackets[k]
		p.Weight *= b.Weight
		p.Choice = p.Choice || b.Choice
	}
	if s.kind == Network {
		p.Core, p.Text, p.Name, p.Escaped = core, core.Of(r.text), core.Of(r.text), true
		return p, true
	}
	first := 0
	alone := true // core so far is enclosed by pairs of its own
	for changed := true; changed && core.Len() > 0; {
		changed = false
		for first < len(inside) && inside[first].Open.Start < core.Start {
			first++
		}
		if first < len(inside) && inside[first].Open.Start == core.Start {
			b := inside[first]
			switch {
			case b.Close.Start >= core.End: // the group goes on behind the segment
				core.Start = b.Open.End
				alone, changed = false, true
			case b.Close.End == core.End && !b.Choice && !b.Curly:
				core = Span{b.Open.End, b.Close.Start}
				changed = true
			}
			if changed {
				p.Weight *= b.Weight
				p.Choice = p.Choice || b.Choice
				core = trimmed(r.text, core)
				if !alone {
					p.Outer = core
					alone = true
				}
				continue
			}
		}
		for _, k := range around {
			b := r.out.Brackets[k]
			if b.Close.Len() > 0 && b.Close.End == core.End && b.Close.Start >= core.Start {
				core = trimmed(r.text, Span{core.Start, b.Close.Start})
				p.Outer = core
				changed = true
				break
			}
		}
	}
	if core.Len() == 0 {
		return p, false
	}
	p.Core = core
	p.Escaped = true
	for _, b := range inside {
		if !b.Unopened() && b.Open.Start >= core.Start && b.Open.End <= core.End {
			p.Choice = p.Choice || b.Choice || b.Curly
			p.Escaped = false
		}
	}
	p.Text = strings.Join(strings.Fields(Unescape(core.Of(r.text))), " ")
	p.Name = p.Text
	if len(p.Text) > 3 && strings.EqualFold(p.Text[:3], "by ") {
		p.By, p.Name = true, p.Text[3:]
	}
	if len(p.Text) > 4 && strings.HasPrefix(p.Text, "__") && strings.HasSuffix(p.Text, "__") {
		p.Kind = Wildcard
	}
	return p, true
}

// trimmed returns the span without the white space at its ends.
func trimmed(text string, s Span) Span {
	t := s.Of(text)
	s.Start += len(t) - len(strings.TrimLeftFunc(t, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimSpace(t))
	return s
}

// Unescape resolves the backslashes that A1111 resolves: before brackets and
// before a backslash. A backslash before anything else stays.
func Unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(`()[]\`, s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
