package compare

import (
	"hash/maphash"
	"slices"
	"strings"
)

// Alike reports whether two prompts differ in one tag at most, changed, put in
// or taken out, and have more in common than that.
func Alike(a, b string) bool {
	if a == b {
		return true
	}
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	// What differs begins and ends where a tag does.
	if !(between(a, head) && between(b, head)) {
		head = strings.LastIndexAny(a[:head], ends) + 1
	}
	if !(between(a, len(a)-tail) && between(b, len(b)-tail)) {
		if n := strings.IndexAny(a[len(a)-tail:], ends); n >= 0 {
			tail -= n
		} else {
			tail = 0
		}
	}
	x, y := strings.Trim(a[head:len(a)-tail], " "+ends), strings.Trim(b[head:len(b)-tail], " "+ends)
	return head+tail > max(len(x), len(y)) && !strings.ContainsAny(x, ends) && !strings.ContainsAny(y, ends)
}

const ends = ",\n"

// Stages reports whether two prompts are stages of one: they are alike, or of the
// shorter's tags, which are three or more and half as many as the other's at the
// least, all but one in five stand in that.
func Stages(a, b string) bool {
	if Alike(a, b) {
		return true
	}
	x, y := TagsOf(a), TagsOf(b)
	return x.nearly(y) && x.close(y)
}

// StageOf reports whether tags are a stage of a prompt, of which the newest stage
// and the one furthest back are known: from that one they have grown or were cut
// by what is no more than twice as much and lost one tag on the way at most, and
// of the newest they are a stage but for the length. It is stricter than Stages,
// for whoever looks at all that was ever written: what differs in a tag here and
// one there are variations, each to be found.
func StageOf(newest, last, tags Tags) bool {
	return tags.close(last) && tags.lost(last) <= 1 && tags.nearly(last) && tags.nearly(newest)
}

// Tags are the tags of a prompt without their weights, as hashes in order.
type Tags []uint64

var seed = maphash.MakeSeed()

// TagsOf returns the tags of a prompt.
func TagsOf(text string) (t Tags) {
	t = make(Tags, 0, 32)
	for chunk := range strings.SplitSeq(text, "BREAK") {
		for tag := range strings.FieldsFuncSeq(chunk, func(r rune) bool { return r == ',' || r == '\n' }) {
			tag, _, _ = strings.Cut(strings.Trim(tag, " ()[]{}"), ":")
			if tag = strings.ToLower(strings.TrimSpace(tag)); tag != "" {
				t = append(t, maphash.String(seed, tag))
			}
		}
	}
	slices.Sort(t)
	return slices.Compact(t)
}

// close reports whether the shorter has three tags or more and half as many as the
// other at the least.
func (t Tags) close(u Tags) bool {
	return min(len(t), len(u)) > 2 && 2*min(len(t), len(u)) >= max(len(t), len(u))
}

// nearly reports whether all but one in five of the shorter's tags stand in the
// other.
func (t Tags) nearly(u Tags) bool { return t.lost(u)*5 <= min(len(t), len(u)) }

// lost is how many of the shorter's tags do not stand in the other.
func (t Tags) lost(u Tags) (n int) {
	if len(t) > len(u) {
		t, u = u, t
	}
	for _, tag := range t {
		for len(u) > 0 && u[0] < tag {
			u = u[1:]
		}
		if len(u) == 0 || u[0] != tag {
			n++
		}
	}
	return n
}

// between reports whether a place in a text lies between two tags, or at an
// end of the text.
func between(text string, at int) bool {
	before, behind := strings.TrimRight(text[:at], " "), strings.TrimLeft(text[at:], " ")
	return before == "" || behind == "" || strings.ContainsAny(before[len(before)-1:], ends) || strings.ContainsAny(behind[:1], ends)
}
