package variants

import (
	"strconv"
	"strings"
)

// weightAt reads the weight that an option may begin with, and returns where
// the option begins. Between the number and the colons there is no space.
func weightAt(template string, at int) (weight float64, start int) {
	end := len(template) - len(strings.TrimLeft(template[at:], "0123456789."))
	if end > at && strings.HasPrefix(template[end:], "::") {
		if weight, rest := cutWeight(template[at : end+2]); rest == "" {
			return weight, end + 2
		}
	}
	return 1, at
}

// headAt reads how many options a choice wants, "2$$" or "1-2$$ and $$", and
// returns where the first begins. A joiner may be a bar.
func headAt(template string, at int) (choice, int) {
	one := choice{low: 1, high: 1, joiner: joiner}
	end := len(template) - len(strings.TrimLeft(template[at:], " -0123456789"))
	if end == at || !strings.HasPrefix(template[end:], "$$") {
		return one, at
	}
	from, to, isRange := strings.Cut(template[at:end], "-")
	from, to = strings.TrimSpace(from), strings.TrimSpace(to)
	c := choice{low: 1, high: 1 << 30, joiner: joiner}
	var err error
	if from != "" {
		if c.low, err = strconv.Atoi(from); err != nil {
			return one, at
		}
	}
	switch {
	case !isRange && from == "":
		return one, at
	case !isRange:
		c.high = c.low
	case to != "":
		if c.high, err = strconv.Atoi(to); err != nil {
			return one, at
		}
	}
	if c.low > c.high {
		c.low, c.high = c.high, c.low
	}
	end += 2
	if n := strings.IndexAny(template[end:], "${}\n"); n > 0 && strings.HasPrefix(template[end+n:], "$$") {
		c.joiner = template[end : end+n]
		end += n + 2
	}
	return c, end
}

func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}
