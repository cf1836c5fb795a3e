package main

import "testing"

func TestSlipped(t *testing.T) {
	for _, c := range []struct {
		got, want string
		slipped   bool
	}{
		{"serach", "search", true}, {"hlep", "help", true}, {"saerch", "search", true}, {"searhc", "search", true},
		{"serch", "search", true}, {"searchh", "search", true}, {"ssearch", "search", true},
		{"list", "lists", true}, {"composer", "compose", true}, {"earch", "search", true},
		{"search", "search", false}, {"mint", "lint", false}, {"sand", "send", false},
		{"court", "count", false}, {"solo", "send", false}, {"se", "send", false}, {"research", "search", false},
		{"", "send", false}, {"dnes", "send", false},
	} {
		if got := slipped(c.got, c.want); got != c.slipped {
			t.Errorf("%q for %q: %v", c.got, c.want, got)
		}
	}
}

func TestMistyped(t *testing.T) {
	check(t, tailor(t, home(t), "", "serach", "long", "hair"), "", `did you mean "tailor search"?`, 2)
	check(t, tailor(t, home(t), "", "list"), "", `did you mean "tailor lists"?`, 2)
	for _, prompt := range [][]string{{"--", "serach"}, {"serach, solo"}, {"mint", "dress"}, {"1girl"}} {
		check(t, tailor(t, home(t), "", prompt...), "", "there is no terminal", 2)
	}
}
