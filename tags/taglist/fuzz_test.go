package taglist

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tailor/data/printable"
	"tailor/tags"
)

func FuzzReadTags(f *testing.F) {
	f.Add([]byte("1girl,0,5,\"a,b\"\n"))
	f.Add([]byte("\ufeffname,category,count\r\nlong-hair,0,5\rx,1\n\"\"\"\",0"))
	f.Add([]byte("a,0,1,\"\x1b[31m\xff\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := ReadTags(strings.NewReader(string(text)), "fuzz")
		checkList(t, l, err)
	})
}

func FuzzReadArtists(f *testing.F) {
	f.Add([]byte("by kantoku\n(by wlop:0.8) # x\n{a|b}\n__x__\n\\(a\\)"))
	f.Fuzz(func(t *testing.T, text []byte) {
		content, err := readAll(bytes.NewReader(text), 0)
		if err != nil {
			return
		}
		l, err := parseAs(content, "fuzz", parseArtists)
		checkList(t, l, err)
	})
}

// FuzzReadFile reads a file as a user names it: the sniffing, the encodings
// and the parsing of both kinds of list.
func FuzzReadFile(f *testing.F) {
	for _, text := range []string{
		"1girl,0,5\n", "\"abc,0,5\n1girl,0,7\n", "\"\n", "\"", ",\"", "\"a\"b,0\n", "\xff\xfe1\x00g\x00", "caf\xe9,0,1\n",
		"name,category\n\"", "by kantoku\n", "\x00\x00\x00", "\r\r\r,\r", "{a|b}\n", "\ufeff\"\"\"\n", "長髪\t長い\n",
	} {
		f.Add([]byte(text))
	}
	path := filepath.Join(f.TempDir(), "list.csv")
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := ReadFile(path)
		checkList(t, l, err)
		inHalves(func() {
			if again, againErr := ReadFile(path); !reflect.DeepEqual(again, l) || fmt.Sprint(err) != fmt.Sprint(againErr) {
				t.Fatalf("in halves it is %v, %v; want %v, %v", again, againErr, l, err)
			}
		})
		if l, err := ReadTranslationFile(path); err == nil && len(l.Tags) == 0 {
			t.Fatal("translations without a tag and without an error")
		}
	})
}

// checkList looks at what holds for every list that was read.
func checkList(t *testing.T, l List, err error) {
	t.Helper()
	if err != nil {
		return
	}
	if len(l.Tags) == 0 {
		t.Fatal("a list without a tag and without an error")
	}
	for _, tag := range l.Tags {
		for _, n := range append([]string{tag.Name}, tag.Aliases...) {
			if n == "" || len(n) > tags.MaxNameBytes || !printable.Safe(n) || strings.ContainsAny(n, " \t") {
				t.Fatalf("the name %q", n)
			}
		}
	}
}
