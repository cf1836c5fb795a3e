// Package clip is the tokenizer of OpenAI's CLIP, as the A1111 web UI uses it
// for the text encoders of SDXL.
package clip

// Token is one token of a text.
type Token struct {
	// ID is CLIP's number of the token, below 49408.
	ID uint16
	// Start and End are the bytes of the text as given that it was read from.
	Start, End int
}

// Encode returns the ids of a text's tokens, without start and end token.
func Encode(text string) []uint16 { return nil }

// Tokens returns a text's tokens, without start and end token.
func Tokens(text string) []Token { return nil }
