package tomllines

import (
	"fmt"
	"strings"
	"testing"
)

// TestCheck refuses what TOML's reader would take seconds for, and nothing that
// a person writes.
func TestCheck(t *testing.T) {
	keys := func(n int, pad string) string {
		var b strings.Builder
		for k := range n {
			fmt.Fprintf(&b, "k%d = 1 # %s\n", k, pad)
		}
		return b.String()
	}
	for text, want := range map[string]string{
		keys(2000, ""):                          "",
		"a = '" + strings.Repeat("x", 1<<20):    "",
		keys(10_001, ""):                        "10001 keys and tables in ",
		keys(2000, strings.Repeat("x", 100)):    "2000 keys and tables in ",
		strings.Repeat("[[a]]\n", 170_000):      "340000 keys and tables in ",
		"a = " + strings.Repeat("[", 1_000_000): "1000001 keys and tables in ",
	} {
		got := ""
		if err := Check([]byte(text)); err != nil {
			got = err.Error()
		}
		if (got == "") != (want == "") || !strings.HasPrefix(got, want) {
			t.Errorf("%.30q…: %q, want %q", text, got, want)
		}
	}
}

// TestValues counts what stands outside of texts and comments, whatever quotes
// stand in these.
func TestValues(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "a = 1": 1, "a.b.c = 1": 3, "a = [1, 2]\n[b]\nc = {d = 1, e = 2}\n": 9, "#": 0, "'": 0, `"""`: 0,
		"a = '[,' # [,\nb = \"[\\\",\"": 2, "a = \"x\nb = [1]": 3, `a = ['', "", 1]`: 4,
		`a = ['''[,''', 1]`: 3, `a = ["""[,\"""", 1]`: 3, `a = ['''x''''', 1, 1]`: 4,
	} {
		if got := Values([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
