// Package schedule reads prompt editing, "[from:to:when]" and "[a|b]", and
// tells what a prompt is at every sampling step.
//
// A1111 reads it with this grammar (modules/prompt_parser.py):
//
//	start: (prompt | /[][():]/+)*
//	prompt: (emphasized | scheduled | alternate | plain | WHITESPACE)*
//	emphasized: "(" prompt ")" | "(" prompt ":" prompt ")" | "[" prompt "]"
//	scheduled: "[" [prompt ":"] prompt ":" [WHITESPACE] NUMBER [WHITESPACE] "]"
//	alternate: "[" prompt ("|" [prompt])+ "]"
//	WHITESPACE: /\s+/
//	plain: /([^\\\[\]():|]|\\.)+/
//
// A bracket is either the beginning of a group of one of the three kinds or
// stands for itself, which it can only outside all groups. The grammar leaves
// open which, and a group is taken here wherever there is one. A1111's parser
// mostly does so too; where brackets follow a group at once, "[a:b:2][[", what
// it takes changes with the seed of Python's hashes. As a group holds no stray
// bracket, there is one at most at every bracket. A "|" outside a group, or a
// backslash before nothing, has no place in the grammar: the prompt then is
// taken as it stands.
package schedule

import (
	"maps"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"tailor/data/pattern"
	"tailor/tags/python"
)

// span is a stretch of a text in bytes.
type span struct{ start, end int }

// choice is a group of the kind scheduled or alternate.
type choice struct {
	span
	// options are the texts to choose from: two for a scheduled group, which
	// may be empty.
	options []span
	// when is the last step at which a scheduled group is its first option,
	// 0 when there is none, alternating for an alternate group.
	when int
	// next is the number of choices that begin before the end of this one.
	next int
}

const alternating = -1

// Texts returns the texts that prompt editing makes of a prompt over the
// sampling steps, from 1, each once and in the order in which they come. It is
// not ok where A1111 fails, over a step that is beyond all numbers.
func Texts(text string, steps int) (texts []string, ok bool) {
	if strings.IndexByte(text, '[') < 0 {
		return []string{text}, true
	}
	stages, ok := Stages(text, steps)
	for _, s := range stages {
		texts = append(texts, s.Text)
	}
	return texts, ok
}

// Last returns a prompt as it is at the last of the sampling steps, and
// reports whether it holds any prompt editing. Where A1111 fails over it, it
// is returned as it stands.
func Last(text string, steps int) (last string, edited bool) {
	choices, ok := read(text, steps)
	if !ok || len(choices) == 0 {
		return text, false
	}
	return atStep(text, choices, steps), true
}

// turns returns the steps at the end of which the text may change.
func turns(choices []choice, steps int) []int {
	at := map[int]bool{steps: true}
	for _, c := range choices {
		if c.when == alternating {
			for step := 1; step <= steps; step++ {
				at[step] = true
			}
			break
		}
		if c.when >= 1 {
			at[c.when] = true
		}
	}
	return slices.Sorted(maps.Keys(at))
}

// Stage is a prompt as it is at some of the sampling steps: the text, and the
// stretches of the prompt, in bytes and running forward, that make it.
type Stage struct {
	Text string
	Kept [][2]int
}

// Stages returns what Texts does, each text with where it comes from.
func Stages(text string, steps int) (stages []Stage, ok bool) {
	choices, ok := read(text, steps)
	if !ok {
		return nil, false
	}
	seen := map[string]bool{}
	for _, step := range turns(choices, steps) {
		kept := kept(text, choices, step)
		if t := joined(text, kept); !seen[t] {
			seen[t] = true
			stages = append(stages, Stage{t, kept})
		}
	}
	return stages, true
}

// atStep returns the text as it is at a step, from 1.
func atStep(text string, choices []choice, step int) string {
	return joined(text, kept(text, choices, step))
}

func joined(text string, kept [][2]int) string {
	var b strings.Builder
	for _, k := range kept {
		b.WriteString(text[k[0]:k[1]])
	}
	return b.String()
}

// kept returns the stretches of the text that are there at a step, from 1.
func kept(text string, choices []choice, step int) (kept [][2]int) {
	type rest struct {
		span
		next int // the first choice in it
	}
	take := func(start, end int) {
		if start < end {
			kept = append(kept, [2]int{start, end})
		}
	}
	stack := []rest{{span{0, len(text)}, 0}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		for top.next < len(choices) && choices[top.next].start < top.start {
			top.next++
		}
		if top.next == len(choices) || choices[top.next].start >= top.end {
			take(top.start, top.end)
			stack = stack[:len(stack)-1]
			continue
		}
		c := choices[top.next]
		take(top.start, c.start)
		first := top.next + 1
		top.start, top.next = c.end, c.next
		n := 1
		if c.when == alternating {
			n = (step - 1) % len(c.options)
		} else if step <= c.when {
			n = 0
		}
		stack = append(stack, rest{c.options[n], first})
	}
	return kept
}

