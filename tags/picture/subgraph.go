package picture

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tailor/tags/picture/container"
)

// deepest is how many subgraphs may lie within one another.
const deepest = 16

// Ends of links in a subgraph: its own inputs and its own outputs.
const (
	subgraphInput  = "-10"
	subgraphOutput = "-20"
)

// unfolding puts the nodes of subgraphs beside those of the workflow, as
// ComfyUI's screen does before it sends the workflow.
type unfolding struct {
	*container.Budget
	subgraphs map[string]*savedGraph // by the type that their nodes have
	nodes     map[string]node        // that were found, by their names
}

// scope is a workflow, or a subgraph where it is used.
type scope struct {
	*unfolding
	graph  *savedGraph
	nodes  map[string]*savedNode
	links  map[string]savedLink // by their numbers
	outer  *scope               // that it is used in, nil for the workflow
	host   *savedNode           // the node that stands for it there
	inside map[string]*scope    // the subgraphs that are used here, by their nodes
	depth  int
	off    bool // bypassed as a whole

	proxies []proxy // the boxes inside that its node shows
	values  []any   // of the node's boxes, those of proxies in their order

	path    string                    // the nodes on the way here, as names begin
	outputs map[int]string            // the links to each of its outputs
	stores  map[string]*json.Number   // what its SetNodes keep
	shown   map[string]map[string]any // what is said for boxes of its nodes, nil until it is asked for
}

// stepsAScope is what a subgraph costs wherever it is used, in steps.
const stepsAScope = 256

// savedLink is a link by its ends, nodes and slots.
type savedLink struct {
	from, to      string
	output, input int
	kind          string // of what goes through, "CLIP"; "" where it is not said
}

// readLink reads a link as a list, or as an object as subgraphs have them.
func readLink(budget *container.Budget, raw json.RawMessage) (number string, l savedLink, ok bool) {
	var list []any
	if len(raw) > 0 && raw[0] == '[' {
		if budget.Decode(raw, &list) != nil || len(list) < 5 {
			return "", l, false
		}
	} else {
		var o struct {
			ID     json.Number `json:"id"`
			From   json.Number `json:"origin_id"`
			Output json.Number `json:"origin_slot"`
			To     json.Number `json:"target_id"`
			Input  json.Number `json:"target_slot"`
			Kind   any         `json:"type"`
		}
		if budget.Decode(raw, &o) != nil {
			return "", l, false
		}
		list = []any{o.ID, o.From, o.Output, o.To, o.Input, o.Kind}
	}
	l = savedLink{from: plainValue(list[1]), output: whole(list[2]), to: plainValue(list[3]), input: whole(list[4])}
	if len(list) > 5 {
		l.kind = plainValue(list[5])
	}
	return plainValue(list[0]), l, true
}

// whole returns a whole number of JSON, 0 for what is none.
func whole(v any) int {
	n, _ := v.(json.Number)
	i, _ := n.Int64()
	return int(i)
}

// scope reads the nodes and links of a graph.
func (u *unfolding) scope(graph *savedGraph, outer *scope, host *savedNode) *scope {
	s := &scope{unfolding: u, graph: graph, outer: outer, host: host,
		nodes: map[string]*savedNode{}, links: map[string]savedLink{}, inside: map[string]*scope{},
		outputs: map[int]string{}, stores: map[string]*json.Number{}}
	if u.Step(stepsAScope) != nil {
		return s
	}
	if outer != nil {
		s.depth, s.off = outer.depth+1, outer.off || host.bypassed()
		s.path = outer.name(host.ID.String()) + ":"
		s.readProxies()
	}
	for _, raw := range graph.Links {
		if number, l, ok := readLink(u.Budget, raw); ok {
			s.links[number] = l
			if _, taken := s.outputs[l.input]; l.to == subgraphOutput && !taken {
				s.outputs[l.input] = number
			}
		}
	}
	for _, raw := range graph.Nodes {
		n := new(savedNode)
		_ = u.Decode(raw, n) // a field of another kind than is known leaves the others readable
		if u.Err != nil || n.Type == "" || n.muted() {
			continue
		}
		id := n.ID.String()
		s.nodes[id] = n
		if sub := u.subgraphs[n.Type]; sub != nil && s.depth < deepest && !s.within(sub) {
			s.inside[id] = u.scope(sub, s, n)
		}
	}
	s.everywhere()
	for _, n := range s.nodes {
		if name, ok := n.kept("setnode"); ok && s.stores[name] == nil {
			if in := slices.IndexFunc(n.Inputs, func(in savedSlot) bool { return in.Link != nil }); in >= 0 {
				s.stores[name] = n.Inputs[in].Link
			}
		}
	}
	return s
}

// within reports whether this lies in a subgraph, which holds itself then.
func (s *scope) within(sub *savedGraph) bool {
	return s.graph == sub || s.outer != nil && s.outer.within(sub)
}

