// Package variants expands templates as the dynamic-prompts extension of the
// A1111 web UI does, which runs on the dynamicprompts library (here as its
// version 0.31 has it): one prompt after another by a seed, or every prompt
// that a template can become.
//
//	{a|b|c}             one of them
//	{3::a|b}            a three times as often as b
//	{2$$a|b|c}          two different ones, joined by ", "
//	{1-2$$ and $$a|b|c} one or two, joined by " and "
//	{@a|b} {~a|b} {!a|b} in turn, at random, all of them
//	__name__            a line of the wildcard "name", __dir/name__ in a folder
//	__@name__           its lines in turn; "~" and "!" as before braces
//	{2$$__name__}       two different lines of it
//	__name(x=red)__     a line of it, in which the variable x is red
//	${x={a|b}}          sets a variable, drawn each time that it is read
//	${x=!{a|b}}         sets a variable, drawn once
//	${x?=a}             sets it unless what is around the text has set it
//	${x} ${x:a}         reads it, "a" where it is not set
//	%{(...:1.2)$$a}     puts a into the place of the dots
//
// All of it nests, lines of wildcards included, and a wildcard's name may hold
// variables and choices. White space and comments at the beginning of a choice
// and of an option are left out, and behind all of these comments of "//" and
// "/* */". What is no template stays as it is, a comment of A1111's, from "#" to
// the line's end, too.
//
// Six things differ from the library on purpose: several values are joined by
// ", " and not by ",", which are the same tokens; a tag that becomes nothing takes
// its comma with it; a brace behind a backslash is text; a weight before a line of
// a text file counts, where the library writes it into the prompt; of all prompts
// those of weight 0 are left out, and a variable that is drawn once is drawn every
// way; and what the library refuses as a whole (a single "$", an open brace) stays
// as it stands and is told.
package variants

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"tailor/tags/prompt"
)

// Lookup returns the lines of a wildcard by its name, which may hold slashes
// and, as in "colours*", asterisks. The error says why there are none, and
// what to do, or which ones are left out.
type Lookup func(name string) (lines []string, err error)

// Expander expands templates one after another, each time another prompt. The
// prompts depend on nothing but the seed, the templates and the wildcards, and
// what stands in turn on the prompts that the template became before.
type Expander struct {
	random *rand.Rand
	lookup Lookup
	// templates and lists hold what is known of the templates and wildcards
	// that were met, by their texts and names.
	templates map[string]*template
	lists     map[string]*list
}

// template is one that was read.
type template struct {
	told
	nodes []node
	turn  turn // how far what stands in turn has come
}

// list is the lines of a wildcard as options.
type list struct {
	options []option
	// even is set where all have the weight 1.
	even bool
	pool *pool // of the options, made when it is needed
	// problem says why there are none, or which are left out.
	problem string
}

// New returns an expander for a seed. The lookup may be nil when there are no
// wildcards.
func New(seed uint64, lookup Lookup) *Expander {
	if lookup == nil {
		lookup = func(name string) ([]string, error) {
			return nil, fmt.Errorf("no wildcard %q: name the wildcard folders", name)
		}
	}
	return &Expander{rand.New(rand.NewPCG(seed, 0x7461696c6f72)), lookup, map[string]*template{}, map[string]*list{}}
}

// Bounds of an expansion, so that wildcards that name themselves come to an
// end.
const (
	// maxDepth is how deep braces may lie in each other in one text, and apart
	// from these lines of wildcards and values of variables.
	maxDepth = 64
	maxSteps = 20000
	maxBytes = 1 << 20
	// maxProblems is how many problems are told of one prompt.
	maxProblems = 20
	// maxTemplates and maxLists are how many an expander keeps.
	maxTemplates, maxLists = 1000, 1000
)

// joiner stands between several values where the template names nothing else.
const joiner = ", "

// Expand expands a template once. The problems tell what in it was left as it
// stands, a sentence each: a wildcard that is not there, a brace without
// partner, wildcards that go on without end.
func (e *Expander) Expand(text string) (prompt string, problems []string) {
	t := e.templates[text]
	if t == nil {
		if len(e.templates) >= maxTemplates {
			clear(e.templates)
		}
		t = &template{}
		t.nodes = e.parse(text, &t.told)
		e.templates[text] = t
	}
	x := e.expansion(text, maxSteps)
	x.problems = slices.Clone(t.problems)
	var b strings.Builder
	x.write(&b, t.nodes, scope{}, &t.turn, atRandom, 0)
	return x.tidy(b.String()), x.problems
}

func (e *Expander) expansion(template string, steps int) *expansion {
	return &expansion{Expander: e, left: steps, marks: !strings.Contains(template, mark)}
}

// expansion is what is known while one prompt is made, or all of a template.
type expansion struct {
	*Expander
	told
	left  int  // steps that may still be taken
	marks bool // what becomes nothing leaves a mark, see tidy
	reads bool // a variable was read that is not set, but may be around the template
}

// told is what was left as it stands.
type told struct{ problems []string }

// problem notes one, of many the first.
func (t *told) problem(format string, args ...any) {
	if len(t.problems) >= maxProblems {
		return
	}
	s := fmt.Sprintf(format, args...)
	if !slices.Contains(t.problems, s) {
		t.problems = append(t.problems, s)
	}
}

// step reports whether another node may be written.
func (x *expansion) step(depth, bytes int) bool {
	if x.left--; x.left < -1 {
		return false // it is told
	}
	if x.left < 0 || depth > maxDepth || bytes > maxBytes {
		x.problem("the template has no end, perhaps by a wildcard that names itself: cut off")
		return false
	}
	return true
}

