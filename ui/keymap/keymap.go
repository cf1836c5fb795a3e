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
		CopyAll:      bind("ctrl+g", "copy prompts and settings: infotext", "ctrl+g"),
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
		Reload:       bind("f5", "read the lists again, not the config", "f5"),
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
		Beside:       bind("alt+i", "insert beside the part of the same name", "alt+i"),
		Chunks:       bind("alt+0", "to the page of the chunks and back", "alt+0"),
		Palette:      bind("alt+x", "every action by name", "alt+x", "f3"),
		CopyAs:       bind("alt+o", "copy as another program takes it", "alt+o"),
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

// Actions lists the bindings in the help page's order, those for writing first.
func (k *Map) Actions() []Action {
	const write, list, toggle, mend, out, draw, past = "writing", "the list", "toggles", "mending", "in and out", "pictures", inHistory
	return []Action{
		{"negative", write, &k.Negative}, {"undo", write, &k.Undo}, {"redo", write, &k.Redo},
		{"heavier", write, &k.Heavier}, {"lighter", write, &k.Lighter}, {"card", write, &k.Card}, {"traits", write, &k.Traits},
		{"new", write, &k.New}, {"move-left", write, &k.MoveLeft}, {"move-right", write, &k.MoveRight},
		{"chunk", write, &k.Chunk}, {"chunks", write, &k.Chunks}, {"roll", write, &k.Roll}, {"newline", write, &k.Newline}, {"wiki", write, &k.Wiki},

		{"copy", out, &k.Copy}, {"history", out, &k.History}, {"copy-all", out, &k.CopyAll}, {"copy-expanded", out, &k.CopyExpanded}, {"copy-as", out, &k.CopyAs},
		{"save-preset", out, &k.SavePreset}, {"update", out, &k.Update}, {"reload", out, &k.Reload},
		{"help", out, &k.Help}, {"palette", out, &k.Palette}, {"copy-or-quit", out, &k.CopyOrQuit}, {"cut", out, &k.Cut}, {"quit", out, &k.Quit},

		{"fix", mend, &k.Fix}, {"fix-all", mend, &k.FixAll}, {"next-fault", mend, &k.NextFault},
		{"gather", mend, &k.Gather},

		{"toggles", toggle, &k.Toggles}, {"cycle", toggle, &k.Cycle}, {"want", toggle, &k.Want},
		{"refuse", toggle, &k.Refuse}, {"next-page", toggle, &k.NextPage}, {"model", toggle, &k.Model},

		{"generate", draw, &k.Generate}, {"interrupt", draw, &k.Interrupt}, {"resume", draw, &k.Resume}, {"settings", draw, &k.Settings}, {"pictures", draw, &k.Pictures},

		{"accept", list, &k.Accept}, {"up", list, &k.Up}, {"down", list, &k.Down},
		{"page-up", list, &k.PageUp}, {"page-down", list, &k.PageDown}, {"close", list, &k.Close},

		{"forget", past, &k.Delete}, {"star", past, &k.Star}, {"rename", past, &k.Rename},
		{"differs", past, &k.Differs}, {"unfold", past, &k.Unfold},
		{"beside", past, &k.Beside},
	}
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
			if isTyped(one) && !typed {
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
// and puts the editor's keys behind.
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
	return out
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
