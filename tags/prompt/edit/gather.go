package edit

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/splice"
)

// Gather brings the artists and styles of the positive prompt, wherever they
// stand, into the style chunk that BREAK closes, or with Options.StylesAtEnd to
// the prompt's very end: artists first, then quality tags, which share the
// style chunk, then styles, those of a kind in the order in which they stood.
// Weights and escapes are kept and a group of nothing else is moved whole. An
// artist that the finder knows by that name alone gets its "by ", and so does
// one in a form of other models' (see Artists). What stands
// after an AND is another prompt and stays. The note tells when the style
// chunk outgrows CLIP's 75 tokens. A second Gather changes nothing.
func Gather(p *profile.Profile, cat artists.Finder, t prompt.Texts, o Options) splice.Change {
	return NewGatherer(p, cat, o).Gather(t)
}

// Gather is the function Gather.
func (by *Gatherer) Gather(t prompt.Texts) splice.Change {
	p, cat, o := by.profile, by.finder, by.options
	if !p.Chunked() {
		return splice.Change{Cursor: -1, Note: p.Name + " wants no chunk for artists and styles: they stay where they are"}
	}
	text, _ := Veil(cat, t.Positive)
	g := gathering{by: by, classifier: &classifier{profile: p, finder: cat, memory: by.memory}, d: splice.NewBuffer(text), end: o.StylesAtEnd}
	moved := 0
	limit := len(prompt.Read(text).Parts)
	for pass := range 8 { // what moves may leave artists side by side
		edits := by.respell(g.d.Text(), false)
		if len(edits) == 0 && pass > 0 {
			break // the last step moved nothing, and the text is the same
		}
		g.d.Replace(edits...)
		for last := -1; moved > last && moved <= 2*limit; {
			last = moved
			moved += g.step()
		}
	}
	c := splice.Change{Cursor: -1, Note: g.together(splice.Read(g.d.Text()))}
	if g.d.Text() != text {
		c.Positive = g.d.Edits()
		if text != t.Positive {
			c.Positive = unveiled(c.Positive)
		}
		c.Note = fmt.Sprintf("%d gathered into the style chunk", moved)
		if o.StylesAtEnd {
			c.Note = fmt.Sprintf("%d gathered at the end", moved)
		}
	}
	if n, ok := styleChunkTokens(p, cat, c.Apply(t).Positive); ok && n > prompt.ChunkSize {
		c.Note = fmt.Sprintf("the style chunk has %d tokens, more than the %d that CLIP takes at once: take artists out", n, prompt.ChunkSize)
	}
	return c
}

// together says why nothing was gathered: all is together, or what stands among
// the artists and styles of a prompt without BREAK is in no list.
func (g *gathering) together(s *splice.Document) string {
	styles, others := false, false
	for _, p := range s.Out.Parts {
		style := g.classifier.part(p).inStyleChunk() || g.classifier.lacksBy(s, p)
		styles, others = styles || style, others || !style && !g.classifier.neutral(p)
	}
	if styles && others && len(s.Out.Breaks) == 0 && !g.end {
		return "nothing gathered: what stands beside the artists and styles is in no list, and may be theirs"
	}
	return "artists and styles are together already"
}

// styleChunkTokens counts the tokens of the style chunk, or returns false where the
// prompt has none. More than prompt.ChunkSize do not fit into one chunk.
func styleChunkTokens(p *profile.Profile, cat artists.Finder, text string) (tokens int, ok bool) {
	s := splice.Read(text)
	l := newClassifier(p, cat).styleChunkOf(s)
	if !l.exists {
		return 0, false
	}
	end := len(text)
	if l.closed {
		end = s.Out.Breaks[0].Start
	}
	for _, c := range prompt.Chunks(text[:end], prompt.Defaults).Chunks {
		tokens += len(c.IDs)
	}
	return tokens, true
}

type gathering struct {
	by         *Gatherer
	classifier *classifier
	d          *splice.Buffer
	end        bool
}

// find is something to be moved.
type find struct {
	span prompt.Span // where it stands
	text string      // as it is written elsewhere
	role role
}

