package pictures

import (
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/data/webui"
	"tailor/ui/view"
)

// serverState is what is known of the server that makes pictures.
type serverState struct {
	name string // as the config calls it, or its address
	// up reports that it answered when it was last asked.
	up     bool
	asking bool
	again  bool // it will be asked for pictures of an earlier sitting again
}

// word is what the row of settings calls the server.
func (m *Maker) word() string {
	if m.server.name != "" {
		return view.Clean(m.server.name)
	}
	if m.Names != nil && m.server.up {
		return view.Clean(m.Names.About.Make)
	}
	return ""
}

// seen notes whether the server answered.
func (s *serverState) seen(err error) {
	var failed *webui.Error
	switch {
	case err == nil:
		s.up = true
	case errors.As(err, &failed):
		s.up = false
	}
}

// ConnectedMsg says what the server is and knows, and brings the pictures of
// an earlier sitting.
type ConnectedMsg struct {
	Names    *webui.Names
	Pictures []state.Picture
	Waiting  int
	Err      error
	// Loud reports that the user asked, Again that it was asked before.
	Loud, Again bool
}

// askAgain is how long after the server is asked again for what it still makes, and
// askGone how long where that failed.
const (
	askAgain = 3 * time.Second
	askGone  = 15 * time.Second
)

// RecoverDueMsg says that it is time to ask again.
type RecoverDueMsg struct{}

func (m *Maker) recoverLater(wait time.Duration) tea.Cmd {
	m.server.again = true
	return m.Options.After(wait, func(time.Time) tea.Msg { return RecoverDueMsg{} })
}

// RecoverDue asks the server again for the pictures of an earlier sitting, but
// not while it makes one of this: what is ordered now is no earlier one.
func (m *Maker) RecoverDue() tea.Cmd {
	s, ctx := m.Options.Studio, m.Ctx
	if s == nil || m.server.asking || m.making.running {
		return m.recoverLater(askAgain)
	}
	m.server.again, m.server.asking = false, true
	return func() tea.Msg {
		msg := ConnectedMsg{Again: true}
		if msg.Pictures, msg.Waiting, msg.Err = s.Recover(ctx); msg.Err != nil {
			msg.Waiting = s.Waiting()
		}
		return msg
	}
}

// Connect asks the server, behind the screen, what it is and knows, and for
// pictures of an earlier sitting.
func (m *Maker) Connect(loud bool) tea.Cmd {
	s := m.Options.Studio
	if s == nil || m.server.asking || m.making.running || m.server.up && !loud {
		return nil
	}
	m.server.asking = true
	ctx := m.Ctx
	return func() tea.Msg {
		names, err := s.Connect(ctx, true)
		msg := ConnectedMsg{Names: names, Err: err, Loud: loud}
		if err == nil {
			msg.Pictures, msg.Waiting, msg.Err = s.Recover(ctx)
		} else {
			msg.Waiting = s.Waiting()
		}
		if names == nil {
			msg.Names = s.Remembered()
		}
		return msg
	}
}

// Connected takes what the server said.
func (m *Maker) Connected(msg ConnectedMsg) (cmd tea.Cmd) {
	m.server.asking = false
	known := m.server.up
	m.server.seen(msg.Err)
	if msg.Names != nil {
		m.Names = msg.Names
		m.NetworksChanged()
		cmd = m.Refit()
		if !m.Options.ModelFixed {
			cmd = tea.Batch(cmd, m.NamedModel("the server's model", msg.Names.Current))
		}
	}
	m.Pane.Add(msg.Pictures)
	switch {
	case msg.Err != nil && msg.Loud:
		m.Say(view.Failure, oneLine(msg.Err))
	case len(msg.Pictures) > 0:
		m.sayBeside(view.Plural(len(msg.Pictures), "picture")+" of the last time fetched; "+m.Keys.Pictures.Help().Key+" shows them.", view.Done)
	case msg.Err != nil && !m.server.up && msg.Waiting > 0 && (known || !msg.Again):
		m.sayBeside("The server does not answer; once it does, "+view.Plural(msg.Waiting, "picture")+" of the last time will be fetched.", view.Warning)
	case msg.Err != nil:
	case msg.Waiting > 0 && !(msg.Again && known):
		verb := " is"
		if msg.Waiting > 1 {
			verb = " are"
		}
		m.sayBeside(view.Plural(msg.Waiting, "picture")+" of the last time"+verb+" still being made there.", view.Hint)
	case msg.Waiting == 0 && msg.Again:
		m.sayBeside("What was made the last time is lost: the server knows no more of it.", view.Warning)
	}
	if msg.Waiting > 0 && !m.server.again {
		wait := askAgain
		if msg.Err != nil {
			wait = askGone
		}
		cmd = tea.Batch(cmd, m.recoverLater(wait))
	}
	return cmd
}
