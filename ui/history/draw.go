package history

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/compare"
	"tailor/ui/analysis"
	"tailor/ui/desk"
	"tailor/ui/editor"
	"tailor/ui/editor/buffer"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// listTop is the row of the screen at which the list of the history
// begins: below the frame's edge and the line to search in.
const listTop = 2

// preview is the selected entry drawn whole, and all that this depended on.
type preview struct {
	made bool
	of   previewOf
	rows []string
}

type previewOf struct {
	positive, negative, settings string
	against                      prompt.Texts // what it is compared with
	comparing                    bool
	w, h, analysis               int
}

// room is how many rows the list has.
func (p *Page) room() int { return p.Room(p.Lay.H - 4) }

// Draw draws the page in w by h cells: the line to search in, the list,
// and below it the selected entry whole, which takes all the room there is.
func (p *Page) Draw(w, h int) []string {
	t := p.Theme
	count := ""
	if p.Read {
		count = view.Grouped(len(p.Rows))
	}
	prompt := "› "
	if p.named != nil {
		prompt, count = "name › ", ""
	}
	p.query.Width = max(1, w-view.Width(prompt)-view.Width(count)-3)
	line := t.Accent.Paint(prompt) + view.Clip(p.query.View(), w-view.Width(prompt)-view.Width(count)-1)
	out := []string{line + view.Blank(w-view.Width(line)-view.Width(count)) + t.Dim.Paint(count)}
	out = append(out, p.History.Draw(t, w, p.Room(h-1), p.Options.Now(), p.Digest)...)
	if e := p.Entry(); e != nil && h-len(out) >= 3 {
		out = append(out, p.previewOf(e, w, h-len(out))...)
	}
	return out[:min(len(out), h)]
}

// Hints are what the footer names.
func (p *Page) Hints() []key.Binding {
	k := &p.Keys
	if p.named != nil {
		return []key.Binding{keymap.Says(k.Newline, "name it"), keymap.Says(k.Close, "as it was")}
	}
	e := p.Entry()
	keys := []key.Binding{keymap.Says(k.Newline, "open"), keymap.As(k.Accept, "tab", "insert"), keymap.Says(k.Differs, "differs")}
	if p.comparing {
		keys[2] = keymap.Says(k.Differs, "whole")
	}
	if e != nil && e.Kind <= view.Cleared {
		keys = append(keys, keymap.Says(k.Star, "star"))
	}
	if r := p.Rows; p.Selected < len(r) && (r[p.Selected].Others > 0 || r[p.Selected].Inner) {
		keys = append(keys, keymap.Says(k.Unfold, "unfold"))
	}
	if len(p.gone) > 0 {
		keys = append(keys, keymap.Says(k.Undo, "bring back"))
	}
	return append(keys, keymap.Says(k.Delete, "forget"), keymap.Says(k.Rename, "name"), keymap.Says(k.NextPage, "presets, starred"), keymap.Says(k.Close, "back"))
}

// read reads a prompt that nobody goes on with: the chunk that its last BREAK
// would begin is none.
func (p *Page) read(text string) analysis.Sheet {
	s := p.Analyst.Alone(text)
	if last := len(s.Line.Chunks) - 1; last > 0 && len(s.Line.Chunks[last].IDs) == 0 {
		s.Line.Chunks = s.Line.Chunks[:last]
	}
	return s
}

// Digest is what a row of the history shows of a prompt, of a large one its
// beginning.
func (p *Page) Digest(e *view.HistoryEntry) view.Digest {
	text := view.Head(e.Positive, desk.LargeText)
	s := p.read(text)
	d := view.Digest{Body: text, Chunks: len(s.Line.Chunks)}
	if text == "" || len(text) < len(e.Positive) {
		d.Chunks = 0
	}
	first, artists := "", 0
	styles := len(s.Outline.Breaks) > 0
	for k := range s.Outline.Parts {
		part, kind := &s.Outline.Parts[k], s.Kinds[k]
		if part.Section == 0 && !kind.Style {
			styles = false
		}
		if kind.Known && kind.Category == tags.Artist {
			if artists++; artists == 1 {
				first = part.Name
			}
		}
	}
	if styles {
		if d.Body = strings.Trim(text[s.Outline.Breaks[0].End:], " ,\n"); d.Body == "" {
			d.Body = strings.Trim(text[:s.Outline.Breaks[0].Start], " ,\n") // there are styles alone
		}
	}
	switch {
	case artists > 1:
		d.Badge = fmt.Sprintf("%s+%d", view.Clip(view.Clean(first), 11), artists-1)
	case artists == 1:
		d.Badge = first
	case styles && len(s.Outline.Parts) > 0 && s.Outline.Parts[0].Section == 0:
		d.Badge = s.Outline.Parts[0].Text
	default:
		d.Badge = "–"
	}
	return d
}

