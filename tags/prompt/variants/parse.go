package variants

import (
	"strconv"
	"strings"
)

// parse reads a template. It is written without recursion, as a template may
// hold any number of braces.
func (x *expansion) parse(template string) []node {
	type frame struct {
		open    int    // of the brace, or of what stands before it
		unknown string // why it is no choice, "" for one
		choice  choice
		weight  float64
		nodes   []node
		literal int // where the literal text at hand begins
	}
	stack := []frame{{}}
	top := &stack[0]
	at := 0
	literal := func() {
		if at > top.literal {
			top.nodes = append(top.nodes, node{literal: template[top.literal:at]})
		}
	}
	endOption := func() { // ends the option at hand
		literal()
		top.choice.options = append(top.choice.options, option{weight: top.weight, nodes: top.nodes})
		top.nodes = nil
	}
	begin := func(from int) { // begins an option
		top.weight, at = weightAt(template, from)
		top.literal = at
	}
	for at < len(template) {
		switch c := template[at]; {
		case c == '\\' && at+1 < len(template):
			at += 2
		case c == '#':
			at = lineEnd(template, at)
		case c == '{', c == '$' && strings.HasPrefix(template[at:], "${"):
			literal()
			stack = append(stack, frame{open: at})
			top = &stack[len(stack)-1]
			var body int
			top.unknown, body = unknownAt(template, at)
			if top.unknown == "" {
				top.choice, body = headAt(template, body)
			}
			begin(body)
		case c == '$' && len(stack) > 1 && top.unknown == "" && strings.HasPrefix(template[at:], "$$"):
			x.problem("the $$ at %d has no number of options before it: it stays as it is", at)
			at += 2
		case c == '|' && len(stack) > 1:
			endOption()
			begin(at + 1)
		case c == '}' && len(stack) > 1:
			endOption()
			done := *top
			stack = stack[:len(stack)-1]
			top = &stack[len(stack)-1]
			at++
			if whole := template[done.open:at]; done.unknown != "" {
				x.problem("%s %s is not known here: it stays as it is", done.unknown, shortened(whole))
				top.nodes = append(top.nodes, node{literal: whole})
			} else {
				top.nodes = append(top.nodes, node{choice: &done.choice})
			}
			top.literal = at
		case c == '}':
			x.problem("the } at %d has no {: it stays as it is", at)
			at++
		case c == '_' && strings.HasPrefix(template[at:], "__"):
			name := wildcardAt(template[at:])
			if name == "" {
				at += 2
				continue
			}
			literal()
			top.nodes = append(top.nodes, node{wildcard: name})
			at += len(name) + 4
			top.literal = at
		default:
			at++
		}
	}
	if len(stack) > 1 { // the first brace has no partner: it and what follows stay
		x.problem("the { at %d has no }: it stays as it is", stack[1].open)
		stack[0].literal = stack[1].open
		top = &stack[0]
		at = len(template)
	}
	literal()
	return stack[0].nodes
}

// unknownAt tells what of dynamic-prompts, which is not known here, begins at
// a brace: "" for a choice. It returns where what is in the brace begins. "~"
// stands for what a choice does anyway, drawing at random.
func unknownAt(template string, at int) (what string, start int) {
	if template[at] == '$' {
		return "the variable", at + 2
	}
	start = at + 1
	for start < len(template) && template[start] == ' ' {
		start++
	}
	if start < len(template) {
		switch template[start] {
		case '@':
			return "the choice in turn", start + 1
		case '!':
			return "the choice of all combinations", start + 1
		case '~':
			return "", start + 1
		}
	}
	return "", at + 1
}

// shortened is a piece of a template for a message.
func shortened(s string) string {
	if r := []rune(s[:min(len(s), 200)]); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}

// weightAt reads the weight that an option may begin with, and returns where
// the option begins.
func weightAt(template string, at int) (weight float64, start int) {
	end := at
	for end < len(template) && strings.IndexByte(" 0123456789.", template[end]) >= 0 {
		end++
	}
	if end > at && strings.HasPrefix(template[end:], "::") {
		if weight, rest := cutWeight(template[at : end+2]); rest == "" {
			return weight, end + 2
		}
	}
	return 1, at
}

// headAt reads how many options a choice wants, "2$$" or "1-2$$ and $$", and
// returns where the first begins.
func headAt(template string, at int) (choice, int) {
	one := choice{low: 1, high: 1, joiner: joiner}
	end := at
	for end < len(template) && strings.IndexByte(" -0123456789", template[end]) >= 0 {
		end++
	}
	if end == at || !strings.HasPrefix(template[end:], "$$") {
		return one, at
	}
	from, to, isRange := strings.Cut(template[at:end], "-")
	from, to = strings.TrimSpace(from), strings.TrimSpace(to)
	c := choice{low: 1, high: 1 << 30, joiner: joiner}
	var err error
	if from != "" {
		if c.low, err = strconv.Atoi(from); err != nil {
			return one, at
		}
	}
	switch {
	case !isRange && from == "":
		return one, at
	case !isRange:
		c.high = c.low
	case to != "":
		if c.high, err = strconv.Atoi(to); err != nil {
			return one, at
		}
	}
	if c.low > c.high {
		c.low, c.high = c.high, c.low
	}
	end += 2
	if n := strings.IndexAny(template[end:], "${}|"); n >= 0 && strings.HasPrefix(template[end+n:], "$$") {
		c.joiner = template[end : end+n]
		end += n + 2
	}
	return c, end
}

// wildcardAt returns the name of the wildcard that a text begins with, "" for
// none.
func wildcardAt(text string) string {
	n := strings.Index(text[2:], "__")
	if n <= 0 || strings.ContainsAny(text[2:2+n], "{}|,#$\n") {
		return ""
	}
	return text[2 : 2+n]
}

func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}
