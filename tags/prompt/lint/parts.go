package lint

import (
	"fmt"
	"slices"
	"strings"

	"tailor/data/pattern"
	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
)

// respellArtist writes an artist in the model's form. others reports that
// there are brackets in the part that are not the name's.
func (c *Checker) respellArtist(it *reading.Item, core string, others bool, fix string) string {
	f := it.Facts
	switch {
	case f.ArtistName != "" && others:
		_, name, _ := strings.Cut(core, ":")
		return c.p.WriteArtist(c.read.RespellCore(f, strings.TrimSpace(name), nil))
	case f.ArtistName != "":
		return c.p.WriteArtist(tags.Escape(reading.Spell(f.ArtistName)))
	case it.By:
		_, name, _ := strings.Cut(fix, " ")
		return c.p.WriteArtist(strings.TrimSpace(name))
	}
	return c.p.WriteArtist(fix)
}

// artistForm reports an artist that is not written as the model learned it, or
// that it cannot know.
func (r *report) artistForm(i int, fix string) {
	it := &r.region.Items[i]
	if line := r.region.Text[:it.Core.End]; r.region.parted() && artistsLabel().MatchString(line[strings.LastIndexByte(line, '\n')+1:]) {
		return // a list for another program
	}
	name := it.Name
	if !r.c.p.KnowsArtists() {
		r.add(ArtistForm, Warning, it.Core, nil, nil,
			fmt.Sprintf("%s is an artist, and this model knows none: %s.", quoted(name), r.c.p.ArtistWhy()))
		return
	}
	why := r.c.p.ArtistWhy()
	switch mark := r.c.p.WriteArtist(""); {
	case mark == "" || strings.Count(fix, mark) != 1: // the mark may be there
	case strings.HasPrefix(it.Text, mark):
		name, why = it.Text, "what no comma parts from an artist is read as the name"
	case strings.Contains(it.Text, ":"+mark), strings.Contains(it.Text, "{"+mark), strings.Contains(it.Text, ": "+mark):
		name, why = it.Text, "A1111 reads NovelAI's weight as words, and the name with them"
	}
	message := fmt.Sprintf("%s: %s; write %s.", quoted(name), why, quoted(fix))
	if it.Facts.Ambiguous && r.region.mixed(i) { // "by lack" is English there: only places, which moves it, mends it
		r.add(ArtistForm, Warning, it.Core, nil, nil, message)
		return
	}
	r.add(ArtistForm, Error, it.Core, &fix, nil, message)
}

// artistsLabel begins a line of artists.
var artistsLabel = pattern.Of(`(?i)^[ \t]*artists?[ \t]*:`)

// mixed reports whether something else than artists and styles stands in an item's
// section.
func (reg *region) mixed(i int) bool {
	for _, other := range reg.Items {
		if other.Section == reg.Items[i].Section && other.Role() == reading.Body {
			return true
		}
	}
	return false
}

// wholes reports quality words that work together only, and too many of a kind.
func (r *report) wholes() {
	reg, q := r.region, r.c.p.Quality
	have := map[string]int{}
	var quality []int
	for i := range reg.Items {
		it := &reg.Items[i]
		if it.Quiet() || it.Facts.Blocked {
			continue
		}
		have[it.Facts.Key] = i + 1
		have[tags.Plain(it.Text)] = i + 1
		if d := it.Facts.Says.Dead; it.Facts.Says.Quality > 0 || d != nil && d.Quality {
			quality = append(quality, i)
		}
	}
	if reg.Refused {
		return
	}
	var missing []string
	first, lacks := -1, "much weaker alone"
	for _, tag := range q.Whole {
		if k := have[tags.Plain(tag)]; k == 0 {
			missing = append(missing, tag)
		} else if first < 0 {
			first = k - 1
		} else {
			lacks = "weaker without the rest of its row"
		}
	}
	if len(missing) > 0 && first >= 0 {
		it := &reg.Items[first]
		whole := strings.Join(q.Whole, ", ")
		edits := []prompt.Edit(nil)
		if !it.Choice && it.Weight == 1 {
			edits = r.completed(q.Whole, first)
		}
		r.add(QualityWhole, Warning, it.Core, nil, edits,
			fmt.Sprintf("%s is %s: the model learned these words as one; write %s.", quoted(it.Text), lacks, quoted(whole)))
	}
	if len(q.Whole) > 0 && first < 0 && len(reg.Items) > 0 {
		r.add(QualityWhole, Hint, prompt.Span{}, nil, nil,
			fmt.Sprintf("The model was taught its quality words in every prompt: write %s.", quoted(strings.Join(q.Whole, ", "))))
	}
	if q.Most > 0 && len(quality) > q.Most {
		it := &reg.Items[quality[q.Most]]
		r.add(QualityWhole, Warning, it.Core, nil, nil,
			fmt.Sprintf("%d words for quality blur the picture: the model bears %d; take %s and what follows out.", len(quality), q.Most, quoted(it.Text)))
	}
	for _, l := range r.c.p.Limits {
		var found []int
		for _, tag := range l.Tags {
			if k := have[tags.Plain(tag)]; k > 0 {
				found = append(found, k-1)
			}
		}
		if len(found) > l.Most {
			slices.Sort(found)
			it := &reg.Items[found[l.Most]]
			r.add(TooMany, Warning, it.Core, nil, nil,
				fmt.Sprintf("%s is one too many beside %s: %s.", quoted(it.Text), quoted(reg.Items[found[0]].Text), l.Why))
			break
		}
	}
}

