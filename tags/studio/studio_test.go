package studio

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tailor/data/state"
	"tailor/data/webui"
	"tailor/data/webui/webuitest"
	"tailor/tags/lora"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/settings"
)

func order(seed uint64, more string) Order {
	s, _ := profile.RouWei().Sampling("epsilon")
	return Order{Texts: prompt.Texts{Positive: "{red|blue} hair", Negative: "bad"}, Settings: settings.Parse("Model: rouwei_080_epsilon, Steps: 12" + more).Filled(s), Written: "Steps: 12", Sampling: s, Seed: seed}
}

// TestMake makes a picture on either kind of server, keeps it and ties it to
// what was written.
func TestMake(t *testing.T) {
	a, c := (&webuitest.A1111{Small: true}).Start(), (&webuitest.Comfy{Small: true}).Start()
	defer a.Close()
	defer c.Close()
	for _, url := range []string{a.URL, c.URL} {
		memory := state.Dir(t.TempDir())
		s := &Studio{Server: webui.Options{URL: url + "/", Every: time.Millisecond}, Folder: filepath.Join(t.TempDir(), "p"), Name: "{model}/{seed}-{width}", Prompt: prompt.Defaults, Memory: memory}
		var warned []string
		made, err := s.Make(t.Context(), order(7, ""), func(w string) { warned = append(warned, w) }, func(webui.Progress) {})
		if err != nil || len(made) != 1 || len(warned) > 0 {
			t.Fatal(err, made, warned)
		}
		if want := filepath.Join(s.Folder, "rouwei_080_epsilon", "7-1024.png"); made[0].File != want {
			t.Errorf("saved as %s, want %s", made[0].File, want)
		}
		b, err := os.ReadFile(made[0].File)
		if err != nil || !strings.Contains(string(b), " hair\nNegative prompt: bad") || strings.Contains(string(b), "{red") {
			t.Errorf("%v, or its infotext is not what was asked for", err)
		}
		all, err := memory.Pictures()
		if err != nil || len(all) != 1 || all[0].Prompt != "{red|blue} hair" || all[0].Settings != "Steps: 12" || all[0].Seed != "7" {
			t.Errorf("remembered %+v, %v", all, err)
		}
		if jobs, _ := memory.Jobs(); len(jobs) > 0 {
			t.Errorf("jobs are left: %+v", jobs)
		}
		if n := s.Remembered(); n == nil || len(n.Samplers) == 0 {
			t.Error("the server's names are not kept")
		}
	}
}

// TestRecover leaves while a picture is made, and fetches it in the next
// sitting.
func TestRecover(t *testing.T) {
	c := (&webuitest.Comfy{Small: true, StepTime: 5 * time.Millisecond, OwnIDs: true}).Start()
	defer c.Close()
	memory := state.Dir(t.TempDir())
	make := func() *Studio {
		return &Studio{Server: webui.Options{URL: c.URL, Every: time.Millisecond}, Folder: t.TempDir(), Prompt: prompt.Defaults, Memory: memory}
	}
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := make().Make(ctx, order(9, ""), func(string) {}, func(p webui.Progress) {
		if p.Step > 1 {
			cancel()
		}
	}); err == nil {
		t.Error("it was not left")
	}
	s := make()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		made, waiting, err := s.Recover(t.Context())
		if err != nil || time.Now().After(end) || len(made)+waiting != 1 {
			t.Fatal("it did not come", len(made), waiting, err)
		}
		if len(made) == 1 {
			if b, err := os.ReadFile(made[0].File); err != nil || made[0].Seed != "9" || !webui.HasInfotext(b) {
				t.Errorf("%+v, %v", made[0], err)
			}
			break
		}
	}
	if jobs, _ := memory.Jobs(); len(jobs) > 0 {
		t.Errorf("jobs are left: %+v", jobs)
	}
}

// TestMakeFails keeps no job that was refused, and asks the server again.
func TestMakeFails(t *testing.T) {
	a := (&webuitest.A1111{Small: true}).Start()
	memory := state.Dir(t.TempDir())
	s := &Studio{Server: webui.Options{URL: a.URL, Every: time.Millisecond}, Folder: t.TempDir(), Prompt: prompt.Defaults, Memory: memory}
	nothing := func(string) {}
	if _, err := s.Make(t.Context(), order(7, ", Sampler: Eular a"), nothing, func(webui.Progress) {}); err == nil || !strings.Contains(err.Error(), "Eular a") {
		t.Error(err)
	}
	full := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(full, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s.Folder = full
	if _, err := s.Make(t.Context(), order(7, ""), nothing, func(webui.Progress) {}); err == nil || !strings.Contains(err.Error(), "is not saved") {
		t.Error(err)
	}
	a.Close()
	if _, err := s.Make(t.Context(), order(7, ""), nothing, func(webui.Progress) {}); err == nil || !strings.Contains(err.Error(), "is the web UI running?") {
		t.Error(err)
	}
}

// TestFullDisk has a folder that takes no picture: it is asked for again when
// there is one.
func TestFullDisk(t *testing.T) {
	c := (&webuitest.Comfy{Small: true}).Start()
	defer c.Close()
	full := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(full, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := &Studio{Server: webui.Options{URL: c.URL, Every: time.Millisecond}, Folder: full, Prompt: prompt.Defaults, Memory: state.Dir(t.TempDir())}
	if made, err := s.Make(t.Context(), order(7, ""), func(string) {}, func(webui.Progress) {}); err == nil || len(made) > 0 {
		t.Fatalf("%d pictures, %v", len(made), err)
	}
	s.Folder = t.TempDir()
	if made, _, err := s.Recover(t.Context()); err != nil || len(made) != 1 || made[0].Seed != "7" {
		t.Errorf("%d pictures, %v", len(made), err)
	}
}

// TestLoRAs has the servers tell the words that their LoRAs answer to, once they
// are found.
func TestLoRAs(t *testing.T) {
	a, c := (&webuitest.A1111{}).Start(), (&webuitest.Comfy{}).Start()
	defer a.Close()
	defer c.Close()
	for url, want := range map[string]string{a.URL: "halo=halo glow|neon-lights=|none=", c.URL: "halo=|neon-lights=neon style|none="} {
		s := &Studio{Server: webui.Options{URL: url}}
		set := (*lora.Set)(nil).Asking(s.LoRAs)
		if words := set.About(t.Context(), "halo", nil).Triggers; len(words) > 0 {
			t.Errorf("a server that was not found has the words %q", words)
		}
		if _, err := s.Connect(t.Context(), false); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, name := range []string{"halo", "neon-lights", "none"} {
			got = append(got, name+"="+strings.Join(set.About(t.Context(), name, nil).Triggers, ", "))
		}
		if all := strings.Join(got, "|"); all != want {
			t.Errorf("%s: %s, want %s", url, all, want)
		}
	}
}
