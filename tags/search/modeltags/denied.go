package modeltags

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/search"
)

// Chinese says before a word that it is not there ("不戴眼镜", "没有帽子"), Japanese
// behind it ("眼鏡をしていない", "帽子なし").
const (
	nots   = "不没沒未无無"    // before a word
	worn   = "有是戴穿带帶披系佩" // between them
	ofThem = "的，、。, ."   // ends what is denied
	wa     = "をがはも"      // between a word and what is said of it in Japanese
)

var nais = []string{"ない", "なし", "無し", "無い", "ません"}

// denied returns what a query of Chinese or Japanese says not to be there, "" for
// most.
func denied(query string) string {
	if i := strings.IndexAny(query, nots); i >= 0 && !slices.ContainsFunc(nais, func(nai string) bool { return strings.HasPrefix(query[i:], nai) }) {
		_, n := utf8.DecodeRuneInString(query[i:])
		what := strings.TrimLeft(query[i+n:], worn)
		if end := strings.IndexAny(what, ofThem); end >= 0 {
			what = what[:end]
		}
		return what
	}
	at := -1
	for _, nai := range nais {
		if i := strings.Index(query, nai); i > 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 {
		return ""
	}
	what := strings.TrimSuffix(query[:at], "の")
	end := -1
	for _, particle := range wa {
		if end = strings.LastIndex(what, string(particle)); end >= 0 {
			what = what[:end]
			break
		}
	}
	if end < 0 {
		what = strings.TrimRightFunc(what, func(r rune) bool { return unicode.Is(unicode.Hiragana, r) }) // of a verb: "笑わない"
	}
	// What is said of it goes: "赤い帽子", and who does it: "女の子が帽子".
	if i := strings.LastIndexAny(what, wa+ofThem+"いな"); i >= 0 {
		_, n := utf8.DecodeRuneInString(what[i:])
		what = what[i+n:]
	}
	return what
}

// present reports whether a text has what is denied, and does not deny it as well:
// both are folded.
func present(text, what string) bool {
	for rest := text; ; {
		i := strings.Index(rest, what)
		if i < 0 {
			return strings.HasSuffix(what, text) // a hat where a red hat is denied
		}
		before := strings.TrimRight(text[:len(text)-len(rest)+i], worn)
		last, _ := utf8.DecodeLastRuneInString(before)
		rest = rest[i+len(what):]
		if !strings.ContainsRune(nots, last) && !strings.HasSuffix(before, nais[0]) && !slices.ContainsFunc(nais, func(nai string) bool { return strings.Contains(rest, tags.Fold(nai)) }) {
			return true
		}
	}
}

// Find is what a query finds in the lists and among the profile's quality words,
// without what it says not to be there.
func Find(ctx context.Context, ix *search.Index, p *profile.Profile, query string, o search.Options) search.Answer {
	what := tags.Fold(denied(query))
	if utf8.RuneCountInString(what) < 2 && (what == "" || what[0] < utf8.RuneSelf || unicode.Is(unicode.Hiragana, []rune(what)[0])) {
		return find(ctx, ix, p, query, o)
	}
	limit := o.Limit
	o.Limit += len(nots) // more than are left out, as a rule
	a := find(ctx, ix, p, query, o)
	is := func(r search.Result) bool { return r.Alias != "" && present(tags.Fold(r.Alias), what) }
	a.Results = slices.DeleteFunc(slices.Clone(a.Results), is)
	if limit > 0 {
		a.Results = a.Results[:min(len(a.Results), limit)]
	}
	if slices.ContainsFunc(a.Together, is) {
		a.Together, a.Rest = nil, ""
	}
	return a
}
