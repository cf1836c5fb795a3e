package ui

import "testing"

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
