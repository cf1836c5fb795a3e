package taglist

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"tailor/data/reference"
	"tailor/tags"
)

func TestReadTagsInAllForms(t *testing.T) {
	want := []tags.Tag{
		{Name: "long_hair", Category: tags.General, Count: 4323137, Aliases: []string{"/lh", "longhair"}},
		{Name: "karin_(blue_archive)", Category: tags.Character, Count: 9000, Aliases: nil},
		{Name: `don't_say_"lazy"`, Category: tags.Copyright, Count: 120, Aliases: []string{`say_"x"`}},
		{Name: "kantoku", Category: tags.Artist, Count: 0, Aliases: nil},
	}
	const plain = `long_hair,0,4323137,"/lh,longhair"
karin_(blue_archive),4,9000,
"don't_say_""lazy""",3,120,"say_""x"""
kantoku,1,0,
`
	spaced := `  long hair , 0 , 4323137 , "/lh, longhair"
karin (blue archive),4,9000,""
"don't say ""lazy""" , 3,120, "say ""x"""
kantoku	,1,,
`
	for name, text := range map[string]string{
		"plain":                    plain,
		"CRLF":                     strings.ReplaceAll(plain, "\n", "\r\n"),
		"CR":                       strings.ReplaceAll(plain, "\n", "\r"),
		"BOM":                      "\ufeff" + plain,
		"no end of line":           strings.TrimSuffix(plain, "\n"),
		"header":                   "name,category,post_count,aliases\n" + plain,
		"another header":           "Tag,Type,Count,Aliases\r\n" + strings.ReplaceAll(plain, "\n", "\r\n"),
		"header behind a BOM":      "\ufeff\"tag\",\"category\",\"count\",\"alias\"\n" + plain,
		"blank lines":              "\n\n" + strings.ReplaceAll(plain, "\n", "\n  \n\n"),
		"spaces":                   spaced,
		"category names":           "long_hair,General,4323137,\"/lh,longhair\"\nkarin_(blue_archive),character,9000,\n\"don't_say_\"\"lazy\"\"\",copyright,120,\"say_\"\"x\"\"\"\nkantoku,ARTIST,0,\n",
		"aliases in columns":       "long_hair,0,4323137,/lh,longhair\nkarin_(blue_archive),4,9000\n\"don't_say_\"\"lazy\"\"\",3,120,\"say_\"\"x\"\"\"\nkantoku,1\n",
		"everything quoted":        "\"long_hair\",\"0\",\"4323137\",\"/lh,longhair\"\n\"karin_(blue_archive)\",\"4\",\"9000\",\"\"\n\"don't_say_\"\"lazy\"\"\",\"3\",\"120\",\"say_\"\"x\"\"\"\n\"kantoku\",\"1\",\"0\",\"\"\n",
		"columns in another order": "category,posts,name,id,aliases\n0,4323137,long_hair,1,\"/lh,longhair\"\n4,9000,karin_(blue_archive),2,\n3,120,\"don't_say_\"\"lazy\"\"\",3,\"say_\"\"x\"\"\"\n1,0,kantoku,4,\n",
		"counts of a spreadsheet":  "long_hair,0,4323137.0,\"/lh,longhair\"\nkarin_(blue_archive),4,9000.0,\n\"don't_say_\"\"lazy\"\"\",3,120.0,\"say_\"\"x\"\"\"\nkantoku,1,0.0,\n",
	} {
		t.Run(name, func(t *testing.T) {
			l, err := ReadTags(strings.NewReader(text), "test")
			if err != nil {
				t.Fatal(err)
			}
			if len(l.Bad) > 0 || l.Rows != len(want) || !reflect.DeepEqual(l.Tags, want) {
				t.Errorf("%d rows, bad %v, tags\n%+v\nwant\n%+v", l.Rows, l.Bad, l.Tags, want)
			}
		})
	}
}

