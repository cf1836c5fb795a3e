package ui

import (
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/printable"
	"tailor/ui/editor/buffer"
	"tailor/ui/theme"
)

// keepsake is an entry of the history page: a copied prompt, a preset, or a
// draft that was left behind.
type keepsake struct {
	Kind     keepsakeKind
	Name     string // of a preset
	Positive string
	Negative string
	Time     time.Time // zero for a preset
}

type keepsakeKind uint8

const (
	copiedPrompt keepsakeKind = iota
	preset
	leftDraft
	lastTime // what stood here when tailor was left the last time
)

// past is the page of history and presets: a line to search in, and the
// entries that fit.
type past struct {
	Query textinput.Model
	All   []keepsake
	Shown []int // indexes into All
	Lit   int   // index into Shown
	Top   int
	Read  bool         // All has been read
	early []tea.KeyMsg // keys that came before that
	// sure is what the last key asked about: the same key again does it.
	sure string
}

func newPast() past {
	q := textinput.New()
	q.Prompt = ""
	q.Cursor.SetMode(cursor.CursorStatic) // a cursor that blinks wakes the program for nothing
	q.Placeholder = "type to search"
	q.CharLimit = mostQuery
	return past{Query: q}
}

// mostQuery is how many characters a search or a preset's name may have.
const mostQuery = 500

// typed gives the line a key. Characters that a terminal would act on, or
// that nobody sees, are left out of it.
func (p *past) typed(msg tea.KeyMsg) tea.Cmd {
	if len(msg.Runes) > 0 {
		if msg.Runes = []rune(visible(string(msg.Runes))); len(msg.Runes) == 0 {
			return nil
		}
	}
	var cmd tea.Cmd
	p.Query, cmd = p.Query.Update(msg)
	return cmd
}

// pasted puts a paste behind what is in the line.
func (p *past) pasted(s string) {
	p.Query.SetValue(p.Query.Value() + strings.Join(strings.Fields(visible(buffer.Clean(s))), " "))
}

// visible leaves out what clean would show as a box.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if printable.Unsafe(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

// sift finds the entries that hold every word of the query.
func (p *past) sift() {
	words := strings.Fields(strings.ToLower(p.Query.Value()))
	p.Shown = p.Shown[:0]
	for k := range p.All {
		e := &p.All[k]
		text := strings.ToLower(e.Name + " " + e.Positive + " " + e.Negative)
		fits := true
		for _, w := range words {
			fits = fits && strings.Contains(text, w)
		}
		if fits {
			p.Shown = append(p.Shown, k)
		}
	}
	p.Lit = between(p.Lit, 0, max(0, len(p.Shown)-1))
}

// lit is the lit entry, nil when none is shown.
func (p *past) lit() *keepsake {
	if p.Lit >= len(p.Shown) {
		return nil
	}
	return &p.All[p.Shown[p.Lit]]
}

func (p *past) move(n int) { p.Lit = between(p.Lit+n, 0, max(0, len(p.Shown)-1)) }

// view draws the page's inside, w by h cells: the search line, the entries,
// and the lit one in full below them where there is room.
func (p *past) view(t *theme.Theme, w, h int, now time.Time) []string {
	out := []string{t.Accent.Paint("› ") + clip(p.Query.View(), w-2), ""}
	preview := 0
	if h >= 12 {
		preview = min(7, h/3)
	}
	rows := max(1, h-2-preview)
	p.Top = between(p.Top, p.Lit-rows+1, p.Lit)
	p.Top = between(p.Top, 0, max(0, len(p.Shown)-rows))
	for r := 0; r < rows; r++ {
		k := p.Top + r
		switch {
		case k < len(p.Shown):
			out = append(out, p.All[p.Shown[k]].view(t, w, k == p.Lit, now))
		case r == 0 && !p.Read:
			out = append(out, t.Dim.Paint("reading …"))
		case r == 0 && len(p.All) == 0:
			out = append(out, t.Dim.Paint(clip("Nothing yet: what you copy is kept here, and ctrl+s keeps a preset.", w)))
		case r == 0:
			out = append(out, t.Dim.Paint(clip("Nothing holds these words.", w)))
		default:
			out = append(out, "")
		}
	}
	if e := p.lit(); e != nil && preview > 0 {
		out = append(out, t.Border.Paint(strings.Repeat("─", w)))
		text := clean(e.Positive)
		if e.Negative != "" {
			text += "  ⊖ " + clean(e.Negative)
		}
		for _, line := range wrapped(text, w, preview-1) {
			out = append(out, t.Text.Paint(line))
		}
	}
	return out
}

// view draws an entry in a row of w cells.
func (e *keepsake) view(t *theme.Theme, w int, lit bool, now time.Time) string {
	note, ink := ago(e.Time, now), t.Dim
	switch e.Kind {
	case preset:
		note, ink = "preset", t.Accent
	case leftDraft:
		note, ink = "draft "+note, t.Warn
	case lastTime:
		note = "last time"
	}
	text := clean(e.Positive)
	if e.Name != "" {
		text = clean(e.Name) + "  " + text
	}
	if text == "" {
		text = "⊖ " + clean(e.Negative)
	}
	const column = 14
	if w < 40 {
		if lit {
			return t.Lit.Paint(fill(text, w))
		}
		return t.Text.Paint(fill(text, w))
	}
	if lit {
		return t.Lit.Paint(fill("› "+text, w-column-1) + " " + fill(note, column))
	}
	return t.Text.Paint(fill("  "+text, w-column-1)) + " " + ink.Paint(fill(note, column))
}

// ago says how long ago a time is, in a few letters.
func ago(then, now time.Time) string {
	d := now.Sub(then)
	switch {
	case then.IsZero():
		return ""
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return plural(int(d/time.Minute), "minute") + " ago"
	case d < 24*time.Hour:
		return plural(int(d/time.Hour), "hour") + " ago"
	case d < 30*24*time.Hour:
		return plural(int(d/(24*time.Hour)), "day") + " ago"
	}
	return then.Format("2 Jan 2006")
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	if stem, ok := strings.CutSuffix(word, "y"); ok && !strings.HasSuffix(word, "ay") {
		return grouped(n) + " " + stem + "ies"
	}
	return grouped(n) + " " + word + "s"
}

// wrapped breaks a text at spaces into at most n lines of w cells.
func wrapped(text string, w, n int) []string {
	var out []string
	for text != "" && len(out) < n && w > 0 {
		if width(text) <= w || len(out) == n-1 {
			out = append(out, clip(text, w))
			break
		}
		head := strings.TrimSuffix(clip(text, w+1), "…")
		at := strings.LastIndexByte(head, ' ')
		if at <= 0 {
			at = len(head)
		}
		if at == 0 {
			break
		}
		out = append(out, text[:at])
		text = strings.TrimLeft(text[at:], " ")
	}
	return out
}
