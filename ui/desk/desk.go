// Package desk is what every part of the screen works on: the three texts with
// their undo, the lists and the profile in use, all that follows from the
// texts, and the line in the footer. It draws nothing and knows no page; a
// page holds the desk, changes the texts through it, and asks the screen
// around it (Screen) for another place.
package desk

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/webui"
	"tailor/tags/lora"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint"
	"tailor/tags/prompt/splice"
	"tailor/ui/analysis"
	"tailor/ui/editor"
	"tailor/ui/editor/buffer"
	"tailor/ui/keymap"
	"tailor/ui/theme"
	"tailor/ui/view"
)

// FrameTime is the least time between two drawings of the screen: the
// renderer shows no more than one in it, so more would be work for nothing.
const FrameTime = time.Second / 120

// WheelRows is how many rows a notch of the wheel scrolls.
const WheelRows = 3

// Focus is what the keys go to.
type Focus uint8

// The prompt, the negative prompt, the right column.
const (
	InPrompt Focus = iota
	InNegative
	InColumn
)

// Page is what lies over the whole screen.
type Page uint8

// The pages over the screen.
const (
	NoPage Page = iota
	HelpPage
	HistoryPage
	TextPage // a prompt that no clipboard took, to be selected by hand
	NamePage // asks for a preset's name
	PalettePage
	SettingsPage
	ModelPage
)

// Screen is what a page asks of the screen around it.
type Screen interface {
	// Relayout lays the screen out again, when sizes or contents have changed.
	Relayout()
	// GoTo sends the keys to another place.
	GoTo(Focus)
	// LeaveColumn gives the keys back to the prompt that had them.
	LeaveColumn()
	// Open shows a page over the screen, Shut goes back to the prompts.
	Open(Page)
	Shut()
}

// Desk is the state that the parts of the screen share. There is one of it,
// changed in Update alone.
type Desk struct {
	Screen
	Options Options
	Keys    keymap.Map
	Theme   *theme.Theme
	Lay     view.Layout // where every part stands
	Ctx     context.Context
	Cancel  context.CancelFunc

	Undo     *buffer.History
	Editors  [2]*editor.Editor // by Focus: prompt, negative
	Settings SettingsText      // the third text
	At       Focus
	From     Focus // where the column gives the keys back to
	Page     Page
	Typing   bool // the last key typed at the cursor
	Popup    view.Popup
	Status   view.Status
	Lists    Lists
	// Names are those of the server, nil where it never answered.
	Names *webui.Names

	Analyst         analysis.Analyst
	Analysis        analysis.Analysis
	AnalysisVersion int               // grows with every analysis
	Switched        int               // grows when a toggle's state is another
	Shown           []lint.Diagnostic // those of Analysis.Faults that are shown

	whole    [2]string // the prompts as ApplyWhole left them, see Part
	Standing standing
	Autosave autosave
	owed     owed
	behind   behind
	coming   string   // of a paste that has begun
	measures measures // of the wildcards
}

// New makes a desk with the options' texts on it.
func New(o Options, screen Screen) *Desk {
	d := &Desk{Screen: screen, Options: o, Keys: o.Keys, Theme: o.Theme, Undo: &buffer.History{}}
	d.Ctx, d.Cancel = context.WithCancel(context.Background())
	d.Editors[InPrompt] = editor.New(buffer.New(d.Undo, o.Texts.Positive))
	d.Editors[InNegative] = editor.New(buffer.New(d.Undo, o.Texts.Negative))
	d.Settings = SettingsText{Buffer: buffer.New(d.Undo, o.SettingsText)}
	if o.Studio != nil && o.AskServer {
		d.Names = o.Studio.Remembered()
	}
	d.Analyst = analysis.Analyst{Profile: o.Profile, Options: o.Prompt}
	d.Autosave.draft = o.Unkept
	d.Standing.texts = d.Written()
	return d
}

// Texts returns both prompts as they stand.
func (d *Desk) Texts() prompt.Texts {
	return prompt.Texts{Positive: d.Editors[InPrompt].Text(), Negative: d.Editors[InNegative].Text()}
}

// Empty reports whether the prompt holds nothing; the negative, which one keeps
// from prompt to prompt, may.
func (d *Desk) Empty() bool { return d.Analysis.Texts.Positive == "" }

