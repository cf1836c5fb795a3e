package state

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestMarksOutliveAnotherCopy(t *testing.T) {
	d := Dir(t.TempDir())
	at := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	add := func(prompt string, how How) {
		t.Helper()
		at = at.Add(time.Minute)
		if err := d.AddHistory(Copied{Time: at, Prompt: prompt, How: how}); err != nil {
			t.Fatal(err)
		}
	}
	add("1girl", Copying)
	add("2girls", Left)
	if err := d.Mark("1girl", "", true, "the first"); err != nil {
		t.Fatal(err)
	}
	add("1girl", Left)
	all, err := d.History()
	if err != nil || len(all) != 2 {
		t.Fatalf("%v, %v", all, err)
	}
	if c := all[0]; c.Prompt != "1girl" || !c.Star || c.Name != "the first" || c.How != Copying {
		t.Errorf("the prompt that was copied, marked and left is %+v", c)
	}
	if c := all[1]; c.How != Left || c.Star {
		t.Errorf("the other is %+v", c)
	}
}

func TestRestorePutsBackByTime(t *testing.T) {
	d := Dir(t.TempDir())
	at := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for k := range 3 {
		if err := d.AddHistory(Copied{Time: at.Add(time.Duration(k) * time.Hour), Prompt: fmt.Sprint("p", k)}); err != nil {
			t.Fatal(err)
		}
	}
	all, _ := d.History()
	gone := all[1]
	if err := d.ForgetCopied(gone.Prompt, gone.Negative); err != nil {
		t.Fatal(err)
	}
	if err := d.Restore(gone); err != nil {
		t.Fatal(err)
	}
	back, err := d.History()
	if err != nil || len(back) != 3 || back[1] != gone {
		t.Errorf("after it came back: %v, %v", back, err)
	}
}

func TestTheHistoryCutBackKeepsStars(t *testing.T) {
	lines := [][]byte{[]byte(`{"prompt":"a","star":true}` + "\n"), []byte(`{"prompt":"\"star\":true"}` + "\n"), []byte(`{"prompt":"b","star":true}` + "\n")}
	if got := starred(lines, 1000); len(got) != 2 || !strings.Contains(string(got[0]), `"a"`) {
		t.Errorf("kept %q", got)
	}
	if got := starred(lines, 30); len(got) != 1 || !strings.Contains(string(got[0]), `"b"`) {
		t.Errorf("of few bytes kept %q", got)
	}
}
