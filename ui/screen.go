package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint"
	"tailor/ui/analysis"
	"tailor/ui/column"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/theme"
	"tailor/ui/view"
)

// resize gives the screen another size.
func (m *Model) resize(w, h int) {
	m.Lay.W, m.Lay.H = w, h
	m.Relayout()
}

// Relayout lays the screen out for its size and contents, and tells every part
// its own. It is called when one of them changes, not while drawing.
func (m *Model) Relayout() {
	m.FilterFaults()
	w, h := m.Lay.W, m.Lay.H
	gaugeRows := 1
	if n := len(m.Sheet().Line.Chunks); n > 2 {
		gaugeRows = (n*28 + w - 1) / max(1, w)
	}
	want := view.Needs{
		NegativeRows: m.Editors[desk.InNegative].RowCount(),
		GaugeRows:    gaugeRows,
		InNegative:   m.Writing() == desk.InNegative,
		NoColumn:     m.column.Current() == nil,
		Column:       m.At == desk.InColumn || m.column.Asked,
		HalfColumn:   m.column.Current() == column.Page(m.pictures.Pane),
		Progress:     m.pictures.Running(),
		FooterRows:   m.footerRows(),
	}
	m.footer = want.FooterRows
	m.Lay = view.Arrange(w, h, want)
	for k, a := range m.areas() {
		e := m.Editors[k]
		if a.W > 0 && a.H > 0 {
			e.SetSize(a.W, a.H)
		}
		if m.At == desk.Focus(k) && m.Page == desk.NoPage {
			e.Focus()
		} else if e.Focused() {
			e.Blur()
		}
	}
	m.Editors[desk.InPrompt].Placeholder = "a tag, an artist, a sentence …"
	m.Editors[desk.InNegative].Placeholder = "nothing is needed here"
	if d := m.Options.Profile.Negative.Default; len(d) > 0 {
		how := m.Keys.Negative.Help().Key
		if m.At == desk.InNegative {
			how = "tab lists it"
		}
		m.Editors[desk.InNegative].Placeholder = fmt.Sprintf("empty (%s): %s is all it needs", how, view.Clean(strings.Join(d, ", ")))
	}
	m.restyle()
	m.toggles.Rescroll()
	m.help.Width, m.help.Height = max(0, w-4), max(0, h-2)
}

// areas are those of the prompts, by Focus.
func (m *Model) areas() [2]view.Area { return [2]view.Area{m.Lay.Prompt, m.Lay.Negative} }

// footerRows takes what the footer says now, and returns how many rows it would
// have: more than two where that is long, and no list is open that would move.
func (m *Model) footerRows() int {
	if m.said = m.saying(); m.Popup.Open || m.hesitates {
		return m.footer
	}
	return view.FooterRows(m.Theme, m.said, m.Lay.W)
}

// restyle gives the editors the colours, rules and marks of what was seen.
func (m *Model) restyle() {
	if m.Stale() {
		return // what there is moves with what is typed
	}
	for k, s := range []*analysis.Sheet{&m.Analysis.Positive, &m.Analysis.Negative} {
		e := m.Editors[k]
		e.SetStyles(m.Styles(s, k == int(desk.InNegative)))
		e.SetRules(m.Rules(s))
		e.SetCuts(s.Borders())
	}
}

// draw draws the screen as the terminal's font has it.
func (m *Model) draw() {
	m.drawParts()
	m.throttle.screen = m.Theme.Shown(m.throttle.screen)
}

