package splice

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"tailor/tags/prompt"
)

// A word that must not stay in a choice goes with what it leaves empty: with
// its place between commas, with its option, and of the last option that is left
// the brackets: a choice of one thing is that thing.
//
//	"{bad|x|y}"       → "{x|y}"
//	"{bad, x|y}"      → "{x|y}"
//	"{2$$bad|3::x}"   → "x"
//	"[bad|x]"         → "x"
//	"[(bad:1.2):x:5]" → "[:x:5]", which is x from the step 5 on
//	"[x:bad|y:5]"     → "[x:y:5]"
//	"[bad:0.5]"       → ""

// Purged returns the edits that take a word out of the text, and where brackets
// are around it all that is bad out of these: words, or between two commas what
// is bad as a whole. In large brackets only the first word that is asked for
// brings all of that, and each other the word alone.
func (r Remover) Purged(word prompt.Span, bad func(string) bool) []prompt.Edit {
	s := r.d
	k := s.outermost(word)
	if k < 0 {
		parts := s.Out.Parts
		if i := sort.Search(len(parts), func(i int) bool { return parts[i].Core.End >= word.End }); i < len(parts) && parts[i].Core == word {
			return []prompt.Edit{{Span: r.Span(parts[i].Outer)}} // "a girl, bad, stands"
		}
		return []prompt.Edit{{Span: s.spaced(word)}}
	}
	b := s.Out.Brackets[k]
	whole := prompt.Span{Start: b.Open.Start, End: b.Close.End}
	if edits, ok := s.purged[k]; ok && whole.Len() > largeChoice {
		return []prompt.Edit{{Span: s.spaced(word)}}
	} else if ok {
		return edits
	}
	var edits []prompt.Edit
	c := purger{s, bad}
	if text, _ := c.bracket(k, 0); text == "" {
		gone := r.Span(whole)
		if gone == whole && (whole.Start == 0 || s.Text[whole.Start-1] == ' ') {
			gone = s.spaced(whole) // it stands within a tag
		}
		edits = []prompt.Edit{{Span: gone}}
	} else if e, ok := prompt.Difference(whole.Of(s.Text), text); ok {
		e.Start, e.End = e.Start+whole.Start, e.End+whole.Start
		edits = []prompt.Edit{e}
	}
	if s.purged == nil {
		s.purged = map[int][]prompt.Edit{}
	}
	s.purged[k] = edits
	return edits
}

// largeChoice is how many bytes a bracket has that is large: who looks at the
// edits of each word would read it as often as it has words.
const largeChoice = 1 << 10

// spaced returns a word with the space that goes with it.
func (s *Document) spaced(word prompt.Span) prompt.Span {
	if word.End < len(s.Text) && s.Text[word.End] == ' ' {
		word.End++
	} else if word.Start > 0 && s.Text[word.Start-1] == ' ' {
		word.Start--
	}
	return word
}

// outermost returns the index of the bracket around a span that no other is
// around, or -1.
func (s *Document) outermost(span prompt.Span) int {
	if s.outer == nil {
		s.outer = []int{}
		end := 0
		for k, b := range s.Out.Brackets {
			if !b.Unopened() && !b.Unclosed() && b.Open.Start >= end {
				s.outer, end = append(s.outer, k), b.Close.End
			}
		}
	}
	i := sort.Search(len(s.outer), func(i int) bool { return s.Out.Brackets[s.outer[i]].Close.End > span.Start })
	if i == len(s.outer) || s.Out.Brackets[s.outer[i]].Open.Start > span.Start {
		return -1
	}
	return s.outer[i]
}

// purger writes brackets without what is bad.
type purger struct {
	s   *Document
	bad func(string) bool
}

// place is what stands between two signs that part a bracket's inside.
type place struct {
	sign    string // before it
	weight  string // of the option that it begins, "3::"
	text    string
	touched bool // something was taken out
}

func (p place) gone() bool { return p.touched && blankText(p.text) }

// blankText reports whether nothing stands in a place: brackets without a partner
// are nothing.
func blankText(s string) bool {
	return strings.TrimFunc(s, func(c rune) bool { return IsSeparator(c) || strings.ContainsRune("()[]{}", c) }) == ""
}

