package state

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"tailor/data/webui"
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

// TestNoMoreThanIsReadBack writes small files that grow beyond what is read of
// them: what was written is read back, and nothing is set aside.
func TestNoMoreThanIsReadBack(t *testing.T) {
	d := Dir(t.TempDir())
	long := strings.Repeat("a", maxState/4)
	for id := range 6 {
		if err := d.AddJob(Job{ID: string(rune('a' + id)), Prompt: long}); err != nil {
			t.Fatal(err)
		}
	}
	if jobs, err := d.Jobs(); err != nil || len(jobs) != 3 || jobs[2].ID != "f" {
		t.Errorf("%d jobs, %v, want the newest three", len(jobs), err)
	}
	if err := d.AddJob(Job{ID: "large", Prompt: strings.Repeat(long, 4)}); !errors.Is(err, errTooMuch) {
		t.Errorf("a job larger than the file: %v", err)
	}
	if jobs, err := d.Jobs(); err != nil || len(jobs) != 3 {
		t.Errorf("behind it %d jobs, %v", len(jobs), err)
	}
	for _, address := range []string{"a", "b", "c", "d", "e"} {
		n := &webui.Names{About: webui.About{Address: address}, Loras: []webui.Name{{Name: long}}}
		if err := d.SaveNames(n); err != nil {
			t.Fatal(err)
		}
		if n, err := d.Names(address); err != nil || n == nil {
			t.Errorf("the names of %s: %v, %v", address, n, err)
		}
	}
	q, _, err := d.OpenQueue()
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Save(1, []Order{{Prompt: "kept"}}); err != nil {
		t.Fatal(err)
	}
	if err := q.Save(2, []Order{{Prompt: long}, {Prompt: long}, {Prompt: long}, {Prompt: long}}); !errors.Is(err, errTooMuch) || !strings.Contains(err.Error(), "at most 16 MB and 250000 values are read back") {
		t.Errorf("a queue larger than the file: %v", err)
	}
	q.Close()
	if q, left, err := d.OpenQueue(); err != nil || len(left) != 1 {
		t.Errorf("%d orders are left, %v", len(left), err)
	} else {
		q.Close()
	}
}

// TestManyValuesOfLittle reads small files of a million values that take many times
// their bytes: an error names the limit.
func TestManyValuesOfLittle(t *testing.T) {
	d := Dir(t.TempDir())
	for name, text := range map[string]string{
		"jobs.json": "[" + strings.Repeat("{},", 1_000_000) + "{}]", "servers.json": `{"a":{"loras":[` + strings.Repeat("{},", 1_000_000) + "{}]}}", "queue1.json": "[" + strings.Repeat("{},", 1_000_000) + "{}]",
	} {
		if err := os.WriteFile(d.path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Jobs(); err == nil || !strings.Contains(err.Error(), "jobs.json has more than 250000 values") {
		t.Errorf("jobs: %v", err)
	}
	if _, err := d.Names("a"); err == nil || !strings.Contains(err.Error(), "servers.json has more than 250000 values") {
		t.Errorf("names: %v", err)
	}
	q, left, err := d.OpenQueue()
	if err != nil || len(left) > 0 {
		t.Fatalf("%d orders, %v", len(left), err)
	}
	q.Close()
	if _, err := os.Stat(d.path("queue1.json.damaged")); err != nil {
		t.Error(err)
	}
}

// TestQueuesOfMuch leaves more waiting in several files than one may have: what is
// beyond is for the next tailor.
func TestQueuesOfMuch(t *testing.T) {
	d := Dir(t.TempDir())
	for _, n := range []string{"1", "2", "3"} {
		if err := os.WriteFile(d.path("queue"+n+".json"), []byte(`[{"prompt":"`+n+strings.Repeat("a", maxState/2)+`"}]`), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"1", "2", "3"} {
		q, left, err := d.OpenQueue()
		if err != nil || len(left) != 1 || left[0].Prompt[:1] != want {
			t.Fatalf("%d orders, %v, want %s", len(left), err, want)
		}
		if err := q.Save(1, nil); err != nil {
			t.Fatal(err)
		}
		q.Close()
	}
}

// TestQueueOfAnother opens a queue beside one whose lock cannot be had.
func TestQueueOfAnother(t *testing.T) {
	d := Dir(t.TempDir())
	if err := os.Mkdir(d.path(".queue1.json.lock"), 0o700); err != nil {
		t.Fatal(err)
	}
	q, _, err := d.OpenQueue()
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	if err := q.Save(1, []Order{{Prompt: "a"}}); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(d.path("queue2.json")); err != nil {
		t.Error(err)
	}
}
