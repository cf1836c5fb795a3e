package ui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/muesli/termenv"

	"tailor/data/state"
	"tailor/ui/theme"
)

var rewrite = flag.Bool("rewrite", false, "write the golden screens anew")

const (
	exampleTyped = `by kantoku, by wlop, best quality, masterpiece BREAK 1girl, karin \(blue archive\), dark skin, `
	longBody     = `1girl, solo, long hair, hatsune miku, red eyes, halo, hair ornament, hair ribbon, hairband, hair flower, hairclip, school uniform, serafuku, pleated skirt, sitting, cherry blossoms, petals, wind, outdoors, window, cat ears, holding own tail, looking at viewer, smile, blush, half-closed eyes`
)

// goldenScenes are the screens that are kept as they should look.
var goldenScenes = []struct {
	name string
	set  change
	act  func(*screen)
}{
	{"empty", func(o *Options) { o.First = true }, func(*screen) {}},
	{"popup", nil, func(s *screen) { s.paste(exampleTyped); s.write("hal") }},
	{"two-chunks", nil, func(s *screen) { s.paste(exampleTyped + "(looking at viewer:1.2), smile") }},
	{"overfull", nil, func(s *screen) { s.paste(longBody) }},
	{"diagnosis", nil, func(s *screen) {
		s.paste("1girl, amazing quality, solo")
		s.press("ctrl+home", "right", "right", "right", "right", "right", "right", "right", "right")
	}},
	{"toggles", nil, func(s *screen) { s.paste("1girl, halo"); s.press("ctrl+t", "space", "down", "space", "down", "-") }},
	{"history", func(o *Options) {
		o.Store = &memory{
			copied: []state.Copied{
				{Time: time.Date(2026, 5, 1, 11, 20, 0, 0, time.UTC), Prompt: "by kantoku BREAK 1girl, cat ears, window", Negative: "worst quality, low quality, watermark"},
				{Time: time.Date(2026, 4, 28, 9, 0, 0, 0, time.UTC), Prompt: "1girl, hatsune miku, halo"},
			},
			presets: []state.Preset{{Name: "night", Prompt: "night sky, low brightness, low gamma"}},
		}
	}, func(s *screen) { s.press("ctrl+p", "down") }},
	{"start", func(o *Options) { o.Store = written() }, func(s *screen) { s.press("down") }},
	{"memory", func(o *Options) { o.Store = written() }, func(s *screen) {
		s.paste("1girl, halo, smile, rain, ")
		s.press("ctrl+p", "alt+d")
	}},
	{"chunks", nil, func(s *screen) { s.paste(spilling + ", "); s.press("alt+0") }},
	{"palette", nil, func(s *screen) { s.paste("1girl"); s.press("alt+x"); s.write("fix") }},
	{"help", nil, func(s *screen) { s.press("f1") }},
}

// TestGoldenScreens holds every scene at five sizes, in 24 bits, 256 and 16
// colours, light and without colour, against what was looked at and found good. -rewrite takes the
// screens as they are.
func TestGoldenScreens(t *testing.T) {
	sizes := [][2]int{{160, 50}, {120, 40}, {80, 24}, {60, 20}, {40, 10}}
	themes := []*theme.Theme{
		theme.Build("dark", theme.Dark, true, termenv.TrueColor),
		theme.Build("256", theme.Dark, true, termenv.ANSI256),
		theme.Build("16", theme.Dark, true, termenv.ANSI),
		theme.Build("light", theme.Light, false, termenv.TrueColor),
		theme.Build("plain", theme.Dark, true, termenv.Ascii),
	}
	for _, scene := range goldenScenes {
		for _, size := range sizes {
			for _, look := range themes {
				name := fmt.Sprintf("%s-%dx%d-%s", scene.name, size[0], size[1], look.Name)
				t.Run(name, func(t *testing.T) {
					s := newScreen(t, size[0], size[1], func(o *Options) {
						o.Theme = look
						if scene.set != nil {
							scene.set(o)
						}
					})
					scene.act(s)
					s.sound()
					matches(t, filepath.Join("testdata", name+".golden"), s.m.View()+"\n")
				})
			}
		}
	}
}

// matches compares with a golden file, or writes it.
func matches(t *testing.T, path, got string) {
	t.Helper()
	if *rewrite {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: look at the screen and keep it with go test ./ui -rewrite", err)
	}
	if string(want) == got {
		return
	}
	a, b := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for k := 0; k < max(len(a), len(b)); k++ {
		var was, is string
		if k < len(a) {
			was = a[k]
		}
		if k < len(b) {
			is = b[k]
		}
		if was != is {
			t.Fatalf("row %d is\n%q, was\n%q", k, is, was)
		}
	}
}
