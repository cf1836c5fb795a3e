package search

import (
	"context"
	"strings"
	"testing"

	"tailor/tags/profile"
)

func TestWithProfile(t *testing.T) {
	ix := smallIndex(t, "comic,0,600000,\ncomic_cover,0,50,\nhighres,5,6000000,\nhighlights,0,900,\nmastermind,0,30,\n")
	p := profile.RouWei()
	for query, want := range map[string]string{
		"comic":  "comic",           // no style that only contains it goes before
		"master": "masterpiece",     // the model's own word
		"highre": "highlights",      // what does something goes before what does not
		"high":   "high brightness", // the dead one is not first
	} {
		got := WithProfile(ix.Search(context.Background(), query, Options{}), p, query)
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
	if got := WithProfile(nil, p, "western"); len(got) == 0 || !strings.HasPrefix(got[0].Tag.Name, "western") || got[0].ID >= 0 {
		t.Errorf("%+v", got)
	}
}
