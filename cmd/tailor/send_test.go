package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tailor/data/webui"
	"tailor/data/webui/webuitest"
)

// fakes starts a fake server of either kind.
func fakes(t *testing.T, step time.Duration) (*webuitest.A1111, *webuitest.Comfy) {
	a, c := &webuitest.A1111{StepTime: step, Small: true}, &webuitest.Comfy{StepTime: step, Small: true}
	a.Start()
	c.Start()
	t.Cleanup(a.Close)
	t.Cleanup(c.Close)
	return a, c
}

// TestSend sends prompts to both kinds of servers.
func TestSend(t *testing.T) {
	web, comfy := fakes(t, 0)
	out := t.TempDir()
	args := []string{"send", "--url", web.URL, "--out", out}
	r := tailor(t, home(t), "", append(args, "--negative", "bad", "--model", "vpred", "--seed", "7", "1girl")...)
	path := filepath.Join(out, "tailor-7.png")
	check(t, r, path+"\n", "does not know the v-prediction", 0)
	if b, err := os.ReadFile(path); err != nil || !webui.HasInfotext(b) {
		t.Errorf("saved: %v", err)
	}
	asked := func(what map[string]any) {
		t.Helper()
		all := web.Asked()
		got := all[len(all)-1]
		for key, want := range what {
			if fmt.Sprint(got[key]) != fmt.Sprint(want) {
				t.Errorf("%s is %v, want %v", key, got[key], want)
			}
		}
	}
	asked(map[string]any{"prompt": "1girl", "negative_prompt": "bad", "steps": 28, "cfg_scale": 4, "sampler_name": "Euler a", "scheduler": "Automatic", "width": 1024, "height": 1024, "seed": 7})
	// Another picture of the name leaves the first alone; an infotext's settings hold.
	r = tailor(t, home(t), "a\nSteps: 20, Sampler: DDIM, Seed: 7, Size: 640x960, CFG scale: 2.5", append(args, "-n", "2")...)
	check(t, r, strings.TrimSuffix(path, ".png")+"-2.png\n"+filepath.Join(out, "tailor-8.png")+"\n", "picture 2 of 2", 0)
	asked(map[string]any{"steps": 20, "sampler_name": "DDIM", "seed": 8, "width": 640, "height": 960, "cfg_scale": 2.5})
	// A prompt that A1111's paste button would take for settings is a prompt.
	const weighted = "(long hair:1.2), (blue eyes:1.3), (smile:1.1)"
	check(t, tailor(t, home(t), "", append(args, weighted)...), "…", "picture 1 of 1", 0)
	asked(map[string]any{"prompt": weighted})
	// Flags, and wildcards by the seed: the same again gives the same.
	flags := []string{"--size", "832x1216", "--steps", "12", "--cfg", "5", "--sampler", "dpm++ 2m", "--scheduler", "karras", "--batch", "2", "--hires", "1.5,0.6", "--checkpoint", "rouwei_080_epsilon", "--seed", "100"}
	r = tailor(t, home(t), "", append(append(args, flags...), "--json", "{red|blue|green} hair")...)
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	if r.code != 0 || len(lines) != 2 || !strings.HasSuffix(lines[1], `"seed":101}`) {
		t.Errorf("a batch: %+v", r)
	}
	first := web.Asked()[len(web.Asked())-1]
	asked(map[string]any{"steps": 12, "cfg_scale": 5, "sampler_name": "DPM++ 2M", "scheduler": "Karras", "batch_size": 2, "enable_hr": true, "hr_scale": 1.5, "denoising_strength": 0.6, "hr_upscaler": "Latent"})
	if s := fmt.Sprint(first["override_settings"]); !strings.Contains(s, "rouwei_080_epsilon.safetensors [aa11bb22cc]") || strings.ContainsAny(fmt.Sprint(first["prompt"]), "{|") {
		t.Errorf("options %s, prompt %s", s, first["prompt"])
	}
	check(t, tailor(t, home(t), "", append(append(args, flags...), "{red|blue|green} hair")...), "…", "picture 1 of 1", 0)
	asked(map[string]any{"prompt": first["prompt"]})
	// ComfyUI, by its own kind of request.
	env := append(home(t), "TAILOR_SERVER="+comfy.URL)
	r = tailor(t, env, "", "send", "--out", out, "--json", "--seed", "18446744073709551615", "--checkpoint", "rouwei_080_vpred", "--model", "vpred", "by wlop BREAK 1girl")
	var got sent
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || r.code != 0 || got.Seed != "18446744073709551615" {
		t.Fatalf("%+v, %v", r, err)
	}
	if b, err := os.ReadFile(got.File); err != nil || !bytes.Contains(b, []byte("parameters\x00by wlop BREAK 1girl\nSteps: 28, Sampler: Euler a, Schedule type: Automatic, CFG scale: 4, Seed: 18446744073709551615, Size: 1024x1024, Model: rouwei_080_vpred")) {
		t.Errorf("%v, its infotext is not tailor's", err)
	}
}

