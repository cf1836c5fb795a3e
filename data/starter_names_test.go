package data_test

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tailor/data"
	"tailor/data/reference"
)

// Danbooru's numbers for the categories that names have. data knows no tag,
// so they are written here once more.
const (
	artist    = 1
	series    = 3
	character = 4
)

// nameRow is a row of a starter list, or a line of the artists' file.
type nameRow struct {
	name     string
	category int
	count    int
	aliases  []string
	where    string
}

// readNames reads a starter list as strictly as it is written: four
// columns, no header, no spaces in names.
func readNames(t *testing.T, file string) []nameRow {
	t.Helper()
	f, err := data.Starter.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = 4
	var rows []nameRow
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		line, _ := r.FieldPos(0)
		row := nameRow{name: rec[0], where: file + ":" + strconv.Itoa(line)}
		if row.category, err = strconv.Atoi(rec[1]); err != nil {
			t.Errorf("%s: category %q", row.where, rec[1])
		}
		if row.count, err = strconv.Atoi(rec[2]); err != nil {
			t.Errorf("%s: count %q", row.where, rec[2])
		}
		if rec[3] != "" {
			row.aliases = strings.Split(rec[3], ",")
		}
		for _, name := range append([]string{row.name}, row.aliases...) {
			if name == "" || strings.ContainsAny(name, " \t\r\n,") {
				t.Errorf("%s: %q is not spelled as a tag", row.where, name)
			}
		}
		rows = append(rows, row)
	}
}

// nameFiles returns the starter lists of series and characters.
func nameFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"starter/*-series.csv", "starter/*-characters-*.csv"} {
		found, err := fs.Glob(data.Starter, pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 5 {
		t.Fatalf("only %v hold names", files)
	}
	return files
}

// starterArtists reads artists.txt back to tag names: "by ", the spaces and
// the escapes go.
func starterArtists(t *testing.T) []nameRow {
	t.Helper()
	text, err := data.Starter.ReadFile("starter/artists.txt")
	if err != nil {
		t.Fatal(err)
	}
	unspell := strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, " ", "_")
	var rows []nameRow
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		where := "starter/artists.txt:" + strconv.Itoa(i+1)
		name, ok := strings.CutPrefix(line, "by ")
		if !ok || name == "" || name != strings.TrimSpace(name) || strings.ContainsAny(name, "_,\t\r") {
			t.Errorf("%s: %q is not written as RouWei's wildcard file has artists", where, line)
			continue
		}
		bare := strings.NewReplacer(`\\`, "", `\(`, "", `\)`, "").Replace(name)
		if strings.ContainsAny(bare, `\()`) {
			t.Errorf("%s: brackets in %q are not escaped", where, line)
		}
		rows = append(rows, nameRow{name: unspell.Replace(name), category: artist, where: where})
	}
	return rows
}

// nameRows returns every row that names a series, a character or an artist.
func nameRows(t *testing.T) []nameRow {
	t.Helper()
	var rows []nameRow
	for _, file := range nameFiles(t) {
		want := character
		if strings.HasSuffix(file, "-series.csv") {
			want = series
		}
		for _, row := range readNames(t, file) {
			if row.category != want {
				t.Errorf("%s: %s has category %d, the file is of category %d", row.where, row.name, row.category, want)
			}
			rows = append(rows, row)
		}
	}
	return append(rows, starterArtists(t)...)
}

func TestStarterNamesAreEnough(t *testing.T) {
	have := map[int]int{}
	for _, row := range nameRows(t) {
		have[row.category]++
	}
	for category, want := range map[int]int{character: 2000, series: 500, artist: 1500} {
		if have[category] < want {
			t.Errorf("category %d has %d names, want at least %d", category, have[category], want)
		}
	}
	t.Logf("%d characters, %d series, %d artists", have[character], have[series], have[artist])
}

