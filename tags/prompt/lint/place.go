package lint

import (
	"fmt"
	"slices"
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
)

// places reports artists and styles that share a chunk with the rest of the
// prompt and do not stand at its very end.
func (r *report) places() {
	if r.c.off[StyleChunk] || !r.c.p.Chunked() {
		return
	}
	reg := r.region
	if reg.parted() || r.figured() {
		return
	}
	var found []misplacement
	for from := 0; from < len(reg.Items); {
		to := reg.SectionEnd(from)
		found = reg.misplaced(from, to, found)
		from = to
	}
	if len(found) == 0 || !reg.sureStyles() || reg.doubtfulRow(r.c.read) {
		return
	}
	var edits []prompt.Edit
	asked := r.thorough || len(found) <= 12 && len(reg.Text) <= 8000
	if asked {
		edits = r.c.gather(reg.Text)
		if slices.ContainsFunc(reg.Items, func(it reading.Item) bool { return it.Facts.Ambiguous && it.Facts.Written == "" }) {
			edits = nil // "@lack" would stay behind
		}
	}
	for _, m := range found {
		it := &reg.Items[m.item]
		what := "The style of " + quoted(it.Text)
		if it.Artist {
			name, _, _ := strings.Cut(it.Text, ";") // "by kantoku; 1girl"
			what = "The artist " + quoted(name)
		}
		severity, its := Error, edits
		if reg.PromptOf(it.Section) > 0 || asked && edits == nil {
			severity, its = Warning, nil // no edit is certain, as behind an AND
		}
		r.add(StyleChunk, severity, it.Core, nil, its,
			fmt.Sprintf("%s: %s; put it into a chunk of its own before BREAK, or at the prompt's very end.", what, r.c.p.ApartWhy()))
		r.found[len(r.found)-1].gathers = true
		if it.Facts.Ambiguous && its != nil {
			r.movedWhole(it)
		}
		if m.cause >= 0 {
			cause := reg.Items[m.cause].Core
			r.found[len(r.found)-1].Cause = prompt.Span{Start: cause.Start + reg.Base, End: cause.End + reg.Base}
		}
	}
}

// movedWhole makes the fix of a misplaced artist's form the one that moves it:
// "artist:lack" is an artist, but "by lack" is English where it does not stand
// among artists.
func (r *report) movedWhole(it *reading.Item) {
	for k := range r.found {
		if d := &r.found[k]; d.Rule == r.c.p.RuleName(ArtistForm, r.c.o.Model) && !d.Negative && d.Start == it.Core.Start+r.region.Base {
			d.Severity, d.Fix, d.Edits, d.gathers = Error, nil, r.found[len(r.found)-1].Edits, true
		}
	}
}

// misplacement is an artist or style that should not stand where it does.
type misplacement struct {
	item  int
	cause int // the only item that it must not stand beside, or -1
}

// describes reports whether a section describes what is seen, beside which a
// style would stand wrong, and not only how it is drawn.
func (reg *region) describes(from, to int) bool {
	return slices.ContainsFunc(reg.Items[from:to], func(it reading.Item) bool {
		return it.Body() && !it.Choice && !it.Drawn() && (it.Sentence || it.Facts.Known || it.Facts.Ordinary(it.Text) && !strings.ContainsAny(it.Text, ":{")) // "1.1::aritist:wlop::"
	})
}

// figured reports whether several figures may have their places one by one, as in
// Regional Prompter: behind BREAKs that begin or end a line.
func (r *report) figured() bool {
	var lines int
	for _, b := range r.region.Outline.Breaks {
		before := strings.TrimRight(r.region.Text[:b.Start], " ,")
		after := strings.TrimLeft(r.region.Text[b.End:], " ,")
		if strings.HasSuffix(before, "\n") || strings.HasPrefix(after, "\n") {
			lines++
		}
	}
	return lines > 1 && r.several()[0]
}

