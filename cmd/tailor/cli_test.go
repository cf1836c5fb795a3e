package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tailor/cmd/tailor/lookup"
	"tailor/data/reference"
)

// TestCommands holds the command line against its table: what is written
// where, and the exit code.
func TestCommands(t *testing.T) {
	list := file(t, "some.csv", someTags)
	rows := file(t, "rows.csv", "long_hair,0,5\n,0,3\n")
	gbk := file(t, "gbk.csv", "smile,0,5,\xce\xa2\xd0\xa6\nrain,0,3,\xd3\xea\n")
	tests := []struct {
		name  string
		args  []string
		stdin string
		out   string // the whole of standard output; "…" at the end for any rest
		err   string // a part of standard error, "" for nothing there
		code  int
	}{
		{"search as JSON", []string{"search", "--json", "--tags", list, "long hair"}, "",
			`{"query":"long hair","results":[{"tag":"long_hair","prompt":"long hair","category":"general","count":4323137}]}` + "\n", "", 0},
		{"search joins its arguments", []string{"search", "--json", "--tags", list, "long", "hair"}, "",
			`{"query":"long hair","results":[{"tag":"long_hair","prompt":"long hair","category":"general","count":4323137}]}` + "\n", "", 0},
		{"search by alias", []string{"search", "--json", "--tags", list, "longhair", "--limit", "1"}, "",
			`{"query":"longhair","results":[{"tag":"long_hair","prompt":"long hair","category":"general","count":4323137,"alias":"longhair"}]}` + "\n", "", 0},
		{"search spells for A1111", []string{"search", "--json", "--tags", list, "karin"}, "",
			`{"query":"karin","results":[{"tag":"karin_(blue_archive)","prompt":"karin \\(blue archive\\)","category":"character","count":5000}]}` + "\n", "", 0},
		{"search of a category", []string{"search", "--json", "--tags", list, "--category", "artist", "ka"}, "",
			`{"query":"ka","results":[{"tag":"kantoku","prompt":"by kantoku","category":"artist","count":900}]}` + "\n", "", 0},
		{"search a query a line", []string{"search", "--json", "--tags", list}, "kantoku\nqqqqzzzz\r\nblue hair",
			`{"query":"kantoku","results":[{"tag":"kantoku","prompt":"by kantoku","category":"artist","count":900}]}` + "\n" +
				`{"query":"qqqqzzzz","results":[]}` + "\n" +
				`{"query":"blue hair","results":[{"tag":"blue_hair","prompt":"blue hair","category":"general","count":863132}]}` + "\n", "", 0},
		{"search an empty line", []string{"search", "--json", "--tags", list}, "\nkantoku\n", `{"query":"","results":[…`, "", 0},
		{"search finds nothing", []string{"search", "--tags", list, "qqqqzzzz"}, "", "", "", 1},
		{"search finds nothing on any line", []string{"search", "--json", "--tags", list}, "qqqqzzzz\n", `{"query":"qqqqzzzz","results":[]}` + "\n", "", 1},
		{"search for a person", []string{"search", "--tags", list, "kantoku"}, "", "by kantoku  artist  900\n", "", 0},
		{"search as the model writes artists", []string{"search", "--json", "--tags", list, "--profile", "noobai", "kantoku"}, "",
			`{"query":"kantoku","results":[{"tag":"kantoku","prompt":"artist:kantoku","category":"artist","count":900}]}` + "\n", "", 0},
		{"the same for a person", []string{"search", "--tags", list, "--profile", "illustrious", "by kantoku"}, "", "kantoku  artist  900\n", "", 0},
		{"tag that is a dead word", []string{"tag", "--tags", list, "4k"}, "", "4k  does nothing: it is a fashion of SD 1.5 prompts\n", "", 1},
		{"tag of another site", []string{"tag", "--tags", list, "--json", "male/male"}, "", `{"name":"male/male","known":false,"dead":"a tag of e621","instead":"yaoi"}` + "\n", "", 1},
		{"tag of the model's own", []string{"tag", "--tags", list, "best quality"}, "", "best quality  meta\n", "", 0},
		{"tag in the model's form", []string{"tag", "--tags", list, "--profile", "noobai", "artist:kantoku"}, "", "artist:kantoku  artist · 900\n…", "", 0},
		{"search for a series", []string{"search", "--category", "series", "--tags", file(t, "series.csv", "blue_archive,3,7,\nblue_eyes,0,9,\n"), "blue"}, "", "blue archive  series  7\n", "", 0},
		{"count of a plain line", []string{"count", "--json"}, "1girl\n", "", "with --json each line is a JSON string, \"1girl, solo\" (jq -R .", 2},
		{"search with a wrong category", []string{"search", "--category", "clothes", "x"}, "", "", "general, artist, copyright", 2},
		{"search with a limit in words", []string{"search", "--limit", "x", "x"}, "", "", `--limit takes a whole number, not "x"`, 2},
		{"expand with a negative seed", []string{"expand", "--seed", "-1", "x"}, "", "", `--seed takes a whole number from 0 on, not "-1"`, 2},
		{"search with a wrong limit", []string{"search", "--limit", "0", "x"}, "", "", "--limit 0", 2},
		{"search with an unknown flag", []string{"search", "--jsn", "x"}, "", "", "unknown flag: --jsn", 2},
		{"search in a list that is missing", []string{"search", "--tags", "/none/none.csv", "x"}, "", "", "/none/none.csv", 2},
		{"search in several lists", []string{"search", "--json", "--tags", list, "--tags", file(t, "more.csv", "red_eyes,0,7,\n"), "red eyes"}, "",
			`{"query":"red eyes","results":[{"tag":"red_eyes","prompt":"red eyes","category":"general","count":7}]}` + "\n", "", 0},
		{"search among categories as several are named", []string{"search", "--json", "--tags", list, "artists: kan"}, "",
			`{"query":"artists: kan","results":[{"tag":"kantoku","prompt":"by kantoku","category":"artist","count":900}]}` + "\n", "", 0},
		{"search for a model's own word", []string{"search", "--json", "--tags", list, "best quality"}, "", `{"query":"best quality","results":[{"tag":"best_quality","prompt":"best quality","category":"meta","count":0…`, "", 0},
		{"tell of a model's own word", []string{"tag", "--json", "--tags", list, "best quality"}, "", `{"name":"best quality","known":true,"tag":"best_quality","prompt":"best quality","category":"meta"}` + "\n", "", 0},
		{"count as JSON", []string{"count", "--json", "(1girl:1.3), solo"}, "",
			`{"counter":{"count":4,"max":75},"line":{"count":4,"chunks":[{"ids":[272,1611,267,5797],"weights":[1.3,1.3,1.0,1.0]}]}}` + "\n", "", 0},
		{"count a JSON string a line", []string{"count", "--json"}, "\"1girl\"\r\n\n\"\\u0031girl\\nBREAK\"",
			`{"counter":{"count":2,"max":75},"line":{"count":2,"chunks":[{"ids":[272,1611],"weights":[1.0,1.0]}]}}` + "\n" +
				`{"counter":{"count":0,"max":75},"line":{"count":0,"chunks":[{"ids":[],"weights":[]}]}}` + "\n" +
				`{"counter":{"count":75,"max":75},"line":{"count":75,"chunks":[{"ids":[272,1611],"weights":[1.0,1.0]}]}}` + "\n", "", 0},
		{"count an empty string", []string{"count", "--json"}, `""`, `{"counter":{"count":0,"max":75},"line":{"count":0,"chunks":[{"ids":[],"weights":[]}]}}` + "\n", "", 0},
		{"count a line that is no JSON", []string{"count", "--json"}, "\"a\"\n1girl\n", "{…", "line 2 of standard input", 2},
		{"count a line that is no string", []string{"count", "--json"}, "[\"a\"]\n", "", "line 1 of standard input", 2},
		{"count null", []string{"count", "--json"}, "null\n", "", "line 1 of standard input", 2},
		{"count for a person", []string{"count"}, "by kantoku BREAK\n1girl,\tsolo\n",
			"1  ▕█▎                       ▏  4/75  by kantoku\n2  ▕█▎                       ▏  4/75  1girl, solo\n79/150\n", "", 0},
		{"count what a terminal would obey", []string{"count", "a\x1b[2Jb\xff"}, "", "1…", "", 0},
		{"count without backtrack", []string{"count", "--json", "--backtrack", "0", strings.Repeat("a ", 70) + ", " + strings.Repeat("b ", 10)}, "", `{"counter":{"count":81,…`, "", 0},
		{"count with a wrong backtrack", []string{"count", "--backtrack", "-1", "x"}, "", "", "--backtrack -1", 2},
		{"count with a backtrack beyond a chunk", []string{"count", "--backtrack", "76", "x"}, "", "", "--backtrack 76: it takes a number of tokens, 0 (off) to 75", 2},
		{"completion for an unknown shell", []string{"completion", "tcsh"}, "", "", "bash, fish, powershell, zsh", 2},
		{"completion without a shell", []string{"completion"}, "", "Generate the autocompletion…", "", 0},
		{"help about no command", []string{"help", "serach"}, "", "", "serach", 2},
		{"lists as JSON", []string{"lists", "--json", "--tags", list}, "",
			`{"total":4,"by_category":{"artist":1,"character":1,"copyright":0,"general":2,"meta":0},"lists":[{"name":"some","path":"` + list + `","origin":"named","rows":4,"bad_rows":0,"fetched":"…`, "", 0},
		{"lists that are named", []string{"lists", "--tags", list}, "", "list  rows  bad  age    from\nsome     4    0  today  " + list + "\n\ngeneral    2\nartist     1\ncopyright  0\ncharacter  1\nmeta       0\ntotal      4\n", "", 0},
		{"lists that are no UTF-8", []string{"lists", "--tags", gbk}, "", "list  rows  bad  age    from\ngbk      2    0  today  " + gbk + ", read as GBK\n…", "", 0},
		{"what update would fetch, as JSON", []string{"update", "--show", "--json", "--source", "https://lists.example/mine.csv"}, "",
			`{"name":"mine","url":"https://lists.example/mine.csv","path":"","state":"shown","bytes":0,"fetched":null}` + "\n", "", 0},
		{"bad rows, as JSON", []string{"lists", "--json", "--bad", "--tags", rows}, "",
			`{"total":1,"by_category":{"artist":0,"character":0,"copyright":0,"general":1,"meta":0},"lists":[{"name":"rows","path":"` + rows + `","origin":"named","rows":2,"bad_rows":1,"bad":[{"line":2,"reason":"no name"}],"fetched":"…`, "", 0},
		{"lists with an argument", []string{"lists", "x"}, "", "", "unknown command", 2},
		{"wildcards that are missing", []string{"search", "--wildcards", "/none/wild", "x"}, "", "", "--wildcards: stat /none/wild", 2},
		{"a file for wildcards", []string{"search", "--wildcards", list, "x"}, "", "", "name the folder", 2},
		{"version", []string{"version"}, "", "tailor …", "", 0},
		{"version as a flag", []string{"--version"}, "", "tailor …", "", 0},
		{"help", []string{"--help"}, "", "tailor helps to write prompts…", "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			check(t, tailor(t, home(t), test.stdin, test.args...), test.out, test.err, test.code)
		})
	}
}

