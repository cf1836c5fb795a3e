package catalogue

import (
	"slices"

	"tailor/data/flat"
)

// Fields lists what a catalogue is made of, to be written or read. A catalogue
// that is read must be a new one.
func (c *Catalogue) Fields(f *flat.Fields) {
	flat.String(f, &c.text)
	flat.Slice(f, &c.tags)
	counts := c.counts[:]
	flat.Slice(f, &counts)
	copy(c.counts[:], counts)
	c.aliasFields(f)
	c.keys.fields(f)
	c.themes.fields(f)
	c.spellingFields(f)
}

// aliasFields lists the sizes of the aliases, which stand at the end of text.
func (c *Catalogue) aliasFields(f *flat.Fields) {
	var sizes []uint16 // a list's aliases are shorter than tags.MaxNameBytes
	if !f.Reading() {
		sizes = make([]uint16, len(c.aliases))
		for i, a := range c.aliases {
			sizes[i] = uint16(len(a))
		}
	}
	flat.Slice(f, &sizes)
	if !f.Reading() || f.Err() != nil {
		return
	}
	c.aliases = make([]string, len(sizes))
	end := len(c.text)
	for i, size := range slices.Backward(sizes) {
		start := end - int(size)
		if start < 0 {
			f.Fail(flat.ErrOdd)
			return
		}
		c.aliases[i], end = c.text[start:end], start
	}
}

func (t *keyTable) fields(f *flat.Fields) {
	flat.Value(f, &t.seed)
	flat.Value(f, &t.mask)
	flat.Slice(f, &t.slots)
	flat.Slice(f, &t.fingerprints)
}

func (t *themeTable) fields(f *flat.Fields) {
	flat.Strings(f, &t.names)
	if f.Reading() {
		t.ids = make([][]ID, len(t.names))
	}
	for i := range t.ids {
		flat.Slice(f, &t.ids[i])
	}
}

func (c *Catalogue) spellingFields(f *flat.Fields) {
	var ids []ID
	var spelled []string
	for id, s := range c.spellings {
		ids, spelled = append(ids, id), append(spelled, *s)
	}
	flat.Slice(f, &ids)
	flat.Strings(f, &spelled)
	if !f.Reading() || f.Err() != nil || len(ids) == 0 {
		return
	}
	if len(ids) != len(spelled) {
		f.Fail(flat.ErrOdd)
		return
	}
	c.spellings = make(map[ID]*string, len(ids))
	for i, id := range ids {
		c.spellings[id] = &spelled[i]
	}
	c.indexSpellings()
}
