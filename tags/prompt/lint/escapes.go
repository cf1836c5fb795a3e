package lint

import (
	"fmt"
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
)

// escapeFault is an escaped bracket without an escaped partner, or one whose
// backslash is escaped itself.
type escapeFault struct {
	prompt.Span // what is reported
	fix         string
	edits       []prompt.Edit // nil where nothing is sure
	doubled     bool
}

// pairEscapes pairs every escaped bracket with its nearest partner of the same
// tag before weights are paired: in "(saber \(fate):1.2)" it is the name's
// bracket that lacks its backslash, and not the weight's that has no partner.
// masked then reads as the prompt that was meant.
func (reg *region) pairEscapes(c *Checker) {
	if !strings.Contains(reg.masked, `\(`) && !strings.Contains(reg.masked, `\)`) && !strings.Contains(reg.masked, `\[`) && !strings.Contains(reg.masked, `\]`) {
		return
	}
	p := escapePairer{reg: reg, c: c, masked: []byte(reg.masked)}
	start := 0
	for i := 0; i <= len(reg.masked); i++ {
		switch {
		case i == len(reg.masked), strings.IndexByte(",\n\r|#", reg.masked[i]) >= 0:
			if strings.Contains(reg.masked[start:i], `\`) && !strings.ContainsAny(reg.masked[start:i], "<>") {
				p.segment(start, i, '(', ')')
				p.segment(start, i, '[', ']')
			}
			start = i + 1
			if i < len(reg.masked) && reg.masked[i] == '#' {
				for i+1 < len(reg.masked) && reg.masked[i+1] != '\n' {
					i++
				}
				start = i + 1
			}
		case reg.masked[i] == '\\':
			i++
		}
	}
	if len(reg.escapes) > 0 {
		reg.masked = string(p.masked)
	}
}

type escapePairer struct {
	reg    *region
	c      *Checker
	masked []byte
}

// segment pairs the brackets of one kind between two separators.
func (p *escapePairer) segment(start, end int, open, shut byte) {
	text := p.reg.masked
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
	if word := wordAround(text, i+1); p.c.isFaceWith(word) || p.c.isFaceWith(tags.Unescape(word)) {
		return
	}
	if text[i+1] == open {
		p.opened(start, i, end, opens, shuts)
	} else {
		p.closed(i, opens, shuts)
	}
}

// double takes the second backslash of both brackets away.
func (p *escapePairer) double(at []int) {
	f := escapeFault{Span: prompt.Span{Start: at[0], End: at[1] + 3}, doubled: true}
	for _, i := range at {
		f.edits = append(f.edits, prompt.Edit{Span: prompt.Span{Start: i, End: i + 1}})
		p.masked[i] = ' '
	}
	p.reg.escapes = append(p.reg.escapes, f)
}

// opened finds the partner of a lone escaped opening bracket.
func (p *escapePairer) opened(start, i, end int, opens, shuts []int) {
	text := p.reg.masked
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
	if behind > before && weighted.FindStringIndex(text[i:next]) == nil {
		p.reg.escapes = append(p.reg.escapes, escapeFault{Span: prompt.Span{Start: next, End: next + 1}, fix: `\` + text[next:next+1]})
		p.masked[next] = ' '
		return
	}
	to := end
	if next >= 0 {
		to = next
	}
	if m := weighted.FindStringIndex(text[i:to]); m != nil {
		to = i + m[0]
	}
	to = i + len(strings.TrimRight(text[i:to], " \t"))
	f := escapeFault{Span: prompt.Span{Start: i, End: i + 2}}
	shut := map[byte]string{'(': ")", '[': "]"}[text[i+1]]
	name := strings.TrimSpace(strings.TrimLeft(text[start:to], " \t([")) + `\` + shut
	if p.c.isName(tags.Unescape(name)) {
		f.edits = []prompt.Edit{{Span: prompt.Span{Start: to, End: to}, Text: `\` + shut}}
	}
	p.reg.escapes = append(p.reg.escapes, f)
}

// closed finds the partner of a lone escaped closing bracket.
func (p *escapePairer) closed(i int, opens, shuts []int) {
	text := p.reg.masked
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
		p.reg.escapes = append(p.reg.escapes, escapeFault{Span: prompt.Span{Start: last, End: last + 1}, fix: `\` + text[last:last+1]})
		p.masked[last] = ' '
		return
	}
	p.reg.escapes = append(p.reg.escapes, escapeFault{Span: prompt.Span{Start: i, End: i + 2}})
}

// isName reports whether a text is a known tag, or a name with a qualifier
// that tags have.
func (c *Checker) isName(text string) bool {
	name := strings.TrimPrefix(text, "by ")
	if _, _, ok := c.cat.Lookup(name); ok {
		return true
	}
	m := qualified.FindStringSubmatch(text)
	return m != nil && c.qualifiers[tags.Plain(m[3])]
}

// escapeFaults reports them.
func (r *report) escapeFaults() {
	for _, f := range r.region.escapes {
		written := f.Of(r.region.text)
		switch {
		case f.doubled:
			r.add(UnescapedParens, Error, f.Span, nil, f.edits,
				fmt.Sprintf("The backslashes in %s are escaped themselves, so A1111 takes the brackets for weights; write one backslash before each.", quoted(written)))
		case f.fix != "":
			r.add(Unbalanced, Error, f.Span, text(f.fix), nil,
				fmt.Sprintf("The bracket %q belongs to one with a backslash, and A1111 takes it for a weight's; put a backslash before it too.", written))
		default:
			severity := Warning
			if f.edits == nil {
				severity = Hint
			}
			r.add(Unbalanced, severity, f.Span, nil, f.edits,
				fmt.Sprintf("The bracket %q has no partner with a backslash, so the name is not whole; write its other bracket.", written))
		}
	}
}
