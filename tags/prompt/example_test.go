package prompt_test

import (
	"fmt"

	"tailor/tags/prompt"
)

// An outline is what a person sees in a prompt.
func ExampleRead() {
	text := `by kantoku BREAK 1girl, (karin \(blue archive\), halo:1.2), [day:night:0.5]`
	for _, p := range prompt.Read(text).Parts {
		fmt.Printf("%d %-22s %.1f choice %v\n", p.Section, p.Text, p.Weight, p.Choice)
	}
	// Output:
	// 0 by kantoku             1.0 choice false
	// 1 1girl                  1.0 choice false
	// 1 karin (blue archive)   1.2 choice false
	// 1 halo                   1.2 choice false
	// 1 [day:night:0.5]        1.0 choice true
}

// Chunks are what CLIP sees at once.
func ExampleChunks() {
	text := "by kantoku, masterpiece BREAK 1girl, (halo:1.2)"
	line := prompt.Chunks(text, prompt.Defaults)
	for _, c := range line.Chunks {
		fmt.Printf("%d tokens: %q\n", len(c.IDs), text[c.Start:c.End])
	}
	fmt.Println(line.Count, "counted")
	// Output:
	// 6 tokens: "by kantoku, masterpiece "
	// 4 tokens: " 1girl, (halo:1.2)"
	// 79 counted
}
