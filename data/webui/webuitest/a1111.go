package webuitest

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"

	"tailor/data/webui"
)

// guard is held by whoever reads or writes what several requests share.
type guard struct{ mu sync.Mutex }

// do does something while the guard is held.
func (g *guard) do(something func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	something()
}

// A1111 is a web UI of A1111's kind. Its fields are set before Start.
type A1111 struct {
	// Make is one of the makes of package webui, "" for A1111; Version is
	// what its report on itself says.
	Make, Version string
	// User and Password are those of --api-auth.
	User, Password string
	// NoAPI starts it without --api, NoUI with --nowebui.
	NoAPI, NoUI bool
	// StepTime is how long a sampling step takes.
	StepTime time.Duration
	// Load is how long the model is loaded before the first step.
	Load time.Duration
	// Small draws pictures of a tenth of the size that is asked for.
	Small bool
	// Answer may change the answer of txt2img before it is sent.
	Answer func(map[string]any)
	// Handle may answer any request itself, and then returns true.
	Handle func(http.ResponseWriter, *http.Request) bool

	*httptest.Server

	lock sync.Mutex // of the one job that runs

	guard
	asked       []map[string]any
	interrupts  int
	interrupted bool
	run         *a1111Job
	queued      []string // tasks that wait, in their order
	completed   map[string]bool
}

// a1111Job is the job that runs.
type a1111Job struct {
	task                   string
	count, no, step, steps int
	began                  time.Time
	preview                string
}

// Start starts the server and returns it.
func (s *A1111) Start() *A1111 {
	s.completed = map[string]bool{}
	s.Make = cmp.Or(s.Make, webui.MakeA1111)
	s.Version = cmp.Or(s.Version, map[string]string{webui.MakeA1111: "v1.10.1", webui.MakeForge: "f2.0.1v1.10.1-previous-659-gdfdcbab6", webui.MakeReForge: "f1.0.0v2-v1.10.1RC-latest-2224-g3b56b268",
		webui.MakeOldForge: "f0.0.17v1.8.0rc-latest-276-g29be1da7", webui.MakeClassic: "classic-1.9"}[s.Make])
	s.Server = httptest.NewServer(s)
	return s
}

// old reports whether the samplers bear the schedule in their names.
func (s *A1111) old() bool {
	return s.Make == webui.MakeOldForge || s.Make == webui.MakeClassic || strings.HasPrefix(s.Version, "v1.6") || strings.HasPrefix(s.Version, "v1.7") || strings.HasPrefix(s.Version, "v1.8")
}

// mostAsked is how many requests a server remembers.
const mostAsked = 8

// latest adds a request to those that a server remembers.
func latest(asked []map[string]any, body map[string]any) []map[string]any {
	asked = append(asked, body)
	return slices.Clone(asked[max(0, len(asked)-mostAsked):])
}

// Asked returns the bodies of the last txt2img requests.
func (s *A1111) Asked() []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

// Interrupts returns how often the server was told to interrupt.
func (s *A1111) Interrupts() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.interrupts
}

// Occupy runs a job of somebody else's until the function that it returns is
// called.
func (s *A1111) Occupy() (end func()) {
	s.lock.Lock()
	s.do(func() { s.run = &a1111Job{task: "task(other)", count: 1, step: 3, steps: 20, began: time.Now()} })
	return func() {
		s.do(func() { s.run = nil })
		s.lock.Unlock()
	}
}

// ServeHTTP answers as the web UI does.
func (s *A1111) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.Handle != nil && s.Handle(w, r) {
		return
	}
	api := strings.HasPrefix(r.URL.Path, "/sdapi/")
	if api && s.NoAPI || !api && s.NoUI && r.URL.Path != "/openapi.json" {
		s.refuse(w, http.StatusNotFound, "Not Found")
		return
	}
	if api && s.User != "" && !strings.HasSuffix(r.URL.Path, "loras") {
		user, password, ok := r.BasicAuth()
		if !ok || user != s.User || password != s.Password {
			detail := "Incorrect username or password"
			if !ok {
				detail = "Not authenticated"
			}
			if s.Make == webui.MakeForge {
				w.Header().Set("WWW-Authenticate", "Basic")
			}
			s.raise(w, http.StatusUnauthorized, detail)
			return
		}
	}
	switch r.Method + " " + r.URL.Path {
	case "GET /internal/ping":
		s.write(w, http.StatusOK, map[string]any{})
	case "GET /internal/sysinfo":
		s.write(w, http.StatusOK, map[string]any{"Platform": "Linux", "Version": s.Version})
	case "POST /internal/progress":
		s.task(w, r)
	case "GET /sdapi/v1/progress":
		s.progress(w, r.URL.Query().Get("skip_current_image") == "true")
	case "POST /sdapi/v1/interrupt":
		s.mu.Lock()
		s.interrupts++
		s.interrupted = s.run != nil
		s.mu.Unlock()
		s.write(w, http.StatusOK, map[string]any{})
	case "POST /sdapi/v1/txt2img":
		s.txt2img(w, r)
	default:
		if list, ok := s.lists()[strings.TrimPrefix(r.URL.Path, "/sdapi/v1/")]; ok && r.Method == http.MethodGet {
			s.write(w, http.StatusOK, list)
			return
		}
		s.refuse(w, http.StatusNotFound, "Not Found")
	}
}

