package view

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// uncertain reports whether terminals may measure a row differently from
// tailor: it holds something beyond letters of Europe, punctuation and the
// parts of frames.
func uncertain(row string) bool {
	for i := 0; i < len(row); {
		if row[i] < 0xcc { // up to U+02FF
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(row[i:])
		if r >= 0x300 && (r < 0x2000 || r > 0x25ff) {
			return true
		}
		i += size
	}
	return false
}

// toColumn puts the terminal's cursor into a column of its row, from 0.
func toColumn(x int) string { return ansi.CursorHorizontalAbsolute(x + 1) }

// Pinned returns a drawn row that begins at column x, from 0, with its first
// cell and its last cell, a frame's edge, put where they belong by column,
// where the terminal may measure what is between them differently.
func Pinned(row string, x int) string {
	if !uncertain(row) {
		return row
	}
	w := Width(row)
	if w < 2 {
		return row
	}
	return toColumn(x) + ansi.Truncate(row, w-1, "") + toColumn(x+w-1) + behind(row, w-1)
}

// Sided puts the edges of a frame of w cells, which begins at the screen's
// left, around a row of w-4 that is typed: what stands behind an emoji too.
func Sided(bar, row string, w int) string {
	if !uncertain(row) {
		return bar + " " + row + " " + bar
	}
	return toColumn(0) + bar + " " + placed(row, 2) + " " + toColumn(w-1) + bar
}

// placed returns a row that begins at column x with what stands behind each
// emoji of several characters put where it belongs: a terminal that draws its
// parts side by side would push the rest of the row out of sight.
func placed(row string, x int) string {
	if !strings.ContainsAny(row, "\ufe0f\u200d\u20e3\uff9e\uff9f") && !strings.Contains(row, "\xf0\x9f") {
		return row
	}
	var b strings.Builder
	for state := byte(ansi.NormalState); row != ""; {
		part, w, n, next := ansi.DecodeSequence(row, state, nil)
		b.WriteString(part)
		row, state, x = row[n:], next, x+w
		if r, size := utf8.DecodeRuneInString(part); w == 2 && size < n && (r < 0x300 || r >= 0x2000) {
			b.WriteString(toColumn(x))
		}
	}
	return b.String()
}

// Emptied returns a row of the screen that begins with an empty one where its
// parts are put by column: between two of them a terminal that measures less
// than tailor would keep what stood there.
func Emptied(row string) string {
	if !strings.Contains(row, "G") || !columnMoves.MatchString(row) {
		return row
	}
	return ansi.EraseEntireLine + row
}

// behind returns a row from column x on. The colours before it hold on; a
// caret before it does not stand in it.
func behind(row string, x int) string {
	return strings.ReplaceAll(ansi.TruncateLeft(row, x, ""), caretMark, "")
}

var columnMoves = regexp.MustCompile(`\x1b\[(\d+)G`)

// moves leaves the moves of the cursor to columns from first up to last, from
// 0, in a part of a row that was cut out of it: cutting keeps those of what
// was cut away.
func moves(part string, first, last int) string {
	if !strings.Contains(part, "G") {
		return part
	}
	return columnMoves.ReplaceAllStringFunc(part, func(move string) string {
		n, err := strconv.Atoi(move[2 : len(move)-1])
		if err != nil || n-1 < first || n-1 > last {
			return ""
		}
		return move
	})
}
