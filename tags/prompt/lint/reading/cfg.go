package reading

import (
	"regexp"
	"strconv"
	"tailor/tags/prompt"
)

// Number is a number in a text, with its place there.
type Number struct {
	Value float64
	prompt.Span
}

// cfgAt finds the CFG in an infotext's settings.
var cfgAt = regexp.MustCompile(`(?i)(?:^|[,\n]\s*|\s)CFG(?: scale)?: *(\d+(?:\.\d+)?)(?:[,\s]|$)`)

// ReadCFG finds the CFG in a text of settings.
func ReadCFG(s string) *Number {
	m := cfgAt.FindStringSubmatchIndex(s)
	if m == nil {
		return nil
	}
	value, err := strconv.ParseFloat(s[m[2]:m[3]], 64)
	if err != nil {
		return nil
	}
	return &Number{value, prompt.Span{Start: m[2], End: m[3]}}
}
