package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/compare"
	"tailor/ui/analysis"
	"tailor/ui/editor"
	"tailor/ui/editor/buffer"
	"tailor/ui/view"
)

// historyHead is the row of the screen at which the list of the history
// begins: below the frame's edge and the line to search in.
const historyHead = 2

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

// historyRoom is how many rows the list has.
func (m *Model) historyRoom() int { return m.history.Room(m.lay.H - 4) }

// drawHistory draws the page in w by h cells: the line to search in, the list,
// and below it the selected entry whole, which takes all the room there is.
func (m *Model) drawHistory(w, h int) []string {
	t, p := m.theme, &m.history
	count := ""
	if p.Read {
		count = view.Grouped(len(p.Rows))
	}
	prompt := "› "
	if p.named != nil {
		prompt, count = "name › ", ""
	}
	p.Query.Width = max(1, w-view.Width(prompt)-view.Width(count)-3)
	line := t.Accent.Paint(prompt) + view.Clip(p.Query.View(), w-view.Width(prompt)-view.Width(count)-1)
	out := []string{line + view.Blank(w-view.Width(line)-view.Width(count)) + t.Dim.Paint(count)}
	room := p.Room(h - 1)
	out = append(out, p.Draw(t, w, room, m.o.Now(), m.digest)...)
	if e := p.Entry(); e != nil && h-len(out) >= 3 {
		out = append(out, m.previewOf(e, w, h-len(out))...)
	}
	return out[:min(len(out), h)]
}

// historyKeys are what the footer names.
func (m *Model) historyKeys() []key.Binding {
	k := &m.keys
	if m.history.named != nil {
		return []key.Binding{says(k.Newline, "name it"), says(k.Close, "as it was")}
	}
	e := m.history.Entry()
	keys := []key.Binding{says(k.Newline, "open"), keyed(k.Accept, "tab", "insert")}
	if m.history.comparing {
		keys = append(keys, says(k.Differs, "whole"))
	} else {
		keys = append(keys, says(k.Differs, "differs"))
	}
	if e != nil && e.Kind <= view.Cleared {
		keys = append(keys, says(k.Star, "star"))
	}
	if r := m.history.Rows; m.history.Selected < len(r) && (r[m.history.Selected].Others > 0 || r[m.history.Selected].Inner) {
		keys = append(keys, says(k.Unfold, "unfold"))
	}
	if len(m.history.gone) > 0 {
		keys = append(keys, says(k.Undo, "bring back"))
	}
	return append(keys, says(k.Delete, "forget"), says(k.Rename, "name"), says(k.NextPage, "presets, starred"), says(k.Close, "back"))
}

// digest is what a row of the history shows of a prompt.
func (m *Model) digest(e *view.HistoryEntry) view.Digest {
	s := m.analyst.Alone(e.Positive)
	d := view.Digest{Body: e.Positive, Chunks: len(s.Line.Chunks)}
	if e.Positive == "" {
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
		d.Body = strings.Trim(e.Positive[s.Outline.Breaks[0].End:], " ,\n")
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
// gauge, the negative and the settings; or what of it differs.
func (m *Model) previewOf(e *view.HistoryEntry, w, h int) []string {
	p := &m.history.preview
	of := previewOf{e.Positive, e.Negative, e.Settings, prompt.Texts{}, m.history.comparing, w, h, m.analysisVersion}
	if of.comparing {
		of.against = m.Texts()
	}
	if p.made && p.of == of {
		return p.rows
	}
	t := m.theme
	s := m.analyst.Alone(e.Positive)
	about := e.Kind.Word()
	if when := view.When(e.Time, m.o.Now()); when != "" && e.Kind != view.Preset {
		about += " " + when
	}
	if e.Name != "" {
		about = view.Clean(e.Name) + " · " + about
	}
	if of.comparing {
		about = "− in the prompt at hand alone · + in this one alone"
	}
	out := []string{view.Ruled(t, about, s.Count(), w)}
	var foot []string
	if h >= 6 {
		lines, _ := view.Gauges(t, s.Gauges(-1, false, false), "", w, 1)
		foot = append(foot, lines...)
	}
	note := func(sign, text string, most int) {
		for k, row := range view.Wrapped(view.Clean(text), w-2, most) {
			if k > 0 {
				sign = " "
			}
			foot = append(foot, t.Dim.Paint(sign+" "+row))
		}
	}
	if e.Negative != "" && !of.comparing {
		note("⊖", e.Negative, max(1, h/6))
	}
	if e.Settings != "" {
		note("⚙", e.Settings, 1)
	}
	if n := len(e.Pictures); n > 0 {
		note("▣", view.Plural(n, "picture")+", the last "+e.Pictures[n-1], 1)
	}
	room := max(1, h-1-len(foot))
	var body []string
	if of.comparing {
		pieces := compare.Words(of.against.Positive, e.Positive)
		body = view.Pieces(t, pieces, w, room)
		if of.against.Negative != e.Negative && len(body)+1 < room {
			body = append(body, "")
			body = append(body, view.Pieces(t, append([]compare.Piece{{Text: "⊖ "}}, compare.Words(of.against.Negative, e.Negative)...), w, room-len(body))...)
		}
	} else {
		body = m.coloured(&s, w, room)
	}
	out = append(append(out, body...), foot...)
	*p = preview{true, of, out}
	return out
}

// coloured draws a prompt in its own colours in at most h rows of w cells.
func (m *Model) coloured(s *analysis.Sheet, w, h int) []string {
	e := editor.New(buffer.New(&buffer.History{}, s.Text))
	e.Look = m.editors[inPrompt].Look
	e.SetStyles(m.inks(s))
	e.SetRules(m.rules(s))
	e.SetCuts(s.Borders())
	e.SetSize(w, h)
	e.MoveTo(0, false)
	return e.Lines()[:min(h, e.RowCount())]
}
