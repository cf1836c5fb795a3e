package lint

import (
	"regexp"
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
)

// zone is a stretch of one of the two texts that is a prompt by itself: the
// whole text, or a part of an infotext that was pasted into it.
type zone struct {
	text     string // the stretch as it is written
	base     int    // where it begins
	negative bool   // it lies in the negative prompt's text
	refused  bool   // it is a negative prompt
	lines    []setting

	// live is text as the rules about tags read it: tags that a list of the
	// user's spells veiled, so that each is one part, brackets without a
	// partner blanked, a BREAK that does not break turned into commas. It is
	// as long as text.
	live    string
	own     []tags.Written // those tags
	outline prompt.Outline // of live
	strays  []prompt.Bracket
	breaks  []brokenBreak
	items   []item
	copied  *prompt.Span // what was copied from other models' negatives
}

// boilerplate tells an item of a copied negative, which goes as a whole.
func (z *zone) boilerplate(it *item) bool {
	return z.copied != nil && (it.fact.says.Copied || it.fact.says.Along)
}

// item is a part of a zone with what is known of it.
type item struct {
	prompt.Part
	fact     *fact
	sentence bool // it is natural text, or belongs to some
	stray    bool // a bracket without partner touches it
	setting  bool // "Steps: 28"
	artist   bool // it is an artist, by its name or by where it stands
	style    bool // it is a style tag
}

// quiet tells that no rule about tags may speak of the item.
func (it *item) quiet() bool {
	return it.sentence || it.Choice || it.setting || it.Kind != prompt.Plain || it.fact.wild
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

// zones cuts a text into prompts. A text that is no infotext is one zone.
func (c *Checker) zones(text string, negative bool) []*zone {
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
	first := &zone{text: text[:end], negative: negative, refused: negative, lines: lines}
	zones := []*zone{first}
	if !negative && strings.Contains(text, "Negative prompt:") {
		if at := negativeLine.FindStringIndex(text[:end]); at != nil {
			first.text = text[:at[0]]
			zones = append(zones, &zone{text: text[at[1]:end], base: at[1], refused: true})
		}
	}
	for _, z := range zones {
		z.read(c)
	}
	return zones
}

// read finds the zone's parts.
func (z *zone) read(c *Checker) {
	z.live, z.own = edit.Veil(c.cat, z.text)
	z.outline = prompt.Read(z.live)
	if z.blankStrays() {
		z.outline = prompt.Read(z.live)
	}
	if z.findBreaks() {
		z.outline = prompt.Read(z.live)
	}
	z.items = make([]item, len(z.outline.Parts))
	stray, own := 0, 0
	for i, p := range z.outline.Parts {
		it := &z.items[i]
		for own < len(z.own) && z.own[own].Start < p.Core.Start {
			own++
		}
		if own < len(z.own) && z.own[own].Start == p.Core.Start && z.own[own].End == p.Core.End {
			p.Text, p.Name = prompt.Unveil(p.Text), prompt.Unveil(p.Name)
			it.Part = p
			it.fact = c.ownFact(&p, z.own[own].ID)
		} else {
			it.Part = p
			it.fact = c.fact(&p)
		}
		it.setting = it.fact.setting
		for stray < len(z.strays) && at(z.strays[stray]) < p.Outer.Start && strings.TrimSpace(z.live[at(z.strays[stray]):p.Outer.Start]) != "" {
			stray++
		}
		for k := stray; k < len(z.strays); k++ {
			s := at(z.strays[k])
			if s >= p.Outer.End && strings.TrimSpace(z.live[p.Outer.End:s]) != "" {
				break
			}
			it.stray = true
		}
	}
	z.markSentences()
	z.markArtists()
	z.countCopied(c.p.Negative.Many)
}

// at is where a bracket without partner stands.
func at(b prompt.Bracket) int {
	if b.Unopened() {
		return b.Close.Start
	}
	return b.Open.Start
}

// blankStrays puts a space for every bracket without partner, so that a
// single slip does not change what the rest of the prompt is read as.
func (z *zone) blankStrays() bool {
	for _, b := range z.outline.Brackets {
		if b.Unopened() || b.Unclosed() {
			z.strays = append(z.strays, b)
		}
	}
	if z.strays == nil {
		return false
	}
	live := []byte(z.live)
	for _, b := range z.strays {
		live[at(b)] = ' '
	}
	z.live = string(live)
	return true
}

// findBreaks finds every BREAK that stands inside attention brackets. One
// inside prompt editing unfolds before chunks are cut and is left alone.
func (z *zone) findBreaks() bool {
	if !strings.Contains(z.live, "BREAK") {
		return false
	}
	var live []byte
	var around []prompt.Bracket
	next, comment := 0, 0
	for i := 0; i < len(z.live); {
		k := strings.Index(z.live[i:], "BREAK")
		if k < 0 {
			break
		}
		k += i
		i = k + len("BREAK")
		for ; next < len(z.outline.Brackets) && z.outline.Brackets[next].Open.Start < k; next++ {
			around = append(around, z.outline.Brackets[next])
		}
		kept := around[:0]
		for _, b := range around {
			if b.Close.Start >= i {
				kept = append(kept, b)
			}
		}
		around = kept
		for comment < len(z.outline.Comments) && z.outline.Comments[comment].End < k {
			comment++
		}
		if comment < len(z.outline.Comments) && z.outline.Comments[comment].Start < k || !aloneAt(z.live, k, i) {
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
		z.breaks = append(z.breaks, brokenBreak{prompt.Span{Start: k, End: i}, attention})
		if live == nil {
			live = []byte(z.live)
		}
		copy(live[k:i], ",   ,")
	}
	if live == nil {
		return false
	}
	z.live = string(live)
	return true
}

// aloneAt tells whether text[from:to] is a word of its own, as \b has it.
func aloneAt(text string, from, to int) bool {
	return !endsInWord(text[:from]) && !beginsWithWord(text[to:])
}
