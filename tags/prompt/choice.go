package prompt

import (
	"strconv"
	"strings"
)

// ChoiceHead returns how many bytes the inside of a choice of Dynamic Prompts,
// "{…}", has before its first option: white space, a sampler's sign, and how
// many options are wanted and what joins them, as in "@2$$ and $$".
func ChoiceHead(inside string) int {
	at := ChoiceSign(inside)
	_, _, _, n := ChoiceCount(inside[at:])
	return at + n
}

// ChoiceSign returns how many bytes the inside of a choice has before its count:
// white space, and the sign of a sampler with what white space follows it.
func ChoiceSign(inside string) int {
	const blanks = " \t\r\n"
	rest := strings.TrimLeft(inside, blanks)
	if rest != "" && strings.IndexByte("~@!", rest[0]) >= 0 {
		rest = strings.TrimLeft(rest[1:], blanks)
	}
	return len(inside) - len(rest)
}

// most is the upper bound of a choice that names none, "1-$$".
const most = 1 << 30

// ChoiceCount reads how many options a choice wants, "2$$", "1-2$$" or
// "1-2$$ and $$", and how many bytes tell it: 0 where none do, which means one
// option. A joiner may be a bar; it is "" where none is written.
func ChoiceCount(s string) (low, high int, joiner string, n int) {
	digits := len(s) - len(strings.TrimLeft(s, " -0123456789"))
	if digits == 0 || !strings.HasPrefix(s[digits:], "$$") {
		return 1, 1, "", 0
	}
	from, to, isRange := strings.Cut(s[:digits], "-")
	low, lowOK := bound(from, 1)
	high, highOK := bound(to, most)
	switch {
	case !isRange:
		high, highOK = low, strings.TrimSpace(from) != ""
	case low > high:
		low, high = high, low
	}
	if !lowOK || !highOK {
		return 1, 1, "", 0
	}
	n = digits + 2
	if k := strings.IndexAny(s[n:], "${}\n"); k > 0 && strings.HasPrefix(s[n+k:], "$$") {
		joiner = s[n : n+k]
		n += k + 2
	}
	return low, high, joiner, n
}

// bound reads an end of a range, which is another where it is not written.
func bound(s string, none int) (n int, ok bool) {
	if s = strings.TrimSpace(s); s == "" {
		return none, true
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// mostWeight is the largest weight of an option.
const mostWeight = 1e9

// OptionWeight reads the weight that an option of a choice may begin with, "3::",
// behind white space, and how many bytes stand before the option: 0 where there
// is no weight, which counts as 1. Between the number and the colons is no space.
func OptionWeight(option string) (weight float64, n int) {
	number := strings.TrimLeft(option, " \t\r\n")
	from := len(option) - len(number)
	digits := len(number) - len(strings.TrimLeft(number, "0123456789."))
	if !strings.HasPrefix(number[digits:], "::") {
		return 1, 0
	}
	weight, err := strconv.ParseFloat(number[:digits], 64)
	if err != nil || weight > mostWeight {
		return 1, 0
	}
	return weight, from + digits + 2
}

func optionWeight(option string) int {
	_, n := OptionWeight(option)
	return n
}
