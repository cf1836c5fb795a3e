package lint

import (
	"context"
	"math/rand"
	"sort"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"tailor/data"
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/clip"
	"tailor/tags/english"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
)

// faultGen holds what faults draw from.
type faultGen struct {
	*rand.Rand
	c        *Checker
	general  []tags.Tag // common, with nothing special about them
	series   []tags.Tag // characters with a series in parentheses
	artists  []tags.Tag
	aliases  [][2]string // another name, and the tag
	dead     []string
	foreign  []string
	copied   []string
	opposite [][2]string
}

func newFaultGen(c *Checker, seed int64) *faultGen {
	faultGens.Lock()
	defer faultGens.Unlock()
	if faultGens.of[c.cat] == nil {
		if faultGens.of == nil {
			faultGens.of = map[*catalogue.Catalogue]*faultGen{}
		}
		faultGens.of[c.cat] = buildFaultGen(c)
	}
	g := *faultGens.of[c.cat]
	g.Rand, g.c = rand.New(rand.NewSource(seed)), c
	return &g
}

// faultGens are laid out once for every catalogue.
var faultGens struct {
	sync.Mutex
	of map[*catalogue.Catalogue]*faultGen
}

func buildFaultGen(c *Checker) *faultGen {
	g := &faultGen{}
	clean := func(text string) bool { return len(c.CheckAlone(text)) == 0 }
	for i := 0; i < c.cat.Len(); i++ {
		t := c.cat.Tag(catalogue.ID(i))
		switch {
		case t.Category == tags.General && len(g.general) < 6000 && strings.Trim(t.Name, "_abcdefghijklmnopqrstuvwxyz") == "" &&
			clean(t.Prompt()) && c.p.About(t.Name).Tag == "" && !c.p.About(t.Name).Style:
			g.general = append(g.general, t)
			for _, a := range t.Aliases {
				if found := c.CheckAlone(tags.Spell(a)); len(found) == 1 && found[0].Rule == Alias && strings.Trim(a, "_abcdefghijklmnopqrstuvwxyz") == "" {
					g.aliases = append(g.aliases, [2]string{tags.Spell(a), t.Prompt()})
				}
			}
		case t.Category == tags.Character && len(g.series) < 4000 && strings.HasSuffix(t.Name, ")") && clean(t.Prompt()):
			g.series = append(g.series, t)
		case t.Category == tags.Artist && len(g.artists) < 8000 && clean(c.p.Write(t)) && !english.PlainName(t.Name, false, c.read.SureArtists().Words()):
			g.artists = append(g.artists, t)
		}
	}
	for _, d := range c.p.Dead {
		for _, w := range d.Tags {
			if _, _, known := c.cat.Lookup(w); !known || c.p.About(w).Dead != nil {
				g.dead = append(g.dead, w)
			}
		}
	}
	g.dead = append(g.dead, "score_9", "score_8_up", "score_5", "rating_safe", "source_anime", "rating:general", "year 2024")
	var words struct {
		Site []struct{ Tags map[string]string }
	}
	if err := toml.Unmarshal(data.Vocabulary, &words); err != nil {
		panic(err)
	}
	for w := range words.Site[0].Tags {
		if found := c.CheckAlone(tags.Escape(w)); len(found) == 1 && found[0].Rule == "e621-tag" {
			g.foreign = append(g.foreign, w)
		}
	}
	sort.Strings(g.foreign)
	g.copied = c.p.Negative.Copied
	for _, k := range c.p.Contradictions {
		pairs := [][2][]string{{k.A, k.B}}
		if len(k.OneOf) > 1 {
			pairs = [][2][]string{{k.OneOf[:1], k.OneOf[1:]}}
		}
		for _, p := range pairs {
			for _, a := range p[0] {
				for _, b := range p[1] {
					if !strings.Contains(a+b, "*") {
						g.opposite = append(g.opposite, [2]string{a, b})
					}
				}
			}
		}
	}
	return g
}

func pick[T any](g *faultGen, from []T) T { return from[g.Intn(len(from))] }

// insert puts text after a random tag of the positive prompt's body. The
// place is one where a person would read a tag.
func (g *faultGen) insert(s sample, text string) (sample, int, bool) {
	items := g.c.regions(context.Background(), s.Positive, false)[0].Items
	if first := &items[0]; g.Intn(5) == 0 && first.Role() == reading.Body && !first.Quiet() && !strings.Contains(text, "\n") {
		s.Positive = text + ", " + s.Positive
		return s, 0, true
	}
	places := g.bodyPlaces(s)
	if last := &items[len(items)-1]; g.Intn(5) == 0 && last.Role() == reading.Body && !last.Quiet() && last.Outer.End == len(s.Positive) &&
		!strings.Contains(text, "by ") && !strings.Contains(text, "style") && !strings.Contains(text, "sketch") && !strings.Contains(text, "2.5d") && !strings.Contains(text, "flat colors") && !strings.Contains(text, "nouveau") {
		places = []int{len(s.Positive)}
	}
	if len(places) == 0 {
		return s, 0, false
	}
	at := pick(g, places)
	s.Positive = s.Positive[:at] + ", " + text + s.Positive[at:]
	return s, at + 2, true
}

