package edit

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/splice"
	"tailor/tags/wildcard"
)

// builder spells what Compose is given.
type builder struct {
	profile    *profile.Profile
	finder     artists.Finder
	classifier *classifier
	errs       []error
}

// spelling writes a part of a prompt; text is its core as it stands.
type spelling func(part prompt.Part, text string) (string, error)

// list spells every part of the texts and keeps their brackets and weights.
// Tags that a list of the user's spells are veiled (see Veil) meanwhile.
func (b *builder) list(label string, texts []string, spell spelling) []entry {
	var all []entry
	// Behind an AND ":0.7" is the weight of the whole prompt there.
	conditions := slices.ContainsFunc(texts, func(text string) bool {
		return slices.ContainsFunc(prompt.Read(text).Breaks, func(w prompt.Break) bool { return w.And })
	})
	for _, text := range texts {
		text, _ = Veil(b.finder, plain(text))
		if !conditions {
			text = weighted(text)
		}
		s := splice.Read(b.respelled(label, text, spell))
		next := 0 // of the words that end a section
		end := func(before int) {
			for ; next < len(s.Out.Breaks) && s.Out.Breaks[next].Start < before; next++ {
				all = append(all, entry{text: s.Out.Breaks[next].Of(s.Text), role: otherRole, ends: true})
			}
		}
		for _, u := range s.Units {
			if u.First < 0 {
				continue
			}
			end(u.Start)
			e := entry{text: u.Of(s.Text), role: b.role(s, u)}
			if label == "artist" {
				e.text = b.byEach(e.text, 0)
			}
			e.text = prompt.Unveil(e.text)
			all = append(all, e)
		}
		end(len(s.Text))
	}
	return all
}

// plain takes out of a text what CLIP never sees: comments and control
// characters.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
	var comments []prompt.Edit
	for _, c := range prompt.Read(text).Comments {
		comments = append(comments, prompt.Edit{Span: c})
	}
	return prompt.Apply(text, comments)
}

// respelled spells the parts of a text.
func (b *builder) respelled(label, text string, spell spelling) string {
	var edits []prompt.Edit
	for _, part := range prompt.Read(text).Parts {
		if part.Choice || part.Kind == prompt.Network {
			continue
		}
		if part.Kind == prompt.Wildcard {
			if label == "artist" {
				edits = append(edits, prompt.Edit{Span: prompt.Span{Start: part.Core.Start, End: part.Core.Start}, Text: b.profile.ArtistMark()})
			}
			continue
		}
		if _, own := b.classifier.own(part); own {
			continue
		}
		written, err := spell(part, part.Core.Of(text))
		if err != nil {
			b.errs = append(b.errs, fmt.Errorf("%s %q: %w", label, part.Text, err))
			continue
		}
		edits = append(edits, prompt.Edit{Span: part.Core, Text: written})
	}
	return prompt.Apply(text, edits)
}

// role tells where a unit belongs: in the style chunk where all of it does.
func (b *builder) role(s *splice.Document, u splice.Unit) role {
	if s.Out.Parts[u.First].Choice && isByEach(u.Of(s.Text), b.profile.ArtistMark(), 0) {
		return artistRole
	}
	low, high := otherRole, artistRole
	for i := u.First; i <= u.Last; i++ {
		r := b.classifier.part(s.Out.Parts[i])
		low, high = min(low, r), max(high, r)
	}
	if !high.inStyleChunk() || (low == worstRole) != (high == worstRole) {
		return otherRole
	}
	return high
}

// shortWeight is a weight without its brackets, "kantoku:0.7". The point in it
// tells it from names such as "nier:2".
var shortWeight = regexp.MustCompile(`^(\s*)([^:]*\S\s*:\s*[0-9]*\.[0-9]+)(\s*)$`)

// weighted puts brackets around weights that stand without, as people write
// them where no bracket can be meant. Of brackets only those of a name may
// stand in the part, "ask (askzy):0.7".
func weighted(text string) string {
	var b strings.Builder
	depth, start, bare := 0, 0, true
	flush := func(end, next int) {
		part := text[start:end]
		if bare && depth == 0 && !strings.HasPrefix(strings.TrimSpace(part), "(") {
			part = shortWeight.ReplaceAllString(part, "$1($2)$3")
		}
		b.WriteString(part)
		b.WriteString(text[end:next])
		start, bare = next, true
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			depth--
		case '[', '{', '<':
			depth++
			bare = false
		case ']', '}', '>':
			depth--
			bare = false
		case '|':
			bare = false
		case ',', '\n', '\r':
			if depth = max(0, depth); depth == 0 {
				flush(i, i+1)
			}
		case 'B':
			if n := prompt.BreakLen(text, i); n > 0 && depth <= 0 {
				flush(i, i+n)
				i += n - 1
			}
		}
	}
	flush(len(text), len(text))
	return b.String()
}