func TestStarterNamesAndAliasesStandOnce(t *testing.T) {
	rows := starterArtists(t)
	files, err := fs.Glob(data.Starter, "starter/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		rows = append(rows, readNames(t, file)...)
	}
	names := map[string]string{}
	for _, row := range rows {
		if first, again := names[row.name]; again {
			t.Errorf("%s: %s stands in %s already", row.where, row.name, first)
		}
		names[row.name] = row.where
	}
	aliases := map[string]string{}
	for _, row := range rows {
		for _, alias := range row.aliases {
			if first, again := names[alias]; again {
				t.Errorf("%s: the alias %s is a name in %s", row.where, alias, first)
			}
			if first, again := aliases[alias]; again {
				t.Errorf("%s: the alias %s stands in %s already", row.where, alias, first)
			}
			aliases[alias] = row.where
		}
	}
}

func TestStarterNameCountsAreRounded(t *testing.T) {
	for _, row := range nameRows(t) {
		if row.category == artist {
			continue // a wildcard file has no counts
		}
		if row.count <= 0 || row.count != twoDigits(row.count) {
			t.Errorf("%s: %s has the count %d, want two significant digits above 0", row.where, row.name, row.count)
		}
	}
}

// TestStarterNamesAreClean holds the content rule over every name and alias.
// The rule itself lives with the tags; this is a plain second reading of it.
func TestStarterNamesAreClean(t *testing.T) {
	minors := regexp.MustCompile(`(?i)(?:^|[^a-z])(?:loli|shota)(?:s|con|cons)?(?:[^a-z]|$)`)
	explicit := regexp.MustCompile(`(?i)hentai|porn|penis|pussy|nipple|genital|cum(?:_|$)|(?:^|_)(?:sex|nude|naked|anal|rape|fuck)(?:_|$)`)
	for _, row := range nameRows(t) {
		for _, name := range append([]string{row.name}, row.aliases...) {
			if minors.MatchString(name) || explicit.MatchString(name) {
				t.Errorf("%s: %s does not belong in the starter list", row.where, name)
			}
		}
	}
}

// referenceTag is a tag of the reference lists.
type referenceTag struct {
	category, count int
	aliases         map[string]bool
}

// referenceTags reads the two reference lists into one table; the first that
// names a tag gives its category and count.
func referenceTags(t *testing.T) map[string]referenceTag {
	t.Helper()
	tags := make(map[string]referenceTag, 1<<18)
	for _, file := range []string{"data/danbooru-tagcomplete.csv", "data/danbooru-12-10-24-underscore.csv"} {
		f, err := os.Open(reference.Path(t, file))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r := csv.NewReader(bufio.NewReader(f))
		r.FieldsPerRecord = -1
		r.LazyQuotes = true
		for {
			rec, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(rec) < 3 {
				continue
			}
			tag, known := tags[rec[0]]
			if !known {
				tag.category, _ = strconv.Atoi(rec[1])
				tag.count, _ = strconv.Atoi(rec[2])
				tag.aliases = map[string]bool{}
			}
			if len(rec) > 3 {
				for _, alias := range strings.Split(rec[3], ",") {
					tag.aliases[alias] = true
				}
			}
			tags[rec[0]] = tag
		}
	}
	return tags
}

// TestStarterNamesAreDanboorus holds every name, category, count and alias
// against the reference lists.
func TestStarterNamesAreDanboorus(t *testing.T) {
	known := referenceTags(t)
	for _, row := range nameRows(t) {
		tag, ok := known[row.name]
		switch {
		case !ok:
			t.Errorf("%s: %s is not a tag of the reference lists", row.where, row.name)
			continue
		case tag.category != row.category:
			t.Errorf("%s: %s has category %d, the reference says %d", row.where, row.name, row.category, tag.category)
		case row.category != artist && row.count != twoDigits(tag.count):
			t.Errorf("%s: %s has the count %d, the reference says %d", row.where, row.name, row.count, tag.count)
		}
		for _, alias := range row.aliases {
			if !tag.aliases[alias] {
				t.Errorf("%s: %s is no alias of %s in the reference", row.where, alias, row.name)
			}
		}
	}
}
