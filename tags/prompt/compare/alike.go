package compare

import "strings"

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
	x, y := tagsOf(a), tagsOf(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	missing := 0
	for tag := range x {
		if !y[tag] {
			missing++
		}
	}
	return len(x) > 2 && len(x)*2 >= len(y) && missing*5 <= len(x)
}

// tagsOf are the tags of a prompt without their weights.
func tagsOf(text string) map[string]bool {
	set := map[string]bool{}
	for tag := range strings.FieldsFuncSeq(strings.ReplaceAll(text, "BREAK", ","), func(r rune) bool { return strings.ContainsRune(ends, r) }) {
		tag, _, _ = strings.Cut(strings.Trim(tag, " ()[]{}"), ":")
		if tag = strings.ToLower(strings.TrimSpace(tag)); tag != "" {
			set[tag] = true
		}
	}
	return set
}

// between reports whether a place in a text lies between two tags, or at an
// end of the text.
func between(text string, at int) bool {
	before, behind := strings.TrimRight(text[:at], " "), strings.TrimLeft(text[at:], " ")
	return before == "" || behind == "" || strings.ContainsAny(before[len(before)-1:], ends) || strings.ContainsAny(behind[:1], ends)
}