// kind is what a node of a template is.
type kind int

const (
	isText kind = iota
	isChoice
	isWildcard
	isReading // of a variable
	isSetting // of a variable
	isWrap
)

// way is how a choice or a wildcard takes its options.
type way int

const (
	asAround way = iota // as what is around it does
	atRandom
	inTurn
	allOfThem
)

// ways are the ways by the sigils that stand for them.
var ways = map[byte]way{'~': atRandom, '@': inTurn, '!': allOfThem}

// node is a part of a template.
type node struct {
	kind   kind
	way    way
	text   string  // a text, a variable's name, or a wildcard's as it stands
	source string  // as it stands in the template, where it is no text
	choice *choice // of a choice
	// value is a variable's, the default of a reading (nil for none), the
	// pieces of a wildcard's name where it is made of several, or the inner
	// text of a wrap.
	value   []node
	wrapper []node
	once    bool // a setting that is drawn at once
	keep    bool // a setting that leaves an older value
	params  []binding
}

type choice struct {
	low, high int
	joiner    string
	options   []option
	list      *list // that they are of, nil for others
}

type option struct {
	weight float64
	nodes  []node
	line   string // of a wildcard, read when it is chosen
	told   *told  // of the line, once it is read
}

// read returns an option's nodes.
func (x *expansion) read(o *option) []node {
	if o.line != "" && o.nodes == nil {
		o.told = &told{}
		o.nodes = x.parse(o.line, o.told)
	}
	if o.told != nil {
		for _, problem := range o.told.problems {
			x.problem("%s", problem)
		}
	}
	return o.nodes
}

// binding is a variable and its value.
type binding struct {
	name  string
	value []node
}

// scope is the variables that hold at a place of the template.
type scope struct {
	bound *bound
	busy  *bound // variables that are being read, against circles
}

type bound struct {
	binding
	next *bound
}

func (b *bound) find(name string) *bound {
	for ; b != nil; b = b.next {
		if b.name == name {
			return b
		}
	}
	return nil
}

// with returns the scope with variables set.
func (s scope) with(set ...binding) scope {
	for _, b := range set {
		s.bound = &bound{b, s.bound}
	}
	return s
}

// variable returns what a reading of a variable stands for, and the scope to
// read it in. It is not ok where the variable is not set, which is told.
func (x *expansion) variable(n node, s scope) (value []node, inner scope, ok bool) {
	if s.busy.find(n.text) != nil {
		x.problem("the variable ${%s} is made of itself: it stays as it is", n.text)
		return nil, s, false
	}
	switch b := s.bound.find(n.text); {
	case b != nil:
		value = b.value
	case n.value != nil:
		x.reads = true
		value = n.value
	default:
		x.reads = true
		x.problem("the variable ${%s} is not set: it stays as it is; set it by ${%s=…}, or write ${%s:default}", n.text, n.text, n.text)
		return nil, s, false
	}
	s.busy = &bound{binding{name: n.text}, s.busy}
	return value, s, true
}

// lines returns the lines of a wildcard as options, each once. Empty lines and
// comments are none.
func (x *expansion) lines(name string) (l *list, ok bool) {
	if l = x.lists[name]; l == nil {
		if len(x.lists) >= maxLists {
			clear(x.lists)
		}
		l = x.list(name)
		x.lists[name] = l
	}
	if l.problem != "" {
		x.problem("%s", l.problem)
	}
	return l, len(l.options) > 0
}

// list reads the lines of a wildcard.
func (e *Expander) list(name string) *list {
	lines, err := e.lookup(name)
	seen := make(map[string]bool, len(lines))
	l := &list{options: make([]option, 0, len(lines)), even: true}
	for _, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || seen[line] {
			continue
		}
		seen[line] = true
		weight, n := prompt.OptionWeight(line)
		l.options = append(l.options, option{weight: weight, line: line[n:]})
		l.even = l.even && weight == 1
	}
	switch {
	case err != nil:
		l.problem = err.Error()
	case len(l.options) == 0:
		l.problem = fmt.Sprintf("the wildcard %q has no lines", name)
	}
	return l
}

// join puts values together. Of several, joiners at the ends, where a value
// was empty, are taken off once.
func join(values []string, joiner string) string {
	if len(values) == 1 {
		return values[0]
	}
	whole := make([]string, len(values))
	for i, v := range values {
		whole[i] = emptied(v)
	}
	all := strings.Join(whole, joiner)
	return strings.TrimSuffix(strings.TrimPrefix(all, joiner), joiner)
}

// markers are what a wrap puts its inner text in the place of: three dots or
// more, or a sign of them.
const markers = "\u1801\u2026\u22ee\u22ef\u22f0\u22f1\ufe19"

// wrap puts a text into the place of a wrapper's dots, or behind it where it
// has none.
func wrap(wrapper, inner string) string {
	from := strings.IndexAny(wrapper, markers)
	if dots := strings.Index(wrapper, "..."); dots >= 0 && (from < 0 || dots < from) {
		end := dots + len(wrapper[dots:]) - len(strings.TrimLeft(wrapper[dots:], "."))
		return wrapper[:dots] + inner + wrapper[end:]
	}
	if from < 0 {
		return wrapper + inner
	}
	return wrapper[:from] + inner + strings.TrimLeft(wrapper[from:], markers)
}
