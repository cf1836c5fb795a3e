package search

import (
	"bufio"
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/taglist"
)

// lookup is what somebody types who knows the thing but not Danbooru's word,
// and the tags of which any is right.
type lookup struct {
	family, query string
	want          []string
}

func lookups(t testing.TB) []lookup {
	t.Helper()
	f, err := os.Open("testdata/lookups.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []lookup
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if line := lines.Text(); !strings.HasPrefix(line, "#") {
			cells := strings.Split(line, "\t")
			all = append(all, lookup{cells[0], cells[1], strings.Fields(cells[2])})
		}
	}
	if len(all) < 200 {
		t.Fatalf("only %d lookups", len(all))
	}
	return all
}

// TestLookups measures by what is written for that how well a tag is found
// whose name one does not know: by the mean reciprocal rank among ten.
func TestLookups(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: nothing but searches, hundreds of them")
	}
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	indices := map[string]*Index{"built-in list": NewIndex(catalogue.Build(lists...))}
	t.Run("large", func(t *testing.T) { indices["large list"], _ = large(t) })
	least := map[string]float64{
		"english": 0.80, "form": 0.85, "several": 0.80, "meaning": 0.80, "sentence": 0.65,
		"typography": 0.90, "japanese": 0.80, "chinese": 0.80, "nick": 0.75,
	}
	for name, ix := range indices {
		sum, n, nothing := map[string]float64{}, map[string]float64{}, 0
		for _, l := range lookups(t) {
			found := ix.Search(context.Background(), l.query, Options{})
			n[l.family]++
			if len(found) == 0 {
				nothing++
			}
			if at := slices.IndexFunc(found, func(r Result) bool { return slices.Contains(l.want, r.Tag.Name) }); at >= 0 {
				sum[l.family] += 1 / float64(at+1)
			}
		}
		for family, least := range least {
			got := sum[family] / n[family]
			t.Logf("%s: %-10s %.3f of %v", name, family, got, n[family])
			if got < least {
				t.Errorf("%s: %s: %.3f, want at least %.2f", name, family, got, least)
			}
		}
		t.Logf("%s: nothing for %d", name, nothing)
		if nothing > 5 {
			t.Errorf("%s: nothing is found for %d", name, nothing)
		}
	}
}

// TestTogether holds what several tags answer between them, and that one tag
// that says it all is left alone.
func TestTogether(t *testing.T) {
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	ix := NewIndex(catalogue.Build(lists...))
	for query, want := range map[string]string{
		"long white hair blue eyes": "long_hair white_hair blue_eyes",
		"cat ears maid":             "cat_ears maid",
		"white dress straw hat":     "white_dress straw_hat",
		"long hair":                 "",
		"looking at viewer":         "",
		"holding a sword":           "",
		"smile":                     "",
		"zzqx vvkw":                 "",
		// The last word may still be on its way, and none is lost.
		"girl reading under a tr": "1girl reading under_tree",
		"long white hair blue ey": "long_hair white_hair blue_eyes",
		"rain on window glas":     "rain window glass",
		"sitting on swing at ni":  "sitting swing | ni",
		"elf archer in the woods": "elf forest | archer",
		// What is said not to be there is not offered.
		"girl without a hat in the rain":   "1girl no_headwear rain",
		"she is not wearing shoes":         "",
		"a girl without gloves":            "",
		"a house without gloves in rain":   "house rain | without gloves",
		"girl w/o shoes in the rain":       "1girl no_shoes rain",
		"girl isn't wearing shoes in rain": "1girl no_shoes rain",
		"girl without shoes or socks":      "1girl no_shoes no_socks",
		"girl with no hat and no shoes":    "1girl no_headwear no_shoes",
		// Whom the picture shows, and what is no saying.
		"girl holding a sword in the rain":    "1girl holding_sword rain",
		"boy and girl sharing an umbrella":    "1boy 1girl shared_umbrella",
		"she holds a transparent umbrella":    "holding_umbrella transparent_umbrella",
		"umbrella rain":                       "umbrella rain",
		"a cup of coffee on a table":          "cup coffee table",
		"a witch flying on a broom":           "witch flying broom",
		"a shot of a girl running":            "1girl running",
		"girl eating ramen in a small shop":   "1girl eating ramen shop | small",
		"girl with tiny wings in a big field": "1girl mini_wings field | big",
		"standing in front of a mirror":       "standing mirror",
		// Two things, one of whom has the other.
		"girl with a cat":           "1girl cat",
		"girl with a cat and a hat": "1girl cat hat",
		// What another thing is called, what is done, and what is only seen.
		"black mage robe with gold trim":    "black_robe gold_trim | mage",
		"neon signs reflected in puddles":   "neon_sign reflection puddle",
		"breath visible in the cold":        "breath cold",
		"steam rising from a cup of coffee": "steam cup coffee | rising",
		"tired office lady on the train":    "office_lady train | tired",
		"torn black stockings":              "torn_thighhighs black_thighhighs",
		"wedding dress with a long veil":    "wedding_dress veil | long",
		"girl with long white hair and blue eyes sitting on a swing at night under the stars of a summer sky": "1girl long_hair white_hair blue_eyes sitting swing night | stars of a summer sky",
	} {
		var got []string
		found := ix.Find(context.Background(), query, Options{})
		for _, r := range found.Together {
			got = append(got, r.Tag.Name)
		}
		if found.Rest != "" {
			got = append(got, "|", found.Rest)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v together, want %s", query, got, want)
		}
	}
}

