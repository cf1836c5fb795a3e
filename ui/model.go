// Package ui is the screen of tailor: one Bubble Tea model, which Update
// changes and View shows. It knows tags and prompts, but no file format.
//
// A key comes in by Update (update.go), which routes it to the page over the
// screen, to the right column (column.go, where pages are added) or to the
// prompt; what the user does has a file of its own (copy, fix, import, jump,
// roll, preset …). When a text is another, package analysis computes all that
// follows from it, restyle.go colours the prompts, and screen.go joins what
// package view draws into the next frame (throttle.go). What complete.go lists
// at the cursor package suggest finds. Package terminal runs the model.
package ui

import (
	"context"
	"time"

	"github.com/charmbracelet/bubbles/viewport"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/catalogue"
	"tailor/tags/lora"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/lint"
	"tailor/tags/prompt/settings"
	"tailor/tags/prompt/splice"
	"tailor/tags/search"
	"tailor/tags/studio"
	"tailor/tags/wildcard"
	"tailor/ui/analysis"
	"tailor/ui/editor"
	"tailor/ui/editor/buffer"
	"tailor/ui/theme"
	"tailor/ui/view"
)

// Lists are the tag lists as they are once loaded.
type Lists struct {
	Catalogue *catalogue.Catalogue
	Index     *search.Index
	// Wildcards are the wildcard folders, nil for none.
	Wildcards *wildcard.Set
	// Networks and Embeddings are the names of those that the web UI has.
	Networks, Embeddings []string
	// LoraFiles are the LoRAs that are files here, nil for none.
	LoraFiles *lora.Set
	// Remark is said in the footer once they are loaded, "" for nothing: bad
	// rows, a list that could not be read.
	Remark string
}

// Store keeps what outlives the screen: package data/state has it.
type Store interface {
	AddHistory(state.Copied) error
	History() ([]state.Copied, error)
	Last() (draft state.Draft, ok bool, err error)
	Presets() ([]state.Preset, error)
	SavePreset(state.Preset) error
	RemovePreset(name string) error
	ForgetCopied(positive, negative string) error
	Mark(positive, negative string, star bool, name string) error
	Restore(state.Copied) error
	Pictures() ([]state.Picture, error)
}

// Session keeps the draft of this run, see state.Sitting.
type Session interface {
	Save(state.Draft) error
	Finish(state.Draft) error
}

// Picker counts the tags that were chosen, see state.Picks.
type Picker interface {
	Add(tag string)
	Counts() map[string]int
	Flush() error
}

// Options are what the screen starts with. Fields that may be nil are so
// where the home directory cannot be written: the screen then works all the
// same and keeps nothing.
type Options struct {
	Texts prompt.Texts
	// SettingsText is the line of settings to begin with, Settings what the
	// config asks for in place of the profile's own.
	SettingsText string
	Settings     settings.Line
	Profile      *profile.Profile
	Model        profile.Model
	// Models reads which profiles can be chosen, and ModelFor which one a
	// model's name chooses; nil where there is only Profile.
	Models   func() []ModelChoice
	ModelFor func(name string) (ModelChoice, bool)
	// ModelFixed reports that the user asked for Profile, so that what model
	// a server has loaded chooses none.
	ModelFixed bool
	Prompt     prompt.Options
	Lane       edit.Options
	Off        []string // rules of lint that are not applied
	Keys       KeyMap
	Theme      *theme.Theme
	// Light is the theme to go to when the terminal says that its ground is
	// light, nil where the theme was chosen.
	Light *theme.Theme
	Mouse bool

	// Load reads the lists; it is called behind the screen, and again when
	// the user asks.
	Load func(context.Context) (Lists, error)
	// Update fetches the full lists when the user asks, nil where there is
	// nothing to fetch.
	Update Update
	// Import reads a picture that was dropped on the screen, nil where there
	// is no file to be read.
	Import Import
	// Copy puts a text on the clipboard and returns by which way.
	Copy func(ctx context.Context, text string) (way string, err error)
	// Browse shows an address in the browser, nil where none stands in front
	// of the user: the address is copied then.
	Browse func(ctx context.Context, address string) error

	// Studio has pictures made, nil where none can be, for the reason in
	// StudioFault. ServerName is what the user calls its server, and AskServer
	// has it asked at the start.
	Studio      *studio.Studio
	StudioFault string
	ServerName  string
	AskServer   bool
	Gallery     Gallery

	Store     Store
	Session   Session
	Picks     Picker
	LeftDraft *state.Draft // a draft that was left behind, or nil
	Discard   func() error // removes the file of LeftDraft
	First     bool         // nothing was ever typed here: say where to begin
	Remark    string       // said at the start
	// Unkept is why nothing that is typed is kept, "" where it is: shown all
	// the time.
	Unkept string
	// Retry is how long after a draft could not be written the next try is, 0
	// for some seconds, less for never.
	Retry time.Duration

	Width, Height int
	Now           func() time.Time
}

