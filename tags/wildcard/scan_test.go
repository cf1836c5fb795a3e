package wildcard

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

// write makes the files of a wildcard folder, path to text.
func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// scanned makes a set of one folder with the files.
func scanned(t testing.TB, files map[string]string) (*Set, string) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, files)
	s := New(dir)
	if err := s.Scan(context.Background()); err != nil {
		t.Fatal(err)
	}
	return s, dir
}

func texts(t testing.TB, s *Set, name string) []string {
	t.Helper()
	lists, err := s.Lists(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, l := range lists {
		for _, e := range l.Entries {
			all = append(all, e.Text)
		}
	}
	return all
}

func same(t testing.TB, what string, got, want []string) {
	t.Helper()
	if len(got) != len(want) || len(got) > 0 && !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestScanNamesLists(t *testing.T) {
	s, _ := scanned(t, map[string]string{
		"hair.txt":             "long hair\nshort hair\n",
		"Colour.TXT":           "red\n",
		"clothes/dress.txt":    "dress\n",
		"clothes/a b/deep.txt": "x\n",
		"clothes/pack.yaml":    "under:\n  shirt: [a, b]\n  Sock: [c]\nhat:\n- straw hat\n",
		"bare.yml":             "- one\n- 2::two\n",
		"data.json":            `{"json": {"list": ["x", {"text": "y", "weight": 3}]}}`,
		"readme.md":            "no list",
		".git/config.txt":      "hidden",
		".hidden.txt":          "hidden",
		"loli.txt":             "never offered\n",
		"empty.txt":            "",
	})
	same(t, "names", s.Names(), []string{
		"bare", "clothes/a b/deep", "clothes/dress", "clothes/hat", "clothes/under/shirt", "clothes/under/Sock",
		"Colour", "empty", "hair", "json/list",
	})
	if p := s.Problems(); len(p) != 0 {
		t.Errorf("problems: %v", p)
	}
	for _, tt := range []struct {
		name string
		want []string
	}{
		{"hair", []string{"long hair", "short hair"}},
		{"colour", []string{"red"}},
		{"CLOTHES/DRESS", []string{"dress"}},
		{`clothes\dress`, []string{"dress"}},
		{"clothes/under/shirt", []string{"a", "b"}},
		{"clothes/*", []string{"x", "dress", "straw hat", "a", "b", "c"}},
		{"clothes/under/s*", []string{"a", "b", "c"}},
		{"c?lour", []string{"red"}},
		{"**/shirt", []string{"a", "b"}},
		{"shirt", []string{"a", "b"}}, // found in a sub-folder, being nowhere else
		{"under/sock", []string{"c"}}, // the same
		{"~hair", []string{"long hair", "short hair"}},
		{"json/list", []string{"x", "y"}},
		{"bare", []string{"one", "two"}},
		{"empty", nil},
	} {
		same(t, tt.name, texts(t, s, tt.name), tt.want)
		if !s.Has(tt.name) {
			t.Errorf("%s: Has is false", tt.name)
		}
	}
}

func TestNamesCannotLeaveTheirFolder(t *testing.T) {
	s, dir := scanned(t, map[string]string{"in/a.txt": "a\n"})
	write(t, filepath.Dir(dir), map[string]string{"secret.txt": "secret\n"})
	for _, name := range []string{
		"../secret", "in/../../secret", "..", "/etc/passwd", `\etc\passwd`, `..\secret`, "C:/secret", "a\x00b", "a\x1b[31m",
		"", "  ", "in/\u202ea", "~", "a,b", strings.Repeat("a", 1000), "a__b", "\xff",
	} {
		if lists, err := s.Lists(name); err == nil {
			t.Errorf("%q gives %v", name, lists)
		}
		if s.Has(name) {
			t.Errorf("Has(%q)", name)
		}
	}
	if got := texts(t, s, "in//./a"); len(got) != 1 {
		t.Errorf("in//./a: %q", got)
	}
}

func TestLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: making links needs a privilege on Windows")
	}
	dir := t.TempDir()
	root, outside := filepath.Join(dir, "root"), filepath.Join(dir, "outside")
	write(t, root, map[string]string{"sub/a.txt": "a\n", "b.txt": "b\n"})
	write(t, outside, map[string]string{"secret.txt": "secret\n", "all/x.txt": "x\n"})
	for link, target := range map[string]string{
		"inside.txt":  "b.txt",
		"again":       "sub",
		"sub/loop":    "..",
		"leak.txt":    "../outside/secret.txt",
		"leakall":     "../outside/all",
		"nowhere.txt": "gone.txt",
		"abs.txt":     filepath.Join(outside, "secret.txt"),
	} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	s := New(root)
	if err := s.Scan(context.Background()); err != nil {
		t.Fatal(err)
	}
	same(t, "names", s.Names(), []string{"abs", "b", "inside", "leak", "leakall/x", "sub/a"})
	same(t, "a link that leads out", texts(t, s, "leak"), []string{"secret"})
	same(t, "inside", texts(t, s, "inside"), []string{"b"})
	reported := map[string]bool{}
	for _, p := range s.Problems() {
		reported[strings.TrimPrefix(p.Path, root+string(filepath.Separator))] = true
	}
	for _, want := range []string{"nowhere.txt", "again", filepath.FromSlash("sub/loop")} {
		if !reported[want] {
			t.Errorf("%s is not reported; reported are %v", want, reported)
		}
	}
	// The folder itself may be a link.
	if err := os.Symlink(outside, filepath.Join(dir, "way")); err != nil {
		t.Fatal(err)
	}
	s = New(filepath.Join(dir, "way"))
	if err := s.Scan(context.Background()); err != nil || !s.Has("all/x") {
		t.Errorf("a linked folder: %v, %v", err, s.Names())
	}
}

