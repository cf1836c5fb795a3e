package variants_test

import (
	"fmt"

	"tailor/tags/prompt/variants"
)

// A wildcard and a variant are expanded by the seed: the same seed, the same
// prompt.
func ExampleExpander_Expand() {
	lookup := func(name string) ([]string, error) {
		return []string{"red hair", "blue hair"}, nil
	}
	template := "1girl, __hair__, {smile|grin}"
	first, problems := variants.New(7, lookup).Expand(template)
	again, _ := variants.New(7, lookup).Expand(template)
	fmt.Println(first == again, len(problems))
	// Output:
	// true 0
}
