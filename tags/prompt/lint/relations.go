package lint

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
	"tailor/tags/prompt/settings"
)

// duplicates reports a tag that stands twice in a line: extensions draw regions
// of the picture by a line each. One that is repeated after a BREAK belongs to
// another subject, as does one of a later list where the prompt counts several;
// artists and quality tags belong to the whole picture.
func (r *report) duplicates() {
	type place struct {
		key           string
		section, line int
	}
	reg := r.region
	if reg.parted() {
		return
	}
	line, end := 0, 0
	several := r.several()
	heads := sync.OnceValue(func() []prompt.Span { return reading.Heads(reg.Text) })
	first := make(map[place]int, len(reg.Items))
	again := map[prompt.Span]bool{}
	defer func() {
		r.found = slices.DeleteFunc(r.found, func(d Diagnostic) bool { // what is taken out need not be written as the tag
			return d.Rule == Alias && d.Negative == reg.Negative && again[d.Span]
		})
	}()
	for i := range reg.Items {
		it := &reg.Items[i]
		line += strings.Count(reg.Masked[min(end, it.Outer.Start):it.Outer.Start], "\n")
		end = it.Outer.Start
		if it.Quiet() || it.Facts.Blocked || it.Weight < 0 || reg.Boilerplate(it) || it.Dead() || !it.Facts.Known && !english.HasLetters(it.Text) {
			continue
		}
		p := place{it.Facts.Key, it.Section, line}
		if it.Artist || it.Facts.Says.Quality != 0 {
			p.section = -1 - reg.PromptOf(it.Section)
		}
		k, twice := first[p]
		if !twice {
			first[p] = i
			continue
		}
		if !reg.Refused && k+1 < i && several[reg.PromptOf(it.Section)] && (!it.Facts.Known || it.Facts.Tag.Category == tags.General || it.Facts.Tag.Category == tags.Character) && it.Role() == reading.Body {
			first[p] = i
			continue // what the next subject looks like, or who it is
		}
		if reading.Between(heads(), reg.Items[k].Outer.End, it.Outer.Start) || reg.InClause(i) || reg.InClause(k) {
			first[p] = i
			continue
		}
		one := &reg.Items[k]
		again[prompt.Span{Start: it.Core.Start + reg.Base, End: it.Core.End + reg.Base}] = true
		message := fmt.Sprintf("%s stands here a second time, which only takes room in the chunk; write it once, with a weight if it should be stronger.", quoted(it.Text))
		if it.Artist == one.Artist && tags.Plain(it.Text) != tags.Plain(one.Text) {
			message = fmt.Sprintf("%s is the same tag as %s, which stands here already and only takes room a second time; write it once.", quoted(it.Text), quoted(one.Text))
		}
		heavier := it.Weight > one.Weight
		if it.Artist && (it.Weight == 1) != (one.Weight == 1) {
			heavier = it.Weight != 1 // a weight tames a style
		}
		if heavier && one.Section == it.Section {
			which := ": this one, which is heavier."
			if it.Weight < one.Weight {
				which = ": this one, which is weighed."
			}
			r.add(Duplicate, Warning, it.Core, nil, reg.without(k), strings.TrimSuffix(strings.TrimSuffix(message, "."), ", with a weight if it should be stronger")+which)
			first[p] = i
			continue
		}
		r.add(Duplicate, Warning, it.Core, gone(), reg.without(i), message)
	}
}

// parted reports whether words or lines part the region by the picture's places,
// of which each has a prompt of its own: what stands in one says nothing of
// another, and nothing may be moved.
func (reg *region) parted() bool {
	if reg.partedOnce == nil {
		// Lines that each count subjects, or have the same word of quality.
		first, again, line, end := map[string]int{}, false, 0, 0
		for i := range reg.Items {
			it := &reg.Items[i]
			line += strings.Count(reg.Masked[min(end, it.Outer.Start):it.Outer.Start], "\n")
			end = it.Outer.Start
			key := ""
			switch says := &it.Facts.Says; {
			case reg.Refused || it.Choice:
			case says.Counts && !strings.HasPrefix(it.Facts.Key, "solo"):
				key = "1girl"
			case says.Quality > 0:
				key = it.Facts.Key
			}
			if k, had := first[key]; key != "" && had {
				again = again || k != line
			} else if key != "" {
				first[key] = line
			}
		}
		parted := again || reading.PartedByWords(reg.Text) || reading.PartedByStrokes(reg.Masked)
		reg.partedOnce = &parted
	}
	return *reg.partedOnce
}

