package catalogue

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/taglist"
)

func mustRead(t testing.TB, csv string) taglist.List {
	t.Helper()
	l, err := taglist.ReadTags(strings.NewReader(csv), "test")
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
		{"long\u3000hair", "long_hair", ""},
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
	c := Build(first, second, mustRead(t, "sky,1,0\nkantoku,1,0\nkantoku,1,0\n"))
	type row struct {
		name     string
		category tags.Category
		count    int
		aliases  string
	}
	var got []row
	for id := range ID(c.Len()) {
		tag := c.Tag(id)
		got = append(got, row{tag.Name, tag.Category, tag.Count, strings.Join(tag.Aliases, " ")})
	}
	want := []row{
		{"long_hair", tags.General, 300, "longhair /lh"},
		{"sky", tags.General, 70, "heavens"},
		{"zebra", tags.General, 60, ""},
		{"new_here", tags.General, 1, ""},
		{"sky", tags.Artist, 0, ""},
		{"kantoku", tags.Artist, 0, ""},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v\nwant %v", got, want)
	}
	if c.CountBy(tags.General) != 4 || c.CountBy(tags.Artist) != 2 || c.CountBy(tags.Meta) != 0 || c.CountBy(77) != 0 {
		t.Error("the counts by category are wrong")
	}
	if id, _, ok := c.Lookup("sky"); !ok || c.Tag(id).Category != tags.General {
		t.Error("Lookup does not prefer the more common tag")
	}
	if id, _, ok := c.LookupIn("sky", tags.Artist); !ok || c.Tag(id).Category != tags.Artist {
		t.Error("LookupIn does not find the artist")
	}
	if _, _, ok := c.LookupIn("zebra", tags.Artist); ok {
		t.Error("LookupIn finds a tag of another category")
	}
	// The lists are as they were.
	if first.Tags[0].Count != 100 || len(first.Tags[0].Aliases) != 1 || second.Tags[1].Category != tags.Meta {
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

func TestStarterListsAreClean(t *testing.T) {
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, l := range lists {
		if len(l.Bad) > 0 || l.Dashed || l.Name == "" {
			t.Errorf("the list %q: dash form %v, bad rows %v", l.Name, l.Dashed, l.Bad)
		}
		for _, tag := range l.Tags {
			rows++
			if tags.Blocked(tag.Name) || slices.ContainsFunc(tag.Aliases, tags.Blocked) {
				t.Errorf("%+v is blocked", tag)
			}
		}
	}
	if c := Build(lists...); c.Len() == 0 || c.Len() > rows {
		t.Errorf("%d tags of %d rows", c.Len(), rows)
	}
}

// TestBlockedAsSpelled reads a list whose column says to write what is never offered.
func TestBlockedAsSpelled(t *testing.T) {
	own := mustRead(t, "name,category,aliases,prompt\nmy oc,character,heroine,\"loli, 1girl, (shota:1.2)\"\nfoo bar,general,zed,lo-li\n"+
		"small oc,character,,\"child, nude\"\nkid oc,character,,naked\nsky,general,,loli\nhat,general,,\"hat, child\"\n")
	c := Build(mustRead(t, "sky,0,100,\"heaven\"\n"), own)
	for _, name := range []string{"my oc", "heroine", "foo bar", "zed", "small oc", "kid oc"} {
		if id, _, ok := c.Lookup(name); ok {
			t.Errorf("%s is offered as %q", name, c.Tag(id).Prompt())
		}
	}
	for name, want := range map[string]string{"sky": "sky", "heaven": "sky", "hat": "hat, child"} {
		if id, _, ok := c.Lookup(name); !ok || c.Tag(id).Prompt() != want {
			t.Errorf("%s is written %q, want %q", name, c.Tag(id).Prompt(), want)
		}
	}
	m := newMerger(nil)
	m.tags = append(m.tags, &tags.Tag{Name: "sky"})
	if m.joinedAt(0).bring(&own.Tags[4]); m.tags[0].Spelled() {
		t.Error("what is never offered is merged")
	}
}

// TestOneNameInEveryRow merges rows and translations that all are of one tag, which
// takes no longer than as many tags: each alias once, up to what a tag may have.
func TestOneNameInEveryRow(t *testing.T) {
	const rows = 80_000
	var list, words strings.Builder
	for i := range rows {
		fmt.Fprintf(&list, "smile,0,%d,\"grin %d,happy\"\n", i%7, i%70_000)
		fmt.Fprintf(&words, "smile,laugh %d\n", i%500)
	}
	own := mustRead(t, list.String())
	c := Build(own, mustRead(t, "hat,0,9,\n"))
	if c.Len() != 2 || len(c.Aliases(0))+len(c.Aliases(1)) != math.MaxUint16 || c.Count(0)+c.Count(1) != 15 {
		t.Errorf("%d tags, %d and %d aliases", c.Len(), len(c.Aliases(0)), len(c.Aliases(1)))
	}
	if id, alias, ok := c.Lookup("grin 60000"); !ok || c.Name(id) != "smile" || alias != "grin_60000" {
		t.Errorf("an alias is of %d, %q", id, alias)
	}
	if len(own.Tags[0].Aliases) != 2 {
		t.Error("a list was changed")
	}
	path := filepath.Join(t.TempDir(), "words.csv")
	if err := os.WriteFile(path, []byte(words.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	translations, err := taglist.ReadTranslationFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c = Build(mustRead(t, "smile,0,5,\"a,b\"\n"), translations)
	if got := c.Aliases(0); len(got) != 502 || got[0] != "a" || got[2] != "laugh_0" || got[501] != "laugh_499" {
		t.Errorf("%d aliases", len(got))
	}
}

// TestTranslatedOften translates a name that stands in many mixes of capitals: each text
// goes to a few of them, and the table of keys has room for all.
func TestTranslatedOften(t *testing.T) {
	var names, texts strings.Builder
	for i := range mostAlike {
		fmt.Fprintf(&names, "%s%s,0,%d\n", strings.Repeat("A", i), strings.Repeat("a", mostAlike-i), mostAlike-i)
	}
	const rows = 70_000
	for i := range rows {
		fmt.Fprintf(&texts, "%s,t%d\n", strings.Repeat("a", mostAlike), i)
	}
	path := filepath.Join(t.TempDir(), "words.csv")
	if err := os.WriteFile(path, []byte(texts.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	translations, err := taglist.ReadTranslationFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c := Build(mustRead(t, names.String()), translations)
	if entries, _ := c.Size(); entries != mostAlike+2*65_535 {
		t.Errorf("%d entries", entries)
	}
	if _, _, ok := c.Lookup("t99"); !ok {
		t.Error("a translation finds nothing")
	}
	if _, _, ok := c.Lookup("nothing of these"); ok {
		t.Error("what is not there is found")
	}
}

// TestOneKeyInEveryRow looks up an alias that stands in every row, and merges rows of
// one name in different letters: it takes no longer than names that differ.
func TestOneKeyInEveryRow(t *testing.T) {
	const rows = 200_000
	var aliases, cases strings.Builder
	for i := range rows {
		fmt.Fprintf(&aliases, "tag_%d,%d,%d,\"foo bar\"\n", i, i%2*4, rows-i)
		name := []byte("abcdefghijklmnopqrst")
		for k := range name {
			name[k] -= byte(i >> k & 1 * ('a' - 'A'))
		}
		fmt.Fprintf(&cases, "%s,0,5\n", name)
	}
	c := Build(mustRead(t, aliases.String()))
	if id, alias, ok := c.Lookup("Foo_Bar"); !ok || c.Name(id) != "tag_0" || alias != "foo_bar" || c.Len() != rows {
		t.Errorf("the alias is of %d, %q, of %d tags", id, alias, c.Len())
	}
	if id, _, ok := c.LookupIn("foo bar", tags.Character); !ok || c.Name(id) != "tag_1" {
		t.Errorf("of the characters it is of %d", id)
	}
	c = Build(mustRead(t, cases.String()))
	if id, _, ok := c.Lookup("Abcdefghijklmnopqrst"); !ok || c.Name(id) != "Abcdefghijklmnopqrst" || c.Len() != mostAlike {
		t.Errorf("%d tags of one key", c.Len())
	}
}
