package reading

import (
	"regexp"
	"sort"
	"strings"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// EscapeFault is an escaped bracket without an escaped partner, or one whose
// backslash is escaped itself.
type EscapeFault struct {
	prompt.Span // what is reported
	Fix         string
	Edits       []prompt.Edit // nil where nothing is sure
	Doubled     bool
}

// pairEscapes pairs every escaped bracket with its nearest partner of the same
// tag before weights are paired: in "(saber \(fate):1.2)" it is the name's
// bracket that lacks its backslash, and not the weight's that has no partner.
// masked then reads as the prompt that was meant.
func (reg *Region) pairEscapes(c *Reader) {
	if !strings.Contains(reg.Masked, `\(`) && !strings.Contains(reg.Masked, `\)`) && !strings.Contains(reg.Masked, `\[`) && !strings.Contains(reg.Masked, `\]`) {
		return
	}
	p := escapePairer{reg: reg, c: c, masked: []byte(reg.Masked)}
	start := 0
	for i := 0; i <= len(reg.Masked); i++ {
		switch {
		case i == len(reg.Masked), strings.IndexByte(",\n\r|#", reg.Masked[i]) >= 0:
			if strings.Contains(reg.Masked[start:i], `\`) && !strings.ContainsAny(reg.Masked[start:i], "<>") {
				p.segment(start, i, '(', ')')
				p.segment(start, i, '[', ']')
			}
			start = i + 1
			if i < len(reg.Masked) && reg.Masked[i] == '#' {
				for i+1 < len(reg.Masked) && reg.Masked[i+1] != '\n' {
					i++
				}
				start = i + 1
			}
		case reg.Masked[i] == '\\':
			i++
		}
	}
	if len(reg.Escapes) > 0 {
		reg.Masked = string(p.masked)
	}
}

// weightBehind is the weight that a bracket around a name ends in, behind the
// name's own bracket: "(saber \(fate):1.2)".
var weightBehind = regexp.MustCompile(`^\s*:\s*[+-]?[.\d]+\s*[)]`)

type escapePairer struct {
	reg    *Region
	c      *Reader
	masked []byte
}

// segment pairs the brackets of one kind between two separators.
func (p *escapePairer) segment(start, end int, open, shut byte) {
	text := p.reg.Masked
	var opens, shuts []int // live brackets
	var lone []int         // escaped ones that lack a partner, by their backslash
	var doubled []int
	for i := start; i < end; i++ {
		if text[i] == '\\' && i+1 < end {
			switch c := text[i+1]; {
			case c == '\\' && i+2 < end && (text[i+2] == open || text[i+2] == shut) && text[i+2]|1 == ')':
				doubled = append(doubled, i)
			case c == open:
				lone = append(lone, i)
			case c == shut && len(lone) > 0 && text[lone[len(lone)-1]+1] == open:
				p.crossed(lone[len(lone)-1], opens, shuts)
				lone = lone[:len(lone)-1]
			case c == shut:
				lone = append(lone, i)
			}
			i++
			continue
		}
		switch text[i] {
		case open:
			opens = append(opens, i)
		case shut:
			shuts = append(shuts, i)
		}
	}
	if len(doubled) == 2 && len(lone) == 0 && text[doubled[0]+2] == open && text[doubled[1]+2] == shut {
		p.double(doubled)
		return
	}
	if len(lone) != 1 {
		return // none, or more than can be told apart
	}
	i := lone[0]
	if p.ofFace(i) {
		return
	}
	if text[i+1] == open {
		p.opened(start, i, end, opens, shuts)
	} else {
		p.closed(i, opens, shuts)
	}
}

// ofFace reports whether an escaped bracket is of a face, be it with a weight or
// a choice around it: "(:\):1.1)", "{:\)|:\(}".
func (p *escapePairer) ofFace(i int) bool {
	text := p.reg.Masked
	word := WordAround(text, i+1)
	face := p.c.IsFaceWith(word) || p.c.IsFaceWith(tags.Unescape(word))
	for n := 1; n <= 3 && !face; n++ {
		face = i >= n && p.c.IsFaceWith(text[i-n:i]+text[i+1:i+2]) || i+2+n <= len(text) && p.c.IsFaceWith(text[i+1:i+2+n])
	}
	return face
}

// crossed escapes the live brackets in the middle of an escaped pair that each
// half of it lacks: "faruzan \(cafe) (genshin impact\)" bears two qualifiers.
// The brackets are those read so far, from is where the pair opens.
func (p *escapePairer) crossed(from int, opens, shuts []int) {
	opens, shuts = opens[sort.SearchInts(opens, from):], shuts[sort.SearchInts(shuts, from):]
	if len(opens) != 1 || len(shuts) != 1 || shuts[0] > opens[0] {
		return
	}
	for _, i := range []int{shuts[0], opens[0]} {
		p.reg.Escapes = append(p.reg.Escapes, EscapeFault{Span: prompt.Span{Start: i, End: i + 1}, Fix: `\` + p.reg.Masked[i:i+1]})
		p.masked[i] = ' '
	}
}

// double takes the second backslash of both brackets away.
func (p *escapePairer) double(at []int) {
	f := EscapeFault{Span: prompt.Span{Start: at[0], End: at[1] + 3}, Doubled: true}
	for _, i := range at {
		f.Edits = append(f.Edits, prompt.Edit{Span: prompt.Span{Start: i, End: i + 1}})
		p.masked[i] = ' '
	}
	p.reg.Escapes = append(p.reg.Escapes, f)
}

// opened finds the partner of a lone escaped opening bracket.
func (p *escapePairer) opened(start, i, end int, opens, shuts []int) {
	text := p.reg.Masked
	before, next, behind := 0, -1, 0
	for _, k := range opens {
		if k < i {
			before++
		}
	}
	for _, k := range shuts {
		if k > i {
			if behind++; next < 0 {
				next = k
			}
		}
	}
	if next >= 0 && (Weighted.FindStringIndex(text[i:next]) == nil || p.isTag(start, next+1)) && (behind > before || weightBehind.MatchString(text[next+1:end])) {
		p.reg.Escapes = append(p.reg.Escapes, EscapeFault{Span: prompt.Span{Start: next, End: next + 1}, Fix: `\` + text[next:next+1]})
		p.masked[next] = ' '
		return
	}
	to := end
	if next >= 0 {
		to = next
	}
	if m := Weighted.FindStringIndex(text[i:to]); m != nil {
		to = i + m[0]
	}
	to = i + len(strings.TrimRight(text[i:to], " \t"))
	f := EscapeFault{Span: prompt.Span{Start: i, End: i + 2}}
	shut := map[byte]string{'(': ")", '[': "]"}[text[i+1]]
	name := strings.TrimSpace(strings.TrimLeft(text[start:to], " \t([")) + `\` + shut
	if p.c.isName(tags.Unescape(name)) {
		f.Edits = []prompt.Edit{{Span: prompt.Span{Start: to, End: to}, Text: `\` + shut}}
	}
	p.reg.Escapes = append(p.reg.Escapes, f)
}

// isTag reports whether a stretch is a tag, in which a number behind a colon is
// no weight: "eternity \(reverse:1999)".
func (p *escapePairer) isTag(start, end int) bool {
	_, alias, ok := p.c.cat.Lookup(strings.TrimSpace(p.reg.Masked[start:end]))
	return ok && alias == ""
}

// closed finds the partner of a lone escaped closing bracket.
func (p *escapePairer) closed(i int, opens, shuts []int) {
	text := p.reg.Masked
	last, before, behind := -1, 0, 0
	for _, k := range opens {
		if k < i {
			last = k
			before++
		}
	}
	for _, k := range shuts {
		if k > i {
			behind++
		}
	}
	if before > behind {
		p.reg.Escapes = append(p.reg.Escapes, EscapeFault{Span: prompt.Span{Start: last, End: last + 1}, Fix: `\` + text[last:last+1]})
		p.masked[last] = ' '
		return
	}
	p.reg.Escapes = append(p.reg.Escapes, EscapeFault{Span: prompt.Span{Start: i, End: i + 2}})
}

// isName reports whether a text is a known tag, or a name with a qualifier
// that tags have.
func (c *Reader) isName(text string) bool {
	name := text
	if artist, _, ok := profile.ReadArtist(text); ok {
		name = artist
	}
	if _, _, ok := c.cat.Lookup(name); ok {
		return true
	}
	m := qualified.FindStringSubmatch(text)
	return m != nil && c.qualifiers[tags.Plain(m[3])]
}
