// Package models is the page with the profiles and their variants: which model
// the prompts are for, and the prompts turned into another model's way.
package models

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/settings"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// Page is the list of profiles and variants.
type Page struct {
	*desk.Desk
	// Chosen is called when another model is chosen.
	Chosen   func()
	choices  []desk.ModelChoice
	selected int
	top      int
	done     []translation // the last one last
	// taken are the texts before and after an infotext was taken over, until its
	// model chooses.
	taken translation
}

// translation is another model with other texts, turned into its way or taken
// over: the models, and the texts before and after.
type translation struct {
	from, to      desk.ModelChoice
	before, after standing
}

// standing are all texts.
type standing struct {
	prompt.Texts
	settings string
}

// Taking carries out what takes an infotext over; the model that it chooses
// then goes with it when that is undone.
func (p *Page) Taking(take func()) {
	before := p.standing()
	take()
	p.taken = translation{before: before, after: p.standing()}
}

func (p *Page) standing() standing { return standing{p.Texts(), p.Settings.Text()} }

// ReadMsg brings the profiles that can be chosen.
type ReadMsg struct{ Choices []desk.ModelChoice }

// Variants are the choices of a profile that is chosen by a name.
func Variants(name string, p *profile.Profile) []desk.ModelChoice {
	var out []desk.ModelChoice
	for _, v := range p.Models() {
		out = append(out, desk.ModelChoice{Name: name, Profile: p, Variant: v})
	}
	return out
}

// OpenPage shows the list of profiles and variants; what there is beside the
// profile in use is read behind the screen.
func (p *Page) OpenPage() tea.Cmd {
	p.LeaveList()
	p.Open(desk.ModelPage)
	p.choices, p.top = Variants("", p.Options.Profile), 0
	p.selected = max(0, p.current())
	read := p.Options.Models
	if read == nil {
		return nil
	}
	return func() tea.Msg { return ReadMsg{read()} }
}

// current returns which choice is in use, or -1.
func (p *Page) current() int {
	return slices.IndexFunc(p.choices, func(c desk.ModelChoice) bool {
		return c.Profile != nil && (c.Profile == p.Options.Profile || c.Profile.Name == p.Options.Profile.Name && c.Profile.Path == p.Options.Profile.Path) && c.Variant == p.Options.Model
	})
}

// TakeRead takes the choices over, the one in use first among its like.
func (p *Page) TakeRead(msg ReadMsg) {
	if p.Desk.Page != desk.ModelPage || len(msg.Choices) == 0 {
		return
	}
	was := p.choices
	p.choices = msg.Choices
	at := p.current()
	if at < 0 { // a file that is in no list
		p.choices = append(was, msg.Choices...)
		at = p.current()
	}
	p.selected = max(0, at)
}

// Key moves in the list and chooses.
func (p *Page) Key(msg tea.KeyMsg) tea.Cmd {
	k := &p.Keys
	last := len(p.choices) - 1
	switch steps := k.Steps(msg, len(p.choices)); {
	case steps != 0:
		p.selected = view.Between(p.selected+steps, 0, last)
	case msg.Type == tea.KeyHome:
		p.selected = 0
	case msg.Type == tea.KeyEnd:
		p.selected = last
	case msg.Type == tea.KeyEnter, msg.String() == "t":
		c := p.choices[p.selected]
		if c.Profile == nil {
			p.Say(view.Failure, c.Fault)
			return nil
		}
		p.Shut()
		p.Options.ModelFixed = true
		if msg.Type == tea.KeyEnter {
			return p.choose(c)
		}
		return p.translate(c)
	}
	return nil
}

// choose goes to another model.
func (p *Page) choose(c desk.ModelChoice) tea.Cmd {
	p.Options.Profile, p.Options.Model = c.Profile, c.Variant
	p.Analyst.Profile = c.Profile
	p.Chosen()
	p.Switched++
	p.Fit(nil)
	p.Relayout()
	if f, foreign := settings.CheckModel(p.Settings.Written(), c.Profile); foreign {
		p.Say(view.Warning, f.Message+" "+p.Keys.Settings.Help().Key+" changes it.")
	} else if s, ok := c.Profile.Sampling(c.Variant); ok {
		p.Say(view.Hint, fmt.Sprintf("%s, %s: %s, %s steps, CFG %s, best %v.", c.Profile.Name, c.Variant, s.Sampler(), s.Steps, s.CFG, s.CFG.Best))
	}
	return p.Refit()
}

