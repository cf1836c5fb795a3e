package lint

import (
	"fmt"
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
)

// role is what an item does to the chunk that it stands in.
type role uint8

const (
	body    role = iota
	lane         // an artist or style, which wants a chunk of its own
	neutral      // may stand in both: quality, brightness, networks, wildcards
)

func (it *item) role() role {
	f := it.fact
	switch {
	case it.artist, it.style:
		return lane
	case it.Kind != prompt.Plain, it.setting, f.wild && it.By, it.Choice && (it.By || f.artist || f.says.Style), f.blocked:
		return neutral
	case it.sentence || it.Choice:
		return body
	case f.says.Quality != 0, f.says.Meta, f.says.Dead != nil && !f.says.Dead.Doubtful:
		return neutral
	}
	return body
}

// markArtists settles which items are artists and styles. A name that is
// plain English too, "by candlelight" or the artist "grain", is an artist's
// only where nothing but artists and styles stand.
func (z *zone) markArtists() {
	for i := range z.items {
		it := &z.items[i]
		if it.quiet() {
			continue
		}
		it.style = it.fact.says.Style && !it.fact.artist
		it.artist = it.fact.artist && !it.fact.plain
	}
	for from := 0; from < len(z.items); {
		to := z.sectionEnd(from)
		sure, doubtful, others := 0, 0, 0
		for i := from; i < to; i++ {
			it := &z.items[i]
			switch {
			case it.artist:
				sure++
			case !it.quiet() && it.fact.artist:
				doubtful++
			case it.role() == body:
				others++
			}
		}
		if doubtful > 0 && others == 0 && sure > 0 {
			for i := from; i < to; i++ {
				it := &z.items[i]
				it.artist = it.artist || !it.quiet() && it.fact.artist
			}
		}
		from = to
	}
}

// sectionEnd returns the index behind the last item of the section that item
// from stands in.
func (z *zone) sectionEnd(from int) int {
	to := from + 1
	for to < len(z.items) && z.items[to].Section == z.items[from].Section {
		to++
	}
	return to
}

// places reports artists and styles that share a chunk with the rest of the
// prompt and do not stand at its very end.
func (r *report) places() {
	if r.c.off[StyleChunk] {
		return
	}
	z := r.z
	var found []misplacement
	for from := 0; from < len(z.items); {
		to := z.sectionEnd(from)
		found = z.misplaced(from, to, found)
		from = to
	}
	if len(found) == 0 {
		return
	}
	var edits []prompt.Edit
	asked := r.thorough || len(found) <= 12 && len(z.text) <= 8000
	if asked {
		edits = r.c.gather(z.text)
	}
	for _, m := range found {
		it := &z.items[m.item]
		what := "The style of " + quoted(it.Text)
		if it.artist {
			what = "The artist " + quoted(it.Text)
		}
		severity, its := Error, edits
		if z.prompt(it.Section) > 0 || asked && edits == nil {
			severity, its = Warning, nil // no edit is certain, as behind an AND
		}
		r.add(StyleChunk, severity, it.Core, nil, its,
			fmt.Sprintf("%s mixes with the tags of its chunk and the picture gets worse; put it into a chunk of its own before BREAK, or at the prompt's very end.", what))
		if m.cause >= 0 {
			cause := z.items[m.cause].Core
			r.found[len(r.found)-1].Cause = prompt.Span{Start: cause.Start + z.base, End: cause.End + z.base}
		}
	}
}

// misplacement is an artist or style that should not stand where it does.
type misplacement struct {
	item  int
	cause int // the only item that it must not stand beside, or -1
}

