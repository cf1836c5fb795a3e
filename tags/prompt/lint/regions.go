package lint

import (
	"context"

	"tailor/tags/prompt/lint/reading"
	"tailor/tags/prompt/splice"
)

// region is a prompt with what the rules find out about it.
type region struct {
	*reading.Region
	remover  *splice.Remover
	families map[string][]int // the surely dead words, see supporters
	// bodyItems is how many items are of the prompt's body, 0 until counted.
	bodyItems int
	// partedOnce is what parted reports, nil until asked.
	partedOnce *bool
	// optionsOnce is what bringsOptions reports, nil until asked.
	optionsOnce *bool
}

// regions cuts a text into prompts.
func (c *Checker) regions(ctx context.Context, text string, negative bool) []*region {
	var all []*region
	for _, reg := range c.read.Regions(ctx, text, negative) {
		all = append(all, &region{Region: reg})
	}
	return all
}

// bare is a region of which only the text is looked at.
func bare(text string, negative bool) *region {
	return &region{Region: &reading.Region{Text: text, Negative: negative}}
}

// bringsOptions reports whether the region's text is for a program that reads
// its negative prompt and settings out of it.
func (reg *region) bringsOptions() bool {
	if reg.optionsOnce == nil {
		brings := reading.BringsOptions(reg.Text)
		reg.optionsOnce = &brings
	}
	return *reg.optionsOnce
}