// partedIn reports whether a word within an item parts the picture, "by wlop [SEP]
// 1girl", so that it is two.
func (reg *region) partedIn(it *reading.Item) bool {
	if !reg.parted() {
		return false
	}
	at := reading.Regional().FindStringIndex(it.Text)
	return at != nil && at[0] > 0 || reading.PartedByStrokes(it.Text)
}

// several tells the prompts that count more subjects than one, or name or count
// them one by one.
func (r *report) several() map[int]bool {
	single, named, several, subjects := map[int]int{}, map[int]string{}, map[int]bool{}, map[int]int{}
	for i := range r.region.Items {
		it := &r.region.Items[i]
		p, f := r.region.PromptOf(it.Section), it.Facts
		if first, _, more := strings.Cut(it.Text, " ("); more && r.c.p.About(first).Counts {
			several[p] = several[p] || named[p] != "" && named[p] != first // "1girl (red hair, hat), 1boy (hat)"
			named[p] = first
			continue
		}
		subjects[p] += f.Subjects
		several[p] = several[p] || subjects[p] > 1
		switch {
		case it.Choice || it.Weight <= 0:
		case f.Somebody: // a qualifier may read like a sentence
			several[p] = several[p] || named[p] != "" && named[p] != f.Key
			named[p] = f.Key
		case f.Says.Counts && !it.Quiet():
			k, again := single[p]
			several[p] = several[p] || !slices.Contains(r.c.p.Scope.Single, f.Key) || again && (r.region.Items[k].Facts.Key != f.Key || !r.region.has("solo"))
			single[p] = i
		}
	}
	return several
}

// contradictions reports tags of one prompt that exclude each other.
func (r *report) contradictions() {
	reg := r.region
	if reg.parted() {
		return
	}
	type place struct {
		key     string
		section int
	}
	var names []string
	var at []int
	had := make(map[place]bool, len(reg.Items))
	counted := map[string][2]int{} // the first and the last section of a count
	for i := range reg.Items {
		it := &reg.Items[i]
		p := place{it.Facts.Key, it.Section}
		if it.Facts.Says.Counts {
			sections, again := counted[p.key]
			if sections[1] = it.Section; !again {
				sections[0] = it.Section
			} else if sections[0] == it.Section {
				sections[0] = -1 // one by one
			}
			counted[p.key] = sections
		}
		if it.Quiet() || it.Facts.Blocked || it.Facts.Artist || it.Weight <= 0 || had[p] {
			continue
		}
		had[p] = true
		names, at = append(names, it.Facts.Key), append(at, i)
	}
	told := map[int]bool{}
	for _, k := range r.c.p.Conflicts(names) {
		a, b := at[k.First], at[k.Second]
		one, two := &reg.Items[a], &reg.Items[b]
		if one.Facts.Key == two.Facts.Key || reg.PromptOf(one.Section) != reg.PromptOf(two.Section) {
			continue
		}
		if one.Section != two.Section && k.Scope != profile.Picture && !(one.Facts.Says.Meta && two.Facts.Says.Meta) {
			continue // each chunk has a subject of its own, and its own number of people
		}
		here := [2]int{two.Section, two.Section}
		if one.Facts.Says.Counts && two.Facts.Says.Counts && (counted[one.Facts.Key] != here || counted[two.Facts.Key] != here) {
			continue // "2girls, 1girl, … BREAK 1girl, …" tells them one by one
		}
		if told[b] {
			continue
		}
		told[b] = true
		var fix *string
		var edits []prompt.Edit
		what := "keep one of them"
		if k.Drop >= 0 {
			drop := at[k.Drop]
			what = fmt.Sprintf("take %s out", quoted(reg.Items[drop].Text))
			edits = reg.without(drop)
			if drop == b {
				fix = gone()
			}
		}
		severity := Warning
		if k.Group {
			switch r.c.p.Level(profile.AboutGroups) {
			case profile.Unsaid:
				continue
			case profile.Advised:
				severity = Hint
			}
		}
		r.add(Contradiction, severity, two.Core, fix, edits,
			fmt.Sprintf("%s and %s fight in the picture: %s; %s.", quoted(one.Text), quoted(two.Text), k.Why, what))
	}
}

