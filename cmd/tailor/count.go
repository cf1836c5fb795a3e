package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/config"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
)

// counted is the JSON value of tailor count.
type counted struct {
	Counter struct {
		Count int `json:"count"`
		Max   int `json:"max"`
	} `json:"counter"`
	Line struct {
		Count  int            `json:"count"`
		Chunks []countedChunk `json:"chunks"`
	} `json:"line"`
}

type countedChunk struct {
	IDs     []uint16 `json:"ids"`
	Weights []weight `json:"weights"`
}

// weight is written with at most six decimals and at least one.
type weight float64

// MarshalJSON writes infinite weights, which JSON does not know, as the
// largest number.
func (w weight) MarshalJSON() ([]byte, error) {
	x := min(max(float64(w), -math.MaxFloat64), math.MaxFloat64)
	if math.IsNaN(x) {
		return []byte("0.0"), nil
	}
	if math.Abs(x) >= 1e15 {
		return []byte(strconv.FormatFloat(x, 'e', -1, 64)), nil
	}
	s := strings.TrimRight(strconv.FormatFloat(x, 'f', 6, 64), "0")
	if strings.HasSuffix(s, ".") {
		s += "0"
	}
	if s == "-0.0" {
		s = "0.0"
	}
	return []byte(s), nil
}

func count(text string, o prompt.Options) counted {
	var c counted
	counter := prompt.Count(text, o)
	c.Counter.Count, c.Counter.Max = counter.Count, counter.Max
	line := prompt.Chunks(text, o)
	c.Line.Count = line.Count
	c.Line.Chunks = make([]countedChunk, len(line.Chunks))
	for i, chunk := range line.Chunks {
		weights := make([]weight, len(chunk.Weights))
		for j, w := range chunk.Weights {
			weights[j] = weight(w)
		}
		c.Line.Chunks[i] = countedChunk{append([]uint16{}, chunk.IDs...), weights}
	}
	return c
}

func (a *app) countCommand() *cobra.Command {
	var asJSON bool
	var backtrack int
	cmd := &cobra.Command{
		Use:   "count [PROMPT]",
		Short: "Count a prompt's tokens and show its chunks",
		Long: `count shows the chunks of 75 tokens that CLIP sees of a prompt, and the number
that A1111's token counter shows, of an infotext those of its prompt. With
--json, standard input holds a JSON string a line.`,
		Example: `  tailor count 'by kantoku, masterpiece BREAK 1girl, solo'
  echo '"1girl, solo"' | tailor count --json`,
		RunE: a.WithConfig(func(cmd *cobra.Command, c config.Config, args []string) error {
			o := prompt.Defaults
			o.Backtrack = c.Backtrack
			if cmd.Flags().Changed("backtrack") {
				o.Backtrack = backtrack
			}
			if o.Backtrack < 0 || o.Backtrack > prompt.ChunkSize {
				return fmt.Errorf("--backtrack %d: it takes a number of tokens, 0 (off) to %d", o.Backtrack, prompt.ChunkSize)
			}
			if asJSON && len(args) == 0 {
				if err := a.NeedInput("count"); err != nil {
					return err
				}
				return cli.JSONLines(a.App, `a JSON string, "1girl, solo"`, func(text string) error {
					if err := cli.CheckLength("count", text); err != nil {
						return err
					}
					return a.WriteJSON(count(text, o))
				})
			}
			text, err := a.Prompt(args, "count")
			if info := infotext.Read(text); info.IsMore() {
				text = info.Positive
			}
			if err == nil {
				err = cli.CheckLength("count", text)
			}
			if err != nil {
				return err
			}
			if asJSON {
				return a.WriteJSON(count(text, o))
			}
			return a.writeChunks(text, o)
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON value a line, for one prompt each")
	cmd.Flags().IntVar(&backtrack, "backtrack", prompt.Defaults.Backtrack, "how many `tokens` back a chunk may end at a comma, 0 for not at all")
	return cmd
}
