package prompt

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"tailor/data/reference"
)

type golden struct {
	Prompt  string
	Counter struct{ Count, Max int }
	Line    goldenLine
}

type goldenLine struct {
	Count  int
	Chunks []goldenChunk
}

type goldenChunk struct {
	IDs     []uint16
	Weights []float64
}

func lineOf(l Line) goldenLine {
	g := goldenLine{Count: l.Count}
	for _, c := range l.Chunks {
		chunk := goldenChunk{append([]uint16{}, c.IDs...), []float64{}}
		for _, w := range c.Weights {
			chunk.Weights = append(chunk.Weights, RoundWeight(w))
		}
		g.Chunks = append(g.Chunks, chunk)
	}
	return g
}

// TestGolden compares chunks and counter with what the web UI computes.
func TestGolden(t *testing.T) {
	file, err := os.Open(reference.Path(t, "golden/chunks.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	read, lineBad, counterBad := 0, 0, 0
	for lines.Scan() {
		var want golden
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		read++
		if got := lineOf(Chunks(want.Prompt, Defaults)); !reflect.DeepEqual(got, want.Line) {
			if lineBad++; lineBad <= 5 {
				t.Errorf("line of %q\n got %v\nwant %v", want.Prompt, got, want.Line)
			}
		}
		if got := Count(want.Prompt, Defaults); got != Counter(want.Counter) {
			if counterBad++; counterBad <= 5 {
				t.Errorf("counter of %q: got %v, want %v", want.Prompt, got, want.Counter)
			}
		}
	}
	if read != 420 || lineBad > 0 || counterBad > 0 {
		t.Errorf("%d of %d lines and %d counters differ, want 0 of 420", lineBad, read, counterBad)
	}
}