// drawParts joins the parts into the screen.
func (m *Model) drawParts() {
	m.throttle.dirty = false
	m.throttle.count++
	w, h := m.Lay.W, m.Lay.H
	if m.Lay.Tiny {
		m.throttle.show(view.Tiny(w, h))
		return
	}
	if m.Page != desk.NoPage && m.Page != desk.PalettePage {
		lines := m.drawPage(w, h)
		for k := range lines {
			lines[k] = view.Pinned(lines[k], 0)
		}
		m.throttle.show(lines...)
		return
	}
	lines := make([]string, 0, h)
	if m.Lay.Header.H > 0 {
		lines = append(lines, m.drawHeader(w))
	}
	lines = append(lines, m.drawBox()...)
	lines = append(lines, m.drawGauges()...)
	if m.Lay.Progress.H > 0 {
		lines = append(lines, m.pictures.DrawProgress(w))
	}
	lines = append(lines, m.drawFooter(w)...)
	if p := m.Lay.Prompt; m.Empty() && p.H >= 4 {
		view.Overlay(lines, p.X, p.Y+2, m.drawStart(p.W, p.H-2))
	}
	if p := m.Lay.Column; m.Lay.Floating {
		view.Overlay(lines, p.X, p.Y, m.column.Draw())
	}
	if a := m.popupArea(); a.H > 0 {
		m.Popup.Fit(a)
		view.Overlay(lines, a.X, a.Y, m.Popup.Draw(m.Theme, a))
	}
	if m.Page == desk.PalettePage {
		m.palette.Draw(lines)
	}
	m.throttle.show(lines...)
	if row, col, shown := m.Editors[m.Writing()].CursorCell(); shown && m.Page == desk.NoPage && m.At != desk.InColumn && !m.Popup.Filtering {
		a := m.areas()[m.At]
		m.throttle.caret = caret{a.X + col, a.Y + row, a.H > 0}
	}
}

func (m *Model) drawHeader(w int) string {
	note := "no list"
	switch c := m.Lists.Catalogue; {
	case m.Autosave.Unkept() != "":
		note = "not saved"
	case m.updating != "":
		note = view.Clean(m.updating)
	case c != nil && m.loading:
		note = "reading the lists again …"
	case m.loading:
		note = "reading the lists …"
	case c != nil:
		note = fmt.Sprintf("%s tags · %s artists", view.Grouped(c.Len()), view.Grouped(c.CountBy(tags.Artist)))
	}
	return view.Header(m.Theme, view.Clean(m.Options.Profile.Name), view.Clean(string(m.Options.Model)), note, w)
}

// drawBox draws the frame with both prompts, and the right column beside it.
func (m *Model) drawBox() []string {
	t, b := m.Theme, m.Lay.Box
	ink := func(p desk.Focus) theme.Ink {
		if m.At == p {
			return t.Focus
		}
		return t.Border
	}
	out := make([]string, 0, b.H)
	box := func(left, right rune, edge theme.Ink, p desk.Focus) {
		title := t.Dim
		if m.At == p {
			title = t.Title
		}
		out = append(out, view.Edge(left, right, b.W, edge, title.Paint([]string{"prompt", "negative"}[p]), m.scrollNote(p)))
		rows := m.Editors[p].Lines()
		if fixed := m.drawMended(p, b.W-4, len(rows)); fixed != nil {
			rows = fixed
		}
		for _, row := range rows {
			out = append(out, view.Sided(ink(p).Paint("│"), row, b.W))
		}
	}
	last := promptOf(m.Lay.Prompt.H == 0)
	box('╭', '╮', ink(last), last)
	if m.Lay.Rule > 0 {
		last = desk.InNegative
		box('├', '┤', ink(min(m.At, last)), last) // the edge of whichever has the keys
	}
	edge := ink(last)
	if a := m.Lay.Settings; a.H > 0 {
		out = append(out, view.Edge('├', '┤', b.W, edge, t.Dim.Paint("settings"), t.Dim.Paint(m.Keys.Settings.Help().Key)))
		edge = t.Border
		bar := edge.Paint("│")
		out = append(out, bar+" "+m.pictures.DrawSettings(a.W)+" "+bar)
	}
	out = append(out, view.Edge('╰', '╯', b.W, edge, "", ""))
	if m.Lay.Column.H > 0 && !m.Lay.Floating {
		for k, row := range m.column.Draw() {
			out[k] += view.Pinned(row, b.W)
		}
	}
	return out
}