// completed returns the edits that write words as a whole where the first of
// them stands, and take the others out.
func (r *report) completed(whole []string, first int) []prompt.Edit {
	reg := r.region
	edits := []prompt.Edit{{Span: reg.Items[first].Core, Text: strings.Join(whole, ", ")}}
	for i := range reg.Items {
		it := &reg.Items[i]
		if i != first && !it.Quiet() && slices.ContainsFunc(whole, func(tag string) bool { return tags.Plain(tag) == tags.Plain(it.Text) }) {
			edits = append(edits, reg.without(i)...)
		}
	}
	edits = prompt.Sorted(edits)
	for i := 1; i < len(edits); i++ {
		if edits[i].Start < edits[i-1].End {
			return nil // they stand side by side; nothing is sure
		}
	}
	return edits
}

// parts reports what stands at the wrong end of the prompt, what is missing in
// it, and sentences where the model was taught tags alone.
func (r *report) parts() {
	reg := r.region
	var quality, body []int
	groups, counted := map[string]bool{}, false
	sentence := -1
	for i := range reg.Items {
		it := &reg.Items[i]
		counted = counted || it.Facts.Says.Counts || slices.ContainsFunc(r.c.p.Scope.Needed, func(tag string) bool { return tags.Plain(tag) == it.Facts.Key })
		switch {
		case it.Sentence:
			if sentence < 0 {
				sentence = i
			}
			body = append(body, i)
		case it.Quiet() || it.Facts.Blocked:
		case it.Facts.Says.Quality > 0:
			quality = append(quality, i)
		case it.Facts.Says.Group != "":
			groups[it.Facts.Says.Group] = true
		case it.Facts.Says.Dead == nil:
			body = append(body, i)
		}
	}
	if sentence >= 0 && r.c.p.Prose == profile.ProseWeak {
		r.add(Prose, Hint, reg.Items[sentence].Core, nil, nil, "The model was taught tags alone, and sentences may do little: say it in tags.")
	}
	r.order(quality, body)
	if len(body) == 0 {
		return
	}
	if q := r.c.p.Quality; len(quality) == 0 && len(q.Default) > 0 {
		r.add(TagOrder, Hint, prompt.Span{}, nil, nil,
			fmt.Sprintf("The model was taught quality words with every prompt: %s.", strings.Join(q.Default, ", ")))
	}
	if needed := r.c.p.Scope.Needed; len(needed) > 0 && !counted {
		r.add(MissingTag, Hint, prompt.Span{}, nil, nil,
			fmt.Sprintf("The model was taught a count of subjects in every prompt: %s, or another.", strings.Join(needed, ", ")))
	}
	for _, g := range r.c.p.Groups {
		if g.Needed && !groups[g.Name] {
			r.add(MissingTag, Hint, prompt.Span{}, nil, nil,
				fmt.Sprintf("The model was taught a %s in every prompt: one of %s.", g.Name, strings.Join(g.Tags, ", ")))
		}
	}
}

// order reports quality words of which none stands at the end of the prompt
// where the model was taught to find them.
func (r *report) order(quality, body []int) {
	p := r.c.p
	if p.Chunked() || len(quality) == 0 || len(body) == 0 || !p.Placed(profile.QualityPart) || !p.Placed(profile.TagPart) {
		return
	}
	front := p.Rank(profile.QualityPart) < p.Rank(profile.TagPart)
	first, last := quality[0], quality[len(quality)-1]
	it, where := &r.region.Items[first], ""
	switch {
	case front && first > body[len(body)-1]:
		where = "beginning"
	case !front && last < body[0]:
		where = "end"
	default:
		return
	}
	r.add(TagOrder, Hint, it.Core, nil, nil,
		fmt.Sprintf("%s: the model was taught its quality words at the prompt's %s; write them there.", quoted(it.Text), where))
}
