package edit

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/splice"
)

// Translated is a prompt of one model in another's way.
type Translated struct {
	prompt.Texts
	// Lost says what the other model has no word for, a clause for each cause.
	Lost []string
	lost losses
}

// Translate turns a prompt of one model into another's way: artists in its
// form and place, none where it knows none; quality words, ratings, dates and
// the like by their counterparts, in their places; underscores as it has them;
// its default negative for the other's. Weights stay, and so does what stands
// in variants and prompt editing. Behind the first AND tags are written in the
// other's form where they stand: each condition keeps its own.
func Translate(from, to *profile.Profile, cat artists.Finder, t prompt.Texts, o Options) Translated {
	tr := translating{from: from, to: to, classifier: newClassifier(to, cat), source: newClassifier(from, cat), end: o.StylesAtEnd}
	if cat != nil { // several in one part become one each, and what stands behind one a part of its own
		form := from
		if !from.KnowsArtists() {
			form = profile.RouWei() // in whose form each is found
		}
		by := NewGatherer(form, cat, o)
		t.Positive, t.Negative = prompt.Apply(t.Positive, by.respell(t.Positive, true)), prompt.Apply(t.Negative, by.respell(t.Negative, true))
	}
	out := Translated{Texts: prompt.Texts{Positive: tr.positive(tr.novelWeights(t.Positive)), Negative: tr.negative(tr.novelWeights(t.Negative))}}
	out.lost, out.Lost = tr.lost, tr.lost.said(math.MaxInt)
	return out
}

type translating struct {
	from, to   *profile.Profile
	classifier *classifier // by to
	source     *classifier // by from
	end        bool
	lost       losses
	quality    bool                 // there are quality words that the other model does not know
	praised    bool                 // there are any
	kept       int                  // how many of them stay
	replaced   []prompt.Part        // those that the other's own praise stands for, or rewrites
	second     map[prompt.Span]bool // the dates that another of their condition stands for
}

// moving is a tag that goes where the other model wants it.
type moving struct {
	text string // as it is written, with its weight
	role role
	rank int
}

func (tr *translating) lose(text, why string) {
	tr.lost.add(why, fmt.Sprintf("%q", text))
}

// verdict is what becomes of a part.
type verdict struct {
	drop, move bool
	text       string // what stands for its core, "" for what it is
	artist     bool
	tag        string // what decides on its place
}

// positive translates the prompt. The weight of a first condition stays behind
// what is put at its end.
func (tr *translating) positive(text string) string {
	text, firstsWeight := firstWeight(text)
	var moved []moving
	var gone []prompt.Span
	var edits []prompt.Edit
	out := prompt.Read(text)
	parts := slices.Clone(out.Parts) // which everybody shares who reads the text
	first := firstAnd(text, out)
	if first < len(text) {
		for i, part := range parts {
			parts[i] = withoutWeight(text, part)
		}
	}
	out.Parts = parts
	tr.dates(out)
	for _, part := range slices.Backward(parts) {
		if tr.stays(part) {
			continue
		}
		v := tr.judge(part, false)
		v.move = v.move && part.Outer.Start < first
		core := part.Core.Of(text)
		if v.text != "" {
			core = v.text
		}
		if !v.drop && !v.move {
			if v.text != "" {
				edits = append(edits, prompt.Edit{Span: part.Core, Text: v.text})
			}
			continue
		}
		if v.move && !torn(part.Outer.Of(text)) {
			moved = append(moved, tr.moving(text, part, core, v))
		} else if v.move {
			edits = append(edits, prompt.Edit{Span: part.Core, Text: core})
			continue
		}
		gone = append(gone, part.Outer)
	}
	slices.Reverse(moved)
	slices.Reverse(gone)
	d := splice.NewBuffer(text)
	d.Remove(gone, withoutPart, edits...)
	moved = tr.praise(moved)
	order := func(a, b moving) int {
		if tr.to.Chunked() {
			return int(a.role - b.role)
		}
		return a.rank - b.rank
	}
	slices.SortStableFunc(moved, order)
	for len(moved) > 0 {
		m := moved[0]
		for moved = moved[1:]; len(moved) > 0 && order(m, moved[0]) == 0; moved = moved[1:] {
			m.text += ", " + moved[0].text // they go to the same place
		}
		end := tr.end && first == len(text) && m.role.isStyle()
		d.Replace(tr.classifier.place(splice.Read(d.Text()), m.text, m.role, m.rank, end))
	}
	return withFirstWeight(d.Text(), firstsWeight)
}

// stays reports whether a part is none to translate, and names the other model's
// words among those in variants and prompt editing.
func (tr *translating) stays(part prompt.Part) bool {
	if part.Choice {
		for word := range strings.FieldsFuncSeq(part.Text, func(r rune) bool { return strings.ContainsRune("[]{}|:$=", r) }) {
			if word = strings.TrimSpace(word); tr.own(prompt.Part{Text: word}) {
				tr.lose(word, "stands in a variant or prompt editing, which stays as it is")
			}
		}
	}
	return part.Choice || part.Kind != prompt.Plain
}

