package picture

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// stop notes the node that a text could not be followed beyond. The first is
// the one that is furthest from the sampler.
func (g *graph) stop(n node) {
	if _, known := g.stops[g.role]; !known && n.Class != "" {
		g.stops[g.role] = n
	}
}

// blank reports whether a node holds a text that is empty: its author wants
// none.
func (n node) blank() bool {
	return slices.ContainsFunc(textInputs, func(input string) bool {
		s, ok := n.Inputs[input].(string)
		return ok && strings.TrimSpace(s) == ""
	})
}

// longest returns the longest of the texts that a node holds by names that are
// not known, of several words, which a choice of its own has not.
func (n node) longest() string {
	best := ""
	for _, v := range n.Inputs {
		if s, ok := v.(string); ok && strings.ContainsAny(s, " ,") && (len(s) > len(best) || len(s) == len(best) && s > best) {
			best = s
		}
	}
	return best
}

// roleOf returns the role that a name speaks of, of an input, a title or a
// class, "" for none.
func roleOf(name string) string {
	name = strings.ToLower(name)
	is := func(short string) bool {
		return name == short || strings.HasPrefix(name, short+"_") || strings.HasSuffix(name, "_"+short)
	}
	switch {
	case holdsAny(name, "negative", "uncond") || is("neg"):
		return "negative"
	case strings.Contains(name, "positive") || is("pos"):
		return "positive"
	}
	return ""
}

// refuses reports whether a text speaks of what negatives refuse and prompts
// hardly ever want, by the default profile.
func refuses(text string) bool {
	p := profile.RouWei()
	return slices.ContainsFunc(prompt.Read(text[:min(len(text), 4096)]).Parts, func(part prompt.Part) bool { return p.Refuses(part.Text) })
}

// textNode is a node with a text, as it is found on the way up from another.
type textNode struct {
	node
	text, role string
	distance   int // in links
}

// whatIs is what a role's text is called.
var whatIs = map[string]string{"positive": "the prompt", "negative": "the negative"}

// guess takes, for a text that could not be followed, the nearest text of its
// role, and says so. The role is in the name of an input or a node on the way,
// or in what the text speaks of. No text is taken for both.
func (g *graph) guess(from node) {
	p := &g.p
	if p.Positive == "" && p.Negative == "" && len(g.stops) == 0 {
		g.stops["positive"] = from
		g.stops["negative"] = from
	}
	if p.Positive != "" && p.Positive == p.Negative && !g.sameLink(from) {
		// One way of several was taken for both, though they come by two links.
		if fork, ok := g.forks["positive"]; ok {
			p.Positive, g.stops["positive"] = "", fork
		}
		if n, ok := g.through["negative"]; ok {
			p.Negative, g.stops["negative"] = "", n
		}
	}
	for _, role := range []string{"positive", "negative"} {
		if fork, ok := g.forks[role]; ok && g.stops[role].id != fork.id {
			p.note(whatIs[role] + " comes through " + fork.Class + " (node " + fork.id + "), which has several texts: the first is taken")
		}
	}
	taken := map[string]bool{p.Positive: true, p.Negative: true}
	// The negative first, by its name or words, so that it is not the prompt;
	// then once more, as it may be what the prompt has left.
	for k, role := range []string{"negative", "positive", "negative"} {
		to := &p.Positive
		if role == "negative" {
			to = &p.Negative
		}
		stopped, ok := g.stops[role]
		if *to != "" || !ok {
			continue
		}
		text := g.nearest(stopped, role, taken, k > 0)
		if text == "" && k == 0 {
			continue
		}
		*to, taken[text] = text, true
		note := whatIs[role] + " could not be followed beyond " + stopped.Class + " (node " + stopped.id + ")"
		if text != "" {
			note += ": the nearest text by its role is taken"
		}
		p.note(note)
	}
}

