package modeltags

import (
	"context"
	"strings"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/search"
	"tailor/tags/search/letters"
)

// beside finds what a query's words mean, and what the signs between them are:
// "girl :D long hair". Those that are no tags are left over, as they were typed.
func beside(ctx context.Context, ix *search.Index, p *profile.Profile, words string, signs []letters.Sign, o search.Options) search.Answer {
	a := praised(ctx, ix, p, words, o)
	together, rest := a.Together, a.Rest
	if len(together) == 0 {
		rest = strings.TrimSpace(words)
		if len(a.Results) > 0 && (!a.Results[0].Near || strings.Contains(tags.Key(words), tags.Key(a.Results[0].Tag.Name))) {
			together, rest = a.Results[:1:1], a.Results[0].Rest
		}
	}
	var all, left []string
	var faces []search.Result
	joined := append([]search.Result(nil), together...)
	for _, s := range signs {
		all = append(all, s.Text)
		face, ok := sign(ctx, ix, s, o)
		if !ok {
			left = append(left, s.Text)
			continue
		}
		at := 0
		for at < len(joined) && joined[at].Place < s.At {
			at++
		}
		face.Place = s.At
		joined = append(joined[:at], append([]search.Result{face}, joined[at:]...)...)
		face.Near, face.Rest = true, strings.TrimSpace(words)
		faces = append(faces, face)
	}
	between := strings.Join(all, " ")
	results := append(faces, a.Results...)
	for i := range results {
		r := &results[i]
		if r.Near = true; i >= len(faces) {
			r.Rest = strings.TrimSpace(between + " " + r.Rest)
		}
	}
	a.Results = results
	if a.Together = nil; len(joined) > 1 || len(together) > 0 {
		a.Together, a.Rest = joined, strings.TrimSpace(strings.Join(left, " ")+" "+rest)
	}
	return a
}

// sign returns the tag that a sign is.
func sign(ctx context.Context, ix *search.Index, s letters.Sign, o search.Options) (r search.Result, ok bool) {
	if s.Foreign {
		return r, false
	}
	found := ix.Search(ctx, s.Text, search.Options{Limit: 1, Categories: o.Categories, Picks: o.Picks})
	if len(found) == 0 || found[0].Near || !letters.SameSpelling(found[0].Tag.Name, s.Text) && !letters.SameSpelling(found[0].Alias, s.Text) {
		return r, false
	}
	return found[0], true
}

// strange reports whether a text has a word that is in no entry, its last aside,
// which may be on its way, and is no tag with a slip.
func strange(ix *search.Index, text string) bool {
	all, starts, _ := letters.Append(nil, nil, nil, text)
	for i := range max(len(starts)-1, 0) {
		if _, ok := ix.Vocab.Find(string(all[starts[i]:starts[i+1]])); !ok {
			_, near := ix.Near(text)
			return !near
		}
	}
	return false
}
