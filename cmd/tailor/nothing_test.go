package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNothingNamed gives commands nothing where a name is meant: an error says
// so, and no other file, server, profile or list is taken in its place.
func TestNothingNamed(t *testing.T) {
	for _, args := range [][]string{
		{"search", "--tags", "", "x"}, {"search", "--tags", "some.csv", "--tags", "", "x"}, {"search", "--translations", "", "x"},
		{"search", "--config", "", "x"}, {"search", "--category", "", "x"}, {"search", "--category", "artist,", "x"},
		{"search", "--theme", "", "x"}, {"search", "--related", ""},
		{"expand", "--wildcards", "", "x"}, {"expand", "--artists", "1", "--artists-from", "", "x"},
		{"lint", "--profile", "", "x"}, {"lint", "--model", "", "x"}, {"lint", "--off", "", "x"},
		{"export", "--as", "", "x"}, {"compose", "--lane", "", "x"}, {"show", "--protocol", "", "x"}, {"update", "--source", ""},
		{"send", "--server", "", "x"}, {"send", "--url", "", "x"}, {"send", "--kind", "", "x"}, {"send", "--out", "", "x"}, {"server", "--url", ""},
	} {
		check(t, tailor(t, home(t), "", args...), "", " is empty: write --", exitWrong)
	}
	// Here nothing says something.
	check(t, tailor(t, home(t), "", "export", "--cfg", "", "--negative", "", "--vae", "", "x"), "x\nSteps: 28, Sampler: Euler a, Schedule type: Automatic, Size: 1024x1024\n", "", exitDone)
	check(t, tailor(t, home(t), "", "compose", "--artist", "", "--style", "", "1girl"), "1girl\n", "", exitDone)
	check(t, tailor(t, home(t), "", "lint", "--settings", "", "1girl"), "", "", exitDone)

	for _, c := range []struct {
		args          []string
		in, out, told string
		code          int
	}{
		{[]string{"tag", ""}, "", "", "a name is empty", exitWrong},
		{[]string{"tag", "1girl", " "}, "", "", "a name is empty", exitWrong},
		{[]string{"tag"}, "", "", "standard input holds no name", exitWrong},
		{[]string{"tag"}, "\n \n", "", "standard input holds no name", exitWrong},
		{[]string{"tag", "--json"}, "", "", "", exitDone},
		{[]string{"tag", "--json"}, "\n", `{"name":"","known":false}` + "\n", "", exitDone},
		{[]string{"search"}, "", "", "standard input holds no query", exitWrong},
		{[]string{"search"}, "\n", "", "standard input holds no query", exitWrong},
		{[]string{"lint"}, "", "", "standard input is empty", exitDone},
		{[]string{"lint"}, "\n", "", "", exitDone},
		{[]string{"expand"}, "", "\n", "standard input is empty", exitDone},
		{[]string{"search", "--themes", "hair"}, "", "", "--themes shows all themes", exitWrong},
		{[]string{"search", "--theme", "hair", "--related", "1girl"}, "", "", "no query or theme beside it", exitWrong},
		{[]string{"import", t.TempDir()}, "", "", "no picture, text or workflow in it", exitFound},
		{[]string{"profile", "show"}, "", "", `write "tailor profile show NAME|FILE`, exitWrong},
		{[]string{"profile", "check"}, "", "", `write "tailor profile check FILE…`, exitWrong},
		{[]string{"server", "x"}, "", "", `write "tailor server [flags]"`, exitWrong},
		{[]string{"update", "--timeout", "5"}, "", "", `--timeout takes a time such as 30s, not "5"`, exitWrong},
	} {
		check(t, tailor(t, home(t), c.in, c.args...), c.out, c.told, c.code)
	}
}

// TestUnreadProfiles checks and shows profiles of which some cannot be read:
// the others are judged, and a pipe is read once.
func TestUnreadProfiles(t *testing.T) {
	good := file(t, "good.toml", "name = \"Mine\"\nextends = \"rouwei\"\n")
	r := tailor(t, home(t), "", "profile", "check", t.TempDir(), good, filepath.Join(t.TempDir(), "none.toml"))
	check(t, r, good+": nothing is wrong with it: Mine…", "none.toml: ", exitWrong)
	if strings.Count(r.err, "reading the profile") != 2 {
		t.Errorf("%s", r.err)
	}
	rules := file(t, "rules.toml", "name = \"Mine\"\nextends = \"rouwei\"\n[rules]\nalias = \"other-name\"\naliass = \"x\"\n")
	check(t, tailor(t, home(t), "", "profile", "check", rules), rules+": rules: lint has no rule \"aliass\": \"tailor help lint\" has them\n", "", exitFound)
	if _, err := os.Stat("/dev/stdin"); err == nil {
		check(t, tailor(t, home(t), "name = \"Mine\"\nextends = \"rouwei\"\n", "profile", "show", "/dev/stdin"), "name = \"Mine\"\nextends = \"rouwei\"\n", "", exitDone)
	}
}
