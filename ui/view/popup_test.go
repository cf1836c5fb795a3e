package view

import (
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
			a := Area{W: 40, H: min(p.lines(), PopupRows) + 2}
			p.Fit(a)
			lines := p.Draw(new(theme.Theme), a)
			if len(lines) != a.H {
				t.Fatalf("%v: %d lines in an area of %d", test, len(lines), a.H)
			}
			seen := false
			for row, line := range lines[1 : len(lines)-1] {
				line = ansi.Strip(line)
				item, ok := p.At(row)
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
		if _, ok := p.At(-1); ok {
			t.Error("the frame is a row")
		}
	}
}