// step moves what it can at once and returns how much that was.
func (g *gathering) step() int {
	s := splice.Read(g.d.Text())
	finds, styles := g.finds(s)
	if len(finds) == 0 {
		return 0
	}
	sort.SliceStable(finds, func(i, j int) bool { return finds[i].span.Start < finds[j].span.Start })
	runs := g.runs(s, finds)
	cuts := make([]prompt.Edit, len(runs))
	for i, r := range runs {
		cuts[i].Span = s.RemovalSpan(prompt.Span{Start: r[0].span.Start, End: r[len(r)-1].span.End})
	}
	var moved []find
	var apart []prompt.Edit
	for i, r := range runs {
		// Cuts that touch wait, since what they leave might become one word.
		if n := len(apart); n == 0 || cuts[i].Start > apart[n-1].End {
			apart = append(apart, cuts[i])
			moved = append(moved, r...)
		}
	}
	g.d.Replace(apart...)
	sort.SliceStable(moved, func(i, j int) bool { return moved[i].role < moved[j].role })
	for i := 0; i < len(moved); {
		f, n := moved[i], i+1
		for ; n < len(moved) && moved[n].role == f.role; n++ {
			f.text += ", " + moved[n].text
		}
		i = n
		g.put(f, styles)
		styles = true
	}
	return len(moved)
}

// runs parts the finds into those that stand side by side; of those within a
// group it takes the first.
func (g *gathering) runs(s *splice.Document, finds []find) [][]find {
	at := make(map[prompt.Span]int, len(s.Units)) // place among the section's units
	n := 0
	for i, u := range s.Units {
		if i > 0 && u.Section != s.Units[i-1].Section {
			n++ // never side by side
		}
		if !u.Network {
			at[u.Span] = n
			n++
		}
	}
	var runs [][]find
	last, group := -2, -1
	for _, f := range finds {
		k, whole := at[f.span]
		if !whole {
			// One of a group at a time, since its neighbours change.
			own := sort.Search(len(s.Units), func(i int) bool { return s.Units[i].End > f.span.Start })
			if own != group {
				runs = append(runs, []find{f})
				group, last = own, -2
			}
			continue
		}
		if k != last+1 {
			runs = append(runs, []find{f})
		} else if run := &runs[len(runs)-1]; s.Blank((*run)[len(*run)-1].span.End, f.span.Start) {
			*run = append(*run, f)
		} else {
			continue // a comment or a network is between; the next step takes it
		}
		last = k
	}
	return runs
}

// put writes finds of one role where they belong.
func (g *gathering) put(f find, styles bool) {
	s := splice.Read(g.d.Text())
	l := g.classifier.pureStyleChunk(s)
	switch {
	case g.end:
		g.d.Replace(g.classifier.atFront(s, f))
	case !styles && l.exists:
		// What is left without it is all artists and styles: there is no
		// body, and the prompt stays one chunk.
		g.d.Replace(g.classifier.among(s, s.Section(0), f.text, f.role))
	default:
		g.d.Replace(g.classifier.into(l, s, f.text, f.role))
	}
}

// finds returns what stands outside the style chunk, and whether the prompt has a
// style chunk.
func (g *gathering) finds(s *splice.Document) (finds []find, exists bool) {
	l := g.classifier.pureStyleChunk(s)
	last := firstSections(s.Out)
	from := len(s.Units) // units of the styles at the end begin here
	if g.end {
		from = g.classifier.stylesAtEnd(s)
		if n := len(s.Units); last < len(s.Out.Breaks) || n > 0 && s.Units[n-1].Open {
			return nil, l.exists // the end belongs to another prompt, or to an open bracket
		}
	}
	var quality []find
	body, stylish := false, false
	for i, u := range s.Units {
		if u.Network || u.First < 0 || u.Section > last || !g.end && l.exists && u.Section == 0 || i >= from {
			continue
		}
		found := g.ofUnit(s, u)
		body = body || len(found) != 1 || found[0].span != u.Span
		for _, f := range found {
			if f.role >= qualityRole && f.role < styleRole {
				quality = append(quality, f)
				continue
			}
			stylish = true
			finds = append(finds, f)
		}
	}
	if !body {
		return nil, l.exists
	}
	if !g.end && (stylish || l.exists) {
		finds = append(finds, quality...)
	}
	return finds, l.exists
}

