package ui

import (
	"context"
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

// TestWeightedArtist types a weighted artist by completion, as the model's
// author writes it: what follows the name goes into its bracket.
func TestWeightedArtist(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.write("1girl, (by kan")
	s.press("tab")
	s.write(":0.7), smile, ")
	s.wants("1girl, (by kantoku:0.7), smile, ")
	s.press("esc", "alt+g")
	s.wants("(by kantoku:0.7) BREAK 1girl, smile, ")
}

// TestWritingOnBehindAWeight types on behind a tag that was just weighed.
func TestWritingOnBehindAWeight(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.write("1girl, smile")
	s.press("esc", "alt+up", "alt+up")
	s.wants("1girl, (smile:1.2)")
	s.write(", solo, ")
	s.wants("1girl, (smile:1.2), solo, ")
}

// TestMovingASelection moves tags that are selected as one, again and again.
func TestMovingASelection(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.paste("1girl, red eyes, blue hair, solo, smile")
	s.press("home", "alt+E", "alt+E", "alt+right")
	s.wants("blue hair, 1girl, red eyes, solo, smile")
	s.press("alt+right")
	s.wants("blue hair, solo, 1girl, red eyes, smile")
	s.press("alt+right", "alt+right")
	s.wants("blue hair, solo, smile, 1girl, red eyes")
	s.shows("It is the last tag already.")
	s.press("alt+left")
	s.wants("blue hair, solo, 1girl, red eyes, smile")
	s.hides("It is the last tag already.")
}

// TestBareNetwork completes LoRAs behind a "<" alone, and the tags that begin
// with one.
func TestBareNetwork(t *testing.T) {
	l, err := taglist.ReadTags(strings.NewReader(list+"detailed_knuckles,0,900,\n<o>_<o>,0,3000,\n<3,0,200,\n"), "test.csv")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogue.Build(l)
	lists := Lists{Catalogue: c, Index: search.NewIndex(c), Networks: []string{"my_style", "add_detailer", "Detailer_XL", "blossom"}}
	for _, one := range []struct{ name, typed, want string }{
		{"bare", "1girl, <detailer", "1girl, <lora:Detailer_XL:1>"},
		{"in its middle", "1girl, <style", "1girl, <lora:my_style:1>"},
		{"behind a word", "1girl <my", "1girl <lora:my_style:1>"},
		{"the kind begun", "<lor", "<lora:my_style:1>"},
		{"a name before the kind", "<lo", "<lora:blossom:1>"},
		{"the kind", "<lora:deta", "<lora:Detailer_XL:1>"},
		{"no such name", "<detailed", "<detailed"},
		{"no such kind", "<my:det", "<my:det"},
		{"a name before a face", "<o", "<lora:blossom:1>"},
		{"a face that no network is called", "<o>", "<o>_<o>, "},
		{"a heart", "<3", "<3, "},
	} {
		t.Run(one.name, func(t *testing.T) {
			s := newScreen(t, 100, 30, func(o *Options) { o.Load = func(context.Context) (Lists, error) { return lists, nil } })
			s.write(one.typed)
			s.press("tab")
			s.wants(one.want)
		})
	}
	lists.Networks = nil
	s := newScreen(t, 100, 30, func(o *Options) { o.Load = func(context.Context) (Lists, error) { return lists, nil } })
	s.write("<o")
	s.press("tab")
	s.wants("<o>_<o>, ")
}

// TestUnfinishedWordSpoilsNothing types a word into the style chunk: the styles
// beside it are no fault, and the chunk is theirs, until the word is finished.
func TestUnfinishedWordSpoilsNothing(t *testing.T) {
	const mixes = "mixes with"
	for _, word := range []string{"lad", "qzx"} { // with and without suggestions
		s := newScreen(t, 120, 40)
		s.paste("by wlop BREAK 1girl, solo")
		s.press("ctrl+home")
		for range "by wlop" {
			s.press("right")
		}
		s.shows("1 styles")
		for _, r := range ", by smooth " + word {
			s.write(string(r))
			s.hides(mixes)
			s.shows("1 styles")
		}
		for range " by smooth " + word {
			s.press("backspace")
		}
		for _, r := range " smooth " + word {
			s.write(string(r))
			s.hides(mixes)
			s.shows("1 styles")
		}
		s.press("esc")
		s.write(", long hair,") // what nobody knows may be an artist
		s.shows(mixes)
		s.shows("1 body")
		s.press("backspace")
		s.hides(mixes)
		s.press("esc", "left", "right")
		s.shows(mixes)
	}
}

// TestWhatIsLeftGoesOn takes a row that leaves an unfinished word: the word stays,
// and its list is open, so that nobody writes the next tag into it.
func TestWhatIsLeftGoesOn(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.write("smile at a window with ha")
	s.press("tab")
	s.wants("smile, window, ha")
	s.shows("›hair ornament")
	s.press("tab")
	s.wants("smile, window, hair ornament, ")
}

// TestWhatIsLeftIsOneStep takes a row that leaves words as one step of undo, with
// a comma before them in an open bracket.
func TestWhatIsLeftIsOneStep(t *testing.T) {
	for typed, want := range map[string]string{
		"Zqx/Xqz long hair":  "long hair, Zqx/Xqz, ",
		"(Zqx/Xqz long hair": "(long hair, Zqx/Xqz",
	} {
		s := newScreen(t, 100, 30)
		s.write(typed)
		s.press("tab")
		s.wants(want)
		s.press("ctrl+z")
		s.wants(typed)
	}
}
