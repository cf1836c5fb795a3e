// Package clip is the tokenizer of OpenAI's CLIP, as the A1111 web UI uses it
// for the text encoders of SDXL.
//
// A text goes through four stages, which the files of this package follow:
//
//	as given   "Ｄon’t  &eacute;"
//	repaired   "Don't é"           repair.go, as ftfy 6.3.1 does it
//	lowered    "don't é"           lower.go, white space folded
//	words      "don" "'t" "é"      split.go
//	tokens     847, 713, 4166      bpe.go
//
// The ids are those of transformers' CLIPTokenizer with ftfy installed, for
// any text; only ftfy's repair of wrongly decoded text ("Ã©") is left out.
// Every token knows the bytes of the text as given that it was read from.
package clip

import "sync"

// Start and End are the marks that CLIP puts around the tokens of a chunk.
// Append adds neither, but "<|startoftext|>" and "<|endoftext|>" in
// a text become them.
const (
	Start = 49406
	End   = 49407
)

// Comma is the id of a comma that ends a word, which is any comma followed by
// white space, a letter, a digit or nothing.
const Comma = 267

// Token is one token of a text.
type Token struct {
	// ID is CLIP's number of the token, below 49408.
	ID uint16
	// Start and End are the bytes of the text as given that it was read from.
	Start, End int
}

// Append appends a text's tokens to a list and returns it, without start and
// end token. Their spans run forward: neither Start nor End ever falls. Tokens
// that were read from one character share its span. Bytes that are no UTF-8
// are read as U+FFFD.
func Append(tokens []Token, text string) []Token {
	w := workspaces.Get().(*workspace)
	if isPlain(text) {
		w.same = true
		w.text = appendLower(w.text[:0], text)
	} else {
		w.same = false
		w.repair(text)
	}
	tokens = w.split(tokens)
	if cap(w.text) <= largeText {
		workspaces.Put(w)
	}
	return tokens
}

// Whole reports whether a word is a single token: one so common in what people
// write beside pictures that it is no slip of a key.
func Whole(word string) bool {
	var buf [8]Token
	return len(Append(buf[:0], word)) == 1
}

// workspace is the memory that a text is worked on in.
type workspace struct {
	text []byte // repaired and lowered
	from []span // of each byte of text, in the text as given
	same bool   // the offsets in both are the same, and from is not kept
	ids  []uint16
	repairer
}

// span is a stretch of the text as given, in bytes.
type span struct{ start, end int }

var workspaces = sync.Pool{New: func() any { return new(workspace) }}

// largeText is the size in bytes above which a workspace is not kept.
const largeText = 1 << 16

// isPlain reports whether a text needs no repair: it is ASCII, without control
// characters, save white space, and without HTML entities.
func isPlain(text string) bool {
	ampersand, semicolon := false, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 0x7F:
			return false
		case c < ' ':
			if c != '\n' && c != '\t' && c != '\r' && c != '\f' {
				return false
			}
		case c == '&':
			ampersand = true
		case c == ';':
			semicolon = semicolon || ampersand
		}
	}
	return !semicolon
}

// appendLower appends ASCII text in lower case.
func appendLower(b []byte, text string) []byte {
	at := len(b)
	b = append(b, text...)
	for i, c := range b[at:] {
		if 'A' <= c && c <= 'Z' {
			b[at+i] = c + 'a' - 'A'
		}
	}
	return b
}
