package wildcard

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tailor/data/printable"
)

func TestCleanName(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"hair", "hair"},
		{" a/b ", "a/b"},
		{`a\b\c`, "a/b/c"},
		{"a//b/./c/", "a/b/c"},
		{"a b-c_d.e", "a b-c_d.e"},
		{"dir/*", "dir/*"},
		{"a..b", "a..b"},
		{"猫", "猫"},
		{"~hair", "~hair"},
		{"🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"},
	} {
		if got, err := cleanName(tt.name); got != tt.want || err != nil {
			t.Errorf("cleanName(%q) = %q, %v, want %q", tt.name, got, err, tt.want)
		}
	}
}

func FuzzCleanName(f *testing.F) {
	f.Add(`a\..\b`)
	f.Add("a/./../..//b")
	f.Add("C:/x")
	f.Fuzz(func(t *testing.T, name string) {
		clean, err := cleanName(name)
		if err != nil {
			return
		}
		if again, err := cleanName(clean); err != nil || again != clean {
			t.Errorf("%q becomes %q, that %q, %v", name, clean, again, err)
		}
		if !filepath.IsLocal(filepath.FromSlash(clean)) || strings.ContainsFunc(clean, printable.Unsafe) || strings.Contains(clean, "__") {
			t.Errorf("%q becomes %q", name, clean)
		}
	})
}

// words calls do with every string of at most n of the letters.
func words(letters string, n int, do func(string)) {
	do("")
	if n == 0 {
		return
	}
	for _, c := range letters {
		words(letters, n-1, func(s string) { do(string(c) + s) })
	}
}

func TestMatchGlobAgainstRegexp(t *testing.T) {
	seen := map[string]bool{}
	words("aü/*?", 4, func(pattern string) {
		if seen[pattern] {
			return
		}
		seen[pattern] = true
		plain := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
		re := regexp.MustCompile("^(?s:" + plain + ")$")
		done := map[string]bool{}
		words("aü/", 4, func(name string) {
			if done[name] {
				return
			}
			done[name] = true
			if got, want := matchGlob(pattern, name), re.MatchString(name); got != want {
				t.Fatalf("matchGlob(%q, %q) = %v, want %v", pattern, name, got, want)
			}
		})
	})
}

func TestMatchGlobOfSets(t *testing.T) {
	for _, tt := range []struct {
		pattern, name string
		want          bool
	}{
		{"[mf]ale", "male", true}, {"[mf]ale", "tale", false}, {"[!mf]ale", "tale", true}, {"[!mf]ale", "male", false},
		{"[a-c]?", "b1", true}, {"[a-c]?", "d1", false}, {"x[äö]*", "xöl", true}, {"*[12]", "a/b/2", true}, {"*[12]", "a/b/3", false},
		{"[", "[", true}, {"[]", "x", false}, {"a[b", "a[b", true}, {"[a-]", "-", true},
	} {
		if got := matchGlob(tt.pattern, tt.name); got != tt.want {
			t.Errorf("matchGlob(%q, %q) = %v", tt.pattern, tt.name, got)
		}
	}
	s, _ := scanned(t, map[string]string{"male.txt": "m\n", "female.txt": "f\n", "tale.txt": "t\n", "a,b.txt": "x\n", "c#d.txt": "y\n"})
	same(t, "[mt]ale", texts(t, s, "[mt]ale"), []string{"m", "t"})
	same(t, "a,b", texts(t, s, "a,b"), []string{"x"})
	same(t, "c#d", texts(t, s, "c#d"), []string{"y"})
}

func TestMatchGlobIsNotExponential(t *testing.T) {
	if matchGlob(strings.Repeat("a*", 200)+"b", strings.Repeat("a", 500)) {
		t.Error("a pattern that ends in b matches a name without b")
	}
}
