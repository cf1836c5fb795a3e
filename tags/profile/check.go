package profile

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"tailor/data/printable"
	"tailor/data/tomllines"
	"tailor/tags"
)

// checker gathers what is wrong in a profile's file.
type checker struct {
	path  string
	lines tomllines.Places
	own   *Profile
	base  func(name string) (*Profile, bool)
	// isBase reports whether the file is no profile but what others extend.
	isBase bool
	faults Faults

	patternBytes int // of the patterns so far
}

func (c *checker) fault(place, what, remedy string) {
	c.faults = append(c.faults, Fault{c.path, c.lines.Line(place), what, remedy})
}

func (c *checker) sorted() Faults {
	sort.SliceStable(c.faults, func(i, j int) bool { return c.faults[i].Line < c.faults[j].Line })
	return c.faults
}

// form checks what can be told from the file alone.
func (c *checker) form() {
	p := c.own
	c.text("name", p.Name)
	if strings.TrimSpace(p.Name) == "" {
		c.fault("name", "the profile has no name", `write name = "…" at the top`)
	}
	if p.Extends != "" {
		if _, ok := c.base(p.Extends); !ok {
			c.fault("extends", fmt.Sprintf("no profile %q to extend", p.Extends), fmt.Sprintf("write one of %s, or leave the line out", strings.Join(Builtins(), ", ")))
		}
	}
	if p.Extends == "" && len(p.Variants) == 0 && !c.isBase {
		c.fault("", "nothing says how the model is sampled", fmt.Sprintf("add a table [variant.NAME], or extends = %q", Default()))
	}
	c.variants()
	c.parts()
	c.vocabulary()
	for _, list := range []struct {
		place string
		tags  []string
	}{
		{"quality.positive", p.Quality.Positive}, {"quality.negative", p.Quality.Negative}, {"quality.shown", p.Quality.Shown},
		{"negative.default", p.Negative.Default}, {"negative.taboo", p.Negative.Taboo}, {"negative.copied", p.Negative.Copied}, {"negative.along", p.Negative.Along},
		{"alive", p.Alive}, {"scope.pictures", p.Scope.Pictures}, {"scope.subjects", p.Scope.Subjects}, {"scope.single", p.Scope.Single}, {"scope.needed", p.Scope.Needed},
	} {
		c.tags(list.place, list.tags, false)
	}
	c.groups("group", p.Groups)
	c.groups("style", p.Styles)
	c.patterns("negative.copied_patterns", p.Negative.CopiedPatterns)
	if p.Negative.Many < 0 {
		c.fault("negative.many", "negative.many is below 0", "write the number of copied words from which on a negative is a copied one, or 0 for none")
	}
	for i, d := range p.Dead {
		c.dead(fmt.Sprintf("dead[%d]", i), d)
	}
	c.text("foreign.site", p.Foreign.Site)
	for from, to := range p.Foreign.Tags {
		c.tag("foreign.tags."+from, from, false)
		if to != "" {
			c.tag("foreign.tags."+from, to, false)
		}
	}
	for i, k := range p.Contradictions {
		c.contradiction(fmt.Sprintf("contradiction[%d]", i), k)
	}
	whole := p.Extends == ""
	for _, m := range sortedKeys(p.Variants) {
		c.sampling("variant."+string(m), p.Variants[m], whole)
	}
}

func (c *checker) groups(name string, groups []Group) {
	seen := map[string]bool{}
	for i, g := range groups {
		place := fmt.Sprintf("%s[%d]", name, i)
		c.text(place+".name", g.Name)
		switch {
		case strings.TrimSpace(g.Name) == "":
			c.fault(place, "the group has no name", `write name = "…" in it`)
		case seen[tags.Plain(g.Name)]:
			c.fault(place+".name", fmt.Sprintf("the group %q stands here twice", g.Name), "join the two, or rename one")
		}
		seen[tags.Plain(g.Name)] = true
		c.text(place+".why", g.Why)
		c.patterns(place+".patterns", g.Patterns)
		if len(g.Tags)+len(g.Patterns) == 0 {
			c.fault(place, fmt.Sprintf("the group %q has no tags", g.Name), "write tags = [ … ] in it, or take the group out")
		}
		c.tags(place+".tags", g.Tags, false)
		c.years(place, g)
		c.tags(place+".also", g.Also, true)
		c.tags(place+".refused", g.Refused, false)
		for j, tag := range g.Tags {
			if tags.Blocked(tag) && !slices.Contains(g.Refused, tag) {
				c.fault(fmt.Sprintf("%s.tags[%d]", place, j), fmt.Sprintf("%q sexualises minors", tag), "take it out")
			}
		}
		own := set(g.Tags)
		for j, tag := range g.Refused {
			if !own[tags.Plain(tag)] {
				c.fault(fmt.Sprintf("%s.refused[%d]", place, j), fmt.Sprintf("%q is refused but no tag of the group", tag), "add it to tags")
			}
		}
	}
}

