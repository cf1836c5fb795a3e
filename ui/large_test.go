package ui

import (
	"context"
	"fmt"
	"math/rand"
	"runtime"
	"strings"
	"testing"
	"time"

	"tailor/data/state"
	"tailor/tags/prompt"
	"tailor/ui/desk"
)

// largeTexts are prompts of 100 KB and more that once cost seconds a key.
var largeTexts = []struct{ name, text string }{
	{"round brackets", strings.Repeat("(", 100<<10)},
	{"weights begun", strings.Repeat("(a:", 100<<10/3)},
	{"alternations begun", strings.Repeat("[a|", 100<<10/3)},
	{"schedules begun", strings.Repeat("[a:", 100<<10/3)},
	{"networks begun", strings.Repeat("<lora:", 100<<10/6)},
	{"variants begun", strings.Repeat("{a|", 100<<10/3)},
	{"one word of 1 MB", strings.Repeat("a", 1<<20)},
	{"emoji families", strings.Repeat("👩‍👩‍👧", 10_000)},
	{"100,000 emoji families", strings.Repeat("👩‍👩‍👧", 100_000)},
	{"flags", strings.Repeat("🇩", 25<<10)},
	{"joiners", strings.Repeat("\u200d", 30<<10)},
	{"10,000 lines", strings.Repeat("a, b\n", 10_000)},
	{"10,000 tags", strings.Repeat("long hair, ", 10_000)},
	{"one word of 256 KB", strings.Repeat("a", prompt.MostRead-3)},
	{"10,000 BREAKs", strings.Repeat("a BREAK ", 10_000)},
	{"control strings begun", strings.Repeat("\x1b]", 50<<10)},
}

// TestLargeTexts types into large prompts: every letter arrives while the
// analysis is under way, and in the end it is that of the text.
func TestLargeTexts(t *testing.T) {
	for _, c := range largeTexts {
		if testing.Short() && len(c.text) > 200<<10 || raceDetector && len(c.text) > 1<<20 {
			continue
		}
		if testing.Short() {
			c.text = strings.ToValidUTF8(c.text[:len(c.text)/4], "")
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newScreen(t, 100, 30)
			s.hold = true
			s.paste(c.text)
			before := s.m.Texts().Positive
			s.write("xyz")
			if got := s.m.Texts().Positive; got != before+"xyz" {
				t.Fatalf("%d bytes became %d", len(before), len(got))
			}
			for s.hold || len(s.later) > 0 {
				s.release()
			}
			if desk.IsHuge(s.m.Texts()) { // see TestHugePrompt
				s.shows("more than 256 KB")
				return
			}
			if s.m.Stale() || s.m.Analysis.Texts != (prompt.Texts{Positive: before + "xyz"}) {
				t.Error("the analysis is not that of the text")
			}
			s.press("left", "left", "left", "ctrl+left")
			s.sound()
		})
	}
}

// TestFaultsOfLargeTexts types, undoes and moves about in a prompt that is
// analysed behind the screen: what is shown as a fault is always one of the
// text that stands there, at its place.
func TestFaultsOfLargeTexts(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.paste(strings.Repeat("long_hair, (smile:1,2), score_9, a {cat}, kantoku, ", 400))
	if len(s.m.Texts().Positive) <= desk.LargeText {
		t.Fatal("the text is not analysed behind the screen")
	}
	r := rand.New(rand.NewSource(1))
	keys := []string{"x", "(", ",", "backspace", "left", "home", "up", "ctrl+z", "ctrl+up", "alt+left", "enter", "ctrl+f"}
	stale, seen := 0, 0
	for range 40 {
		s.hold = r.Intn(3) > 0
		s.press(keys[r.Intn(len(keys))])
		if s.m.Stale() {
			stale++
			if len(s.m.Shown) > 0 {
				t.Fatalf("%d faults of another text are shown", len(s.m.Shown))
			}
		} else if s.m.Analysis.Texts != s.m.Texts() {
			t.Fatal("the analysis is of another text")
		}
		if !s.hold {
			s.release()
		}
		if s.m.Stale() || r.Intn(4) > 0 {
			continue
		}
		found := map[string]bool{}
		for _, f := range s.m.Analyst.Checker.Check(s.m.Texts()) {
			found[fmt.Sprint(f.Rule, f.Span, f.Negative, f.Message)] = true
		}
		for _, f := range s.m.Shown {
			seen++
			if !found[fmt.Sprint(f.Rule, f.Span, f.Negative, f.Message)] {
				t.Fatalf("%s at %v is no fault of the text", f.Message, f.Span)
			}
		}
	}
	if stale < 4 || seen < 300 {
		t.Errorf("only %d times under way, %d faults seen", stale, seen)
	}
}

