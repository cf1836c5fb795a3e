package knowledge

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tailor/data/printable"
	"tailor/tags"
)

// TestFilesHaveTheirForm reads every line as strictly as it is written.
func TestFilesHaveTheirForm(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range append(fileNames(), "words.tsv", "casts.tsv") {
		n := 0
		for line := range lines(file) {
			n++
			cells := strings.Split(line, "\t")
			want := map[string]int{"general.tsv": 6, "characters.tsv": 5, "series.tsv": 4, "words.tsv": 2, "casts.tsv": 2}[file]
			if len(cells) != want {
				t.Errorf("%s: %d columns, want %d: %q", file, len(cells), want, line)
			}
			for _, c := range cells {
				if c != strings.TrimSpace(c) {
					t.Errorf("%s: a blank at the edge of a cell in %q", file, line)
				}
			}
			if seen[file[:2]+cells[0]] {
				t.Errorf("%s: %q stands twice", file, cells[0])
			}
			seen[file[:2]+cells[0]] = true
			if !utf8.ValidString(line) || strings.ContainsFunc(line, func(r rune) bool { return r != '\t' && printable.Unsafe(r) }) {
				t.Errorf("%s: a terminal would act on %q", file, line)
			}
		}
		if n < 200 {
			t.Errorf("%s has %d rows", file, n)
		}
	}
}

func fileNames() []string {
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	return names
}

func TestNotesAreEnough(t *testing.T) {
	var glosses, phrased, goesWith, general, japanese, chinese, series, titled, nicknames, traits int
	for n := range All {
		switch n.Kind {
		case General:
			general++
			glosses += one(n.Gloss != "")
			phrased += one(len(n.Phrases) > 0)
			goesWith += one(len(n.Related) >= 4)
			japanese += one(len(n.Japanese) > 0)
			chinese += one(len(n.Chinese) > 0)
		case Character:
			nicknames += one(len(n.Phrases) > 0)
			traits += one(len(n.Related) > 0)
		case Series:
			series++
			titled += one(len(n.Phrases) > 0)
		}
	}
	for _, want := range []struct {
		what       string
		have, want int
	}{
		{"glosses", glosses, 3000}, {"general tags with phrases", phrased, 2500}, {"goes-with", goesWith, 1500},
		{"Japanese names", japanese, 3000}, {"Chinese names", chinese, 3000},
		{"series", series, 500}, {"series with titles", titled, 300},
		{"nicknames", nicknames, 800}, {"traits", traits, 2000}, {"words", len(words()), 2000},
	} {
		t.Logf("%d %s", want.have, want.what)
		if want.have < want.want {
			t.Errorf("%d %s, want at least %d", want.have, want.what, want.want)
		}
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// unwelcome has the words that the project's own texts never hold.
var unwelcome = regexp.MustCompile(`(?i)\b(?:hentai|porn|penis|pussy|vagina|nipples?|cum|ejaculat\w*|fellatio|blowjob|masturbat\w*|rape|genitals?|orgasm|bukkake|loli|shota)\b`)

// immodest are tags that no character is described by: many are of school age.
var immodest = regexp.MustCompile(`breasts|cleavage|panties|underwear|underboob|sideboob|thong|lingerie|nude|naked|topless|crotch|chest$|thick_thighs|on_breast|revealing|bikini_top_only|tan_?lines?`)

func TestTraitsAreModest(t *testing.T) {
	for n := range All {
		if n.Kind == Character {
			for _, tag := range n.Related {
				if immodest.MatchString(tag) {
					t.Errorf("%s is described by %s", n.Tag, tag)
				}
			}
		}
	}
}

func TestNotesAreClean(t *testing.T) {
	for n := range All {
		all := slices.Concat([]string{n.Tag, n.Gloss}, n.Phrases, n.Japanese, n.Chinese, n.Related)
		for _, text := range all {
			if tags.Blocked(text) || unwelcome.MatchString(text) {
				t.Errorf("%s: %q does not belong here", n.Tag, text)
			}
		}
		if utf8.RuneCountInString(n.Gloss) > 90 {
			t.Errorf("%s: a gloss of %d characters", n.Tag, utf8.RuneCountInString(n.Gloss))
		}
		for i, text := range n.Phrases {
			if text == "" || slices.Contains(n.Phrases[:i], text) {
				t.Errorf("%s: the phrase %q", n.Tag, text)
			}
		}
	}
}

func TestOf(t *testing.T) {
	n, ok := Of("dutch_angle", Series) // it is of another
	if !ok || n.Kind != General || n.Gloss == "" || len(n.Phrases) == 0 || len(n.Japanese) == 0 || len(n.Related) == 0 {
		t.Errorf("%+v", n)
	}
	if n, ok := Of("hatsune_miku", Character); !ok || n.Kind != Character || !slices.Contains(n.Related, "aqua_hair") {
		t.Errorf("%+v", n)
	}
	if _, ok := Of("no_such_tag", General); ok {
		t.Error("a tag that nobody knows is known")
	}
	if !slices.Contains(Words("bunny"), "rabbit") || len(Words("")) > 0 {
		t.Errorf("%v for a bunny", Words("bunny"))
	}
}

func TestSeriesOf(t *testing.T) {
	for tag, want := range map[string]string{"houshou_marine": "hololive", "tifa_lockhart": "final_fantasy_vii", "final_fantasy_vii": "final_fantasy"} {
		if got := SeriesOf(tag); !slices.Contains(got, want) {
			t.Errorf("%s belongs to %q, want %s among them", tag, got, want)
		}
	}
	if !Within("final_fantasy_vii", "final_fantasy") || !Within("touhou", "touhou") || Within("final_fantasy", "final_fantasy_vii") {
		t.Error("final_fantasy_vii is no part of final_fantasy, or the other way round")
	}
	if !HasCast("hololive") || HasCast("long_hair") {
		t.Error("hololive is no series, or long_hair is one")
	}
	if got := SeriesOf("no_such_tag"); got != nil {
		t.Errorf("a tag that nobody knows belongs to %q", got)
	}
}

func BenchmarkOf(b *testing.B) {
	Of("hatsune_miku", Character)
	for b.Loop() {
		Of("hatsune_miku", Character)
	}
}

// BenchmarkUnpack prints what the first need of the notes costs over having
// them unpacked.
func BenchmarkUnpack(b *testing.B) {
	for b.Loop() {
		for _, name := range fileNames() {
			if _, err := unpack(name); err != nil {
				b.Fatal(err)
			}
		}
	}
}
