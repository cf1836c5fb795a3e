package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tailor/data/printable"
	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/taglist"
)

func TestSearchFindsWhatIsMeant(t *testing.T) {
	ix, _ := large(t)
	for _, c := range []struct{ query, want string }{
		{"lo", "long_hair"},
		{"1g", "1girl"},
		{"ski", "skirt"},
		{"smil", "smile"},
		{"blu", "blush"},
		{"hatsu", "hatsune_miku"},
		{"gen", "genshin_impact"},
		{"blue e", "blue_eyes"},
		{"detco", "detached_collar"},
		{"bosh", "bookshelf"},
		{"osf", "okita_souji_(fate)"},
		{"gensin", "genshin_impact"},
		{"hair long", "long_hair"},
		{"Long_Hair", "long_hair"},
		{"LONG-HAIR", "long_hair"},
		{"longhair", "long_hair"},
		{"karin blue archive", "karin_(blue_archive)"},
		{`karin \(blue archive\)`, "karin_(blue_archive)"},
		{"karin (blue", "karin_(blue_archive)"},
		{"by kan", "kantoku"},
		{"by_kant", "kantoku"},
		{"artist:kanto", "kantoku"},
		{"char:karin blue", "karin_(blue_archive)"},
		{"copy:genshin", "genshin_impact"},
		{"^_^", "^_^"},
		{":d", ":d"},
		{">_<", ">_<"},
		{"/lh", "long_hair"},
		{"lookin at viewr", "looking_at_viewer"},
		{"lokoing at viewer", "looking_at_viewer"},
		{"genshn imapct", "genshin_impact"},
		{"multicoloerd hiar", "multicolored_hair"},
		{"reb eyes", "red_eyes"},
		{"eyse red", "red_eyes"},
		{"hatsune mikuu", "hatsune_miku"},
	} {
		t.Run(c.query, func(t *testing.T) {
			rs := ix.Search(context.Background(), c.query, Options{})
			if len(rs) == 0 || rs[0].Tag.Name != c.want {
				names := ""
				for _, r := range rs {
					names += " " + r.Tag.Name
				}
				t.Errorf("first comes%s, want %s", names, c.want)
			}
		})
	}
}

// smallIndex builds an index of a few rows of CSV.
func smallIndex(t testing.TB, csv string) *Index {
	t.Helper()
	l, err := taglist.ReadTags(strings.NewReader(csv), "small")
	if err != nil {
		t.Fatal(err)
	}
	return newIndex(catalogue.Build(l))
}

const fewTags = `1girl,0,6000000,"1girls,sole_female"
long_hair,0,4300000,"/lh,longhair"
looking_at_viewer,0,3300000,
short_hair,0,2200000,
detached_collar,0,24000,
pokémon_card,0,500,
hatsune_miku,4,110000,"初音ミク,miku_hatsune"
hair_ornament,0,1400000,"髪飾り,hair_decs"
kantoku,1,900,
kan_(aaaaari1119),1,300,
kantai_collection,3,400000,kancolle
kanon,3,5000,
highres,5,5200000,
t-shirt,0,250000,tshirt
x-ray,0,20000,
okita_souji_(fate),4,9000,
bookshelf,0,12000,
two_side_up,0,50000,
k-on!,3,60000,
`

