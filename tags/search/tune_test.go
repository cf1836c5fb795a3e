package search

import (
	"math/rand"
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestTune searches for better constants of the ranking on invented queries
// and prints them. It runs only when TAILOR_TUNE is set, to "all" or to the
// names of the constants to vary, with commas.
func TestTune(t *testing.T) {
	which := os.Getenv("TAILOR_TUNE")
	if which == "" {
		t.Skip("skipped: TAILOR_TUNE is not set")
	}
	ix, l := large(t)
	var queries []queryCase
	for _, q := range inventQueries(l, 250, 20250401) {
		// Typos take the longest and depend on little.
		if q.Family != "typo" && q.Family != "alias" || rand.Intn(4) == 0 {
			queries = append(queries, q)
		}
	}
	w := defaultScoring
	ix.w = &w
	v := reflect.ValueOf(&w).Elem()
	goal := func() float64 {
		m := measure(ix, queries, nil)
		g := m["all"]
		// What is asked for of each family counts more than what is
		// gained in another.
		for f, least := range map[string]float64{"prefix": 0.67, "skip": 0.82, "initials": 0.75, "typo": 0.975, "order": 0.985, "inner": 0.47, "alias": 0.99} {
			if m[f] < least {
				g -= 0.5 * (least - m[f])
			}
		}
		return g
	}
	best := goal()
	t.Logf("before: %.4f %v", best, measure(ix, queries, nil))
	for _, step := range []float64{1, 0.5} {
		for improved, round := true, 0; improved && round < 2; round++ {
			improved = false
			for i := range v.NumField() {
				name := v.Type().Field(i).Name
				if which != "all" && !strings.Contains(","+which+",", ","+name+",") {
					continue
				}
				f := reflect.NewAt(v.Field(i).Type(), v.Field(i).Addr().UnsafePointer()).Elem()
				by := step
				if strings.HasSuffix(name, "Pop") {
					by = step / 10
				}
				for _, d := range []float64{by, -by} {
					for {
						old := f.Float()
						f.SetFloat(old + d)
						if g := goal(); g > best+1e-5 && f.Float() >= -10 && (f.Float() >= 0.1 || !strings.HasSuffix(name, "Pop")) {
							best, improved = g, true
							t.Logf("%.4f %s %.3g", g, name, f.Float())
							continue
						}
						f.SetFloat(old)
						break
					}
				}
			}
		}
	}
	t.Logf("after: %.4f %v\n%+v", best, measure(ix, queries, nil), w)
	ix.w = &defaultScoring
	w2 := w
	ix.w = &w2
	t.Logf("golden: %v", measure(ix, goldenQueries(t), nil))
	ix.w = &defaultScoring
}
