package lint

import (
	"cmp"
	"fmt"
	"strings"

	"tailor/data/printable"
	"tailor/tags"
	"tailor/tags/prompt"
)

// words runs the rules that look at one tag at a time.
func (r *report) words() {
	for i := range r.region.items {
		it := &r.region.items[i]
		if it.facts.blocked && it.Kind != prompt.Network {
			r.blocked(i)
			continue
		}
		if it.quiet() || r.region.boilerplate(it) {
			continue
		}
		r.hearsay = it.facts.says.Hint || it.facts.says.Dead != nil && it.facts.says.Dead.Hint
		if f := it.facts; f.written != "" {
			r.artistForm(it, f.written)
		} else if f.searched {
			r.searched(i)
		} else if f.says.Dead != nil {
			r.dead(i)
		} else if !r.qualityPlace(i) {
			r.taboo(i)
			r.spelling(it)
		}
	}
	r.hearsay = false
}

// blocked reports words that tailor never offers. In natural text the word
// alone goes, elsewhere the tag.
func (r *report) blocked(i int) {
	const message = "This tag sexualises minors; take it out."
	it := &r.region.items[i]
	if !it.sentence && !it.Choice && !bracketsIn(it.Core.Of(r.region.masked)).torn {
		r.add(BlockedTag, Error, it.Core, gone(), r.region.without(i), message)
		return
	}
	for _, s := range fields(r.region.text, it.Core) {
		if tags.Blocked(s.Of(r.region.text)) {
			cut := s
			if cut.End < len(r.region.text) && r.region.text[cut.End] == ' ' {
				cut.End++
			}
			r.add(BlockedTag, Error, s, gone(), []prompt.Edit{{Span: cut}}, message)
		}
	}
}

// fields returns the spans of a span's words.
func fields(text string, in prompt.Span) []prompt.Span {
	var spans []prompt.Span
	start := -1
	for i := in.Start; i <= in.End; i++ {
		word := i < in.End && !strings.ContainsRune(" \t\r\n,.;:!?\"()[]{}|", rune(text[i]))
		if word && start < 0 {
			start = i
		} else if !word && start >= 0 {
			spans = append(spans, prompt.Span{Start: start, End: i})
			start = -1
		}
	}
	return spans
}

// qualityPlace reports quality tags in the wrong prompt, and brightness that
// belongs in the negative one only, and tells whether this is such a tag.
func (r *report) qualityPlace(i int) bool {
	it := &r.region.items[i]
	if it.Weight < 0 || r.c.off[QualityPlace] {
		return false // a negative weight turns its meaning round
	}
	q := it.facts.says.Quality
	if (q < 0 || it.facts.says.RefusedOnly) && !r.region.refused && !r.infotext {
		r.misplaced = append(r.misplaced, tags.Plain(it.Text))
	}
	switch {
	case it.facts.says.RefusedOnly && !r.region.refused:
		r.add(QualityPlace, Warning, it.Core, gone(), r.region.without(i),
			fmt.Sprintf("%s %s here; it belongs in the negative prompt.", quoted(it.Text), r.c.p.RefusedWhy(it.facts.says.Group)))
	case q < 0 && !r.region.refused:
		r.add(QualityPlace, Error, it.Core, gone(), r.region.without(i),
			fmt.Sprintf("%s asks for a bad picture here; it belongs in the negative prompt.", quoted(it.Text)))
	case q > 0 && r.region.refused:
		r.add(QualityPlace, Error, it.Core, gone(), r.region.without(i),
			fmt.Sprintf("%s refuses a good picture here; it belongs in the prompt.", quoted(it.Text)))
	default:
		return false
	}
	return true
}

// taboo reports what does harm in a negative prompt.
func (r *report) taboo(i int) {
	it := &r.region.items[i]
	if r.region.refused && it.facts.says.Taboo && it.Weight > 0 {
		r.add(NegativeTaboo, Warning, it.Core, gone(), r.region.without(i),
			fmt.Sprintf("%s in the negative prompt pushes colours and contrast about; take it out unless that is meant.", quoted(it.Text)))
	}
}

