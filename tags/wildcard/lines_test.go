package wildcard

import (
	"errors"
	"math"
	"slices"
	"testing"

	"tailor/tags/prompt/variants"
)

func TestPreview(t *testing.T) {
	s, _ := scanned(t, map[string]string{"d/a.txt": "3::x\ny\nz\n", "d/b.txt": "w\n", "e.txt": ""})
	p, err := s.Preview("d/*", 2)
	if err != nil || p.Count != 4 || !slices.Equal(p.Names, []string{"d/a", "d/b"}) || !slices.Equal(p.First, []string{"x", "y"}) {
		t.Errorf("got %+v, %v", p, err)
	}
	if p, err := s.Preview("e", 2); err != nil || p.Count != 0 {
		t.Errorf("an empty list: %+v, %v", p, err)
	}
}

func TestPickFollowsTheWeights(t *testing.T) {
	s, _ := scanned(t, map[string]string{
		"even.txt": "a\nb\nc\nd\n", "odd.txt": "3::a\nb\n0::c\n", "none.txt": "0::a\n0::b\n", "d/x.txt": "3::x\n", "d/y.txt": "y\n",
	})
	const draws = 4000
	for _, tt := range []struct {
		name string
		want map[string]float64
	}{
		{"even", map[string]float64{"a": .25, "b": .25, "c": .25, "d": .25}},
		{"odd", map[string]float64{"a": .75, "b": .25}},
		{"none", map[string]float64{"a": .5, "b": .5}},
		{"d/*", map[string]float64{"x": .75, "y": .25}},
	} {
		got := map[string]float64{}
		for seed := range uint64(draws) {
			text, problems := variants.New(seed, s.Lines).Expand("__" + tt.name + "__")
			if problems != nil {
				t.Fatal(problems)
			}
			got[text] += 1.0 / draws
		}
		for text, share := range tt.want {
			// Five standard deviations; the seeds are fixed, so it holds or not.
			if math.Abs(got[text]-share) > 5*math.Sqrt(share*(1-share)/draws) {
				t.Errorf("%s gives %q %.3f of the times, want %.3f", tt.name, text, got[text], share)
			}
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s gives %v", tt.name, got)
		}
	}
}

// Names and completion answer while a Scan and readers are at work.
func TestManyAtOnce(t *testing.T) {
	s, _ := scanned(t, map[string]string{"a.txt": "x\n__b__\n", "b.txt": "y\n", "c.yaml": "d: [z]\n"})
	done := make(chan error)
	for i := range 6 {
		go func() {
			for range 50 {
				switch i {
				case 0:
					if err := s.Scan(t.Context()); err != nil {
						done <- err
						return
					}
				case 1:
					s.Complete("a", 5)
				case 2:
					s.Names()
					s.Problems()
				default:
					if _, problems := variants.New(uint64(i), s.Lines).Expand("__a__ __d__"); problems != nil {
						done <- errors.New(problems[0])
						return
					}
				}
			}
			done <- nil
		}()
	}
	for range 6 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
