//go:build !windows

package main

import (
	"fmt"
	"strings"
	"testing"
)

// set puts a text in the prompt's place.
func (s *pane) set(text string) {
	s.t.Helper()
	s.keys("C-End", "C-S-Home")
	s.pasted(text)
}

// TestWeights weighs what the cursor stands in, as A1111's prompt box does.
func TestWeights(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows, "1girl, solo, rain")
		s.reads("1girl, solo, rain|")
		// A tag.
		s.keys("M-a", "M-a")
		s.reads("1girl, |solo, rain")
		s.keys("C-Up")
		s.reads("1girl, (|solo:1.1), rain")
		s.keys("M-Up")
		s.reads("1girl, (|solo:1.2), rain")
		s.keys("C-Down", "C-Down")
		s.reads("1girl, |solo, rain")
		s.keys("M-Down")
		s.reads("1girl, (|solo:0.9), rain")
		// A bracket with several tags in it, one of them weighed by itself.
		s.set("smile, (long hair, (rain:1.3), wind:1.2), halo")
		s.keys("C-Home", "M-e", "M-f", "M-f")
		s.waitFor("(long hair, (rain:1.3), wind:1.2), halo")
		s.keys("C-Up")
		s.waitFor("smile, (long hair, (rain:1.3), wind:1.3), halo")
		// What is selected, and stays so.
		s.set("long hair, solo, rain")
		s.keys("C-Home", "M-E", "M-E")
		s.reads("«long hair, solo, »|rain")
		s.keys("C-Up")
		s.reads("(«long hair, solo»|:1.1), rain")
		s.keys("C-Up", "C-Up", "C-Down", "C-Down", "C-Down")
		s.reads("«long hair, solo»|, rain")
		// An extra network, by half a step.
		s.set("<lora:ink:1>, 1girl")
		s.keys("C-Home", "Right", "Right", "Right")
		s.keys("C-Up")
		s.waitFor("<lora:ink:1.05>, 1girl")
		s.keys("C-Down", "C-Down")
		s.waitFor("<lora:ink:0.95>, 1girl")
	})
}

// TestMovedTag moves a tag among its neighbours, with its weight, in the
// prompt and in the negative one.
func TestMovedTag(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows, `smile, (karin \(blue archive\):1.2), rain`)
		s.keys("M-a", "M-a")
		s.keys("M-Left")
		s.waitFor(`│ (karin \(blue archive\):1.2), smile, rain`)
		s.keys("M-Left", "M-Right", "M-Right", "M-Right")
		s.waitFor(`│ smile, rain, (karin \(blue archive\):1.2)`)
		s.keys("C-z", "C-z")
		s.waitFor(`│ (karin \(blue archive\):1.2), smile, rain`)
		s.keys("C-n")
		s.typed("watermark, text")
		s.keys("M-Left")
		s.waitFor("│ text, watermark")
	})
}

// both returns the first rows of both prompts, without trailing spaces; a
// prompt that is empty is "".
func (s *pane) both() (positive, negative string) {
	s.t.Helper()
	lines := strings.Split(s.shows(), "\n")
	first := func(edge string) string {
		for k, line := range lines[:len(lines)-1] {
			if strings.HasPrefix(line, edge) {
				text, _, _ := strings.Cut(strings.TrimPrefix(lines[k+1], "│ "), "│")
				text = strings.TrimRight(text, " ")
				if strings.HasSuffix(text, " …") || strings.HasSuffix(text, " is all it needs") {
					return ""
				}
				return text
			}
		}
		return ""
	}
	return first("╭ prompt"), first("├ negative")
}

// TestUndo takes every kind of edit back, one step each, over both prompts,
// and does them all again.
func TestUndo(t *testing.T) {
	t.Parallel()
	type texts struct{ positive, negative string }
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows)
		steps := []texts{{}}
		holds := func(what string, want texts) {
			t.Helper()
			var positive, negative string
			defer func() {
				if t.Failed() {
					t.Logf("there was %q and %q", positive, negative)
				}
			}()
			s.waitUntil(fmt.Sprintf("%s: %q", what, want), func() bool {
				positive, negative = s.both()
				return positive == want.positive && negative == want.negative
			})
		}
		step := func(what, positive, negative string, keys ...string) {
			t.Helper()
			s.keys(keys...)
			holds(what, texts{positive, negative})
			steps = append(steps, texts{positive, negative})
		}
		s.typed("hatsun")
		s.waitFor("›hatsune miku")
		step("typing", "hatsun", "")
		step("completion", "hatsune miku,", "", "Tab")
		s.pasted("score_9, halo")
		step("a paste", "hatsune miku, score_9, halo", "")
		step("a weight", "hatsune miku, score_9, (halo:1.1)", "", "C-Up")
		step("a tag moved", "hatsune miku, (halo:1.1), score_9", "", "M-Left")
		s.keys("C-n")
		s.pasted("watermark")
		step("a paste into the negative prompt", "hatsune miku, (halo:1.1), score_9", "watermark", "C-n")
		step("all fixed", "hatsune miku, (halo:1.1)", "watermark", "C-l")
		s.keys("C-t")
		step("a toggle", "hatsune miku, (halo:1.1)", "watermark, masterpiece", "-", "C-t")
		step("a tag cut", "hatsune miku,", "watermark, masterpiece", "M-a", "M-k")
		step("a cut put back", "hatsune miku, (halo:1.1)", "watermark, masterpiece", "M-y")
		for k := len(steps) - 2; k >= 0; k-- {
			s.keys("C-z")
			holds("undone", steps[k])
		}
		s.keys("C-z")
		s.waitFor("Nothing to undo")
		for _, want := range steps[1:] {
			s.keys("C-r")
			holds("done again", want)
		}
		s.keys("C-r")
		s.waitFor("Nothing to redo")
	})
}

