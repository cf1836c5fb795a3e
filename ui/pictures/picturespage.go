package pictures

import (
	"fmt"
	"image"
	"path/filepath"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt"
	"tailor/tags/prompt/settings"
	"tailor/ui/desk"
	"tailor/ui/graphics"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// sheetMost is how many pictures the contact sheet shows.
const sheetMost = 24

// Pane is the page of the right column with the sitting's pictures.
type Pane struct {
	m *Maker
	// All are the pictures, the newest last.
	All []state.Picture
	at  int
	// sheet shows the last pictures at once.
	sheet bool
	// preview is the half-made picture, nil for none; previews counts them.
	preview  image.Image
	previews int
	// introduced reports that the page was shown by itself once.
	introduced bool
	lastSeed   string
	sure       string // the file that delete was pressed for once

	// Canvas is what the terminal can draw.
	Canvas graphics.Canvas
	// have is what is drawn, want what was asked for last; asked is a count
	// against answers that were overtaken.
	have, want drawing
	// Rows are the cells of what is drawn, Cells is how wide they are.
	Rows    []string
	Cells   int
	fault   string
	asked   int
	waiting bool
	seat    graphics.Seat
}

func newPane(m *Maker) *Pane {
	return &Pane{m: m, Canvas: m.Options.Gallery.Canvas}
}

// Name is the word in the frame.
func (p *Pane) Name() string { return "pictures" }

// Shown reports whether there is anything to show.
func (p *Pane) Shown() bool { return len(p.All) > 0 || p.m.making.running }

// Add takes pictures that were made, and goes to the newest.
func (p *Pane) Add(made []state.Picture) {
	p.All = append(p.All, made...)
	for _, one := range made {
		if one.Seed != "" {
			p.lastSeed = one.Seed
		}
	}
	if len(made) > 0 {
		p.at, p.sure = len(p.All)-1, ""
	}
}

// showPreview takes a picture of the half-made one.
func (p *Pane) showPreview(m image.Image) {
	p.preview = m
	p.previews++
}

// Current is the picture that is shown, nil where there is none.
func (p *Pane) Current() *state.Picture {
	if p.at < 0 || p.at >= len(p.All) {
		return nil
	}
	return &p.All[p.at]
}

// Draw draws the page in w by h cells.
func (p *Pane) Draw(w, h int) view.Page {
	t := p.m.Theme
	page := view.Page{}
	if n := len(p.All); n > 0 {
		page.Heading = fmt.Sprintf("%d/%d", p.at+1, n)
	}
	_, ok := p.wanted()
	room := max(0, h-2)
	page.Rows = make([]view.Row, room, room+2)
	// The one before stays until the next is drawn, so that nothing flickers.
	fits := ok && len(p.Rows) > 0 && len(p.Rows) <= room && p.Cells <= w
	said := ""
	switch {
	case fits:
		left := (w - p.Cells) / 2
		for k, row := range p.Rows {
			page.Rows[(room-len(p.Rows))/2+k] = view.Row{Text: view.Blank(left) + row, Cells: left + p.Cells}
		}
	case p.fault != "":
		said = " " + t.Warn.Paint(view.Clip(view.Clean(p.fault), w-2))
	case ok:
		said = view.Blank(w/2-1) + t.Dim.Paint("…")
	case p.m.making.running:
		said = " " + t.Dim.Paint(view.Clip("The first picture is on its way.", w-2))
	}
	if !fits && room > 0 {
		page.Rows[room/2].Text = said
	}
	for _, line := range p.words(w - 2) {
		page.Rows = append(page.Rows, view.Row{Text: " " + line})
	}
	return page
}

// words are the two lines below the picture.
func (p *Pane) words(w int) []string {
	t := p.m.Theme
	one := p.Current()
	switch {
	case p.preview != nil && !p.sheet:
		return []string{t.Text.Paint(view.Clip(p.m.making.progressText(), w)), ""}
	case one == nil:
		return []string{"", ""}
	}
	star, head := "", filepath.Base(one.File)
	if one.Starred {
		star = t.Accent.Paint("★ ")
	}
	if one.Seed != "" {
		head = "seed " + one.Seed + " · " + head
	}
	return []string{star + t.Text.Paint(view.Clip(view.Clean(head), w-view.Width(star))), t.Dim.Paint(view.Clip(view.Clean(one.Prompt), w))}
}

// key handles the keys of the page.
func (p *Pane) Key(msg tea.KeyMsg) (tea.Cmd, bool) {
	k, m := &p.m.Keys, p.m
	one := p.Current()
	deleting := key.Matches(msg, k.Delete) || msg.String() == "d"
	if !deleting && p.sure != "" {
		p.sure, m.Status = "", view.Status{} // it asked about the key before this one
	}
	columns := 1
	if p.sheet {
		w, h := m.column.Inside()
		columns, _ = graphics.SheetShape(len(p.sheetOf()), w, h-2, p.Canvas.Cell)
	}
	switch {
	case msg.Type == tea.KeyLeft:
		p.move(-1)
	case msg.Type == tea.KeyRight:
		p.move(1)
	case k.Steps(msg, 0) != 0:
		p.move(k.Steps(msg, 0) * columns)
	case msg.Type == tea.KeyHome:
		p.move(-len(p.All))
	case msg.Type == tea.KeyEnd:
		p.move(len(p.All))
	case msg.String() == "c":
		p.sheet = !p.sheet
	case key.Matches(msg, k.Newline) && p.sheet:
		p.sheet = false
	case one == nil:
		return nil, key.Matches(msg, k.Cycle)
	case msg.String() == "s":
		if one.Seed == "" {
			m.Say(view.Quiet, "The seed of this picture is not known.")
			break
		}
		m.SetSettings(m.Settings.Written().With(settings.Seed, one.Seed))
		m.Say(view.Done, "Seed "+one.Seed+" is set; "+m.Keys.Undo.Help().Key+" brings the old one back.")
	case msg.String() == "t", key.Matches(msg, k.Newline):
		m.Undo.Group(func() {
			m.Replace(prompt.Texts{Positive: one.Prompt, Negative: one.Negative})
			m.Settings.SetText(one.Settings)
		})
		m.Say(view.Done, "The picture's prompt is taken; "+m.Keys.Undo.Help().Key+" brings back what was here.")
	case msg.String() == "o":
		return p.open(one.File), true
	case msg.String() == "*":
		one.Starred = !one.Starred
		return p.remember(*one, ""), true
	case deleting:
		return p.remove(one), true
	default:
		return nil, false
	}
	return nil, true
}

// move goes n pictures on.
func (p *Pane) move(n int) {
	p.preview = nil
	p.at = view.Between(p.at+n, 0, max(0, len(p.All)-1))
}

// open shows a picture by the system's viewer.
func (p *Pane) open(file string) tea.Cmd {
	open, ctx := p.m.Options.Gallery.Open, p.m.Ctx
	if open == nil {
		p.m.Say(view.Quiet, "The picture is saved as "+file+"; no viewer is known here that could open it.")
		return nil
	}
	p.m.Say(view.Quiet, "Opening …")
	return func() tea.Msg { return desk.KeptMsg{Done: "Opened " + file + ".", Err: open(ctx, file)} }
}

// remember keeps a star, or that a picture is gone.
func (p *Pane) remember(one state.Picture, done string) tea.Cmd {
	keep := p.m.Options.Gallery.Remember
	if keep == nil {
		return nil
	}
	return func() tea.Msg {
		err := keep(one)
		if err == nil && done == "" {
			return nil
		}
		return desk.KeptMsg{Done: done, Err: err}
	}
}

// remove deletes a picture's file, asked for twice.
func (p *Pane) remove(one *state.Picture) tea.Cmd {
	m := p.m
	if p.sure != one.File {
		p.sure = one.File
		m.Say(view.Warning, "The same key again deletes "+filepath.Base(one.File)+" for good.")
		return nil
	}
	p.sure = ""
	gone, remove, keep := *one, m.Options.Gallery.Remove, m.Options.Gallery.Remember
	p.All = slices.Delete(p.All, p.at, p.at+1)
	p.move(0)
	m.Relayout()
	gone.Gone = true
	return func() tea.Msg {
		if remove == nil {
			return nil
		}
		err := remove(gone.File)
		if err == nil && keep != nil {
			err = keep(gone)
		}
		return desk.KeptMsg{Done: "Deleted.", Err: err}
	}
}

// Press is a click on a cell of the page.
func (p *Pane) Press(row, col int) tea.Cmd {
	w, h := p.m.column.Inside()
	k, ok := graphics.SheetAt(len(p.sheetOf()), w, h-2, p.Canvas.Cell, col, row)
	switch {
	case p.sheet && ok:
		at := max(0, len(p.All)-sheetMost) + k
		p.sheet, p.at = p.at != at, at
	case p.sheet:
	case col < w/2:
		p.move(-1)
	default:
		p.move(1)
	}
	return nil
}

// Wheel scrolls by n notches.
func (p *Pane) Wheel(n int) { p.move(n) }

// Hints are what the footer names.
func (p *Pane) Hints() []key.Binding {
	k := &p.m.Keys
	plain := func(keys, what string) key.Binding { return keymap.As(k.Up, keys, what) }
	return []key.Binding{plain("←→", "go"), plain("s", "its seed"), plain("t", "its prompt"), plain("c", "sheet"), plain("o", "open"), plain("*", "star"), plain("d", "delete"), keymap.Says(k.Close, "back"), keymap.Says(k.Help, "keys")}
}
