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
		{"shirt", 0, "SHIRT;clothes/under/SHIRT;artiSts/HaIR masTers"},
		{"phu", 0, "Pose/Hands/Up"},
		{"drs", 0, "clothes/DReSs;clothes/DReSs_long;clothes/unDeR/Shirt"},
		{"*shirt", 0, "shirt;clothes/under/shirt"},
		{"clothes/*", 1, "clothes/dress"},
		{"~hair", 1, "HAIR"},
		{"xyz", 0, ""},
		{"\xff", 1, "artists/hair masters"},
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
