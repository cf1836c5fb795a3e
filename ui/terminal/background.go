package terminal

import (
	"bytes"
	"strconv"
	"strings"
)

// askBackground asks a terminal for the colour of its ground (xterm's OSC 11).
// Terminals that do not know it answer nothing; the answer of those that do
// comes among the keys, at any time, so the first frame does not wait for it.
const askBackground = "\x1b]11;?\x1b\\"

// answerStart is what every answer begins with.
const answerStart = "\x1b]11;rgb:"

// longestAnswer is more than any answer is long, in bytes.
const longestAnswer = 64

// answers takes the answers to askBackground out of what a terminal sends.
type answers struct{ held []byte }

// sift returns the bytes that are keys, and what an answer among them says.
// An answer that is not complete is held until the rest of it comes.
func (a *answers) sift(b []byte) (keys []byte, dark, found bool) {
	if len(a.held) > 0 {
		b = append(a.held, b...)
		a.held = nil
	}
	for {
		at := bytes.Index(b, []byte(answerStart))
		if at < 0 {
			break
		}
		keys = append(keys, b[:at]...)
		b = b[at:]
		end, size := bytes.IndexByte(b, '\a'), 1
		if st := bytes.Index(b, []byte("\x1b\\")); st >= 0 && (end < 0 || st < end) {
			end, size = st, 2
		}
		if end < 0 {
			if len(b) < longestAnswer {
				a.held = append([]byte(nil), b...)
				return keys, dark, found
			}
			break
		}
		if d, ok := darkness(string(b[len(answerStart):end])); ok {
			dark, found = d, true
		}
		b = b[end+size:]
	}
	// The beginning of an answer at the very end may be one cut in two; less
	// than that is the escape key, or alt with a bracket.
	for n := len(answerStart) - 1; n >= len("\x1b]1"); n-- {
		if bytes.HasSuffix(b, []byte(answerStart[:n])) {
			a.held = append([]byte(nil), b[len(b)-n:]...)
			b = b[:len(b)-n]
			break
		}
	}
	return append(keys, b...), dark, found
}

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