// TestLinkWeb walks folders that all link to one another once each.
func TestLinkWeb(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: making links needs a privilege on Windows")
	}
	root := t.TempDir()
	const n = 12
	for k := range n {
		write(t, root, map[string]string{fmt.Sprintf("d%d/a.txt", k): "a\n"})
		for l := range n {
			if err := os.Symlink(fmt.Sprintf("../d%d", l), filepath.Join(root, fmt.Sprintf("d%d", k), fmt.Sprintf("to%d", l))); err != nil {
				t.Fatal(err)
			}
		}
	}
	s := New(root)
	if err := s.Scan(context.Background()); err != nil {
		t.Fatal(err)
	}
	if len(s.Names()) != n {
		t.Errorf("%d names: %q", len(s.Names()), s.Names())
	}
}

// TestManyKeys asks for all of a file with very many keys, and for one whose
// aliases multiply.
func TestManyKeys(t *testing.T) {
	var keys, aliases strings.Builder
	for k := range 100_000 {
		fmt.Fprintf(&keys, "k%d: [a]\n", k)
	}
	aliases.WriteString("a: &a [x, x, x, x, x, x, x, x, x, x]\n")
	for k := range 20 {
		fmt.Fprintf(&aliases, "b%d: &b%d {", k, k)
		for l := range 20 {
			if k == 0 {
				fmt.Fprintf(&aliases, "k%d: *a, ", l)
			} else {
				fmt.Fprintf(&aliases, "k%d: *b%d, ", l, k-1)
			}
		}
		aliases.WriteString("}\n")
	}
	root := t.TempDir()
	write(t, root, map[string]string{"keys.yaml": keys.String(), "aliases.yaml": aliases.String()})
	s := New(root)
	if err := s.Scan(context.Background()); err != nil {
		t.Fatal(err)
	}
	lists, err := s.Lists("*")
	if err != nil || len(lists) < 100_000 {
		t.Errorf("%d lists, %v", len(lists), err)
	}
	if p := s.Problems(); len(p) == 0 || !strings.Contains(fmt.Sprint(p), "more than") {
		t.Errorf("nothing is said of aliases that multiply: %v", p)
	}
}

// TestLongKeys has keys of long names, in many folders and below long ones: they take
// no longer than as many short ones.
func TestLongKeys(t *testing.T) {
	below := func(above string) string {
		var text strings.Builder
		text.WriteString(above + ": {a: b")
		for k := range 150_000 {
			fmt.Fprintf(&text, ", K%x: b", k)
		}
		return text.String() + "}\n"
	}
	var own strings.Builder
	for k := range 8000 {
		fmt.Fprintf(&own, "x%d%s: [c]\n", k, strings.Repeat("/a", 240))
	}
	for name, c := range map[string]struct {
		text, problem string
		names         int
	}{
		"a folder of many": {below(strings.Repeat("abcdefghijklmn/", 31) + "b"), "one more for 32 bytes of its name", 16_000},
		"too many above":   {below(strings.Repeat("A/", 240) + "b"), "more than 64 deep", 0},
		"of their own":     {own.String(), "more than 64 deep", 0},
	} {
		root := t.TempDir()
		write(t, root, map[string]string{"keys.yaml": c.text})
		s := New(root)
		if err := s.Scan(context.Background()); err != nil {
			t.Fatal(err)
		}
		if p := fmt.Sprint(s.Problems()); !strings.Contains(p, c.problem) {
			t.Errorf("%s: %.200s", name, p)
		}
		if got := len(s.index.Load().names); got < c.names || got > c.names+c.names/8 {
			t.Errorf("%s: %d names", name, got)
		}
	}
}

func TestScanOfWhatIsNoFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"file.txt": "a\n", "good/a.txt": "a\n"})
	s := New(filepath.Join(dir, "gone"), filepath.Join(dir, "file.txt"), filepath.Join(dir, "good"))
	err := s.Scan(context.Background())
	if err == nil || !strings.Contains(err.Error(), "does not exist") || !strings.Contains(err.Error(), "is a file") {
		t.Errorf("error: %v", err)
	}
	same(t, "names", s.Names(), []string{"a"})
	if len(s.Problems()) != 2 {
		t.Errorf("problems: %v", s.Problems())
	}
	var unknown *UnknownError
	if _, err := s.Lists("aa/b"); !errors.As(err, &unknown) {
		t.Errorf("an unknown name gives %v", err)
	}
	if _, err := New().Lists("a"); !errors.As(err, &unknown) || !strings.Contains(err.Error(), "--wildcards") {
		t.Errorf("no folder gives %v", err)
	}
}

