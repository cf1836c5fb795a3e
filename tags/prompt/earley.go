package prompt

import (
	"unicode/utf8"
)

// A scheduled group outside all groups can also be read as brackets that
// stand for themselves, and A1111's parser, lark's Earley parser, does so when
// more such brackets follow the group at once: "[a:b:2][[" stays as it is,
// "[a:b:2][" and "[a:b:2][[[" do not. What it takes follows from nothing but
// the order in which it comes upon its possibilities, so it is followed here
// step by step (lark/parsers/earley.py and xearley.py, version 1.3), over the
// stretch of text where that makes a difference.

type symbol int8

// The grammar's symbols: terminals below 0.
const (
	tBracket symbol = -1 - iota // [][():]
	tPlain
	tWhite
	tNumber
	tOpen        // (
	tClose       // )
	tSquare      // [
	tSquareClose // ]
	tColon
	tBar
)

const (
	nStart symbol = iota
	nStartStar
	nStartPlus
	nPrompt
	nPromptStar
	nEmphasized
	nScheduled
	nAlternate
	nAlternatePlus
	nPlain
)

type production struct {
	origin    symbol
	expansion []symbol
}

// productions are the rules that lark makes of the grammar, in its order.
var productions = []production{
	{nStart, []symbol{nStartStar}},
	{nStart, nil},
	{nPrompt, []symbol{nPromptStar}},
	{nPrompt, nil},
	{nEmphasized, []symbol{tOpen, nPrompt, tClose}},
	{nEmphasized, []symbol{tOpen, nPrompt, tColon, nPrompt, tClose}},
	{nEmphasized, []symbol{tSquare, nPrompt, tSquareClose}},
	{nScheduled, []symbol{tSquare, nPrompt, tColon, nPrompt, tColon, tWhite, tNumber, tWhite, tSquareClose}},
	{nScheduled, []symbol{tSquare, nPrompt, tColon, nPrompt, tColon, tWhite, tNumber, tSquareClose}},
	{nScheduled, []symbol{tSquare, nPrompt, tColon, nPrompt, tColon, tNumber, tWhite, tSquareClose}},
	{nScheduled, []symbol{tSquare, nPrompt, tColon, nPrompt, tColon, tNumber, tSquareClose}},
	{nScheduled, []symbol{tSquare, nPrompt, tColon, tWhite, tNumber, tWhite, tSquareClose}},
	{nScheduled, []symbol{tSquare, nPrompt, tColon, tWhite, tNumber, tSquareClose}},
	{nScheduled, []symbol{tSquare, nPrompt, tColon, tNumber, tWhite, tSquareClose}},
	{nScheduled, []symbol{tSquare, nPrompt, tColon, tNumber, tSquareClose}},
	{nAlternate, []symbol{tSquare, nPrompt, nAlternatePlus, tSquareClose}},
	{nPlain, []symbol{tPlain}},
	{nStartPlus, []symbol{tBracket}},
	{nStartPlus, []symbol{nStartPlus, tBracket}},
	{nStartStar, []symbol{nPrompt}},
	{nStartStar, []symbol{nStartPlus}},
	{nStartStar, []symbol{nStartStar, nPrompt}},
	{nStartStar, []symbol{nStartStar, nStartPlus}},
	{nPromptStar, []symbol{nEmphasized}},
	{nPromptStar, []symbol{nScheduled}},
	{nPromptStar, []symbol{nAlternate}},
	{nPromptStar, []symbol{nPlain}},
	{nPromptStar, []symbol{tWhite}},
	{nPromptStar, []symbol{nPromptStar, nEmphasized}},
	{nPromptStar, []symbol{nPromptStar, nScheduled}},
	{nPromptStar, []symbol{nPromptStar, nAlternate}},
	{nPromptStar, []symbol{nPromptStar, nPlain}},
	{nPromptStar, []symbol{nPromptStar, tWhite}},
	{nAlternatePlus, []symbol{tBar, nPrompt}},
	{nAlternatePlus, []symbol{tBar}},
	{nAlternatePlus, []symbol{nAlternatePlus, tBar, nPrompt}},
	{nAlternatePlus, []symbol{nAlternatePlus, tBar}},
}

// predictions are, for every non-terminal, the rules that may begin there: its
// own, then those of what they begin with, breadth first.
var predictions = func() (all [nPlain + 1][]int16) {
	for source := range all {
		queue, seen := []symbol{symbol(source)}, map[symbol]bool{symbol(source): true}
		for len(queue) > 0 {
			next := queue[0]
			queue = queue[1:]
			for n, p := range productions {
				if p.origin != next {
					continue
				}
				all[source] = append(all[source], int16(n))
				if len(p.expansion) > 0 && p.expansion[0] >= 0 && !seen[p.expansion[0]] {
					seen[p.expansion[0]] = true
					queue = append(queue, p.expansion[0])
				}
			}
		}
	}
	return all
}()

// earleyItem is a rule read up to a place, from where in the text.
type earleyItem struct {
	rule  int16
	at    int16
	start int32
}

// expects returns the symbol that comes next, or complete.
func (i earleyItem) expects() (next symbol, complete bool) {
	p := productions[i.rule].expansion
	if int(i.at) == len(p) {
		return 0, true
	}
	return p[i.at], false
}

// itemSet is a set that keeps its order.
type itemSet struct {
	list []earleyItem
	has  map[earleyItem]bool
}

