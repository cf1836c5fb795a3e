package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint"
	"tailor/ui/view"
)

// chunksPage is the page of the right column with the chunks of the prompt
// that is being written: the name, fill and tags of each, and what is wrong
// with it.
type chunksPage struct {
	m *Model
	view.Chunks
	drawn chunksDrawn
}

// chunksDrawn is what the page was drawn of last.
type chunksDrawn struct {
	in               focus
	analysis, cursor int
	typing, made     bool
}

func newChunksPage(m *Model) *chunksPage { return &chunksPage{m: m} }

func (p *chunksPage) name() string { return "chunks" }

func (p *chunksPage) shown() bool { return true }

// update takes the chunks of the prompt as it is now, where it is another.
func (p *chunksPage) update() {
	m := p.m
	in := m.text()
	of := chunksDrawn{in, m.analysisVersion, m.editors[in].Cursor(), m.typing, true}
	if p.drawn == of {
		return
	}
	p.drawn = of
	s := m.sheet()
	p.All = p.All[:0]
	for k, g := range m.gaugesOf(in) {
		c := &s.Line.Chunks[k]
		one := view.Chunk{Gauge: g}
		var names []string
		for i := range s.Outline.Parts {
			if part := &s.Outline.Parts[i]; part.Core.Start >= c.Start && part.Core.Start < c.End {
				names = append(names, view.Clean(part.Text))
			}
		}
		one.Text = strings.Join(names, ", ")
		if f := m.chunkFault(k, in); f != nil {
			one.Wrong, one.Fixable = view.Clean(f.Message), f.Fixable()
		}
		if g.Cut {
			one.Cut = cutAt(s.Text, s.Outline.Parts, s.Line.Chunks[k].End)
		}
		p.All = append(p.All, one)
	}
	if m.at != inColumn {
		for k := range p.All {
			if p.All[k].Current {
				p.Selected = k
			}
		}
	}
	p.Selected = view.Between(p.Selected, 0, max(0, len(p.All)-1))
}

// cutAt says what the web UI's cut at a place divides.
func cutAt(text string, parts []prompt.Part, at int) string {
	before, behind := "", ""
	for i := range parts {
		p := &parts[i]
		switch {
		case p.Core.Start < at && p.Core.End > at:
			return "cuts " + view.Clean(p.Text)
		case p.Core.End <= at:
			before = p.Text
		case behind == "":
			behind = p.Text
		}
	}
	return view.Clean(before) + " ┊ " + view.Clean(behind)
}

func (p *chunksPage) draw(w, h int) view.Page {
	p.update()
	return p.Draw(p.m.theme, w, h, p.m.at == inColumn, p.m.keys.Fix.Help().Key)
}

func (p *chunksPage) key(msg tea.KeyMsg) (tea.Cmd, bool) {
	k := &p.m.keys
	switch {
	case key.Matches(msg, k.Up):
		p.Selected = max(0, p.Selected-1)
	case key.Matches(msg, k.Down):
		p.Selected = min(len(p.All)-1, p.Selected+1)
	case key.Matches(msg, k.Newline):
		p.m.jump(p.Selected)
	default:
		return nil, false
	}
	return nil, true
}

func (p *chunksPage) press(row, _ int) tea.Cmd {
	if k, ok := p.At(row); ok {
		p.Selected = k
		p.m.jump(k)
	}
	return nil
}

func (p *chunksPage) wheel(n int) { p.Wheel(n * wheelRows) }

func (p *chunksPage) keys() []key.Binding {
	k := &p.m.keys
	keys := []key.Binding{says(k.Newline, "go there")}
	if p.Selected < len(p.All) && p.All[p.Selected].Fixable {
		keys = append(keys, says(k.Fix, "fix"))
	}
	return append(keys, says(k.Close, "back"), says(k.Help, "keys"))
}

// gaugesOf are the gauges of a prompt, those marked with which something is
// wrong.
func (m *Model) gaugesOf(in focus) []view.Gauge {
	s := &m.analysis.Positive
	if in == inNegative {
		s = &m.analysis.Negative
	}
	gauges := s.Gauges(m.editors[in].Cursor(), true, m.typing)
	for k := range gauges {
		gauges[k].Wrong = m.chunkFault(k, in) != nil
	}
	return gauges
}

// chunkFault is what is wrong with a chunk of a prompt as such, nil for
// nothing. It is not said of the word that is being typed, see filterFaults.
func (m *Model) chunkFault(chunk int, in focus) *lint.Diagnostic {
	s := &m.analysis.Positive
	if in == inNegative {
		s = &m.analysis.Negative
	}
	for k := range m.shown {
		f := &m.shown[k]
		if f.Negative != (in == inNegative) || f.Rule != lint.ChunkWaste && f.Rule != lint.TagSplit {
			continue
		}
		if c := &s.Line.Chunks[chunk]; f.Start >= c.Start && f.Start < max(c.End, c.Break.End) {
			return f
		}
	}
	return nil
}

// cursorChunk is the chunk that the cursor of a prompt stands in.
func (m *Model) cursorChunk(in focus) int {
	for k, g := range m.gaugesOf(in) {
		if g.Current {
			return k
		}
	}
	return 0
}
