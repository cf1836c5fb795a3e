package main

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSend sends a prompt to a web UI of the test's.
func TestSend(t *testing.T) {
	asked := make(chan map[string]any, 8)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body map[string]any
		if r.URL.Path != "/sdapi/v1/txt2img" || json.NewDecoder(r.Body).Decode(&body) != nil {
			http.NotFound(w, r)
			return
		}
		asked <- body
		json.NewEncoder(w).Encode(map[string]any{"images": []string{base64.StdEncoding.EncodeToString([]byte("picture"))}, "info": `{"all_seeds":[7]}`})
	}))
	defer web.Close()
	out := t.TempDir()
	path := filepath.Join(out, "tailor-7.png")
	args := []string{"send", "--url", web.URL, "--out", out}
	check(t, tailor(t, home(t), "", append(args, "--negative", "bad", "--model", "vpred", "1girl")...), path+"\n", "", 0)
	if b, err := os.ReadFile(path); err != nil || string(b) != "picture" {
		t.Errorf("saved %q, %v", b, err)
	}
	got := <-asked
	for key, want := range map[string]any{"prompt": "1girl", "negative_prompt": "bad", "steps": 28.0, "cfg_scale": 4.0,
		"sampler_name": "Euler a", "scheduler": "Automatic", "width": 1024.0, "height": 1024.0, "seed": -1.0, "n_iter": 1.0} {
		if got[key] != want {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
	// A second picture of the name leaves the first alone, an infotext's
	// settings hold.
	check(t, tailor(t, home(t), "a\nSteps: 20, Sampler: DDIM, Seed: 5, Size: 64x96, CFG scale: 2.5", append(args, "-n", "2")...),
		strings.TrimSuffix(path, ".png")+"-2.png\n", "", 0)
	got = <-asked
	for key, want := range map[string]any{"steps": 20.0, "sampler_name": "DDIM", "seed": 5.0, "width": 64.0, "height": 96.0, "cfg_scale": 2.5, "n_iter": 2.0} {
		if got[key] != want {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
	// A prompt that A1111's paste button would take for settings is a prompt.
	const weighted = "(long hair:1.2), (blue eyes:1.3), (smile:1.1)"
	weightedArgs := append(args, "--out", t.TempDir(), weighted)
	if r := tailor(t, home(t), "", weightedArgs...); r.code != 0 {
		t.Error(r)
	}
	if got = <-asked; got["prompt"] != weighted {
		t.Errorf("prompt is %q, want %q", got["prompt"], weighted)
	}
	third, _ := json.Marshal(map[string]any{"file": strings.TrimSuffix(path, ".png") + "-3.png", "seed": 7})
	check(t, tailor(t, home(t), "", append(args, "--json", "a")...), string(third)+"\n", "", 0)
	check(t, tailor(t, home(t), "", "send", "--url", "http://127.0.0.1:1", "a"), "", "is the web UI running?", 2)
	check(t, tailor(t, home(t), "", "send", "--url", "x", "a"), "", "--url", 2)
	check(t, tailor(t, home(t), "", append(args, "--out", filepath.Join(out, "none"), "a")...), "", "is no folder", 2)
	check(t, tailor(t, home(t), "", append(args, "--seed", "-5", "a")...), "", "--seed -5", 2)
	check(t, tailor(t, home(t), "a\nSteps: 20, Sampler: y, Seed: -2", args...), "", "Seed", 2)
	check(t, tailor(t, home(t), "a\nSteps: x, Sampler: y, Seed: 1", args...), "", "Steps", 2)
}
