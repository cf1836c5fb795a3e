package webui

import (
	"cmp"
	"slices"
	"strings"

	"tailor/data/sniff"
)

// Name is a name that a server knows, in its own spelling, with others that
// it takes for it.
type Name struct {
	Name string   `json:"name"`
	Also []string `json:"also,omitempty"`
}

// Names are the names that a server knows. A list is empty where the server
// has no way to tell.
type Names struct {
	About       About  `json:"about"`
	Checkpoints []Name `json:"checkpoints,omitempty"`
	// Current is the checkpoint that is loaded, "" where that is not known.
	Current    string `json:"current,omitempty"`
	Loras      []Name `json:"loras,omitempty"`
	Embeddings []Name `json:"embeddings,omitempty"`
	VAEs       []Name `json:"vaes,omitempty"`
	Samplers   []Name `json:"samplers,omitempty"`
	// Schedules is empty for A1111 before 1.9.4, whose samplers bear the
	// schedule in their names.
	Schedules []Name `json:"schedules,omitempty"`
	Upscalers []Name `json:"upscalers,omitempty"`
	// Missed says which lists could not be had, and why.
	Missed []string `json:"missed,omitempty"`
}

// Joined reports whether the samplers' names hold the schedule, "DPM++ 2M
// Karras", as they do in A1111 before 1.9.
func (n *Names) Joined() bool {
	return len(n.Schedules) == 0 && slices.ContainsFunc(n.Samplers, func(s Name) bool { return strings.HasSuffix(s.Name, " Karras") })
}

// fold is a name as names are compared: one kind of slash, one case.
func fold(s string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), `\`, "/"))
}

// Find returns the server's own spelling of a wanted name: the same name,
// else one that differs by slashes, case or ending, else the only one whose
// last part is it. near are up to three names that it may have been meant to
// be, where ok is false.
func Find(names []Name, wanted string) (name string, near []string, ok bool) {
	for _, n := range names {
		if n.Name == wanted || slices.Contains(n.Also, wanted) {
			return n.Name, nil, true
		}
	}
	for _, alike := range []func(string) string{
		fold,
		func(s string) string { stem, _ := sniff.Stem(fold(s)); return stem },
		func(s string) string { return sniff.ModelName(fold(s)) },
	} {
		want := alike(wanted)
		var found []string
		for _, n := range names {
			if alike(n.Name) == want || slices.ContainsFunc(n.Also, func(s string) bool { return alike(s) == want }) {
				found = append(found, n.Name)
			}
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0], nil, true
		default:
			return "", found[:min(3, len(found))], false
		}
	}
	return "", nearest(names, wanted), false
}

// nearest returns up to three names that have the most pairs of letters in
// common with the wanted one (Dice's coefficient), the nearest first.
func nearest(names []Name, wanted string) []string {
	type scored struct {
		name  string
		score float64
	}
	pairs := func(s string) map[[2]rune]bool {
		all := map[[2]rune]bool{}
		last := ' '
		for _, r := range sniff.ModelName(fold(s)) {
			all[[2]rune{last, r}] = true
			last = r
		}
		return all
	}
	want := pairs(wanted)
	var best []scored
	for _, n := range names {
		score := 0.0
		for _, s := range append([]string{n.Name}, n.Also...) {
			have := pairs(s)
			common := 0
			for p := range have {
				if want[p] {
					common++
				}
			}
			if all := len(have) + len(want); all > 0 {
				score = max(score, 2*float64(common)/float64(all))
			}
		}
		if score >= 0.4 {
			best = append(best, scored{n.Name, score})
		}
	}
	slices.SortStableFunc(best, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var near []string
	for _, s := range best[:min(3, len(best))] {
		near = append(near, s.name)
	}
	return near
}
