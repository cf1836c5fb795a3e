package ui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/library"
	"tailor/tags/prompt"
	"tailor/ui/view"
)

// cardPage is the page of the right column with the card of the tag at the
// cursor, or of the one that is selected in the list: what it is and shows,
// and by which traits one knows it, or what goes with it, to be accepted.
type cardPage struct {
	m *Model
	view.Card
	of   cardOf
	card library.Card
	at   int // where behind the tag what is accepted goes
}

// cardOf is what the page was made of last.
type cardOf struct {
	tag      string
	category tags.Category
	analysis int
	in       focus
	lists    *catalogue.Catalogue
}

func newCardPage(m *Model) *cardPage { return &cardPage{m: m} }

func (p *cardPage) name() string { return "tag" }

func (p *cardPage) shown() bool { return true }

// update takes the tag that is meant now, where it is another. While the page
// has the keys it stays with the one that it has.
func (p *cardPage) update() {
	m := p.m
	id, at, ok := m.tagMeant()
	if !ok && m.at == inColumn && p.of.tag != "" {
		return
	}
	of := cardOf{analysis: m.analysisVersion, in: m.text(), lists: m.lists.Catalogue}
	if ok {
		of.tag, of.category = m.lists.Catalogue.Name(id), m.lists.Catalogue.Category(id)
	}
	if of == p.of {
		return
	}
	if of.tag != p.of.tag {
		p.Selected = 0
	}
	p.of, p.at = of, at
	p.Card = view.Card{Selected: p.Selected}
	if !ok {
		return
	}
	p.card = library.NewCard(m.lists.Catalogue, id, nil)
	c := &p.card
	p.Tag, p.Gloss, p.Names, p.Wiki = c.Tag, view.Clean(c.Note.Gloss), c.Names(), c.Wiki()
	p.Aliases = c.Tag.Aliases
	p.List = "goes with"
	if c.HasTraits() {
		p.List = "traits"
	}
	for _, t := range c.Related {
		_, there := m.partOf(t, prompt.Span{Start: -1, End: -1})
		p.Items = append(p.Items, view.CardItem{Tag: t, There: there})
	}
	p.Selected = view.Between(p.Selected, 0, max(0, len(p.Items)-1))
}

// tagMeant is the tag that is selected in the list, else the one that the
// cursor stands in, with the place behind it.
func (m *Model) tagMeant() (id catalogue.ID, at int, ok bool) {
	c := m.lists.Catalogue
	if c == nil {
		return 0, 0, false
	}
	if m.popup.Open && m.popup.Items[m.popup.Selected].Tag.Name != "" {
		id, _, ok = c.Lookup(m.popup.Items[m.popup.Selected].Tag.Name)
		return id, m.popup.Span.End, ok
	}
	cursor := m.editors[m.text()].Cursor()
	for _, part := range m.sheet().Outline.Parts {
		if cursor < part.Outer.Start || cursor > part.Outer.End {
			continue
		}
		if part.By {
			id, _, ok = c.LookupIn(part.Name, tags.Artist)
		} else {
			id, _, ok = c.Lookup(part.Text)
		}
		return id, part.Outer.End, ok
	}
	return 0, 0, false
}

func (p *cardPage) draw(w, h int) view.Page {
	p.update()
	return p.Draw(p.m.theme, w, h, p.m.at == inColumn)
}

func (p *cardPage) key(msg tea.KeyMsg) (tea.Cmd, bool) {
	k := &p.m.keys
	switch {
	case key.Matches(msg, k.Up):
		p.Selected = max(0, p.Selected-1)
	case key.Matches(msg, k.Down):
		p.Selected = max(0, min(len(p.Items)-1, p.Selected+1))
	case key.Matches(msg, k.Wiki) && p.Wiki != "":
		return p.m.browse(p.Wiki), true
	case msg.Type == tea.KeyTab:
		p.write(p.Items)
	case key.Matches(msg, k.Newline):
		if p.Selected < len(p.Items) {
			p.write(p.Items[p.Selected : p.Selected+1])
		}
	default:
		return nil, false
	}
	return nil, true
}

// write writes those of the items that the prompt has not yet behind the tag.
func (p *cardPage) write(items []view.CardItem) {
	var list []string
	for _, i := range items {
		if !i.There {
			list = append(list, p.m.o.Profile.Write(i.Tag))
		}
	}
	p.m.writeBehind(p.at, list)
}

// writeBehind writes pieces of a prompt into it, behind the tag that ends at a
// place.
func (m *Model) writeBehind(at int, list []string) {
	if len(list) == 0 {
		return
	}
	b := m.buffer()
	at = view.Between(at, 0, len(b.Text()))
	m.undo.Break()
	b.Apply([]prompt.Edit{{Span: prompt.Span{Start: at, End: at}, Text: ", " + strings.Join(list, ", ")}}, at)
}

func (p *cardPage) press(row, _ int) tea.Cmd {
	if k, ok := p.At(row); ok {
		p.Selected = k
		p.write(p.Items[k : k+1])
	}
	return nil
}

func (p *cardPage) wheel(n int) { p.Wheel(n * wheelRows) }

func (p *cardPage) keys() []key.Binding {
	k := &p.m.keys
	keys := []key.Binding{}
	if len(p.Items) > 0 {
		keys = append(keys, says(k.Newline, "write it"), keyed(k.Accept, "tab", "write all"))
	}
	if p.Wiki != "" {
		keys = append(keys, says(k.Wiki, "wiki page"))
	}
	return append(keys, says(k.Close, "back"), says(k.Help, "keys"))
}

// offerTraits offers the traits of a character that was accepted just now.
func (m *Model) offerTraits(tag tags.Tag) {
	if tag.Category != tags.Character || m.lists.Catalogue == nil {
		return
	}
	id, _, ok := m.lists.Catalogue.Lookup(tag.Name)
	if !ok {
		return
	}
	card := library.NewCard(m.lists.Catalogue, id, nil)
	if !card.HasTraits() {
		return
	}
	var traits []string
	for _, t := range card.Related {
		traits = append(traits, m.o.Profile.Write(t))
	}
	m.offer("traits", traits)
}

// offer offers what goes with the part that was accepted just now, pieces of a
// prompt, once: the footer says them until the next key. Those that the prompt
// has already are left out.
func (m *Model) offer(what string, pieces []string) {
	m.offered = nil
	_, have := m.keyedParts()
	var names []string
	for _, piece := range pieces {
		if !slices.Contains(have, tags.Key(piece)) {
			m.offered = append(m.offered, piece)
			names = append(names, view.Clean(tags.Unescape(piece)))
		}
	}
	if len(names) > 0 {
		m.say(view.Hint, m.keys.Traits.Help().Key+" writes the "+what+": "+strings.Join(names, ", "))
	}
}

// takeTraits writes what was offered, behind the part that it goes with.
func (m *Model) takeTraits() {
	b := m.buffer()
	at := len(strings.TrimRight(b.Text()[:b.Cursor()], ", \n"))
	end := b.Cursor()
	length := len(b.Text())
	m.writeBehind(at, m.offered)
	b.MoveTo(end+len(b.Text())-length, false)
	m.offered, m.status = nil, view.Status{}
}
