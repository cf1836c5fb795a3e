package tags

import (
	"slices"
	"strings"
	"testing"
)

func mustRead(t testing.TB, csv string) List {
	t.Helper()
	l, err := ReadTags(strings.NewReader(csv), "test")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func mustReadArtists(t testing.TB, text string) List {
	t.Helper()
	l, err := ReadArtists(strings.NewReader(text), "artists")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLookupInAnySpelling(t *testing.T) {
	c := Build(mustRead(t, `long_hair,0,4323137,"/lh,longhair"
karin_(blue_archive),4,9000,
k-on!,3,500,
:),0,400,
:(,0,300,
^_^,0,200,"^^"
\m/,0,100,"\n/,corna"
t-shirt,0,90,tshirt
hair,0,80,longhair
`))
	for _, x := range []struct{ text, name, alias string }{
		{"long_hair", "long_hair", ""},
		{"long hair", "long_hair", ""},
		{"Long  Hair", "long_hair", ""},
		{" long-hair ", "long_hair", ""},
		{"LONGHAIR", "long_hair", "longhair"},
		{"/lh", "long_hair", "/lh"},
		{`karin \(blue archive\)`, "karin_(blue_archive)", ""},
		{"karin (blue archive)", "karin_(blue_archive)", ""},
		{"K On!", "k-on!", ""},
		{"T shirt", "t-shirt", ""},
		{":)", ":)", ""},
		{`:\)`, ":)", ""},
		{":(", ":(", ""},
		{"^_^", "^_^", ""},
		{"^ ^", "^_^", ""},
		{"^^", "^_^", "^^"},
		{`\m/`, `\m/`, ""},
		{`\\m/`, `\m/`, ""},
		{"kon", "", ""},
		{"karin", "", ""},
		{"", "", ""},
		{"_", "", ""},
		{strings.Repeat("long hair ", 1000), "", ""},
		{"\xff\x00", "", ""},
	} {
		id, alias, ok := c.Lookup(x.text)
		got := ""
		if ok {
			got = c.Tag(id).Name
		}
		if got != x.name || alias != x.alias {
			t.Errorf("Lookup(%q) = %q by %q, want %q by %q", x.text, got, alias, x.name, x.alias)
		}
	}
}

func TestBuildMergesByName(t *testing.T) {
	first := mustRead(t, "long_hair,0,100,longhair\nsky,0,50,\nnew_here,0,1,\n")
	second := mustRead(t, "long_hair,0,300,\"longhair,/lh\"\nsky,5,70,heavens\nzebra,0,60,\n")
	c := Build(first, second, mustReadArtists(t, "by sky\nby kantoku\nkantoku\n"))
	type row struct {
		name     string
		category Category
		count    int
		aliases  string
	}
	var got []row
	for id := range ID(c.Len()) {
		tag := c.Tag(id)
		got = append(got, row{tag.Name, tag.Category, tag.Count, strings.Join(tag.Aliases, " ")})
	}
	want := []row{
		{"long_hair", General, 300, "longhair /lh"},
		{"sky", General, 70, "heavens"},
		{"zebra", General, 60, ""},
		{"new_here", General, 1, ""},
		{"sky", Artist, 0, ""},
		{"kantoku", Artist, 0, ""},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v\nwant %v", got, want)
	}
	if c.CountBy(General) != 4 || c.CountBy(Artist) != 2 || c.CountBy(Meta) != 0 || c.CountBy(77) != 0 {
		t.Error("the counts by category are wrong")
	}
	if id, _, ok := c.Lookup("sky"); !ok || c.Tag(id).Category != General {
		t.Error("Lookup does not prefer the more common tag")
	}
	if id, _, ok := c.LookupIn("sky", Artist); !ok || c.Tag(id).Category != Artist {
		t.Error("LookupIn does not find the artist")
	}
	if _, _, ok := c.LookupIn("zebra", Artist); ok {
		t.Error("LookupIn finds a tag of another category")
	}
	// The lists are as they were.
	if first.Tags[0].Count != 100 || len(first.Tags[0].Aliases) != 1 || second.Tags[1].Category != Meta {
		t.Error("Build changed the lists")
	}
}

func TestAnotherListMendsDashes(t *testing.T) {
	dash := mustRead(t, "looking-at-viewer,0,900,\"looking-at-you\"\nsugar-free-cola,0,5,\nall-new,0,3,\n")
	c := Build(dash, mustRead(t, "looking_at_viewer,0,100,\nsugar-free_cola,0,4,\n"))
	for _, name := range []string{"looking_at_viewer", "sugar-free_cola", "all_new"} {
		if id, _, ok := c.Lookup(name); !ok || c.Tag(id).Name != name {
			t.Errorf("%s is lost", name)
		}
	}
	if id, _, _ := c.Lookup("looking at viewer"); c.Tag(id).Count != 900 || !slices.Equal(c.Tag(id).Aliases, []string{"looking_at_you"}) {
		t.Errorf("%+v is not merged", c.Tag(id))
	}
}

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
(o)_(o)
{by novel}

__wildcard__
{a|b}
<lora:x:1>
by 
( )
`
	l := mustReadArtists(t, text)
	want := "kantoku wlop ke-ta tony_taka rella as109 mika_pikazo foo_(bar) foo_(baz) weighted a b c sharp#1 prefixed byte (o)_(o) novel"
	var names []string
	for _, tag := range l.Tags {
		if tag.Category != Artist {
			t.Errorf("%+v is no artist", tag)
		}
		names = append(names, tag.Name)
	}
	if got := strings.Join(names, " "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	bad := []Problem{{20, "a wildcard, not an artist"}, {21, "a dynamic prompt, not an artist"}, {22, "an extra network, not an artist"}, {23, "no name"}, {24, "no name"}}
	if !slices.Equal(l.Bad, bad) {
		t.Errorf("bad rows %v, want %v", l.Bad, bad)
	}
}

func TestStarterListsAreClean(t *testing.T) {
	lists, err := StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	tags := 0
	for _, l := range lists {
		if len(l.Bad) > 0 || l.dashed || l.Name == "" {
			t.Errorf("the list %q: dash form %v, bad rows %v", l.Name, l.dashed, l.Bad)
		}
		for _, tag := range l.Tags {
			tags++
			if Blocked(tag.Name) || slices.ContainsFunc(tag.Aliases, Blocked) {
				t.Errorf("%+v is blocked", tag)
			}
		}
	}
	if c := Build(lists...); c.Len() == 0 || c.Len() > tags {
		t.Errorf("%d tags of %d rows", c.Len(), tags)
	}
}
