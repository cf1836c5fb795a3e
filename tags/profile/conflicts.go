package profile

import (
	"slices"
	"sort"

	"tailor/tags"
)

// sets returns the sets of tags that exclude each other.
func (c Contradiction) sets() [][]string {
	if len(c.OneOf) == 0 {
		return [][]string{c.A, c.B}
	}
	sets := make([][]string, len(c.OneOf))
	for i, tag := range c.OneOf {
		sets[i] = []string{tag}
	}
	return sets
}

// Conflict is a contradiction between two tags of a prompt.
type Conflict struct {
	// First and Second are the tags' places in the list asked about, First
	// being the smaller.
	First, Second int
	// Drop is First or Second where that tag is certainly to be taken out,
	// else -1.
	Drop int
	// Scope is the contradiction's: Always, Picture or Subject.
	Scope string
	// Why is a clause: "the eyes are open or shut".
	Why string
	// Group reports that the two are of one of the profile's groups.
	Group bool
}

// farthest is how many tags of a contradiction before one are held against it: a
// prompt of a thousand chunks has a million pairs, each of which has a nearer one.
const farthest = 32

// Conflicts returns the contradictions in one prompt, whose tags are given in
// any spelling. Whether a contradiction holds is settled by how many pictures
// and subjects the prompt names, see Contradiction.Scope.
func (p *Profile) Conflicts(list []string) []Conflict {
	type place struct{ tag, set int }
	var found map[int][]place
	for i, tag := range list {
		for _, s := range p.about(tag, true).sides {
			if found == nil {
				found = map[int][]place{}
			}
			found[s.contradiction] = append(found[s.contradiction], place{i, s.set})
		}
	}
	var conflicts []Conflict
	seen := map[[2]int]bool{}
	for n, c := range append(slices.Clip(p.Contradictions), p.exclusions...) {
		places := found[n]
		if len(places) < 2 {
			continue
		}
		held := -1 // not asked yet
		for i, second := range places {
			for _, first := range places[max(0, i-farthest):i] {
				pair := [2]int{first.tag, second.tag}
				if first.set == second.set || first.tag == second.tag || seen[pair] {
					continue
				}
				if held < 0 {
					held = p.holds(c, list)
				}
				if held == 0 {
					continue
				}
				seen[pair] = true
				k := Conflict{First: first.tag, Second: second.tag, Drop: -1, Scope: c.Scope, Why: c.Why, Group: c.group}
				if c.Drop != "" {
					k.Drop = first.tag
					if (first.set == 1) != (c.Drop == "b") {
						k.Drop = second.tag
					}
				}
				conflicts = append(conflicts, k)
			}
		}
	}
	sort.Slice(conflicts, func(i, j int) bool {
		a, b := conflicts[i], conflicts[j]
		return a.First < b.First || a.First == b.First && a.Second < b.Second
	})
	return conflicts
}

// holds tells, as 0 or 1, whether a contradiction reaches into a prompt.
func (p *Profile) holds(c Contradiction, list []string) int {
	stops := c.Unless
	if c.Scope != Always {
		stops = slices.Concat(stops, p.Scope.Pictures)
	}
	var single map[string]bool
	if c.Scope == Subject {
		stops, single = slices.Concat(stops, p.Scope.Subjects), set(p.Scope.Single)
	}
	stop := set(stops)
	subjects := map[string]bool{}
	for _, tag := range list {
		key := tags.Plain(tag)
		if stop[key] {
			return 0
		}
		if single[key] {
			subjects[key] = true
		}
	}
	if len(subjects) > 1 {
		return 0
	}
	return 1
}

// set returns the keys of tags.
func set(list []string) map[string]bool {
	keys := make(map[string]bool, len(list))
	for _, tag := range list {
		keys[tags.Plain(tag)] = true
	}
	return keys
}
