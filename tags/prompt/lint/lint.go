package lint

import (
	"context"
	"slices"
	"sort"
	"strings"
	"sync/atomic"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/lint/reading"
	"tailor/tags/search"
)

// Options tell a Checker what it cannot read from the prompts.
type Options struct {
	// Model is the form of the model in use; it decides which CFG is sane.
	// Empty turns cfg off.
	Model profile.Model
	// CFG is the scale that the picture will be made with, 0 for unknown. A
	// prompt with settings pasted into it is judged by those.
	CFG float64
	// Off are the names of rules that are not to be run, see CheckNames.
	Off []string
	// Chunks tells how the web UI cuts a prompt into chunks.
	Chunks prompt.Options
	// Loras and Embeddings say what the web UI has, Wildcards which lists the
	// user's folders have; nil where that is not known.
	Loras, Embeddings, Wildcards Known
	// Edit tells where artists and styles are gathered to.
	Edit edit.Options
}

// Checker finds what is wrong with prompts. It may be used by several
// goroutines at once.
type Checker struct {
	p    *profile.Profile
	cat  *catalogue.Catalogue
	read *reading.Reader
	o    Options
	off  map[string]bool

	gatherer *edit.Gatherer

	gathered atomic.Pointer[gathered]
}

// New returns a Checker for a model's profile and the tags that are known. An
// index may be nil; unknown-tag is then silent. Names in o.Off that no rule
// bears are ignored, CheckNames reports them.
func New(p *profile.Profile, cat *catalogue.Catalogue, ix *search.Index, o Options) *Checker {
	c := &Checker{p: p, cat: cat, read: reading.NewReader(p, cat, ix), o: o, off: switchedOff(p, o.Model, o.Off)}
	c.gatherer = edit.NewGatherer(p, c.read.SureArtists(), o.Edit)
	return c
}

// Check returns what is wrong with both prompts: the positive prompt's
// diagnostics first, each prompt's by their place.
func (c *Checker) Check(t prompt.Texts) []Diagnostic {
	return c.CheckUntil(context.Background(), t)
}

// CheckUntil is Check until the context ends: what it then returns says
// nothing of the prompts.
func (c *Checker) CheckUntil(ctx context.Context, t prompt.Texts) []Diagnostic {
	return c.check(ctx, t, true, false).sorted()
}

// CheckAlone is Check for a positive prompt whose negative is not known, so
// that nothing is said about its absence.
func (c *Checker) CheckAlone(positive string) []Diagnostic {
	return c.check(context.Background(), prompt.Texts{Positive: positive}, false, false).sorted()
}

// check runs every rule. negative tells that the negative prompt is known,
// even where it is empty; thorough, that fixes may cost more than a key's time.
// It stops between two rules when the context ends.
func (c *Checker) check(ctx context.Context, t prompt.Texts, negative, thorough bool) *report {
	r := &report{c: c, thorough: thorough}
	wanted := c.regions(ctx, t.Positive, false)
	r.infotext = len(wanted) > 1
	var refused []*region
	if negative {
		refused = c.regions(ctx, t.Negative, true)
	}
	all := slices.Concat(wanted, refused)
	empty := true // nothing is refused anywhere
	for _, reg := range all {
		r.region = reg
		r.before = len(r.found)
		rules := ofWanted
		if reg.Refused {
			rules = ofRefused
			empty = empty && len(reg.Items) == 0
		}
		for _, rule := range rules {
			if ctx.Err() != nil {
				return r
			}
			rule(r)
		}
		r.keepGround(r.found[r.before:])
	}
	if ctx.Err() != nil {
		return r
	}
	r.variantNote(all)
	r.refusals(all)
	r.networks(t.Positive, false)
	r.networks(t.Negative, true)
	r.givenCFG()
	if negative && empty && len(wanted) > 0 && len(wanted[0].Items) > 0 && strings.TrimSpace(t.Negative) == "" {
		r.missingNegative(t.Negative)
	}
	return r
}

// ofWanted are the rules of a prompt, ofRefused those of a negative one.
var (
	ofWanted = []func(*report){
		(*report).form, (*report).words, (*report).wholes,
		(*report).contradictions, (*report).places, (*report).parts, (*report).prose, (*report).saidInSentences,
		(*report).duplicates, (*report).pastedSettings, (*report).borders,
	}
	ofRefused = []func(*report){
		(*report).form, (*report).words, (*report).wholes,
		(*report).copied, (*report).duplicates, (*report).pastedSettings, (*report).borders,
	}
)

// report gathers diagnostics, rule by rule.
type report struct {
	brackets int // without a partner, so far
	c        *Checker
	region   *region // the region being checked
	found    []Diagnostic
	before   int // how many were found before the region
	// thorough reports whether fixes may cost more than a key's time.
	thorough bool
	// hearsay reports that the tag being checked is one of which only guides
	// say that it does nothing.
	hearsay bool
	// misplaced are the negative quality tags found in the positive prompt;
	// infotext reports whether the positive text brings its own negative prompt.
	misplaced []string
	infotext  bool
	// pastedCFG reports whether a prompt holds its own CFG.
	pastedCFG bool
}

// add reports a span of the region's text. The edits are in the region's offsets
// too; a fix without edits is an edit of the span.
func (r *report) add(rule string, s Severity, span prompt.Span, fix *string, edits []prompt.Edit, message string) {
	if r.c.off[rule] {
		return
	}
	switch r.c.p.Level(subjects[rule]) {
	case profile.Unsaid:
		return
	case profile.Advised:
		s = Hint
	case profile.Quoted:
		s = min(s, Warning)
	}
	if r.hearsay && (rule == DeadTag || rule == ForeignTag) {
		s, fix, edits = Hint, nil, nil
	}
	switch rule {
	case Alias, Underscore, UnescapedParens:
		if fix != nil && *fix == span.Of(r.region.Text) {
			return // a list of the user's own spells it so (tags.Tag.Spelled)
		}
	}
	if fix != nil && edits == nil {
		edits = []prompt.Edit{{Span: span, Text: *fix}}
	}
	d := Diagnostic{Rule: r.c.p.RuleName(rule, r.c.o.Model), Severity: s, Message: message, Fix: fix, Span: span, Edits: edits}
	if reg := r.region; reg != nil {
		d.Negative = reg.Negative
		if reg.Base != 0 {
			d.Start, d.End = d.Start+reg.Base, d.End+reg.Base
			d.Edits = append([]prompt.Edit(nil), edits...)
			for i := range d.Edits {
				d.Edits[i].Start += reg.Base
				d.Edits[i].End += reg.Base
			}
		}
	}
	r.found = append(r.found, d)
}

// sorted returns the diagnostics in the order of Check.
func (r *report) sorted() []Diagnostic {
	found := r.found
	sort.SliceStable(found, func(i, j int) bool {
		a, b := &found[i], &found[j]
		switch {
		case a.Negative != b.Negative:
			return b.Negative
		case a.Start != b.Start:
			return a.Start < b.Start
		case a.End != b.End:
			return a.End < b.End
		}
		return a.Severity > b.Severity
	})
	return found
}

func text(s string) *string { return &s }

// gone is the fix of a tag that is to be taken out.
func gone() *string { return text("") }
