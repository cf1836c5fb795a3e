// Package grapheme cuts text into what a person sees as one character, and
// says how many cells of a terminal each takes.
//
// Borders and widths are those of github.com/charmbracelet/x/ansi, by which
// the renderer cuts its lines: two libraries with two versions of Unicode
// would put the cursor beside the character it is on.
package grapheme

import (
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Next returns where the cluster ends that starts at offset i, which must be
// a border; at the text's end it returns len(text).
func Next(text string, i int) int {
	if i >= len(text) {
		return len(text)
	}
	size, _ := measure(text, i)
	return i + size
}

// Prev returns where the cluster starts that ends at offset i, which must be
// a border; at the text's start it returns 0.
func Prev(text string, i int) int {
	if i <= 0 {
		return 0
	}
	at := surelyBefore(text, i-1, 0)
	for {
		next := Next(text, at)
		if next >= i {
			return at
		}
		at = next
	}
}

// Snap returns the first border at or behind offset i. Offsets outside the
// text count as its nearer end.
func Snap(text string, i int) int {
	s := Snapper{Text: text}
	return s.Snap(i)
}

// Snapper is Snap for many offsets of a text: where they rise, a long run of
// flags is read once.
type Snapper struct {
	Text     string
	from, at int // the cluster that was read last
}

// Snap is Snap of the text.
func (s *Snapper) Snap(i int) int {
	switch {
	case i <= 0:
		return 0
	case i >= len(s.Text):
		return len(s.Text)
	case s.from < i && i <= s.at:
		return s.at
	case i < s.at:
		s.at = 0
	}
	s.at = surelyBefore(s.Text, i, s.at)
	for s.from = s.at; s.at < i; s.at = Next(s.Text, s.at) {
		s.from = s.at
	}
	return s.at
}

// Back goes back through a text: it is Prev for who asks for one after another,
// so that a long run of flags is read once.
type Back struct {
	Text   string
	starts []int // of the clusters before the last one
}

// Prev is Prev of the text, from where the last call came to.
func (b *Back) Prev(i int) int {
	if i <= 0 {
		return 0
	}
	if len(b.starts) == 0 {
		for at := surelyBefore(b.Text, i-1, 0); at < i; at = Next(b.Text, at) {
			b.starts = append(b.starts, at)
		}
	}
	n := len(b.starts) - 1
	at := b.starts[n]
	b.starts = b.starts[:n]
	return at
}

// surelyBefore returns a border at or before i, and not before low, which is one,
// that can be told without reading the text from its start. It is the nearest in
// the scripts of plain; in a run of emoji or of an Indic script it is the run's
// start.
func surelyBefore(text string, i, low int) int {
	for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
		i--
	}
	for i > low {
		before, size := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i:])
		if i == len(text) || before == '\n' || after == '\n' && before != '\r' ||
			plain(after) && (plain(before) || mark(before)) {
			return i
		}
		i -= size
	}
	return low
}

// plain reports whether a rune is one of those of which any two in a row have a
// border between them.
// The ranges are a safe choice among those with Grapheme_Cluster_Break=Other
// (or a whole Hangul syllable, or an emoji, which joins the next one over a
// joiner alone), without Indic conjuncts; a test tries them against the
// segmenter.
func plain(r rune) bool {
	switch {
	case r < 0x7F:
		return r >= 0x20
	case r < 0x0483:
		return r >= 0xC0 && r < 0x300 || r >= 0x0370 && r != 0x378 && r != 0x379
	case r < 0x3000:
		return r >= 0x05D0 && r <= 0x05EA || r >= 0x0620 && r <= 0x064A
	case r > 0xFFFF:
		return r >= 0x1F400 && r <= 0x1F64F || r >= 0x1F900 && r <= 0x1F9FF
	}
	return wide(r)
}

// mark reports whether a mark belongs to what is before it and never takes what
// is behind: accents, vowel points, variation selectors, skin tones.
func mark(r rune) bool {
	return r >= 0x0300 && r <= 0x036F || r >= 0x0591 && r <= 0x05BD || r >= 0x064B && r <= 0x065F ||
		r >= 0x20D0 && r <= 0x20F0 || r == 0x3099 || r == 0x309A || r >= 0xFE00 && r <= 0xFE0F || r >= 0x1F3FB && r <= 0x1F3FF
}

// wide reports whether a rune of plain takes two cells always: kana, Han,
// Hangul, their punctuation, and full-width forms.
func wide(r rune) bool {
	return r >= 0x3000 && r <= 0x3029 || r >= 0x3041 && r <= 0x3096 || r >= 0x30A1 && r <= 0x30FF ||
		r >= 0x4E00 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3 || r >= 0xFF01 && r <= 0xFF60
}

// measure returns the length in bytes and the width in cells of the cluster
// at i < len(text). The width is 0 for controls and for marks without a base.
// A byte that is no UTF-8 is a cluster of its own.
func measure(text string, i int) (size, width int) {
	c := text[i]
	if c < utf8.RuneSelf {
		if i+1 == len(text) || text[i+1] < utf8.RuneSelf && c != '\r' {
			if c < 0x20 || c == 0x7F {
				return 1, 0
			}
			return 1, 1
		}
	} else if r, n := utf8.DecodeRuneInString(text[i:]); r == utf8.RuneError && n == 1 {
		return 1, 0
	} else if wide(r) {
		if i+n == len(text) {
			return n, 2
		}
		if after, _ := utf8.DecodeRuneInString(text[i+n:]); plain(after) || after == '\n' {
			return n, 2
		}
	}
	cluster, width := ansi.FirstGraphemeCluster(text[i:], ansi.GraphemeWidth)
	if !utf8.ValidString(cluster) {
		// The segmenter takes letters behind a broken byte for the rest of it.
		cluster = cluster[:firstBroken(cluster)]
		width = ansi.StringWidth(cluster)
	}
	return len(cluster), width
}

// firstBroken returns the offset of the first byte that is no UTF-8, len(s)
// for none.
func firstBroken(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return len(s)
}
