package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/view"
)

// updateProgressMsg says how far the update is.
type updateProgressMsg struct {
	Text string
	more <-chan string
}

// updateDoneMsg says how the update ended, in a sentence.
type updateDoneMsg struct {
	Text string
	Err  error
}

// update fetches the full lists behind the screen.
func (m *Model) update() tea.Cmd {
	switch {
	case m.Options.Update == nil:
		m.Say(view.Quiet, "Lists that are named by --tags or in the config are not fetched; "+m.Keys.Reload.Help().Key+" reads them again.")
		return nil
	case m.updating != "":
		m.Say(view.Quiet, "The lists are being fetched already.")
		return nil
	}
	m.updating = "fetching the lists …"
	m.Status = view.Status{}
	// Progress that comes faster than it is shown is left out, never waited
	// for.
	progress := make(chan string, 1)
	run, ctx := m.Options.Update, m.Ctx
	work := func() tea.Msg {
		defer close(progress)
		text, err := run(ctx, func(text string) {
			select {
			case progress <- text:
			default:
			}
		})
		return updateDoneMsg{text, err}
	}
	return tea.Batch(work, nextProgress(progress))
}

func nextProgress(more <-chan string) tea.Cmd {
	return func() tea.Msg {
		text, ok := <-more
		if !ok {
			return nil
		}
		return updateProgressMsg{text, more}
	}
}

func (m *Model) updateProgress(msg updateProgressMsg) tea.Cmd {
	if m.updating != "" {
		m.updating = msg.Text
	}
	return nextProgress(msg.more)
}

// updateDone says what came, and reads the lists again.
func (m *Model) updateDone(msg updateDoneMsg) tea.Cmd {
	m.updating = ""
	if msg.Err != nil {
		m.Say(view.Failure, msg.Err.Error())
		if msg.Text == "" {
			return nil
		}
	} else {
		m.Say(view.Done, msg.Text)
	}
	return m.load()
}
