package taglist

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tailor/tags"
)

// inHalves calls read with each text being read in two halves, however short.
func inHalves(read func()) {
	defer func(from int) { halvesFrom = from }(halvesFrom)
	halvesFrom = 0
	read()
}

// TestHalves reads texts of every kind as a whole and in two halves, which give the
// same rows, tell of the same lines, and refuse the same.
func TestHalves(t *testing.T) {
	defer func(names, spellings int) { mostNames, mostSpellings = names, spellings }(mostNames, mostSpellings)
	mostNames, mostSpellings = 240, 20
	parsers := map[string]func([]byte, string) (List, error){"tags": parseTags, "artists": parseArtists, "translations": parseTranslations}
	rows := []string{
		"smile,0,5,\"grin,happy\"", "by_wlop,1,9,", "\"a \"\"b\"\"\",4,7", "", "  ", "# note", "\"open,0", "bad,9", "x", "\"a, b\",5,1,", "wlop, kantoku, krenz",
		"long_hair\t长发", "長髪,長い,2", "many,0,1,\"" + strings.Repeat("n,", 1001) + "\"", "name,category,count", "tag,translation", strings.Repeat("one,", 40),
	}
	for end, n := range map[string]int{"\n": 7, "\r\n": 11, "\r": 13, "\n\r": 17} {
		for size := range 60 {
			var text bytes.Buffer
			for i := range size * size / 8 {
				fmt.Fprint(&text, rows[(i*n+size)%len(rows)], end)
			}
			for kind, parse := range parsers {
				whole, wholeErr := parse(bytes.Clone(text.Bytes()), "x")
				inHalves(func() {
					halves, err := parse(bytes.Clone(text.Bytes()), "x")
					if fmt.Sprint(err) != fmt.Sprint(wholeErr) || !reflect.DeepEqual(halves, whole) {
						t.Fatalf("%d %s with %q: %v, %d tags, want %v, %d tags", size, kind, end, err, len(halves.Tags), wholeErr, len(whole.Tags))
					}
				})
			}
		}
	}
}

// TestQuantity counts what a text has.
func TestQuantity(t *testing.T) {
	var text bytes.Buffer
	const n = 120_000
	for i := range n {
		fmt.Fprintf(&text, "W%d_w%d%s,0,%d,漢é\n", i, i, strings.Repeat("x", i%90), i)
	}
	q := quantity{size: 18, separator: ',', unsearched: []bool{false, true}}
	q.count(text.Bytes(), 0)
	near := func(got, want int) bool { return got > want*95/100 && got < want*105/100 } // off by .7 percent as a rule
	if d, of := differentOf(q.letters, nil), differentOf(q.numbers, nil); !near(d, 2*n) || !near(of, n) {
		t.Errorf("%d different words and %d numbers, want about %d and %d", d, of, 2*n, n)
	}
	if q.words != 3*n || q.wide != 5*n {
		t.Errorf("%d words and %d letters, want %d and %d", q.words, q.wide, 3*n, 5*n)
	}
}

// TestLongRows recognises the columns of rows of which a thousand are larger than
// what is looked at.
func TestLongRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "long.csv")
	row := "smile%d,12,\"" + strings.Repeat("grin,", 900) + "\"\n"
	var text bytes.Buffer
	for i := range 400 {
		fmt.Fprintf(&text, row, i)
	}
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := ReadFile(path)
	if err != nil || len(l.Tags) != 400 || len(l.Tags[399].Aliases) != 900 || !reflect.DeepEqual(l.Tags[7].Count, 12) || l.Tags[7].Category != tags.General {
		t.Errorf("%d tags, %v", len(l.Tags), err)
	}
}
