package grapheme

import (
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"tailor/data/printable"
)

// longest is the number of bytes of one cluster that are shown. The longest
// emoji sequence in use has 35; what is longer is a heap of marks on a letter.
const longest = 64

// Glyph is how one cluster is shown on the terminal.
type Glyph struct {
	// Size is the cluster's length in bytes of the text.
	Size int
	// Width is the number of cells it takes on the screen, 1 or 2. Nothing is
	// of no width there: what cannot be seen could not be edited.
	Width int
	// Shown is what is written for it: the cluster itself or, for what would
	// steer the terminal or not be seen, a stand-in.
	Shown string
}

// Read returns the glyph of the cluster at offset i, a border in the text
// before its end.
func Read(text string, i int) Glyph {
	size, width := measure(text, i)
	cluster := text[i : i+size]
	if size == 1 && width == 1 && cluster[0] < utf8.RuneSelf {
		return Glyph{1, 1, cluster}
	}
	if size > longest {
		end := longest
		for !utf8.RuneStart(cluster[end]) {
			end--
		}
		cluster = cluster[:end]
		width = ansi.StringWidth(cluster)
	}
	if !printable.Safe(cluster) {
		// What nobody sees within a letter is left out of what is shown.
		if seen := printable.Map(seen, cluster); seen != "" {
			cluster, width = seen, ansi.StringWidth(seen)
		}
	}
	if width > 0 && showable(cluster) && !leans(cluster) && !reaches(cluster) {
		return Glyph{size, width, cluster}
	}
	return Glyph{size, 1, standIn(cluster)}
}

func seen(r rune) rune {
	if printable.Unsafe(r) {
		return -1
	}
	return r
}

// leans reports whether a cluster would join what stands before it on the screen,
// be it the box's border: a mark that has no letter of its own, as at the
// start of a line.
func leans(cluster string) bool {
	if r, _ := utf8.DecodeRuneInString(cluster); plain(r) {
		return false
	}
	joined, _ := ansi.FirstGraphemeCluster("x"+cluster, ansi.GraphemeWidth)
	return len(joined) > 1
}

// reaches reports whether a cluster would join what stands behind it on the
// screen: signs of Indic scripts that belong to a letter behind them, which is
// not there at a line's end, or was cut off.
func reaches(cluster string) bool {
	if r, _ := utf8.DecodeLastRuneInString(cluster); plain(r) {
		return false
	}
	joined, _ := ansi.FirstGraphemeCluster(cluster+"x", ansi.GraphemeWidth)
	return len(joined) > len(cluster)
}

// showable reports whether nothing in the cluster steers the terminal: a control,
// a mark that turns the direction of writing, or broken UTF-8.
func showable(cluster string) bool {
	for i, r := range cluster {
		if r < 0x20 || r >= 0x7F && r < 0xA0 || Steers(r) || r == 0x2028 || r == 0x2029 {
			return false
		}
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(cluster[i:]); n == 1 {
				return false
			}
		}
	}
	return printable.Safe(cluster)
}

// Steers reports whether a rune turns the direction of writing from where they
// stand on, Unicode's Bidi_Control: they would move text that is not theirs,
// the box's border included.
func Steers(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// standIn returns one cell that shows a cluster which cannot be shown itself:
// a picture of a control character, a dotted circle beneath a mark that has
// no letter, and the replacement character for the rest.
func standIn(cluster string) string {
	r, n := utf8.DecodeRuneInString(cluster)
	switch {
	case r < 0x20:
		return string(0x2400 + r)
	case r == 0x7F:
		return "\u2421"
	case unicode.Is(unicode.M, r) && showable(cluster):
		if s := "\u25CC" + cluster; ansi.StringWidth(s) == 1 {
			return s
		}
		if s := "\u25CC" + cluster[:n]; ansi.StringWidth(s) == 1 {
			return s
		}
	}
	return "\uFFFD"
}
