package catalogue

import (
	"tailor/tags"
	"tailor/tags/taglist"
)

// translate gives the tags gathered so far the texts of the lists that are
// translations. A text goes to every tag of that name, artist or not, or else
// to the most common one that has the name for an alias.
func (m *merger) translate(lists []taglist.List) {
	var named map[string]int // tags by the key of an alias, made when needed
	for _, l := range lists {
		if !l.Translates {
			continue
		}
		for i := range l.Tags {
			t := &l.Tags[i]
			m.key = tags.AppendKey(m.key[:0], t.Name)
			found := false
			m.keys.each(m.keys.seed.Hash(m.key), func(entry uint32) {
				if tags.HasKey(m.tags[entry].Name, m.key) {
					m.join(int(entry), t)
					found = true
				}
			})
			if found {
				continue
			}
			if named == nil {
				named = m.byAlias()
			}
			if at, ok := named[string(m.key)]; ok {
				m.join(at, t)
			}
		}
	}
}

func (m *merger) byAlias() map[string]int {
	named := map[string]int{}
	var key []byte
	for at, t := range m.tags {
		for _, a := range t.Aliases {
			key = tags.AppendKey(key[:0], a)
			if old, ok := named[string(key)]; !ok || m.tags[old].Count < t.Count {
				named[string(key)] = at
			}
		}
	}
	return named
}
