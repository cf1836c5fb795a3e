package pictures

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/data/webui"
	"tailor/tags/prompt/settings"
	"tailor/tags/prompt/splice"
	"tailor/tags/studio"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// mostQueued is how many pictures may wait.
const mostQueued = 500

// making is the queue of pictures, one of which is made.
type making struct {
	queue   []studio.Order
	running bool
	order   studio.Order // the one that runs
	run     int          // its number
	// done of total count what the queue has held since it was last empty.
	done, total int
	progress    webui.Progress
	stopping    bool
	known       bool // what the server is
	stop        context.CancelCauseFunc
	feed        *feed
}

// feed carries the progress of one run to the screen: the latest of it alone,
// with the latest preview, so that a fast server does not flood a slow terminal.
type feed struct {
	news chan webui.Progress // has room for one
	over chan struct{}       // closed at the run's end: nothing comes any more
}

// put takes the place of what was not fetched. It never waits.
func (f *feed) put(p webui.Progress) {
	select {
	case last := <-f.news:
		if p.Preview == nil {
			p.Preview = last.Preview
		}
	default:
	}
	select {
	case f.news <- p:
	default: // another was faster
	}
}

// ProgressMsg brings the progress of a run.
type ProgressMsg struct {
	Run      int
	Progress webui.Progress
	Preview  image.Image // nil where there is no new one
	Feed     *feed
}

// listen waits for news of a run, or its end.
func listen(run int, f *feed) tea.Cmd {
	return func() tea.Msg {
		select {
		case p := <-f.news:
			msg := ProgressMsg{Run: run, Progress: p, Feed: f}
			if p.Preview != nil {
				msg.Preview = unpackPreview(p.Preview)
			}
			return msg
		case <-f.over:
			return nil
		}
	}
}

// MadeMsg brings the pictures of a run.
type MadeMsg struct {
	Run      int
	Pictures []state.Picture
	Warnings []string
	Err      error
	Lost     error // the history could not be written
}

// Generate puts the prompt into the queue.
func (m *Maker) Generate() tea.Cmd {
	m.LeaveList()
	if m.Options.Studio == nil {
		m.Say(view.Failure, "Pictures cannot be made: "+m.Options.StudioFault)
		return nil
	}
	t := m.Texts()
	if strings.TrimSpace(t.Positive) == "" {
		m.Say(view.Quiet, "There is nothing to draw yet: write a prompt first.")
		return nil
	}
	if len(m.making.queue) >= mostQueued {
		m.Say(view.Warning, fmt.Sprintf("%d pictures wait already.", mostQueued))
		return nil
	}
	line := m.SettingsLine()
	seed, fixed := line.SeedOf()
	if !fixed {
		seed = settings.DrawSeed()
	}
	t.Positive, t.Negative = splice.Copyable(t.Positive), splice.Copyable(t.Negative)
	m.making.queue = append(m.making.queue, studio.Order{Texts: t, Settings: line, Written: m.Settings.Text(), Sampling: m.Sampling(), Seed: seed})
	m.making.total++
	m.Status = view.Status{}
	return m.started()
}

// started sees to it that the queue is being worked on.
func (m *Maker) started() tea.Cmd {
	if m.making.running {
		m.Relayout()
		return m.keepQueue()
	}
	cmd := m.makeNext()
	if p := m.Pane; !p.introduced { // once: then the user knows where they are
		p.introduced = true
		m.column.Bring(p)
	}
	m.Relayout()
	return cmd
}

// makeNext has the next picture of the queue made.
func (m *Maker) makeNext() tea.Cmd {
	k := &m.making
	if len(k.queue) == 0 {
		*k = making{run: k.run}
		m.Relayout()
		return m.keepQueue()
	}
	o := k.queue[0]
	k.queue = k.queue[1:]
	k.run++
	k.order, k.running, k.stopping, k.known, k.progress, k.feed = o, true, false, false, webui.Progress{}, &feed{make(chan webui.Progress, 1), make(chan struct{})}
	// Leaving the screen leaves the server to it; only the key stops it.
	ctx, stop := context.WithCancelCause(m.Ctx)
	k.stop = stop
	run, f, s, store, now := k.run, k.feed, m.Options.Studio, m.Options.Store, m.Options.Now
	makes := func() tea.Msg {
		defer close(f.over)
		msg := MadeMsg{Run: run}
		msg.Pictures, msg.Err = s.Make(ctx, o, func(w string) { msg.Warnings = append(msg.Warnings, w) }, f.put)
		if store != nil && len(msg.Pictures) > 0 {
			msg.Lost = store.AddHistory(state.Copied{Time: now(), Prompt: o.Texts.Positive, Negative: o.Texts.Negative, Settings: o.Written, How: state.Made})
		}
		return msg
	}
	return tea.Batch(m.keepQueue(), makes, listen(run, f))
}

