package edit_test

import (
	"fmt"

	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
)

// A toggle puts a tag where the model wants it, and takes it back to the byte.
func ExampleToggle() {
	p := profile.RouWei()
	t := prompt.Texts{Positive: "by kantoku BREAK 1girl, solo"}
	for _, to := range []edit.State{edit.Wanted, edit.Refused, edit.Off} {
		t = edit.Toggle(p, t, "masterpiece", to).Apply(t)
		fmt.Printf("%q, refused %q\n", t.Positive, t.Negative)
	}
	// Output:
	// "by kantoku, masterpiece BREAK 1girl, solo", refused ""
	// "by kantoku BREAK 1girl, solo", refused "masterpiece"
	// "by kantoku BREAK 1girl, solo", refused ""
}
