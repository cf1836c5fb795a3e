package search

import (
	"context"
	"os"
	"sync"
	"testing"

	"tailor/tags/taglist"
)

var largeIndex = struct {
	sync.Once
	list taglist.List
	ix   *Index
	err  error
}{}

// measure returns the mean reciprocal rank of each family, and of all.
func measure(ix *Index, queries []queryCase, miss func(q queryCase, rs []Result)) map[string]float64 {
	sum, n := map[string]float64{}, map[string]float64{}
	for _, q := range queries {
		rs := ix.Search(context.Background(), q.Query, Options{})
		rr := reciprocalRank(rs, q.Want)
		if rr < 1 && miss != nil {
			miss(q, rs)
		}
		for _, f := range []string{q.Family, "all"} {
			sum[f] += rr
			n[f]++
		}
	}
	for f := range sum {
		sum[f] /= n[f]
	}
	return sum
}

func TestRanking(t *testing.T) {
	if raceDetector {
		t.Skip("skipped: nothing but searches, thousands of them")
	}
	ix, l := large(t)
	asked := map[string]float64{
		"all": 0.78, "prefix": 0.61, "skip": 0.78, "initials": 0.65, "typo": 0.95, "order": 0.98, "inner": 0.42, "alias": 0.99,
	}
	for _, set := range []struct {
		name    string
		queries []queryCase
	}{{"golden", goldenQueries(t)}, {"invented", inventQueries(l, 300, 77)}} {
		t.Run(set.name, func(t *testing.T) {
			miss := func(q queryCase, rs []Result) {
				if os.Getenv("TAILOR_MISSES") != q.Family {
					return
				}
				names := ""
				for _, r := range rs[:min(5, len(rs))] {
					names += " " + r.Tag.Name
				}
				t.Logf("%-9s %-24q want %-30s got%s", q.Family, q.Query, q.Want, names)
			}
			got := measure(ix, set.queries, miss)
			for _, f := range append([]string{"all"}, families...) {
				t.Logf("%-9s %.3f (asked %.2f)", f, got[f], asked[f])
				if got[f] < asked[f] {
					t.Errorf("%s: mean reciprocal rank %.3f, want at least %.2f", f, got[f], asked[f])
				}
			}
		})
	}
}
