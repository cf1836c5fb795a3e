package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/tags/prompt"
)

// Where a tag is put in, and with what around it. So that switching it off
// restores the text to the byte, every way of putting it in must be told from
// the others by the text that it leaves:
//
//	after a unit of the section         "a"           → "a, TAG"
//	the same, where BREAK follows       "(a)BREAK"    → "(a),TAG BREAK"
//	before the section's first unit     "a"           → "TAG, a"
//	the same, after a BREAK             "BREAK(a)"    → "BREAK TAG,(a)"
//	a new style chunk                   "a"           → "TAG BREAK a"
//	an empty section that BREAK closes  "BREAK a"     → "TAG  BREAK a"
//	an empty section at the end         "a BREAK "    → "a BREAK TAG, "
//	the same without a space            "a BREAK"     → "a BREAK TAG,"
//	an empty negative                   ""            → "TAG"
//
// document.removalSpan takes each of them back.

// emptyChunkGap stands between a tag and the BREAK that closed its section
// before the tag came.
const emptyChunkGap = "  "

// behind puts a tag after a unit.
func (s *document) behind(u unit, tag string) prompt.Edit {
	if n := u.section; n < len(s.out.Breaks) && s.out.Breaks[n].Start == u.End {
		return prompt.Edit{Span: prompt.Span{Start: u.End, End: u.End}, Text: "," + tag + " "}
	}
	return prompt.Edit{Span: prompt.Span{Start: u.End, End: u.End}, Text: ", " + tag}
}

// before puts a tag before the first unit of a section.
func (s *document) before(u unit, tag string) prompt.Edit {
	if n := u.section; n > 0 && s.out.Breaks[n-1].End == u.Start {
		return prompt.Edit{Span: prompt.Span{Start: u.Start, End: u.Start}, Text: " " + tag + ","}
	}
	return prompt.Edit{Span: prompt.Span{Start: u.Start, End: u.Start}, Text: tag + ", "}
}

// intoEmpty puts a tag into a section without units. With tail it is followed
// by ", " even where nothing follows, for who types on after it.
func (s *document) intoEmpty(section int, tag string, tail bool) prompt.Edit {
	at := func(i int, text string) prompt.Edit {
		return prompt.Edit{Span: prompt.Span{Start: i, End: i}, Text: text}
	}
	if section < len(s.out.Breaks) {
		return at(s.out.Breaks[section].Start, tag+emptyChunkGap)
	}
	low := 0
	if section > 0 {
		low = s.out.Breaks[section-1].End
	}
	start := low
	for start < len(s.text) {
		c, size := utf8.DecodeRuneInString(s.text[start:])
		if !unicode.IsSpace(c) {
			break
		}
		start += size
	}
	switch {
	case section > 0 && start == low:
		return at(low, " "+tag+",")
	case section == 0 && start == len(s.text) && !tail:
		return at(start, tag)
	}
	return at(start, tag+", ")
}

// styleChunk tells where the style chunk is.
type styleChunk struct {
	units  []unit // its units but for networks, which may be none
	exists bool   // the first section is a style chunk
	closed bool   // and BREAK closes it
}

// styleChunkOf finds the style chunk: the first section, where BREAK closes
// it, no tag in it counts subjects, and it begins with an artist or most of
// its tags are artists, quality tags and styles; or where there is no other
// section and all of them are. What reads like a phrase, "by ask", is an
// artist where it has the chunk to itself.
func (j *classifier) styleChunkOf(s *document) styleChunk {
	units := s.section(0)
	closed := len(s.out.Breaks) > 0 && !s.out.Breaks[0].And
	in, doubtful, others := 0, 0, 0
	artistFirst := false
	for _, u := range units {
		for i := u.first; i <= u.last; i++ {
			p := s.out.Parts[i]
			if p.Kind != prompt.Plain || p.Choice {
				continue // a wildcard may be anything
			}
			switch r := j.part(p); {
			case r == bodyRole:
				return styleChunk{}
			case r.inStyleChunk():
				artistFirst = artistFirst || r == artistRole && in+others == 0
				in++
			case p.By:
				doubtful++
			default:
				others++
			}
		}
	}
	switch {
	case closed && (len(units) == 0 || in > 0 && others+doubtful <= in || artistFirst || doubtful > 0 && in+others == 0):
		return styleChunk{units, true, true}
	case len(s.out.Breaks) == 0 && in > 0 && others == 0:
		return styleChunk{units, true, false}
	}
	return styleChunk{}
}

// pureStyleChunk is styleChunkOf for what is written already: a style chunk
// holds nothing but artists, quality tags and styles, and what may stand in
// any chunk. While one is being typed styleChunkOf takes more for it, but it
// mixes with the tags in it all the same.
func (j *classifier) pureStyleChunk(s *document) styleChunk {
	units := s.section(0)
	closed := len(s.out.Breaks) > 0 && !s.out.Breaks[0].And
	in := 0
	for _, u := range units {
		for i := u.first; i <= u.last; i++ {
			switch p := s.out.Parts[i]; {
			case j.part(p).inStyleChunk() || j.lacksBy(p), closed && p.By:
				in++
			case !j.neutral(p):
				return styleChunk{}
			}
		}
	}
	if closed && (in > 0 || len(units) == 0) || len(s.out.Breaks) == 0 && in > 0 {
		return styleChunk{units, true, closed}
	}
	return styleChunk{}
}

