package column

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/each"
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/library"
	"tailor/tags/prompt"
	"tailor/ui/desk"
	"tailor/ui/keymap"
	"tailor/ui/view"
)

// CardPage is the page of the right column with the card of the tag at the
// cursor, or of the one that is selected in the list: what it is and shows, by
// which traits one knows it or what goes with it, and what stands on the same
// pictures, to be accepted and to be looked through by letters.
type CardPage struct {
	d *desk.Desk
	// Browse shows an address in the browser.
	Browse func(address string) tea.Cmd
	view.Card
	of   cardOf
	card library.Card
	at   int // where behind the tag what is accepted goes
	// opened is when the page took the tag.
	opened openedAt
	// asked is the card whose Seen were asked for last: they are in a file.
	asked cardOf
}

// SeenMsg brings the tags that stand on the same pictures as a card's.
type SeenMsg struct {
	of   cardOf
	seen []tags.Tag
}

// cardOf is what the page was made of last.
type cardOf struct {
	tag      string
	category tags.Category
	analysis int
	in       desk.Focus
	lists    *catalogue.Catalogue
}

// NewCard makes the page.
func NewCard(d *desk.Desk) *CardPage { return &CardPage{d: d} }

// Name is the word in the frame.
func (p *CardPage) Name() string { return "tag" }

// Shown reports whether there is anything to show.
func (p *CardPage) Shown() bool { return true }

// Open takes the tag that is meant now, to be the page's until something is
// written that the page did not write, or the cursor goes elsewhere. It reports
// whether there is one.
func (p *CardPage) Open() bool {
	p.opened = openedAt{}
	p.Update()
	p.stay()
	return p.Tag.Name != ""
}

// openedAt is what was written when the page took the tag that it stays with.
type openedAt struct {
	text   string
	cursor int
}

func (p *CardPage) stay() {
	b := p.d.Buffer()
	p.opened = openedAt{b.Text(), b.Cursor()}
}

// Update takes the tag that is meant now, where it is another. While the page
// has the keys and none is meant it stays with the one that it has.
func (p *CardPage) Update() {
	d := p.d
	id, at, ok := p.tagMeant()
	if b := d.Buffer(); d.At == desk.InColumn && p.of.tag != "" && (!ok || p.opened == openedAt{b.Text(), b.Cursor()}) {
		if id, _, ok = d.Lists.Catalogue.LookupIn(p.of.tag, p.of.category); !ok {
			return
		}
		at = p.at
	}
	of := cardOf{analysis: d.AnalysisVersion, in: d.Writing(), lists: d.Lists.Catalogue}
	if ok {
		of.tag, of.category = d.Lists.Catalogue.Name(id), d.Lists.Catalogue.Category(id)
	}
	if of == p.of {
		return
	}
	if of.tag != p.of.tag {
		p.Card = view.Card{}
	}
	seen := p.card.Seen
	if of.named() != p.of.named() {
		seen = nil
	}
	p.of, p.at = of, at
	p.Card = view.Card{Selected: p.Selected, Filtering: p.Filtering, Filter: p.Filter}
	if !ok {
		return
	}
	p.card = library.NewCard(d.Lists.Catalogue, id, nil)
	p.card.Seen = seen
	c := &p.card
	p.Tag, p.Gloss, p.Names, p.Wiki = c.Tag, view.Clean(c.Note.Gloss), c.Names(), c.Wiki()
	p.Series, p.Aliases = c.Series, c.Tag.Aliases
	p.list()
}

// list makes the lists of the card.
func (p *CardPage) list() {
	name := "goes with"
	if p.card.HasTraits() {
		name = "traits"
	}
	p.Lists = p.Lists[:0]
	for _, l := range []struct {
		name string
		tags []tags.Tag
	}{{name, p.card.Related}, {"seen with", p.card.Seen}} {
		p.Lists = append(p.Lists, view.CardList{Name: l.name, Items: each.Of(l.tags, func(t tags.Tag) view.CardItem {
			_, there := p.d.PartOf(t, prompt.Span{Start: -1, End: -1}) // none is being typed
			return view.CardItem{Tag: t, There: there}
		})})
	}
	p.Move(0)
}

// named is the tag alone, whatever the prompt is.
func (of cardOf) named() cardOf {
	of.analysis, of.in = 0, 0
	return of
}

// ReadSeen reads which tags stand on the same pictures as the card's, where it
// is another than before.
func (p *CardPage) ReadSeen() tea.Cmd {
	of, file := p.of.named(), p.d.Lists.Related
	if of == p.asked || of.tag == "" || file == nil {
		return nil
	}
	p.asked = of
	id := p.card.ID
	return func() tea.Msg { return SeenMsg{of, library.NewCard(of.lists, id, file).Seen} }
}

