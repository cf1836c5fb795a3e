// Package lint says what in a prompt will not do what its writer means, and
// fixes it. Every rule speaks about the text alone: a diagnostic is a byte span
// of one of the two prompts, and its fix is an edit of it.
package lint

import "tailor/tags/prompt"

// Severity tells how sure it is that a diagnosed text harms the picture.
type Severity uint8

const (
	// Hint is advice: the picture may be just what was meant.
	Hint Severity = iota
	// Warning is text that does nothing, or something else than it says.
	Warning
	// Error is text that spoils the picture or cannot be meant.
	Error
)

// String returns the severity as `tailor lint --json` has it.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "hint"
}

// Diagnostic is one finding.
type Diagnostic struct {
	// Rule is the rule's name, one of Rules.
	Rule     string
	Severity Severity
	// Negative reports whether the span lies in the negative prompt.
	Negative bool
	// Settings reports whether the span lies in the settings, see CheckSettings.
	Settings bool
	// Span is what is diagnosed: a tag without its brackets, weight and
	// comma; a single bracket; a word. It may be empty.
	prompt.Span
	// Message is one plain sentence: what will happen in the picture, and
	// what to do.
	Message string
	// Fix is the new text of Span, nil where no fix is certain or where it
	// reaches further than Span.
	Fix *string
	// Edits are the whole fix, nil where there is none: what Fix says, and
	// what has to change around Span with it, such as the comma of a tag that
	// goes. They are byte offsets of the prompt that Span lies in.
	Edits []prompt.Edit
	// Cause is the one other tag of the prompt without which this would be no
	// fault, empty where there are several or none.
	Cause prompt.Span

	// leans tells a word that is a fault only beside others, see supporters.
	leans bool
	// gathers reports whether the fix gathers all artists and styles.
	gathers bool
}

// Fixable reports whether the diagnostic can be fixed without asking.
func (d Diagnostic) Fixable() bool { return len(d.Edits) > 0 }
