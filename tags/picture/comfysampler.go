package picture

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tailor/data/printable"
)

// isSampler tells a node that samples: the web of nodes is read from it
// backwards.
func (n node) isSampler() bool {
	_, positive := n.Inputs["positive"]
	_, guider := n.Inputs["guider"]
	return (positive || guider || n.piped()) && !n.off && strings.Contains(strings.ToLower(n.Class), "sampler")
}

// samples reports whether a node that is called otherwise samples too, as those
// do that enlarge a picture or draw a part of it again.
func (n node) samples() bool {
	_, positive := n.link("positive")
	return positive && !n.off && n.Inputs["steps"] != nil && n.Inputs["cfg"] != nil
}

// sampler returns the sampler that works first: the one whose latent picture
// comes from no other sampler, the one with the smallest number among those.
func (g *graph) sampler() (node, bool) {
	best := ""
	for _, id := range g.samplers() {
		n := g.nodes[id]
		if best != "" && g.nodes[best].isSampler() && !n.isSampler() {
			break
		}
		if best == "" || g.startsEmpty(id) && !g.startsEmpty(best) {
			best = id
		}
	}
	n, ok := g.nodes[best]
	return n, ok
}

// samplers returns the numbers of the nodes that sample, those that are called
// samplers first.
func (g *graph) samplers() []string {
	var named, others []string
	for id, n := range g.nodes {
		if n.isSampler() {
			named = append(named, id)
		} else if n.samples() {
			others = append(others, id)
		}
	}
	slices.SortFunc(named, compareIDs)
	slices.SortFunc(others, compareIDs)
	return append(named, others...)
}

func (g *graph) startsEmpty(id string) bool {
	latent, ok := g.linked(g.nodes[id], "latent_image")
	return ok && strings.Contains(latent.Class, "Empty")
}

func compareIDs(a, b string) int {
	x, errX := strconv.Atoi(a)
	y, errY := strconv.Atoi(b)
	if errX == nil && errY == nil {
		return cmp.Compare(x, y)
	}
	return strings.Compare(a, b)
}

// guider returns the node that a sampler has its texts from, itself without one.
func (g *graph) guider(sampler node) node {
	if guider, ok := g.linked(sampler, "guider"); ok {
		return guider
	}
	return sampler
}

// texts returns the prompt and the negative prompt of a sampler or guider.
func (g *graph) texts(from node) (positive, negative string) {
	positive = g.of(from, "positive")
	if positive == "" {
		positive = g.conditioning(from, "conditioning") // a guider without negative
	}
	return positive, g.of(from, "negative")
}

// mostSamplers is how many other samplers are asked for their texts.
const mostSamplers = 16

// noteOthers notes the prompts of the samplers that do not work first, as those
// of a second pass, where they differ.
func (g *graph) noteOthers(first node) {
	other := graph{Budget: g.Budget, nodes: g.nodes, links: g.links, p: Prompt{Source: g.p.Source}, looking: true,
		stops: map[string]node{}, through: map[string]node{}, forks: map[string]node{}}
	seen := []string{g.p.Positive, g.p.Negative}
	ids := g.samplers()
	for _, id := range ids[:min(len(ids), mostSamplers)] {
		if id == first.id {
			continue
		}
		positive, negative := other.texts(g.guider(g.nodes[id]))
		for k, text := range []string{positive, negative} {
			if text == "" || slices.Contains(seen, text) || g.Err != nil {
				continue
			}
			seen = append(seen, text)
			g.p.note(fmt.Sprintf("%s of another sampler (node %s) is left out: %s", []string{"the prompt", "the negative prompt"}[k], id, printable.Short(text, 80)))
		}
	}
}
