package view

import (
	"strings"

	"tailor/tags/prompt/compare"
	"tailor/ui/theme"
)

// Pieces draws what two prompts have in common and not, in at most n rows of w
// cells: what is gone is struck through and has a − before it, what came is
// underlined and has a +. inkAt, which may be nil, is the ink of what stands at an
// offset of the second; with it BREAK has a row of its own, as in the editor.
func Pieces(t *theme.Theme, pieces []compare.Piece, w, n int, inkAt func(int) theme.Ink) []string {
	var rows []string
	var b strings.Builder
	used, parted, at := 0, true, 0
	flush := func() {
		rows = append(rows, b.String())
		b.Reset()
		used, parted = 0, true
	}
drawing:
	for _, p := range pieces {
		ink, sign := t.Text, ""
		switch p.Op {
		case compare.Gone:
			ink, sign = t.Gone, "−"
		case compare.Came:
			ink, sign = t.Came, "+"
		}
		if !parted && used < w { // what ends without a space runs into nothing
			b.WriteString(" ")
			used++
		}
		for word := range strings.SplitAfterSeq(Clean(Head(p.Text, mostOfCell*(w+2)*(n+1))), " ") {
			if len(rows) > n {
				break drawing
			}
			if word == "" {
				continue
			}
			bare := strings.TrimRight(word, " ")
			if p.Op == compare.Same && inkAt != nil {
				if bare == "BREAK" {
					if used > 0 {
						flush()
					}
					rows = append(rows, t.Accent.And(t.Bold).Paint(Clip("BREAK", w))+t.Border.Paint(" "+strings.Repeat("─", max(0, w-6))))
					at += len(word)
					continue
				}
				ink = inkAt(at)
			}
			if p.Op != compare.Gone {
				at += len(word)
			}
			text := sign + bare
			if used > 0 && used+Width(text) > w {
				flush()
			}
			text = Clip(text, w)
			b.WriteString(ink.Paint(text))
			used += Width(text)
			parted = len(bare) < len(word)
			if len(bare) < len(word) && used < w {
				b.WriteString(" ")
				used++
			}
			if bare != "" {
				sign = ""
			}
		}
	}
	if used > 0 {
		flush()
	}
	if len(rows) > n {
		rows = rows[:max(0, n)]
		if n > 0 {
			rows[n-1] = Clip(rows[n-1], w-2) + t.Dim.Paint(" …")
		}
	}
	return rows
}

// Ruled is a rule of w cells with a text at its left and a note at its right.
func Ruled(t *theme.Theme, text, note string, w int) string {
	text = Clip(text, w-Width(note)-8)
	line := w - Width(text) - Width(note) - 6
	if text == "" || line < 1 {
		return t.Border.Paint(strings.Repeat("─", max(0, w)))
	}
	if note == "" {
		return t.Border.Paint("─ ") + t.Dim.Paint(text) + t.Border.Paint(" "+strings.Repeat("─", line+3))
	}
	return t.Border.Paint("─ ") + t.Dim.Paint(text) + t.Border.Paint(" "+strings.Repeat("─", line)) + t.Dim.Paint(" "+note+" ") + t.Border.Paint("─")
}
