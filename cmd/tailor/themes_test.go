package main

import (
	"encoding/json"
	"strings"
	"testing"

	"tailor/cmd/tailor/lookup"
)

func TestThemes(t *testing.T) {
	list := file(t, "some.csv", someTags)
	tests := []struct {
		name string
		args []string
		out  string
		err  string
		code int
	}{
		{"all themes", []string{"search", "--themes"}, "people …", "", 0},
		{"all themes as JSON", []string{"search", "--themes", "--json"}, `{"theme":"people","tags":…`, "", 0},
		{"a search in a theme", []string{"search", "--theme", "camera angle", "--limit", "1", "frm behnd"}, "from behind…", "", 0},
		{"a theme in the query", []string{"search", "--limit", "1", "theme:camera-angle from behind"}, "from behind…", "", 0},
		{"nothing in a theme", []string{"search", "--theme", "gaze", "xqzwv"}, "", "", 1},
		{"a mistyped theme", []string{"search", "--theme", "lihgting"}, "", `did you mean "lighting"`, 2},
		{"a part of a theme's name", []string{"search", "--theme", "horns"}, "", `did you mean "wings-horns-halos"`, 2},
		{"no such theme", []string{"search", "--theme", "qqqq"}, "", "--themes", 2},
		{"lists without themes", []string{"search", "--tags", list, "--themes"}, "", "have no themes", 2},
		{"a theme of lists without", []string{"search", "--tags", list, "--theme", "hair"}, "", "have no themes", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			check(t, tailor(t, home(t), "", test.args...), test.out, test.err, test.code)
		})
	}
	t.Run("a whole theme, whatever stands in the input", func(t *testing.T) {
		r := tailor(t, home(t), "kantoku\n", "search", "--theme", "lighting", "--json")
		var got lookup.Answer
		if err := json.Unmarshal([]byte(r.out), &got); err != nil {
			t.Fatal(err)
		}
		if got.Query != "theme:lighting" || len(got.Results) < 50 {
			t.Errorf("%d results for %q", len(got.Results), got.Query)
		}
		for i, tag := range got.Results[1:] {
			if tag.Count > got.Results[i].Count {
				t.Errorf("%s, %d, stands behind %s, %d", tag.Tag, tag.Count, got.Results[i].Tag, got.Results[i].Count)
			}
		}
	})
}

func TestTranslationsOfTheCommandLine(t *testing.T) {
	list, words := file(t, "some.csv", someTags), file(t, "zh.csv", "long_hair,长发\nno_such_tag,没有\n")
	own := file(t, "own.csv", "name,category,prompt\nmy_oc,4,\"MyOC_v3 (style)\"\n")
	env := home(t)
	tests := []struct {
		name string
		args []string
		out  string
		err  string
		code int
	}{
		{"search by a translation", []string{"search", "--json", "--tags", list, "--translations", words, "长发"},
			`{"query":"长发","results":[{"tag":"long_hair","prompt":"long hair","category":"general","count":4323137,"alias":"长发"}…`, "", 0},
		{"a translation file that is missing", []string{"search", "--tags", list, "--translations", "/none/zh.csv", "x"}, "", "/none/zh.csv: there is no such file", 2},
		{"the lists tell of it", []string{"lists", "--tags", list, "--translations", words, "--json"}, `{"total":4,…`, "", 0},
		{"a tag of one's own spelling", []string{"search", "--json", "--tags", own, "my oc"},
			`{"query":"my oc","results":[{"tag":"my_oc","prompt":"MyOC_v3 (style)","category":"character","count":0}]}` + "\n", "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			check(t, tailor(t, env, "", test.args...), test.out, test.err, test.code)
		})
	}
	if few, all := tailor(t, env, "", "lists").out, tailor(t, env, "", "lists", "--all").out; !strings.Contains(few, "lists, which --all shows") || strings.Contains(few, "hair-ornaments") || !strings.Contains(all, "\nhair-ornaments ") {
		t.Errorf("the built-in lists as one:\n%s\neach:\n%s", few, all)
	}
	r := tailor(t, env, "", "lists", "--tags", list, "--translations", words, "--json")
	if want := `"name":"zh","path":"` + words + `","origin":"translation","rows":2,"bad_rows":0,"unknown_rows":1`; !strings.Contains(r.out, want) {
		t.Errorf("%s\nlacks %s", r.out, want)
	}
}
