package ui

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strings"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/data/webui"
	"tailor/tags/prompt/settings"
	"tailor/tags/prompt/splice"
	"tailor/tags/studio"
	"tailor/ui/graphics"
	"tailor/ui/view"
)

// mostQueued is how many pictures may wait.
const mostQueued = 500

// making is the queue of pictures, one of which is made.
type making struct {
	queue   []studio.Order
	running bool
	run     int // number of the one that runs
	// done of total count what the queue has held since it was last empty.
	done, total int
	progress    webui.Progress
	stopping    bool
	stop        context.CancelCauseFunc
	feed        *feed
}

// feed carries the progress of one run to the screen: the latest of it alone,
// so that a fast server does not flood a slow terminal.
type feed struct {
	mu      sync.Mutex
	last    webui.Progress
	preview []byte
	news    chan struct{}
}

func newFeed() *feed { return &feed{news: make(chan struct{}, 1)} }

func (f *feed) put(p webui.Progress) {
	f.mu.Lock()
	f.last = p
	if p.Preview != nil {
		f.preview = p.Preview
	}
	f.mu.Unlock()
	select {
	case f.news <- struct{}{}:
	default:
	}
}

// progressMsg brings the progress of a run.
type progressMsg struct {
	Run      int
	Progress webui.Progress
	Preview  image.Image // nil where there is no new one
	Feed     *feed
}

// listen waits for news of a run.
func listen(run int, f *feed, done <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-f.news:
		case <-done:
			return nil
		}
		f.mu.Lock()
		msg := progressMsg{Run: run, Progress: f.last, Feed: f}
		data := f.preview
		f.preview = nil
		f.mu.Unlock()
		if data != nil {
			msg.Preview, _ = graphics.Decode(data) // one that cannot be read is none
		}
		return msg
	}
}

// madeMsg brings the pictures of a run.
type madeMsg struct {
	Run      int
	Pictures []studio.Picture
	Warnings []string
	Err      error
	Lost     error // the history could not be written
}

// generate puts the prompt into the queue.
func (m *Model) generate() tea.Cmd {
	m.leaveList()
	if m.o.Studio == nil {
		m.say(view.Failure, "Pictures cannot be made: "+m.o.StudioFault)
		return nil
	}
	t := m.Texts()
	if strings.TrimSpace(t.Positive) == "" {
		m.say(view.Quiet, "There is nothing to draw yet: write a prompt first.")
		return nil
	}
	if len(m.making.queue) >= mostQueued {
		m.say(view.Warning, fmt.Sprintf("%d pictures wait already.", mostQueued))
		return nil
	}
	line := m.settingsLine()
	seed, fixed := line.SeedOf()
	if !fixed {
		seed = settings.DrawSeed()
	}
	t.Positive, t.Negative = splice.Copyable(t.Positive), splice.Copyable(t.Negative)
	m.making.queue = append(m.making.queue, studio.Order{Texts: t, Settings: line, Written: m.settings.Text(), Sampling: m.sampling(), Seed: seed})
	m.making.total++
	m.status = view.Status{}
	if m.making.running {
		m.relayout()
		return nil
	}
	cmd := m.makeNext()
	if p := m.pictures; !p.introduced { // once: then the user knows where they are
		p.introduced = true
		m.column.current = p
	}
	m.relayout()
	return cmd
}

// makeNext has the next picture of the queue made.
func (m *Model) makeNext() tea.Cmd {
	k := &m.making
	if len(k.queue) == 0 {
		*k = making{run: k.run}
		m.relayout()
		return nil
	}
	o := k.queue[0]
	k.queue = k.queue[1:]
	k.run++
	k.running, k.stopping, k.progress, k.feed = true, false, webui.Progress{}, newFeed()
	// Leaving the screen leaves the server to it; only the key stops it.
	ctx, stop := context.WithCancelCause(m.ctx)
	k.stop = stop
	run, f, s, store, now := k.run, k.feed, m.o.Studio, m.o.Store, m.o.Now()
	done := make(chan struct{})
	makes := func() tea.Msg {
		defer close(done)
		msg := madeMsg{Run: run}
		if store != nil {
			msg.Lost = store.AddHistory(state.Copied{Time: now, Prompt: o.Texts.Positive, Negative: o.Texts.Negative, Settings: o.Written})
		}
		msg.Pictures, msg.Err = s.Make(ctx, o, func(w string) { msg.Warnings = append(msg.Warnings, w) }, f.put)
		return msg
	}
	return tea.Batch(makes, listen(run, f, done))
}

