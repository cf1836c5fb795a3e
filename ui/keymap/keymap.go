// Package keymap is every key of the screen, declared once, with what it does:
// the footer, the page of all keys and the config are made from it.
package keymap

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"

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

// Default are the keys that hold until the config changes them.
func Default() Map {
	bind := func(help, desc string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, desc))
	}
	return Map{
		Accept:       bind("tab/enter", "accept the lit suggestion", "tab", "enter"),
		Newline:      bind("enter", "new line, where no list is open", "enter", "ctrl+j", "shift+enter"),
		Up:           bind("↑", "up in the list", "up"),
		Down:         bind("↓", "down in the list", "down"),
		PageUp:       bind("pgup", "a page up in the list", "pgup"),
		PageDown:     bind("pgdn", "a page down in the list", "pgdown"),
		Close:        bind("esc", "close what is open", "esc"),
		Copy:         bind("ctrl+y", "copy the prompt", "ctrl+y"),
		CopyAll:      bind("ctrl+g", "copy with settings: infotext", "ctrl+g"),
		CopyExpanded: bind("alt+c", "copy with wildcards expanded", "alt+c"),
		Negative:     bind("ctrl+n", "to the negative prompt and back", "ctrl+n"),
		Toggles:      bind("ctrl+t", "to the toggles and back", "ctrl+t"),
		History:      bind("ctrl+p", "history and presets", "ctrl+p"),
		Help:         bind("f1", "all keys", "f1"),
		Quit:         bind("ctrl+q", "quit", "ctrl+q"),
		CopyOrQuit:   bind("ctrl+c", "copy the selection, else quit", "ctrl+c"),
		Cut:          bind("ctrl+x", "cut the selection", "ctrl+x"),
		Heavier:      bind("ctrl+↑", "weigh more", "ctrl+up", "alt+up"),
		Lighter:      bind("ctrl+↓", "weigh less", "ctrl+down", "alt+down"),
		MoveLeft:     bind("alt+←", "move the tag left", "alt+left"),
		MoveRight:    bind("alt+→", "move the tag right", "alt+right"),
		Gather:       bind("alt+g", "gather artists and styles", "alt+g"),
		Roll:         bind("alt+r", "roll artists, and again", "alt+r"),
		Fix:          bind("ctrl+f", "fix what is shown", "ctrl+f"),
		FixAll:       bind("ctrl+l", "fix all", "ctrl+l"),
		NextFault:    bind("alt+n", "to the next fault", "alt+n"),
		Undo:         bind("ctrl+z", "undo", "ctrl+z", "ctrl+_"),
		Redo:         bind("ctrl+r", "redo", "ctrl+r", "ctrl+shift+z"),
		Cycle:        bind("space", "off, wanted, refused", " ", "enter"),
		Want:         bind("+", "want", "+", "="),
		Refuse:       bind("-", "refuse", "-"),
		NextPage:     bind("alt+t", "next page of the column", "alt+t"),
		Chunk:        bind("alt+1…9", "to a chunk", "alt+1", "alt+2", "alt+3", "alt+4", "alt+5", "alt+6", "alt+7", "alt+8", "alt+9"),
		Model:        bind("alt+m", "the model: profile and variant", "alt+m"),
		Reload:       bind("f5", "read the lists again", "f5"),
		Update:       bind("f6", "fetch the full lists", "f6"),
		SavePreset:   bind("ctrl+s", "keep as a preset", "ctrl+s"),
		Settings:     bind("f7", "size, steps, seed and the like", "f7"),
		Generate:     bind("f8", "have a picture made", "f8", "alt+enter", "ctrl+enter"),
		Interrupt:    bind("alt+q", "stop the picture, again all", "alt+q"),
		Resume:       bind("alt+w", "make what was left waiting", "alt+w"),
		Pictures:     bind("f9", "to the pictures and back", "f9"),
		Delete:       bind("ctrl+d", "forget the entry", "ctrl+d", "delete"),
		Star:         bind("alt+s", "give it a star", "alt+s"),
		Rename:       bind("alt+r", "give it a name", "alt+r"),
		Differs:      bind("alt+d", "what differs from the prompt", "alt+d"),
		Unfold:       bind("alt+u", "unfold those that are alike", "alt+u"),
		Beside:       bind("alt+i", "insert beside the same part", "alt+i"),
		Chunks:       bind("alt+0", "to the chunks and back", "alt+0"),
		Palette:      bind("alt+x", "every action by name", "alt+x", "f3"),
		CopyAs:       bind("alt+o", "export: copy for a program", "alt+o"),
		Card:         bind("f2", "the card of the tag, and back", "f2"),
		Wiki:         bind("o", "the card's page in the browser", "o"),
		Traits:       bind("alt+j", "write what the footer offers", "alt+j"),
		New:          bind("f4", "begin a new prompt", "f4"),
	}
}

