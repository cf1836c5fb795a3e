package pictures

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/each"
	"tailor/data/webui"
	"tailor/tags/profile"
	"tailor/tags/prompt/settings"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// form is the page with the settings.
type form struct {
	selected int
	typing   bool
	input    textinput.Model
	wrong    string // why the last value was not taken
}

// formField is a field of the form.
type formField struct {
	key, label string
	// hires reports that the field is there with the high-res fix alone.
	hires bool
	empty string // what is shown of one that is not set
	// choices are those that hang neither on the model nor on the server.
	choices []string
}

// hiresKey stands for the high-res fix as a whole.
const hiresKey = "high-res fix"

var formFields = []formField{
	{key: settings.Size, label: "size"},
	{key: settings.Steps, label: "steps"},
	{key: settings.CFG, label: "CFG"},
	{key: settings.Sampler, label: "sampler"},
	{key: settings.Schedule, label: "schedule"},
	{key: settings.Seed, label: "seed"},
	{key: settings.Batch, label: "pictures at once", empty: "1", choices: []string{"1", "2", "3", "4", "6", "8"}},
	{key: hiresKey, label: hiresKey, choices: []string{"off", "on"}},
	{key: settings.Upscaler, label: "  upscaler", hires: true},
	{key: settings.HiresScale, label: "  scale", hires: true, choices: []string{"1.25", "1.5", "1.75", "2"}},
	{key: settings.Denoise, label: "  denoising", hires: true, choices: []string{"0.3", "0.35", "0.4", "0.45", "0.5", "0.55", "0.6", "0.7"}},
	{key: settings.Checkpoint, label: "checkpoint", empty: "the loaded one"},
	{key: settings.VAE, label: "VAE", empty: "Automatic"},
	{key: settings.ClipSkip, label: "CLIP skip", empty: "as it is", choices: []string{"1", "2"}},
}

// fields are the form's fields as they are now.
func (m *Maker) fields() []formField {
	_, hires := m.SettingsLine().HiresOf()
	return slices.DeleteFunc(slices.Clone(formFields), func(f formField) bool { return f.hires && !hires })
}

// OpenForm opens the form, and asks the server for its names.
func (m *Maker) OpenForm() tea.Cmd {
	m.LeaveList()
	m.Open(desk.SettingsPage)
	m.form = form{input: m.NewLine()}
	return m.Connect(false)
}

// choices are the values that left and right go through.
func (m *Maker) choices(f formField) []string {
	s, n := m.Sampling(), m.Names
	if n == nil {
		n = new(webui.Names)
	}
	of := func(list []webui.Name, otherwise ...string) []string {
		if len(list) == 0 {
			return otherwise
		}
		return each.Of(list, func(n webui.Name) string { return n.Name })
	}
	switch f.key {
	case settings.Size:
		return s.Size.Best
	case settings.Steps, settings.CFG:
		r := s.Steps
		if f.key == settings.CFG {
			r = s.CFG
		}
		var out []string
		for v := r.Min; v <= r.Max && r.Max-r.Min < 200; v++ {
			out = append(out, settings.Number(v))
		}
		return out
	case settings.Sampler:
		return of(n.Samplers, s.Samplers...)
	case settings.Schedule:
		return of(n.Schedules, s.Schedules...)
	case settings.Seed:
		return slices.DeleteFunc([]string{"-1", m.Pane.lastSeed}, func(seed string) bool { return seed == "" })
	case settings.Upscaler:
		latent := []string{"Latent", "Latent (bicubic)", "Latent (nearest-exact)"}
		if n.About.Kind == webui.ComfyUI {
			return append(latent, of(n.Upscalers)...)
		}
		return of(n.Upscalers, latent...)
	case settings.Checkpoint:
		return of(n.Checkpoints)
	case settings.VAE:
		return append([]string{"Automatic"}, of(n.VAEs)...)
	}
	return f.choices
}

// value is what stands in a field.
func (m *Maker) value(f formField) string {
	line := m.SettingsLine()
	_, hires := line.HiresOf()
	switch {
	case f.key != hiresKey:
		return line.Get(f.key)
	case hires:
		return "on"
	}
	return "off"
}

