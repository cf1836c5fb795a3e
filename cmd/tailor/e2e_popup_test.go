//go:build !windows

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tailor/tags"
)

// popup returns where the popup's frame stands: its left column, its first
// and last rows, and its rows without the frame. The frames of the prompts
// and of the toggles start in the second row of the screen.
func (s *pane) popup() (x, top, bottom int, items []string) {
	s.t.Helper()
	rows := s.shot()
	x, top, ok := rows.find("╭", 2)
	if !ok {
		return 0, 0, 0, nil
	}
	for y := top + 1; y < len(rows) && x < len(rows[y]); y++ {
		if rows[y][x] == '╰' {
			return x, top, y, items
		}
		inside := string(rows[y][x+1:])
		items = append(items, inside[:strings.IndexAny(inside, "│┃")])
	}
	s.t.Fatalf("the popup has no lower edge:\n%s", s.shows())
	return
}

// popupRows is how many rows the popup has for n suggestions: with its frame it
// is half as high as the prompts' frame is inside, and has nine rows where
// that is less.
func (s *pane) popupRows(n int) int {
	s.t.Helper()
	rows := s.shot()
	top, bottom := 0, 0
	for y, row := range rows {
		switch {
		case len(row) == 0:
		case row[0] == '╭':
			top = y
		case row[0] == '╰':
			bottom = y
		}
	}
	return min(n, max(9, (bottom-top-1)/2-2))
}

// waitLit waits until the popup is open and returns what its lit row says, and
// what it would write.
func (s *pane) waitLit(texts ...string) (row, name string) {
	s.t.Helper()
	s.waitUntil(fmt.Sprintf("a popup with %q", texts), func() bool {
		var found bool
		_, row, found = strings.Cut(s.shows(), "›")
		if !found {
			return false
		}
		row, _, _ = strings.Cut(row, "\n")
		row = row[:strings.IndexAny(row, "│┃")]
		for _, text := range texts {
			found = found && strings.Contains(row, text)
		}
		return found
	})
	name, _, _ = strings.Cut(row, "  ")
	return row, strings.TrimSpace(name)
}

// TestPopupPlace sees the popup below the word that it completes, and above
// it where there is no room below; never over the word's row.
func TestPopupPlace(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows, "1girl, solo")
		s.typed(", h")
		s.waitFor("solo, h")
		if _, _, _, items := s.popup(); items != nil {
			t.Errorf("the popup opens from one letter: %q", items)
		}
		s.typed("a")
		s.waitFor("›", "solo, ha")
		x, top, _, items := s.popup()
		if left, word, _ := s.shot().find("ha ", 0); x != left-2 || top != word+1 || len(items) != s.popupRows(16) {
			t.Errorf("the popup of %d rows stands at column %d and row %d, the word at %d and %d:\n%s", len(items), x, top, left, word, s.shows())
		}
		s.escape("›")
		// At the bottom of a long prompt.
		s.set(strings.Repeat("a quiet street\n", rows-9))
		s.typed("hair")
		s.waitFor("›", "│ hair ")
		_, word, _ := s.shot().find("│ hair     ", 0)
		if _, top, bottom, items := s.popup(); bottom != word-1 || len(items) != s.popupRows(15) {
			t.Errorf("the popup of %d rows stands in the rows %d to %d, the word in row %d:\n%s", len(items), top, bottom, word, s.shows())
		}
		// In the negative prompt, which is at the bottom.
		s.escape("›")
		s.keys("C-n")
		s.typed("lon")
		s.waitFor("›long hair")
		_, word, _ = s.shot().find("│ lon     ", 0)
		above := word - 1
		if strings.Contains(strings.Split(s.shows(), "\n")[above], "├ negative ") {
			above-- // the rule between the prompts stays
		}
		if _, top, bottom, _ := s.popup(); bottom != above && top != word+1 {
			t.Errorf("the popup stands in the rows %d to %d, the word in row %d:\n%s", top, bottom, word, s.shows())
		}
	})
}

// TestPopupKeys goes through a list that is longer than the popup, to its end
// and round, shuts it, types on, and takes what is lit.
func TestPopupKeys(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows)
		s.typed("ha")
		s.waitFor("›", "│ ha ")
		_, top := s.waitLit()
		_, _, _, first := s.popup()
		high := s.popupRows(16)
		s.keys("Down")
		s.waitUntil("the second row lit", func() bool {
			_, _, _, items := s.popup()
			return len(items) == high && strings.HasPrefix(items[1], "›")
		})
		_, second := s.waitLit()
		s.keys("PPage", "Up") // round to the last one
		s.waitUntil("the list's end", func() bool {
			_, _, _, items := s.popup()
			return len(items) == high && !slices.Contains(items, first[0]) && !slices.Contains(items, strings.Replace(first[0], "›", " ", 1)) && strings.HasPrefix(items[high-1], "›")
		})
		s.keys("Down")
		s.waitLit(top)
		// What does not fit shuts it, what is deleted opens it again.
		s.typed("qqq")
		s.waitGone("›")
		s.keys("BSpace", "BSpace", "BSpace")
		s.waitLit(top)
		s.escape("›")
		s.keys("Up", "Down", "End") // which are the editor's own now
		s.reads("ha|")
		s.typed("q")
		s.keys("BSpace")
		s.waitLit(top)
		s.keys("Down", "Enter")
		s.waitGone("›")
		s.reads(second + ", |")
	})
}

