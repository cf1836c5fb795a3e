package lint

import (
	"strings"

	"tailor/tags"
)

// brackets are the brackets in an item's core. Where no comma stands between a
// group and a tag, "(red dress:1.2) karin \(blue archive\)", an item holds
// brackets that are weights beside those of its tag's name.
type brackets struct {
	// own are the offsets of the live ones that the qualifiers at the end
	// have, as in "karin (blue archive)".
	own []int
	// others tells that there are live ones besides; torn, that the partner of
	// one stands outside the core.
	others, torn bool
}

// bracketsIn finds the live brackets of a core and those of its qualifiers.
func bracketsIn(core string) brackets {
	type mark struct {
		at, end  int
		live     bool
		opening  bool
		partner  int
		weighted bool
	}
	var marks []mark
	var open [4][]int // round and square, live and escaped ones
	for i := 0; i < len(core); i++ {
		at := i
		if core[i] == '\\' && i+1 < len(core) && tags.Escapable(core[i+1]) {
			i++
		}
		kind := strings.IndexByte("([)]", core[i])
		if kind < 0 {
			continue
		}
		m := mark{at: at, end: i + 1, live: at == i, opening: kind < 2, partner: -1}
		stack := &open[kind&1]
		if !m.live {
			stack = &open[2+kind&1]
		}
		if n := len(*stack); m.opening {
			*stack = append(*stack, len(marks))
		} else if n > 0 {
			m.partner = (*stack)[n-1]
			marks[m.partner].partner = len(marks)
			*stack = (*stack)[:n-1]
			m.weighted = weighted.MatchString(core[max(marks[m.partner].end, at-32):at])
		}
		marks = append(marks, m)
	}
	// Qualifiers stand one after the other, up to the end.
	tail, end := len(marks), len(core)
	weights := false
	for tail > 0 && marks[tail-1].end == end && !marks[tail-1].opening && marks[tail-1].partner >= 0 {
		m := marks[tail-1]
		weights = weights || m.live && m.weighted
		tail = m.partner
		end = len(strings.TrimRight(core[:marks[tail].at], " _"))
	}
	named := tail < len(marks) && end > 0 && !weights
	if tail > 0 {
		named = named && end > marks[tail-1].end
	}
	var b brackets
	for k, m := range marks {
		if !m.live {
			continue
		}
		b.torn = b.torn || m.partner < 0
		if named && k >= tail {
			b.own = append(b.own, m.at)
		} else {
			b.others = true
		}
	}
	return b
}

// loneBackslash tells a backslash that escapes nothing, which A1111 drops.
func loneBackslash(core string) bool {
	for i := 0; i < len(core); i++ {
		if core[i] != '\\' {
			continue
		}
		if i++; i == len(core) || !tags.Escapable(core[i]) {
			return true
		}
	}
	return false
}

// pasted reports whether a core is names between white space, without a bracket
// that is a weight's.
func pasted(core string) bool {
	for _, w := range strings.Fields(core) {
		if bracketsIn(w).others {
			return false
		}
	}
	return true
}

// respellCore writes a core that holds weights' brackets as A1111 wants it:
// those stay as they are, the ones at the given offsets are escaped.
func (c *Checker) respellCore(f *tagFacts, core string, escape []int) string {
	var b strings.Builder
	at := 0
	for _, k := range escape {
		b.WriteString(core[at:k])
		b.WriteByte('\\')
		at = k
	}
	b.WriteString(core[at:])
	words := strings.Fields(b.String())
	for i, w := range words {
		if strings.Contains(w, "_") && (c.spaced(f, w) || c.spaced(f, unweighted(w))) {
			words[i] = spell(w)
		}
	}
	return strings.Join(words, " ")
}

// isFace tells a word such as "^_^", whose underscore is a mouth, be it with a
// weight around it or not.
func isFace(w string) bool {
	if strings.Contains(tags.Spell(w), "_") {
		return true
	}
	bare := unweighted(w)
	return bare != w && strings.Contains(tags.Spell(bare), "_")
}

// unweighted returns a word without the brackets and the weight around it.
func unweighted(w string) string {
	bare := strings.Trim(w, `()[]\`)
	if m := weighted.FindStringIndex(bare); m != nil {
		bare = bare[:m[0]]
	}
	return bare
}