func TestReadTagsWithColumnsMissing(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []tags.Tag
	}{
		"name and category":          {"long_hair,0\nkantoku,1\n", []tags.Tag{{Name: "long_hair", Category: tags.General, Count: 0, Aliases: nil}, {Name: "kantoku", Category: tags.Artist, Count: 0, Aliases: nil}}},
		"name and count":             {"long_hair,4323137\nkantoku,900\nsolo,3\n", []tags.Tag{{Name: "long_hair", Category: tags.General, Count: 4323137, Aliases: nil}, {Name: "kantoku", Category: tags.General, Count: 900, Aliases: nil}, {Name: "solo", Category: tags.General, Count: 3, Aliases: nil}}},
		"name and count, headed":     {"tag,count\nlong_hair,3\nsolo,1\n", []tags.Tag{{Name: "long_hair", Category: tags.General, Count: 3, Aliases: nil}, {Name: "solo", Category: tags.General, Count: 1, Aliases: nil}}},
		"name, count, aliases":       {"long_hair,4323137,\"longhair\"\nsolo,500,\n", []tags.Tag{{Name: "long_hair", Category: tags.General, Count: 4323137, Aliases: []string{"longhair"}}, {Name: "solo", Category: tags.General, Count: 500, Aliases: nil}}},
		"name, category, count":      {"long_hair,0,77\nkantoku,1,5\n", []tags.Tag{{Name: "long_hair", Category: tags.General, Count: 77, Aliases: nil}, {Name: "kantoku", Category: tags.Artist, Count: 5, Aliases: nil}}},
		"name, category, aliases":    {"long_hair,0,\"longhair,lh\"\nkantoku,1,kantokuu\n", []tags.Tag{{Name: "long_hair", Category: tags.General, Count: 0, Aliases: []string{"longhair", "lh"}}, {Name: "kantoku", Category: tags.Artist, Count: 0, Aliases: []string{"kantokuu"}}}},
		"name and aliases":           {"long_hair,\"長髪\"\nsolo,\"一人,female_solo\"\n", []tags.Tag{{Name: "long_hair", Category: tags.General, Count: 0, Aliases: []string{"長髪"}}, {Name: "solo", Category: tags.General, Count: 0, Aliases: []string{"一人", "female_solo"}}}},
		"names alone":                {"long_hair\nsolo\n", []tags.Tag{{Name: "long_hair", Category: tags.General, Count: 0, Aliases: nil}, {Name: "solo", Category: tags.General, Count: 0, Aliases: nil}}},
		"a tag called tag":           {"tag,0,50\nname,0,60\n", []tags.Tag{{Name: "tag", Category: tags.General, Count: 50, Aliases: nil}, {Name: "name", Category: tags.General, Count: 60, Aliases: nil}}},
		"a name that is a number":    {"2016,0,50\n39,3,60\n", []tags.Tag{{Name: "2016", Category: tags.General, Count: 50, Aliases: nil}, {Name: "39", Category: tags.Copyright, Count: 60, Aliases: nil}}},
		"an alias that is the name":  {"solo,0,5,\"solo,alone\"\n", []tags.Tag{{Name: "solo", Category: tags.General, Count: 5, Aliases: []string{"alone"}}}},
		"header with the name alone": {"name\nlong_hair\n", []tags.Tag{{Name: "long_hair", Category: tags.General, Count: 0, Aliases: nil}}},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := ReadTags(strings.NewReader(c.text), "test")
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(l.Tags, c.want) || len(l.Bad) > 0 {
				t.Errorf("%+v, bad %v\nwant %+v", l.Tags, l.Bad, c.want)
			}
		})
	}
}

func TestBadRowsAreSkippedAndTold(t *testing.T) {
	const text = `1girl,0,6000000,
,0,5,
alone
solo,9,5,
solo,x,5,
solo,0,many,
solo,0,-5,
"open,0,5,
"a"b,0,5,
long_hair,0,5,
bad` + "\xff" + `name,0,5,
`
	l, err := ReadTags(strings.NewReader(text), "test")
	if err != nil {
		t.Fatal(err)
	}
	want := []Problem{
		{2, "no name"},
		{3, "a name alone: the category is missing"},
		{4, `the category "9" is none of 0 general, 1 artist, 3 copyright, 4 character, 5 meta`},
		{5, `the category "x" is none of 0 general, 1 artist, 3 copyright, 4 character, 5 meta`},
		{6, `the count "many" is no number`},
		{7, `the count "-5" is no number`},
		{8, "a quote is not closed"},
		{9, "text behind a closing quote"},
		{11, "the name is not UTF-8"},
	}
	if !slices.Equal(l.Bad, want) {
		t.Errorf("bad rows\n%v\nwant\n%v", l.Bad, want)
	}
	if len(l.Tags) != 2 || l.Rows != 11 {
		t.Errorf("%d rows, tags %+v", l.Rows, l.Tags)
	}
}