// sameLink reports whether prompt and negative are one and the same link.
func (g *graph) sameLink(from node) bool {
	positive, ok := from.link("positive")
	negative, also := from.link("negative")
	return ok && also && positive == negative
}

// nearest returns the text of a role that is nearest to a node among those
// above it, else among all of the graph, of those that are not taken; "" where
// none speaks of the role. Of two texts above it one is the prompt and so, with
// left, the other one the negative.
func (g *graph) nearest(n node, role string, taken map[string]bool, left bool) string {
	above := g.textsAbove(n)
	if text := g.best(slices.Clone(above), role, taken); text != "" {
		return text
	}
	all := g.allTexts()
	slices.SortStableFunc(all, func(a, b textNode) int { return cmp.Or(len(b.text)-len(a.text), compareIDs(a.id, b.id)) })
	if text := g.best(all, role, taken); text != "" {
		return text
	}
	if left && role == "negative" && len(above) == 2 && taken[g.quietly(above[0].text)] != taken[g.quietly(above[1].text)] {
		for k := range above {
			above[k].role = role
		}
		return g.best(above, role, taken)
	}
	return ""
}

// best returns the best text of a role: one that is named so first, then the
// nearest, then the first.
func (g *graph) best(all []textNode, role string, taken map[string]bool) string {
	all = slices.DeleteFunc(all, func(t textNode) bool {
		return t.role != role && (t.role != "" || role == "negative") || taken[g.quietly(t.text)]
	})
	slices.SortStableFunc(all, func(a, b textNode) int {
		switch {
		case a.role == b.role:
			return a.distance - b.distance
		case a.role == role:
			return -1
		}
		return 1
	})
	if len(all) == 0 {
		return ""
	}
	return g.literal(all[0].text)
}

// quietly is literal without its notes.
func (g *graph) quietly(text string) string {
	notes := len(g.p.Notes)
	text = g.literal(text)
	g.p.Notes = g.p.Notes[:notes]
	return text
}

// textsAbove returns the texts from which links lead to a node, its own first.
func (g *graph) textsAbove(n node) []textNode {
	type place struct {
		id, role string
		distance int
	}
	seen := map[string]bool{n.id: true}
	queue := []place{{n.id, "", 0}}
	var found []textNode
	for len(queue) > 0 && g.Step(1) == nil {
		at := queue[0]
		queue = queue[1:]
		n := g.nodes[at.id]
		role := cmp.Or(roleOf(n.Meta.Title), roleOf(n.Class), at.role)
		if t, ok := g.textOf(n, role, at.distance); ok {
			found = append(found, t)
			continue
		}
		for _, input := range slices.Sorted(maps.Keys(n.Inputs)) {
			if l, ok := n.link(input); ok && !notText[strings.ToLower(input)] && !seen[l.node] {
				seen[l.node] = true
				queue = append(queue, place{l.node, cmp.Or(roleOf(input), role), at.distance + 1})
			}
		}
	}
	return found
}

// allTexts returns the texts of all nodes.
func (g *graph) allTexts() []textNode {
	var found []textNode
	for _, n := range g.nodes {
		if t, ok := g.textOf(n, cmp.Or(roleOf(n.Meta.Title), roleOf(n.Class)), 0); ok {
			found = append(found, t)
		}
	}
	return found
}

// textOf returns the text of a node that holds one: encoders and nodes of texts
// do, and no others.
func (g *graph) textOf(n node, role string, distance int) (textNode, bool) {
	class := strings.ToLower(n.Class)
	if n.off || !holdsAny(class, "encode", "prompt", "text", "string") {
		return textNode{}, false
	}
	g.role = "" // what stops this is not what stopped the text
	text := g.nodeText(n, 0)
	if text == "" {
		text = n.longest()
	}
	if text == "" || isFileName(text) || g.Err != nil {
		return textNode{}, false
	}
	if role == "" && refuses(text) {
		role = "negative"
	}
	return textNode{n, text, role, distance}, true
}
