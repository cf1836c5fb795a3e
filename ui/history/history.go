// Package history is the page of history and presets: what was ever written,
// to be found, opened, inserted, compared, named, starred and forgotten.
package history

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt/compare"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// Page is the page of history and presets: a line to search in, the entries
// that fit, and the selected one whole. It asks for a preset's name as well.
type Page struct {
	*desk.Desk
	browser
	past past
	// ShowPictures shows the pictures of an entry.
	ShowPictures func([]state.Picture)
}

// browser is what the page shows; it begins again whenever the page opens.
type browser struct {
	view.History
	query textinput.Model
	early []tea.KeyMsg // keys that came before the entries were read
	// sure is what the last key asked about: the same key again does it.
	sure string
	// named is the entry that is given a name in the line, nil for none, and
	// sought what stood in the line before.
	named  *view.HistoryEntry
	sought string
	// comparing shows what of the selected entry differs from the prompt.
	comparing bool
	gone      []forgotten // the last one last
	preview   preview
}

// New makes the page, with nothing read yet. What the desk's store keeps from
// now on is noted.
func New(d *desk.Desk) *Page {
	p := &Page{Desk: d}
	p.Reset("")
	if d.Options.Store != nil {
		d.Options.Store = noting{d.Options.Store, &p.past.changed}
	}
	return p
}

// Reset empties the page; ask is what the line says before a letter is typed.
func (p *Page) Reset(ask string) {
	p.browser = browser{query: p.NewLine()}
	p.query.Placeholder = ask
	p.query.Focus()
}

// Refilter finds the entries that hold every word of the query.
func (p *Page) Refilter() {
	query := p.query.Value()
	if p.named != nil {
		query = p.sought
	}
	p.Filter(strings.Fields(strings.ToLower(query)))
}

// ReadMsg brings history and presets.
type ReadMsg struct {
	All []view.HistoryEntry
	Err error
}

// ReadAll reads history and presets from the disk.
func (p *Page) ReadAll() tea.Cmd {
	store, left, changed := p.Options.Store, p.Options.LeftDraft, &p.past.changed
	return func() tea.Msg {
		var msg ReadMsg
		changed.Store(false)
		var drafts []view.HistoryEntry
		if left != nil {
			kind := view.LeftDraft
			if left.Finished {
				kind = view.LastTime
			}
			drafts = append(drafts, draftEntry(kind, *left))
		}
		if store != nil {
			last, ok, errLast := store.Last()
			if ok && (left == nil || !left.Finished) {
				drafts = append(drafts, draftEntry(view.LastTime, last))
			}
			copied, errHistory := store.History()
			for _, c := range copied {
				if ok && c.How == state.Left && c.Prompt == last.Positive && c.Negative == last.Negative {
					continue // it stands above
				}
				msg.All = append(msg.All, historyEntry(c))
			}
			msg.All = byTime(msg.All, drafts)
			presets, err := store.Presets()
			for _, p := range presets {
				msg.All = append(msg.All, view.HistoryEntry{Kind: view.Preset, Name: p.Name, Positive: p.Prompt, Negative: p.Negative, Settings: p.Settings})
			}
			pictures, errPictures := store.Pictures()
			tie(msg.All, pictures)
			msg.Err = errors.Join(err, errHistory, errLast, errPictures)
		} else {
			msg.All = drafts
		}
		prepare(msg.All)
		return msg
	}
}

// byTime puts drafts among the entries of the history, which stand the newest
// first.
func byTime(all, drafts []view.HistoryEntry) []view.HistoryEntry {
	for _, e := range drafts {
		at := slices.IndexFunc(all, func(x view.HistoryEntry) bool { return !x.Time.After(e.Time) })
		if at < 0 {
			at = len(all)
		}
		all = slices.Insert(all, at, e)
	}
	return all
}

func draftEntry(kind view.EntryKind, d state.Draft) view.HistoryEntry {
	return view.HistoryEntry{Kind: kind, Positive: d.Positive, Negative: d.Negative, Settings: d.Settings, Time: d.Saved}
}

func historyEntry(c state.Copied) view.HistoryEntry {
	kind := view.EntryKind(max(0, slices.Index(hows[:], c.How)))
	return view.HistoryEntry{Kind: kind, Name: c.Name, Positive: c.Prompt, Negative: c.Negative, Settings: c.Settings, Time: c.Time, Star: c.Star}
}