func TestUnknownNameSuggestsANearOne(t *testing.T) {
	s, _ := scanned(t, map[string]string{"colours.txt": "red\n", "hair.txt": "long\n", "猫.txt": "cat\n"})
	for name, want := range map[string]string{"猿": "", "colors": "colours", "cloours": "colours", "hiar": "hair", "trees": ""} {
		_, err := s.Lists(name)
		var unknown *UnknownError
		if !errors.As(err, &unknown) || unknown.Near != want {
			t.Errorf("%s: %v, want near %q", name, err, want)
		}
	}
}

func TestCancelledScanKeepsWhatIsKnown(t *testing.T) {
	s, dir := scanned(t, map[string]string{"a.txt": "a\n", "b/c.yaml": "d: [e]\n"})
	write(t, dir, map[string]string{"new.txt": "n\n"})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Scan(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error: %v", err)
	}
	same(t, "names", s.Names(), []string{"a", "b/d"})
}

// touch gives a file a new text and makes sure that its time differs.
func touch(t *testing.T, path, text string) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	later := info.ModTime().Add(2 * time.Second)
	if err := os.Chtimes(path, later, later); err != nil {
		t.Fatal(err)
	}
}

func TestChangedFilesAreReadAnew(t *testing.T) {
	s, dir := scanned(t, map[string]string{"a.txt": "one\n", "b.yaml": "x: [y]\nz: [q]\n"})
	same(t, "a", texts(t, s, "a"), []string{"one"})
	first, _ := s.Lists("a")
	again, _ := s.Lists("a")
	if first[0].Version != again[0].Version {
		t.Error("an unchanged file is read twice")
	}
	touch(t, filepath.Join(dir, "a.txt"), "two\n") // as many bytes as before
	same(t, "a, changed", texts(t, s, "a"), []string{"two"})
	touch(t, filepath.Join(dir, "b.yaml"), "x: [new]\n")
	same(t, "x, changed", texts(t, s, "x"), []string{"new"})
	if _, err := s.Lists("z"); err == nil {
		t.Error("the key z has gone, but its list has not")
	}
	if err := s.Scan(context.Background()); err != nil {
		t.Fatal(err)
	}
	same(t, "names", s.Names(), []string{"a", "x"})
	if err := os.Remove(filepath.Join(dir, "a.txt")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Lists("a"); err == nil {
		t.Error("a removed file still gives entries")
	}
	if err := s.Scan(context.Background()); err != nil {
		t.Fatal(err)
	}
	same(t, "names", s.Names(), []string{"x"})
}

func TestFirstFolderWins(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	write(t, one, map[string]string{"a.txt": "mine\n", "both.txt": "text\n", "both.yaml": "- yaml\n"})
	write(t, two, map[string]string{"a.txt": "theirs\n", "b.txt": "b\n"})
	s := New(one, two)
	if err := s.Scan(context.Background()); err != nil {
		t.Fatal(err)
	}
	same(t, "a", texts(t, s, "a"), []string{"mine"})
	same(t, "b", texts(t, s, "b"), []string{"b"})
	same(t, "both", texts(t, s, "both"), []string{"text"})
	if p := s.Problems(); len(p) != 1 || !strings.Contains(p[0].Reason, "__both__") {
		t.Errorf("problems: %v", p)
	}
}

func TestCacheHasABound(t *testing.T) {
	files := map[string]string{}
	line := strings.Repeat("x", 100) + "\n"
	for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
		files[name+".txt"] = strings.Repeat(name+line, 1300)
	}
	files["keys.yaml"] = "one: [1, 2]\ntwo: [3]\n"
	s, _ := scanned(t, files)
	s.room = 500_000 // three of the files
	for range 2 {
		for _, name := range []string{"a", "b", "c", "d", "e", "f", "one"} {
			if got := len(texts(t, s, name)); got != 1300 && name != "one" || got == 0 {
				t.Errorf("%s has %d entries", name, got)
			}
			if s.cached > s.room {
				t.Errorf("%d bytes are held, beyond %d", s.cached, s.room)
			}
		}
	}
	if got := texts(t, s, "*"); len(got) != 6*1300+3 {
		t.Errorf("all lists have %d entries", len(got))
	}
	same(t, "two", texts(t, s, "two"), []string{"3"})
}

// Names returns the names of all lists in alphabetical order.
func (s *Set) Names() []string {
	var all []string
	for _, n := range s.index.Load().names {
		if !n.folder {
			all = append(all, n.full)
		}
	}
	return all
}