// Action is a binding with the name that the config calls it by and the
// heading that the help page shows it under.
type Action struct {
	Name, Group string
	Binding     *key.Binding
}

// inHistory is the heading of what keys do in the page of the history.
const inHistory = "in the history"

// Actions lists the bindings in the help page's order, those that are needed most
// first.
func (k *Map) Actions() []Action {
	const most, write, list, out, column, draw, model, past = "most used", "in the prompt", "in the list", "copying and keeping", "in the right column", "pictures", "model and lists", inHistory
	return []Action{
		{"accept", most, &k.Accept}, {"close", most, &k.Close}, {"copy", most, &k.Copy}, {"undo", most, &k.Undo}, {"redo", most, &k.Redo},
		{"negative", most, &k.Negative}, {"toggles", most, &k.Toggles}, {"fix", most, &k.Fix}, {"fix-all", most, &k.FixAll},
		{"history", most, &k.History}, {"palette", most, &k.Palette}, {"help", most, &k.Help}, {"quit", most, &k.Quit},

		{"heavier", write, &k.Heavier}, {"lighter", write, &k.Lighter}, {"move-left", write, &k.MoveLeft}, {"move-right", write, &k.MoveRight},
		{"card", write, &k.Card}, {"traits", write, &k.Traits}, {"next-fault", write, &k.NextFault}, {"gather", write, &k.Gather}, {"roll", write, &k.Roll},
		{"chunk", write, &k.Chunk}, {"newline", write, &k.Newline}, {"cut", write, &k.Cut}, {"copy-or-quit", write, &k.CopyOrQuit},

		{"copy-all", out, &k.CopyAll}, {"copy-expanded", out, &k.CopyExpanded}, {"copy-as", out, &k.CopyAs},
		{"save-preset", out, &k.SavePreset}, {"new", out, &k.New},

		{"generate", draw, &k.Generate}, {"interrupt", draw, &k.Interrupt}, {"resume", draw, &k.Resume}, {"settings", draw, &k.Settings}, {"pictures", draw, &k.Pictures},

		{"next-page", column, &k.NextPage}, {"chunks", column, &k.Chunks}, {"cycle", column, &k.Cycle}, {"want", column, &k.Want},
		{"refuse", column, &k.Refuse}, {"wiki", column, &k.Wiki},

		{"model", model, &k.Model}, {"update", model, &k.Update}, {"reload", model, &k.Reload},

		{"up", list, &k.Up}, {"down", list, &k.Down}, {"page-up", list, &k.PageUp}, {"page-down", list, &k.PageDown},

		{"forget", past, &k.Delete}, {"star", past, &k.Star}, {"rename", past, &k.Rename},
		{"differs", past, &k.Differs}, {"unfold", past, &k.Unfold},
		{"beside", past, &k.Beside},
	}
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
	named := slices.Sorted(maps.Keys(keys))
	at := func(name string) int { return slices.IndexFunc(actions, func(a Action) bool { return a.Name == name }) }
	for _, name := range named {
		i := at(name)
		if i < 0 {
			var names []string
			for _, a := range actions {
				names = append(names, a.Name)
			}
			slices.Sort(names)
			return name, fmt.Errorf("there is no action %q; the actions are %s", name, strings.Join(names, ", "))
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
		i := at(name)
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
	index := map[string]int{}
	for _, a := range k.Actions() {
		at, ok := index[a.Group]
		if !ok {
			at = len(out)
			index[a.Group] = at
			out = append(out, view.KeySection{Title: a.Group})
		}
		out[at].Keys = append(out[at].Keys, *a.Binding)
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
func paired(keys []key.Binding) []key.Binding {
	var out []key.Binding
	for i := 0; i < len(keys); i++ {
		b := keys[i]
		if i+1 < len(keys) {
			if both, ok := pair(b, keys[i+1]); ok {
				b = both
				i++
			}
		}
		out = append(out, b)
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
