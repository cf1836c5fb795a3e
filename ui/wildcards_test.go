package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/prompt"
	"tailor/tags/prompt/variants"
	"tailor/tags/search"
	"tailor/tags/taglist"
	"tailor/tags/wildcard"
	"tailor/ui/analysis"
	"tailor/ui/desk"
)

// withWildcards gives a screen's lists wildcard files.
func withWildcards(t *testing.T, files map[string]string) change {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return func(o *Options) {
		load := o.Load
		o.Load = func(ctx context.Context) (Lists, error) {
			lists, err := load(ctx)
			lists.Wildcards = wildcard.New(dir)
			if err == nil {
				err = lists.Wildcards.Scan(ctx)
			}
			return lists, err
		}
	}
}

const longEntry = "a very long flowing dress with many small white flowers on it"

func TestGaugeCountsTheLongestEntry(t *testing.T) {
	files := map[string]string{"dress.txt": "red dress\n" + longEntry + "\n", "deep.txt": "__dress__, {hat|big straw hat}\n"}
	counted := func(s *screen, text string) {
		t.Helper()
		c := prompt.Count(text, prompt.Defaults)
		s.shows(fmt.Sprintf("≤ %d/%d", c.Count, c.Max))
	}
	t.Run("once it is known", func(t *testing.T) {
		s := newScreen(t, 100, 30, withWildcards(t, files))
		s.paste("1girl, __dress__, smile")
		counted(s, "1girl, "+longEntry+", smile")
		s.wants("1girl, __dress__, smile")
	})
	t.Run("with the wildcards and variants in it", func(t *testing.T) {
		s := newScreen(t, 100, 30, withWildcards(t, files))
		s.paste("__deep__, __dress__")
		counted(s, longEntry+", big straw hat, "+longEntry)
	})
	t.Run("an unknown one not at all, and it says so", func(t *testing.T) {
		s := newScreen(t, 100, 30, withWildcards(t, files))
		s.paste("1girl, __none__")
		c := prompt.Count("1girl, ", prompt.Defaults)
		s.shows(fmt.Sprintf("? %d/%d", c.Count, c.Max))
		s.hides("≤")
	})
	t.Run("with variables, parameters, wraps and several at once", func(t *testing.T) {
		folder := withWildcards(t, map[string]string{"dress.txt": "${colour:red} dress\nhat\n", "warm.txt": "one\n"})
		s := newScreen(t, 100, 30, folder)
		s.paste("${colour=very dark blue}__dress__")
		counted(s, "very dark blue dress")
		s = newScreen(t, 100, 30, folder)
		s.paste("{2$$__dress(colour=a, b and c)__}, %{(...:1.2)$$x {y|z z z}}, ${k=warm}__${k}__, {@a|b b}")
		counted(s, "a dress, hat, (x z z z:1.2), one, b b")
	})
	t.Run("typed, while the answer is on its way", func(t *testing.T) {
		s := newScreen(t, 100, 30, withWildcards(t, files))
		s.hold = true
		s.write("__dress__")
		s.hides("≤")
		s.release()
		counted(s, longEntry)
	})
	t.Run("an answer of wildcards that were read anew is dropped", func(t *testing.T) {
		s := newScreen(t, 100, 30, withWildcards(t, files))
		s.paste("__dress__")
		old := desk.MeasuredMsg{Number: 1, Longest: map[string]analysis.Lines{"dress": {Lines: []string{"x"}}}}
		s.m.Analyst.Longest = nil
		if s.send(old); s.m.Analyst.Longest == nil {
			t.Fatal("it is not taken while it counts")
		}
		s.m.ForgetMeasures()
		s.send(old)
		if s.m.Analyst.Longest != nil {
			t.Error("it was taken")
		}
	})
	t.Run("f5 reads them again", func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, "x.txt")
		put := func(text string) {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		put("one\n")
		s := newScreen(t, 100, 30, func(o *Options) {
			load := o.Load
			o.Load = func(ctx context.Context) (Lists, error) {
				lists, _ := load(ctx)
				lists.Wildcards = wildcard.New(dir)
				return lists, lists.Wildcards.Scan(ctx)
			}
		})
		s.paste("__x__")
		counted(s, "one")
		put("one\n" + longEntry + "\n")
		s.press("f5")
		counted(s, longEntry)
	})
}

