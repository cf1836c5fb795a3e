package buffer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tailor/tags/prompt"
)

func TestOneStackForTwo(t *testing.T) {
	h := &History{}
	positive, negative := New(h, "1girl"), New(h, "low quality")
	positive.Insert(",")
	h.Group(func() { // a toggle from wanted to refused
		positive.Apply([]prompt.Edit{{Span: prompt.Span{Start: 5, End: 6}}}, 0)
		negative.Apply([]prompt.Edit{{Span: prompt.Span{Start: 11, End: 11}, Text: ", hdr"}}, 16)
	})
	negative.Insert("!")
	state := func() string {
		return fmt.Sprintf("%s|%d %s|%d", positive.Text(), positive.Cursor(), negative.Text(), negative.Cursor())
	}
	for _, c := range []struct {
		name    string
		do      func() []*Buffer
		touched []*Buffer
		want    string
	}{
		{"undo typing", h.Undo, []*Buffer{negative}, "1girl|0 low quality, hdr|16"},
		{"undo the toggle", h.Undo, []*Buffer{positive, negative}, "1girl,|6 low quality|11"},
		{"undo the first", h.Undo, []*Buffer{positive}, "1girl|5 low quality|11"},
		{"nothing to undo", h.Undo, nil, "1girl|5 low quality|11"},
		{"redo the first", h.Redo, []*Buffer{positive}, "1girl,|6 low quality|11"},
		{"redo the toggle", h.Redo, []*Buffer{positive, negative}, "1girl|0 low quality, hdr|16"},
		{"redo typing", h.Redo, []*Buffer{negative}, "1girl|0 low quality, hdr!|17"},
		{"nothing to redo", h.Redo, nil, "1girl|0 low quality, hdr!|17"},
	} {
		if touched := c.do(); !slices.Equal(touched, c.touched) || state() != c.want {
			t.Errorf("%s: %s, %d touched; want %s", c.name, state(), len(touched), c.want)
		}
	}
	h.Undo()
	positive.Insert("x")
	if h.canRedo() || h.Redo() != nil || !h.canUndo() {
		t.Error("an edit leaves steps to redo")
	}
}

func TestGroups(t *testing.T) {
	type act = func(b *Buffer)
	typed := func(s string) act {
		return func(b *Buffer) {
			for _, r := range s {
				b.Insert(string(r))
			}
		}
	}
	times := func(n int, m Motion) act {
		return func(b *Buffer) {
			for range n {
				b.Delete(m)
			}
		}
	}
	for _, c := range []struct {
		name, text string
		acts       []act
		undone     []string // after every undo
	}{
		{"words", "", []act{typed("long hair, solo")}, []string{"long hair, ", "long ", ""}},
		{"a pause", "", []act{typed("ab"), func(b *Buffer) { b.History().Break() }, typed("c")}, []string{"ab", ""}},
		{"a motion that moves nothing", "", []act{typed("ab"), func(b *Buffer) { b.Move(TextEnd, false) }, typed("c")}, []string{"ab", ""}},
		{"typing over a selection", "xyz", []act{(*Buffer).SelectAll, typed("ab")}, []string{"xyz"}},
		{"backspaces", "long hair", []act{times(6, GraphemeLeft)}, []string{"long ", "long hair"}},
		{"deletes", "long hair", []act{func(b *Buffer) { b.MoveTo(0, false) }, times(6, GraphemeRight)}, []string{"hair", "long hair"}},
		{"word deletes are apart", "a b c", []act{times(2, WordLeft)}, []string{"a b ", "a b c"}},
		{"backspaces and typing", "ab", []act{times(1, GraphemeLeft), typed("c")}, []string{"a", "ab"}},
		{"a paste between", "", []act{typed("a"), func(b *Buffer) { b.Paste("b") }, typed("c")}, []string{"ab", "a", ""}},
		{"no spaces at all", "", []act{typed(strings.Repeat("x", 1500))}, []string{strings.Repeat("x", 1024), ""}},
		{"whole text", "abc", []act{func(b *Buffer) { b.SetText("xbz") }}, []string{"abc"}},
		{"the same text is no step", "abc", []act{typed("d"), func(b *Buffer) { b.SetText("abcd") }}, []string{"abc"}},
		{"an edit that changes nothing is no step", "abc", []act{typed("d"), func(b *Buffer) {
			b.Apply([]prompt.Edit{{Span: prompt.Span{Start: 0, End: 2}, Text: "ab"}}, 1)
		}}, []string{"abc"}},
		{"edits that undo each other are no step", "a b", []act{typed("d"), func(b *Buffer) {
			b.Apply([]prompt.Edit{{Span: prompt.Span{Start: 1, End: 2}}, {Span: prompt.Span{Start: 2, End: 2}, Text: " "}}, 1)
		}}, []string{"a b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := New(&History{}, c.text)
			for _, do := range c.acts {
				do(b)
			}
			done := b.Text()
			for i, want := range c.undone {
				if b.History().Undo(); b.Text() != want {
					t.Errorf("undo %d: %q, want %q", i, b.Text(), want)
				}
			}
			if b.History().canUndo() {
				t.Errorf("more steps than %d", len(c.undone))
			}
			for b.History().canRedo() {
				b.History().Redo()
			}
			if b.Text() != done {
				t.Errorf("redone: %q, want %q", b.Text(), done)
			}
		})
	}
}

