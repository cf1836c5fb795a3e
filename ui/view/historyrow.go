package view

import (
	"fmt"
	"strings"
	"time"

	"tailor/ui/theme"
)

// Widths of a row's columns in cells, and the row's width from which a column
// is there.
const (
	badgeColumn  = 14
	chunksColumn = 9
	whenColumn   = 9
	whenFrom     = 46
	badgeFrom    = 76
)

// drawRow draws an entry in a row of w cells: star and mark, the body, the
// badge of the style chunk, how many chunks, when.
func (p *History) drawRow(t *theme.Theme, k, w int, selected bool, now time.Time) string {
	r := p.Rows[k]
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
	tail, _ := p.tail(r, w, now)
	room := max(0, w-Width(head)-Width(tail))
	text, matched := p.excerpt(k, room)
	body, used := painted(text, matched, room, ink, mark)
	return quiet.Paint(head) + body + ink.Paint(Blank(room-used)) + quiet.Paint(tail)
}

// tail is the right end of a row of w cells, and how many cells the note of
// those alike takes behind its two spaces, 0 for none.
func (p *History) tail(r HistoryRow, w int, now time.Time) (tail string, alike int) {
	e := &p.All[r.Entry]
	if w >= badgeFrom {
		chunks := ""
		if e.Digest.Chunks > 0 {
			chunks = Plural(e.Digest.Chunks, "chunk")
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
		note := fmt.Sprintf("%s %d alike", sign, r.Others)
		tail, alike = "  "+note+tail, Width(note)
	}
	return tail, alike
}

// AlikeNote returns the cells of row k, of w cells, in which it says how many are
// alike: from the first up to before to, none where it does not.
func (p *History) AlikeNote(k, w int, now time.Time) (from, to int) {
	if k >= len(p.Rows) || p.All[p.Rows[k].Entry].Digest == nil {
		return 0, 0
	}
	tail, alike := p.tail(p.Rows[k], w, now)
	from = w - Width(tail) + 2
	return from, from + alike
}

// excerpt is what a row shows of an entry, and where the query hit in it: name
// and body, from a little before the first hit where that would be out of
// sight; the whole prompt where the hit is in its style chunk, and the
// negative where it is only there.
func (p *History) excerpt(k, room int) (string, []int) {
	e := &p.All[p.Rows[k].Entry]
	body := e.body()
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
	if k > p.Top && len(p.Words) == 0 {
		const rows = 5
		var above []string
		for _, r := range p.Rows[max(p.Top, k-rows):k] {
			if e := &p.All[r.Entry]; e.Digest != nil {
				above = append(above, e.body())
			}
		}
		return fromDifference(body, above, room), nil
	}
	return body, nil
}

// body is what a row shows where nothing is looked for: name and body, or the
// negative where there is no other.
func (e *HistoryEntry) body() string {
	body := Clean(e.Digest.Body)
	if e.Name != "" {
		body = Clean(e.Name) + " — " + body
	}
	if strings.TrimSpace(e.Positive) == "" {
		body = "⊖ " + Clean(e.Negative)
	}
	return body
}

// fromDifference is a row's text, from a tag before the first in which it is
// other than that of the rows above which is most like it, where that would be
// out of sight.
func fromDifference(text string, above []string, room int) string {
	if Width(text) <= room {
		return text
	}
	same := 0
	for _, a := range above {
		n := 0
		for n < len(text) && n < len(a) && text[n] == a[n] {
			n++
		}
		if n < len(text) { // else it is the same, and its beginning says what it is
			same = max(same, n)
		}
	}
	if Width(text[:same]) < room*2/3 {
		return text
	}
	from := strings.LastIndexByte(text[:same], ',')
	if from > 0 && len(text)-from < room*2/3 { // a tag more, or as many as there is room for
		from = strings.LastIndexByte(text[:from], ',')
	}
	if from < 0 {
		return text
	}
	return "… " + strings.TrimLeft(text[from+1:], " ")
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
