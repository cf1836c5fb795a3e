package webuitest

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"image/jpeg"
	"image/png"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/coder/websocket"
)

// work does the jobs of the queue, one after another.
func (s *Comfy) work() {
	for {
		s.mu.Lock()
		var j *comfyJob
		if len(s.pending) > 0 {
			j, s.pending = s.pending[0], s.pending[1:]
			s.running = j
		}
		s.mu.Unlock()
		if j == nil {
			select {
			case <-s.wake:
				continue
			case <-s.quit:
				return
			}
		}
		s.execute(j)
		forgotten := false
		s.do(func() { s.running, forgotten = nil, j.forgotten })
		s.status()
		if c := s.to(j.client); c != nil && !forgotten {
			c.text("executing", map[string]any{"node": nil, "prompt_id": j.id})
		}
	}
}

func (s *Comfy) stopped(j *comfyJob) bool {
	select {
	case <-s.quit:
		return true
	default:
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return j.interrupted
}

// execute does a job: its nodes in the order of their ids, as far as they
// show.
func (s *Comfy) execute(j *comfyJob) {
	if j.graph == nil { // somebody else's
		for !s.stopped(j) {
			time.Sleep(time.Millisecond)
		}
		return
	}
	began := time.Now().UnixMilli()
	say := func(kind string, data map[string]any) {
		data = maps.Clone(data) // the history may have it already
		data["prompt_id"] = j.id
		if c := s.to(j.client); c != nil {
			c.text(kind, data)
		}
	}
	s.status()
	say("execution_start", map[string]any{"timestamp": began})
	ids := slices.SortedFunc(maps.Keys(j.graph), func(a, b string) int { return atoi(a) - atoi(b) })
	messages := [][]any{{"execution_start", map[string]any{"prompt_id": j.id, "timestamp": began}}}
	outputs := map[string]any{}
	finish := func(status, kind string, data map[string]any) {
		data["prompt_id"], data["timestamp"] = j.id, time.Now().UnixMilli()
		messages = append(messages, []any{kind, data})
		s.mu.Lock()
		if !j.forgotten {
			s.history[j.id] = map[string]any{"prompt": []any{j.number, j.id, j.raw, map[string]any{}, []string{}}, "outputs": outputs,
				"status": map[string]any{"status_str": status, "completed": status == "success", "messages": messages}}
		}
		s.mu.Unlock()
		say(kind, data)
	}
	s.mu.Lock()
	cached, known := s.cached[string(j.raw)]
	s.mu.Unlock()
	if known {
		say("execution_cached", map[string]any{"nodes": ids, "timestamp": began})
		outputs = cached.(map[string]any)
		for id, o := range outputs {
			say("executed", map[string]any{"node": id, "display_node": id, "output": o})
		}
		finish("success", "execution_success", map[string]any{})
		return
	}
	say("execution_cached", map[string]any{"nodes": []string{}, "timestamp": began})
	for _, id := range ids {
		n := j.graph[id]
		say("progress_state", map[string]any{"nodes": map[string]any{id: map[string]any{"value": 0, "max": 1, "state": "running", "node_id": id, "prompt_id": j.id}}})
		say("executing", map[string]any{"node": id, "display_node": id})
		if n.Class == "KSampler" {
			for step := 1; step <= atoi(n.Inputs["steps"]); step++ {
				time.Sleep(s.StepTime)
				if s.CutAt > 0 && step == s.CutAt {
					if c := s.to(j.client); c != nil {
						_ = c.conn.CloseNow()
						s.do(func() { delete(s.sockets, j.client) })
					}
				}
				if s.stopped(j) {
					finish("error", "execution_interrupted", map[string]any{"node_id": id, "node_type": n.Class, "executed": []string{}})
					return
				}
				if s.Fail != "" && step == 2 {
					data := map[string]any{"node_id": id, "node_type": n.Class, "executed": []string{}, "exception_message": s.Fail + "\n", "exception_type": "RuntimeError", "traceback": []string{}, "current_inputs": map[string]any{}}
					if s.Fail == "OOM" {
						data["exception_message"], data["exception_type"] = "Allocation on device\nTIPS: …", "torch.OutOfMemoryError"
					}
					finish("error", "execution_error", data)
					return
				}
				s.step(j, id, step, atoi(n.Inputs["steps"]), say)
			}
		}
		if nodes[n.Class].saves {
			images := s.save(j, n)
			outputs[id] = map[string]any{"images": images}
			say("executed", map[string]any{"node": id, "display_node": id, "output": outputs[id]})
		}
	}
	s.do(func() { s.cached[string(j.raw)] = outputs })
	finish("success", "execution_success", map[string]any{})
}

// step tells of one step, with a preview at every fifth.
func (s *Comfy) step(j *comfyJob, id string, step, steps int, say func(string, map[string]any)) {
	c := s.to(j.client)
	if c == nil {
		return
	}
	if s.Noise {
		c.text("crystools.monitor", map[string]any{"cpu": 3})
		c.text("progress", map[string]any{"value": steps, "max": steps, "prompt_id": "22222222-0000-4000-8000-000000000000", "node": id})
		c.text("executing", map[string]any{"node": nil, "prompt_id": "22222222-0000-4000-8000-000000000000"})
		c.text("execution_interrupted", map[string]any{"prompt_id": "22222222-0000-4000-8000-000000000000", "node_id": "1"})
		c.send(websocket.MessageBinary, append([]byte{0, 0, 0, 3, 0, 0, 0, 1}, "1text"...))
		c.send(websocket.MessageBinary, []byte{0, 0})
	}
	if !j.previews || step%5 != 0 {
		say("progress", map[string]any{"value": step, "max": steps, "node": id})
		return
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, Draw(104, 152, uint64(step)), &jpeg.Options{Quality: 95})
	if c.metadata.Load() {
		about, _ := json.Marshal(map[string]any{"node_id": id, "prompt_id": j.id, "display_node_id": id, "image_type": "image/jpeg"})
		f := binary.BigEndian.AppendUint32([]byte{0, 0, 0, 4}, uint32(len(about)))
		c.send(websocket.MessageBinary, append(append(f, about...), b.Bytes()...))
		say("progress", map[string]any{"value": step, "max": steps, "node": id})
		return
	}
	say("progress", map[string]any{"value": step, "max": steps, "node": id})
	c.send(websocket.MessageBinary, append([]byte{0, 0, 0, 1, 0, 0, 0, 1}, b.Bytes()...))
}

// save makes the pictures of a node that saves.
func (s *Comfy) save(j *comfyJob, n Node) []any {
	width, height, batch, seed := 512, 512, 1, uint64(0)
	for _, m := range j.graph {
		switch m.Class {
		case "EmptyLatentImage":
			width, height, batch = atoi(m.Inputs["width"]), atoi(m.Inputs["height"]), atoi(m.Inputs["batch_size"])
		case "KSampler":
			seed, _ = strconv.ParseUint(fmt.Sprint(m.Inputs["seed"]), 10, 64)
		}
	}
	if s.Small {
		width, height = width/10, height/10
	}
	var images []any
	for range batch {
		var b bytes.Buffer
		_ = png.Encode(&b, Draw(max(1, width), max(1, height), seed))
		s.mu.Lock()
		s.saved++
		nameOf := func(k int) string { return fmt.Sprintf("%v_%05d_.png", n.Inputs["filename_prefix"], k) }
		name := nameOf(s.saved)
		delete(s.files, "output/sub/"+nameOf(s.saved-mostAsked)) // its disk is small
		s.files["output/sub/"+name] = b.Bytes()
		s.mu.Unlock()
		images = append(images, map[string]any{"filename": name, "subfolder": "sub", "type": "output"})
	}
	return images
}