// previewOf draws an entry whole: its chunks ruled, in its own colours, its
// gauge, the negative and the settings; or what of it differs. Of a large one it
// shows the beginning.
func (p *Page) previewOf(e *view.HistoryEntry, w, h int) []string {
	last := &p.preview
	of := previewOf{e.Positive, e.Negative, e.Settings, prompt.Texts{}, p.comparing, w, h, p.AnalysisVersion}
	if of.comparing {
		of.against = p.Texts()
	}
	if last.made && last.of == of {
		return last.rows
	}
	t := p.Theme
	text := view.Head(e.Positive, desk.LargeText)
	s := p.read(text)
	count, about := s.Count(), e.Kind.Word()
	if len(text) < len(e.Positive) {
		count = "the beginning of " + view.Grouped(len(e.Positive)) + " bytes"
	}
	if when := view.When(e.Time, p.Options.Now()); when != "" && e.Kind != view.Preset {
		about += " " + when
	}
	if e.Name != "" {
		about = view.Clean(e.Name) + " · " + about
	}
	if of.comparing {
		about = "differs: − in your prompt · + in this one"
	}
	out := []string{view.Ruled(t, about, count, w)}
	var foot []string
	if h >= 6 {
		lines, _ := view.Gauges(t, s.Gauges(-1, false, false), "", w, 1)
		foot = append(foot, lines...)
	}
	note := func(sign, text string, most int) {
		for k, row := range view.Wrapped(view.Clean(view.Head(text, desk.LargeText)), w-2, most) {
			if k > 0 {
				sign = " "
			}
			foot = append(foot, t.Dim.Paint(sign+" "+row))
		}
	}
	if e.Negative != "" && !of.comparing {
		note("⊖", "negative: "+e.Negative, max(1, h/6))
	}
	if e.Settings != "" {
		note("⚙", e.Settings, max(1, h/6))
	}
	if n := len(e.Pictures); n > 0 {
		note("▣", view.Plural(n, "picture")+", the last "+e.Pictures[n-1].File, 1)
	}
	room := max(1, h-1-len(foot))
	if of.comparing {
		out = append(out, p.differing(of.against, e, w, room)...)
	} else {
		out = append(out, p.coloured(&s, w, room)...)
	}
	*last = preview{true, of, append(out, foot...)}
	return last.rows
}

// differing draws in at most h rows of w cells what of an entry differs from
// other texts, of large ones at their beginning.
func (p *Page) differing(from prompt.Texts, e *view.HistoryEntry, w, h int) []string {
	words := func(was, now string) []compare.Piece {
		return compare.Words(view.Head(was, desk.LargeText), view.Head(now, desk.LargeText))
	}
	rows := view.Pieces(p.Theme, words(from.Positive, e.Positive), w, h, nil)
	if from.Negative != e.Negative && len(rows)+1 < h {
		pieces := append([]compare.Piece{{Text: "⊖ "}}, words(from.Negative, e.Negative)...)
		rows = append(append(rows, ""), view.Pieces(p.Theme, pieces, w, h-len(rows)-1, nil)...)
	}
	return rows
}

// coloured draws a prompt in its own colours in at most h rows of w cells.
func (p *Page) coloured(s *analysis.Sheet, w, h int) []string {
	e := editor.New(buffer.New(&buffer.History{}, s.Text))
	e.Look = p.Editors[desk.InPrompt].Look
	e.SetStyles(p.Inks(s))
	e.SetRules(p.Rules(s))
	e.SetCuts(s.Borders())
	e.SetSize(w, h)
	e.MoveTo(0, false)
	return e.Lines()[:min(h, e.RowCount())]
}
