package prompt

import (
	"strconv"

	"tailor/data/pattern"
)

// novelWeight is the beginning of NovelAI's emphasis by a number.
var novelWeight = pattern.Of(`^[+-]?(?:\d+\.?\d*|\.\d+)::`)

// NovelWeight reads the beginning of NovelAI's emphasis by a number, "1.2::",
// which lasts up to the next "::", the next number before one, or the text's
// end. The size is its length in bytes, 0 where none begins at the offset.
func NovelWeight(text string, at int) (weight float64, size int) {
	if at > 0 && (text[at-1] >= '0' && text[at-1] <= '9' || text[at-1] >= 'a' && text[at-1] <= 'z') {
		return 0, 0
	}
	m := novelWeight().FindString(text[at:min(len(text), at+24)])
	if m == "" {
		return 0, 0
	}
	weight, _ = strconv.ParseFloat(m[:len(m)-2], 64) // the pattern lets nothing else through
	return weight, len(m)
}
