package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tailor/tags/search"
	"tailor/tags/taglist"
)

// write puts files into a new directory and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func summary(l *Library) string {
	var b strings.Builder
	for _, r := range l.Reports {
		if r.Origin == Starter {
			continue
		}
		fmt.Fprintf(&b, "%s %s %d rows %d bad", r.Origin, r.Name, r.Rows, len(r.Bad))
		if r.Err != nil {
			b.WriteString(" failed")
		}
		b.WriteString("; ")
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func TestLoad(t *testing.T) {
	dir := write(t, map[string]string{
		"danbooru.csv": "zzz_one,0,5,\n,0,1,\n",
		"artists.txt":  "by zzz artist\n",
		".half.csv":    "zzz_half,0,5,\n",
		"notes.md":     "no list\n",
	})
	own := filepath.Join(write(t, map[string]string{"own.csv": "zzz_own,0,5,\n"}), "own.csv")
	missing := filepath.Join(t.TempDir(), "missing.csv")
	starter, err := Load(t.Context(), Sources{})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		sources Sources
		want    string
		has     []string
		starter bool
		remark  string
	}{
		{"starter alone", Sources{Dir: missing}, "", []string{"1girl"}, true, ""},
		{"installed beside the starter", Sources{Dir: dir}, "installed artists 1 rows 0 bad; installed danbooru 2 rows 1 bad", []string{"1girl", "zzz_one", "zzz_artist"}, true, "one row was skipped: danbooru, line 2"},
		{"own beside the installed", Sources{Own: []string{own}, Dir: dir}, "own own 1 rows 0 bad; installed artists 1 rows 0 bad; installed danbooru 2 rows 1 bad", []string{"zzz_own", "zzz_one"}, true, "line 2"},
		{"an own one that is missing", Sources{Own: []string{missing, own}}, "own missing 0 rows 0 bad failed; own own 1 rows 0 bad", []string{"zzz_own", "1girl"}, true, "missing.csv"},
		{"named alone", Sources{Named: []string{own}, Own: []string{missing}, Dir: dir}, "named own 1 rows 0 bad", []string{"zzz_own"}, false, ""},
		{"a file for a directory", Sources{Dir: own}, "installed  0 rows 0 bad failed", []string{"1girl"}, true, "installed lists"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l, err := Load(t.Context(), test.sources)
			if err != nil {
				t.Fatal(err)
			}
			if got := summary(l); got != test.want {
				t.Errorf("reports: %s\nwant:    %s", got, test.want)
			}
			for _, name := range test.has {
				if _, _, ok := l.Catalogue.Lookup(name); !ok {
					t.Errorf("%s is not in the catalogue", name)
				}
				if got := l.Index.Search(t.Context(), strings.ReplaceAll(name, "_", " "), search.Options{}); len(got) == 0 {
					t.Errorf("%s is not in the index", name)
				}
			}
			if more := l.Catalogue.Len() >= starter.Catalogue.Len(); more != test.starter {
				t.Errorf("%d tags, the starter lists have %d", l.Catalogue.Len(), starter.Catalogue.Len())
			}
			if got := l.Remark(); !strings.Contains(got, test.remark) || test.remark == "" && got != "" {
				t.Errorf("remark %q, want %q", got, test.remark)
			}
			if failed := strings.Contains(test.want, "failed"); failed != (l.Err() != nil) {
				t.Errorf("Err: %v", l.Err())
			}
		})
	}
}

func TestLoadFailing(t *testing.T) {
	dir := write(t, map[string]string{"empty.csv": "", "good.csv": "1girl,0,5,\n"})
	named := []string{filepath.Join(dir, "none.csv"), filepath.Join(dir, "empty.csv"), filepath.Join(dir, "good.csv"), dir}
	_, err := Load(t.Context(), Sources{Named: named})
	for _, part := range []string{"none.csv", "empty.csv", "directory"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("error %v lacks %s", err, part)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if l, err := Load(ctx, Sources{}); l != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v, %v", l, err)
	}
}

