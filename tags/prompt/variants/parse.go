package variants

import (
	"cmp"
	"strings"

	"tailor/data/printable"
	"tailor/tags/prompt"
)

// parser reads a template.
type parser struct {
	*Expander
	told *told
	text string
	// closing holds, at the offset of every opening brace, that of its closing
	// one, 0 where it has none.
	closing []int32
	// lastEnd is where the last "*/" stands, -1 where none does.
	lastEnd int
}

// parse reads a template. A template may hold any number of braces; those that
// lie deeper in each other than maxDepth stay as they are.
func (e *Expander) parse(template string, told *told) []node {
	p := parser{Expander: e, told: told, text: template, lastEnd: strings.LastIndex(template, "*/")}
	if !strings.ContainsAny(template, "{}_") {
		return []node{{text: template[p.comment(0, len(template)):]}}
	}
	first := p.match()
	nodes := p.nodes(0, first, 0)
	if first < len(template) { // it and what follows stay
		told.problem("the { at %d has no }: it stays as it is", first)
		nodes = append(nodes, node{text: template[first:]})
	}
	return nodes
}

// match pairs the braces, and returns where the first stands that has no
// partner, or the text's length.
func (p *parser) match() int {
	p.closing = make([]int32, len(p.text))
	var open []int
	for at := p.comment(0, len(p.text)); at < len(p.text); at++ {
		switch p.text[at] {
		case '\\':
			at++
		case '#':
			at = lineEnd(p.text, at)
		case '_':
			if end := plainName(p.text, at); end > 0 {
				at = p.comment(end, len(p.text)) - 1
			}
		case '|':
			at = p.comment(at+1, len(p.text)) - 1
		case '{':
			open = append(open, at)
			at = p.comment(at+1, len(p.text)) - 1
		case '}':
			if n := len(open); n > 0 {
				p.closing[open[n-1]] = int32(at)
				open = open[:n-1]
				at = p.comment(at+1, len(p.text)) - 1
			}
		}
	}
	if len(open) == 0 {
		return len(p.text)
	}
	if at := open[0]; at > 0 && (p.text[at-1] == '$' || p.text[at-1] == '%') {
		return at - 1
	}
	return open[0]
}

// maxName is how many bytes a wildcard's name and its parameters may have each.
const maxName = 4 << 10

// plainName returns where a wildcard ends whose name holds no braces, 0 where
// none begins. A "#" in its name begins no comment.
func plainName(text string, at int) int {
	if !strings.HasPrefix(text[at:], "__") {
		return 0
	}
	rest := text[at+2 : min(len(text), at+2+maxName)]
	n := strings.IndexAny(rest, "{}|$ \t\n")
	if n < 0 {
		n = len(rest)
	}
	if end := strings.Index(rest[:n], "__"); end > 0 {
		return at + 2 + end + 2
	}
	return 0
}

// nodes reads a part of the template, at a depth of braces.
func (p *parser) nodes(from, to, depth int) []node {
	nodes := []node{}
	at := p.comment(from, to)
	plain := at
	literal := func() {
		if at > plain {
			nodes = append(nodes, node{text: p.text[plain:at]})
		}
	}
	take := func(n node, end int) {
		literal()
		if n.kind != isText {
			n.source = p.text[at:end]
		}
		nodes = append(nodes, n)
		at = p.comment(end, to)
		plain = at
	}
	for at < to {
		end, brace := 0, at+1 // of what begins here, and its brace
		switch c := p.text[at]; c {
		case '\\':
			at += 2
			continue
		case '#':
			end := min(lineEnd(p.text, at), to)
			if depth > 0 { // an option's comment goes
				literal()
				plain = end
			}
			at = end
			continue
		case '_':
			if n, end := p.wildcard(at, to, depth); end > 0 {
				take(n, end)
				continue
			}
			if strings.HasPrefix(p.text[at:], "__") {
				at++
			}
		case '{':
			brace = at
			fallthrough
		case '$', '%':
			if brace < to && p.text[brace] == '{' {
				end = int(p.closing[brace])
			}
			switch {
			case end > 0 && depth >= maxDepth:
				p.told.problem("braces lie more than %d deep: they stay as they are", maxDepth)
				at = end
			case end > 0:
				n, ok := p.command(c, brace, end, depth+1)
				if !ok {
					n = node{text: p.text[at : end+1]}
				}
				take(n, end+1)
				continue
			case depth > 0 && strings.HasPrefix(p.text[at:to], "$$"):
				p.told.problem("the $$ at %d has no number of options before it: it stays as it is", at)
				at++
			}
		case '}':
			p.told.problem("the } at %d has no {: it stays as it is", at)
		}
		at++
	}
	at = to
	literal()
	return nodes
}

