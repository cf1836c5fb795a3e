package webui

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"tailor/data/beside"
)

// a1111 is a server of A1111's kind.
type a1111 struct {
	*connection
	about About
}

func (s *a1111) About() About { return s.about }

// a1111State is the answer of GET /sdapi/v1/progress, which tells of whatever
// job runs, be it another client's, apart from its preview.
type a1111State struct {
	Progress float64 `json:"progress"`
	Left     float64 `json:"eta_relative"`
	State    struct {
		Count int `json:"job_count"` // -1 while the model is loaded
		No    int `json:"job_no"`
		Step  int `json:"sampling_step"`
		Steps int `json:"sampling_steps"`
	} `json:"state"`
}

// a1111Run is one job on its way.
type a1111Run struct {
	*a1111
	task string
	idle bool // the server did nothing before the job was sent
	// mine reports that the job that runs there is this one, and told that
	// the server can tell so.
	mine, told bool
	heard      time.Time // when the server last gave a sign of life
}

// Generate posts the request, which is answered when the pictures are done,
// and asks for the progress meanwhile.
func (s *a1111) Generate(ctx context.Context, j Job, report func(Progress), take func(Picture)) error {
	r := j.Request
	r.Task = "task(" + j.ID + ")"
	body, err := json.Marshal(r)
	if err != nil {
		return err
	}
	run := &a1111Run{a1111: s, task: r.Task, heard: time.Now()}
	var before a1111State
	if _, err := s.get(ctx, "/sdapi/v1/progress?skip_current_image=true", &before); err != nil {
		return err
	}
	run.idle = before.State.Count == 0
	most := max(1, r.Batch) * max(1, r.Count)
	sent := a1111Answer{spool: new(spool), most: most + morePictures}
	defer sent.spool.close()
	posting, abandon := context.WithCancelCause(context.WithoutCancel(ctx))
	done := make(chan error, 1)
	posted := beside.Go(func() {
		done <- beside.Try(func() error {
			_, err := s.ask(posting, question{http.MethodPost, "/sdapi/v1/txt2img", body, r.mostAnswer(), true, sent.read})
			return err
		})
	})
	defer func() { abandon(nil); posted() }() // nothing is written to the spool any more
	watching, stop := context.WithCancel(ctx)
	watched := beside.Go(func() { run.watch(watching, report, abandon) })
	defer func() { stop(); watched() }()
	select {
	case err := <-done:
		stop()
		watched()
		if err != nil {
			return err
		}
		return s.pictures(&sent, most, take)
	case <-ctx.Done():
	}
	stop()
	watched()
	cause := context.Cause(ctx)
	if !errors.Is(cause, ErrInterrupted) {
		return cause // the server goes on with it
	}
	return run.interrupt(func(patience time.Duration) bool {
		select {
		case <-done:
			return true
		case <-time.After(patience):
			return false
		}
	})
}

// watch asks for the progress until ctx ends. When the server does not answer
// for as long as it may be silent the job is given up.
func (r *a1111Run) watch(ctx context.Context, report func(Progress), abandon context.CancelCauseFunc) {
	last := Progress{ID: r.task}
	if report != nil {
		report(last)
	}
	for sleep(ctx, r.every) {
		p, err := r.progress(ctx, report != nil)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil:
			r.heard = time.Now()
			if report != nil {
				report(p)
			}
			last = p
		case !errors.As(err, new(*Error)):
		case time.Since(r.heard) > r.silence:
			abandon(r.fail(fmt.Sprintf("it has not answered for %v while it made the picture", r.silence), "look whether it still runs; a restart of it loses the picture", errSilent))
			return
		case report != nil:
			last.Silent, last.Preview, last.Note = true, nil, ""
			report(last)
		}
	}
}

// progress asks how far the job is.
func (r *a1111Run) progress(ctx context.Context, preview bool) (Progress, error) {
	p := Progress{ID: r.task}
	// Only the page's own route says whose job runs. It is not there with
	// --nowebui, and before 1.8 it does not know a client's name for a job.
	ask, _ := json.Marshal(map[string]any{"id_task": r.task, "id_live_preview": -1, "live_preview": false})
	var task struct {
		Active    bool   `json:"active"`
		Queued    bool   `json:"queued"`
		Completed bool   `json:"completed"`
		Text      string `json:"textinfo"`
	}
	a, err := r.ask(ctx, question{method: http.MethodPost, path: "/internal/progress", body: ask, read: into(&task)})
	if a == nil {
		return p, err
	}
	r.told = r.told || err == nil && (task.Active || task.Queued || task.Completed)
	r.mine = r.told && task.Active || !r.told && r.idle
	if !r.mine {
		p.Waiting = !task.Completed
		var place, of int
		if n, _ := fmt.Sscanf(task.Text, "In queue: %d/%d", &place, &of); n == 2 && place > 0 {
			p.Before = place
		}
		return p, nil
	}
	path := "/sdapi/v1/progress"
	if !preview {
		path += "?skip_current_image=true"
	}
	var state a1111State
	if _, err := r.ask(ctx, question{method: http.MethodGet, path: path, read: func(from io.Reader) error {
		s := newStream(from)
		return s.object(func(key string) (err error) {
			switch key {
			case "progress":
				return s.into(&state.Progress)
			case "eta_relative":
				return s.into(&state.Left)
			case "state":
				return s.into(&state.State)
			case "current_image":
				p.Preview, err = s.preview()
				return err
			}
			return s.value(false)
		})
	}}); err != nil {
		return p, err
	}
	if state.State.Count == 0 && r.idle && !r.told {
		r.mine = false // not begun, or just done
		return p, nil
	}
	p.Step, p.Steps = max(0, state.State.Step), max(0, state.State.Steps)
	p.Done = max(0, min(state.Progress, 1))
	p.Left = time.Duration(max(0, min(state.Left, 1e6)) * float64(time.Second))
	return p, nil
}

