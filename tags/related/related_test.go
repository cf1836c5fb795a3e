package related

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tailor/data/reference"
)

func written(t testing.TB, pairs string, counts map[string]int) *File {
	t.Helper()
	var out bytes.Buffer
	if _, err := Write(&out, strings.NewReader(pairs), func(tag string) int { return counts[tag] }); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "related")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// TestNeitherTheCommonestNorTheRarestWins holds the measure: what is on every
// picture says nothing, what was seen once says little.
func TestNeitherTheCommonestNorTheRarestWins(t *testing.T) {
	f := written(t, "\ufeffrain,umbrella,12000\ntag_a,tag_b,count\numbrella,1girl,40000\numbrella,odd_thing,2\numbrella,loli,900\nbad row\n",
		map[string]int{"1girl": 6_000_000, "umbrella": 50_000, "rain": 40_000, "odd_thing": 2, "loli": 1000})
	got := f.Of("umbrella")
	if len(got) != 3 || got[0] != "rain" || slices.Contains(got, "loli") {
		t.Errorf("%v with an umbrella", got)
	}
	if got := f.Of("rain"); !slices.Equal(got, []string{"umbrella"}) {
		t.Errorf("%v with rain", got)
	}
	if f.Of("nothing") != nil || f.Of("") != nil || f.Of("loli") != nil {
		t.Error("an unknown tag has neighbours")
	}
}

// TestTooManyTags refuses pairs of more tags than are kept, those that are blocked
// among them.
func TestTooManyTags(t *testing.T) {
	for _, name := range []string{"tag_%d", "loli_%d"} {
		for more, want := range map[int]error{0: nil, 1: errTooManyTags} {
			var pairs strings.Builder
			pairs.WriteString("hub,rain,7\n")
			for i := range mostTags - 2 + more {
				fmt.Fprintf(&pairs, "hub,"+name+",5\n", i)
			}
			n, err := Write(io.Discard, strings.NewReader(pairs.String()), func(string) int { return 9 })
			if err != want || n == 0 {
				t.Errorf("%d tags, %s: %d pairs, %v", mostTags+more, name, n, err)
			}
		}
	}
}

func TestOfMany(t *testing.T) {
	var pairs strings.Builder
	for i := range 300 {
		fmt.Fprintf(&pairs, "hub,\"tag,%03d\",%d\n", i, 1000-i)
	}
	f := written(t, pairs.String(), map[string]int{"hub": 5000})
	got := f.Of("hub")
	if len(got) != Neighbours || got[0] != "tag,000" {
		t.Errorf("%d neighbours, the first %q", len(got), got[0])
	}
	for i := range 300 {
		if name := fmt.Sprintf("tag,%03d", i); !slices.Equal(f.Of(name), []string{"hub"}) {
			t.Fatalf("%s: %v", name, f.Of(name))
		}
	}
}

func TestDamagedFiles(t *testing.T) {
	if _, err := Write(new(bytes.Buffer), strings.NewReader("a,b\nx,y,z\n"), func(string) int { return 0 }); !errors.Is(err, ErrNoPairs) {
		t.Error(err)
	}
	list := "long_hair,0,4300000,/lh\nhatsune_miku,4,110000,miku\nkantoku,1,1800,\n"
	if _, err := Write(new(bytes.Buffer), strings.NewReader(list), func(string) int { return 0 }); !errors.Is(err, ErrTagList) {
		t.Errorf("a list of tags is taken for pairs: %v", err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	var out bytes.Buffer
	if _, err := Write(&out, strings.NewReader("a,b,9\nb,c,8\n"), func(string) int { return 10 }); err != nil {
		t.Fatal(err)
	}
	whole := out.Bytes()
	path := filepath.Join(t.TempDir(), "related")
	for i := range whole {
		damaged := slices.Clone(whole)
		damaged[i] ^= 0xff
		for _, content := range [][]byte{damaged, whole[:i]} {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if f, err := Open(path); err == nil {
				f.Of("a")
				f.Of("b")
				f.Close()
			}
		}
	}
	// What was cut, or holds nothing behind its head, is told on opening.
	for _, content := range [][]byte{whole[:len(whole)-1], whole[:len(whole)/2], append(slices.Clone(whole), 0), append(slices.Clone(whole[:head]), make([]byte, len(whole)-head)...)} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "tailor update --related") {
			t.Errorf("%d bytes of %d: %v", len(content), len(whole), err)
		}
	}
}

// BenchmarkOf reads one tag's neighbours of the reference pairs.
func BenchmarkOf(b *testing.B) {
	packed, err := os.Open(reference.Path(b, "data/danbooru-cooccurrence.csv.gz"))
	if err != nil {
		b.Fatal(err)
	}
	defer packed.Close()
	pairs, err := gzip.NewReader(packed)
	if err != nil {
		b.Fatal(err)
	}
	counts := map[string]int{}
	list, err := os.Open(reference.Path(b, "data/danbooru-tagcomplete.csv"))
	if err != nil {
		b.Fatal(err)
	}
	defer list.Close()
	rows, err := csv.NewReader(list).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	for _, row := range rows {
		counts[row[0]], _ = strconv.Atoi(row[2])
	}
	path := filepath.Join(b.TempDir(), "related")
	out, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := Write(out, pairs, func(tag string) int { return counts[tag] }); err != nil {
		b.Fatal(err)
	}
	out.Close()
	f, err := Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	b.Logf("umbrella: %v", f.Of("umbrella"))
	for b.Loop() {
		f.Of("umbrella")
	}
}
