package edit

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/splice"
)

// Accept puts a suggested tag in the place of the word at the cursor, see
// Word. An artist, a style or a quality tag of the positive prompt goes into
// the style chunk, which BREAK closes, wherever the cursor is, and the cursor
// stays in the body; typed in the style chunk itself it stays where it is, and
// so does everything in the negative prompt, in a variant or prompt editing,
// and in a bracket that is not closed yet, whose weight is still to be typed.
// Any other tag stands at the cursor, spelled for A1111 and followed by ", ",
// unless a comma, a weight or a closing bracket follows there already, or the
// bracket is not closed. Of several artists in one part, "by kantoku and wlo",
// the tag replaces the one at the cursor, and the others become parts of their
// own.
func Accept(p *profile.Profile, cat artists.Finder, text string, cursor int, tag tags.Tag, o Options) splice.Change {
	a := accepting{classifier: newClassifier(p, cat), text: text, cursor: splice.Clamp(text, cursor), tag: tag, written: p.Write(tag)}
	a.find()
	apart := a.apart()
	if len(apart) == 0 {
		return a.accept(o)
	}
	d := splice.NewBuffer(text)
	d.Replace(apart...)
	a.text, a.cursor = d.Text(), prompt.Moved(a.cursor, apart)
	a.find()
	c := a.accept(o)
	d.Replace(c.Positive...)
	c.Positive = d.Edits()
	return c
}

// AcceptText puts a piece of a prompt, several tags or a wildcard, in the place of
// a span that ends at the cursor or behind it, as Accept does with a tag that
// stands at the cursor. Where the span begins in the middle of a part, "dark
// __col", nothing follows it: the part may go on.
func AcceptText(text string, cursor int, span prompt.Span, written string) splice.Change {
	a := accepting{text: text, cursor: cursor, written: written, word: splice.WordAt(text, cursor), span: span}
	before := text[min(prompt.TypingAt(text, cursor).Start, span.Start):span.Start]
	if mark := strings.ToLower(strings.TrimSpace(before)); mark != "" && mark != "by" {
		return splice.Change{Positive: []prompt.Edit{{Span: span, Text: written}}, Cursor: span.Start + len(written)}
	}
	a.open = a.unclosed(prompt.Read(text))
	return a.inPlace()
}

// accept writes the tag where it belongs.
func (a *accepting) accept(o Options) splice.Change {
	p, tag := a.classifier.profile, a.tag
	a.role = artistRole
	if tag.Category != tags.Artist {
		a.role = a.classifier.tag(tag.Name)
	}
	if !p.Chunked() || o.Negative || a.open || a.choice || a.within || !a.role.inStyleChunk() || !o.StylesAtEnd && a.inStyleChunk() || p.About(tag.Name).Quality < 0 {
		return a.inPlace()
	}
	return a.moved(o)
}

type accepting struct {
	classifier *classifier
	text       string
	cursor     int
	tag        tags.Tag
	role       role
	written    string // the tag as the prompt has it

	word splice.Typed
	span prompt.Span // what the tag replaces
	// unit is the span with the brackets that belong to it alone, and
	// grouped reports whether it stands in a group with others.
	unit    prompt.Span
	grouped bool
	partEnd int  // where the part ends in which it stands, 0 where it stands in none
	open    bool // a bracket around it has no partner yet
	choice  bool // it is in prompt editing or a variant
	within  bool // words, or a weight, stand before it in its part
}

// find settles what is replaced: the word up to the cursor, and what is left
// of it after the cursor where the tag has that too.
func (a *accepting) find() {
	a.partEnd, a.choice, a.grouped, a.within = 0, false, false, false
	a.word = splice.WordAt(a.text, a.cursor)
	a.span = prompt.Span{Start: a.word.Start, End: a.cursor}
	a.unit = a.span
	out := prompt.Read(a.text)
	a.open = a.unclosed(out)
	for _, part := range out.Parts {
		if part.Kind == prompt.Network || part.Core.Start > a.span.Start || part.Core.End < a.cursor {
			continue
		}
		a.partEnd = part.Core.End
		end := part.Core.End
		if k := strings.IndexAny(a.text[a.cursor:end], "|:]}"); part.Choice && k >= 0 {
			end = a.cursor + k // what follows is another choice
		}
		rest := a.text[a.cursor:end]
		name, typed, begun, left := tags.Key(a.tag.Name), nameIn(a.span.Of(a.text)+rest), nameIn(a.span.Of(a.text)), tags.Key(rest)
		within := typed != "" && strings.Contains(name, typed)
		around := left != "" && strings.HasSuffix(name, left) && begun != "" && strings.HasPrefix(name[:len(name)-len(left)], begun)
		if rest != "" && (within || around) {
			a.span.End = end
		}
		a.unit = a.span
		if part.Core == a.span && !part.Choice {
			a.unit = part.Outer
		}
		a.within = part.Core.Start < a.span.Start
		a.choice = part.Choice
		a.grouped = a.unit == a.span && a.word.Inside()
		return
	}
}

