package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tailor/cmd/tailor/lookup"
	"tailor/data/update"
)

// lists is a server that has a list, sends a page for another, and never
// answers for the third.
func lists(t *testing.T, asked chan<- string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/some.csv":
			io.WriteString(w, someTags)
		case "/page.csv":
			io.WriteString(w, "<!DOCTYPE html><title>\x1b[2J</title>")
		case "/silent.csv":
			asked <- r.URL.Path
			<-r.Context().Done()
		case "/away.csv":
			http.Redirect(w, r, "http://lists.example/some.csv", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	t.Cleanup(s.CloseClientConnections)
	return s.URL
}

func TestUpdate(t *testing.T) {
	url := lists(t, nil)
	env := home(t)
	installed := filepath.Join(strings.TrimPrefix(env[4], "XDG_DATA_HOME="), "tailor", "lists")
	some := filepath.Join(installed, "some.csv")

	check(t, tailor(t, env, "", "update", "--source", url+"/some.csv"), "some  installed  4 rows  "+some+"\n", "", 0)
	check(t, tailor(t, env, "", "update", "--source", url+"/some.csv"), "some  unchanged  4 rows  "+some+"\n", "", 0)
	check(t, tailor(t, env, "", "search", "--json", "--limit", "1", "karin blue archive"), `{"query":"karin blue archive","results":[{"tag":"karin_(blue_archive)"…`, "", 0)

	var all lookup.Listing
	if err := json.Unmarshal([]byte(tailor(t, env, "", "lists", "--json").out), &all); err != nil {
		t.Fatal(err)
	}
	if l := all.Lists[0]; l.Name != "some" || l.Path != some || l.Rows != 4 || l.Fetched == nil {
		t.Errorf("lists shows %+v", l)
	}

	own := file(t, "own.csv", "zzz_own,0,5,\n")
	cfg := file(t, "config.toml", "[[sources]]\nname = \"mine\"\nurl = \""+url+"/some.csv\"\n[[sources]]\nname = \"rouwei-artists\"\nurl = \""+url+"/gone.csv\"\n")
	tests := []struct {
		name     string
		args     []string
		out, err string
		code     int
	}{
		{"404", []string{"--source", url + "/none.csv"}, "none  failed\n", `the server answers "404 Not Found"`, 2},
		{"a page", []string{"--source", url + "/page.csv"}, "page  failed\n", "it is a web page", 2},
		{"a redirect to http", []string{"--source", url + "/away.csv"}, "away  failed\n", "only https is taken", 2},
		{"http elsewhere", []string{"--source", "http://lists.example/some.csv"}, "", "only https is taken", 2},
		{"a file", []string{"--source", own}, "own  installed  1 row  " + filepath.Join(installed, "own.csv") + "\n", "", 0},
		{"a file that is missing", []string{"--source", "/none/none.csv"}, "none  failed\n", "/none/none.csv", 2},
		{"a page and a file", []string{"--source", url + "/page.csv", "--source", own}, "page  failed\nown   unchanged  1 row  " + filepath.Join(installed, "own.csv") + "\n", "it is a web page", 2},
		{"one of the config", []string{"--config", cfg, "mine"}, "mine  installed  4 rows  " + filepath.Join(installed, "mine.csv") + "\n", "", 0},
		{"one that the config moves", []string{"--config", cfg, "rouwei-artists"}, "rouwei-artists  failed\n", "404", 2},
		{"a wrong name", []string{"rouwei-artist"}, "", `did you mean "rouwei-artists"?`, 2},
		{"a name of nothing", []string{"qqqqqqqqqq"}, "", "there are danbooru-12-10-24, ", 2},
		{"a wrong time-out", []string{"--timeout", "0s"}, "", "--timeout 0s", 2},
		{"silence", []string{"--timeout", "50ms", "--source", url + "/silent.csv"}, "silent  failed\n", "fell silent for 50ms", 2},
		{"JSON", []string{"--json", "--source", url + "/page.csv"}, `{"name":"page","url":"","path":"` + filepath.Join(installed, "page.csv") + `","state":"failed","bytes":0,"fetched":null,"error":"page: it could not be fetched…`, "web page", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.name == "silence" {
				asked := make(chan string, 1)
				test.args[len(test.args)-1] = lists(t, asked) + "/silent.csv"
			}
			r := tailor(t, env, "", append([]string{"update"}, test.args...)...)
			check(t, r, test.out, test.err, test.code)
			if strings.ContainsAny(r.out+r.err, "\x1b\r") {
				t.Errorf("control characters: %q", r.out+r.err)
			}
		})
	}
	entries, err := os.ReadDir(installed)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != "mine.csv mine.csv.json own.csv own.csv.json some.csv some.csv.json" {
		t.Errorf("the directory holds %s", got)
	}
}

