package wildcard

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/charmbracelet/x/ansi"

	"tailor/data/beside"
	"tailor/data/charset"
	"tailor/data/intake"
	"tailor/data/printable"
	"tailor/tags"
)

// load reads a file through the root of its folder.
// Whatever is wrong goes into the file's problems; a file that cannot be read
// at all holds empty lists.
func (s *Set) load(root root, f *file) {
	s.cached -= f.bytes
	f.problems, f.lists, f.bytes = nil, nil, 0
	s.clock++
	f.version = s.clock
	f.known, f.held = true, true
	text, err := readBounded(root, f)
	if err != nil {
		f.problem(0, "%v", err)
	}
	switch name := strings.TrimSuffix(f.rel, path.Ext(f.rel)); {
	case f.structured:
		f.lists = parseStructured(text, name, f.problem)
	default:
		before := len(f.problems)
		entries, read := parseText(text, f.problem)
		if read < len(text)/2 { // the entries hold all of the text
			text, f.problems = strings.Clone(text[:read]), f.problems[:before]
			entries, _ = parseText(text, f.problem)
		}
		f.lists = []List{{Name: name, Entries: entries}}
		f.lists[0].leftOut = slices.Clone(f.problems[before:])
	}
	for i := range f.lists {
		l := &f.lists[i]
		for k := range l.leftOut {
			l.leftOut[k].Path = f.path()
		}
		l.Path, l.from, l.Version, l.even = f.path(), f, f.version, true
		for _, e := range l.Entries {
			l.total += e.Weight
			l.even = l.even && e.Weight == 1
		}
		f.bytes += len(l.Entries) * entrySize
	}
	f.bytes += len(text)
	s.cached += f.bytes
	s.touch(f)
	s.makeRoom(f)
}

// entrySize is about what an Entry takes beside its text.
const entrySize = 24

// touch notes that a file was used.
func (s *Set) touch(f *file) {
	s.clock++
	f.used = s.clock
}

// makeRoom drops the entries of the files that were not used for longest
// until the rest fits, but never those of keep.
func (s *Set) makeRoom(keep *file) {
	for s.cached > s.room {
		var oldest *file
		for _, folder := range s.folders {
			for _, f := range folder.files {
				if f.held && f != keep && (oldest == nil || f.used < oldest.used) {
					oldest = f
				}
			}
		}
		if oldest == nil {
			return
		}
		for i := range oldest.lists {
			oldest.lists[i].Entries = nil
		}
		s.cached -= oldest.bytes
		oldest.held, oldest.bytes = false, 0
	}
}

// readBounded reads a file's text, as UTF-8 without a byte order mark.
func readBounded(root root, f *file) (string, error) {
	limit := int64(maxTextBytes)
	if f.structured {
		limit = maxStructuredBytes
	}
	if info, err := root.stat(f.rel); err == nil {
		f.size, f.modified = info.Size(), info.ModTime()
	}
	b, err := root.read(f.rel, limit)
	switch {
	case errors.Is(err, intake.ErrTooLarge):
		return "", fmt.Errorf("is larger than %d MB and is left out; cut it into several files", limit>>20)
	case errors.Is(err, intake.ErrNotFile):
		return "", errors.New("is no ordinary file and is left out")
	case err != nil:
		return "", fmt.Errorf("cannot be read: %w", intake.Bare(err))
	}
	text, name, ok := charset.Decode(b)
	if !ok {
		text = b // its lines are told of one by one
	}
	switch {
	case bytes.IndexByte(text, 0) >= 0:
		return "", errors.New("is no text, for it holds zero bytes; remove it from the wildcard folder")
	case name != "":
		f.problem(0, "was read as %s; save it as UTF-8 to be sure", name)
	}
	return unsafe.String(unsafe.SliceData(text), len(text)), nil // nobody else has it
}

// reporter takes what is wrong with a line.
type reporter func(line int, format string, args ...any)

