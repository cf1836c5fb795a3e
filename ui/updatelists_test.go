package ui

import (
	"context"
	"errors"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/catalogue"
	"tailor/tags/search"
)

func TestUpdate(t *testing.T) {
	t.Run("shows how far it is and reads the lists again", func(t *testing.T) {
		loads := 0
		s := newScreen(t, 100, 30, func(o *Options) {
			load := o.Load
			o.Load = func(ctx context.Context) (Lists, error) { loads++; return load(ctx) }
			o.Update = func(_ context.Context, progress func(string)) (string, error) {
				progress("danbooru 40 %")
				return "Two lists were fetched.", nil
			}
		})
		s.send(tea.KeyMsg{Type: tea.KeyF6})
		s.shows("Two lists were fetched.")
		if loads != 2 {
			t.Errorf("the lists were read %d times", loads)
		}
	})
	t.Run("typing goes on meanwhile", func(t *testing.T) {
		s := newScreen(t, 100, 30, func(o *Options) {
			o.Update = func(_ context.Context, progress func(string)) (string, error) { return "", nil }
		})
		s.hold = true
		s.send(tea.KeyMsg{Type: tea.KeyF6})
		s.send(updateProgressMsg{Text: "danbooru 40 %"})
		s.shows("danbooru 40 %")
		s.write("smile")
		s.wants("smile")
	})
	t.Run("a failure is said and the old lists stay", func(t *testing.T) {
		s := newScreen(t, 100, 30, func(o *Options) {
			o.Update = func(context.Context, func(string)) (string, error) { return "", errors.New("no network") }
		})
		s.send(tea.KeyMsg{Type: tea.KeyF6})
		s.shows("no network")
		s.shows("41 tags")
	})
}

func TestListsThatComeWhileOneTypes(t *testing.T) {
	s := newScreen(t, 100, 30, func(o *Options) {
		loads, load := 0, o.Load
		o.Load = func(ctx context.Context) (Lists, error) {
			if loads++; loads == 1 {
				c := catalogue.Build()
				return Lists{Catalogue: c, Index: search.NewIndex(c)}, nil
			}
			return load(ctx)
		}
	})
	s.hold = true
	s.press("f5")
	later := s.later
	s.hold, s.later = false, nil
	s.shows(readingAgain)
	s.write("half-c")
	s.hides("half-closed eyes")
	for _, cmd := range later {
		s.run(cmd)
	}
	s.shows("half-closed eyes")
	s.hides(readingAgain)
}
