package search

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/taglist"
)

// translations reads a translation file with the text.
func translations(t testing.TB, text string) taglist.List {
	t.Helper()
	path := filepath.Join(t.TempDir(), "words.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := taglist.ReadTranslationFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTranslationsFindTags(t *testing.T) {
	list, err := taglist.ReadTags(strings.NewReader("long_hair,0,4000,\"longhair,lh\"\nshort_hair,0,3000,\nkarin_(blue_archive),4,40,\nwind,0,30,\nwind,1,3,\n"), "list")
	if err != nil {
		t.Fatal(err)
	}
	words := translations(t,
		"long hair,\"长发,ロングヘア\"\nLONGHAIR,긴 머리\nshort_hair,короткие волосы\nkarin (blue archive),カリン(ブルアカ)\nwind,风\nno_such_tag,没有\nshort_hair,萝莉\n")
	// Translations may be merged before the lists that they are of.
	c := catalogue.Build(words, list)
	if c.Len() != 5 {
		t.Fatalf("%d tags: a translation is no tag", c.Len())
	}
	ix := NewIndex(c)
	tests := []struct{ query, tag, alias string }{
		{"长发", "long_hair", "长发"},
		{"发", "long_hair", "长发"},
		{"ロングヘ", "long_hair", "ロングヘア"},
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
	words := translations(b, text.String())
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			NewIndex(catalogue.Build(l, words))
		}
	})
	ix := NewIndex(catalogue.Build(l, words))
	b.Run("search", func(b *testing.B) {
		keys := []string{"长", "长发", "长发红", "夜空", "ha", "hair", "红眼睛女"}
		for i := 0; b.Loop(); i++ {
			ix.Search(context.Background(), keys[i%len(keys)], Options{})
		}
	})
}
