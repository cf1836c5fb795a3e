//go:build !windows

package main

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"

	"tailor/ui/editor"
	"tailor/ui/keymap"
)

// listed returns the rows of the history's list, with the frame: they stand
// between the line to search in and the rule above the chosen one's text.
func (s *pane) listed() (rows []string) {
	s.t.Helper()
	shown := strings.Split(s.shows(), "\n")
	for _, row := range shown[min(2, len(shown)):] {
		if strings.HasPrefix(row, "│ ─") || strings.HasPrefix(row, "╰") {
			break
		}
		if strings.Trim(row, "│ ") != "" {
			rows = append(rows, row)
		}
	}
	return rows
}

// lists waits until the history's list has these prompts and no others, behind
// star and mark.
func (s *pane) lists(texts ...string) {
	s.t.Helper()
	s.waitUntil(fmt.Sprintf("a list of %q", texts), func() bool {
		rows := s.listed()
		return slices.EqualFunc(rows, texts, func(row, text string) bool {
			r := []rune(row)
			return len(r) > 5 && strings.HasPrefix(string(r[5:]), text+"  ")
		})
	})
}

// chosen waits until a prompt is drawn whole below the history's list.
func (s *pane) chosen(text string) {
	s.t.Helper()
	s.waitUntil(fmt.Sprintf("%q below the list", text), func() bool {
		_, below, ok := strings.Cut(s.shows(), "\n│ ─")
		return ok && strings.Contains(below, "\n│ "+text+"  ")
	})
}

// TestHistory copies prompts, finds them again, and opens one in the place of
// what is there.
func TestHistory(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		env := home(t)
		s := beginIn(t, env, columns, rows)
		s.keys("C-p")
		s.waitFor("╭ HISTORY · presets · starred ", "Nothing yet", "esc back")
		s.escape("Nothing yet")
		for _, text := range []string{"a quiet street, rain", "hatsune miku, halo"} {
			s.set(text)
			s.keys("C-y")
			s.waitUntil(text+" in tmux's buffer", func() bool { return s.buffer() == text })
			s.waitFor("✓ Prompt copied")
		}
		s.keys("C-p")
		s.lists("hatsune miku, halo", "a quiet street, rain")
		s.waitFor("enter open")
		if rows := s.listed(); !regexp.MustCompile(`  –  +1 chunk +\d\d:\d\d │$`).MatchString(rows[0]) && columns >= 80 {
			t.Errorf("the row says neither style, chunks nor time: %q", rows[0])
		}
		s.chosen("hatsune miku, halo")
		s.typed("street")
		s.lists("a quiet street, rain")
		s.chosen("a quiet street, rain")
		s.waitGone("miku")
		s.typed(" snow")
		s.waitFor("Nothing holds these words.")
		s.keys("C-w")
		s.lists("a quiet street, rain")
		s.keys("Enter")
		s.waitFor("│ a quiet street, rain ", "✓ Opened")
		s.keys("C-z")
		s.waitFor("│ hatsune miku, halo ")
		// It outlives the composer.
		s.keys("C-q")
		s.waitEnd()
		s = beginIn(t, env, columns, rows)
		s.keys("C-p")
		s.lists("hatsune miku, halo", "a quiet street, rain")
		s.typed("street")
		s.lists("a quiet street, rain")
		s.chosen("a quiet street, rain")
		// What is forgotten comes back by the key of undo, while the page is open.
		s.keys("C-d")
		s.waitFor("✓ Forgotten; ctrl+z brings it back.", "Nothing holds these words.")
		s.keys("C-z")
		s.lists("a quiet street, rain")
		s.waitFor("✓ It is back.")
		s.keys("Enter")
		s.waitFor("│ a quiet street, rain ", "✓ Opened")
		s.keys("C-p")
		s.typed("street")
		s.lists("a quiet street, rain")
		s.keys("C-d")
		s.waitFor("✓ Forgotten; ", "Nothing holds these words.")
		s.escape("HISTORY")
		s.keys("C-q")
		s.waitEnd()
	})
}

