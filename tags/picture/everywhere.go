package picture

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"

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
	sender       *savedNode
	near         everywhereRules
	groups       *regexp.Regexp // of the titles of the groups that it is for, nil for all nodes
	priority     int
}

// everywhereRules are what a node's properties restrict: by the group or the
// colour that it has, 1 or true to those of the same, 2 to others. From version 7
// on the patterns stand there too.
type everywhereRules struct {
	Group       any `json:"group_restricted"`
	Color       any `json:"color_restricted"`
	TitleRegex  any `json:"title_regex"`
	InputRegex  any `json:"input_regex"`
	GroupRegex  any `json:"group_regex"`
	Priority    any `json:"priority"`
	PriorityAdd any `json:"priority_boost"`
}

// restriction returns what is restricted to, 0 for nothing.
func restriction(rule any) int {
	if set, _ := rule.(bool); set {
		return 1
	}
	return whole(rule)
}

// savedGroup is a frame on ComfyUI's screen: what has its middle in it is of it.
type savedGroup struct {
	Title    string         `json:"title"`
	Bounding [4]json.Number `json:"bounding"` // left, top, width, height
}

// holds reports whether a place lies in the group.
func (g *savedGroup) holds(x, y float64) bool {
	var of [4]float64
	for k, n := range g.Bounding {
		of[k], _ = n.Float64()
	}
	return of[0] <= x && x < of[0]+of[2] && of[1] <= y && y < of[1]+of[3]
}

// coordinates returns the two numbers of a list, or of an object that names them
// "0" and "1".
func coordinates(v any) (x, y float64) {
	at := func(k int) float64 {
		var n json.Number
		switch v := v.(type) {
		case []any:
			if k < len(v) {
				n, _ = v[k].(json.Number)
			}
		case map[string]any:
			n, _ = v[strconv.Itoa(k)].(json.Number)
		}
		f, _ := n.Float64()
		return f
	}
	return at(0), at(1)
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
	groups := make(map[*savedNode][]int, len(s.nodes)) // that hold a node
	for _, n := range s.nodes {
		x, y := coordinates(n.Position)
		w, h := coordinates(n.Size)
		for k := range s.graph.Groups {
			if s.Step(1) != nil {
				return
			}
			if s.graph.Groups[k].holds(x+w/2, y+h/2) {
				groups[n] = append(groups[n], k)
			}
		}
	}
	fit := func(find *regexp.Regexp, text string) bool {
		return find == nil || len(text) < longestTitle && s.Take(len(text)) == nil && find.MatchString(text)
	}
	within := func(rule any, same bool) bool {
		r := restriction(rule)
		return r == 0 || same == (r == 1)
	}
	for id, n := range s.nodes {
		title := cmp.Or(n.Title, n.Properties.Name, n.Type)
		for i, in := range n.Inputs {
			if in.Link != nil || in.Widget != nil || s.Step(len(sent)*(1+len(groups[n]))) != nil {
				continue
			}
			fits := slices.DeleteFunc(slices.Clone(sent), func(b broadcast) bool {
				ofGroup := slices.ContainsFunc(groups[n], func(k int) bool { return slices.Contains(groups[b.sender], k) })
				return b.link.from == id || b.link.kind != plainValue(in.Type) || !fit(b.title, title) || !fit(b.input, cmp.Or(in.Label, in.Name)) ||
					!within(b.near.Group, ofGroup) || !within(b.near.Color, plainValue(b.sender.Color) == plainValue(n.Color)) ||
					b.groups != nil && !slices.ContainsFunc(groups[n], func(k int) bool { return fit(b.groups, s.graph.Groups[k].Title) })
			})
			slices.SortStableFunc(fits, func(a, b broadcast) int { return cmp.Compare(b.priority, a.priority) })
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

// everywherePriority is that of a node before what it restricts, in tenths.
var everywherePriority = map[string]int{"Anything Everywhere?": 100, "Prompts Everywhere": 50, "Seed Everywhere": 50, "Anything Everywhere": 20, "Anything Everywhere3": 0}

// rules returns what one of these nodes restricts, as a broadcast without a link.
func (s *scope) rules(n *savedNode) broadcast {
	of := broadcast{sender: n, near: n.Properties.everywhereRules, priority: everywherePriority[n.Type]}
	patterns := make([]any, 3) // of titles, inputs, groups
	if in7 := n.Properties.Everywhere; in7 != nil {
		of.near = *in7
		patterns = []any{in7.TitleRegex, in7.InputRegex, in7.GroupRegex}
	} else if n.Type == "Anything Everywhere?" {
		_ = s.Decode(n.Values, &patterns) // of another kind: it is for all
	}
	for k, to := range []**regexp.Regexp{&of.title, &of.input, &of.groups} {
		if k >= len(patterns) {
			continue
		}
		source, _ := patterns[k].(string)
		if source == "" || source == ".*" {
			continue
		}
		if find := foreignSearch(s.Budget, source); find != nil { // nil for what only JavaScript reads
			*to = find.Regexp
		}
	}
	if n.Properties.Everywhere != nil && (of.title != nil || of.input != nil || of.groups != nil) {
		of.priority += 200
	}
	if restriction(of.near.Group) > 0 {
		of.priority++
	}
	if restriction(of.near.Color) > 0 {
		of.priority += 3
	}
	of.priority += 10 * whole(of.near.PriorityAdd)
	if p, ok := of.near.Priority.(json.Number); ok {
		of.priority = 10 * whole(p)
	}
	return of
}

// broadcasts returns what the nodes of this graph send everywhere.
func (s *scope) broadcasts() []broadcast {
	var sent []broadcast
	for id, n := range s.nodes {
		if _, ok := everywherePriority[n.Type]; !ok || n.bypassed() {
			continue
		}
		of := s.rules(n)
		if n.Type == "Seed Everywhere" {
			of.link, of.input = savedLink{from: id, kind: "INT"}, seedInput()
			sent = append(sent, of)
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