// split parts the texts with a "-" before them, which are refused, from the
// others.
func (b *builder) split(label string, texts []string, spell spelling) (wanted, refused []entry) {
	for _, text := range texts {
		for one := range strings.SplitSeq(text, ",") {
			one = strings.TrimSpace(one)
			rest, minus := strings.CutPrefix(one, "-")
			if minus {
				refused = append(refused, b.list(label, []string{rest}, spell)...)
			} else {
				wanted = append(wanted, b.list(label, []string{strings.TrimPrefix(one, "+")}, spell)...)
			}
		}
	}
	return wanted, refused
}

// isName reports whether a text with unescaped brackets is a booru tag's name:
// the finder knows it, or it is written with underscores.
func (b *builder) isName(text string) bool {
	if strings.Contains(text, "_(") {
		return true
	}
	f := b.profile.About(text)
	return f.Tag != "" || f.Style || artists.Known(b.finder, text)
}

// artist writes an artist in the model's form, whatever form it has.
func (b *builder) artist(part prompt.Part, text string) (string, error) {
	if !b.profile.KnowsArtists() {
		return "", fmt.Errorf("%s knows no artists: %s", b.profile.Name, b.profile.ArtistWhy())
	}
	name := strings.TrimSpace(tags.Unescape(text))
	if wildcard.Within(text) {
		name = text
	}
	if bare, _, ok := profile.ReadArtist(name); ok {
		name = bare
	}
	if wildcard.Within(text) {
		return b.profile.WriteArtist(name), nil
	}
	if speller, ok := b.finder.(Speller); ok {
		if id, _, ok := speller.LookupIn(name, tags.Artist); ok && speller.Tag(id).Spelled() {
			return veil(b.profile.Write(speller.Tag(id))), nil
		}
	}
	return b.profile.WriteArtist(tags.Spell(name)), nil
}

// veil hides all of a tag that a list of the user's spells.
func veil(spelled string) string {
	return prompt.Veil(spelled, []prompt.Span{{Start: 0, End: len(spelled)}})
}

func (b *builder) quality(part prompt.Part, text string) (string, error) {
	q := b.profile.Quality
	same := func(tag string) bool { return tags.Plain(tag) == tags.Plain(part.Text) }
	if i := slices.IndexFunc(q.Positive, same); i >= 0 {
		return q.Positive[i], nil
	}
	if i := slices.IndexFunc(q.Default, same); i >= 0 {
		return b.profile.Write(tags.Tag{Name: q.Default[i]}), nil
	}
	return "", fmt.Errorf("%s knows only %s for the positive prompt", b.profile.Name, strings.Join(q.Positive, ", "))
}

func (b *builder) meta(part prompt.Part, text string) (string, error) {
	if f := b.profile.About(part.Text); f.Meta {
		return b.profile.Write(tags.Tag{Name: cmp.Or(f.Tag, part.Text)}), nil
	}
	var known []string
	for _, g := range b.profile.Groups {
		known = append(known, g.Tags...)
	}
	return "", fmt.Errorf("no meta tag of %s: use %s", b.profile.Name, strings.Join(known, ", "))
}

// style spells a style, which the model has or a list knows as a tag.
func (b *builder) style(part prompt.Part, text string) (string, error) {
	if f := b.profile.About(part.Text); b.finder != nil && f.Tag == "" && !f.Style && f.Dead == nil && !artists.Known(b.finder, part.Text) && !wildcard.Within(text) {
		return "", fmt.Errorf("no style of %s and no tag of the lists: give words of your own as a tag", b.profile.Name)
	}
	return b.tag(part, text)
}

// marked reports whether a part is an artist that the finder knows, in another
// model's form.
func (b *builder) marked(part prompt.Part) bool {
	name, _, ok := profile.ReadArtist(part.Text)
	if !ok || b.finder == nil {
		return false
	}
	_, _, ok = b.finder.LookupIn(name, tags.Artist)
	return ok
}

// tag spells a booru tag and leaves a sentence as it is.
func (b *builder) tag(part prompt.Part, text string) (string, error) {
	if speller, ok := b.finder.(Speller); ok {
		if id, _, ok := speller.Lookup(part.Text); ok && speller.Tag(id).Spelled() {
			return veil(b.profile.Write(speller.Tag(id))), nil
		}
	}
	if f := b.profile.About(part.Text); f.Dead.Sure() {
		remedy := "leave it out"
		if f.Dead.Instead != "" {
			remedy = "write " + f.Dead.Instead
		}
		return "", fmt.Errorf("it is %s and does nothing on %s: %s", f.Dead.Why, b.profile.Name, remedy)
	}
	switch {
	case part.By && artists.Is(b.finder, part.Name), !part.By && b.marked(part):
		return b.artist(part, text)
	case b.profile.KeepsUnderscores(part.Text):
		return tags.Escape(part.Text), nil
	case wildcard.Within(text), !part.Escaped && !b.isName(part.Text):
		return text, nil
	}
	return tags.Spell(tags.Unescape(text)), nil
}
