package catalogue

import (
	"slices"

	"tailor/data/beside"
	"tailor/tags"
	"tailor/tags/taglist"
)

// bringing is a row of a list that brings its aliases to a tag of the merger's.
type bringing struct {
	row *tags.Tag
	at  int
}

// translate gives the tags gathered so far the texts of the lists that are
// translations. A text goes to the tags of that name, artist or not, mostNamed of them,
// or else to the most common one that has the name for an alias.
func (m *merger) translate(lists []taglist.List) {
	var named map[string]int // tags by the key of an alias, made when needed
	for _, l := range lists {
		if !l.Translates {
			continue
		}
		var halves [2][]bringing
		var strays [2][]*tags.Tag
		beside.Halves(len(l.Tags), func(half, from, to int) {
			for i := from; i < to; i++ {
				row := unblocked(&l.Tags[i], slices.ContainsFunc(l.Tags[i].Aliases, tags.Blocked))
				before := len(halves[half])
				halves[half] = m.named(halves[half], row)
				if len(halves[half]) == before {
					strays[half] = append(strays[half], row)
				}
			}
		})
		for _, row := range slices.Concat(strays[:]...) {
			if named == nil {
				named = m.byAlias()
			}
			if at, ok := named[string(tags.AppendKey(nil, row.Name))]; ok {
				halves[1] = append(halves[1], bringing{row, at})
			}
		}
		m.joinAll(halves[:])
	}
}

// mostNamed is how many tags of its name a row of translations goes to: one name in
// many mixes of capitals is many.
const mostNamed = 2

// named appends what a row brings to the tags of its name.
func (m *merger) named(to []bringing, row *tags.Tag) []bringing {
	var buf [128]byte
	before := len(to)
	key := tags.AppendKey(buf[:0], row.Name)
	m.keys.each(m.keys.seed.Hash(key), func(entry uint32) {
		if len(to) < before+mostNamed && tags.HasKey(m.tags[entry].Name, key) {
			to = append(to, bringing{row, int(entry)})
		}
	})
	return to
}

// joinAll joins the rows with their tags, with those of even and of odd places side
// by side.
func (m *merger) joinAll(all [][]bringing) {
	for _, some := range all {
		for _, b := range some {
			m.joinedAt(b.at)
		}
	}
	beside.Halves(2, func(odd, _, _ int) {
		for _, some := range all {
			for _, b := range some {
				if b.at%2 == odd {
					m.joined[b.at].bring(b.row)
				}
			}
		}
	})
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
