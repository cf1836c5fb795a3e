package history

import (
	"testing"
	"time"

	"tailor/ui/view"
)

// TestDraftsStandByTime puts drafts among the entries by when they were written.
func TestDraftsStandByTime(t *testing.T) {
	at := func(name string, minute int) view.HistoryEntry {
		return view.HistoryEntry{Positive: name, Time: time.Date(2026, 1, 1, 0, minute, 0, 0, time.UTC)}
	}
	all := byTime([]view.HistoryEntry{at("c", 30), at("a", 10)}, []view.HistoryEntry{at("b", 20), at("d", 40), at("0", 1)})
	got := ""
	for _, e := range all {
		got += e.Positive
	}
	if got != "dcba0" {
		t.Errorf("the order is %q", got)
	}
}
