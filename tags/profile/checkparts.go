package profile

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// mostPatterns is how many bytes a profile's patterns may have together: each
// costs hundreds of times as many once it is compiled.
const mostPatterns = 64 << 10

// patterns checks regular expressions for whole tags.
func (c *checker) patterns(place string, sources []string) {
	for i, source := range sources {
		at := fmt.Sprintf("%s[%d]", place, i)
		if before := c.patternBytes; before <= mostPatterns {
			if c.patternBytes += len(source); c.patternBytes > mostPatterns {
				c.fault(at, fmt.Sprintf("patterns of more than %d kB up to here", mostPatterns>>10), "name tags in place of patterns")
			}
		}
		if c.patternBytes > mostPatterns {
			return
		}
		re, err := regexp.Compile("^(?:" + source + ")$")
		if err != nil {
			c.fault(at, fmt.Sprintf("the pattern %q is no regular expression: %v", source, err), "mend it; a backslash is written twice")
		} else if re.MatchString("") {
			c.fault(at, fmt.Sprintf("the pattern %q matches the empty text", source), "let it name at least one letter")
		}
	}
}

// parts checks what is said of a prompt's parts: artists, spelling, order,
// limits and sources.
func (c *checker) parts() {
	p := c.own
	if a := p.Artists; a != nil {
		forms := append([]string{a.Form}, a.Also...)
		for i, form := range forms {
			at := "artists.form"
			if i > 0 {
				at = fmt.Sprintf("artists.also[%d]", i-1)
			}
			c.text(at, form)
			if form != "" && (strings.Count(form, "{}") != 1 || !strings.HasSuffix(form, "{}") || strings.ContainsAny(strings.TrimSuffix(form, "{}"), "{}()[],|\\<>")) {
				c.fault(at, fmt.Sprintf("%q is no form of an artist", form), `write what stands before the name and "{}" for the name, "by {}"`)
			}
		}
		c.text("artists.why", a.Why)
		c.text("artists.apart", a.Apart)
	}
	c.tags("quality.whole", p.Quality.Whole, false)
	c.tags("quality.default", p.Quality.Default, false)
	if p.Quality.Most < 0 {
		c.fault("quality.most", "most is below 0", "write how many quality tags do good, or 0 for any number")
	}
	if s := p.Spelling; s != nil {
		c.patterns("spelling.keep_underscores", s.KeepUnderscores)
		c.text("spelling.why", s.Why)
	}
	c.order()
	if p.Prose != "" && p.Prose != ProseWorks && p.Prose != ProseWeak {
		c.fault("prose", fmt.Sprintf("unknown word %q", p.Prose), fmt.Sprintf("write %q or %q, or leave it out", ProseWorks, ProseWeak))
	}
	for i, l := range p.Limits {
		at := fmt.Sprintf("limit[%d]", i)
		c.tags(at+".tags", l.Tags, false)
		if l.Most < 1 || len(l.Tags) <= l.Most {
			c.fault(at, "the limit limits nothing", "write tags = [ … ] and most, fewer than the tags")
		}
		c.reason(at, "the limit has", l.Why, "they pull the crop about")
	}
	for _, subject := range sortedKeys(p.Sources) {
		if !slices.Contains(subjects, subject) {
			c.fault("sources."+subject, fmt.Sprintf("unknown subject %q", subject), "write one of "+strings.Join(subjects, ", "))
		}
		if _, ok := levels[p.Sources[subject]]; !ok {
			c.fault("sources."+subject, fmt.Sprintf("unknown source %q", p.Sources[subject]), "write one of "+strings.Join(slices.Sorted(maps.Keys(levels)), ", "))
		}
	}
	for i, m := range p.Match {
		at := fmt.Sprintf("match[%d]", i)
		c.text(at, m)
		if strings.Trim(m, "* ") == "" {
			c.fault(at, fmt.Sprintf("%q matches every model", m), `write a part of the model's name between stars`)
		}
	}
}

// order checks the order of the parts.
func (c *checker) order() {
	p := c.own
	known := slices.Clone(partNames)
	for _, g := range slices.Concat(c.inherited(), p.Groups) {
		known = append(known, g.Name)
	}
	seen := map[string]bool{}
	for i, part := range p.Layout {
		at := fmt.Sprintf("order[%d]", i)
		switch {
		case !slices.Contains(known, part):
			c.fault(at, fmt.Sprintf("%q is no part of a prompt", part), "write one of "+strings.Join(known, ", "))
		case seen[part]:
			c.fault(at, fmt.Sprintf("%q stands in the order twice", part), "take one out")
		}
		seen[part] = true
	}
	if seen[BreakPart] && (slices.Index(p.Layout, BreakPart) < slices.Index(p.Layout, ArtistPart) || slices.Index(p.Layout, TagPart) >= 0 && slices.Index(p.Layout, TagPart) < slices.Index(p.Layout, BreakPart)) {
		c.fault("order", "BREAK parts artists and styles from the tags", "write artists before it and tags behind it, or take BREAK out")
	}
}

// inherited returns the groups of the profile that this one extends.
func (c *checker) inherited() []Group {
	if base, ok := c.base(c.own.Extends); ok {
		return base.Groups
	}
	return nil
}
