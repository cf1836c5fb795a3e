package modeltags

import (
	"context"
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

func TestAmong(t *testing.T) {
	l, err := taglist.ReadTags(strings.NewReader("comic,0,600000,\ncomic_cover,0,50,\nhighres,5,6000000,\nhighlights,0,900,\nmastermind,0,30,\n"), "small")
	if err != nil {
		t.Fatal(err)
	}
	ix := search.NewIndex(catalogue.Build(l))
	p := profile.RouWei()
	for query, want := range map[string]string{
		"comic":  "comic",           // no style that only contains it goes before
		"master": "masterpiece",     // the model's own word
		"highre": "highlights",      // what does something goes before what does not
		"high":   "high brightness", // the dead one is not first
	} {
		got := Among(ix.Search(context.Background(), query, search.Options{}), p, query)
		if len(got) == 0 {
			t.Fatalf("%q finds nothing", query)
		}
		first := got[0].Tag.Name
		if got[0].Dead {
			first += "!"
		}
		if first != want {
			t.Errorf("%q finds %s first, want %s", query, first, want)
		}
		dead := false
		for _, r := range got {
			if dead && !r.Dead && !r.Near {
				t.Errorf("%q: %s stands below a dead word", query, r.Tag.Name)
			}
			dead = dead || r.Dead
		}
	}
	for _, blank := range []string{"", "  ", "\t"} {
		if got := Among(nil, p, blank); len(got) > 0 {
			t.Errorf("%q finds %+v", blank, got)
		}
	}
	if got := Among(nil, p, "western"); len(got) == 0 || !strings.HasPrefix(got[0].Tag.Name, "western") || got[0].ID >= 0 {
		t.Errorf("%+v", got)
	}
}

// together writes the tags that answer between them, and what they leave out.
func together(a search.Answer, between string) string {
	var names []string
	for _, r := range a.Together {
		names = append(names, r.Tag.Name)
	}
	said := strings.Join(names, between)
	if a.Rest != "" {
		said += " | " + a.Rest
	}
	return said
}

// TestFind holds that the profile's quality words are not torn, whatever stands
// behind them.
func TestFind(t *testing.T) {
	l, err := taglist.ReadTags(strings.NewReader("1girl,0,600000,\nquality,0,50,\nbest_friends,0,6000,\nmask,0,9000,\nmastiff,0,9000,\nlong_hair,0,90000,\nblue_eyes,0,90000,\n"), "small")
	if err != nil {
		t.Fatal(err)
	}
	ix := search.NewIndex(catalogue.Build(l))
	for query, want := range map[string]string{
		"masterpiece best quality 1girl":  "masterpiece, best quality, 1girl",
		"best quality masterpiece":        "best quality, masterpiece",
		"best quality mast":               "best quality, masterpiece",
		"masterpiece long hair blue eyes": "masterpiece, long_hair, blue_eyes",
		"masterpiece zzqxv":               "masterpiece | zzqxv",
		"best quality":                    "",
		"long hair blue eyes":             "long_hair, blue_eyes",
	} {
		a := Find(context.Background(), ix, profile.RouWei(), query, search.Options{})
		if got := together(a, ", "); got != want {
			t.Errorf("%q: %q together, want %q", query, got, want)
		}
		for _, r := range a.Results {
			if strings.HasPrefix(query, "master") && (!r.Near || !strings.HasPrefix(r.Rest, "masterpiece")) {
				t.Errorf("%q: %s loses the quality words", query, r.Tag.Name)
			}
		}
	}
}

// TestSigns holds that a face among words is that face and no other, in its place,
// and that what is no word stays as it was typed.
func TestSigns(t *testing.T) {
	l, err := taglist.ReadTags(strings.NewReader("1girl,0,600000,girl\nlong_hair,0,90000,\nblue_eyes,0,80000,\nsword,0,70000,\n"+
		"d:,0,5000,\n:d,0,50000,\n3:,0,900,\nheart,0,40000,<3\n^_^,0,30000,\n>:(,0,2000,\no_o,0,900,\nrat_girl,0,50,rating_girl\nv,0,90000,\n"), "small")
	if err != nil {
		t.Fatal(err)
	}
	ix := search.NewIndex(catalogue.Build(l))
	for query, want := range map[string]string{
		"girl :D long hair":                  "1girl :d long_hair",
		"<3 long hair zq":                    "heart long_hair | zq",
		"^_^ girl zq blue eyes":              "^_^ 1girl blue_eyes | zq",
		"girl o_o blue eyes":                 "1girl o_o blue_eyes",
		">:( girl":                           ">:( 1girl",
		"3 swords girl":                      "sword 1girl | 3",
		"long hair <o_<> blue eyes":          "long_hair blue_eyes | <o_<>",
		"long hair -blue eyes":               "long_hair | -blue eyes",
		"girl --v 5":                         "1girl | --v 5",
		"rating:safe girl blue eyes":         "1girl blue_eyes | rating:safe",
		"masterpiece long hair :D blue eyes": "masterpiece long_hair :d blue_eyes",
		"zqx_v2 long hair blue eyes":         "long_hair blue_eyes | zqx_v2",
		"long hair , blue eyes":              "long_hair blue_eyes",
		"long hair - blue eyes":              "long_hair blue_eyes",
		":D":                                 "",
		"^_^ :D":                             "^_^ :d",
	} {
		a := Find(context.Background(), ix, profile.RouWei(), query, search.Options{})
		if got := together(a, " "); got != want {
			t.Errorf("%q: %q together, want %q", query, got, want)
		}
	}
	for _, r := range Find(context.Background(), ix, profile.RouWei(), "girl <o_<> sword", search.Options{}).Results {
		if !r.Near || !strings.Contains(r.Rest, "<o_<>") {
			t.Errorf("%s loses the sign: %+v", r.Tag.Name, r)
		}
	}
}