// misplaced adds to found the items of a section that should not stand there.
func (z *zone) misplaced(from, to int, found []misplacement) []misplacement {
	last := to == len(z.items) || z.prompt(z.items[to].Section) != z.prompt(z.items[from].Section)
	cause, bodies := -1, 0 // of those that an item must not stand beside
	count := func(i int) {
		if it := &z.items[i]; it.role() != body || bodies > 0 && !it.quiet() && it.fact.artist {
			return // a doubtful artist is one of them only for the others
		}
		if bodies++; bodies > 1 {
			cause = -1
			return
		}
		cause = i
	}
	if !last {
		for i := from; i < to; i++ {
			count(i)
		}
	}
	first := len(found)
	for i := to - 1; i >= from; i-- {
		if last {
			count(i) // at the prompt's end, only what stands behind it
		}
		if bodies > 0 && z.items[i].role() == lane {
			found = append(found, misplacement{i, cause})
		}
	}
	slices.Reverse(found[first:])
	return found
}

// gather returns the edits that bring a prompt's artists and styles together.
// The last text's are kept: the screen asks again when only the negative or
// the cursor changes.
func (c *Checker) gather(text string) []prompt.Edit {
	c.mu.RLock()
	last := c.gathered
	c.mu.RUnlock()
	if last != nil && last.text == text {
		return last.edits
	}
	edits := edit.Gather(c.p, sureArtists{c}, prompt.Texts{Positive: text}, c.o.Lane).Positive
	if prompt.Apply(text, edits) == text {
		edits = nil
	}
	c.mu.Lock()
	c.gathered = &gathered{text, edits}
	c.mu.Unlock()
	return edits
}

type gathered struct {
	text  string
	edits []prompt.Edit
}

// sureArtists finds tags as the catalogue does, but for artists whose names
// are plain English: what the checker does not take for an artist must not be
// gathered either.
type sureArtists struct{ c *Checker }

func (f sureArtists) LookupIn(text string, cat tags.Category) (tags.ID, string, bool) {
	if cat == tags.Artist && f.c.plainName(text, false) {
		return 0, "", false
	}
	return f.c.cat.LookupIn(text, cat)
}

func (f sureArtists) Lookup(text string) (tags.ID, string, bool) { return f.c.cat.Lookup(text) }
func (f sureArtists) Tag(id tags.ID) tags.Tag                    { return f.c.cat.Tag(id) }
func (f sureArtists) Written(text string) []tags.Written         { return f.c.cat.Written(text) }

// split reports tags that lie across the border of two chunks.
func (r *report) split() {
	z := r.z
	if r.c.off[TagSplit] || len(z.text) <= prompt.ChunkSize {
		return
	}
	for _, b := range z.outline.Breaks {
		if b.And {
			return
		}
	}
	for i := range z.items {
		if z.items[i].Choice {
			return // the chunks differ from step to step
		}
	}
	line := prompt.Chunks(z.text, r.c.o.Chunks)
	k := 0
	for n, c := range line.Chunks[:max(0, len(line.Chunks)-1)] {
		if c.ByBreak {
			continue
		}
		border := line.Chunks[n+1].Start
		if len(line.Chunks[n+1].Spans) > 0 {
			border = line.Chunks[n+1].Spans[0].Start
		}
		for k < len(z.items) && z.items[k].Core.End <= border {
			k++
		}
		if k == len(z.items) {
			return
		}
		it := &z.items[k]
		if it.Core.Start < border && !it.quiet() && it.fact.phrase.words <= 8 {
			r.add(TagSplit, Hint, it.Core, nil, nil,
				fmt.Sprintf("%s lies across the border of chunks %d and %d and loses strength; put BREAK before it, or write it earlier or later.", quoted(it.Text), n+1, n+2))
		}
	}
}

// missingNegative reports an empty negative prompt.
func (r *report) missingNegative(negative string) {
	fix := strings.Join(r.c.p.Negative.Default, ", ")
	if fix == "" {
		return
	}
	r.z = &zone{negative: true}
	edits := []prompt.Edit{{Span: prompt.Span{End: len(negative)}, Text: fix}}
	r.add(MissingNegative, Hint, prompt.Span{}, &fix, edits,
		fmt.Sprintf("Without a negative prompt the picture comes out rougher; write %s.", quoted(fix)))
	r.z = nil
}