// command reads what a pair of braces holds: a choice, or with "$" or "%"
// before it a variable or a wrap.
func (p *parser) command(sign byte, open, end, depth int) (node, bool) {
	switch sign {
	case '$':
		return p.variable(open, end, depth)
	case '%':
		middle := p.find("$$", open+1, end)
		if middle < 0 {
			p.told.problem("%s has no $$ between the wrapper and what is wrapped: it stays as it is", printable.Short(p.text[open-1:end+1], 40))
			return node{}, false
		}
		return node{kind: isWrap, wrapper: p.nodes(p.blank(open+1, middle), middle, depth), value: p.nodes(p.blank(middle+2, end), end, depth)}, true
	}
	n := node{kind: isChoice}
	at := p.blank(open+1, end)
	if at < end {
		if n.way = ways[p.text[at]]; n.way != asAround {
			at++
		}
	}
	at = p.blank(at, end)
	low, high, joins, length := prompt.ChoiceCount(p.text[at:end])
	c := choice{low: low, high: high, joiner: cmp.Or(joins, joiner)}
	at += length
	n.choice = &c
	for {
		bar := p.find("|", at, end)
		stop := bar
		if bar < 0 {
			stop = end
		}
		start := p.blank(at, stop)
		weight, length := prompt.OptionWeight(p.text[start:stop])
		start += length
		c.options = append(c.options, option{weight: weight, nodes: p.nodes(start, stop, depth)})
		if bar < 0 {
			return n, true
		}
		at = bar + 1
	}
}

// find returns where a mark stands that is in no brace, wildcard or comment, -1
// where there is none.
func (p *parser) find(mark string, from, to int) int {
	for at := p.comment(from, to); at < to; at++ {
		if strings.HasPrefix(p.text[at:to], mark) {
			return at
		}
		switch p.text[at] {
		case '\\':
			at++
		case '#':
			at = lineEnd(p.text, at)
		case '{':
			if end := int(p.closing[at]); end > 0 {
				at = p.comment(end+1, to) - 1
			}
		case '_':
			if _, end, _ := p.nameAt(at, to); end > 0 {
				at = p.comment(end, to) - 1
			}
		}
	}
	return -1
}

// comment returns where the comments end that begin here, with white space before
// each; where none does, it is here. They go at the beginning of a template and
// behind a choice, a wildcard or a variable: elsewhere the library takes them for
// text, as in an address.
func (p *parser) comment(at, to int) int {
	for {
		begin := to - len(strings.TrimLeft(p.text[at:to], " \t\r\n"))
		end := p.commentEnd(begin, to)
		if end == begin {
			return at
		}
		at = end
	}
}

// blank returns where white space and comments end, A1111's among them.
func (p *parser) blank(at, to int) int {
	for at < to {
		end := at + 1
		switch p.text[at] {
		case ' ', '\t', '\r', '\n':
		case '#':
			end = min(lineEnd(p.text, at), to)
		default:
			if end = p.commentEnd(at, to); end == at {
				return at
			}
		}
		at = end
	}
	return to
}

// commentEnd returns where the comment ends that begins here, "//" to the line's
// end or "/* */"; where none does, it is here.
func (p *parser) commentEnd(at, to int) int {
	switch rest := p.text[at:to]; {
	case strings.HasPrefix(rest, "//"):
		return min(lineEnd(p.text, at), to)
	case strings.HasPrefix(rest, "/*") && at+2 <= p.lastEnd: // else nothing ends it
		if n := strings.Index(rest[2:], "*/"); n >= 0 {
			return at + 2 + n + 2
		}
	}
	return at
}

