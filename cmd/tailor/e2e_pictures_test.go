//go:build !windows

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tailor/data/webui/webuitest"
	"tailor/ui/graphics"
)

// settingUp writes a config with a server and a folder for pictures.
func settingUp(t *testing.T, url, more string) (env []string, pictures string) {
	t.Helper()
	env = append(home(t), "COLORTERM=truecolor")
	pictures = t.TempDir()
	for _, v := range env {
		if dir, ok := strings.CutPrefix(v, "XDG_CONFIG_HOME="); ok {
			dir = filepath.Join(dir, "tailor")
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			text := fmt.Sprintf("%s\n[server]\nurl = %q\n[pictures]\nfolder = %q\nname = \"{seed}\"\n", more, url, pictures)
			if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return env, pictures
}

// onScreen returns the half blocks on the screen: how many columns and rows
// they fill, and the colours of their pixels.
func (s *pane) onScreen() (pixels [][][2]string) {
	for _, row := range s.cells() {
		var line [][2]string
		for _, c := range row {
			if c.text == "▀" {
				line = append(line, [2]string{c.look.ink, c.look.ground})
			}
		}
		if len(line) > 0 {
			pixels = append(pixels, line)
		}
	}
	return pixels
}

// holdsPicture holds the cells on the screen against the picture's pixels.
func (s *pane) holdsPicture(file string) {
	s.t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	m, err := graphics.Decode(data)
	if err != nil {
		s.t.Fatal(err)
	}
	s.waitUntil("the picture's own pixels", func() bool {
		got := s.onScreen()
		if len(got) < 10 || len(got[0]) < 10 {
			return false
		}
		want := graphics.Scale(m, len(got[0]), 2*len(got))
		for y, row := range got {
			if len(row) != len(got[0]) {
				return false
			}
			for x, pair := range row {
				for half, colour := range pair {
					c := want.RGBAAt(x, 2*y+half)
					if colour != fmt.Sprintf("2;%d;%d;%d", c.R, c.G, c.B) {
						return false
					}
				}
			}
		}
		return true
	})
}

// TestPictures goes the whole way on either kind of server: type, set size and
// seed, generate, see it, take its seed, change a word, generate again, stop,
// leave, and find the picture in the history.
func TestPictures(t *testing.T) {
	t.Parallel()
	a, c := (&webuitest.A1111{StepTime: 60 * time.Millisecond}).Start(), (&webuitest.Comfy{StepTime: 60 * time.Millisecond}).Start()
	t.Cleanup(a.Close)
	t.Cleanup(c.Close)
	for _, kind := range []struct{ name, url string }{{"A1111", a.URL}, {"ComfyUI", c.URL}} {
		t.Run(kind.name, func(t *testing.T) {
			env, pictures := settingUp(t, kind.url, "[settings]\ncheckpoint = \"rouwei_080_epsilon\"")
			s := beginIn(t, env, 140, 42)
			s.waitFor(kind.name + " ●")
			s.typed("1girl, solo, halo")
			s.waitFor("›halo")
			s.keys("F7")
			s.waitFor("about 1 MP")
			s.keys("Right")
			s.waitFor("832×1216 portrait")
			s.keys("Down", "Down", "Down", "Down", "Down")
			s.typed("7")
			s.keys("Enter")
			s.waitFor("7 (fixed)")
			s.keys("Escape")
			s.waitFor("832×1216 · 28 steps · CFG 7 · Euler a · seed 7 · rouwei_080_epsilon")
			s.keys("F8")
			s.waitFor("picture 1 of 1 · step ")
			s.typed(", smile") // typing goes on
			s.waitFor("halo, smile", "›smile", "Saved as "+filepath.Join(pictures, "7.png"))
			s.keys("Escape")
			s.waitGone("›smile")
			s.holdsPicture(filepath.Join(pictures, "7.png"))
			s.resize(120, 36)
			s.holdsPicture(filepath.Join(pictures, "7.png"))
			s.resize(140, 42)
			s.keys("F9", "s")
			s.waitFor("Seed 7 is set", "its prompt")
			s.keys("Escape")
			s.waitGone("its prompt")
			s.keys("F8")
			s.waitFor("picture 1 of 1 · step ")
			s.keys("M-q")
			s.waitFor("Stopped.")
			s.keys("C-q")
			if code := s.waitEnd(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			s = beginIn(t, env, 140, 42)
			s.keys("C-p")
			s.waitFor("alike") // with the one that was stopped
			s.keys("M-u")
			s.waitFor("▣ 1")
			s.keys("Down", "Down", "Down")
			s.waitFor("the last " + filepath.Join(pictures, "7.png"))
			s.keys("F9")
			s.waitFor("seed 7 · 7.png")
			s.holdsPicture(filepath.Join(pictures, "7.png"))
			s.keys("F9")
			s.waitGone("▀")
			s.keys("C-q")
			s.waitEnd()
		})
	}
	if testing.Short() {
		return // nothing was drawn
	}
	if a.Interrupts() != 1 || len(c.Interrupts()) != 1 {
		t.Errorf("%d and %d interrupts", a.Interrupts(), len(c.Interrupts()))
	}
}

// TestPicturesFetched leaves ComfyUI to its work, and finds the picture at the
// next start.
func TestPicturesFetched(t *testing.T) {
	t.Parallel()
	c := (&webuitest.Comfy{StepTime: 150 * time.Millisecond}).Start()
	t.Cleanup(c.Close)
	env, pictures := settingUp(t, c.URL, "[settings]\ncheckpoint = \"rouwei_080_epsilon\"\nseed = 9")
	s := beginIn(t, env, 100, 30, "1girl, solo")
	s.waitFor("ComfyUI ●")
	s.keys("F8")
	s.waitFor("picture 1 of 1 · step")
	s.keys("C-q")
	if code := s.waitEnd(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if len(c.Interrupts()) > 0 {
		t.Error("leaving stopped the picture")
	}
	file := filepath.Join(pictures, "9.png")
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(200 * time.Millisecond) {
		s = beginIn(t, env, 100, 30)
		s.waitFor("ComfyUI ●")
		if _, err := os.Stat(file); err == nil {
			s.waitFor("1 picture of the last time fetched")
			break
		}
		if time.Now().After(end) {
			t.Fatal("the picture was not fetched")
		}
		s.keys("C-q")
		s.waitEnd()
	}
	s.keys("F9")
	s.holdsPicture(file)
}

// TestPicturesWithoutServer says what is wrong in the footer, and keeps what
// was typed.
func TestPicturesWithoutServer(t *testing.T) {
	t.Parallel()
	env, _ := settingUp(t, "http://me:hunter2@127.0.0.1:1", "")
	s := beginIn(t, env, 100, 30, "1girl, solo")
	s.keys("F8")
	s.waitFor("it does not answer", "is the web UI running?", "1girl, solo")
	if strings.Contains(s.shows(), "hunter2") {
		t.Error("the password is shown")
	}
	s.keys("C-q")
	s.waitEnd()
	for _, v := range env {
		if dir, ok := strings.CutPrefix(v, "XDG_STATE_HOME="); ok {
			_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
				if err == nil && !d.IsDir() {
					if b, _ := os.ReadFile(path); strings.Contains(string(b), "hunter2") {
						t.Errorf("the password stands in %s", path)
					}
				}
				return nil
			})
		}
	}
}
