package main

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/charmbracelet/bubbles/progress"

	"tailor/cmd/tailor/cli"
	"tailor/data/webui"
)

// sendProgress shows on standard error how far a picture is: a bar on a
// terminal, now and then a line in a pipe.
type sendProgress struct {
	*app
	picture, of int
	bar         progress.Model
	terminal    bool

	mu    sync.Mutex
	last  string
	said  time.Time
	tenth int
	shown bool
}

// everyLine is how often a pipe gets a line at most.
const everyLine = 2 * time.Second

func newProgress(a *app, picture, of int) *sendProgress {
	return &sendProgress{app: a, picture: picture, of: of, bar: progress.New(progress.WithWidth(24), progress.WithoutPercentage()), terminal: cli.IsTerminal(a.Err)}
}

func (s *sendProgress) report(p webui.Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.Note != "" {
		s.clear()
		s.Warn(errors.New(p.Note))
	}
	text := p.Describe(s.picture, s.of)
	if s.terminal {
		fmt.Fprintf(s.Err, "\r%s  %s\x1b[K", s.bar.ViewAs(p.Done), text)
		s.shown = true
		return
	}
	if text == s.last || int(10*p.Done) == s.tenth && s.last != "" && time.Since(s.said) < everyLine {
		return
	}
	s.last, s.said, s.tenth = text, time.Now(), int(10*p.Done)
	fmt.Fprintln(s.Err, text)
}

func (s *sendProgress) clear() {
	if s.shown {
		fmt.Fprint(s.Err, "\r\x1b[K")
		s.shown = false
	}
}

// end takes the bar away.
func (s *sendProgress) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clear()
}
