package lookup

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tailor/cmd/tailor/cli"
	"tailor/data/config"
	"tailor/data/update"
)

// TestKnownSources has the config replace one known list and add another.
func TestKnownSources(t *testing.T) {
	plain := update.Sources()
	got := knownSources(config.Config{Sources: []config.Source{
		{Name: "RouWei-Artists", URL: "https://lists.example/a.txt"},
		{Name: "mine", URL: "https://lists.example/m.csv", SHA256: "ab"},
	}})
	if len(got) != len(plain)+1 || got[2].URL != "https://lists.example/a.txt" || got[4].Name != "mine" || got[4].SHA256 != "ab" || got[0] != plain[0] {
		t.Errorf("%+v", got)
	}
}

// TestUpdateBehind fetches as the screen does. The built-in lists are moved
// to a server of the test by the config.
func TestUpdateBehind(t *testing.T) {
	url := server(t)
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("XDG_DATA_HOME", dir)
	var c config.Config
	for _, s := range update.Sources() {
		c.Sources = append(c.Sources, config.Source{Name: s.Name, URL: url + "/some.csv"})
	}
	a := &cli.App{}
	var shown []string
	progress := func(text string) { shown = append(shown, text) }
	for _, want := range []string{"Fetched danbooru-12-10-24, danbooru-tagcomplete, rouwei-artists, danbooru-tags.", "The lists have not changed."} {
		if text, err := Behind(a, c)(t.Context(), progress); text != want || err != nil {
			t.Errorf("%q, %v; want %q", text, err, want)
		}
	}
	if len(shown) == 0 || !strings.Contains(strings.Join(shown, "\n"), "rouwei-artists") {
		t.Errorf("shown: %q", shown)
	}
	c.Sources[0].URL, c.Sources[1].URL = url+"/none.csv", url+"/page.csv"
	if text, err := Behind(a, c)(t.Context(), progress); text != "" || err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("%q, %v", text, err)
	}
	a.Tags = []string{"some.csv"}
	if Behind(a, c) != nil {
		t.Error("lists that are named would be fetched over")
	}
}

func TestProgressLine(t *testing.T) {
	some := update.Source{Name: "some"}
	for want, p := range map[string]update.Progress{
		"some  fetching": {Source: some, Step: update.Fetching, Total: -1},
		"some  ▕████████████            ▏  50%  1.5 MB of 3 MB": {Source: some, Step: update.Fetching, Done: 3 << 19, Total: 3 << 20},
		"some  checking": {Source: some, Step: update.Checking},
		"":               {Source: some, Step: update.Failed},
	} {
		if got := progressLine(p); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// server is one that has a list, and sends a page for another.
func server(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/some.csv":
			io.WriteString(w, "long_hair,0,5,\n")
		case "/page.csv":
			io.WriteString(w, "<!DOCTYPE html><title></title>")
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}
