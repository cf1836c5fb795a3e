package lint

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"tailor/data/pattern"
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
	heads := sync.OnceValue(func() []prompt.Span { return heads(reg.Text) })
	first := make(map[place]int, len(reg.Items))
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
		if between(heads(), reg.Items[k].Outer.End, it.Outer.Start) || reg.inClause(i) || reg.inClause(k) {
			first[p] = i
			continue
		}
		one := &reg.Items[k]
		message := fmt.Sprintf("%s stands here a second time, which only takes room in the chunk; write it once, with a weight if it should be stronger.", quoted(it.Text))
		if it.Artist == one.Artist && tags.Plain(it.Text) != tags.Plain(one.Text) {
			message = fmt.Sprintf("%s is the same tag as %s, which stands here already and only takes room a second time; write it once.", quoted(it.Text), quoted(one.Text))
		}
		if it.Weight != 1 && one.Weight == 1 && one.Section == it.Section {
			// The weighted one is the one that was meant.
			r.add(Duplicate, Warning, it.Core, nil, reg.without(k), message)
			first[p] = i
			continue
		}
		r.add(Duplicate, Warning, it.Core, gone(), reg.without(i), message)
	}
}

// inClause reports whether an item goes on with a sentence that tells of one of
// several places or subjects: "On the right, kasane teto".
func (reg *region) inClause(i int) bool {
	return i > 0 && reg.Items[i-1].Sentence && !reg.LineEndsBefore(i) && oneOfSeveral().MatchString(reg.Items[i-1].Text)
}

// oneOfSeveral finds the words that tell one place or subject from another.
var oneOfSeveral = pattern.Of(`(?i)\b(?:left|right|cent(?:er|re)|middle|front|back|first|second|third|other|another|background|foreground|each|both)\b`)

// headed ends with what a list of one part of the picture is headed with:
// "[Region 2]", "person_b:", and between commas any words with a colon behind
// them, "the boy: ". It has at most longestHead bytes.
var headed = pattern.Of(`(?i)\b(?:region|panel|scene|frame|character|char|person|subject|girl|boy)[ _]?(?:\d{1,2}|[a-d])[\]:]$|(?:^|[,.;\n])[ _]*[a-z][a-z _]*:$`)

const longestHead = 24

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
			case says.Counts:
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

// heads finds them all in a text, looking only where one may end: the
// expression over the whole took a tenth of a key's time.
func heads(text string) (found []prompt.Span) {
	if strings.Contains(text, "ADD") {
		for _, m := range reading.Regional().FindAllStringIndex(text, -1) {
			found = append(found, prompt.Span{Start: m[0], End: m[1]})
		}
	}
	for i := 1; i < len(text); i++ {
		counted := strings.IndexByte("0123456789abcdABCD", text[i-1]) >= 0
		opens := text[i] == ':' && i+1 < len(text) && (text[i+1] == ' ' || text[i+1] == '\n')
		if c := text[i]; !opens && (!counted || c != ':' && c != ']') {
			continue
		}
		from := max(0, i-longestHead)
		if m := headed().FindStringIndex(text[from : i+1]); m != nil {
			from += m[0]
			from += len(text[from:i]) - len(strings.TrimLeft(text[from:i], ",.;\n _"))
			found = append(found, prompt.Span{Start: from, End: i + 1})
		}
	}
	slices.SortFunc(found, func(a, b prompt.Span) int { return a.Start - b.Start })
	return found
}

// between reports whether one of the spans, which stand in their order, lies in
// from to to.
func between(spans []prompt.Span, from, to int) bool {
	k, _ := slices.BinarySearchFunc(spans, from, func(span prompt.Span, from int) int { return span.Start - from })
	return k < len(spans) && spans[k].End <= to
}

// listed is how many tags later one may tell of another subject.
const listed = 3

// several tells the prompts that count more subjects than one, or name or count
// them one by one.
func (r *report) several() map[int]bool {
	single, named, several := map[int]int{}, map[int]string{}, map[int]bool{}
	for i := range r.region.Items {
		it := &r.region.Items[i]
		p, f := r.region.PromptOf(it.Section), it.Facts
		if first, _, more := strings.Cut(it.Text, " ("); more && r.c.p.About(first).Counts {
			several[p] = several[p] || named[p] != "" && named[p] != first // "1girl (red hair, hat), 1boy (hat)"
			named[p] = first
			continue
		}
		switch {
		case it.Choice || it.Weight <= 0:
		case f.Somebody: // a qualifier may read like a sentence
			several[p] = several[p] || named[p] != "" && named[p] != f.Key
			named[p] = f.Key
		case f.Says.Counts && !it.Quiet():
			k, again := single[p]
			several[p] = several[p] || !slices.Contains(r.c.p.Scope.Single, f.Key) || again && (r.region.Items[k-1].Facts.Key != f.Key || k+listed <= i && i+listed < len(r.region.Items))
			single[p] = i + 1
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
	// A weight in curly brackets, "{comic, text:1.2}", is made one that is read first.
	weighed := slices.ContainsFunc(reg.Outline.NovelBraces(reg.Masked), func(n prompt.Novel) bool { return strings.Contains(n.Span.Of(reg.Masked), ":") })
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
		k := slices.IndexFunc(reg.Items, func(it reading.Item) bool { return it.Facts.Key == tags.Plain(tag) && !it.Quiet() })
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
