package container

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"tailor/data/decoding"
)

// The limits of what reading one file may take, whatever is in it. Prompts
// and workflows of people stay far below all of them.
const (
	// MaxText is the number of bytes that a text in a picture, or a file of
	// text, may have.
	MaxText = 8 << 20
	// maxWork is the number of bytes that may be read, unpacked and decoded in all.
	maxWork = 64 << 20
	// maxSteps is the number of chunks, boxes, directory entries, values of
	// JSON and links that are followed.
	maxSteps = 2 << 20
	// maxValues is the number of values that one text of JSON may hold.
	maxValues = 512 << 10
	// MaxTime is how long it may take where all this is slower than thought.
	MaxTime = time.Second
)

// Budget is what is left of these limits for one file. The first that is
// passed is the error of everything that is asked for afterwards.
type Budget struct {
	bytes, steps int
	// Until is when reading has to be done.
	Until time.Time
	// Err is the first limit that was passed, nil for none.
	Err error
	// Lost names the node of a graph that its prompt was lost at.
	Lost string
	// Wraps is how many objects of texts lie around what is read.
	Wraps int
}

// NewBudget returns all that reading one file may take, from now on.
func NewBudget() *Budget {
	return &Budget{bytes: maxWork, steps: maxSteps, Until: time.Now().Add(MaxTime)}
}

var errSteps = fmt.Errorf("more than %d parts in it, which is more than any prompt: given up", maxSteps)

// Take takes n bytes off the budget, before they are read or made.
func (b *Budget) Take(n int) error {
	switch {
	case b.Err != nil:
	case n > b.bytes:
		b.Err = fmt.Errorf("its texts come to more than %d MB, which is more than any prompt: given up", maxWork>>20)
	case time.Now().After(b.Until):
		b.Err = fmt.Errorf("reading it takes more than %v: given up", MaxTime)
	default:
		b.bytes -= n
	}
	return b.Err
}

// Step takes n steps off the budget.
func (b *Budget) Step(n int) error {
	if b.Err == nil {
		if b.steps -= n; b.steps < 0 {
			b.Err = errSteps
		}
	}
	return b.Err
}

// Decode reads JSON, numbers as they are written: seeds have up to 20 digits.
func (b *Budget) Decode(text []byte, v any) error {
	n := decoding.Values(text)
	if b.Err == nil && n > maxValues {
		b.Err = fmt.Errorf("JSON of more than %d values in it, which is more than any prompt: given up", maxValues)
	}
	if err := errors.Join(b.Take(2*len(text)), b.Step(n)); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d.Decode(v)
}

// Fields reads a JSON object, its numbers as they are written.
func (b *Budget) Fields(text string) map[string]any {
	var m map[string]any
	if text == "" || b.Decode(WithoutNaN([]byte(text)), &m) != nil {
		return nil
	}
	return m
}

// noNumber is a number of JSON that is larger than any there is.
const noNumber = "1e999"

// WithoutNaN puts noNumber for NaN and Infinity, which Python writes into JSON
// and ComfyUI into its pictures ("is_changed": [NaN]).
func WithoutNaN(b []byte) []byte {
	if !bytes.Contains(b, []byte("NaN")) && !bytes.Contains(b, []byte("Infinity")) {
		return b
	}
	out := make([]byte, 0, len(b))
	quoted := false
	for i := 0; i < len(b); i++ {
		switch {
		case quoted && b[i] == '\\' && i+1 < len(b):
			out = append(out, b[i])
			i++
		case b[i] == '"':
			quoted = !quoted
		case !quoted:
			word := 0
			for _, w := range []string{"NaN", "Infinity", "-Infinity"} {
				if bytes.HasPrefix(b[i:], []byte(w)) {
					word = len(w)
				}
			}
			if word > 0 {
				out = append(out, noNumber...)
				i += word - 1
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}
