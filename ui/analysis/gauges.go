package analysis

import (
	"cmp"
	"strings"

	"tailor/tags"
	"tailor/ui/view"
)

// Gauges makes a gauge for every chunk, named by what the chunk holds: the
// first that is no style chunk is the body, in the negative prompt that, and
// those behind it have the name of their first tag. A word that is being typed
// may yet become anything.
func (s *Sheet) Gauges(cursor int, focused, typing bool) []view.Gauge {
	out := make([]view.Gauge, len(s.Line.Chunks))
	part, body := 0, "body"
	if s.Negative {
		body = "negative"
	}
	named := false // the body is
	for k := range s.Line.Chunks {
		c := &s.Line.Chunks[k]
		g := view.Gauge{Tokens: len(c.IDs), Start: c.Start, Cut: !c.ByBreak && k < len(s.Line.Chunks)-1}
		var held holds
		for part < len(s.Outline.Parts) && s.Outline.Parts[part].Core.Start < c.Start {
			part++
		}
		for ; part < len(s.Outline.Parts) && s.Outline.Parts[part].Core.Start < c.End; part++ {
			p := &s.Outline.Parts[part]
			held.add(s.Kinds[part], p.Text, typing && IsTyped(s.Text, p.Core, cursor))
		}
		switch {
		case len(c.IDs) == 0:
		case !s.Negative && held.mostlyStyles(c.ByBreak):
			g.Name = "styles"
		case !named, !s.Line.Chunks[k-1].ByBreak:
			g.Name, named = body, true
		default:
			g.Name = view.Clean(strings.ToLower(held.first))
		}
		last := k == len(s.Line.Chunks)-1
		g.Current = focused && cursor >= c.Start && (cursor < c.End || last || cursor == c.End && c.ByBreak || cursor < s.Line.Chunks[k+1].Start)
		out[k] = g
	}
	return out
}

// holds counts what a chunk holds by kind.
type holds struct {
	styles, known, unknown int    // known are other tags
	first                  string // that is no style
}

func (h *holds) add(k PartKind, text string, typed bool) {
	switch {
	case k.Style, k.Known && (k.Category == tags.Artist || k.Category == tags.Meta):
		h.styles++
		return
	case typed:
	case k.Known:
		h.known++
	default:
		h.unknown++
	}
	h.first = cmp.Or(h.first, text)
}

// mostlyStyles reports whether a chunk is one of styles: no tag of the picture
// stands in it and no more foreign words than styles, or it is closed by a BREAK
// and most of it are styles.
func (h *holds) mostlyStyles(closed bool) bool {
	return h.styles > 0 && h.known == 0 && h.styles >= h.unknown || closed && h.styles > h.known+h.unknown
}
