package graphics

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Ask asks a terminal what it can do: its name (XTVERSION), whether it speaks
// kitty's protocol, how large its cells are, and last what every terminal
// answers (DA1), so that the answer to that ends the others.
const Ask = "\x1b[>q" + "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\" + "\x1b[16t" + "\x1b[c"

// Answer is what a terminal said of itself.
type Answer struct {
	// Version is its name and version, "kitty(0.35.2)", "" for none.
	Version string
	// Kitty and Sixel report which protocols it says that it speaks.
	Kitty, Sixel bool
	Cell         Cell
}

var (
	versionAnswer = regexp.MustCompile(`\x1bP>\|([^\x1b\x07]*)(?:\x1b\\|\x07)`)
	kittyAnswer   = regexp.MustCompile(`\x1b_Gi=31[^;\x1b]*;([^\x1b\x07]*)(?:\x1b\\|\x07)`)
	cellAnswer    = regexp.MustCompile(`\x1b\[6;(\d+);(\d+)t`)
	lastAnswer    = regexp.MustCompile(`\x1b\[\?([\d;]*)c`)
)

// starts are what the answers begin with.
var starts = []string{"\x1bP>|", "\x1b_Gi=31", "\x1b[6;", "\x1b[?"}

// longest is more bytes than an answer has.
const longest = 512

// Sifter takes the answers to Ask out of the keys that a terminal sends. The
// zero value is ready, and after the last answer nothing is taken any more.
type Sifter struct {
	answer Answer
	held   []byte
	done   bool
}

// Sift returns the bytes that are keys, and with the last answer what the
// terminal said. An answer that is not complete is held until the rest comes.
func (s *Sifter) Sift(b []byte) (keys []byte, answer Answer, done bool) {
	if s.done {
		return b, s.answer, false
	}
	if len(s.held) > 0 {
		b = append(s.held, b...)
		s.held = nil
	}
	b = s.take(b, versionAnswer, func(m [][]byte) { s.answer.Version = string(m[1]) })
	b = s.take(b, kittyAnswer, func(m [][]byte) { s.answer.Kitty = string(m[1]) == "OK" })
	b = s.take(b, cellAnswer, func(m [][]byte) {
		h, _ := strconv.Atoi(string(m[1]))
		w, _ := strconv.Atoi(string(m[2]))
		s.answer.Cell = Cell{w, h}
	})
	b = s.take(b, lastAnswer, func(m [][]byte) {
		s.answer.Sixel = slices.Contains(strings.Split(string(m[1]), ";")[1:], "4")
		s.done = true
	})
	if s.done {
		return b, s.answer, true
	}
	// The beginning of an answer may be one that was cut; the escape key alone
	// is a key.
	for _, start := range starts {
		at := bytes.LastIndex(b, []byte(start))
		if at < 0 {
			for n := len(start) - 1; n >= 2; n-- {
				if bytes.HasSuffix(b, []byte(start[:n])) && (n > 2 || start[1] != '[') {
					at = len(b) - n
					break
				}
			}
		}
		if at >= 0 && len(b)-at < longest {
			s.held = append([]byte(nil), b[at:]...)
			return b[:at], s.answer, false
		}
	}
	return b, s.answer, false
}

// take takes the first match of an answer out of the bytes.
func (s *Sifter) take(b []byte, answer *regexp.Regexp, use func([][]byte)) []byte {
	at := answer.FindSubmatchIndex(b)
	if at == nil {
		return b
	}
	use(answer.FindSubmatch(b))
	return append(slices.Clone(b[:at[0]]), b[at[1]:]...)
}

// Surroundings are what the environment says of the terminal.
type Surroundings struct {
	// Program is TERM_PROGRAM, Locale is LC_TERMINAL, which goes over ssh.
	Program, Locale string
	// Tmux reports that tmux stands between, Passthrough that it lets
	// sequences through, and Outer is the terminal outside as tmux knows it.
	Tmux, Passthrough bool
	Outer             string
}

// Choose returns the best protocol for a terminal. Kitty's is taken where its
// placeholders are known to work: by kitty itself and Ghostty.
func Choose(a Answer, s Surroundings) Protocol {
	version := strings.ToLower(a.Version)
	placeholders := func(name string) bool {
		return strings.Contains(name, "kitty") || strings.Contains(name, "ghostty")
	}
	inline := func(name string) bool {
		return strings.HasPrefix(name, "iterm") || strings.HasPrefix(name, "wezterm") || strings.HasPrefix(name, "mintty")
	}
	if s.Tmux {
		outer := strings.ToLower(s.Outer)
		switch {
		case s.Passthrough && placeholders(outer):
			return Kitty
		case a.Sixel:
			return Sixel
		}
		return Blocks
	}
	switch {
	case a.Kitty && placeholders(version):
		return Kitty
	case inline(version), a.Version == "" && (inline(strings.ToLower(s.Program)) || s.Program == "vscode" || inline(strings.ToLower(s.Locale))):
		return ITerm2
	case a.Sixel:
		return Sixel
	}
	return Blocks
}