// shownValue is a field's value for people.
func (m *Maker) shownValue(f formField) string {
	v := m.value(f)
	switch f.key {
	case settings.Size:
		w, h, ok := profile.ParseSize(v)
		if !ok {
			return v
		}
		shape := "square"
		switch {
		case w > h:
			shape = "landscape"
		case h > w:
			shape = "portrait"
		}
		return fmt.Sprintf("%d×%d %s", w, h, shape)
	case settings.Seed:
		switch {
		case v == "" || v == "-1":
			return "random"
		case v == m.Pane.lastSeed:
			return v + " (last)"
		}
		return v + " (fixed)"
	case settings.Checkpoint:
		if v == "" && m.Names != nil && m.Names.Current != "" {
			return "loaded: " + desk.FileName(m.Names.Current)
		}
	}
	return cmp.Or(v, f.empty)
}

// set puts a value into a field.
func (m *Maker) set(f formField, value string) {
	l := m.Settings.Written()
	m.form.wrong = ""
	read, err := settings.Read(f.key, value)
	switch {
	case f.key == hiresKey && value == "on":
		l = l.WithHires(settings.DefaultHires(m.Sampling(), ""))
	case f.key == hiresKey:
		l = l.WithoutHires()
	case err != nil:
		m.form.wrong = err.Error()
		return
	case f.key == settings.Upscaler && read != "":
		h, _ := m.SettingsLine().HiresOf()
		way := settings.DefaultHires(m.Sampling(), read)
		way.Scale = h.Scale
		l = l.WithHires(way)
	case read == "" && !f.hires:
		l = l.Without(f.key)
	case read != "":
		l = l.With(f.key, read)
	}
	if f.key == settings.Checkpoint {
		l = l.Without(settings.Hash)
	}
	m.SetSettings(l)
}

// turn goes n choices on in a field. Those that are numbers end at both ends,
// unless it is to go round.
func (m *Maker) turn(f formField, n int, round bool) {
	list := m.choices(f)
	if len(list) == 0 {
		return
	}
	now := m.value(f)
	at := slices.Index(list, now)
	if at < 0 {
		// A number of the user's own stands between two choices; names are
		// found by the server's own rule.
		all := each.Of(list, func(c string) webui.Name { return webui.Name{Name: c} })
		if name, _, ok := webui.Find(all, now); ok {
			at = slices.Index(list, name)
		} else if v, err := strconv.ParseFloat(now, 64); err == nil {
			at = slices.IndexFunc(list, func(c string) bool { w, err := strconv.ParseFloat(c, 64); return err == nil && w > v })
			if at >= 0 && n > 0 {
				n--
			}
		}
	}
	if at < 0 && n < 0 {
		at = 0
	}
	at += n
	if _, err := strconv.ParseFloat(list[0], 64); err == nil && !round {
		at = view.Between(at, 0, len(list)-1)
	}
	m.set(f, list[(at%len(list)+len(list))%len(list)])
}

// FormKey handles a key on the page of the settings.
func (m *Maker) FormKey(msg tea.KeyMsg) tea.Cmd {
	k, p := &m.Keys, &m.form
	fields := m.fields()
	p.selected = view.Between(p.selected, 0, len(fields)-1)
	f := fields[p.selected]
	move := func(n int) {
		if m.TakeTyped() {
			p.selected = view.Between(p.selected+n, 0, len(m.fields())-1)
		}
	}
	switch {
	case key.Matches(msg, k.Up) || msg.Type == tea.KeyShiftTab:
		move(-1)
	case key.Matches(msg, k.Down) || msg.Type == tea.KeyTab:
		move(1)
	case msg.Type == tea.KeyEnter && !msg.Alt:
		switch {
		case p.typing:
			m.TakeTyped()
		case len(m.choices(f)) > 0 && f.key != settings.Seed:
			m.turn(f, 1, true)
		default:
			m.beginTyping(f)
		}
	case !p.typing && msg.Type == tea.KeyLeft:
		m.turn(f, -1, false)
	case !p.typing && (msg.Type == tea.KeyRight || msg.Type == tea.KeySpace):
		m.turn(f, 1, msg.Type == tea.KeySpace)
	case !p.typing && (key.Matches(msg, k.Delete) || msg.Type == tea.KeyBackspace):
		m.reset(f)
	case msg.Type == tea.KeyRunes && !msg.Alt || p.typing:
		if !p.typing {
			m.beginTyping(f)
			p.input.SetValue("")
		}
		cmd := desk.TypeInto(&p.input, msg)
		p.wrong = ""
		return cmd
	}
	return nil
}

