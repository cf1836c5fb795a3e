package webui_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"tailor/data/webui"
	"tailor/data/webui/webuitest"
)

func startComfy(t *testing.T, s *webuitest.Comfy) *webuitest.Comfy {
	s.Small = true
	s.Start()
	t.Cleanup(s.Close)
	return s
}

// graph is a graph of seven nodes.
func graph(ckpt string, seed uint64) webui.Job {
	return webui.Job{ID: webui.NewID(), Seed: seed, Infotext: "1girl, カリン\nSteps: 12", Graph: fmt.Appendf(nil, `{
"1":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":%q}},
"2":{"class_type":"CLIPTextEncode","inputs":{"text":"1girl","clip":["1",1]}},
"3":{"class_type":"CLIPTextEncode","inputs":{"text":"bad","clip":["1",1]}},
"4":{"class_type":"EmptyLatentImage","inputs":{"width":832,"height":1216,"batch_size":1}},
"5":{"class_type":"KSampler","inputs":{"model":["1",0],"seed":%d,"steps":12,"cfg":7,"sampler_name":"euler_ancestral","scheduler":"normal","positive":["2",0],"negative":["3",0],"latent_image":["4",0],"denoise":1}},
"6":{"class_type":"VAEDecode","inputs":{"samples":["5",0],"vae":["1",2]}},
"7":{"class_type":"SaveImage","inputs":{"images":["6",0],"filename_prefix":"tailor"}}}`, ckpt, seed)}
}

const ckpt = "rouwei_080_epsilon.safetensors"

// TestComfy makes a picture in every way in which ComfyUI may tell of it.
func TestComfy(t *testing.T) {
	for _, c := range []struct {
		name    string
		server  *webuitest.Comfy
		preview bool
	}{
		{"previews that name their job", &webuitest.Comfy{}, true},
		{"previews that do not", &webuitest.Comfy{Legacy: true}, true},
		{"frames of others, and of unknown types", &webuitest.Comfy{Noise: true}, true},
		{"ids of the server's own", &webuitest.Comfy{OwnIDs: true}, true},
		{"no socket", &webuitest.Comfy{NoSocket: true}, false},
		{"the socket cut in the middle", &webuitest.Comfy{CutAt: 7}, true},
		{"behind a password", &webuitest.Comfy{User: "me", Password: "x"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.server.StepTime = 2 * time.Millisecond
			web := startComfy(t, c.server)
			s := open(t, webui.Options{URL: web.URL, User: "me", Password: "x"})
			if about := s.About(); about.String() != "ComfyUI 0.33.0" || about.Kind != webui.ComfyUI {
				t.Errorf("about %+v", about)
			}
			var r recorder
			pictures, err := generate(t.Context(), s, graph(ckpt, 1<<63+5), r.take)
			if err != nil {
				t.Fatal(err)
			}
			if len(pictures) != 1 || pictures[0].Seed != 1<<63+5 || pictures[0].Ext != "png" || !webui.HasInfotext(pictures[0].Data) {
				t.Fatalf("pictures %+v", pictures)
			}
			if m, _, err := image.Decode(bytes.NewReader(pictures[0].Data)); err != nil || m.Bounds().Dx() != 83 {
				t.Error(err)
			}
			if c.preview && !r.any(func(p webui.Progress) bool {
				return p.Step > 0 && p.Steps == 12 && p.Done > 0 && p.Done <= 1 && p.Left > 0
			}) {
				t.Errorf("%d reports tell no step", len(r.all))
			}
			if c.preview != r.any(func(p webui.Progress) bool { _, _, err := image.Decode(bytes.NewReader(p.Preview)); return err == nil }) {
				t.Errorf("preview: want %v", c.preview)
			}
			if r.any(func(p webui.Progress) bool { return p.Step > 12 }) {
				t.Error("another job's steps were told")
			}
		})
	}
}