// focus is what the keys go to.
type focus uint8

const (
	inPrompt focus = iota
	inNegative
	inColumn
)

// page is what lies over the whole screen.
type page uint8

const (
	noPage page = iota
	helpPage
	historyPage
	textPage // a prompt that no clipboard took, to be selected by hand
	namePage // asks for a preset's name
	palettePage
	settingsPage
	modelPage
)

// Model is the screen's state. It is a pointer model: Bubble Tea passes it
// around, nothing copies it.
type Model struct {
	o       Options
	keys    KeyMap
	theme   *theme.Theme
	lay     view.Layout
	undo    *buffer.History
	editors [2]*editor.Editor // by place: prompt, negative
	// settings is the third text.
	settings settingsText
	at       focus
	from     focus // where the column gives the keys back to

	analyst         analysis.Analyst
	analysis        analysis.Analysis
	analysisVersion int               // grows with every analysis
	switched        int               // grows when a toggle's state is another
	shown           []lint.Diagnostic // those of seen.Faults that are shown
	typing          bool              // the last key typed at the cursor
	lists           Lists
	loading         bool
	loads           int // number of the load that counts
	// updating is how far an update is, "" while there is none.
	updating string

	popup    view.Popup
	peeked   string // what the selected wildcard would give
	search   tagSearch
	held     []tea.KeyMsg // that wait for the search, see hold
	column   column
	toggles  *togglesPage // one of the column's
	chunks   *chunksPage
	card     *cardPage
	offered  []string // pieces of a prompt that the footer offers: traits, trigger words
	pictures *picturesPage
	server   serverState
	making   making
	form     form

	measures measures // of the wildcards
	rolls    rolls

	page    page
	help    helpBrowser
	history historyBrowser
	models  modelPageState
	past    past
	palette palette
	mended  mended
	// hesitates tells that esc was pressed with nothing to shut: the footer
	// names the keys until the next one.
	hesitates bool
	start     int    // the prompt of the start that is selected, from 1; 0 for none
	byHand    string // what no clipboard took
	askedFor  string // the dropped file that another drop takes over
	status    view.Status
	autosave  autosave
	standing  standing
	behind    behind
	// sureToQuit is set while the key that asked whether to quit was the last.
	sureToQuit bool
	finished   bool

	throttle throttle
	gauges   []view.GaugeArea
	ctx      context.Context
	cancel   context.CancelFunc
}

// New makes the screen's model.
func New(o Options) *Model {
	if o.Now == nil {
		o.Now = time.Now
	}
	m := &Model{o: o, keys: o.Keys, theme: o.Theme, undo: &buffer.History{}, history: newHistoryBrowser()}
	m.ctx, m.cancel = context.WithCancel(context.Background())
	m.editors[inPrompt] = editor.New(buffer.New(m.undo, o.Texts.Positive))
	m.editors[inNegative] = editor.New(buffer.New(m.undo, o.Texts.Negative))
	m.settings = newSettingsText(m.undo, o.SettingsText)
	m.server.name = o.ServerName
	if o.Studio != nil && o.AskServer {
		m.server.names = o.Studio.Remembered()
	}
	m.noteChanges()
	m.newColumn()
	m.analyst = analysis.Analyst{Profile: o.Profile, Options: o.Prompt}
	m.autosave.unkept = o.Unkept
	if o.Remark != "" {
		m.say(view.Warning, o.Remark)
	}
	m.help.Model = viewport.New(0, 0)
	m.applyTheme()
	m.editors[inPrompt].Move(buffer.TextEnd, false)
	m.analyse()
	m.resize(o.Width, o.Height)
	m.draw()
	return m
}

