package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/related"
	"tailor/tags/search"
	"tailor/tags/taglist"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// TestCardPage shows what the tag at the cursor is, and writes what goes with
// it behind it.
func TestCardPage(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.paste("1girl, long hair, smile")
	s.press("left", "f2")
	s.shows("TAG")
	s.shows("the corners of the mouth")
	s.shows("笑顔")
	before := s.m.Texts().Positive
	s.press("tab")
	s.shows("✓")
	s.shows("the corners of the mouth") // it is the same tag's card
	s.press("esc")
	if got := s.m.Texts().Positive; len(got) <= len(before) || !strings.HasPrefix(got, before+", ") {
		t.Errorf("the prompt is %q", got)
	}
	s.press("ctrl+z")
	s.wants(before)
	s.hides("no tag of the lists at the cursor")
}

// TestWhatIsTypedBehindWrittenTraits goes on behind what the card wrote, and
// changes no tag, wherever the cursor was in the one that it was written of.
func TestWhatIsTypedBehindWrittenTraits(t *testing.T) {
	for _, c := range []struct {
		name, before string
		lefts        int
		want         string
	}{
		{"behind its comma", "karin \\(blue archive\\), ", 0, ", ZZ"},
		{"in the tag", "karin \\(blue archive\\)", 3, ", ZZ"},
		{"right before other tags", "karin \\(blue archive\\), solo", 6, "ZZ, solo"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScreen(t, 160, 50)
			s.paste(c.before)
			for range c.lefts {
				s.press("left")
			}
			s.press("f2", "tab")
			s.shows("traits · all ✓")
			s.hides("tab writes all")
			s.press("tab")
			s.shows("All of them stand in the prompt already.")
			s.press("enter")
			s.shows("stands in the prompt already.")
			s.press("esc")
			s.write("ZZ")
			got := s.m.Texts().Positive
			if !strings.HasPrefix(got, "karin \\(blue archive\\), ") || !strings.HasSuffix(got, c.want) || !strings.Contains(got, ", halo") {
				t.Errorf("the prompt is %q", got)
			}
		})
	}
}

// TestCardOfTheLitRow is that of the suggestion that is lit, though what was
// typed is a tag too.
func TestCardOfTheLitRow(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.write("tail")
	for range len(s.m.Popup.Items) {
		if s.m.Popup.Items[s.m.Popup.Selected].Tag.Name == "holding_own_tail" {
			break
		}
		s.press("down")
	}
	s.press("f2")
	if got := s.m.card.Tag.Name; got != "holding_own_tail" {
		t.Errorf("the card is of %q", got)
	}
}

// TestTraitsAreOfferedOnce offers a character's traits behind it until the next
// key.
func TestTraitsAreOfferedOnce(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.write("karin")
	s.press("enter")
	s.shows("writes the traits")
	s.press("alt+j")
	if got := s.m.Texts().Positive; !strings.HasPrefix(got, `karin \(blue archive\), `) || !strings.Contains(got, "halo") {
		t.Errorf("the prompt is %q", got)
	}
	s = newScreen(t, 160, 50)
	s.write("karin")
	s.press("enter")
	s.write("s")
	s.hides("writes the traits")
	before := s.m.Texts().Positive
	s.press("alt+j")
	if got := s.m.Texts().Positive; got != before {
		t.Errorf("an offer that is gone was taken: %q", got)
	}
	s.shows("Nothing is offered; f2 shows what goes with a tag.")
}

// TestTheListSaysWhatIsSeen has the footer say the gloss of the selected row.
func TestTheListSaysWhatIsSeen(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.write("smil")
	s.shows("the corners of the mouth are turned up")
	// What comes from behind the screen meanwhile goes before it, until the
	// next key.
	s.m.Update(updateDoneMsg{Text: "Fetched 2 lists."})
	s.shows("Fetched 2 lists.")
	s.hides("the corners of the mouth are turned up")
	s.write("e")
	s.shows("the corners of the mouth are turned up")
	s.hides("Fetched 2 lists.")
}

// TestGoesWithAtAnEmptyWord shows first what goes with the prompt.
func TestGoesWithAtAnEmptyWord(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.paste("cherry blossoms, ")
	s.press("tab")
	if p := &s.m.Popup; !p.Open || p.Items[0].Tag.Name == "" || p.Items[0].There {
		t.Errorf("the list is %+v", p.Items)
	}
}

// TestNoCardOfAnUnknownWord opens no empty card.
func TestNoCardOfAnUnknownWord(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.paste("qqzzqq")
	s.press("f2")
	s.shows("No tag of the lists stands at the cursor.")
	if s.m.At == desk.InColumn {
		t.Error("the column has the keys")
	}
}

