package view

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"tailor/tags"
	"tailor/ui/theme"
)

// TestPopupRule holds that a rule stands above the first near row where others
// stand above it, that it is no row to choose, and that the selected row is
// seen however the list is scrolled.
func TestPopupRule(t *testing.T) {
	for _, test := range []struct{ fit, near int }{{0, 3}, {3, 0}, {2, 3}, {1, 12}, {12, 1}, {8, 8}} {
		p := Popup{Open: true}
		for k := range test.fit + test.near {
			p.Items = append(p.Items, Suggestion{Tag: tags.Tag{Name: "tag" + string(rune('a'+k))}, Near: k >= test.fit})
		}
		for k := range p.Items {
			p.Selected = k
			a := Area{W: 40, H: min(len(p.lineUp()), popupRows) + 2}
			p.Fit(a)
			lines := p.Draw(new(theme.Theme), a)
			if len(lines) != a.H {
				t.Fatalf("%v: %d lines in an area of %d", test, len(lines), a.H)
			}
			seen := false
			for row, line := range lines[1 : len(lines)-1] {
				line = ansi.Strip(line)
				item, ok := p.At(row, 0, 38)
				if rule := strings.HasPrefix(line, "├─"); rule == ok {
					t.Errorf("%v: row %d is %q, and At says %v", test, row, line, ok)
				}
				if ok && !strings.Contains(line, p.Items[item].Tag.Name) {
					t.Errorf("%v: row %d is %q, and At says %s", test, row, line, p.Items[item].Tag.Name)
				}
				seen = seen || ok && item == k
			}
			if !seen {
				t.Errorf("%v: the selected row %d is not shown", test, k)
			}
		}
		if _, ok := p.At(-1, 0, 38); ok {
			t.Error("the frame is a row")
		}
	}
}

// TestPopupThemes looks through themes in two columns: every item is reached by
// arrows and found by a click where it is drawn.
func TestPopupThemes(t *testing.T) {
	for _, test := range []struct{ tags, themes int }{{0, 1}, {0, 7}, {3, 86}, {12, 40}, {5, 0}, {4, 2}} {
		p := Popup{Open: true, Browsed: true}
		name := func(k int) string { return fmt.Sprintf("item%02d", k) }
		for k := range test.tags {
			p.Items = append(p.Items, Suggestion{Tag: tags.Tag{Name: name(k)}})
		}
		for k := range test.themes {
			p.Items = append(p.Items, Suggestion{Label: name(test.tags + k), Insert: "x", Theme: true})
		}
		a := p.Place(4, 3, 0, Area{W: 90, H: 30}, 40)
		rule := 0
		if test.tags > 0 && test.themes > 0 {
			rule = 1
		}
		if want := (test.tags+1)/2 + rule + (test.themes+1)/2 + 2; a.H != min(want, 25) {
			t.Errorf("%v: %d rows of %d", test, a.H, want)
		}
		reached := map[int]bool{}
		for range 2 * len(p.Items) {
			p.Fit(a)
			reached[p.Selected] = true
			found := 0
			for row, line := range p.Draw(new(theme.Theme), a)[1 : a.H-1] {
				line = ansi.Strip(line)
				for at := strings.Index(line, "item"); at >= 0; {
					k, ok := p.At(row, Width(line[:at])-1, a.W-2)
					if !ok || !strings.HasPrefix(line[at:], name(k)) {
						t.Fatalf("%v: a click on %q meets %d, %v", test, line[at:], k, ok)
					}
					found++
					next := strings.Index(line[at+1:], "item")
					if next < 0 {
						break
					}
					at += 1 + next
				}
			}
			if found == 0 {
				t.Fatalf("%v: nothing is drawn", test)
			}
			if before := p.Selected; p.Side(1) {
				reached[p.Selected] = true
				if p.Selected != before {
					p.Side(-1)
				}
			}
			p.Move(1)
		}
		if len(reached) != len(p.Items) {
			t.Errorf("%v: %d of %d are reached", test, len(reached), len(p.Items))
		}
		p.Selected = len(p.Items) - 1
		for range len(p.Items) + 1 {
			was := line(p.lineUp(), p.Selected)
			if p.Move(-1); was > 1 && line(p.lineUp(), p.Selected) < was-2 {
				t.Fatalf("%v: up from line %d leads to %d", test, was, line(p.lineUp(), p.Selected))
			}
		}
	}
}

// TestPopupSparesTheFrame ends at the rule between the prompts, on either side of it.
func TestPopupSparesTheFrame(t *testing.T) {
	p := Popup{Open: true, Items: make([]Suggestion, 40)}
	for y, rule := range map[int]int{33: 31, 4: 13} {
		if a := p.Place(4, y, rule, Area{Y: 1, W: 90, H: 37}, 40); a.Y+a.H != rule {
			t.Errorf("at row %d it ends at row %d, not %d", y, a.Y+a.H, rule)
		}
	}
}

// TestPopupSaysWhatIsCut gives a list the room of a wide box, and has the whole of
// a row that is still cut.
func TestPopupSaysWhatIsCut(t *testing.T) {
	long := Suggestion{Label: "original, 1girl, short hair, grey hair, heterochromia", Insert: "x", Whole: true, Note: "5 tags"}
	p := Popup{Open: true, Items: []Suggestion{long}}
	for w, want := range map[int]string{160: "", 96: "", 80: long.Label, 40: long.Label} {
		if got := p.Cut(p.Place(20, 3, 0, Area{W: w, H: 30}, 40)); got != want {
			t.Errorf("in a box of %d cells %q, want %q", w, got, want)
		}
	}
}

// TestNarrowColumnsKeepTheName leaves the category out before the name is cut.
func TestNarrowColumnsKeepTheName(t *testing.T) {
	s := Suggestion{Tag: tags.Tag{Name: "holding_microphone", Count: 19000}}
	for w, want := range map[int]string{28: " holding microphone     19k ", 40: " holding microphone      general    19k "} {
		if got := ansi.Strip(s.draw(new(theme.Theme), w, false)); strings.TrimRight(got, " ")+" " != want || Width(got) != w {
			t.Errorf("%d cells: %q", w, got)
		}
	}
}
