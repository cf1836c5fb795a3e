package profile

import "tailor/tags"

// Guess returns which of some profiles a prompt was written for: the one whose
// own words it has most of, and fewest that do nothing on it; among equals the
// first. The words are the tags of a prompt, in any spelling. A prompt that
// says nothing of its model is the first's.
func Guess(profiles []*Profile, words []string) *Profile {
	forms := make([]string, len(words)) // of artists, "" for none
	for k, word := range words {
		_, forms[k], _ = ReadArtist(tags.Unescape(word))
	}
	var best *Profile
	most := 0
	for i, p := range profiles {
		score := 0
		for k, word := range words {
			f := p.About(word)
			switch {
			case f.Quality != 0, f.Group != "" && f.Meta, f.Spoken && f.Site == "" && f.Tag == "":
				score += 2
			case f.Dead.Sure():
				score -= 2
			}
			if forms[k] != "" && p.KnowsArtists() && p.Artists.Form == forms[k] {
				score++
			}
		}
		if i == 0 || score > most {
			best, most = p, score
		}
	}
	return best
}
