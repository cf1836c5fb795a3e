package state

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestPicks(t *testing.T) {
	dir := Dir(t.TempDir())
	p, err := dir.Picks()
	if err != nil {
		t.Fatal(err)
	}
	p.Add("1girl")
	p.Add("1girl")
	if err := p.Flush(); err != nil {
		t.Fatal(err)
	}
	q, err := dir.Picks()
	if err != nil {
		t.Fatal(err)
	}
	p.Add("1girl")
	q.Add("1girl")
	q.Add("solo")
	for _, x := range []*Picks{p, q} {
		if err := x.Flush(); err != nil {
			t.Fatal(err)
		}
		if err := x.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	r, err := dir.Picks()
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(r.Counts()); got != "map[1girl:4 solo:1]" {
		t.Errorf("got %s", got)
	}
	if got := fmt.Sprint(q.Counts()); got != "map[1girl:4 solo:1]" {
		t.Errorf("in memory: %s", got)
	}
}

func TestPicksBroken(t *testing.T) {
	dir := Dir(t.TempDir())
	if err := os.WriteFile(dir.path(picksName), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := dir.Picks()
	if err == nil || !strings.Contains(err.Error(), "remove the file") {
		t.Errorf("error %v", err)
	}
	p.Add("solo")
	if err := p.Flush(); err == nil {
		t.Error("a broken file is overwritten")
	}
	if err := os.Remove(dir.path(picksName)); err != nil {
		t.Fatal(err)
	}
	if err := p.Flush(); err != nil {
		t.Fatal(err)
	}
	q, err := dir.Picks()
	if err != nil || q.Counts()["solo"] != 1 {
		t.Errorf("%v, %v", q.Counts(), err)
	}
}

func TestPicksBounded(t *testing.T) {
	dir := Dir(t.TempDir())
	p, err := dir.Picks()
	if err != nil {
		t.Fatal(err)
	}
	for i := range maxPicks + 10 {
		p.Add(fmt.Sprint("tag", i))
	}
	p.Add("tag7")
	if err := p.Flush(); err != nil {
		t.Fatal(err)
	}
	if got := p.Counts(); len(got) != maxPicks || got["tag7"] != 2 {
		t.Errorf("%d tags, tag7 %d times", len(got), got["tag7"])
	}
	if got := merged(map[string]int{"a": 1 << 40}, map[string]int{"a": 1 << 40})["a"]; got <= 0 || got > 1<<31 {
		t.Errorf("huge counts add up to %d", got)
	}
}

func TestPicksInMemory(t *testing.T) {
	var p Picks
	p.Add("solo")
	if err := p.Flush(); err != nil || p.Counts()["solo"] != 1 {
		t.Errorf("%v, %v", p.Counts(), err)
	}
}

// FuzzPicks reads a file that may hold anything: what cannot be read is left
// as it is, and what was chosen meanwhile is kept in memory.
func FuzzPicks(f *testing.F) {
	f.Add([]byte(`{"long_hair": 3, "": 1, "x": -1}`), "long_hair")
	f.Add([]byte(`{"x": 1e99}`), "x")
	f.Add([]byte(`[]`), "")
	f.Fuzz(func(t *testing.T, content []byte, tag string) {
		dir := Dir(t.TempDir())
		path := dir.path(picksName)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		p, broken := dir.Picks()
		before := p.Counts()[tag]
		p.Add(tag)
		if got := p.Counts()[tag]; got <= before && before < 1<<30 {
			t.Errorf("%d after one more than %d", got, before)
		}
		err := p.Flush()
		if (err != nil) != (broken != nil) {
			t.Errorf("read with error %v, written with %v", broken, err)
		}
		if left, _ := os.ReadFile(path); err != nil && string(left) != string(content) {
			t.Errorf("a broken file is changed to %q", left)
		}
		for name, n := range p.Counts() {
			if n <= 0 {
				t.Errorf("%q was chosen %d times", name, n)
			}
		}
	})
}
