// Package catalogue merges lists of tags into one catalogue, which knows each
// tag by any of its names, in any spelling, and which theme it is of.
package catalogue

import (
	"cmp"
	"slices"
	"strings"

	"tailor/data/pages"
	"tailor/tags"
	"tailor/tags/taglist"
)

// ID is a tag's place in its catalogue: tags stand in the order of their
// counts, so that a smaller ID is a more common tag.
type ID int32

// Catalogue is every tag of several lists, merged. It never changes once it
// is built, and any number of goroutines may read it.
//
// A hundred thousand tags as Go values would be a hundred thousand pointers
// for the garbage collector to follow. All names therefore stand in one
// string, and a tag is a pair of offsets in it.
type Catalogue struct {
	text string
	tags []record
	// aliases holds the aliases of all tags, a tag's own side by side.
	aliases []string
	counts  [int(tags.Meta) + 1]int
	keys    keyTable
	themes  themeTable
	// spellings holds those of the tags that a list of the user's spells.
	spellings map[ID]*string
	verbatims *verbatims // nil for none
}

// record is a tag as the catalogue stores it.
type record struct {
	start, count   uint32
	alias          uint32 // the first of its aliases
	aliases        uint16
	size           uint16 // bytes of the name
	category       tags.Category
	theme          uint8 // its number in the themeTable plus one, 0 for none
	hyphensGuessed bool  // see HyphensGuessed
}

// Build merges lists into a catalogue. A name that several lists hold is one
// tag with the largest of their counts, all their aliases, and the category
// of the list given first; only between an artist and another category a name
// is two tags, since RouWei knows artists who are called like a thing. Names,
// aliases and what a list writes for a tag that are Blocked are left out, and so
// are the names of which mostAlike are there in other letters.
//
// The spelling of a list that writes dashes for spaces gives way to that of
// any other list, and of the built-in ones even where they are not among them. Translations add aliases to the tags of the
// others, and no tag of their own.
func Build(lists ...taglist.List) *Catalogue {
	m := newMerger(lists)
	for _, dashed := range []bool{false, true} {
		for _, l := range lists {
			if l.Dashed == dashed && !l.Translates {
				m.add(l)
			}
		}
		if !dashed {
			m.spelled = len(m.tags)
			m.spellings = builtInSpellings(lists)
		}
	}
	m.translate(lists)
	return m.finish()
}

// HyphensGuessed reports that only lists which write dashes for spaces have a tag, and
// the built-in ones do not, so that which of its name's dashes are hyphens is
// guessed.
func (c *Catalogue) HyphensGuessed(id ID) bool { return c.tags[id].hyphensGuessed }

// Len returns the number of tags.
func (c *Catalogue) Len() int { return len(c.tags) }

// CountBy returns the number of tags of a category.
func (c *Catalogue) CountBy(cat tags.Category) int {
	if int(cat) >= len(c.counts) {
		return 0
	}
	return c.counts[cat]
}

// IDs returns the tags of a category, the most common first.
func (c *Catalogue) IDs(cat tags.Category) []ID {
	ids := make([]ID, 0, c.CountBy(cat))
	for i := range c.tags {
		if c.tags[i].category == cat {
			ids = append(ids, ID(i))
		}
	}
	return ids
}

// Tag returns a tag by its ID, which must be one of this catalogue. The tag's
// Aliases are shared and must not be changed.
func (c *Catalogue) Tag(id ID) tags.Tag {
	r := &c.tags[id]
	t := tags.Tag{Name: c.Name(id), Category: r.category, Count: int(r.count), Spelling: c.spellings[id]}
	if r.aliases > 0 {
		t.Aliases = c.Aliases(id)
	}
	return t
}

// Name returns the name of a tag, which must be one of this catalogue.
func (c *Catalogue) Name(id ID) string {
	r := &c.tags[id]
	return c.text[r.start : r.start+uint32(r.size)]
}

// Category returns the category of a tag.
func (c *Catalogue) Category(id ID) tags.Category { return c.tags[id].category }

// Count returns the number of pictures that bear a tag, 0 where no list says.
func (c *Catalogue) Count(id ID) int { return int(c.tags[id].count) }

// Aliases returns the aliases of a tag, which are shared and must not be
// changed.
func (c *Catalogue) Aliases(id ID) []string {
	r := &c.tags[id]
	return c.aliases[r.alias : r.alias+uint32(r.aliases) : r.alias+uint32(r.aliases)]
}

// AliasesBefore returns how many aliases the tags have that stand before one,
// so that names and aliases can be numbered in one row, tag by tag.
func (c *Catalogue) AliasesBefore(id ID) uint32 { return c.tags[id].alias }