// TestPresets keeps a part and a whole, inserts the part in another prompt,
// opens the whole, and forgets one.
func TestPresets(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		env := home(t)
		s := beginIn(t, env, columns, rows, "smile, long hair, halo")
		s.keys("M-a", "M-a", "C-Space")
		s.reads("smile, «long hair»|, halo")
		s.keys("C-s")
		s.waitFor("keep as a preset", "The selection is kept.")
		s.typed("the hair")
		s.keys("Enter")
		s.waitFor(`✓ Kept as "the hair"`)
		s.keys("Right", "C-s")
		s.waitFor("Negative and settings are kept too.")
		s.typed("all")
		s.keys("Enter")
		s.waitFor(`✓ Kept as "all"`)
		s.keys("C-q")
		s.waitEnd()
		s = beginIn(t, env, columns, rows, "1girl, rain")
		s.keys("M-a", "C-p")
		s.waitFor("╭ HISTORY ")
		s.keys("M-t")
		s.waitFor("╭ history · PRESETS · starred ")
		s.lists("the hair — long hair", "all — smile, long hair, halo")
		s.typed("the")
		s.lists("the hair — long hair")
		s.waitFor("─ the hair · preset ─")
		s.keys("Tab")
		s.waitFor("│ 1girl, long hair, rain", "✓ Inserted.")
		s.keys("C-p", "M-t")
		s.typed("all")
		s.lists("all — smile, long hair, halo")
		s.keys("Enter")
		s.waitFor("│ smile, long hair, halo ", "✓ Opened")
		s.keys("C-p", "M-t")
		s.typed("all")
		s.lists("all — smile, long hair, halo")
		s.keys("C-d")
		s.waitFor("✓ Forgotten; ctrl+z brings it back.")
		s.escape("PRESETS")
		s.keys("C-p", "M-t")
		s.lists("the hair — long hair")
	})
}

// TestHelpShowsEveryKey reads the page of keys from its top to its end.
func TestHelpShowsEveryKey(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows, "1girl")
		s.keys("F1")
		s.waitFor("╭ keys ", "esc back")
		missing := everyKey()
		defer func() {
			for _, h := range missing {
				t.Errorf("the page of keys does not say that %s does %q", h.Key, h.Desc)
			}
		}()
		s.waitUntil("every key, scrolling down", func() bool {
			rows := strings.Split(s.shows(), "\n")
			missing = slices.DeleteFunc(missing, func(h key.Help) bool {
				return slices.ContainsFunc(rows, func(row string) bool { return rowSays(row, h) })
			})
			if len(missing) > 0 {
				s.keys("Down", "Down")
			}
			return len(missing) == 0
		})
		s.keys("F1")
		s.waitFor("╭ prompt ", "│ 1girl ")
	})
}

// TestFirstStart says where to begin, at length at the first start and in three
// lines after it, and offers what was written once something was.
func TestFirstStart(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		env := home(t)
		s := beginIn(t, env, columns, rows)
		s.waitFor("Type two letters", "by kan", "every key")
		s.typed("q")
		s.waitGone("Type two letters")
		s.keys("BSpace")
		s.waitFor("Type two letters") // nothing is typed still
		s.keys("C-q")
		s.waitEnd()
		// Nothing was written, so there is nothing to take up: where to begin
		// stands there still, in three lines, and the first start's are gone.
		s = beginIn(t, env, columns, rows)
		s.waitFor("Type two letters", "the tags by themes", "quality, brightness and styles", "everything that can be done")
		if shown := s.shows(); strings.Contains(shown, "by kan") {
			t.Errorf("the second start says what the first one did:\n%s", shown)
		}
		s.typed("a quiet street")
		s.waitFor("a quiet street")
		s.waitGone("Type two letters")
		s.keys("C-q")
		s.waitEnd()
		s = beginIn(t, env, columns, rows)
		s.waitFor("What stood here last", "a quiet street")
		s.waitGone("Type two letters")
	})
}

// TestReload reads a list again that was changed behind the composer.
func TestReload(t *testing.T) {
	t.Parallel()
	env := home(t)
	list := file(t, "some.csv", someList)
	s := openComposer(t, env, 80, 24, "--tags", list)
	s.waitFor("29 tags")
	if err := os.WriteFile(list, []byte(someList+"umbrella,0,100000,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.typed("umbr")
	s.keys("F5")
	s.waitFor("30 tags")
	s.typed("e")
	s.waitFor("›umbrella")
	if err := os.Remove(list); err != nil {
		t.Fatal(err)
	}
	s.keys("F5")
	s.waitFor("✗ ", "some.csv")
	s.typed("l")
	s.waitFor("›umbrella") // the list that was read before is still there
}

// everyKey returns every key with what it does, those of the editor too.
func everyKey() []key.Help {
	var out []key.Help
	for _, keys := range []reflect.Value{reflect.ValueOf(keymap.Default()), reflect.ValueOf(editor.DefaultKeys())} {
		for i := range keys.NumField() {
			if h := keys.Field(i).Interface().(key.Binding).Help(); h.Key != "ctrl+_" { // another key of undo's
				out = append(out, h)
			}
		}
	}
	return out
}

// rowSays reports whether a row of the page of keys has a key and each word of
// what it does; a pair has both in one row, "ctrl+↑ ↓  weigh more, less".
func rowSays(row string, h key.Help) bool {
	has := strings.FieldsFunc(row, func(r rune) bool { return r == ' ' || r == ',' || r == '│' })
	for _, word := range strings.FieldsFunc(h.Desc, func(r rune) bool { return r == ' ' || r == ',' }) {
		if !slices.Contains(has, word) {
			return false
		}
	}
	name := h.Key
	if at := strings.LastIndexByte(name, '+'); !slices.Contains(has, name) && at > 0 {
		name = name[at+1:]
	}
	return slices.Contains(has, name)
}
