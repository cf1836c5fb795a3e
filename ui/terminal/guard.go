package terminal

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/graphics"
)

// guard is the model as Bubble Tea runs it. A panic in the model or in one of
// its commands ends the program as the quit key does: the terminal is
// restored, the draft is written, and what happened is returned by Run. Bubble
// Tea's own way would write the panic to standard output, where the prompt
// goes.
type guard struct {
	m      tea.Model
	screen screenEnd
	// graphics gathers the answers to graphics.Ask, nil where it was not
	// asked.
	graphics *graphics.Sifter
	ask      func() // asks the terminal for its ground once it is raw, or nil
	kill     func() // ends the program at once, from wherever it is called
	fault    atomic.Pointer[Fault]
}

// fail ends the program with a fault, from outside of it: nothing is sent,
// since what sends may be what is broken.
func (g *guard) fail(f *Fault) {
	g.fault.CompareAndSwap(nil, f)
	g.kill()
}

// Fault is a panic that ended the screen: a mistake in tailor.
type Fault struct {
	Panic any
	Stack []byte
}

// Error says what happened to the text, and what is worth reporting.
func (f *Fault) Error() string {
	return fmt.Sprintf("tailor made a mistake and had to end; what was typed is kept as a draft, which the next start offers. Please report this:\n%v\n%s", f.Panic, f.Stack)
}

// faultMsg says that a command panicked.
type faultMsg struct{ *Fault }

func (g *guard) Init() (cmd tea.Cmd) {
	defer g.caught(&cmd)
	cmd = g.m.Init()
	if g.ask != nil {
		cmd = tea.Batch(cmd, func() tea.Msg { g.ask(); return nil })
	}
	return watched(cmd)
}

func (g *guard) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	next = g
	switch msg := msg.(type) {
	case faultMsg:
		g.fault.CompareAndSwap(nil, msg.Fault)
		return g, tea.Quit
	case kittyMsg:
		g.screen.speaksKitty()
		return g, nil
	}
	if answer, ok := msg.(AnswerMsg); ok && g.graphics != nil {
		if _, said, done := g.graphics.Sift([]byte(answer)); done {
			msg = GraphicsMsg{said}
		}
	}
	defer g.caught(&cmd)
	g.m, cmd = g.m.Update(msg)
	return g, watched(cmd)
}

func (g *guard) View() (view string) {
	defer func() {
		if r := recover(); r != nil {
			g.fail(&Fault{r, debug.Stack()})
			view = ""
		}
	}()
	g.screen.place(g.m)
	return g.m.View()
}

// caught ends the program after a panic.
func (g *guard) caught(cmd *tea.Cmd) {
	if r := recover(); r != nil {
		g.fault.CompareAndSwap(nil, &Fault{r, debug.Stack()})
		*cmd = tea.Quit
	}
}

// aside runs do in a goroutine whose panic ends the program.
func aside(fail func(*Fault), do func()) {
	go func() {
		defer caught(fail)
		do()
	}()
}

// caught ends the program where the function that defers it panics.
func caught(fail func(*Fault)) {
	if r := recover(); r != nil {
		fail(&Fault{r, debug.Stack()})
	}
}

// watched makes a command whose panic becomes a message, with all the commands
// that it brings.
func watched(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = faultMsg{&Fault{r, debug.Stack()}}
			}
		}()
		msg = cmd()
		if all, ok := commands(msg); ok {
			for k := range all {
				all[k] = watched(all[k])
			}
		}
		return msg
	}
}

// commands returns the commands that a message is: a batch, or a sequence,
// whose type Bubble Tea keeps to itself. They share the message's memory.
func commands(msg tea.Msg) ([]tea.Cmd, bool) {
	all := reflect.ValueOf(msg)
	if !all.IsValid() || !all.CanConvert(reflect.TypeFor[[]tea.Cmd]()) {
		return nil, false
	}
	cmds, ok := all.Convert(reflect.TypeFor[[]tea.Cmd]()).Interface().([]tea.Cmd)
	return cmds, ok
}
