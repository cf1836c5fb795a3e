package view

import (
	"reflect"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/ui/theme"
)

// TestTabs lays four pages into columns of every width: no name is cut, the
// others can be clicked from 25 cells on, none stands over another.
func TestTabs(t *testing.T) {
	pages := []string{"tag", "chunks", "toggles", "pictures"}
	for _, c := range []struct {
		w, current int
		want       string
	}{
		{38, 0, "TAG · chunks · toggles · pictures"},
		{38, 3, "tag · chunks · toggles · PICTURES"},
		{36, 0, "TAG · chunks · toggles · pictures"},
		{30, 3, "… · chunks · toggles · PICTURES"},
		{25, 0, "TAG · chunks · toggles · …"},
		{25, 1, "tag · CHUNKS · toggles · …"},
		{25, 2, "… · TOGGLES · pictures"},
		{25, 3, "… · toggles · PICTURES"},
		{16, 2, "… · TOGGLES · …"},
		{12, 2, "TOGGLES"},
		{9, 2, ""},
	} {
		var names []string
		for _, tab := range Tabs(pages, c.current, c.w) {
			names = append(names, tab.Text)
		}
		if got := strings.Join(names, " · "); got != c.want {
			t.Errorf("%d cells: %q, want %q", c.w, got, c.want)
		}
	}
	plain := theme.Build("plain", theme.Dark, true, termenv.Ascii)
	for w := range 60 {
		for current := range pages {
			rows := Column(plain, pages, current, Page{}, w, 5, true)
			if rows == nil {
				continue
			}
			top := ansi.Strip(rows[0])
			for _, tab := range Tabs(pages, current, w) {
				if at := ansi.Cut(top, tab.X, tab.X+tab.W); at != tab.Text {
					t.Errorf("%d cells: %q stands where %q is to be clicked, in %q", w, at, tab.Text, top)
				}
			}
		}
	}
}

func TestColumn(t *testing.T) {
	plain := theme.Build("plain", theme.Dark, true, termenv.Ascii)
	page := Page{Heading: "quality", Rows: []Row{{Text: " + masterpiece"}, {Text: "styles", Rule: true}, {Text: strings.Repeat("long ", 9)}}, Note: "27 more"}
	got := Column(plain, []string{"toggles"}, 0, page, 25, 6, false)
	for k := range got {
		got[k] = ansi.Strip(got[k])
	}
	want := []string{
		"╭ TOGGLES ─── quality ──╮",
		"│ + masterpiece         │",
		"├ styles ───────────────┤",
		"│long long long long lo…│",
		"│                       │",
		"╰──────────── 27 more ──╯",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the column is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for w := range 50 {
		for h := range 9 {
			for k, row := range Column(plain, []string{"tag", "chunks"}, 1, page, w, h, true) {
				if n := ansi.StringWidth(row); n != w {
					t.Errorf("row %d of %dx%d is %d cells wide", k, w, h, n)
				}
			}
		}
	}
}

// TestTogglesHeadedByARule draws toggles where the frame has no room for the
// heading: it stands in the first row, that of the group whose rows are below it,
// and clicks find what they hit.
func TestTogglesHeadedByARule(t *testing.T) {
	plain := theme.Build("plain", theme.Dark, true, termenv.Ascii)
	p := Toggles{Headed: true, Groups: []ToggleGroup{{"quality", []string{"a", "b"}}, {"styles", []string{"c", "d"}}}}
	page := p.Draw(plain, 20, 4, nil, 0, true)
	if page.Heading != "" || !page.Rows[0].Rule || page.Rows[0].Text != "quality" || page.Note != "2 more" || len(page.Rows) != 4 {
		t.Fatalf("%+v", page)
	}
	if _, ok := p.At(0); ok {
		t.Error("the heading is a toggle")
	}
	if k, ok := p.At(2); !ok || k != 1 {
		t.Errorf("row 2 is toggle %d, %v", k, ok)
	}
	p.Move(3)
	p.Scroll(4)
	if page = p.Draw(plain, 20, 4, nil, 0, true); page.Rows[0].Text != "styles" || !strings.Contains(page.Rows[2].Text, "d") {
		t.Errorf("%+v", page)
	}
}
