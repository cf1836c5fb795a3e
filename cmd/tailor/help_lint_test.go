package main

import (
	"os"
	"strings"
	"testing"

	"tailor/tags/profile"
	"tailor/tags/prompt/lint"
)

// TestEveryRuleIsInTheReference holds the reference's table of rules against
// the rules.
func TestEveryRuleIsInTheReference(t *testing.T) {
	text, err := os.ReadFile("help/lint.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range lint.Names(profile.RouWei()) {
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("help/lint.md does not name the rule %s", name)
		}
	}
}
