package edit

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// Deck is the artists that Roll draws from, each as likely as any other.
type Deck struct {
	catalogue *tags.Catalogue
	artists   []tags.ID
}

// NewDeck makes a deck of all artists of a catalogue, which may be nil.
func NewDeck(c *tags.Catalogue) Deck {
	if c == nil {
		return Deck{}
	}
	return Deck{c, c.IDs(tags.Artist)}
}

// Len returns the number of artists.
func (d Deck) Len() int { return len(d.artists) }

// either finds what a finder or a catalogue knows, both of which may be nil:
// the artists of a deck are artists, whatever lists are in use.
type either struct {
	finder    Finder
	catalogue *tags.Catalogue
}

// LookupIn implements Finder. The ID may be one of either's.
func (e either) LookupIn(text string, cat tags.Category) (tags.ID, string, bool) {
	if e.finder != nil {
		if id, alias, ok := e.finder.LookupIn(text, cat); ok {
			return id, alias, true
		}
	}
	if e.catalogue == nil {
		return 0, "", false
	}
	return e.catalogue.LookupIn(text, cat)
}

// Throw is what Roll is asked for.
type Throw struct {
	Seed   uint64
	Number int // of artists
	// Before is what earlier throws put in, as Rolled.Artists has it. What
	// of it still stands as it was put in gives way; what was weighted since
	// then stays, as it was chosen.
	Before []string
}

// Rolled is what Roll wants done.
type Rolled struct {
	Change
	// Artists are those put in, as the prompt has them.
	Artists []string
	// Short says why they are fewer than were asked for, "" where they are
	// not.
	Short string
}

// rollPatience is how many artists in a row may be too long for what is left
// of the style chunk before it counts as full.
const rollPatience = 16

// Roll draws artists at random and puts them into the style chunk, behind the
// artists that are there, or with Options.LaneEnd to the prompt's very end.
// None stands there already or is refused by the negative prompt. As many are
// put in as the chunk's tokens take (prompt.ChunkSize), or at the end as the
// last chunk takes. The same seed, deck and texts give the same artists,
// whatever an earlier throw had put in. All else stays byte for byte, but
// that a prompt of a style chunk alone is closed with BREAK.
func Roll(p *profile.Profile, finder Finder, deck Deck, t prompt.Texts, throw Throw, o Options) Rolled {
	r := rolling{judge: newJudge(p, either{finder, deck.catalogue}), text: t.Positive, end: o.LaneEnd}
	r.find(throw.Before)
	r.chunks = max(1, len(prompt.Chunks(r.place(nil).text(), prompt.Defaults).Chunks))
	taken := r.taken(t)

	var done []string
	best := (*draft)(nil)
	short, misfits := "", 0
	for draw := deck.shuffled(throw.Seed); len(done) < throw.Number; {
		tag, ok := draw()
		if !ok {
			short = "the lists have no other artists"
			break
		}
		written := tag.Prompt()
		key, ok := artistKey(written)
		if !ok || taken[key] {
			continue
		}
		d := r.place(append(done[:len(done):len(done)], written))
		if !r.fits(d.text()) {
			if misfits++; misfits == rollPatience {
				short = fmt.Sprintf("no more fit into the style chunk's %d tokens", prompt.ChunkSize)
				if r.end {
					short = "no more fit into the last chunk"
				}
				break
			}
			continue
		}
		taken[key], misfits = true, 0
		done, best = append(done, written), d
	}
	rolled := Rolled{Change: Change{Cursor: -1}, Artists: done}
	switch {
	case deck.Len() == 0:
		rolled.Short = "the lists have no artists"
	case short != "":
		rolled.Short = fmt.Sprintf("%d of %d artists: %s", len(done), throw.Number, short)
	}
	rolled.Note = rolled.Short
	if best == nil {
		return rolled
	}
	rolled.Positive = best.edits()
	rolled.Note = fmt.Sprintf("Rolled by seed %d: %s", throw.Seed, strings.Join(done, ", "))
	if short != "" {
		rolled.Note += "; " + rolled.Short
	}
	return rolled
}

// shuffled returns a function that draws artist after artist, none twice.
func (d Deck) shuffled(seed uint64) func() (tags.Tag, bool) {
	random := rand.New(rand.NewPCG(seed, 0x61727469737473))
	swapped := map[uint32]tags.ID{} // what a shuffle would have moved here
	at := uint32(0)
	look := func(i uint32) tags.ID {
		if id, ok := swapped[i]; ok {
			return id
		}
		return d.artists[i]
	}
	return func() (tags.Tag, bool) {
		left := uint32(len(d.artists)) - at
		if left == 0 {
			return tags.Tag{}, false
		}
		k := at + random.Uint32N(left)
		id := look(k)
		swapped[k] = look(at)
		delete(swapped, at)
		at++
		return d.catalogue.Tag(id), true
	}
}