// TestComfyCached asks twice for the same: the server makes nothing again.
func TestComfyCached(t *testing.T) {
	web := startComfy(t, &webuitest.Comfy{})
	s := open(t, webui.Options{URL: web.URL})
	first, err := generate(t.Context(), s, graph(ckpt, 1), nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := generate(t.Context(), s, graph(ckpt, 1), nil)
	if err != nil || !bytes.Equal(first[0].Data, again[0].Data) {
		t.Errorf("again: %v", err)
	}
}

func TestComfyErrors(t *testing.T) {
	says := func(path string, status int, body string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != path {
				return false
			}
			w.WriteHeader(status)
			fmt.Fprint(w, body)
			return true
		}
	}
	history := func(of string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			id, ok := strings.CutPrefix(r.URL.Path, "/history/")
			if ok {
				fmt.Fprintf(w, `{%q:%s}`, id, of)
			}
			return ok
		}
	}
	long := webuitest.DefaultFiles()
	for i := range 30 {
		long.Checkpoints = append(long.Checkpoints, fmt.Sprintf("c%d.safetensors", i))
	}
	cases := []struct {
		name         string
		server       *webuitest.Comfy
		ckpt         string
		what, remedy string
	}{
		{"an unknown checkpoint", &webuitest.Comfy{}, "zz.safetensors", "CheckpointLoaderSimple: Value not in list: ckpt_name: 'zz.safetensors' not in [", "tailor server"},
		{"an unknown checkpoint of many", &webuitest.Comfy{Files: long}, "zz.safetensors", "not in (list of length 32)", "tailor server"},
		{"Windows' separators on Linux", &webuitest.Comfy{}, `xl\rouwei_080_vpred.safetensors`, "Value not in list", "tailor server"},
		{"a node that is not there", &webuitest.Comfy{Handle: says("/prompt", 400, `{"error":{"type":"missing_node_type","message":"Node 'X' not found.","details":"","extra_info":{}},"node_errors":{}}`)}, ckpt, "Node 'X' not found.", "update ComfyUI"},
		{"a very old one", &webuitest.Comfy{Handle: says("/prompt", 400, `{"error":{"type":"invalid_prompt","message":"Cannot execute because node X does not exist.","details":"Node ID '#5'","extra_info":{}},"node_errors":[]}`)}, ckpt, "Cannot execute because node X does not exist.", "update ComfyUI"},
		{"accepted without its only output", &webuitest.Comfy{Handle: says("/prompt", 200, `{"prompt_id":"x","number":1,"node_errors":{"5":{"errors":[{"type":"value_not_in_list","message":"Value not in list","details":"sampler_name: 'x'"}],"dependent_outputs":["7"],"class_type":"KSampler"}}}`)}, ckpt, "left out what would have saved the picture: KSampler: Value not in list", "tailor server"},
		{"no JSON for it", &webuitest.Comfy{Handle: says("/prompt", 500, "500 Internal Server Error\n\nServer got itself in trouble")}, ckpt, "got itself in trouble", "its own terminal"},
		{"an exception", &webuitest.Comfy{Fail: "boom"}, ckpt, "it failed in KSampler: boom", "its own terminal"},
		{"out of memory", &webuitest.Comfy{Fail: "OOM"}, ckpt, "too little memory in KSampler: Allocation on device", "smaller size"},
		{"an exception without a socket", &webuitest.Comfy{Fail: "boom", NoSocket: true}, ckpt, "it failed in KSampler: boom", "its own terminal"},
		{"a picture that is gone", &webuitest.Comfy{Handle: says("/view", 404, "")}, ckpt, "has lost the picture tailor_00001_.png", "same seed"},
		{"a page in its place", &webuitest.Comfy{Handle: says("/view", 200, "<html>")}, ckpt, "damaged or no picture", "try again"},
		{"an error that is a text", &webuitest.Comfy{Handle: says("/prompt", 400, `{"error":"no room","node_errors":[]}`)}, ckpt, "no room", "settings that were sent"},
		{"an error that is a list", &webuitest.Comfy{Handle: says("/prompt", 400, `{"error":[1,{}],"node_errors":7}`)}, ckpt, "refused (400", "settings that were sent"},
		{"faults of nodes without words", &webuitest.Comfy{Handle: says("/prompt", 400, `{"error":null,"node_errors":{"5":null,"6":{"errors":null}}}`)}, ckpt, "refused (400", "settings that were sent"},
		{"an id of another kind", &webuitest.Comfy{Handle: says("/prompt", 200, `{"prompt_id":[1]}`)}, ckpt, "none of a web UI that tailor knows", "address"},
		{"no id", &webuitest.Comfy{Handle: says("/prompt", 200, `{}`)}, ckpt, "does not know the job any more", "send it again"},
		{"another's id", &webuitest.Comfy{Handle: says("/prompt", 200, `{"prompt_id":"../../x\u001b[2J"}`)}, ckpt, "does not know the job any more", "send it again"},
		{"taken, with an error", &webuitest.Comfy{Handle: says("/prompt", 200, `{"error":{"message":"no room"},"node_errors":{}}`)}, ckpt, "no room", "tailor server"},
		{"outputs that are no pictures", &webuitest.Comfy{Handle: history(`{"outputs":{"9":{"images":[]},"8":{"text":["x"]}}}`)}, ckpt, "made no picture", "its own terminal"},
		{"outputs out of its folder", &webuitest.Comfy{Handle: history(`{"outputs":{"9":{"images":[{"filename":"../../x\u001b[2J.png","subfolder":"../..","type":"temp"}]}}}`)}, ckpt, "has lost the picture ../../x", "same seed"},
		{"forbidden", &webuitest.Comfy{Handle: says("/prompt", 403, "")}, ckpt, "forbids the request", "proxy"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			web := startComfy(t, c.server)
			_, err := generate(t.Context(), open(t, webui.Options{Name: "comfy", URL: web.URL}), graph(c.ckpt, 1), nil)
			if err == nil {
				t.Fatal("no error")
			}
			if text := err.Error(); !strings.HasPrefix(text, "comfy: ") || !strings.Contains(text, c.what) || !strings.Contains(text, c.remedy) || strings.Contains(text, "\n") {
				t.Errorf("error %q, want %q with %q", text, c.what, c.remedy)
			}
		})
	}
}