// TestNear holds that what covers a part is marked, and stands below what
// matches.
func TestNearStandsBelow(t *testing.T) {
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	ix := NewIndex(catalogue.Build(lists...))
	for _, query := range []string{"long white hair blue eyes", "cat ears", "specs", "red lan", "wolves", "a girl looks over her shoulder"} {
		near := false
		for _, r := range ix.Search(context.Background(), query, Options{}) {
			if near && !r.Near {
				t.Errorf("%q: %s matches, and stands below what is near", query, r.Tag.Name)
			}
			near = r.Near
		}
	}
}

// TestWhatIsSaidInPassing holds that a saying of which only some words stand in
// the query is near, that a word that is whole is no beginning of another, and
// that the picture's subject hides nothing of what is said of it.
func TestWhatIsSaidInPassing(t *testing.T) {
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	ix := NewIndex(catalogue.Build(lists...))
	for query, c := range map[string]struct{ first, near, absent string }{
		"looking at the camera":              {"looking_at_viewer", "foreshortening", ""},
		"one girl":                           {"1girl", "multiple_girls", ""},
		"red cheeks":                         {"blush", "light_blush", "ass"},
		"peace sign":                         {"v", "double_v", "signature"},
		"girl with sword":                    {"sword", "holding_sword", ""},
		"blue haired girl":                   {"blue_hair", "light_blue_hair", ""},
		"angrily":                            {"angry", "", ""},
		"one holding a microphone":           {"holding_microphone", "", "hand_up"},
		"floating in water":                  {"afloat", "", ""},
		"wearing headphones around the neck": {"headphones_around_neck", "", ""},
		"glowing ring above the head":        {"halo", "", ""},
	} {
		found := ix.Find(context.Background(), query, Options{}).Results
		if len(found) == 0 || found[0].Tag.Name != c.first || found[0].Near {
			t.Errorf("%q: the first of %d is not %s", query, len(found), c.first)
		}
		for _, r := range found {
			if r.Tag.Name == c.absent || r.Tag.Name == c.near && !r.Near {
				t.Errorf("%q finds %s, near: %v", query, r.Tag.Name, r.Near)
			}
		}
	}
	for query, absent := range map[string][]string{
		"she isn't smiling":       {"smile", "grin"},
		"he doesn't have a hat":   {"hat", "top_hat"},
		"girl who won't smile":    {"smile", "light_smile"},
		"girl never smiling":      {"smile", "light_smile"},
		"city lights below":       {"from_below", "mole_under_eye"},
		"green dragon behind her": {"from_behind", "arms_behind_back"},
		"watching the rain":       {"watch", "wristwatch", "raincoat"},
		"dancing in the rain":     {"rainbow"},
		"is the or":               {"1girl", "barefoot"},
	} {
		for _, r := range ix.Find(context.Background(), query, Options{}).Results {
			if slices.Contains(absent, r.Tag.Name) {
				t.Errorf("%q finds %s", query, r.Tag.Name)
			}
		}
	}
	for _, r := range ix.Find(context.Background(), "girl without shoes or socks", Options{}).Results {
		if r.Tag.Name == "no_shoes" && r.Rest != "girl without socks" {
			t.Errorf("beside %s is left %q", r.Tag.Name, r.Rest)
		}
	}
	for _, r := range ix.Find(context.Background(), "ツンデレ", Options{}).Results[1:] {
		t.Errorf("%s has the characters of a tsundere here and there", r.Tag.Name)
	}
	for _, r := range ix.Find(context.Background(), "girl without gloves", Options{}).Results {
		if r.Tag.Name == "gloves" {
			t.Error("gloves are found for a girl without")
		}
	}
	for _, r := range ix.Find(context.Background(), "katana at her hip", Options{}).Together {
		if r.Tag.Name != "katana" {
			t.Errorf("a hip named in passing is %s", r.Tag.Name)
		}
	}
}

