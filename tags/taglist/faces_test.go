package taglist

import (
	"slices"
	"testing"

	"tailor/data/reference"
	"tailor/tags"
)

// TestFacesOfTheWholeList names every tag of the large list that is taken for
// a face.
func TestFacesOfTheWholeList(t *testing.T) {
	l, err := ReadFile(reference.Path(t, "data/danbooru-tagcomplete.csv"))
	if err != nil {
		t.Fatal(err)
	}
	var faces []string
	for _, tag := range l.Tags {
		if tags.IsEmoticon(tag.Name) {
			faces = append(faces, tag.Name)
		}
	}
	slices.Sort(faces)
	want := []string{"+_+", "+_-", "._.", "0_0", "3_3", "6_9", "<o>_<o>", "<|>_<|>", "=_=", ">_<", ">_o", "@_@", "^_^", "o_o", "o_x", "t_t", "u_u", "x_x", "|_|"}
	if !slices.Equal(faces, want) {
		t.Errorf("faces %q\nwant  %q", faces, want)
	}
}