// TestSendRefused has everything that is refused before anything is sent, and
// what a server answers.
func TestSendRefused(t *testing.T) {
	web, comfy := fakes(t, 0)
	full := &webuitest.A1111{User: "me", Password: "hunter2", Small: true}
	full.Start()
	defer full.Close()
	out := t.TempDir()
	list := file(t, "list", "")
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"nobody there", []string{"--url", "http://127.0.0.1:1", "a"}, "is the web UI running?"},
		{"no address", []string{"--url", "x", "a"}, "is no address of a web UI"},
		{"no folder", []string{"--url", web.URL, "--out", list, "a"}, "is no folder"},
		{"a negative seed", []string{"--url", web.URL, "--seed=-5", "a"}, "--seed"},
		{"no size", []string{"--url", web.URL, "--size", "big", "a"}, `--size "big": it takes width x height`},
		{"no number", []string{"--url", web.URL, "--steps", "x", "--cfg", "y", "a"}, "--cfg"},
		{"no second pass", []string{"--url", web.URL, "--hires", "much", "a"}, "--hires"},
		{"an unknown sampler", []string{"--url", web.URL, "--sampler", "Eular a", "a"}, `near it are "Euler a"`},
		{"an unknown checkpoint", []string{"--url", web.URL, "--checkpoint", "pony", "a"}, `A1111 has no checkpoint "pony"`},
		{"ComfyUI without a checkpoint", []string{"--url", comfy.URL, "a"}, "name one in the settings (f7, or --checkpoint of send)"},
		{"a password", []string{"--url", full.URL, "a"}, "wants a user and a password"},
		{"a password in the arguments", []string{"--url", "http://me:hunter2@127.0.0.1:1", "a"}, "TAILOR_SERVER_PASSWORD"},
		{"an unknown server", []string{"--server", "home", "a"}, `there is no server "home"`},
		{"an unknown kind", []string{"--url", web.URL, "--kind", "x", "a"}, "it takes auto, a1111 or comfyui"},
		{"too many", []string{"--url", web.URL, "-n", "0", "a"}, "-n 0"},
		{"settings that are none", []string{"--url", web.URL, "a\nSteps: x, Sampler: Euler a, Seed: 1"}, "the setting Steps"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := tailor(t, home(t), "", append([]string{"send", "--out", out}, c.args...)...)
			check(t, r, "", c.want, 2)
			if strings.Contains(r.err, "hunter2") {
				t.Errorf("the password is told: %s", r.err)
			}
		})
	}
	if n := len(web.Asked()) + len(comfy.Asked()); n > 0 {
		t.Errorf("%d requests were sent", n)
	}
	env := append(home(t), "TAILOR_SERVER="+full.URL, "TAILOR_SERVER_USER=me", "TAILOR_SERVER_PASSWORD=hunter2")
	check(t, tailor(t, env, "", "send", "--out", out, "a"), "…", "picture 1 of 1", 0)
	conf := file(t, "config.toml", fmt.Sprintf("[pictures]\nname = \"{model}/{seed}\"\n[settings]\nsteps = 11\nseed = 3\ncheckpoint = \"other\"\n[servers.home]\nurl = %q\nuser = \"me\"\npassword = \"hunter2\"\n", full.URL))
	check(t, tailor(t, home(t), "", "send", "--config", conf, "--server", "home", "--out", out, "a"), filepath.Join(out, "other", "3.png")+"\n", "picture 1 of 1", 0)
	last := full.Asked()[len(full.Asked())-1]
	if fmt.Sprint(last["steps"]) != "11" {
		t.Errorf("steps %v, want the config's", last["steps"])
	}
}

// TestZeroSettings names a zero in the config, which no web UI takes: it is not
// taken for a setting that is not there.
func TestZeroSettings(t *testing.T) {
	for _, key := range []string{"steps", "cfg", "batch", "clip_skip"} {
		conf := file(t, "config.toml", "[settings]\nsampler = \"Euler a\"\n"+key+" = 0\n")
		check(t, tailor(t, home(t), "", "export", "--config", conf, "a"), "", "config.toml:3: settings."+key+": \"0\"", exitWrong)
	}
}

// TestSendDry prints requests and sends none.
func TestSendDry(t *testing.T) {
	web, comfy := fakes(t, 0)
	r := tailor(t, home(t), "", "send", "--url", web.URL, "--dry-run", "-n", "2", "--seed", "5", "{a|b}, 1girl")
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	if r.code != 0 || len(lines) != 2 || !strings.Contains(lines[1], `"seed":6`) {
		t.Errorf("%+v", r)
	}
	r = tailor(t, home(t), "", "send", "--url", comfy.URL, "--dry-run", "--checkpoint", "rouwei_080_epsilon", "1girl")
	var graph struct {
		Prompt map[string]webuitest.Node `json:"prompt"`
	}
	if err := json.Unmarshal([]byte(r.out), &graph); err != nil || len(graph.Prompt) != 7 {
		t.Errorf("%+v, %v", r, err)
	}
	check(t, tailor(t, home(t), "", "send", "--url", "http://127.0.0.1:1", "--dry-run", "1girl"), "", "by --kind", 2)
	check(t, tailor(t, home(t), "", "send", "--url", "http://127.0.0.1:1", "--kind", "a1111", "--dry-run", "1girl"), `{"prompt":"1girl",…`, "no name was checked", 0)
	if n := len(web.Asked()) + len(comfy.Asked()); n > 0 {
		t.Errorf("%d requests were sent", n)
	}
}

