package prompt

import (
	"slices"
	"strings"
	"unicode"
)

// Typing is where something is being typed into a prompt.
type Typing struct {
	// Start is where the part begins that is typed: after the separator, the
	// brackets and the white space before it, at most the cursor.
	Start int
	// Fixed reports whether the cursor stands where no part is typed: in a comment,
	// in an extra network or in the weight that closes a bracket.
	Fixed bool
	// Open are the offsets of the brackets that are open there and began a
	// part. Within are those of the others, "karin (blue": they belong to a name
	// that is typed without escapes, to a face, or to a part with words before
	// its weight.
	Open, Within []int
	// Round reports whether one of them is round.
	Round bool
}

// TypingAt reads a prompt up to a cursor, a byte offset that begins a
// character, as Read does, in time linear in its length.
func TypingAt(text string, cursor int) Typing {
	r := outliner{text: text, lastClose: lastClose(text)}
	r.scan(cursor)
	if n := len(r.out.Comments); r.across || n > 0 && r.out.Comments[n-1].End >= cursor {
		return Typing{Start: cursor, Fixed: true}
	}
	t := Typing{Start: r.lead}
	if t.Start < cursor {
		t.Start = cursor - len(strings.TrimLeftFunc(text[t.Start:cursor], unicode.IsSpace))
	}
	for _, stack := range [][]int{r.rounds, r.squares, r.curl} {
		for _, k := range stack {
			if b := r.out.Brackets[k]; b.leads {
				t.Open = append(t.Open, b.Open.Start)
				t.Round = t.Round || b.kind() == 0
			} else {
				t.Within = append(t.Within, b.Open.Start)
			}
		}
	}
	slices.Sort(t.Open)
	return t
}

// leads reports whether nothing but white space stands before an offset in the
// part that is being read, so that a bracket there is no part of a name.
func (r *outliner) leads(at int) bool {
	return r.lead <= at && strings.TrimSpace(r.text[r.lead:at]) == ""
}

// inName reports whether a bracket is open that opened within the part that is
// being read.
func (r *outliner) inName() bool {
	for _, stack := range [...][]int{r.rounds, r.squares, r.curl} {
		if n := len(stack); n > 0 && r.out.Brackets[stack[n-1]].Open.Start >= r.lead {
			return true
		}
	}
	return false
}