func TestNamesAreNeutralised(t *testing.T) {
	for name, c := range map[string]struct{ row, want string }{
		"colour":              {"\x1b[31mred\x1b[0m_hair,0,5,", "red_hair"},
		"title":               {"\x1b]0;owned\x07solo,0,5,", "solo"},
		"bell":                {"so\x07lo,0,5,", "solo"},
		"C1":                  {"so\u009blo,0,5,", "solo"},
		"direction":           {"so\u202elo,0,5,", "solo"},
		"zero width":          {"so\u200blo,0,5,", "solo"},
		"tab within":          {"long\thair,0,5,", "long_hair"},
		"wide space":          {"long\u3000hair,0,5,", "long_hair"},
		"flag stays":          {"🏴󠁧󠁢󠁥󠁮󠁧󠁿,0,5,", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"},
		"family stays":        {"👩\u200d👧,0,5,", "👩\u200d👧"},
		"emoticon":            {"^_^,0,5,", "^_^"},
		"two spaces":          {"long  hair,0,5,", "long_hair"},
		"two underscores":     {"a__b,0,5,", "a__b"},
		"backslash":           {`\m/,0,5,`, `\m/`},
		"delete":              {"so\x7flo,0,5,", "solo"},
		"bidirectional alias": {"solo,0,5,", "solo"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := ReadTags(strings.NewReader("long_hair,0,9,\nlooking_at_viewer,0,3,\n"+strings.Repeat("1girl,0,1,\n", 40)+c.row+"\n"), "test")
			if err != nil {
				t.Fatal(err)
			}
			if got := l.Tags[len(l.Tags)-1].Name; got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestReadFileErrors(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	locked := file("locked.csv", "1girl,0,5\n")
	if err := os.Chmod(locked, 0); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path, want string
		is         error
	}{
		"missing":   {filepath.Join(dir, "none.csv"), "no such file", os.ErrNotExist},
		"directory": {dir, "is a directory", nil},
		"empty":     {file("empty.csv", ""), "the list is empty", ErrEmpty},
		"blank":     {file("blank.csv", "\n \r\n\t\n"), "the list is empty", ErrEmpty},
		"comments":  {file("comments.txt", "# artists\n# none yet\n"), "the list is empty", ErrEmpty},
		"a header":  {file("header.csv", "name,category,count\n"), "the list is empty", ErrEmpty},
		"PNG":       {file("a.csv", "\x89PNG\r\n\x1a\n\x00\x00"), "a PNG picture", ErrNotText},
		"zip":       {file("b.csv", "PK\x03\x04abc"), "a ZIP archive", ErrNotText},
		"zeros":     {file("c.csv", strings.Repeat("\x00", 9999)), "zero bytes", ErrNotText},
		"noise":     {file("d.csv", string([]byte{0x80, 0x81, 0xfe, 0xc3, 0x28, 0xa0, 0xa1, 0xe2, 0x28, 0x10, 0x11})), "not a text file", ErrNotText},
		"XML":       {file("x.csv", "<?xml version=\"1.0\"?>\n<Error/>\n"), "a web page", ErrNotText},
		"HTML":      {file("f.csv", "\n<!DOCTYPE html>\n<html><body>404</body></html>"), "a web page", ErrNotText},
		"all bad":   {file("g.csv", "a,9,9\nb,9,9\n,0,1\n"), "line 1: the category \"9\"", ErrNoRows},
		"no rights": {locked, "no permission", os.ErrPermission},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "no rights" && (runtime.GOOS == "windows" || os.Geteuid() == 0) {
				t.Skip("skipped: this user may read everything")
			}
			_, err := ReadFile(c.path)
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.path) {
				t.Fatalf("error %v, want one that names the file and says %q", err, c.want)
			}
			if c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("error %v is not %v", err, c.is)
			}
		})
	}
}

func TestReadFileTellsTheKindByContent(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		file, text string
		category   tags.Category
		tags       int
	}{
		"CSV called txt":         {"a.txt", "1girl,0,5\nsolo,0,4\n", tags.General, 2},
		"artists called csv":     {"b.csv", "by kantoku\nby wlop\n", tags.Artist, 2},
		"artists without by":     {"c.txt", "kantoku\nwlop\n# end\n", tags.Artist, 2},
		"artists with commas":    {"d.txt", "by kantoku,\nby wlop,\n", tags.Artist, 2},
		"several on a line":      {"e.txt", "by kantoku, by wlop\nby ke-ta\n", tags.Artist, 3},
		"CSV with quoted column": {"f", "\"1girl\",\"0\",\"5\"\n", tags.General, 1},
		"CSV with a header":      {"g", "tag,aliases\n1girl,sole_female\n", tags.General, 1},
		"unclosed quote first":   {"i.csv", "\"abc,0,5\n1girl,0,7\n", tags.General, 1},
		"unclosed quotes alone":  {"j.txt", "\"by a\n\"by b\n", tags.Artist, 2},
		"weights with commas":    {"h.txt", "(by kantoku:0.8)\n(by wlop:1.1)\n", tags.Artist, 2},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, c.file)
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			l, err := ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if len(l.Tags) != c.tags || l.Tags[0].Category != c.category {
				t.Errorf("%+v, want %d tags of %v", l.Tags, c.tags, c.category)
			}
			if l.Path != path || l.Name != strings.TrimSuffix(c.file, filepath.Ext(c.file)) {
				t.Errorf("the list is called %q, at %q", l.Name, l.Path)
			}
		})
	}
}

