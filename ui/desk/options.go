package desk

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/catalogue"
	"tailor/tags/lora"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
	"tailor/tags/related"
	"tailor/tags/search"
	"tailor/tags/studio"
	"tailor/tags/wildcard"
	"tailor/ui/graphics"
	"tailor/ui/keymap"
	"tailor/ui/theme"
)

// Lists are the tag lists as they are once loaded.
type Lists struct {
	Catalogue *catalogue.Catalogue
	Index     *search.Index
	// Related tells which tags stand on the same pictures, nil where that was
	// never fetched. It reads a file.
	Related *related.File
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
	AddPreset(state.Preset) error
	RenamePreset(was, name string) error
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

// Queue keeps what waits to be made; *state.Queue is one.
type Queue interface {
	Save(version uint64, orders []state.Order) error
	Close()
}

// Options are what the screen starts with. Fields that may be nil are so
// where the home directory cannot be written: the screen then works all the
// same and keeps nothing.
type Options struct {
	// Texts are what stands there; an infotext for a prompt is taken over.
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
	Keys       keymap.Map
	Theme      *theme.Theme
	// Light is the theme to go to when the terminal says that its ground is
	// light, nil where the theme was chosen.
	Light *theme.Theme
	// LightGround reports that the ground is light as far as is known before the
	// terminal says so.
	LightGround bool
	Mouse       bool

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
	// OpenQueue opens the file of what waits to be made, and returns what was
	// left waiting in an earlier sitting; nil where nothing is kept.
	OpenQueue func() (Queue, []state.Order, error)

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

	Width, Height int
	Now           func() time.Time
	// After sends a message when some time has passed, as tea.Tick does, which
	// stands where it is nil.
	After func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
}

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

// Update fetches the lists. It calls progress with what to show, at any pace,
// and returns a sentence that says what was installed, "" for nothing.
type Update func(ctx context.Context, progress func(string)) (string, error)

// Import reads a prompt out of a picture or another file, or out of JSON that is
// given for its path. The notes say what in it means something else on A1111.
type Import func(path string) (info infotext.Infotext, notes []string, err error)

// ModelChoice is a profile that can be chosen, with one of its variants.
type ModelChoice struct {
	// Name is what the profile is chosen by.
	Name    string
	Profile *profile.Profile
	Variant profile.Model
	// Fault is why the profile cannot be read, Profile then being nil.
	Fault string
}