// Say puts a line into the footer.
func (d *Desk) Say(level view.Level, text string) { d.Status = view.Status{Text: text, Level: level} }

// Writing is the prompt that is being written, the last one while the keys go
// to the column.
func (d *Desk) Writing() Focus {
	if d.At == InColumn {
		return d.From
	}
	return d.At
}

// Buffer is the text of the prompt that is being written.
func (d *Desk) Buffer() *buffer.Buffer { return d.Editors[d.Writing()].Buffer }

// Sheet is what follows from the prompt that is being written.
func (d *Desk) Sheet() *analysis.Sheet { return d.SheetOf(d.Writing()) }

// SheetOf is what follows from a prompt.
func (d *Desk) SheetOf(in Focus) *analysis.Sheet {
	if in == InNegative {
		return &d.Analysis.Negative
	}
	return &d.Analysis.Positive
}

// Analyse computes again what follows from the texts.
func (d *Desk) Analyse() {
	t, stop := d.Texts(), d.behind.stop
	if d.behind.stale = IsLarge(t) || stop != nil; d.behind.stale {
		if stop != nil {
			stop()
		}
		d.takeAnalysis(d.Analysis.Waiting(t))
		return
	}
	d.takeAnalysis(d.Analyst.Read(t))
}

// Fit takes a checker for the lists and the model.
func (d *Desk) Fit(c *lint.Checker) {
	d.Analyst.Catalogue, d.Analyst.Checker = d.Lists.Catalogue, c
	d.Analyst.Forget()
	d.behind.fits++
	d.Analyse()
}

// Checker returns what makes a checker for lists and the model that is chosen
// now. That takes tens of milliseconds, so it is not for Update.
func (d *Desk) Checker() func(Lists) *lint.Checker {
	p, o := d.Options.Profile, lint.Options{Model: d.Options.Model, Off: d.Options.Off, Chunks: d.Options.Prompt, Edit: d.Options.Lane}
	server := d.Names
	return func(lists Lists) *lint.Checker {
		if lists.Catalogue == nil {
			return nil
		}
		o.Loras, o.Embeddings = KnownTo(server, func() *lora.Set { return lists.LoraFiles }, func() []string { return lists.Embeddings })
		if lists.Wildcards != nil {
			o.Wildcards = lists.Wildcards.Knows
		}
		return lint.New(p, lists.Catalogue, lists.Index, o)
	}
}

// CheckerMadeMsg brings a checker for another model.
type CheckerMadeMsg struct {
	Profile *profile.Profile
	Model   profile.Model
	Checker *lint.Checker
}

// Refit makes a checker for the model that is chosen now.
func (d *Desk) Refit() tea.Cmd {
	p, model, lists, check := d.Options.Profile, d.Options.Model, d.Lists, d.Checker()
	return func() tea.Msg { return CheckerMadeMsg{p, model, check(lists)} }
}

// ModelNamedMsg brings the choice that a model's name makes.
type ModelNamedMsg struct {
	Choice ModelChoice
	// By is what named it: "the infotext's model".
	By, Name string
}

// NamedModel asks, behind the screen, which profile a model's name chooses. by
// is what named it.
func (d *Desk) NamedModel(by, name string) tea.Cmd {
	find := d.Options.ModelFor
	if find == nil || name == "" {
		return nil
	}
	return func() tea.Msg {
		c, ok := find(name)
		if !ok {
			return nil
		}
		return ModelNamedMsg{c, by, name}
	}
}

// KeptMsg says how keeping or forgetting something went.
type KeptMsg struct {
	Done string
	Err  error
}

// Apply carries out a change of both prompts as one step. The cursor of the
// prompt that is being written goes where the change says, the other one stays
// with its text.
func (d *Desk) Apply(c splice.Change) {
	if c.Note != "" {
		d.Say(view.Hint, c.Note)
	}
	if c.Empty() {
		return
	}
	d.Undo.Break()
	d.Undo.Group(func() {
		for k, edits := range [][]prompt.Edit{c.Positive, c.Negative} {
			if len(edits) == 0 {
				continue
			}
			b := d.Editors[k].Buffer
			cursor := prompt.Moved(b.Cursor(), edits)
			here := d.Writing() == Focus(k)
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