// nameIn returns the key of what was typed, without what marks it as an artist's.
func nameIn(typed string) string {
	if name, _, ok := profile.ReadArtist(typed); ok {
		typed = name
	}
	return tags.Key(typed)
}

// apart puts commas between the artist that is being typed and those which
// stand before and behind it in the same part, and writes those before it in
// the model's form where the finder knows them.
func (a *accepting) apart() []prompt.Edit {
	var edits []prompt.Edit
	start := a.word.Start
	typed := a.text[start:a.cursor]
	_, _, marked := profile.ReadArtist(typed)
	from := start
	if end, word, ok := artists.Before(a.classifier.finder, typed, a.tag); ok {
		from = start + word
		e := prompt.Edit{Span: prompt.Span{Start: start + end, End: from}, Text: ", "}
		if found := artists.Read(a.classifier.profile, a.classifier.finder, typed[:end]); found != nil {
			e.Start, e.Text = start, artists.Write(a.classifier.profile, found)+", "
		}
		edits = append(edits, e)
	}
	part := a.text[from:max(a.cursor, a.partEnd)]
	if a.choice {
		part = a.text[from:a.cursor] // what follows may be another choice
	}
	if end, next, ok := artists.Behind(part, a.cursor-from, a.tag); ok {
		e := prompt.Edit{Span: prompt.Span{Start: from + end, End: from + next}, Text: ", "}
		if _, _, has := profile.ReadArtist(part[next:]); !has && (marked || strings.Contains(strings.ToLower(part[end:next]), "by")) {
			e.Text += a.classifier.profile.ArtistMark()
		}
		edits = append(edits, e)
	}
	return edits
}

// unclosed reports whether one of the brackets which are open at the word is not
// closed after it either.
func (a *accepting) unclosed(out prompt.Outline) bool {
	return slices.ContainsFunc(out.Brackets, func(b prompt.Bracket) bool {
		return b.Unclosed() && slices.Contains(a.word.Open, b.Open.Start) && b.Close.Start >= a.cursor
	})
}

// inStyleChunk reports whether the cursor stands in the style chunk.
func (a *accepting) inStyleChunk() bool {
	rest := prompt.Apply(a.text, []prompt.Edit{{Span: a.unit}})
	s := splice.Read(rest)
	l := a.classifier.styleChunkOf(s)
	return l.closed && a.unit.Start <= s.Out.Breaks[0].Start
}

// inPlace writes the tag where the word was.
func (a *accepting) inPlace() splice.Change {
	rest := a.text[a.span.End:]
	near := strings.TrimLeft(rest, " \t")
	next, _ := utf8.DecodeRuneInString(near)
	spaces := len(rest) - len(near)
	written, skip := a.written, 0
	switch {
	case a.open: // the weight comes next
	case next == ',' || next == '，':
		skip = splice.TypedSpan(a.text, a.span).End - a.span.End
	case a.word.Inside() && (near == "" || strings.ContainsRune(")]}|:", next)):
	case spaces > 0 && near != "" && next != '\n' && next != '\r' && next != '#' && prompt.BreakLen(near, 0) == 0:
		written, skip = written+",", 1
	default:
		written += ", "
	}
	return splice.Change{
		Positive: []prompt.Edit{{Span: a.span, Text: written}},
		Cursor:   a.span.Start + len(written) + skip,
	}
}

