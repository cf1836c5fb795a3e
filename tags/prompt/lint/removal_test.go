package lint

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"tailor/tags/prompt"
)

// TestFixTakesOut holds the fix of a dead tag at 330 places against the table
// of removals (tags/prompt/edit): what a toggle leaves, a fix leaves.
func TestFixTakesOut(t *testing.T) {
	table, err := os.ReadFile("../splice/testdata/removals.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := withStarter(t, Options{})
	read := 0
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n") {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		was, left, _ := strings.Cut(line, "\t")
		text, err1 := strconv.Unquote(was)
		want, err2 := strconv.Unquote(left)
		if err1 != nil || err2 != nil {
			t.Fatalf("%s: %v, %v", line, err1, err2)
		}
		read++
		found := false
		for _, d := range c.CheckAlone(text) {
			if d.Rule != DeadTag {
				continue
			}
			found = true
			if got := d.Apply(prompt.Texts{Positive: text}).Positive; got != want {
				t.Errorf("%q is fixed to %q, want %q", text, got, want)
			}
		}
		if !found {
			t.Errorf("nothing is found in %q", text)
		}
	}
	if read != 330 {
		t.Errorf("the table has %d places, want 330", read)
	}
}
