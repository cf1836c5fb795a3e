package edit

import (
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/splice"
)

// styleChunk tells where the style chunk is.
type styleChunk struct {
	units  []splice.Unit // its units except networks, which may be none
	exists bool          // the first section is a style chunk
	closed bool          // and BREAK closes it
}

// styleChunkOf finds the style chunk: the first section, where BREAK closes
// it, no tag in it counts subjects, and it begins with an artist or most of
// its tags are artists, quality tags and styles; or where there is no other
// section and all of them are. What reads like a phrase, "by ask", is an
// artist where it has the chunk to itself.
func (j *classifier) styleChunkOf(s *splice.Document) styleChunk {
	units := s.Section(0)
	closed := len(s.Out.Breaks) > 0 && !s.Out.Breaks[0].And
	in, doubtful, others := 0, 0, 0
	artistFirst := false
	for _, u := range units {
		for i := u.First; i <= u.Last; i++ {
			p := s.Out.Parts[i]
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
	case len(s.Out.Breaks) == 0 && in > 0 && others == 0:
		return styleChunk{units, true, false}
	}
	return styleChunk{}
}

// pureStyleChunk is styleChunkOf for what is written already: a style chunk
// holds nothing but artists, quality tags and styles, and what may stand in
// any chunk. While one is being typed styleChunkOf takes more for it, but it
// mixes with the tags in it all the same.
func (j *classifier) pureStyleChunk(s *splice.Document) styleChunk {
	units := s.Section(0)
	closed := len(s.Out.Breaks) > 0 && !s.Out.Breaks[0].And
	in := 0
	for _, u := range units {
		for i := u.First; i <= u.Last; i++ {
			switch p := s.Out.Parts[i]; {
			case j.part(p).inStyleChunk() || j.lacksBy(s, p), closed && p.By:
				in++
			case !j.neutral(p) && !j.amidArtists(s, i):
				return styleChunk{}
			}
		}
	}
	if closed && (in > 0 || len(units) == 0) || len(s.Out.Breaks) == 0 && in > 0 {
		return styleChunk{units, true, closed}
	}
	return styleChunk{}
}

// neutral reports whether a part may stand in any chunk: brightness, extra networks,
// wildcards, artists and styles that take turns, and words that do nothing.
func (j *classifier) neutral(p prompt.Part) bool {
	f := j.profile.About(p.Text)
	if p.Choice {
		return p.By || f.Style
	}
	return p.Kind != prompt.Plain || f.Meta || f.Dead.Sure()
}

// amidArtists reports whether a part is a strange name in a row of artists, see
// artists.Amid.
func (j *classifier) amidArtists(s *splice.Document, i int) bool {
	if j.amidIn != s {
		j.amidIn, j.amid = s, make([]bool, len(s.Out.Parts))
		artist := func(i int) bool { return j.part(s.Out.Parts[i]) == artistRole || j.lacksBy(s, s.Out.Parts[i]) }
		strange := func(i int) bool { return j.strange(s, s.Out.Parts[i]) }
		for from := 0; from < len(s.Out.Parts); {
			to := from + 1
			for to < len(s.Out.Parts) && s.Out.Parts[to].Section == s.Out.Parts[from].Section {
				to++
			}
			artists.Amid(from, to, artist, strange, func(i int) { j.amid[i] = true })
			from = to
		}
	}
	return j.amid[i]
}

// strange reports whether a part is a name that no list knows.
func (j *classifier) strange(s *splice.Document, part prompt.Part) bool {
	return recall(&j.memory.strange, part, j.strangeNow) && !s.Triggers.Has(part.Text)
}

func (j *classifier) strangeNow(p prompt.Part) bool {
	return !p.By && !p.Choice && !j.neutral(p) && j.profile.About(p.Text).Tag == "" && artists.Strange(j.finder, p.Text) && j.part(p) == otherRole
}

// unitRole is the role of the last of a unit's parts in the style chunk's order.
func (j *classifier) unitRole(s *splice.Document, u splice.Unit) role {
	if u.First < 0 {
		return otherRole
	}
	r := artistRole
	for i := u.First; i <= u.Last; i++ {
		if p := s.Out.Parts[i]; p.Kind == prompt.Wildcard || p.Choice {
			if strings.Contains(strings.ToLower(p.Text), "artist") {
				continue
			}
		}
		if !j.amidArtists(s, i) {
			r = max(r, j.part(s.Out.Parts[i]))
		}
	}
	return r
}

// place puts a tag of a role and a rank where the model wants it: what belongs in
// the style chunk with end at the prompt's very end.
func (j *classifier) place(s *splice.Document, tag string, r role, rank int, end bool) prompt.Edit {
	switch {
	case !j.profile.Chunked():
		return j.intoPart(s, tag, rank)
	case !r.inStyleChunk():
		return j.intoBody(s, tag)
	case end:
		return j.intoEnd(s, tag, r)
	}
	return j.intoStyleChunk(s, tag, r)
}

// intoStyleChunk puts a tag of a role into the style chunk, which it makes where
// there is none.
func (j *classifier) intoStyleChunk(s *splice.Document, tag string, r role) prompt.Edit {
	return j.into(j.styleChunkOf(s), s, tag, r)
}

func (j *classifier) into(l styleChunk, s *splice.Document, tag string, r role) prompt.Edit {
	if !l.exists {
		at := 0
		if len(s.Units) > 0 && s.Units[0].Section == 0 {
			at = s.Units[0].Start
		}
		return prompt.Edit{Span: prompt.Span{Start: at, End: at}, Text: tag + " BREAK "}
	}
	if len(l.units) == 0 {
		return s.IntoEmpty(0, tag, true)
	}
	return j.among(s, l.units, tag, r)
}

// among puts a tag after the last of the units whose role is not above its
// own, or before them all.
func (j *classifier) among(s *splice.Document, units []splice.Unit, tag string, r role) prompt.Edit {
	at := -1
	for i, u := range units {
		if u.Open {
			break
		}
		k := j.unitRole(s, u)
		if k == otherRole && u.First == u.Last && s.Out.Parts[u.First].By {
			k = artistRole // a plain word for a name
		}
		if k <= r || k >= otherRole && r == styleRole {
			at = i
		}
	}
	if at < 0 {
		return s.Before(units[0], tag)
	}
	return s.Behind(units[at], tag)
}

// intoEnd puts a tag of a role among the artists and styles at the prompt's
// very end, after what is being typed there.
func (j *classifier) intoEnd(s *splice.Document, tag string, r role) prompt.Edit {
	units := s.Section(len(s.Out.Breaks))
	from := len(units)
	for from > 0 && !units[from-1].Open && j.unitRole(s, units[from-1]).inStyleChunk() {
		from--
	}
	if from < len(units) {
		return j.among(s, units[from:], tag, r)
	}
	if len(units) > 0 && !units[len(units)-1].Open {
		return s.Behind(units[len(units)-1], tag)
	}
	return j.intoBody(s, tag)
}

// intoBody puts a tag after the body's last one: after the last tag that is
// no artist or style at the prompt's very end and not in the style chunk.
func (j *classifier) intoBody(s *splice.Document, tag string) prompt.Edit {
	l := j.styleChunkOf(s)
	body := s.Seen(func(u splice.Unit) bool { return !l.exists || u.Section > 0 })
	if len(body) == 0 {
		if l.exists && !l.closed {
			return s.BehindLast(l.units, tag)
		}
		return s.IntoEmpty(len(s.Out.Breaks), tag, true)
	}
	end := len(body)
	for end > 0 && j.unitRole(s, body[end-1]).isStyle() {
		end--
	}
	if end == 0 {
		end = len(body)
	}
	return s.BehindLast(body[:end], tag)
}

// intoNegative puts a tag into the negative prompt: the quality tags first and
// in the profile's order, all else after the last tag.
func (j *classifier) intoNegative(s *splice.Document, tag string) prompt.Edit {
	place := j.negativePlace(tag)
	if place < 0 {
		if units := s.Seen(func(splice.Unit) bool { return true }); len(units) > 0 {
			return s.BehindLast(units, tag)
		}
		return s.IntoEmpty(len(s.Out.Breaks), tag, false)
	}
	units := s.Section(0)
	if len(units) == 0 {
		return s.IntoEmpty(0, tag, false)
	}
	at := -1
	for i, u := range units {
		if u.First < 0 {
			continue
		}
		if k := j.negativePlace(s.Out.Parts[u.Last].Text); k >= 0 && k <= place && !u.Open {
			at = i
		}
	}
	if at < 0 {
		return s.Before(units[0], tag)
	}
	return s.Behind(units[at], tag)
}

// negativePlace is the place of a negative quality tag in the profile, or -1.
func (j *classifier) negativePlace(tag string) int {
	if f := j.profile.About(tag); f.Quality < 0 {
		return f.Place
	}
	return -1
}