// TestUpdateInterrupted presses Ctrl+C while a server is silent.
func TestUpdateInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signal can be sent on Windows")
	}
	asked := make(chan string, 1)
	cmd := exec.CommandContext(t.Context(), binary, "update", "--source", lists(t, asked)+"/silent.csv")
	cmd.Env = home(t)
	var errs strings.Builder
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-asked
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.ExitCode() != exitWrong || !strings.Contains(errs.String(), "silent: it was interrupted") {
		t.Errorf("%v: %s", err, errs.String())
	}
}

func TestUpdateShow(t *testing.T) {
	r := tailor(t, home(t), "", "update", "--show")
	for _, s := range update.Sources() {
		if !strings.Contains(r.out, s.Name) || !strings.Contains(r.out, s.URL) {
			t.Errorf("%s is not shown in:\n%s", s.Name, r.out)
		}
	}
	if r.code != 0 || strings.Count(r.out, "\n") != len(update.Sources()) {
		t.Errorf("code %d:\n%s", r.code, r.out)
	}
}

// TestUpdateWithTranslations gives update a file that belongs elsewhere.
func TestUpdateWithTranslations(t *testing.T) {
	zh := file(t, "zh.csv", "long_hair,长发\ntwintails,\"ツインテール,ツインテ\"\n")
	r := tailor(t, home(t), "", "update", "--source", zh)
	check(t, r, "zh  failed\n", "a file of translations is named by translations in the config", 2)
	if strings.Contains(r.err, "network") {
		t.Errorf("no network was asked: %s", r.err)
	}
}

// TestUpdateRelated makes the compact file of pairs, leaves no pairs behind,
// and has tailor tag read it.
func TestUpdateRelated(t *testing.T) {
	dir := t.TempDir()
	pairs := filepath.Join(dir, "pairs.csv")
	if err := os.WriteFile(pairs, []byte("tag_a,tag_b,count\numbrella,rainbow,5000\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := append(home(t), "XDG_DATA_HOME="+dir)
	if r := tailor(t, env, "", "update", "--related", "--source", pairs); r.code != 0 {
		t.Fatalf("code %d: %s", r.code, r.err)
	}
	files, err := os.ReadDir(filepath.Join(dir, "tailor", "related"))
	if err != nil || len(files) != 2 || files[0].Name() != "danbooru.related" || files[1].Name() != "danbooru.related.json" {
		t.Errorf("%v, %v", files, err)
	}
	if r := tailor(t, env, "", "search", "--related", "umbrella"); r.code != 0 || !strings.Contains(r.out, "rainbow") {
		t.Errorf("code %d: %s%s", r.code, r.out, r.err)
	}
	if r := tailor(t, env, "", "search", "--related", "umbrella", "--category", "character"); r.code != 1 || r.out != "" {
		t.Errorf("no character goes with it: code %d, %s%s", r.code, r.out, r.err)
	}
	if err := os.WriteFile(pairs, []byte("no pairs\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := tailor(t, env, "", "update", "--related", "--source", pairs); r.code == 0 {
		t.Error("what is no list of pairs is taken")
	}
	packed := pairs + ".gz"
	if err := os.WriteFile(packed, []byte("\x1f\x8b\x08\x00\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := tailor(t, env, "", "update", "--related", "--source", packed); r.code == 0 || !strings.Contains(r.err, "gzip") || !strings.Contains(r.err, "unpack it") || strings.Contains(r.err, "category") {
		t.Errorf("a packed file: %s", r.err)
	}
	if r := tailor(t, env, "", "tag", "umbrella"); !strings.Contains(r.out, "rainbow") {
		t.Errorf("what was there is lost: %s", r.out)
	}
}

// TestListsOfAFreshInstall says where there is more than what is built in.
func TestListsOfAFreshInstall(t *testing.T) {
	r := tailor(t, home(t), "", "lists")
	if !strings.Contains(r.out, "All of them are built in.") || !strings.Contains(r.out, "tailor update --source FILE") {
		t.Errorf("lists prints %q", r.out)
	}
}
