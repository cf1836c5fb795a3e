package view

import (
	"fmt"
	"testing"

	"tailor/tags/prompt/edit"
)

// TestToggleHeadings moves and scrolls through toggles of which one is in use,
// in a page of a few rows: the heading above them is that of the first row, no
// two headings stand upon one another, and the wheel reaches both ends.
func TestToggleHeadings(t *testing.T) {
	states := map[string]edit.State{"b1": edit.Wanted}
	of := map[string]string{}
	p := Toggles{Groups: []ToggleGroup{
		{Title: "a", Tags: []string{"a1", "a2", "a3"}},
		{Title: "b", Tags: []string{"b1", "b2", "b3", "b4", "b5"}},
		{Title: "c", Tags: []string{"c1", "c2"}},
	}}
	for _, g := range p.Groups {
		for _, tag := range g.Tags {
			of[tag] = g.Title
		}
	}
	p.Order(states)
	const h = 4
	check := func(what string) {
		t.Helper()
		rows := p.rows()
		first := rows[p.Top]
		want := of[first.Tag]
		if p.Top == 0 {
			want = inUseTitle
		}
		if got := p.heading(); first.Heading != "" || got != want {
			t.Errorf("%s: %q stands above %q%q, want %q", what, got, first.Heading, first.Tag, want)
		}
	}
	for range 12 {
		p.Move(1)
		p.Scroll(h)
		check("down to " + p.Tag())
	}
	if p.Tag() != "c2" {
		t.Fatalf("the last one is %q", p.Tag())
	}
	for range 12 {
		p.Move(-1)
		p.Scroll(h)
		check("up to " + p.Tag())
	}
	for _, n := range []int{1, -1} {
		seen := p.Top
		for k := range 20 {
			p.Wheel(n, h)
			check(fmt.Sprintf("wheel by %d to row %d", n, p.Top))
			if end := len(p.rows()) - h; p.Top == seen && p.Top != 0 && p.Top < end {
				t.Fatalf("turn %d of the wheel by %d stays at row %d of %d", k, n, seen, end)
			}
			seen = p.Top
		}
	}
	if p.Top != 0 {
		t.Errorf("the wheel ends at row %d", p.Top)
	}
}
