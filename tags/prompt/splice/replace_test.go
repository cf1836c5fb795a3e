package splice

import (
	"testing"

	"tailor/tags/prompt"
)

func TestReplace(t *testing.T) {
	for _, c := range []struct{ name, text, old, other, want string }{
		{"in the middle", "1girl, maid, apron, rain", "maid, apron", "serafuku, pleated skirt", "1girl, serafuku, pleated skirt, rain"},
		{"weighted and otherwise spelled", "1girl, (maid:1.2), maid_headdress", "maid, maid headdress, ", "serafuku", "1girl, serafuku"},
		{"over a line", "a,\nmaid,\napron,\nb", "maid, apron", "dress", "a,\ndress,\nb"},
		{"not whole", "1girl, maid, rain", "maid, apron", "dress", ""},
		{"in another order", "apron, maid", "maid, apron", "dress", ""},
		{"by nothing", "maid", "maid", " , ", ""},
		{"nothing", "maid", "", "dress", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, ok := Replace(c.text, c.old, c.other)
			got := ""
			if ok {
				got = prompt.Apply(c.text, []prompt.Edit{e})
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