// TestComfyInterrupt stops the own job, waiting or running, and no other.
func TestComfyInterrupt(t *testing.T) {
	for _, occupied := range []bool{false, true} {
		t.Run(fmt.Sprint("behind another ", occupied), func(t *testing.T) {
			web := startComfy(t, &webuitest.Comfy{StepTime: 20 * time.Millisecond})
			if occupied {
				defer web.Occupy()()
			}
			s := open(t, webui.Options{URL: web.URL})
			ctx, cancel := context.WithCancelCause(t.Context())
			var r recorder
			done := make(chan error, 1)
			go func() { _, err := generate(ctx, s, graph(ckpt, 1), r.take); done <- err }()
			until(t, "progress", func() bool {
				return r.any(func(p webui.Progress) bool { return p.Step > 0 || occupied && p.Waiting && p.Before == 1 })
			})
			cancel(webui.ErrInterrupted)
			if err := <-done; !errors.Is(err, webui.ErrInterrupted) {
				t.Error(err)
			}
			if n := len(web.Interrupts()); n != map[bool]int{false: 1, true: 0}[occupied] {
				t.Errorf("%d interrupts", n)
			}
		})
	}
}

// TestComfyInterrupted has somebody else stop the job.
func TestComfyInterrupted(t *testing.T) {
	web := startComfy(t, &webuitest.Comfy{StepTime: 10 * time.Millisecond})
	s := open(t, webui.Options{URL: web.URL})
	var r recorder
	go func() {
		until(t, "progress", func() bool { return r.any(func(p webui.Progress) bool { return p.Step > 0 }) })
		response, err := http.Post(web.URL+"/interrupt", "application/json", nil)
		if err == nil {
			response.Body.Close()
		}
	}()
	if _, err := generate(t.Context(), s, graph(ckpt, 1), r.take); err == nil || !strings.Contains(err.Error(), "was interrupted there") {
		t.Error(err)
	}
}

// TestComfyRestart has a server that forgets the job.
func TestComfyRestart(t *testing.T) {
	web := startComfy(t, &webuitest.Comfy{StepTime: 10 * time.Millisecond, NoSocket: true})
	s := open(t, webui.Options{URL: web.URL})
	go func() { time.Sleep(30 * time.Millisecond); web.Forget() }()
	if _, err := generate(t.Context(), s, graph(ckpt, 1), nil); err == nil || !strings.Contains(err.Error(), "does not know the job any more") {
		t.Error(err)
	}
}