// hows are what the store calls how entries came to be.
var hows = [...]state.How{view.Copied: state.Copying, view.Made: state.Made, view.Left: state.Left, view.Cleared: state.Cleared}

// recentHeads is how many of the newest prompts before it, those alike and the
// stages of one being one, an entry is compared with: variations are written one after another.
const recentHeads = 6

// prepare gives entries what the filter and the rows need. It is not for
// Update: ten thousand prompts take some milliseconds.
func prepare(all []view.HistoryEntry) {
	var heads []head
	for k := range all {
		e := &all[k]
		if e.Fold = ""; !lower(e.Positive) || !lower(e.Negative) || !lower(e.Name) {
			e.Fold = strings.ToLower(e.Name + "\n" + e.Positive + "\n" + e.Negative)
		}
		e.Alike = k
		if e.Kind == view.Preset {
			continue
		}
		near := heads[max(0, len(heads)-recentHeads):]
		of := lastIndex(near, func(h *head) bool {
			newest := &all[h.at]
			return newest.Negative == e.Negative && compare.Alike(newest.Positive, e.Positive) || sameRow(newest, e)
		})
		var tags compare.Tags
		if of < 0 {
			tags = tagsOf(e)
			of = lastIndex(near, func(h *head) bool { return compare.StageOf(h.tags, h.back(all), tags) })
		}
		if of < 0 {
			heads = append(heads, head{at: k, last: k, tags: tags, lastTags: tags})
			continue
		}
		e.Alike = near[of].at
		near[of].last, near[of].lastTags = k, tags
	}
}

// head is an entry that others are folded behind, and the last of these, the one
// furthest back.
type head struct {
	at, last int
	tags     compare.Tags
	lastTags compare.Tags // nil until they are needed
}

// back returns the tags of the one furthest back.
func (h *head) back(all []view.HistoryEntry) compare.Tags {
	if h.lastTags == nil {
		h.lastTags = tagsOf(&all[h.last])
	}
	return h.lastTags
}

// sameRow reports whether the rows of two entries would read the same.
func sameRow(a, b *view.HistoryEntry) bool {
	const ends = " ,\n"
	text := strings.TrimRight(a.Positive, ends)
	return text != "" && text == strings.TrimRight(b.Positive, ends) && a.Name == b.Name
}

// tagsOf are the tags of an entry, none of one that is too long for it.
func tagsOf(e *view.HistoryEntry) compare.Tags {
	if len(e.Positive) > desk.LargeText {
		return nil
	}
	return compare.TagsOf(e.Positive)
}

func lastIndex(heads []head, is func(*head) bool) int {
	for i := len(heads) - 1; i >= 0; i-- {
		if is(&heads[i]) {
			return i
		}
	}
	return -1
}

// TakeRead takes what was read, and then the keys that came before it.
func (p *Page) TakeRead(msg ReadMsg) tea.Cmd {
	p.past.all, p.past.read, p.past.recent = msg.All, true, recent(msg.All)
	if p.Broken = msg.Err != nil; p.Broken && p.Page == desk.HistoryPage {
		p.Say(view.Failure, strings.ReplaceAll(msg.Err.Error(), "\n", "; "))
	}
	if p.Page != desk.HistoryPage || p.named != nil || len(p.gone) > 0 || p.Read && sameEntries(p.All, msg.All) {
		return nil
	}
	early, at := p.early, p.Entry()
	p.All, p.Read, p.early = slices.Clone(msg.All), true, nil
	p.Refilter()
	if at != nil { // what was selected stays so
		p.selectEntry(func(e *view.HistoryEntry) bool {
			return e.Positive == at.Positive && e.Negative == at.Negative && e.Kind == at.Kind
		})
	}
	var cmds []tea.Cmd
	for _, key := range early {
		if p.Page == desk.HistoryPage {
			cmds = append(cmds, p.Key(key))
		}
	}
	return tea.Batch(cmds...)
}

// selectEntry selects the first row whose entry is meant, if there is one.
func (p *Page) selectEntry(meant func(*view.HistoryEntry) bool) {
	if k := slices.IndexFunc(p.Rows, func(r view.HistoryRow) bool { return meant(&p.All[r.Entry]) }); k >= 0 {
		p.Selected = k
	}
}

// lower reports whether a text is in lower case for certain.
func lower(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf || r >= 'A' && r <= 'Z' })
}
