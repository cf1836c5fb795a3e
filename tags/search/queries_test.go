package search

import (
	"bufio"
	"encoding/json"
	"math"
	"math/rand"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"tailor/data/reference"
	"tailor/tags"
	"tailor/tags/taglist"
)

// queryCase is a search and the tag that it means.
type queryCase struct {
	Family string `json:"family"`
	Query  string `json:"query"`
	Want   string `json:"want"`
}

var families = []string{"prefix", "skip", "initials", "typo", "order", "inner", "alias"}

// goldenQueries reads the golden queries.
func goldenQueries(t testing.TB) []queryCase {
	t.Helper()
	f, err := os.Open(reference.Path(t, "golden/queries.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []queryCase
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q queryCase
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		all = append(all, q)
	}
	return all
}

// inventQueries makes up queries of every family for the tags of a list. The
// ranking's constants are tuned on what it makes, so that the golden queries
// stay what they are measured by and never what they are fitted to.
//
// A tag is drawn with the square root of its count, each family from the tags
// that its kind of query is plausible for.
func inventQueries(l taglist.List, perFamily int, seed int64) []queryCase {
	rng := rand.New(rand.NewSource(seed))
	var all []queryCase
	for _, family := range families {
		least := map[string]int{"initials": 3000, "order": 500, "inner": 200}[family]
		sums := make([]float64, len(l.Tags))
		sum := 0.0
		for i, t := range l.Tags {
			if t.Count >= least {
				sum += math.Sqrt(float64(t.Count))
			}
			sums[i] = sum
		}
		for n := 0; n < perFamily; {
			at := sort.SearchFloat64s(sums, rng.Float64()*sum)
			t := l.Tags[min(at, len(l.Tags)-1)]
			if q, ok := inventQuery(rng, family, t); ok {
				all = append(all, queryCase{family, q, t.Name})
				n++
			}
		}
	}
	return all
}

func inventQuery(rng *rand.Rand, family string, t tags.Tag) (string, bool) {
	spaced := strings.ReplaceAll(t.Name, "_", " ")
	words := strings.FieldsFunc(t.Name, func(r rune) bool {
		return r < 128 && !tags.IsWordByte(byte(r))
	})
	letters := 0
	for _, w := range words {
		letters += len(w)
	}
	if letters < 3 {
		return "", false
	}
	// cut takes a letter or two off the end of every second word, keeping
	// three.
	cut := func(w string) string {
		return w[:len(w)-min(rng.Intn(2)*rng.Intn(3), max(len(w)-3, 0))]
	}
	switch family {
	case "prefix":
		// Between a third and three fifths of the name, at least three
		// letters.
		n := max(3, int(float64(len(spaced))*(0.33+0.27*rng.Float64())+0.5))
		if len(spaced) <= n {
			return "", false
		}
		return spaced[:n], true
	case "skip":
		if len(words) < 2 {
			return "", false
		}
		var b strings.Builder
		for _, w := range words[:min(len(words), 3)] {
			b.WriteString(w[:min(len(w), 2+rng.Intn(2))])
		}
		return b.String(), b.Len() >= 3
	case "initials":
		if len(words) < 3 {
			return "", false
		}
		var b strings.Builder
		for _, w := range words {
			b.WriteByte(w[0])
		}
		return b.String(), true
	case "typo":
		if len(spaced) < 6 {
			return "", false
		}
		b := []byte(spaced)
		i := 1 + rng.Intn(len(b)-1)
		c := byte('a' + rng.Intn(26))
		switch rng.Intn(4) {
		case 0:
			b = slices.Delete(b, i, i+1)
		case 1:
			b = slices.Insert(b, i, b[i-1])
		case 2:
			b[i] = c
		case 3:
			b[i-1], b[i] = b[i], b[i-1]
		}
		return string(b), string(b) != spaced
	case "order":
		if len(words) < 2 {
			return "", false
		}
		shuffled := slices.Clone(words)
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for i, w := range shuffled {
			shuffled[i] = cut(w)
		}
		return strings.Join(shuffled, " "), true
	case "inner":
		if len(words) < 2 {
			return "", false
		}
		from := 1
		if len(words) > 2 && rng.Intn(10) == 0 {
			from = 2
		}
		return cut(strings.Join(words[from:], " ")), true
	case "alias":
		if len(t.Aliases) == 0 {
			return "", false
		}
		a := t.Aliases[rng.Intn(len(t.Aliases))]
		return strings.ReplaceAll(a, "_", " "), a[0] != '/' && len(a) > 3
	}
	return "", false
}

// reciprocalRank is 1/n for a tag that comes n-th among the first ten, and 0
// for one that is not there.
func reciprocalRank(rs []Result, want string) float64 {
	for i, r := range rs[:min(len(rs), 10)] {
		if r.Tag.Name == want {
			return 1 / float64(i+1)
		}
	}
	return 0
}
