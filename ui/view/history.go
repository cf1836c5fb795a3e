package view

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tailor/data/state"
	"tailor/ui/theme"
)

// HistoryEntry is an entry of the page of history and presets.
type HistoryEntry struct {
	Kind     EntryKind
	Name     string // of a preset, or what the user calls a prompt
	Positive string
	Negative string
	Settings string
	Pictures []state.Picture // that were made of the prompt
	Time     time.Time       // zero for a preset
	Star     bool
	// Fold is name, prompt and negative in lower case, for the filter, "" where
	// they are so as they stand.
	Fold string
	// Alike is the index of the newest of the entries that differ from it in
	// one tag at most, its own where there is none newer.
	Alike int
	// Digest is what a row shows of the prompt, nil until it is needed.
	Digest *Digest
}

// EntryKind is how an entry came to be.
type EntryKind uint8

const (
	Copied  EntryKind = iota
	Made              // into a picture
	Left              // not copied
	Cleared           // another text took its place
	Preset
	LeftDraft // a draft whose tailor was killed
	LastTime  // what stood here when tailor was left the last time
)

// sign is the mark of an entry's row, and word says it.
func (k EntryKind) sign() string {
	switch k {
	case Made:
		return "●"
	case Left, Cleared, LeftDraft, LastTime:
		return "○"
	}
	return " "
}

// Word says how an entry came to be, behind its row's mark.
func (k EntryKind) Word() string {
	return strings.TrimLeft(k.sign()+" ", " ") + [...]string{"copied", "made into a picture", "left, not copied", "cleared away, not copied",
		"preset", "a draft that was left behind", "what stood here last time"}[k]
}

// Digest is what a row shows of a prompt.
type Digest struct {
	Body   string // without the style chunk before it
	Badge  string // of the style chunk: "kantoku+1"
	Chunks int
}

// HistoryList is one of the lists of the page.
type HistoryList uint8

const (
	AllPrompts HistoryList = iota
	Presets
	Starred
)

// HistoryLists are the lists' names.
var HistoryLists = []string{"history", "presets", "starred"}

// HistoryRow is a row of the page's list.
type HistoryRow struct {
	Entry int // index into All
	// Others are how many entries are alike and folded away behind it.
	Others int
	Inner  bool // one of those, unfolded
}

// History is the list of the page of history and presets.
type History struct {
	All      []HistoryEntry
	List     HistoryList
	Rows     []HistoryRow // those that fit the query
	Words    []string     // of the query, in lower case
	Selected int          // index into Rows
	Top      int
	Read     bool // All has been read
	Broken   bool // not all of it could be
	unfolded map[int]bool
	elsewhere
}

// elsewhere is how many entries of the other lists fit the query.
type elsewhere [3]int

// Entry is the selected entry, nil when none is shown.
func (p *History) Entry() *HistoryEntry {
	if p.Selected >= len(p.Rows) {
		return nil
	}
	return &p.All[p.Rows[p.Selected].Entry]
}

// Move selects the row n further down, or -n up.
func (p *History) Move(n int) { p.Selected = Between(p.Selected+n, 0, max(0, len(p.Rows)-1)) }

// Next goes to the next list, n further.
func (p *History) Next(n int) {
	p.List = HistoryList((int(p.List) + n + len(HistoryLists)) % len(HistoryLists))
	p.Selected, p.Top = 0, 0
	p.Filter(p.Words)
}

// in reports whether an entry stands in a list.
func (e *HistoryEntry) in(l HistoryList) bool {
	switch l {
	case Presets:
		return e.Kind == Preset
	case Starred:
		return e.Star
	}
	return e.Kind != Preset
}

// Filter shows the entries of the list that hold every one of the words,
// which are in lower case. Those alike are one row. Asked for words, the
// history shows presets too, and first: they were given a name to be found by;
// and without them it is no shorter list, where there is nothing else.
func (p *History) Filter(words []string) {
	p.Words = words
	p.Rows, p.elsewhere = p.Rows[:0], elsewhere{}
	if p.List == AllPrompts && len(words) > 0 {
		p.addPresets(words)
	}
	p.add(words)
	if p.List == AllPrompts && len(p.Rows) == 0 {
		p.addPresets(words)
	}
	p.Selected = Between(p.Selected, 0, max(0, len(p.Rows)-1))
}

