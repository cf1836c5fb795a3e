package state

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func sit(t *testing.T, dir Dir) *Sitting {
	t.Helper()
	s, err := dir.Sit()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.die) // Windows removes no locked file
	return s
}

// die ends a sitting as a kill does: the lock goes, the file stays.
func (s *Sitting) die() { s.lock.Unlock() }

func orphan(t *testing.T, dir Dir) *Orphan {
	t.Helper()
	o, err := dir.Orphan()
	if err != nil {
		t.Fatal(err)
	}
	letGo(t, o)
	return o
}

// letGo gives an orphan's lock back at the test's end.
func letGo(t *testing.T, o *Orphan) {
	if o != nil {
		t.Cleanup(func() { _ = o.Release() })
	}
}

func TestDraftOfTheDead(t *testing.T) {
	dir := Dir(t.TempDir())
	if o := orphan(t, dir); o != nil {
		t.Fatalf("at first: %+v", o)
	}
	alive, first, second := sit(t, dir), sit(t, dir), sit(t, dir)
	for i, s := range []*Sitting{alive, second, first} {
		d := Draft{Positive: fmt.Sprint("prompt ", i), Negative: "low quality", PositiveCursor: 3, NegativeCursor: 99}
		if err := s.Save(d); err != nil {
			t.Fatal(err)
		}
	}
	first.die()
	second.die()
	o := orphan(t, dir)
	if o == nil || o.Positive != "prompt 1" || o.PositiveCursor != 3 || o.NegativeCursor != len("low quality") {
		t.Fatalf("offered: %+v, want the draft of the second sitting, its cursors within the text", o)
	}
	if p := orphan(t, dir); p != nil {
		t.Errorf("while it is held: %+v", p)
	}
	if all, err := dir.History(); err != nil || len(all) != 1 || all[0].Prompt != "prompt 2" || all[0].Negative != "low quality" || all[0].How != Left {
		t.Errorf("the history has %+v, %v; want the draft of the first sitting", all, err)
	}
	if err := o.Release(); err != nil {
		t.Fatal(err)
	}
	o = orphan(t, dir)
	if o == nil || o.Positive != "prompt 1" {
		t.Fatalf("offered again: %+v", o)
	}
	if err := o.Discard(); err != nil {
		t.Fatal(err)
	}
	if o := orphan(t, dir); o != nil {
		t.Errorf("the draft of a tailor that runs is offered: %+v", o)
	}
}

func TestDraftFinished(t *testing.T) {
	dir := Dir(t.TempDir())
	for _, text := range []string{"one", "two", " \n"} {
		s := sit(t, dir)
		if err := s.Save(Draft{Positive: text + " half"}); err != nil {
			t.Fatal(err)
		}
		if err := s.Finish(Draft{Positive: text}); err != nil {
			t.Fatal(err)
		}
		if err := s.Save(Draft{Positive: "late", Revision: 99}); err != nil {
			t.Fatal(err)
		}
	}
	if o := orphan(t, dir); o != nil {
		t.Errorf("a finished draft is offered: %+v", o)
	}
	d, ok, err := dir.Last()
	if err != nil || !ok || d.Positive != "two" {
		t.Errorf("last: %+v, %v, %v; want the newest that is not empty", d, ok, err)
	}
	files, _ := os.ReadDir(filepath.Join(string(dir), draftsDir))
	if len(files) != 1 {
		t.Errorf("%d files are kept, want the last draft alone: %v", len(files), files)
	}
}

