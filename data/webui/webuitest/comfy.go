package webuitest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// Comfy is a ComfyUI. Its fields are set before Start.
type Comfy struct {
	Files Files
	// User and Password are those of a proxy before it.
	User, Password string
	// StepTime is how long a sampling step takes.
	StepTime time.Duration
	// Small draws pictures of a tenth of the size that is asked for.
	Small bool
	// NoSocket answers no websocket, Legacy sends previews without the job
	// they belong to, and has samplers in the old form of choices. OwnIDs
	// gives jobs other ids than the client's, as versions before 0.3.44 do.
	NoSocket, Legacy, OwnIDs bool
	// CutAt cuts the socket at that step, Noise sends frames of other jobs
	// and of unknown types, Fail fails in the sampler with that message.
	CutAt int
	Noise bool
	Fail  string
	// Handle may answer any request itself, and then returns true.
	Handle func(http.ResponseWriter, *http.Request) bool

	*httptest.Server

	guard
	sockets    map[string]*comfySocket
	number     int
	pending    []*comfyJob
	running    *comfyJob
	history    map[string]any
	files      map[string][]byte
	cached     map[string]any // outputs by graph
	interrupts []string
	asked      []map[string]any
	wake       chan struct{}
	saved      int
	quit       chan struct{}
}

type comfySocket struct {
	conn     *websocket.Conn
	metadata atomic.Bool
	write    sync.Mutex
}

type comfyJob struct {
	id, client  string
	number      int
	graph       map[string]Node
	raw         json.RawMessage
	previews    bool
	interrupted bool
	forgotten   bool // it never reaches the history
}

// DefaultFiles are the names of a ComfyUI on Linux.
func DefaultFiles() Files {
	return Files{
		Checkpoints: []string{"rouwei_080_epsilon.safetensors", "xl/rouwei_080_vpred.safetensors"}, Loras: []string{"halo.safetensors", "light/neon-lights.safetensors"},
		VAEs: []string{"sdxl_vae.safetensors"}, Upscalers: []string{"4x-AnimeSharp.pth"}, Embeddings: []string{"badhands", "neg/e"},
	}
}

// Start starts the server and returns it. Close ends it.
func (s *Comfy) Start() *Comfy {
	if s.Files.Checkpoints == nil {
		s.Files = DefaultFiles()
	}
	s.sockets, s.history, s.files, s.cached = map[string]*comfySocket{}, map[string]any{}, map[string][]byte{}, map[string]any{}
	s.wake, s.quit = make(chan struct{}, 1), make(chan struct{})
	s.Server = httptest.NewServer(s)
	go s.work()
	return s
}

// Close ends the server.
func (s *Comfy) Close() {
	close(s.quit)
	s.mu.Lock()
	for _, c := range s.sockets {
		_ = c.conn.CloseNow()
	}
	s.mu.Unlock()
	s.Server.CloseClientConnections()
	s.Server.Close()
}

// Asked returns the bodies of the last prompts.
func (s *Comfy) Asked() []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

// Interrupts returns the prompt ids of the interrupts so far, "" for one
// without.
func (s *Comfy) Interrupts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.interrupts)
}

// Wait waits until the server has nothing to do.
func (s *Comfy) Wait() {
	for busy := true; busy; time.Sleep(time.Millisecond) {
		s.do(func() { busy = s.running != nil || len(s.pending) > 0 })
	}
}

// Forget drops queue, history and running job, as a restart does.
func (s *Comfy) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending, s.history, s.cached = nil, map[string]any{}, map[string]any{}
	if s.running != nil {
		s.running.interrupted, s.running.forgotten = true, true
	}
}

// Occupy puts a job of somebody else's into the queue that runs until the
// function that it returns is called.
func (s *Comfy) Occupy() (end func()) {
	j := &comfyJob{id: "00000000-0000-4000-8000-000000000000"}
	s.do(func() { s.pending = append(s.pending, j) })
	s.stir()
	return func() { s.mu.Lock(); j.interrupted = true; s.mu.Unlock() }
}

