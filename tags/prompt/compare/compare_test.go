package compare

import (
	"reflect"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		name, first, second string
		want                []Piece
	}{
		{"nothing", "", "", nil},
		{"equal", "1girl, rain", "1girl, rain", []Piece{{Same, "1girl, rain"}}},
		{"a word of a tag", "1girl, long hair, rain", "1girl, short hair, rain",
			[]Piece{{Same, "1girl, "}, {Gone, "long "}, {Came, "short "}, {Same, "hair, rain"}}},
		{"a tag more", "1girl, rain", "1girl, smile, rain", []Piece{{Same, "1girl, "}, {Came, "smile, "}, {Same, "rain"}}},
		{"a tag less", "1girl, smile, rain", "1girl, rain", []Piece{{Same, "1girl, "}, {Gone, "smile, "}, {Same, "rain"}}},
		{"moved", "a, b, c", "c, a, b", []Piece{{Came, "c, "}, {Same, "a, b"}, {Gone, "c"}}},
		{"another line", "a,\nb", "a, b", []Piece{{Same, "a, b"}}},
		{"all of it", "a", "b", []Piece{{Gone, "a"}, {Came, "b"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Words(c.first, c.second); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// TestLongPieces holds that pieces are parts of the texts and no copies, whose
// making takes the square of their length.
func TestLongPieces(t *testing.T) {
	text := strings.Repeat("long hair, ", 10_000)
	for _, second := range []string{text, "1girl, " + text + "rain", strings.ReplaceAll(text, "long", "short")} {
		if n := testing.AllocsPerRun(1, func() { Words(text, second) }); n > 100 {
			t.Errorf("%v allocations", n)
		}
	}
}

// FuzzWords holds what the pieces make.
func FuzzWords(f *testing.F) {
	f.Add("1girl, long hair", "1girl, short hair,\nrain")
	f.Add(" ,", "a")
	f.Add(strings.Repeat("a b ", 2000), strings.Repeat("b c ", 2000))
	f.Fuzz(func(t *testing.T, first, second string) {
		var was, is strings.Builder
		for _, p := range Words(first, second) {
			if p.Op <= Same {
				was.WriteString(p.Text)
			}
			if p.Op >= Same {
				is.WriteString(p.Text)
			}
		}
		if is.String() != second {
			t.Errorf("the second text is %q, the pieces make %q", second, is.String())
		}
		bare := strings.NewReplacer(" ", "", ",", "", "\n", "", "\t", "").Replace // by bytes: halves of a letter are words
		if bare(was.String()) != bare(first) {
			t.Errorf("the first text is %q, the pieces make %q", first, was.String())
		}
	})
}

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"1girl, rain, smile", "1girl, rain, smile", true},
		{"1girl, rain, smile", "1girl, snow, smile", true},
		{"1girl, rain, smile", "1girl, rain", true},
		{"1girl, rain, smile", "1girl, rain, umbrella, smile", true},
		{"1girl, long hair, smile", "1girl, long hat, smile", true},
		{"1girl, rain, smile", "2girls, snow, smile", false},
		{"1girl, rain, smile, sky", "1girl, snow, grin, sky", false},
		{"rain", "snow", false},
		{"", "snow", false},
	} {
		if Alike(c.a, c.b) != c.want || Alike(c.b, c.a) != c.want {
			t.Errorf("%q and %q: want %v", c.a, c.b, c.want)
		}
	}
}