// TestComfyGone has a server that stops while it makes a picture: one is told so
// at once, and the job is given up when it has been silent for long enough.
func TestComfyGone(t *testing.T) {
	web := &webuitest.Comfy{StepTime: 10 * time.Millisecond, Small: true}
	web.Start()
	s := open(t, webui.Options{URL: web.URL, Silence: 100 * time.Millisecond})
	var r recorder
	stepped := func(p webui.Progress) bool { return p.Step > 0 }
	go func() {
		until(t, "progress", func() bool { return r.any(stepped) })
		web.CloseClientConnections()
		web.Close()
	}()
	if _, err := generate(t.Context(), s, graph(ckpt, 1), r.take); err == nil {
		t.Error("a picture came")
	}
	last := r.all[len(r.all)-1]
	if !last.Silent || last.Describe(1, 2) != fmt.Sprintf("picture 1 of 2 · step %d of 12 · no answer", last.Step) {
		t.Errorf("the last report is %+v", last)
	}
}

// TestComfyFetch leaves the server to its job, and fetches the picture later.
func TestComfyFetch(t *testing.T) {
	web := startComfy(t, &webuitest.Comfy{StepTime: 10 * time.Millisecond})
	s := open(t, webui.Options{URL: web.URL})
	ctx, cancel := context.WithCancel(t.Context())
	var r recorder
	done := make(chan error, 1)
	j := graph(ckpt, 9)
	go func() { _, err := generate(ctx, s, j, r.take); done <- err }()
	until(t, "progress", func() bool { return r.any(func(p webui.Progress) bool { return p.Step > 0 }) })
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := fetch(t.Context(), s, j); !errors.Is(err, webui.ErrUnfinished) {
		t.Errorf("at once: %v", err)
	}
	until(t, "the picture", func() bool {
		pictures, err := fetch(t.Context(), s, j)
		return err == nil && len(pictures) == 1 && pictures[0].Seed == 9 && webui.HasInfotext(pictures[0].Data)
	})
	if _, err := fetch(t.Context(), s, webui.Job{ID: webui.NewID()}); !errors.Is(err, webui.ErrForgotten) {
		t.Errorf("another: %v", err)
	}
	if len(web.Interrupts()) != 0 {
		t.Error("it was interrupted")
	}
}

// TestComfyMore has a server with more pictures than were asked for, in JPEG:
// no more are fetched, and each has its true ending.
func TestComfyMore(t *testing.T) {
	web := &webuitest.Comfy{}
	inside, fetched := false, 0
	web.Handle = func(w http.ResponseWriter, r *http.Request) bool {
		switch {
		case r.URL.Path == "/view":
			fetched++
			_, _ = w.Write(jpegFile(t))
			return true
		case !strings.HasPrefix(r.URL.Path, "/history/") || inside:
			return false
		}
		inside = true
		answer := httptest.NewRecorder()
		web.ServeHTTP(answer, r)
		inside = false
		const more = `{"filename":"other.png","subfolder":"","type":"output"},`
		fmt.Fprint(w, strings.Replace(answer.Body.String(), `"images":[`, `"images":[`+more+more+more, 1))
		return true
	}
	startComfy(t, web)
	s := open(t, webui.Options{URL: web.URL})
	j := graph(ckpt, 1)
	j.Pictures = 2
	pictures, err := generate(t.Context(), s, j, nil)
	if err != nil || len(pictures) != 2 || fetched != 2 || pictures[0].Ext != "jpg" {
		t.Errorf("%d pictures, %d fetched, %v", len(pictures), fetched, err)
	}
	if pictures, err = fetch(t.Context(), s, webui.Job{ID: j.ID, Pictures: 1}); err != nil || len(pictures) != 1 {
		t.Errorf("later: %d pictures, %v", len(pictures), err)
	}
}

