// Package knowledge says what this project's writers know of tags beyond the
// lists: what is seen in the picture, what people say for the tag, what it is
// called in Japanese and Chinese, by what one knows a character, what goes
// with a tag. It is looked up by a tag's name, so that it serves whatever list
// is loaded.
package knowledge

import (
	"archive/zip"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"tailor/data"
)

// Note is what is known of one tag. Any part may be empty.
type Note struct {
	// Tag is its name, spelled as Danbooru does.
	Tag string
	// Kind tells what kind of tag it is.
	Kind Kind
	// Gloss says in one line of at most 90 characters what is seen.
	Gloss string
	// Phrases are what people say for it: descriptions of a general tag,
	// nicknames of a character, titles of a series.
	Phrases []string
	// Japanese and Chinese are its names, Chinese in Simplified characters.
	Japanese, Chinese []string
	// Related are names of general tags: those that complete a picture with
	// a general tag, those by which one knows a character.
	Related []string
}

// Kind is which of the files a tag stands in.
type Kind uint8

// The kinds of tags that there are notes on.
const (
	General Kind = iota
	Character
	Series
)

// columns are the numbers of a file's columns, 0 for one that it lacks: the
// first is the tag's.
type columns struct{ gloss, phrases, japanese, chinese, related int }

// files are the files of notes, by kind.
var files = [...]struct {
	name string
	columns
}{
	General:   {"general.tsv", columns{gloss: 1, phrases: 2, japanese: 3, chinese: 4, related: 5}},
	Character: {"characters.tsv", columns{japanese: 1, chinese: 2, phrases: 3, related: 4}},
	Series:    {"series.tsv", columns{japanese: 1, chinese: 2, phrases: 3}},
}

// rows holds of each file the lines by their tags, and the tags in the file's
// order. A file is unpacked and cut at the first need, which takes some
// milliseconds.
var rows = func() (of [len(files)]func() (byTag map[string]string, order []string)) {
	for kind := range of {
		of[kind] = sync.OnceValues(func() (map[string]string, []string) {
			byTag := make(map[string]string, 4<<10)
			var order []string
			for line := range lines(files[kind].name) {
				tag, _, _ := strings.Cut(line, "\t")
				if _, twice := byTag[tag]; !twice {
					byTag[tag] = line
					order = append(order, tag)
				}
			}
			return byTag, order
		})
	}
	return of
}()

// lines goes through the lines of a file that hold data.
func lines(file string) func(func(string) bool) {
	return func(yield func(string) bool) {
		text, err := unpack(file)
		if err != nil {
			return // a file that is not there holds nothing
		}
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSuffix(line, "\n")
			if line != "" && !strings.HasPrefix(line, "# ") && !yield(line) {
				return
			}
		}
	}
}

// unpack returns the text of a file.
func unpack(file string) ([]byte, error) {
	pack, err := zip.NewReader(strings.NewReader(data.Knowledge), int64(len(data.Knowledge)))
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(pack, file)
}

// Of returns what is known of the tag of a name, spelled as Danbooru does.
// ok is false where nothing is. likely is the kind that it should be of: only
// where it stands not in that file the others are unpacked.
func Of(tag string, likely Kind) (n Note, ok bool) {
	if line, ok := find(tag, likely); ok {
		return note(likely, line), true
	}
	for kind := range files {
		if line, ok := find(tag, Kind(kind)); ok {
			return note(Kind(kind), line), true
		}
	}
	return Note{}, false
}

func find(tag string, kind Kind) (line string, ok bool) {
	byTag, _ := rows[kind]()
	line, ok = byTag[tag]
	return line, ok
}

// Gloss returns what is seen of a general tag, "" where the tag's own words say
// it or nothing is known.
func Gloss(tag string) string {
	if line, ok := find(tag, General); ok {
		return note(General, line).Gloss
	}
	return ""
}

// All goes through all that is known, the notes of a kind side by side. A tag
// that stands in several files is of the first one's kind.
func All(yield func(Note) bool) {
	for kind := range files {
		byTag, order := rows[kind]()
		for _, tag := range order {
			if first(tag, Kind(kind)) && !yield(note(Kind(kind), byTag[tag])) {
				return
			}
		}
	}
}

