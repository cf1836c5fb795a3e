package edit

import (
	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/splice"
)

// rankStep is how far the ranks of two parts of the layout are apart: the tags
// of a part have their own order within it.
const rankStep = 1000

// rankOf is the rank of a tag of a part of the profile's layout. The place is
// the tag's in that part.
func (j *classifier) rankOf(part string, place int) int {
	return j.profile.Rank(part)*rankStep + min(place, rankStep-1)
}

// rank returns where in the profile's layout a tag belongs.
func (j *classifier) rank(text string) int {
	p := j.profile
	f := p.About(text)
	switch {
	case f.Quality > 0:
		return j.rankOf(profile.QualityPart, f.Place)
	case f.Group != "" && f.Meta:
		return j.rankOf(f.Group, f.Place)
	case f.Style:
		return j.rankOf(profile.StylePart, 0)
	case f.Counts, subjects[tags.Plain(text)]:
		return j.rankOf(profile.CountPart, 0)
	}
	if j.finder != nil {
		for _, c := range []struct {
			category tags.Category
			part     string
		}{{tags.General, profile.TagPart}, {tags.Character, profile.CharacterPart}, {tags.Copyright, profile.SeriesPart}, {tags.Artist, profile.ArtistPart}} {
			if _, _, ok := j.finder.LookupIn(text, c.category); ok {
				return j.rankOf(c.part, 0)
			}
		}
	}
	return j.rankOf(profile.TagPart, 0)
}

// partRank returns where in the profile's layout a part of a prompt belongs.
func (j *classifier) partRank(part prompt.Part) int {
	if part.Kind != prompt.Plain || part.Choice {
		return j.rankOf(profile.TagPart, 0)
	}
	if name, _, ok := profile.ReadArtist(part.Text); ok && (!part.By || artists.Is(j.finder, name)) {
		return j.rankOf(profile.ArtistPart, 0)
	}
	return j.rank(part.Text)
}

// rankOfUnit is partRank for a unit: that of its last part.
func (j *classifier) rankOfUnit(s *splice.Document, u splice.Unit) int {
	if u.First < 0 {
		return j.rankOf(profile.TagPart, 0)
	}
	return j.partRank(s.Out.Parts[u.Last])
}

// intoPart puts a tag of a rank where the profile's layout has it: what comes
// before the tags, behind those of the prompt's beginning whose rank is not
// above its own; what comes with them or behind them, behind the last of such.
// What an AND parts from the first prompt is left alone.
func (j *classifier) intoPart(s *splice.Document, tag string, rank int) prompt.Edit {
	last := firstSections(s.Out)
	units := s.Seen(func(u splice.Unit) bool { return u.Section <= last })
	if len(units) == 0 {
		return s.IntoEmpty(0, tag, false)
	}
	at := -1
	if rank < j.rankOf(profile.TagPart, 0) {
		for i, u := range units {
			if u.Open || u.Section > 0 || j.rankOfUnit(s, u) > rank {
				break
			}
			at = i
		}
	} else {
		for i := len(units) - 1; i >= 0 && at < 0; i-- {
			if !units[i].Open && j.rankOfUnit(s, units[i]) <= rank {
				at = i
			}
		}
	}
	if at < 0 {
		return s.Before(units[0], tag)
	}
	return s.Behind(units[at], tag)
}
