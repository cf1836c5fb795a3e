package webui

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// comfy is a ComfyUI.
type comfy struct {
	*connection
	about About
}

func (s *comfy) About() About { return s.about }

// Generate puts the graph into the queue and follows it by the websocket, and
// where that is not to be had by asking.
func (s *comfy) Generate(ctx context.Context, j Job, report func(Progress), take func(Picture)) error {
	if report == nil {
		report = func(Progress) {}
	}
	r := newComfyRun(s, j, report)
	frames, closeSocket := s.listen(ctx, r.client)
	defer closeSocket()
	if err := r.submit(ctx); err != nil {
		return err
	}
	report(Progress{ID: r.id, Waiting: true, Note: r.note})
	err := r.follow(ctx, frames)
	closeSocket()
	switch {
	case ctx.Err() != nil && errors.Is(context.Cause(ctx), ErrInterrupted):
		return r.interrupt()
	case ctx.Err() != nil:
		return context.Cause(ctx) // the server goes on with it
	}
	return cmp.Or(err, s.fetch(ctx, r.id, j, r.outputs, take))
}

// submit posts the graph.
func (r *comfyRun) submit(ctx context.Context) error {
	body, err := json.Marshal(map[string]any{
		"prompt": r.job.Graph, "client_id": r.client, "prompt_id": r.job.ID,
		"extra_data": map[string]any{"preview_method": "auto"},
	})
	if err != nil {
		return err
	}
	var accepted struct {
		ID     string          `json:"prompt_id"`
		Error  json.RawMessage `json:"error"`
		Errors json.RawMessage `json:"node_errors"`
	}
	a, err := r.ask(ctx, question{method: http.MethodPost, path: "/prompt", body: body, read: into(&accepted)})
	if a != nil && a.status != http.StatusOK {
		if words := comfyReason(a.body); words != "" {
			return r.fail("it does not take the prompt: "+words, r.remedy(a.body), nil)
		}
	}
	if err != nil {
		return err
	}
	r.id = cmp.Or(accepted.ID, r.job.ID)
	if words := comfyReason([]byte(`{"error":` + string(accepted.Error) + `}`)); words != "" {
		return r.fail("it does not take the prompt: "+words, r.remedy(nil), nil)
	}
	// Some outputs were refused and the rest runs. Where they are all that
	// there is, no picture will come.
	if faults := nodeErrors(accepted.Errors); len(faults) > 0 {
		left := r.saves
		for _, f := range faults {
			left = slices.DeleteFunc(left, func(id string) bool { return slices.Contains(f.Dependent, id) })
		}
		words := comfyReason([]byte(`{"node_errors":` + string(accepted.Errors) + `}`))
		if len(left) == 0 {
			return r.fail("it left out what would have saved the picture: "+words, r.remedy(nil), nil)
		}
		r.note = r.name + ": left out: " + words
	}
	return nil
}

// remedy says what to do about a refused graph.
func (r *comfyRun) remedy(body []byte) string {
	if strings.Contains(string(body), "missing_node_type") || strings.Contains(string(body), "does not exist") {
		return "update ComfyUI, or leave out what needs the node"
	}
	return `"tailor server" lists the names that it has`
}

// nodeFault is what ComfyUI says of one node.
type nodeFault struct {
	Errors []struct {
		Type    string `json:"type"`
		Message string `json:"message"`
		Details string `json:"details"`
	} `json:"errors"`
	Dependent []string `json:"dependent_outputs"`
	Class     string   `json:"class_type"`
}

// nodeErrors reads node_errors; very old versions write an empty list.
func nodeErrors(raw json.RawMessage) map[string]nodeFault {
	var faults map[string]nodeFault
	if json.Unmarshal(raw, &faults) != nil {
		return nil
	}
	return faults
}

// comfyReason takes ComfyUI's own words out of its answer, "" where there are
// none.
func comfyReason(body []byte) string {
	var e struct {
		Error struct {
			Type    string `json:"type"`
			Message string `json:"message"`
			Details string `json:"details"`
		} `json:"error"`
		Nodes json.RawMessage `json:"node_errors"`
	}
	if json.Unmarshal(body, &e) != nil {
		return ""
	}
	var all []string
	faults := nodeErrors(e.Nodes)
	for _, id := range slices.SortedFunc(maps.Keys(faults), func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) }) {
		for _, f := range faults[id].Errors {
			all = append(all, faults[id].Class+": "+f.Message+colon(f.Details))
		}
	}
	if len(all) == 0 && e.Error.Message != "" {
		all = append(all, e.Error.Message+colon(e.Error.Details))
	}
	return shorten(strings.Join(all, ", "))
}

// interrupt takes the job out of the queue, and stops it if it runs. Older
// versions ignore which one is meant, so it is asked before.
func (r *comfyRun) interrupt() error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	out, _ := json.Marshal(map[string]any{"delete": []string{r.id}})
	if _, err := r.do(ctx, question{method: http.MethodPost, path: "/queue", body: out}); err != nil {
		return fmt.Errorf("%w: %w", ErrInterrupted, err)
	}
	running, _, err := r.queue(ctx)
	if err == nil && slices.Contains(running, r.id) {
		stop, _ := json.Marshal(map[string]any{"prompt_id": r.id})
		_, err = r.do(ctx, question{method: http.MethodPost, path: "/interrupt", body: stop})
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrInterrupted, err)
	}
	return ErrInterrupted
}