// TestReadTagsAgreesWithEncodingCSV reads made-up rows both ways.
func TestReadTagsAgreesWithEncodingCSV(t *testing.T) {
	rng := rand.New(rand.NewSource(3))
	pieces := []string{"a", "hair", "_", "(", ")", `""`, "'", ",", " x", "é", "初", ":", "-", "!"}
	field := func() string {
		var b strings.Builder
		for range 1 + rng.Intn(5) {
			b.WriteString(pieces[rng.Intn(len(pieces))])
		}
		return `"x` + b.String() + `y"`
	}
	for range 2000 {
		text := "long_hair,0,5,\n" + fmt.Sprintf("%s,%d,%d,%s\n", field(), []int{0, 1, 3, 4, 5}[rng.Intn(5)], rng.Intn(1e6), field())
		r := csv.NewReader(strings.NewReader(text))
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		l, err := ReadTags(strings.NewReader(text), "test")
		if err != nil || len(l.Tags) != 2 {
			t.Fatalf("%q: %v %v", text, err, l)
		}
		tidy := func(s string) string { return strings.Join(strings.Fields(s), "_") }
		var aliases []string
		for _, a := range strings.Split(rows[1][3], ",") {
			if a := tidy(a); a != "" && a != tidy(rows[1][0]) {
				aliases = append(aliases, a)
			}
		}
		if got := l.Tags[1]; got.Name != tidy(rows[1][0]) || fmt.Sprint(got.Count) != rows[1][2] || !slices.Equal(got.Aliases, aliases) {
			t.Fatalf("%q: %+v, encoding/csv has %q", text, got, rows[1])
		}
	}
}

func TestReadFileAgreesWithEncodingCSVOnTheLargeList(t *testing.T) {
	f, err := os.Open(reference.Path(t, "data/danbooru-tagcomplete.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	l, err := ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(f)
	for i := 0; ; i++ {
		row, err := r.Read()
		if err == io.EOF {
			if i != len(l.Tags) {
				t.Errorf("%d tags, want %d", len(l.Tags), i)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		tag := l.Tags[i]
		if bare, by := strings.CutPrefix(row[0], "by_"); by && row[1] == "1" {
			row[0], row[3] = bare, strings.TrimSuffix(row[0]+","+row[3], ",")
		}
		if tag.Name != row[0] || fmt.Sprint(uint8(tag.Category)) != row[1] || fmt.Sprint(tag.Count) != row[2] || strings.Join(tag.Aliases, ",") != row[3] {
			t.Fatalf("row %d: %+v, want %q", i+1, tag, row)
		}
	}
}

// TestUnclosedQuote reads a list that begins with a quote that is not closed,
// as a user's file.
func TestUnclosedQuote(t *testing.T) {
	for _, text := range []string{"\"abc,0,5\n1girl,0,7\n", "\"\n1girl,0,7\n", "\"\r1girl,0,7", ",\"\n1girl,0,7\n"} {
		path := filepath.Join(t.TempDir(), "list.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := ReadFile(path)
		if err != nil || len(l.Bad) == 0 || l.Tags[len(l.Tags)-1].Name != "1girl" {
			t.Errorf("%q: %v, %v", text, l, err)
		}
	}
}

// TestSeparators reads lists with semicolons or tabs between their fields, with a
// header, with quotes and without, and takes no wildcard file for one.
func TestSeparators(t *testing.T) {
	for _, text := range []string{
		"tag_name;category;post_count;alias\nsolo;0;5;x,y\nsmile;0;6;\n", "solo;0;5;\"x,y\"\nsmile;0;6;\n", "solo\t0\t5\tx,y\nsmile\t0\t6\t\n",
		"solo\t0\t5\t\"x,y\"\r\nsmile\t\t6\r\n", "solo,0,5,\"x,y\"\nsmile,0,6,\n", " \"solo\" ; 0 ; 5 ; x , y\nsmile;0;6",
	} {
		path := filepath.Join(t.TempDir(), "list.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := ReadFile(path)
		if err != nil || len(l.Tags) != 2 || len(l.Bad) > 0 {
			t.Errorf("%q: %v, %v", text, l, err)
			continue
		}
		if solo, smile := l.Tags[0], l.Tags[1]; solo.Name != "solo" || solo.Count != 5 || !slices.Equal(solo.Aliases, []string{"x", "y"}) || smile.Name != "smile" || smile.Count != 6 || smile.Category != tags.General {
			t.Errorf("%q: %+v", text, l.Tags)
		}
	}
	for _, text := range []string{"wlop; kantoku\nkrenz\n", "a\tb\nc\td\n", "by one;two\nthree\n"} {
		if s := separatorOf([]byte(text)); s != 0 {
			t.Errorf("%q is a CSV of %q", text, s)
		}
	}
}