// neutral tells parts that may stand in any chunk: brightness, extra networks,
// wildcards, artists and styles that take turns, and words that do nothing.
func (j *classifier) neutral(p prompt.Part) bool {
	f := j.profile.About(p.Text)
	if p.Choice {
		return p.By || f.Style
	}
	return p.Kind != prompt.Plain || f.Meta || f.Dead != nil && !f.Dead.Doubtful
}

// unitRole is the role of the last of a unit's parts in the style chunk's order.
func (j *classifier) unitRole(s *document, u unit) role {
	if u.first < 0 {
		return otherRole
	}
	r := artistRole
	for i := u.first; i <= u.last; i++ {
		if p := s.out.Parts[i]; p.Kind == prompt.Wildcard || p.Choice {
			if strings.Contains(strings.ToLower(p.Text), "artist") {
				continue
			}
		}
		r = max(r, j.part(s.out.Parts[i]))
	}
	return r
}

// intoStyleChunk puts a tag of a role into the style chunk, which it makes where
// there is none.
func (j *classifier) intoStyleChunk(s *document, tag string, r role) prompt.Edit {
	return j.into(j.styleChunkOf(s), s, tag, r)
}

func (j *classifier) into(l styleChunk, s *document, tag string, r role) prompt.Edit {
	if !l.exists {
		at := 0
		if len(s.units) > 0 && s.units[0].section == 0 {
			at = s.units[0].Start
		}
		return prompt.Edit{Span: prompt.Span{Start: at, End: at}, Text: tag + " BREAK "}
	}
	if len(l.units) == 0 {
		return s.intoEmpty(0, tag, true)
	}
	return j.among(s, l.units, tag, r)
}

// among puts a tag after the last of the units whose role is not above its
// own, or before them all.
func (j *classifier) among(s *document, units []unit, tag string, r role) prompt.Edit {
	at := -1
	for i, u := range units {
		if u.open {
			break
		}
		k := j.unitRole(s, u)
		if k == otherRole && u.first == u.last && s.out.Parts[u.first].By {
			k = artistRole // a plain word for a name
		}
		if k <= r || k >= otherRole && r == styleRole {
			at = i
		}
	}
	if at < 0 {
		return s.before(units[0], tag)
	}
	return s.behind(units[at], tag)
}

// intoEnd puts a tag of a role among the artists and styles at the prompt's
// very end, after what is being typed there.
func (j *classifier) intoEnd(s *document, tag string, r role) prompt.Edit {
	units := s.section(len(s.out.Breaks))
	from := len(units)
	for from > 0 && !units[from-1].open && j.unitRole(s, units[from-1]).inStyleChunk() {
		from--
	}
	if from < len(units) {
		return j.among(s, units[from:], tag, r)
	}
	if len(units) > 0 && !units[len(units)-1].open {
		return s.behind(units[len(units)-1], tag)
	}
	return j.intoBody(s, tag)
}

// intoBody puts a tag after the body's last one: after the last tag that is
// no artist or style at the prompt's very end and not in the style chunk.
func (j *classifier) intoBody(s *document, tag string) prompt.Edit {
	l := j.styleChunkOf(s)
	var body []unit
	for _, u := range s.units {
		if !u.network && !(l.exists && u.section == 0) {
			body = append(body, u)
		}
	}
	if len(body) == 0 {
		if l.exists && !l.closed {
			return s.behindLast(l.units, tag)
		}
		return s.intoEmpty(len(s.out.Breaks), tag, true)
	}
	end := len(body)
	for end > 0 {
		if r := j.unitRole(s, body[end-1]); r != artistRole && r != styleRole {
			break
		}
		end--
	}
	if end == 0 {
		end = len(body)
	}
	return s.behindLast(body[:end], tag)
}

// behindLast puts a tag after the last unit that ends, or before them all.
func (s *document) behindLast(units []unit, tag string) prompt.Edit {
	for i := len(units) - 1; i >= 0; i-- {
		if !units[i].open {
			return s.behind(units[i], tag)
		}
	}
	return s.before(units[0], tag)
}

// intoNegative puts a tag into the negative prompt: the quality tags first and
// in the profile's order, all else after the last tag.
func (j *classifier) intoNegative(s *document, tag string) prompt.Edit {
	place := j.negativePlace(tag)
	if place < 0 {
		var units []unit
		for _, u := range s.units {
			if !u.network {
				units = append(units, u)
			}
		}
		if len(units) == 0 {
			return s.intoEmpty(len(s.out.Breaks), tag, false)
		}
		return s.behindLast(units, tag)
	}
	units := s.section(0)
	if len(units) == 0 {
		return s.intoEmpty(0, tag, false)
	}
	at := -1
	for i, u := range units {
		if u.first < 0 {
			continue
		}
		if k := j.negativePlace(s.out.Parts[u.last].Text); k >= 0 && k <= place && !u.open {
			at = i
		}
	}
	if at < 0 {
		return s.before(units[0], tag)
	}
	return s.behind(units[at], tag)
}

// negativePlace is the place of a negative quality tag in the profile, or -1.
func (j *classifier) negativePlace(tag string) int {
	if f := j.profile.About(tag); f.Quality < 0 {
		return f.Place
	}
	return -1
}