func TestCopyExpanded(t *testing.T) {
	files := map[string]string{"hair.txt": "red hair\n3::blue hair\ngreen hair\n"}
	seed := regexp.MustCompile(`of seed (\d+), \d+/75, copied \(by the test\)`)
	t.Run("by a seed that is named", func(t *testing.T) {
		kept := &memory{}
		s := newScreen(t, 120, 30, withWildcards(t, files), func(o *Options) { o.Store = kept })
		const template = "1girl, __hair__, {smile|grin|frown}"
		s.paste(template)
		s.press("alt+c")
		found := seed.FindStringSubmatch(s.plain())
		if found == nil {
			t.Fatalf("no seed is named:\n%s", s.plain())
		}
		n, _ := strconv.ParseUint(found[1], 10, 64)
		want, problems := variants.New(n, s.m.Lists.Wildcards.Lines).Expand(template)
		if s.copied != want || len(problems) > 0 || strings.ContainsAny(want, "_{|") {
			t.Errorf("copied %q, want %q", s.copied, want)
		}
		s.wants(template)
		if len(kept.copied) != 1 || kept.copied[0].Prompt != template {
			t.Errorf("the history keeps %+v", kept.copied)
		}
	})
	t.Run("another seed each time", func(t *testing.T) {
		s := newScreen(t, 120, 30)
		s.paste("{1|2|3|4|5|6|7|8|9}{1|2|3|4|5|6|7|8|9}{1|2|3|4|5|6|7|8|9}")
		seen := map[string]bool{}
		for range 20 {
			s.press("alt+c")
			seen[s.copied] = true
		}
		if len(seen) < 10 {
			t.Errorf("%d prompts of 20", len(seen))
		}
	})
	t.Run("what is unknown stays and is said", func(t *testing.T) {
		s := newScreen(t, 120, 30, withWildcards(t, files))
		s.paste("__none__, {a|a}")
		s.press("alt+c")
		if s.copied != "__none__, a" {
			t.Errorf("copied %q", s.copied)
		}
		s.shows("(by the test); the wildcard __none__")
	})
	t.Run("nothing to expand", func(t *testing.T) {
		s := newScreen(t, 120, 30)
		s.paste("1girl")
		s.press("alt+c")
		if s.copied != "1girl" {
			t.Errorf("copied %q", s.copied)
		}
		s.shows("nothing is to be expanded")
	})
	t.Run("the negative prompt while it is written", func(t *testing.T) {
		s := newScreen(t, 120, 30)
		s.press("ctrl+n")
		s.paste("{bad|bad} hands")
		s.press("alt+c")
		if s.copied != "bad hands" {
			t.Errorf("copied %q", s.copied)
		}
	})
}

// themed puts the tests' list into two themes.
func themed(t *testing.T) change {
	return func(o *Options) {
		l, err := taglist.ReadTags(strings.NewReader(list), "test.csv")
		if err != nil {
			t.Fatal(err)
		}
		var hair, other taglist.List
		hair.Theme, other.Theme = "hair", "all-else"
		for _, tag := range l.Tags {
			if strings.Contains(tag.Name, "hair") {
				hair.Tags = append(hair.Tags, tag)
			} else {
				other.Tags = append(other.Tags, tag)
			}
		}
		c := catalogue.Build(hair, other)
		o.Load = func(context.Context) (Lists, error) { return Lists{Catalogue: c, Index: search.NewIndex(c)}, nil }
	}
}

func TestThemesInThePopup(t *testing.T) {
	open := func(t *testing.T) *screen {
		s := newScreen(t, 100, 30, themed(t))
		s.write("vocaloid")
		s.press("tab")
		s.wants("vocaloid, ")
		s.press("tab")
		return s
	}
	t.Run("tab at an empty word shows them", func(t *testing.T) {
		s := open(t)
		s.shows("hair")
		s.shows("9 tags")
		s.shows("all else")
		s.wants("vocaloid, ")
	})
	t.Run("one that is chosen shows its tags, and one of those is written", func(t *testing.T) {
		s := open(t)
		s.press("tab")
		s.wants("vocaloid, theme:hair ")
		s.shows("long hair")
		s.shows("4.3M")
		s.hides("smile")
		s.press("down", "enter")
		s.wants("vocaloid, hair ornament, ")
	})
	t.Run("letters search in it", func(t *testing.T) {
		s := open(t)
		s.press("tab")
		s.write("bun")
		s.shows("hair bun")
		s.hides("long hair")
		s.press("tab")
		s.wants("vocaloid, hair bun, ")
	})
	t.Run("esc takes it away again", func(t *testing.T) {
		s := open(t)
		s.press("tab", "esc")
		s.wants("vocaloid, ")
		s.press("tab", "tab")
		s.write("bun")
		s.press("esc")
		s.wants("vocaloid, bun")
	})
	for _, key := range []string{"ctrl+y", "ctrl+g", "alt+c", "ctrl+n", "ctrl+t", "ctrl+s"} {
		t.Run(key+" takes it away too", func(t *testing.T) {
			s := open(t)
			s.press("tab", key)
			s.wants("vocaloid, ")
			if s.copied != "" && strings.Contains(s.copied, "theme:") {
				t.Errorf("copied %q", s.copied)
			}
		})
	}
	t.Run("by its name", func(t *testing.T) {
		s := newScreen(t, 100, 30, themed(t))
		s.write("theme:el")
		s.shows("all else")
		s.press("tab")
		s.wants("theme:all-else ")
		s.shows("1girl")
	})
	t.Run("in the negative prompt", func(t *testing.T) {
		s := newScreen(t, 100, 30, themed(t))
		s.press("ctrl+n", "tab", "down", "down", "tab", "tab")
		if got := s.m.Texts().Negative; got != "long hair, " {
			t.Errorf("the negative prompt is %q", got)
		}
	})
	t.Run("lists without themes show none", func(t *testing.T) {
		s := newScreen(t, 100, 30)
		s.press("tab")
		s.wants("")
		s.hides("›")
	})
}

