package catalogue

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tailor/data/radix"
	"tailor/tags"
	"tailor/tags/taglist"
)

// merger gathers the tags of several lists by name. It keeps pointers into
// the lists, and a tag of its own only where two were merged.
type merger struct {
	tags []*tags.Tag
	// inTheme holds the number of each tag's theme.
	inTheme []uint8
	themes  themeTable
	keys    keyTable
	key     []byte
	hashes  [atOnce]uint32 // see hash
	touched uint32         // keeps reads that nothing else is done with
	// spelled is how many of the tags are of lists that spell dashes and
	// spaces; they come first.
	spelled int
	// spellings are the names of the built-in lists by their keys, nil where
	// these are merged themselves; certain tells the tags beyond spelled that
	// have their names from there.
	spellings map[string]string
	certain   map[uint32]bool
}

// builtInSpellings returns the names of the built-in lists by their keys,
// where one of the lists writes dashes for spaces and the built-in ones, which
// alone have themes, are not among them.
func builtInSpellings(lists []taglist.List) map[string]string {
	themed := func(l taglist.List) bool { return l.Theme != "" }
	dashed := func(l taglist.List) bool { return l.Dashed && !l.Translates }
	if slices.ContainsFunc(lists, themed) || !slices.ContainsFunc(lists, dashed) {
		return nil
	}
	builtIn, err := taglist.StarterLists()
	if err != nil {
		return nil // the guesses do
	}
	spellings := map[string]string{}
	for _, l := range builtIn {
		for i := range l.Tags {
			spellings[string(tags.AppendKey(nil, l.Tags[i].Name))] = l.Tags[i].Name
		}
	}
	return spellings
}

func newMerger(lists []taglist.List) *merger {
	names, aliases := 0, 0
	for _, l := range lists {
		names += len(l.Tags)
		for i := range l.Tags {
			aliases += len(l.Tags[i].Aliases)
		}
	}
	return &merger{tags: make([]*tags.Tag, 0, names), inTheme: make([]uint8, 0, names), keys: newKeyTable(names + aliases), certain: map[uint32]bool{}}
}

// add merges the tags of one list.
func (m *merger) add(l taglist.List) {
	theme := m.themes.number(l.Theme)
	for i := range l.Tags {
		t := &l.Tags[i]
		hash := m.hash(i, len(l.Tags), func(i int) string { return l.Tags[i].Name })
		if t.Name == "" || len(t.Name) > math.MaxUint16 || tags.Blocked(t.Name) {
			continue
		}
		if l.Dashed {
			m.key = tags.AppendKey(m.key[:0], t.Name)
		}
		if at := m.find(hash, t, l.Dashed); at >= 0 {
			m.tags[at] = mergeTags(m.tags[at], t)
			m.inTheme[at] = cmp.Or(m.inTheme[at], theme)
			continue
		}
		if name, ok := m.spellings[string(m.key)]; l.Dashed && ok {
			m.certain[uint32(len(m.tags))] = true
			if name != t.Name {
				kept := *t
				kept.Name = name
				t = &kept
			}
		}
		m.keys.add(hash, uint32(len(m.tags)))
		if slices.ContainsFunc(t.Aliases, tags.Blocked) {
			kept := *t
			kept.Aliases = slices.DeleteFunc(slices.Clone(t.Aliases), tags.Blocked)
			t = &kept
		}
		m.tags, m.inTheme = append(m.tags, t), append(m.inTheme, theme)
	}
}

// atOnce is the number of names of which what lies far apart in memory is read at
// once, to come from there together.
const atOnce = 64

// hash returns the hash of the key of name number i of n, which is asked for in
// order.
func (m *merger) hash(i, n int, name func(i int) string) uint32 {
	if i%atOnce == 0 {
		next := m.hashes[:min(atOnce, n-i)]
		for j := range next {
			m.key = tags.AppendKey(m.key[:0], name(i+j))
			next[j] = m.keys.seed.Hash(m.key)
		}
		for _, h := range next {
			m.touched += uint32(m.keys.fingerprints[h&m.keys.mask])
		}
	}
	return m.hashes[i%atOnce]
}

