package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint"
	"tailor/ui/analysis"
	"tailor/ui/theme"
	"tailor/ui/view"
)

// resize gives the screen another size.
func (m *Model) resize(w, h int) {
	m.lay.W, m.lay.H = w, h
	m.relayout()
}

// relayout lays the screen out for its size and contents, and tells every part
// its own. It is called when one of them changes, not while drawing.
func (m *Model) relayout() {
	w, h := m.lay.W, m.lay.H
	gaugeRows := 1
	shown := &m.analysis.Positive
	if m.text() == inNegative {
		shown = &m.analysis.Negative
	}
	if n := len(shown.Line.Chunks); n > 2 {
		gaugeRows = (n*28 + w - 1) / max(1, w)
	}
	want := view.Needs{
		NegativeRows: m.editors[inNegative].RowCount(),
		GaugeRows:    gaugeRows,
		InNegative:   m.text() == inNegative,
		NoColumn:     m.column.page() == nil,
		Column:       m.at == inColumn || m.column.open,
		HalfColumn:   m.column.page() == columnPage(m.pictures),
		Progress:     m.making.running,
	}
	m.lay = view.Arrange(w, h, want)
	for k, a := range []view.Area{m.lay.Prompt, m.lay.Negative} {
		e := m.editors[k]
		if a.W > 0 && a.H > 0 {
			e.SetSize(a.W, a.H)
		}
		if m.at == focus(k) && m.page == noPage {
			e.Focus()
		} else if e.Focused() {
			e.Blur()
		}
	}
	m.editors[inPrompt].Placeholder = "a tag, an artist, a sentence …"
	m.editors[inNegative].Placeholder = "nothing is needed here"
	if d := m.o.Profile.Negative.Default; len(d) > 0 {
		m.editors[inNegative].Placeholder = view.Clean(strings.Join(d, ", ")) + " is all it needs"
	}
	m.restyle()
	m.toggles.scroll()
	m.help.Width, m.help.Height = max(0, w-4), max(0, h-2)
	m.history.Query.Width = max(1, w-8)
}

// restyle gives the editors the colours, rules and marks of what was seen.
func (m *Model) restyle() {
	m.filterFaults()
	if m.behind.stale {
		return // what there is moves with what is typed
	}
	for k, s := range []*analysis.Sheet{&m.analysis.Positive, &m.analysis.Negative} {
		e := m.editors[k]
		e.SetStyles(m.styles(s, k == int(inNegative)))
		e.SetRules(m.rules(s))
		e.SetCuts(s.Borders())
	}
}

// draw draws the screen as the terminal's font has it.
func (m *Model) draw() {
	m.drawParts()
	m.throttle.screen = m.theme.Shown(m.throttle.screen)
}

// drawParts joins the parts into the screen.
func (m *Model) drawParts() {
	m.throttle.dirty = false
	m.throttle.count++
	w, h := m.lay.W, m.lay.H
	if m.lay.Tiny {
		m.throttle.show(view.Tiny(w, h))
		return
	}
	if m.page != noPage && m.page != palettePage {
		lines := m.drawPage(w, h)
		for k := range lines {
			lines[k] = view.Pinned(lines[k], 0)
		}
		m.throttle.show(lines...)
		return
	}
	lines := make([]string, 0, h)
	if m.lay.Header.H > 0 {
		lines = append(lines, m.drawHeader(w))
	}
	lines = append(lines, m.drawBox()...)
	lines = append(lines, m.drawGauges()...)
	if m.lay.Progress.H > 0 {
		lines = append(lines, m.drawProgress(w))
	}
	lines = append(lines, m.drawFooter(w)...)
	if p := m.lay.Prompt; m.empty() && p.H >= 4 {
		view.Overlay(lines, p.X, p.Y+2, m.drawStart(p.W, p.H-2))
	}
	if p := m.lay.Column; m.lay.Floating {
		view.Overlay(lines, p.X, p.Y, m.drawColumn())
	}
	if a := m.popupArea(); a.H > 0 {
		m.popup.Fit(a)
		view.Overlay(lines, a.X, a.Y, m.popup.Draw(m.theme, a))
	}
	if m.page == palettePage {
		m.drawPalette(lines)
		m.throttle.show(lines...)
		return
	}
	m.throttle.show(lines...)
	if row, col, shown := m.editors[m.text()].CursorCell(); shown && m.at != inColumn {
		a := m.lay.Prompt
		if m.at == inNegative {
			a = m.lay.Negative
		}
		m.throttle.caret = caret{a.X + col, a.Y + row, a.H > 0}
	}
}

