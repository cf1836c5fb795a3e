package webui_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	_ "image/png"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tailor/data/webui"
	"tailor/data/webui/webuitest"
)

// open opens a server of the test's, impatient.
func open(t *testing.T, o webui.Options) webui.Server {
	t.Helper()
	s, err := tryOpen(t, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func tryOpen(t *testing.T, o webui.Options) (webui.Server, error) {
	t.Helper()
	if o.Every == 0 {
		o.Every = 2 * time.Millisecond
	}
	if o.Silence == 0 {
		o.Silence = 5 * time.Second
	}
	return webui.Open(t.Context(), o)
}

func start(t *testing.T, s *webuitest.A1111) *webuitest.A1111 {
	s.Start()
	s.Small = true
	t.Cleanup(s.Close)
	return s
}

func job(seed int64) webui.Job {
	return webui.Job{ID: webui.NewID(), Seed: uint64(seed), Request: webui.Request{Prompt: "1girl", Negative: "bad", Steps: 20, Sampler: "Euler a", CFG: 7, Width: 832, Height: 1216, Seed: seed, Batch: 2}}
}

// recorder keeps what was reported.
type recorder struct {
	mu  sync.Mutex
	all []webui.Progress
}

func (r *recorder) take(p webui.Progress) { r.mu.Lock(); r.all = append(r.all, p); r.mu.Unlock() }

func (r *recorder) any(f func(webui.Progress) bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.all {
		if f(p) {
			return true
		}
	}
	return false
}

// until waits for a condition, and fails when it does not come.
func until(t *testing.T, what string, f func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if f() {
			return
		}
	}
	t.Fatalf("%s: it did not come", what)
}

// generate has a job done and returns its pictures.
func generate(ctx context.Context, s webui.Server, j webui.Job, report func(webui.Progress)) (all []webui.Picture, err error) {
	err = s.Generate(ctx, j, report, func(p webui.Picture) { all = append(all, p) })
	return all, err
}

// fetch returns the pictures of a job of an earlier sitting.
func fetch(ctx context.Context, s webui.Server, j webui.Job) (all []webui.Picture, err error) {
	err = s.Fetch(ctx, j, func(p webui.Picture) { all = append(all, p) })
	return all, err
}

// TestA1111 makes pictures on every make of A1111's kind.
func TestA1111(t *testing.T) {
	for _, c := range []struct{ name, want, version string }{
		{webui.MakeA1111, "A1111 v1.10.1", ""}, {webui.MakeForge, "Forge f2.0.1", ""}, {webui.MakeReForge, "reForge f1.0.0", ""}, {webui.MakeOldForge, "old Forge f0.0.17", ""},
		{webui.MakeClassic, "Forge Classic classic", ""}, {webui.MakeClassic, "Forge Classic neo", "neo"}, {webui.MakeA1111, "A1111 v1.7.0", "v1.7.0"},
	} {
		t.Run(c.want, func(t *testing.T) {
			web := start(t, &webuitest.A1111{Make: c.name, Version: c.version, StepTime: time.Millisecond, User: "me", Password: "pass word"})
			s := open(t, webui.Options{URL: web.URL + "/", User: "me", Password: "pass word"})
			if about := s.About(); !strings.HasPrefix(about.String(), c.want) || about.Kind != webui.A1111 || about.Address != web.URL {
				t.Errorf("about %+v, want %s", about, c.want)
			}
			var r recorder
			pictures, err := generate(t.Context(), s, job(7), r.take)
			if err != nil {
				t.Fatal(err)
			}
			if len(pictures) != 2 || pictures[0].Seed != 7 || pictures[1].Seed != 8 || !pictures[1].Known || pictures[0].Ext != "png" {
				t.Fatalf("pictures %+v", pictures)
			}
			m, _, err := image.Decode(bytes.NewReader(pictures[1].Data))
			if err != nil || !reflect.DeepEqual(m.Bounds(), image.Rect(0, 0, 83, 121)) || !webui.HasInfotext(pictures[1].Data) {
				t.Errorf("the second picture: %v, infotext %v", err, webui.HasInfotext(pictures[1].Data))
			}
			if !r.any(func(p webui.Progress) bool { return p.Step > 0 && p.Steps == 20 && p.Done > 0 && p.Left > 0 }) {
				t.Errorf("%d reports tell no step", len(r.all))
			}
			if !r.any(func(p webui.Progress) bool { _, _, err := image.Decode(bytes.NewReader(p.Preview)); return err == nil }) {
				t.Error("no preview")
			}
		})
	}
}

// TestA1111Answers has the forms that an answer can have.
func TestA1111Answers(t *testing.T) {
	picture := func(s string) string {
		return base64.StdEncoding.EncodeToString(webuitest.PNG(webuitest.Draw(4, 4, 1), s))
	}
	webp := "RIFF\x1c\x00\x00\x00WEBPVP8L\x0f\x00\x00\x00/\x00\x00\x00\x00\x07\x10\xfd\x8f\xfe\x07\x22\xa2\xff\x01\x00"
	cases := []struct {
		name   string
		change func(map[string]any)
		want   string // seeds and endings
		err    string
	}{
		{"plain", func(map[string]any) {}, "7.png 8.png", ""},
		{"with a data URL", func(a map[string]any) { a["images"] = []string{"data:image/png;base64," + picture("x")} }, "7.png", ""},
		{"a grid first", func(a map[string]any) {
			a["images"] = append([]string{picture("grid")}, a["images"].([]string)...)
			a["info"].(map[string]any)["index_of_first_image"] = 1
		}, "7.png 8.png", ""},
		{"one of an extension's at the end", func(a map[string]any) { a["images"] = append(a["images"].([]string), picture("map")) }, "7.png 8.png", ""},
		{"more than was asked for, without info", func(a map[string]any) {
			a["images"], a["info"] = append(a["images"].([]string), picture("third")), ""
		}, "?.png ?.png", ""},
		{"seeds of more than was asked for", func(a map[string]any) {
			a["images"], a["info"] = append(a["images"].([]string), picture("third")), `{"all_seeds":[7,8,9]}`
		}, "7.png 8.png", ""},
		{"jpeg", func(a map[string]any) { a["images"] = []string{base64.StdEncoding.EncodeToString(jpegFile(t))} }, "7.jpg", ""},
		{"webp", func(a map[string]any) { a["images"] = []string{base64.StdEncoding.EncodeToString([]byte(webp))} }, "7.webp", ""},
		{"interrupted", func(a map[string]any) { a["images"] = a["images"].([]string)[:1] }, "7.png", ""},
		{"no info", func(a map[string]any) { a["info"] = "" }, "?.png ?.png", ""},
		{"a huge seed", func(a map[string]any) {
			a["info"] = `{"all_seeds":[9007199254740993],"index_of_first_image":0}`
		}, "9007199254740993.png", ""},
		{"an index beyond", func(a map[string]any) { a["info"].(map[string]any)["index_of_first_image"] = 99 }, "", "sent no picture"},
		{"no picture", func(a map[string]any) { a["images"] = []string{} }, "", "sent no picture"},
		{"damaged base64", func(a map[string]any) { a["images"].([]string)[0] = "***" }, "8.png", "picture 1 that it sent is damaged"},
		{"HTML in the place of a picture", func(a map[string]any) {
			a["images"].([]string)[1] = base64.StdEncoding.EncodeToString([]byte("<html>"))
		}, "7.png", "picture 2 that it sent is damaged"},
		{"half a PNG", func(a map[string]any) {
			whole := a["images"].([]string)[0]
			a["images"].([]string)[0] = whole[:len(whole)/8*4]
		}, "8.png", "picture 1 that it sent is damaged"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			web := start(t, &webuitest.A1111{Answer: c.change})
			pictures, err := generate(t.Context(), open(t, webui.Options{URL: web.URL}), job(7), nil)
			var got []string
			for _, p := range pictures {
				seed := "?"
				if p.Known {
					seed = fmt.Sprint(p.Seed)
				}
				got = append(got, seed+"."+p.Ext)
			}
			if s := strings.Join(got, " "); s != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
				t.Errorf("got %s, %v; want %s, %q", s, err, c.want, c.err)
			}
		})
	}
}

