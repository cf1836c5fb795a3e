package state

import (
	"os"
	"reflect"
	"testing"
)

// TestQueue keeps what waits for the next tailor, takes nothing from one that
// lives, and gathers what several have left.
func TestQueue(t *testing.T) {
	d := Dir(t.TempDir())
	open := func(want ...string) *Queue {
		t.Helper()
		q, left, err := d.OpenQueue()
		var got []string
		for _, o := range left {
			got = append(got, o.Prompt)
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("left are %q, %v, want %q", got, err, want)
		}
		return q
	}
	order := func(prompts ...string) (all []Order) {
		for _, p := range prompts {
			all = append(all, Order{Prompt: p, Seed: 1 << 60})
		}
		return all
	}
	save := func(q *Queue, version uint64, prompts ...string) {
		t.Helper()
		if err := q.Save(version, order(prompts...)); err != nil {
			t.Fatal(err)
		}
	}
	a := open()
	save(a, 2, "a", "b")
	save(a, 1, "overtaken")
	b := open() // a lives
	save(b, 1, "c")
	b.Close()
	a.Close()
	c := open("a", "b", "c")
	c.Close() // nothing was saved: it waits on
	c = open("a", "b", "c")
	save(c, 1)
	c.Close()
	c = open()
	c.Close()
	if err := os.WriteFile(d.path("queue1.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	c = open()
	save(c, 1, "d")
	c.Close()
	open("d").Close()
}
