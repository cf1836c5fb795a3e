package compose

import (
	"errors"
	"fmt"
	"regexp"
	"sort"
	"strings"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// Parts are what Compose builds a prompt of. Every text may hold several tags
// between commas, each in any spelling and with weights.
type Parts struct {
	// Artists need no "by ".
	Artists []string
	// Styles and Meta may be refused by a "-" before them.
	Styles, Meta []string
	// Quality holds the positive quality tags, written in the model's order.
	Quality []string
	// Tags are the body, booru tags and sentences, in their order.
	Tags []string
	// Negative is the negative prompt; nil stands for the model's default,
	// an empty list for none.
	Negative []string
}

// Refuses tells whether a style or meta tag is refused, so that the negative
// prompt is not the one that was asked for, or the model's default.
func (p Parts) Refuses() bool {
	for _, text := range joinLists(p.Styles, p.Meta) {
		for _, one := range strings.Split(text, ",") {
			if _, minus := strings.CutPrefix(strings.TrimSpace(one), "-"); minus {
				return true
			}
		}
	}
	return false
}

// Compose builds both prompts by the model's rules: artists, quality tags and
// styles in a chunk of their own that BREAK closes, then the tags and the meta
// tags behind them; or, with Options.LaneEnd, artists and styles at the very
// end. Booru tags are spelled for A1111. Every word that does nothing on the
// model, or is no quality or meta tag where one belongs, is an error that says
// so.
func Compose(p *profile.Profile, cat Finder, parts Parts, o Options) (prompt.Texts, error) {
	b := builder{profile: p, finder: cat}
	artists := b.list("artist", parts.Artists, b.artist)
	quality := b.list("quality tag", parts.Quality, b.quality)
	order := map[string]int{}
	for i, tag := range p.Quality.Positive {
		order[profile.Key(tag)] = i
	}
	sort.SliceStable(quality, func(i, j int) bool { return order[keyOf(quality[i])] < order[keyOf(quality[j])] })
	styles, notStyles := b.split("style", parts.Styles, b.tag)
	meta, notMeta := b.split("meta tag", parts.Meta, b.meta)
	body := b.list("tag", parts.Tags, b.tag)
	negative := b.list("negative tag", parts.Negative, b.tag)
	if parts.Negative == nil {
		negative = append(negative, p.Negative.Default...)
	}
	if err := errors.Join(b.errs...); err != nil {
		return prompt.Texts{}, err
	}
	body = append(body, meta...)
	lane := joinLists(artists, quality, styles)
	if o.LaneEnd {
		lane = quality
		body = joinLists(body, artists, styles)
		if len(parts.Tags)+len(meta) == 0 {
			lane, body = joinLists(artists, quality, styles), nil
		}
	}
	var t prompt.Texts
	t.Positive = strings.Join(unique(body), ", ")
	if len(lane) > 0 {
		t.Positive = strings.TrimSuffix(strings.Join(unique(lane), ", ")+" BREAK "+t.Positive, " BREAK ")
	}
	t.Negative = strings.Join(unique(joinLists(negative, notStyles, notMeta)), ", ")
	return t, nil
}

func joinLists(lists ...[]string) []string {
	var all []string
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// unique leaves out what stands in the list already.
func unique(list []string) []string {
	seen := map[string]bool{}
	var kept []string
	for _, s := range list {
		if key := profile.Key(s); !seen[key] {
			seen[key] = true
			kept = append(kept, s)
		}
	}
	return kept
}

// keyOf is the key of a written part without its weight.
func keyOf(text string) string {
	for _, part := range prompt.Read(text).Parts {
		return profile.Key(part.Text)
	}
	return ""
}

type builder struct {
	profile *profile.Profile
	finder  Finder
	errs    []error
}

// list spells every part of the texts and keeps their brackets and weights.
func (b *builder) list(role string, texts []string, spell func(prompt.Part, string) (string, error)) []string {
	var all []string
	for _, text := range texts {
		text = weighted(text)
		s := readSheet(text)
		var edits []prompt.Edit
		for _, part := range s.out.Parts {
			if part.Kind != prompt.Plain || part.Choice {
				continue
			}
			span := part.Outer
			core := part.Core
			if !part.Escaped && b.isName(part.Text) {
				core = span // "karin (blue archive)": no weight but a name
			}
			written, err := spell(part, core.Of(text))
			if err != nil {
				b.errs = append(b.errs, fmt.Errorf("%s %q: %w", role, part.Text, err))
				continue
			}
			edits = append(edits, prompt.Edit{Span: core, Text: written})
		}
		d := newDraft(text)
		d.replace(edits...)
		s = readSheet(d.text())
		if len(s.out.Breaks) > 0 { // a body of several chunks stays one text
			all = append(all, strings.TrimSpace(Copyable(s.text)))
			continue
		}
		for _, u := range s.units {
			if u.first >= 0 {
				all = append(all, u.Of(s.text))
			}
		}
	}
	return all
}

// shortWeight is a weight without its brackets, "kantoku:0.7". The point in it
// tells it from names such as "nier:2".
var shortWeight = regexp.MustCompile(`^(\s*)([^:]*\S\s*:\s*[0-9]*\.[0-9]+)(\s*)$`)

// weighted puts brackets around weights that stand without, as people write
// them where no bracket can be meant. Parts that hold brackets are left alone.
func weighted(text string) string {
	var b strings.Builder
	depth, start, plain := 0, 0, true
	flush := func(end int) {
		part := text[start:end]
		if plain {
			part = shortWeight.ReplaceAllString(part, "$1($2)$3")
		}
		b.WriteString(part)
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '(', '[', '{', '<':
			depth++
			plain = false
		case ')', ']', '}', '>':
			depth = max(0, depth-1)
			plain = false
		case '|':
			plain = false
		case ',':
			if depth == 0 {
				flush(i)
				b.WriteByte(',')
				start, plain = i+1, true
			}
		}
	}
	flush(len(text))
	return b.String()
}

// split parts the texts with a "-" before them, which are refused, from the
// others.
func (b *builder) split(role string, texts []string, spell func(prompt.Part, string) (string, error)) (wanted, refused []string) {
	for _, text := range texts {
		for _, one := range strings.Split(text, ",") {
			one = strings.TrimSpace(one)
			rest, minus := strings.CutPrefix(one, "-")
			if minus {
				refused = append(refused, b.list(role, []string{rest}, spell)...)
			} else {
				wanted = append(wanted, b.list(role, []string{strings.TrimPrefix(one, "+")}, spell)...)
			}
		}
	}
	return wanted, refused
}

// isName tells whether a text with unescaped brackets is a booru tag's name:
// the finder knows it, or it is written with underscores.
func (b *builder) isName(text string) bool {
	if strings.Contains(text, "_(") {
		return true
	}
	if b.finder != nil {
		for _, c := range tags.Categories {
			if _, _, ok := b.finder.LookupIn(text, c); ok {
				return true
			}
		}
	}
	return b.profile.About(text).Tag != ""
}

func (b *builder) artist(part prompt.Part, text string) (string, error) {
	name := strings.TrimSpace(prompt.Unescape(text))
	if len(name) > 3 && strings.EqualFold(name[:3], "by ") {
		name = name[3:]
	}
	return "by " + tags.Spell(strings.TrimSpace(name)), nil
}

func (b *builder) quality(part prompt.Part, text string) (string, error) {
	for _, tag := range b.profile.Quality.Positive {
		if profile.Key(tag) == profile.Key(part.Text) {
			return tag, nil
		}
	}
	return "", fmt.Errorf("%s knows only %s for the positive prompt", b.profile.Name, strings.Join(b.profile.Quality.Positive, ", "))
}

func (b *builder) meta(part prompt.Part, text string) (string, error) {
	if f := b.profile.About(part.Text); f.Meta {
		return tags.Spell(f.Tag), nil
	}
	var known []string
	for _, g := range b.profile.Meta {
		known = append(known, g.Tags...)
	}
	return "", fmt.Errorf("no meta tag of %s: use %s", b.profile.Name, strings.Join(known, ", "))
}

// tag spells a booru tag and leaves a sentence as it is.
func (b *builder) tag(part prompt.Part, text string) (string, error) {
	if f := b.profile.About(part.Text); f.Dead != nil && !f.Dead.Doubtful {
		remedy := "leave it out"
		if f.Dead.Instead != "" {
			remedy = "write " + f.Dead.Instead
		}
		return "", fmt.Errorf("it is %s and does nothing on %s: %s", f.Dead.Why, b.profile.Name, remedy)
	}
	if !part.Escaped && !b.isName(part.Text) {
		return text, nil
	}
	return tags.Spell(prompt.Unescape(text)), nil
}
