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

// The columns of the list of models.
const (
	modelTitle   = 24
	modelVariant = 10
	modelName    = 17
	leastAbout   = 10 // cells, below which it would be nothing but cut
)

// Models draws the list of models in w cells a row, the selected one lit and
// the one in use marked.
func Models(t *theme.Theme, rows []ModelRow, w int) []string {
	var out []string
	titles := min(modelTitle, w-4-modelVariant)
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
		row := head + mark + title.Paint(Fill(Clip(r.Title, titles-1), titles)) + t.Text.Paint(Fill(Clip(r.Variant, modelVariant-1), modelVariant))
		room := w - 4 - titles - modelVariant
		if room >= modelName+20 && r.Name != "" {
			row += t.Dim.Paint(Fill(Clip(r.Name, modelName-1), modelName))
		}
		if room >= leastAbout {
			row += t.Dim.Paint(r.About)
		}
		out = append(out, Clip(row, w))
	}
	return out
}
