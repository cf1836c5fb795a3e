package ui

import (
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/library"
	"tailor/ui/view"
)

// offerTraits offers the traits of a character that was accepted just now.
func (m *Model) offerTraits(tag tags.Tag) {
	if tag.Category != tags.Character || m.Lists.Catalogue == nil {
		return
	}
	id, _, ok := m.Lists.Catalogue.Lookup(tag.Name)
	if !ok {
		return
	}
	card := library.NewCard(m.Lists.Catalogue, id, nil)
	if !card.HasTraits() {
		return
	}
	var traits []string
	for _, t := range card.Related {
		traits = append(traits, m.Options.Profile.Write(t))
	}
	m.offer("traits", traits)
}

// offer offers what goes with the part that was accepted just now, pieces of a
// prompt, once: the footer says them until the next key. Those that the prompt
// has already are left out.
func (m *Model) offer(what string, pieces []string) {
	m.offered = nil
	_, have := m.KeyedParts()
	var names []string
	for _, piece := range pieces {
		if !slices.Contains(have, tags.Key(piece)) {
			m.offered = append(m.offered, piece)
			names = append(names, view.Clean(tags.Unescape(piece)))
		}
	}
	if len(names) > 0 {
		m.Say(view.Hint, m.Keys.Traits.Help().Key+" writes the "+what+": "+strings.Join(names, ", "))
	}
}

// takeTraits writes what was offered, behind the part that it goes with.
func (m *Model) takeTraits() {
	b := m.Buffer()
	m.WriteBehind(len(strings.TrimRight(b.Text()[:b.Cursor()], ", \n")), m.offered)
	m.offered, m.Status = nil, view.Status{}
}