// TestSendInterrupt ends tailor by ctrl+c: the server's job is stopped.
func TestSendInterrupt(t *testing.T) {
	web, comfy := fakes(t, 20*time.Millisecond)
	for name, url := range map[string]string{"A1111": web.URL, "ComfyUI": comfy.URL} {
		t.Run(name, func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), binary, "send", "--url", url, "--out", t.TempDir(), "--checkpoint", "rouwei_080_epsilon", "--steps", "150", "a")
			cmd.Env = home(t)
			progress, err := cmd.StderrPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			var seen []byte
			for b := make([]byte, 256); !bytes.Contains(seen, []byte("step ")); {
				n, err := progress.Read(b)
				seen = append(seen, b[:n]...)
				if err != nil {
					t.Fatalf("no progress in %q: %v", seen, err)
				}
			}
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Skip("no ctrl+c can be sent here:", err)
			}
			_ = cmd.Wait()
			if code := cmd.ProcessState.ExitCode(); code != exitAborted {
				t.Errorf("exit code %d, want %d", code, exitAborted)
			}
		})
	}
	if web.Interrupts() != 1 || len(comfy.Interrupts()) != 1 {
		t.Errorf("%d and %d interrupts", web.Interrupts(), len(comfy.Interrupts()))
	}
}

// TestServer shows what either kind is and knows.
func TestServer(t *testing.T) {
	web, comfy := fakes(t, 0)
	r := tailor(t, home(t), "", "server", "--url", web.URL)
	check(t, r, "A1111 v1.10.1 at "+web.URL+"\n\ncheckpoints (3)\n* rouwei_080_epsilon.safetensors [aa11bb22cc]\n…", "", 0)
	r = tailor(t, home(t), "", "server", "--url", comfy.URL, "--json")
	var names webui.Names
	if err := json.Unmarshal([]byte(r.out), &names); err != nil || names.About.Version != "0.33.0" || len(names.Samplers) != 44 ||
		!slices.ContainsFunc(names.Embeddings, func(n webui.Name) bool { return n.Name == "neg/e" }) {
		t.Errorf("%+v, %v", names, err)
	}
	check(t, tailor(t, home(t), "", "server", "--url", "http://127.0.0.1:1"), "", "is the web UI running?", 2)
}

// TestComposeSettings composes with settings, and exports them.
func TestComposeSettings(t *testing.T) {
	r := tailor(t, home(t), "", "compose", "--size", "832×1216", "--seed", "7", "--hires", "on", "1girl")
	check(t, r, "1girl\nSteps: 28, Sampler: Euler a, Schedule type: Automatic, CFG scale: 7, Seed: 7, Size: 832x1216, Denoising strength: 0.6, Hires upscale: 1.5, Hires upscaler: Latent\n", "", 0)
	r = tailor(t, home(t), r.out, "export", "--as", "infotext", "--steps", "20")
	check(t, r, "1girl\nSteps: 20, Sampler: Euler a, Schedule type: Automatic, CFG scale: 7, Seed: 7, Size: 832x1216, Denoising strength: 0.6, Hires upscale: 1.5, Hires upscaler: Latent\n", "", 0)
}

// TestSendEndings saves pictures in JPEG and WebP under their true endings, and
// no more than were asked for.
func TestSendEndings(t *testing.T) {
	const webp = "RIFF\x1c\x00\x00\x00WEBPVP8L\x0f\x00\x00\x00/\x00\x00\x00\x00\x07\x10\xfd\x8f\xfe\x07\x22\xa2\xff\x01\x00"
	var b bytes.Buffer
	if err := jpeg.Encode(&b, webuitest.Draw(4, 4, 1), nil); err != nil {
		t.Fatal(err)
	}
	for ext, picture := range map[string][]byte{"jpg": b.Bytes(), "webp": []byte(webp)} {
		t.Run(ext, func(t *testing.T) {
			web := &webuitest.A1111{Small: true, Answer: func(a map[string]any) {
				one := base64.StdEncoding.EncodeToString(picture)
				a["images"] = []string{one, one, one}
				a["info"] = `{"all_seeds":[7,8,9]}`
			}}
			web.Start()
			t.Cleanup(web.Close)
			out := t.TempDir()
			path := filepath.Join(out, "tailor-7."+ext)
			check(t, tailor(t, home(t), "", "send", "--url", web.URL, "--out", out, "--seed", "7", "1girl"), path+"\n", "picture 1 of 1", 0)
			if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, picture) {
				t.Errorf("saved %d bytes, %v", len(got), err)
			}
			if all, err := os.ReadDir(out); err != nil || len(all) != 1 {
				t.Errorf("%d files, %v", len(all), err)
			}
		})
	}
}
