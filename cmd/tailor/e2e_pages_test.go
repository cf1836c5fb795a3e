//go:build !windows

package main

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"

	"tailor/ui"
	"tailor/ui/editor"
)

// TestHistory copies prompts, finds them again, and opens one in the place of
// what is there.
func TestHistory(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		env := home(t)
		s := beginIn(t, env, columns, rows)
		s.keys("C-p")
		s.waitFor("history and presets", "Nothing yet")
		s.escape("Nothing yet")
		for _, text := range []string{"a quiet street, rain", "hatsune miku, halo"} {
			s.set(text)
			s.keys("C-y")
			s.waitUntil(text+" in tmux's buffer", func() bool { return s.buffer() == text })
			s.waitFor("✓ Prompt copied")
		}
		s.keys("C-p")
		s.waitFor("› hatsune miku, halo ", "  a quiet street, rain ", "just now", "enter open")
		s.typed("street")
		s.waitFor("› a quiet street, rain ")
		s.waitGone("miku")
		s.typed(" snow")
		s.waitFor("Nothing holds these words.")
		s.keys("C-w")
		s.waitFor("› a quiet street, rain ")
		s.keys("Enter")
		s.waitFor("│ a quiet street, rain ", "✓ Opened")
		s.keys("C-z")
		s.waitFor("│ hatsune miku, halo ")
		// It outlives the composer.
		s.keys("C-q")
		s.waitEnd()
		s = beginIn(t, env, columns, rows)
		s.keys("C-p")
		s.waitFor("  a quiet street, rain ", "hatsune miku, halo ", "just now")
		s.typed("street")
		s.waitFor("› a quiet street, rain ")
		s.keys("C-d")
		s.waitFor("ctrl+d again forgets this for good.")
		s.keys("Enter") // and does not
		s.waitFor("│ a quiet street, rain ")
		s.keys("C-p")
		s.typed("street")
		s.waitFor("› a quiet street, rain ")
		s.keys("C-d", "C-d")
		s.waitFor("Forgotten.", "Nothing holds these words.")
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
		s.waitFor("Both prompts are kept.")
		s.typed("all")
		s.keys("Enter")
		s.waitFor(`✓ Kept as "all"`)
		s.keys("C-q")
		s.waitEnd()
		s = beginIn(t, env, columns, rows, "1girl, rain")
		s.keys("M-a", "C-p")
		s.waitFor("the hair  long hair", "all  smile, long hair, halo", "preset")
		s.typed("the")
		s.waitFor("› the hair")
		s.keys("Tab")
		s.waitFor("│ 1girl, long hair, rain", "✓ Inserted.")
		s.keys("C-p")
		s.typed("all")
		s.waitFor("› all  smile")
		s.keys("Enter")
		s.waitFor("│ smile, long hair, halo ", "✓ Opened")
		s.keys("C-p")
		s.typed("all")
		s.waitFor("› all  smile")
		s.keys("C-d")
		s.waitFor(`ctrl+d again forgets the preset "all" for good.`)
		s.keys("C-d")
		s.waitFor("Forgotten.")
		s.escape("history and presets")
		s.keys("C-p")
		s.waitFor(" the hair  long hair ")
		s.waitGone(" all  smile")
	})
}

// TestHelpShowsEveryKey reads the page of keys from its top to its end.
func TestHelpShowsEveryKey(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows, "1girl")
		s.keys("F1")
		s.waitFor("╭ keys ", "esc back")
		missing := descriptions()
		defer func() {
			if len(missing) > 0 {
				t.Errorf("the page of keys does not say %q", missing)
			}
		}()
		s.waitUntil("every key, scrolling down", func() bool {
			shown := s.shows()
			missing = slices.DeleteFunc(missing, func(what string) bool { return strings.Contains(shown, what) })
			if len(missing) > 0 {
				s.keys("Down", "Down")
			}
			return len(missing) == 0
		})
		s.keys("F1")
		s.waitFor("╭ prompt ", "│ 1girl ")
	})
}

// TestFirstStart says where to begin, once.
func TestFirstStart(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		env := home(t)
		s := beginIn(t, env, columns, rows)
		s.waitFor("Begin by typing", "by kan", "every key")
		s.typed("q")
		s.waitGone("Begin by typing")
		s.keys("BSpace")
		s.waitFor("Begin by typing") // nothing is typed still
		s.keys("C-q")
		s.waitEnd()
		s = beginIn(t, env, columns, rows)
		if shown := s.shows(); strings.Contains(shown, "Begin by typing") {
			t.Errorf("the second start says where to begin:\n%s", shown)
		}
	})
}

// TestReload reads a list again that was changed behind the composer.
func TestReload(t *testing.T) {
	t.Parallel()
	env := home(t)
	list := file(t, "some.csv", someList)
	s := openComposer(t, env, 80, 24, "--tags", list)
	s.waitFor("26 tags")
	if err := os.WriteFile(list, []byte(someList+"umbrella,0,100000,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.typed("umbr")
	s.keys("F5")
	s.waitFor("27 tags")
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

// descriptions returns what every key does, those of the editor too.
func descriptions() []string {
	var out []string
	for _, keys := range []reflect.Value{reflect.ValueOf(ui.DefaultKeys()), reflect.ValueOf(editor.DefaultKeys())} {
		for i := range keys.NumField() {
			out = append(out, keys.Field(i).Interface().(key.Binding).Help().Desc)
		}
	}
	return out
}
