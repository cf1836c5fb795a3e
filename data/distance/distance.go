// Package distance tells how near two names are: how many letters of one are
// to be left out, put in, changed or swapped with their neighbour for the
// other to come of it.
package distance

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// Between returns the number of such changes between two texts, in which a
// letter is a character and not a byte, and most+1 for more than most. It is
// the distance of Damerau and Levenshtein where no letter is touched twice
// (optimal string alignment).
func Between(a, b string, most int) int {
	a, b = differing(a, b)
	n, m := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	switch {
	case n-m > most || m-n > most, most == 1 && max(n, m) > 2:
		return most + 1
	case max(n, m) <= 1:
		return min(max(n, m), most+1)
	}
	whole, _ := between([]rune(a), []rune(b), most)
	return whole
}

// differing cuts from two texts what both begin and end with. No change is to be
// made there.
func differing(a, b string) (string, string) {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	a, b = a[n:], b[n:]
	n = 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for n > 0 && !utf8.RuneStart(a[len(a)-n]) {
		n--
	}
	return a[:len(a)-n], b[:len(b)-n]
}

// Begun is Between for a text that may still be on its way: begun is the least
// number of changes between a and any beginning of b.
func Begun(a, b string, most int) (whole, begun int) {
	return between([]rune(a), []rune(b), most)
}

func between(x, y []rune, most int) (whole, begun int) {
	// What is more than most letters behind the end of x is out of reach.
	far := len(y) > len(x)+most
	if far {
		y = y[:len(x)+most]
	}
	rows := make([]int, 3*(len(y)+1))
	before, last, row := rows[:len(y)+1], rows[len(y)+1:2*(len(y)+1)], rows[2*(len(y)+1):]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	begun = most + 1
	for _, d := range last {
		begun = min(begun, d)
	}
	if whole = most + 1; !far {
		whole = min(whole, last[len(y)])
	}
	return whole, begun
}

// Allowed returns how many changes a name of so many characters may be away
// from what was meant: one for each three of them, two at most, and none for a
// single character, which is near to every other.
func Allowed(characters int) int { return min(2, (characters+1)/3) }

// Nearest returns the name among known that name most probably was meant to
// be, the first of several, whatever the case of its letters. ok is false
// where none is within what is Allowed.
func Nearest(name string, known iter.Seq[string]) (near string, ok bool) {
	name = strings.ToLower(name)
	best := Allowed(utf8.RuneCountInString(name)) + 1
	for k := range known {
		if best == 0 {
			break
		}
		if d := Between(name, strings.ToLower(k), best-1); d < best {
			near, best, ok = k, d, true
		}
	}
	return near, ok
}
