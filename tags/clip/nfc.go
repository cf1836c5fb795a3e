package clip

import (
	"slices"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tailor/tags/python"
)

// compose appends a line in Unicode's normal form C. It does so itself where
// characters combine, since norm.NFC puts a joiner behind every thirtieth
// mark of a letter, and knows marks that Python does not.
func compose(out, line []char) []char {
	if !slices.ContainsFunc(line, func(c char) bool { return c.r >= 0x300 }) {
		return append(out, line...) // nothing below combines or changes
	}
	for i := 0; i < len(line); {
		end := i + 1
		for end < len(line) && !startsCluster(line[end].r) {
			end++
		}
		if end == i+1 && isComposed(line[i].r) {
			out = append(out, line[i])
		} else {
			out = composeCluster(out, line[i:end])
		}
		i = end
	}
	return out
}

// startsCluster reports whether a character neither combines with the one before
// it nor changes its place.
func startsCluster(r rune) bool {
	if r < 0x300 || !python.Assigned(r) {
		return true
	}
	return properties(norm.NFC, r).BoundaryBefore()
}

// isComposed reports whether a character alone is in normal form C.
func isComposed(r rune) bool {
	return r < 0x300 || !python.Assigned(r) || properties(norm.NFC, r).Decomposition() == nil ||
		composed(r) == r
}

func properties(f norm.Form, r rune) norm.Properties {
	var b [utf8.UTFMax]byte
	return f.Properties(b[:utf8.EncodeRune(b[:], r)])
}

// composed returns the normal form C of characters, or -1 if that is not a
// single one.
func composed(rs ...rune) rune {
	var in [2 * utf8.UTFMax]byte
	var out [32]byte
	n := 0
	for _, r := range rs {
		n += utf8.EncodeRune(in[n:], r)
	}
	b := norm.NFC.Append(out[:0], in[:n]...)
	r, size := utf8.DecodeRune(b)
	if size != len(b) {
		return -1
	}
	return r
}

// composeCluster appends the normal form C of a character and what combines
// with it (Unicode Standard Annex 15). When it changes, every character of it
// bears the span of the whole.
func composeCluster(out, cluster []char) []char {
	whole := span{cluster[0].start, cluster[len(cluster)-1].end}
	type mark struct {
		r     rune
		class uint8 // canonical combining class
	}
	marks := make([]mark, 0, 2*len(cluster))
	for _, c := range cluster {
		if !python.Assigned(c.r) {
			marks = append(marks, mark{c.r, 0})
			continue
		}
		var b [32]byte
		for _, r := range string(norm.NFD.AppendString(b[:0], string(c.r))) {
			marks = append(marks, mark{r, properties(norm.NFD, r).CCC()})
		}
	}
	for i := 0; i < len(marks); i++ { // sort every run of marks that have a class
		end := i
		for end < len(marks) && marks[end].class != 0 {
			end++
		}
		if end > i {
			slices.SortStableFunc(marks[i:end], func(a, b mark) int { return int(a.class) - int(b.class) })
			i = end
		}
	}
	at := len(out)
	starter := -1 // in out
	last := 0     // class of the character before, when it did not combine
	for _, m := range marks {
		if starter >= 0 && (last == 0 && starter == len(out)-1 || last != 0 && last < int(m.class)) {
			if r := composed(out[starter].r, m.r); r >= 0 && r != utf8.RuneError {
				out[starter].r = r
				continue
			}
		}
		if m.class == 0 {
			starter = len(out)
		}
		last = int(m.class)
		out = append(out, char{m.r, whole})
	}
	if same := len(out)-at == len(cluster); same {
		for i, c := range cluster {
			if out[at+i].r != c.r {
				return out
			}
		}
		copy(out[at:], cluster)
	}
	return out
}
