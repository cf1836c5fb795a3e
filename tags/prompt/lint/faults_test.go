package lint

import (
	"context"
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/clip"
	"tailor/tags/english"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
)

// byChance is what a random tag does beside others of the prompt.
var byChance = []finding{{rule: Duplicate}, {rule: Contradiction}}

// faults inject every kind of fault.
var faults = []fault{
	{"artist-needs-by", "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		artist := pick(g, g.artists)
		name := tags.Spell(artist.Name)
		if strings.Contains(s.Positive, name) || artist.Count < 300 && g.c.cat.Len() > 60000 {
			return s, nil, nil, false // a duplicate besides, or a bare name that may be a character's
		}
		if g.Intn(2) == 0 {
			return g.injectTag(s, "artist-needs-by", name, StyleChunk)
		}
		// In the style chunk.
		written, skip := g.weighted(name)
		if strings.Contains(s.Negative, "by ") || strings.Contains(s.Positive, "by ") || strings.Contains(s.Positive, "masterpiece") {
			return s, nil, nil, false
		}
		s.Positive = written + ", by kantoku, masterpiece BREAK " + s.Positive
		span := prompt.Span{Start: skip, End: skip + len(name)}
		return s, []finding{{"artist-needs-by", false, span}}, nil, true
	}},
	{StyleChunk, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		text := "by " + tags.Spell(pick(g, g.artists).Name)
		if g.Intn(3) == 0 {
			text = pick(g, []string{"sketch", "flat colors", `1990s \(style\)`, "art nouveau", "ink style", "2.5d"})
		}
		return g.injectTag(s, StyleChunk, text, Duplicate)
	}},
	{DeadTag, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		return g.injectTag(s, DeadTag, pick(g, g.dead))
	}},
	{DeadTag, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		tag := pick(g, g.dead)
		s, at := s.withNegative(g, tag)
		span := prompt.Span{Start: at, End: at + len(tag)}
		return s, []finding{{DeadTag, true, span}}, []finding{{NegativeTaboo, true, span}}, true
	}},
	{Underscore, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		name := pick(g, g.general).Name
		if !strings.Contains(name, "_") {
			return s, nil, nil, false
		}
		s, want, may, ok := g.injectTag(s, Underscore, name)
		return s, want, append(may, byChance...), ok
	}},
	{Underscore, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		return g.injectTag(s, Underscore, tags.Escape(pick(g, g.series).Name))
	}},
	{UnescapedParens, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		return g.injectTag(s, UnescapedParens, strings.ReplaceAll(pick(g, g.series).Name, "_", " "))
	}},
	{UnescapedParens, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		return g.injectTag(s, UnescapedParens, pick(g, g.series).Name, Underscore)
	}},
	{Unbalanced, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
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
	{Unbalanced, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
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
	{BreakInBrackets, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		a, b := pick(g, g.general).Prompt(), pick(g, g.general).Prompt()
		text := "(" + a + " BREAK " + b + ":1.1)"
		if g.Intn(2) == 0 {
			text = "((" + a + ", BREAK, " + b + "))"
		}
		s, at, ok := g.insert(s, text)
		at += strings.Index(text, "BREAK")
		return s, []finding{{BreakInBrackets, false, prompt.Span{Start: at, End: at + 5}}}, byChance, ok
	}},
	{Alias, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		s, want, may, ok := g.injectTag(s, Alias, pick(g, g.aliases)[0])
		return s, want, append(may, byChance...), ok
	}},
	{UnknownTag, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		tag := pick(g, g.general)
		name := tags.Spell(tag.Name)
		if tag.Count < 2000 || utf8.RuneCountInString(name) < 7 || len(name) < 12 && !strings.Contains(name, " ") {
			return s, nil, nil, false
		}
		wrong := g.slip(name)
		if strings.Count(wrong, " ") != strings.Count(name, " ") || differing(wrong, name) != 1 || strings.Count(name, " ") > 2 {
			return s, nil, nil, false
		}
		for _, w := range strings.Fields(name) {
			if !english.Plain(w, g.c.read.SureArtists().Words()) {
				return s, nil, nil, false // a tag of rare words
			}
		}
		for _, w := range strings.Fields(wrong) {
			if (english.Plain(w, g.c.read.SureArtists().Words()) || english.Single(w) || clip.Whole(w) || len(w) < 4) && !strings.Contains(" "+name+" ", " "+w+" ") {
				return s, nil, nil, false // the slip made another word, be it to CLIP
			}
		}
		if _, _, known := g.c.cat.Lookup(wrong); known {
			return s, nil, nil, false
		}
		return g.injectTag(s, UnknownTag, wrong)
	}},
	{"e621-tag", "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		return g.injectTag(s, "e621-tag", tags.Escape(pick(g, g.foreign)))
	}},
	{Duplicate, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		reg := g.c.regions(context.Background(), s.Positive, false)[0]
		i := g.Intn(len(reg.Items))
		it := &reg.Items[i]
		if it.Quiet() || it.Role() != reading.Body || it.Weight != 1 || reg.inBrackets(it.Outer.End) || it.Facts.Says.Counts {
			return s, nil, nil, false // one more "1girl" may be another girl
		}
		tag := it.Core.Of(s.Positive)
		if g.Intn(3) == 0 && !strings.Contains(tag, "_") {
			tag = strings.ToUpper(tag[:1]) + tag[1:]
		}
		// Behind it, in the same chunk.
		last, several := i, (&report{c: g.c, region: reg}).several()[reg.PromptOf(it.Section)]
		for last+1 < len(reg.Items) && reg.Items[last+1].Section == it.Section && reg.Items[last+1].Role() == reading.Body &&
			!reg.Items[last+1].Sentence && !reg.inBrackets(reg.Items[last+1].Outer.End) && !several && g.Intn(3) > 0 {
			last++
		}
		at := reg.Items[last].Outer.End
		s.Positive = s.Positive[:at] + ", " + tag + s.Positive[at:]
		span := prompt.Span{Start: at + 2, End: at + 2 + len(tag)}
		return s, []finding{{Duplicate, false, span}}, nil, !strings.Contains(tag, ".")
	}},
	{Contradiction, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		pair := pick(g, g.opposite)
		a, b := tags.Escape(pair[0]), tags.Escape(pair[1])
		if g.Intn(2) == 0 {
			a, b = b, a
		}
		if strings.Contains(s.Negative, a) || strings.Contains(s.Negative, b) {
			return s, nil, nil, false
		}
		var names []string
		reg := g.c.regions(context.Background(), s.Positive, false)[0]
		for i := range reg.Items {
			names = append(names, reg.Items[i].Facts.Key)
			if k := reg.Items[i].Facts.Key; k == tags.Plain(a) || k == tags.Plain(b) {
				return s, nil, nil, false
			}
		}
		before := len(g.c.p.Conflicts(names))
		if len(g.c.p.Conflicts(append(names, a, b))) != before+1 {
			return s, nil, nil, false // the prompt's subjects allow it, or it fights with more
		}
		s, at, ok := g.insert(s, a+", "+b)
		at += len(a) + 2
		var may []finding
		if a == "black background" || b == "black background" { // has a note of the model's besides
			may = []finding{{rule: Sampling}}
		}
		return s, []finding{{Contradiction, false, prompt.Span{Start: at, End: at + len(b)}}}, may, ok
	}},
	{Contradiction, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		reg := g.c.regions(context.Background(), s.Positive, false)[0]
		it := pick(g, reg.Items)
		if it.Quiet() || it.Role() != reading.Body {
			return s, nil, nil, false
		}
		tag := it.Core.Of(s.Positive)
		if strings.Contains(tag, " :") {
			return s, nil, nil, false // an AND part's weight is a fault of its own in the negative
		}
		s, at := s.withNegative(g, tag)
		return s, []finding{{Contradiction, true, prompt.Span{Start: at, End: at + len(tag)}}}, nil, !strings.Contains(s.Negative[:at], tag)
	}},
	{NegativeTaboo, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		tag := pick(g, []string{"greyscale", "monochrome"})
		s, at := s.withNegative(g, tag)
		return s, []finding{{NegativeTaboo, true, prompt.Span{Start: at, End: at + len(tag)}}}, nil, true
	}},
	{NegativeTaboo, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
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
	{Spacing, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		k := strings.Index(s.Positive, ", ")
		if k < 0 || strings.ContainsAny(s.Positive[:k], "#") {
			return s, nil, nil, false
		}
		s.Positive = s.Positive[:k] + ", " + s.Positive[k:]
		return s, []finding{{Spacing, false, prompt.Span{Start: k, End: k + 4}}}, nil, true
	}},
	{Weight, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		name := pick(g, g.general).Prompt()
		if strings.ContainsAny(name, `\():0123456789`) || strings.Contains(s.Positive, " AND ") || english.ReadPhrase(name, false).Sentence {
			return s, nil, nil, false
		}
		text := pick(g, []string{name + ":1.2", "{" + name + "}", "1.2::" + name + "::", "[" + name + ":1.3]"})
		s, at, ok := g.insert(s, text)
		return s, []finding{{Weight, false, prompt.Span{Start: at, End: at + len(text)}}}, byChance, ok
	}},
	{ChunkWaste, "", plantWaste},
	{Comment, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		note := "# " + pick(g, g.general).Prompt()
		s, at, ok := g.insert(s, note+"\n")
		return s, []finding{{Comment, false, prompt.Span{Start: at, End: at + len(note)}}}, []finding{{rule: Spacing}}, ok
	}},
	{QualityPlace, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		return g.injectTag(s, QualityPlace, pick(g, []string{"worst quality", "low quality", "low_quality"}))
	}},
	{QualityPlace, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		tag := pick(g, []string{"masterpiece", "best quality", "best_quality"})
		s, at := s.withNegative(g, tag)
		return s, []finding{{QualityPlace, true, prompt.Span{Start: at, End: at + len(tag)}}}, nil, true
	}},
	{MissingNegative, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		s.both, s.Negative = true, pick(g, []string{"", " ", "\n"})
		return s, []finding{{MissingNegative, true, prompt.Span{}}}, nil, !strings.Contains(s.Positive, "Negative prompt:")
	}},
	{"vpred-cfg", "vpred", plantCFG("vpred-cfg", "5.5", "7", "12", "2", "1.5")},
	{"epsilon-cfg", "epsilon", plantCFG("epsilon-cfg", "10", "12", "9.5", "3", "1")},
	{BlockedTag, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		return g.injectTag(s, BlockedTag, pick(g, []string{"loli", "shota", "lolicon", "oppai_loli"}))
	}},
	{BlockedTag, "", func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
		for _, it := range g.c.regions(context.Background(), s.Positive, false)[0].Items {
			if it.Role() == reading.OfStyle {
				return s, nil, nil, false // the sentence would come before the style chunk
			}
		}
		text := "A small loli is standing in the rain, holding an umbrella.\n"
		s.Positive = text + s.Positive
		k := strings.Index(text, "loli")
		return s, []finding{{BlockedTag, false, prompt.Span{Start: k, End: k + 4}}}, []finding{{rule: Prose}}, true
	}},
}

func plantCFG(rule string, values ...string) func(*faultGen, sample) (sample, []finding, []finding, bool) {
	return func(g *faultGen, s sample) (sample, []finding, []finding, bool) {
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

// plantWaste doubles a BREAK, between which stands a chunk of nothing.
func plantWaste(g *faultGen, s sample) (sample, []finding, []finding, bool) {
	at := strings.Index(s.Positive, " BREAK ")
	if at < 0 || strings.ContainsAny(s.Positive, "([{#\n") || strings.Contains(s.Positive, "AND") {
		return s, nil, nil, false
	}
	at += len(" BREAK")
	s.Positive = s.Positive[:at] + " BREAK" + s.Positive[at:]
	return s, []finding{{ChunkWaste, false, prompt.Span{Start: at + 1, End: at + 1 + len("BREAK")}}}, []finding{{rule: ChunkWaste}}, true
}
