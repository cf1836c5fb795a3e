package library

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"tailor/data/printable"
	"tailor/data/update"
	"tailor/tags"
	"tailor/tags/taglist"
)

// CheckFetched reads a list that was fetched into the file at path and
// returns its number of rows, or what makes it no list to be installed: that
// nothing can be read of it, that too many rows are bad, are prose or hold signs
// that names do not, or that the source is known to have far more.
func CheckFetched(s update.Source, path string) (rows int, err error) {
	l, err := taglist.ReadFile(path)
	if err != nil {
		// The file is a hidden one on its way; its name would only puzzle.
		for _, reason := range []error{taglist.ErrEmpty, taglist.ErrNotText, taglist.ErrNoRows, taglist.ErrTooLarge} {
			if errors.Is(err, reason) {
				return 0, reason
			}
		}
		return 0, err
	}
	if len(l.Bad)*10 > l.Rows {
		return 0, fmt.Errorf("%d of its %d rows cannot be read, such as %s", len(l.Bad), l.Rows, l.Bad[0])
	}
	prose, noNames, columns, odd := 0, 0, false, ""
	for _, t := range l.Tags {
		if strings.Count(t.Name, "_") >= proseWords-1 {
			prose++
		}
		if strings.ContainsAny(t.Name, rareSigns) {
			noNames++
			odd = cmp.Or(odd, t.Name)
		}
		columns = columns || t.Category != tags.Artist || t.Count > 0
	}
	switch {
	case prose*10 > l.Rows:
		return 0, fmt.Errorf("%d of its %d rows are sentences, not names", prose, l.Rows)
	case !columns && l.Rows < fewRows && strings.HasSuffix(s.File(), ".csv"):
		// A notice such as "404: Not Found", sent as if it were the list.
		return 0, fmt.Errorf("its %d rows have no columns", l.Rows)
	case noNames*2 > l.Rows, !columns && noNames*4 > l.Rows:
		return 0, fmt.Errorf("%d of its %d rows are no names, such as %s", noNames, l.Rows, printable.Short(odd, 40))
	case l.Rows < s.Rows/2:
		return 0, fmt.Errorf("it has %d rows, and about %d are known", l.Rows, s.Rows)
	}
	return l.Rows, nil
}

const (
	// proseWords is from how many words a row is a sentence: of Danbooru's
	// tags one in seven hundred is as long.
	proseWords = 9
	// rareSigns are in one of eighty of Danbooru's tags, and in most rows of logs,
	// settings and source texts.
	rareSigns = ":/=;{}<>\"|\\$%&@#*+[],"
	// fewRows is up to how many rows without a column make no list, where
	// columns are expected.
	fewRows = 10
)