func (s *Comfy) stir() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *Comfy) write(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Server", "Python/3.12 aiohttp/3.11")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// ServeHTTP answers as ComfyUI does.
func (s *Comfy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.Handle != nil && s.Handle(w, r) {
		return
	}
	if s.User != "" {
		if user, password, ok := r.BasicAuth(); !ok || user != s.User || password != s.Password {
			w.Header().Set("WWW-Authenticate", `Basic realm="proxy"`)
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprint(w, "<html><h1>401 Authorization Required</h1></html>")
			return
		}
	}
	if r.Header.Get("Origin") != "" {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	path := strings.TrimPrefix(r.URL.Path, "/api")
	switch {
	case r.Method == "GET" && path == "/system_stats":
		s.write(w, 200, map[string]any{"system": map[string]any{"os": "linux", "comfyui_version": "0.33.0", "argv": []string{"main.py"}}, "devices": []any{}})
	case r.Method == "GET" && path == "/ws" && !s.NoSocket:
		s.socket(w, r)
	case r.Method == "POST" && path == "/prompt":
		s.prompt(w, r)
	case r.Method == "GET" && path == "/queue":
		s.queue(w)
	case r.Method == "POST" && path == "/queue":
		var body struct {
			Delete []string `json:"delete"`
		}
		_ = json.NewDecoder(r.Body).Decode(&body)
		s.mu.Lock()
		s.pending = slices.DeleteFunc(s.pending, func(j *comfyJob) bool { return slices.Contains(body.Delete, j.id) })
		s.mu.Unlock()
	case r.Method == "POST" && path == "/interrupt":
		var body struct {
			ID string `json:"prompt_id"`
		}
		_ = json.NewDecoder(r.Body).Decode(&body)
		s.mu.Lock()
		s.interrupts = append(s.interrupts, body.ID)
		if s.running != nil && (body.ID == "" || body.ID == s.running.id) {
			s.running.interrupted = true
		}
		s.mu.Unlock()
	case r.Method == "GET" && strings.HasPrefix(path, "/history/"):
		id := strings.TrimPrefix(path, "/history/")
		s.mu.Lock()
		answer := map[string]any{}
		if h, ok := s.history[id]; ok {
			answer[id] = h
		}
		s.mu.Unlock()
		s.write(w, 200, answer)
	case r.Method == "GET" && path == "/view":
		s.view(w, r)
	case r.Method == "GET" && path == "/view_metadata/loras":
		if r.URL.Query().Get("filename") != "light/neon-lights.safetensors" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		s.write(w, 200, map[string]any{"modelspec.trigger_phrase": "neon style", "ss_dataset_dirs": "{}"})
	case r.Method == "GET" && path == "/embeddings":
		s.write(w, 200, s.Files.Embeddings)
	case r.Method == "GET" && strings.HasPrefix(path, "/object_info/"):
		s.info(w, strings.TrimPrefix(path, "/object_info/"))
	case r.Method == "POST":
		w.WriteHeader(http.StatusMethodNotAllowed)
		fmt.Fprint(w, "405: Method Not Allowed")
	default:
		w.Header().Set("Content-Type", "application/octet-stream")
		w.WriteHeader(http.StatusNotFound)
	}
}

// info describes a node. The choices come in the new form for nodes on the V3
// schema, and in the old one for the rest.
func (s *Comfy) info(w http.ResponseWriter, class string) {
	n, ok := nodes[class]
	if !ok {
		s.write(w, 200, map[string]any{})
		return
	}
	required := map[string]any{}
	for name, in := range n.inputs {
		switch {
		case in.choices == nil:
			required[name] = []any{in.kind, map[string]any{}}
		case class == "UpscaleModelLoader" && !s.Legacy:
			required[name] = []any{"COMBO", map[string]any{"multiselect": false, "options": in.choices(&s.Files)}}
		default:
			required[name] = []any{in.choices(&s.Files), map[string]any{"tooltip": "…"}}
		}
	}
	s.write(w, 200, map[string]any{class: map[string]any{"input": map[string]any{"required": required, "optional": map[string]any{}}, "output": n.outputs, "output_node": n.saves, "name": class}})
}

func (s *Comfy) queue(w http.ResponseWriter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	entry := func(j *comfyJob) []any { return []any{j.number, j.id, j.raw, map[string]any{}, []string{}} }
	running, pending := []any{}, []any{}
	if s.running != nil {
		running = append(running, entry(s.running))
	}
	for _, j := range s.pending {
		pending = append(pending, entry(j))
	}
	s.write(w, 200, map[string]any{"queue_running": running, "queue_pending": pending})
}

func (s *Comfy) view(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	s.mu.Lock()
	b, ok := s.files[q.Get("type")+"/"+q.Get("subfolder")+"/"+q.Get("filename")]
	s.mu.Unlock()
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(b)
}

// prompt takes a job into the queue.
func (s *Comfy) prompt(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Prompt json.RawMessage `json:"prompt"`
		Client string          `json:"client_id"`
		ID     string          `json:"prompt_id"`
		Extra  struct {
			Previews string `json:"preview_method"`
		} `json:"extra_data"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprint(w, "500 Internal Server Error\n\nServer got itself in trouble")
		return
	}
	refuse := func(kind, message string, nodes any) {
		s.write(w, 400, map[string]any{"error": map[string]any{"type": kind, "message": message, "details": "", "extra_info": map[string]any{}}, "node_errors": nodes})
	}
	g, err := Graph(body.Prompt)
	if err != nil || len(g) == 0 {
		refuse("no_prompt", "No prompt provided", map[string]any{})
		return
	}
	faults := Check(g, &s.Files)
	if len(faults) == 1 && (faults[0].Type == "missing_node_type" || faults[0].Type == "prompt_no_outputs") {
		refuse(faults[0].Type, faults[0].Message, map[string]any{})
		return
	}
	if len(faults) > 0 {
		byNode := map[string]any{}
		for _, f := range faults {
			byNode[f.Node] = map[string]any{"errors": []any{map[string]any{"type": f.Type, "message": f.Message, "details": f.Details, "extra_info": map[string]any{"input_name": f.Input, "input_config": nil, "received_value": g[f.Node].Inputs[f.Input]}}}, "dependent_outputs": []string{}, "class_type": f.Class}
		}
		refuse("prompt_outputs_failed_validation", "Prompt outputs failed validation", byNode)
		return
	}
	var asked map[string]any
	_ = json.Unmarshal(body.Prompt, &asked)
	s.mu.Lock()
	s.number++
	id := body.ID
	if id == "" || s.OwnIDs {
		id = fmt.Sprintf("11111111-0000-4000-8000-%012d", s.number)
	}
	s.asked = latest(s.asked, asked)
	s.pending = append(s.pending, &comfyJob{id: id, client: body.Client, number: s.number, graph: g, raw: body.Prompt, previews: body.Extra.Previews != ""})
	number := s.number
	s.mu.Unlock()
	s.status()
	s.stir()
	s.write(w, 200, map[string]any{"prompt_id": id, "number": number, "node_errors": map[string]any{}})
}

// socket serves a websocket until it ends.
func (s *Comfy) socket(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer conn.CloseNow()
	id := r.URL.Query().Get("clientId")
	c := &comfySocket{conn: conn}
	s.do(func() { s.sockets[id] = c })
	c.text("status", map[string]any{"status": map[string]any{"exec_info": map[string]any{"queue_remaining": 0}}, "sid": id})
	ctx := context.Background()
	if _, first, err := conn.Read(ctx); err == nil && strings.Contains(string(first), "feature_flags") {
		c.metadata.Store(strings.Contains(string(first), `"supports_preview_metadata":true`) && !s.Legacy)
		c.text("feature_flags", map[string]any{"supports_preview_metadata": true})
	}
	for err == nil {
		_, _, err = conn.Read(ctx)
	}
	s.mu.Lock()
	if s.sockets[id] == c {
		delete(s.sockets, id)
	}
	s.mu.Unlock()
}

func (c *comfySocket) text(kind string, data any) {
	b, _ := json.Marshal(map[string]any{"type": kind, "data": data})
	c.send(websocket.MessageText, b)
}

func (c *comfySocket) send(kind websocket.MessageType, b []byte) {
	c.write.Lock()
	defer c.write.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = c.conn.Write(ctx, kind, b)
}

// to returns the socket of a client, or nil.
func (s *Comfy) to(client string) *comfySocket {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sockets[client]
}

// status tells everybody how long the queue is.
func (s *Comfy) status() {
	s.mu.Lock()
	left := len(s.pending)
	if s.running != nil {
		left++
	}
	all := slices.Collect(maps.Values(s.sockets))
	s.mu.Unlock()
	for _, c := range all {
		c.text("status", map[string]any{"status": map[string]any{"exec_info": map[string]any{"queue_remaining": left}}})
	}
}

func atoi(v any) int { n, _ := strconv.Atoi(fmt.Sprint(v)); return n }
