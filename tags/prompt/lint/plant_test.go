package lint

import (
	"fmt"
	"math/rand"
	"os"
	"sort"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/clip"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// The heart of the package's tests: faults of every kind are planted at
// random places of clean prompts, and each has to be found by its rule at its
// exact span, with nothing else found anew.

// corpus reads prompts, one a line, from testdata.
func corpus(t testing.TB, name string) []sample {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var samples []sample
	for n, line := range strings.Split(string(b), "\n") {
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		line = strings.ReplaceAll(line, `\n`, "\n")
		positive, negative, both := strings.Cut(line, "|||")
		samples = append(samples, sample{
			line:  n + 1,
			both:  both,
			Texts: prompt.Texts{Positive: strings.TrimSpace(positive), Negative: strings.TrimSpace(negative)},
		})
	}
	return samples
}

type sample struct {
	line int
	both bool // the negative prompt is given
	prompt.Texts
}

func (s sample) check(c *Checker) []Diagnosis { return c.check(s.Texts, s.both, false).sorted() }

// finding is what has to be found: a rule at a place.
type finding struct {
	rule     string
	negative bool
	prompt.Span
}

// planter plants faults of one kind.
type planter struct {
	rule  string
	model profile.Model
	// plant returns the prompts with the fault, what has to be found, and
	// what may be found as well. ok is false where the sample has no place
	// for it.
	plant func(g *garden, s sample) (planted sample, want, may []finding, ok bool)
}

// garden holds what planters draw from.
type garden struct {
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

func newGarden(c *Checker, seed int64) *garden {
	planted.Do(func() { plantGarden(c) })
	g := planted.garden
	g.Rand, g.c = rand.New(rand.NewSource(seed)), c
	return &g
}

var planted struct {
	sync.Once
	garden
}

func plantGarden(c *Checker) {
	g := &planted.garden
	clean := func(text string) bool { return len(c.CheckAlone(text)) == 0 }
	for i := 0; i < c.cat.Len(); i++ {
		t := c.cat.Tag(tags.ID(i))
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
		case t.Category == tags.Artist && len(g.artists) < 8000 && clean(t.Prompt()) && !c.plainName(t.Name, false):
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
	for w := range c.p.Foreign.Tags {
		if found := c.CheckAlone(tags.Escape(w)); len(found) == 1 && found[0].Rule == E621Tag {
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
}

func pick[T any](g *garden, from []T) T { return from[g.Intn(len(from))] }

// insert puts text behind a random tag of the positive prompt's body. The
// place is one where a person would read a tag.
func (g *garden) insert(s sample, text string) (sample, int, bool) {
	places := g.bodyPlaces(s)
	if len(places) == 0 {
		return s, 0, false
	}
	at := pick(g, places)
	s.Positive = s.Positive[:at] + ", " + text + s.Positive[at:]
	return s, at + 2, true
}

// bodyPlaces are the ends of tags in the body, at no bracket's inside, with
// another tag of the same chunk behind them that is no artist or style.
func (g *garden) bodyPlaces(s sample) []int {
	var places []int
	z := g.c.zones(s.Positive, false)[0]
	for i := 0; i+1 < len(z.items); i++ {
		it, next := &z.items[i], &z.items[i+1]
		if it.quiet() || next.quiet() || it.role() != body || next.role() != body || it.Section != next.Section || z.inBrackets(it.Outer.End) {
			continue
		}
		places = append(places, it.Outer.End)
	}
	return places
}

func (z *zone) inBrackets(at int) bool {
	for _, b := range z.outline.Brackets {
		if b.Open.Start < at && at <= b.Close.Start {
			return true
		}
	}
	return false
}

// weighted puts brackets around a tag now and then; skip is the length of
// what stands before it then.
func (g *garden) weighted(text string) (written string, skip int) {
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

// plantTag plants a single tag into the body.
func (g *garden) plantTag(s sample, rule, text string, also ...string) (sample, []finding, []finding, bool) {
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
func (g *garden) slip(name string) string {
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

func (s sample) withNegative(g *garden, tag string) (sample, int) {
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
func plantSplit(g *garden, s sample) (sample, []finding, []finding, bool) {
	var text strings.Builder
	for tokens := clip.Tokens(text.String()); ; tokens = clip.Tokens(text.String()) {
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

// planters plant every kind of fault.
var planters = []planter{
	{ArtistNeedsBy, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		name := tags.Spell(pick(g, g.artists).Name)
		if g.Intn(2) == 0 {
			return g.plantTag(s, ArtistNeedsBy, name, StyleChunk)
		}
		// In the style chunk.
		written, skip := g.weighted(name)
		if strings.Contains(s.Negative, "by ") || strings.Contains(s.Positive, "by ") || strings.Contains(s.Positive, "masterpiece") {
			return s, nil, nil, false
		}
		s.Positive = written + ", by kantoku, masterpiece BREAK " + s.Positive
		span := prompt.Span{Start: skip, End: skip + len(name)}
		return s, []finding{{ArtistNeedsBy, false, span}}, nil, true
	}},
	{StyleChunk, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		text := "by " + tags.Spell(pick(g, g.artists).Name)
		if g.Intn(3) == 0 {
			text = pick(g, []string{"sketch", "flat colors", `1990s \(style\)`, "art nouveau", "ink style", "2.5d"})
		}
		return g.plantTag(s, StyleChunk, text, Duplicate)
	}},
	{DeadTag, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		return g.plantTag(s, DeadTag, pick(g, g.dead))
	}},
	{DeadTag, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		tag := pick(g, g.dead)
		s, at := s.withNegative(g, tag)
		span := prompt.Span{Start: at, End: at + len(tag)}
		return s, []finding{{DeadTag, true, span}}, []finding{{NegativeTaboo, true, span}}, true
	}},
	{Underscore, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		name := pick(g, g.general).Name
		if !strings.Contains(name, "_") {
			return s, nil, nil, false
		}
		return g.plantTag(s, Underscore, name)
	}},
	{Underscore, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		return g.plantTag(s, Underscore, tags.Escape(pick(g, g.series).Name))
	}},
	{UnescapedParens, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		return g.plantTag(s, UnescapedParens, strings.ReplaceAll(pick(g, g.series).Name, "_", " "))
	}},
	{UnescapedParens, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		return g.plantTag(s, UnescapedParens, pick(g, g.series).Name, Underscore)
	}},
	{Unbalanced, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		places := g.bodyPlaces(s)
		if len(places) == 0 {
			return s, nil, nil, false
		}
		at := pick(g, places)
		bracket := pick(g, []string{"(", ")", "[", "]"})
		if bracket == "(" || bracket == "[" {
			at += len(s.Positive[at:]) - len(strings.TrimLeft(s.Positive[at:], " ,\n，"))
		}
		s.Positive = s.Positive[:at] + bracket + s.Positive[at:]
		return s, []finding{{Unbalanced, false, prompt.Span{Start: at, End: at + 1}}}, nil, true
	}},
	{Unbalanced, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		name := pick(g, g.series).Prompt()
		if strings.Count(name, `\)`) != 1 {
			return s, nil, nil, false
		}
		open := g.Intn(2) == 0
		text := strings.Replace(name, `\)`, ")", 1)
		if open {
			text = strings.Replace(name, `\(`, "(", 1)
		}
		s, at, ok := g.insert(s, text)
		k := at + strings.IndexByte(text, ')')
		if open {
			k = at + strings.IndexByte(text, '(')
		}
		return s, []finding{{Unbalanced, false, prompt.Span{Start: k, End: k + 1}}}, nil, ok
	}},
	{BreakInBrackets, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		a, b := pick(g, g.general).Prompt(), pick(g, g.general).Prompt()
		text := "(" + a + " BREAK " + b + ":1.1)"
		if g.Intn(2) == 0 {
			text = "((" + a + ", BREAK, " + b + "))"
		}
		s, at, ok := g.insert(s, text)
		at += strings.Index(text, "BREAK")
		return s, []finding{{BreakInBrackets, false, prompt.Span{Start: at, End: at + 5}}}, nil, ok
	}},
	{Alias, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		s, want, may, ok := g.plantTag(s, Alias, pick(g, g.aliases)[0])
		return s, want, append(may, finding{rule: Contradiction}), ok
	}},
	{UnknownTag, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		tag := pick(g, g.general)
		name := tags.Spell(tag.Name)
		if tag.Count < 2000 || utf8.RuneCountInString(name) < 7 || len(name) < 12 && !strings.Contains(name, " ") {
			return s, nil, nil, false
		}
		wrong := g.slip(name)
		if strings.Count(wrong, " ") != strings.Count(name, " ") || differing(wrong, name) != 1 || strings.Count(name, " ") > 2 {
			return s, nil, nil, false
		}
		for _, w := range strings.Fields(wrong) {
			if (g.c.plainWord(w) || len(w) < 4) && !strings.Contains(" "+name+" ", " "+w+" ") {
				return s, nil, nil, false // the slip made another word
			}
		}
		if _, _, known := g.c.cat.Lookup(wrong); known {
			return s, nil, nil, false
		}
		return g.plantTag(s, UnknownTag, wrong)
	}},
	{E621Tag, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		return g.plantTag(s, E621Tag, tags.Escape(pick(g, g.foreign)))
	}},
	{Duplicate, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		z := g.c.zones(s.Positive, false)[0]
		i := g.Intn(len(z.items))
		it := &z.items[i]
		if it.quiet() || it.role() != body || it.Weight != 1 || z.inBrackets(it.Outer.End) {
			return s, nil, nil, false
		}
		tag := it.Core.Of(s.Positive)
		if g.Intn(3) == 0 && !strings.Contains(tag, "_") {
			tag = strings.ToUpper(tag[:1]) + tag[1:]
		}
		// Behind it, in the same chunk.
		last := i
		for last+1 < len(z.items) && z.items[last+1].Section == it.Section && z.items[last+1].role() == body &&
			!z.items[last+1].sentence && !z.inBrackets(z.items[last+1].Outer.End) && g.Intn(3) > 0 {
			last++
		}
		at := z.items[last].Outer.End
		s.Positive = s.Positive[:at] + ", " + tag + s.Positive[at:]
		span := prompt.Span{Start: at + 2, End: at + 2 + len(tag)}
		return s, []finding{{Duplicate, false, span}}, nil, !strings.Contains(tag, ".")
	}},
	{Contradiction, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		pair := pick(g, g.opposite)
		a, b := tags.Escape(pair[0]), tags.Escape(pair[1])
		if g.Intn(2) == 0 {
			a, b = b, a
		}
		if strings.Contains(s.Negative, a) || strings.Contains(s.Negative, b) {
			return s, nil, nil, false
		}
		var names []string
		z := g.c.zones(s.Positive, false)[0]
		for i := range z.items {
			names = append(names, z.items[i].fact.key)
			if k := z.items[i].fact.key; k == profile.Key(a) || k == profile.Key(b) {
				return s, nil, nil, false
			}
		}
		before := len(g.c.p.Conflicts(names))
		if len(g.c.p.Conflicts(append(names, a, b))) != before+1 {
			return s, nil, nil, false // the prompt's subjects allow it, or it fights with more
		}
		s, at, ok := g.insert(s, a+", "+b)
		at += len(a) + 2
		return s, []finding{{Contradiction, false, prompt.Span{Start: at, End: at + len(b)}}}, nil, ok
	}},
	{Contradiction, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		z := g.c.zones(s.Positive, false)[0]
		it := pick(g, z.items)
		if it.quiet() || it.role() != body {
			return s, nil, nil, false
		}
		tag := it.Core.Of(s.Positive)
		s, at := s.withNegative(g, tag)
		return s, []finding{{Contradiction, true, prompt.Span{Start: at, End: at + len(tag)}}}, nil, !strings.Contains(s.Negative[:at], tag)
	}},
	{NegativeTaboo, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		tag := pick(g, []string{"greyscale", "monochrome"})
		s, at := s.withNegative(g, tag)
		return s, []finding{{NegativeTaboo, true, prompt.Span{Start: at, End: at + len(tag)}}}, nil, true
	}},
	{NegativeTaboo, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		var words []string
		had := map[string]bool{}
		for len(words) < 12 {
			w := pick(g, g.copied)
			if !had[w] && len(g.c.CheckAlone(w)) == 0 {
				had[w] = true
				words = append(words, w)
			}
		}
		text := strings.Join(words, ", ")
		s.both, s.Negative = true, text+", worst quality, low quality"
		return s, []finding{{NegativeTaboo, true, prompt.Span{End: len(text)}}}, nil, true
	}},
	{TagSplit, "", plantSplit},
	{Comment, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		note := "# " + pick(g, g.general).Prompt()
		s, at, ok := g.insert(s, note+"\n")
		return s, []finding{{Comment, false, prompt.Span{Start: at, End: at + len(note)}}}, nil, ok
	}},
	{QualityPlace, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		return g.plantTag(s, QualityPlace, pick(g, []string{"worst quality", "low quality", "low_quality"}))
	}},
	{QualityPlace, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		tag := pick(g, []string{"masterpiece", "best quality", "best_quality"})
		s, at := s.withNegative(g, tag)
		return s, []finding{{QualityPlace, true, prompt.Span{Start: at, End: at + len(tag)}}}, nil, true
	}},
	{MissingNegative, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		s.both, s.Negative = true, pick(g, []string{"", " ", "\n"})
		return s, []finding{{MissingNegative, true, prompt.Span{}}}, nil, !strings.Contains(s.Positive, "Negative prompt:")
	}},
	{VpredCFG, profile.VPred, plantCFG(VpredCFG, "5.5", "7", "12", "2", "1.5")},
	{EpsilonCFG, profile.Epsilon, plantCFG(EpsilonCFG, "10", "12", "9.5", "3", "1")},
	{BlockedTag, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		return g.plantTag(s, BlockedTag, pick(g, []string{"loli", "shota", "lolicon", "oppai_loli"}))
	}},
	{BlockedTag, "", func(g *garden, s sample) (sample, []finding, []finding, bool) {
		for _, it := range g.c.zones(s.Positive, false)[0].items {
			if it.role() == lane {
				return s, nil, nil, false // the sentence would come before the style chunk
			}
		}
		text := "A small loli is standing in the rain, holding an umbrella.\n"
		s.Positive = text + s.Positive
		k := strings.Index(text, "loli")
		return s, []finding{{BlockedTag, false, prompt.Span{Start: k, End: k + 4}}}, nil, true
	}},
}