// interrupt stops the server's job, if it is this one that runs, and waits a
// little for its answer.
func (r *a1111Run) interrupt(answered func(time.Duration) bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if answered(0) {
		return ErrInterrupted
	}
	if _, err := r.progress(ctx, false); err != nil || !r.mine {
		if answered(0) {
			return ErrInterrupted
		}
		return fmt.Errorf("%w: %w", ErrInterrupted, r.fail("another job runs there, so nothing was stopped", "the server will still make this picture when its turn comes", nil))
	}
	if _, err := r.do(ctx, question{method: http.MethodPost, path: "/sdapi/v1/interrupt"}); err != nil {
		return fmt.Errorf("%w: %w", ErrInterrupted, err)
	}
	answered(5 * time.Second)
	return ErrInterrupted
}

// preview reads the next value, a picture of a half-made one. One that is
// damaged or too large is none.
func (s *stream) preview() ([]byte, error) {
	var picture small
	damaged, err := s.image(&picture)
	if damaged || picture.size > maxPreview || err != nil {
		return nil, err
	}
	return picture.data, nil
}

// small keeps what is written to it as long as that is no more than maxPreview.
type small struct {
	data []byte
	size int
}

func (s *small) Write(b []byte) (int, error) {
	if s.size += len(b); s.size <= maxPreview {
		s.data = append(s.data, b...)
	}
	return len(b), nil
}

// a1111Answer is the answer of txt2img as it comes.
type a1111Answer struct {
	spool *spool // its pictures
	most  int    // how many they may be
	info  string // what is said of them, JSON in itself
}

func (a *a1111Answer) read(r io.Reader) error {
	s := newStream(r)
	return s.object(func(key string) error {
		switch key {
		case "images":
			return s.array(func() (err error) {
				if len(a.spool.parts) == a.most {
					return s.value(false)
				}
				a.spool.begin()
				a.spool.last().damaged, err = s.image(a.spool)
				return err
			})
		case "info":
			return s.into(&a.info)
		}
		return s.value(false)
	})
}

// pictures hands over the pictures of an answer, no more than most.
func (s *a1111) pictures(a *a1111Answer, most int, take func(Picture)) error {
	var info struct {
		Seeds []json.Number `json:"all_seeds"`
		First int           `json:"index_of_first_image"`
		Texts []string      `json:"infotexts"`
	}
	_ = newStream(strings.NewReader(a.info)).into(&info) // without it the seeds are not known
	// A grid may stand before the pictures, and what extensions add behind
	// them; an interrupt leaves seeds without pictures.
	parts := a.spool.parts
	first := max(0, min(info.First, len(parts)))
	last := min(len(parts), first+most)
	if n := len(info.Seeds); n > 0 {
		last = min(last, first+n)
	}
	var damaged []error
	for i := first; i < last; i++ {
		p, ok := a.spool.picture(parts[i])
		if !ok {
			damaged = append(damaged, s.fail(fmt.Sprintf("picture %d that it sent is damaged or no picture", i-first+1), "try again; samples_format in its settings must be png, jpg or webp", nil))
			continue
		}
		if n := i - first; n < len(info.Seeds) {
			var seed uint64
			if _, err := fmt.Sscan(info.Seeds[n].String(), &seed); err == nil {
				p.Seed, p.Known = seed, true
			}
		}
		if i < len(info.Texts) {
			p.note(info.Texts[i])
		}
		take(p)
	}
	if first >= last {
		return s.fail("it sent no picture", "look at what it wrote in its own terminal", nil)
	}
	return errors.Join(damaged...)
}

// Fetch has nothing to fetch: these servers send pictures in the answer to
// the request alone.
func (s *a1111) Fetch(context.Context, Job, func(Picture)) error { return ErrForgotten }
