package ui

import (
	"errors"
	"slices"
	"strings"
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/webui"
	"tailor/tags/prompt/lint"
	"tailor/tags/studio"
	"tailor/ui/view"
)

// serverState is what is known of the server that makes pictures.
type serverState struct {
	name  string // as the config calls it, or its address
	names *webui.Names
	// up reports that it answered when it was last asked.
	up     bool
	asking bool
}

// word is what the row of settings calls the server.
func (s *serverState) word() string {
	if s.name != "" {
		return view.Clean(s.name)
	}
	if s.names != nil && s.up {
		return view.Clean(s.names.About.Make)
	}
	return ""
}

func (s *serverState) answers() bool { return s.up }

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

// KnownTo says for lint which LoRAs and embeddings the web UI has: those of its
// server, nil where it was never heard, and the embeddings that are files here,
// which are asked for when a prompt names one. What has no list judges nothing.
func KnownTo(n *webui.Names, files func() []string) (loras, embeddings lint.Known) {
	known := func(list func() []webui.Name) lint.Known {
		list = sync.OnceValue(list)
		return func(name string) ([]string, bool) {
			if len(list()) == 0 {
				return nil, true
			}
			_, near, ok := webui.Find(list(), name)
			for k := range near {
				near[k] = fileName(near[k])
			}
			return near, ok
		}
	}
	if n == nil {
		n = new(webui.Names)
	}
	loras = known(func() []webui.Name { return n.Loras })
	embeddings = known(func() []webui.Name {
		return withFiles(n.Embeddings, files())
	})
	return loras, embeddings
}

// withFiles puts the names of files behind those of a server, but for files that
// the server names, in a folder or not.
func withFiles(names []webui.Name, files []string) []webui.Name {
	have := map[string]bool{}
	for _, n := range names {
		have[strings.ToLower(fileName(n.Name))] = true
	}
	all := slices.Clone(names)
	for _, f := range files {
		if !have[strings.ToLower(f)] {
			all = append(all, webui.Name{Name: f})
		}
	}
	return all
}

// connectedMsg says what the server is and knows, and brings the pictures of
// an earlier sitting.
type connectedMsg struct {
	Names    *webui.Names
	Pictures []studio.Picture
	Waiting  int
	Err      error
	// Loud reports that the user asked.
	Loud bool
}

// connect asks the server, behind the screen, what it is and knows, and for
// pictures of an earlier sitting.
func (m *Model) connect(loud bool) tea.Cmd {
	s := m.o.Studio
	if s == nil || m.server.asking || m.making.running || m.server.up && !loud {
		return nil
	}
	m.server.asking = true
	ctx := m.ctx
	return func() tea.Msg {
		names, err := s.Connect(ctx, true)
		msg := connectedMsg{Names: names, Err: err, Loud: loud}
		if err == nil {
			msg.Pictures, msg.Waiting, msg.Err = s.Recover(ctx)
		}
		if names == nil {
			msg.Names = s.Remembered()
		}
		return msg
	}
}

func (m *Model) connected(msg connectedMsg) (cmd tea.Cmd) {
	m.server.asking = false
	m.server.seen(msg.Err)
	if msg.Names != nil {
		m.server.names = msg.Names
		m.networksChanged()
		cmd = m.refit()
		if !m.o.ModelFixed {
			cmd = tea.Batch(cmd, m.namedModel("the server's model", msg.Names.Current))
		}
	}
	m.pictures.add(msg.Pictures)
	switch {
	case msg.Err != nil && msg.Loud:
		m.say(view.Failure, oneLine(msg.Err))
	case len(msg.Pictures) > 0 && m.status.Text == "":
		m.say(view.Done, view.Plural(len(msg.Pictures), "picture")+" of the last time fetched; "+m.keys.Pictures.Help().Key+" shows them.")
	case msg.Waiting > 0 && m.status.Text == "":
		m.say(view.Hint, view.Plural(msg.Waiting, "picture")+" of the last time is still being made there.")
	}
	return cmd
}