// translate goes to another model and turns both prompts and the settings into
// its way, as one step, and says what it has no word for.
func (p *Page) translate(c desk.ModelChoice) tea.Cmd {
	was, before := desk.ModelChoice{Profile: p.Options.Profile, Variant: p.Options.Model}, p.standing()
	from := was.Profile
	cmd := p.choose(c)
	if from.Name == c.Profile.Name {
		return cmd
	}
	var cat artists.Finder
	if p.Lists.Catalogue != nil {
		cat = p.Lists.Catalogue
	}
	known := []*profile.Profile{c.Profile}
	for _, other := range p.choices {
		if other.Profile != nil && other.Profile.Name != known[len(known)-1].Name {
			known = append(known, other.Profile)
		}
	}
	t, _ := edit.TranslateAll(from, known, cat, p.Texts(), p.Options.Lane, nil)
	var said []string // the settings first, whose number is bounded
	p.Standing.Gone = t.Texts != p.Texts()
	p.Undo.Break()
	p.Undo.Group(func() {
		p.Replace(t.Texts)
		if line, changed := settings.Translate(p.Settings.Written(), p.Sampling()); len(changed) > 0 {
			p.Settings.SetText(line.String())
			said = []string{strings.Join(changed, ", ")}
		}
	})
	p.remember(translation{was, c, before, p.standing()})
	p.Analyse()
	what := fmt.Sprintf("Translated to %s.", c.Profile.Name)
	if said = append(said, t.Shortly(mostLost)...); len(said) > 0 {
		p.Say(view.Warning, what+" "+strings.Join(said, "; "))
		return cmd
	}
	p.Say(view.Done, what)
	return cmd
}

// mostLost is how many lost words of a cause are named: what is said has some rows.
const mostLost = 6

// mostDone is how many translations are remembered: their texts may be long.
const mostDone = 20

func (p *Page) remember(t translation) {
	p.done = append(p.done[max(0, len(p.done)-mostDone+1):], t)
}

// Follow goes to the model that the texts are for, where a translation was undone
// or made again just now.
func (p *Page) Follow() tea.Cmd {
	now := p.standing()
	for _, t := range slices.Backward(p.done) {
		switch {
		case t.before == t.after:
		case now == t.before && p.Options.Profile == t.to.Profile && p.Options.Model == t.to.Variant:
			return p.choose(t.from)
		case now == t.after && p.Options.Profile == t.from.Profile && p.Options.Model == t.from.Variant:
			return p.choose(t.to)
		}
	}
	return nil
}

// Named goes to the model that was named, and says so.
func (p *Page) Named(msg desk.ModelNamedMsg) tea.Cmd {
	c := msg.Choice
	same := c.Profile.Name == p.Options.Profile.Name
	if c.Variant == "" {
		c.Variant = c.Profile.Models()[0]
		if same {
			return nil
		}
	}
	if same && c.Variant == p.Options.Model {
		return nil
	}
	t, back := p.taken, ""
	if p.taken = (translation{}); t.after != (standing{}) && t.after == p.standing() {
		t.from, t.to = desk.ModelChoice{Profile: p.Options.Profile, Variant: p.Options.Model}, c
		p.remember(t)
		back = ", " + p.Keys.Undo.Help().Key + " brings model and texts back"
	}
	cmd := p.choose(c)
	p.Say(view.Hint, fmt.Sprintf("%s, %s: chosen by %s %q; %s chooses another%s.", c.Profile.Name, c.Variant, msg.By, msg.Name, p.Keys.Model.Help().Key, back))
	return cmd
}

// Draw draws the list in w by h cells, and returns how many models stand below.
func (p *Page) Draw(w, h int) (drawn []string, below int) {
	p.top = view.Between(p.top, p.selected-h+1, p.selected)
	current := p.current()
	var rows []view.ModelRow
	for i := p.top; i < len(p.choices) && len(rows) < h; i++ {
		c := p.choices[i]
		row := view.ModelRow{Name: view.Clean(c.Name), Selected: i == p.selected, Current: i == current, Fault: view.Clean(c.Fault)}
		if c.Profile != nil {
			row.Title, row.Variant = view.Clean(c.Profile.Name), view.Clean(string(c.Variant))
			if sampling, ok := c.Profile.Sampling(c.Variant); ok {
				row.About = view.Clean(fmt.Sprintf("%s · %s steps · CFG %s", sampling.Sampler(), sampling.Steps, sampling.CFG))
			}
		}
		rows = append(rows, row)
	}
	return view.Models(p.Theme, rows, w, h), len(p.choices) - p.top - len(rows)
}

// Hints are what the footer names.
func (p *Page) Hints() []key.Binding {
	k := &p.Keys
	return []key.Binding{keymap.As(k.Up, "↑↓", "move"), keymap.As(k.Newline, "enter", "choose"), keymap.As(k.Newline, "t", "choose and translate the prompt"), keymap.Says(k.Close, "back")}
}
