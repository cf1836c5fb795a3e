// Package modeltags puts the tags that a model has beside the booru's among
// what a search found.
package modeltags

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/search"
	"tailor/tags/search/letters"
)

// The model's own tags, such as "masterpiece" or "low brightness", are in no
// booru's list, so no list gives them a place. They stand first once
// profileFirst letters of one are typed; before that the booru's commonest
// tags come first, profileBehind of them, as two letters are more often
// theirs. Tags of profileCommon pictures stay above them, as does a tag that the
// query spells whole.
const (
	profileFirst    = 4
	profileBehind   = 3
	profileCommon   = 50_000
	mostProfileTags = 4
	// leastProfile is from which letter on they are offered.
	leastProfile = 2
)

// profileTags finds the profile's tags that a query begins, parts of the names
// between spaces included: "qual" gives "best quality".
func profileTags(p *profile.Profile, query string) []search.Result {
	query = tags.Key(query)
	var whole, inner []search.Result
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
			if tags.Blocked(tag) {
				continue
			}
			r := search.Result{ID: -1, Tag: tags.Tag{Name: tag, Category: tags.Meta}, Note: g.Name}
			for i := at; i < at+len(query) && len(key) == len(tag); i++ {
				r.Matched = append(r.Matched, i)
			}
			if at == 0 {
				whole = append(whole, r)
			} else {
				inner = append(inner, r)
			}
		}
	}
	all := append(whole, inner...)
	return all[:min(len(all), mostProfileTags)]
}

// mostQuality is the number of words that a quality word has at most.
const mostQuality = 3

// cutQuality parts a query into the profile's quality words at its front, praise as
// they stand there, and the rest: "masterpiece best quality 1girl".
func cutQuality(p *profile.Profile, query string) (said []search.Result, praise, rest string) {
	words := strings.Fields(query)
	at := 0
	for n := min(mostQuality, len(words)); n > 0; {
		if name := strings.Join(words[at:at+n], " "); p.About(name).Quality != 0 {
			said = append(said, search.Result{ID: -1, Tag: tags.Tag{Name: tags.Key(name), Category: tags.Meta}, Note: "quality"})
			at += n
			n = min(mostQuality, len(words)-at)
		} else {
			n--
		}
	}
	rest = strings.Join(words[at:], " ")
	if rest != "" && strings.HasSuffix(query, " ") {
		rest += " " // the last word is complete
	}
	return said, strings.Join(words[:at], " "), rest
}

// find is what a query finds in the lists, with the profile's quality words at its
// front and the signs between its words beside it in one row, which the lists would
// tear.
func find(ctx context.Context, ix *search.Index, p *profile.Profile, query string, o search.Options) search.Answer {
	known := func(text string) bool {
		_, _, ok := ix.Catalogue.Lookup(text)
		return ok
	}
	strange := func(text string) bool { return !known(text) && strange(ix, text) }
	if words, signs := letters.CutSigns(query, known, strange); len(signs) > 0 && o.Theme == "" {
		return beside(ctx, ix, p, words, signs, o)
	}
	return praised(ctx, ix, p, query, o)
}

// praised is Find for a query without signs.
func praised(ctx context.Context, ix *search.Index, p *profile.Profile, query string, o search.Options) search.Answer {
	said, praise, rest := cutQuality(p, query)
	if len(said) == 0 || rest == "" && len(said) == 1 {
		return ix.Find(ctx, query, o)
	}
	var a search.Answer
	if rest == "" {
		a.Results = said[:1]
	} else {
		a = ix.Find(ctx, rest, o)
		a.Results = Among(a.Results, p, rest)
	}
	if len(a.Together) == 0 && rest != "" {
		if a.Rest = rest; len(a.Results) > 0 && !a.Results[0].Near {
			a.Together, a.Rest = a.Results[:1:1], ""
		}
	}
	a.Together = slices.Concat(said, a.Together)
	for i := range a.Together[len(said):] {
		a.Together[len(said)+i].Place += len(strings.Fields(praise))
	}
	a.Results = slices.Clone(a.Results)
	for i := range a.Results {
		a.Results[i].Near = true
		a.Results[i].Rest = strings.TrimSpace(praise + " " + a.Results[i].Rest)
	}
	return a
}

// Among puts the profile's tags that a query means among what the lists
// gave, and lets the words sink that do nothing on the model. A tag that both
// know keeps the place that the lists gave it.
func Among(found []search.Result, p *profile.Profile, query string) []search.Result {
	found = sinkDead(found, p)
	if utf8.RuneCountInString(strings.TrimSpace(query)) < leastProfile {
		return found
	}
	mine := slices.DeleteFunc(profileTags(p, query), func(r search.Result) bool {
		key := tags.Key(r.Tag.Name)
		return slices.ContainsFunc(found, func(f search.Result) bool { return tags.Key(f.Tag.Name) == key })
	})
	at := 0
	for at < len(found) && found[at].Tag.Count >= profileCommon && !found[at].Near {
		at++
	}
	if utf8.RuneCountInString(query) < profileFirst {
		at = max(at, min(profileBehind, len(found)))
	} else if at == 0 && len(found) > 0 && tags.Key(found[0].Tag.Name) == tags.Key(query) {
		at = 1
	}
	return slices.Concat(found[:at], mine, found[at:])
}

// sinkDead marks the words that do nothing on the model, and puts them behind
// what does something, above what is near.
func sinkDead(found []search.Result, p *profile.Profile) []search.Result {
	var alive, dead, near []search.Result
	for _, r := range found {
		d := p.About(r.Tag.Name).Dead
		r.Dead = d != nil && !d.Doubtful && !d.Hint
		switch {
		case r.Near:
			near = append(near, r)
		case r.Dead:
			dead = append(dead, r)
		default:
			alive = append(alive, r)
		}
	}
	return slices.Concat(alive, dead, near)
}
