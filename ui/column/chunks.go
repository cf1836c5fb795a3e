package column

import (
	"slices"
	"sort"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/each"
	"tailor/tags/prompt"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// ChunksPage is the page of the right column with the chunks of the prompt
// that is being written: the name, fill and tags of each, and what is wrong
// with it.
type ChunksPage struct {
	d *desk.Desk
	view.Chunks
	drawn chunksDrawn
}

// chunksDrawn is what the page was drawn of last.
type chunksDrawn struct {
	in               desk.Focus
	analysis, cursor int
	typing, made     bool
}

// NewChunks makes the page.
func NewChunks(d *desk.Desk) *ChunksPage { return &ChunksPage{d: d} }

// Name is the word in the frame.
func (p *ChunksPage) Name() string { return "chunks" }

// Shown reports whether there is anything to show.
func (p *ChunksPage) Shown() bool { return true }

// update takes the chunks of the prompt as it is now, where it is another.
func (p *ChunksPage) update() {
	d := p.d
	in := d.Writing()
	of := chunksDrawn{in, d.AnalysisVersion, d.Editors[in].Cursor(), d.Typing, true}
	if p.drawn == of {
		return
	}
	p.drawn = of
	s := d.Sheet()
	parts := s.Outline.Parts
	p.All = p.All[:0]
	for k, g := range d.GaugesOf(in) {
		c := &s.Line.Chunks[k]
		from := func(at int) int {
			return sort.Search(len(parts), func(i int) bool { return parts[i].Core.Start >= at })
		}
		texts := each.Of(parts[from(c.Start):from(c.End)], func(p prompt.Part) string { return view.Clean(p.Text) })
		one := view.Chunk{Gauge: g, Text: strings.Join(texts, ", ")}
		if f := d.ChunkFault(k, in); f != nil {
			one.Wrong, one.Fixable = view.Clean(f.Message), f.Fixable()
		}
		if g.Cut {
			one.Cut = cutAt(parts, c.End)
		}
		p.All = append(p.All, one)
	}
	if k := slices.IndexFunc(p.All, func(c view.Chunk) bool { return c.Current }); k >= 0 && d.At != desk.InColumn {
		p.Selected = k
	}
	p.Selected = view.Between(p.Selected, 0, max(0, len(p.All)-1))
}

// cutAt says what the web UI's cut at a place divides.
func cutAt(parts []prompt.Part, at int) string {
	before, behind := "", ""
	k := sort.Search(len(parts), func(k int) bool { return parts[k].Core.End > at })
	if k > 0 {
		before = parts[k-1].Text
	}
	if k < len(parts) {
		if behind = parts[k].Text; parts[k].Core.Start < at {
			return "cuts " + shown(behind)
		}
	}
	return shown(before) + " ┊ " + shown(behind)
}

// shown is what may be seen in a row of a word that may have megabytes and be
// cut a thousand times.
func shown(word string) string { return view.Clean(view.Head(word, 1<<10)) }

// Draw draws the page in w by h cells.
func (p *ChunksPage) Draw(w, h int) view.Page {
	p.update()
	return p.Chunks.Draw(p.d.Theme, w, h, p.d.At == desk.InColumn, p.d.Keys.Fix.Help().Key)
}

// Key handles a key of the page.
func (p *ChunksPage) Key(msg tea.KeyMsg) (tea.Cmd, bool) {
	k := &p.d.Keys
	switch steps := k.Steps(msg, 0); {
	case steps != 0:
		p.Selected = view.Between(p.Selected+steps, 0, len(p.All)-1)
	case key.Matches(msg, k.Newline):
		p.d.Jump(p.Selected)
	default:
		return nil, false
	}
	return nil, true
}

// Press is a click on a cell of the page.
func (p *ChunksPage) Press(row, _ int) tea.Cmd {
	if k, ok := p.At(row); ok {
		p.Selected = k
		p.d.Jump(k)
	}
	return nil
}

// Wheel scrolls by n notches.
func (p *ChunksPage) Wheel(n int) { p.Chunks.Wheel(n * desk.WheelRows) }

// Hints are what the footer names.
func (p *ChunksPage) Hints() []key.Binding {
	k := &p.d.Keys
	keys := []key.Binding{keymap.Says(k.Newline, "go there")}
	if p.Selected < len(p.All) && p.All[p.Selected].Fixable {
		keys = append(keys, keymap.Says(k.Fix, "fix"))
	}
	return append(keys, keymap.Says(k.Close, "back"), keymap.Says(k.Help, "keys"))
}
