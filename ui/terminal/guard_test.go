package terminal

import (
	"errors"
	"strings"
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
		killed := make(chan bool, 1)
		g := &guard{m: mistaken{where}, screen: screenEnd{screenState: &screenState{}}, kill: func() { killed <- true }}
		_, cmd := g.Update(tea.KeyMsg{})
		run(g, cmd)
		g.View()
		if f := g.fault.Load(); f == nil || f.Panic != "a mistake" {
			t.Errorf("%s: the fault is %v", where, f)
		}
		if where == "view" && !<-killed {
			t.Error("a panic in View does not end the program")
		}
	}
}

// TestAside holds that a goroutine beside the program, and the reader of the
// keys, end the program with their panic, also where nothing can be sent.
func TestAside(t *testing.T) {
	for name, panics := range map[string]func(fail func(*Fault)){
		"a goroutine": func(fail func(*Fault)) { aside(fail, func() { panic("a mistake") }) },
		"the reader": func(fail func(*Fault)) {
			e := &keysEnd{source: broken{}, fail: fail}
			if _, err := e.Read(nil); err != nil {
				t.Error(err)
			}
		},
		"the timer": func(fail func(*Fault)) { (&keysEnd{fail: fail, scanner: scanner{state: inPaste}}).silence() },
		"what sends": func(fail func(*Fault)) {
			e := &keysEnd{source: strings.NewReader("x"), buf: make([]byte, 1), fail: fail, send: func(tea.Msg) { panic("a mistake") }}
			_, _ = e.Read(nil)
		},
	} {
		killed := make(chan bool, 1)
		g := &guard{kill: func() { killed <- true }}
		panics(g.fail)
		<-killed
		var fault *Fault
		if err := error(g.fault.Load()); !errors.As(err, &fault) || fault.Panic == nil {
			t.Errorf("%s: the fault is %v", name, err)
		}
	}
}

// broken is an input that panics.
type broken struct{}

func (broken) Read([]byte) (int, error) { panic("a mistake") }
