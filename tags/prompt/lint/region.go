package lint

import (
	"regexp"
	"sort"
	"strings"

	"tailor/tags/catalogue"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
)

// region is a stretch of one of the two texts that is a prompt by itself: the
// whole text, or a part of an infotext that was pasted into it.
type region struct {
	text     string // the stretch as it is written
	base     int    // where it begins
	negative bool   // it lies in the negative prompt's text
	refused  bool   // it is a negative prompt
	lines    []setting

	// masked is text as the rules about tags read it: tags that a list of the
	// user's spells veiled, so that each is one part, brackets without a
	// partner blanked, a BREAK that does not break turned into commas. It is
	// as long as text.
	masked    string
	own       []catalogue.Verbatim // those tags
	outline   prompt.Outline       // of masked
	unmatched []prompt.Bracket
	breaks    []brokenBreak
	escapes   []escapeFault
	items     []item
	remover   *edit.Remover
	copied    *prompt.Span    // what was copied from other models' negatives
	families  map[string]bool // of the surely dead words, see leans
}

// boilerplate tells an item of a copied negative, which goes as a whole.
func (reg *region) boilerplate(it *item) bool {
	return reg.copied != nil && (it.facts.says.Copied || it.facts.says.Along)
}

// item is a part of a region with what is known of it.
type item struct {
	prompt.Part
	facts     *tagFacts
	sentence  bool // it is natural text, or belongs to some
	unmatched bool // a bracket without partner touches it
	setting   bool // "Steps: 28"
	artist    bool // it is an artist, by its name or by where it stands
	style     bool // it is a style tag
}

// quiet reports whether no rule about tags may speak of the item.
func (it *item) quiet() bool {
	return it.sentence || it.Choice || it.setting || it.Kind != prompt.Plain || it.facts.wild
}

// brokenBreak is a BREAK inside brackets.
type brokenBreak struct {
	prompt.Span
	around []prompt.Bracket // from the outermost
}

// setting is a line of settings of an infotext.
type setting struct {
	prompt.Span        // in the whole text
	text        string // its bytes
}

var (
	// negativeLine and settingsLine are how A1111 parts an infotext
	// (modules/infotext_utils.py).
	negativeLine = regexp.MustCompile(`(?m)^[ \t]*Negative prompt:`)
	settingsLine = regexp.MustCompile(`(?m)^[ \t]*Steps: ?\d+,.*$`)
)

// regions cuts a text into prompts. A text that is no infotext is one region.
func (c *Checker) regions(text string, negative bool) []*region {
	end := len(text)
	var lines []setting
	if strings.Contains(text, "Steps:") {
		if all := settingsLine.FindAllStringIndex(text, -1); all != nil {
			last := all[len(all)-1]
			if strings.Count(text[last[0]:last[1]], ":") >= 3 {
				end = last[0]
				lines = append(lines, setting{prompt.Span{Start: last[0], End: last[1]}, text[last[0]:last[1]]})
			}
		}
	}
	first := &region{text: text[:end], negative: negative, refused: negative, lines: lines}
	regions := []*region{first}
	if !negative && strings.Contains(text, "Negative prompt:") {
		if at := negativeLine.FindStringIndex(text[:end]); at != nil {
			first.text = text[:at[0]]
			regions = append(regions, &region{text: text[at[1]:end], base: at[1], refused: true})
		}
	}
	for _, reg := range regions {
		reg.read(c)
	}
	return regions
}