// artistKey returns what tells a written artist from others, or false where
// the prompt would not read it as one artist.
func artistKey(written string) (string, bool) {
	out := prompt.Read(written)
	if len(out.Parts) != 1 || len(out.Breaks)+len(out.Comments)+len(out.Brackets) > 0 {
		return "", false
	}
	part := out.Parts[0]
	if part.Kind != prompt.Plain || part.Core.Len() != len(written) || !part.By || strings.Contains(written, "__") {
		return "", false
	}
	return profile.Key(part.Name), true
}

type rolling struct {
	judge  *judge
	text   string
	end    bool
	chunks int // of the prompt without rolled artists

	home, stray []prompt.Span // artists of throws before: in their place, or elsewhere
}

// find looks for what earlier throws put in.
func (r *rolling) find(before []string) {
	if len(before) == 0 {
		return
	}
	put := map[string]bool{}
	for _, written := range before {
		put[written] = true
	}
	s := readSheet(r.text)
	l := r.judge.laneOf(s)
	from := len(r.text)
	if n := r.judge.endLane(s); r.end && n < len(s.units) {
		from = s.units[n].Start
	}
	for _, part := range s.out.Parts {
		if part.Kind != prompt.Plain || part.Choice || part.Weight != 1 || !put[part.Core.Of(r.text)] {
			continue
		}
		delete(put, part.Core.Of(r.text))
		if !r.end && l.exists && part.Section == 0 || r.end && part.Outer.Start >= from {
			r.home = append(r.home, part.Outer)
		} else {
			r.stray = append(r.stray, part.Outer)
		}
	}
}

// taken returns the artists that no throw may put in: those that stand in one
// of the prompts and do not give way.
func (r *rolling) taken(t prompt.Texts) map[string]bool {
	gone := map[prompt.Span]bool{}
	for _, span := range append(r.home[:len(r.home):len(r.home)], r.stray...) {
		gone[span] = true
	}
	taken := map[string]bool{}
	for i, text := range []string{t.Positive, t.Negative} {
		for _, part := range prompt.Read(text).Parts {
			if part.By && !(i == 0 && gone[part.Outer]) {
				taken[profile.Key(part.Name)] = true
			}
		}
	}
	return taken
}

// place writes artists: in the places of those that give way, and behind the
// last artist what is more than these.
func (r *rolling) place(artists []string) *draft {
	d := newDraft(r.text)
	swapped := min(len(artists), len(r.home))
	gone := append(r.home[swapped:len(r.home):len(r.home)], r.stray...)
	cuts := make([]prompt.Edit, len(gone))
	for i, span := range gone {
		cuts[i].Span = span
	}
	cuts = prompt.Sorted(cuts)
	var edits []prompt.Edit
	for i := range swapped {
		edits = append(edits, prompt.Edit{Span: r.home[i], Text: artists[i]})
	}
	// From the last to the first, so that the places before hold.
	for i := len(cuts) - 1; i >= 0; i-- {
		for len(edits) > 0 && edits[len(edits)-1].Start > cuts[i].Start {
			d.replace(edits[len(edits)-1])
			edits = edits[:len(edits)-1]
		}
		d.replace(prompt.Edit{Span: readSheet(d.text()).without(cuts[i].Span)})
	}
	d.replace(edits...)
	for _, artist := range artists[swapped:] {
		s := readSheet(d.text())
		if r.end {
			d.replace(r.judge.intoEnd(s, artist, artistRank))
		} else {
			d.replace(r.judge.intoLane(s, artist, artistRank))
		}
	}
	if len(artists) > 0 && !r.end {
		if e, open := r.judge.closing(readSheet(d.text())); open {
			d.replace(e)
		}
	}
	return d
}

// fits tells whether the artists have room.
func (r *rolling) fits(text string) bool {
	if r.end {
		return len(prompt.Chunks(text, prompt.Defaults).Chunks) <= r.chunks
	}
	n, ok := LaneTokens(r.judge.profile, r.judge.finder, text)
	return ok && n <= prompt.ChunkSize
}

// closing returns the edit that ends a style chunk which no BREAK closes yet,
// or false where there is none. Separators at the prompt's end give way.
func (j *judge) closing(s *sheet) (prompt.Edit, bool) {
	if l := j.laneOf(s); !l.exists || l.closed || len(l.units) == 0 {
		return prompt.Edit{}, false
	}
	last := s.units[len(s.units)-1]
	if last.open { // within its bracket BREAK would be a word
		return prompt.Edit{}, false
	}
	end := s.runAfter(last.End, len(s.text))
	if end < len(s.text) {
		end = last.End
	}
	return prompt.Edit{Span: prompt.Span{Start: last.End, End: end}, Text: " BREAK "}, true
}
