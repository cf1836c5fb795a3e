package tags

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
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
			l, err := ReadTranslations(strings.NewReader(test.text), "test")
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
		if _, err := ReadTranslations(strings.NewReader(c.text), "test"); !errors.Is(err, c.want) {
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

func TestTranslationsFindTags(t *testing.T) {
	list, err := ReadTags(strings.NewReader("long_hair,0,4000,\"longhair,lh\"\nshort_hair,0,3000,\nkarin_(blue_archive),4,40,\nwind,0,30,\nwind,1,3,\n"), "list")
	if err != nil {
		t.Fatal(err)
	}
	words, err := ReadTranslations(strings.NewReader(
		"long hair,\"长发,ロングヘア\"\nLONGHAIR,긴 머리\nshort_hair,короткие волосы\nkarin (blue archive),カリン(ブルアカ)\nwind,风\nno_such_tag,没有\nshort_hair,萝莉\n"), "words")
	if err != nil {
		t.Fatal(err)
	}
	// Translations may be merged before the lists that they are of.
	c := Build(words, list)
	if c.Len() != 5 {
		t.Fatalf("%d tags: a translation is no tag", c.Len())
	}
	ix := NewIndex(c)
	tests := []struct{ query, tag, alias string }{
		{"长发", "long_hair", "长发"},
		{"发", "long_hair", "长发"},
		{"ロング", "long_hair", "ロングヘア"},
		{"ヘア", "long_hair", "ロングヘア"},
		{"긴 머", "long_hair", "긴_머리"},
		{"КОРОТ", "short_hair", "короткие_волосы"},
		{"волосы", "short_hair", "короткие_волосы"},
		{"ブルアカ", "karin_(blue_archive)", "カリン(ブルアカ)"},
		{"风", "wind", "风"},
		{"by 风", "wind", "风"},
		{"longhair", "long_hair", "longhair"},
		{"没有", "", ""},
		{"萝莉", "", ""},
	}
	for _, test := range tests {
		got := ix.Search(context.Background(), test.query, Options{})
		if test.tag == "" {
			if len(got) > 0 {
				t.Errorf("%s finds %s", test.query, got[0].Tag.Name)
			}
			continue
		}
		if len(got) == 0 || got[0].Tag.Name != test.tag || got[0].Alias != test.alias || len(got[0].Matched) == 0 {
			t.Errorf("%s finds %+v, want %s by %s", test.query, got, test.tag, test.alias)
		}
	}
	if id, alias, ok := c.Lookup("长发"); !ok || alias != "长发" || c.Tag(id).Name != "long_hair" {
		t.Errorf("Lookup(长发) = %v %q %v", id, alias, ok)
	}
}

// FuzzReadTranslations holds that no file makes the reader fail, and that what
// it reads can be shown.
func FuzzReadTranslations(f *testing.F) {
	for _, s := range []string{"a,b\n", "a\tb\n", "\"a,\"b\n", "a,\"b,c\"\n", "tag,text\n,\n", "\xff,\xfe\n", "a,\x1b[1m\u202eb\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		l, err := ReadTranslations(bytes.NewReader(content), "fuzz")
		if err != nil {
			return
		}
		for _, tag := range l.Tags {
			for _, s := range append(slices.Clone(tag.Aliases), tag.Name) {
				if clean, reason := cleanName([]byte(s)); reason != "" || string(clean) != s {
					t.Fatalf("%q can not be shown: %s", s, reason)
				}
			}
		}
		Build(l, List{Tags: []Tag{{Name: "a"}}})
	})
}

// BenchmarkTranslated searches the large list with a text in Chinese for each
// tag, as one types.
func BenchmarkTranslated(b *testing.B) {
	_, l := large(b)
	letters := []rune("长短发眼睛红蓝白黑帽子衣服裙手足花草雨雪天空夜猫犬女孩男笑泣口耳尾角翼星月光影")
	var text strings.Builder
	for i, t := range l.Tags {
		fmt.Fprintf(&text, "%s,", strings.ReplaceAll(t.Name, ",", ""))
		for x := uint64(i)*0x9e3779b97f4a7c15 | 1<<20; x > 1<<18; x >>= 9 {
			text.WriteRune(letters[x%uint64(len(letters))])
		}
		text.WriteByte('\n')
	}
	words, err := ReadTranslations(strings.NewReader(text.String()), "words")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			NewIndex(Build(l, words))
		}
	})
	ix := NewIndex(Build(l, words))
	b.Run("search", func(b *testing.B) {
		keys := []string{"长", "长发", "长发红", "夜空", "ha", "hair", "红眼睛女"}
		for i := 0; b.Loop(); i++ {
			ix.Search(context.Background(), keys[i%len(keys)], Options{})
		}
	})
}
