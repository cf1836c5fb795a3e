package picture

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tailor/data/pattern"
)

// The nodes of cg-use-everywhere send what they get to every input of its type
// that has no link, "Anything Everywhere" and its kin. ComfyUI's screen makes
// links of that when it sends a workflow; a saved one lists them, or in older
// versions has the nodes alone.

// everywhereLink is a link as such a list has it, a node by its number or that as
// a text.
type everywhereLink struct {
	To     any         `json:"downstream"`
	Input  json.Number `json:"downstream_slot"`
	From   any         `json:"upstream"`
	Output json.Number `json:"upstream_slot"`
}

// broadcast is what one of these nodes sends.
type broadcast struct {
	link         savedLink
	title, input *regexp.Regexp // of the nodes and inputs that it is for, nil for all
	priority     int
}

// longestTitle is how many bytes a title or a label may have that is looked at.
const longestTitle = 500

// everywhere adds the links that such nodes make.
func (s *scope) everywhere() {
	add := func(n *savedNode, input int, l savedLink) {
		number := json.Number("everywhere " + strconv.Itoa(len(s.links)))
		s.links[number.String()] = l
		n.Inputs[input].Link = &number
	}
	for _, l := range s.graph.Extra.Everywhere {
		n, input, output := s.nodes[plainValue(l.To)], whole(l.Input), whole(l.Output)
		if n != nil && input >= 0 && input < len(n.Inputs) && n.Inputs[input].Link == nil {
			add(n, input, savedLink{from: plainValue(l.From), output: output})
		}
	}
	if len(s.graph.Extra.Everywhere) > 0 {
		return
	}
	sent := s.broadcasts()
	if len(sent) == 0 {
		return
	}
	fit := func(find *regexp.Regexp, text string) bool {
		return find == nil || len(text) < longestTitle && s.Take(len(text)) == nil && find.MatchString(text)
	}
	for id, n := range s.nodes {
		for i, in := range n.Inputs {
			if in.Link != nil || in.Widget != nil || s.Step(len(sent)) != nil {
				continue
			}
			fits := slices.DeleteFunc(slices.Clone(sent), func(b broadcast) bool {
				title := cmp.Or(n.Title, n.Properties.Name, n.Type)
				return b.link.from == id || b.link.kind != plainValue(in.Type) || !fit(b.title, title) || !fit(b.input, cmp.Or(in.Label, in.Name))
			})
			slices.SortFunc(fits, func(a, b broadcast) int { return b.priority - a.priority })
			// Of two of one priority neither is taken.
			if len(fits) == 1 || len(fits) > 1 && fits[0].priority > fits[1].priority {
				add(n, i, fits[0].link)
			}
		}
	}
}

var (
	positiveInput = pattern.Of(`(_|\b)pos(itive|_|\b)|^prompt|正面`)
	negativeInput = pattern.Of(`(_|\b)neg(ative|_|\b)|负面`)
	seedInput     = pattern.Of(`seed|随机种`)
)

// broadcasts returns what the nodes of this graph send everywhere.
func (s *scope) broadcasts() []broadcast {
	var sent []broadcast
	for id, n := range s.nodes {
		if n.bypassed() {
			continue
		}
		of := broadcast{}
		switch {
		case n.Type == "Seed Everywhere":
			sent = append(sent, broadcast{link: savedLink{from: id, kind: "INT"}, input: seedInput(), priority: 5})
			continue
		case n.Type == "Anything Everywhere?":
			var patterns []string
			_ = s.Decode(n.Values, &patterns) // of another kind: it is for all
			for k, to := range []**regexp.Regexp{&of.title, &of.input} {
				if k >= len(patterns) {
					continue
				}
				if find := foreignSearch(s.Budget, patterns[k]); find != nil { // nil for what only JavaScript reads
					*to = find.Regexp
				}
			}
			of.priority = 10
		case n.Type == "Prompts Everywhere":
			of.priority = 5
		case n.Type == "Anything Everywhere":
			of.priority = 2
		case !strings.HasPrefix(n.Type, "Anything Everywhere"):
			continue
		}
		for k, in := range n.Inputs {
			if in.Link == nil {
				continue
			}
			l, ok := s.links[in.Link.String()]
			if !ok {
				continue
			}
			if from := s.nodes[l.from]; (l.kind == "" || l.kind == "*") && from != nil && l.output >= 0 && l.output < len(from.Outputs) {
				l.kind = plainValue(from.Outputs[l.output].Type)
			}
			of.link = l
			if n.Type == "Prompts Everywhere" {
				if of.input = positiveInput(); k == 1 {
					of.input = negativeInput()
				}
			}
			sent = append(sent, of)
		}
	}
	return sent
}