// TestAllThatGoesWithIsFiltered has letters look through more of what goes with
// the prompt than stands before the themes.
func TestAllThatGoesWithIsFiltered(t *testing.T) {
	s := newScreen(t, 160, 50, func(o *Options) {
		o.Load = func(context.Context) (Lists, error) {
			l, err := taglist.StarterLists()
			c := catalogue.Build(l...)
			return Lists{Catalogue: c, Index: search.NewIndex(c)}, err
		}
	})
	s.paste("1girl, cherry blossoms, kimono, umbrella, night, ")
	s.press("tab")
	all := s.m.Popup.Items
	themes := slices.IndexFunc(all, func(i view.Suggestion) bool { return i.Tag.Name == "" })
	last := all[len(all)-1].Tag
	if themes != mostGoesWith || last.Name == "" {
		t.Fatalf("%d tags before the themes, %q behind", themes, last.Name)
	}
	s.press("/")
	s.write(last.Prompt())
	if len(s.m.Popup.Items) == 0 || s.m.Popup.Items[0].Tag.Name != last.Name {
		t.Errorf("%s leaves %+v", last.Name, s.m.Popup.Items)
	}
}

// TestCardOfTheTagJustWritten has the card tell of the tag before the cursor
// where it stands in none.
func TestCardOfTheTagJustWritten(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.write("smil")
	s.press("enter", "f2")
	s.shows("the corners of the mouth are")
	s.press("enter", "esc")
	s.wants("smile, blush, ")
	s.press("home", "f2")
	s.shows("the corners of the mouth are")
}

// TestCardFilters looks through the card's list by letters, behind "/".
func TestCardFilters(t *testing.T) {
	s := newScreen(t, 160, 50)
	s.paste("cherry blossoms")
	s.press("left", "f2")
	s.shows("goes with")
	all := s.m.card.Offered()[0].Items
	if len(all) < 3 {
		t.Fatalf("it goes with %v", all)
	}
	last := all[len(all)-1].Tag
	s.press("/")
	s.write(strings.ReplaceAll(last.Name, "_", " "))
	if left := s.m.card.Offered(); len(left) != 1 || len(left[0].Items) >= len(all) || left[0].Items[0].Tag.Name != last.Name {
		t.Errorf("%q leaves %+v", last.Name, left)
	}
	s.press("enter")
	s.wants("cherry blossoms, " + last.Prompt() + ", ")
	s.press("/") // a letter like others now
	s.shows("nothing here has these letters")
	s.press("tab", "enter") // writes nothing
	s.wants("cherry blossoms, " + last.Prompt() + ", ")
	s.press("esc")
	if left := s.m.card.Offered(); len(left[0].Items) != len(all) || s.m.At != desk.InColumn {
		t.Errorf("esc leaves %+v", left)
	}
	s.press("/", "backspace", "o") // the wiki's key again
	s.shows("wiki_pages/cherry_blossoms copied")
	s.press("esc")
	if s.m.At != desk.InPrompt {
		t.Error("esc does not go back to the prompt")
	}
}

// TestCardShowsWhatIsSeenWithIt has the card and the list at an empty word tell
// of what stands on the same pictures, once that was fetched.
func TestCardShowsWhatIsSeenWithIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "related")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	pairs := "tag_a,tag_b,count\nsmile,outdoors,90000\nsmile,petals,80000\nsmile,loli,80000\nsmile,no_tag_of_the_list,70000\n"
	if _, err := related.Write(f, strings.NewReader(pairs), func(string) int { return 100_000 }); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	seen, err := related.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { seen.Close() })
	s := newScreen(t, 160, 50, func(o *Options) {
		load := o.Load
		o.Load = func(ctx context.Context) (Lists, error) {
			lists, err := load(ctx)
			lists.Related = seen
			return lists, err
		}
	})
	s.paste("smile")
	s.press("left", "f2")
	s.shows("seen with")
	s.shows("+ outdoors")
	s.shows("+ petals")
	s.hides("loli")
	s.press("/")
	s.write("peta")
	s.hides("+ outdoors")
	s.press("enter")
	s.wants("smile, petals, ")
	s.shows("✓ petals")
	s.press("esc", "esc", "end")
	s.press("tab", "/")
	s.write("outd")
	s.press("enter")
	s.wants("smile, petals, outdoors, ")
}

