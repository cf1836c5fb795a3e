package catalogue

import (
	"fmt"
	"strings"
	"testing"

	"tailor/tags/taglist"
)

func TestVerbatim(t *testing.T) {
	own, err := taglist.ReadTags(strings.NewReader(`name,category,prompt
my_oc,4,"MyOC_v3 (style), silver hair"
bare,4,MyOC_v3 (style)
glow,0,(glow_up:1.2)
long_hair,0,long hair
cut,0,one BREAK two
half,0,half # way
`), "own")
	if err != nil {
		t.Fatal(err)
	}
	c := Build(own)
	tests := []struct{ name, text, want string }{
		{"alone", "MyOC_v3 (style)", "bare"},
		{"the longer one", "a, MyOC_v3 (style), silver hair, b", "my_oc"},
		{"with a weight", "(MyOC_v3 (style), silver hair:1.2), ((glow_up:1.2))", "my_oc glow"},
		{"in variants", "{2$$MyOC_v3 (style)|3::MyOC_v3 (style)| MyOC_v3 (style) }", "bare bare bare"},
		{"at a BREAK", "a BREAK MyOC_v3 (style) BREAK b\nMyOC_v3 (style)\nAND MyOC_v3 (style)", "bare bare bare"},
		{"at networks", "<lora:x:1> MyOC_v3 (style) <lora:y:1>", "bare"},
		{"a part of a phrase", "an MyOC_v3 (style), MyOC_v3 (style) x, xMyOC_v3 (style)", ""},
		{"in a word with BREAK", "aBREAK MyOC_v3 (style), MyOC_v3 (style) BREAKs", ""},
		{"in escaped brackets", `saber \(MyOC_v3 (style)\)`, ""},
		// Python 3.11 knows no letter that Unicode 15 brought.
		{"BREAK before a letter of Unicode 15", "MyOC_v3 (style) BREAK\U00031350", "bare"},
		{"another case", "myoc_v3 (style)", ""},
		{"as the rules spell", "long hair", ""},
		{"what parts a prompt", "one BREAK two, half # way", ""},
		{"prompt editing", "[MyOC_v3 (style):0.5]", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, w := range c.Verbatim(test.text) {
				if tag := c.Tag(w.ID); tag.Prompt() != test.text[w.Start:w.End] {
					t.Errorf("%q is not %q", test.text[w.Start:w.End], tag.Prompt())
				}
				got = append(got, c.Tag(w.ID).Name)
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("got %q, want %q", s, test.want)
			}
		})
	}
	if got := fmt.Sprint((*Catalogue)(nil).Verbatim("x"), Build().Verbatim("x")); got != "[] []" {
		t.Error(got)
	}
}
