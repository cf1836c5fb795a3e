package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/each"
	"tailor/data/webui"
	"tailor/tags"
	"tailor/tags/knowledge"
	"tailor/tags/library"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/splice"
	"tailor/tags/search"
	"tailor/tags/wildcard"
	"tailor/ui/desk"
	"tailor/ui/suggest"
	"tailor/ui/view"
)

// tagSearch is the state of the search that the popup waits for. Every search
// has a number; only the reply to the last one counts.
type tagSearch struct {
	number  int
	under   bool   // a reply is under way
	waiting bool   // the lists were not there yet
	owed    bool   // a tab was pressed meanwhile
	unset   string // what the config has to name first
	cancel  context.CancelFunc
}

// searchDoneMsg is the reply to a search.
type searchDoneMsg struct {
	Number int
	Span   prompt.Span
	Items  []view.Suggestion
}

// complete starts to search for what is being typed at the cursor. Asked for
// by key it does so from the first letter on.
func (m *Model) complete(asked bool) tea.Cmd {
	m.stopSearch()
	b := m.Buffer()
	query, span := splice.Word(b.Text(), b.Cursor())
	if b.Selecting() || !asked && !suggest.Enough(query) {
		m.Popup.Close()
		return nil
	}
	if !m.loading {
		m.search.unset = suggest.Unset(query, m.Lists.Wildcards, m.Lists.Networks, m.Lists.Embeddings)
	}
	find := m.finder(query, &span)
	if find == nil {
		m.Popup.Close()
		m.search.waiting = m.loading
		return nil
	}
	ctx, cancel := context.WithCancel(m.Ctx)
	m.search.cancel, m.search.under = cancel, true
	number := m.search.number
	return func() tea.Msg { return searchDoneMsg{number, span, find(ctx)} }
}

// finder returns the search for a word, by what the word begins with, to be
// carried out off the screen's thread; nil where there is nothing to search
// in. It may widen the span that an accepted suggestion replaces.
func (m *Model) finder(query string, span *prompt.Span) func(context.Context) []view.Suggestion {
	b, index := m.Buffer(), m.Lists.Index
	switch splice.KindOf(query) {
	case splice.WildcardWord:
		name, whole, ok := wildcard.At(b.Text(), b.Cursor())
		set := m.Lists.Wildcards
		if !ok || set == nil {
			return nil
		}
		*span = whole
		return func(context.Context) []view.Suggestion { return suggest.Wildcards(set, name) }
	case splice.NetworkWord:
		all := m.Lists.Networks
		return func(ctx context.Context) []view.Suggestion {
			return append(suggest.Networks(all, query), suggest.Faces(ctx, index, query)...)
		}
	}
	if all := m.Lists.Embeddings; strings.HasPrefix(strings.ToLower(query), suggest.Embedding) {
		// A1111 knows one by its name alone, and reads "embedding:" as words.
		bare := m.Names != nil && m.Names.About.Kind == webui.A1111
		return func(context.Context) []view.Suggestion { return suggest.Embeddings(all, query, bare) }
	}
	if index == nil {
		return nil
	}
	o := search.Options{Limit: suggest.MostResults}
	if m.Options.Picks != nil {
		o.Picks = m.Options.Picks.Counts()
	}
	find, ok := suggest.Browse(m.Lists.Catalogue, index, query, o)
	if query == "" {
		return m.withGoesWith(find)
	}
	if ok {
		return find
	}
	profile, has := m.Options.Profile, m.Has(*span)
	query = artists.Last(m.Lists.Catalogue, query)
	return func(ctx context.Context) []view.Suggestion {
		return suggest.Tags(ctx, index, profile, query, o, has)
	}
}

// closeList shuts the list at the cursor and gives up the search for another.
func (m *Model) closeList() {
	m.Popup.Close()
	m.stopSearch()
}

// stopSearch gives up the search under way.
func (m *Model) stopSearch() {
	if m.search.cancel != nil {
		m.search.cancel()
	}
	m.search = tagSearch{number: m.search.number + 1}
	m.peeked = ""
}

func (m *Model) searchDone(msg searchDoneMsg) tea.Cmd {
	if msg.Number != m.search.number {
		return nil
	}
	m.search.cancel()
	m.search = tagSearch{number: m.search.number, unset: m.search.unset}
	m.Popup = view.Popup{Open: len(msg.Items) > 0, Span: msg.Span, Items: msg.Items, Browsed: msg.Span.Start == msg.Span.End}
	m.MarkThere()
	if !m.Popup.Open {
		return nil
	}
	return tea.Batch(m.peek(), m.readTriggers())
}

// peekedMsg brings what the selected wildcard would give.
type peekedMsg struct {
	Number int
	Name   string
	Text   string
}

// peek looks into the selected suggestion's wildcard file, to show what it holds.
func (m *Model) peek() tea.Cmd {
	m.peeked = ""
	item := m.Popup.Items[m.Popup.Selected]
	if gloss := knowledge.Gloss(item.Tag.Name); gloss != "" && item.Tag.Category != tags.Artist {
		m.peeked = gloss
		return nil
	}
	set := m.Lists.Wildcards
	if set == nil || !strings.HasPrefix(item.Insert, "__") {
		return nil
	}
	number, name := m.search.number, item.Label
	return func() tea.Msg {
		p, err := set.Preview(name, 6)
		if err != nil {
			return peekedMsg{number, name, err.Error()}
		}
		return peekedMsg{number, name, fmt.Sprintf("%s: %s", view.Plural(p.Count, "entry"), strings.Join(p.First, " · "))}
	}
}

