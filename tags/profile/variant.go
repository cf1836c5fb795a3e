package profile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"tailor/data/tomllines"
)

// Models returns the names of the variants that the profile knows, the one to
// begin with first.
func (p *Profile) Models() []Model { return slices.Clone(p.Order) }

// Sampling returns how a variant of the model is sampled, or false where the
// profile does not know that variant.
func (p *Profile) Sampling(m Model) (Sampling, bool) {
	s := p.Variants[m]
	if s == nil {
		return Sampling{}, false
	}
	return *s, true
}

// Variant returns the variant that a user means by a name, in any case: its
// own or one of Sampling.Also. An empty name is the first variant. The error
// says which there are.
func (p *Profile) Variant(name string) (Model, error) {
	if len(p.Order) == 0 {
		return "", fmt.Errorf("the profile %s has no variants", p.Name)
	}
	if name = strings.TrimSpace(name); name == "" {
		return p.Order[0], nil
	}
	is := func(other string) bool { return strings.EqualFold(name, other) }
	known := make([]string, len(p.Order))
	for i, own := range p.Order {
		if is(string(own)) || slices.ContainsFunc(p.Variants[own].Also, is) {
			return own, nil
		}
		known[i] = string(own)
	}
	return "", fmt.Errorf("%s has no variant %q: use %s", p.Name, name, strings.Join(known, " or "))
}

// order settles in which order the variants of a file are: that of the list
// where there is one, else that of their tables.
func (p *Profile) order(at tomllines.Places) {
	if p.ordered = p.Order != nil; p.ordered {
		return
	}
	p.Order = sortedKeys(p.Variants)
	first := make(map[Model]int, len(p.Order))
	for _, m := range p.Order {
		first[m] = at.First("variant." + string(m))
	}
	slices.SortStableFunc(p.Order, func(a, b Model) int { return first[a] - first[b] })
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// joinVariants returns the variants of a profile that extends another, and
// their order.
func joinVariants(base, own *Profile) (map[Model]*Sampling, []Model) {
	order := own.Order
	if !own.ordered {
		order = base.Models()
		for _, m := range own.Order {
			if !slices.Contains(order, m) {
				order = append(order, m)
			}
		}
	}
	variants := map[Model]*Sampling{}
	for _, m := range order {
		variants[m] = joinSampling(base.Variants[m], own.Variants[m])
	}
	return variants, order
}

func joinSampling(base, own *Sampling) *Sampling {
	if base == nil || own == nil {
		return cmp.Or(own, base)
	}
	s := *base
	s.Prediction, s.Note = cmp.Or(own.Prediction, s.Prediction), cmp.Or(own.Note, s.Note)
	s.TooLow, s.TooHigh = cmp.Or(own.TooLow, s.TooLow), cmp.Or(own.TooHigh, s.TooHigh)
	replace(&s.Also, own.Also)
	replace(&s.Samplers, own.Samplers)
	replace(&s.Schedules, own.Schedules)
	replace(&s.ScheduleNot, own.ScheduleNot)
	replace(&s.SamplerFine, own.SamplerFine)
	replace(&s.NoteFor, own.NoteFor)
	replace(&s.NoteUnless, own.NoteUnless)
	s.ZSNR = s.ZSNR || own.ZSNR
	s.ClipSkipStrict = s.ClipSkipStrict || own.ClipSkipStrict
	s.ClipSkip = cmp.Or(own.ClipSkip, s.ClipSkip)
	s.Steps, s.CFG = cmp.Or(own.Steps, s.Steps), cmp.Or(own.CFG, s.CFG)
	s.CFGRescale = cmp.Or(own.CFGRescale, s.CFGRescale)
	if own.Size.Megapixels != 0 {
		s.Size.Megapixels, s.Size.Least = own.Size.Megapixels, own.Size.Least
	}
	s.Size.Multiple = cmp.Or(own.Size.Multiple, s.Size.Multiple)
	s.Size.MaxSide = cmp.Or(own.Size.MaxSide, s.Size.MaxSide)
	replace(&s.Size.Best, own.Size.Best)
	if own.Hires != nil {
		s.Hires = own.Hires
	}
	return &s
}

// modern writes a profile's file as it is written now. Files of before have
// the tables of the variants named at the top, [NAME] for [variant.NAME],
// [[meta]] for [[group]], and
// one sampler and schedule where there is a list now. Lines stay where they
// are; what is no TOML is left for the reader to complain of.
func modern(text []byte, named []Model) []byte {
	var p unstable.Parser
	p.Reset(text)
	var edits []insertion
	top := true
	for p.NextExpression() {
		e := p.Expression()
		if e.Kind == unstable.Table || e.Kind == unstable.ArrayTable {
			top = false
		} else if e.Kind == unstable.KeyValue {
			edits = append(edits, listed(e)...)
			if !top {
				continue
			}
		} else {
			continue
		}
		if key := e.Key(); key.Next() {
			at := key.Node().Raw
			switch name := string(key.Node().Data); {
			case slices.Contains(named, Model(name)):
				edits = append(edits, insertion{int(at.Offset), 0, "variant."})
			case name == "meta":
				edits = append(edits, insertion{int(at.Offset), int(at.Length), "group"})
			}
		}
	}
	if p.Error() != nil || len(edits) == 0 {
		return text
	}
	slices.SortStableFunc(edits, func(a, b insertion) int { return a.at - b.at })
	for _, edit := range slices.Backward(edits) {
		text = slices.Concat(text[:edit.at], []byte(edit.text), text[edit.at+edit.length:])
	}
	return text
}

// insertion is a text that is put in at an offset, for so many bytes.
type insertion struct {
	at, length int
	text       string
}

// listed puts brackets around a sampler or schedule that is no list.
func listed(kv *unstable.Node) (edits []insertion) {
	name := ""
	for key := kv.Key(); key.Next(); {
		name = string(key.Node().Data)
	}
	switch value := kv.Value(); {
	case value.Kind == unstable.String && (name == "sampler" || name == "schedule"):
		edits = append(edits, insertion{int(value.Raw.Offset), 0, "["}, insertion{int(value.Raw.Offset + value.Raw.Length), 0, "]"})
	case value.Kind == unstable.InlineTable:
		for c := value.Children(); c.Next(); {
			edits = append(edits, listed(c.Node())...)
		}
	}
	return edits
}