// scrollNote stands in the upper edge of a prompt: how many rows are out of
// sight, and for the negative prompt its counter.
func (m *Model) scrollNote(p desk.Focus) string {
	t := m.Theme
	first, last, total := m.Editors[p].Shown()
	var parts []string
	if first > 0 {
		parts = append(parts, fmt.Sprintf("%d above", first))
	}
	if last < total {
		parts = append(parts, fmt.Sprintf("%d below", total-last))
	}
	if p == desk.InNegative {
		parts = append(parts, m.Analysis.Negative.Count())
	}
	return t.Dim.Paint(strings.Join(parts, " · "))
}

func (m *Model) drawGauges() []string {
	s := m.Sheet()
	gauges := m.GaugesOf(m.Writing())
	left, filled := "", ""
	for k, g := range gauges {
		switch {
		case g.Tokens == 0:
		case g.Tokens < prompt.ChunkSize && s.Counter.Count == s.Counter.Max:
			filled = " by BREAK" // which counts to the chunk's end: there is room left
		default:
			filled = ""
		}
		switch {
		case g.Current && k > 0 && g.Tokens == 0:
			left = "empty · " // A1111's counter does not count it yet
		case g.Current:
			left = fmt.Sprintf("%2d left · ", max(0, prompt.ChunkSize-g.Tokens))
		}
	}
	a := m.Lay.Gauge
	lines, places := view.Gauges(m.Theme, gauges, left+s.Count()+filled, a.W, a.H)
	for k := range places {
		places[k].Y += a.Y
	}
	m.gauges = places
	return lines
}

// startSays is from how many rows of the prompt on the start says there that a
// draft was left behind.
const startSays = 8

// saying is what the footer says now: what just happened, else the diagnosis
// that the cursor stands in, else the gravest. Hints are only said where the
// cursor stands in them: advice that one did not ask for is noise.
func (m *Model) saying() view.Status {
	cut, left := "", m.leftDraft()
	if m.Popup.Open {
		cut = m.Popup.Cut(m.popupArea())
	}
	f := m.fault()
	switch {
	case m.Status.Text != "":
		return m.Status
	case m.working.says != "":
		return view.Status{Text: m.working.says, Level: view.Quiet}
	case m.Autosave.Unkept() != "":
		return view.Status{Text: m.Autosave.Unkept(), Level: view.Failure}
	case m.Popup.Open && m.peeked != "":
		return view.Status{Text: m.peeked, Level: view.Hint}
	case cut != "":
		return view.Status{Text: "writes " + cut, Level: view.Hint}
	case left != nil && m.Lay.Prompt.H < startSays && left.Finished:
		return view.Status{Text: "Enter takes your last prompt up again; it stays in ctrl+p.", Level: view.Quiet}
	case left != nil && m.Lay.Prompt.H < startSays:
		return view.Status{Text: "A draft was left behind: enter takes it up again, and it stays in ctrl+p until then.", Level: view.Hint}
	case m.search.unset != "":
		return view.Status{Text: m.search.unset, Level: view.Quiet}
	case desk.IsHuge(m.Texts()):
		return view.Status{Text: hugeSays, Level: view.Warning}
	case m.search.waiting:
		return view.Status{Text: "The lists are being read …", Level: view.Quiet}
	case f == nil:
		return view.Status{}
	}
	text, n := f.Message, analysis.Graver(m.Shown)
	if f.Severity > lint.Hint {
		n--
	}
	if n > 0 {
		text = fmt.Sprintf("%s (%d more)", text, n)
	}
	return view.Status{Text: text, Level: map[lint.Severity]view.Level{lint.Error: view.Failure, lint.Warning: view.Warning, lint.Hint: view.Hint}[f.Severity]}
}

