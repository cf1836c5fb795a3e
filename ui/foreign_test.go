package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/printable"
	"tailor/data/state"
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
	"tailor/tags/search"
	"tailor/tags/taglist"
	"tailor/tags/wildcard"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// foreign are texts that a terminal would obey, that would hide or turn other
// text, or that are no text. Each begins with "zq", so that it can be searched
// for.
var foreign = []struct{ name, text string }{
	{"blinking", "zq\x1b[5mred\x1b[0m"},
	{"title", "zq\x1b]0;title\x07"},
	{"clipboard", "zq\x1b]52;c;ZXZpbA==\x1b\\"},
	{"cleared screen", "zq\x1b[2J\x1b[H"},
	{"alternate screen", "zq\x1b[?1049l"},
	{"link", "zq\x1b]8;;http://x\x1b\\x\x1b]8;;\x1b\\"},
	{"device control", "zq\x1bP+q544e\x1b\\"},
	{"unfinished sequence", "zq\x1b["},
	{"unfinished string", "zq\x1b]0;"},
	{"8-bit controls", "zq\u009b31mred\u009d0;x\u009c\u0085\u0084"},
	{"bare C1 bytes", "zq\x9b31m\x9d0;x\x9c"},
	{"controls", "zq\a\b\v\f\x0e\x0f\x00\x7f\x18\x1a"},
	{"carriage return", "zq safe\revil"},
	{"newlines", "zq\r\nb\nc\u2028d\u2029e\u0085f"},
	{"tabs", "zq\tb\tc"},
	{"bidi overrides", "zq\u202egnp.exe\u202c\u2066x\u2069\u200f\u200e\u061c"},
	{"invisible", "zq\u200b\ufeff\u2060\u00ad\u180e\u206a\ufff9"},
	{"tag characters", "zq\U000e0001\U000e0041\U000e007f"},
	{"no UTF-8", "zq\xff\xc3\xed\xa0\x80\xf8"},
	{"replacement", "zq\ufffd"},
	{"wide", "zq日本👩‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿"},
	{"marks", "zq" + strings.Repeat("\u0301", 300)},
	{"marks first", "\u0301zq"},
	{"long", "zq" + strings.Repeat("x", 10_000)},
	{"long and wide", "zq" + strings.Repeat("日本 ", 1_000)},
	{"brackets", "zq" + strings.Repeat("([{<", 120)},
	{"format verbs", "zq%s%d%!%n"},
}

// columnMove puts the cursor into a column.
var columnMove = regexp.MustCompile(`\x1b\[[0-9]+G`)

// colours, moves to a column of the row and its emptying are the only sequences that a
// screen may hold: Bubble Tea's renderer moves the cursor otherwise, not the
// view.
var colours = regexp.MustCompile(`\x1b\[([0-9;:]*m|[0-9]+G|2K)`)

// harmless checks that the screen fills its size, and that it holds nothing
// that a terminal would obey but colours.
func (s *screen) harmless() {
	s.t.Helper()
	s.sound()
	if strings.Contains(s.m.View(), "\x1b[5m") {
		s.t.Fatalf("the screen blinks as it was told from outside: %q", s.m.View())
	}
	for line := range strings.SplitSeq(s.m.View(), "\n") {
		if s.safe[line] {
			continue
		}
		if plain := colours.ReplaceAllString(line, ""); !utf8.ValidString(plain) {
			s.t.Fatalf("the screen holds bytes that are no UTF-8: %q", line)
		} else if !printable.Safe(plain) {
			s.t.Fatalf("the screen holds what a terminal obeys or nobody sees: %q", line)
		}
		if len(s.safe) > 4000 || s.safe == nil {
			s.safe = map[string]bool{}
		}
		s.safe[line] = true
	}
}

// looked opens everything that shows what the model holds, at several sizes,
// and checks every screen.
func (s *screen) looked() {
	s.t.Helper()
	s.harmless()
	sizes := [][2]int{{120, 40}, {60, 16}, {40, 10}}
	if testing.Short() {
		sizes = sizes[1:2]
	}
	for _, size := range sizes {
		s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		for _, keys := range [][]string{{"ctrl+t"}, {"down"}, {"ctrl+t"}, {"f1"}, {"pgdown"}, {"esc"}, {"ctrl+p"}, {"down"}, {"esc"}, {"ctrl+n"}, {"ctrl+n"}, {"alt+n"}, {"ctrl+s"}, {"esc"}} {
			s.press(keys...)
			s.harmless()
		}
	}
}