func (p *History) addPresets(words []string) {
	for k := range p.All {
		if e := &p.All[k]; e.Kind == Preset && e.holds(words) {
			p.Rows = append(p.Rows, HistoryRow{Entry: k})
		}
	}
}

// add adds the entries of the list itself.
func (p *History) add(words []string) {
	heads := make(map[int]int, 64) // rows by what their entries are alike to
	inner := map[int][]int{}
	for k := range p.All {
		e := &p.All[k]
		if !e.holds(words) {
			continue
		}
		for l := range p.elsewhere {
			if e.in(HistoryList(l)) {
				p.elsewhere[l]++
			}
		}
		if !e.in(p.List) {
			continue
		}
		if row, ok := heads[e.Alike]; ok && p.List == AllPrompts {
			p.Rows[row].Others++
			if p.unfolded[e.Alike] {
				inner[e.Alike] = append(inner[e.Alike], k)
			}
			continue
		}
		heads[e.Alike] = len(p.Rows)
		p.Rows = append(p.Rows, HistoryRow{Entry: k})
	}
	if len(inner) == 0 {
		return
	}
	var rows []HistoryRow
	for _, r := range p.Rows {
		rows = append(rows, r)
		for _, k := range inner[p.All[r.Entry].Alike] {
			rows = append(rows, HistoryRow{Entry: k, Inner: true})
		}
	}
	p.Rows = rows
}

func (e *HistoryEntry) holds(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		if e.Fold != "" {
			return !strings.Contains(e.Fold, w)
		}
		return !strings.Contains(e.Positive, w) && !strings.Contains(e.Negative, w) && !strings.Contains(e.Name, w)
	})
}

// Unfold shows the entries that are alike to the selected one, or folds them
// away again.
func (p *History) Unfold() {
	e := p.Entry()
	if e == nil {
		return
	}
	head := e.Alike
	if p.unfolded == nil {
		p.unfolded = map[int]bool{}
	}
	p.unfolded[head] = !p.unfolded[head]
	p.Filter(p.Words)
	for k, r := range p.Rows {
		if !r.Inner && p.All[r.Entry].Alike == head {
			p.Selected = k
		}
	}
}

// Room is how many of h rows the list takes: what it needs, and half of them
// at most, since the rest shows the selected prompt whole.
func (p *History) Room(h int) int {
	if h < 8 {
		return h
	}
	return Between(len(p.Rows), min(3, h), max(3, h/2))
}

// Draw draws the list in h rows of w cells. digest is asked what a row shows
// of a prompt that no row has shown yet.
func (p *History) Draw(t *theme.Theme, w, h int, now time.Time, digest func(*HistoryEntry) Digest) []string {
	p.Top = Scrolled(p.Top, p.Selected, len(p.Rows), h)
	out := make([]string, 0, h)
	for k := p.Top; k < min(p.Top+h, len(p.Rows)); k++ {
		e := &p.All[p.Rows[k].Entry]
		if e.Digest == nil {
			d := digest(e)
			e.Digest = &d
		}
		out = append(out, p.drawRow(t, k, w, k == p.Selected, now))
	}
	if len(p.Rows) == 0 && h > 0 {
		out = append(out, t.Dim.Paint(Clip(p.nothing(), w)))
	}
	return append(out, make([]string, h-len(out))...)
}

// nothing says why there are no rows.
func (p *History) nothing() string {
	if !p.Read {
		return "reading …"
	}
	if p.Broken {
		return "Nothing that can be read."
	}
	if len(p.Words) == 0 {
		return [...]string{"Nothing yet: whatever you write is kept here.", "No presets yet: ctrl+s keeps the selection, or both prompts.",
			"Nothing has a star yet: alt+s gives one."}[p.List]
	}
	var in []string
	for l, n := range p.elsewhere {
		if n > 0 {
			in = append(in, fmt.Sprintf("%d in %s", n, HistoryLists[l]))
		}
	}
	if len(in) > 0 {
		return "Nothing here holds these words; " + strings.Join(in, ", ") + "."
	}
	return "Nothing holds these words."
}
