package desk

import (
	"fmt"
	"sort"

	"tailor/tags/prompt/lint"
	"tailor/ui/view"
)

// GaugesOf are the gauges of a prompt, those marked with which something is
// wrong.
func (d *Desk) GaugesOf(in Focus) []view.Gauge {
	gauges := d.SheetOf(in).Gauges(d.Editors[in].Cursor(), true, d.Typing)
	for k := range gauges {
		gauges[k].Wrong = d.ChunkFault(k, in) != nil
	}
	return gauges
}

// ChunkFault is what is wrong with a chunk of a prompt as such, nil for
// nothing. It is not said of the word that is being typed, see FilterFaults.
func (d *Desk) ChunkFault(chunk int, in Focus) *lint.Diagnostic {
	c, negative := &d.SheetOf(in).Line.Chunks[chunk], in == InNegative
	end := max(c.End, c.Break.End)
	// They are in the order of lint.Checker.Check.
	first := sort.Search(len(d.Shown), func(k int) bool {
		f := &d.Shown[k]
		return f.Negative && !negative || f.Negative == negative && f.Start >= c.Start
	})
	for k := first; k < len(d.Shown) && d.Shown[k].Negative == negative && d.Shown[k].Start < end; k++ {
		if f := &d.Shown[k]; f.Rule == lint.ChunkWaste || f.Rule == lint.TagSplit {
			return f
		}
	}
	return nil
}

// CursorChunk is the chunk that the cursor of a prompt stands in.
func (d *Desk) CursorChunk(in Focus) int {
	for k, g := range d.GaugesOf(in) {
		if g.Current {
			return k
		}
	}
	return 0
}

// Jump moves the cursor to the start of a chunk.
func (d *Desk) Jump(chunk int) {
	s := d.Sheet()
	if chunk < 0 || chunk >= len(s.Line.Chunks) {
		d.Say(view.Quiet, fmt.Sprintf("There is no chunk %d.", chunk+1))
		return
	}
	if d.At == InColumn {
		d.LeaveColumn()
	}
	at := s.Line.Chunks[chunk].Start
	for at < len(s.Text) && s.Text[at] == ' ' {
		at++
	}
	d.Buffer().MoveTo(at, false)
}