// jpegFile is a picture in JPEG.
func jpegFile(t *testing.T) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, webuitest.Draw(4, 4, 1), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestA1111Infotext has a server that writes no metadata.
func TestA1111Infotext(t *testing.T) {
	web := start(t, &webuitest.A1111{Answer: func(a map[string]any) {
		a["images"] = []string{base64.StdEncoding.EncodeToString(webuitest.PNG(webuitest.Draw(4, 4, 1), ""))}
	}})
	pictures, err := generate(t.Context(), open(t, webui.Options{URL: web.URL}), job(7), nil)
	if err != nil || !webui.HasInfotext(pictures[0].Data) || !bytes.Contains(pictures[0].Data, []byte("parameters\x001girl\nNegative prompt: bad\nSteps: 20")) {
		t.Errorf("%v, %d pictures", err, len(pictures))
	}
}

// TestErrors has everything that a server may answer in place of a picture:
// one sentence each, with what to do, and without the password.
func TestErrors(t *testing.T) {
	const secret = "s3cret/&?"
	says := func(status int, kind, body string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/sdapi/v1/txt2img" {
				return false
			}
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			fmt.Fprint(w, body)
			return true
		}
	}
	const js = "application/json"
	cases := []struct {
		name   string
		server *webuitest.A1111
		change func(*webui.Job)
		what   string
		remedy string
	}{
		{name: "wrong type, pydantic 1", server: &webuitest.A1111{Handle: says(422, js, `{"detail":[{"loc":["body","steps"],"msg":"value is not a valid integer","type":"type_error.integer"}]}`)}, what: "steps: value is not a valid integer", remedy: "change that setting"},
		{name: "wrong type, pydantic 2", server: &webuitest.A1111{Make: webui.MakeForge, Handle: says(422, js, `{"detail":[{"type":"int_parsing","loc":["body","steps"],"msg":"Input should be a valid integer","input":"abc"}]}`)}, what: "steps: Input should be a valid integer", remedy: "change that setting"},
		{name: "an unknown sampler", server: &webuitest.A1111{Version: "v1.9.4"}, change: func(j *webui.Job) { j.Request.Sampler = "Eular" }, what: "Sampler not found", remedy: "tailor server"},
		{name: "Python's exception", server: &webuitest.A1111{Handle: says(500, js, `{"error":"RuntimeError","detail":"","body":"","errors":"boom"}`)}, what: "RuntimeError: boom", remedy: "its own terminal"},
		{name: "out of memory", server: &webuitest.A1111{Handle: says(500, js, `{"error":"OutOfMemoryError","detail":"","body":"","errors":"CUDA out of memory. Tried to allocate 9 GiB"}`)}, what: "too little memory", remedy: "smaller size"},
		{name: "an exception on Forge", server: &webuitest.A1111{Make: webui.MakeForge, Handle: says(500, "text/plain; charset=utf-8", "Internal Server Error")}, what: "does not say why", remedy: "its own terminal"},
		{name: "an upscaler that is not there", server: &webuitest.A1111{}, change: func(j *webui.Job) { j.Request.Hires, j.Request.HiresUpscaler = true, "4x" }, what: "could not find upscaler named 4x", remedy: "tailor server"},
		{name: "hires on Forge without its modules", server: &webuitest.A1111{Make: webui.MakeForge}, change: func(j *webui.Job) { j.Request.Hires = true }, what: "does not say why", remedy: "its own terminal"},
		{name: "a page", server: &webuitest.A1111{Handle: says(200, "text/html", "<html>")}, what: "none of a web UI", remedy: "another program"},
		{name: "a proxy's 502", server: &webuitest.A1111{Handle: says(502, "text/html", "<html>")}, what: "the proxy before it", remedy: "behind it runs"},
		{name: "the password said back", server: &webuitest.A1111{Handle: says(500, js, `{"error":"E","errors":"who is `+secret+`?"}`)}, what: "who is …?", remedy: "its own terminal"},
		{name: "what a terminal would obey", server: &webuitest.A1111{Handle: says(500, js, `{"error":"E","errors":"\u001b[2J"}`)}, what: `\x1b[2J`, remedy: "its own terminal"},
		{name: "a redirect elsewhere", server: &webuitest.A1111{Handle: func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method == "POST" {
				http.Redirect(w, r, "http://example.com/x", http.StatusTemporaryRedirect)
			}
			return r.Method == "POST"
		}}, what: "redirects to http://example.com/x", remedy: "write this address"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			web := start(t, c.server)
			s := open(t, webui.Options{Name: "home", URL: web.URL, User: "me", Password: secret})
			j := job(1)
			if c.change != nil {
				c.change(&j)
			}
			_, err := generate(t.Context(), s, j, nil)
			if err == nil {
				t.Fatal("no error")
			}
			text := err.Error()
			if !strings.HasPrefix(text, "home: ") || !strings.Contains(text, c.what) || !strings.Contains(text, c.remedy) || strings.Contains(text, secret) || strings.ContainsAny(text, "\n\x1b") {
				t.Errorf("error %q, want %q with %q", text, c.what, c.remedy)
			}
		})
	}
}