func (c *checker) dead(place string, d Dead) {
	c.reason(place, "the dead words have", d.Why, "a quality word of other models")
	c.tags(place+".tags", d.Tags, false)
	c.tags(place+".doubtful", d.Doubtful, false)
	c.patterns(place+".patterns", d.Patterns)
	for from, to := range d.Instead {
		c.tag(place+".instead."+from, from, false)
		c.tag(place+".instead."+from, to, false)
	}
	if len(d.Tags)+len(d.Patterns)+len(d.Doubtful)+len(d.Instead) == 0 {
		c.fault(place, "the group of dead words is empty", "write tags = [ … ] in it, or take it out")
	}
}

func (c *checker) contradiction(place string, k Contradiction) {
	c.tags(place+".a", k.A, true)
	c.tags(place+".b", k.B, true)
	c.tags(place+".one_of", k.OneOf, true)
	c.tags(place+".unless", k.Unless, false)
	pair := len(k.A) > 0 && len(k.B) > 0 && len(k.OneOf) == 0
	if !pair && !(len(k.OneOf) > 1 && len(k.A)+len(k.B) == 0) {
		c.fault(place, "the contradiction is incomplete", "write a = [ … ] and b = [ … ], or one_of = [ … ] with two tags or more")
	}
	if !slices.Contains([]string{Always, Picture, Subject}, k.Scope) {
		c.fault(place+".scope", fmt.Sprintf("unknown scope %q", k.Scope), `write "always", "picture" or "subject"`)
	}
	if k.Drop != "" && (!pair || k.Drop != "a" && k.Drop != "b") {
		c.fault(place+".drop", fmt.Sprintf("drop = %q names no set", k.Drop), `write "a" or "b", or leave it out`)
	}
	c.reason(place, "the contradiction has", k.Why, "it is day or night")
	first := set(k.A)
	for i, tag := range k.B {
		if first[tags.Plain(tag)] {
			c.fault(fmt.Sprintf("%s.b[%d]", place, i), fmt.Sprintf("%q contradicts itself", tag), "take it out of a or of b")
		}
	}
}

// span checks a range against what can be meant; an empty one may be left out
// where the profile extends another.
func (c *checker) span(place string, r Range, low, high float64, needed bool) {
	name := place[strings.LastIndexByte(place, '.')+1:]
	switch {
	case r == Range{} && !needed && c.lines[place] == 0:
	case r == Range{}:
		c.fault(place, name+" is missing", "write "+name+" = { min = …, max = …, best = … }")
	case math.IsNaN(r.Min + r.Max + r.Best):
		c.fault(place, name+" is no number", "write three numbers")
	case r.Min > r.Max:
		c.fault(place, fmt.Sprintf("%s: min %v is above max %v", name, r.Min, r.Max), "swap them")
	case !r.Holds(r.Best):
		c.fault(place, fmt.Sprintf("%s: best %v is not between min %v and max %v", name, r.Best, r.Min, r.Max), "write one of the numbers between")
	case r.Min < low || r.Max > high:
		c.fault(place, fmt.Sprintf("%s: %v lies outside %v to %v", name, r, low, high), "write numbers between")
	}
}

// tags checks a list of tags, each named once.
func (c *checker) tags(place string, list []string, star bool) {
	seen := map[string]bool{}
	for i, tag := range list {
		at := fmt.Sprintf("%s[%d]", place, i)
		c.tag(at, tag, star)
		if key := tags.Plain(tag); seen[key] && key != "" {
			c.fault(at, fmt.Sprintf("%q stands in the list twice", tag), "take one out")
		} else {
			seen[key] = true
		}
	}
}

// tag checks one tag.
func (c *checker) tag(place, tag string, star bool) {
	inner := tag
	if star {
		if inner = strings.TrimPrefix(tag, "*"); inner == tag {
			inner = strings.TrimSuffix(tag, "*")
		}
	}
	switch {
	case strings.TrimSpace(inner) == "":
		c.fault(place, "a tag is empty", "write it, or take the quotes out")
	case strings.ContainsAny(tag, ",\n\r"):
		c.fault(place, fmt.Sprintf("%q holds a comma or a line end", tag), "one entry is one tag; part them")
	case !printable.Safe(tag):
		c.fault(place, fmt.Sprintf("%q holds a control character", tag), "take it out")
	case strings.Contains(inner, "*"):
		c.fault(place, fmt.Sprintf("%q has a star that stands for nothing", tag), "a star is for the beginning or end of an entry of also, a, b or one_of")
	case strings.Contains(tag, "BREAK"):
		c.fault(place, fmt.Sprintf("%q holds BREAK", tag), "tailor writes BREAK itself")
	}
}

// text checks a text that is shown.
func (c *checker) text(place, text string) {
	if !printable.Safe(text) {
		c.fault(place, fmt.Sprintf("%q holds a control character", text), "take it out")
	}
}

// reason checks why what stands at a place does.
func (c *checker) reason(place, what, why, example string) {
	c.text(place+".why", why)
	if strings.TrimSpace(why) == "" {
		c.fault(place, what+" no reason", fmt.Sprintf("write why = %q or the like", example))
	}
}

