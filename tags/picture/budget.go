package picture

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// The limits of what reading one file may take, whatever is in it. Prompts
// and workflows of people stay far below all of them.
const (
	// maxText is the number of bytes that a text in a picture, or a file of
	// text, may have.
	maxText = 8 << 20
	// maxWork is the number of bytes that may be read, unpacked and decoded
	// in all; what is decoded twice counts twice.
	maxWork = 64 << 20
	// maxSteps is the number of chunks, boxes, directory entries, values of
	// JSON and links that are followed.
	maxSteps = 2 << 20
	// maxValues is the number of values that one text of JSON may hold.
	maxValues = 512 << 10
	// maxTime is how long it may take where all this is slower than thought.
	maxTime = time.Second
)

// budget is what is left of these limits for one file. The first that is
// passed is the error of everything that is asked for afterwards.
type budget struct {
	bytes, steps int
	until        time.Time
	err          error
	// lost names the node of a graph that its prompt was lost at.
	lost string
	// wraps is how many objects of texts lie around what is read.
	wraps int
}

func newBudget() *budget {
	return &budget{bytes: maxWork, steps: maxSteps, until: time.Now().Add(maxTime)}
}

var errSteps = fmt.Errorf("more than %d parts in it, which is more than any prompt: given up", maxSteps)

// take takes n bytes off the budget, before they are read or made.
func (b *budget) take(n int) error {
	switch {
	case b.err != nil:
	case n > b.bytes:
		b.err = fmt.Errorf("its texts come to more than %d MB, which is more than any prompt: given up", maxWork>>20)
	case time.Now().After(b.until):
		b.err = fmt.Errorf("reading it takes more than %v: given up", maxTime)
	default:
		b.bytes -= n
	}
	return b.err
}

// step takes n steps off the budget.
func (b *budget) step(n int) error {
	if b.err == nil {
		if b.steps -= n; b.steps < 0 {
			b.err = errSteps
		}
	}
	return b.err
}

// decode reads JSON, numbers as they are written: seeds have up to 20 digits.
func (b *budget) decode(text []byte, v any) error {
	n := values(text)
	if b.err == nil && n > maxValues {
		b.err = fmt.Errorf("JSON of more than %d values in it, which is more than any prompt: given up", maxValues)
	}
	if err := errors.Join(b.take(2*len(text)), b.step(n)); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d.Decode(v)
}

// values returns about how many values JSON holds: one more than commas,
// brackets and braces that stand in no string.
func values(text []byte) int {
	n, quoted := 1, false
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			quoted = !quoted
		case '\\':
			i++
		case ',', '[', '{', ':':
			if !quoted {
				n++
			}
		}
	}
	return n
}
