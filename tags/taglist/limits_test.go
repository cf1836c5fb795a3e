package taglist

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRowLimits reads lists with a row that holds too much: the row is told
// of, its limit named, and the others are read.
func TestRowLimits(t *testing.T) {
	many := func(n int) string {
		all := make([]string, n)
		for i := range all {
			all[i] = fmt.Sprintf("a%d", i)
		}
		return strings.Join(all, ",")
	}
	cases := []struct{ name, row, reason string }{
		{"commas", "tag_b,0,5" + strings.Repeat(",", 1<<20), "more than 1000 fields"},
		{"quoted fields", "tag_b,0,5" + strings.Repeat(`,""`, 1000), "more than 1000 fields"},
		{"all the fields", "tag_b,0,5" + strings.Repeat(",", 997), ""},
		{"aliases", `tag_b,0,5,"` + many(300_000) + `"`, "more than 1000 aliases"},
		{"aliases of two fields", `tag_b,0,5,"` + many(600) + `","` + many(600) + `"`, "more than 1000 aliases"},
		{"all the aliases", `tag_b,0,5,"` + many(1000) + `"`, ""},
	}
	for _, c := range cases {
		l, err := ReadTags(strings.NewReader("tag_a,0,7,x\n"+c.row+"\ntag_c,0,6,y\n"), "test")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		bad := ""
		if c.reason != "" {
			bad = "line 2: " + c.reason
		}
		if got := strings.Trim(fmt.Sprint(l.Bad), "[]"); got != bad {
			t.Errorf("%s: bad %q, want %q", c.name, got, bad)
		}
		if first, last := l.Tags[0], l.Tags[len(l.Tags)-1]; fmt.Sprint(first.Aliases, last.Aliases) != "[x] [y]" {
			t.Errorf("%s: %v and %v are not the rows around", c.name, first, last)
		}
	}
}

