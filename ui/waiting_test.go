package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tailor/data/state"
	"tailor/data/webui/webuitest"
	"tailor/tags/prompt"
	"tailor/ui/desk"
	"tailor/ui/pictures"
)

// kept has a screen keep what waits in a folder.
func kept(dir state.Dir) change {
	return func(o *Options) {
		o.OpenQueue = func() (desk.Queue, []state.Order, error) {
			q, left, err := dir.OpenQueue()
			if q == nil {
				return nil, left, err
			}
			return q, left, err
		}
	}
}

// TestWhatWaitsIsKept leaves while a picture is made and others wait: a server
// of A1111's kind would not give it out later, so that is asked about, and the
// next sitting offers them all.
func TestWhatWaitsIsKept(t *testing.T) {
	a := (&webuitest.A1111{StepTime: 10 * time.Millisecond, Small: true}).Start()
	defer a.Close()
	dir := state.Dir(t.TempDir())
	sit := func(changes ...change) *lively {
		l := newLively(t, 120, 30, append([]change{painter(t, a.URL, &memory{}), kept(dir)}, changes...)...)
		return l
	}
	l := sit(func(o *Options) { o.SettingsText = "Steps: 12, CFG scale: 5" })
	l.paste("1girl, {red|blue} hair")
	l.do("f8", "f8", "f8")
	l.untilShown("step ")
	l.do("ctrl+q")
	l.shows("A picture is being made, which this server would not give out later")
	if l.m.finished {
		t.Fatal("it quits without a question")
	}
	l.do("left", "ctrl+q")
	if l.shows("again to quit"); l.m.finished {
		t.Fatal("another key between does not ask anew")
	}
	if l.do("ctrl+q"); !l.m.finished {
		t.Fatal("the second time does not quit")
	}
	if err := l.m.Close(); err != nil {
		t.Fatal(err)
	}
	asked := len(a.Asked())

	l = sit()
	l.untilShown("3 pictures waited when tailor was left: alt+w has them made, alt+q forgets them.")
	l.do("alt+w")
	l.until("the pictures", func() bool { return len(l.m.pictures.Pane.All) == 3 && !l.m.pictures.Running() })
	if got := l.m.pictures.Pane.All[0]; got.Prompt != "1girl, {red|blue} hair" || got.Settings != "Steps: 12, CFG scale: 5" {
		t.Errorf("made is %+v", got)
	}
	if r := a.Asked()[asked:]; len(r) != 3 || fmt.Sprint(r[0]["steps"]) != "12" {
		t.Errorf("%d requests: %+v", len(r), r)
	}
	l.do("alt+w")
	l.shows("No picture was left waiting.")
	_ = l.m.Close()

	l = sit()
	l.until("the queue", func() bool { return true })
	l.hides("waited when")
	_ = l.m.Close()
}

// TestWhatWaitsIsForgotten drops what was left by the key that stops pictures.
func TestWhatWaitsIsForgotten(t *testing.T) {
	a := (&webuitest.A1111{Small: true}).Start()
	defer a.Close()
	dir := state.Dir(t.TempDir())
	q, _, err := dir.OpenQueue()
	if err == nil {
		err = q.Save(1, []state.Order{{Prompt: "1girl", Seed: 7}})
	}
	if err != nil {
		t.Fatal(err)
	}
	q.Close()
	l := newLively(t, 120, 30, painter(t, a.URL, &memory{}), kept(dir))
	l.untilShown("1 picture waited")
	l.do("alt+q")
	l.shows("1 picture that waited: forgotten.")
	_ = l.m.Close()
	if q, left, err := dir.OpenQueue(); err != nil || len(left) > 0 {
		t.Errorf("%d wait, %v", len(left), err)
	} else {
		q.Close()
	}
}

// TestComfyUIsPicturesAreNotLost asks no question where the server gives its
// pictures out later, and keeps only what waits.
func TestComfyUIsPicturesAreNotLost(t *testing.T) {
	c := (&webuitest.Comfy{Small: true, StepTime: 10 * time.Millisecond}).Start()
	defer c.Close()
	dir := state.Dir(t.TempDir())
	l := newLively(t, 120, 30, painter(t, c.URL, &memory{}), kept(dir), func(o *Options) { o.SettingsText = "Model: rouwei_080_epsilon" })
	l.paste("1girl")
	l.do("f8", "f8")
	l.untilShown("step ")
	if l.do("ctrl+q"); !l.m.finished {
		t.Fatalf("it asks:\n%s", l.plain())
	}
	_ = l.m.Close()
	q, left, err := dir.OpenQueue()
	if err != nil || len(left) != 1 || left[0].Prompt != "1girl" {
		t.Errorf("%d are left, %v", len(left), err)
	}
	q.Close()
}