func plantCFG(rule string, values ...string) func(*garden, sample) (sample, []finding, []finding, bool) {
	return func(g *garden, s sample) (sample, []finding, []finding, bool) {
		if strings.Contains(s.Positive, "Steps:") {
			return s, nil, nil, false
		}
		v := pick(g, values)
		before := "\nSteps: 28, Sampler: Euler a, CFG scale: "
		after := ", Seed: 1, Size: 1024x1024"
		if g.Intn(3) == 0 {
			before, after = ", CFG scale: ", ""
		}
		at := len(s.Positive) + len(before)
		s.Positive += before + v + after
		return s, []finding{{rule, false, prompt.Span{Start: at, End: at + len(v)}}}, nil, true
	}
}

func TestPlantedFaults(t *testing.T) {
	samples := corpus(t, "clean.txt")
	rounds := 100
	if testing.Short() {
		rounds = 30
	}
	for n, p := range planters {
		t.Run(fmt.Sprintf("%s-%d", p.rule, n), func(t *testing.T) {
			c := withLarge(t, Options{Model: p.model})
			g := newGarden(c, int64(n+1))
			done := 0
			for try := 0; try < rounds*40 && done < rounds && !t.Failed(); try++ {
				s, want, may, ok := p.plant(g, pick(g, samples))
				if !ok {
					continue
				}
				done++
				judge(t, c, s, want, may)
				if t.Failed() {
					return
				}
			}
			if done < rounds {
				t.Errorf("only %d faults could be planted", done)
			}
		})
	}
}