// TestCountGolden counts the golden prompts in one run: each answer is, byte
// for byte, the golden line without its prompt.
func TestCountGolden(t *testing.T) {
	content, err := os.ReadFile(reference.Path(t, "golden/chunks.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var in, want strings.Builder
	for line := range strings.Lines(string(content)) {
		var golden struct {
			Prompt        json.RawMessage
			Counter, Line json.RawMessage
		}
		if err := json.Unmarshal([]byte(line), &golden); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&in, "%s\n", golden.Prompt)
		fmt.Fprintf(&want, "{\"counter\":%s,\"line\":%s}\n", golden.Counter, golden.Line)
	}
	r := tailor(t, home(t), in.String(), "count", "--json")
	got, expected := strings.Split(r.out, "\n"), strings.Split(want.String(), "\n")
	if r.code != 0 || r.err != "" || len(got) != len(expected) {
		t.Fatalf("%d answers for %d prompts, code %d, %s", len(got)-1, len(expected)-1, r.code, r.err)
	}
	for i := range got {
		if got[i] != expected[i] {
			t.Errorf("prompt %d:\n%s\nwant\n%s", i+1, got[i], expected[i])
		}
	}
}

// check holds a run against what it should write and return.
func check(t *testing.T, r result, out, err string, code int) {
	t.Helper()
	if begin, open := strings.CutSuffix(out, "…"); r.out != out && !(open && strings.HasPrefix(r.out, begin)) {
		t.Errorf("standard output:\n%s\nwant:\n%s", r.out, out)
	}
	if err == "" && r.err != "" || !strings.Contains(r.err, err) {
		t.Errorf("standard error %q, want %q in it", r.err, err)
	}
	if r.code != code {
		t.Errorf("exit code %d, want %d", r.code, code)
	}
}

// TestBadLists gives every command that reads lists what is no list.
func TestBadLists(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	unreadable := write("secret.csv", someTags)
	if err := os.Chmod(unreadable, 0); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, path, err string }{
		{"missing", filepath.Join(dir, "missing.csv"), "no such file"},
		{"a directory", dir, "directory"},
		{"a picture", write("picture.csv", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "PNG"},
		{"bytes", write("bytes.csv", "\x00\x01\x02\xff\xfe\xfd"), "not a text file"},
		{"empty", write("empty.csv", ""), "empty"},
		{"nothing but blank lines", write("blank.csv", "\n\n\r\n"), "empty"},
		{"no good row", write("bad.csv", ",0,1,\n,0,2,\n"), "no row"},
		{"control characters in its name", filepath.Join(dir, "\x1b[31m\nred.csv"), `\x1b[31m`},
	}
	if os.Getuid() != 0 && runtime.GOOS != "windows" {
		tests = append(tests, struct{ name, path, err string }{"unreadable", unreadable, "permission"})
	}
	commands := [][]string{{"search", "x"}, {"lists"}, {"lint", "x"}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, command := range commands {
				check(t, tailor(t, home(t), "", append(command, "--tags", test.path)...), "", test.err, 2)
			}
		})
	}
}

