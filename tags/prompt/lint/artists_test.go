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
	for n, id := range c.cat.IDs(tags.Artist) {
		if n%sparse() > 0 {
			continue
		}
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

// TestSameWithEitherList hears nothing against names that only the large list
// has: those that read like English among artists, and two characters', who may
// look alike.
func TestSameWithEitherList(t *testing.T) {
	for name, c := range checkers(t) {
		for text, want := range map[string]string{
			"by kantoku, by the atko, best quality BREAK 1girl, hat":                                                      "",
			`by aoi yuuka \(ao no kokoro\), by kantoku, best quality BREAK 1girl, hat`:                                    "",
			"by kantoku, by the window, smile BREAK 1girl, hat":                                                           StyleChunk,
			`1girl, kiana kaslana \(herrscher of finality\), saiyan armor, hat, boots, seele \(alter ego\), saiyan armor`: "",
			`1girl, seele \(alter ego\), saiyan armor, hat, boots, smile, saiyan armor`:                                   Duplicate,
		} {
			found := c.CheckAlone(text)
			if len(found) != min(1, len(want)) || want != "" && found[0].Rule != want {
				t.Errorf("%q with the %s list, want %q:%s", text, name, want, tell(prompt.Texts{Positive: text}, found))
			}
		}
	}
}

// TestBehindArtists parts from an artist what no comma parts from it, and no
// qualifier from its name.
func TestBehindArtists(t *testing.T) {
	c := withLarge(t, Options{})
	for text, want := range map[string]string{
		"by wlop (1girl, smile:1.2), solo": "by wlop BREAK (1girl, smile:1.2), solo",
		"1girl, by wlop (smile), solo":     "by wlop BREAK 1girl, (smile), solo",
		"by wlop 1girl, smile":             "by wlop BREAK 1girl, smile",
		"by wlop (smile, solo:1.2)":        "by wlop BREAK (smile, solo:1.2)",
		"(by wlop:0.8) smile, solo":        "(by wlop:0.8) BREAK smile, solo",
		"1girl, by wlop/kantoku, smile":    "by wlop, by kantoku BREAK 1girl, smile",
	} {
		if got := c.FixAlone(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for k, id := range c.cat.IDs(tags.Artist) {
		name := strings.ReplaceAll(c.cat.Tag(id).Name, "_", " ")
		if !strings.Contains(name, " ") && k%50 != 0 || k%5 != 0 {
			continue
		}
		for _, text := range []string{"by " + name, "by " + tags.Escape(name), "artist:" + name} {
			for _, a := range artists.Read(c.p, c.cat, text) {
				if a.Behind != "" {
					t.Errorf("%q: %q is parted from its name", text, a.Behind)
				}
			}
		}
	}
}
