package config

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	t.Setenv("HOME", "/home/k")
	path := "/etc/tailor/config.toml"
	if runtime.GOOS == "windows" {
		t.Skip("the paths asserted are those of Unix")
	}
	c, err := Read([]byte("\ufeff"+`
lists = ["my.csv", "/lists/all.csv", "~/tags.csv"]
wildcards = ["~", "wild"]
profile = "own.toml"
model = "vpred"
theme = "dusk"
lane = "end"
backtrack = 0
picks = false
mouse = false

[lint]
off = ["duplicate"]

[keys]
copy = ["ctrl+y", "f5"]
quit = []

[themes.dusk]
base = "dark"
colors = { accent = "#ff8800", dim = "240" }

[[sources]]
name = "mine"
url = "https://example.org/tags.csv"
`), path)
	if err != nil {
		t.Fatal(err)
	}
	c.lines = nil
	want := Config{
		Path:      path,
		Lists:     []string{"/etc/tailor/my.csv", "/lists/all.csv", "/home/k/tags.csv"},
		Wildcards: []string{"/home/k", "/etc/tailor/wild"},
		Profile:   "/etc/tailor/own.toml",
		Model:     "vpred", Theme: "dusk", Lane: "end",
		Lint:    Lint{Off: []string{"duplicate"}},
		Keys:    map[string][]string{"copy": {"ctrl+y", "f5"}, "quit": {}},
		Themes:  map[string]Theme{"dusk": {"dark", map[string]string{"accent": "#ff8800", "dim": "240"}}},
		Sources: []Source{{Name: "mine", URL: "https://example.org/tags.csv"}},
	}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got  %+v\nwant %+v", c, want)
	}
}

// TestUTF16 reads a config as an editor of Windows writes it.
func TestUTF16(t *testing.T) {
	for _, text := range []string{"\xff\xfel\x00a\x00n\x00e\x00=\x00\"\x00e\x00n\x00d\x00\"\x00", "\ufefflane=\"end\""} {
		if c, err := Read([]byte(text), "c.toml"); err != nil || c.Lane != "end" {
			t.Errorf("%q: %q, %v", text, c.Lane, err)
		}
	}
}

func TestReadFaults(t *testing.T) {
	tests := []struct {
		name, content string
		want          []string // parts of the error
	}{
		{"unknown key near a known one", "lists = []\nmodle = \"vpred\"\n", []string{"c.toml:2:", `"modle"`, `did you mean "model"?`}},
		{"unknown key near none", "colour_of_hair = 1\n", []string{"c.toml:1:", "remove it", "backtrack, "}},
		{"unknown key in a table", "\n[lint]\nof = []\n", []string{"c.toml:3:", `"lint.of"`, `did you mean "off"?`}},
		{"top key below a table", "[lint]\noff = []\nmodel = \"vpred\"\n", []string{"c.toml:3:", "belongs at the top"}},
		{"nested key at the top", "off = [\"a\"]\n", []string{"c.toml:1:", `did you mean "lint.off"?`}},
		{"another case", "lists = []\nLists = [\"a.csv\"]\n[Settings]\nSteps = 5\n[servers.Home]\nURL = \"http://x\"\n", []string{`c.toml:2: unknown key "Lists"; did you mean "lists"?`, `c.toml:3: unknown key "Settings"; did you mean "settings"?`, `c.toml:6: unknown key "servers.Home.URL"; did you mean "servers.Home.url"?`}},
		{"two unknown keys", "modle = 1\nlane = \"end\"\nmose = true\n", []string{"c.toml:1:", "c.toml:3:", `"mouse"`}},
		{"unknown theme key", "[themes.dusk]\nbas = \"dark\"\n", []string{"c.toml:2:", `did you mean "base"?`}},
		{"wrong type", "lane = \"end\"\nmouse = \"yes\"\n", []string{"c.toml:2:", "true or false"}},
		{"wrong type in a list", "[keys]\ncopy = [1]\n", []string{"c.toml:2:", `["ctrl+y", "f5"]`}},
		{"no TOML", "model: vpred\n", []string{"c.toml:1:"}},
		{"same key twice", "lane = \"end\"\nlane = \"end\"\n", []string{"c.toml:2:"}},
		{"lane", "lane = \"somewhere\"\n", []string{"c.toml:1:", `"chunk" or "end"`}},
		{"backtrack", "backtrack = -1\n", []string{"c.toml:1:", "0 to 75"}},
		{"theme", "theme = \"drak\"\n", []string{"c.toml:1:", `"dark"`}},
		{"built-in theme's name", "[themes.dark]\nbase = \"dark\"\n", []string{"c.toml:1:", "another name"}},
		{"colour", "[themes.d]\nbase = \"dark\"\n[themes.d.colors]\naccent = \"red-ish\"\n", []string{"c.toml:4:", "#rrggbb"}},
		{"colour's number", "[themes.d]\ncolors = { accent = \"256\" }\n", []string{"c.toml:2:", "0 to 255"}},
		{"source's name", "[[sources]]\nname = \"../../x\"\nurl = \"https://a/b\"\n", []string{"c.toml:2:", "letters"}},
		{"source's name twice", "[[sources]]\nname = \"x\"\nurl = \"https://a/b\"\n[[sources]]\nname = \"X\"\nurl = \"https://a/c\"\n", []string{"c.toml:5:", "another source has this name"}},
		{"source's address", "[[sources]]\nname = \"x\"\nurl = \"file:///etc/passwd\"\n", []string{"c.toml:3:", "https://"}},
		{"source's checksum", "[[sources]]\nname = \"x\"\nurl = \"https://a/b\"\nsha256 = \"12\"\n", []string{"c.toml:4:", "64 hex digits"}},
		{"a hundred thousand lists", "model = \"vpred\"\nlists = [" + strings.Repeat("\"a.csv\",", 100_000) + "]\n", []string{"c.toml:2:", "at most 1000"}},
		{"two values", "theme = \"x\"\nlane = \"y\"\n", []string{"c.toml:1:", "c.toml:2:"}},
		{"bytes that are no UTF-8", "model = \"\xff\"\n", []string{"c.toml:1:"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := Read([]byte(test.content), "c.toml")
			if err == nil {
				t.Fatalf("no error; read %+v", c)
			}
			for _, part := range test.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error %q lacks %q", err, part)
				}
			}
			want := Default()
			want.Path = "c.toml"
			if !reflect.DeepEqual(c, want) {
				t.Errorf("beside the error: %+v, want the defaults", c)
			}
		})
	}
}

