//go:build !windows

package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tailor/data/update"
)

// configured writes a config file into an environment.
func configured(t *testing.T, env []string, content string) {
	t.Helper()
	dir := filepath.Join(variable(env, "XDG_CONFIG_HOME"), "tailor")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestOwnFiles opens the composer with what a user has beside the lists:
// wildcards, LoRAs, translations and tags of an own spelling, all named in the
// config.
func TestOwnFiles(t *testing.T) {
	env := home(t)
	dir := t.TempDir()
	for name, content := range map[string]string{
		"wild/hair/colour.txt": "red hair\n", "lora/sub/flat_style.safetensors": "", "zh.csv": "long_hair,长发\n",
		"own/mine.csv": "name,category,prompt\nmy_oc,4,MyOC_v3 (style)\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	configured(t, env, strings.ReplaceAll(`lists = ["DIR/own"]
translations = ["DIR/zh.csv"]
wildcards = ["DIR/wild"]
loras = ["DIR/lora"]
`, "DIR", dir))
	s := openComposer(t, env, 100, 30)
	s.waitFor(" tags ·")
	s.typed("__col")
	s.waitFor("›hair/colour", "red hair") // the second in the footer
	s.keys("Tab")
	s.waitFor("__hair/colour__,")
	s.typed("<fla")
	s.keys("BSpace", "BSpace", "BSpace")
	s.typed("lora:fl")
	s.waitFor("›flat_style")
	s.keys("Tab")
	s.waitFor("<lora:flat_style:1>")
	s.typed(", 发")
	s.waitFor("›长发 → long hair")
	s.keys("Tab")
	s.waitFor("long hair,")
	s.accept("my oc", "my oc ", "MyOC_v3 (style),")
	s.keys("M-c")
	s.waitFor("of seed")
	const want = "red hair, <lora:flat_style:1>, long hair, MyOC_v3 (style)"
	s.waitUntil("the prompt in tmux's buffer", func() bool { return s.buffer() != "" })
	if got := s.buffer(); got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
	if err := os.WriteFile(filepath.Join(dir, "wild", "newer.txt"), []byte("x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.keys("F5")
	s.waitFor("were read again")
	s.typed("__newe")
	s.waitFor("›newer")
	s.keys("Escape")
	s.waitGone("›newer")
	s.keys("C-q")
	if code := s.waitEnd(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// TestThemesOnTheScreen looks through a theme of the starter list.
func TestThemesOnTheScreen(t *testing.T) {
	s := openComposer(t, home(t), 80, 24)
	s.waitFor(" tags ·")
	s.keys("Tab")
	s.waitFor("people", "hair ornaments")
	s.keys("Down", "Tab")
	s.waitFor("theme:hair-ornaments", "›hair ornament") // below the first of two columns
	s.keys("Escape")
	s.waitGone("theme:hair")
	s.keys("C-q")
	s.waitEnd()
}

// listCounts is what the first row says of the lists.
var listCounts = regexp.MustCompile(`[0-9,]+ tags · [0-9,]+ artists`)

// TestUpdateOnTheScreen fetches the lists with a key while one types.
func TestUpdateOnTheScreen(t *testing.T) {
	reply := make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-reply:
		case <-t.Context().Done(): // the test has failed
		}
		if strings.HasSuffix(r.URL.Path, ".txt") {
			_, _ = w.Write([]byte("by zzz painter\n"))
			return
		}
		_, _ = w.Write([]byte(strings.Repeat("zzz_fetched,0,5,\n", 20)))
	}))
	t.Cleanup(server.Close)
	t.Cleanup(server.CloseClientConnections)
	env := home(t)
	var config strings.Builder
	for _, known := range update.Sources() {
		config.WriteString("[[sources]]\nname = \"" + known.Name + "\"\nurl = \"" + server.URL + "/" + known.File() + "\"\n")
	}
	configured(t, env, config.String())
	s := openComposer(t, env, 100, 30)
	s.waitFor(" tags ·")
	before := listCounts.FindString(s.shows())
	s.keys("F6")
	s.waitFor("fetching")
	s.typed("smile, ")
	s.waitFor("smile,")
	close(reply)
	s.waitFor("Fetched ")
	// They are said to be there before they are read.
	s.waitUntil("the fetched lists to be read", func() bool {
		now := listCounts.FindString(s.shows())
		return now != "" && now != before
	})
	s.accept("zzz fe", "zzz fetched ", "zzz fetched,")
	s.keys("C-q")
	s.waitEnd()
}
