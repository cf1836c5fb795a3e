package taglist

import (
	"slices"
	"strings"
	"testing"

	"tailor/tags"
)

func TestReadArtists(t *testing.T) {
	const text = `# RouWei's artists
by kantoku
wlop
  By  ke-ta  ,
(by tony taka:0.8)
((by rella))
[by as109]
by (mika pikazo:1.2)
by foo \(bar\)
foo_(baz)
2::by weighted
by a, (by b:1.1), c
by sharp#1 # a comment
#by commented
artist:prefixed
by byte
by_kara
(o)_(o)
{by novel}

__wildcard__
{a|b}
<lora:x:1>
by 
( )
`
	l, err := parseArtists([]byte(text), "artists")
	if err != nil {
		t.Fatal(err)
	}
	want := "kantoku wlop ke-ta tony_taka rella as109 mika_pikazo foo_(bar) foo_(baz) weighted a b c sharp#1 prefixed byte kara (o)_(o) novel"
	var names []string
	for _, tag := range l.Tags {
		if tag.Category != tags.Artist {
			t.Errorf("%+v is no artist", tag)
		}
		names = append(names, tag.Name)
	}
	if got := strings.Join(names, " "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	bad := []Problem{{21, "a wildcard, not an artist"}, {22, "a dynamic prompt, not an artist"}, {23, "an extra network, not an artist"}, {24, "no name"}, {25, "no name"}}
	if !slices.Equal(l.Bad, bad) {
		t.Errorf("bad rows %v, want %v", l.Bad, bad)
	}
}

// TestManyPairs has names in as many brackets as are looked for, and in more.
func TestManyPairs(t *testing.T) {
	around := func(pairs int) string {
		return strings.Repeat("([", pairs/2) + "kantoku" + strings.Repeat("])", pairs/2) + "\n"
	}
	l, err := parseArtists([]byte(around(mostPairs)+strings.Repeat(around(1000), 8000)), "artists") // 16 MB
	if err != nil || len(l.Tags) != 1 || l.Tags[0].Name != "kantoku" {
		t.Fatalf("%v, %v", l.Tags, err)
	}
	if len(l.Bad) != 8000 || l.Bad[0] != (Problem{2, "in more than 16 pairs of brackets"}) {
		t.Errorf("%d bad rows, the first %v", len(l.Bad), l.Bad[0])
	}
}

// TestPlainNames has names without a sign and with every sign read as they are
// written.
func TestPlainNames(t *testing.T) {
	for text, wants := range map[string]string{
		"by  some   one": "some_one", "a  b": "a_b", "by by x": "x", "by by_y": "y", "x]": "x]", "a>b": "a>b", "by (a b:1.2)": "a_b",
		"}": "", "__x__": "", "by __x__": "", "<x:1>": "", "-": "", "_a_": "_a_", `\(x\)`: "(x)", "2::x y": "x_y", "artist: q": "q",
		"- kantoku": "kantoku", "  - by wlop": "wlop", "artists:": "", `["kantoku",`: "", `[{"name": "kantoku"}]`: "", "d:": "d:",
	} {
		l, err := parseArtists([]byte(text+"\nother"), "x")
		if got := l.Tags[0].Name; err != nil || got != wants && (wants != "" || got != "other") {
			t.Errorf("%q is %q, %v; want %q", text, got, err, wants)
		}
	}
}
