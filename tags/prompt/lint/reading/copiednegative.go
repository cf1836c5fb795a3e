package reading

import (
	"strings"

	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// countCopied reports whether the negative prompt was copied from other models,
// and from which item to which: the first and the last of those that go.
func (reg *Region) countCopied(p *profile.Profile) {
	many := p.Negative.Many
	if !reg.Refused || many < 1 {
		return
	}
	first, last, copied, along, dead, own := -1, -1, 0, 0, 0, 0
	goes := func(i int) {
		if reg.Items[i].Facts.Says.Default {
			return
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	had := map[string]bool{} // what stands twice is one word
	for i := range reg.Items {
		key := reg.Items[i].Facts.Key
		again := had[key]
		had[key] = true
		if it := &reg.Items[i]; it.Choice && p.About(strings.Trim(it.Text, "{} ")).Along {
			goes(i) // "{bad}", which goes too
		}
		switch says := &reg.Items[i].Facts.Says; {
		case again && !says.Copied && !says.Along:
		case says.Copied:
			copied++
			goes(i)
		case says.Along:
			along++
			goes(i)
		case says.Dead != nil:
			dead++
		case !says.Default && !says.Taboo:
			own++
		}
	}
	// Fewer of its words do where dead ones show that it came from elsewhere; one
	// of which its writer thought of as much is the writer's own.
	all := copied + along + dead
	if first < 0 || all < many || own > all {
		return
	}
	if copied >= many || copied > 0 && all >= 2*many || copied > 1 && all > own+1 && (dead > 1 || dead > 0 && all > many) {
		reg.Copied = &prompt.Span{Start: reg.Items[first].Core.Start, End: reg.Items[last].Core.End}
	}
}