// TestSuggestionsFilter looks through the list at an empty word by letters,
// what goes with the prompt and the themes alike, behind "/".
func TestSuggestionsFilter(t *testing.T) {
	s := newScreen(t, 160, 50, func(o *Options) {
		o.Load = func(context.Context) (Lists, error) {
			l, err := taglist.ReadTags(strings.NewReader(list), "test.csv")
			light := taglist.List{Theme: "lighting", Tags: []tags.Tag{{Name: "backlighting", Count: 9}, {Name: "sunbeam", Count: 8}}}
			c := catalogue.Build(l, light)
			return Lists{Catalogue: c, Index: search.NewIndex(c)}, err
		}
	})
	s.paste("cherry blossoms, ")
	s.press("tab")
	s.shows("/ filter")
	p := &s.m.Popup
	all := len(p.Items)
	s.press("/")
	s.hides("/ filter")
	s.write("light ing")
	if len(p.Items) == 0 || len(p.Items) >= all || p.Items[0].Label != "lighting" {
		t.Fatalf("the list is %+v", p.Items)
	}
	s.wants("cherry blossoms, ")
	s.write("q")
	s.shows("has the letters of light ingq")
	if p.Filter() != "light ing" {
		t.Errorf("the filter is %q", p.Filter())
	}
	s.press("esc")
	if !p.Open || len(p.Items) != all || p.Filtering {
		t.Errorf("esc leaves %+v", p)
	}
	s.press("/", "backspace")
	if !p.Open || p.Filtering {
		t.Errorf("backspace leaves %+v", p)
	}
	goes := p.Items[1].Tag
	s.press("/")
	s.write(strings.ReplaceAll(goes.Name, "_", ""))
	s.press("enter")
	s.wants("cherry blossoms, " + goes.Prompt() + ", ")
	s.write("pal") // an ordinary list has no filter
	s.press("/")
	s.wants("cherry blossoms, " + goes.Prompt() + ", pal/")
}

// TestCardOpensTheWiki shows the tag's page in the browser, and copies its
// address where no browser is or none opens it.
func TestCardOpensTheWiki(t *testing.T) {
	const page = "danbooru.donmai.us/wiki_pages/smile"
	var opened string
	var refuse error
	browse := func(o *Options) {
		o.Browse = func(_ context.Context, address string) error { opened = address; return refuse }
	}
	s := newScreen(t, 160, 50, browse)
	s.paste("smile")
	s.press("left", "f2")
	s.shows("wiki page")
	s.press("o")
	s.shows("Opened https://" + page)
	if opened != "https://"+page || s.copied != "" {
		t.Errorf("opened %q, copied %q", opened, s.copied)
	}
	s.wants("smile")
	refuse = errors.New("no browser at all")
	s.press("o")
	s.shows("no browser at all")
	if s.copied != "https://"+page {
		t.Errorf("copied %q", s.copied)
	}
	s = newScreen(t, 160, 50)
	s.paste("smile")
	s.press("left", "f2", "o")
	s.shows(page + " copied (by the test)")
	if s.copied != "https://"+page {
		t.Errorf("copied %q", s.copied)
	}
}

// TestCardComesFirstToTheSeries says what a character is of before all else, as
// many of its names as a row has room for and the others at the end, and leaves the column to the page that
// stood there before.
func TestCardComesFirstToTheSeries(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste(`karin \(blue archive\), `)
	s.press("f2")
	card := s.plain()
	at := -1
	for _, text := range []string{"character ·", "of blue archive", "traits · + adds", "names", "角楯花凛", "wiki"} {
		k := strings.LastIndex(card, text)
		if k < at {
			t.Errorf("%q stands at %d, before what goes before it:\n%s", text, k, card)
		}
		at = k
	}
	all := strings.Join(s.m.card.Names, " ")
	for _, name := range s.m.card.Names {
		if strings.Count(card, name) > strings.Count(all, name) {
			t.Errorf("%q stands twice:\n%s", name, card)
		}
	}
	s.press("esc")
	s.shows("TOGGLES")
	s.press("f2", "alt+t", "esc") // the page that one went to stays
	s.hides("TOGGLES")
	s.press("alt+0", "f2", "ctrl+t", "esc") // by its key too
	s.shows("TOGGLES")
}

// TestWhatWasDoneIsSaidUntilTheNextKey has the fault's sentence return with an
// arrow key.
func TestWhatWasDoneIsSaidUntilTheNextKey(t *testing.T) {
	s := newScreen(t, 120, 40)
	s.paste("1girl, amazing quality, ")
	s.shows("amazing quality\"")
	s.press("ctrl+y")
	s.shows("Prompt copied")
	s.press("left")
	s.hides("Prompt copied")
	s.shows("amazing quality\"")
	// So with what could not be done.
	for _, next := range []string{"left", "ctrl+n", "ctrl+t"} {
		s = newScreen(t, 120, 40)
		s.paste("1girl")
		s.press("ctrl+l")
		s.shows("Nothing that can be fixed with certainty.")
		s.press(next)
		s.hides("Nothing that can be fixed")
	}
}