func (m *Model) drawHeader(w int) string {
	note := "no list"
	switch c := m.lists.Catalogue; {
	case m.autosave.unkept != "":
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
	return view.Header(m.theme, view.Clean(m.o.Profile.Name), view.Clean(string(m.o.Model)), note, w)
}

// drawBox draws the frame with both prompts, and the right column beside it.
func (m *Model) drawBox() []string {
	t, b := m.theme, m.lay.Box
	ink := func(p focus) theme.Ink {
		if m.at == p {
			return t.Focus
		}
		return t.Border
	}
	upper := inPrompt
	title := "prompt"
	if m.lay.Prompt.H == 0 {
		upper, title = inNegative, "negative"
	}
	out := make([]string, 0, b.H)
	out = append(out, view.Edge('╭', '╮', b.W, ink(upper), m.title(title, upper), m.scrollNote(upper)))
	side := func(p focus, rows []string) {
		bar := ink(p).Paint("│")
		if fixed := m.drawMended(p, b.W-4, len(rows)); fixed != nil {
			rows = fixed
		}
		for _, row := range rows {
			out = append(out, view.Sided(bar, row, b.W))
		}
	}
	side(upper, m.editors[upper].Lines())
	if m.lay.Rule > 0 {
		rule := ink(inNegative)
		if m.at == inPrompt {
			rule = ink(inPrompt)
		}
		out = append(out, view.Edge('├', '┤', b.W, rule, m.title("negative", inNegative), m.scrollNote(inNegative)))
		side(inNegative, m.editors[inNegative].Lines())
	}
	last := upper
	if m.lay.Rule > 0 {
		last = inNegative
	}
	if a := m.lay.Settings; a.H > 0 {
		out = append(out, view.Edge('├', '┤', b.W, ink(last), m.theme.Dim.Paint("settings"), m.theme.Dim.Paint(m.keys.Settings.Help().Key)))
		bar := ink(last).Paint("│")
		out = append(out, bar+" "+m.drawSettings(a.W)+" "+bar)
	}
	out = append(out, view.Edge('╰', '╯', b.W, ink(last), "", ""))
	if m.lay.Column.H > 0 && !m.lay.Floating {
		for k, row := range m.drawColumn() {
			out[k] += view.Pinned(row, b.W)
		}
	}
	return out
}

func (m *Model) title(name string, p focus) string {
	if m.at == p {
		return m.theme.Title.Paint(name)
	}
	return m.theme.Dim.Paint(name)
}

// scrollNote stands in the upper edge of a prompt: how many rows are out of
// sight, and for the negative prompt its counter.
func (m *Model) scrollNote(p focus) string {
	t := m.theme
	first, last, total := m.editors[p].Shown()
	var parts []string
	if first > 0 {
		parts = append(parts, fmt.Sprintf("%d above", first))
	}
	if last < total {
		parts = append(parts, fmt.Sprintf("%d below", total-last))
	}
	if p == inNegative {
		parts = append(parts, m.analysis.Negative.Count())
	}
	return t.Dim.Paint(strings.Join(parts, " · "))
}

func (m *Model) drawGauges() []string {
	s := &m.analysis.Positive
	in := m.text()
	if in == inNegative {
		s = &m.analysis.Negative
	}
	gauges := m.gaugesOf(in)
	left := ""
	for _, g := range gauges {
		if g.Current {
			left = fmt.Sprintf("%2d left · ", max(0, prompt.ChunkSize-g.Tokens))
		}
	}
	total := left + s.Count()
	a := m.lay.Gauge
	lines, places := view.Gauges(m.theme, gauges, total, a.W, a.H)
	for k := range places {
		places[k].Y += a.Y
	}
	m.gauges = places
	return lines
}

// saying is what the footer says now: what just happened, else the diagnosis
// that the cursor stands in, else the gravest. Hints are only said where the
// cursor stands in them: advice that one did not ask for is noise.
func (m *Model) saying() view.Status {
	if m.status.Text != "" {
		return m.status
	}
	if m.autosave.unkept != "" {
		return view.Status{Text: m.autosave.unkept, Level: view.Failure}
	}
	if m.popup.Open && m.peeked != "" {
		return view.Status{Text: m.peeked, Level: view.Hint}
	}
	if m.o.LeftDraft != nil && m.o.LeftDraft.Finished && m.empty() {
		return view.Status{Text: "Enter takes your last prompt up again; it stays in ctrl+p.", Level: view.Quiet}
	}
	if m.o.LeftDraft != nil && m.empty() {
		return view.Status{Text: "A draft was left behind: enter takes it up again, and it stays in ctrl+p until then.", Level: view.Hint}
	}
	if m.search.waiting {
		return view.Status{Text: "The lists are being read …", Level: view.Quiet}
	}
	f := m.fault()
	if f == nil {
		return view.Status{}
	}
	r := view.Status{Text: f.Message, Level: severity(f)}
	in := m.text()
	if n := analysis.Graver(m.shown) - 1; n > 0 && analysis.FaultAt(m.shown, m.editors[in].Cursor(), in == inNegative) == nil {
		r.Text = fmt.Sprintf("%s (%d more)", r.Text, n)
	}
	return r
}

func severity(f *lint.Diagnostic) view.Level {
	switch f.Severity {
	case lint.Error:
		return view.Failure
	case lint.Warning:
		return view.Warning
	}
	return view.Hint
}

// keysNow are the keys that matter most at this moment.
func (m *Model) keysNow() []key.Binding {
	k := &m.keys
	help := says(k.Help, "keys")
	switch {
	case m.popup.Open:
		return []key.Binding{says(k.Accept, "accept"), keyed(k.Up, "↑↓", "choose"), says(k.Close, "close"), help}
	case m.at == inColumn:
		if p := m.column.page(); p != nil {
			return p.keys()
		}
		return []key.Binding{help}
	case m.o.LeftDraft != nil && m.empty():
		return []key.Binding{says(k.Newline, "take up the draft"), says(k.History, "history"), help}
	case m.empty():
		return []key.Binding{says(k.History, "history"), says(k.Toggles, "toggles"), says(k.Negative, "negative"), help}
	case m.anyFixable():
		keys := []key.Binding{says(k.Copy, "copy"), says(k.Fix, "fix"), says(k.FixAll, "fix all"), help}
		if f := m.fault(); f == nil || !f.Fixable() {
			keys = slices.Delete(keys, 1, 2)
		}
		return keys
	}
	return []key.Binding{says(k.Copy, "copy"), says(k.Toggles, "toggles"), says(k.Negative, "negative"), help}
}

// popupArea is where the popup stands on the screen, empty while it is shut.
func (m *Model) popupArea() view.Area {
	if !m.popup.Open {
		return view.Area{}
	}
	in := m.text()
	box := m.lay.Prompt
	if in == inNegative {
		box = m.lay.Negative
	}
	e := m.editors[in]
	row, col, shown := e.CursorCell()
	if !shown {
		return view.Area{}
	}
	if startRow, startCol, ok := e.CellOf(m.popup.Span.Start); ok && startRow == row {
		col = startCol
	}
	return m.popup.Place(box.X+col, box.Y+row, m.lay.Box, m.lay.H)
}
