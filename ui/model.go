// Package ui is the screen of tailor: one Bubble Tea model, which Update
// changes and View shows. It knows tags and prompts, but no file format.
//
// What the parts of the screen share, the texts first, lies on the desk
// (package desk). A key comes in by Update (update.go), which routes it to the
// page over the screen, to a page of the right column (package column) or to
// the prompt; what the user does there has a file of its own (copy, fix,
// import, jump, roll …). Package history has the page of history and presets,
// package pictures the settings and all about pictures, package keymap every
// key, package models the models to choose from, package palette every action by
// its name. When a text is another, package analysis computes all that follows
// from it, and screen.go joins what package view draws into the next frame
// (throttle.go). What complete.go lists at the cursor package suggest finds.
// Package terminal runs the model.
package ui

import (
	"time"

	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt/export"
	"tailor/tags/prompt/infotext"
	"tailor/ui/column"
	"tailor/ui/desk"
	"tailor/ui/editor"
	"tailor/ui/editor/buffer"
	"tailor/ui/history"
	"tailor/ui/models"
	"tailor/ui/palette"
	"tailor/ui/pictures"
	"tailor/ui/view"
)

// Model is the screen's state. It is a pointer model: Bubble Tea passes it
// around, nothing copies it. What its parts share is the desk.
type Model struct {
	*desk.Desk
	loading bool
	loads   int // number of the load that counts
	// updating is how far an update is, "" while there is none.
	updating string

	peeked   string // what the selected wildcard would give
	search   tagSearch
	held     []tea.Msg // that wait for the search, see hold
	column   *column.Column
	toggles  *column.TogglesPage
	chunks   *column.ChunksPage
	card     *column.CardPage
	offered  []string // pieces of a prompt that the footer offers: traits, trigger words
	pictures *pictures.Maker

	rolls   rolls
	working work
	global  []globalAction

	help    helpBrowser
	history *history.Page
	models  *models.Page
	palette palette.Palette
	target  export.Format // what was copied for another program last
	mended  mended
	// hesitates reports whether esc was pressed with nothing to shut: the footer
	// names the keys until the next one.
	hesitates bool
	wentFrom  wentFrom
	start     int // the prompt of the start that is selected, from 1; 0 for none
	pasted    pasted
	byHand    string // what no clipboard took
	askedFor  string // the dropped file that another drop takes over
	// sureToQuit is set while the key that asked whether to quit was the last.
	sureToQuit bool
	// dropped is what was typed and not taken when a signal ended the screen.
	dropped  string
	finished bool

	first    tea.Cmd // of the infotext that it begins with, nil for none
	throttle throttle
	gauges   []view.GaugeArea
	said     view.Status // what the footer says, see footerRows
	footer   int         // rows that it would have
}

// New makes the screen's model.
func New(o Options) *Model {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.After == nil {
		o.After = tea.Tick
	}
	given, notes := infotext.First(buffer.Clean(o.Texts.Positive))
	if given.IsMore() {
		o.Texts.Positive = ""
	}
	m := &Model{help: helpBrowser{Model: viewport.New(0, 0)}}
	m.Desk = desk.New(o, m)
	m.column = column.New(m.Desk)
	m.history = history.New(m.Desk)
	m.pictures = pictures.New(m.Desk, m.column)
	m.toggles = column.NewToggles(m.column)
	m.chunks = column.NewChunks(m.Desk)
	m.card = column.NewCard(m.Desk)
	m.column.SetPages(m.toggles, m.card, m.chunks, m.pictures.Pane)
	m.history.ShowPictures = m.pictures.Show
	m.card.Browse = m.browse
	m.palette.Desk = m.Desk
	m.models = &models.Page{Desk: m.Desk, Chosen: m.toggles.Reread}
	m.global = m.globalActions()
	if o.Remark != "" {
		m.Say(view.Warning, o.Remark)
	}

	m.applyTheme(o.LightGround)
	m.Editors[desk.InPrompt].Move(buffer.TextEnd, false)
	m.Analyse()
	m.resize(o.Width, o.Height)
	if given.IsMore() {
		m.first = m.takeOver(given, notes)
		m.Analyse()
		m.Relayout()
	}
	m.draw()
	return m
}

// Init starts to read the lists and the history.
func (m *Model) Init() tea.Cmd {
	cmd := tea.Batch(m.first, m.load(), m.history.ReadAll(), m.pictures.OpenQueue(), tea.SetWindowTitle("tailor"))
	if m.Options.AskServer {
		cmd = tea.Batch(cmd, m.pictures.Connect(false))
	}
	return cmd
}

// backgroundSeen takes the theme that goes with the terminal's ground.
func (m *Model) backgroundSeen(dark bool) {
	m.applyTheme(!dark)
	m.Relayout()
}

// applyTheme takes the theme for a ground, and gives the editors its inks.
func (m *Model) applyTheme(light bool) {
	t := m.Options.Theme
	if light && m.Options.Light != nil {
		t = m.Options.Light
	}
	m.Theme = t
	for _, e := range m.Editors {
		look := editor.DefaultLook()
		look.Cursor, look.Selection, look.Quiet = t.Cursor.Params(), t.Selection.Params(), t.Faint.Params()
		look.Rule, look.Label, look.Cut = t.Border.Params(), t.Dim.Params(), t.Warn.Params()
		e.Look = look
	}
}

// ByHand returns the text that no clipboard took, to be printed on leaving.
func (m *Model) ByHand() string { return m.byHand }

// View returns the screen as Update drew it.
func (m *Model) View() string { return m.throttle.screen }