func TestComplaint(t *testing.T) {
	c, err := Read([]byte("lane = \"end\"\n\n[keys]\ncopy = [\"f5\"]\n\n[lint]\noff = [\"x\"]\n"), "c.toml")
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"keys.copy":  "c.toml:4: keys.copy: no",
		"keys.quit":  "c.toml:3: keys.quit: no",
		"lint.off":   "c.toml:7: lint.off: no",
		"lint.off.0": "c.toml:7: lint.off.0: no",
		"model":      "c.toml: model: no",
	} {
		if got := c.Complaint(key, "no").Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	none := Default()
	if got := none.Complaint("model", "no").Error(); got != "model: no" {
		t.Errorf("without a file: %q", got)
	}
}

func TestLoad(t *testing.T) {
	base := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", base)
	t.Setenv("HOME", base)
	t.Setenv("AppData", base)
	if runtime.GOOS != "linux" {
		t.Skip("the places asserted are those of Linux")
	}
	load := func(path string) (Config, string) {
		c, err := Load(path)
		if err == nil {
			return c, ""
		}
		return c, err.Error()
	}
	if c, err := load(""); err != "" || !reflect.DeepEqual(c, Default()) {
		t.Errorf("no file: %+v, %s", c, err)
	}
	if _, err := load(filepath.Join(base, "none.toml")); !strings.Contains(err, "none.toml") {
		t.Errorf("a file that was asked for and is missing: error %q", err)
	}
	if _, err := load(base); !strings.Contains(err, "is a directory") {
		t.Errorf("a directory: error %q", err)
	}
	if err := os.WriteFile(filepath.Join(base, "tailor"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err := load(""); err != "" || !reflect.DeepEqual(c, Default()) {
		t.Errorf("a file for a directory: %+v, %s", c, err)
	}
	if err := os.Remove(filepath.Join(base, "tailor")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(base, "tailor", File)
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("model = \"vpred\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err := load(""); err != "" || c.Model != "vpred" || c.Path != path {
		t.Errorf("the user's file: %+v, %s", c, err)
	}
	if err := os.WriteFile(path, make([]byte, maxSize+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := load(""); !strings.Contains(err, "no config file") {
		t.Errorf("a huge file: error %q", err)
	}
	t.Setenv("HOME", "")
	t.Setenv("XDG_CONFIG_HOME", "")
	if c, err := load(""); err != "" || !reflect.DeepEqual(c, Default()) {
		t.Errorf("no home: %+v, %s", c, err)
	}
}

// TestKeysAreComplete holds the list of keys, from which errors are written,
// against the struct that the file is read into.
func TestKeysAreComplete(t *testing.T) {
	var walk func(at string, typ reflect.Type) int
	walk = func(at string, typ reflect.Type) int {
		n := 0
		for i := range typ.NumField() {
			f := typ.Field(i)
			name := f.Tag.Get("toml")
			if !f.IsExported() || name == "-" {
				continue
			}
			name = at + name
			if _, ok := keys[name]; !ok {
				t.Errorf("%s is not among the keys", name)
			}
			n++
			inner := f.Type
			if inner.Kind() == reflect.Map {
				name += ".*"
			}
			for inner.Kind() == reflect.Map || inner.Kind() == reflect.Slice {
				inner = inner.Elem()
			}
			if _, ok := keys[name]; ok && strings.HasSuffix(name, "*") {
				n++
			}
			if inner.Kind() == reflect.Struct {
				n += walk(name+".", inner)
			}
		}
		return n
	}
	if n := walk("", reflect.TypeFor[Config]()); n != len(keys) {
		t.Errorf("%d keys in the struct, %d in the list", n, len(keys))
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "model = \"vpred\"\n", "[keys]\ncopy=[\"a\"]", "[[sources]]\nname=\"x\"", "a.b.c = 1", "themes.x.colors.\"\\u0000\" = \"1\"", "[themes]\nx = 1"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		c, err := Read(content, "c.toml")
		if err != nil && !strings.Contains(err.Error(), "c.toml") {
			t.Errorf("the error does not name the file: %v", err)
		}
		if c.Lane != "chunk" && c.Lane != "end" {
			t.Errorf("lane %q", c.Lane)
		}
	})
}
