package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/search/letters"
)

// query is what the user typed, taken apart for the search.
type query struct {
	// text is the query normalized as a name is; starts where its words
	// begin. When it is closed, a separator behind the last word tells that
	// this word is complete and another one follows.
	text   []byte
	starts []uint32
	closed bool
	typed  string   // what it was normalized from
	words  [][2]int // where in that the words stand, once they were asked for
	// letters is the number of characters of text.
	letters int
	// boundary has a bit for each place in text where the query has a
	// separator, up to maxLetters.
	boundary uint64
	// key is the query's key (see tags.AppendKey), with its punctuation.
	key []byte
	// pointed is set when the key holds punctuation that normalizing drops.
	pointed   bool
	set       uint64
	head      uint64
	pattern   letters.Pattern // text prepared for typos where patterned is set, see typos
	patterned bool
	// categories are those that may be found, a bit each.
	categories uint8
	// by is set when the query began with "by ", which may have been a
	// word of a tag after all.
	by bool
}

const (
	// maxQuery is the number of bytes of a query that is searched for at
	// all. No tag is as long.
	maxQuery = tags.MaxNameBytes
	// maxLetters is the number of letters up to which a query may be an
	// abbreviation: initials or beginnings of words.
	maxLetters = 32
	// maxTokens is the number of words up to which their order is free.
	maxTokens = 8
)

const allCategories = 1<<(tags.Meta+1) - 1

// wide reports whether a character of the query has several bytes.
func (q *query) wide() bool { return q.letters != len(q.text) }

// word returns the query's word number i.
func (q *query) word(i int) []byte {
	if i+1 < len(q.starts) {
		return q.text[q.starts[i]:q.starts[i+1]]
	}
	return q.text[q.starts[i]:]
}

// parse takes a query apart: what restricts it to a category, and the rest.
func (q *query) parse(text string, categories []tags.Category) {
	cats, rest, filtered := cutFilter(strings.TrimLeft(text, " \t\r\n_"))
	q.parseWhole(rest, categories)
	q.by = false
	if filtered {
		q.categories &= cats
		q.by = cats == 1<<tags.Artist && len(q.text) > 0 && text[len(text)-len(rest)-1] != ':'
	}
}

// parseWhole takes a query apart that has nothing to restrict it.
func (q *query) parseWhole(text string, categories []tags.Category) {
	q.categories = allCategories
	if categories != nil {
		q.categories = 0
		for _, c := range categories {
			q.categories |= 1 << c
		}
	}
	q.by, q.patterned = false, false
	q.text, q.starts, q.key, q.boundary, q.closed, q.pointed = q.text[:0], q.starts[:0], q.key[:0], 0, false, false
	text = english.Spelled(text[:min(len(text), 4*maxQuery)])
	q.typed, q.words = text, q.words[:0]
	text = letters.Face(tags.Fold(text))
	if strings.IndexByte(text, '\\') >= 0 {
		if plain := tags.Unescape(text); !letters.Symbolic(text) || plain != text {
			text = plain
		}
	}
	q.text, q.starts, _ = letters.Append(q.text, q.starts, nil, text)
	q.letters = utf8.RuneCount(q.text)
	q.key = tags.AppendKey(q.key, text)
	if len(q.text) == 0 {
		return
	}
	for _, s := range q.starts {
		if s > 0 && s < 64 {
			q.boundary |= 1 << s
		}
	}
	switch text[len(text)-1] {
	case ' ', '_', '-', '(', '[', ':', '/':
		if letters.Symbolic(text) {
			break
		}
		q.closed = true
		if n := len(q.text); n < 64 {
			q.boundary |= 1 << n
		}
	}
	q.pointed = slices.ContainsFunc(q.key, func(c byte) bool { return c != '_' && !tags.IsWordByte(c) })
	q.set = letters.Set(q.text)
	q.head = letters.Head(q.text)
}

// cutFilter takes what restricts a query to a category from its front:
// "by kan", "artist:kan", "artists:", "char:", "copy:", "gen:", "meta:".
func cutFilter(text string) (categories uint8, rest string, ok bool) {
	if len(text) >= 3 && text[0]|0x20 == 'b' && text[1]|0x20 == 'y' && (text[2] == ' ' || text[2] == '_') {
		return 1 << tags.Artist, text[3:], true
	}
	i := strings.IndexByte(text, ':')
	if i < 3 || i > len("characters") {
		return 0, text, false
	}
	c, err := tags.ParseCategory(text[:i])
	if err != nil {
		return 0, text, false
	}
	return 1 << c, text[i+1:], true
}

// short reports whether the query has so few letters that an alias is hardly
// meant by it, see shortestAlias. A character of Han or of kana says more than
// a letter.
func (q *query) short() bool { return len(q.text) < shortestAlias && q.text[0] < utf8.RuneSelf }

// typos returns the query prepared to be compared with other texts.
func (q *query) typos() *letters.Pattern {
	if !q.patterned {
		q.patterned = true
		q.pattern.Set(q.text)
	}
	return &q.pattern
}

// copy makes q the same query as another.
func (q *query) copy(other *query) {
	text, starts, key := append(q.text[:0], other.text...), append(q.starts[:0], other.starts...), append(q.key[:0], other.key...)
	*q = *other
	q.text, q.starts, q.key, q.patterned = text, starts, key, false
}