// TestManyBadRows shows a thousand of the rows that were skipped, and says how many more
// there are.
func TestManyBadRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bad.csv")
	if err := os.WriteFile(path, []byte("1girl,0,7\n"+strings.Repeat("smile,9,7\n", 200_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	r := tailor(t, home(t), "", "lists", "--bad", "--tags", path)
	if n := strings.Count(r.out, "the category"); n != 1000 || !strings.Contains(r.out, "199,000 more") || r.code != 0 {
		t.Errorf("%d rows", n)
	}
	r = tailor(t, home(t), "", "lists", "--bad", "--json", "--tags", path)
	if n := strings.Count(r.out, "the category"); n != 1000 || !strings.Contains(r.out, `"bad_rows":200000`) {
		t.Errorf("%d rows of JSON", n)
	}
}

// TestBadPlaces runs without a home, and with directories that cannot be read
// or written: tailor works all the same.
func TestBadPlaces(t *testing.T) {
	blocked := file(t, "file", "")
	var none []string
	for _, v := range home(t) {
		if strings.HasPrefix(v, "PATH=") {
			none = append(none, v)
		}
	}
	tests := []struct {
		name string
		env  []string
		err  string
	}{
		{"no home", none, ""},
		{"files for directories", append(home(t), "XDG_CONFIG_HOME="+blocked, "XDG_STATE_HOME="+blocked), ""},
		{"a file for the data directory", append(home(t), "XDG_DATA_HOME="+blocked), "installed lists cannot be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			check(t, tailor(t, test.env, "", "search", "--json", "1girl"), `{"query":"1girl","results":[{"tag":"1girl",…`, test.err, 0)
		})
	}
}

func TestConfigFile(t *testing.T) {
	list := file(t, "mine.csv", "zzz_mine,0,5,\n")
	search := []string{"search", "--json", "zzz mine"}
	tests := []struct {
		name, config string
		out, err     string
		code         int
	}{
		{"its lists are used", "lists = ['" + list + "']\n", `{"query":"zzz mine","results":[{"tag":"zzz_mine",…`, "", 0},
		{"a list that is missing is told", "lists = ['/none.csv', '" + list + "']\n", `{"query":"zzz mine","results":[{"tag":"zzz_mine",…`, "/none.csv", 0},
		{"an unknown key", "\nlits = []\n", "", `config.toml:2: unknown key "lits"; did you mean "lists"?`, 2},
		{"a list that is missing has its line", "\nlists = ['/none.csv', '" + list + "']\n", `{"query":"zzz mine","results":[{"tag":"zzz_mine",…`, "config.toml:2: lists: read tag list /none.csv", 0},
		{"translations that are missing have their line", "lists = ['" + list + "']\ntranslations = ['/none.csv']\n", `{"query":"zzz mine","results":[{"tag":"zzz_mine",…`, "config.toml:2: translations: read translations /none.csv", 0},
		{"a key twice", "model = 'vpred'\nmodel = 'epsilon'\n", "", "config.toml:2:1: model: key model is already defined; take one of the two out", 2},
		{"a source of one's own", "lists = ['" + list + "']\nsources = [{ name = 'mine', url = 'https://lists.example/mine.csv' }]\n", `{"query":"zzz mine","results":[{"tag":"zzz_mine",…`, "", 0},
		{"no TOML", "lists:\n", "", "config.toml:1:", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := file(t, "config.toml", test.config)
			check(t, tailor(t, home(t), "", append(search, "--config", path)...), test.out, test.err, test.code)
		})
	}
	check(t, tailor(t, home(t), "", append(search, "--config", "/none/config.toml")...), "", "/none/config.toml", 2)
	path := file(t, "config.toml", "\n\nprofile = \"nobody's\"\n")
	check(t, tailor(t, home(t), "", "lint", "--config", path, "1girl"), "", "config.toml:3: profile: ", 2)
	// A file that is not there is no reason not to start.
	path = file(t, "config.toml", "\n\nprofile = \"/none.toml\"\n")
	check(t, tailor(t, home(t), "", "lint", "--config", path, "1girl"), "", "/none.toml: no such file or directory: RouWei 0.8 stands in", 0)
	check(t, tailor(t, home(t), "", "lint", "--profile", "/none.toml", "1girl"), "", "--profile: reading", 2)
}

