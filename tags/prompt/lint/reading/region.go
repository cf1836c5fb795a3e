package reading

import (
	"context"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"tailor/tags/catalogue"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
)

// Region is a stretch of one of the two texts that is a prompt by itself: the
// whole text, or a part of an infotext that was pasted into it.
type Region struct {
	Text     string // the stretch as it is written
	Base     int    // where it begins
	Negative bool   // it lies in the negative prompt's text
	Refused  bool   // it is a negative prompt
	Lines    []SettingsLine

	// Masked is Text as the rules about tags read it: tags that a list of the
	// user's spells veiled, so that each is one part, brackets without a
	// partner blanked, a BREAK that does not break turned into commas. It is
	// as long as Text, and Outline and Items are of it.
	Masked  string
	own     []catalogue.Verbatim // those tags
	Outline prompt.Outline
	Items   []Item

	Unmatched []prompt.Bracket // brackets without a partner
	// AcrossAnds are those that AND parts from their partners, see acrossAnds.
	AcrossAnds map[int][]prompt.Edit
	Breaks     []BrokenBreak
	Escapes    []EscapeFault
	Copied     *prompt.Span // what was copied from other models' negatives

	ands    []int // by the break, how many ANDs there are up to it
	reaches []int // see Bracketed
	asked   askedLine
}

// Boilerplate reports whether an item is of a copied negative, which goes as a whole.
func (reg *Region) Boilerplate(it *Item) bool {
	return reg.Copied != nil && (it.Facts.Says.Copied || it.Facts.Says.Along)
}

// Item is a part of a region with what is known of it.
type Item struct {
	prompt.Part
	Facts     *Facts
	Sentence  bool // it is natural text, or belongs to some
	Unmatched bool // a bracket without partner touches it
	Setting   bool // "Steps: 28"
	Artist    bool // it is an artist, by its name or by where it stands
	Style     bool // it is a style tag
	Amid      bool // no list knows it, and it stands in a row of artists
}

// Quiet reports whether no rule about tags may speak of the item.
func (it *Item) Quiet() bool {
	return it.Sentence || it.Choice || it.Setting || it.Kind != prompt.Plain || it.Facts.Wild
}

// BrokenBreak is a BREAK inside brackets.
type BrokenBreak struct {
	prompt.Span
	Around []prompt.Bracket // from the outermost
}

// SettingsLine is a line of settings of an infotext.
type SettingsLine struct {
	prompt.Span        // in the whole text
	Text        string // its bytes
}

var (
	// negativeLine and settingsLine are how A1111 parts an infotext
	// (modules/infotext_utils.py).
	negativeLine = regexp.MustCompile(`(?m)^[ \t]*Negative prompt:`)
	settingsLine = regexp.MustCompile(`(?m)^[ \t]*Steps: ?\d+,.*$`)
)

// Regions cuts a text into prompts. A text that is no infotext is one region.
// When the context ends, it returns nil.
func (c *Reader) Regions(ctx context.Context, text string, negative bool) []*Region {
	end := len(text)
	var lines []SettingsLine
	if strings.Contains(text, "Steps:") {
		if all := settingsLine.FindAllStringIndex(text, -1); all != nil {
			last := all[len(all)-1]
			if strings.Count(text[last[0]:last[1]], ":") >= 3 {
				end = last[0]
				lines = append(lines, SettingsLine{prompt.Span{Start: last[0], End: last[1]}, text[last[0]:last[1]]})
			}
		}
	}
	first := &Region{Text: text[:end], Negative: negative, Refused: negative, Lines: lines}
	regions := []*Region{first}
	if !negative && strings.Contains(text, "Negative prompt:") {
		if at := negativeLine.FindStringIndex(text[:end]); at != nil {
			first.Text = text[:at[0]]
			regions = append(regions, &Region{Text: text[at[1]:end], Base: at[1], Refused: true})
		}
	}
	for _, reg := range regions {
		if reg.read(ctx, c); ctx.Err() != nil {
			return nil
		}
	}
	return regions
}