// ofUnit returns what of a unit is to be moved: the whole of it, or some of
// the parts of a group.
func (g *gathering) ofUnit(s *splice.Document, u splice.Unit) []find {
	var finds []find
	if u.Open {
		return nil // its bracket would come along and last to the end
	}
	for i := u.First; i <= u.Last; i++ {
		part := s.Out.Parts[i]
		r := g.classifier.part(part)
		core := part.Core.Of(s.Text)
		choice := part.Choice
		if g.classifier.lacksBy(s, part) {
			r, core = artistRole, g.classifier.profile.WriteArtist(core)
		} else if a := g.by.artists(core); a.ok && !a.sure && !a.apart && part.Kind == prompt.Plain && !s.Triggers.Has(part.Text) {
			r, core, choice = artistRole, a.text, false // NovelAI's "{{artist:lack}}"
		} else if g.classifier.amidArtists(s, i) {
			r = artistRole
		}
		if !r.inStyleChunk() || choice || torn(part.Outer.Of(s.Text)) {
			continue
		}
		finds = append(finds, find{part.Outer, withWeight(s.Text, part, core, u.Span == part.Outer), r})
	}
	parts := s.Out.Parts[u.First : u.Last+1]
	if len(finds) > 1 && len(finds) == len(parts) && !slices.ContainsFunc(parts, func(p prompt.Part) bool { return g.classifier.lacksBy(s, p) }) {
		last := slices.MaxFunc(finds, func(a, b find) int { return int(a.role - b.role) })
		return []find{{u.Span, u.Of(s.Text), last.role}}
	}
	return finds
}

// withWeight writes a core in the place of a part's, with the part's weight:
// in its own brackets where they hold nothing else.
func withWeight(text string, part prompt.Part, core string, alone bool) string {
	if alone && part.Outer != part.Core {
		return text[part.Outer.Start:part.Core.Start] + core + text[part.Core.End:part.Outer.End]
	}
	if weight := math.Round(part.Weight*100) / 100; weight != 1 {
		return "(" + core + ":" + splice.FormatWeight(weight) + ")"
	}
	return core
}

// torn reports whether a part has one bracket of a pair, "by a (b" of "by a (b, c:1.2)":
// moved by itself it would part the two, and a "<" could make an extra network
// of what it comes to stand before.
func torn(part string) bool {
	if strings.ContainsAny(part, "<>") {
		return true
	}
	if !strings.ContainsAny(part, "()[]{}") {
		return false
	}
	return slices.ContainsFunc(prompt.Read(part).Brackets, func(b prompt.Bracket) bool { return b.Unopened() || b.Unclosed() })
}

// lacksBy reports whether a unit is an artist's name without "by ", and nothing else.
func (j *classifier) lacksBy(s *splice.Document, part prompt.Part) bool {
	return recall(&j.memory.lacking, part, j.lacksByNow) && !s.Triggers.Has(part.Text)
}

func (j *classifier) lacksByNow(part prompt.Part) bool {
	if j.finder == nil || part.By || part.Choice || part.Kind != prompt.Plain || !part.Escaped || j.tag(part.Text) != otherRole {
		return false
	}
	if f := j.profile.About(part.Text); f.Tag != "" || f.Dead != nil {
		return false
	}
	if d, ok := j.finder.(artists.Doubter); ok && d.Doubtful(part.Text) {
		return false
	}
	_, alias, ok := j.finder.LookupIn(part.Text, tags.Artist)
	return ok && alias == "" && !artists.Known(j.finder, part.Text, tags.Artist)
}

// stylesAtEnd returns the place among the units from which on there are only
// artists, styles and quality tags to the prompt's very end.
func (j *classifier) stylesAtEnd(s *splice.Document) int {
	from := len(s.Units)
	for from > 0 {
		u := s.Units[from-1]
		if u.Section != len(s.Out.Breaks) || u.Open || !u.Network && !j.unitRole(s, u).inStyleChunk() {
			break
		}
		from--
	}
	return from
}

// atFront puts a find before those of its kind at the prompt's end.
func (j *classifier) atFront(s *splice.Document, f find) prompt.Edit {
	all := s.Section(len(s.Out.Breaks))
	at := len(all)
	for from := j.stylesAtEnd(s); at > 0 && from < len(s.Units) && all[at-1].Start >= s.Units[from].Start && j.unitRole(s, all[at-1]) >= f.role; {
		at--
	}
	switch {
	case len(all) == 0:
		return s.IntoEmpty(len(s.Out.Breaks), strings.TrimSpace(f.text), false)
	case at == 0:
		return s.Before(all[0], f.text)
	}
	return s.BehindLast(all[:at], f.text)
}
