// Package keymap is every key of the screen, declared once, with what it does:
// the footer, the page of all keys and the config are made from it.
package keymap

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/ui/view"
)

// Map is every key of the screen, declared once: the footer and the help
// page are made from it. The editor's own keys (motions, deleting) are in
// editor.KeyMap.
type Map struct {
	Accept, Newline, Up, Down, PageUp, PageDown, Close key.Binding

	Copy, CopyAll, CopyExpanded, Negative, Toggles, History, Help, Quit, CopyOrQuit, Cut key.Binding

	Heavier, Lighter, MoveLeft, MoveRight, Gather, Roll key.Binding

	Fix, FixAll, NextFault, Undo, Redo key.Binding

	Cycle, Want, Refuse key.Binding // in the toggles

	NextPage key.Binding // of the right column

	Chunk, Model, Reload, Update, SavePreset key.Binding

	Settings, Generate, Interrupt, Resume, Pictures key.Binding

	Delete, Star, Rename, Differs, Unfold, Beside key.Binding // in the history

	New, Chunks, Palette, CopyAs, Card, Traits, Wiki key.Binding
}

// declare calls do with every key in the order of the help page, those that are
// needed most first: the name that the config calls its action by, the heading
// that it stands under, how it is shown, what it does, and the keys themselves
// until the config changes them.
func (k *Map) declare(do func(name, group string, b *key.Binding, shown, does string, keys ...string)) {
	const most, write, list, out, column, draw, model, past = "most used", "in the prompt", "in the list", "copying and keeping", "in the right column", "pictures", "model and lists", inHistory
	do("accept", most, &k.Accept, "tab/enter", "accept the lit suggestion", "tab", "enter")
	do("close", most, &k.Close, "esc", "close what is open", "esc")
	do("copy", most, &k.Copy, "ctrl+y", "copy the prompt", "ctrl+y")
	do("undo", most, &k.Undo, "ctrl+z", "undo", "ctrl+z", "ctrl+_")
	do("redo", most, &k.Redo, "ctrl+r", "redo", "ctrl+r", "ctrl+shift+z")
	do("negative", most, &k.Negative, "ctrl+n", "to the negative prompt and back", "ctrl+n")
	do("toggles", most, &k.Toggles, "ctrl+t", "to the toggles and back", "ctrl+t")
	do("fix", most, &k.Fix, "ctrl+f", "fix what is shown", "ctrl+f")
	do("fix-all", most, &k.FixAll, "ctrl+l", "fix all", "ctrl+l")
	do("history", most, &k.History, "ctrl+p", "history and presets", "ctrl+p")
	do("palette", most, &k.Palette, "alt+x", "every action by name", "alt+x", "f3")
	do("help", most, &k.Help, "f1", "all keys", "f1")
	do("quit", most, &k.Quit, "ctrl+q", "quit", "ctrl+q")

	do("heavier", write, &k.Heavier, "ctrl+↑", "weigh more", "ctrl+up", "alt+up")
	do("lighter", write, &k.Lighter, "ctrl+↓", "weigh less", "ctrl+down", "alt+down")
	do("move-left", write, &k.MoveLeft, "alt+←", "move the tag left", "alt+left")
	do("move-right", write, &k.MoveRight, "alt+→", "move the tag right", "alt+right")
	do("card", write, &k.Card, "f2", "the card of the tag, and back", "f2")
	do("traits", write, &k.Traits, "alt+j", "write what the footer offers", "alt+j")
	do("next-fault", write, &k.NextFault, "alt+n", "to the next fault", "alt+n")
	do("gather", write, &k.Gather, "alt+g", "gather artists and styles", "alt+g")
	do("roll", write, &k.Roll, "alt+r", "roll artists, and again", "alt+r")
	do("chunk", write, &k.Chunk, "alt+1…9", "to a chunk", "alt+1", "alt+2", "alt+3", "alt+4", "alt+5", "alt+6", "alt+7", "alt+8", "alt+9")
	do("newline", write, &k.Newline, "enter", "new line, where no list is open", "enter", "ctrl+j", "shift+enter")
	do("cut", write, &k.Cut, "ctrl+x", "cut the selection", "ctrl+x")
	do("copy-or-quit", write, &k.CopyOrQuit, "ctrl+c", "copy the selection, else quit", "ctrl+c")

	do("copy-all", out, &k.CopyAll, "ctrl+g", "copy with settings: infotext", "ctrl+g")
	do("copy-expanded", out, &k.CopyExpanded, "alt+c", "copy with wildcards expanded", "alt+c")
	do("copy-as", out, &k.CopyAs, "alt+o", "export: copy for a program", "alt+o")
	do("save-preset", out, &k.SavePreset, "ctrl+s", "keep as a preset", "ctrl+s")
	do("new", out, &k.New, "f4", "begin a new prompt", "f4")

	do("generate", draw, &k.Generate, "f8", "have a picture made", "f8", "alt+enter", "ctrl+enter")
	do("interrupt", draw, &k.Interrupt, "alt+q", "stop the picture, again all", "alt+q")
	do("resume", draw, &k.Resume, "alt+w", "make what was left waiting", "alt+w")
	do("settings", draw, &k.Settings, "f7", "size, steps, seed and the like", "f7")
	do("pictures", draw, &k.Pictures, "f9", "to the pictures and back", "f9")

	do("next-page", column, &k.NextPage, "alt+t", "next page of the column", "alt+t")
	do("chunks", column, &k.Chunks, "alt+0", "to the chunks and back", "alt+0")
	do("cycle", column, &k.Cycle, "space", "off, wanted, refused", " ", "enter")
	do("want", column, &k.Want, "+", "want", "+", "=")
	do("refuse", column, &k.Refuse, "-", "refuse", "-")
	do("wiki", column, &k.Wiki, "o", "the card's page in the browser", "o")

	do("model", model, &k.Model, "alt+m", "the model: profile and variant", "alt+m")
	do("update", model, &k.Update, "f6", "fetch the full lists", "f6")
	do("reload", model, &k.Reload, "f5", "read the lists again", "f5")

	do("up", list, &k.Up, "↑", "up in the list", "up")
	do("down", list, &k.Down, "↓", "down in the list", "down")
	do("page-up", list, &k.PageUp, "pgup", "a page up in the list", "pgup")
	do("page-down", list, &k.PageDown, "pgdn", "a page down in the list", "pgdown")

	do("forget", past, &k.Delete, "ctrl+d", "forget the entry", "ctrl+d", "delete")
	do("star", past, &k.Star, "alt+s", "give it a star", "alt+s")
	do("rename", past, &k.Rename, "alt+r", "give it a name", "alt+r")
	do("differs", past, &k.Differs, "alt+d", "what differs from the prompt", "alt+d")
	do("unfold", past, &k.Unfold, "alt+u", "unfold those that are alike", "alt+u")
	do("beside", past, &k.Beside, "alt+i", "insert beside the same part", "alt+i")
}

