package webui

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestExcess has a server answer with too much, or too little at a time: each
// question ends in an error, within its limits.
func TestExcess(t *testing.T) {
	zeros, spaces := make([]byte, 64<<10), []byte(strings.Repeat(" ", 64<<10))
	for _, c := range []struct {
		name   string
		answer func(w io.Writer) bool // false when no more comes
		want   string
	}{
		{"nested a million deep", func(w io.Writer) bool {
			_, _ = io.WriteString(w, strings.Repeat("[", 1_000_000)+strings.Repeat("]", 1_000_000))
			return false
		}, "none of a web UI that tailor knows"},
		{"keys nested a million deep", func(w io.Writer) bool {
			_, _ = io.WriteString(w, strings.Repeat(`{"images":`, 1_000_000))
			return false
		}, "none of a web UI that tailor knows"},
		{"of zeros", func(w io.Writer) bool { _, err := w.Write(zeros); return err == nil }, "none of a web UI that tailor knows"},
		{"without an end", func(w io.Writer) bool { _, err := w.Write(spaces); return err == nil }, "more than 64 MB"},
		{"a byte at a time", func(w io.Writer) bool {
			_, err := io.WriteString(w, " ")
			time.Sleep(10 * time.Millisecond)
			return err == nil
		}, "fewer than 4096 bytes came within 300ms"},
		{"bit by bit", func(w io.Writer) bool {
			_, err := w.Write(spaces[:lively])
			time.Sleep(10 * time.Millisecond)
			return err == nil
		}, "not whole after 300ms"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			silence := 10 * time.Second
			if c.name == "a byte at a time" {
				silence = 300 * time.Millisecond
			}
			web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				for c.answer(w) {
					w.(http.Flusher).Flush()
				}
			}))
			defer web.Close()
			s, err := newConnection(Options{URL: web.URL, Silence: silence})
			if err != nil {
				t.Fatal(err)
			}
			if c.name == "bit by bit" {
				s.whole = 300 * time.Millisecond
			}
			var answer any
			if _, err := s.get(t.Context(), "/sdapi/v1/options", &answer); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %.200v, want an error with %q", err, c.want)
			}
		})
	}
}

// TestGreedyAnswers has a server answer with lists that take many times their
// length once they are read: each ends in an error that names the limit, and
// what is made meanwhile is little.
func TestGreedyAnswers(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: a limit of what one goroutine does")
	}
	for _, c := range []struct{ head, more, want string }{
		{`[{}`, `,{}`, "more than 400000 values"},
		{`[null`, `,0`, "more than 400000 values"},
		{`[{"name":"a"}`, `,{"name":"b","also":["c"]}`, "more than 400000 values"},
		{`[{"also":[""`, `,""`, "more than 400000 values"},
		{`[{"any":[{}`, `,[]`, "more than 400000 values"},
		{`[{"map":{"a":{}`, `,"a":{}`, "more than 400000 values"},
		{`[{"name":"`, `name`, "more than 16 MB of what is asked for"},
		{`[{"any":"`, `name`, "more than 16 MB of what is asked for"},
		{`[{"`, `name`, "more than 4 MB in a key"},
		{`[{"other":[0`, `,0`, "more than 64 MB"},
		{`[{"other":"`, `\\`, "more than 64 MB"},
		{`[{"name":0`, `0`, "more than 16 MB of what is asked for"},
		{`{"list":[`, `[`, "none of a web UI that tailor knows"},
	} {
		for _, packed := range []bool{false, true}[:min(2, 20/len(c.head))] { // the shortest packed too
			web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				to := io.Writer(w)
				if packed {
					w.Header().Set("Content-Encoding", "gzip")
					g, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
					defer g.Close()
					to = g
				}
				_, err := io.WriteString(to, c.head)
				for more := strings.Repeat(c.more, 10_000); err == nil; {
					_, err = io.WriteString(to, more)
				}
			}))
			s, err := newConnection(Options{URL: web.URL})
			if err != nil {
				t.Fatal(err)
			}
			var list []struct {
				Name string              `json:"name"`
				Also []string            `json:"also"`
				Any  any                 `json:"any"`
				Map  map[string]struct{} `json:"map"`
			}
			var before, behind runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err = s.get(t.Context(), "/", &list)
			runtime.ReadMemStats(&behind)
			web.Close()
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s%s…: got %.200v, want an error with %q", c.head, c.more, err, c.want)
			}
			if made := (behind.TotalAlloc - before.TotalAlloc) >> 20; made > 128 {
				t.Errorf("%s%s…: %d MB were made", c.head, c.more, made)
			}
		}
	}
}