func TestSearchMarksWhatMatched(t *testing.T) {
	ix := smallIndex(t, fewTags)
	for _, c := range []struct{ query, want string }{
		{"long h", "[long]_[h]air"},
		{"detco", "[det]ached_[co]llar"},
		{"osf", "[o]kita_[s]ouji_([f]ate)"},
		{"bosh", "[bo]ok[sh]elf"},
		{"hair short", "[short]_[hair]"},
		{"viewer", "looking_at_[viewer]"},
		{"longhair", "alias [longhair]"},
		{"hair decs", "alias [hair]_[decs]"},
		{"初音", "alias [初音]ミク"},
		{"ミク", "alias 初音[ミク]"},
		{"pokemon", "[pokémon]_card"},
		{"okita fate", "[okita]_souji_([fate])"},
		{"lnog hair", "[lo]n[g]_[hair]"},
		{"detached colar", "[detached]_[col]l[ar]"},
		{"kon", "[k]-[on]!"},
	} {
		t.Run(c.query, func(t *testing.T) {
			rs := ix.Search(context.Background(), c.query, Options{})
			if len(rs) == 0 {
				t.Fatal("nothing is found")
			}
			if got := marked(rs[0]); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// marked writes a result with its matched letters in brackets.
func marked(r Result) string {
	name, prefix := r.Tag.Name, ""
	if r.Alias != "" {
		name, prefix = r.Alias, "alias "
	}
	var b strings.Builder
	on := false
	for i, c := range name {
		if lit := slices.Contains(r.Matched, i); lit != on {
			b.WriteString(map[bool]string{true: "[", false: "]"}[lit])
			on = lit
		}
		b.WriteRune(c)
	}
	if on {
		b.WriteString("]")
	}
	return prefix + b.String()
}

func TestSearchFilters(t *testing.T) {
	ix := smallIndex(t, fewTags)
	for _, c := range []struct {
		query string
		o     Options
		want  string
	}{
		{"kan", Options{}, "kantai_collection kanon kantoku kan_(aaaaari1119)"},
		{"by kan", Options{}, "kantoku kan_(aaaaari1119)"},
		{"BY KAN", Options{}, "kantoku kan_(aaaaari1119)"},
		{"artist:kan", Options{}, "kantoku kan_(aaaaari1119)"},
		{"artist: kan", Options{}, "kantoku kan_(aaaaari1119)"},
		{"copy:kan", Options{}, "kantai_collection kanon"},
		{"copyright:kan", Options{}, "kantai_collection kanon"},
		{"gen:kan", Options{}, ""},
		{"char:mik", Options{}, "hatsune_miku"},
		{"character:mik", Options{}, "hatsune_miku"},
		{"meta:high", Options{}, "highres"},
		{"kan", Options{Categories: []tags.Category{tags.Artist}}, "kantoku kan_(aaaaari1119)"},
		{"by kan", Options{Categories: []tags.Category{tags.Copyright}}, ""},
		{"by ", Options{}, "kantoku kan_(aaaaari1119)"},
		{"by", Options{Categories: []tags.Category{tags.Artist}}, ""},
		{"meta:", Options{}, "highres"},
		{"", Options{Categories: []tags.Category{tags.Copyright}, Limit: 2}, "kantai_collection k-on!"},
		{"", Options{Categories: []tags.Category{}}, ""},
		{"", Options{}, ""},
		{"   ", Options{}, ""},
		{"kan", Options{Limit: 1}, "kantai_collection"},
	} {
		t.Run(fmt.Sprint(c.query, c.o), func(t *testing.T) {
			var got []string
			for _, r := range ix.Search(context.Background(), c.query, c.o) {
				got = append(got, r.Tag.Name)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestSpellingMakesNoDifference(t *testing.T) {
	ix, _ := large(t)
	first := func(q string) string {
		var names []string
		for _, r := range ix.Search(context.Background(), q, Options{}) {
			names = append(names, r.Tag.Name)
		}
		return strings.Join(names, " ")
	}
	for _, q := range []string{"long hai", "hatsune miku", "two tone ha", "eyes blue", "t shirt", "looking at v", "see through"} {
		want := first(q)
		for _, other := range []string{
			strings.ReplaceAll(q, " ", "_"), strings.ReplaceAll(q, " ", "-"), strings.ToUpper(q), "  " + q, strings.ReplaceAll(q, " ", "  "),
		} {
			if got := first(other); got != want {
				t.Errorf("%q gives %s\n%q gives %s", q, want, other, got)
			}
		}
	}
}

func TestPicksRise(t *testing.T) {
	ix, _ := large(t)
	posting := func(q, tag string, o Options) int {
		return slices.IndexFunc(ix.Search(context.Background(), q, o), func(r Result) bool { return r.Tag.Name == tag })
	}
	picked := Options{Picks: map[string]int{"long_sleeves": 40, "no_such_tag": 3, "kanon": -2}}
	if before, after := posting("long", "long_sleeves", Options{}), posting("long", "long_sleeves", picked); after >= before && before != 0 || after < 0 {
		t.Errorf("long_sleeves was at %d and is at %d when it was picked often", before, after)
	}
	// Never above what matches exactly.
	for _, q := range []string{"hat", "bow", "longhair", "dog"} {
		exact := ix.Search(context.Background(), q, Options{})[0].Tag.Name
		picks := map[string]int{}
		for _, r := range ix.Search(context.Background(), q, Options{})[1:] {
			picks[r.Tag.Name] = 1_000_000
		}
		if at := posting(q, exact, Options{Picks: picks}); at != 0 {
			t.Errorf("%q: %s, which fits exactly, is at %d", q, exact, at)
		}
	}
}

func TestTyposStandBehindWhatFits(t *testing.T) {
	ix := smallIndex(t, "hair,0,6000000,\nhari_chan,1,1,\nharimau,1,2,\nchair,0,50000,\nx_hari,4,3,\n")
	rs := ix.Search(context.Background(), "hari", Options{})
	var names []string
	for _, r := range rs {
		names = append(names, r.Tag.Name)
	}
	i := slices.Index(names, "hair")
	for _, fits := range []string{"hari_chan", "harimau", "x_hari"} {
		if j := slices.Index(names, fits); j < 0 || j > i {
			t.Errorf("%q: hair, a typo away, comes before %s", names, fits)
		}
	}
	if i < 0 {
		t.Errorf("%q: hair is not found", names)
	}
}

// TestEveryTypoIsFound makes every kind of typo at every place of names and
// looks whether the tag is found.
func TestEveryTypoIsFound(t *testing.T) {
	ix := smallIndex(t, fewTags)
	for _, name := range []string{"detached_collar", "bookshelf", "kantoku", "hair_ornament", "short_hair", "two_side_up"} {
		spaced := strings.ReplaceAll(name, "_", " ")
		for i := range spaced {
			for kind, q := range map[string]string{
				"missing": spaced[:i] + spaced[i+1:],
				"extra":   spaced[:i] + "q" + spaced[i:],
				"wrong":   spaced[:i] + "q" + spaced[i+1:],
				"swapped": spaced[:max(i-1, 0)] + spaced[i:i+1] + spaced[max(i-1, 0):i] + spaced[i+1:],
			} {
				rs := ix.Search(context.Background(), q, Options{})
				if len(rs) == 0 || rs[0].Tag.Name != name {
					t.Errorf("%s: %q does not find %s first", kind, q, name)
				}
			}
		}
	}
}

func TestTwoTyposInALongWord(t *testing.T) {
	ix := smallIndex(t, fewTags)
	for _, q := range []string{"boksehlf", "obokshelf", "bookselv", "ookshelfe", "dteached colalr", "pokshelf"} {
		if rs := ix.Search(context.Background(), q, Options{}); len(rs) == 0 {
			t.Errorf("%q finds nothing", q)
		}
	}
}

func TestAbsurdQueries(t *testing.T) {
	ix, _ := large(t)
	for name, q := range map[string]string{
		"10,000 letters":      strings.Repeat("a", 10_000),
		"10,000 words":        strings.Repeat("hair ", 2_000),
		"a megabyte":          strings.Repeat("long hair, ", 100_000),
		"brackets":            strings.Repeat("(", 10_000),
		"backslashes":         strings.Repeat("\\", 9_999),
		"control characters":  strings.Repeat("\x1b[31m\x00\x07", 500),
		"emoji":               strings.Repeat("👩‍👩‍👧‍👦🙂", 500),
		"invalid UTF-8":       strings.Repeat("\xff\xfe\xc3", 3_000),
		"combining":           "e" + strings.Repeat("\u0301", 5_000),
		"one of each":         "a\x00b\xffc🙂d\u202ee",
		"letters, long":       strings.Repeat("sakura", 80),
		"words of one letter": strings.Repeat("a ", 200),
		"only separators":     "_-_ - _",
		"a long clause":       strings.Repeat("a ", 15) + "shot of a girl",
		"filter of filters":   "artist:char:by kan",
	} {
		t.Run(name, func(t *testing.T) {
			for _, r := range ix.Search(context.Background(), q, Options{}) {
				if strings.ContainsFunc(r.Tag.Name+r.Alias, printable.Unsafe) {
					t.Errorf("%q is offered", r.Tag.Name)
				}
			}
			ix.Near(q)
			ix.Catalogue.Lookup(q)
		})
	}
}

func TestSearchIsCancelled(t *testing.T) {
	ix, _ := large(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if rs := ix.Search(ctx, "long hair", Options{}); rs != nil {
		t.Errorf("a cancelled search gives %d results", len(rs))
	}
	// The index is none the worse for it.
	if rs := ix.Search(context.Background(), "long hair", Options{}); len(rs) == 0 || rs[0].Tag.Name != "long_hair" {
		t.Error("the next search fails")
	}
}

func TestSearchManyAtOnce(t *testing.T) {
	ix := smallIndex(t, fewTags)
	done := make(chan []Result)
	for i := range 8 {
		go func() {
			var rs []Result
			for k := range 200 {
				rs = ix.Search(context.Background(), []string{"long", "hair s", "kantk", "osf"}[(i+k)%4], Options{})
			}
			done <- rs
		}()
	}
	for range 8 {
		if rs := <-done; len(rs) == 0 {
			t.Error("nothing is found")
		}
	}
}

func TestSearchForEverything(t *testing.T) {
	ix, _ := large(t)
	rs := ix.Search(context.Background(), "hair", Options{Limit: 1_000_000})
	if len(rs) < 2000 || rs[0].Tag.Name != "hair" && rs[0].Tag.Name != "long_hair" && rs[0].Alias != "hair" {
		t.Errorf("%d results, the first %+v", len(rs), rs[0])
	}
	seen := map[catalogue.ID]bool{}
	for _, r := range rs {
		if seen[r.ID] {
			t.Fatalf("%s comes twice", r.Tag.Name)
		}
		seen[r.ID] = true
	}
	few := ix.Search(context.Background(), "hair", Options{})
	for i, r := range few {
		if rs[i].ID != r.ID {
			t.Errorf("result %d is %s of all, %s of ten", i, rs[i].Tag.Name, r.Tag.Name)
		}
	}
	if n := len(ix.Search(context.Background(), "by ", Options{Limit: 1_000_000})); n != ix.Catalogue.CountBy(tags.Artist) {
		t.Errorf("%d artists of %d", n, ix.Catalogue.CountBy(tags.Artist))
	}
}

func TestEmptyCatalogue(t *testing.T) {
	ix := NewIndex(catalogue.Build())
	for _, q := range []string{"", "a", "by x", "long hair"} {
		if rs := ix.Search(context.Background(), q, Options{Categories: []tags.Category{tags.General}}); len(rs) != 0 {
			t.Errorf("Search(%q) finds %v", q, rs)
		}
	}
	if _, ok := ix.Near("long hiar"); ok {
		t.Error("Near finds something")
	}
}

func TestNear(t *testing.T) {
	ix, _ := large(t)
	for name, want := range map[string]string{
		"detatched collar":   "detached_collar",
		"lnog hair":          "long_hair",
		"genshn impact":      "genshin_impact",
		"genshn imapct":      "genshin_impact",
		"lookin at viewer":   "looking_at_viewer",
		"hastune miku":       "hatsune_miku",
		"mutlicolored_hiar":  "multicolored_hair",
		"long hair":          "",
		"longhair":           "",
		"long":               "",
		"hair of an unknown": "",
		"qqqqqqqqq":          "",
		"":                   "",
	} {
		id, ok := ix.Near(name)
		got := ""
		if ok {
			got = ix.Catalogue.Tag(id).Name
		}
		if got != want {
			t.Errorf("Near(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestSearchAllocatesLittle holds that a key allocates its results, and a few
// words for the forms of what was typed.
func TestSearchAllocatesLittle(t *testing.T) {
	if raceDetector {
		t.Skip("skipped: the race detector allocates")
	}
	ix, _ := large(t)
	ctx := context.Background()
	for _, q := range []string{"lo", "long h", "detco", "osf", "hair long", "lokoing at viewer", "zzzzqx"} {
		ix.Search(ctx, q, Options{})
		if n := testing.AllocsPerRun(20, func() { ix.Search(ctx, q, Options{}) }); n > 60 {
			t.Errorf("Search(%q) allocates %v times", q, n)
		}
	}
}
