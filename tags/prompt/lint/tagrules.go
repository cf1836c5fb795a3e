package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tailor/data/printable"
	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
	"tailor/tags/search"
)

// words runs the rules that look at one tag at a time.
func (r *report) words() {
	for i := range r.region.Items {
		it := &r.region.Items[i]
		if it.Facts.Blocked && it.Kind != prompt.Network {
			if !r.region.Refused { // who refuses it does well
				r.blocked(i)
			}
			continue
		}
		if it.Quiet() || r.region.Boilerplate(it) || r.region.partedIn(it) {
			continue
		}
		r.hearsay = it.Facts.Says.Hint || it.Facts.Says.Dead != nil && it.Facts.Says.Dead.Hint
		if f := it.Facts; f.Written != "" {
			r.artistForm(i, f.Written)
		} else if f.Searched {
			r.searched(i)
		} else if f.Says.Dead != nil {
			r.dead(i)
		} else if !r.qualityPlace(i) {
			r.taboo(i)
			r.negated(it)
			r.spelling(i)
		}
	}
	r.hearsay = false
}

// blocked reports words that tailor never offers. In natural text the word
// alone goes, elsewhere the tag.
func (r *report) blocked(i int) {
	const message = "This tag sexualises minors; take it out."
	it := &r.region.Items[i]
	if !it.Sentence && !it.Choice && !reading.BracketsIn(it.Core.Of(r.region.Masked)).Torn {
		r.add(BlockedTag, Error, it.Core, gone(), r.region.without(i), message)
		return
	}
	for _, s := range reading.BlockedIn(r.region.Text, it.Core, !it.Sentence && it.Choice) {
		r.add(BlockedTag, Error, s, gone(), r.region.taking().Purged(s, tags.Blocked), message)
	}
}

// qualityPlace reports quality tags in the wrong prompt, and brightness that
// belongs in the negative one only, and reports whether this is such a tag.
func (r *report) qualityPlace(i int) bool {
	it := &r.region.Items[i]
	q := it.Facts.Says.Quality
	if q == 0 && !it.Facts.Says.RefusedOnly || it.Weight <= 0 || r.c.off[QualityPlace] {
		return false // a negative weight turns its meaning round, and 0 takes it away
	}
	if r.region.bringsOptions() {
		return false
	}
	if (q < 0 || it.Facts.Says.RefusedOnly) && !r.region.Refused && !r.infotext {
		r.misplaced = append(r.misplaced, tags.Plain(it.Text))
	}
	switch {
	case it.Facts.Says.RefusedOnly && !r.region.Refused:
		r.add(QualityPlace, Warning, it.Core, gone(), r.region.without(i),
			fmt.Sprintf("%s %s here; it belongs in the negative prompt.", quoted(it.Text), r.c.p.RefusedWhy(it.Facts.Says.Group)))
	case q < 0 && !r.region.Refused:
		r.add(QualityPlace, Error, it.Core, gone(), r.region.without(i),
			fmt.Sprintf("%s asks for a bad picture here; it belongs in the negative prompt.", quoted(it.Text)))
	case q > 0 && r.region.Refused:
		r.add(QualityPlace, Error, it.Core, gone(), r.region.without(i),
			fmt.Sprintf("%s refuses a good picture here; it belongs in the prompt.", quoted(it.Text)))
	default:
		return false
	}
	return true
}

// taboo reports what does harm in a negative prompt.
func (r *report) taboo(i int) {
	it := &r.region.Items[i]
	if r.region.Refused && it.Facts.Says.Taboo && it.Weight > 0 {
		r.add(NegativeTaboo, Warning, it.Core, gone(), r.region.without(i),
			fmt.Sprintf("%s in the negative prompt pushes colours and contrast about; take it out unless that is meant.", quoted(it.Text)))
	}
}

// negated reports a word of negative prompts that a prompt names to keep it
// out: "no text".
func (r *report) negated(it *reading.Item) {
	what, no := strings.CutPrefix(it.Facts.Key, "no ")
	if !no || it.Facts.Known || it.Facts.Word || r.region.Refused || it.Weight <= 0 {
		return
	}
	if says := r.c.p.About(what); !says.Copied && !says.Along && !slices.Contains(r.c.p.Negative.Default, what) {
		return // "no feet" is a tag of lists that are not at hand
	}
	r.add(QualityPlace, Hint, it.Core, nil, nil,
		fmt.Sprintf("%s names %s all the same, and what is named may be drawn; write %s in the negative prompt.", quoted(it.Text), quoted(what), quoted(what)))
}