// TestGrowingSelection selects by one key the tag, its chunk and all, and
// types over it.
func TestGrowingSelection(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows, "by wlop BREAK 1girl, long hair, rain")
		s.keys("C-Left", "C-Left")
		s.reads("by wlop", s.row(1), "1girl, long |hair, rain")
		s.keys("C-Space")
		s.reads("by wlop", s.row(1), "1girl, «long hair»|, rain")
		s.keys("C-Space")
		s.reads("by wlop", s.row(1), "«1girl, long hair, rain»|")
		s.keys("C-Space")
		s.waitUntil("all selected", func() bool {
			return strings.HasPrefix(s.row(0), "«by wlop") && s.row(2) == "«1girl, long hair, rain»|"
		})
		s.typed("x")
		s.reads("x|")
		s.keys("C-z")
		s.waitFor("by wlop", "1girl, long hair, rain")
	})
}

// TestEmacsKeys moves and cuts by the keys that terminals' users have in
// their fingers.
func TestEmacsKeys(t *testing.T) {
	t.Parallel()
	s := begin(t, 80, 24, "1girl, long hair, looking at viewer")
	for _, step := range []struct {
		keys []string
		want string
	}{
		{[]string{"C-a"}, "|1girl, long hair, looking at viewer"},
		{[]string{"M-f", "M-f"}, "1girl, long| hair, looking at viewer"},
		{[]string{"M-b"}, "1girl, |long hair, looking at viewer"},
		{[]string{"C-Right", "C-Right", "C-Left"}, "1girl, long |hair, looking at viewer"},
		{[]string{"C-b", "C-b"}, "1girl, lon|g hair, looking at viewer"},
		{[]string{"C-d"}, "1girl, lon| hair, looking at viewer"},
		{[]string{"C-h"}, "1girl, lo| hair, looking at viewer"},
		{[]string{"C-e", "C-w"}, "1girl, lo hair, looking at |"},
		{[]string{"M-BSpace"}, "1girl, lo hair, looking |"},
		{[]string{"C-a", "M-d"}, "|, lo hair, looking"},
		{[]string{"C-k"}, "|"},
		{[]string{"M-y"}, "1girl, lo hair, looking |"}, // cuts in a row are put back as one
		{[]string{"C-u"}, "|"},
		{[]string{"C-_", "C-_", "C-_", "C-_", "C-_", "C-_", "C-_", "C-_"}, "1girl, lon|g hair, looking at viewer"},
		{[]string{"M->"}, "1girl, long hair, looking at viewer|"},
		{[]string{"M-a", "M-a"}, "1girl, |long hair, looking at viewer"},
		{[]string{"M-e"}, "1girl, long hair, |looking at viewer"},
		{[]string{"M-u"}, "1girl, |looking at viewer"},
		{[]string{"M-<"}, "|1girl, looking at viewer"},
		{[]string{"C-j", "Up"}, "|"},
	} {
		s.keys(step.keys...)
		s.waitUntil(fmt.Sprintf("%q after %q", step.want, step.keys), func() bool {
			got := s.row(0)
			return got == step.want || step.want == "|" && strings.HasPrefix(got, "|a tag")
		})
	}
}

// TestMouseInText puts the cursor by a click, selects by dragging, and a tag
// by a double click.
func TestMouseInText(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows, "1girl, long hair, rain")
		s.click("long", 2)
		s.reads("1girl, |long hair, rain")
		s.mouse(0, 2+3, 2)
		s.reads("1gi|rl, long hair, rain")
		s.mouse(0, 2+9, 2)
		s.mouse(0, 2+9, 2)
		s.reads("1girl, «long hair»|, rain")
		s.typed("solo")
		s.escape("›solo")
		s.reads("1girl, solo|, rain")
		s.drag(2, 2, 2+5, 2)
		s.reads("«1girl»|, solo, rain")
		// Below the text, and in the other prompt.
		s.mouse(0, 30, 5)
		s.reads("1girl, solo, rain|")
		s.click("worst quality, low", 2)
		s.typed("text")
		s.waitFor("│ text ", "│ 1girl, solo, rain ")
	})
}
