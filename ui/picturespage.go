package ui

import (
	"context"
	"fmt"
	"image"
	"path/filepath"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt"
	"tailor/tags/prompt/settings"
	"tailor/tags/studio"
	"tailor/ui/graphics"
	"tailor/ui/view"
)

// Gallery reads and changes the files of pictures; it is called behind the
// screen. Fields may be nil.
type Gallery struct {
	Read   func(file string) ([]byte, error)
	Remove func(file string) error
	// Open shows a file by the system's viewer.
	Open func(ctx context.Context, file string) error
	// Raw writes a sequence to the terminal beside what is drawn.
	Raw func(string)
	// Remember keeps a star, or that a picture is gone.
	Remember func(state.Picture) error
	// Canvas is what the terminal can draw before it was asked, Choose what
	// its answer makes of it.
	Canvas graphics.Canvas
	Choose func(graphics.Answer) graphics.Canvas
}

// sheetMost is how many pictures the contact sheet shows.
const sheetMost = 24

// picturesPage is the page of the right column with the sitting's pictures.
type picturesPage struct {
	m   *Model
	all []state.Picture
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

	canvas graphics.Canvas
	// have is what is drawn, want what was asked for last; asked is a count
	// against answers that were overtaken.
	have, want drawing
	rows       []string
	cells      int // how wide the rows are
	fault      string
	asked      int
	waiting    bool
	seat       graphics.Seat
}

func newPicturesPage(m *Model) *picturesPage {
	return &picturesPage{m: m, canvas: m.o.Gallery.Canvas}
}

func (p *picturesPage) name() string { return "pictures" }

func (p *picturesPage) shown() bool { return len(p.all) > 0 || p.m.making.running }

// add takes pictures that were made, and goes to the newest.
func (p *picturesPage) add(made []studio.Picture) {
	for _, one := range made {
		p.all = append(p.all, one.Picture)
		if one.Seed != "" {
			p.lastSeed = one.Seed
		}
	}
	if len(made) > 0 {
		p.at, p.sure = len(p.all)-1, ""
	}
}

// showPreview takes a picture of the half-made one.
func (p *picturesPage) showPreview(m image.Image) {
	p.preview = m
	p.previews++
}

// current is the picture that is shown, nil where there is none.
func (p *picturesPage) current() *state.Picture {
	if p.at < 0 || p.at >= len(p.all) {
		return nil
	}
	return &p.all[p.at]
}

func (p *picturesPage) draw(w, h int) view.Page {
	t := p.m.theme
	page := view.Page{}
	if n := len(p.all); n > 0 {
		page.Heading = fmt.Sprintf("%d/%d", p.at+1, n)
	}
	_, ok := p.wanted()
	room := max(0, h-2)
	// The one before stays until the next is drawn, so that nothing flickers.
	fits := ok && len(p.rows) > 0 && len(p.rows) <= room && p.cells <= w
	top := 0
	if fits {
		top = (room - len(p.rows)) / 2
	}
	for k := range room {
		row := ""
		switch {
		case fits && k >= top && k-top < len(p.rows):
			left := (w - p.cells) / 2
			page.Rows = append(page.Rows, view.Row{Text: view.Blank(left) + p.rows[k-top], Cells: left + p.cells})
			continue
		case p.fault != "" && k == room/2:
			row = " " + t.Warn.Paint(view.Clip(view.Clean(p.fault), w-2))
		case !fits && k == room/2 && ok && p.fault == "":
			row = view.Blank(w/2-1) + t.Dim.Paint("…")
		case k == room/2 && !ok && p.m.making.running:
			row = " " + t.Dim.Paint(view.Clip("The first picture is on its way.", w-2))
		}
		page.Rows = append(page.Rows, view.Row{Text: row})
	}
	for _, line := range p.words(w - 2) {
		page.Rows = append(page.Rows, view.Row{Text: " " + line})
	}
	return page
}

// words are the two lines below the picture.
func (p *picturesPage) words(w int) []string {
	t := p.m.theme
	one := p.current()
	switch {
	case p.preview != nil && !p.sheet:
		return []string{t.Text.Paint(view.Clip(p.m.making.progressText(), w)), ""}
	case one == nil:
		return []string{"", ""}
	}
	star := ""
	if one.Starred {
		star = t.Accent.Paint("★ ")
	}
	head := filepath.Base(one.File)
	if one.Seed != "" {
		head = "seed " + one.Seed + " · " + head
	}
	return []string{star + t.Text.Paint(view.Clip(view.Clean(head), w-view.Width(star))), t.Dim.Paint(view.Clip(view.Clean(one.Prompt), w))}
}

