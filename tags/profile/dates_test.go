package profile

import (
	"testing"
)

// TestDates has what a word for a date of one model is on another.
func TestDates(t *testing.T) {
	for _, c := range []struct{ from, word, to, want string }{
		{"noobai", "newest", "illustrious", "newest"},
		{"noobai", "recent", "illustrious", "old"}, // 2018 to 2020; its recent is 2022
		{"noobai", "old", "illustrious", "oldest"},
		{"noobai", "early", "animagine", "year 2013"},
		{"noobai", "newest", "animagine", "year 2023"},
		{"illustrious-0.1", "old", "noobai", "recent"},
		{"illustrious", "recent", "noobai-vpred", "newest"},
		{"illustrious", "modern", "animagine", "year 2020"},
		{"animagine", "year 2015", "noobai", "mid"},
		{"animagine", "Year_2015", "illustrious", "oldest"},
		{"animagine", "year 2015", "rouwei", ""},
		{"noobai", "newest", "pony", ""},
		{"noobai", "safe", "animagine", ""},
		{"rouwei", "newest", "noobai", ""}, // no word of its own
		{"rouwei", "year 2015", "noobai", ""},
		{"noobai", "year 20155", "animagine", ""},
	} {
		from, _ := Builtin(c.from)
		to, _ := Builtin(c.to)
		got := ""
		if years, ok := from.YearsOf(c.word); ok {
			got, _ = to.YearWord(years)
		}
		if got != c.want {
			t.Errorf("%s's %q is %q on %s, want %q", c.from, c.word, got, c.to, c.want)
		}
	}
	noobai, _ := Builtin("noobai")
	animagine, _ := Builtin("animagine")
	illustrious, _ := Builtin("illustrious")
	if !noobai.SameDate("year 2015", animagine) || !noobai.SameDate("newest", illustrious) || noobai.SameDate("recent", illustrious) || !noobai.SameDate("1girl", illustrious) {
		t.Error("the same word is taken for other years, or the other way about")
	}
}

func TestDatesAreChecked(t *testing.T) {
	for text, want := range map[string]bool{
		"tags = [\"new\"]\nyears = { new = [2020, 2024] }": true,
		"tags = [\"new\"]\nyears = { new = [2024, 2020] }": false,
		"tags = [\"new\"]\nyears = { old = [2020, 2024] }": false,
		"tags = [\"new\"]\nyears = { new = [2020] }":       false,
	} {
		_, err := Load([]byte("name = \"x\"\nextends = \"rouwei\"\n[[group]]\nname = \"period\"\n"+text), "x.toml")
		if (err == nil) != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}
