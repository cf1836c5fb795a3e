package edit

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
	"tailor/tags/prompt/splice"
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
	// Tags are the body, booru tags and sentences, in their order. BREAK and
	// AND part it, alone or amid a text. An artist with "by ", a style or a
	// quality tag among them goes where those go.
	Tags []string
	// Negative is the negative prompt; nil stands for the model's default,
	// an empty list for none.
	Negative []string
}

// Composed is what Compose builds.
type Composed struct {
	prompt.Texts
	// Refused reports whether something among the parts was put into the negative
	// prompt beside what Parts.Negative asks for.
	Refused bool
}

// Compose builds both prompts by the model's rules: artists, quality tags and
// styles in a chunk of their own that BREAK closes, then the tags and the meta
// tags after them; or, with Options.StylesAtEnd, artists and styles at the very
// end. Booru tags are spelled for A1111, those of a Speller's as it has them.
// Every word that does nothing on the model, or is no quality or meta tag
// where one belongs, is an error that says so.
func Compose(p *profile.Profile, cat artists.Finder, parts Parts, o Options) (Composed, error) {
	b := builder{profile: p, finder: cat, classifier: newClassifier(p, cat)}
	artists := b.list("artist", parts.Artists, b.artist)
	quality := b.list("quality tag", parts.Quality, b.quality)
	styles, refused := b.split("style", parts.Styles, b.style)
	meta, notMeta := b.split("meta tag", parts.Meta, b.meta)
	body := b.list("tag", parts.Tags, b.tag)
	negative := b.list("negative tag", parts.Negative, b.tag)
	if parts.Negative == nil {
		for _, tag := range p.Negative.Default {
			negative = append(negative, entry{text: tag, role: otherRole})
		}
	}
	b.refuseWanted(meta, body)
	if err := errors.Join(b.errs...); err != nil {
		return Composed{}, err
	}
	if !p.Chunked() {
		for i := range artists {
			artists[i].role = artistRole // a choice of them too
		}
		return b.inLayout(slices.Concat(quality, artists, styles, meta), body, append(negative, slices.Concat(refused, notMeta)...), len(refused)+len(notMeta) > 0), nil
	}
	body, moved := pickStyles(body)
	for _, e := range moved {
		switch {
		case e.role == artistRole:
			artists = append(artists, e)
		case e.role == styleRole:
			styles = append(styles, e)
		case e.role == worstRole:
			refused = append(refused, e)
		default:
			quality = append(quality, e)
		}
	}
	order := map[string]int{}
	for i, tag := range p.Quality.Positive {
		order[tags.Plain(tag)] = i
	}
	sort.SliceStable(quality, func(i, j int) bool { return order[keyOf(quality[i].text)] < order[keyOf(quality[j].text)] })
	front := slices.Concat(artists, quality, styles)
	if body = append(body, meta...); o.StylesAtEnd && len(body) > 0 {
		front = nil // a chunk of quality words alone would be one that nobody asked for
		body = slices.Concat(body, artists, quality, styles)
	}
	refused = append(refused, notMeta...)
	c := Composed{Refused: len(refused) > 0}
	c.Positive = written(body)
	if len(front) > 0 {
		c.Positive = strings.TrimSuffix(written(front)+" BREAK "+c.Positive, " BREAK ")
	}
	c.Negative = written(append(negative, refused...))
	// A bracket that is never closed keeps the comma after it.
	c.Positive = splice.Copyable(c.Positive)
	return c, nil
}

// refuseWanted complains of tags that belong in the negative prompt only.
func (b *builder) refuseWanted(lists ...[]entry) {
	for _, e := range slices.Concat(lists...) {
		for _, part := range prompt.Read(e.text).Parts {
			if f := b.profile.About(part.Text); f.RefusedOnly && part.Weight > 0 && !part.Choice {
				b.errs = append(b.errs, fmt.Errorf("%q %s in the prompt: it belongs in the negative one, --meta \"-%s\"", part.Text, b.profile.RefusedWhy(f.Group), f.Tag))
			}
		}
	}
}

// inLayout writes both prompts in the order of the profile's layout. A body
// that BREAK or AND parts stays as it is between what comes before the tags and
// what comes behind them.
func (b *builder) inLayout(parts, body, negative []entry, refused bool) Composed {
	rank := func(e entry) int {
		if e.role == artistRole {
			return b.classifier.rankOf(profile.ArtistPart, 0)
		}
		read := prompt.Read(e.text).Parts
		if len(read) == 0 {
			return b.classifier.rankOf(profile.TagPart, 0)
		}
		return b.classifier.partRank(read[len(read)-1])
	}
	byRank := func(x, y entry) int { return rank(x) - rank(y) }
	var list []entry
	if slices.ContainsFunc(body, func(e entry) bool { return e.ends }) {
		slices.SortStableFunc(parts, byRank)
		front := 0
		for front < len(parts) && rank(parts[front]) < b.classifier.rankOf(profile.TagPart, 0) {
			front++
		}
		list = slices.Concat(parts[:front], body, parts[front:])
	} else {
		list = slices.Concat(body, parts)
		slices.SortStableFunc(list, byRank)
	}
	return Composed{
		Texts:   prompt.Texts{Positive: splice.Copyable(written(list)), Negative: written(negative)},
		Refused: refused,
	}
}

// entry is a tag of a prompt that is being built, a group in brackets, or the
// word that ends a section.
type entry struct {
	text string
	role role
	ends bool // it is BREAK or AND
}

// pickStyles takes what belongs in the style chunk, or in the negative prompt,
// out of a body. A section that is empty then goes with the BREAK that closed
// it. What an AND parts from the first prompt stays, as do artists that have
// that prompt to themselves.
func pickStyles(body []entry) (kept, styles []entry) {
	for at := 0; at < len(body); {
		end := at
		for end < len(body) && !body[end].ends {
			end++
		}
		byAnd := end < len(body) && body[end].text == "AND"
		var mine, others []entry
		for _, e := range body[at:end] {
			if e.role.inStyleChunk() {
				mine = append(mine, e)
			} else {
				others = append(others, e)
			}
		}
		switch {
		case len(mine) > 0 && len(others) == 0 && byAnd:
			return append(kept, body[at:]...), styles
		case len(mine) > 0 && len(others) == 0 && end < len(body):
			end++ // its BREAK goes too
		case len(mine) > 0 && len(others) == 0 && len(kept) > 0 && kept[len(kept)-1].ends:
			kept = kept[:len(kept)-1]
		default:
			kept = append(kept, others...)
			if end < len(body) {
				kept = append(kept, body[end])
				end++
			}
		}
		styles = append(styles, mine...)
		if byAnd {
			return append(kept, body[end:]...), styles
		}
		at = end
	}
	return kept, styles
}

// written joins entries and leaves out what stands in its section already.
func written(list []entry) string {
	var b strings.Builder
	seen := map[string]bool{}
	separator := ""
	for _, e := range list {
		if e.ends {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(e.text)
			separator = " "
			clear(seen)
			continue
		}
		if key := tags.Plain(e.text); !seen[key] {
			seen[key] = true
			b.WriteString(separator)
			b.WriteString(e.text)
			separator = ", "
		}
	}
	return b.String()
}

// keyOf is the key of a written part without its weight.
func keyOf(text string) string {
	for _, part := range prompt.Read(text).Parts {
		return tags.Plain(part.Text)
	}
	return ""
}
