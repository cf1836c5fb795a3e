package library

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/related"
	"tailor/tags/taglist"
)

func builtIn(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	lists, err := taglist.StarterLists()
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.Build(lists...)
}

func names(list []tags.Tag) []string {
	var all []string
	for _, t := range list {
		all = append(all, t.Name)
	}
	return all
}

func TestCard(t *testing.T) {
	c := builtIn(t)
	var out bytes.Buffer
	pairs := "dutch_angle,foreshortening,900\ndutch_angle,speed_lines,500\ndutch_angle,no_such_tag,800\n"
	if _, err := related.Write(&out, strings.NewReader(pairs), func(string) int { return 40000 }); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "seen")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	seen, err := related.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer seen.Close()
	id, _, _ := c.Lookup("dutch_angle")
	card := NewCard(c, id, seen)
	if card.Note.Gloss == "" || len(card.Related) < 3 || len(card.Names()) == 0 || card.HasTraits() {
		t.Errorf("%+v", card)
	}
	if got := names(card.Seen); !slices.Contains(got, "speed_lines") || slices.Contains(got, "no_such_tag") {
		t.Errorf("seen with %v", got)
	}
	if card.Wiki() != "https://danbooru.donmai.us/wiki_pages/dutch_angle" {
		t.Error(card.Wiki())
	}
	id, _, _ = c.Lookup("hatsune_miku")
	if card := NewCard(c, id, nil); !card.HasTraits() || !slices.Contains(names(card.Related), "twintails") {
		t.Errorf("%+v", card)
	}
}

func TestGoesWith(t *testing.T) {
	c := builtIn(t)
	got := names(GoesWith(c, []string{"umbrella", "rain", "no such tag", "holding umbrella"}, nil))
	if len(got) == 0 || slices.Contains(got, "rain") || slices.Contains(got, "umbrella") || slices.Contains(got, "holding_umbrella") {
		t.Errorf("%v go with an umbrella in the rain", got)
	}
	// What every picture has says little, and what a tag completes goes with it.
	got = names(GoesWith(c, []string{"1girl", "sitting", "windowsill", "rain"}, nil))
	for _, order := range [][2]string{{"umbrella", "chair"}, {"window", "chair"}, {"puddle", "dress"}} {
		if before, behind := slices.Index(got, order[0]), slices.Index(got, order[1]); before < 0 || behind >= 0 && behind < before {
			t.Errorf("%s stands not before %s: %v", order[0], order[1], got)
		}
	}
	if got := GoesWith(c, nil, nil); len(got) > 0 {
		t.Errorf("%v go with nothing", got)
	}
}