// key handles the keys of the page.
func (p *picturesPage) key(msg tea.KeyMsg) (tea.Cmd, bool) {
	k, m := &p.m.keys, p.m
	one := p.current()
	deleting := key.Matches(msg, k.Delete) || msg.String() == "d"
	if !deleting {
		p.sure = ""
	}
	columns := 1
	if p.sheet {
		w, h := m.inside()
		columns, _ = graphics.SheetShape(len(p.sheetOf()), w, h-2, p.canvas.Cell)
	}
	switch {
	case msg.Type == tea.KeyLeft:
		p.move(-1)
	case msg.Type == tea.KeyRight:
		p.move(1)
	case key.Matches(msg, k.Up):
		p.move(-columns)
	case key.Matches(msg, k.Down):
		p.move(columns)
	case msg.Type == tea.KeyHome:
		p.move(-len(p.all))
	case msg.Type == tea.KeyEnd:
		p.move(len(p.all))
	case msg.String() == "c":
		p.sheet = !p.sheet
	case key.Matches(msg, k.Newline) && p.sheet:
		p.sheet = false
	case one == nil:
		return nil, key.Matches(msg, k.Cycle)
	case msg.String() == "s":
		if one.Seed == "" {
			m.say(view.Quiet, "The seed of this picture is not known.")
			break
		}
		m.setSettings(m.settings.written().With(settings.Seed, one.Seed))
		m.say(view.Done, "Seed "+one.Seed+" is set; "+m.keys.Undo.Help().Key+" brings the old one back.")
	case msg.String() == "t", key.Matches(msg, k.Newline):
		m.undo.Group(func() {
			m.replace(prompt.Texts{Positive: one.Prompt, Negative: one.Negative})
			m.settings.SetText(one.Settings)
		})
		m.say(view.Done, "The picture's prompt is taken; "+m.keys.Undo.Help().Key+" brings back what was here.")
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
func (p *picturesPage) move(n int) {
	p.preview = nil
	p.at = view.Between(p.at+n, 0, max(0, len(p.all)-1))
}

// open shows a picture by the system's viewer.
func (p *picturesPage) open(file string) tea.Cmd {
	open, ctx := p.m.o.Gallery.Open, p.m.ctx
	if open == nil {
		p.m.say(view.Quiet, "It lies at "+file+".")
		return nil
	}
	p.m.say(view.Quiet, "Opening …")
	return func() tea.Msg { return keptMsg{Done: "Opened " + file + ".", Err: open(ctx, file)} }
}

// remember keeps a star, or that a picture is gone.
func (p *picturesPage) remember(one state.Picture, done string) tea.Cmd {
	keep := p.m.o.Gallery.Remember
	if keep == nil {
		return nil
	}
	return func() tea.Msg {
		err := keep(one)
		if err == nil && done == "" {
			return nil
		}
		return keptMsg{Done: done, Err: err}
	}
}

// remove deletes a picture's file, asked for twice.
func (p *picturesPage) remove(one *state.Picture) tea.Cmd {
	m := p.m
	if p.sure != one.File {
		p.sure = one.File
		m.say(view.Warning, "The same key again deletes "+filepath.Base(one.File)+" for good.")
		return nil
	}
	p.sure = ""
	gone, remove, keep := *one, m.o.Gallery.Remove, m.o.Gallery.Remember
	p.all = slices.Delete(p.all, p.at, p.at+1)
	p.move(0)
	m.relayout()
	return func() tea.Msg {
		if remove == nil {
			return nil
		}
		if err := remove(gone.File); err != nil {
			return keptMsg{Err: err}
		}
		gone.Gone = true
		if keep != nil {
			if err := keep(gone); err != nil {
				return keptMsg{Err: err}
			}
		}
		return keptMsg{Done: "Deleted."}
	}
}

func (p *picturesPage) press(row, col int) tea.Cmd {
	if !p.sheet {
		w, _ := p.m.inside()
		if col < w/2 {
			p.move(-1)
		} else {
			p.move(1)
		}
		return nil
	}
	w, h := p.m.inside()
	if k, ok := graphics.SheetAt(len(p.sheetOf()), w, h-2, p.canvas.Cell, col, row); ok {
		at := max(0, len(p.all)-sheetMost) + k
		p.sheet = p.at != at
		p.at = at
	}
	return nil
}

func (p *picturesPage) wheel(n int) { p.move(n) }

func (p *picturesPage) keys() []key.Binding {
	k := &p.m.keys
	plain := func(keys, what string) key.Binding { return keyed(k.Up, keys, what) }
	return []key.Binding{plain("←→", "go"), plain("s", "its seed"), plain("t", "its prompt"), plain("c", "sheet"), plain("o", "open"), plain("*", "star"), plain("d", "delete"), says(k.Close, "back"), says(k.Help, "keys")}
}