// bracket writes a bracket, "" where nothing is left in it, and reports whether
// something was taken out.
func (c purger) bracket(k, depth int) (text string, touched bool) {
	b := c.s.Out.Brackets[k]
	head := 0
	if b.Curly && b.Choice {
		head = prompt.ChoiceHead(c.s.Text[b.Open.End:b.Close.Start])
	}
	places := c.places(prompt.Span{Start: b.Open.End + head, End: b.Close.Start}, b, depth)
	options := grouped(places)
	for _, p := range places {
		touched = touched || p.touched
	}
	open, shut := c.s.Text[b.Open.Start:b.Open.End+head], b.Close.Of(c.s.Text)
	if !touched {
		return b.Open.Of(c.s.Text) + c.s.Text[b.Open.End:b.Close.Start] + shut, false
	}
	var kept []place
	for from, to := 0, 0; from < len(options); from = to {
		for to = from + 1; to < len(options) && options[to].sign == "|"; to++ {
		}
		side := options[from:to]
		live := slices.DeleteFunc(slices.Clone(side), place.gone)
		if len(live) == 0 && len(side) < len(options) { // a schedule keeps its colons
			live = append(live, place{touched: true})
		}
		if len(live) > 0 {
			live[0].sign = side[0].sign
		}
		kept = append(kept, live...)
	}
	texts := kept
	if n := len(kept) - 1; n >= 0 && kept[n].sign == ":" {
		texts = kept[:n] // the last is the step of a schedule
	}
	if !slices.ContainsFunc(texts, func(p place) bool { return !blankText(p.text) }) {
		return "", true
	}
	if len(kept) == 1 && len(options) > 1 {
		return strings.TrimSpace(kept[0].text), true
	}
	return open + joined(kept) + shut, true
}

// grouped puts the places between commas together to the options that they are.
func grouped(places []place) (options []place) {
	for from := 0; from < len(places); {
		to := from + 1
		for to < len(places) && places[to].sign != "|" && places[to].sign != ":" {
			to++
		}
		o := place{sign: places[from].sign, weight: places[from].weight}
		var kept []place
		for i, p := range places[from:to] {
			o.touched = o.touched || p.touched
			if i == 0 {
				p.sign, p.weight = "", ""
			}
			if !p.gone() {
				kept = append(kept, p)
			}
		}
		if n := len(kept); n > 0 && places[to-1].gone() {
			kept[n-1].text = strings.TrimRightFunc(kept[n-1].text, unicode.IsSpace)
		}
		if len(kept) > 0 && places[from].gone() {
			kept[0].text = strings.TrimLeftFunc(kept[0].text, unicode.IsSpace)
		}
		o.text = joined(kept)
		options, from = append(options, o), to
	}
	return options
}

// joined writes places one after another.
func joined(places []place) string {
	var out strings.Builder
	for i, p := range places {
		if i > 0 {
			out.WriteString(p.sign)
		}
		out.WriteString(p.weight)
		out.WriteString(p.text)
	}
	return out.String()
}

// places cuts a bracket's inside at the commas, bars and words that part it, and
// that of a schedule at its colons.
func (c purger) places(in prompt.Span, b prompt.Bracket, depth int) []place {
	text, places, now := c.s.Text, []place{}, place{}
	var out strings.Builder
	network := false
	weigh := func(i int) int { // reads an option's weight
		n := 0
		if b.Curly && b.Choice {
			_, n = prompt.OptionWeight(text[i:in.End])
			now.weight = text[i : i+n]
		}
		return i + n
	}
	end := func(sign string) {
		now.text = out.String()
		if !now.touched && !network && c.bad(now.text) {
			now.text, now.touched = "", true
		}
		places = append(places, now)
		now, network = place{sign: sign}, false
		out.Reset()
	}
	for i := weigh(in.Start); i < in.End; {
		n := 1
		switch ch := text[i]; {
		case ch == '\\' && i+1 < in.End:
			n = 2
		case ch == '<' && prompt.NetworkLen(text[i:in.End]) > 0:
			n, network = prompt.NetworkLen(text[i:in.End]), true
		case strings.HasPrefix(text[i:], "，"):
			end("，")
			i += len("，")
			continue
		case ch == ',' || ch == '\n' || ch == '|' && b.Choice || ch == ':' && b.Choice && b.Square:
			end(text[i : i+1])
			if i++; ch == '|' {
				i = weigh(i)
			}
			continue
		case ch == '(' || ch == '[' || ch == '{':
			if k := c.s.BracketFrom(i); k < len(c.s.Out.Brackets) {
				if inner := c.s.Out.Brackets[k]; inner.Open.Start == i && !inner.Unclosed() && inner.Close.End <= in.End && depth < deepest {
					written, touched := c.bracket(k, depth+1)
					out.WriteString(written)
					now.touched = now.touched || touched
					i = inner.Close.End
					continue
				}
			}
		case !strings.ContainsRune(wordEnds, rune(ch)):
			if m := prompt.BreakLen(text, i); m > 0 {
				end(text[i : i+m])
				i += m
				continue
			}
			for i+n < in.End && !strings.ContainsRune(wordEnds, rune(text[i+n])) {
				n++
			}
			if c.bad(text[i : i+n]) {
				now.touched = true
				if i+n < in.End && text[i+n] == ' ' {
					n++
				} else if written := out.String(); strings.HasSuffix(written, " ") {
					out.Reset()
					out.WriteString(written[:len(written)-1])
				}
				i += n
				continue
			}
		}
		out.WriteString(text[i : i+n])
		i += n
	}
	end("")
	return places
}

// wordEnds are what ends a word.
const wordEnds = " \t\r\n,.;:!?\"()[]{}|"