// spelling reports a tag that is not written as the model learned it. One new
// text is the fix of all that is wrong with it, which the diagnostics share.
func (r *report) spelling(i int) {
	it := &r.region.Items[i]
	f := it.Facts
	on := func(rule string) bool { return !r.c.off[rule] }
	core := it.Core.Of(r.region.Masked)
	if it.Unmatched && core != it.Core.Of(r.region.Text) {
		return // the bracket within is mended first
	}
	in := reading.BracketsIn(core)
	if f.Pasted != "" && reading.Pasted(core) {
		fix := f.Pasted
		r.add(Underscore, Warning, it.Core, &fix, nil,
			"Tags pasted with spaces between them run into one another; write commas between them and spaces for underscores.")
		return
	}
	lacksBy := it.Artist && f.Form != "" && !r.c.p.TakesArtist(f.Form) && on(ArtistForm)
	whole := f.Known || f.Says.Tag != "" || f.Says.Style // all brackets are the tag's
	parens := f.Parens && !it.Escaped && on(UnescapedParens) && (len(in.Own) > 0 || whole)
	alias := f.Known && f.Alias != "" && f.Says.Tag == "" && (!f.Artist || it.Artist) && on(Alias) && r.mayAdvise(f.Tag)
	foreign := f.Says.Foreign && (!f.Known || f.Alias != "") && on(ForeignTag)
	fix := r.c.read.Respell(f, it.Text)
	switch {
	case whole || !in.Others && len(in.Own) == 0:
	case f.Parens:
		fix = r.c.read.RespellCore(f, core, in.Own)
	default:
		fix = r.c.read.RespellCore(f, core, nil)
	}
	if alias {
		fix = r.c.p.Write(f.Tag)
	} else if lacksBy && r.c.p.KnowsArtists() {
		fix = r.c.respellArtist(it, core, in.Others, fix)
	}
	if foreign && f.Says.Booru != "" && !f.Says.Hint && !f.Ordinary(it.Text) {
		fix = tags.Escape(f.Says.Booru)
	}
	if f.Underscored && prompt.NovelWeights(core) == nil && !bareWeight.MatchString(core) && // the weight is mended first
		(!f.Joined || r.region.spelledAsBoorus()) {
		why := "CLIP reads underscores as other words"
		if f.Known && f.Alias == "" {
			why = cmp.Or(r.c.p.SpellingWhy(), why)
		}
		r.add(Underscore, Warning, it.Core, &fix, nil, fmt.Sprintf("%s: %s; write %s.", quoted(it.Text), why, quoted(fix)))
	} else if kept := f.Says.Tag; r.c.p.KeepsUnderscores(kept) && it.Text != kept {
		r.add(QualityWhole, Warning, it.Core, &kept, nil, fmt.Sprintf("%s was learned as %s, with its underscores; write it so.", quoted(it.Text), quoted(kept)))
	}
	if parens {
		what := "name"
		if whole {
			what = "tag"
		}
		r.add(UnescapedParens, Error, it.Core, &fix, nil,
			fmt.Sprintf("A1111 takes the brackets in %s for weights, so the %s is torn apart; write %s.", quoted(it.Text), what, quoted(fix)))
	}
	if !parens && f.Known && f.Alias == "" && reading.LoneBackslash(core) {
		r.add(UnescapedParens, Warning, it.Core, &fix, nil,
			fmt.Sprintf("A1111 drops the backslash in %s, so the tag is not the one that was trained; write %s.", quoted(it.Text), quoted(fix)))
	}
	if lacksBy {
		r.artistForm(i, fix)
	}
	if alias {
		r.alias(it, fix)
	}
	if f.Kindred != nil && r.mayAdvise(*f.Kindred) && f.Says.Tag == "" && !f.Underscored && !parens && !r.region.ToldBeside(it, f.Kindred) {
		r.kindred(it)
	}
	if f.Namesakes != nil && r.region.Counts() && !r.c.read.SeriesTold(r.region.Region) && !r.region.ToldBeside(it, nil) {
		r.namesakes(it)
	}
	if foreign {
		r.foreign(i)
	}
	if f.Near != nil && !it.Unmatched {
		r.unknown(it)
	}
}

// mayAdvise reports whether no other rule takes a tag out where it stands.
func (r *report) mayAdvise(t tags.Tag) bool {
	says := r.c.p.About(t.Name)
	return says.Dead == nil && !(r.region.Refused && says.Taboo)
}

// foreign reports a tag of another site. One of plain words, "red fox", is
// understood as far as those are.
func (r *report) foreign(i int) {
	it := &r.region.Items[i]
	says := &it.Facts.Says
	if it.Facts.Ordinary(it.Text) && english.Loaded(says.Booru) && !english.Loaded(it.Text) {
		return // "balls"
	}
	some := strings.Fields(tags.Plain(says.Booru))
	if it.Facts.Ordinary(it.Text) && !slices.ContainsFunc(some, func(w string) bool { return !slices.Contains(strings.Fields(it.Facts.Key), w) }) && (len(some) > 0 || !r.region.ofSite(it)) {
		return // plain words, which say as much or more
	}
	severity, remedy := Warning, "say it with Danbooru's tags or in plain words"
	if it.Facts.Ordinary(it.Text) {
		severity = Hint
	}
	var fix *string
	var edits []prompt.Edit
	switch {
	case says.Booru == "":
	case tags.Plain(says.Booru) != it.Facts.Key && r.region.has(says.Booru):
		fix, edits = gone(), r.region.without(i)
		remedy = quoted(says.Booru) + " stands here already, so take it out"
	default:
		fix = text(tags.Escape(says.Booru))
		remedy = "write " + quoted(*fix)
	}
	r.add(ForeignTag, severity, it.Core, fix, edits,
		fmt.Sprintf("%s is a tag of %s, which the model was not trained on; %s.", quoted(it.Text), says.Site, remedy))
}

