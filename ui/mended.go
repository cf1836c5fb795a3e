package ui

import (
	"slices"
	"sort"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/compare"
	"tailor/ui/desk"
	"tailor/ui/theme"
	"tailor/ui/view"
)

// mendedTime is how long what a fix of everything changed is to be seen.
const mendedTime = 2 * time.Second

// mended is what fixing all changed, for as long as it is shown.
type mended struct {
	pieces [2][]compare.Piece // by Focus, nil where nothing changed
	now    prompt.Texts       // the texts that it is shown for
	number int                // of the fix
	shown  bool
}

// mendedOverMsg says that a fix was to be seen long enough.
type mendedOverMsg struct{ Number int }

// mendedPieces are what of two prompts went and what came, by Focus.
func mendedPieces(was, now prompt.Texts) (pieces [2][]compare.Piece) {
	if was.Positive != now.Positive {
		pieces[desk.InPrompt] = compare.Words(was.Positive, now.Positive)
	}
	if was.Negative != now.Negative {
		pieces[desk.InNegative] = compare.Words(was.Negative, now.Negative)
	}
	return pieces
}

// showMended shows for two seconds what became of the texts.
func (m *Model) showMended(pieces [2][]compare.Piece) tea.Cmd {
	m.mended = mended{pieces: pieces, now: m.Texts(), number: m.mended.number + 1, shown: true}
	number := m.mended.number
	return m.Options.After(mendedTime, func(time.Time) tea.Msg { return mendedOverMsg{number} })
}

// drawMended draws in a prompt's place what went and what came, nil where that
// is not to be seen now.
func (m *Model) drawMended(p desk.Focus, w, h int) []string {
	if !m.mended.shown || m.mended.pieces[p] == nil || m.Texts() != m.mended.now {
		return nil
	}
	pieces, ink := m.mended.pieces[p], m.inkAt(p)
	if from := leadBefore(pieces, w, h); from > 0 {
		const cut = "… "
		pieces = slices.Clone(pieces)
		pieces[0].Text = cut + pieces[0].Text[from:]
		whole := ink
		ink = func(at int) theme.Ink { return whole(at - len(cut) + from) }
	}
	rows := view.Pieces(m.Theme, pieces, w, h, ink)
	for len(rows) < h {
		rows = append(rows, "")
	}
	for k := range rows {
		rows[k] = view.Fill(rows[k], w)
	}
	return rows
}

// leadBefore returns how many bytes of what stands before the first change are left
// out, so that the change is in sight in h rows of w cells: 0 where all fits.
func leadBefore(pieces []compare.Piece, w, h int) int {
	size := 0
	for _, p := range pieces {
		size += len(p.Text)
	}
	lead, kept := pieces[0], w*h/3
	if lead.Op != compare.Same || size <= w*h/2 || len(lead.Text) <= kept {
		return 0
	}
	from := len(lead.Text) - kept
	return from + strings.IndexByte(lead.Text[from:], ' ') + 1
}

// inkAt returns what a prompt's tags are painted with, by an offset in it.
func (m *Model) inkAt(p desk.Focus) func(int) theme.Ink {
	s := &m.Analysis.Positive
	if p == desk.InNegative {
		s = &m.Analysis.Negative
	}
	parts := s.Outline.Parts
	return func(at int) theme.Ink {
		k := sort.Search(len(parts), func(k int) bool { return parts[k].Core.End > at })
		if k < len(parts) && parts[k].Outer.Start <= at && s.Kinds[k].Known {
			return m.Theme.Category(s.Kinds[k].Category)
		}
		return m.Theme.Text
	}
}