// TestComfyBatch makes a batch, whose pictures have one seed: their infotexts
// say which of them each is.
func TestComfyBatch(t *testing.T) {
	web := startComfy(t, &webuitest.Comfy{})
	j := graph(ckpt, 7)
	j.Graph = bytes.Replace(j.Graph, []byte(`"batch_size":1`), []byte(`"batch_size":3`), 1)
	j.Pictures, j.Seed, j.Infotext = 3, 7, "1girl\nSteps: 12, Seed: 7, Size: 832x1216, Batch size: 3"
	pictures, err := generate(t.Context(), open(t, webui.Options{URL: web.URL}), j, nil)
	if err != nil || len(pictures) != 3 {
		t.Fatal(len(pictures), err)
	}
	for n, p := range pictures {
		second := bytes.Contains(p.Data, fmt.Appendf(nil, "Batch size: 3, Batch pos: %d", n))
		if p.Seed != 7 || !p.Known || second != (n > 0) || !bytes.Contains(p.Data, []byte("Seed: 7, Size: 832x1216, Batch size: 3")) {
			t.Errorf("picture %d: seed %d, known %v, its place is said: %v", n, p.Seed, p.Known, second)
		}
	}
}

// TestComfyChoices reads the names of upscalers in both forms that choices have.
func TestComfyChoices(t *testing.T) {
	for _, old := range []bool{false, true} {
		web := startComfy(t, &webuitest.Comfy{Legacy: old})
		n, err := open(t, webui.Options{URL: web.URL}).Names(t.Context())
		if want := webuitest.DefaultFiles(); err != nil || listed(n.Upscalers) != want.Upscalers[0] || listed(n.Checkpoints) != strings.Join(want.Checkpoints, "|") {
			t.Errorf("old form %v: upscalers %v, checkpoints %v, %v", old, n.Upscalers, n.Checkpoints, err)
		}
	}
}

// TestComfyOrigin has the server that refuses what a page of another site could
// send: no request bears an Origin, and none says where it comes from.
func TestComfyOrigin(t *testing.T) {
	const foreign = "http://example.com"
	seen := 0
	web := &webuitest.Comfy{}
	var mu sync.Mutex
	web.Handle = func(_ http.ResponseWriter, r *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		for _, header := range []string{"Origin", "Sec-Fetch-Site"} {
			if value := r.Header.Get(header); value != "" && value != foreign {
				t.Errorf("%s %s: %s: %s", r.Method, r.URL.Path, header, value)
			}
		}
		seen++
		return false
	}
	startComfy(t, web)
	if _, err := generate(t.Context(), open(t, webui.Options{URL: web.URL}), graph(ckpt, 1), nil); err != nil || seen < 4 {
		t.Errorf("%d requests, %v", seen, err)
	}
	r, err := http.NewRequest(http.MethodGet, web.URL+"/system_stats", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", foreign)
	if answer, err := http.DefaultClient.Do(r); err != nil || answer.StatusCode != http.StatusForbidden {
		t.Errorf("the fake lets an Origin pass: %v", err)
	}
}

// TestComfyLeftOut has a server that leaves out another output than the one
// that saves the picture: the picture is made, and what is left out is told.
func TestComfyLeftOut(t *testing.T) {
	web := &webuitest.Comfy{}
	inside := false
	web.Handle = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/prompt" || inside {
			return false
		}
		inside = true
		answer := httptest.NewRecorder()
		web.ServeHTTP(answer, r)
		inside = false
		fmt.Fprint(w, strings.Replace(answer.Body.String(), `"node_errors":{}`, `"node_errors":{"9":{"errors":[{"type":"value_not_in_list","message":"Value not in list","details":"x"}],"dependent_outputs":["9"],"class_type":"PreviewImage"}}`, 1))
		return true
	}
	startComfy(t, web)
	var r recorder
	pictures, err := generate(t.Context(), open(t, webui.Options{Name: "c", URL: web.URL}), graph(ckpt, 1), r.take)
	if err != nil || len(pictures) != 1 || !r.any(func(p webui.Progress) bool { return p.Note == "c: left out: PreviewImage: Value not in list: x" }) {
		t.Errorf("%d pictures, %v", len(pictures), err)
	}
}
