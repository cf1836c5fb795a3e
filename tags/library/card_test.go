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

// seenWith returns the file of related tags made of pairs, where each tag has so many
// posts.
func seenWith(t *testing.T, pairs string, posts int) *related.File {
	t.Helper()
	var out bytes.Buffer
	if _, err := related.Write(&out, strings.NewReader(pairs), func(string) int { return posts }); err != nil {
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
	t.Cleanup(func() { seen.Close() })
	return seen
}

func TestCard(t *testing.T) {
	c := builtIn(t)
	pairs := "dutch_angle,foreshortening,900\ndutch_angle,speed_lines,500\ndutch_angle,no_such_tag,800\n"
	seen := seenWith(t, pairs, 40000)
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

// TestNothingSexualBesideAChild asks for what is offered beside a child, beside a
// character who is one, and beside what is neither.
func TestNothingSexualBesideAChild(t *testing.T) {
	list, err := taglist.ReadTags(strings.NewReader("child,0,50000\nnude,0,90000\ncleavage,0,90000\nhat,0,90000\nbathing,0,9000\n"+
		"rin,4,900\nmai,4,900\naged_down,0,60000\nplayground,0,900\n"), "test")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogue.Build(list)
	pairs := "child,nude,900\nchild,hat,800\nchild,playground,500\nbathing,child,700\nbathing,nude,800\nbathing,hat,90\n" +
		"rin,child,500\nrin,cleavage,400\nrin,hat,300\nmai,aged_down,500\nmai,cleavage,400\nmai,hat,300\nnude,hat,900\n"
	seen := seenWith(t, pairs, 1000)
	sorted := func(list []tags.Tag) string {
		all := names(list)
		slices.Sort(all)
		return strings.Join(all, " ")
	}
	for name, want := range map[string]string{
		"child": "bathing hat playground rin", "bathing": "hat nude", "nude": "bathing hat", "rin": "child hat", "mai": "cleavage hat",
	} {
		id, _, _ := c.Lookup(name)
		if got := sorted(NewCard(c, id, seen).Seen); got != want {
			t.Errorf("%s is seen with %s, want %s", name, got, want)
		}
	}
	for prompt, want := range map[string]string{
		"bathing": "hat nude", "bathing, child": "hat playground", "rin, bathing": "child hat", "bathing, kids": "hat", "bathing, loli": "hat",
		"nude": "bathing hat", "nude, child": "bathing hat playground", "nude, bathing": "hat",
	} {
		if got := sorted(GoesWith(c, strings.Split(prompt, ", "), seen)); got != want {
			t.Errorf("with %q goes %s, want %s", prompt, got, want)
		}
	}
}
