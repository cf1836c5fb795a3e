package terminal

import (
	"errors"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// mistaken panics where it is told to.
type mistaken struct{ where string }

func (m mistaken) Init() tea.Cmd { return nil }
func (m mistaken) Update(tea.Msg) (tea.Model, tea.Cmd) {
	boom := func() tea.Msg { panic("a mistake") }
	switch m.where {
	case "update":
		panic("a mistake")
	case "command":
		return m, boom
	case "batch":
		return m, tea.Batch(func() tea.Msg { return nil }, boom)
	case "sequence":
		return m, tea.Sequence(func() tea.Msg { return nil }, tea.Batch(boom, boom))
	}
	return m, nil
}
func (m mistaken) View() string {
	if m.where == "view" {
		panic("a mistake")
	}
	return ""
}

// run carries out a command as Bubble Tea does, and gives what it brings to
// the guard.
func run(g *guard, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil, tea.QuitMsg:
	case tea.BatchMsg:
		for _, c := range msg {
			run(g, c)
		}
	case faultMsg:
		g.Update(msg)
	default:
		if all, ok := commands(msg); ok {
			for _, c := range all {
				run(g, c)
			}
		}
	}
}

// TestGuard holds that a panic anywhere in a model ends the program with its
// fault, and never reaches Bubble Tea.
func TestGuard(t *testing.T) {
	for _, where := range []string{"update", "command", "batch", "sequence", "view"} {
		quit := make(chan bool, 1)
		g := &guard{m: mistaken{where}, screen: screenEnd{screenState: &screenState{}}, quit: func() { quit <- true }}
		_, cmd := g.Update(tea.KeyMsg{})
		run(g, cmd)
		g.View()
		if g.fault == nil || g.fault.Panic != "a mistake" {
			t.Errorf("%s: the fault is %v", where, g.fault)
		}
		if where == "view" && !<-quit {
			t.Error("a panic in View does not end the program")
		}
	}
}

// TestAside holds that a goroutine beside the program hands its panic to it.
func TestAside(t *testing.T) {
	sent := make(chan tea.Msg, 1)
	aside(func(m tea.Msg) { sent <- m }, func() { panic("a mistake") })
	msg := <-sent
	g := &guard{m: mistaken{}, screen: screenEnd{screenState: &screenState{}}}
	if _, cmd := g.Update(msg); cmd == nil || g.fault == nil || g.fault.Panic != "a mistake" {
		t.Errorf("%v became %v", msg, g.fault)
	}
}

// broken is an input that panics.
type broken struct{}

func (broken) Read([]byte) (int, error) { panic("a mistake") }

func TestReaderPanics(t *testing.T) {
	sent := make(chan tea.Msg, 1)
	e := &keysEnd{source: broken{}, send: func(m tea.Msg) { sent <- m }}
	if _, err := e.Read(nil); err != nil {
		t.Error(err)
	}
	if f, ok := (<-sent).(faultMsg); !ok || f.Panic != "a mistake" {
		t.Errorf("sent %v", f)
	}
	var fault *Fault
	if !errors.As(error(&Fault{"x", nil}), &fault) {
		t.Error("a fault is no error")
	}
}
