package infotext_test

import (
	"fmt"

	"tailor/tags/prompt/infotext"
)

// An infotext is taken apart into prompt, negative and settings.
func ExampleRead() {
	i := infotext.Read("by wlop BREAK 1girl, solo\nNegative prompt: worst quality\nSteps: 28, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216")
	fmt.Println(i.Positive)
	fmt.Println(i.Negative)
	size, _ := i.Get("Size")
	fmt.Println(len(i.Settings), "settings, size", size)
	// Output:
	// by wlop BREAK 1girl, solo
	// worst quality
	// 5 settings, size 832x1216
}