// TestTranslationLimits does the same with translations.
func TestTranslationLimits(t *testing.T) {
	for row, reason := range map[string]string{
		"tag_b" + strings.Repeat(",x", 1000):         "more than 1000 fields",
		"tag_b" + strings.Repeat("\tx", 100_000):     "more than 1000 fields",
		"tag_b\t" + strings.Repeat("x,", 100_000):    "more than 1000 aliases",
		`tag_b,"` + strings.Repeat("x,", 2000) + `"`: "more than 1000 aliases",
	} {
		path := filepath.Join(t.TempDir(), "german.csv")
		if err := os.WriteFile(path, []byte("tag_a,Rock\n"+row+"\ntag_c,Hut\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := ReadTranslationFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(l.Bad); got != "[line 2: "+reason+"]" || len(l.Tags) != 2 {
			t.Errorf("%.12q: %s, %d tags", row, got, len(l.Tags))
		}
	}
}

// TestNameLimits reads lists that hold too many names, each of another kind:
// the error names the limit, which here is a hundredth of what it is.
func TestNameLimits(t *testing.T) {
	defer func(most int) { mostNames = most }(mostNames)
	mostNames /= 100
	many := func(line string, n int) []byte { return []byte("1girl,0,5\n" + strings.Repeat(line, n)) }
	var aliases strings.Builder
	for k := range 700 {
		fmt.Fprintf(&aliases, "%d,", k)
	}
	for _, c := range []struct {
		name  string
		text  []byte
		parse func([]byte, string) (List, error)
		wants error
	}{
		{"rows", many("x,0\n", mostNames), parseTags, ErrTooMany},
		{"bad rows", many("x,9\n", mostNames), parseTags, ErrTooMany},
		{"quotes", many("\"\n", mostNames), parseTags, ErrTooMany},
		{"CR", many("x,0\r", mostNames), parseTags, ErrTooMany},
		{"aliases", many(`y,0,1,"`+aliases.String()+"\"\n", mostNames/700+2), parseTags, ErrTooMany},
		{"artists", bytes.Repeat([]byte("x\n"), mostNames+1), parseArtists, ErrTooMany},
		{"artists in a row", bytes.Repeat([]byte(strings.Repeat("x,", 1000)+"\n"), mostNames/1000+2), parseArtists, ErrTooMany},
		{"artists in one row", bytes.Repeat([]byte("x,"), 2*mostNames), parseArtists, ErrTooMany},
		{"brackets", []byte(strings.Repeat("(", 1<<20) + "x" + strings.Repeat(")", 1<<20)), parseArtists, ErrNoRows},
		{"translations", bytes.Repeat([]byte("x,y\n"), mostNames/2+1), parseTranslations, ErrTooMany},
		{"all the rows", many("x,0\n", mostNames-1), parseTags, nil},
		{"blank lines", many("\n", 2*mostNames), parseTags, nil},
	} {
		if l, err := c.parse(c.text, "test"); !errors.Is(err, c.wants) || cap(l.Tags) > mostNames {
			t.Errorf("%s: %v, room for %d", c.name, err, cap(l.Tags))
		}
	}
}

// TestTextLimits reads lists that have few names and too much in them.
func TestTextLimits(t *testing.T) {
	defer func(words, different, wide, spellings int) {
		mostWords, mostDifferent, mostWide, mostSpellings = words, different, wide, spellings
	}(mostWords, mostDifferent, mostWide, mostSpellings)
	mostWords, mostDifferent, mostWide, mostSpellings = mostWords/100, mostDifferent/100, mostWide/100, mostSpellings/100
	for _, c := range []struct {
		name, row string
		rows      int
		wants     string
	}{
		{"words", "a_b_c_d_e_f_g_h_i_j_k_l_m_n_o_p,0,5\n", mostWords / 15, "1,850,000 words and letters"},
		{"as many words as there may be", "a_b_c_d_e_f_g_h_i_j_k_l_m_n_o_p,0,5\n", mostWords/16 - 1, ""},
		{"honest words", "karin_(blue_archive),4,12345\n", mostNames / 100, ""},
		{"ideographs", "初音未来,4,5\n", mostWide/4 + 1, "1,300,000 letters"},
		{"as many ideographs as there may be", "初音未来,4,5\n", mostWide/4 - 1, ""},
		{"words and ideographs", "a_b_c_d_e_f_g_h_i_j_k_l,4,5,初音未来\n", mostWords/16 + 1, "1,850,000 words and letters"},
		{"accents", "éèéè,4,5\n", mostWide/16 + 1, "1,300,000 letters"},
		{"emoji", "🎀🎀,4,5\n", mostWide/8 + 1, "1,300,000 letters"},
		{"squares of kana", "㌀㌀,4,5\n", mostWide/16 + 1, "1,300,000 letters"},
		{"marks", "é\u302a\u3099,4,5\n", mostWide/20 + 1, "1,300,000 letters"},
		{"ligatures", "ﷺ,4,5\n", mostWide/16 + 1, "1,300,000 letters"},
		{"chants", "\"a, b\",5,1\n", mostSpellings + 2, "50,000 tags"},
	} {
		_, err := ReadTags(strings.NewReader("1girl,0,5\n"+strings.Repeat(c.row, c.rows)), "test")
		if c.wants == "" && err != nil || c.wants != "" && (!errors.Is(err, ErrTooMany) || !strings.Contains(err.Error(), c.wants)) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestSizeOf takes a byte off each letter beyond ASCII of a large list alone.
func TestSizeOf(t *testing.T) {
	defer func(large int) { largeList = large }(largeList)
	largeList = 10
	for text, want := range map[string]int{"長い髪a": 10, "長い髪aé": 8, "long_hair,0": 11} {
		if got := sizeOf([]byte(text)); got != want {
			t.Errorf("%s has %d bytes, want %d", text, got, want)
		}
	}
}

// TestDifferentWords reads lists of which each row has a word of its own:
// an error names the limit, of which numbers have another.
func TestDifferentWords(t *testing.T) {
	defer func(different, numbers, large int) { mostDifferent, mostNumbers, largeList = different, numbers, large }(mostDifferent, mostNumbers, largeList)
	mostDifferent, mostNumbers, largeList = mostDifferent/50, mostNumbers/50, largeList/50
	letters := func(n int) (word string) {
		for range 5 {
			n, word = n/26, string(rune('a'+n*7%26))+word
		}
		return word
	}
	for _, c := range []struct {
		name  string
		row   func(i int) string
		rows  int
		wants string
	}{
		{"words", func(i int) string { return letters(i) + ",0,5" }, mostDifferent * 12 / 10, "400,000 different words"},
		{"artists", func(i int) string { return letters(i) + "," + letters(i+1_000_000) }, mostDifferent, "400,000 different words"},
		{"aliases", func(i int) string { return fmt.Sprintf(`tag,0,%d,"%s,%s"`, i, letters(i), letters(i+1_000_000)) }, mostDifferent, "400,000 different words"},
		{"as many as there may be", func(i int) string { return letters(i) + ",0,50" }, mostDifferent * 9 / 10, ""},
		{"one in many bytes", func(i int) string { return letters(i) + "_" + strings.Repeat("hair_", 6) + ",0,5" }, 2 * mostDifferent, ""},
		{"words that come again", func(i int) string { return letters(i%1000) + "_" + letters(i/1000) + ",0,5" }, 3 * mostDifferent, ""},
		{"capitals", func(i int) string { return letters(i % 5000)[:i%5] + strings.ToUpper(letters(i % 5000)[i%5:]) + ",0,5" }, 3 * mostDifferent, ""},
		{"numbers", func(i int) string { return fmt.Sprintf("tag_%d,0,5", i) }, mostNumbers * 9 / 10, ""},
		{"too many numbers", func(i int) string { return fmt.Sprintf("tag_%d,0,5", i) }, mostNumbers * 12 / 10, "550,000 different words and numbers"},
		{"numbers and words", func(i int) string { return fmt.Sprintf("%s_%d,0,%d", letters(i/2), i, i) }, mostNumbers * 9 / 10, "550,000 different words and numbers"},
		{"counts", func(i int) string { return fmt.Sprintf("long_hair,0,%d,hair", i) }, mostNumbers * 12 / 10, ""},
		{"counts and as many numbers", func(i int) string { return fmt.Sprintf("tag_%d,0,%d", i, 5_000_000-i) }, mostNumbers * 9 / 10, ""},
		{"counts behind quotes", func(i int) string { return fmt.Sprintf(`"hair,%d",0,5`, i) }, mostNumbers * 12 / 10, "550,000 different words and numbers"},
		{"numbers for aliases", func(i int) string { return fmt.Sprintf("hair,0,5,%d", i) }, mostNumbers * 12 / 10, "550,000 different words and numbers"},
		{"a number a row", func(i int) string { return fmt.Sprintf("karin_%d_(blue_archive),4,%d", i, i) }, mostNumbers * 12 / 10, ""},
		{"long numbers", func(i int) string { return fmt.Sprintf("%d,0,5", 123456789+7919*i) }, mostDifferent * 12 / 10, "400,000 different words"},
	} {
		var text strings.Builder
		for i := range c.rows {
			text.WriteString(c.row(i) + "\n")
		}
		_, err := ReadTags(strings.NewReader(text.String()), "test")
		if (c.wants != "") != errors.Is(err, ErrTooMany) || c.wants != "" && !strings.Contains(err.Error(), c.wants) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