// TestHalfAnswer has a server send half a picture and no more, or drop by drop,
// while it goes on saying that it works: the request ends.
func TestHalfAnswer(t *testing.T) {
	for _, drops := range []bool{false, true} {
		web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/sdapi/v1/txt2img" {
				_, _ = io.WriteString(w, `{"progress":0.5,"state":{"job_count":1}}`)
				return
			}
			_, _ = io.WriteString(w, `{"images":["`)
			for w.(http.Flusher).Flush(); r.Context().Err() == nil; time.Sleep(10 * time.Millisecond) {
				if drops {
					_, _ = io.WriteString(w, "A")
					w.(http.Flusher).Flush()
				}
			}
		}))
		c, err := newConnection(Options{URL: web.URL, Silence: 300 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		s := &a1111{connection: c}
		err = s.Generate(t.Context(), Job{ID: "x", Request: Request{Width: 512, Height: 512}}, nil, func(Picture) {})
		web.Close()
		if err == nil || !strings.Contains(err.Error(), "fewer than 4096 bytes came within 300ms") {
			t.Errorf("drops %v: %v", drops, err)
		}
	}
}

// TestEndlessPictures has a server answer a request for a picture without end:
// no more is read than such pictures have.
func TestEndlessPictures(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: a limit of what one goroutine does")
	}
	sent := 0
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/sdapi/v1/txt2img" {
			_, _ = io.WriteString(w, `{"progress":0,"state":{"job_count":0}}`)
			return
		}
		_, _ = io.WriteString(w, `{"images":["`)
		for text := []byte(strings.Repeat("AAAA", 64<<10)); ; sent += len(text) {
			if _, err := w.Write(text); err != nil {
				return
			}
		}
	}))
	c, err := newConnection(Options{URL: web.URL})
	if err != nil {
		t.Fatal(err)
	}
	s := &a1111{connection: c}
	err = s.Generate(t.Context(), Job{ID: "x", Request: Request{Width: 512, Height: 512}}, nil, func(Picture) {})
	web.Close()
	if err == nil || !strings.Contains(err.Error(), "more than 3") || sent > 64<<20 {
		t.Errorf("%v, %d MB were read", err, sent>>20)
	}
}

// TestListsOverAll has servers whose lists are fit each, and too much together: what
// is kept of them has one limit.
func TestListsOverAll(t *testing.T) {
	long := strings.Repeat("a", mostKept/4)
	list := func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case path == "/sdapi/v1/embeddings":
			fmt.Fprintf(w, `{"loaded":{"%s":{}}}`, long)
		case path == "/sdapi/v1/options":
			fmt.Fprintf(w, `{"sd_model_checkpoint":"%s"}`, long)
		case path == "/embeddings":
			fmt.Fprintf(w, `["%s"]`, long)
		case strings.HasPrefix(path, "/object_info/"):
			fmt.Fprintf(w, `{"%s":{"input":{"required":{"sampler_name":[["%[2]s"]],"ckpt_name":[["%[2]s"]],"lora_name":[["%[2]s"]],"vae_name":[["%[2]s"]]}}}}`, strings.TrimPrefix(path, "/object_info/"), long[:len(long)/4])
		default:
			fmt.Fprintf(w, `[{"name":"%s","title":"%[1]s","model_name":"%[1]s"}]`, long)
		}
	}
	web := httptest.NewServer(http.HandlerFunc(list))
	defer web.Close()
	s, err := newConnection(Options{URL: web.URL})
	if err != nil {
		t.Fatal(err)
	}
	for _, server := range []Server{&a1111{connection: s}, &comfy{connection: s}} {
		n, err := server.Names(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		kept := len(n.Current)
		for _, names := range [][]Name{n.Checkpoints, n.Loras, n.Embeddings, n.VAEs, n.Samplers, n.Schedules, n.Upscalers} {
			for _, name := range names {
				kept += len(name.Name)
			}
		}
		if missed := strings.Join(n.Missed, "\n"); kept > mostKept || kept < mostKept/8 || !strings.Contains(missed, "more than 16 MB of what is asked for") {
			t.Errorf("%T: %d bytes of names are kept, missed is %.300s", server, kept, missed)
		}
	}
}