// parseText reads a text file's entries: one a line, blank lines and those
// that begin with "#" left out, and behind a space "#" begins a comment too,
// since the web UI would cut the prompt there. read is how much of the text there is
// up to where it holds too many, those counted that cannot be used.
func parseText(text string, report reporter) (entries []Entry, read int) {
	if text == "" {
		return nil, 0
	}
	entries = make([]Entry, 0, min(strings.Count(text, "\n")+1, maxEntries))
	rest, some := text, 0
	for number := 1; rest != ""; number++ {
		line := rest
		if end := strings.IndexAny(rest, "\r\n"); end < 0 {
			rest = ""
		} else {
			line = rest[:end]
			if strings.HasPrefix(rest[end:], "\r\n") {
				end++
			}
			rest = rest[end+1:]
		}
		line = strings.TrimSpace(withoutComment(line))
		if line == "" {
			continue
		}
		if some == maxEntries {
			report(number, "the file holds more than %d entries; the rest is left out", maxEntries)
			break
		}
		some++
		if entry, ok := parseEntry(line, number, report); ok {
			entries = append(entries, entry)
		}
	}
	return offered(entries), len(text) - len(rest)
}

func withoutComment(line string) string {
	for i := strings.IndexByte(line, '#'); i >= 0; {
		if i == 0 || line[i-1] == ' ' || line[i-1] == '\t' {
			return line[:i]
		}
		next := strings.IndexByte(line[i+1:], '#')
		if next < 0 {
			break
		}
		i += next + 1
	}
	return line
}

// offered returns the entries that are not Blocked, in their place.
func offered(entries []Entry) []Entry {
	const many = 64 // are looked at in two halves, side by side
	if len(entries) < many {
		return slices.DeleteFunc(entries, func(e Entry) bool { return tags.Blocked(e.Text) })
	}
	blocked := make([]bool, len(entries))
	beside.Halves(len(entries), func(_, from, to int) {
		for i := from; i < to; i++ {
			blocked[i] = tags.Blocked(entries[i].Text)
		}
	})
	kept := entries[:0]
	for i, e := range entries {
		if !blocked[i] {
			kept = append(kept, e)
		}
	}
	return kept
}

// parseEntry reads one entry, its weight taken off. It is not ok when the
// entry is unusable, which is reported.
func parseEntry(text string, line int, report reporter) (entry Entry, ok bool) {
	if len(text) > maxEntryBytes {
		report(line, "the entry is longer than %d kB and is left out", maxEntryBytes>>10)
		return Entry{}, false
	}
	if !isPlainASCII(text) {
		if !utf8.ValidString(text) {
			report(line, "the entry is not UTF-8 and is left out; save the file as UTF-8")
			return Entry{}, false
		}
		text = harmless(text)
	}
	weight := 1.0
	if number, rest, found := strings.Cut(text, "::"); found && isNumber(number) {
		w, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil {
			report(line, "the weight %s is too large; the entry counts with 1", strings.TrimSpace(number))
			w = 1
		}
		weight, text = w, strings.TrimSpace(rest)
	} else if text == "" {
		return Entry{}, false
	}
	return Entry{Text: text, Weight: weight}, true
}

// isNumber reports whether what stands before "::" is a weight: digits with at most
// one point, space around them.
func isNumber(s string) bool {
	digits := strings.Replace(strings.TrimSpace(s), ".", "", 1)
	return digits != "" && strings.Trim(digits, "0123456789") == ""
}

// isPlainASCII reports whether a terminal can show a text as it is, without
// looking at runes.
func isPlainASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// harmless takes out of an entry what a terminal would act on. White space of
// any kind becomes a space.
func harmless(text string) string {
	if printable.Safe(text) {
		return text
	}
	return strings.TrimSpace(printable.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			return ' '
		case printable.Unsafe(r):
			return -1
		}
		return r
	}, ansi.Strip(text)))
}
