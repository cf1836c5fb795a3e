package reading

import (
	"strings"

	"tailor/tags"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
)

// artistsOf returns what is known of a part that names artists in another form
// than the model's (artists.Read), or nil. It is asked by the part as it is
// written, since brackets tell much of it.
func (c *Reader) artistsOf(p *prompt.Part, core string) *Facts {
	if p.Kind != prompt.Plain {
		return nil
	}
	c.mu.RLock()
	f, known := c.artists[core]
	c.mu.RUnlock()
	if known {
		return f
	}
	if found := artists.Read(c.p, SureArtists{c}, core); found != nil {
		var keys []string
		ambiguous := false
		for _, a := range found {
			keys = append(keys, artistKey(a.Name))
			ambiguous = ambiguous || !artists.Is(SureArtists{c}, a.Name)
		}
		f = &Facts{Ambiguous: ambiguous, Artist: true, Key: strings.Join(keys, ", "), Written: artists.Write(c.p, found), Blocked: tags.Blocked(core)}
	}
	c.mu.Lock()
	if len(c.artists) >= maxFacts {
		c.artists = map[string]*Facts{}
	}
	c.artists[strings.Clone(core)] = f
	c.mu.Unlock()
	return f
}
