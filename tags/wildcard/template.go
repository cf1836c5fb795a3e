package wildcard

import (
	"strconv"
	"strings"
)

// A prompt with wildcards and variants is a template: pieces of plain text,
// wildcards, and variants of templates. Dynamic prompts writes a variant as
//
//	{red|green|blue}         one of the three
//	{3::red|green}           red three times as often
//	{2$$a|b|c}               two of the three, with ", " between
//	{1-2$$ and $$a|b|c}      one or two, with " and " between
//
// A brace that never closes is plain text, and so is one behind a backslash.

// maxNesting bounds braces within braces; deeper ones are plain text.
const maxNesting = 32

// piece is a part of a template: a wildcard when name is set, a variant when
// options is, else plain text.
type piece struct {
	text    string // as written
	name    string
	options []option
	least   int // how many options are taken
	most    int
	joint   string
}

type option struct {
	weight float64
	pieces []piece
}

// parseTemplate cuts a text into its pieces. Variants are plain text, apart
// from the wildcards in them, unless they are asked for.
func parseTemplate(text string, variants bool) []piece {
	if !variants || strings.IndexByte(text, '{') < 0 {
		return plainPieces(nil, text)
	}
	p := templateParser{text: text, closing: matchBraces(text)}
	return p.pieces(0, len(text), 0)
}

// isPlain tells, without cutting it, a text that is but one piece of text.
func isPlain(text string, variants bool) bool {
	return !strings.Contains(text, "__") && !(variants && strings.IndexByte(text, '{') >= 0)
}

// matchBraces returns, for the offset of every opening brace that closes, the
// offset of its closing one, and 0 everywhere else.
func matchBraces(text string) []int {
	closing := make([]int, len(text))
	var open []int
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '{':
			open = append(open, i)
		case '}':
			if n := len(open); n > 0 {
				closing[open[n-1]] = i
				open = open[:n-1]
			}
		}
	}
	return closing
}

// plainPieces appends the pieces of a text without variants.
func plainPieces(pieces []piece, text string) []piece {
	at := 0
	for _, ref := range Find(text) {
		if ref.Start > at {
			pieces = append(pieces, piece{text: text[at:ref.Start]})
		}
		pieces = append(pieces, piece{text: ref.Of(text), name: ref.Name})
		at = ref.End
	}
	if at < len(text) {
		pieces = append(pieces, piece{text: text[at:]})
	}
	return pieces
}

type templateParser struct {
	text    string
	closing []int
}

func (p *templateParser) pieces(start, end, depth int) []piece {
	var pieces []piece
	plain := start
	for i := start; i < end; i++ {
		switch p.text[i] {
		case '\\':
			i++
		case '{':
			last := p.closing[i]
			if last == 0 || depth >= maxNesting {
				continue
			}
			pieces = plainPieces(pieces, p.text[plain:i])
			pieces = append(pieces, p.variant(i, last, depth))
			plain, i = last+1, last
		}
	}
	if plain < end {
		pieces = plainPieces(pieces, p.text[plain:end])
	}
	return pieces
}

// variant reads the variant whose braces stand at two offsets.
func (p *templateParser) variant(open, last, depth int) piece {
	v := piece{text: p.text[open : last+1], least: 1, most: 1, joint: ", "}
	start := p.blank(open+1, last)
	if start < last && strings.IndexByte("~@!", p.text[start]) >= 0 {
		start++
	}
	if head, rest, found := strings.Cut(p.text[start:last], "$$"); found {
		if least, most, ok := readRange(head); ok {
			v.least, v.most = least, most
			start = last - len(rest)
			joint, behind, found := strings.Cut(rest, "$$")
			if found && !strings.ContainsAny(joint, "|{}") {
				v.joint = joint
				start = last - len(behind)
			}
		}
	}
	for i := start; i <= last; i++ {
		switch {
		case i == last || p.text[i] == '|':
			v.options = append(v.options, p.option(start, i, depth))
			start = i + 1
		case p.text[i] == '\\':
			i++
		case p.text[i] == '{':
			if inner := p.closing[i]; inner > 0 {
				i = inner
			}
		}
	}
	if v.lines() == "" {
		v.most = min(v.most, len(v.options))
		v.least = min(v.least, v.most)
	}
	return v
}

// lines returns the name of the wildcard that a variant takes several entries
// of, "{2$$__name__}", or "" where it is another variant.
func (p piece) lines() string {
	if len(p.options) == 1 && p.most > 1 && len(p.options[0].pieces) == 1 {
		return p.options[0].pieces[0].name
	}
	return ""
}

// blank returns where white space ends, which does not count at the beginning
// of a variant and of its options.
func (p *templateParser) blank(at, end int) int {
	for at < end && strings.IndexByte(" \t\r\n", p.text[at]) >= 0 {
		at++
	}
	return at
}

func (p *templateParser) option(start, end, depth int) option {
	o := option{weight: 1}
	start = p.blank(start, end)
	if number, _, found := strings.Cut(p.text[start:end], "::"); found && isNumber(number) {
		if w, err := strconv.ParseFloat(strings.TrimSpace(number), 64); err == nil {
			o.weight = w
			start += len(number) + 2
		}
	}
	if start < end {
		o.pieces = p.pieces(start, end, depth+1)
	}
	return o
}

// readRange reads how many options a variant takes: "2", "1-3", "-3", "2-".
// An open end takes as many as there are.
func readRange(s string) (least, most int, ok bool) {
	from, to, dash := strings.Cut(strings.TrimSpace(s), "-")
	if !dash {
		n, err := strconv.Atoi(from)
		return n, n, err == nil && n >= 0
	}
	least, most = 0, MaxEntries
	var err error
	if from != "" {
		if least, err = strconv.Atoi(from); err != nil {
			return 0, 0, false
		}
	}
	if to != "" {
		if most, err = strconv.Atoi(to); err != nil {
			return 0, 0, false
		}
	}
	if most < least {
		least, most = most, least
	}
	return least, most, (from != "" || to != "") && least >= 0
}
