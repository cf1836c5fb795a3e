package view

import (
	"fmt"
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
	// Settings is the line of settings, Pictures are the files of the
	// pictures that were made of the prompt.
	Settings string
	Pictures []string
	Kept     []state.Picture
	Time     time.Time // zero for a preset
	Star     bool
	// Fold is name, prompt and negative in lower case, for the filter.
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

// Word says how an entry came to be.
func (k EntryKind) Word() string {
	return [...]string{"copied", "made into a picture", "left, not copied", "cleared away, not copied",
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
	var inner map[int][]int
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
				if inner == nil {
					inner = map[int][]int{}
				}
				inner[e.Alike] = append(inner[e.Alike], k)
			}
			continue
		}
		heads[e.Alike] = len(p.Rows)
		p.Rows = append(p.Rows, HistoryRow{Entry: k})
	}
	if len(inner) > 0 {
		rows := make([]HistoryRow, 0, len(p.Rows))
		for _, r := range p.Rows {
			rows = append(rows, r)
			for _, k := range inner[p.All[r.Entry].Alike] {
				rows = append(rows, HistoryRow{Entry: k, Inner: true})
			}
		}
		p.Rows = rows
	}
}

func (e *HistoryEntry) holds(words []string) bool {
	for _, w := range words {
		if !strings.Contains(e.Fold, w) {
			return false
		}
	}
	return true
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
	p.Top = Between(p.Top, p.Selected-h+1, p.Selected)
	p.Top = Between(p.Top, 0, max(0, len(p.Rows)-h))
	out := make([]string, 0, h)
	for k := p.Top; k < min(p.Top+h, len(p.Rows)); k++ {
		e := &p.All[p.Rows[k].Entry]
		if e.Digest == nil {
			d := digest(e)
			e.Digest = &d
		}
		out = append(out, p.drawRow(t, p.Rows[k], w, k == p.Selected, now))
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

// Widths of a row's columns in cells, and the row's width from which a column
// is there.
const (
	badgeColumn  = 14
	chunksColumn = 5
	whenColumn   = 9
	whenFrom     = 46
	badgeFrom    = 76
)

// drawRow draws an entry in a row of w cells: star and mark, the body, the
// badge of the style chunk, how many chunks, when.
func (p *History) drawRow(t *theme.Theme, r HistoryRow, w int, selected bool, now time.Time) string {
	e := &p.All[r.Entry]
	ink, quiet, mark := t.Text, t.Dim, t.Match
	if selected {
		ink, quiet = t.Lit, t.Lit
	}
	star := " "
	if e.Star {
		star = "★"
	}
	head := star + e.Kind.sign() + " "
	if r.Inner {
		head += "  "
	}
	tail := ""
	if w >= badgeFrom {
		chunks := ""
		if e.Digest.Chunks > 0 {
			chunks = fmt.Sprintf("%d ch", e.Digest.Chunks)
		}
		tail = "  " + Fill(Clean(e.Digest.Badge), badgeColumn) + " " + Fill(chunks, chunksColumn)
	}
	if w >= whenFrom {
		when := When(e.Time, now)
		if e.Kind == Preset {
			when = ""
		}
		tail += " " + Blank(whenColumn-Width(when)) + Clip(when, whenColumn)
	}
	if n := len(e.Pictures); n > 0 && w >= whenFrom {
		tail = "  ▣ " + Grouped(n) + tail
	}
	if r.Others > 0 && w >= whenFrom {
		sign := "▸"
		if p.unfolded[e.Alike] {
			sign = "▾"
		}
		tail = "  " + fmt.Sprintf("%s %d alike", sign, r.Others) + tail
	}
	room := max(0, w-Width(head)-Width(tail))
	text, matched := p.excerpt(e, room)
	body := painted(text, matched, room, ink, mark)
	return quiet.Paint(head) + body + ink.Paint(Blank(room-min(room, Width(text)))) + quiet.Paint(tail)
}

// excerpt is what a row shows of an entry, and where the query hit in it: name
// and body, from a little before the first hit where that would be out of
// sight; the whole prompt where the hit is in its style chunk, and the
// negative where it is only there.
func (p *History) excerpt(e *HistoryEntry, room int) (string, []int) {
	body := Clean(e.Digest.Body)
	if e.Name != "" {
		body = Clean(e.Name) + " — " + body
	}
	if strings.TrimSpace(e.Positive) == "" {
		body = "⊖ " + Clean(e.Negative)
	}
	texts := []string{body}
	if len(p.Words) > 0 {
		texts = append(texts, Clean(e.Positive), "⊖ "+Clean(e.Negative))
	}
	for _, text := range texts {
		matched := hits(text, p.Words)
		if len(matched) == 0 {
			continue
		}
		first := matched[0]
		if Width(text[:first]) < room*2/3 {
			return text, matched
		}
		from := strings.LastIndexByte(text[:first], ',') + 1
		if first-from > room/2 {
			from = first
		}
		for from < first && text[from] == ' ' {
			from++
		}
		const gap = "… "
		for k := range matched {
			matched[k] += len(gap) - from
		}
		return gap + text[from:], matched
	}
	return body, nil
}

// hits are the bytes of a text at which words stand, running forward by word.
func hits(text string, words []string) []int {
	low := strings.ToLower(text)
	if len(low) != len(text) {
		return nil // a letter whose small form is longer: better no mark than a wrong one
	}
	marked := map[int]bool{}
	var out []int
	for _, w := range words {
		for from := 0; w != ""; {
			at := strings.Index(low[from:], w)
			if at < 0 {
				break
			}
			for k := range w {
				marked[from+at+k] = true
			}
			from += at + len(w)
		}
	}
	for k := range text {
		if marked[k] {
			out = append(out, k)
		}
	}
	return out
}

// When says when something was, as short as it can be told from others: the
// time of today, the weekday within a week, the day of this year, else month
// and year.
func When(then, now time.Time) string {
	then = then.In(now.Location())
	day := func(t time.Time) time.Time {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
	}
	switch days := int(day(now).Sub(day(then)).Hours()+12) / 24; {
	case then.Year() <= 1:
		return ""
	case days <= 0:
		return then.Format("15:04")
	case days < 7:
		return then.Format("Mon 15:04")
	case then.Year() == now.Year():
		return then.Format("2 Jan")
	}
	return then.Format("Jan 2006")
}
