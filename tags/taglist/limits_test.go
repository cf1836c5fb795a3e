package taglist

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRowLimits reads lists with a row that holds too much: the row is told
// of, its limit named, and the others are read.
func TestRowLimits(t *testing.T) {
	many := func(n int) string {
		all := make([]string, n)
		for i := range all {
			all[i] = fmt.Sprintf("a%d", i)
		}
		return strings.Join(all, ",")
	}
	cases := []struct{ name, row, reason string }{
		{"commas", "tag_b,0,5" + strings.Repeat(",", 1<<20), "more than 1000 fields"},
		{"quoted fields", "tag_b,0,5" + strings.Repeat(`,""`, 1000), "more than 1000 fields"},
		{"all the fields", "tag_b,0,5" + strings.Repeat(",", 997), ""},
		{"aliases", `tag_b,0,5,"` + many(300_000) + `"`, "more than 1000 aliases"},
		{"aliases of two fields", `tag_b,0,5,"` + many(600) + `","` + many(600) + `"`, "more than 1000 aliases"},
		{"all the aliases", `tag_b,0,5,"` + many(1000) + `"`, ""},
	}
	for _, c := range cases {
		l, err := ReadTags(strings.NewReader("tag_a,0,7,x\n"+c.row+"\ntag_c,0,6,y\n"), "test")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		bad := ""
		if c.reason != "" {
			bad = "line 2: " + c.reason
		}
		if got := strings.Trim(fmt.Sprint(l.Bad), "[]"); got != bad {
			t.Errorf("%s: bad %q, want %q", c.name, got, bad)
		}
		if first, last := l.Tags[0], l.Tags[len(l.Tags)-1]; fmt.Sprint(first.Aliases, last.Aliases) != "[x] [y]" {
			t.Errorf("%s: %v and %v are not the rows around", c.name, first, last)
		}
	}
}

// TestTranslationLimits does the same with translations.
func TestTranslationLimits(t *testing.T) {
	for row, reason := range map[string]string{
		"tag_b" + strings.Repeat(",x", 1000):         "more than 1000 fields",
		"tag_b" + strings.Repeat("\tx", 100_000):     "more than 1000 fields",
		"tag_b\t" + strings.Repeat("x,", 100_000):    "more than 1000 aliases",
		`tag_b,"` + strings.Repeat("x,", 2000) + `"`: "more than 1000 aliases",
	} {
		path := filepath.Join(t.TempDir(), "german.csv")
		if err := os.WriteFile(path, []byte("tag_a,Rock\n"+row+"\ntag_c,Hut\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := ReadTranslationFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(l.Bad); got != "[line 2: "+reason+"]" || len(l.Tags) != 2 {
			t.Errorf("%.12q: %s, %d tags", row, got, len(l.Tags))
		}
	}
}
