package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/lint"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// work is what a key has worked out behind the screen, because the prompt is
// large; there is one such thing at a time.
type work struct {
	key     key.Binding   // that asked for it
	says    string        // what is being done, "" while nothing is
	texts   prompt.Texts  // that it was begun from
	checker *lint.Checker // stands for the lists and the model of then
	next    func() tea.Cmd
}

// hugeSays is what is said of a prompt that is not taken apart.
const hugeSays = "The prompt has more than 256 KB: it is kept and copied as it stands, and neither checked nor taken apart."

// workedMsg brings what was worked out: do carries it out, in Update.
type workedMsg struct{ do func() tea.Cmd }

// largeWork is from how many bytes on work is done behind the screen: fixing
// all reads the prompts ten times.
const largeWork = desk.LargeText / 4

// work works a change of the prompts out and carries it out: at once, or behind
// the screen where the prompt is large. find sees nothing but the texts, and
// what it returns is called in Update. again asks for all this anew: what is
// asked for while other work is under way comes after it.
func (m *Model) work(k key.Binding, says string, again func() tea.Cmd, find func(prompt.Texts) func() tea.Cmd) tea.Cmd {
	t, c := m.Texts(), m.Analyst.Checker
	much := prompt.TooMuch(t.Positive, t.Negative)
	switch w := &m.working; {
	case w.says != "" && (w.says != says || w.texts != t || w.checker != c):
		w.next = again
		return nil
	case w.says != "":
		return nil
	case desk.IsHuge(t):
		m.Say(view.Warning, hugeSays)
		return nil
	case much != "":
		m.Say(view.Warning, "The prompt has "+much+": too much to be changed as a whole.")
		return nil
	case len(t.Positive)+len(t.Negative) <= largeWork:
		return find(t)()
	}
	m.Status = view.Status{}
	m.working = work{key: k, says: says, texts: t, checker: c}
	return func() tea.Msg { return workedMsg{find(t)} }
}

// worked carries out what was worked out, unless it is of other texts, lists
// or another model than there are by now.
func (m *Model) worked(msg workedMsg) (cmd tea.Cmd) {
	w := m.working
	m.working = work{}
	switch {
	case w.texts == m.Texts() && w.checker == m.Analyst.Checker:
		m.closeList() // what it would put in stands elsewhere now
		m.Undo.Break()
		cmd = msg.do()
	case w.next != nil:
	case w.checker != m.Analyst.Checker:
		m.Say(view.Warning, "The lists or the model have changed; press "+w.key.Help().Key+" again.")
	default:
		m.Say(view.Warning, "The prompt has changed; press "+w.key.Help().Key+" again.")
	}
	if w.next != nil {
		cmd = tea.Batch(cmd, w.next())
	}
	return cmd
}

// gather brings the artists and styles of the prompt together.
func (m *Model) gather() tea.Cmd {
	p, cat, o := m.Options.Profile, m.Lists.Catalogue, m.Options.Lane
	return m.work(m.Keys.Gather, "Gathering artists and styles …", m.gather, func(t prompt.Texts) func() tea.Cmd {
		c := edit.Gather(p, cat, t, o)
		return func() tea.Cmd { m.Apply(c); return nil }
	})
}
