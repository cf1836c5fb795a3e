package lint

import (
	"context"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/prompt"
	"tailor/tags/prompt/artists"
)

// TestEveryArtistIsOne writes every artist of the large list after "by ": each
// is taken for an artist, except for names of plain English, which are artists'
// only among others.
func TestEveryArtistIsOne(t *testing.T) {
	c := withLarge(t, Options{})
	all, plain := 0, 0
	for _, id := range c.cat.IDs(tags.Artist) {
		name := strings.ReplaceAll(c.cat.Tag(id).Name, "_", " ")
		if strings.HasPrefix(name, "#") {
			continue // a comment
		}
		all++
		if !artists.Is(c.cat, name) {
			t.Errorf("gathering does not take %q for an artist", name)
		}
		f := c.regions(context.Background(), "by "+tags.Escape(name), false)[0].Items[0].Facts
		if f.Plain {
			plain++
		}
		if !f.Artist && !f.Own && f.Says.Tag == "" || f.Plain && !english.PlainName(name, true, c.read.SureArtists().Words()) {
			t.Errorf("%q is not taken for an artist", name)
		}
	}
	t.Logf("%d artists, %d with names of plain English", all, plain)
	if plain*50 > all {
		t.Error("too many")
	}
}

// TestPhrasesWithBy holds that plain English with "by" is no artist, whatever
// list is loaded.
func TestPhrasesWithBy(t *testing.T) {
	for _, c := range []*Checker{withLarge(t, Options{}), withStarter(t, Options{})} {
		for _, x := range []string{
			"himself", "herself", "themselves", "itself", "myself", "someone", "someone new", "accident", "mistake", "request", "popular demand",
			"candle light", "candlelight", "fireplace", "campfire", "nature", "choice", "proxy", "lanterns", "the river", "window", "chance",
		} {
			for _, text := range []string{"1girl, by " + x + ", hat", "1girl, hat, by " + x, "by " + x + ", 1girl, hat"} {
				if got := c.FixAlone(text); got != text || len(c.CheckAlone(text)) > 0 {
					t.Errorf("%q: %q,%s", text, got, tell(prompt.Texts{Positive: text}, c.CheckAlone(text)))
				}
			}
		}
		for _, x := range []string{"zzxq", "wlop", "mika pikazo", "someartist"} {
			if text, want := "1girl, by "+x+", hat", "by "+x+" BREAK 1girl, hat"; c.FixAlone(text) != want {
				t.Errorf("%q: %q", text, c.FixAlone(text))
			}
		}
	}
}