// drawFooter draws the footer, which names many keys where somebody hesitates.
func (m *Model) drawFooter(w int) []string {
	rows := 1 + m.Lay.Keys.Y - m.Lay.Message.Y
	if m.hesitates {
		k := &m.Keys
		return view.KeyRows(m.Theme, []key.Binding{
			keymap.Says(k.Copy, "copy"), keymap.Says(k.CopyAll, "copy all"), keymap.Says(k.History, "history"), keymap.Says(k.New, "new"), keymap.Says(k.SavePreset, "preset"),
			keymap.Says(k.Negative, "negative"), keymap.Says(k.Toggles, "toggles"), keymap.Says(k.Chunks, "chunks"), keymap.Says(k.NextPage, "next page"),
			keymap.Says(k.Fix, "fix"), keymap.Says(k.FixAll, "fix all"), keymap.Says(k.NextFault, "next fault"), keymap.As(k.Heavier, "alt+↑↓", "weight"), keymap.As(k.MoveLeft, "alt+←→", "move"),
			keymap.Says(k.Settings, "settings"), keymap.Says(k.Generate, "picture"), keymap.Says(k.Model, "model"), keymap.Says(k.Quit, "quit"),
			keymap.Says(k.Palette, "everything"), keymap.Says(k.Help, "keys"),
		}, w, rows)
	}
	return view.Footer(m.Theme, m.said, m.keysNow(), w, rows)
}

// keysNow are the keys that matter most at this moment.
func (m *Model) keysNow() []key.Binding {
	k := &m.Keys
	help, other := keymap.Says(k.Help, "keys"), keymap.Says(k.Negative, "negative")
	if m.At == desk.InNegative {
		other = keymap.Says(k.Negative, "prompt")
	}
	f := m.fault()
	fixable := f != nil && f.Fixable()
	switch {
	case m.Page == desk.PalettePage:
		return []key.Binding{keymap.Says(k.Newline, "do it"), keymap.As(k.Up, "↑↓", "choose"), keymap.Says(k.Close, "back")}
	case m.Popup.Open:
		return []key.Binding{keymap.Says(k.Accept, "accept"), keymap.As(k.Up, "↑↓", "choose"), keymap.Says(k.Close, "close"), help}
	case m.At == desk.InColumn:
		if p := m.column.Current(); p != nil {
			return p.Hints()
		}
		return []key.Binding{help}
	case m.leftDraft() != nil:
		return []key.Binding{keymap.Says(k.Newline, "take up the draft"), keymap.Says(k.History, "history"), help}
	case m.Empty():
		return []key.Binding{keymap.Says(k.History, "history"), keymap.Says(k.Toggles, "toggles"), other, help}
	// What is said of a fault leaves little room: its keys come first.
	case fixable && m.anyFixable():
		return []key.Binding{keymap.Says(k.Fix, "fix"), keymap.Says(k.FixAll, "fix all"), keymap.Says(k.Copy, "copy"), help}
	case m.anyFixable():
		return []key.Binding{keymap.Says(k.FixAll, "fix all"), keymap.Says(k.Copy, "copy"), help}
	case fixable:
		return []key.Binding{keymap.Says(k.Fix, "fix"), keymap.Says(k.Copy, "copy"), other, help}
	}
	return []key.Binding{keymap.Says(k.Copy, "copy"), keymap.Says(k.Toggles, "toggles"), other, help}
}

// popupArea is where the popup stands on the screen, empty while it is shut.
func (m *Model) popupArea() view.Area {
	if !m.Popup.Open {
		return view.Area{}
	}
	e, box := m.Editors[m.Writing()], m.areas()[m.Writing()]
	row, col, shown := e.CursorCell()
	if !shown {
		return view.Area{}
	}
	if startRow, startCol, ok := e.CellOf(m.Popup.Span.Start); ok && startRow == row {
		col = startCol
	}
	return m.Popup.Place(box.X+col, box.Y+row, m.Lay.Rule, m.Lay.Box, m.Lay.H)
}
