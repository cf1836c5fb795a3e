package ui

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
)

// Outcome is what the screen leaves behind.
type Outcome struct {
	Texts prompt.Texts
	// ByHand is a text that was to be copied and that no clipboard took, ""
	// for none.
	ByHand string
	// Aborted tells that the screen was ended by a signal.
	Aborted bool
}

// Run shows the screen until the user leaves it, and saves what has to be
// saved. The terminal is restored whatever happens; the texts come back even
// with an error.
func Run(ctx context.Context, o Options, t *Terminal) (Outcome, error) {
	o.Width, o.Height = t.Size()
	m := New(o)
	var p *tea.Program
	send := func(msg tea.Msg) { p.Send(msg) }
	options := []tea.ProgramOption{tea.WithInput(&keysEnd{File: t.in, t: t, keys: keysOf(t.in, send)}), tea.WithOutput(screenEnd{t.out, t}), tea.WithAltScreen(), tea.WithFPS(120), tea.WithoutSignalHandler()}
	if o.Mouse {
		options = append(options, tea.WithMouseCellMotion())
	}
	guarded := &guard{m: m}
	p = tea.NewProgram(guarded, options...)
	if o.Light != nil {
		// Asked once the terminal is raw, so that the answer is not echoed.
		m.ask = func() { t.Write([]byte(askBackground)) }
		t.background = func(dark bool) { go p.Send(backgroundMsg{dark}) }
	}

	signals := make(chan os.Signal, 8)
	signal.Notify(signals, append([]os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}, append(stopSignals, wakeSignals...)...)...)
	defer signal.Stop(signals)
	ended := make(chan struct{})
	watchSize(t, send, ended)
	aborted := make(chan os.Signal, 1)
	go func() {
		rested := false
		for {
			select {
			case s := <-signals:
				switch {
				case slices.Contains(stopSignals, s):
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
				aborted <- s
				p.Quit()
			case <-ctx.Done():
				// Not by tea.WithContext, which leaves the reader of the keys
				// running.
				p.Quit()
			case <-ended:
			}
			return
		}
	}()
	_, err := p.Run()
	close(ended)
	switch {
	case guarded.fault != nil:
		err = guarded.fault
	case err == nil:
		err = ctx.Err()
	}
	outcome := Outcome{Texts: m.Texts(), ByHand: m.ByHand()}
	select {
	case <-aborted:
		outcome.Aborted = true
	default:
	}
	if saved := m.Close(); err == nil && saved != nil {
		err = fmt.Errorf("the last draft could not be saved: %w", saved)
	}
	return outcome, err
}

// rest gives the terminal back to the shell, stops until the shell wakes the
// program again, and draws the screen anew.
func rest(p *tea.Program, mouse bool, stop func()) {
	if p.ReleaseTerminal() != nil {
		return
	}
	stop()
	if p.RestoreTerminal() == nil && mouse {
		p.Send(tea.EnableMouseCellMotion()) // which Bubble Tea forgets
	}
}