// read finds the region's parts.
func (reg *region) read(c *Checker) {
	reg.masked, reg.own = edit.Veil(c.cat, reg.text)
	reg.pairEscapes(c)
	reg.outline = prompt.Read(reg.masked)
	if reg.blankUnmatched() {
		reg.outline = prompt.Read(reg.masked)
	}
	if reg.findBreaks() {
		reg.outline = prompt.Read(reg.masked)
	}
	reg.items = make([]item, len(reg.outline.Parts))
	first, own := 0, 0
	for i, p := range reg.outline.Parts {
		it := &reg.items[i]
		for own < len(reg.own) && reg.own[own].Start < p.Core.Start {
			own++
		}
		if own < len(reg.own) && reg.own[own].Start == p.Core.Start && reg.own[own].End == p.Core.End {
			p.Text, p.Name = prompt.Unveil(p.Text), prompt.Unveil(p.Name)
			it.Part = p
			it.facts = c.ownFacts(&p, reg.own[own].ID)
		} else {
			it.Part = p
			it.facts = c.factsOf(&p)
			if f := c.artistsOf(&p, p.Core.Of(reg.masked)); f != nil {
				it.facts, it.Choice = f, false
			}
		}
		it.setting = it.facts.setting
		for first < len(reg.unmatched) && at(reg.unmatched[first]) < p.Outer.Start && strings.TrimSpace(reg.masked[at(reg.unmatched[first]):p.Outer.Start]) != "" {
			first++
		}
		for k := first; k < len(reg.unmatched); k++ {
			s := at(reg.unmatched[k])
			if s >= p.Outer.End && strings.TrimSpace(reg.masked[p.Outer.End:s]) != "" {
				break
			}
			it.unmatched = true
		}
	}
	for _, f := range reg.escapes {
		k := sort.Search(len(reg.items), func(k int) bool { return reg.items[k].Outer.End >= f.Start })
		if k < len(reg.items) {
			reg.items[k].unmatched = true
		}
	}
	reg.markSentences()
	reg.markArtists()
	reg.countCopied(c.p.Negative.Many)
}

// at is where a bracket without partner stands.
func at(b prompt.Bracket) int {
	if b.Unopened() {
		return b.Close.Start
	}
	return b.Open.Start
}

// blankUnmatched puts a space for every bracket without partner, so that a
// single slip does not change what the rest of the prompt is read as.
func (reg *region) blankUnmatched() bool {
	for _, b := range reg.outline.Brackets {
		if b.Unopened() || b.Unclosed() {
			reg.unmatched = append(reg.unmatched, b)
		}
	}
	if reg.unmatched == nil {
		return false
	}
	masked := []byte(reg.masked)
	for _, b := range reg.unmatched {
		masked[at(b)] = ' '
	}
	reg.masked = string(masked)
	return true
}

// findBreaks finds every BREAK that stands inside attention brackets. One
// inside prompt editing unfolds before chunks are cut and is left alone.
func (reg *region) findBreaks() bool {
	if !strings.Contains(reg.masked, "BREAK") {
		return false
	}
	var masked []byte
	var around []prompt.Bracket
	next, comment := 0, 0
	for i := 0; i < len(reg.masked); {
		k := strings.Index(reg.masked[i:], "BREAK")
		if k < 0 {
			break
		}
		k += i
		i = k + len("BREAK")
		for ; next < len(reg.outline.Brackets) && reg.outline.Brackets[next].Open.Start < k; next++ {
			around = append(around, reg.outline.Brackets[next])
		}
		kept := around[:0]
		for _, b := range around {
			if b.Close.Start >= i {
				kept = append(kept, b)
			}
		}
		around = kept
		for comment < len(reg.outline.Comments) && reg.outline.Comments[comment].End < k {
			comment++
		}
		if comment < len(reg.outline.Comments) && reg.outline.Comments[comment].Start < k || prompt.BreakLen(reg.masked, k) == 0 {
			continue
		}
		var attention []prompt.Bracket
		choice := false
		for _, b := range around {
			if b.Choice || b.Curly {
				choice = choice || b.Choice
			} else {
				attention = append(attention, b)
			}
		}
		if len(attention) == 0 {
			continue
		}
		if choice {
			attention = nil // no fix
		}
		reg.breaks = append(reg.breaks, brokenBreak{prompt.Span{Start: k, End: i}, attention})
		if masked == nil {
			masked = []byte(reg.masked)
		}
		copy(masked[k:i], ",   ,")
	}
	if masked == nil {
		return false
	}
	reg.masked = string(masked)
	return true
}
