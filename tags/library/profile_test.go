package library

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestProfile(t *testing.T) {
	dir := write(t, map[string]string{
		"mine.toml":   "name = \"Mine\"\nextends = \"rouwei\"\n",
		"broken.toml": "name = \"Broken\"\nextends = \"rouwei\"\ncolour = 1\n",
	})
	tests := []struct{ name, dir, want, err string }{
		{"", dir, "RouWei 0.8", ""},
		{"rouwei", dir, "RouWei 0.8", ""},
		{"mine", dir, "Mine", ""},
		{filepath.Join(dir, "mine.toml"), "", "Mine", ""},
		{"broken", dir, "", "broken.toml:3"},
		{"ruowei", dir, "", "wai, broken, mine"},
		{"Pony", dir, "Pony Diffusion V6 XL", ""},
		{"mine", "", "", "there are: rouwei"},
		{filepath.Join(dir, "none.toml"), dir, "", "none.toml"},
		{"mine", filepath.Join(dir, "mine.toml"), "", "your own profiles cannot be read"},
		{"../mine", filepath.Join(dir, "sub"), "", "mine"},
	}
	for _, test := range tests {
		p, err := Profile(test.name, test.dir)
		switch {
		case test.err == "" && (err != nil || p.Name != test.want):
			t.Errorf("%q: %v, %v; want %s", test.name, p, err, test.want)
		case test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)):
			t.Errorf("%q: error %v, want %q in it", test.name, err, test.err)
		}
	}
}