// TestForeignText brings text from outside to the screen by every way that
// there is.
func TestForeignText(t *testing.T) {
	ways := []struct {
		name string
		do   func(t *testing.T, text string) *screen
	}{
		{"the prompt at the start", func(t *testing.T, text string) *screen {
			return newScreen(t, 100, 30, func(o *Options) { o.Texts = prompt.Texts{Positive: text, Negative: text} })
		}},
		{"a paste", func(t *testing.T, text string) *screen {
			s := newScreen(t, 100, 30)
			s.paste(text)
			s.press("ctrl+n")
			s.paste("smile, " + text)
			return s
		}},
		{"keys without brackets around the paste", func(t *testing.T, text string) *screen {
			s := newScreen(t, 100, 30)
			s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)})
			s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Alt: true})
			return s
		}},
		{"a paste into the history's search", func(t *testing.T, text string) *screen {
			s := newScreen(t, 100, 30)
			s.press("ctrl+p")
			s.paste(text)
			s.harmless()
			s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)})
			s.harmless()
			return s
		}},
		{"a preset's name", func(t *testing.T, text string) *screen {
			store := new(memory)
			s := newScreen(t, 100, 30, func(o *Options) { o.Store = store })
			s.write("smile")
			s.press("ctrl+s")
			s.paste(text)
			s.harmless()
			s.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)})
			s.press("enter")
			s.harmless()
			return s
		}},
		{"a file that is dropped", func(t *testing.T, text string) *screen {
			s := newScreen(t, 100, 30, func(o *Options) {
				o.Import = func(path string) (infotext.Infotext, []string, error) {
					return infotext.Infotext{}, nil, errors.New("no picture: " + path)
				}
			})
			s.hold = true
			s.paste("/tmp/" + text + ".png")
			s.harmless()
			s.release()
			return s
		}},
		{"a picture's text", func(t *testing.T, text string) *screen {
			s := newScreen(t, 100, 30, func(o *Options) {
				o.Import = func(string) (infotext.Infotext, []string, error) {
					return infotext.Infotext{
						Texts:    prompt.Texts{Positive: text, Negative: text},
						Settings: []infotext.Setting{{Key: text, Value: text}, {Key: "CFG scale", Value: "9" + text}},
					}, []string{text}, nil
				}
			})
			s.paste("/tmp/picture.png")
			return s
		}},
		{"a list that was read", func(t *testing.T, text string) *screen {
			l, err := taglist.ReadTags(strings.NewReader("zq_"+text+",0,50,\""+text+"\"\nzqother,1,20,zq"+text+"\n"), text)
			if err != nil {
				return newScreen(t, 100, 30, func(o *Options) { o.Load = func(context.Context) (Lists, error) { return Lists{}, err } })
			}
			return listed(t, l)
		}},
		{"tags as they come", func(t *testing.T, text string) *screen {
			return listed(t, taglist.List{Name: text, Tags: []tags.Tag{
				{Name: text, Category: tags.Artist, Count: 9, Aliases: []string{"zqz" + text}}, {Name: "zq" + text, Category: tags.Character, Count: 5},
			}})
		}},
		{"LoRAs", func(t *testing.T, text string) *screen {
			s := newScreen(t, 100, 30)
			s.m.Lists.Networks = []string{text, "zq"}
			s.write("<lora:zq")
			s.harmless()
			s.press("tab")
			return s
		}},
		{"wildcards", func(t *testing.T, text string) *screen {
			dir := t.TempDir()
			// Not every system has such names; the entries are there in any case.
			_ = os.WriteFile(filepath.Join(dir, strings.ReplaceAll(text[:min(len(text), 200)], "/", "_")+".txt"), []byte(text), 0o600)
			if err := os.WriteFile(filepath.Join(dir, "zqfine.txt"), []byte(text+"\n"+text+"\n3::"+text), 0o600); err != nil {
				t.Fatal(err)
			}
			set := wildcard.New(dir)
			scanned := set.Scan(t.Context())
			s := newScreen(t, 100, 30)
			s.m.Lists.Wildcards = set
			if scanned != nil {
				s.m.Lists.Remark = scanned.Error()
			}
			for _, p := range set.Problems() {
				s.m.Say(view.Warning, p.Error())
				s.send(frameMsg{})
				s.harmless()
			}
			s.write("__zq")
			s.harmless()
			s.press("down")
			s.harmless()
			s.press("tab")
			return s
		}},
		{"what is said", func(t *testing.T, text string) *screen {
			store := &memory{err: errors.New("history: " + text)}
			s := newScreen(t, 100, 30, func(o *Options) {
				o.Remark, o.Store = text, store
				o.Load = func(context.Context) (Lists, error) { return Lists{Remark: text}, errors.New(text + "\n" + text) }
				o.Update = func(_ context.Context, progress func(string)) (string, error) {
					progress(text)
					return text, errors.New("the server says " + text)
				}
			})
			s.refuse = errors.New("tmux says " + text)
			s.write("smile")
			s.press("ctrl+y")
			s.harmless()
			s.press("esc", "ctrl+p")
			s.harmless()
			s.press("esc")
			s.send(tea.KeyMsg{Type: tea.KeyF6})
			s.harmless()
			s.m.updating = text
			s.send(frameMsg{})
			s.harmless()
			s.m.updating = ""
			s.send(desk.DraftSavedMsg{Err: errors.New(text)})
			return s
		}},
		{"history and presets", func(t *testing.T, text string) *screen {
			store := &memory{
				copied:  []state.Copied{{Prompt: text, Negative: text}},
				presets: []state.Preset{{Name: text, Prompt: text, Negative: text}, {Name: "b", Negative: text}},
			}
			s := newScreen(t, 100, 30, func(o *Options) { o.Store = store })
			s.press("ctrl+p")
			s.harmless()
			s.press("down")
			s.harmless()
			s.press("tab")
			s.harmless()
			s.press("ctrl+p", "enter")
			return s
		}},
		{"a draft that was left", func(t *testing.T, text string) *screen {
			s := newScreen(t, 100, 30, func(o *Options) {
				o.LeftDraft = &state.Draft{Positive: text, Negative: text, PositiveCursor: len(text), NegativeCursor: 1}
				o.Discard = func() error { return errors.New(text) }
			})
			s.looked()
			s.press("enter")
			return s
		}},
		{"a draft's negative alone", func(t *testing.T, text string) *screen {
			return newScreen(t, 100, 30, func(o *Options) { o.LeftDraft = &state.Draft{Negative: text} })
		}},
		{"a profile", func(t *testing.T, text string) *screen {
			return newScreen(t, 100, 30, func(o *Options) {
				p := *profile.RouWei()
				p.Name = text
				p.Negative.Default = []string{text}
				p.Groups = append([]profile.Group{{Name: text, Tags: []string{text, "b" + text}, Kind: profile.MetaGroup}}, p.Groups...)
				o.Profile, o.Model = &p, profile.Model(text)
			})
		}},
	}
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			for _, f := range foreign {
				if testing.Short() && len(f.text) > 5000 {
					continue
				}
				t.Run(f.name, func(t *testing.T) {
					s := way.do(t, f.text)
					s.looked()
					s.refuse = nil
					s.press("ctrl+y")
					if strings.ContainsFunc(strings.ReplaceAll(s.copied, "\n", ""), func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }) {
						t.Errorf("copied %.200q", s.copied)
					}
				})
			}
		})
	}
}

// listed is a screen with a list, on which the list's tags were searched for
// and accepted.
func listed(t *testing.T, l taglist.List) *screen {
	t.Helper()
	c := catalogue.Build(l)
	s := newScreen(t, 100, 30)
	s.m.Lists = Lists{Catalogue: c, Index: search.NewIndex(c), Remark: l.Name}
	s.m.Fit(s.m.Checker()(s.m.Lists))
	s.write("zq")
	s.harmless()
	s.press("down")
	s.harmless()
	s.press("tab")
	s.harmless()
	s.write("by zq")
	s.harmless()
	s.press("tab")
	return s
}
