package prompt

import "strings"

// The characters that mean something to Read, and what stands for each of
// them under a veil: control characters that no prompt holds.
const (
	marks = ",()[]{}<>|:\\_\n\r" + "\xef\xbc\x8c" // the last three are the full-width comma
	veils = "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17"
)

var veiling, unveiling = table(marks, veils), table(veils, marks)

func table(from, to string) (t [256]byte) {
	for i := range t {
		t[i] = byte(i)
	}
	for i := range len(from) {
		t[from[i]] = to[i]
	}
	return t
}

// Veil hides all that Read heeds inside the spans, so that it takes each of
// them for a word of plain text. No byte moves. It returns the text as it is
// where it holds a character that a veil is made of.
func Veil(text string, spans []Span) string {
	if len(spans) == 0 || strings.ContainsAny(text, veils) {
		return text
	}
	b := []byte(text)
	for _, s := range spans {
		for i := s.Start; i < s.End; i++ {
			// The bytes of the full-width comma are parts of other letters too.
			if c := b[i]; c < 0x80 || strings.HasPrefix(text[i:min(i+3, s.End)], "，") {
				b[i] = veiling[c]
				if c >= 0x80 {
					b[i+1], b[i+2] = veiling[b[i+1]], veiling[b[i+2]]
					i += 2
				}
			}
		}
	}
	return string(b)
}

// Unveil gives a text that was veiled, or a piece of one, back as it was. A
// text that never was must hold none of the characters that a veil is made of.
func Unveil(text string) string {
	if !strings.ContainsAny(text, veils) {
		return text
	}
	b := []byte(text)
	for i, c := range b {
		b[i] = unveiling[c]
	}
	return string(b)
}