func TestOneCharacterOfChineseIsEnough(t *testing.T) {
	s := newScreen(t, 100, 30, func(o *Options) {
		l, err := taglist.ReadTags(strings.NewReader(list), "test.csv")
		if err != nil {
			t.Fatal(err)
		}
		words := taglist.List{Translates: true, Tags: []tags.Tag{{Name: "long_hair", Aliases: []string{"长发"}}}}
		c := catalogue.Build(l, words)
		o.Load = func(context.Context) (Lists, error) { return Lists{Catalogue: c, Index: search.NewIndex(c)}, nil }
	})
	s.write("发")
	s.shows("长发 → long hair")
	s.press("tab")
	s.wants("long hair, ")
}

// TestWildcardIsFinished follows a wildcard that was chosen with a comma, as a
// tag is, and never takes one that is complete for a word that is typed.
func TestWildcardIsFinished(t *testing.T) {
	folder := withWildcards(t, map[string]string{"hair.txt": "red hair\n"})
	networks := func(o *Options) {
		load := o.Load
		o.Load = func(ctx context.Context) (Lists, error) {
			lists, err := load(ctx)
			lists.Networks = []string{"rw_style"}
			return lists, err
		}
	}
	for _, one := range []struct{ name, start, typed, want string }{
		{"a comma, and a network behind it", "", "1girl, __ha|<rw|", "1girl, __hair__, <lora:rw_style:1>"},
		{"a network glued to it", "", "__hair__<rw|", "__hair__<lora:rw_style:1>"},
		{"a tag glued to it", "", "__hair__sol|", "__hair__solo, "},
		{"a tag behind it", "", "1girl, __hair__ sol|", "1girl, __hair__ solo, "},
		{"behind by", "", "by __ha|", "by __hair__, "},
		{"in the middle of a tag", "", "dark __ha|", "dark __hair__"},
		{"in a variant", "", "{__ha|", "{__hair__"},
		{"before a comma", ", solo", "__ha|x", "__hair__, xsolo"},
	} {
		t.Run(one.name, func(t *testing.T) {
			s := newScreen(t, 100, 30, folder, networks)
			s.paste(one.start)
			s.press("ctrl+home")
			for _, typed := range strings.SplitAfter(one.typed, "|") {
				s.write(strings.TrimSuffix(typed, "|"))
				if strings.HasSuffix(typed, "|") {
					s.press("tab")
				}
			}
			s.wants(one.want)
		})
	}
}

// TestWildcardsAreSeenWhereverTheyStand colours one behind a word as one alone.
func TestWildcardsAreSeenWhereverTheyStand(t *testing.T) {
	s := newScreen(t, 120, 30)
	for _, text := range []string{"__hair__", "1girl, wearing __outfit/all__ now"} {
		s.press("ctrl+@", "ctrl+@", "ctrl+@", "backspace")
		s.paste(text)
		from := strings.Index(text, "__")
		found := false
		for _, style := range s.m.Inks(s.m.Sheet()) {
			found = found || style.Start == from && strings.HasSuffix(style.Span.Of(text), "__") && style.SGR == s.m.Theme.Accent.Params()
		}
		if !found {
			t.Errorf("%q: %v", text, s.m.Inks(s.m.Sheet()))
		}
	}
}
