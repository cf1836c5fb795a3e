package view

import (
	"tailor/ui/theme"
)

// ModelRow is a row of the list of models: a profile with one of its variants.
type ModelRow struct {
	Name, Title, Variant, About string
	// Fault is why the profile cannot be read, "" for nothing.
	Fault             string
	Selected, Current bool
}

// modelTitle is how wide the column of titles in the list of models is at most.
const modelTitle = 24

// Models draws the list of models in h rows of w cells at most, the selected one
// lit and the one in use marked. What is said of them has its room before the
// names of their files, and where one has not, that of the selected one stands
// below the list.
func Models(t *theme.Theme, rows []ModelRow, w, h int) []string {
	var out []string
	titles, variants, names, about := 0, 0, 0, 0
	for _, r := range rows {
		if r.Fault != "" {
			titles = max(titles, Width(r.Name)+2)
			continue
		}
		titles, variants = max(titles, Width(r.Title)+2), max(variants, Width(r.Variant)+2)
		names, about = max(names, Width(r.Name)+2), max(about, Width(r.About))
	}
	titles = min(titles, modelTitle, w-4-variants)
	room := w - 4 - titles - variants
	for _, r := range rows {
		head, title := "  ", t.Text
		if r.Selected {
			head, title = t.Accent.Paint("› "), t.Title
		}
		mark := "  "
		if r.Current {
			mark = t.Good.Paint("● ")
		}
		if r.Fault != "" {
			out = append(out, Clip(head+mark+t.Text.Paint(Fill(Clip(r.Name, titles-1), titles))+t.WarnLine.Paint(r.Fault), w))
			continue
		}
		row := head + mark + title.Paint(Fill(Clip(r.Title, titles-1), titles)) + t.Text.Paint(Fill(r.Variant, variants))
		if room >= names+about {
			row += t.Dim.Paint(Fill(r.Name, names))
		}
		if room >= about {
			row += t.Dim.Paint(r.About)
		}
		out = append(out, Clip(row, w))
	}
	for _, r := range rows {
		if below := h - len(out) - 1; r.Selected && r.About != "" && room < about && below > 0 {
			out = append(out, "")
			for _, line := range Wrapped(r.About, w-4, below) {
				out = append(out, "    "+t.Dim.Paint(line))
			}
			break
		}
	}
	return out
}