// weight is what the closed brackets around the word come to.
func (a *accepting) weight() float64 {
	weight := 1.0
	for _, b := range prompt.Read(a.text).Brackets {
		if b.Open.Start >= 0 && b.Open.End <= a.span.Start && b.Close.Len() > 0 && b.Close.Start >= a.span.End {
			weight *= b.Weight
		}
	}
	return math.Round(weight*100) / 100
}

// moved writes the tag into the style chunk, or to the very end.
func (a *accepting) moved(o Options) splice.Change {
	name := a.written
	if a.unit != a.span {
		name = a.text[a.unit.Start:a.span.Start] + a.written + a.text[a.span.End:a.unit.End]
	}
	if own := prompt.Read(name).Parts; len(own) > 0 {
		if weight := a.weight(); math.Abs(own[0].Weight-weight) > 0.005 {
			name = "(" + a.written + ":" + splice.FormatWeight(weight) + ")"
		}
	}
	was := splice.Read(a.text)
	gone := splice.TypedSpan(a.text, a.unit)
	if a.grouped {
		gone = was.RemovalSpan(a.unit)
	}
	d := splice.NewBuffer(a.text)
	d.Replace(prompt.Edit{Span: gone})
	s := splice.Read(d.Text())
	cursor := gone.Start
	if a.stands(s) {
		return splice.Change{Positive: d.Edits(), Cursor: cursor, Note: fmt.Sprintf("%q is in the prompt already.", a.written)}
	}
	if o.StylesAtEnd && a.role.isStyle() {
		return a.atEnd(d, s, name, cursor)
	}
	e := a.classifier.intoStyleChunk(s, name, a.role)
	cursor = prompt.Moved(cursor, []prompt.Edit{e})
	d.Replace(e)
	s = splice.Read(d.Text())
	if l := a.classifier.styleChunkOf(s); l.exists && !l.closed && len(l.units) > 0 {
		last := l.units[len(l.units)-1]
		e := prompt.Edit{Span: prompt.Span{Start: last.End, End: s.RunAfter(last.End, len(s.Text))}, Text: " BREAK "}
		d.Replace(e)
		cursor = e.Start + len(e.Text)
	} else if l.closed && cursor < s.Out.Breaks[0].End {
		cursor = s.Out.Breaks[0].End
	}
	if now := d.Text(); cursor < len(now) && now[cursor] == ' ' && strings.HasSuffix(now[:cursor], "BREAK") {
		cursor++
	}
	return splice.Change{Positive: d.Edits(), Cursor: cursor}
}

// atEnd writes an artist or style to the prompt's very end, after the cursor,
// so that the body can be typed on.
func (a *accepting) atEnd(d *splice.Buffer, s *splice.Document, name string, cursor int) splice.Change {
	e := a.classifier.intoEnd(s, name, a.role)
	if strings.TrimSpace(strings.Trim(s.Text[e.Start:], ", \t\r\n，")) == "" && cursor >= e.Start && !a.classifier.endsInStyles(s) {
		text := name
		if last, _ := utf8.DecodeLastRuneInString(s.Text); s.Text != "" && !splice.IsSeparator(last) {
			text = ", " + name
		} else if cursor < len(s.Text) {
			cursor = len(s.Text)
		}
		e = prompt.Edit{Span: prompt.Span{Start: len(s.Text), End: len(s.Text)}, Text: text}
		d.Replace(e)
		return splice.Change{Positive: d.Edits(), Cursor: cursor}
	}
	d.Replace(e)
	return splice.Change{Positive: d.Edits(), Cursor: prompt.Moved(cursor, []prompt.Edit{e})}
}

// endsInStyles reports whether the prompt's last tag is an artist or a style.
func (j *classifier) endsInStyles(s *splice.Document) bool {
	units := s.Section(len(s.Out.Breaks))
	return len(units) > 0 && j.unitRole(s, units[len(units)-1]).isStyle()
}

// stands reports whether the tag is in the prompt already, as what it is.
func (a *accepting) stands(s *splice.Document) bool {
	key := tags.Key(a.tag.Name)
	for _, part := range s.Out.Parts {
		name, marked := artistName(part)
		if !part.Choice && part.Kind == prompt.Plain && marked == (a.tag.Category == tags.Artist) && tags.Key(name) == key {
			return true
		}
	}
	return false
}
