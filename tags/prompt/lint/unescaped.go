package lint

import (
	"fmt"
	"strings"

	"tailor/tags/prompt"
)

// escapeFaults reports them.
func (r *report) escapeFaults() {
	for _, f := range r.region.Escapes {
		written := quoted(f.Of(r.region.Text))
		switch {
		case f.Doubled:
			r.add(UnescapedParens, Error, f.Span, nil, f.Edits,
				fmt.Sprintf("The backslashes in %s are escaped themselves, so A1111 takes the brackets for weights; write one backslash before each.", written))
		case f.Fix == `\(` && strings.HasSuffix(r.region.Text[:f.Start], `\ `):
			at := prompt.Span{Start: f.Start - 2, End: f.End}
			r.add(Unbalanced, Error, f.Span, nil, []prompt.Edit{{Span: at, Text: ` \(`}},
				fmt.Sprintf("The backslash of the bracket %s stands before the space, so A1111 takes the bracket for a weight's; put it before the bracket.", written))
		case f.Fix != "":
			r.add(Unbalanced, Error, f.Span, text(f.Fix), nil,
				fmt.Sprintf("The bracket %s belongs to one with a backslash, and A1111 takes it for a weight's; put a backslash before it too.", written))
		default:
			severity := Warning
			if f.Edits == nil {
				severity = Hint
			}
			r.add(Unbalanced, severity, f.Span, nil, f.Edits,
				fmt.Sprintf("The bracket %s has no partner with a backslash, so the name is not whole; write its other bracket.", written))
		}
	}
}
