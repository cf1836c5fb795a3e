package ui

import (
	"errors"
	"testing"

	"tailor/data/state"
)

// unwritable are picks whose file cannot be written.
type unwritable struct{ *state.Picks }

func (unwritable) Flush() error { return errors.New("the picks are not saved") }

// TestPicksLeaveNothingUnsaved leaves while the picks cannot be written: no text is
// lost by that, and none is printed.
func TestPicksLeaveNothingUnsaved(t *testing.T) {
	s := newScreen(t, 120, 40, func(o *Options) { o.Picks = unwritable{new(state.Picks)} })
	if err := s.m.Close(); err != nil {
		t.Errorf("unsaved is %v", err)
	}
}
