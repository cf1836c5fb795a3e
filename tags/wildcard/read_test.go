package wildcard

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"tailor/data/printable"
)

// collect returns a reporter and where it puts "line: reason".
func collect() (reporter, *[]string) {
	var all []string
	return func(line int, format string, args ...any) {
		all = append(all, fmt.Sprintf("%d: %s", line, fmt.Sprintf(format, args...)))
	}, &all
}

func TestParseText(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []Entry
		reports    []string // beginnings
	}{
		{"lines", "a\nb, c\n\n  d  \n", []Entry{{"a", 1}, {"b, c", 1}, {"d", 1}}, nil},
		{"no end of line", "a", []Entry{{"a", 1}}, nil},
		{"CRLF and CR", "a\r\nb\rc\r\n", []Entry{{"a", 1}, {"b", 1}, {"c", 1}}, nil},
		{"comments", "# no\n  # no\na # why\nb#1\n#\n", []Entry{{"a", 1}, {"b#1", 1}}, nil},
		{"weights", "3::a\n0.5:: b\n .25 ::c\n0::d\nx::e\n2::\n1::2::f", []Entry{{"a", 3}, {"b", .5}, {"c", .25}, {"d", 0}, {"x::e", 1}, {"", 2}, {"2::f", 1}}, nil},
		{"a weight beyond numbers", strings.Repeat("9", 400) + "::a", []Entry{{"a", 1}}, []string{"1: the weight"}},
		{"attention is no weight", "(a:1.2)\n1.2.3::b", []Entry{{"(a:1.2)", 1}, {"1.2.3::b", 1}}, nil},
		{"controls", "a\tb\x1b[31mc\x07\u202e\n\x1b[0m\n", []Entry{{"a bc", 1}}, nil},
		{"invalid UTF-8", "a\n\xff\nb", []Entry{{"a", 1}, {"b", 1}}, []string{"2: the entry is not UTF-8"}},
		{"a huge entry", "a\n" + strings.Repeat("x", maxEntryBytes+1), []Entry{{"a", 1}}, []string{"2: the entry is longer"}},
		{"blocked", "a\nloli, smile\nlolita fashion\n", []Entry{{"a", 1}, {"lolita fashion", 1}}, nil},
		{"nested", "__b__ {x|y}", []Entry{{"__b__ {x|y}", 1}}, nil},
		{"wide", "猫耳\n", []Entry{{"猫耳", 1}}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			report, reports := collect()
			if got, _ := parseText(tt.text, report); !reflect.DeepEqual(got, tt.want) && len(got)+len(tt.want) > 0 {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			checkReports(t, *reports, tt.reports)
		})
	}
}

func checkReports(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("reports: %q, want %q", got, want)
		return
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("report %q, want %q", got[i], want[i])
		}
	}
}

