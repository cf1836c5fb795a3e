package view

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"tailor/tags"
	"tailor/ui/theme"
)

// Card is the page of the right column with what is known of a tag.
type Card struct {
	Tag            tags.Tag // of no name where there is none at the cursor
	Gloss, Wiki    string
	Series         []string // of a character
	Names, Aliases []string
	// Lists are the tags that it offers, one list below the other.
	Lists []CardList
	// Selected counts the items shown, over all lists.
	Selected int
	// Filtering reports whether letters are typed into Filter, which the items shown
	// hold.
	Filtering bool
	Filter    string

	rows     []int // the item of every row drawn, -1 for none
	top, off int
}

// CardList is tags of one kind, "traits".
type CardList struct {
	Name  string
	Items []CardItem
}

// CardItem is a tag that the card offers; There reports whether the prompt has it.
type CardItem struct {
	Tag   tags.Tag
	There bool
}

// AllThere reports whether the prompt has every one of some items.
func AllThere(items []CardItem) bool {
	return !slices.ContainsFunc(items, func(i CardItem) bool { return !i.There })
}

// Offered returns the lists as the filter leaves them, without empty ones.
func (c *Card) Offered() []CardList {
	var shown []CardList
	for _, l := range c.Lists {
		if c.Filter != "" {
			names := make([]string, len(l.Items))
			for k, i := range l.Items {
				names[k] = spaced(i.Tag.Name)
			}
			found := CardList{Name: l.Name}
			for _, m := range tags.FindNames(c.Filter, names) {
				found.Items = append(found.Items, l.Items[m.Index])
			}
			l = found
		}
		if len(l.Items) > 0 {
			shown = append(shown, l)
		}
	}
	return shown
}

// Chosen returns the selected item, and those of its list that are shown; none
// where nothing is.
func (c *Card) Chosen() (one, all []CardItem) {
	k := c.Selected
	for _, l := range c.Offered() {
		if k < len(l.Items) {
			return l.Items[k : k+1], l.Items
		}
		k -= len(l.Items)
	}
	return nil, nil
}

// Move selects another item, n down or -n up, and stops at the ends.
func (c *Card) Move(n int) {
	items := 0
	for _, l := range c.Offered() {
		items += len(l.Items)
	}
	c.Selected = Between(c.Selected+n, 0, max(0, items-1))
}

// At returns the item at a row of the page.
func (c *Card) At(row int) (int, bool) {
	row += c.top
	if row < 0 || row >= len(c.rows) || c.rows[row] < 0 {
		return 0, false
	}
	return c.rows[row], true
}

// Wheel scrolls by n rows, down or with -n up.
func (c *Card) Wheel(n int) { c.off += n }

// mostAliases is how many aliases the card shows.
const mostAliases = 6

// Draw draws the page in w by h cells.
func (c *Card) Draw(t *theme.Theme, w, h int, focused bool) Page {
	var rows []Row
	c.rows = c.rows[:0]
	add := func(item int, text string) {
		rows = append(rows, Row{Text: text})
		c.rows = append(c.rows, item)
	}
	wrapped := func(ink theme.Ink, text string) {
		for _, line := range Wrapped(Clean(text), w-1, h) {
			add(-1, " "+ink.Paint(line))
		}
	}
	if c.Tag.Name == "" {
		wrapped(t.Dim, "no tag of the lists at the cursor")
		return Page{Rows: rows}
	}
	wrapped(t.Category(c.Tag.Category), spaced(c.Tag.Name))
	kind := c.Tag.Category.Word()
	if c.Tag.Count > 0 {
		kind += " · " + short(c.Tag.Count)
	}
	wrapped(t.Dim, kind)
	if len(c.Series) > 0 {
		wrapped(t.Category(tags.Copyright), "of "+spacedAll(c.Series))
	}
	names, rest := cutNames(c.Names, w-1)
	wrapped(t.Dim, names)
	wrapped(t.Text, c.Gloss)
	if c.Filtering {
		add(-1, t.Accent.Paint(" › ")+Clip(Clean(c.Filter), w-5)+CaretHere())
	}
	rule := func(text string) {
		rows, c.rows = append(rows, Row{Rule: true, Text: text}), append(c.rows, -1)
	}
	shown, selected, k := c.Offered(), 0, 0
	for _, l := range shown {
		if AllThere(l.Items) {
			rule(l.Name + " · all ✓")
		} else {
			rule(l.Name + " · + adds")
		}
		for _, i := range l.Items {
			mark, ink := "+ ", t.Category(i.Tag.Category)
			if i.There {
				mark, ink = "✓ ", t.Dim
			}
			if focused && k == c.Selected {
				ink, selected = t.Lit, len(rows)
			}
			add(k, ink.Paint(Fill(" "+mark+spaced(i.Tag.Name), w)))
			k++
		}
	}
	if len(shown) == 0 && c.Filter != "" {
		wrapped(t.Dim, "nothing here has these letters")
	}
	var also, slashed []string
	for _, alias := range c.Aliases[:min(len(c.Aliases), mostAliases)] {
		if strings.HasPrefix(alias, "/") {
			slashed = append(slashed, alias)
		} else {
			also = append(also, alias)
		}
	}
	before := len(rows)
	named := func(what, text string) {
		if text != "" {
			if len(rows) == before {
				rule("names")
			}
			wrapped(t.Dim, what+text)
		}
	}
	for len(rest) > 0 {
		names, rest = cutNames(rest, w-1)
		named("", names)
	}
	named("also ", spacedAll(also))
	named("Danbooru's short form ", strings.Join(slashed, nameGap))
	if len(shown) > 0 || c.Filter != "" || len(rows) > before {
		rule("wiki")
	}
	// A terminal that knows links makes one of it, the others show its text.
	link := strings.TrimPrefix(c.Wiki, "https://")
	if Width(link) > w-1 {
		host, _, _ := strings.Cut(link, "/")
		link = Clip(host+" ↗", w-1)
	}
	rows = append(rows, Row{Text: ansi.SetHyperlink(c.Wiki) + " " + t.Dim.Paint(link) + ansi.ResetHyperlink(), Cells: 1 + Width(link)})
	c.rows = append(c.rows, -1)
	if c.off == 0 && focused {
		c.top = Scrolled(c.top, selected, len(rows), h)
	}
	c.top, c.off = Between(c.top+c.off, 0, max(0, len(rows)-h)), 0
	page := Page{Rows: rows[c.top:]}
	if _, all := c.Chosen(); focused && !AllThere(all) {
		page.Note = "tab writes all"
	}
	return page
}

// cutNames are as many of some names as a row of w cells has room for, one at the
// least, and the others.
func cutNames(names []string, w int) (row string, rest []string) {
	for k, name := range names {
		if k > 0 && Width(row+nameGap+Clean(name)) > w {
			return row, names[k:]
		}
		if k > 0 {
			row += nameGap
		}
		row += Clean(name)
	}
	return row, nil
}

const nameGap = " · "
