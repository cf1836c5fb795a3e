package wildcard

import (
	"sort"
	"strings"
	"testing"
)

func TestComplete(t *testing.T) {
	files := map[string]string{}
	for _, name := range []string{
		"hair", "hair_colour", "clothes/dress", "clothes/dress_long", "clothes/under/shirt", "Colours", "shirt",
		"pose/hands/up", "artists/hair masters", "clothes/pants",
	} {
		files[name+".txt"] = "x\n"
	}
	s, _ := scanned(t, files)
	for _, tt := range []struct {
		query string
		limit int
		want  string // names, the matched letters in capitals where given
	}{
		{"hair", 0, "HAIR;HAIR_colour;artists/HAIR masters"},
		{"HA", 2, "HAir;HAir_colour"},
		{"colours", 0, "COLOURS"},
		{"dress", 0, "clothes/DRESS;clothes/DRESS_long"},
		{"under", 0, "clothes/UNDER/*;clothes/UNDER/shirt"},
		{"clothes/", 3, "CLOTHES/*;CLOTHES/dress;CLOTHES/pants"},
		{"cl/dr", 0, "CLothes/DRess;CLothes/DRess_long;CLothes/unDeR/shirt"},
		{"cdl", 0, "Clothes/Dress_Long"},
		{"hc", 0, "Hair_Colour"},
		{"hm", 0, "artists/Hair Masters"},
		{"shirt", 0, "SHIRT;clothes/under/SHIRT"},
		{"phu", 0, "Pose/Hands/Up"},
		{"drs", 0, "clothes/DReSs;clothes/DReSs_long"},
		{"*shirt", 0, "shirt;clothes/under/shirt"},
		{"clothes/*", 1, "clothes/dress"},
		{"~hair", 1, "HAIR"},
		{"xyz", 0, ""},
		{"\xff", 0, ""},
	} {
		var got []string
		for _, m := range s.Complete(tt.query, tt.limit) {
			name := []byte(strings.ToLower(m.Name))
			for _, i := range m.Matched {
				name[i] = strings.ToUpper(string(name[i]))[0]
			}
			got = append(got, string(name))
		}
		want := tt.want
		if tt.query == "under" {
			want = "clothes/UNDER/shirt" // one list makes no folder
		}
		if strings.Join(got, ";") != want {
			t.Errorf("%q: got %s, want %s", tt.query, strings.Join(got, ";"), want)
		}
	}
	if got := len(s.Complete("", 0)); got != len(files)+1 {
		t.Errorf("the empty query gives %d names, want all and one folder", got)
	}
}

// The cheap test must never reject what the others would find.
func TestHoldsLettersRejectsNothing(t *testing.T) {
	words("ab/_", 5, func(name string) {
		words("ab/", 3, func(query string) {
			if !holdsLetters(query, name) && (wordStarts(query, name) != nil || subsequence(query, name) != nil) {
				t.Fatalf("%q in %q", query, name)
			}
		})
	})
}

// wordStarts against the plain way: every choice of offsets is tried.
func TestWordStartsAgainstAllChoices(t *testing.T) {
	begins := func(name string, i int) bool { return i == 0 || separates(name[i-1]) }
	var fits func(query, name string, q, n, last int) bool
	fits = func(query, name string, q, n, last int) bool {
		if q == len(query) {
			return true
		}
		for i := n; i < len(name); i++ {
			if name[i] == query[q] && (begins(name, i) || i == last+1 && last >= 0) && fits(query, name, q+1, i+1, i) {
				return true
			}
		}
		return false
	}
	words("ab_", 6, func(name string) {
		words("ab", 3, func(query string) {
			if query == "" {
				return
			}
			if got, want := wordStarts(query, name) != nil, fits(query, name, 0, 0, -1); got != want {
				t.Fatalf("wordStarts(%q, %q) = %v, want %v", query, name, wordStarts(query, name), want)
			}
		})
	})
}

func FuzzComplete(f *testing.F) {
	s, _ := scanned(f, map[string]string{"a/b.txt": "", "a/Bc.txt": "", "ünder/İstanbul.txt": "", "x y-z.txt": ""})
	f.Add("a/b")
	f.Add("*")
	f.Fuzz(func(t *testing.T, query string) {
		for _, m := range s.Complete(query, 0) {
			if !sort.IntsAreSorted(m.Matched) {
				t.Errorf("%q: %v", query, m)
			}
			for _, i := range m.Matched {
				if i < 0 || i >= len(m.Name) {
					t.Errorf("%q: %v", query, m)
				}
			}
			if _, err := s.Lists(m.Name); err != nil {
				t.Errorf("%q offers %q: %v", query, m.Name, err)
			}
		}
	})
}
