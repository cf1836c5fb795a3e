package webui

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestExcess has a server answer with too much, or too little at a time: each
// question ends in an error, within its limits.
func TestExcess(t *testing.T) {
	zeros := make([]byte, 64<<10)
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
		{"without an end", func(w io.Writer) bool { _, err := w.Write(zeros); return err == nil }, "more than 64 MB"},
		{"a byte at a time", func(w io.Writer) bool {
			_, err := io.WriteString(w, " ")
			time.Sleep(10 * time.Millisecond)
			return err == nil
		}, "fewer than 4096 bytes came within 300ms"},
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
			var answer any
			if err := s.get(t.Context(), "/sdapi/v1/options", &answer); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %.200v, want an error with %q", err, c.want)
			}
		})
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
		_, err = s.Generate(t.Context(), Job{ID: "x", Request: Request{Width: 512, Height: 512}}, nil)
		web.Close()
		if err == nil || !strings.Contains(err.Error(), "fewer than 4096 bytes came within 300ms") {
			t.Errorf("drops %v: %v", drops, err)
		}
	}
}

// TestEndlessPictures has a server answer a request for a picture without end:
// no more is read than such pictures have.
func TestEndlessPictures(t *testing.T) {
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
	_, err = s.Generate(t.Context(), Job{ID: "x", Request: Request{Width: 512, Height: 512}}, nil)
	web.Close()
	if err == nil || !strings.Contains(err.Error(), "more than 3") || sent > 64<<20 {
		t.Errorf("%v, %d MB were read", err, sent>>20)
	}
}