// comfyQueued is an entry of the queue: its number and id, behind which come
// graphs of any size.
type comfyQueued [2]json.RawMessage

// queue returns the ids of the jobs that run and of those that wait, in the
// order in which they will run.
func (s *comfy) queue(ctx context.Context) (running, waiting []string, err error) {
	var q struct {
		Running []comfyQueued `json:"queue_running"`
		Pending []comfyQueued `json:"queue_pending"`
	}
	if _, err := s.get(ctx, "/queue", &q); err != nil {
		return nil, nil, err
	}
	ids := func(entries []comfyQueued) (ids []string) {
		number := func(entry comfyQueued) (n float64) {
			_ = json.Unmarshal(entry[0], &n)
			return n
		}
		slices.SortStableFunc(entries, func(a, b comfyQueued) int { return cmp.Compare(number(a), number(b)) })
		for _, e := range entries {
			id := ""
			_ = json.Unmarshal(e[1], &id)
			ids = append(ids, id)
		}
		return ids
	}
	return ids(q.Running), ids(q.Pending), nil
}

// comfyImage is a picture among a node's outputs.
type comfyImage struct {
	Filename  string `json:"filename"`
	Subfolder string `json:"subfolder"`
	Type      string `json:"type"`
}

// comfyHistory is what GET /history/ID has of a job that is done.
type comfyHistory struct {
	Outputs map[string]struct {
		Images []comfyImage `json:"images"`
	} `json:"outputs"`
	Status struct {
		Text     string              `json:"status_str"`
		Messages [][]json.RawMessage `json:"messages"`
	} `json:"status"`
}

// history returns nil where the job is not done, or not known.
func (s *comfy) history(ctx context.Context, id string) (*comfyHistory, error) {
	var all map[string]*comfyHistory
	if _, err := s.get(ctx, "/history/"+url.PathEscape(id), &all); err != nil {
		return nil, err
	}
	return all[id], nil
}

// images returns the pictures of a history: those that were kept, and where
// there are none those that were only shown.
func (h *comfyHistory) images() []comfyImage {
	number := func(id string) int { n, _ := strconv.Atoi(id); return n }
	byNumber := func(a, b string) int { return cmp.Or(number(a)-number(b), strings.Compare(a, b)) }
	var kept, shown []comfyImage
	for _, id := range slices.SortedFunc(maps.Keys(h.Outputs), byNumber) {
		for _, i := range h.Outputs[id].Images {
			if i.Type == "output" {
				kept = append(kept, i)
			} else {
				shown = append(shown, i)
			}
		}
	}
	if len(kept) > 0 {
		return kept
	}
	return shown
}

// Fetch hands over the pictures of a job of an earlier sitting.
func (s *comfy) Fetch(ctx context.Context, j Job, take func(Picture)) error {
	return s.fetch(ctx, j.ID, j, nil, take)
}

// fetch hands over the pictures of a job by the history, or where that fails by
// the outputs that the socket told of.
func (s *comfy) fetch(ctx context.Context, id string, j Job, told []comfyImage, take func(Picture)) error {
	h, err := s.history(ctx, id)
	if err == nil && h == nil && len(told) == 0 {
		running, waiting, err := s.queue(ctx)
		switch {
		case err != nil:
			return err
		case slices.Contains(running, id) || slices.Contains(waiting, id):
			return ErrUnfinished
		}
		// It may have gone from the queue to the history between the two
		// questions.
		if h, err = s.history(ctx, id); err == nil && h == nil {
			err = ErrForgotten
		}
		if err != nil {
			return err
		}
	}
	images := told
	if h != nil {
		images = h.images()
	} else if len(told) == 0 {
		return err
	}
	images = images[:min(len(images), cmp.Or(j.Pictures, mostPictures))]
	if len(images) == 0 {
		return s.fail("it made no picture", "look at what it wrote in its own terminal", nil)
	}
	var wrong []error
	var came spool
	defer came.close()
	for _, i := range images {
		query := url.Values{"filename": {i.Filename}, "subfolder": {i.Subfolder}, "type": {cmp.Or(i.Type, "output")}}
		came.begin()
		a, err := s.ask(ctx, question{method: http.MethodGet, path: "/view?" + query.Encode(), limit: maxPicture, read: func(r io.Reader) error {
			_, err := io.Copy(&came, r)
			return err
		}})
		if a != nil && a.status == http.StatusNotFound {
			err = s.fail("it has lost the picture "+shorten(i.Filename), "make it again with the same seed", nil)
		}
		if err != nil {
			came.last().damaged = true
			wrong = append(wrong, err)
		}
	}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, ErrInterrupted) {
		return cause // all are fetched another time
	}
	for n, part := range came.parts {
		if part.damaged {
			continue
		}
		p, ok := came.picture(part)
		if !ok {
			wrong = append(wrong, s.fail(fmt.Sprintf("picture %d that it sent is damaged or no picture", n+1), "try again", nil))
			continue
		}
		p.Seed, p.Known = j.Seed, true
		if text := j.Infotext; text != "" {
			if n > 0 { // all of a batch have one seed: A1111's word tells them apart
				text += fmt.Sprintf(", Batch pos: %d", n)
			}
			p.note(text)
		}
		take(p)
	}
	return errors.Join(wrong...)
}
