package terminal

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/graphics"
)

// Options tell how a model is run.
type Options struct {
	Mouse bool
	// AskBackground has the terminal asked for the colour of its ground; the
	// model is told by a BackgroundMsg, if ever.
	AskBackground bool
	// AskGraphics has the terminal asked what it can draw; the model is told
	// by a GraphicsMsg, if ever.
	AskGraphics bool
}

// Run shows a model until it quits, the context ends or a signal ends it,
// which aborted tells of. The terminal is restored whatever happens. The
// error is a *Fault after a panic.
func Run(ctx context.Context, t *Terminal, m tea.Model, o Options) (aborted bool, err error) {
	var p *tea.Program
	send := func(msg tea.Msg) { p.Send(msg) }
	screen := screenEnd{t.out, t, &screenState{}}
	guarded := &guard{m: m, screen: screen}
	keys := newKeysEnd(t.in, send, guarded.fail)
	defer keys.end()
	options := []tea.ProgramOption{tea.WithInput(keys), tea.WithOutput(screen), tea.WithAltScreen(), tea.WithFPS(120), tea.WithoutSignalHandler(), tea.WithFilter(withSize)}
	if o.Mouse {
		options = append(options, tea.WithMouseCellMotion())
	}
	p = tea.NewProgram(guarded, options...)
	guarded.kill = p.Kill
	// Asked once the terminal is raw, so that the answers are not echoed.
	var ask string
	if o.AskBackground {
		ask = askBackground
	}
	if o.AskGraphics {
		ask += graphics.Ask
		guarded.graphics = new(graphics.Sifter)
	}
	if ask != "" {
		guarded.ask = func() { t.Write([]byte(ask)) }
	}

	signals := make(chan os.Signal, 8)
	signal.Notify(signals, append(slices.Clone(endSignals), append(stopSignals, wakeSignals...)...)...)
	defer signal.Stop(signals)
	ended := make(chan struct{})
	watchSize(t, send, guarded.fail, ended)
	ending := make(chan os.Signal, 1)
	aside(guarded.fail, func() {
		rested := false
		for {
			select {
			case s := <-signals:
				switch {
				case slices.Contains(stopSignals, s):
					keep(send)
					rest(p, o.Mouse, stopSelf)
					rested = true
					continue
				case slices.Contains(wakeSignals, s):
					if !rested {
						// It was stopped by the signal that nobody can catch,
						// and the shell has had the terminal since.
						rest(p, o.Mouse, func() {})
					}
					rested = false
					continue
				}
				ending <- s
				keys.finish()
				p.Quit()
			case <-ctx.Done():
				// Not by tea.WithContext, which leaves the reader of the keys
				// running.
				keys.finish()
				p.Quit()
			case <-ended:
			}
			return
		}
	})
	_, err = p.Run()
	close(ended)
	if f := guarded.fault.Load(); f != nil {
		err = f
	} else if err == nil {
		err = ctx.Err()
	}
	return len(ending) > 0, err
}

// keepWait is how long a stop waits for the model: a disk may be slow.
const keepWait = time.Second

// keep has the model keep what a stop may be the end of.
func keep(send func(tea.Msg)) {
	kept := make(chan struct{})
	send(RestingMsg{Kept: sync.OnceFunc(func() { close(kept) })})
	select {
	case <-kept:
	case <-time.After(keepWait):
	}
}

// RestingMsg says that the program is about to be stopped, perhaps for good. It
// goes on once Kept is called, or after a second.
type RestingMsg struct{ Kept func() }

// rest gives the terminal back to the shell, stops until the shell wakes the
// program again, and draws the screen again.
func rest(p *tea.Program, mouse bool, stop func()) {
	if p.ReleaseTerminal() != nil {
		return
	}
	stop()
	if p.RestoreTerminal() != nil {
		return
	}
	if mouse {
		p.Send(tea.EnableMouseCellMotion()) // which Bubble Tea forgets
	}
	p.Send(RestedMsg{})
}

// RestedMsg says that the shell has had the terminal: what lay on the screen
// beside the text is gone.
type RestedMsg struct{}
