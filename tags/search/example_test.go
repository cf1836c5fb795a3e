package search_test

import (
	"context"
	"fmt"
	"strings"

	"tailor/tags/catalogue"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

// A search finds tags by letters of their words, slips of the finger included.
func ExampleIndex_Search() {
	list, err := taglist.ReadTags(strings.NewReader("long_hair,0,4300000,longhair\ndetached_collar,0,60000,\nokita_souji_(fate),4,9000,\n"), "mine")
	if err != nil {
		fmt.Println(err)
		return
	}
	index := search.NewIndex(catalogue.Build(list))
	for _, query := range []string{"hair long", "detco", "osf", "logn hair"} {
		for _, r := range index.Search(context.Background(), query, search.Options{Limit: 1}) {
			fmt.Printf("%-9s → %s\n", query, r.Tag.Prompt())
		}
	}
	// Output:
	// hair long → long hair
	// detco     → detached collar
	// osf       → okita souji \(fate\)
	// logn hair → long hair
}