// TakeSeen takes what ReadSeen read, if the card is still the same.
func (p *CardPage) TakeSeen(msg SeenMsg) {
	if msg.of == p.of.named() {
		p.card.Seen = msg.seen
		p.list()
	}
}

// tagMeant is the tag that is selected in the list, else the one that the
// cursor stands in or, where it stands in none, behind: the one that was just
// written. at is the place behind it.
func (p *CardPage) tagMeant() (id catalogue.ID, at int, ok bool) {
	d := p.d
	c := d.Lists.Catalogue
	if c == nil {
		return 0, 0, false
	}
	if d.Popup.Open {
		if t := &d.Popup.Items[d.Popup.Selected].Tag; t.Name != "" {
			id, _, ok = c.LookupIn(t.Name, t.Category)
			return id, d.Popup.Span.End, ok
		}
	}
	b := d.Editors[d.Writing()]
	cursor := b.Cursor()
	var meant *prompt.Part
	parts := d.Sheet().Outline.Parts
	for i := range parts {
		part := parts[i].Outer
		behind := part.End < cursor && strings.Trim(b.Text()[part.End:cursor], ", \n") == ""
		if behind || cursor >= part.Start && cursor <= part.End {
			meant = &parts[i] // the last one: what it stands in goes before what it is behind
		}
	}
	if meant == nil {
		return 0, 0, false
	}
	if meant.By {
		id, _, ok = c.LookupIn(meant.Name, tags.Artist)
	} else {
		id, _, ok = c.Lookup(meant.Text)
	}
	return id, meant.Outer.End, ok
}

// Draw draws the page in w by h cells.
func (p *CardPage) Draw(w, h int) view.Page {
	p.Update()
	return p.Card.Draw(p.d.Theme, w, h, p.d.At == desk.InColumn)
}

// Key handles a key of the page.
func (p *CardPage) Key(msg tea.KeyMsg) (tea.Cmd, bool) {
	k := &p.d.Keys
	one, all := p.Chosen()
	switch steps := k.Steps(msg, 0); {
	case steps != 0:
		p.Move(steps)
	case msg.Type == tea.KeyTab:
		p.write(all)
	case key.Matches(msg, k.Newline):
		p.write(one)
	case p.Filtering && key.Matches(msg, k.Close), p.Filtering && p.Filter == "" && msg.Type == tea.KeyBackspace:
		p.Filtering, p.Filter, p.Selected = false, "", 0
	case p.Filtering:
		text, ok := desk.Typed(p.Filter, msg)
		if !ok {
			return nil, false
		}
		p.Filter, p.Selected = text, 0
	case string(msg.Runes) == "/" && !msg.Alt:
		p.Filtering = true
	case key.Matches(msg, k.Wiki) && p.Wiki != "":
		return p.Browse(p.Wiki), true
	default:
		return nil, false
	}
	return nil, true
}

// write writes those of the items that the prompt has not yet behind the tag.
func (p *CardPage) write(items []view.CardItem) {
	if len(items) > 0 && view.AllThere(items) {
		said := "All of them stand in the prompt already."
		if len(items) == 1 {
			said = view.Clean(tags.Unescape(p.d.Options.Profile.Write(items[0].Tag))) + " stands in the prompt already."
		}
		p.d.Say(view.Quiet, said)
		return
	}
	var list []string
	for _, i := range items {
		if !i.There {
			list = append(list, p.d.Options.Profile.Write(i.Tag))
		}
	}
	p.d.WriteBehind(p.at, list)
	p.stay()
}

// Press is a click on a cell of the page.
func (p *CardPage) Press(row, _ int) tea.Cmd {
	if k, ok := p.At(row); ok {
		p.Selected = k
		one, _ := p.Chosen()
		p.write(one)
	}
	return nil
}

// Wheel scrolls by n notches.
func (p *CardPage) Wheel(n int) { p.Card.Wheel(n * desk.WheelRows) }

// Hints are what the footer names.
func (p *CardPage) Hints() []key.Binding {
	k := &p.d.Keys
	var keys []key.Binding
	one, all := p.Chosen()
	if !view.AllThere(one) {
		keys = append(keys, keymap.Says(k.Newline, "write it"))
	}
	if !view.AllThere(all) {
		keys = append(keys, keymap.As(k.Accept, "tab", "write all"))
	}
	if len(one) > 0 && !p.Filtering {
		keys = append(keys, keymap.As(k.Accept, "/", "filter"))
	}
	if p.Wiki != "" {
		keys = append(keys, keymap.Says(k.Wiki, "wiki page"))
	}
	return append(keys, keymap.Says(k.Close, "back"), keymap.Says(k.Help, "keys"))
}