// looks is a context that is over when it has been looked at often enough. It
// keeps the longest time between two looks.
type looks struct {
	context.Context
	left       int
	now        func() time.Duration
	last, deaf time.Duration
}

func (l *looks) Err() error {
	now := l.now()
	l.deaf, l.last = max(l.deaf, now-l.last), now
	if l.left--; l.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestAnalysisGivesWay types while the analysis of a large prompt is under way:
// it stops at whatever place it is, the next one is of the newest text alone,
// and none is begun beside another.
func TestAnalysisGivesWay(t *testing.T) {
	s := newScreen(t, 100, 30)
	text := strings.Repeat("long_hair, (smile:1,2), a {cat}, kantoku, ", 400)
	for left := 0; ; left = left*3/2 + 1 {
		at := &looks{Context: context.Background(), left: left, now: func() time.Duration { return 0 }}
		seen, ok := s.m.Analyst.ReadUntil(at, prompt.Texts{Positive: fmt.Sprint(text, left)})
		if ok != (at.left >= 0) || at.left < -8 {
			t.Fatalf("after %d looks it went on, %d more of them", left, -at.left)
		}
		if ok {
			if len(seen.Faults) < 400 {
				t.Errorf("%d faults", len(seen.Faults))
			}
			break
		}
	}
	s.hold = true
	s.paste(text)
	s.write("xyz") // the analysis of the paste has not run yet
	reads, _ := prompt.Work()
	first := s.later
	s.later = nil
	s.hold = true
	for _, cmd := range first {
		s.run(cmd)
	}
	if more, _ := prompt.Work(); more != reads {
		t.Errorf("%d texts were read that had changed already", more-reads)
	}
	if s.m.Stale() {
		s.release()
	}
	if s.m.Stale() || len(s.m.Analysis.Faults) == 0 || s.m.Analysis.Texts != s.m.Texts() {
		t.Error("the newest text is not analysed")
	}
}

// TestALargeDraftIsQuotedByItsBeginning holds by the bytes that a key allocates
// that neither the start nor the history reads more of megabytes than it shows.
func TestALargeDraftIsQuotedByItsBeginning(t *testing.T) {
	draft := state.Draft{Positive: strings.Repeat("1girl, ", 1<<20), Negative: strings.Repeat("worst quality, ", 1<<18), Finished: true}
	s := newScreen(t, 120, 40, func(o *Options) { o.LeftDraft = &draft })
	s.shows("What stood here last")
	for _, key := range []string{"down", "ctrl+p", "alt+d", "esc"} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s.press(key)
		runtime.ReadMemStats(&after)
		if made := (after.TotalAlloc - before.TotalAlloc) >> 20; made > 40 {
			t.Errorf("%s allocates %d MB", key, made)
		}
	}
}

// TestALargePasteTakesLittle holds by the bytes that are allocated that a paste
// takes few times its own size, and its analysis no more than what it finds.
func TestALargePasteTakesLittle(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: a limit of what one goroutine does")
	}
	for _, c := range []struct {
		name, text string
		most       uint64 // MB
	}{
		{"10 MB of short lines", strings.Repeat("a\n", 5<<20), 60},
		{"250 KB of brackets", strings.Repeat("(", 250<<10), 150},
		{"250 KB of short lines", strings.Repeat("a\n", 125<<10), 150},
		{"250 KB of options", strings.Repeat("{a|", 250<<10/3), 150},
	} {
		s := newScreen(t, 100, 30)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		s.paste(c.text)
		s.m.View()
		runtime.ReadMemStats(&after)
		if made := (after.TotalAlloc - before.TotalAlloc) >> 20; made > c.most {
			t.Errorf("%s: %d MB are allocated, more than %d", c.name, made, c.most)
		} else {
			t.Logf("%s: %d MB", c.name, made)
		}
	}
}

// TestChunksOfALongWord holds by the bytes that a key allocates that the page of
// the chunks does not read a word whole at every place where it is cut.
func TestChunksOfALongWord(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.paste(strings.Repeat("a", 256<<10))
	s.m.column.Bring(s.m.chunks)
	s.press("left")
	s.shows("cuts aaa")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s.press("left")
	runtime.ReadMemStats(&after)
	if made := (after.TotalAlloc - before.TotalAlloc) >> 20; made > 16 {
		t.Errorf("a key allocates %d MB", made)
	}
}
