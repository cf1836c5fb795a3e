package names

import (
	"reflect"
	"testing"
	"unicode/utf8"
)

func TestFind(t *testing.T) {
	list := []string{"flat colors", "clothes/dress", "my_style", "add_detailer", "Detailer_XL", "猫耳", "dress"}
	for _, c := range []struct {
		query string
		want  []int
	}{
		{"", []int{0, 1, 2, 3, 4, 5, 6}},
		{"  ", []int{0, 1, 2, 3, 4, 5, 6}},
		{"style", []int{2}},
		{"fl co", []int{0}},
		{"DETAILER", []int{4, 3}},
		{"cl/dr", []int{1}},
		{"dress", []int{6, 1}},
		{"耳", []int{5}},
		{"zz", []int{}},
		{"\xff", []int{0, 1, 2, 3, 4, 5, 6}},
	} {
		got := []int{}
		for _, m := range Find(c.query, list) {
			got = append(got, m.Index)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q finds %v, want %v", c.query, got, c.want)
		}
	}
	if m := Find("耳", list); len(m) != 1 || !reflect.DeepEqual(m[0].Matched, []int{3, 4, 5}) {
		t.Errorf("the letters of 猫耳 stand at %v", m)
	}
}

// FuzzFind holds that whatever is asked, what matched lies within the name.
func FuzzFind(f *testing.F) {
	f.Add("dr", "clothes/dress")
	f.Add("\xff猫", "猫\xffx")
	f.Fuzz(func(t *testing.T, query, name string) {
		for _, m := range Find(query, []string{name, "x"}) {
			for _, at := range m.Matched {
				if m.Index == 0 && (at < 0 || at >= len(name)) {
					t.Fatalf("%q in %q (%v) matched at %d", query, name, utf8.ValidString(name), at)
				}
			}
		}
	})
}
