package data_test

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tailor/data"
	"tailor/data/reference"
)

// Danbooru's numbers for the categories that the general tests tell apart.
const (
	generalTag = "0"
	metaTag    = "5"
)

// starterRow is one row of a theme, with the file and line that hold it.
type starterRow struct {
	place                 string
	name, category, count string
	aliases               []string
}

// starterRows reads the themes of the starter list that hold general and meta
// tags. Themes of other categories have tests of their own.
func starterRows(t *testing.T) []starterRow {
	t.Helper()
	files, err := fs.Glob(data.Starter, "starter/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	var rows []starterRow
	for _, file := range files {
		text, err := data.Starter.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(text))
		r.FieldsPerRecord = 4
		records, err := r.ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for i, f := range records {
			if f[1] != generalTag && f[1] != metaTag {
				continue
			}
			row := starterRow{
				place: path.Base(file) + ":" + strconv.Itoa(i+1),
				name:  f[0], category: f[1], count: f[2],
			}
			if f[3] != "" {
				row.aliases = strings.Split(f[3], ",")
			}
			rows = append(rows, row)
		}
	}
	return rows
}

func TestStarterNumbers(t *testing.T) {
	count := map[string]int{}
	aliases := 0
	for _, row := range starterRows(t) {
		count[row.category]++
		aliases += len(row.aliases)
	}
	for _, want := range []struct {
		what     string
		got, min int
	}{
		{"general tags", count[generalTag], 3500},
		{"meta tags", count[metaTag], 40},
		{"aliases", aliases, 1000},
	} {
		if want.got < want.min {
			t.Errorf("%d %s, want at least %d", want.got, want.what, want.min)
		}
	}
}

func TestStarterNamesStandOnce(t *testing.T) {
	seen := map[string]string{}
	for _, row := range starterRows(t) {
		if at, twice := seen[row.name]; twice {
			t.Errorf("%s: %s stands in %s already", row.place, row.name, at)
		}
		seen[row.name] = row.place
		if row.name == "" || strings.ContainsAny(row.name, " \t\r\n") || row.name != strings.ToLower(row.name) {
			t.Errorf("%s: %q is not spelled as Danbooru spells tags", row.place, row.name)
		}
		for _, alias := range row.aliases {
			if alias == "" || alias == row.name || strings.ContainsAny(alias, " \t\r\n") {
				t.Errorf("%s: %s has the bad alias %q", row.place, row.name, alias)
			}
		}
	}
	for _, row := range starterRows(t) {
		for _, alias := range row.aliases {
			if at, taken := seen[alias]; taken {
				t.Errorf("%s: the alias %s of %s is a tag or alias in %s", row.place, alias, row.name, at)
			}
			seen[alias] = row.place
		}
	}
}

func TestStarterCountsHaveTwoSignificantDigits(t *testing.T) {
	twoDigits := regexp.MustCompile(`^[1-9][0-9]?0*$`)
	for _, row := range starterRows(t) {
		if !twoDigits.MatchString(row.count) {
			t.Errorf("%s: %s has the count %s, want two significant digits", row.place, row.name, row.count)
		}
	}
}

// unwelcome lists the words that no tag or alias of the starter list may
// hold: explicit ones, and those that tags.Blocked refuses. A
// word stands between underscores, hyphens, parentheses or the name's ends,
// so "lolita_fashion" and "grass" are not meant.
var unwelcome = strings.Fields(`
	loli lolicon lolibaba oppai_loli shota shotacon toddler toddlercon straight_shota
	nude naked nudity nudist topless bottomless undressing striptease
	nipple nipples areola areolae breast breasts oppai tits boobs cleavage sideboob underboob pasties
	pussy vagina vaginal clitoris penis testicles balls pubic anus anal ass butt crotch groin cameltoe bulge
	panties panty pantyshot pantsu upskirt underwear bra lingerie thong crotchless
	sex sexual sexually hentai porn ecchi erotic fetish kink cum ejaculation erection erect orgasm ahegao
	masturbation fellatio cunnilingus handjob footjob blowjob paizuri irrumatio deepthroat bukkake
	milf gangbang orgy threesome rape molestation groping prostitution incest bestiality futanari futa
	bondage bdsm shibari dildo vibrator condom lactation
	guro gore torture pee peeing scat urine
`)

func TestStarterHoldsNothingExplicitOrBlocked(t *testing.T) {
	banned := map[string]bool{}
	for _, word := range unwelcome {
		banned[word] = true
	}
	isBreak := func(r rune) bool { return strings.ContainsRune("_-()/:;.,!?'", r) }
	for _, row := range starterRows(t) {
		for _, name := range append([]string{row.name}, row.aliases...) {
			for _, word := range strings.FieldsFunc(name, isBreak) {
				if banned[word] {
					t.Errorf("%s: %s holds %q", row.place, name, word)
				}
			}
		}
	}
}

// TestStarterAgainstReference holds every tag's name, category and count, and
// every alias, against the full Danbooru lists.
func TestStarterAgainstReference(t *testing.T) {
	lists := []string{
		reference.Path(t, "data/danbooru-tagcomplete.csv"),
		reference.Path(t, "data/danbooru-12-10-24-underscore.csv"),
	}
	type known struct {
		category string
		counts   []int
	}
	tags := map[string]*known{}
	aliasOf := map[string]string{}
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", list, err)
		}
		for _, f := range records {
			n, err := strconv.Atoi(f[2])
			if err != nil {
				t.Fatalf("%s: %v", list, err)
			}
			if tags[f[0]] == nil {
				tags[f[0]] = &known{category: f[1]}
			}
			tags[f[0]].counts = append(tags[f[0]].counts, n)
			for _, alias := range strings.Split(f[3], ",") {
				aliasOf[alias+" of "+f[0]] = f[0]
			}
		}
	}
	for _, row := range starterRows(t) {
		tag := tags[row.name]
		if tag == nil {
			t.Errorf("%s: Danbooru has no tag %s", row.place, row.name)
			continue
		}
		if tag.category != row.category {
			t.Errorf("%s: %s is of category %s, want %s", row.place, row.name, row.category, tag.category)
		}
		rounded := false
		for _, n := range tag.counts {
			rounded = rounded || row.count == strconv.Itoa(twoDigits(n))
		}
		if !rounded {
			t.Errorf("%s: %s has the count %s, want one of %v to two digits", row.place, row.name, row.count, tag.counts)
		}
		for _, alias := range row.aliases {
			if aliasOf[alias+" of "+row.name] == "" {
				t.Errorf("%s: %s is no alias of %s", row.place, alias, row.name)
			}
		}
	}
}

// twoDigits rounds n half up to two significant digits.
func twoDigits(n int) int {
	unit := 1
	for n/unit >= 100 {
		unit *= 10
	}
	return (n + unit/2) / unit * unit
}
