package webui

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"
)

// server answers as the web UI does; handle answers txt2img.
func server(t *testing.T, handle http.HandlerFunc) *Client {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("POST /sdapi/v1/txt2img", handle)
	mux.HandleFunc("GET /sdapi/v1/progress", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"progress":0.5,"eta_relative":2.0,"state":{"sampling_step":10}}`)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	c, err := New(s.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	c.Every = time.Millisecond
	return c
}

// TestGenerate checks the request against the names of the API's schema.
func TestGenerate(t *testing.T) {
	reported := make(chan Progress, 1000)
	var got map[string]any
	c := server(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if err := json.Unmarshal(body, &got); err != nil || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("request %q of the type %q: %v", body, r.Header.Get("Content-Type"), err)
		}
		<-reported // not before the progress was told
		grid, a, b := base64.StdEncoding.EncodeToString([]byte("grid")), base64.StdEncoding.EncodeToString([]byte("a")), "data:image/png;base64,"+base64.StdEncoding.EncodeToString([]byte("b"))
		json.NewEncoder(w).Encode(map[string]any{"images": []string{grid, a, b}, "parameters": map[string]any{}, "info": `{"all_seeds":[7,8]}`})
	})
	pictures, err := c.Generate(t.Context(), Request{Prompt: "1girl", Negative: "bad", Steps: 28, Sampler: "Euler a", Scheduler: "Automatic", CFG: 7, Width: 832, Height: 1216, Seed: -1, Count: 2},
		func(p Progress) {
			if p.Done != 0.5 || p.Left != 2*time.Second {
				t.Errorf("progress %+v", p)
			}
			select {
			case reported <- p:
			default:
			}
		})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"prompt": "1girl", "negative_prompt": "bad", "steps": 28.0, "sampler_name": "Euler a", "scheduler": "Automatic",
		"cfg_scale": 7.0, "width": 832.0, "height": 1216.0, "seed": -1.0, "n_iter": 2.0, "save_images": false}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("request %v\nwant    %v", got, want)
	}
	if s := fmt.Sprintf("%s %d, %s %d, %s %d", pictures[0].PNG, pictures[0].Seed, pictures[1].PNG, pictures[1].Seed, pictures[2].PNG, pictures[2].Seed); s != "grid -1, a 7, b 8" {
		t.Errorf("pictures %s", s)
	}
}

func TestGenerateFails(t *testing.T) {
	cases := []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"no API", 404, `{"detail":"Not Found"}`, "--api"},
		{"no password", 401, `{}`, "user and a password"},
		{"refused", 422, `{"detail":[{"loc":["body","steps"],"msg":"value is not a valid integer"}]}`, "not a valid integer"},
		{"failed", 500, `{"error":"OutOfMemoryError","detail":"","body":"","errors":"CUDA out of memory"}`, "CUDA out of memory"},
		{"another server", 200, `<html>`, "is not the web UI's"},
		{"no picture", 200, `{"images":[]}`, "no picture"},
		{"damaged", 200, `{"images":["***"]}`, "damaged"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			client := server(t, func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(c.status)
				fmt.Fprint(w, c.body)
			})
			_, err := client.Generate(t.Context(), Request{}, nil)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
	c, _ := New("http://user:secret@127.0.0.1:1")
	if _, err := c.Generate(t.Context(), Request{}, nil); err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "running") {
		t.Errorf("nobody there: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := server(t, func(http.ResponseWriter, *http.Request) {}).Generate(ctx, Request{}, nil); err == nil {
		t.Error("a cancelled request came back")
	}
	for _, address := range []string{"", "127.0.0.1:7860", "ftp://x", "http://"} {
		if _, err := New(address); err == nil || !strings.Contains(err.Error(), "http://127.0.0.1:7860") {
			t.Errorf("address %q: %v", address, err)
		}
	}
}