// TestOpenErrors has what can stand at an address in the place of a web UI.
func TestOpenErrors(t *testing.T) {
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<html>") }))
	defer page.Close()
	nothing := httptest.NewServer(http.NotFoundHandler())
	defer nothing.Close()
	away := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://example.com"+r.URL.Path, http.StatusFound)
	}))
	defer away.Close()
	mute := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer mute.Close()
	secure := httptest.NewTLSServer(page.Config.Handler)
	defer secure.Close()
	a1111 := func(s *webuitest.A1111) string { return start(t, s).URL }
	comfy := (&webuitest.Comfy{User: "me", Password: "x"}).Start()
	defer comfy.Close()
	cases := []struct {
		name string
		o    webui.Options
		want string
	}{
		{"nobody", webui.Options{URL: "http://127.0.0.1:1"}, "is the web UI running?"},
		{"no host", webui.Options{URL: "http://none.invalid"}, "http://none.invalid: "},
		{"no address", webui.Options{URL: "127.0.0.1:7860"}, "http://127.0.0.1:7860"},
		{"no address either", webui.Options{URL: "ftp://x"}, "http://127.0.0.1:7860"},
		{"a password in what is no address", webui.Options{URL: "htp://me:hunter2@x"}, "http://127.0.0.1:7860"},
		{"a page", webui.Options{URL: page.URL}, "no web UI that tailor knows"},
		{"nothing", webui.Options{URL: nothing.URL}, "no web UI that tailor knows"},
		{"another host", webui.Options{URL: away.URL}, "redirects to http://example.com/system_stats"},
		{"silence", webui.Options{URL: mute.URL, Silence: 30 * time.Millisecond}, "has not answered for 30ms"},
		{"TLS that is not trusted", webui.Options{URL: secure.URL}, "ca in [server]"},
		{"TLS where there is none", webui.Options{URL: strings.Replace(page.URL, "http", "https", 1)}, "speaks no TLS"},
		{"no API", webui.Options{URL: a1111(&webuitest.A1111{NoAPI: true})}, "start it with --api"},
		{"no password", webui.Options{URL: a1111(&webuitest.A1111{User: "me", Password: "x"})}, "wants a user and a password"},
		{"a wrong password", webui.Options{URL: a1111(&webuitest.A1111{User: "me", Password: "x"}), User: "me", Password: "hunter2"}, "does not take the user and the password"},
		{"a wrong password on Forge", webui.Options{URL: a1111(&webuitest.A1111{Make: webui.MakeForge, User: "me", Password: "x"}), User: "me", Password: "hunter2"}, "does not take the user and the password"},
		{"a proxy's password before ComfyUI", webui.Options{URL: comfy.URL}, "wants a user and a password"},
		{"not the kind", webui.Options{URL: a1111(&webuitest.A1111{}), Kind: webui.ComfyUI}, "no ComfyUI answers"},
		{"no certificates", webui.Options{URL: page.URL, CA: "/none.pem"}, "/none.pem"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := tryOpen(t, c.o)
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
}

// TestAddresses has sub-paths, redirects within a host and passwords in
// addresses.
func TestAddresses(t *testing.T) {
	web := &webuitest.A1111{User: "me", Password: "hunter2", Small: true}
	web.Start()
	defer web.Close()
	sub := httptest.NewServer(http.StripPrefix("/a/b", web))
	defer sub.Close()
	s := open(t, webui.Options{URL: strings.Replace(sub.URL, "http://", "http://me:hunter2@", 1) + "/a/b/"})
	if got := s.About().Address; got != sub.URL+"/a/b" {
		t.Errorf("address %q", got)
	}
	if _, err := generate(t.Context(), s, job(1), nil); err != nil {
		t.Error(err)
	}
	// A redirect of the same server is followed, once and for all.
	moved := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if rest, ok := strings.CutPrefix(r.URL.Path, "/new"); ok {
			r.URL.Path = rest
			web.ServeHTTP(w, r)
			return
		}
		http.Redirect(w, r, "/new"+r.URL.Path, http.StatusMovedPermanently)
	}))
	defer moved.Close()
	s = open(t, webui.Options{URL: moved.URL, User: "me", Password: "hunter2"})
	if _, err := generate(t.Context(), s, job(1), nil); err != nil || s.About().Address != moved.URL+"/new" {
		t.Errorf("%v at %s", err, s.About().Address)
	}
}