// Default are the keys that hold until the config changes them.
func Default() (k Map) {
	k.declare(func(_, _ string, b *key.Binding, shown, does string, keys ...string) {
		*b = key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, does))
	})
	return k
}

// Action is a binding with the name that the config calls it by and the
// heading that the help page shows it under.
type Action struct {
	Name, Group string
	Binding     *key.Binding
}

// inHistory is the heading of what keys do in the page of the history.
const inHistory = "in the history"

// Actions lists the bindings in the help page's order.
func (k *Map) Actions() (all []Action) {
	k.declare(func(name, group string, b *key.Binding, _, _ string, _ ...string) {
		all = append(all, Action{name, group, b})
	})
	return all
}

// Listed returns the bindings of the actions that the list of all actions offers:
// not those that mean something in a list or a page alone.
func (k *Map) Listed() []key.Binding {
	var all []key.Binding
	for _, a := range k.Actions() {
		switch a.Name {
		case "accept", "close", "up", "down", "page-up", "page-down", "cycle", "want", "refuse", "palette":
			continue
		}
		if a.Binding.Enabled() && a.Group != inHistory {
			all = append(all, *a.Binding)
		}
	}
	return all
}

// Rebind gives actions the keys that a config names. It returns an error, and
// the action that it is about, for one that does not exist, for what is no key
// or is there to type with, and for a key that another action has already.
func (k *Map) Rebind(keys map[string][]string) (action string, err error) {
	defaults := Default()
	actions, were := k.Actions(), defaults.Actions()
	named, at := slices.Sorted(maps.Keys(keys)), map[string]int{}
	for i, a := range actions {
		at[a.Name] = i
	}
	for _, name := range named {
		i, ok := at[name]
		if !ok {
			return name, fmt.Errorf("there is no action %q; the actions are %s", name, strings.Join(slices.Sorted(maps.Keys(at)), ", "))
		}
		typed := slices.ContainsFunc(were[i].Binding.Keys(), isTyped)
		for _, one := range keys[name] {
			if !isKey(one) {
				return name, fmt.Errorf(`%q is no key; write one as "ctrl+y", "alt+k", "shift+enter" or "f5"`, one)
			}
			if (isTyped(one) || isEditing(one) && actions[i].where() == "") && !typed && !slices.Contains(were[i].Binding.Keys(), one) {
				return name, fmt.Errorf(`%q is there to type with; put "ctrl+" or "alt+" before it, or take a key such as "f5"`, one)
			}
		}
		b := actions[i].Binding
		if b.SetEnabled(len(keys[name]) > 0); b.Enabled() {
			b.SetKeys(keys[name]...)
			b.SetHelp(strings.Join(keys[name], "/"), b.Help().Desc)
		}
	}
	for _, name := range named {
		i := at[name]
		for j, other := range actions {
			if i == j || !actions[i].Binding.Enabled() || !other.Binding.Enabled() || other.where() != actions[i].where() || shared(were[i], were[j]) != "" {
				continue
			}
			if twice := shared(actions[i], other); twice != "" {
				return name, fmt.Errorf("%q is the key of %q already; give that one another, or [] for none", twice, other.Name)
			}
		}
	}
	return "", nil
}

