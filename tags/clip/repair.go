package clip

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tailor/data/charset"
	"tailor/tags/python"
)

// repairer does what ftfy.fix_text of ftfy 6.3.1 does by default, except for its
// repair of wrongly decoded text: HTML entities, C1 control characters,
// ligatures, full-width and half-width forms, curly quotes, terminal escapes,
// control characters, and composition (NFC). Line breaks need none, as all
// white space is folded later.
type repairer struct {
	chars []char // all lines
	line  []char // the line at hand
	spare []char
}

// passes bounds how often a line is gone through. ftfy goes on until nothing
// changes; two passes are enough for that but where the text was built to
// need more.
const passes = 64

// segment is the number of characters that ftfy looks at at once, at most.
const segment = 1_000_000

// repair repairs, folds and lowers a text into w.text.
func (w *workspace) repair(text string) {
	w.unlowered(text)
	w.lower(w.chars)
	if cap(w.chars) > largeText {
		w.repairer = repairer{}
	}
}

// Repair returns a text as it is repaired before it is cut into words, lower
// case and upper case as they are: "Ｄon’t &eacute;" is "Don't é". Programs
// whose tokenizer repairs nothing give the same tokens for it.
func Repair(text string) string {
	if isPlain(text) {
		return text
	}
	var r repairer
	r.unlowered(text)
	var b strings.Builder
	for _, c := range r.chars {
		b.WriteRune(c.r)
	}
	return b.String()
}

// unlowered repairs a text into r.chars.
func (r *repairer) unlowered(text string) {
	r.chars = r.chars[:0]
	// ftfy goes by lines, and no longer resolves entities once it has met a
	// "<", as the text may then be HTML.
	entities := true
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n + 1
		}
		if end-at > segment {
			end = at + runesLength(text[at:end], segment)
		}
		entities = entities && strings.IndexByte(text[at:end], '<') < 0
		r.repairLine(text[:end], at, entities)
		r.chars = append(r.chars, r.line...)
		at = end
	}
}

// runesLength returns the length in bytes of the first n characters.
func runesLength(text string, n int) int {
	at := 0
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

// repairLine repairs text from at on, into r.line.
func (r *repairer) repairLine(text string, at int, entities bool) {
	r.line = r.line[:0]
	escapes := false
	for at < len(text) {
		c, size := utf8.DecodeRuneInString(text[at:])
		r.take(char{c, span{at, at + size}}, entities)
		escapes = escapes || c == escape
		at += size
	}
	for pass := 0; ; pass++ {
		if escapes {
			r.dropEscapes()
			escapes = false
		}
		r.line = slices.DeleteFunc(r.line, func(c char) bool { return isControl(c.r) })
		r.spare = compose(r.spare[:0], r.line)
		r.line, r.spare = r.spare, r.line[:0]
		if pass == passes || !entities || !slices.ContainsFunc(r.line, func(c char) bool { return c.r == ';' }) {
			return // without entities a second pass would find nothing to do
		}
		before := r.line
		r.line = r.spare
		for _, c := range before {
			r.take(c, entities)
		}
		r.spare = before
		if slices.EqualFunc(r.line, before, func(a, b char) bool { return a.r == b.r }) {
			return
		}
	}
}

// take appends a character to the line, repaired. An entity that it ends is
// resolved at once, and so is one that is ended by what that stands for. This
// comes to what ftfy reaches by going through the line again and again, since
// entities do not overlap and no other repair changes what is in one.
func (r *repairer) take(c char, entities bool) {
	for {
		if c.r == '\u037E' || c.r == '\uFF1B' { // the Greek question mark and the full-width form
			c.r = ';'
		}
		if c.r != ';' || !entities {
			break
		}
		start, resolved, ok := r.entity()
		if !ok {
			break
		}
		c.start = r.line[start].start
		r.line = r.line[:start]
		x, size := utf8.DecodeRuneInString(resolved)
		if size < len(resolved) || size == 0 {
			for _, x := range resolved {
				r.put(char{x, c.span})
			}
			return
		}
		c.r = x
	}
	r.put(c)
}

// put appends a character: a C1 control character as Windows has it, a
// ligature as its letters, a form of other width in the usual one, a curly
// quote straight.
func (r *repairer) put(c char) {
	if c.r < 0x80 {
		r.line = append(r.line, c)
		return
	}
	if c.r < 0xA0 {
		c.r = windows1252(c.r)
	}
	switch {
	case c.r == '\u3000':
		c.r = ' '
	case c.r >= 0xFF01 && c.r < 0xFFF0:
		for _, x := range norm.NFKC.String(string(c.r)) {
			r.line = append(r.line, char{x, c.span})
		}
		return
	case c.r >= 0x2018 && c.r <= 0x201B:
		c.r = '\''
	case c.r >= 0x201C && c.r <= 0x201F:
		c.r = '"'
	case c.r == '\u02BC':
		c.r = '\''
	default:
		if letters, ok := ligatures[c.r]; ok {
			for _, x := range letters {
				r.line = append(r.line, char{x, c.span})
			}
			return
		}
	}
	r.line = append(r.line, c)
}

// ligatures are the letters that Latin ligatures and digraphs are made of.
var ligatures = map[rune]string{
	'Ĳ': "IJ", 'ĳ': "ij", 'ŉ': "'n", // by way of U+02BC, a curly quote
	'Ǳ': "DZ", 'ǲ': "Dz", 'ǳ': "dz", 'Ǆ': "DŽ", 'ǅ': "Dž", 'ǆ': "dž",
	'Ǉ': "LJ", 'ǈ': "Lj", 'ǉ': "lj", 'Ǌ': "NJ", 'ǋ': "Nj", 'ǌ': "nj",
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "ſt", 'ﬆ': "st",
}

// windows1252 returns what a C1 control character is in Windows' code page
// 1252, where five of them are nothing and stay what they are.
func windows1252(r rune) rune {
	if w := charset.Windows1252(byte(r)); w != utf8.RuneError {
		return w
	}
	return r
}

// isControl reports whether ftfy takes a control character out: those of ASCII
// except white space, deprecated Arabic ones, the byte order mark, and those
// of annotations and objects.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\f' && r != '\r' || r == 0x7F ||
		r >= 0x206A && r <= 0x206F || r == 0xFEFF || r >= 0xFFF9 && r <= 0xFFFC
}

const escape = '\x1b'

// dropEscapes takes out the escape sequences by which terminals are coloured:
// ESC, "[", digits and semicolons, a letter.
func (r *repairer) dropEscapes() {
	kept := r.line[:0]
	for i := 0; i < len(r.line); i++ {
		if r.line[i].r == escape && i+1 < len(r.line) && r.line[i+1].r == '[' {
			end := i + 2
			for end < len(r.line) && (r.line[end].r == ';' || python.Digit(r.line[end].r) >= 0) {
				end++
			}
			if end < len(r.line) && isASCIILetter(r.line[end].r) {
				i = end
				continue
			}
		}
		kept = append(kept, r.line[i])
	}
	r.line = kept
}

func isASCIILetter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}
