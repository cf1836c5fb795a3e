package tags

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"1girl", "１ｇｉｒｌ"},
		{"jeanne_d'arc", "jeanne_d’arc", "jeanne_d‘arc", "jeanne_d´arc", "jeanne_d＇arc"},
		{`"x"`, "“x”", "„x‟"},
		{"t-shirt", "t‐shirt", "t–shirt", "t—shirt", "t−shirt"},
		{"...", "…", "．．．"},
		{"!?", "！？"},
		{"flower", "ﬂower"},
		{"pokémon", "poke\u0301mon"},
		{"ぽにーてーる", "ポニーテール", "ﾎﾟﾆｰﾃｰﾙ", "ホ\u309aニーテール"},
		{"双马尾", "雙馬尾"},
		{"博丽灵梦", "博麗靈夢", "博麗霊夢"},
		{"♥", "❤\ufe0f", "❤"},
		{"~", "〜", "～"},
		{"\xff\xfe", "\xff\xfe"},
	} {
		for _, s := range same[1:] {
			if Fold(s) != Fold(same[0]) {
				t.Errorf("%q is folded to %q, %q to %q", s, Fold(s), same[0], Fold(same[0]))
			}
			if string(AppendKey(nil, s)) != string(AppendKey(nil, same[0])) {
				t.Errorf("%q has another key than %q", s, same[0])
			}
		}
	}
	for _, other := range [][2]string{{"猫", "猿"}, {"☆", "★"}, {"か", "が"}, {":)", ":("}} {
		if Fold(other[0]) == Fold(other[1]) {
			t.Errorf("%q and %q are the same", other[0], other[1])
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "long_hair", "ﾎﾟﾆｰﾃｰﾙ", "e\u0301\u0302", "\xff", "雙馬尾…", "\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded, from := AppendFold(nil, []int{}, s)
		if len(from) != len(folded) {
			t.Fatalf("%d places of %d bytes", len(from), len(folded))
		}
		for i, at := range from {
			if at < 0 || at >= len(s) || i > 0 && at < from[i-1] {
				t.Fatalf("the places %v of %q", from, s)
			}
		}
		if utf8.ValidString(s) && !utf8.Valid(folded) {
			t.Fatalf("%q is folded to %q", s, folded)
		}
	})
}

// TestNothingCombines holds what is told by bytes, and the letters that are not looked
// up, against Unicode's tables.
func TestNothingCombines(t *testing.T) {
	for r := range rune(0x20000) {
		if nothingCombines(string(r)) && !norm.NFKC.PropertiesString(string(r)).BoundaryBefore() && utf8.ValidRune(r) {
			t.Errorf("%q combines", r)
		}
	}
	for _, text := range []string{"é", "ÿ", "×", "eé", "é漢", "é́", "e\u0300", "é\u0300x", "Å", "ÿ\ufe0f"} {
		var want []rune
		for _, r := range norm.NFKC.String(text) {
			if !ignored(r) {
				want = append(want, foldRune(r))
			}
		}
		if got := Fold(text); got != string(want) {
			t.Errorf("Fold(%q) = %q, want %q", text, got, string(want))
		}
	}
}