// variable reads the setting or reading of a variable.
func (p *parser) variable(open, end, depth int) (node, bool) {
	at := p.blank(open+1, end)
	from := at
	for at < end && isVariable(p.text[at], at == from) {
		at++
	}
	n := node{kind: isReading, text: p.text[from:at]}
	at = p.blank(at, end)
	switch rest := p.text[at:end]; {
	case n.text == "":
	case rest == "":
		return n, true
	case rest[0] == ':':
		n.value = p.nodes(p.blank(at+1, end), end, depth)
		return n, true
	case rest[0] == '=' || strings.HasPrefix(rest, "?="):
		n.kind, n.keep = isSetting, rest[0] == '?'
		at += strings.IndexByte(rest, '=') + 1
		if n.once = at < end && p.text[at] == '!'; n.once {
			at++
		}
		n.value = p.nodes(p.blank(at, end), end, depth)
		return n, true
	}
	p.told.problem("%s is no variable: it stays as it is; write ${name=value}, ${name} or ${name:default}", printable.Short(p.text[open-1:end+1], 40))
	return node{}, false
}

func isVariable(c byte, first bool) bool {
	return c == '_' || c == '-' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || !first && c >= '0' && c <= '9'
}

// wildcard reads the wildcard that begins at an offset, end 0 where none does.
func (p *parser) wildcard(at, to, depth int) (n node, end int) {
	name, end, made := p.nameAt(at, to)
	if end == 0 {
		return n, 0
	}
	n = node{kind: isWildcard, way: ways[p.text[at+2]]}
	from := at + 2
	if n.way != asAround {
		from++
	}
	n.text = p.text[from:name]
	if strings.Contains(n.text, ",") && !made {
		if _, err := p.lookup(n.text); err != nil { // two places with underscores and a comma between
			return n, 0
		}
	}
	if made {
		if depth >= maxDepth {
			return n, 0
		}
		n.value = p.nodes(from, name, depth+1)
		for i, v := range n.value { // a variable that is not set stands for its name
			if v.kind == isReading && v.value == nil {
				n.value[i].value = []node{{text: v.text}}
			}
		}
	}
	if name < end-2 { // parameters
		open, last := strings.IndexByte(p.text[name:], '('), strings.LastIndexByte(p.text[:end], ')')
		for pair := range strings.SplitSeq(p.text[name+open+1:last], ",") {
			key, value, _ := strings.Cut(pair, "=")
			n.params = append(n.params, binding{strings.TrimSpace(key), p.parse(strings.TrimSpace(value), p.told)})
		}
	}
	return n, end
}

// nameAt tells where the name ends of a wildcard that begins at an offset, and
// where the wildcard does, 0 where none begins. made is whether there are
// variables or choices in its name.
func (p *parser) nameAt(at, to int) (name, end int, made bool) {
	if !strings.HasPrefix(p.text[at:to], "__") {
		return 0, 0, false
	}
	from := at + 2
	if from < to && ways[p.text[from]] != asAround {
		from++
	}
	for i := from; i < min(to, from+maxName); i++ {
		switch c := p.text[i]; {
		case c == '_' && strings.HasPrefix(p.text[i:to], "__"):
			text := p.text[from:i]
			if text == "" || strings.TrimSpace(text) != text {
				return 0, 0, false
			}
			return i, i + 2, made
		case c == '{' && p.closing[i] > 0:
			i, made = int(p.closing[i]), true
		case c == '$' && i+1 < to && p.text[i+1] == '{':
		case c == '#' && (i == from || p.text[i-1] == ' '), strings.IndexByte("{}|$\n)", c) >= 0:
			return 0, 0, false
		case c == '(':
			last := strings.IndexByte(p.text[i:min(to, i+maxName)], ')')
			name := len(strings.TrimRight(p.text[:i], " "))
			if last < 2 || name == from || !strings.HasPrefix(p.text[i+last+1:to], "__") {
				return 0, 0, false
			}
			return name, i + last + 3, made
		}
	}
	return 0, 0, false
}

func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}