// bodyPlaces are the ends of tags in the body, at no bracket's inside, with
// another tag of the same chunk after them that is no artist or style.
func (g *faultGen) bodyPlaces(s sample) []int {
	var places []int
	reg := g.c.regions(context.Background(), s.Positive, false)[0]
	for i := 0; i+1 < len(reg.Items); i++ {
		it, next := &reg.Items[i], &reg.Items[i+1]
		if it.Quiet() || next.Quiet() || it.Role() != reading.Body || next.Role() != reading.Body || it.Section != next.Section || reg.inBrackets(it.Outer.End) {
			continue
		}
		places = append(places, it.Outer.End)
	}
	return places
}

func (reg *region) inBrackets(at int) bool {
	for _, b := range reg.Outline.Brackets {
		if b.Open.Start < at && at <= b.Close.Start {
			return true
		}
	}
	return false
}

// weighted puts brackets around a tag now and then; skip is the length of
// what stands before it then.
func (g *faultGen) weighted(text string) (written string, skip int) {
	switch g.Intn(5) {
	case 0:
		return "(" + text + ":1.2)", 1
	case 1:
		return "((" + text + "))", 2
	case 2:
		return "[" + text + "]", 1
	}
	return text, 0
}

// injectTag injects a single tag into the body.
func (g *faultGen) injectTag(s sample, rule, text string, also ...string) (sample, []finding, []finding, bool) {
	written, skip := g.weighted(text)
	s, at, ok := g.insert(s, written)
	at += skip
	span := prompt.Span{Start: at, End: at + len(text)}
	var may []finding
	for _, r := range also {
		may = append(may, finding{r, false, span})
	}
	return s, []finding{{rule, false, span}}, may, ok
}

// slip makes one slip in a name.
func (g *faultGen) slip(name string) string {
	r := []rune(name)
	i := 1 + g.Intn(len(r)-2)
	switch g.Intn(4) {
	case 0:
		return string(r[:i]) + string(r[i+1:])
	case 1:
		return string(r[:i]) + string(r[i]) + string(r[i:])
	case 2:
		r[i], r[i+1] = r[i+1], r[i]
	default:
		r[i] = 'a' + rune(g.Intn(26))
	}
	return string(r)
}

// differing counts the words in which two names of as many words differ.
func differing(a, b string) int {
	n := 0
	other := strings.Fields(b)
	for i, w := range strings.Fields(a) {
		if i >= len(other) || w != other[i] {
			n++
		}
	}
	return n
}

func (s sample) withNegative(g *faultGen, tag string) (sample, int) {
	if !s.both || s.Negative == "" {
		s.both, s.Negative = true, "worst quality, low quality, watermark"
	}
	if g.Intn(2) == 0 {
		s.Negative = tag + ", " + s.Negative
		return s, 0
	}
	s.Negative += ", " + tag
	return s, len(s.Negative) - len(tag)
}

// plantSplit writes tags a line each, with no comma to end a chunk at, until
// one lies across the border: CLIP's 75th token.
func plantSplit(g *faultGen, s sample) (sample, []finding, []finding, bool) {
	var text strings.Builder
	for tokens := clip.Append(nil, text.String()); ; tokens = clip.Append(nil, text.String()) {
		if len(tokens) > prompt.ChunkSize+1 {
			border := tokens[prompt.ChunkSize].Start
			start := strings.LastIndexByte(text.String()[:border], '\n') + 1
			end := border + strings.IndexByte(text.String()[border:]+"\n", '\n')
			s = sample{Texts: prompt.Texts{Positive: strings.TrimSuffix(text.String(), "\n")}}
			rest := s.Positive[:start] + s.Positive[end:]
			if start == border || len(g.c.CheckAlone(rest[:min(start, len(rest))])) > 0 {
				return s, nil, nil, false // the border falls between two tags
			}
			return s, []finding{{TagSplit, false, prompt.Span{Start: start, End: end}}}, []finding{{rule: Contradiction}, {rule: Duplicate}}, true
		}
		// Without escapes, which are no tokens.
		text.WriteString(pick(g, g.general).Prompt() + "\n")
	}
}