// read finds all choices, in the order of their beginning. It goes
// from right to left, so that a group knows the groups in it: time and memory
// are linear in the text's length, whatever its depth.
func read(text string, steps int) (choices []choice, ok bool) {
	r := reader{text: text, steps: steps}
	opens, ok := r.scan()
	if !ok {
		return nil, true
	}
	for _, open := range slices.Backward(opens) {
		r.group(open)
	}
	if r.failed {
		return nil, false
	}
	// Outside groups a "|" has no place.
	for at := 0; at < len(text); {
		switch c := text[at]; {
		case c == '|':
			return nil, true
		case c == '\\':
			at++
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
		case r.ends[at] > 0:
			at = r.ends[at]
		default:
			at++
		}
	}
	choices = r.choices
	slices.Reverse(choices)
	for i := range choices {
		end := choices[i].end
		choices[i].next = i + 1 + sort.Search(len(choices)-i-1, func(n int) bool { return choices[i+1+n].start >= end })
	}
	return choices, true
}

type reader struct {
	text    string
	steps   int
	ends    []int // the end of the group that begins at a byte, 0 for none
	choices []choice
	failed  bool
}

// scan returns the opening brackets. It is not ok when a backslash stands
// before a newline or nothing.
func (r *reader) scan() (opens []int, ok bool) {
	r.ends = make([]int, len(r.text)+1)
	for at := 0; at < len(r.text); at++ {
		switch r.text[at] {
		case '\\':
			at++
			if at == len(r.text) || r.text[at] == '\n' {
				return nil, false
			}
		case '(', '[':
			opens = append(opens, at)
		}
	}
	return opens, true
}

// prompt returns where what the grammar calls a prompt ends.
func (r *reader) prompt(at int) int {
	for at < len(r.text) {
		switch r.text[at] {
		case '\\':
			at++
			_, size := utf8.DecodeRuneInString(r.text[at:])
			at += size
		case '(', '[':
			if r.ends[at] == 0 {
				return at
			}
			at = r.ends[at]
		case ')', ']', ':', '|':
			return at
		default:
			at++
		}
	}
	return at
}

// is reports whether a character stands at a place.
func (r *reader) is(at int, c byte) bool { return at < len(r.text) && r.text[at] == c }

// group reads the group that may begin at a bracket.
func (r *reader) group(open int) {
	at := r.prompt(open + 1)
	first := span{open + 1, at}
	if r.text[open] == '(' {
		if r.is(at, ':') {
			at = r.prompt(at + 1)
		}
		if r.is(at, ')') {
			r.ends[open] = at + 1
		}
		return
	}
	switch {
	case r.is(at, ']'):
		r.ends[open] = at + 1
	case r.is(at, '|'):
		options := []span{first}
		for r.is(at, '|') {
			start := at + 1
			at = r.prompt(start)
			options = append(options, span{start, at})
		}
		if r.is(at, ']') {
			r.choose(span{open, at + 1}, options, alternating)
		}
	case r.is(at, ':'):
		options := []span{{}, first}
		when, end := r.when(at + 1)
		if end == 0 {
			start := at + 1
			at = r.prompt(start)
			options = []span{first, {start, at}}
			if r.is(at, ':') {
				when, end = r.when(at + 1)
			}
		}
		if end > 0 {
			r.choose(span{open, end}, options, when)
		}
	}
}

func (r *reader) choose(s span, options []span, when int) {
	r.ends[s.start] = s.end
	r.choices = append(r.choices, choice{span: s, options: options, when: when})
}

// when reads the number that closes a scheduled group and returns the step
// that it means, and where the group ends, 0 when there is no such number. A
// number with a point is a fraction of the steps.
func (r *reader) when(at int) (step, end int) {
	at += spaces(r.text[at:])
	if at == len(r.text) || strings.IndexByte("+-.0123456789", r.text[at]) < 0 {
		return 0, 0 // which costs less to see than by a pattern
	}
	number := number().FindString(r.text[at:])
	at += len(number)
	at += spaces(r.text[at:])
	if number == "" || !r.is(at, ']') {
		return 0, 0
	}
	v, _ := strconv.ParseFloat(number, 64) // infinite beyond the range, as in Python
	if strings.Contains(number, ".") {
		v *= float64(r.steps)
	}
	if math.IsInf(v, 0) {
		r.failed = true
		return 0, at + 1
	}
	return int(max(0, min(v, float64(r.steps)))), at + 1
}

// spaces returns the length in bytes of the white space that a text begins
// with.
func spaces(text string) int {
	return len(text) - len(strings.TrimLeftFunc(text, python.IsSpace))
}

// number is lark's SIGNED_NUMBER: digits with a point in, before or after them, and
// an exponent.
var number = pattern.Of(`^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?`)
