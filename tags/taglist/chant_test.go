package taglist

import (
	"slices"
	"strings"
	"testing"

	"tailor/tags"
)

func TestChantsAndArtistsWithBy(t *testing.T) {
	const text = `"(masterpiece:1.2), best_quality, [low detail]",5,,chant
"open ""quote"", closed",5,3,
"alone,",5,3,
"red hair, blue eyes",0,9,
by_mirin,1,55,"mi_rin"
By_Two_Names,1,5,
by_,1,5,
by_candlelight,0,70,
byte,1,4,
`
	l, err := ReadTags(strings.NewReader(text), "test")
	if err != nil || len(l.Bad) > 0 {
		t.Fatal(err, l.Bad)
	}
	type row struct{ name, prompt, aliases string }
	want := []row{
		{"(masterpiece:1.2),_best_quality,_[low_detail]", "(masterpiece:1.2), best_quality, [low detail]", "chant"},
		{`open_"quote",_closed`, `open "quote", closed`, ""},
		{"alone,", "alone,", ""},
		{"red_hair,_blue_eyes", "red hair, blue eyes", ""},
		{"mirin", "mirin", "by_mirin mi_rin"},
		{"Two_Names", "Two Names", "By_Two_Names"},
		{"by_", "by ", ""},
		{"by_candlelight", "by candlelight", ""},
		{"byte", "byte", ""},
	}
	var got []row
	for _, tag := range l.Tags {
		got = append(got, row{tag.Name, tag.Prompt(), strings.Join(tag.Aliases, " ")})
		if chant := tag.Category == tags.Meta && tag.Name != "alone,"; tag.Spelled() != chant {
			t.Errorf("%s: spelled %v", tag.Name, tag.Spelled())
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("\n%q\nwant\n%q", got, want)
	}
}
