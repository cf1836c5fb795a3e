package prompt

// Difference returns the smallest single edit that turns one text into another,
// false where they are the same.
func Difference(old, new string) (e Edit, differ bool) {
	if old == new {
		return Edit{}, false
	}
	head := 0
	for head < len(old) && head < len(new) && old[head] == new[head] {
		head++
	}
	for head > 0 && (startsInside(old, head) || startsInside(new, head)) {
		head--
	}
	tail := 0
	for tail < len(old)-head && tail < len(new)-head && old[len(old)-1-tail] == new[len(new)-1-tail] {
		tail++
	}
	for tail > 0 && (startsInside(old, len(old)-tail) || startsInside(new, len(new)-tail)) {
		tail--
	}
	return Edit{Span: Span{Start: head, End: len(old) - tail}, Text: new[head : len(new)-tail]}, true
}

// startsInside reports whether the byte at i continues a character.
func startsInside(s string, i int) bool { return i < len(s) && s[i]&0xC0 == 0x80 }
