package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"tailor/data/reference"
	"tailor/tags/catalogue"
	"tailor/tags/search"
)

// cached returns sources with a list, a spelling and a translation of the
// user's, beside the starter lists or alone, and the one copy that was kept of
// them.
func cached(t *testing.T, starter bool) (s Sources, copy string) {
	t.Helper()
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	s = Sources{
		Own: []string{file("own.csv", "name,category,count,alias,prompt\nmy_word,0,77,\"mine,meins\",my_WORD\nblue_moon,0,10,,\nlong_hair,0,99,,\nno,number\n")},
		// Translations of tags of several lists.
		Translations: []string{file("words.csv", "long_hair,langes Haar\nmy_word,mein Wort\nnothing_such,nichts\n")},
		Cache:        filepath.Join(dir, "cache", "tailor"),
	}
	if !starter {
		s.Named, s.Own = s.Own, nil
	}
	l := loaded(t, s)
	if l.copy == nil {
		t.Fatal("a copy is read before there is one")
	}
	l.Keep(context.Background())
	return s, onlyCopy(t, s)
}

func onlyCopy(t *testing.T, s Sources) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(s.Cache, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("in the cache are %v, %v; want one copy", files, err)
	}
	return files[0]
}

func loaded(t *testing.T, s Sources) *Library {
	t.Helper()
	l, err := Load(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestCopy holds that what is read of a copy says and finds the same as what
// was read of the lists.
func TestCopy(t *testing.T) {
	s, path := cached(t, true)
	// What a write left that was killed long ago goes when the copy is read.
	torn, old := filepath.Join(filepath.Dir(path), ".lists-1.copy.abc.new"), time.Now().Add(-2*left)
	if err := errors.Join(os.WriteFile(torn, nil, 0o600), os.Chtimes(torn, old, old)); err != nil {
		t.Fatal(err)
	}
	got := loaded(t, s)
	if _, err := os.Stat(torn); err == nil {
		t.Error("what was left of a write stays")
	}
	if got.copy != nil {
		t.Fatal("no copy is read")
	}
	s.Cache = ""
	want := loaded(t, s)
	sameLibrary(t, got, want, 1)

	only, err := LoadCatalogue(t.Context(), s)
	if err != nil || only.Index != nil || only.Catalogue.Len() != want.Catalogue.Len() {
		t.Errorf("the catalogue alone: %d tags, %v", only.Catalogue.Len(), err)
	}
}

// TestCopyOfCatalogue has one who looks tags up make no index: the copy serves
// the next such, and Load makes it whole.
func TestCopyOfCatalogue(t *testing.T) {
	s, copy := cached(t, true)
	if err := os.Remove(copy); err != nil {
		t.Fatal(err)
	}
	look := func() *Library {
		l, err := LoadCatalogue(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	first := look()
	first.Keep(context.Background())
	if again := look(); first.copy != nil || again.copy != nil || again.Catalogue.Len() != first.Catalogue.Len() {
		t.Error("no copy of the catalogue is kept or read")
	}
	whole := loaded(t, s)
	if whole.copy == nil {
		t.Fatal("a copy without an index is read")
	}
	whole.Keep(context.Background())
	got := loaded(t, s)
	if got.copy != nil {
		t.Fatal("no whole copy is read")
	}
	sameLibrary(t, got, whole, 1)
	if look().copy != nil {
		t.Error("the whole copy is not read for the catalogue alone")
	}
}

// TestCopyOfLargeList is TestCopy for the large list.
func TestCopyOfLargeList(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: takes a second")
	}
	s := Sources{Named: []string{reference.Path(t, "data/danbooru-tagcomplete.csv")}, Cache: t.TempDir()}
	want := loaded(t, s)
	want.Keep(context.Background())
	got := loaded(t, s)
	if got.copy != nil {
		t.Fatal("no copy is read")
	}
	sameLibrary(t, got, want, 17)
}

// sameLibrary compares all that libraries say, and what they find for some 500
// queries; of the tags it looks every few up.
func sameLibrary(t *testing.T, got, want *Library, every int) {
	t.Helper()
	if !reflect.DeepEqual(got.Reports, want.Reports) {
		t.Errorf("reports %+v, want %+v", got.Reports, want.Reports)
	}
	g, w := got.Catalogue, want.Catalogue
	if g.Len() != w.Len() || !reflect.DeepEqual(g.Themes(), w.Themes()) {
		t.Fatalf("%d tags of %d themes, want %d of %d", g.Len(), len(g.Themes()), w.Len(), len(w.Themes()))
	}
	var queries []string
	for id := range catalogue.ID(w.Len()) {
		if !reflect.DeepEqual(g.Tag(id), w.Tag(id)) || g.ThemeOf(id) != w.ThemeOf(id) || g.HyphensGuessed(id) != w.HyphensGuessed(id) {
			t.Fatalf("tag %d is %+v, want %+v", id, g.Tag(id), w.Tag(id))
		}
		if int(id)%every > 0 {
			continue
		}
		for _, name := range append([]string{w.Name(id)}, w.Aliases(id)...) {
			gid, galias, gok := g.Lookup(name)
			wid, walias, wok := w.Lookup(name)
			if gid != wid || galias != walias || gok != wok {
				t.Fatalf("%q is looked up as %d, want %d", name, gid, wid)
			}
		}
		if len(queries) < 4*(int(id)+1)*130/w.Len() {
			name := Plain(w.Name(id))
			queries = append(queries, name, name[:len(name)/2], strings.ToUpper(name)+" hair", name[len(name)/3:])
		}
	}
	queries = append(queries, "langes haar", "my_WORD", "meins", "white stockings", "she looks at the camera", "猫", "theme:hair long", "char:miku", "by wlop", "red hair blue eyes hat", "")
	for _, q := range queries {
		a, b := got.Index.Find(t.Context(), q, search.Options{}), want.Index.Find(t.Context(), q, search.Options{})
		if !reflect.DeepEqual(a, b) {
			t.Errorf("%q finds %v, want %v", q, a, b)
		}
	}
	if len(queries) < 500 {
		t.Errorf("only %d queries", len(queries))
	}
	if text := "my_WORD, long hair"; !reflect.DeepEqual(g.Verbatim(text), w.Verbatim(text)) {
		t.Errorf("verbatim %v, want %v", g.Verbatim(text), w.Verbatim(text))
	}
}

// TestCopyOdd changes a copy, its lists and its place: the lists are read
// without a word, and a good copy is there afterwards where one can be.
func TestCopyOdd(t *testing.T) {
	s, path := cached(t, false)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	put := func(content []byte) {
		t.Helper()
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, content := range [][]byte{nil, good[:100], good[:len(good)/2], good[:len(good)-1], []byte(strings.Repeat("x", 4096))} {
		put(content)
		if l := loaded(t, s); l.copy == nil || l.Remark() == "" {
			t.Errorf("a copy of %d bytes is read, or a row is no more told of: %q", len(content), l.Remark())
		}
	}
	for part := range 12 {
		bad := append([]byte(nil), good...)
		bad[(len(bad)-1)*part/11] ^= 4
		put(bad)
		// What is known is read last, and made again by itself.
		l := loaded(t, s)
		if found := l.Index.Search(t.Context(), "waist length hair", search.Options{}); len(found) == 0 || found[0].Tag.Name != "long_hair" {
			t.Errorf("with byte %d changed: found %v", (len(bad)-1)*part/11, found)
		}
	}
	put(nil)
	loaded(t, s).Keep(context.Background())
	if l := loaded(t, s); l.copy != nil {
		t.Error("no good copy takes the place of an odd one")
	}
}

// TestCopyOfOtherLists changes what a copy was made of.
func TestCopyOfOtherLists(t *testing.T) {
	s, path := cached(t, false)
	own := s.Named[0]
	content, err := os.ReadFile(own)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(own)
	if err != nil {
		t.Fatal(err)
	}
	change := func(what, content string, when time.Time) {
		t.Helper()
		if err := os.WriteFile(own, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(own, when, when); err != nil {
			t.Fatal(err)
		}
		if l := loaded(t, s); l.copy == nil {
			t.Errorf("the copy is read of a list with another %s", what)
		}
	}
	change("content", strings.Replace(string(content), "blue_moon", "pale_moon", 1), info.ModTime())
	change("time", string(content), info.ModTime().Add(time.Nanosecond*1000))
	change("size", string(content)+"a,0,1\n", info.ModTime())
	l := loaded(t, s)
	given, cancel := context.WithCancel(context.Background())
	cancel()
	if l.Keep(given); l.copy == nil {
		t.Error("a copy that was given up counts as kept")
	}
	change("content than was read", string(content)+"b,0,1\n", info.ModTime())
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if l.Keep(context.Background()); l.copy != nil {
		t.Error("no copy is kept of what was read of a list that has changed meanwhile")
	}
	if l := loaded(t, s); l.copy == nil {
		t.Error("the copy is read of the list that has changed")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	missing := s
	missing.Named, missing.Own = nil, []string{own, filepath.Join(t.TempDir(), "none.csv")}
	loaded(t, missing).Keep(context.Background())
	if files, _ := filepath.Glob(filepath.Join(s.Cache, "*")); len(files) > 0 {
		t.Errorf("a copy is kept of a list that is missing: %v", files)
	}
}

// TestCopyNowhere has a place where nothing can be kept.
func TestCopyNowhere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below"), "/proc/none"} {
		l, err := LoadCatalogue(t.Context(), Sources{Cache: dir}) // of the starter lists alone
		if err != nil || l.Catalogue.Len() == 0 {
			t.Fatalf("%s: %v", dir, err)
		}
		start := time.Now()
		if l.Keep(context.Background()); l.copy == nil || time.Since(start) > time.Second {
			t.Errorf("%s: a copy is kept, or much is done for none", dir)
		}
	}
}

// TestReload has lists that are the same read no second time, with a copy and
// without.
func TestReload(t *testing.T) {
	s, _ := cached(t, false)
	bare := s
	bare.Cache = ""
	for _, s := range []Sources{s, bare} {
		first := loaded(t, s)
		again, err := Reload(t.Context(), s, first)
		if err != nil || again.Index != first.Index {
			t.Errorf("the same lists are read again, %v", err)
		}
		if err := os.WriteFile(s.Named[0], []byte("another_tag,0,5\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if again, err = Reload(t.Context(), s, first); err != nil || again.Catalogue.Len() != 1 {
			t.Errorf("another list is not read, %v", err)
		}
		if err := os.Remove(s.Named[0]); err != nil {
			t.Fatal(err)
		}
		if _, err := Reload(t.Context(), s, again); err == nil {
			t.Error("a list that is gone is no error")
		}
		if err := os.WriteFile(s.Named[0], []byte("my_word,0,5\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-2 * left)
	for i := range 6 {
		path := filepath.Join(dir, fmt.Sprintf("lists-%d.copy", i))
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, old, old.Add(time.Duration(i)*time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{".lists-1.copy.abc.new", "other.copy", "lists.txt"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	sweep(dir)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != "lists-3.copy lists-4.copy lists-5.copy lists.txt other.copy" {
		t.Errorf("left: %s", got)
	}
}
