package taglist_test

import (
	"fmt"
	"strings"

	"tailor/tags/taglist"
)

// A list keeps its good rows and says what was wrong with the others.
func ExampleReadTags() {
	list, err := taglist.ReadTags(strings.NewReader("tag,category,count,alias\nlong_hair,0,4300000,\"longhair,long-hair\"\nwlop,artist,900,\nred_eyes,0,many,\n"), "mine")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range list.Tags {
		fmt.Println(t.Name, t.Category, t.Count, t.Aliases)
	}
	for _, p := range list.Bad {
		fmt.Println("skipped:", p)
	}
	// Output:
	// long_hair general 4300000 [longhair long-hair]
	// wlop artist 900 []
	// skipped: line 4: the count "many" is no number
}
