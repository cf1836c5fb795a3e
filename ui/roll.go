package ui

import (
	"math/rand/v2"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/catalogue"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/ui/view"
)

// rollArtists is how many artists the key rolls: a few mix well, and leave the
// style chunk room for the rest.
const rollArtists = 3

// rolls is what is known of the artists that were rolled.
type rolls struct {
	// put are all that rolling put in, since any of them may be back by an
	// undo or from the history.
	put []string
	seq int // of the roll that counts
	// waits reports that the key was pressed before the lists were read.
	waits bool
	deck  edit.ArtistPool
	of    *catalogue.Catalogue // that the deck was made of
}

// rolledMsg brings artists for the texts that they were rolled for.
type rolledMsg struct {
	Seq    int
	Texts  prompt.Texts
	Seed   uint64
	Rolled edit.RollResult
}

// roll puts artists at random into the style chunk, in the place of those that
// the last roll put there.
func (m *Model) roll() tea.Cmd {
	if m.Lists.Catalogue == nil {
		m.rolls.waits = m.loading
		m.Say(view.Warning, "There are no lists to roll artists from; "+m.Keys.Update.Help().Key+" fetches them.")
		if m.loading {
			m.Say(view.Quiet, "The artists are rolled once the lists are read …")
		}
		return nil
	}
	m.rolls.waits = false
	return m.rollBy(uint64(rand.Uint32()))
}

// rollBy rolls behind the screen, since a long prompt takes its time.
func (m *Model) rollBy(seed uint64) tea.Cmd {
	r := &m.rolls
	if r.of != m.Lists.Catalogue {
		r.of, r.deck = m.Lists.Catalogue, edit.NewArtistPool(m.Lists.Catalogue)
	}
	r.seq++
	p, deck, cat, o := m.Options.Profile, r.deck, m.Lists.Catalogue, m.Options.Lane
	throw := edit.RollOptions{Seed: seed, Number: rollArtists, Before: r.put}
	msg := rolledMsg{Seq: r.seq, Texts: m.Texts(), Seed: seed}
	return func() tea.Msg {
		msg.Rolled = edit.Roll(p, cat, deck, msg.Texts, throw, o)
		return msg
	}
}

// rolled carries a roll out, or makes it once more where the prompt is another
// by now.
func (m *Model) rolled(msg rolledMsg) tea.Cmd {
	switch {
	case msg.Seq != m.rolls.seq:
		return nil
	case msg.Texts != m.Texts():
		return m.rollBy(msg.Seed)
	}
	m.closeList() // what it would put in stands elsewhere now
	m.Apply(msg.Rolled.Change)
	m.Undo.Break()
	kind := view.Hint
	if msg.Rolled.Short != "" {
		kind = view.Warning
	}
	m.Status = view.Status{Text: msg.Rolled.Note + ".", Level: kind}
	m.rolls.put = append(m.rolls.put[:len(m.rolls.put):len(m.rolls.put)], msg.Rolled.Artists...)
	return nil
}