// beginTyping begins to type a value.
func (m *Maker) beginTyping(f formField) {
	if f.key == hiresKey {
		return
	}
	m.form.typing = true
	m.form.input.SetValue(desk.Visible(m.value(f)))
	m.form.input.CursorEnd()
	m.form.input.Focus()
}

// TakeTyped takes the value that is being typed, if any, and reports whether
// it could.
func (m *Maker) TakeTyped() bool {
	if p := &m.form; p.typing {
		fields := m.fields()
		m.set(fields[view.Between(p.selected, 0, len(fields)-1)], p.input.Value())
		p.typing = p.wrong != ""
	}
	return !m.form.typing
}

// HalfTyped takes the value that is being typed, and says which could not be
// taken, "" for none.
func (m *Maker) HalfTyped() string {
	typed := m.form.input.Value()
	if m.TakeTyped() || typed == "" {
		return ""
	}
	return fmt.Sprintf("The value %q", typed)
}

// reset gives a field back to its default.
func (m *Maker) reset(f formField) {
	switch {
	case f.key == hiresKey:
		m.set(f, "off")
	case f.hires:
		h, _ := m.SettingsLine().HiresOf()
		m.SetSettings(m.Settings.Written().WithHires(settings.DefaultHires(m.Sampling(), h.Upscaler)))
	default:
		m.SetSettings(m.Settings.Written().Without(f.key))
	}
	m.form.wrong = ""
}

// DrawForm draws the form in w by h cells, and returns how many fields stand below.
func (m *Maker) DrawForm(w, h int) (rows []string, below int) {
	set, fields := m.Settings.Written(), m.fields()
	_, faults := m.faults()
	selected := view.Between(m.form.selected, 0, len(fields)-1)
	var form []view.FormRow
	for k, f := range fields {
		r := view.FormRow{Label: f.label, Value: view.Clean(m.shownValue(f)), Set: set.Has(f.key), Bad: isBad(faults[f.key]), Range: settings.Range(f.key, m.Sampling()), Choices: len(m.choices(f)) > 0}
		if f.key == hiresKey {
			_, r.Set = set.HiresOf()
		}
		if k == selected && m.form.typing {
			r.Input = m.form.input.View()
		}
		form = append(form, r)
	}
	all := view.Form(m.Theme, form, selected, w)
	if top := selected - (h - 3); top > 0 { // a low screen scrolls
		all = all[top:]
	}
	shown := min(len(all), max(1, h-2))
	text, sign := "", m.Theme.Warn.Paint("⚠ ")
	switch f, bad := faults[fields[selected].key]; {
	case m.form.wrong != "":
		text, sign = m.form.wrong, m.Theme.Bad.Paint("✗ ")
	case bad && f.Fix != "":
		text = strings.TrimSuffix(f.Message, ".") + "; " + f.Fix + " would do."
	case bad:
		text = f.Message
	default:
		shown = min(len(all), max(1, h))
		return all[:shown], len(all) - shown
	}
	return append(all[:shown:shown], "", sign+m.Theme.Text.Paint(view.Clip(view.Clean(text), w-2))), len(all) - shown
}

// FormMouse is a click or a notch of the wheel on the form.
func (m *Maker) FormMouse(msg tea.MouseMsg, wheel int) {
	fields := m.fields()
	row := msg.Y - 1 + max(0, m.form.selected-(m.Lay.H-6))
	if row < 0 || row >= len(fields) {
		return
	}
	press := msg.Action == tea.MouseActionPress && msg.Button == tea.MouseButtonLeft
	typing := m.form.typing
	if wheel == 0 && !press || !m.TakeTyped() {
		return
	}
	switch {
	case wheel != 0:
		m.form.selected = row
		m.turn(fields[row], wheel, false)
	case row != m.form.selected:
		m.form.selected, m.form.wrong = row, ""
	case !typing:
		m.turn(fields[row], 1, true)
	}
}

// FormHints are what the footer names on the page of the settings.
func (m *Maker) FormHints() []key.Binding {
	k := &m.Keys
	return []key.Binding{keymap.As(k.Up, "↑↓", "field"), keymap.As(k.Up, "←→", "choose"), keymap.As(k.Newline, "type", "write it"), keymap.As(k.Delete, "del", "default"), keymap.Says(k.Generate, "generate"), keymap.Says(k.Close, "back")}
}
