package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/profile"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/settings"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// modelPageState is the list of profiles and variants.
type modelPageState struct {
	choices  []ModelChoice
	selected int
	top      int
}

// modelsReadMsg brings the profiles that can be chosen.
type modelsReadMsg struct{ Choices []ModelChoice }

// variantsOf are the choices of a profile.
func variantsOf(name string, p *profile.Profile) []ModelChoice {
	var out []ModelChoice
	for _, v := range p.Models() {
		out = append(out, ModelChoice{Name: name, Profile: p, Variant: v})
	}
	return out
}

// openModels shows the list of profiles and variants; what there is beside the
// profile in use is read behind the screen.
func (m *Model) openModels() tea.Cmd {
	m.LeaveList()
	m.Open(desk.ModelPage)
	m.models = modelPageState{choices: variantsOf("", m.Options.Profile)}
	m.models.selected = max(0, m.models.current(m))
	read := m.Options.Models
	if read == nil {
		return nil
	}
	return func() tea.Msg { return modelsReadMsg{read()} }
}

// current returns which choice is in use, or -1.
func (s *modelPageState) current(m *Model) int {
	return slices.IndexFunc(s.choices, func(c ModelChoice) bool {
		return c.Profile != nil && (c.Profile == m.Options.Profile || c.Profile.Name == m.Options.Profile.Name && c.Profile.Path == m.Options.Profile.Path) && c.Variant == m.Options.Model
	})
}

// modelsRead takes the choices over, the one in use first among its like.
func (m *Model) modelsRead(msg modelsReadMsg) {
	if m.Page != desk.ModelPage || len(msg.Choices) == 0 {
		return
	}
	was := m.models.choices
	m.models.choices = msg.Choices
	at := m.models.current(m)
	if at < 0 { // a file that is in no list
		m.models.choices = append(was, msg.Choices...)
		at = m.models.current(m)
	}
	m.models.selected = max(0, at)
}

// modelKey moves in the list and chooses.
func (m *Model) modelKey(msg tea.KeyMsg) tea.Cmd {
	k, s := &m.Keys, &m.models
	move := func(n int) { s.selected = view.Between(s.selected+n, 0, len(s.choices)-1) }
	switch {
	case key.Matches(msg, k.Up):
		move(-1)
	case key.Matches(msg, k.Down):
		move(1)
	case key.Matches(msg, k.PageUp), msg.Type == tea.KeyHome:
		move(-len(s.choices))
	case key.Matches(msg, k.PageDown), msg.Type == tea.KeyEnd:
		move(len(s.choices))
	case msg.Type == tea.KeyEnter, msg.String() == "t":
		c := s.choices[s.selected]
		if c.Profile == nil {
			m.Say(view.Failure, c.Fault)
			return nil
		}
		m.Shut()
		m.Options.ModelFixed = true
		if msg.Type == tea.KeyEnter {
			return m.choose(c)
		}
		return m.translate(c)
	}
	return nil
}

// choose goes to another model.
func (m *Model) choose(c ModelChoice) tea.Cmd {
	m.Options.Profile, m.Options.Model = c.Profile, c.Variant
	m.Analyst.Profile = c.Profile
	m.toggles.Reread()
	m.Switched++
	m.Fit(nil)
	m.Relayout()
	if s, ok := c.Profile.Sampling(c.Variant); ok {
		m.Say(view.Hint, fmt.Sprintf("%s, %s: %s, %s steps, CFG %s, best %v.", c.Profile.Name, c.Variant, s.Sampler(), s.Steps, s.CFG, s.CFG.Best))
	}
	return m.Refit()
}

// translate goes to another model and turns both prompts and the settings into
// its way, as one step, and says what it has no word for.
func (m *Model) translate(c ModelChoice) tea.Cmd {
	from := m.Options.Profile
	cmd := m.choose(c)
	if from.Name == c.Profile.Name {
		return cmd
	}
	var cat artists.Finder
	if m.Lists.Catalogue != nil {
		cat = m.Lists.Catalogue
	}
	t := edit.Translate(from, c.Profile, cat, m.Texts(), m.Options.Lane)
	lost := t.Lost
	m.Undo.Break()
	m.Undo.Group(func() {
		m.Replace(t.Texts)
		if line, changed := settings.Translate(m.Settings.Written(), m.Sampling()); len(changed) > 0 {
			m.Settings.SetText(line.String())
			lost = append(lost, changed...)
		}
	})
	m.Analyse()
	what := fmt.Sprintf("Translated to %s.", c.Profile.Name)
	if len(lost) > 0 {
		m.Say(view.Warning, what+" "+strings.Join(lost, "; "))
		return cmd
	}
	m.Say(view.Done, what)
	return cmd
}

// modelNamed goes to the model that was named, and says so.
func (m *Model) modelNamed(msg desk.ModelNamedMsg) tea.Cmd {
	c := msg.Choice
	same := c.Profile.Name == m.Options.Profile.Name
	if c.Variant == "" {
		c.Variant = c.Profile.Models()[0]
		if same {
			return nil
		}
	}
	if same && c.Variant == m.Options.Model {
		return nil
	}
	cmd := m.choose(c)
	m.Say(view.Hint, fmt.Sprintf("%s, %s: chosen by %s %q; %s chooses another.", c.Profile.Name, c.Variant, msg.By, msg.Name, m.Keys.Model.Help().Key))
	return cmd
}

// drawModels draws the list in w by h cells.
func (m *Model) drawModels(w, h int) []string {
	s := &m.models
	s.top = view.Between(s.top, s.selected-h+1, s.selected)
	current := s.current(m)
	var rows []view.ModelRow
	for i := s.top; i < len(s.choices) && len(rows) < h; i++ {
		c := s.choices[i]
		row := view.ModelRow{Name: view.Clean(c.Name), Selected: i == s.selected, Current: i == current, Fault: view.Clean(c.Fault)}
		if c.Profile != nil {
			row.Title, row.Variant = view.Clean(c.Profile.Name), view.Clean(string(c.Variant))
			if sampling, ok := c.Profile.Sampling(c.Variant); ok {
				row.About = view.Clean(fmt.Sprintf("%s · %s steps · CFG %s", sampling.Sampler(), sampling.Steps, sampling.CFG))
			}
		}
		rows = append(rows, row)
	}
	return view.Models(m.Theme, rows, w)
}

// modelKeys are the keys of the list.
func (m *Model) modelKeys() []key.Binding {
	k := &m.Keys
	return []key.Binding{keymap.As(k.Up, "↑↓", "move"), keymap.As(k.Newline, "enter", "choose"), keymap.As(k.Newline, "t", "choose and translate the prompt"), keymap.Says(k.Close, "back")}
}