// TestA1111Interrupt stops the own job, and no other.
func TestA1111Interrupt(t *testing.T) {
	for _, c := range []struct {
		name     string
		server   *webuitest.A1111
		occupied bool
		stopped  int
	}{
		{"the own job", &webuitest.A1111{}, false, 1},
		{"the own job without the page's routes", &webuitest.A1111{NoUI: true}, false, 1},
		{"somebody else's", &webuitest.A1111{}, true, 0},
		{"somebody else's without the page's routes", &webuitest.A1111{NoUI: true}, true, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.server.StepTime = 20 * time.Millisecond
			web := start(t, c.server)
			s := open(t, webui.Options{URL: web.URL})
			var free func()
			if c.occupied {
				free = web.Occupy()
				defer free()
			}
			ctx, cancel := context.WithCancelCause(t.Context())
			var r recorder
			done := make(chan error, 1)
			go func() { _, err := generate(ctx, s, job(1), r.take); done <- err }()
			until(t, "progress", func() bool {
				return r.any(func(p webui.Progress) bool { return p.Step > 0 != c.occupied && p.Waiting == c.occupied })
			})
			cancel(webui.ErrInterrupted)
			err := <-done
			if !errors.Is(err, webui.ErrInterrupted) || web.Interrupts() != c.stopped || strings.Contains(err.Error(), "another job runs") != c.occupied {
				t.Errorf("%v, %d interrupts, want %d", err, web.Interrupts(), c.stopped)
			}
		})
	}
}