// has reports whether a tag is one of the region's.
func (reg *region) has(tag string) bool {
	return slices.ContainsFunc(reg.Items[:min(mostLookedAt, len(reg.Items))], func(it reading.Item) bool { return it.Facts.Key == tags.Plain(tag) && !it.Quiet() })
}

// ofSite reports whether the region has another tag of the item's site, one that
// is no plain words or that the boorus have another word for.
func (reg *region) ofSite(it *reading.Item) bool {
	return slices.ContainsFunc(reg.Items[:min(mostLookedAt, len(reg.Items))], func(other reading.Item) bool {
		f := other.Facts
		return f.Says.Foreign && f.Key != it.Facts.Key && (f.Says.Booru != "" || !f.Ordinary(other.Text))
	})
}

// spelledAsBoorus reports whether the region has several tags with underscores:
// two words that no list knows and one joins may else be what calls a network.
func (reg *region) spelledAsBoorus() bool {
	n := 0
	for i := range reg.Items[:min(mostLookedAt, len(reg.Items))] {
		if reg.Items[i].Facts.Underscored {
			n++
		}
	}
	return n > 1
}

// mostLookedAt is how many items are looked through for what tells of another,
// which keeps the work for a long text in proportion to it.
const mostLookedAt = 400

// unknown reports a name that is one slip away from a tag.
func (r *report) unknown(it *reading.Item) {
	written := r.c.p.Write(*it.Facts.Near)
	if !r.mayAdvise(*it.Facts.Near) || r.c.p.About(written).Dead != nil || strings.TrimRight(it.Text, ".") == written {
		return // no tag to write, or a sentence's full stop behind one
	}
	message := fmt.Sprintf("No tag is called %s, so the model reads it as plain words; %s is a tag.", quoted(it.Text), quoted(written))
	if !it.Facts.Mistyped {
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

// alias reports another spelling of a tag; fix is how the tag is written.
func (r *report) alias(it *reading.Item, fix string) {
	r.add(Alias, Warning, it.Core, &fix, nil,
		fmt.Sprintf("%s is another spelling of the tag %s, which the model saw far more often; write that.", quoted(it.Text), quoted(r.c.p.Write(it.Facts.Tag))))
}

// mostNamesakes is how many characters of one name are told.
const mostNamesakes = 3

// namesakes tells the characters that a bare name may mean.
func (r *report) namesakes(it *reading.Item) {
	var names []string
	for _, id := range it.Facts.Namesakes[:min(mostNamesakes, len(it.Facts.Namesakes))] {
		t := r.c.cat.Tag(id)
		names = append(names, quoted(t.Prompt()))
	}
	what := "is a character of that name: write it if it is who you mean"
	if len(names) > 1 {
		what = "are characters of that name: write the one you mean"
	}
	r.add(Alias, Hint, it.Core, nil, nil, fmt.Sprintf("%s alone is no tag; %s %s.", quoted(it.Text), strings.Join(names, ", "), what))
}

// kindred offers the tag that says nearly the same as an item.
func (r *report) kindred(it *reading.Item) {
	r.add(Alias, Hint, it.Core, nil, nil,
		fmt.Sprintf("%s is no tag itself; %s is one that is called so too: write it if it is what you mean.", quoted(it.Text), quoted(r.c.p.Write(*it.Facts.Kindred))))
}

// searched reports a search that was left in the prompt. What it would have
// found was meant; a theme is no tag.
func (r *report) searched(i int) {
	it := &r.region.Items[i]
	const what = "%s is a search of tailor's, and CLIP reads it as plain words; "
	switch k := strings.IndexByte(it.Text, ':'); {
	case it.Facts.Found != nil:
		fix := r.c.p.Write(*it.Facts.Found)
		r.add(UnknownTag, Warning, it.Core, &fix, nil, fmt.Sprintf(what+"write %s.", quoted(it.Text), quoted(fix)))
		return
	case !strings.EqualFold(it.Text[:k+1], search.ThemeFilter):
		r.add(UnknownTag, Warning, it.Core, nil, nil, fmt.Sprintf(what+"choose a tag from its list.", quoted(it.Text)))
		return
	}
	r.add(UnknownTag, Warning, it.Core, gone(), r.region.without(i), fmt.Sprintf(what+"take it out.", quoted(it.Text)))
}