func (m *Model) peekDone(msg peekedMsg) {
	if msg.Number == m.search.number && m.Popup.Open && m.Popup.Items[m.Popup.Selected].Label == msg.Name {
		m.peeked = msg.Text
	}
}

// accept writes the selected suggestion into the prompt.
func (m *Model) accept() tea.Cmd {
	item, span := m.Popup.Items[m.Popup.Selected], m.Popup.Span
	b := m.Buffer()
	m.closeList()
	m.Typing = false
	if item.There {
		m.goToTag(item.Tag, span)
		return nil
	}
	if item.Insert != "" && !item.Whole {
		m.Undo.Break()
		e := prompt.Edit{Span: span, Text: item.Insert}
		if item.Lora {
			e = splice.AcceptNetwork(b.Text(), span, item.Insert)
		}
		b.Apply([]prompt.Edit{e}, e.Start+len(e.Text))
		switch {
		case e.Text != item.Insert: // in one that has its weight
		case item.Lora:
			return m.askTriggers(item)
		case item.GoesOn, strings.HasPrefix(item.Insert, search.ThemeFilter): // whose tags are listed
			return m.complete(!item.GoesOn)
		}
		return nil
	}
	o := m.Options.Lane
	o.Negative = m.Writing() == desk.InNegative
	var c splice.Change
	if item.Whole {
		c = edit.AcceptText(b.Text(), b.Cursor(), span, item.Insert)
	} else {
		c = edit.Accept(m.Options.Profile, m.Lists.Catalogue, b.Text(), b.Cursor(), item.Tag, o)
	}
	if item.Rest != "" {
		c = c.Beside(b.Text(), item.Rest)
	}
	m.applyHere(c)
	m.Typing = splice.WordAt(b.Text(), b.Cursor()).Inside() // the bracket is still to be closed
	if m.Options.Picks != nil && !item.Whole {
		m.Options.Picks.Add(item.Tag.Name)
	}
	m.offerTraits(item.Tag)
	if item.GoesOn {
		return m.complete(false)
	}
	return nil
}

// types reports whether a key writes or takes back a letter, and so asks for the
// list, and does not cut or put back more.
func types(msg tea.KeyMsg) bool {
	return !msg.Alt && slices.Contains([]tea.KeyType{tea.KeyRunes, tea.KeySpace, tea.KeyBackspace, tea.KeyDelete, tea.KeyCtrlD}, msg.Type)
}

// popupKey handles a key for the open popup and reports whether it was one.
func (m *Model) popupKey(msg tea.KeyMsg) (tea.Cmd, bool) {
	k, p := &m.Keys, &m.Popup
	if m.filterKey(msg) {
		p.Scroll(p.Page())
		return m.peek(), true
	}
	switch steps := k.Steps(msg, p.Page()); {
	case msg.Type == tea.KeyEnter && p.Items[p.Selected].Near && !p.Moved && key.Matches(msg, k.Newline):
		return nil, false // a guess that nobody chose: enter is a new line
	case key.Matches(msg, k.Accept):
		return m.accept(), true
	case steps != 0:
		p.Move(steps)
	case msg.Type == tea.KeyLeft && !msg.Alt && p.Side(-1), msg.Type == tea.KeyRight && !msg.Alt && p.Side(1):
	case key.Matches(msg, k.Close):
		m.closeList()
		m.LeaveTheme()
		return nil, true
	default:
		return nil, false
	}
	p.Scroll(p.Page())
	return m.peek(), true
}

// filterKey handles a key for the letters by which a list is looked through that
// stands at an empty word, and reports whether it was one: "/" begins them.
func (m *Model) filterKey(msg tea.KeyMsg) bool {
	p := &m.Popup
	switch {
	case !p.Browsed:
		return false
	case !p.Filtering:
		p.Filtering = string(msg.Runes) == "/" && !msg.Alt
		return p.Filtering
	case key.Matches(msg, m.Keys.Close), p.Filter() == "" && msg.Type == tea.KeyBackspace:
		p.Filtering = false
		p.SetFilter("")
		return true
	}
	text, ok := desk.Typed(p.Filter(), msg)
	if ok && !p.SetFilter(text) {
		m.Say(view.Quiet, "Nothing in the list has the letters of "+view.Clean(text)+".")
	}
	return ok
}

// withGoesWith puts what goes with the prompt as it stands before what is to be
// looked through; in the negative prompt it is what the model wants there.
func (m *Model) withGoesWith(browse func(context.Context) []view.Suggestion) func(context.Context) []view.Suggestion {
	if browse == nil {
		browse = func(context.Context) []view.Suggestion { return nil }
	}
	if m.Writing() == desk.InNegative {
		needs := suggest.Needed(m.Options.Profile)
		return func(ctx context.Context) []view.Suggestion { return append(needs, browse(ctx)...) }
	}
	c, seen := m.Lists.Catalogue, m.Lists.Related
	names := each.Of(m.Sheet().Outline.Parts, func(p prompt.Part) string { return p.Text })
	return func(ctx context.Context) []view.Suggestion {
		items := each.Of(library.GoesWith(c, names, seen), func(t tags.Tag) view.Suggestion { return view.Suggestion{Tag: t} })
		first := min(len(items), mostGoesWith)
		return slices.Concat(items[:first], browse(ctx), items[first:])
	}
}

// mostGoesWith is how many tags that go with the prompt stand before the
// themes; the others stand behind, for whoever looks through the list by letters.
const mostGoesWith = 12
