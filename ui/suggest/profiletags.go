package suggest

import (
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/ui/view"
)

// The model's own tags, such as "masterpiece" or "low brightness", are in no
// booru's list, so no list gives them a place. They stand first once
// ownFirst letters of one are typed; before that the booru's commonest tags
// come first, ownBehind of them, as two letters are more often theirs.
const (
	profileFirst    = 4
	profileBehind   = 3
	mostProfileTags = 4
)

// profileTags suggests the profile's tags that a query begins, parts of the names
// between spaces included: "qual" gives "best quality".
func profileTags(p *profile.Profile, query string) []view.Suggestion {
	query = tags.Key(query)
	var whole, inner []view.Suggestion
	for _, g := range p.Toggles() {
		for _, tag := range g.Tags {
			key := tags.Key(tag)
			at := 0
			if !strings.HasPrefix(key, query) {
				at = strings.Index(key, " "+query) + 1
				if at == 0 {
					continue
				}
			}
			s := view.Suggestion{Tag: tags.Tag{Name: tag, Category: tags.Meta}, Note: g.Name}
			for i := at; i < at+len(query) && len(key) == len(tag); i++ {
				s.Matched = append(s.Matched, i)
			}
			if at == 0 {
				whole = append(whole, s)
			} else {
				inner = append(inner, s)
			}
		}
	}
	all := append(whole, inner...)
	return all[:min(len(all), mostProfileTags)]
}

// WithProfileTags puts the profile's tags among what the lists gave. A tag that both
// know keeps the place that the lists gave it.
func WithProfileTags(found []view.Suggestion, p *profile.Profile, query string) []view.Suggestion {
	if utf8.RuneCountInString(query) < leastQuery {
		return found
	}
	mine := profileTags(p, query)
	listed := map[string]bool{}
	for k := range found {
		listed[tags.Key(found[k].Tag.Name)] = true
	}
	kept := mine[:0]
	for _, s := range mine {
		if !listed[tags.Key(s.Tag.Name)] {
			kept = append(kept, s)
		}
	}
	at := 0
	if utf8.RuneCountInString(query) < profileFirst {
		at = min(profileBehind, len(found))
	}
	out := make([]view.Suggestion, 0, len(found)+len(kept))
	out = append(out, found[:at]...)
	out = append(out, kept...)
	return append(out, found[at:]...)
}
