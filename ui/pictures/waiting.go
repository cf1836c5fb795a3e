package pictures

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/each"
	"tailor/data/state"
	"tailor/data/webui"
	"tailor/tags/prompt"
	"tailor/tags/prompt/settings"
	"tailor/tags/studio"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// waiting keeps what waits to be made, for the next sitting.
type waiting struct {
	file    desk.Queue // nil where nothing is kept
	version uint64
	// left are orders of an earlier sitting, or behind one that failed, until
	// they are taken up or forgotten.
	left []studio.Order
	// offer is what is said of them, and said what was said beside the user's own
	// doing last.
	offer, said string
}

// QueueOpenedMsg brings what an earlier sitting left waiting.
type QueueOpenedMsg struct {
	File desk.Queue
	Left []state.Order
	Err  error
}

// QueueKeptMsg reports whether what waits could not be kept.
type QueueKeptMsg struct{ Err error }

// OpenQueue reads, behind the screen, what an earlier sitting left waiting.
func (m *Maker) OpenQueue() tea.Cmd {
	open := m.Options.OpenQueue
	if open == nil || m.Options.Studio == nil {
		return nil
	}
	return func() tea.Msg {
		file, left, err := open()
		return QueueOpenedMsg{file, left, err}
	}
}

// QueueOpened takes what an earlier sitting left waiting, and offers it.
func (m *Maker) QueueOpened(msg QueueOpenedMsg) tea.Cmd {
	w := &m.waiting
	if msg.Err != nil {
		m.Say(view.Warning, msg.Err.Error())
	}
	if w.file = msg.File; w.file == nil {
		return nil
	}
	w.left = append(w.left, each.Of(msg.Left, orderOf)...)
	if len(w.left) > 0 {
		w.offer = view.Plural(len(w.left), "picture") + " waited when tailor was left: " + m.whatNow()
		m.sayBeside("", view.Hint)
	}
	return m.keepQueue() // what was ordered in the meantime
}

// sayBeside says something that nobody asked for, where nothing else is said,
// and beside it what was left waiting.
func (m *Maker) sayBeside(text string, level view.Level) {
	w := &m.waiting
	if m.Status.Text != "" && m.Status.Text != w.said {
		return
	}
	if len(w.left) > 0 && w.offer != "" {
		text = strings.TrimSpace(text + " " + w.offer)
	}
	w.said = text
	m.Say(level, text)
}

// whatNow says what can be done with the orders that are left.
func (m *Maker) whatNow() string {
	return fmt.Sprintf("%s has them made, %s forgets them.", m.Keys.Resume.Help().Key, m.Keys.Interrupt.Help().Key)
}

// Resume puts what was left waiting into the queue.
func (m *Maker) Resume() tea.Cmd {
	w, k := &m.waiting, &m.making
	if len(w.left) == 0 {
		m.Say(view.Quiet, "No picture was left waiting.")
		return nil
	}
	k.queue = append(k.queue, w.left...)
	k.total += len(w.left)
	w.left = nil
	m.Status = view.Status{}
	return m.started()
}

// CloseQueue writes down what waits, and lets the file go.
func (m *Maker) CloseQueue() {
	if save := m.keepQueue(); save != nil {
		_ = save() // there is no screen left to say it on
		m.waiting.file.Close()
		m.waiting.file = nil
	}
}

// WouldLose reports whether leaving now would lose a picture that is being
// made: a server of A1111's kind hands it over in the answer alone.
func (m *Maker) WouldLose() bool { return m.making.running && !m.fetchable() }

// fetchable reports whether the server can be asked for its pictures later.
func (m *Maker) fetchable() bool {
	return m.Options.Studio.Target(m.making.order.Sampling).About.Kind == webui.ComfyUI
}

// keepQueue writes down what waits: what was left, what is being made where it
// could not be fetched later, and the queue.
func (m *Maker) keepQueue() tea.Cmd {
	w, k := &m.waiting, &m.making
	if w.file == nil {
		return nil
	}
	orders := slices.Clone(w.left)
	if k.running && !k.stopping && !m.fetchable() {
		orders = append(orders, k.order)
	}
	w.version++
	file, version, all := w.file, w.version, each.Of(append(orders, k.queue...), stateOf)
	return func() tea.Msg {
		if err := file.Save(version, all); err != nil {
			return QueueKeptMsg{err}
		}
		return nil
	}
}

// stateOf and orderOf turn an order into what is kept of it, and back.
func stateOf(o studio.Order) state.Order {
	sampling, _ := json.Marshal(o.Sampling) // numbers and names
	return state.Order{Prompt: o.Texts.Positive, Negative: o.Texts.Negative, Settings: o.Settings.String(), Written: o.Written, Seed: o.Seed, Sampling: sampling}
}

func orderOf(o state.Order) studio.Order {
	order := studio.Order{Texts: prompt.Texts{Positive: o.Prompt, Negative: o.Negative}, Settings: settings.Parse(o.Settings), Written: o.Written, Seed: o.Seed}
	_ = json.Unmarshal(o.Sampling, &order.Sampling) // without it the settings stand alone
	return order
}
