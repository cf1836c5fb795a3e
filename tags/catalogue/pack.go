package catalogue

import (
	"math"
	"unsafe"

	"tailor/data/beside"
	"tailor/data/pages"
	"tailor/data/radix"
	"tailor/tags"
)

// countOf returns a tag's count as the catalogue keeps it.
func countOf(t *tags.Tag) uint32 { return uint32(min(max(t.Count, 0), math.MaxUint32)) }

// aliasesOf returns how many of a tag's aliases the catalogue keeps.
func aliasesOf(t *tags.Tag) int { return min(len(t.Aliases), math.MaxUint16) }

// packing is a catalogue that is filled with the tags in their order, from both
// ends at once.
type packing struct {
	*Catalogue
	m     *merger
	order []radix.Item
	text  []byte
	place []uint32 // of each tag of the merger in the catalogue
}

// finish sorts the tags by count and packs them.
func (m *merger) finish() *Catalogue {
	n := len(m.tags)
	order := pages.Make[radix.Item](n, n) // the highest count first
	names, aliases, size, spelled := 0, 0, 0, false
	for i, t := range m.tags {
		order[i] = radix.Item{Key: uint64(math.MaxUint32 - countOf(t)), Value: uint32(i)}
		names += len(t.Name)
		aliases += aliasesOf(t)
		spelled = spelled || t.Spelling != nil
		for _, a := range t.Aliases[:aliasesOf(t)] {
			size += len(a)
		}
	}
	c := &Catalogue{tags: pages.Make[record](n, n), aliases: pages.Make[string](aliases, aliases), keys: m.keys, themes: m.themes}
	p := packing{Catalogue: c, m: m, order: radix.Sort(order), text: pages.Make[byte](names+size, names+size), place: pages.Make[uint32](n, n)}
	last := beside.Go(func() { p.fillFromEnd(n/2, names, aliases) })
	p.fillFromStart(n / 2)
	last()
	p.gather(spelled)

	// The names' entries are their places in the order of count now.
	beside.Halves(len(c.keys.slots), func(_, from, to int) {
		for i := from; i < to; i++ {
			if c.keys.fingerprints[i] != 0 {
				c.keys.slots[i] = p.place[c.keys.slots[i]]
			}
		}
	})
	c.text = unsafe.String(unsafe.SliceData(p.text), len(p.text))
	p.addAliases(names)
	c.indexSpellings()
	return c
}

// fillFromStart fills the catalogue with the first tags, up to number to.
func (p *packing) fillFromStart(to int) {
	at, alias := 0, 0
	for id := range to {
		if id%atOnce == 0 {
			p.touch(id, min(id+atOnce, to))
		}
		t := p.put(id, at, alias)
		at, alias = at+len(t.Name), alias+aliasesOf(t)
	}
}

// fillFromEnd fills it with those from number from on, the last one first; the names
// and aliases of all end at at and alias.
func (p *packing) fillFromEnd(from, at, alias int) {
	for id := len(p.order) - 1; id >= from; id-- {
		if (len(p.order)-1-id)%atOnce == 0 {
			p.touch(max(id-atOnce+1, from), id+1)
		}
		t := p.m.tags[p.order[id].Value]
		at, alias = at-len(t.Name), alias-aliasesOf(t)
		p.put(id, at, alias)
	}
}

// touch reads a little of tags that lie far apart.
func (p *packing) touch(from, to int) {
	touched := uint32(0)
	for _, o := range p.order[from:to] {
		touched += uint32(p.m.tags[o.Value].Name[0])
	}
	p.place[p.order[from].Value] = touched // what is to be written over
}

// put puts a tag into its place, its name and its aliases to where they belong.
func (p *packing) put(id, at, alias int) *tags.Tag {
	from := p.order[id].Value
	t := p.m.tags[from]
	p.place[from] = uint32(id)
	p.tags[id] = record{
		start: uint32(at), size: uint16(len(t.Name)), category: t.Category, count: countOf(t),
		alias: uint32(alias), aliases: uint16(aliasesOf(t)),
		theme: p.m.inTheme[from], hyphensGuessed: int(from) >= p.m.spelled && !p.m.certain[from],
	}
	copy(p.text[at:], t.Name)
	copy(p.aliases[alias:], t.Aliases[:aliasesOf(t)])
	return t
}

// gather counts the tags by category, and notes those of the themes and those that
// are spelled in a way of their own.
func (p *packing) gather(spelled bool) {
	p.themes.ids = make([][]ID, len(p.themes.names))
	for id := range p.tags {
		r := &p.tags[id]
		p.counts[r.category]++
		if r.theme > 0 {
			p.themes.ids[r.theme-1] = append(p.themes.ids[r.theme-1], ID(id))
		}
	}
	if !spelled {
		return
	}
	p.spellings = map[ID]*string{}
	for from, t := range p.m.tags {
		if t.Spelling != nil {
			p.spellings[ID(p.place[from])] = t.Spelling
		}
	}
}

// addAliases adds the aliases to the text, where they stand behind the names, and to
// the keys.
func (p *packing) addAliases(at int) {
	hashes := pages.Make[uint32](len(p.aliases), len(p.aliases))
	ahead(len(p.aliases), func(from, to int) {
		var key []byte
		for i, a := range p.aliases[from:to] {
			key = tags.AppendKey(key[:0], a)
			hashes[from+i] = p.keys.seed.Hash(key)
		}
	}, func(from, to int) {
		for i, a := range p.aliases[from:to] {
			copy(p.text[at:], a)
			p.aliases[from+i] = p.Catalogue.text[at : at+len(a)]
			at += len(a)
		}
		for i, hash := range hashes[from:to] {
			if i%atOnce == 0 {
				touched := uint32(0)
				for _, next := range hashes[from+i : min(from+i+atOnce, to)] {
					touched += uint32(p.keys.fingerprints[next&p.keys.mask])
				}
				p.m.touched += touched
			}
			p.keys.add(hash, uint32(len(p.tags)+from+i))
		}
	})
}
