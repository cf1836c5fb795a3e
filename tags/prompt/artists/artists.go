// Package artists tells which words of a prompt name an artist, in whatever
// way people and other models write one.
package artists

import (
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
)

// Finder tells which tags there are; *catalogue.Catalogue is one. A nil Finder
// knows none.
type Finder interface {
	// LookupIn finds a tag of a category by its name or an alias in any
	// spelling; the alias is empty where the name itself fits.
	LookupIn(text string, cat tags.Category) (id catalogue.ID, alias string, ok bool)
}

// Is reports whether a name that follows "by " is an artist's. A name
// that the finder knows is; of the others, which may be any of the fifty
// thousand that no list holds, those that do not read like English, "by
// accident" (english.ByPhrase), and are no thing that a tag is called by, "by
// fireplace".
func Is(finder Finder, name string) bool {
	if finder != nil {
		if _, _, ok := finder.LookupIn(name, tags.Artist); ok {
			return true
		}
	}
	if english.ByPhrase(name, wordsOf(finder)) || goesOn(finder, name) {
		return false
	}
	key := strings.Join(strings.Fields(strings.ReplaceAll(strings.ToLower(name), "_", " ")), " ")
	return !isThing(finder, key) && !(strings.HasSuffix(key, "s") && isThing(finder, strings.TrimSuffix(key, "s")))
}

// goesOn reports whether a known artist's name begins a text that goes on without a
// comma, "wlop and a girl".
func goesOn(finder Finder, name string) bool {
	for k := strings.IndexByte(name, ' '); finder != nil && k > 0; {
		next, _, _ := strings.Cut(strings.ToLower(strings.TrimLeft(name[k:], " ")), " ")
		if _, _, known := finder.LookupIn(name[:k], tags.Artist); known && (english.Grammar[next] || others.Has(next)) {
			return true
		}
		n := strings.IndexByte(name[k+1:], ' ')
		if n < 0 {
			break
		}
		k += 1 + n
	}
	return false
}

// others are words that are no artist's, and neither grammar.
var others = english.NewSet("girl boy woman man girls boys break & 1girl 1boy 2girls 2boys")

// Strange reports whether a name is no tag that the finder knows and holds no
// English word, so that between two artists it can only be a third.
func Strange(finder Finder, name string) bool {
	if finder == nil || !english.HasLetters(name) || strings.ContainsAny(name, ".:!?") || Known(finder, name) {
		return false
	}
	for _, w := range strings.Fields(tags.Plain(name)) {
		if english.Plain(w, wordsOf(finder)) || english.Word(w) {
			return false
		}
	}
	return true
}

// Amid marks the strange names of a section, from the part at from to before that
// at to, which stand in a row of artists and are some that no list knows: there are
// artists on both sides, or the section holds nothing else. One may be marked twice.
func Amid(from, to int, artist, strange func(int) bool, mark func(int)) {
	row, mixed := -1, false // the last artist that only strange names stand behind
	for i := from; i < to; i++ {
		switch {
		case artist(i):
			for k := row + 1; row >= 0 && k < i; k++ {
				mark(k)
			}
			row = i
		case (row >= 0 || !mixed) && !strange(i): // which takes longer to say, and then matters
			row, mixed = -1, true
		}
	}
	for i := from; i < to && !mixed && row >= 0; i++ {
		if !artist(i) {
			mark(i)
		}
	}
}

// Known reports whether the finder knows a tag by a name or an alias, of any
// category but those left out.
func Known(finder Finder, name string, except ...tags.Category) bool {
	return finder != nil && slices.ContainsFunc(tags.Categories, func(c tags.Category) bool {
		if slices.Contains(except, c) {
			return false
		}
		_, _, ok := finder.LookupIn(name, c)
		return ok
	})
}

// wordsOf returns the words that the names of tags are made of, nil where the
// finder does not know.
func wordsOf(finder Finder) english.Set {
	if w, ok := finder.(Worder); ok {
		return w.Words()
	}
	return nil
}

// Doubter is a Finder that knows which names of artists mean somebody else as
// likely where no mark stands before them.
type Doubter interface {
	Doubtful(name string) bool
}

// Worder is a Finder that knows the words which the names of tags are made of.
type Worder interface {
	Words() english.Set
}

// isThing reports whether a general tag bears a name.
func isThing(finder Finder, name string) bool {
	if finder == nil {
		return false
	}
	_, alias, ok := finder.LookupIn(name, tags.General)
	return ok && alias == ""
}
