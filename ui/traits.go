package ui

import (
	"slices"
	"strings"

	"tailor/data/each"
	"tailor/tags"
	"tailor/tags/library"
	"tailor/ui/view"
)

// offerTraits offers the traits of a character that was accepted just now.
func (m *Model) offerTraits(tag tags.Tag) {
	if tag.Category != tags.Character || m.Lists.Catalogue == nil {
		return
	}
	if id, _, ok := m.Lists.Catalogue.Lookup(tag.Name); ok {
		if card := library.NewCard(m.Lists.Catalogue, id, nil); card.HasTraits() {
			m.offer("traits", each.Of(card.Related, m.Options.Profile.Write))
		}
	}
}

// offer offers what goes with the part that was accepted just now, pieces of a
// prompt, once: the footer says them until the next key. Those that the prompt
// has already are left out.
func (m *Model) offer(what string, pieces []string) {
	_, have := m.KeyedParts()
	m.offered = slices.DeleteFunc(slices.Clone(pieces), func(piece string) bool { return slices.Contains(have, tags.Key(piece)) })
	if len(m.offered) > 0 {
		names := each.Of(m.offered, func(piece string) string { return view.Clean(tags.Unescape(piece)) })
		m.Say(view.Hint, m.Keys.Traits.Help().Key+" writes the "+what+": "+strings.Join(names, ", "))
	}
}

// takeTraits writes what was offered, behind the part that it goes with.
func (m *Model) takeTraits() {
	if len(m.offered) == 0 {
		m.Say(view.Quiet, "Nothing is offered; "+m.Keys.Card.Help().Key+" shows what goes with a tag.")
		return
	}
	b := m.Buffer()
	m.WriteBehind(len(strings.TrimRight(b.Text()[:b.Cursor()], ", \n")), m.offered)
	m.offered, m.Status = nil, view.Status{}
}