func (s *itemSet) add(i earleyItem) bool {
	if s.has == nil {
		s.has = map[earleyItem]bool{}
	} else if s.has[i] {
		return false
	}
	s.has[i] = true
	s.list = append(s.list, i)
	return true
}

// origins tells how the text up to a place can be read as a start: which of
// the rules of nStartStar do, and for those of two parts where the second
// begins, as it was found first.
type origins struct {
	prompt, raw   bool
	secondPrompt  int // 0 for none
	secondBracket int
}

// earley follows lark's parser over a text.
type earley struct {
	text    string
	columns []itemSet
	toScan  itemSet
	delayed map[int][]earleyItem
	from    []origins // by place
}

// promptSpans returns the stretches of a text that are read as prompts; what
// is between are brackets that stand for themselves. The last stretch is
// first.
func promptSpans(text string) []Span {
	e := earley{text: text, columns: make([]itemSet, 1, len(text)+1), delayed: map[int][]earleyItem{}, from: make([]origins, len(text)+1)}
	for _, rule := range predictions[nStart] {
		e.columns[0].add(earleyItem{rule: rule})
	}
	// Terminals go to the scanner.
	first := e.columns[0].list
	e.columns[0] = itemSet{}
	for _, item := range first {
		if next, complete := item.expects(); !complete && next < 0 {
			e.toScan.add(item)
		} else {
			e.columns[0].add(item)
		}
	}
	for at := 0; at < len(text); at++ {
		e.complete(at)
		e.scan(at)
	}
	e.complete(len(text))
	var spans []Span
	for at := len(text); at > 0; {
		switch o := e.from[at]; {
		case o.prompt:
			return append(spans, Span{0, at})
		case o.raw:
			return spans
		case o.secondPrompt > 0:
			spans = append(spans, Span{o.secondPrompt, at})
			at = o.secondPrompt
		case o.secondBracket > 0:
			at = o.secondBracket
		default:
			return spans
		}
	}
	return spans
}

// complete is lark's predict_and_complete.
func (e *earley) complete(at int) {
	column := &e.columns[at]
	stack := append([]earleyItem(nil), column.list...)
	var held [nPlain + 1]bool
	place := func(item earleyItem) {
		if next, complete := item.expects(); !complete && next < 0 {
			e.toScan.add(item)
		} else if column.add(item) {
			stack = append(stack, item)
		}
	}
	for len(stack) > 0 {
		item := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		next, complete := item.expects()
		if complete {
			origin := productions[item.rule].origin
			if int(item.start) == at {
				held[origin] = true
			}
			before := e.columns[item.start].list
			for _, originator := range before[:len(before):len(before)] {
				if want, done := originator.expects(); !done && want == origin {
					advanced := originator
					advanced.at++
					e.note(advanced, int(item.start), at)
					place(advanced)
				}
			}
			continue
		}
		for _, rule := range predictions[next] {
			place(earleyItem{rule: rule, start: int32(at)})
		}
		if held[next] {
			advanced := item
			advanced.at++
			place(advanced)
		}
	}
}

// note remembers how a start was come by.
func (e *earley) note(item earleyItem, second, at int) {
	p := productions[item.rule]
	if p.origin != nStartStar || item.start != 0 || int(item.at) != len(p.expansion) || second == at {
		return
	}
	o := &e.from[at]
	switch last := p.expansion[len(p.expansion)-1]; {
	case len(p.expansion) == 1 && last == nPrompt:
		o.prompt = true
	case len(p.expansion) == 1:
		o.raw = true
	case last == nPrompt && o.secondPrompt == 0:
		o.secondPrompt = second
	case last == nStartPlus && o.secondBracket == 0:
		o.secondBracket = second
	}
}

// scan is lark's scanner: terminals are kept until the place where they end.
func (e *earley) scan(at int) {
	var lengths [-tBar + 1]int
	for _, item := range e.toScan.list {
		terminal, _ := item.expects()
		n := &lengths[-terminal]
		if *n == 0 {
			if *n = terminalLength(terminal, e.text[at:]); *n == 0 {
				*n = -1
			}
		}
		if *n > 0 {
			e.delayed[at+*n] = append(e.delayed[at+*n], item)
		}
	}
	var column, toScan itemSet
	for _, item := range e.delayed[at+1] {
		item.at++
		if next, complete := item.expects(); !complete && next < 0 {
			toScan.add(item)
		} else {
			column.add(item)
		}
	}
	delete(e.delayed, at+1)
	e.columns = append(e.columns, column)
	e.toScan = toScan
}

// terminalLength returns the length of the terminal that a text begins with, 0
// for none.
func terminalLength(terminal symbol, text string) int {
	one := func(c byte) int {
		if text[0] == c {
			return 1
		}
		return 0
	}
	switch terminal {
	case tBracket:
		if text[0] != '\\' && isSpecial(text[0]) {
			return 1
		}
		return 0
	case tPlain:
		at := 0
		for at < len(text) && text[at] != '|' && (text[at] == '\\' || !isSpecial(text[at])) {
			if text[at] == '\\' {
				at++
				if at == len(text) || text[at] == '\n' {
					return at - 1
				}
			}
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
		}
		return at
	case tWhite:
		return spaceBehind(text)
	case tNumber:
		return numberLength(text)
	case tOpen:
		return one('(')
	case tClose:
		return one(')')
	case tSquare:
		return one('[')
	case tSquareClose:
		return one(']')
	case tColon:
		return one(':')
	}
	return one('|')
}