// unfold adds the nodes of a graph, and of the subgraphs in it, to those that
// were found.
func (s *scope) unfold() {
	for id, n := range s.nodes {
		if in := s.inside[id]; in != nil {
			in.unfold()
			continue
		}
		inputs := n.boxes(s.Budget)
		maps.Copy(inputs, s.promoted(id))
		for _, in := range n.Inputs {
			origin := s.origin(in.Link, 0)
			if origin == nil {
				continue
			}
			name := in.Name
			if n.Type == "Reroute" {
				name = "conditioning"
				inputs["text"] = origin
			}
			inputs[name] = origin
		}
		out := node{id: s.name(id), Class: n.Type, Inputs: inputs, off: s.off || n.bypassed()}
		out.Meta.Title = n.Title
		s.unfolding.nodes[out.id] = out
	}
}

// name is what a node is called in the unfolded workflow, "" past the budget:
// those on the way to it may have long names.
func (s *scope) name(id string) string {
	if s.Take(len(s.path)) != nil {
		return ""
	}
	return s.path + id
}

// origin returns what comes by a link of a number: a link in the unfolded
// workflow, or the value of a box of a subgraph; nil for neither. Steps bound
// the way there.
func (s *scope) origin(number *json.Number, steps int) any {
	if number == nil {
		return nil
	}
	l, ok := s.links[number.String()]
	if !ok || steps > 4*deepest || s.Step(1) != nil {
		return nil
	}
	if l.from == subgraphInput {
		if s.outer == nil || l.output < 0 || l.output >= len(s.graph.Inputs) {
			return nil
		}
		return s.given(s.graph.Inputs[l.output].Name, steps+1)
	}
	if name, ok := s.nodes[l.from].kept("getnode"); ok {
		return s.stored(name, steps+1)
	}
	in := s.inside[l.from]
	if in == nil {
		return []any{s.name(l.from), json.Number(strconv.Itoa(l.output))}
	}
	if number := json.Number(in.outputs[l.output]); number != "" {
		return in.origin(&number, steps+1)
	}
	return nil
}

// kept returns the name under which a node keeps a value or has one kept, which
// sets of nodes have instead of a link: SetNode and GetNode. kind is one of them,
// in small letters.
func (n *savedNode) kept(kind string) (name string, ok bool) {
	if n == nil || !strings.HasSuffix(strings.ToLower(n.Type), kind) {
		return "", false
	}
	var values []string
	if json.Unmarshal(n.Values, &values) != nil || len(values) == 0 {
		return "", false
	}
	return values[0], true
}

// stored returns what a SetNode here or further out keeps under a name.
func (s *scope) stored(name string, steps int) any {
	for ; s != nil; s = s.outer {
		if link := s.stores[name]; link != nil {
			return s.origin(link, steps)
		}
	}
	return nil
}

// given returns what a subgraph is given for one of its inputs: what is linked
// to it, else what its box holds.
func (s *scope) given(input string, steps int) any {
	if s.Step(len(s.host.Inputs)+len(s.proxies)) != nil {
		return nil
	}
	for _, in := range s.host.Inputs {
		if in.Name == input && in.Link != nil {
			if origin := s.outer.origin(in.Link, steps); origin != nil {
				return origin
			}
		}
	}
	if value, ok := s.outer.promoted(s.host.ID.String())[input]; ok {
		return value // a box of a subgraph in a subgraph, shown outside of both
	}
	for i, p := range s.proxies {
		if p.node == "-1" && p.box == input && i < len(s.values) {
			return s.values[i]
		}
	}
	if len(s.proxies) > 0 {
		return nil
	}
	// An older screen lists the boxes of the inputs that have one, in order.
	i := 0
	for _, in := range s.host.Inputs {
		if in.Widget == nil {
			continue
		}
		if in.Name == input && i < len(s.values) {
			return s.values[i]
		}
		i++
	}
	var named map[string]any
	if s.Decode(s.host.Values, &named) == nil {
		return named[input]
	}
	return nil
}

// proxy is a box inside a subgraph that its node shows: the number of the
// node, "-1" for an input of the subgraph itself, and the box's name.
type proxy struct{ node, box string }

// readProxies reads which boxes a subgraph's node shows, and what they hold.
func (s *scope) readProxies() {
	_ = s.Decode(s.host.Values, &s.values)
	list := array(s.host.Properties.Proxies)
	if text, ok := s.host.Properties.Proxies.(string); ok {
		_ = s.Decode([]byte(text), &list)
	}
	for _, p := range list {
		pair := array(p)
		if len(pair) < 2 {
			pair = []any{"", ""} // it holds its place
		}
		// A box of a subgraph within is named "node: its node: box".
		box := str(pair[1])
		box = box[strings.LastIndex(box, ": ")+1:]
		s.proxies = append(s.proxies, proxy{plainValue(pair[0]), strings.TrimSpace(box)})
	}
}

// promoted returns what the node of this subgraph says for boxes of a node
// inside, by their names: it comes before what the node itself says.
func (s *scope) promoted(id string) map[string]any {
	if s.outer == nil {
		return nil
	}
	if s.shown == nil {
		s.shown = map[string]map[string]any{}
		show := func(p proxy, value any) {
			if s.shown[p.node] == nil {
				s.shown[p.node] = map[string]any{}
			}
			s.shown[p.node][p.box] = value
		}
		for i, p := range s.proxies {
			if i < len(s.values) && s.values[i] != nil {
				show(p, s.values[i])
			}
		}
		outer := s.outer.promoted(s.host.ID.String())
		for _, p := range s.proxies {
			if value := outer[p.box]; value != nil {
				show(p, value)
			}
		}
	}
	return s.shown[id]
}
