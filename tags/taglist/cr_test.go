package taglist

import (
	"strings"
	"testing"
)

// TestCROnly reads a list whose lines end in a CR alone: each line is looked at
// once, and not the rest of the file with it.
func TestCROnly(t *testing.T) {
	for _, end := range []string{"\r", "\n", "\r\n"} {
		l, err := ReadTags(strings.NewReader("tag_a,0,5"+end+strings.Repeat("tag_b,0,7"+end, 50_000)+"tag_c,0,6"), "test.csv")
		if err != nil {
			t.Fatal(err)
		}
		if n := len(l.Tags); n < 3 || l.Tags[0].Name != "tag_a" || l.Tags[n-1].Name != "tag_c" {
			t.Errorf("lines that end in %q: %d tags", end, n)
		}
	}
}