// TestDraftByHand offers drafts whose prompt is whole, whatever else is not, and
// settings that stand alone.
func TestDraftByHand(t *testing.T) {
	for name, content := range map[string]string{
		"settings alone":      `{"settings":"Size: 777x888","saved":"2026-01-02T03:04:05Z"}`,
		"a date that is none": `{"prompt":"a","settings":"Size: 777x888","saved":"yesterday"}`,
		"no date":             `{"prompt":"a","settings":"Size: 777x888"}`,
		"a byte order mark":   "\ufeff" + `{"prompt":"a","settings":"Size: 777x888","saved":"2026-01-02T03:04:05Z"}`,
	} {
		dir := Dir(t.TempDir())
		sit(t, dir).die()
		if err := os.WriteFile(filepath.Join(dir.path(draftsDir), "7.json"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if o := orphan(t, dir); o == nil || o.Settings != "Size: 777x888" || o.Saved.Year() < 2026 {
			t.Errorf("%s: offered: %+v", name, o)
		}
	}
	dir := Dir(t.TempDir())
	if err := sit(t, dir).Finish(Draft{Settings: "Size: 777x888"}); err != nil {
		t.Fatal(err)
	}
	if last, ok, err := dir.Last(); !ok || err != nil || last.Settings != "Size: 777x888" {
		t.Errorf("last: %+v, %v, %v", last, ok, err)
	}
}

// TestManyDraftsLeft goes through so many a start, from the newest on, until
// the history has all.
func TestManyDraftsLeft(t *testing.T) {
	dir := Dir(t.TempDir())
	sit(t, dir).die()
	const n = mostLeft + 20
	for k := range n {
		content := fmt.Sprintf(`{"prompt":"draft %d"}`, k+1)
		if err := os.WriteFile(filepath.Join(dir.path(draftsDir), fmt.Sprint(k+10)+".json"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []int{mostLeft - 1, n - 1} {
		o := orphan(t, dir)
		if o == nil || o.Positive != fmt.Sprint("draft ", n) {
			t.Fatalf("offered: %+v", o)
		}
		if all, err := dir.History(); err != nil || len(all) != want {
			t.Errorf("%d entries in the history, want %d; %v", len(all), want, err)
		}
		if err := o.Release(); err != nil {
			t.Error(err)
		}
	}
}

func TestDraftOvertaken(t *testing.T) {
	dir := Dir(t.TempDir())
	s := sit(t, dir)
	for _, r := range []uint64{1, 3, 2} {
		if err := s.Save(Draft{Positive: fmt.Sprint(r), Revision: r}); err != nil {
			t.Fatal(err)
		}
	}
	s.die()
	if o := orphan(t, dir); o == nil || o.Positive != "3" {
		t.Errorf("offered: %+v, want revision 3", o)
	}
}

// TestDraftClock turns the clock back between two sittings: the later one is
// the newest all the same.
func TestDraftClock(t *testing.T) {
	dir := Dir(t.TempDir())
	for _, text := range []string{"earlier", "later"} {
		s := sit(t, dir)
		if err := s.Save(Draft{Positive: text}); err != nil {
			t.Fatal(err)
		}
		when := time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)
		if text == "later" {
			when = time.Date(1970, 1, 2, 0, 0, 0, 0, time.UTC)
		}
		if err := os.Chtimes(s.path, when, when); err != nil {
			t.Fatal(err)
		}
		s.die()
	}
	if o := orphan(t, dir); o == nil || o.Positive != "later" {
		t.Errorf("offered: %+v", o)
	}
}

func TestDraftBroken(t *testing.T) {
	dir := Dir(t.TempDir())
	s := sit(t, dir)
	if err := s.Save(Draft{Positive: "good"}); err != nil {
		t.Fatal(err)
	}
	s.die()
	broken := filepath.Join(string(dir), draftsDir, "7.json")
	if err := os.WriteFile(broken, []byte("{\"prompt\": \"ha"), 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := dir.Orphan()
	letGo(t, o)
	if o == nil || o.Positive != "good" || err == nil || !strings.Contains(err.Error(), broken) {
		t.Errorf("offered %+v, error %v; want the good one, and the broken one named", o, err)
	}
	if _, err := os.Stat(broken); err != nil {
		t.Errorf("the broken one is gone: %v", err)
	}
}

// TestBrokenDraftsHideNone puts more drafts that cannot be read before a good
// one than a start goes through: it is offered, and few of them are told.
func TestBrokenDraftsHideNone(t *testing.T) {
	dir := Dir(t.TempDir())
	s := sit(t, dir)
	if err := s.Save(Draft{Positive: "good"}); err != nil {
		t.Fatal(err)
	}
	s.die()
	const broken = mostLeft + 20
	for n := range broken {
		if err := os.WriteFile(filepath.Join(dir.path(draftsDir), fmt.Sprint(n+10)+".json"), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o, err := dir.Orphan()
	letGo(t, o)
	if o == nil || o.Positive != "good" {
		t.Fatalf("offered: %+v", o)
	}
	if lines := strings.Count(err.Error(), "\n") + 1; lines > mostUnreadTold+1 || !strings.Contains(err.Error(), fmt.Sprintf("%d more drafts", broken-mostUnreadTold)) {
		t.Errorf("%d lines: %v", lines, err)
	}
}

// TestOwedByHand reads drafts with texts that the history has not taken: as
// many as a screen holds, and more than one ever writes.
func TestOwedByHand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "1.json")
	for n, wants := range map[int]bool{mostLeft + 1: true, mostCleared: true, mostCleared + 1: false} {
		content := `{"prompt":"a","cleared":[` + strings.TrimSuffix(strings.Repeat(`{"prompt":"b"},`, n), ",") + `]}`
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := readDraft(path)
		if wants && (err != nil || len(d.Cleared) != n) || !wants && (err == nil || !strings.Contains(err.Error(), fmt.Sprintf("more than %d texts", mostCleared))) {
			t.Errorf("%d texts: %d read, %v", n, len(d.Cleared), err)
		}
	}
}

// TestManyDrafts kills many tailors: the newest draft is offered, all others
// are in the history, the newest first, but for those that it cannot take.
func TestManyDrafts(t *testing.T) {
	dir := Dir(t.TempDir())
	const many = 20
	for i := range many {
		s := sit(t, dir)
		if err := s.Save(Draft{Positive: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
		s.die()
	}
	if err := os.Mkdir(dir.path(historyName), 0o700); err != nil {
		t.Fatal(err)
	}
	offered := func() int {
		o, err := dir.Orphan()
		if o == nil || o.Positive != fmt.Sprint(many-1) || (err != nil) != isDir(dir.path(historyName)) {
			t.Fatalf("offered: %+v, %v", o, err)
		}
		if err := o.Release(); err != nil {
			t.Fatal(err)
		}
		files, _ := filepath.Glob(filepath.Join(string(dir), draftsDir, "*.json"))
		return len(files)
	}
	if n := offered(); n != many {
		t.Errorf("%d drafts are kept while the history takes none", n)
	}
	if err := os.Remove(dir.path(historyName)); err != nil {
		t.Fatal(err)
	}
	if n := offered(); n != 1 {
		t.Errorf("%d drafts are kept", n)
	}
	all, err := dir.History()
	if err != nil || len(all) != many-1 {
		t.Fatalf("the history has %d, %v", len(all), err)
	}
	for k, c := range all {
		if c.Prompt != fmt.Sprint(many-2-k) {
			t.Errorf("entry %d is %q", k, c.Prompt)
		}
	}
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func FuzzReadDraft(f *testing.F) {
	f.Add([]byte(`{"prompt":"1girl","prompt_cursor":-3}`))
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "1.json")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := readDraft(path)
		if err == nil && (d.PositiveCursor < 0 || d.PositiveCursor > len(d.Positive) || d.NegativeCursor < 0 || d.NegativeCursor > len(d.Negative)) {
			t.Errorf("a cursor outside its text: %+v", d)
		}
	})
}

// TestClearedInDraft kills a tailor whose history cannot be written: what was
// cleared away is in its draft, and goes to the history as soon as a start
// finds that it can be written, also where the draft is taken over, forgotten
// or empty before.
func TestClearedInDraft(t *testing.T) {
	for _, c := range []struct {
		name, stands string
		then         func(t *testing.T, dir Dir, s *Sitting, d Draft)
		offered      bool
	}{
		{"killed", "cat", func(_ *testing.T, _ Dir, s *Sitting, _ Draft) { s.die() }, true},
		{"killed with nothing in the prompt", "", func(_ *testing.T, _ Dir, s *Sitting, _ Draft) { s.die() }, false},
		{"left", "cat", func(t *testing.T, _ Dir, s *Sitting, d Draft) {
			if err := s.Finish(d); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"left with nothing in the prompt", "", func(t *testing.T, _ Dir, s *Sitting, d Draft) {
			if err := s.Finish(d); err != nil {
				t.Fatal(err)
			}
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := Dir(t.TempDir())
			history := dir.path(historyName)
			if err := os.Mkdir(history, 0o700); err != nil {
				t.Fatal(err)
			}
			s := sit(t, dir)
			d := Draft{Positive: c.stands, Cleared: []Copied{{Prompt: "first", How: Cleared}, {Negative: "second", How: Cleared}}}
			if err := s.Save(d); err != nil {
				t.Fatal(err)
			}
			c.then(t, dir, s, d)
			for range 2 { // the history cannot be written yet
				o, err := dir.Orphan()
				if err == nil {
					t.Error("nobody says that the history cannot be written")
				}
				if (o != nil) != c.offered || o != nil && o.Positive != c.stands {
					t.Fatalf("offered: %+v", o)
				}
				if o != nil {
					if err := o.Discard(); err != nil {
						t.Fatal(err)
					}
				}
				c.offered = false
			}
			if err := os.Remove(history); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if o, err := dir.Orphan(); err != nil || o != nil {
					t.Fatal(o, err)
				}
				all, err := dir.History()
				if err != nil || len(all) != 2 {
					t.Fatalf("the history has %+v, %v", all, err)
				}
			}
			if last, ok, err := dir.Last(); err != nil || ok != (c.name == "left") || last.Positive != "" && last.Positive != "cat" {
				t.Errorf("the last one is %+v %v, %v", last, ok, err)
			}
		})
	}
}
