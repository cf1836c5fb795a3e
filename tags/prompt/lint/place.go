package lint

import (
	"fmt"
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/prompt"
)

// role is what an item does to the chunk that it stands in.
type role uint8

const (
	body    role = iota
	ofStyle      // an artist or style, which wants a chunk of its own
	neutral      // may stand in both: quality, brightness, networks, wildcards
)

func (it *item) role() role {
	f := it.facts
	switch {
	case it.artist, it.style:
		return ofStyle
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
func (reg *region) markArtists() {
	for i := range reg.items {
		it := &reg.items[i]
		if it.quiet() {
			continue
		}
		it.style = it.facts.says.Style && !it.facts.artist
		it.artist = it.facts.artist && !it.facts.plain
	}
	for from := 0; from < len(reg.items); {
		to := reg.sectionEnd(from)
		sure, doubtful, others := 0, 0, 0
		for i := from; i < to; i++ {
			it := &reg.items[i]
			switch {
			case it.artist:
				sure++
			case !it.quiet() && it.facts.artist:
				doubtful++
			case it.role() == body:
				others++
			}
		}
		if doubtful > 0 && others == 0 && sure > 0 {
			for i := from; i < to; i++ {
				it := &reg.items[i]
				it.artist = it.artist || !it.quiet() && it.facts.artist
			}
		}
		from = to
	}
}

// sectionEnd returns the index after the last item of the section that item
// from stands in.
func (reg *region) sectionEnd(from int) int {
	to := from + 1
	for to < len(reg.items) && reg.items[to].Section == reg.items[from].Section {
		to++
	}
	return to
}

// places reports artists and styles that share a chunk with the rest of the
// prompt and do not stand at its very end.
func (r *report) places() {
	if r.c.off[StyleChunk] || !r.c.p.Chunked() {
		return
	}
	reg := r.region
	var found []misplacement
	for from := 0; from < len(reg.items); {
		to := reg.sectionEnd(from)
		found = reg.misplaced(from, to, found)
		from = to
	}
	if len(found) == 0 {
		return
	}
	var edits []prompt.Edit
	asked := r.thorough || len(found) <= 12 && len(reg.text) <= 8000
	if asked {
		edits = r.c.gather(reg.text)
	}
	for _, m := range found {
		it := &reg.items[m.item]
		what := "The style of " + quoted(it.Text)
		if it.artist {
			what = "The artist " + quoted(it.Text)
		}
		severity, its := Error, edits
		if reg.prompt(it.Section) > 0 || asked && edits == nil {
			severity, its = Warning, nil // no edit is certain, as behind an AND
		}
		r.add(StyleChunk, severity, it.Core, nil, its,
			fmt.Sprintf("%s: %s; put it into a chunk of its own before BREAK, or at the prompt's very end.", what, r.c.p.ApartWhy()))
		if m.cause >= 0 {
			cause := reg.items[m.cause].Core
			r.found[len(r.found)-1].Cause = prompt.Span{Start: cause.Start + reg.base, End: cause.End + reg.base}
		}
	}
}

// misplacement is an artist or style that should not stand where it does.
type misplacement struct {
	item  int
	cause int // the only item that it must not stand beside, or -1
}

// misplaced adds to found the items of a section that should not stand there.
func (reg *region) misplaced(from, to int, found []misplacement) []misplacement {
	last := to == len(reg.items) || reg.prompt(reg.items[to].Section) != reg.prompt(reg.items[from].Section)
	cause, bodies := -1, 0 // of those that an item must not stand beside
	count := func(i int) {
		if it := &reg.items[i]; it.role() != body || bodies > 0 && !it.quiet() && it.facts.artist {
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
		if bodies > 0 && reg.items[i].role() == ofStyle {
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
	edits := c.gatherer.Gather(prompt.Texts{Positive: text}).Positive
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

// sureArtists finds tags as the catalogue does, except for artists whose names
// are plain English: what the checker does not take for an artist must not be
// gathered either.
type sureArtists struct{ c *Checker }

func (f sureArtists) LookupIn(text string, cat tags.Category) (catalogue.ID, string, bool) {
	if cat == tags.Artist && english.PlainName(text, false, f.c.words) {
		return 0, "", false
	}
	return f.c.cat.LookupIn(text, cat)
}

// Words implements edit.Worder.
func (f sureArtists) Words() english.Set { return f.c.words }

func (f sureArtists) Lookup(text string) (catalogue.ID, string, bool) { return f.c.cat.Lookup(text) }
func (f sureArtists) Tag(id catalogue.ID) tags.Tag                    { return f.c.cat.Tag(id) }
func (f sureArtists) Verbatim(text string) []catalogue.Verbatim       { return f.c.cat.Verbatim(text) }

// split reports tags that lie across the border of two chunks.
func (r *report) split() {
	reg := r.region
	if r.c.off[TagSplit] || len(reg.text) <= prompt.ChunkSize {
		return
	}
	for _, b := range reg.outline.Breaks {
		if b.And {
			return
		}
	}
	for i := range reg.items {
		if reg.items[i].Choice {
			return // the chunks differ from step to step
		}
	}
	line := prompt.Chunks(reg.text, r.c.o.Chunks)
	k := 0
	for n, c := range line.Chunks[:max(0, len(line.Chunks)-1)] {
		if c.ByBreak {
			continue
		}
		border := line.Chunks[n+1].Start
		if len(line.Chunks[n+1].Spans) > 0 {
			border = line.Chunks[n+1].Spans[0].Start
		}
		for k < len(reg.items) && reg.items[k].Core.End <= border {
			k++
		}
		if k == len(reg.items) {
			return
		}
		it := &reg.items[k]
		if it.Core.Start < border && !it.quiet() && it.facts.phrase.Words <= 8 {
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
	r.region = &region{negative: true}
	edits := []prompt.Edit{{Span: prompt.Span{End: len(negative)}, Text: fix}}
	r.add(MissingNegative, Hint, prompt.Span{}, &fix, edits,
		fmt.Sprintf("Without a negative prompt the picture comes out rougher; write %s.", quoted(fix)))
	r.region = nil
}
