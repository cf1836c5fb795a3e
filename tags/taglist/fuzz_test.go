package taglist

import (
	"bytes"
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
		text, err := readText(bytes.NewReader(text), 0)
		if err != nil {
			return
		}
		l, err := parseArtists(text, "fuzz")
		checkList(t, l, err)
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
			if n == "" || len(n) > tags.MaxNameBytes || strings.ContainsFunc(n, printable.Unsafe) || strings.ContainsAny(n, " \t") {
				t.Fatalf("the name %q", n)
			}
		}
	}
}