// judge checks a planted prompt's diagnoses, then what Mend makes of it.
func judge(t *testing.T, c *Checker, s sample, want, may []finding) {
	t.Helper()
	found := s.check(c)
	expected := func(d Diagnosis, in []finding) int {
		for i, f := range in {
			if f.rule == d.Rule && (f.Span == d.Span && f.negative == d.Negative || f == finding{rule: f.rule}) {
				return i
			}
		}
		return -1
	}
	hit := make([]bool, len(want))
	for _, d := range found {
		if i := expected(d, want); i >= 0 {
			hit[i] = true
		} else if expected(d, may) < 0 {
			t.Errorf("found what was not planted in %q ||| %q:%s\nwanted %v", s.Positive, s.Negative, tell(s.Texts, found), want)
			return
		}
		if d.Message == "" || !strings.HasSuffix(d.Message, ".") || strings.ContainsAny(d.Message, "\n\x00") {
			t.Errorf("%s says %q, which is no plain sentence", d.Rule, d.Message)
		}
	}
	for i, f := range want {
		if !hit[i] {
			t.Errorf("did not find %v in %q ||| %q, but:%s", f, s.Positive, s.Negative, tell(s.Texts, found))
			return
		}
	}
	for _, d := range found {
		if d.Fixable() {
			after := d.Apply(s.Texts)
			for _, x := range c.check(after, s.both, false).found {
				if x.Rule == d.Rule && x.Start == d.Start && x.End == d.End && x.Negative == d.Negative && after == s.Texts {
					t.Errorf("the fix of %s mends nothing in %q ||| %q", d.Rule, s.Positive, s.Negative)
				}
			}
		}
	}
	mended := c.mend(s.Texts, s.both)
	left := c.check(mended, s.both, false).sorted()
	for _, d := range left {
		if d.Severity == Error {
			t.Errorf("mending %q ||| %q leaves an error:%s\nin %q", s.Positive, s.Negative, tell(mended, left), mended.Positive)
			return
		}
	}
	if again := c.mend(mended, s.both); again != mended {
		t.Errorf("mending %q ||| %q is not stable:\n%q\n%q", s.Positive, s.Negative, mended, again)
	}
}
