package search

import (
	"math/bits"
	"unicode/utf8"

	"tailor/data/distance"
)

// A typo is one wrong, missing or extra letter, or two neighbours swapped.
// Words are allowed one, from longWord letters on two.

const (
	// shortestTypo is the number of letters from which a word may hold a
	// typo, shortestUnfinished that from which it may, while the word is
	// still being typed: below, nearly everything is near everything.
	shortestTypo       = 3 // and of so few the first must be right
	shortestUnfinished = 5
	longWord           = 8
)

// typosAllowed returns how many typos a word of n letters may have.
func typosAllowed(n int) int {
	switch {
	case n < shortestTypo:
		return 0
	case n < longWord:
		return 1
	}
	return 2
}

// countTypos returns the number of typos between a query and a word, and the
// least between the query and any beginning of the word; k+1 stands for more
// than k, which is 1 or 2. It is what data/distance counts, worked out in a
// band of k around the diagonal for the queries whose characters are bytes.
func countTypos(query, word []byte, k int) (whole, begun int) {
	if utf8.RuneCount(query) != len(query) {
		return distance.Begun(string(query), string(word), k)
	}
	n, m := len(query), len(word)
	whole, begun = k+1, k+1
	if n > m+k || n == 0 {
		return whole, begun
	}
	// Column d of a row is the cell (i, i+d-k).
	const width = 5
	var rows [3][width]int8
	far := int8(k + 1)
	above, before := &rows[0], &rows[1]
	row := &rows[2]
	for d := 0; d <= 2*k; d++ {
		above[d], before[d] = far, far
		if j := d - k; j >= 0 && j <= m {
			above[d] = int8(j)
		}
	}
	for i := 1; i <= n; i++ {
		least := far
		for d := 0; d <= 2*k; d++ {
			j := i + d - k
			if j < 0 || j > m {
				row[d] = far
				continue
			}
			v := far
			if d < 2*k {
				v = min(v, above[d+1]+1) // a letter too many
			}
			if j > 0 {
				if d > 0 {
					v = min(v, row[d-1]+1) // a letter missing
				}
				if query[i-1] == word[j-1] {
					v = min(v, above[d])
				} else {
					v = min(v, above[d]+1)
					if i > 1 && j > 1 && query[i-1] == word[j-2] && query[i-2] == word[j-1] {
						v = min(v, before[d]+1)
					}
				}
			}
			v = min(v, far)
			row[d] = v
			least = min(least, v)
		}
		if least >= far {
			// A swap may still mend the row before.
			ok := false
			for d := 0; d <= 2*k; d++ {
				ok = ok || above[d] < far
			}
			if !ok {
				return whole, begun
			}
		}
		before, above, row = above, row, before
	}
	for d := 0; d <= 2*k; d++ {
		j := n + d - k
		if j < 0 || j > m {
			continue
		}
		begun = min(begun, int(above[d]))
		if j == m {
			whole = int(above[d])
		}
	}
	return whole, begun
}

// typoInWord tells with how many typos a word of the query stands for a word
// of the vocabulary, and how many letters of it are not typed yet. No typo at
// all is none of its business, nor are words whose beginnings differ by more
// than a typo, unless they are whole and end alike: with these two rules the
// words in question can be looked up by their first or last three letters.
func typoInWord(token, word []byte) (typos, left int, ok bool) {
	n := utf8.RuneCount(token)
	k := typosAllowed(n)
	if k == 0 {
		return 0, 0, false
	}
	whole, begun := countTypos(token, word, k)
	if n < shortestUnfinished {
		begun = k + 1
	}
	if n == shortestTypo && token[0] != word[0] {
		return 0, 0, false // anything is near to three letters
	}
	switch {
	case begun == 0 || min(whole, begun) > k:
		return 0, 0, false
	case !nearStart(startOf(token), startOf(word)):
		if k == 1 || whole > k || tailBucket(token) != tailBucket(word) {
			return 0, 0, false
		}
		begun = whole
	}
	if whole <= begun {
		return whole, 0, true
	}
	return begun, max(utf8.RuneCount(word)-n, 1), true
}

// start is the codes of the first four letters of a text, 0 behind its end.
type start [4]uint8

func startOf(s []byte) (c start) {
	for i := range c {
		if i < len(s) {
			c[i] = codeOf[s[i]]
		}
	}
	return c
}

// nearStart reports whether one typo at most lies between the first three
// letters of two words, as nearStarts lists them.
func nearStart(q, w start) bool {
	same := func(a, b, c uint8) bool { return w[0] == a && w[1] == b && w[2] == c }
	differ := 0
	for i := range 3 {
		if q[i] != w[i] {
			differ++
		}
	}
	return differ <= 1 ||
		w[1] == q[0] && w[2] == q[1] || w[0] == q[0] && w[2] == q[1] || // a letter missing in the query
		same(q[1], q[2], q[3]) || same(q[0], q[2], q[3]) || same(q[0], q[1], q[3]) || // one too many
		same(q[1], q[0], q[2]) || same(q[0], q[2], q[1]) // two swapped
}

// nearStarts calls f once with each bucket of words whose start is near to
// the query's.
func nearStarts(q start, f func(bucket int)) {
	number := func(a, b, c uint8) int { return (int(a)*codes+int(b))*codes + int(c) }
	// The lists of single buckets and of whole columns overlap; a bucket is
	// left to the first list that has it.
	for x := range uint8(codes) {
		f(number(q[0], q[1], x))
	}
	for x := range uint8(codes) {
		if x != q[1] {
			f(number(q[0], x, q[2]))
		}
	}
	for x := range uint8(codes) {
		if x != q[0] {
			f(number(x, q[1], q[2]))
		}
	}
	once := func(a, b, c uint8) {
		w := start{a, b, c}
		differ := 0
		for i := range 3 {
			if q[i] != w[i] {
				differ++
			}
		}
		if differ > 1 {
			f(number(a, b, c))
		}
	}
	// Missing letters.
	for x := range uint8(codes) {
		once(q[0], x, q[1])
		if x != q[0] {
			once(x, q[0], q[1])
		}
	}
	seen := [5]start{}
	list := [5]start{{q[1], q[2], q[3]}, {q[0], q[2], q[3]}, {q[0], q[1], q[3]}, {q[1], q[0], q[2]}, {q[0], q[2], q[1]}}
	for i, w := range list {
		double := w[2] == q[1] && (w[0] == q[0] || w[1] == q[0])
		for _, s := range seen[:i] {
			double = double || s == w
		}
		seen[i] = w
		if !double {
			once(w[0], w[1], w[2])
		}
	}
}

// headNear tells by the first eight letters alone whether one typo at most
// can lie between a query of n letters and the beginning of a text. It lets
// everything through that countTypos accepts with k = 1.
func headNear(query uint64, n int, text uint64) bool {
	n = min(n, 8)
	p := bits.LeadingZeros64(query^text) / 8
	if p >= n-1 {
		return true
	}
	q, t := query<<(8*p), text<<(8*p)
	rest := n - p                            // letters of the query from the first difference on
	return (q^t)<<8&headMask(rest-1) == 0 || // a wrong one
		(q<<8^t)&headMask(rest-1) == 0 || // one too many
		(q^t<<8)&headMask(min(rest, 7-p)) == 0 || // one missing
		(q^t)<<16&headMask(rest-2) == 0 // two swapped
}