// TestA1111Leave leaves the server to its job.
func TestA1111Leave(t *testing.T) {
	web := start(t, &webuitest.A1111{StepTime: 5 * time.Millisecond})
	s := open(t, webui.Options{URL: web.URL})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { time.Sleep(20 * time.Millisecond); cancel() }()
	if _, err := generate(ctx, s, job(1), nil); !errors.Is(err, context.Canceled) || web.Interrupts() != 0 {
		t.Errorf("%v, %d interrupts", err, web.Interrupts())
	}
	if _, err := fetch(t.Context(), s, job(1)); !errors.Is(err, webui.ErrForgotten) {
		t.Errorf("fetched: %v", err)
	}
}

// TestA1111Lost has a server that goes while it makes a picture, and one that
// falls silent.
func TestA1111Lost(t *testing.T) {
	web := start(t, &webuitest.A1111{StepTime: 20 * time.Millisecond})
	s := open(t, webui.Options{URL: web.URL})
	go func() {
		time.Sleep(50 * time.Millisecond)
		web.CloseClientConnections()
	}()
	if _, err := generate(t.Context(), s, job(1), nil); err == nil || !strings.Contains(err.Error(), "connection was lost") {
		t.Errorf("cut: %v", err)
	}
	var mute atomicBool
	block := make(chan struct{})
	silent := start(t, &webuitest.A1111{StepTime: 20 * time.Millisecond, Handle: func(w http.ResponseWriter, r *http.Request) bool {
		if mute.get() {
			<-block
		}
		return false
	}})
	defer close(block)
	s = open(t, webui.Options{URL: silent.URL, Silence: 50 * time.Millisecond})
	go func() { time.Sleep(30 * time.Millisecond); mute.set() }()
	began := time.Now()
	if _, err := generate(t.Context(), s, job(1), nil); err == nil || !strings.Contains(err.Error(), "has not answered for 50ms") || time.Since(began) > 5*time.Second {
		t.Errorf("silent: %v after %v", err, time.Since(began))
	}
}