func TestApplyIsOneStep(t *testing.T) {
	b := New(&History{}, "a, b, c")
	b.Select(prompt.Span{Start: 3, End: 4})
	b.Apply([]prompt.Edit{
		{Span: prompt.Span{Start: 6, End: 7}, Text: "(c:1.1)"},
		{Span: prompt.Span{Start: 0, End: 3}},
		{Span: prompt.Span{Start: 4, End: 4}, Text: "\x1b[31mx\r\n"},
	}, 99)
	if want := "bx\n, (c:1.1)"; b.Text() != want || b.Cursor() != len(want) || b.Selecting() {
		t.Errorf("%q, cursor %d", b.Text(), b.Cursor())
	}
	b.History().Undo()
	if b.Text() != "a, b, c" || b.Cursor() != 4 || b.Anchor() != 3 || b.History().canUndo() {
		t.Errorf("%q, cursor %d, anchor %d", b.Text(), b.Cursor(), b.Anchor())
	}
}

func TestRedoSelectsAgain(t *testing.T) {
	b := New(&History{}, "a, b")
	b.changeAll(4, 5, prompt.Edit{Span: prompt.Span{Start: 3, End: 4}, Text: "(b:1.1)"})
	b.Move(TextStart, false)
	b.History().Undo()
	b.History().Redo()
	if got := b.Selection().Of(b.Text()); got != "b" || b.Cursor() != 5 {
		t.Errorf("%q is selected, cursor %d", got, b.Cursor())
	}
}

func TestEditsThatOverlapChangeNothing(t *testing.T) {
	b := New(&History{}, "abc")
	func() {
		defer func() {
			if recover() == nil {
				t.Error("taken")
			}
		}()
		b.Apply([]prompt.Edit{{Span: prompt.Span{Start: 0, End: 2}}, {Span: prompt.Span{Start: 1, End: 3}}}, 0)
	}()
	if b.Text() != "abc" || b.History().canUndo() {
		t.Errorf("%q", b.Text())
	}
}

// A change is kept as what differs: a hundred thousand words put into a large
// text must not keep a hundred thousand texts.
func TestHistoryKeepsEditsNotTexts(t *testing.T) {
	b := New(&History{}, strings.Repeat("long hair, 漢字, ", 2000))
	for i := range 2000 {
		text := b.Text()
		at := i * 15 % len(text) &^ 1
		for text[at] >= 0x80 {
			at++
		}
		b.SetText(text[:at] + "x" + text[at:])
	}
	if limit := 2000 * (stepSize + 8); b.history.size > limit {
		t.Errorf("%d bytes are kept, more than %d", b.history.size, limit)
	}
	for b.History().canUndo() {
		b.History().Undo()
	}
	if b.Text() != strings.Repeat("long hair, 漢字, ", 2000) {
		t.Error("another text after undo")
	}
}

func TestHistoryIsBounded(t *testing.T) {
	b := New(&History{}, "")
	big := strings.Repeat("x", 4<<20)
	for i := range 30 {
		b.SelectAll()
		b.Paste(fmt.Sprint(i) + big)
	}
	if b.history.size > historySize || len(b.history.steps) != b.history.done {
		t.Errorf("%d bytes in %d steps, %d done", b.history.size, len(b.history.steps), b.history.done)
	}
	b.History().Undo()
	if !strings.HasPrefix(b.Text(), "28x") {
		t.Errorf("after undo: %q", b.Text()[:4])
	}
	size := 0
	for _, s := range b.history.steps {
		size += stepSize
		for _, c := range s.changes {
			size += len(c.old) + len(c.new)
		}
	}
	if size != b.history.size {
		t.Errorf("%d bytes are kept, %d accounted for", size, b.history.size)
	}
}

func TestKillsAreYankedElsewhere(t *testing.T) {
	h := &History{}
	a, b := New(h, "long hair"), New(h, "")
	a.Kill(WordLeft)
	b.Yank()
	if a.Text() != "long " || b.Text() != "hair" {
		t.Errorf("%q, %q", a.Text(), b.Text())
	}
	h.Undo()
	h.Undo()
	if a.Text() != "long hair" || b.Text() != "" {
		t.Errorf("%q, %q", a.Text(), b.Text())
	}
}

func (h *History) canUndo() bool { return h.done > 0 }

func (h *History) canRedo() bool { return h.done < len(h.steps) }