// read finds the region's parts, until the context ends.
func (reg *Region) read(ctx context.Context, c *Reader) {
	reg.Masked, reg.own = edit.Veil(c.cat, reg.Text)
	reg.pairEscapes(c)
	reg.Outline = prompt.Read(reg.Masked)
	if reg.blankUnmatched() {
		reg.Outline = prompt.Read(reg.Masked)
		reg.AcrossAnds = c.acrossAnds(reg)
	}
	if reg.findBreaks() {
		reg.Outline = prompt.Read(reg.Masked)
	}
	reg.Items = make([]Item, len(reg.Outline.Parts))
	triggers := prompt.TriggersOf(reg.Masked, reg.Outline)
	first, own := 0, 0
	for i, p := range reg.Outline.Parts {
		if ctx.Err() != nil {
			return
		}
		it := &reg.Items[i]
		for own < len(reg.own) && reg.own[own].Start < p.Core.Start {
			own++
		}
		if own < len(reg.own) && reg.own[own].Start == p.Core.Start && reg.own[own].End == p.Core.End {
			p.Text, p.Name = prompt.Unveil(p.Text), prompt.Unveil(p.Name)
			it.Part = p
			it.Facts = c.ownFacts(&p, reg.own[own].ID)
		} else {
			it.Part = p
			it.Facts = c.factsOf(&p)
			if f := c.artistsOf(&p, p.Core.Of(reg.Masked)); f != nil {
				// Curly brackets weigh it; what square ones choose stays in them.
				it.Facts, it.Choice = f, p.Choice && !strings.Contains(p.Core.Of(reg.Masked), "{")
			}
			if len(triggers) > 0 {
				it.Facts = it.Facts.beside(triggers, p.Text)
			}
		}
		it.Setting = it.Facts.Setting
		// One touches the item that lies in it or in the white space around.
		from := len(strings.TrimRightFunc(reg.Masked[:p.Outer.Start], unicode.IsSpace))
		to := len(reg.Masked) - len(strings.TrimLeftFunc(reg.Masked[p.Outer.End:], unicode.IsSpace))
		for first < len(reg.Unmatched) && At(reg.Unmatched[first]) < from {
			first++
		}
		it.Unmatched = first < len(reg.Unmatched) && At(reg.Unmatched[first]) <= to
	}
	for _, f := range reg.Escapes {
		k := sort.Search(len(reg.Items), func(k int) bool { return reg.Items[k].Outer.End >= f.Start })
		if k < len(reg.Items) {
			reg.Items[k].Unmatched = true
		}
	}
	reg.markSentences()
	reg.markArtists(c.SureArtists())
	reg.countCopied(c.p)
}

// At is where a bracket without partner stands.
func At(b prompt.Bracket) int {
	if b.Unopened() {
		return b.Close.Start
	}
	return b.Open.Start
}

// blankUnmatched puts a space for every bracket without partner, so that a
// single slip does not change what the rest of the prompt is read as.
func (reg *Region) blankUnmatched() bool {
	n := 0
	for _, b := range reg.Outline.Brackets {
		if b.Unopened() || b.Unclosed() {
			n++
		}
	}
	if n == 0 {
		return false
	}
	reg.Unmatched = make([]prompt.Bracket, 0, n)
	for _, b := range reg.Outline.Brackets {
		if b.Unopened() || b.Unclosed() {
			reg.Unmatched = append(reg.Unmatched, b)
		}
	}
	masked := []byte(reg.Masked)
	for _, b := range reg.Unmatched {
		masked[At(b)] = ' '
	}
	reg.Masked = string(masked)
	return true
}

// findBreaks finds every BREAK that stands inside attention brackets. One
// inside prompt editing unfolds before chunks are cut and is left alone.
func (reg *Region) findBreaks() bool {
	if !strings.Contains(reg.Masked, "BREAK") {
		return false
	}
	var masked []byte
	around := openBrackets{all: reg.Outline.Brackets}
	comment := 0
	for i := 0; i < len(reg.Masked); {
		k := strings.Index(reg.Masked[i:], "BREAK")
		if k < 0 {
			break
		}
		k += i
		i = k + len("BREAK")
		around.move(k, i)
		for comment < len(reg.Outline.Comments) && reg.Outline.Comments[comment].End < k {
			comment++
		}
		if comment < len(reg.Outline.Comments) && reg.Outline.Comments[comment].Start < k || prompt.BreakLen(reg.Masked, k) == 0 {
			continue
		}
		if around.weights == 0 {
			continue
		}
		reg.Breaks = append(reg.Breaks, BrokenBreak{prompt.Span{Start: k, End: i}, around.attention()})
		if masked == nil {
			masked = []byte(reg.Masked)
		}
		copy(masked[k:i], ",   ,")
	}
	if masked == nil {
		return false
	}
	reg.Masked = string(masked)
	return true
}

// Hidden reports whether an offset lies in a comment or an extra network.
func (reg *Region) Hidden(at int) bool {
	comments := reg.Outline.Comments
	if k := sort.Search(len(comments), func(k int) bool { return comments[k].End > at }); k < len(comments) && comments[k].Start <= at {
		return true
	}
	it := reg.ItemAt(at)
	return it != nil && it.Kind != prompt.Plain
}

// ItemAt returns the item in which an offset lies, or nil.
func (reg *Region) ItemAt(at int) *Item {
	low, high := 0, len(reg.Items)
	for low < high {
		if mid := (low + high) / 2; reg.Items[mid].Outer.End <= at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(reg.Items) && reg.Items[low].Outer.Start <= at {
		return &reg.Items[low]
	}
	return nil
}

// PromptOf returns which of the prompts that AND parts a section belongs to.
func (reg *Region) PromptOf(section int) int {
	for n := len(reg.ands); n < section; n++ {
		ands := 0
		if n > 0 {
			ands = reg.ands[n-1]
		}
		if reg.Outline.Breaks[n].And {
			ands++
		}
		reg.ands = append(reg.ands, ands)
	}
	if section == 0 {
		return 0
	}
	return reg.ands[section-1]
}