// progressed takes the progress of the run that is on.
func (m *Model) progressed(msg progressMsg) tea.Cmd {
	k := &m.making
	if msg.Run != k.run || !k.running {
		return nil
	}
	k.progress = msg.Progress
	if msg.Progress.Note != "" {
		m.say(view.Warning, msg.Progress.Note)
	}
	if msg.Preview != nil {
		m.pictures.showPreview(msg.Preview)
	}
	return listen(msg.Run, msg.Feed, m.ctx.Done())
}

// made takes the pictures of a run, and goes on with the queue.
func (m *Model) made(msg madeMsg) tea.Cmd {
	k := &m.making
	if msg.Run != k.run || !k.running {
		return nil
	}
	k.stop(nil)
	k.running = false
	k.done++
	m.server.seen(msg.Err)
	if m.server.names == nil && m.o.Studio != nil && msg.Err == nil {
		m.server.names = m.o.Studio.Target(m.sampling()).Names
	}
	m.pictures.preview = nil
	m.pictures.add(msg.Pictures)
	switch {
	case errors.Is(msg.Err, webui.ErrInterrupted):
		what := "Stopped."
		var told *webui.Error
		if errors.As(msg.Err, &told) {
			what = "Let go: " + told.Error()
		}
		m.say(view.Done, what)
	case msg.Err != nil:
		m.say(view.Failure, oneLine(msg.Err))
		if len(msg.Pictures) == 0 { // the next would fail as well
			k.queue = nil
		}
	case len(msg.Warnings) > 0:
		m.say(view.Warning, strings.Join(msg.Warnings, "; "))
	case msg.Lost != nil:
		m.say(view.Warning, "The picture is made, but the history cannot be written: "+msg.Lost.Error())
	case len(k.queue) == 0 && len(msg.Pictures) > 0:
		what := "Saved as " + msg.Pictures[len(msg.Pictures)-1].File
		if k.done > 1 {
			what = fmt.Sprintf("%s saved, the last as %s", view.Plural(k.done, "picture"), msg.Pictures[len(msg.Pictures)-1].File)
		}
		m.say(view.Done, what+".")
	}
	return m.makeNext()
}

// oneLine joins the lines of an error.
func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }

// interrupt stops the picture that is made, and pressed again all that wait.
func (m *Model) interrupt() {
	k := &m.making
	switch {
	case !k.running:
		m.say(view.Quiet, "No picture is being made.")
	case k.stopping || len(k.queue) > 0 && m.status.Text == againStops:
		k.queue = nil
		k.total = k.done + 1
		k.stopping = true
		k.stop(webui.ErrInterrupted)
		m.say(view.Quiet, "All are stopped.")
	default:
		k.stopping = true
		k.stop(webui.ErrInterrupted)
		m.say(view.Quiet, "Stopping …")
		if len(k.queue) > 0 {
			m.say(view.Quiet, againStops)
		}
	}
}

// againStops is said when more pictures wait.
const againStops = "Stopping this one; the same key again stops all."

// progressText says how far the pictures are, "picture 2 of 4 · step 11 of 28 ·
// 6 s".
func (k *making) progressText() string {
	p := k.progress
	parts := []string{fmt.Sprintf("picture %d of %d", k.done+1, max(k.total, k.done+1))}
	switch {
	case k.stopping:
		parts = append(parts, "stopping")
	case p.Waiting && p.Before > 0:
		parts = append(parts, fmt.Sprintf("waits behind %d", p.Before))
	case p.Waiting:
		parts = append(parts, "waits")
	case p.Steps > 0:
		parts = append(parts, fmt.Sprintf("step %d of %d", p.Step, p.Steps))
	default:
		parts = append(parts, "begins")
	}
	if p.Left >= time.Second && !k.stopping {
		parts = append(parts, p.Left.Round(time.Second).String())
	}
	return strings.Join(parts, " · ")
}

// drawProgress draws the line of the pictures that are made.
func (m *Model) drawProgress(w int) string {
	k := &m.making
	return view.Progress(m.theme, k.progressText(), k.progress.Step, k.progress.Done, w, says(m.keys.Interrupt, "stop"), says(m.keys.Pictures, "see"))
}