// moving writes a part for another place.
func (tr *translating) moving(text string, part prompt.Part, core string, v verdict) moving {
	alone := len(splice.Read(part.Outer.Of(text)).Units) == 1
	m := moving{text: withWeight(text, part, core, alone), role: tr.classifier.tag(v.tag), rank: tr.classifier.rank(v.tag)}
	if v.artist {
		m.role, m.rank = artistRole, tr.classifier.rankOf(profile.ArtistPart, 0)
	}
	return m
}

// judge says what becomes of a part of the prompt, or of the negative.
func (tr *translating) judge(part prompt.Part, refused bool) verdict {
	if name, ok := tr.artist(part); ok {
		if !tr.to.KnowsArtists() {
			tr.lose(name, tr.to.Name+" knows no artists")
			return verdict{drop: true}
		}
		return verdict{move: !refused, text: tr.to.WriteArtist(tags.Spell(name)), artist: true, tag: name}
	}
	was, is := tr.from.About(part.Text), tr.to.About(part.Text)
	if was.Quality > 0 && !refused {
		tr.praised = true
	}
	own := was.Quality != 0 || was.Group != "" && was.Meta || was.Spoken // a word that the model was taught
	if word, ok := tr.date(part.Text); ok {
		if !refused && tr.second[part.Outer] {
			tr.lose(part.Text, "the prompt has another date")
			return verdict{drop: true}
		}
		return verdict{move: !refused, text: tr.spelled(word), tag: word}
	}
	switch {
	case own && is.Quality == 0 && is.Group == "" && tr.inGroup(part.Text), is.Dead != nil && (own || !is.Dead.Doubtful):
		return tr.counterpart(part, was, refused)
	case is.Foreign && is.Booru != "":
		return verdict{text: tags.Escape(is.Booru), tag: is.Booru}
	case is.Foreign:
		tr.lose(part.Text, tr.to.Name+" knows no tags of "+is.Site)
		return verdict{}
	case is.Quality > 0 && !refused:
		tr.kept++
		if len(tr.to.Quality.Whole) > 0 {
			tr.replaced = append(tr.replaced, part)
		}
		return verdict{move: true, text: tr.to.Write(tags.Tag{Name: is.Tag}), tag: is.Tag}
	case is.Quality < 0 && !refused, is.Quality > 0:
		return verdict{} // lint's to say
	case own && is.Group == "" && slices.ContainsFunc(tr.to.Groups, func(g profile.Group) bool { return g.Name == was.Group }):
		tr.lose(part.Text, "no word in "+tr.to.Name)
	case !refused && (own || is.Group != "" && is.Meta) && (tr.from.Placed(was.Group) || tr.to.Placed(is.Group)):
		return verdict{move: true, text: tr.spelled(part.Text), tag: part.Text}
	case !refused && (was.Style || is.Style) && tr.from.Chunked() != tr.to.Chunked():
		return verdict{move: true, tag: part.Text}
	case strings.Contains(part.Text, "_") && tr.from.KeepsUnderscores(part.Text) != tr.to.KeepsUnderscores(part.Text):
		return verdict{text: tr.spelled(part.Text)}
	}
	return verdict{}
}

// spelled writes a tag as the other model has it.
func (tr *translating) spelled(text string) string { return tr.to.Write(tags.Tag{Name: text}) }

// inGroup reports whether the other model has a group with a counterpart of a
// word.
func (tr *translating) inGroup(text string) bool {
	return slices.ContainsFunc(profile.Counterparts(text), func(word string) bool { return tr.to.About(word).Group != "" })
}

// date returns the other model's word for the years that a word covers, where
// the word itself covers none of them there.
func (tr *translating) date(text string) (string, bool) {
	years, ok := tr.from.YearsOf(text)
	if _, known := tr.to.YearsOf(text); !ok || known && tr.from.SameDate(text, tr.to) {
		return "", false
	}
	return tr.to.YearWord(years)
}

// dates notes the words for dates that would be written anew beside another of
// their condition: one that the other model has too, or else the one that says
// the fewest years.
func (tr *translating) dates(out prompt.Outline) {
	tr.second = map[prompt.Span]bool{}
	var made []prompt.Part
	stays := false
	settle := func() {
		least := -1
		for i, part := range made {
			if least < 0 || tr.yearsIn(part) < tr.yearsIn(made[least]) {
				least = i
			}
		}
		for i, part := range made {
			tr.second[part.Outer] = stays || i != least
		}
		made, stays = nil, false
	}
	breaks := out.Breaks
	for _, part := range out.Parts {
		for ; len(breaks) > 0 && breaks[0].Start < part.Outer.Start; breaks = breaks[1:] {
			if breaks[0].And {
				settle()
			}
		}
		if part.Choice || part.Kind != prompt.Plain {
			continue
		}
		if _, anew := tr.date(part.Text); anew {
			made = append(made, part)
		} else if _, known := tr.to.YearsOf(part.Text); known {
			stays = true
		}
	}
	settle()
}