// spelling reports a tag that is not written as the model learned it. One new
// text is the fix of all that is wrong with it, which the diagnostics share.
func (r *report) spelling(it *item) {
	f := it.facts
	on := func(rule string) bool { return !r.c.off[rule] }
	core := it.Core.Of(r.region.masked)
	in := bracketsIn(core)
	if f.pasted != "" && pasted(core) {
		fix := f.pasted
		r.add(Underscore, Warning, it.Core, &fix, nil,
			"Tags pasted with spaces between them run into one another; write commas between them and spaces for underscores.")
		return
	}
	lacksBy := it.artist && f.form != "" && !r.c.p.TakesArtist(f.form) && on(ArtistForm)
	whole := f.known || f.says.Tag != "" || f.says.Style // all brackets are the tag's
	parens := f.parens && !it.Escaped && on(UnescapedParens) && (len(in.own) > 0 || whole)
	alias := f.known && f.alias != "" && f.says.Tag == "" && (!f.artist || it.artist) && on(Alias)
	foreign := f.says.Foreign && (!f.known || f.alias != "") && on(ForeignTag)
	fix := r.c.respell(f, it.Text)
	switch {
	case whole || !in.others && len(in.own) == 0:
	case f.parens:
		fix = r.c.respellCore(f, core, in.own)
	default:
		fix = r.c.respellCore(f, core, nil)
	}
	if alias {
		fix = r.c.p.Write(f.tag)
	} else if lacksBy && r.c.p.KnowsArtists() {
		fix = r.c.respellArtist(it, core, in.others, fix)
	}
	if foreign && f.says.Booru != "" && !f.says.Hint && !f.ordinary(it.Text) {
		fix = tags.Escape(f.says.Booru)
	}
	if f.underscored {
		r.add(Underscore, Warning, it.Core, &fix, nil,
			fmt.Sprintf("%s: %s; write %s.", quoted(it.Text), cmp.Or(r.c.p.SpellingWhy(), "CLIP reads underscores as other words"), quoted(fix)))
	} else if kept := f.says.Tag; r.c.p.KeepsUnderscores(kept) && it.Text != kept {
		r.add(QualityWhole, Warning, it.Core, &kept, nil, fmt.Sprintf("%s was learned as %s, with its underscores; write it so.", quoted(it.Text), quoted(kept)))
	}
	if parens {
		r.add(UnescapedParens, Error, it.Core, &fix, nil,
			fmt.Sprintf("A1111 takes the brackets in %s for weights, so the tag is torn apart; write %s.", quoted(it.Text), quoted(fix)))
	}
	if !parens && f.known && f.alias == "" && loneBackslash(core) {
		r.add(UnescapedParens, Warning, it.Core, &fix, nil,
			fmt.Sprintf("A1111 drops the backslash in %s, so the tag is not the one that was trained; write %s.", quoted(it.Text), quoted(fix)))
	}
	if lacksBy {
		r.artistForm(it, fix)
	}
	if alias {
		r.alias(it, fix)
	}
	if f.kindred != nil && f.says.Tag == "" && !f.underscored && !parens {
		r.kindred(it)
	}
	if foreign {
		r.foreign(it)
	}
	if f.near != nil && !it.unmatched {
		r.unknown(it)
	}
}

// foreign reports a tag of another site. One of plain words, "red fox", is
// understood as far as those are.
func (r *report) foreign(it *item) {
	says := &it.facts.says
	severity, remedy := Warning, "say it with Danbooru's tags or in plain words"
	if it.facts.ordinary(it.Text) {
		severity = Hint
	}
	var fix *string
	if says.Booru != "" {
		fix = text(tags.Escape(says.Booru))
		remedy = "write " + quoted(*fix)
	}
	r.add(ForeignTag, severity, it.Core, fix, nil,
		fmt.Sprintf("%s is a tag of %s, which the model was not trained on; %s.", quoted(it.Text), says.Site, remedy))
}

// unknown reports a name that is one slip away from a tag.
func (r *report) unknown(it *item) {
	written := r.c.p.Write(*it.facts.near)
	message := fmt.Sprintf("No tag is called %s, so the model reads it as plain words; %s is a tag.", quoted(it.Text), quoted(written))
	if !it.facts.mistyped {
		r.add(UnknownTag, Hint, it.Core, nil, nil, message)
		return
	}
	r.add(UnknownTag, Warning, it.Core, &written, nil, message)
}

// longestQuoted is how many bytes of a text are looked at to quote it.
const longestQuoted = 400

// quoted puts a text into quotation marks, shortened where it is long, and
// without what a terminal would take for a command.
func quoted(s string) string {
	if len(s) > longestQuoted {
		s = strings.ToValidUTF8(s[:longestQuoted], "")
	}
	s = printable.Map(func(r rune) rune {
		if printable.Unsafe(r) {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 60 {
		s = string(r[:57]) + "…"
	}
	return `"` + s + `"`
}
