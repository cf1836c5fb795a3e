package edit

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/splice"
)

// ArtistPool is the artists that Roll draws from, each as likely as any other.
type ArtistPool struct {
	catalogue *catalogue.Catalogue
	artists   []catalogue.ID
}

// NewArtistPool makes a pool of all artists of a catalogue, which may be nil.
func NewArtistPool(c *catalogue.Catalogue) ArtistPool {
	if c == nil {
		return ArtistPool{}
	}
	return ArtistPool{c, c.IDs(tags.Artist)}
}

// Len returns the number of artists.
func (a ArtistPool) Len() int { return len(a.artists) }

// either finds what a finder or a catalogue knows, both of which may be nil:
// the artists of a pool are artists, whatever lists are in use.
type either struct {
	finder    artists.Finder
	catalogue *catalogue.Catalogue
}

// LookupIn implements Finder. The ID may be one of either's.
func (e either) LookupIn(text string, cat tags.Category) (catalogue.ID, string, bool) {
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

// RollOptions is what Roll is asked for.
type RollOptions struct {
	Seed   uint64
	Number int // of artists
	// Before is what earlier rolls put in, as RollResult.Artists has it. What
	// of it still stands as it was put in gives way; what was weighted since
	// then stays, as it was chosen.
	Before []string
}

// RollResult is what Roll wants done.
type RollResult struct {
	splice.Change
	// Artists are those put in, as the prompt has them.
	Artists []string
	// Short says why they are fewer than were asked for, "" where they are
	// not.
	Short string
}

// rollPatience is how many artists in a row may be too long for what is left
// of the style chunk before it counts as full.
const rollPatience = 16

// Roll draws artists at random and puts them into the style chunk, after the
// artists that are there, or with Options.StylesAtEnd to the prompt's very end.
// None stands there already or is refused by the negative prompt. As many are
// put in as the chunk's tokens take (prompt.ChunkSize), or at the end as the
// last chunk takes. The same seed, pool and texts give the same artists,
// whatever an earlier roll had put in. All else stays byte for byte, but
// that a prompt of a style chunk alone is closed with BREAK.
func Roll(p *profile.Profile, finder artists.Finder, pool ArtistPool, t prompt.Texts, ask RollOptions, o Options) RollResult {
	r := rolling{classifier: newClassifier(p, either{finder, pool.catalogue}), text: t.Positive, end: o.StylesAtEnd && p.Chunked(), loose: !p.Chunked()}
	r.find(ask.Before)
	r.chunks = max(1, len(prompt.Chunks(r.place(nil).Text(), prompt.Defaults).Chunks))
	taken := r.taken(t)

	var done []string
	best := (*splice.Buffer)(nil)
	short, misfits := "", 0
	for draw := pool.shuffled(ask.Seed); p.KnowsArtists() && len(done) < ask.Number; {
		tag, ok := draw()
		if !ok {
			short = "the lists have no other artists"
			break
		}
		written := p.Write(tag)
		key, ok := artistKey(written)
		if !ok || taken[key] {
			continue
		}
		d := r.place(append(slices.Clip(done), written))
		if !r.fits(d.Text()) {
			if misfits++; misfits == rollPatience {
				short = fmt.Sprintf("no more fit into the style chunk's %d tokens", prompt.ChunkSize)
				if r.end || r.loose {
					short = "no more fit into the last chunk"
				}
				break
			}
			continue
		}
		taken[key], misfits = true, 0
		done, best = append(done, written), d
	}
	rolled := RollResult{Change: splice.Change{Cursor: -1}, Artists: done}
	switch {
	case !p.KnowsArtists():
		rolled.Short = p.Name + " knows no artists: " + p.ArtistWhy()
	case pool.Len() == 0:
		rolled.Short = "the lists have no artists"
	case short != "":
		rolled.Short = fmt.Sprintf("%d of %d artists: %s", len(done), ask.Number, short)
	}
	rolled.Note = rolled.Short
	if best == nil {
		return rolled
	}
	rolled.Positive = best.Edits()
	rolled.Note = fmt.Sprintf("Rolled by seed %d: %s", ask.Seed, strings.Join(done, ", "))
	if short != "" {
		rolled.Note += "; " + rolled.Short
	}
	return rolled
}

// shuffled returns a function that draws artist after artist, none twice.
func (a ArtistPool) shuffled(seed uint64) func() (tags.Tag, bool) {
	random := rand.New(rand.NewPCG(seed, 0x61727469737473))
	swapped := map[uint32]catalogue.ID{} // what a shuffle would have moved here
	at := uint32(0)
	look := func(i uint32) catalogue.ID {
		if id, ok := swapped[i]; ok {
			return id
		}
		return a.artists[i]
	}
	return func() (tags.Tag, bool) {
		left := uint32(len(a.artists)) - at
		if left == 0 {
			return tags.Tag{}, false
		}
		k := at + random.Uint32N(left)
		id := look(k)
		swapped[k] = look(at)
		delete(swapped, at)
		at++
		return a.catalogue.Tag(id), true
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
	if part.Kind != prompt.Plain || part.Core.Len() != len(written) || strings.Contains(written, "__") {
		return "", false
	}
	name, _ := artistName(part)
	return tags.Key(name), true
}

// artistName returns the name in a part that writes an artist, and whether what
// stands before one is there.
func artistName(part prompt.Part) (name string, marked bool) {
	if name, _, ok := profile.ReadArtist(part.Text); ok {
		return name, true
	}
	return part.Text, false
}

type rolling struct {
	classifier *classifier
	text       string
	end        bool
	loose      bool // artists stand in no chunk of their own
	chunks     int  // of the prompt without rolled artists

	home, stray []prompt.Span // artists of rolls before: in their place, or elsewhere
}

// find looks for what earlier rolls put in.
func (r *rolling) find(before []string) {
	if len(before) == 0 {
		return
	}
	put := map[string]bool{}
	for _, written := range before {
		put[written] = true
	}
	s := splice.Read(r.text)
	l := r.classifier.styleChunkOf(s)
	from := len(r.text)
	if n := r.classifier.stylesAtEnd(s); r.end && n < len(s.Units) {
		from = s.Units[n].Start
	}
	for _, part := range s.Out.Parts {
		if part.Kind != prompt.Plain || part.Choice || part.Weight != 1 || !put[part.Core.Of(r.text)] {
			continue
		}
		delete(put, part.Core.Of(r.text))
		if r.loose || !r.end && l.exists && part.Section == 0 || r.end && part.Outer.Start >= from {
			r.home = append(r.home, part.Outer)
		} else {
			r.stray = append(r.stray, part.Outer)
		}
	}
}

// taken returns the artists that no roll may put in: those that stand in one
// of the prompts and do not give way.
func (r *rolling) taken(t prompt.Texts) map[string]bool {
	gone := map[prompt.Span]bool{}
	for _, span := range slices.Concat(r.home, r.stray) {
		gone[span] = true
	}
	taken := map[string]bool{}
	for i, text := range []string{t.Positive, t.Negative} {
		for _, part := range prompt.Read(text).Parts {
			if i > 0 || !gone[part.Outer] {
				name, _ := artistName(part)
				taken[tags.Key(name)] = true
			}
		}
	}
	return taken
}

// place writes artists: in the places of those that give way, and after the
// last artist what is more than these.
func (r *rolling) place(artists []string) *splice.Buffer {
	d := splice.NewBuffer(r.text)
	swapped := min(len(artists), len(r.home))
	gone := append(r.home[swapped:len(r.home):len(r.home)], r.stray...)
	slices.SortStableFunc(gone, func(a, b prompt.Span) int { return a.Start - b.Start })
	var edits []prompt.Edit
	for i := range swapped {
		edits = append(edits, prompt.Edit{Span: r.home[i], Text: artists[i]})
	}
	d.Remove(gone, splice.Without, edits...)
	for _, artist := range artists[swapped:] {
		d.Replace(r.classifier.place(splice.Read(d.Text()), artist, artistRole, r.classifier.rankOf(profile.ArtistPart, 0), r.end))
	}
	if len(artists) > 0 && !r.end && !r.loose {
		if e, open := r.classifier.closing(splice.Read(d.Text())); open {
			d.Replace(e)
		}
	}
	return d
}

// fits reports whether the artists have room.
func (r *rolling) fits(text string) bool {
	if r.end || r.loose {
		return len(prompt.Chunks(text, prompt.Defaults).Chunks) <= r.chunks
	}
	n, ok := styleChunkTokens(r.classifier.profile, r.classifier.finder, text)
	return ok && n <= prompt.ChunkSize
}

// closing returns the edit that ends a style chunk which no BREAK closes yet,
// or false where there is none. Separators at the prompt's end give way.
func (j *classifier) closing(s *splice.Document) (prompt.Edit, bool) {
	if l := j.styleChunkOf(s); !l.exists || l.closed || len(l.units) == 0 {
		return prompt.Edit{}, false
	}
	last := s.Units[len(s.Units)-1]
	if last.Open { // within its bracket BREAK would be a word
		return prompt.Edit{}, false
	}
	end := s.RunAfter(last.End, len(s.Text))
	if end < len(s.Text) {
		end = last.End
	}
	return prompt.Edit{Span: prompt.Span{Start: last.End, End: end}, Text: " BREAK "}, true
}