// Size returns the number of names and aliases, and the bytes of them all.
func (c *Catalogue) Size() (entries, bytes int) { return len(c.tags) + len(c.aliases), len(c.text) }

// Lookup finds the tag that text names, in any spelling: case, spaces,
// underscores, dashes and A1111's escapes make no difference. A tag's name
// goes before an alias of another tag, the exact spelling before another, and
// then the more common tag. alias is the alias that matched, "" when the name
// did.
func (c *Catalogue) Lookup(text string) (id ID, alias string, ok bool) {
	return c.lookup(text, func(tags.Category) bool { return true })
}

// LookupIn is Lookup among the tags of one category.
func (c *Catalogue) LookupIn(text string, cat tags.Category) (id ID, alias string, ok bool) {
	return c.lookup(text, func(have tags.Category) bool { return have == cat })
}

func (c *Catalogue) lookup(text string, want func(tags.Category) bool) (id ID, alias string, ok bool) {
	if len(text) > 4*tags.MaxNameBytes {
		return 0, "", false
	}
	if id, alias, ok = c.lookupKey(text, want); ok || strings.IndexByte(text, '\\') < 0 {
		return id, alias, ok
	}
	return c.lookupKey(tags.Unescape(text), want)
}

func (c *Catalogue) lookupKey(text string, want func(tags.Category) bool) (id ID, alias string, ok bool) {
	var buf [128]byte
	key := tags.AppendKey(buf[:0], text)
	if len(key) == 0 {
		return 0, "", false
	}
	best := -1
	c.keys.each(c.keys.seed.Hash(key), func(entry uint32) {
		cand, a := c.entry(entry)
		if !want(c.tags[cand].category) {
			return
		}
		name := a
		if a == "" {
			name = c.Name(cand)
		}
		var other [128]byte
		if string(tags.AppendKey(other[:0], name)) != string(key) {
			return
		}
		rank := 0
		if a == "" {
			rank += 2
		}
		if name == text {
			rank++
		}
		if rank > best || rank == best && cand < id {
			best, id, alias = rank, cand, a
		}
	})
	return id, alias, best >= 0
}

// entry returns the tag of an entry and, when the entry is an alias, the
// alias. Entries below Len are the tags' names, the rest the aliases.
func (c *Catalogue) entry(e uint32) (id ID, alias string) {
	if int(e) < len(c.tags) {
		return ID(e), ""
	}
	a := e - uint32(len(c.tags))
	// The tags' aliases follow one another, so their tag is found by
	// halving; only entries that matched come here.
	i, _ := slices.BinarySearchFunc(c.tags, a, func(r record, a uint32) int {
		return cmp.Compare(r.alias+uint32(r.aliases), a+1)
	})
	return ID(i), c.aliases[a]
}

// keyTable finds entries by the hash of their key: open addressing, a slot
// holding an entry's number.
type keyTable struct {
	seed  tags.Seed
	slots []uint32
	mask  uint32
	// fingerprints holds a byte of each slot's hash, 0 for a free slot, so that
	// nearly no other slot is read and nearly no key is compared in vain.
	fingerprints []uint8
}

func newKeyTable(entries int) keyTable {
	size := 16
	for size*2 < entries*3 {
		size *= 2
	}
	return keyTable{seed: tags.NewSeed(), slots: pages.Make[uint32](size, size), fingerprints: pages.Make[uint8](size, size), mask: uint32(size - 1)}
}

func fingerprint(hash uint32) uint8 { return uint8(max(hash>>24, 1)) }

// mostAlike is how many entries of one hash a table takes: each is passed for the
// next, and one alias may stand in every row of a list.
const mostAlike = 16

// add adds an entry, unless mostAlike of its hash are there.
func (t *keyTable) add(hash, entry uint32) bool {
	i, alike := hash&t.mask, 0
	for ; t.fingerprints[i] != 0; i = (i + 1) & t.mask {
		if t.fingerprints[i] == fingerprint(hash) {
			if alike++; alike == mostAlike {
				return false
			}
		}
	}
	t.slots[i], t.fingerprints[i] = entry, fingerprint(hash)
	return true
}

// each calls f with every entry that may have the hash.
func (t *keyTable) each(hash uint32, f func(entry uint32)) {
	if len(t.slots) == 0 {
		return
	}
	for i := hash & t.mask; t.fingerprints[i] != 0; i = (i + 1) & t.mask {
		if t.fingerprints[i] == fingerprint(hash) {
			f(t.slots[i])
		}
	}
}