// Progressed takes the progress of the run that is on.
func (m *Maker) Progressed(msg ProgressMsg) tea.Cmd {
	k := &m.making
	if msg.Run != k.run || !k.running {
		return nil
	}
	var keep tea.Cmd
	if !k.known { // now it is known what the server is
		k.known, keep = true, m.keepQueue()
	}
	k.progress = msg.Progress
	if msg.Progress.Note != "" {
		m.Say(view.Warning, msg.Progress.Note)
	}
	if msg.Preview != nil {
		m.Pane.showPreview(msg.Preview)
	}
	return tea.Batch(keep, listen(msg.Run, msg.Feed))
}

// Made takes the pictures of a run, and goes on with the queue.
func (m *Maker) Made(msg MadeMsg) tea.Cmd {
	k := &m.making
	if msg.Run != k.run || !k.running {
		return nil
	}
	k.stop(nil)
	k.running = false
	k.done++
	m.server.seen(msg.Err)
	if m.Names == nil && m.Options.Studio != nil && msg.Err == nil {
		m.Names = m.Options.Studio.Target(m.Sampling()).Names
	}
	m.Pane.preview = nil
	m.Pane.Add(msg.Pictures)
	switch {
	case errors.Is(msg.Err, webui.ErrInterrupted):
		what := "Stopped."
		if told, ok := errors.AsType[*webui.Error](msg.Err); ok {
			what = "Let go: " + told.Error()
		}
		m.Say(view.Done, what)
	case msg.Err != nil:
		said := oneLine(msg.Err)
		if len(msg.Pictures) == 0 && len(k.queue) > 0 { // the next would fail as well
			m.waiting.left, k.queue = append(m.waiting.left, k.queue...), nil
			said += "; " + view.Plural(len(m.waiting.left), "picture") + " more: " + m.whatNow()
		}
		m.Say(view.Failure, said)
	case len(msg.Warnings) > 0:
		m.Say(view.Warning, strings.Join(msg.Warnings, "; "))
	case msg.Lost != nil:
		m.Say(view.Warning, "The picture is made, but "+msg.Lost.Error())
	case len(k.queue) == 0 && len(msg.Pictures) > 0:
		what := "Saved as "
		if k.done > 1 {
			what = view.Plural(k.done, "picture") + " saved, the last as "
		}
		m.Say(view.Done, what+msg.Pictures[len(msg.Pictures)-1].File+".")
	}
	return m.makeNext()
}

// oneLine joins the lines of an error.
func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }

// Interrupt stops the picture that is made, and pressed again all that wait.
// Where none is made it forgets those that were left waiting.
func (m *Maker) Interrupt() tea.Cmd {
	k, w := &m.making, &m.waiting
	switch {
	case !k.running && len(w.left) > 0:
		m.Say(view.Quiet, view.Plural(len(w.left), "picture")+" that waited: forgotten.")
		w.left = nil
	case !k.running:
		m.Say(view.Quiet, "No picture is being made.")
	default:
		what := "Stopping …"
		if k.stopping || len(k.queue) > 0 && m.Status.Text == againStops {
			k.queue, k.total, what = nil, k.done+1, "All are stopped."
		} else if len(k.queue) > 0 {
			what = againStops
		}
		k.stopping = true
		k.stop(webui.ErrInterrupted)
		m.Say(view.Quiet, what)
	}
	return m.keepQueue()
}

// againStops is said when more pictures wait.
const againStops = "Stopping this one; the same key again stops all."

// progressText says how far the pictures are.
func (k *making) progressText() string {
	of := max(k.total, k.done+1)
	if k.stopping {
		return fmt.Sprintf("picture %d of %d · stopping", k.done+1, of)
	}
	return k.progress.Describe(k.done+1, of)
}

// DrawProgress draws the line of the pictures that are made.
func (m *Maker) DrawProgress(w int) string {
	k := &m.making
	return view.Progress(m.Theme, k.progressText(), k.progress.Step, k.progress.Done, w, keymap.Says(m.Keys.Interrupt, "stop"), keymap.Says(m.Keys.Pictures, "see"))
}