// TestBrokenPipe reads one byte of a long output and goes away.
func TestBrokenPipe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the pipe of this test is Unix'")
	}
	list := file(t, "some.csv", someTags)
	cmd := exec.Command(binary, "search", "--json", "--tags", list)
	cmd.Env = home(t)
	cmd.Stdin = strings.NewReader(strings.Repeat("hair\n", 20000))
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // ends by SIGPIPE, or with 0
	if errs.Len() > 0 {
		t.Errorf("standard error: %q", errs.String())
	}
}

// TestConversation asks line by line and waits for each answer.
func TestConversation(t *testing.T) {
	cmd := exec.Command(binary, "search", "--json", "--tags", file(t, "some.csv", someTags))
	cmd.Env = home(t)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	answers := json.NewDecoder(out)
	for _, query := range []string{"kantoku", "blue hair", "karin"} {
		if _, err := in.Write([]byte(query + "\n")); err != nil {
			t.Fatal(err)
		}
		var a lookup.Answer
		if err := answers.Decode(&a); err != nil || a.Query != query || len(a.Results) == 0 {
			t.Fatalf("asked %q, got %+v, error %v", query, a, err)
		}
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// TestForeignText has a list full of what a terminal would obey.
func TestForeignText(t *testing.T) {
	list := file(t, "evil\x1b]0;x\a\u009b\u202e\U000e0001.csv", "long\x1b[31m_hair,0,5,\"long\u202ehair\"\n\x9b2J,0,1,\nlong_\u009bhair_2,0,3,\n")
	for _, args := range [][]string{{"search", "long"}, {"search", "--json", "long"}, {"lists"}, {"lists", "--bad"}, {"lists", "--json"}} {
		r := tailor(t, home(t), "", append(args, "--tags", list)...)
		if r.code != 0 || strings.ContainsAny(r.out+r.err, "\x1b\a\u202e\u009b\U000e0001") {
			t.Errorf("%q: code %d, %q, %q", args, r.code, r.out, r.err)
		}
	}
}

// TestSearchEchoesTheQuery holds that an answer names the query as it was
// asked, and that the space at its end is heeded.
func TestSearchEchoesTheQuery(t *testing.T) {
	list := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(list, []byte("shorts,0,9000\nshort_hair,0,20\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "search", "--json", "--tags", list)
	cmd.Stdin = strings.NewReader("short \n")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"query":"short ","results":[{"tag":"short_hair"`; !strings.HasPrefix(string(out), want) {
		t.Errorf("printed %s, wanted %s…", out, want)
	}
}

// TestFlagsThatMeanNothing has every command refuse what a flag names and is not
// there, also where it asks for none of it.
func TestFlagsThatMeanNothing(t *testing.T) {
	env := home(t)
	for _, command := range [][]string{{"count", "a"}, {"expand", "a"}, {"export", "a"}, {"lint", "a"}, {"compose", "a"}, {"lists"}, {"version"}} {
		for _, flag := range []string{"--profile", "--model", "--tags", "--translations", "--wildcards", "--config"} {
			check(t, tailor(t, env, "", append(command, flag, "nope")...), "", "nope", 2)
		}
	}
	check(t, tailor(t, env, "", "lint", "--settings", "xyz", "a"), "", `--settings: the settings "xyz" are no line`, 2)
	check(t, tailor(t, env, "", "lint", "--settings", "Steps: 28", "a"), "", "", 0)
	check(t, tailor(t, env, `{"prompt":"a","settings":"xyz"}`, "lint", "--json"), "", `line 1 of standard input: the settings "xyz"`, 2)
	config := file(t, "config.toml", "[server]\nurl = \"http://h:99999\"\n")
	check(t, tailor(t, env, "", "count", "--config", config, "a"), "", "config.toml:2: server.url:", 2)
}