func (s *A1111) write(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	if s.Make != webui.MakeForge {
		w.Header().Set("X-Process-Time", "0.01")
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// refuse answers as FastAPI does for a path that it does not have.
func (s *A1111) refuse(w http.ResponseWriter, status int, detail string) {
	s.write(w, status, map[string]any{"detail": detail})
}

// raise answers as the web UI does for an HTTPException of its own.
func (s *A1111) raise(w http.ResponseWriter, status int, detail string) {
	if s.Make == webui.MakeForge {
		s.refuse(w, status, detail)
		return
	}
	s.write(w, status, map[string]any{"error": "HTTPException", "detail": detail, "body": "", "errors": ""})
}

// Crash answers as the web UI does for any other exception of Python's.
func (s *A1111) Crash(w http.ResponseWriter, class, message string) {
	if s.Make == webui.MakeForge {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = io.WriteString(w, "Internal Server Error")
		return
	}
	s.write(w, http.StatusInternalServerError, map[string]any{"error": class, "detail": "", "body": "", "errors": message})
}

// progress answers for whatever job runs.
func (s *A1111) progress(w http.ResponseWriter, skip bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := map[string]any{"skipped": false, "interrupted": s.interrupted, "job": "", "job_count": 0, "job_no": 0, "sampling_step": 0, "sampling_steps": 0, "job_timestamp": "0"}
	answer := map[string]any{"progress": 0.0, "eta_relative": 0.0, "state": state, "current_image": nil, "textinfo": nil}
	if j := s.run; j != nil {
		done := 0.01
		if j.count > 0 {
			done = min(1, 0.01+float64(j.no)/float64(j.count)+float64(j.step)/float64(j.steps)/float64(j.count))
		}
		state["job"], state["job_count"], state["job_no"], state["sampling_step"], state["sampling_steps"] = "scripts_txt2img", j.count, j.no, j.step, j.steps
		answer["progress"] = done
		answer["eta_relative"] = time.Since(j.began).Seconds() * (1 - done) / done
		if !skip && j.preview != "" {
			answer["current_image"] = j.preview
		}
	}
	s.write(w, http.StatusOK, answer)
}

// task answers for one task by its id.
func (s *A1111) task(w http.ResponseWriter, r *http.Request) {
	var ask struct {
		ID string `json:"id_task"`
	}
	_ = json.NewDecoder(r.Body).Decode(&ask)
	s.mu.Lock()
	defer s.mu.Unlock()
	active := s.run != nil && s.run.task == ask.ID
	answer := map[string]any{"active": active, "queued": false, "completed": s.completed[ask.ID], "progress": nil, "eta": nil, "live_preview": nil, "id_live_preview": -1, "textinfo": "Waiting..."}
	if i := slices.Index(s.queued, ask.ID); i >= 0 && !active {
		answer["queued"], answer["textinfo"] = true, fmt.Sprintf("In queue: %d/%d", i+1, len(s.queued))
	}
	s.write(w, http.StatusOK, answer)
}

// whole are the fields of a request that are whole numbers.
var whole = []string{"seed", "steps", "width", "height", "batch_size", "n_iter", "hr_second_pass_steps", "hr_resize_x", "hr_resize_y"}

func (s *A1111) txt2img(w http.ResponseWriter, r *http.Request) {
	var body map[string]any
	decoder := json.NewDecoder(r.Body)
	decoder.UseNumber()
	if err := decoder.Decode(&body); err != nil {
		s.write(w, http.StatusUnprocessableEntity, map[string]any{"detail": []any{map[string]any{"loc": []any{"body", 1}, "msg": err.Error(), "type": "value_error.jsondecode"}}})
		return
	}
	s.do(func() { s.asked = latest(s.asked, maps.Clone(body)) })
	number := func(key string, otherwise int64) int64 {
		v, _ := body[key].(json.Number)
		if n, err := v.Int64(); err == nil {
			return n
		}
		return otherwise
	}
	text := func(key string) string { v, _ := body[key].(string); return v }
	for _, key := range whole {
		v, given := body[key]
		if n, isNumber := v.(json.Number); given && (!isNumber || strings.Contains(n.String(), ".")) {
			s.invalid(w, key)
			return
		}
	}
	task := text("force_task_id")
	sampler := text("sampler_name")
	if sampler != "" && !slices.Contains(s.Samplers(), sampler) {
		if s.old() || strings.HasPrefix(s.Version, "v1.9") {
			s.raise(w, http.StatusNotFound, "Sampler not found")
			return
		}
		sampler = "DPM++ 2M" // in silence
	}
	if hires, _ := body["enable_hr"].(bool); hires {
		if _, ok := body["hr_additional_modules"].([]any); !ok && s.Make == webui.MakeForge {
			s.Crash(w, "TypeError", "argument of type 'NoneType' is not iterable")
			return
		}
		up := text("hr_upscaler")
		known := func(list any) bool {
			return slices.ContainsFunc(list.([]map[string]any), func(m map[string]any) bool { return m["name"] == up })
		}
		if lists := s.lists(); up != "" && !known(lists["upscalers"]) && !known(lists["latent-upscale-modes"]) {
			s.Crash(w, "Exception", "could not find upscaler named "+up)
			return
		}
	}
	s.do(func() { s.queued = append(s.queued, task) })
	s.lock.Lock()
	defer s.lock.Unlock()
	j := &a1111Job{task: task, count: int(number("n_iter", 1)), steps: int(number("steps", 50)), began: time.Now()}
	width, height := int(number("width", 512)), int(number("height", 512))
	if s.Small {
		width, height = width/10, height/10
	}
	seed := number("seed", -1)
	if seed < 0 {
		seed = 123456789
	}
	s.mu.Lock()
	s.run, s.interrupted = j, false
	s.queued = slices.DeleteFunc(s.queued, func(t string) bool { return t == task })
	s.mu.Unlock()
	if s.Load > 0 { // of which the count -1 tells
		count := j.count
		s.do(func() { j.count = -1 })
		time.Sleep(s.Load)
		s.do(func() { j.count = count })
	}
	images, infotexts, seeds := []string{}, []string{}, []int64{}
	batch := int(number("batch_size", 1))
	for i := range j.count * batch {
		seeds = append(seeds, seed+int64(i))
	}
	stopped := false
	for no := 0; no < j.count && !stopped; no++ {
		for step := 1; step <= j.steps && !stopped; step++ {
			time.Sleep(s.StepTime)
			s.mu.Lock()
			j.no, j.step, stopped = no, step, s.interrupted
			if step%10 == 0 {
				j.preview = base64.StdEncoding.EncodeToString(PNG(Draw(max(1, width/8), max(1, height/8), uint64(seed)), ""))
			}
			s.mu.Unlock()
		}
		for b := range batch {
			n := no*batch + b
			info := fmt.Sprintf("%s\nNegative prompt: %s\nSteps: %d, Sampler: %s, CFG scale: %s, Seed: %d, Size: %dx%d, Version: %s", text("prompt"), text("negative_prompt"), j.steps, sampler, body["cfg_scale"], seeds[n], number("width", 512), number("height", 512), s.Version)
			infotexts = append(infotexts, info)
			images = append(images, base64.StdEncoding.EncodeToString(PNG(Draw(width, height, uint64(seeds[n])), info)))
		}
	}
	s.do(func() { s.run, s.completed[task] = nil, true })
	info := map[string]any{"seed": seed, "all_seeds": seeds, "infotexts": infotexts, "index_of_first_image": 0, "sd_model_name": "rouwei_080_epsilon", "version": s.Version}
	answer := map[string]any{"images": images, "parameters": body, "info": info}
	if s.Answer != nil {
		s.Answer(answer)
	}
	if _, text := answer["info"].(string); !text {
		b, _ := json.Marshal(answer["info"])
		answer["info"] = string(b)
	}
	s.write(w, http.StatusOK, answer)
}

// invalid answers for a field of the wrong type, by pydantic 1 or 2.
func (s *A1111) invalid(w http.ResponseWriter, key string) {
	fault := map[string]any{"loc": []any{"body", key}, "msg": "value is not a valid integer", "type": "type_error.integer"}
	if s.Make == webui.MakeForge {
		fault = map[string]any{"type": "int_from_float", "loc": []any{"body", key}, "msg": "Input should be a valid integer, got a number with a fractional part", "input": 20.5, "url": "https://errors.pydantic.dev/2.8/v/int_from_float"}
	}
	s.write(w, http.StatusUnprocessableEntity, map[string]any{"detail": []any{fault}})
}