func TestParseStructured(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for i := 'b'; i <= 'k'; i++ {
		bomb += fmt.Sprintf("%c: &%c {%s}\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("k%%d: *%c, ", i-1), 10), ", "))
	}
	for i := strings.Index(bomb, "%d"); i >= 0; i = strings.Index(bomb, "%d") {
		bomb = strings.Replace(bomb, "%d", fmt.Sprint(i), 1)
	}
	for _, tt := range []struct {
		name, text string
		want       string // name=entries; …
		reports    []string
	}{
		{"keys", "a:\n  b:\n    - x\n    - 2::y\nc: [z]\n", "dir/a/b=x,2::y;dir/c=z", nil},
		{"bare list", "- x\n- y\n", "dir/file=x,y", nil},
		{"text and weight", "a:\n- {text: x, weight: 2.5}\n- content: y\n- {weight: 1}\n", "dir/a=2.5::x,y", []string{"4: the entry is a mapping"}},
		{"scalars are texts", "a: [yes, 12, 1.5, 0x10, null, ~, 'q: r', 2001-01-01]", "dir/a=yes,12,1.5,0x10,q: r,2001-01-01", []string{"1: an empty entry", "1: an empty entry"}},
		{"entries to be filled", "a:\n-\n- x\n- ''\n- '~'\n", "dir/a=x,~", []string{"4: an empty entry"}},
		{"merge keys", "a: &a\n  x: [p]\nb:\n  <<: *a\n  y: [q]\n", "dir/a/x=p;dir/b/x=p;dir/b/y=q", nil},
		{"merged keys of several", "a: &a\n  x: [p]\nb: &b\n  x: [q]\n  z: [r]\nc:\n  z: [s]\n  <<: [*a, *b]\n", "dir/a/x=p;dir/b/x=q;dir/b/z=r;dir/c/x=p;dir/c/z=s", nil},
		{"a merge of itself", "a: &a\n  <<: *a\n  x: [p]\n", "dir/a/x=p", nil},
		{"a merge of no keys", "a: &a [p]\nb:\n  <<: *a\n  y: [q]\n", "dir/a=p;dir/b/y=q", []string{"1: a merge key"}},
		{"a merge in a merge", "a: &a\n  x: [p]\nb: &b\n  <<: *a\nc:\n  <<: *b\n  y: [q]\n", "dir/a/x=p;dir/b/x=p;dir/c/x=p;dir/c/y=q", nil},
		{"merges without end", "a: &a {k: [x]}\nb: &b\n  <<: *a\nc:\n" + strings.Repeat("  <<: *b\n", 30_000), "dir/a/k=x;dir/b/k=x;dir/c/k=x", nil},
		{"long texts", "a:\n- |\n  x,\n  y\n- >\n  z\n  w\n", "dir/a=x, y,z w", nil},
		{"anchors", "a: &x [p, q]\nb: *x\n", "dir/a=p,q;dir/b=p,q", nil},
		{"documents", "a: [x]\n---\nb: [y]\n", "dir/a=x;dir/b=y", nil},
		{"empty", "", "", nil},
		{"comment only", "# nothing\n", "", nil},
		{"a key to be filled", "a:\nb: [x]\n", "dir/b=x", nil},
		{"a key with a text", "a: hello\nb: [x]\n", "dir/a=hello;dir/b=x", nil},
		{"comments in entries", "a:\n- |\n  # a dress\n  red dress # or so\n- '# nothing'\n- {text: '# c', weight: 2}\n- x#y\n", "dir/a=red dress,x#y", []string{"6: the entry is a mapping"}},
		{"names with commas", "'a,b': [x]\n'a, b': [y]\nc#d: [z]\n", "dir/a,b=x;dir/c#d=z", []string{"2: the key"}},
		{"bare text", "hello\n", "", []string{"1: holds a bare text"}},
		{"a list in a list", "a:\n- [x]\n- y\n", "dir/a=y", []string{"2: a list within a list"}},
		{"bad keys", "'../x': [a]\n'a, b': [b]\n? [q]\n: [c]\n'*': [d]\nok: [e]\n/abs: [f]\n", "dir/abs=f;dir/ok=e",
			[]string{"1: the key", "2: the key", "3: a key that is no text", "5: the key"}},
		{"broken in the middle", "a: [x]\nb: [y\nc: d\n", "", []string{"3: cannot be read"}},
		{"tabs", "a:\n\t- x\n", "", []string{"2: cannot be read"}},
		{"the first document stands", "a: [x]\n---\nb: [y\n", "dir/a=x", []string{"4: cannot be read"}},
		{"blocked", "loli: [x]\na: [shota, y]\n", "dir/a=y", nil},
		{"a circle", "a: &a\n  b: *a\n  c: [x]\n", "*", []string{"1: keys lie more than 32 deep"}},
		{"a bomb", bomb, "*", []string{"1: the file holds more than"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			report, reports := collect()
			var got []string
			for _, l := range parseStructured(tt.text, "dir/file", report) {
				var entries []string
				for _, e := range l.Entries {
					if e.Weight != 1 {
						e.Text = fmt.Sprint(e.Weight) + "::" + e.Text
					}
					entries = append(entries, e.Text)
				}
				got = append(got, l.Name+"="+strings.Join(entries, ","))
			}
			if tt.want != "*" {
				sortedWant := tt.want
				if s := strings.Join(sorted(got), ";"); s != sortedWant {
					t.Errorf("got %q, want %q", s, tt.want)
				}
			}
			if tt.name == "tabs" || tt.name == "a bomb" || tt.name == "broken in the middle" || tt.name == "the first document stands" {
				// Where exactly the YAML reader gives up is its own affair.
				if len(*reports) != 1 {
					t.Errorf("reports: %q", *reports)
				}
				return
			}
			checkReports(t, *reports, tt.reports)
		})
	}
}

func sorted(s []string) []string {
	for i := range s {
		for j := i; j > 0 && s[j] < s[j-1]; j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
	return s
}

func TestBadFilesAreReported(t *testing.T) {
	s, dir := scanned(t, map[string]string{
		"good.txt":   "\ufeffa\n",
		"utf16.txt":  "\xff\xfea\x00",
		"binary.txt": "a\x00b",
		"bad.txt":    "ok\n\xff\xfe\nok\n",
		"bad.yaml":   "a: [x]\n\tb: c\n",
		"a(b).txt":   "x\n",
		"a .txt":     "x\n",
	})
	big := filepath.Join(dir, "big.txt")
	if err := os.WriteFile(big, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(big, maxTextBytes+1); err != nil {
		t.Fatal(err)
	}
	if err := s.Scan(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, "good", texts(t, s, "good"), []string{"a"})
	same(t, "bad", texts(t, s, "bad"), []string{"ok", "ok"})
	same(t, "utf16", texts(t, s, "utf16"), []string{"a"})
	for _, name := range []string{"binary", "big"} {
		same(t, name, texts(t, s, name), nil)
	}
	var got []string
	for _, p := range s.Problems() {
		rel, err := filepath.Rel(dir, p.Path)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s:%d", rel, p.Line))
		if !strings.Contains(p.Error(), p.Path) {
			t.Errorf("%q does not name its file", p.Error())
		}
	}
	same(t, "problems", sorted(got), []string{".:0", ".:0", "bad.txt:2", "bad.yaml:2", "big.txt:0", "binary.txt:0", "utf16.txt:0"})
}

func TestProblemsOfAFileHaveABound(t *testing.T) {
	s, _ := scanned(t, map[string]string{"a.txt": strings.Repeat("\xff\n", 5000)})
	texts(t, s, "a")
	if n := len(s.Problems()); n != maxProblems+1 {
		t.Errorf("%d problems, want %d and a last line", n, maxProblems)
	}
}

func FuzzParseText(f *testing.F) {
	f.Add("a\n3::b # c\r\n\x1b[31md\n")
	f.Fuzz(func(t *testing.T, text string) {
		report, _ := collect()
		entries, _ := parseText(text, report)
		for _, e := range entries {
			checkEntry(t, e)
		}
	})
}

func FuzzParseStructured(f *testing.F) {
	f.Add("a:\n  b: [x, 2::y, {text: z, weight: 3}]\n")
	f.Add("- &a [*a]\n- {text: *a}\n")
	f.Fuzz(func(t *testing.T, text string) {
		report, _ := collect()
		for _, l := range parseStructured(text, "dir/file", report) {
			if l.Name != "dir/file" {
				if clean, err := cleanName(l.Name); err != nil || clean != l.Name || !strings.HasPrefix(l.Name, "dir/") {
					t.Errorf("the list %q: %q, %v", l.Name, clean, err)
				}
			}
			for _, e := range l.Entries {
				checkEntry(t, e)
			}
		}
	})
}

func checkEntry(t *testing.T, e Entry) {
	t.Helper()
	if strings.ContainsFunc(e.Text, printable.Unsafe) || strings.TrimSpace(e.Text) != e.Text || len(e.Text) > maxEntryBytes {
		t.Errorf("the entry %q", e.Text)
	}
	if !(e.Weight >= 0) || math.IsInf(e.Weight, 1) {
		t.Errorf("%q has the weight %v", e.Text, e.Weight)
	}
}

// TestOffered leaves out what is never offered, of few entries and of so many that they
// are looked at in two halves.
func TestOffered(t *testing.T) {
	for _, n := range []int{4, 10_000} {
		entries := make([]Entry, n)
		for i := range entries {
			if entries[i].Text = strconv.Itoa(i); i%2 > 0 {
				entries[i].Text = "loli"
			}
		}
		entries = offered(entries)
		if len(entries) != n/2 || entries[1].Text != "2" || entries[n/2-1].Text != strconv.Itoa(n-2) {
			t.Errorf("%d of %d", len(entries), n)
		}
	}
}

// TestLeftOut names the entries of a list that could not be used, and those of
// no other list of its file.
func TestLeftOut(t *testing.T) {
	s, _ := scanned(t, map[string]string{
		"y.yaml": "k:\n  - one\n  - {a: b}\n  - [p, q]\nd: [x1]\nd: [x2]\nwhole: [a]\n", "j.json": `{"e": ["a"], "e": {"f": ["b"]}}`,
		"long.txt": "a\n" + strings.Repeat("b", maxEntryBytes+1) + "\n", "many.yaml": "many: [" + strings.Repeat("[x], ", 9) + "a]\n"})
	for name, want := range map[string][]string{
		"k": {"y.yaml:3: ", "; ", "y.yaml:4: a list within a list"}, "d": {`y.yaml:5: the key "d" stands again in line 6`}, "whole": nil, "e/f": nil,
		"long": {"long.txt:2: the entry is longer"}, "many": {"many.yaml:1: ", "; and 6 more"}, "nothing": nil,
	} {
		err := s.LeftOut(name)
		if want == nil && err != nil || want != nil && err == nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, w := range want {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %v, want %q in it", name, err, w)
			}
		}
	}
	same(t, "of two equal keys the last", texts(t, s, "d"), []string{"x2"})
}

// TestOverridden names the files whose list of a name does not count.
func TestOverridden(t *testing.T) {
	s, _ := scanned(t, map[string]string{"one.yaml": "x: [a]\ny: [b]\n", "two.json": `{"x": ["c"]}`, "x.txt": "d\n"})
	if err := s.Overridden("y"); err != nil {
		t.Error(err)
	}
	err := s.Overridden("x")
	if err == nil {
		t.Fatal("nothing is said of x")
	}
	for _, want := range []string{"two.json has the wildcard __x__ as well", "x.txt has", "one.yaml comes first"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
}

// TestReadInPart asks for what stands behind the place where the reading of a file
// stopped: that is told, and what stands before it is read.
func TestReadInPart(t *testing.T) {
	s, _ := scanned(t, map[string]string{"two.json": `{"hair": ["red"]}` + "\n" + `{"eyes": ["blue"]}`, "three.yaml": "a: [x]\n---\nb: [y\n"})
	for name, want := range map[string]string{"eyes": "may stand in a file", "b": "may stand in a file", "hair": "", "a": ""} {
		lines, err := s.Lines(name)
		if want == "" && (len(lines) != 1 || err != nil) || want != "" && (err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), cannotGoOn)) {
			t.Errorf("%s: %q, %v", name, lines, err)
		}
	}
}
