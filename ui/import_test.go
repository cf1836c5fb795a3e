package ui

import (
	"errors"
	"strings"
	"testing"

	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
)

func TestPastedInfotext(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.write("smile, ")
	s.paste("1girl, halo\nNegative prompt: low quality\nSteps: 28, Sampler: Euler a, CFG scale: 12, Seed: 1, Size: 832x1216")
	s.wants("1girl, halo")
	if got := s.m.Texts().Negative; got != "low quality" {
		t.Errorf("negative %q", got)
	}
	s.shows("CFG of 12")
	s.press("ctrl+z")
	s.wants("smile, ")
}

// TestBegunWithAnInfotext parts what tailor is started with, "tailor import … |
// tailor", as it does a paste.
func TestBegunWithAnInfotext(t *testing.T) {
	s := newScreen(t, 100, 30, func(o *Options) {
		o.Texts.Positive = "1girl, halo\nNegative prompt: low quality\nSteps: 28, Sampler: Euler a, CFG scale: 5, Seed: 1, Size: 832x1216"
	})
	s.wants("1girl, halo")
	if got := s.m.Texts().Negative; got != "low quality" {
		t.Errorf("negative %q", got)
	}
	s.shows("832×1216 · 28 steps")
	s.shows("taken over")
	s = newScreen(t, 100, 30, func(o *Options) { o.Texts.Positive = "1girl,\nhalo: 2" })
	s.wants("1girl,\nhalo: 2")
}

// TestNoFaultButASetting names the setting that stays underlined.
func TestNoFaultButASetting(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.paste("1girl, halo\nNegative prompt: worst quality, low quality, watermark\nSteps: 99, Sampler: Euler a, CFG scale: 5, Size: 832x1216")
	s.press("ctrl+l", "alt+n")
	s.shows("No fault in the prompt. 99 steps")
}

func TestCopiedInfotextComesBack(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.paste("1girl, halo")
	s.press("ctrl+n")
	s.paste("low quality")
	s.press("ctrl+g")
	info := infotext.Parse(s.copied)
	if info.Texts != (prompt.Texts{Positive: "1girl, halo", Negative: "low quality"}) {
		t.Fatalf("copied %q", s.copied)
	}
	if cfg, _ := info.Get("CFG scale"); cfg != "7" {
		t.Errorf("CFG %q", cfg)
	}
}

func TestDroppedPicture(t *testing.T) {
	read := ""
	s := newScreen(t, 100, 30, func(o *Options) {
		o.Import = func(path string) (infotext.Infotext, []string, error) {
			read = path
			if path == "/none.png" {
				return infotext.Infotext{}, nil, errors.New("/none.png: no such file")
			}
			info := infotext.Infotext{Texts: prompt.Texts{Positive: "halo"}}
			switch path {
			case "/novel.png":
				return info, []string{"{a} means 1.05"}, nil
			case "/both.png":
				info.Settings = []infotext.Setting{{Key: "CFG scale", Value: "12"}}
				return info, []string{"{a} means 1.05", "a noise schedule"}, nil
			}
			return info, nil, nil
		}
	})
	for paste, path := range map[string]string{
		"'/pictures/a b.png'": "/pictures/a b.png", `/pictures/a\ b.webp`: "/pictures/a b.webp",
		"file:///x.jpg\n": "/x.jpg", `'/a b.png' '/c.png'`: "/a b.png", `/a\ b.png  /c.PNG /d.webp`: "/a b.png", "/a b/c.png": "/a b/c.png", `C:\x.PNG`: `C:\x.PNG`, "{\"1\": {\n}}\n": "{\"1\": {\n}}",
	} {
		s.paste(paste)
		if read != path {
			t.Errorf("pasting %q read %q", paste, read)
		}
	}
	s.wants("halo")
	s.paste("a cat\nSteps: 1, Seed: 2, Size: 3x4\n\na dog\nSteps: 1, Seed: 2, Size: 3x4")
	s.wants("a cat")
	s.shows("it holds 2 prompts")
	s.press("ctrl+z")
	s.wants("halo")
	s.paste("/none.png")
	s.shows("no such file")
	s.paste("/novel.png")
	s.shows("Taken over, but: {a} means 1.05")
	s.paste("/both.png")
	s.shows("CFG of 12")
	s.shows("Also: {a} means 1.05; a noise schedule")
	s.paste(", a/b.png")
	s.wants("halo, a/b.png")
	s.paste("/pictures/other.png") // what is written stays until it is asked for again
	s.wants("halo, a/b.png")
	s.shows("Drop or paste it again")
	s.paste("/pictures/another.png")
	s.wants("halo, a/b.png")
	s.paste("/pictures/another.png")
	s.wants("halo")
}

// TestPastedInPart keeps what an infotext does not have, and says what it had.
func TestPastedInPart(t *testing.T) {
	s := newScreen(t, 100, 30, func(o *Options) {
		o.Import = func(string) (infotext.Infotext, []string, error) {
			return infotext.Infotext{}, nil, errors.New("JSON of none of the programs known")
		}
	})
	s.write("smile, ")
	s.press("ctrl+n")
	s.write("blurry")
	s.press("ctrl+n")
	both := func(want string) {
		t.Helper()
		w := s.m.Written()
		if got := strings.Join(w[:], "|"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	s.paste("Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1")
	both("smile, |blurry|" + s.m.Settings.Text())
	s.shows("Settings taken over")
	if s.m.Settings.Text() == "" {
		t.Error("no settings are taken over")
	}
	settings := s.m.Settings.Text()
	s.paste("Negative prompt: low quality")
	both("smile, |low quality|" + settings)
	s.shows("Negative taken over")
	s.paste(`{"a": 1}`)
	both("smile, |low quality|" + settings)
	s.shows("what was pasted is put nowhere")
}

// TestTakenOverArtists takes a prompt over whose artists are written as other
// models have them, as an infotext and by itself: each stays until it is mended.
func TestTakenOverArtists(t *testing.T) {
	const foreign = "@wlop, (artist:kantoku:0.8), {{wlop}}, by the river, 1girl"
	for _, rest := range []string{"\nNegative prompt: low quality", ""} {
		s := newScreen(t, 100, 30)
		s.paste(foreign + rest)
		s.wants(foreign)
		s.press("alt+g")
		s.wants("by wlop, (by kantoku:0.8), (by wlop:1.1) BREAK by the river, 1girl")
	}
}

func TestIsInfotext(t *testing.T) {
	for text, want := range map[string]bool{
		"1girl\nSteps: 20, Sampler: Euler a, CFG scale: 7":        true,
		"1girl\nNegative prompt: low quality":                     true,
		"1girl, solo":                                             false,
		"a line\n(long hair:1.2), (blue eyes:1.2), (red bow:1.1)": false,
		"": false,
	} {
		if got := infotext.Read(text).IsMore(); got != want {
			t.Errorf("%q: IsMore is %v", text, got)
		}
	}
}