// refusals reports tags that are wanted and refused at once.
func (r *report) refusals(regions []*region) {
	wanted := map[string]string{}
	asked := func(it *reading.Item) bool {
		return !it.Quiet() && !it.Facts.Blocked && it.Weight > 0 && it.Facts.Says.Quality == 0 && it.Facts.Says.Dead == nil
	}
	for _, reg := range regions {
		if reg.Refused {
			continue
		}
		for i := range reg.Items {
			if it := &reg.Items[i]; asked(it) {
				wanted[it.Facts.Key] = it.Text
			}
		}
	}
	for _, reg := range regions {
		if !reg.Refused {
			continue
		}
		r.region = reg
		for i := range reg.Items {
			it := &reg.Items[i]
			if text, ok := wanted[it.Facts.Key]; ok && asked(it) && it.Weight >= 1 { // less only tames it
				r.add(Contradiction, Warning, it.Core, nil, nil,
					fmt.Sprintf("%s is wanted in the prompt and refused here, so the two cancel out; keep one of them.", quoted(text)))
			}
		}
	}
	r.region = nil
}

// copied reports a negative prompt that was copied from other models.
func (r *report) copied() {
	reg := r.region
	if reg.Copied == nil || r.c.off[NegativeTaboo] {
		return
	}
	message := fmt.Sprintf("A negative copied from other models flattens the picture and works against the model; %s is all it needs.",
		quoted(strings.Join(r.c.p.Negative.Default, ", ")))
	var edits []prompt.Edit
	// NovelAI's weight, "{comic, text:1.2}", is made one that is read first.
	weighed := strings.ContainsAny(reg.Masked, "|$") || strings.Contains(reg.Masked, "::") || slices.ContainsFunc(reg.Outline.NovelBraces(reg.Masked), func(n prompt.Novel) bool { return strings.ContainsAny(n.Span.Of(reg.Masked), ":,") })
	if len(reg.Unmatched)+len(reg.Breaks)+len(reg.Outline.Breaks)+len(reg.Outline.Comments) == 0 && !weighed {
		if written, ok := r.withoutCopied(); ok {
			end := len(strings.TrimRight(reg.Text, " \t\r\n"))
			if reg.Base == 0 {
				end = len(reg.Text)
			} else {
				written = " " + written
			}
			edits = []prompt.Edit{{Span: prompt.Span{End: end}, Text: written}}
		}
	}
	r.add(NegativeTaboo, Warning, *reg.Copied, nil, edits, message)
}

// hundredths writes a weight as it is written by hand.
func hundredths(weight float64) string { return settings.Number(math.Round(100*weight) / 100) }

// withoutCopied writes the negative with the default's tags first and of the
// rest only what its writer seems to have added.
func (r *report) withoutCopied() (string, bool) {
	reg := r.region
	var parts []string
	have := map[string]bool{}
	for _, tag := range r.c.p.Negative.Default {
		have[tags.Plain(tag)] = true
		k := -1 // the heaviest
		for i := range reg.Items {
			if it := &reg.Items[i]; it.Facts.Key == tags.Plain(tag) && !it.Quiet() && (k < 0 || it.Weight > reg.Items[k].Weight) {
				k = i
			}
		}
		if k < 0 {
			k = slices.IndexFunc(reg.Items, func(it reading.Item) bool {
				return it.Facts.Says.Dead != nil && it.Facts.Says.Dead.Instead == tag && !it.Quiet()
			})
		}
		if k < 0 && r.c.p.About(tag).Quality != 0 && slices.ContainsFunc(reg.Items, func(it reading.Item) bool { return strings.Contains(it.Facts.Key, tags.Plain(tag)) }) {
			return "", false // "badhandv4 (worst quality:2)"
		}
		if k >= 0 && reg.Items[k].Weight != 1 {
			tag = fmt.Sprintf("(%s:%s)", tag, hundredths(reg.Items[k].Weight))
		}
		parts = append(parts, tag)
	}
	for i := range reg.Items {
		it := &reg.Items[i]
		says := &it.Facts.Says
		switch {
		case it.Choice && strings.ContainsAny(it.Text, "|:"), strings.HasPrefix(it.Facts.Key, "negative prompt"): // a label
			return "", false
		case it.Choice && r.c.p.About(strings.Trim(it.Text, "{} ")).Along:
			continue
		case it.Facts.Blocked: // it keeps the figure grown up
		case it.Weight != 1 && (says.Copied || says.Along) && !says.Default:
			return "", false // whoever weighs it means it
		case says.Copied, says.Along, says.Dead.Sure(), says.Taboo, have[it.Facts.Key]:
			continue
		}
		have[it.Facts.Key] = true
		part := it.Outer.Of(reg.Text)
		if it.Outer == it.Core && it.Weight != 1 {
			part = fmt.Sprintf("(%s:%s)", part, hundredths(it.Weight))
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", "), true
}