// TestPopupMouse picks a row by the mouse, after scrolling by the wheel.
func TestPopupMouse(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows)
		s.typed("rain, ha")
		s.waitLit()
		x, top, bottom, before := s.popup()
		for range (len(before) + 2) / 3 { // the wheel goes three rows at once
			s.mouse(65, x+3, top+2)
		}
		var items []string
		s.waitUntil("a scrolled list", func() bool {
			_, _, _, items = s.popup()
			return len(items) == len(before) && !slices.Contains(items, strings.Replace(before[0], "›", " ", 1)) && strings.HasPrefix(items[len(items)-1], "›")
		})
		want, _, _ := strings.Cut(strings.TrimSpace(items[2]), "  ")
		s.mouse(0, x+3, top+3)
		s.reads("rain, " + want + ", |")
		// A click beside it puts the cursor and shuts it.
		s.typed("hair ")
		s.waitLit()
		s.mouse(0, 4, bottom+1)
		s.waitGone("›")
		s.waitFor("rain, " + want + ", hair")
	})
}

// TestPopupShows looks at what a row says: the alias that matched, category
// and count, the letters that matched, and the category's colour.
func TestPopupShows(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows)
		query := func(text string, shown ...string) {
			t.Helper()
			s.set(text[:len(text)-1])
			s.typed(text[len(text)-1:])
			s.waitFor(shown...)
		}
		query("miku", "›miku → hatsune miku", "character", "110k")
		s.painted("hatsune miku", darkTheme.Category(tags.Character))
		query("halo", "›halo", "general   410k")
		s.painted("halo", darkTheme.Category(tags.General))
		query("voc", "›vocaloid", "series", "150k")
		s.painted("vocaloid", darkTheme.Category(tags.Copyright))
		query("highr", "›highres", "does nothing")
		s.painted("highres", darkTheme.Category(tags.Meta))
		query("kan", "›kantoku", "artist", "1.8k")
		s.painted("kantoku", darkTheme.Category(tags.Artist))
		var matched, rest string
		s.waitUntil("the lit row", func() bool {
			matched, rest = "", ""
			for _, row := range s.cells() {
				lit := false
				for _, c := range row {
					switch {
					case c.text == "›":
						lit = true
					case !lit:
					case c.text == "│":
						return true
					case c.look.bold && c.look.underline:
						matched += c.text
					default:
						rest += c.text
					}
				}
			}
			return false
		})
		if matched != "kan" || !strings.HasPrefix(rest, "toku ") {
			t.Errorf("%q is shown as matched and %q is not", matched, rest)
		}
	})
}

// TestPopupArtist takes an artist from the middle of the body: it goes into
// the style chunk, which is made where there is none, and the cursor stays.
func TestPopupArtist(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows, "1girl, long hair")
		s.typed(", kant")
		s.waitFor("›kantoku")
		s.keys("Tab")
		s.waitGone("›")
		s.waitFor("│ by kantoku", "│ BREAK ──", " 4/75 ──", "│ 1girl, long hair, ")
		s.typed("by wl")
		s.waitFor("›wlop")
		s.keys("Tab")
		s.waitGone("›")
		s.waitFor("│ by kantoku, by wlop", " 8/75 ──")
		s.typed("rain")
		s.escape("›")
		s.keys("C-y")
		s.waitUntil("the prompt in tmux's buffer", func() bool {
			return s.buffer() == "by kantoku, by wlop BREAK 1girl, long hair, rain"
		})
		// In the negative prompt it stays where it is typed.
		s.keys("C-n")
		s.typed("rain, kant")
		s.waitFor("›kantoku")
		s.keys("Tab")
		s.waitFor("│ rain, by kantoku")
	})
}

// TestPopupWildcards lists the wildcard files where __ is typed, with what the
// lit one holds, and writes its name.
func TestPopupWildcards(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, content := range map[string]string{"weather.txt": "rain\nsnow\nfog\n", "clothes/hats.txt": "beret\nbonnet\n"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := begin(t, 80, 24, "--wildcards", dir)
	s.typed("1girl, __")
	s.waitFor("›clothes/hats", " weather ", "2 entries: beret · bonnet")
	s.keys("Down")
	s.waitFor("›weather", "3 entries: rain · snow · fog")
	s.typed("ha")
	s.waitFor("›clothes/hats")
	s.keys("Tab")
	s.reads("1girl, __clothes/hats__, |")
}

// TestPicks counts what is picked, on the disk and from one start to the next;
// with the switch off nothing is counted.
func TestPicks(t *testing.T) {
	t.Parallel()
	for _, on := range []bool{true, false} {
		t.Run(fmt.Sprintf("picks = %v", on), func(t *testing.T) {
			env := home(t)
			config := file(t, "config.toml", fmt.Sprintf("picks = %v\n", on))
			picks := filepath.Join(variable(env, "XDG_STATE_HOME"), "tailor", "picks.json")
			s := beginIn(t, env, 80, 24, "--config", config)
			s.accept("hal", "halo", "halo, ")
			s.keys("C-q")
			if code := s.waitEnd(); code != exitDone {
				t.Fatalf("exit code %d", code)
			}
			content, err := os.ReadFile(picks)
			if on != strings.Contains(string(content), "halo") || on != (err == nil) {
				t.Errorf("%s holds %q, %v", picks, content, err)
			}
		})
	}
}