// Init starts to read the lists and the history.
func (m *Model) Init() tea.Cmd {
	cmd := tea.Batch(m.load(), m.readHistory(), tea.SetWindowTitle("tailor"))
	if m.o.AskServer {
		cmd = tea.Batch(cmd, m.connect(false))
	}
	return cmd
}

// backgroundSeen takes the theme that goes with the terminal's ground.
func (m *Model) backgroundSeen(dark bool) {
	m.theme = m.o.Theme
	if !dark && m.o.Light != nil {
		m.theme = m.o.Light
	}
	m.applyTheme()
	m.relayout()
}

// applyTheme gives the editors the theme's inks.
func (m *Model) applyTheme() {
	t := m.theme
	for _, e := range m.editors {
		e.Look = editor.Look{
			Cursor: t.Cursor.Params(), Selection: t.Selection.Params(), Blurred: "",
			Rule: t.Border.Params(), Label: t.Dim.Params(), Cut: t.Warn.Params(), Quiet: t.Faint.Params(),
			Dash: "─", Mark: "┊",
		}
	}
}

// Texts returns both prompts as they stand.
func (m *Model) Texts() prompt.Texts {
	return prompt.Texts{Positive: m.editors[inPrompt].Text(), Negative: m.editors[inNegative].Text()}
}

// ByHand returns the text that no clipboard took, to be printed on leaving.
func (m *Model) ByHand() string { return m.byHand }

// say puts a line into the footer.
func (m *Model) say(level view.Level, text string) { m.status = view.Status{Text: text, Level: level} }

// View returns the screen as Update drew it.
func (m *Model) View() string { return m.throttle.screen }

// text is the prompt that is being written, the last one while the keys go to
// the column.
func (m *Model) text() focus {
	if m.at == inColumn {
		return m.from
	}
	return m.at
}

func (m *Model) buffer() *buffer.Buffer { return m.editors[m.text()].Buffer }

// analyse computes anew what follows from the texts.
func (m *Model) analyse() {
	t := m.Texts()
	if m.behind.stale = isLarge(t) || m.behind.under; m.behind.stale {
		m.takeAnalysis(m.analysis.Waiting(t))
		return
	}
	m.takeAnalysis(m.analyst.Read(t))
}

// fit takes a checker for the lists and the model.
func (m *Model) fit(c *lint.Checker) {
	m.analyst.Catalogue, m.analyst.Checker = m.lists.Catalogue, c
	m.analyst.Forget()
	m.behind.fits++
	m.analyse()
}

// checker returns what makes a checker for lists and the model that is chosen
// now. That takes tens of milliseconds, so it is not for Update.
func (m *Model) checker() func(Lists) *lint.Checker {
	p, o := m.o.Profile, lint.Options{Model: m.o.Model, Off: m.o.Off, Chunks: m.o.Prompt, Edit: m.o.Lane}
	server := m.server.names
	return func(lists Lists) *lint.Checker {
		if lists.Catalogue == nil {
			return nil
		}
		o.Loras, o.Embeddings = KnownTo(server, func() []string { return lists.Embeddings })
		return lint.New(p, lists.Catalogue, lists.Index, o)
	}
}

// checkerMadeMsg brings a checker for another model.
type checkerMadeMsg struct {
	Profile *profile.Profile
	Model   profile.Model
	Checker *lint.Checker
}

// refit makes a checker for the model that is chosen now.
func (m *Model) refit() tea.Cmd {
	p, model, lists, check := m.o.Profile, m.o.Model, m.lists, m.checker()
	return func() tea.Msg { return checkerMadeMsg{p, model, check(lists)} }
}

// apply carries out a change of both prompts as one step. The cursor of the
// prompt that is being written goes where the change says, the other one stays
// with its text.
func (m *Model) apply(c splice.Change) {
	if c.Note != "" {
		m.say(view.Hint, c.Note)
	}
	if c.Empty() {
		return
	}
	m.undo.Break()
	m.undo.Group(func() {
		for k, edits := range [][]prompt.Edit{c.Positive, c.Negative} {
			if len(edits) == 0 {
				continue
			}
			b := m.editors[k].Buffer
			cursor := prompt.Moved(b.Cursor(), edits)
			here := m.text() == focus(k)
			if here && c.Cursor >= 0 {
				cursor = c.Cursor
			}
			b.Apply(edits, cursor)
			if here && c.Selection.Len() > 0 {
				b.Select(c.Selection)
			}
		}
	})
}
