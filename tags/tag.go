// Package tags knows one Danbooru tag: its category, how it is spelled in a
// list and in a prompt, the key by which names are compared, and which names
// are never offered. Lists of tags are read by taglist, merged by catalogue
// and searched by search.
package tags

import (
	"cmp"
	"fmt"
	"strings"
)

// Category is Danbooru's number for the kind of a tag, as the second column
// of a tag list has it.
type Category uint8

// Danbooru's categories. There is no category 2.
const (
	General   Category = 0
	Artist    Category = 1
	Copyright Category = 3
	Character Category = 4
	Meta      Category = 5
)

// Categories lists every category in Danbooru's order.
var Categories = []Category{General, Artist, Copyright, Character, Meta}

var categoryNames = map[Category]string{General: "general", Artist: "artist", Copyright: "copyright", Character: "character", Meta: "meta"}

// String returns Danbooru's lower-case name of the category, or "unknown" for
// a number that Danbooru does not use.
func (c Category) String() string { return cmp.Or(categoryNames[c], "unknown") }

// Word returns what the category is called where people read it: a copyright is a
// series.
func (c Category) Word() string {
	if c == Copyright {
		return "series"
	}
	return c.String()
}

// ParseCategory reads a category's name, Danbooru's or Word's, a prefix of it as
// the search box takes it ("char", "copy", "gen") or Danbooru's number.
func ParseCategory(s string) (Category, error) {
	if c, ok := CategoryNamed(s); ok {
		return c, nil
	}
	return 0, fmt.Errorf("unknown category %q: use general, artist, copyright (or series), character or meta", strings.ToLower(strings.TrimSpace(s)))
}

// CategoryNamed is ParseCategory for what may well be none. A category may be
// named as several are: "artists".
func CategoryNamed(s string) (Category, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, c := range Categories {
		if len(s) == 1 && s[0] == '0'+byte(c) || len(s) >= 3 && (strings.HasPrefix(c.String()+"s", s) || strings.HasPrefix(c.Word(), s)) {
			return c, true
		}
	}
	return 0, false
}

// Tag is one tag of a list.
type Tag struct {
	// Name is the tag as the list has it, with underscores for spaces:
	// "karin_(blue_archive)".
	Name string
	// Category is Danbooru's kind of the tag.
	Category Category
	// Count is the number of pictures that bear the tag, 0 when the list
	// does not say.
	Count int
	// Aliases are other names that Danbooru takes for the tag, spelled as
	// Name is.
	Aliases []string

	// Spelling is how the user's own list writes the tag in a prompt, nil
	// where the rules do. A pointer, because hardly a tag has one.
	Spelling *string
}

// Prompt returns the tag's name as a prompt for A1111 writes it: spaces for
// underscores, parentheses and brackets escaped; or letter by letter as the
// user's own list spells it. How a model wants it, and how its artists are
// marked, is its profile's to say (profile.Profile.Write).
func (t Tag) Prompt() string {
	if t.Spelling != nil {
		return *t.Spelling
	}
	return Spell(t.Name)
}

// Spelled reports whether a list of the user's says how the tag is written, in
// its column "prompt", so that no rule of spelling holds for it.
func (t Tag) Spelled() bool { return t.Spelling != nil }