// TestA1111Endless has a server whose answer never ends: it is read no further
// than the pictures that were asked for could need.
func TestA1111Endless(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: a limit of what one goroutine does")
	}
	var sent atomic.Int64 // megabytes
	web := start(t, &webuitest.A1111{StepTime: time.Millisecond, Handle: func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/sdapi/v1/txt2img" {
			return false
		}
		part := []byte(strings.Repeat("A", 1<<20))
		_, err := w.Write([]byte(`{"images":["`))
		for ; err == nil && sent.Load() < 200; sent.Add(1) {
			_, err = w.Write(part)
		}
		return true
	}})
	s := open(t, webui.Options{URL: web.URL})
	if _, err := generate(t.Context(), s, job(1), nil); err == nil || !strings.Contains(err.Error(), "its answer has more than ") {
		t.Error(err)
	}
	if sent.Load() >= 200 {
		t.Error("200 MB were read")
	}
}

type atomicBool struct {
	mu sync.Mutex
	on bool
}

func (b *atomicBool) set()      { b.mu.Lock(); b.on = true; b.mu.Unlock() }
func (b *atomicBool) get() bool { b.mu.Lock(); defer b.mu.Unlock(); return b.on }

// TestA1111Slow has a server that loads its model first: the job is known to
// run, and to be the client's own.
func TestA1111Slow(t *testing.T) {
	for _, web := range []*webuitest.A1111{{Load: 100 * time.Millisecond}, {Load: 100 * time.Millisecond, NoUI: true}} {
		start(t, web)
		var r recorder
		if _, err := generate(t.Context(), open(t, webui.Options{URL: web.URL}), job(1), r.take); err != nil {
			t.Fatal(err)
		}
		if !r.any(func(p webui.Progress) bool { return !p.Waiting && p.Done > 0 && p.Step == 0 }) {
			t.Errorf("%d reports tell of no beginning", len(r.all))
		}
	}
}