// first reports whether no file before that of a kind has a tag.
func first(tag string, kind Kind) bool {
	for k := range kind {
		if _, ok := find(tag, k); ok {
			return false
		}
	}
	return true
}

func note(kind Kind, line string) Note {
	cells := strings.Split(line, "\t")
	c := files[kind].columns
	cell := func(i int) string {
		if i == 0 || i >= len(cells) {
			return ""
		}
		return cells[i]
	}
	return Note{
		Tag: cells[0], Kind: kind,
		Gloss:    cell(c.gloss),
		Phrases:  texts(cell(c.phrases)),
		Japanese: texts(cell(c.japanese)),
		Chinese:  texts(cell(c.chinese)),
		Related:  strings.Fields(cell(c.related)),
	}
}

// texts cuts a cell of texts.
func texts(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

// casts returns the series that a character, or a part of a series, belongs
// to, and the series that somebody belongs to.
var casts = sync.OnceValues(func() (of map[string][]string, whole map[string]bool) {
	of, whole = make(map[string][]string, 4<<10), map[string]bool{}
	for line := range lines("casts.tsv") {
		if series, members, ok := strings.Cut(line, "\t"); ok {
			whole[series] = true
			for m := range strings.FieldsSeq(members) {
				of[m] = append(of[m], series)
			}
		}
	}
	return of, whole
})

// SeriesOf returns the tags of the series that a character belongs to as far as
// that is known, or of those that a series is a part of; not what its name says
// in brackets.
func SeriesOf(tag string) []string {
	of, _ := casts()
	return of[tag]
}

// AllSeriesOf returns the series that a character belongs to, each once: those that
// its name tells in brackets, as titled knows them, and those of SeriesOf.
func AllSeriesOf(name string, titled func(title string) (series string, ok bool)) (all []string) {
	for _, piece := range strings.Split(name, "(")[1:] {
		title, _, _ := strings.Cut(piece, ")")
		if series, ok := titled(title); ok && !slices.Contains(all, series) {
			all = append(all, series)
		}
	}
	for _, series := range SeriesOf(name) {
		if !slices.Contains(all, series) {
			all = append(all, series)
		}
	}
	return all
}

// Within reports whether a series is a part of another, or the same.
func Within(part, whole string) bool {
	of, _ := casts()
	return part == whole || slices.ContainsFunc(of[part], func(series string) bool { return series == whole || slices.Contains(of[series], whole) })
}

// HasCast reports whether it is known who belongs to a tag as to a series.
func HasCast(tag string) bool {
	_, whole := casts()
	return whole[tag]
}

// completes holds of general tags those that they are Related to.
var completes = sync.OnceValue(func() map[string][]string {
	of := map[string][]string{}
	byTag, order := rows[General]()
	for _, tag := range order {
		for _, name := range note(General, byTag[tag]).Related {
			of[name] = append(of[name], tag)
		}
	}
	return of
})

// Completes returns the general tags whose pictures a general tag completes: it is
// Related to each.
func Completes(tag string) []string { return completes()[tag] }

// words returns what tags say for everyday words.
var words = sync.OnceValue(func() map[string]string {
	of := make(map[string]string, 4<<10)
	for line := range lines("words.tsv") {
		if word, tagWords, ok := strings.Cut(line, "\t"); ok {
			of[word] = tagWords
		}
	}
	return of
})

// Words returns the words that tags have for an everyday word, or for several
// with blanks between, each of them alone; nil where none are known. word is
// in lower case.
func Words(word string) []string { return strings.Fields(words()[word]) }

// spoken holds what people say for general tags, whole, and the words of that
// and of the glosses.
var spoken = sync.OnceValue(func() map[string]bool {
	said := map[string]bool{}
	byTag, _ := rows[General]()
	for _, line := range byTag {
		n := note(General, line)
		for _, text := range append(n.Phrases, n.Gloss) {
			said[text] = true
			for _, word := range strings.Fields(text) {
				said[strings.Trim(word, ".,;:!?()\"'")] = true
			}
		}
	}
	return said
})

// Spoken reports whether a word, or a phrase as a whole, in lower case, is
// language that people describe pictures in.
func Spoken(text string) bool { return spoken()[text] }