// TestWhatWaitsBehindAFailure offers the others where one fails.
func TestWhatWaitsBehindAFailure(t *testing.T) {
	l := newLively(t, 140, 30, painter(t, "http://127.0.0.1:1", &memory{}), kept(state.Dir(t.TempDir())))
	l.paste("1girl")
	l.do("f8", "f8", "f8")
	l.until("what is left", func() bool { // in one row or in two
		return strings.Contains(strings.Join(strings.Fields(l.plain()), " "), "2 pictures more: alt+w has them made")
	})
	if l.m.Texts() != (prompt.Texts{Positive: "1girl"}) {
		t.Error("the prompt is another")
	}
	_ = l.m.Close()
}

// leftAtServer returns a screen that was opened while a server still makes the picture
// of the screen before, and what another one is opened with.
func leftAtServer(t *testing.T, url string) (l *lively, with []change) {
	t.Helper()
	with = []change{painter(t, url, &memory{}), kept(state.Dir(t.TempDir()))}
	l = newLively(t, 160, 30, append(with, func(o *Options) { o.SettingsText = "Model: rouwei_080_epsilon" })...)
	l.paste("1girl")
	l.do("f8")
	l.untilShown("step ")
	_ = l.m.Close()
	l = newLively(t, 160, 30, with...)
	l.start(l.m.pictures.Connect(false))
	l.untilShown("1 picture of the last time is still being made there.")
	return l, with
}

// TestWhatIsStillMadeComes asks the server again for what it still makes.
func TestWhatIsStillMadeComes(t *testing.T) {
	c := (&webuitest.Comfy{Small: true, StepTime: 30 * time.Millisecond}).Start()
	defer c.Close()
	l, _ := leftAtServer(t, c.URL)
	l.until("the picture", func() bool {
		l.start(l.m.pictures.RecoverDue())
		return strings.Contains(l.plain(), "1 picture of the last time fetched; f9 shows them.")
	})
	_ = l.m.Close()
}

// TestTheServerDiesWithAPicture says so while the picture is waited for, at the next
// start too, and where a server comes back that knows nothing of it.
func TestTheServerDiesWithAPicture(t *testing.T) {
	c := (&webuitest.Comfy{Small: true, StepTime: 100 * time.Millisecond}).Start()
	l, with := leftAtServer(t, c.URL)
	c.Close()
	const gone = "The server does not answer; once it does, 1 picture of the last time will be fetched."
	l.start(l.m.pictures.RecoverDue())
	l.untilShown(gone)
	_ = l.m.Close()
	l = newLively(t, 160, 30, with...)
	l.start(l.m.pictures.Connect(false))
	l.untilShown(gone)
	l.m.pictures.Connected(pictures.ConnectedMsg{Again: true}) // it came back empty
	l.untilShown("What was made the last time is lost: the server knows no more of it.")
	_ = l.m.Close()
}

// TestBothAreSaid leaves a picture at ComfyUI and another waiting: the next
// start says of both.
func TestBothAreSaid(t *testing.T) {
	c := (&webuitest.Comfy{Small: true, StepTime: 2 * time.Millisecond}).Start()
	defer c.Close()
	dir := state.Dir(t.TempDir())
	paint := painter(t, c.URL, &memory{})
	l := newLively(t, 160, 30, paint, kept(dir), func(o *Options) { o.SettingsText = "Model: rouwei_080_epsilon" })
	l.paste("1girl")
	l.do("f8", "f8")
	l.untilShown("step ")
	_ = l.m.Close()
	c.Wait()
	l = newLively(t, 160, 30, paint, kept(dir))
	l.start(l.m.pictures.Connect(false))
	l.untilShown("1 picture of the last time fetched; f9 shows them. 1 picture waited when tailor was left: alt+w")
	_ = l.m.Close()
}