// sense checks the file against the whole profile that it makes: a tag that
// is wanted here may be dead there.
func (c *checker) sense(whole *Profile) {
	p := c.own
	groups := map[string]string{} // of a tag
	for _, g := range whole.Toggles() {
		for _, tag := range g.Tags {
			if other, ok := groups[tags.Plain(tag)]; ok && other != g.Name {
				c.fault(c.placeOf(tag), fmt.Sprintf("%q stands in the groups %q and %q", tag, other, g.Name), "take it out of one")
			}
			groups[tags.Plain(tag)] = g.Name
		}
	}
	quality := set(whole.Quality.Positive)
	for i, tag := range whole.Quality.Negative {
		if quality[tags.Plain(tag)] {
			c.fault(fmt.Sprintf("quality.negative[%d]", i), fmt.Sprintf("%q is a quality tag of both prompts", tag), "take it out of one list")
		}
	}
	if len(whole.Quality.Shown) > 0 {
		shown := set(whole.Quality.Shown)
		for _, tag := range slices.Concat(whole.Quality.Positive, whole.Quality.Negative) {
			if !shown[tags.Plain(tag)] {
				c.fault("quality.shown", fmt.Sprintf("%q is a quality tag but not shown", tag), "add it to shown")
			}
			delete(shown, tags.Plain(tag))
		}
		for tag := range shown {
			c.fault("quality.shown", fmt.Sprintf("%q is shown but no quality tag", tag), "add it to positive or negative")
		}
	}
	alive := func(place, tag, role string) {
		if d := whole.About(tag).Dead; d != nil && !d.Doubtful {
			c.fault(place, fmt.Sprintf("%q is %s and dead at once", tag, role), "take it out of one, or name it in alive")
		}
	}
	for key := range groups {
		alive(c.placeOf(key), key, "wanted")
	}
	for i, tag := range whole.Negative.Default {
		alive(fmt.Sprintf("negative.default[%d]", i), tag, "in the default negative")
		if f := whole.About(tag); f.Taboo {
			c.fault(fmt.Sprintf("negative.default[%d]", i), fmt.Sprintf("%q is in the default negative and taboo there", tag), "take it out of one")
		}
	}
	for i, d := range p.Dead {
		for from, to := range d.Instead {
			alive(fmt.Sprintf("dead[%d].instead.%s", i, from), to, "what is meant")
		}
	}
	for from, to := range p.Foreign.Tags {
		if to != "" {
			alive("foreign.tags."+from, to, "the booru's word")
		}
	}
}

// placeOf finds where the file names a tag as a toggle or, failing that, as a
// dead word.
func (c *checker) placeOf(tag string) string {
	key := tags.Plain(tag)
	p := c.own
	lists := map[string][]string{
		"quality.positive": p.Quality.Positive, "quality.negative": p.Quality.Negative,
	}
	for i, g := range p.Groups {
		lists[fmt.Sprintf("group[%d].tags", i)] = g.Tags
	}
	for i, g := range p.Styles {
		lists[fmt.Sprintf("style[%d].tags", i)] = g.Tags
	}
	for i, d := range p.Dead {
		lists[fmt.Sprintf("dead[%d].tags", i)] = d.Tags
	}
	best := ""
	for name, list := range lists {
		for i, t := range list {
			if place := fmt.Sprintf("%s[%d]", name, i); tags.Plain(t) == key && (best == "" || c.lines.Line(place) > c.lines.Line(best)) {
				best = place
			}
		}
	}
	return best
}

// remedyFor names what an unknown key may have been meant for.
func remedyFor(key string) string {
	last := key[strings.LastIndexByte(key, '.')+1:]
	for _, near := range [][2]string{
		{"styles", "[[style]]"}, {"groups", "[[group]]"}, {"limits", "[[limit]]"}, {"layout", "order"}, {"source", "sources"}, {"contradictions", "[[contradiction]]"}, {"extend", "extends"},
		{"oneof", "one_of"}, {"one-of", "one_of"}, {"tag", "tags"},
		{"step", "steps"}, {"samplers", "sampler"}, {"schedules", "schedule"}, {"pattern", "patterns"}, {"scheduler", "schedule"}, {"clipskip", "clip_skip"},
	} {
		if strings.EqualFold(last, near[0]) {
			return "write " + near[1]
		}
	}
	return "take it out, or compare its spelling with the embedded profile"
}

// ParseSize reads "832x1216" in pixels, width first.
func ParseSize(s string) (width, height int, ok bool) {
	w, h, found := strings.Cut(strings.ToLower(strings.TrimSpace(s)), "x")
	width, err := strconv.Atoi(strings.TrimSpace(w))
	height, err2 := strconv.Atoi(strings.TrimSpace(h))
	ok = found && err == nil && err2 == nil && width > 0 && height > 0 && width <= 1<<16 && height <= 1<<16
	return width, height, ok
}
