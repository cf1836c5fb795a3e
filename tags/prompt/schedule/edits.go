package schedule

import "strings"

// Edit is a group of prompt editing that stands in no other.
type Edit struct {
	// Start and End are the group's bytes with its brackets.
	Start, End int
	// Options are the texts to choose from: of "[from:to:when]" both, which may
	// be empty, of "[a|b]" all. They may hold edits themselves.
	Options []string
	// When is the last of the steps at which the first option holds, 0 for
	// none, and -1 where the options alternate.
	When int
	// Number is when as it is written, "" where the options alternate.
	Number string
}

// Edits returns the edits of a prompt over so many steps, in their order; none
// where A1111 fails over it.
func Edits(text string, steps int) []Edit {
	choices, ok := read(text, steps)
	if !ok {
		return nil
	}
	var edits []Edit
	end := 0
	for _, c := range choices {
		if c.start < end {
			continue
		}
		end = c.end
		e := Edit{Start: c.start, End: c.end, When: c.when}
		for _, o := range c.options {
			e.Options = append(e.Options, text[o.start:o.end])
		}
		if c.when != alternating {
			inner := text[c.start : c.end-1]
			e.Number = strings.TrimSpace(inner[strings.LastIndexByte(inner, ':')+1:])
		}
		edits = append(edits, e)
	}
	return edits
}
