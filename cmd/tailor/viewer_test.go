package main

import (
	"context"
	"errors"
	"testing"
	"time"

	"tailor/data/beside"
)

// TestViewersEnd has a viewer that fails, one that goes on, and a mistake
// while it is waited for.
func TestViewersEnd(t *testing.T) {
	ctx := t.Context()
	broken := errors.New("exit status 3")
	if err := early(ctx, time.Hour, func() error { return broken }); err != broken {
		t.Errorf("a viewer that fails gave %v", err)
	}
	if err := early(ctx, time.Millisecond, func() error { <-ctx.Done(); return broken }); err != nil {
		t.Errorf("a viewer that goes on gave %v", err)
	}
	left, leave := context.WithCancel(ctx)
	leave()
	if err := early(left, time.Hour, func() error { <-ctx.Done(); return broken }); err != nil {
		t.Errorf("leaving tailor gave %v", err)
	}
	var p *beside.Panic
	err := beside.Try(func() error { return early(ctx, time.Hour, func() error { panic("a mistake") }) })
	if !errors.As(err, &p) || p.Value != "a mistake" {
		t.Errorf("a panic gave %v", err)
	}
}
