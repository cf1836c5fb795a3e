package taglist

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func TestReadTranslations(t *testing.T) {
	tests := []struct {
		name, text string
		want       string // tag=text/text
		bad        int
	}{
		{"tag and text", "long_hair,长发\ntwintails,ツインテール\n", "long_hair=长发 twintails=ツインテール", 0},
		{"several texts, quoted", "twintails,\"ツインテール,ツインテ\"\n", "twintails=ツインテール/ツインテ", 0},
		{"several texts in columns", "twintails,ツインテール,ツインテ\n", "twintails=ツインテール/ツインテ", 0},
		{"a category between", "long_hair,0,长发\nmiku,4,110000,初音\n", "long_hair=长发 miku=初音", 0},
		{"tabs", "long hair\tдлинные волосы, волосы\n", "long_hair=длинные_волосы/волосы", 0},
		{"semicolons", "tag;translation\nlong_hair;长发\ntwintails;\"ツインテール;ツインテ\";双马尾\n;d\n;d,ウインク; 笑顔\n", "long_hair=长发 twintails=ツインテール;ツインテ/双马尾 ;d=ウインク;_笑顔", 0},
		{"escapes", "karin_\\(blue_archive\\),카린\n", "karin_(blue_archive)=카린", 0},
		{"header", "tag,translation\nlong_hair,lange Haare\n", "long_hair=lange_Haare", 0},
		{"no header", "name,nom\n", "name=nom", 0},
		{"not yet translated", "long_hair,\nshort_hair\nhair,Haar\n", "hair=Haar", 0},
		{"without a tag", ",Haar\nhair,Haar\n", "hair=Haar", 1},
		{"a quote left open", "hair,\"Haar\nhair,Haar\n", "hair=Haar", 1},
		{"control characters", "hair,\x1b[31mHaar\x07\nlong_hair,lange Haare\nshort_hair,kurze Haare\n", "hair=Haar long_hair=lange_Haare short_hair=kurze_Haare", 0},
		{"byte order mark and CRLF", "\ufeffhair,Haar\r\nhat,Hut\r\n", "hair=Haar hat=Hut", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l, err := readTranslations(strings.NewReader(test.text), "test")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, tag := range l.Tags {
				got = append(got, tag.Name+"="+strings.Join(tag.Aliases, "/"))
			}
			if s := strings.Join(got, " "); s != test.want || len(l.Bad) != test.bad {
				t.Errorf("%s, bad %v; want %s", s, l.Bad, test.want)
			}
		})
	}
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"empty":      {"", ErrEmpty},
		"a picture":  {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ErrNotText},
		"tags alone": {"long_hair\nshort_hair\n", ErrNoRows},
		"a header":   {"tag,text\n", ErrEmpty},
	} {
		if _, err := readTranslations(strings.NewReader(c.text), "test"); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, err := ReadTranslationFile(t.TempDir()); err == nil || !strings.Contains(err.Error(), "directory") {
		t.Errorf("a directory: %v", err)
	}
	if _, err := ReadTranslationFile(t.TempDir() + "/none.csv"); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("a file that is not there: %v", err)
	}
}

// readTranslations reads a translation file from memory.
func readTranslations(r io.Reader, name string) (List, error) {
	content, err := readAll(r, 0)
	if err != nil {
		return List{}, err
	}
	return parseAs(content, name, parseTranslations)
}

// TestNoTranslations refuses rows of which none is good, and says what is wrong with
// the first.
func TestNoTranslations(t *testing.T) {
	_, err := readTranslations(strings.NewReader("hair,"+strings.Repeat("Haar,", maxFields)+"\n"), "test")
	if !errors.Is(err, ErrNoRows) || !strings.Contains(err.Error(), "line 1: "+tooManyFields) {
		t.Error(err)
	}
}