// doubtfulRow reports whether beside an artist stands one who bears a word's name,
// "by wlop, by lack", or whom no list knows, or what is drawn by chance, and who
// would be torn from the other.
func (reg *region) doubtfulRow(read *reading.Reader) bool {
	artist := func(i int) bool { return i >= 0 && i < len(reg.Items) && (reg.Items[i].Artist || reg.Items[i].Amid) }
	for i := range reg.Items {
		it := &reg.Items[i]
		if read.ArtistEnds(it) || strings.Contains(it.Text, ":") && reg.Bracketed(it) && bareWeight.MatchString(it.Core.Of(reg.Masked)) {
			return true // "by wlop. A girl stands …", and "(hat:1.2, by wlop:0.8)", of which each has a weight
		}
		if !it.Artist && !it.Amid && (artist(i-1) || artist(i+1)) && read.DoubtfulArtist(it) {
			return true
		}
	}
	return false
}

// sureStyles reports whether the region has an artist, or a style that is no
// plain word too.
func (reg *region) sureStyles() bool {
	return slices.ContainsFunc(reg.Items, func(it reading.Item) bool { return it.Role() == reading.OfStyle && !it.Facts.Says.Doubtful })
}

// misplaced adds to found the items of a section that should not stand there.
func (reg *region) misplaced(from, to int, found []misplacement) []misplacement {
	if !reg.describes(from, to) {
		return found
	}
	last := to == len(reg.Items) || reg.PromptOf(reg.Items[to].Section) != reg.PromptOf(reg.Items[from].Section)
	cause, bodies := -1, 0 // of those that an item must not stand beside
	count := func(i int) {
		if it := &reg.Items[i]; !it.Body() || bodies > 0 && !it.Quiet() && it.Facts.Artist {
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
		if bodies > 0 && reg.Items[i].Role() == reading.OfStyle {
			found = append(found, misplacement{i, cause})
		}
	}
	slices.Reverse(found[first:])
	return found
}

// gather returns the edits that bring a prompt's artists and styles together.
// The last text's are kept: the screen asks again when only the negative or
// the cursor changes. In one of more than 16 KB, 50 chunks, they stay: each that
// moves has the rest read again.
func (c *Checker) gather(text string) []prompt.Edit {
	if len(text) > 16<<10 {
		return nil
	}
	if last := c.gathered.Load(); last != nil && last.text == text {
		return last.edits
	}
	edits := c.gatherer.Gather(prompt.Texts{Positive: text}).Positive
	if prompt.Apply(text, edits) == text {
		edits = nil
	}
	c.gathered.Store(&gathered{text, edits})
	return edits
}

type gathered struct {
	text  string
	edits []prompt.Edit
}

// fixedChunks reports whether the web UI cuts a text the same at every step,
// and as one: nothing in it is chosen by the step, and no AND parts it.
func fixedChunks(reg *region) bool {
	return !slices.ContainsFunc(reg.Outline.Breaks, func(b prompt.Break) bool { return b.And }) &&
		!slices.ContainsFunc(reg.Items, func(i reading.Item) bool { return i.Choice })
}

// split reports tags that lie across the border of two chunks.
func (r *report) split() {
	reg := r.region
	if r.c.off[TagSplit] || len(reg.Text) <= prompt.ChunkSize || !fixedChunks(reg) {
		return
	}
	line := prompt.Chunks(reg.Text, r.c.o.Chunks)
	k, told := 0, -1
	for n, c := range line.Chunks[:max(0, len(line.Chunks)-1)] {
		if c.ByBreak {
			continue
		}
		border := line.Chunks[n+1].Start
		if len(line.Chunks[n+1].Spans) > 0 {
			border = line.Chunks[n+1].Spans[0].Start
		}
		for k < len(reg.Items) && reg.Items[k].Core.End <= border {
			k++
		}
		if k == len(reg.Items) {
			return
		}
		it := &reg.Items[k]
		if k != told && it.Core.Start < border && !it.Quiet() && it.Facts.Phrase.Words <= 8 {
			told = k // it may reach across more of them
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
	r.region = bare("", true)
	edits := []prompt.Edit{{Span: prompt.Span{End: len(negative)}, Text: fix}}
	r.add(MissingNegative, Hint, prompt.Span{}, &fix, edits,
		fmt.Sprintf("Without a negative prompt the picture comes out rougher; write %s.", quoted(fix)))
	r.region = nil
}
