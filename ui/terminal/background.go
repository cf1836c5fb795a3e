package terminal

import (
	"strconv"
	"strings"
)

// askBackground asks a terminal for the colour of its ground (xterm's OSC 11).
// Terminals that do not know it answer nothing; the answer of those that do
// comes among the keys, at any time, so the first frame does not wait for it.
const askBackground = "\x1b]11;?\x1b\\"

// backgroundAnswer is what the answer begins with, behind ESC ].
const backgroundAnswer = "11;rgb:"

// darkness reads "rrrr/gggg/bbbb", one to four hexadecimal digits each.
func darkness(rgb string) (dark, ok bool) {
	parts := strings.Split(rgb, "/")
	if len(parts) != 3 {
		return false, false
	}
	light := 0.0
	for k, weight := range []float64{0.299, 0.587, 0.114} { // luma of ITU-R BT.601
		n, err := strconv.ParseUint(parts[k], 16, 16)
		if err != nil || len(parts[k]) > 4 {
			return false, false
		}
		light += weight * float64(n) / float64(uint(1)<<(4*len(parts[k]))-1)
	}
	return light < 0.5, true
}

// BackgroundMsg says whether the terminal's ground is dark.
type BackgroundMsg struct{ Dark bool }
