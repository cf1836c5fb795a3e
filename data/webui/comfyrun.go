package webui

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// comfyRun is one job on its way.
type comfyRun struct {
	*comfy
	job        Job
	client, id string // of the socket and of the job
	report     func(Progress)
	note       string

	steps   map[string]int // the steps of every node that samples
	all     int            // all of them
	saves   []string       // the nodes that save pictures
	running bool           // what runs there is this job
	node    string         // the node that runs
	done    map[string]bool
	began   time.Time
	at      Progress
	outputs []comfyImage // as the socket told of them
	heard   time.Time
	missed  int // how often the server did not know of the job
	failed  error
}

func newComfyRun(s *comfy, j Job, report func(Progress)) *comfyRun {
	r := &comfyRun{comfy: s, job: j, client: NewID(), id: j.ID, report: report, steps: map[string]int{}, done: map[string]bool{}, heard: time.Now()}
	var nodes map[string]struct {
		Class  string `json:"class_type"`
		Inputs struct {
			Steps json.Number `json:"steps"`
		} `json:"inputs"`
	}
	_ = json.Unmarshal(j.Graph, &nodes) // a link in the place of a number has no steps
	for id, n := range nodes {
		if steps, err := n.Inputs.Steps.Int64(); err == nil && steps > 0 {
			r.steps[id] = int(steps)
			r.all += int(steps)
		}
		if n.Class == "SaveImage" || n.Class == "PreviewImage" {
			r.saves = append(r.saves, id)
		}
	}
	return r
}

// follow goes on until the job is done, ctx ends or the server is lost.
func (r *comfyRun) follow(ctx context.Context, frames <-chan frame) error {
	poll := time.NewTicker(r.every)
	defer poll.Stop()
	last := time.Now() // when it was asked
	for {
		select {
		case <-ctx.Done():
			return nil
		case f, open := <-frames:
			if !open {
				frames = nil // from here on by asking
				continue
			}
			r.heard, r.at.Silent = time.Now(), false
			if end := r.take(f); end {
				return r.failed
			}
		case <-poll.C:
			// While there is a socket it is asked rarely: only in case a
			// frame was lost.
			if frames != nil && time.Since(last) < 10*r.every {
				continue
			}
			last = time.Now()
			if end, err := r.look(ctx); end || err != nil {
				return err
			}
		}
	}
}

// look asks whether the job is done, by the history and the queue.
func (r *comfyRun) look(ctx context.Context) (end bool, err error) {
	h, err := r.history(ctx, r.id)
	if err == nil && h != nil {
		return true, r.ended(h)
	}
	var running, waiting []string
	if err == nil {
		running, waiting, err = r.queue(ctx)
	}
	switch {
	case ctx.Err() != nil:
		return true, nil
	case err != nil && time.Since(r.heard) > r.silence:
		if _, ok := errors.AsType[*Error](err); ok {
			return true, err
		}
		return true, r.fail(fmt.Sprintf("it has not answered for %v", r.silence), "look whether it still runs", errSilent)
	case err != nil: // it may come back
		r.at.Silent = true
		r.tell()
		return false, nil
	}
	r.heard, r.at.Silent = time.Now(), false
	place := slices.Index(waiting, r.id)
	switch {
	case slices.Contains(running, r.id):
		r.missed = 0
		r.start()
		r.tell()
	case place >= 0:
		r.missed = 0
		r.running = false
		r.report(Progress{ID: r.id, Waiting: true, Before: place + len(running)})
	default:
		// Between the queue and the history it is in neither for a moment.
		if r.missed++; r.missed >= 3 {
			return true, r.fail("it does not know the job any more", "it was restarted, or somebody took the job out of its queue; send it again", nil)
		}
	}
	return false, nil
}

// ended reads the end of a job out of the history.
func (r *comfyRun) ended(h *comfyHistory) error {
	for _, m := range h.Status.Messages {
		var kind string
		if len(m) != 2 || json.Unmarshal(m[0], &kind) != nil {
			continue
		}
		var d comfyData
		_ = json.Unmarshal(m[1], &d) // a message in another form says nothing
		switch kind {
		case "execution_error":
			return r.broken(d)
		case "execution_interrupted":
			return r.stopped()
		}
	}
	return nil
}

// broken is the error of a node that failed.
func (r *comfyRun) broken(d comfyData) error {
	words := shorten(d.Exception)
	if strings.Contains(d.ExceptionType, "OutOfMemory") {
		return r.fail("its graphics card has too little memory in "+shorten(d.NodeType)+colon(words), "take a smaller size, a smaller batch or no high-res fix", nil)
	}
	return r.fail("it failed in "+shorten(d.NodeType)+colon(words), "look at what it wrote in its own terminal", nil)
}

func (r *comfyRun) stopped() error {
	return r.fail("the job was interrupted there", "somebody stopped it on the server; send it again", nil)
}

func (r *comfyRun) start() {
	if !r.running {
		r.running = true
		r.at = Progress{ID: r.id}
		if r.began.IsZero() {
			r.began = time.Now()
		}
	}
}

// tell reports how far the job is: by the steps of all nodes that sample.
func (r *comfyRun) tell() {
	p := r.at
	p.ID = r.id
	if r.all > 0 {
		done := 0
		for id, steps := range r.steps {
			if r.done[id] {
				done += steps
			}
		}
		if !r.done[r.node] && r.steps[r.node] > 0 {
			done += min(p.Step, r.steps[r.node])
		}
		p.Done = max(0, min(float64(done)/float64(r.all), 1))
		if spent := time.Since(r.began); p.Done > 0 && p.Done < 1 {
			p.Left = time.Duration(float64(spent) * (1 - p.Done) / p.Done)
		}
	}
	r.report(p)
}
