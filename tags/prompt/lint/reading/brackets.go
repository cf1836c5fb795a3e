package reading

import (
	"strings"

	"tailor/tags"
)

// Brackets are the brackets in an item's core. Where no comma stands between a
// group and a tag, "(red dress:1.2) karin \(blue archive\)", an item holds
// brackets that are weights beside those of its tag's name.
type Brackets struct {
	// Own are the offsets of the live ones that the qualifiers at the end
	// have, as in "karin (blue archive)".
	Own []int
	// Others reports whether there are live ones besides; Torn, whether the partner of
	// one stands outside the core.
	Others, Torn bool
}

// BracketsIn finds the live brackets of a core and those of its qualifiers.
func BracketsIn(core string) Brackets {
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
			m.weighted = Weighted.MatchString(core[max(marks[m.partner].end, at-32):at])
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
	var b Brackets
	for k, m := range marks {
		if !m.live {
			continue
		}
		b.Torn = b.Torn || m.partner < 0
		if named && k >= tail {
			b.Own = append(b.Own, m.at)
		} else {
			b.Others = true
		}
	}
	return b
}

// LoneBackslash reports a backslash that escapes nothing, which A1111 drops.
func LoneBackslash(core string) bool {
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

// Pasted reports whether a core is names between white space, without a bracket
// that is a weight's.
func Pasted(core string) bool {
	for _, w := range strings.Fields(core) {
		if BracketsIn(w).Others {
			return false
		}
	}
	return true
}

// RespellCore writes a core that holds weights' brackets as A1111 wants it:
// those stay as they are, the ones at the given offsets are escaped.
func (c *Reader) RespellCore(f *Facts, core string, escape []int) string {
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
			words[i] = Spell(w)
		}
	}
	return strings.Join(words, " ")
}

// isFace reports whether a word is one such as "^_^", whose underscore is a
// mouth, be it with a weight around it or not.
func isFace(w string) bool {
	w = strings.ToLower(w)
	if strings.Contains(tags.Spell(w), "_") {
		return true
	}
	bare := unweighted(w)
	return bare != w && strings.Contains(tags.Spell(bare), "_")
}

// unweighted returns a word without the brackets and the weight around it.
func unweighted(w string) string {
	bare := strings.Trim(w, `()[]\`)
	if m := Weighted.FindStringIndex(bare); m != nil {
		bare = bare[:m[0]]
	}
	return bare
}

// IsFaceWith reports whether a word with brackets, ":)", is a face that
// Danbooru has as a tag, or looks like one.
func (c *Reader) IsFaceWith(word string) bool {
	if len(word) < 2 || len(word) > 5 {
		return false
	}
	if _, _, ok := c.cat.Lookup(word); ok {
		return true
	}
	return strings.ContainsAny(word[:len(word)-1], ":;=") && strings.Trim(word, "()[]{}:;=<>^'-") == ""
}

// FaceAround returns the face that a bracket at a byte is of, "" where it is of
// none. In prompt editing more may follow without white space: "[:):hat:0.5]".
func (c *Reader) FaceAround(s string, i int) string {
	word := WordAround(s, i)
	if c.IsFaceWith(word) {
		return word
	}
	if spoken := strings.Trim(word, `"“”{}`); spoken != word && strings.IndexByte(spoken, s[i]) >= 0 && c.IsFaceWith(spoken) {
		return spoken
	}
	from, _ := near(s, i)
	if start := from + strings.LastIndexAny(s[from:i], " \t\r\n,([{|") + 1; i+1 < len(s) && strings.IndexByte(":|]", s[i+1]) >= 0 && c.IsFaceWith(s[start:i+1]) {
		return s[start : i+1]
	}
	return ""
}

// WordAround returns the run between white space and commas around a byte.
func WordAround(s string, i int) string {
	const stops = " \t\r\n,"
	from, to := near(s, i)
	start := from + strings.LastIndexAny(s[from:i], stops) + 1
	end := strings.IndexAny(s[i:to], stops)
	if end < 0 {
		return s[start:to]
	}
	return s[start : i+end]
}