// yearsIn returns how many years a word for a date covers.
func (tr *translating) yearsIn(part prompt.Part) int {
	years, _ := tr.from.YearsOf(part.Text)
	return years[1] - years[0]
}

// counterpart finds the other model's word for one that it does not know.
func (tr *translating) counterpart(part prompt.Part, was profile.Facts, refused bool) verdict {
	words := profile.Counterparts(part.Text)
	// Words that the other lists come before those that it may know.
	slices.SortStableFunc(words, func(a, b string) int { return tr.listed(b) - tr.listed(a) })
	for _, word := range words {
		f := tr.to.About(word)
		if f.Dead != nil || !(tr.listed(word) > 0 || f.Spoken) || (f.Quality > 0) == refused && f.Quality != 0 {
			continue
		}
		if f.Tag != "" {
			word = f.Tag
		}
		if f.Quality > 0 {
			tr.kept++
		}
		return verdict{move: !refused, text: tr.spelled(word), tag: word}
	}
	if was.Quality > 0 && !refused {
		tr.quality = true // its counterpart is the other's own praise
		tr.replaced = append(tr.replaced, part)
	} else {
		tr.lose(part.Text, "no word in "+tr.to.Name)
	}
	return verdict{drop: true}
}

// listed reports, as 1 or 0, whether the other model's profile lists a word.
func (tr *translating) listed(word string) int {
	if f := tr.to.About(word); f.Quality != 0 || f.Group != "" {
		return 1
	}
	return 0
}

// artist returns the name of an artist that a part writes in the model's way
// or another's.
func (tr *translating) artist(part prompt.Part) (string, bool) {
	if name, form, ok := profile.ReadArtist(part.Text); ok && !torn(part.Text) && (!part.By || artists.Is(tr.source.finder, name)) {
		own := tr.from.KnowsArtists() && form == tr.from.Artists.Form
		return name, part.By || own || tr.source.finder == nil || tr.knows(name)
	}
	if !tr.from.TakesArtist("{}") || tr.from.About(part.Text).Tag != "" || !tr.knows(part.Text) || artists.Known(tr.source.finder, part.Text, tags.Artist) {
		return "", false
	}
	return part.Text, true
}

// knows reports whether the lists have an artist of that name.
func (tr *translating) knows(name string) bool {
	if tr.source.finder == nil {
		return false
	}
	_, _, ok := tr.source.finder.LookupIn(name, tags.Artist)
	return ok
}

// keys is a set of the keys of tags.
func keys(list []string) map[string]bool {
	set := map[string]bool{}
	for _, tag := range list {
		set[tags.Plain(tag)] = true
	}
	return set
}

// negative translates the negative prompt. The default of the one model is the
// default of the other.
func (tr *translating) negative(text string) string {
	parts := prompt.Read(text).Parts
	ours, theirs := keys(tr.from.Negative.Default), keys(tr.to.Negative.Default)
	found := 0
	for _, part := range parts {
		if !part.Choice && part.Weight == 1 && ours[tags.Plain(part.Text)] {
			found++
		}
	}
	whole := found == len(ours)
	var head []string
	if whole {
		for _, tag := range tr.to.Negative.Default {
			head = append(head, tr.spelled(tag))
		}
	}
	var gone []prompt.Span
	var edits []prompt.Edit
	for _, part := range slices.Backward(parts) {
		if tr.stays(part) {
			continue
		}
		key := tags.Plain(part.Text)
		v := verdict{drop: whole && part.Weight == 1 && (ours[key] || theirs[key])}
		if !v.drop {
			v = tr.judge(part, true)
		}
		if !v.drop && theirs[tags.Plain(cmp.Or(v.text, part.Text))] { // with a weight of its own
			head = slices.DeleteFunc(head, func(tag string) bool { return tags.Plain(tag) == tags.Plain(cmp.Or(v.text, part.Text)) })
		}
		switch {
		case v.drop:
			gone = append(gone, part.Outer)
		case v.text != "":
			edits = append(edits, prompt.Edit{Span: part.Core, Text: v.text})
		}
	}
	slices.Reverse(gone)
	d := splice.NewBuffer(text)
	d.Remove(gone, splice.Without, edits...)
	if rest := d.Text(); strings.TrimSpace(rest) != "" {
		return strings.Join(append(head, rest), ", ")
	}
	return strings.Join(head, ", ")
}
