package ui

import (
	"fmt"
	"sort"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/reference"
	"tailor/tags/catalogue"
	"tailor/tags/prompt"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

// largeLists are the lists of the benchmarks: the large Danbooru list.
func largeLists(b *testing.B) Lists {
	l, err := taglist.ReadFile(reference.Path(b, "data/danbooru-tagcomplete.csv"))
	if err != nil {
		b.Fatal(err)
	}
	c := catalogue.Build(l)
	return Lists{Catalogue: c, Index: search.NewIndex(c)}
}

// prompt300 is a prompt of about 300 tokens: a style chunk and a long body.
var prompt300 = exampleTyped + strings.Repeat(longBody+",\n", 4)

// BenchmarkKey measures a key in a prompt of 300 tokens with the popup open
// and the large list loaded: Update and drawing together, every key drawn.
// The search that it starts is another goroutine's work, and is measured as
// search-us.
func BenchmarkKey(b *testing.B) {
	lists := largeLists(b)
	s := newScreen(b, 120, 40)
	s.m.Options.Now = time.Now
	s.m.Lists = lists
	s.m.Fit(s.m.Checker()(s.m.Lists))
	s.paste(prompt300)
	s.write("ha")
	keys := []tea.KeyMsg{
		{Type: tea.KeyRunes, Runes: []rune("i")}, {Type: tea.KeyRunes, Runes: []rune("r")},
		{Type: tea.KeyBackspace}, {Type: tea.KeyBackspace},
	}
	s.m.Buffer().Apply([]prompt.Edit{{Text: "000000, "}}, s.m.Buffer().Cursor()+8)
	s.m.Popup.Span.Start, s.m.Popup.Span.End = s.m.Popup.Span.Start+8, s.m.Popup.Span.End+8
	var took, searched []time.Duration
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if i%len(keys) == 0 {
			s.unread(i)
		}
		s.m.throttle.drawn = time.Time{}
		start := time.Now()
		_, cmd := s.m.Update(keys[i%len(keys)])
		s.m.View()
		took = append(took, time.Since(start))
		start = time.Now()
		var reply tea.Msg
		collect(cmd, &reply)
		searched = append(searched, time.Since(start))
		if reply != nil {
			s.m.throttle.drawn = time.Time{}
			start = time.Now()
			s.m.Update(reply)
			s.m.View()
			took = append(took, time.Since(start))
		}
	}
	b.StopTimer()
	if !s.m.Popup.Open {
		b.Fatal("the popup is not open")
	}
	report(b, took, "key")
	report(b, searched, "search")
}

// unread changes the prompt's beginning, so that the keys that follow make
// texts that nobody has read before, as typing does.
func (s *screen) unread(n int) {
	b := s.m.Buffer()
	b.Apply([]prompt.Edit{{Span: prompt.Span{End: 6}, Text: fmt.Sprintf("%06d", n%1e6)}}, b.Cursor())
	s.m.Update(nil)
}

// collect carries out a command and keeps the search's reply.
func collect(cmd tea.Cmd, reply *tea.Msg) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			collect(c, reply)
		}
	case searchDoneMsg:
		*reply = msg
	}
}

// report gives median and 99th percentile in microseconds.
func report(b *testing.B, took []time.Duration, name string) {
	sort.Slice(took, func(i, j int) bool { return took[i] < took[j] })
	at := func(share float64) float64 {
		return float64(took[int(share*float64(len(took)-1))].Nanoseconds()) / 1e3
	}
	b.ReportMetric(at(0.5), name+"-median-us")
	b.ReportMetric(at(0.99), name+"-p99-us")
}

// BenchmarkKeyLong measures a key at the end of a prompt of 20,000 characters.
func BenchmarkKeyLong(b *testing.B) {
	s := newScreen(b, 120, 40)
	s.m.Options.Now = time.Now
	s.m.Lists = largeLists(b)
	s.m.Fit(s.m.Checker()(s.m.Lists))
	s.paste(strings.Repeat(longBody+", ", 20000/len(longBody)))
	s.press("esc")
	keys := []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("x")}, {Type: tea.KeyBackspace}}
	s.m.Buffer().Apply([]prompt.Edit{{Text: "000000, "}}, s.m.Buffer().Cursor()+8)
	var took []time.Duration
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if i%len(keys) == 0 {
			s.unread(i)
		}
		s.m.throttle.drawn = time.Time{}
		start := time.Now()
		s.m.Update(keys[i%2])
		s.m.View()
		took = append(took, time.Since(start))
	}
	b.StopTimer()
	report(b, took, "key")
}