// find returns the place of the tag that t is merged with, or -1. Where t's
// dashes are guesses, a name with the same key is the same name.
func (m *merger) find(hash uint32, t *tags.Tag, dashed bool) int {
	at := -1
	m.keys.each(hash, func(entry uint32) {
		have := m.tags[entry]
		if (have.Category == tags.Artist) != (t.Category == tags.Artist) {
			return
		}
		if have.Name == t.Name {
			at = int(entry)
		} else if at < 0 && dashed && tags.HasKey(have.Name, m.key) {
			at = int(entry)
		}
	})
	return at
}

// mergeTags returns a with what b adds to it: neither is changed.
func mergeTags(a, b *tags.Tag) *tags.Tag {
	merged := *a
	merged.Count = max(a.Count, b.Count)
	merged.Spelling = cmp.Or(a.Spelling, b.Spelling)
	merged.Aliases = slices.Clip(a.Aliases)
	for _, alias := range b.Aliases {
		if alias != a.Name && !slices.Contains(merged.Aliases, alias) && !tags.Blocked(alias) {
			merged.Aliases = append(merged.Aliases, alias)
		}
	}
	return &merged
}

// countOf returns a tag's count as the catalogue keeps it.
func countOf(t *tags.Tag) uint32 { return uint32(min(max(t.Count, 0), math.MaxUint32)) }

// finish sorts the tags by count and packs them.
func (m *merger) finish() *Catalogue {
	order := make([]radix.Item, len(m.tags)) // the highest count first
	for i, t := range m.tags {
		order[i] = radix.Item{Key: uint64(math.MaxUint32 - countOf(t)), Value: uint32(i)}
	}
	order = radix.Sort(order)

	size, aliases := 0, 0
	for i := range m.tags {
		size += len(m.tags[i].Name)
		aliases += min(len(m.tags[i].Aliases), math.MaxUint16)
		for _, a := range m.tags[i].Aliases {
			size += len(a)
		}
	}
	c := &Catalogue{tags: make([]record, len(m.tags)), aliases: make([]string, 0, aliases), keys: m.keys, themes: m.themes}
	c.themes.ids = make([][]ID, len(c.themes.names))
	var text strings.Builder
	text.Grow(size)
	place := make([]uint32, len(m.tags))
	for id, o := range order {
		if id%atOnce == 0 {
			for _, next := range order[id:min(id+atOnce, len(order))] {
				m.touched += uint32(m.tags[next.Value].Name[0]) + uint32(m.inTheme[next.Value])
			}
		}
		from := o.Value
		t := m.tags[from]
		place[from] = uint32(id)
		c.counts[t.Category]++
		c.tags[id] = record{
			start: uint32(text.Len()), size: uint16(len(t.Name)), category: t.Category,
			count: countOf(t),
			alias: uint32(len(c.aliases)), aliases: uint16(min(len(t.Aliases), math.MaxUint16)),
			theme: m.inTheme[from], hyphensGuessed: int(from) >= m.spelled && !m.certain[from],
		}
		if theme := m.inTheme[from]; theme > 0 {
			c.themes.ids[theme-1] = append(c.themes.ids[theme-1], ID(id))
		}
		if t.Spelling != nil {
			if c.spellings == nil {
				c.spellings = map[ID]*string{}
			}
			c.spellings[ID(id)] = t.Spelling
		}
		text.WriteString(t.Name)
		c.aliases = append(c.aliases, t.Aliases[:c.tags[id].aliases]...)
	}
	// The names' entries are their places in the order of count now.
	for i, slot := range c.keys.slots {
		if c.keys.fingerprints[i] != 0 {
			c.keys.slots[i] = place[slot]
		}
	}
	for i, a := range c.aliases {
		hash := m.hash(i, len(c.aliases), func(i int) string { return c.aliases[i] })
		start := text.Len()
		text.WriteString(a)
		c.aliases[i] = text.String()[start:]
		c.keys.add(hash, uint32(len(c.tags)+i))
	}
	c.text = text.String()
	c.indexSpellings()
	return c
}