func TestCheck(t *testing.T) {
	long := strings.Repeat("long_hair,0,5,\n", small/10)
	dir := write(t, map[string]string{
		"empty.csv": "", "good.csv": "1girl,0,5,\n", "long.csv": long,
		"binary.csv": "\x89PNG\r\n\x1a\n" + long, "zeros.csv": strings.Repeat("\x00", 2*small),
		"blank.csv": strings.Repeat("\n", small), "bad.csv": ",0,5,\n",
		"long-row.csv": "long_hair,0,5,\"" + strings.Repeat("another,", small/8) + "\"\n1girl,0,5,\n",
	})
	for name, want := range map[string]string{
		"good.csv": "", "long.csv": "", "long-row.csv": "", "none.csv": "no such file", ".": "directory", "empty.csv": "empty",
		"binary.csv": "PNG", "zeros.csv": "zero bytes", "blank.csv": "empty", "bad.csv": "no row",
	} {
		err := Sources{Named: []string{filepath.Join(dir, name)}}.Check()
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: error %v, want %q", name, err, want)
		}
	}
	if err := (Sources{}).Check(); err != nil {
		t.Error(err)
	}
}

func TestTranslations(t *testing.T) {
	dir := write(t, map[string]string{
		"zh.csv":    "1girl,单个女孩\nno_such_tag,没有\n",
		"empty.csv": "",
		"wrong.csv": "长发,zzz_none\n",
	})
	in := func(name string) string { return filepath.Join(dir, name) }
	l, err := Load(t.Context(), Sources{Translations: []string{in("zh.csv"), in("empty.csv"), in("wrong.csv")}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := summary(l), "translation zh 2 rows 0 bad; translation empty 0 rows 0 bad failed; translation wrong 1 rows 0 bad failed"; got != want {
		t.Errorf("reports: %s\nwant:    %s", got, want)
	}
	if l.Reports[0].Unknown != 1 {
		t.Errorf("%d unknown tags", l.Reports[0].Unknown)
	}
	rs := l.Index.Search(t.Context(), "单个", search.Options{})
	if len(rs) == 0 || rs[0].Tag.Name != "1girl" || rs[0].Alias != "单个女孩" {
		t.Errorf("the translation finds %+v", rs)
	}
	named := Sources{Translations: []string{in("empty.csv")}, TranslationsNamed: true}
	if _, err := Load(t.Context(), named); !errors.Is(err, taglist.ErrEmpty) {
		t.Errorf("named for this run: %v", err)
	}
	if err := named.Check(); !errors.Is(err, taglist.ErrEmpty) {
		t.Errorf("Check: %v", err)
	}
}

func TestFolderOfLists(t *testing.T) {
	dir := write(t, map[string]string{"a.csv": "zzz_a,0,5,\n", "b.txt": "zzz b\n", "readme.md": "no list\n"})
	l, err := Load(t.Context(), Sources{Own: []string{dir, t.TempDir()}})
	if err != nil {
		t.Fatal(err)
	}
	if got := summary(l); !strings.HasPrefix(got, "own a 1 rows 0 bad; own b 1 rows 0 bad; own ") || !strings.HasSuffix(got, "failed") {
		t.Errorf("reports: %s", got)
	}
}

// TestDirectoryForList puts a directory in the place of an installed list: it
// is told, and the others are used.
func TestDirectoryForList(t *testing.T) {
	dir := t.TempDir()
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "danbooru.csv"), 0o700), os.WriteFile(filepath.Join(dir, "own.csv"), []byte("my_tag,0,5\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	l, err := Load(t.Context(), Sources{Dir: dir})
	if err != nil || l.Err() == nil || !strings.Contains(l.Err().Error(), "danbooru.csv: it is an empty directory: name a file") {
		t.Fatalf("%v, %v", err, l.Err())
	}
	if _, _, ok := l.Catalogue.Lookup("my_tag"); !ok {
		t.Error("the other list is not in use")
	}
}
