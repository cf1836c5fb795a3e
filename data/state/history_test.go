package state

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func prompts(all []Copied) string {
	var b []string
	for _, c := range all {
		b = append(b, c.Prompt)
	}
	return strings.Join(b, "|")
}

func TestHistory(t *testing.T) {
	dir := Dir(filepath.Join(t.TempDir(), "new"))
	if all, err := dir.History(); len(all) > 0 || err != nil {
		t.Fatalf("at first: %v, %v", all, err)
	}
	when := time.Date(2026, 1, 2, 3, 4, 5, 6, time.FixedZone("", 3600))
	for i, p := range []string{"a", "b <lora:x:1>", "a\nBREAK \x1b[31m", "a", "c"} {
		// The clock jumps back: the order stays.
		if err := dir.AddHistory(Copied{Time: when.Add(-time.Duration(i) * time.Hour), Prompt: p}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := dir.History()
	if err != nil || prompts(all) != "c|a|a\nBREAK \x1b[31m|b <lora:x:1>" {
		t.Errorf("got %q, error %v", prompts(all), err)
	}
	if want := time.Date(2026, 1, 1, 23, 4, 5, 0, time.UTC); !all[1].Time.Equal(want) {
		t.Errorf("time %v, want %v", all[1].Time, want)
	}
	info, err := os.Stat(dir.path(historyName))
	if err != nil || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("mode %v, error %v", info.Mode(), err)
	}
	if content, _ := os.ReadFile(dir.path(historyName)); !strings.Contains(string(content), "<lora:x:1>") {
		t.Errorf("a person cannot read it: %s", content)
	}
}

func TestHistoryBroken(t *testing.T) {
	dir := Dir(t.TempDir())
	broken := "{\"prompt\":\"one\"}\nno JSON\n\n{\"prompt\":\"two\"}\n[]\n\x00\xff\n{}\n{\"prompt\":\"cut sh"
	if err := os.WriteFile(dir.path(historyName), []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := dir.AddHistory(Copied{Prompt: "three"}); err != nil {
		t.Fatal(err)
	}
	all, err := dir.History()
	if prompts(all) != "three|two|one" {
		t.Errorf("got %q", prompts(all))
	}
	if err == nil || !strings.Contains(err.Error(), historyName+":2: 5 lines") {
		t.Errorf("error %v, want the first broken line and their number", err)
	}
}

func TestHistoryBounded(t *testing.T) {
	dir := Dir(t.TempDir())
	var b strings.Builder
	const there = maxHistory + maxHistory/4
	for i := range there {
		fmt.Fprintf(&b, "{\"time\":\"2026-01-01T00:00:00Z\",\"prompt\":\"p%d\"}\n", i)
	}
	if err := os.WriteFile(dir.path(historyName), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := dir.AddHistory(Copied{Prompt: "new"}); err != nil {
		t.Fatal(err)
	}
	all, err := dir.History()
	if err != nil || len(all) != maxHistory || all[0].Prompt != "new" || all[1].Prompt != fmt.Sprint("p", there-1) {
		t.Errorf("%d prompts, error %v; want the newest %d", len(all), err, maxHistory)
	}
	// By bytes: prompts of a megabyte.
	long := strings.Repeat("x", 1<<20)
	for i := range 24 {
		if err := dir.AddHistory(Copied{Prompt: fmt.Sprint(i, long)}); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(dir.path(historyName))
	if err != nil || info.Size() > maxHistoryBytes+maxHistoryBytes/4 {
		t.Errorf("the file has %d bytes, error %v", info.Size(), err)
	}
	all, err = dir.History()
	if err != nil || !strings.HasPrefix(all[0].Prompt, "23x") || len(all) < 12 {
		t.Errorf("%d prompts, error %v", len(all), err)
	}
	if err := dir.AddHistory(Copied{Prompt: strings.Repeat("y", maxHistoryBytes)}); err == nil {
		t.Error("a prompt longer than a whole history: no error")
	}
}

func FuzzHistory(f *testing.F) {
	f.Add([]byte("{\"prompt\":\"one\"}\n{"))
	f.Fuzz(func(t *testing.T, content []byte) {
		dir := Dir(t.TempDir())
		if err := os.WriteFile(dir.path(historyName), content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := dir.AddHistory(Copied{Prompt: "new"}); err != nil {
			t.Fatal(err)
		}
		if all, _ := dir.History(); len(all) == 0 || all[0].Prompt != "new" {
			t.Errorf("the prompt that was added is not the first of %d", len(all))
		}
	})
}

// TestForgetCopied takes one pair of prompts out of the history, wherever it
// stands, and leaves the rest, what cannot be read included.
func TestForgetCopied(t *testing.T) {
	dir := Dir(t.TempDir())
	for _, p := range []string{"a", "b", "a", "c"} {
		if err := dir.AddHistory(Copied{Prompt: p, Negative: "n"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := dir.AddHistory(Copied{}); err != nil { // nothing, and no fault
		t.Fatal(err)
	}
	f, err := os.OpenFile(dir.path(historyName), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("no JSON\n"); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if err := dir.ForgetCopied("a", "n"); err != nil {
		t.Fatal(err)
	}
	if err := dir.ForgetCopied("a", ""); err != nil {
		t.Fatal(err)
	}
	all, err := dir.History()
	if prompts(all) != "c|b" || err == nil || !strings.Contains(err.Error(), "a line of the history cannot be read") {
		t.Errorf("left: %q, error %v", prompts(all), err)
	}
}

// TestLargeEntriesLeaveRoom holds that two large prompts do not push fifty
// small ones out of the history, and that what is written is read.
func TestLargeEntriesLeaveRoom(t *testing.T) {
	d := Dir(t.TempDir())
	for k := range 50 {
		if err := d.AddHistory(Copied{Prompt: fmt.Sprint("small ", k)}); err != nil {
			t.Fatal(err)
		}
	}
	large := strings.Repeat("a", maxHistoryBytes-1000)
	for k := range 2 {
		if err := d.AddHistory(Copied{Prompt: fmt.Sprint(k, large)}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := d.History()
	if err != nil {
		t.Fatal(err)
	}
	small := 0
	for _, c := range all {
		if strings.HasPrefix(c.Prompt, "small") {
			small++
		}
	}
	if small != 50 || all[0].Prompt != fmt.Sprint(1, large) {
		t.Errorf("%d small prompts are left, the newest is %.20q", small, all[0].Prompt)
	}
	if err := d.AddHistory(Copied{Prompt: large + large}); err == nil {
		t.Error("a prompt that no history can hold is no error")
	}
}

// TestDraftSizes holds that a draft of any size that is written is read.
func TestDraftSizes(t *testing.T) {
	d := Dir(t.TempDir())
	s, err := d.Sit()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("\x01", 10<<20) // six bytes each in JSON
	if err := s.Save(Draft{Positive: text, Revision: 1}); err != nil {
		t.Fatal(err)
	}
	if err := s.Finish(Draft{Positive: text, Revision: 2}); err != nil {
		t.Fatal(err)
	}
	if last, ok, err := d.Last(); !ok || err != nil || last.Positive != text {
		t.Errorf("read back: %v %v, %d bytes", ok, err, len(last.Positive))
	}
}

// TestHistoryIsNoFile has something else than a file in the history's place:
// that is said, and nothing written to it.
func TestHistoryIsNoFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: Windows has no such files")
	}
	for _, target := range []string{os.DevNull, "/dev/full", "/dev/zero"} {
		dir := Dir(t.TempDir())
		if err := os.Symlink(target, dir.path(historyName)); err != nil {
			t.Fatal(err)
		}
		if err := dir.AddHistory(Copied{Prompt: "cat"}); err == nil || !strings.Contains(err.Error(), "is not a file but a device") {
			t.Errorf("%s: %v", target, err)
		}
	}
}

// TestHistoryTooLong reads a history that something else made far longer than
// it is kept: the newest entries, and of the others those with a star.
func TestHistoryTooLong(t *testing.T) {
	dir := Dir(t.TempDir())
	var file strings.Builder
	const lines = 2 * maxHistory
	for k := range lines {
		star := ""
		if k == 7 {
			star = `,"star":true`
		}
		fmt.Fprintf(&file, "{\"time\":\"2026-01-01T00:00:00Z\",\"prompt\":\"p%d\"%s}\n", k, star)
	}
	if err := os.WriteFile(dir.path(historyName), []byte(file.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := dir.History()
	if err != nil || len(all) != maxHistory+maxHistory/4+1 {
		t.Fatalf("%d entries, %v", len(all), err)
	}
	if first, last := all[0], all[len(all)-1]; first.Prompt != fmt.Sprintf("p%d", lines-1) || last.Prompt != "p7" || !last.Star {
		t.Errorf("from %+v to %+v", first, last)
	}
}

// TestHistoryOfStars shows the newest of a history whose every line has a star,
// and tells of the rest.
func TestHistoryOfStars(t *testing.T) {
	dir := Dir(t.TempDir())
	var b strings.Builder
	const lines = 100_000
	for k := range lines {
		fmt.Fprintf(&b, `{"prompt":"a%d","star":true}`+"\n", k)
	}
	if err := os.WriteFile(dir.path(historyName), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := dir.History()
	if len(all) != fullHistory+maxHistory || all[0].Prompt != fmt.Sprint("a", lines-1) || err == nil || !strings.Contains(err.Error(), "with a star 10000") {
		t.Errorf("%d of %d, %v", len(all), lines, err)
	}
}

// TestHistoryOfGarbage looks at so many lines that cannot be read, and no more.
func TestHistoryOfGarbage(t *testing.T) {
	dir := Dir(t.TempDir())
	if err := os.WriteFile(dir.path(historyName), []byte(strings.Repeat("x\n", 1<<20)+`{"prompt":"a","star":true}`+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := dir.History()
	if len(all) != 1 || err == nil || !strings.Contains(err.Error(), fmt.Sprint(fullHistory, " lines of the history")) {
		t.Errorf("%v, %v", all, err)
	}
}