// where is the part of the screen in which an action's keys hold.
func (a Action) where() string {
	switch {
	case a.Group == inHistory:
		return inHistory
	case slices.Contains([]string{"cycle", "want", "refuse", "wiki"}, a.Name):
		return "the right column"
	}
	return ""
}

// shared returns a key that two actions have, "" for none.
func shared(a, b Action) string {
	for _, one := range a.Binding.Keys() {
		if slices.Contains(b.Binding.Keys(), one) {
			return one
		}
	}
	return ""
}

// Sections derives the help page from the key map, in the order of the map,
// and puts the editor's keys behind. Keys that do the same both ways stand in
// one row.
func Sections(k *Map, editing [][]key.Binding) []view.KeySection {
	var out []view.KeySection
	for _, a := range k.Actions() {
		if len(out) == 0 || out[len(out)-1].Title != a.Group {
			out = append(out, view.KeySection{Title: a.Group})
		}
		last := &out[len(out)-1]
		last.Keys = append(last.Keys, *a.Binding)
	}
	for i, title := range []string{"moving", "selecting", "deleting"} {
		out = append(out, view.KeySection{Title: title, Keys: editing[i]})
	}
	for i := range out {
		out[i].Keys = paired(out[i].Keys)
	}
	return out
}

// opposites are what tells the two descriptions of a pair apart.
var opposites = [][2]string{{"left", "right"}, {"up", "down"}, {"start", "end"}, {"more", "less"}, {"undo", "redo"}, {"want", "refuse"}}

// widestPair is how many cells the keys of a pair may take.
const widestPair = 15

// paired joins each two keys that follow one another and do the same both ways:
// "word left" and "word right" become "word left, right".
func paired(keys []key.Binding) (out []key.Binding) {
	joined := false // the last one is two already
	for _, b := range keys {
		if last := len(out) - 1; last >= 0 && !joined {
			if out[last], joined = pair(out[last], b); joined {
				continue
			}
		}
		out, joined = append(out, b), false
	}
	return out
}

func pair(b, c key.Binding) (both key.Binding, ok bool) {
	one, other := b.Help(), c.Help()
	names := one.Key + " " + other.Key
	if at := strings.LastIndexByte(one.Key, '+'); at > 0 && at+2 < len(one.Key) && strings.HasPrefix(other.Key, one.Key[:at+1]) {
		names = one.Key + " " + other.Key[at+1:] // "ctrl+↑ ↓", but "ctrl+z ctrl+r"
	}
	for _, o := range opposites {
		if b.Enabled() && c.Enabled() && strings.Replace(one.Desc, o[0], o[1], 1) == other.Desc && view.Width(names) <= widestPair {
			return As(b, names, strings.Replace(one.Desc, o[0], o[0]+", "+o[1], 1)), true
		}
	}
	return b, false
}

// Steps is how far a key moves in a list, down or with -n up, a page being so
// many rows: 0 for a key that does not move.
func (k *Map) Steps(msg tea.KeyMsg, page int) int {
	switch {
	case key.Matches(msg, k.Up):
		return -1
	case key.Matches(msg, k.Down):
		return 1
	case key.Matches(msg, k.PageUp):
		return -page
	case key.Matches(msg, k.PageDown):
		return page
	}
	return 0
}

// Says gives a binding another description for the footer.
func Says(b key.Binding, desc string) key.Binding {
	b.SetHelp(b.Help().Key, desc)
	return b
}

// As gives a binding another name for its keys as well.
func As(b key.Binding, keys, desc string) key.Binding {
	b.SetHelp(keys, desc)
	return b
}
