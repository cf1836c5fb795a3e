package history

import (
	"strings"
	"testing"
	"time"

	"tailor/tags/prompt"
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

// TestJoined parts what is inserted from what stands around it by commas, and
// not from a BREAK.
func TestJoined(t *testing.T) {
	for _, c := range []struct{ text, part, want string }{
		{"|", "a, b", "a, b, "},
		{"a|", "b", "a, b, "},
		{"a,| c", "b", "a, b,  c"},
		{"a |, c", "b", "a , b, c"},
		{"by a BREAK|", "b", "by a BREAK b, "},
		{"by a BREAK |c", "b", "by a BREAK b, c"},
		{"|", "by a BREAK ", "by a BREAK "},
		{"|b", "by a BREAK", "by a BREAK b"},
		{"x|", "BREAK", "x, BREAK "},
		{"(a|)", "b", "(a, b)"},
		{"[|a]", "b", "[b, a]"},
		{"{a|}", "b", "{a, b}"},
		{"by a\nBREAK|", "b", "by a\nBREAK b, "},
		{"a AND|", "b AND", "a AND b AND "},
	} {
		before, after, _ := strings.Cut(c.text, "|")
		if got := prompt.Apply(before+after, []prompt.Edit{joined(before+after, len(before), c.part)}); got != c.want {
			t.Errorf("%q and %q give %q, want %q", c.text, c.part, got, c.want)
		}
	}
}

// TestStagesFold folds a prompt that grew from copy to copy into one row, beside
// those that stand between, and leaves its variations.
func TestStagesFold(t *testing.T) {
	const full = "by wlop BREAK 1girl, makima, red hair, office, smile, night, rain, window"
	var all []view.HistoryEntry
	for _, text := range []string{
		full, "1girl, solo, swimsuit, beach", "by wlop BREAK 1girl, makima, red hair, office, smile", "1girl, makima, red hair, office",
		"1girl, makima, red hair", strings.NewReplacer("makima", "power", "night", "day").Replace(full), "", "",
		"1girl, __hat__,", "1girl, __hat__",
	} {
		all = append(all, view.HistoryEntry{Positive: text})
	}
	all[6].Negative, all[8].Negative = "watermark", "watermark"
	all = append(all, view.HistoryEntry{Positive: full, Kind: view.Preset})
	prepare(all)
	for k, want := range []int{0, 1, 0, 0, 0, 5, 6, 7, 8, 8, 10} {
		if all[k].Alike != want {
			t.Errorf("%d, %q, is folded behind %d, not %d", k, all[k].Positive, all[k].Alike, want)
		}
	}
}