// TestBegunThoughAWord finds the tag whose last word is being typed, though what is
// there of it is a word of rare names on the full list.
func TestBegunThoughAWord(t *testing.T) {
	ix, _ := large(t)
	for query, want := range map[string]string{
		"girl reading under a tr": "1girl reading under_tree", "boy with cat ea": "1boy cat_ears", "standing in a flower fi": "standing flower_field",
	} {
		var got []string
		for _, r := range ix.Find(t.Context(), query, Options{}).Together {
			got = append(got, r.Tag.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %s", query, got, want)
		}
	}
}

// TestMeantRatherThanSaid holds what stands before what: a name before its own
// variants while it is being typed, a person in a colour before one of that
// colour, and a name that a short word begins before what else says the word.
func TestMeantRatherThanSaid(t *testing.T) {
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	indices := []*Index{NewIndex(catalogue.Build(lists...))}
	t.Run("large", func(t *testing.T) {
		ix, _ := large(t)
		indices = append(indices, ix)
	})
	for _, c := range [][3]string{
		{"konpaku you", "konpaku_youmu", "konpaku_youmu_(ghost)"},
		{"girl in black", "black_hair", "dark-skinned_female"},
		{"girl in black", "black_hair", "black_devil_girl"},
		// On its way to a name, rather than another form or a saying.
		{"lands", "landscape", "landing"},
		{"blaze", "blazer", "fire"},
		{"glass", "glasses", "glass"},
		{"wolves", "wolf", "wolverine"},
		{"night", "night", "night_sky"},
		// The beginning of a name, words that say nothing and all, rather than a
		// name without them.
		{"the l", "the_legend_of_zelda", "may.l"},
		{"The_K", "the_king_of_fighters", "k-on!"},
		{"the king", "the_king_of_fighters", "king"},
		{"the moon", "moon", "the_moon_studio"},
		{"in s", "instrument", "i\"s"},
		{"on b", "on_bench", "a.b.a"},
		{"c c", "c.c.", "chinese_commentary"},
		// A whole word of a name, which goes on for long, and no joined ones.
		{"senki", "senki_zesshou_symphogear", "youjo_senki"},
		{"hoshino", "hoshino_ai", "hoshino_ruri"},
		{"hoshino", "hoshino_ruri", "hoshi_no_tsue"},
		{"trail", "trailblazer_(honkai:_star_rail)", "cheese_trail"},
	} {
		for i, ix := range indices {
			var names []string
			for _, r := range ix.Search(context.Background(), c[0], Options{}) {
				names = append(names, r.Tag.Name)
			}
			first, behind := slices.Index(names, c[1]), slices.Index(names, c[2])
			if first < 0 || behind >= 0 && behind < first {
				t.Errorf("list %d: %q finds %q, %s not before %s", i, c[0], names, c[1], c[2])
			}
		}
	}
}
