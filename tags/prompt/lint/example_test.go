package lint_test

import (
	"fmt"
	"log"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt/lint"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

// A checker says what will not do what was meant, and fixes it.
func ExampleChecker_CheckAlone() {
	lists, err := taglist.StarterLists()
	if err != nil {
		log.Fatal(err)
	}
	known := catalogue.Build(lists...)
	c := lint.New(profile.RouWei(), known, search.NewIndex(known), lint.Options{})
	text := "1girl, long_hair, score_9, solo"
	for _, d := range c.CheckAlone(text) {
		fmt.Printf("%s %s: %q → %q\n", d.Severity, d.Rule, d.Of(text), *d.Fix)
	}
	fmt.Println(c.FixAlone(text))
	// Output:
	// warning underscore: "long_hair" → "long hair"
	// warning dead-tag: "score_9" → ""
	// 1girl, long hair, solo
}
