package taglist

import (
	"bytes"

	"tailor/tags"
	"tailor/tags/english"
)

// Some lists write a dash for every space, so that in them "long-hair" (a
// space) and "t-shirt" (a hyphen) look alike. Such a list is told by its text
// as a whole: it has many dashes and not one underscore or space in a name.
// Its dashes are then read as spaces, except for those that English, Japanese
// and the makers of weapons always write as hyphens; and where another list,
// such as the built-in one, spells the same name, that spelling wins when the
// lists are merged (see Build).

// looksDashed reports whether a list writes dashes for spaces.
func looksDashed(text []byte) bool {
	dashes := bytes.Count(text, []byte{'-'})
	if dashes == 0 {
		return false
	}
	// Faces such as ">_<" keep their underscore in these lists too. Of
	// others, a few may have slipped in: a header's "post_count", a tag that
	// somebody added by hand.
	under := 0
	for rest := text; ; {
		i := bytes.IndexByte(rest, '_')
		if i < 0 {
			break
		}
		name, end := nameAround(rest, i)
		rest = rest[end:]
		if !tags.IsEmoticon(string(name)) {
			if under++; under*20 > dashes {
				return false
			}
		}
	}
	// Spaces within names show that spaces are not dashes.
	spaces := 0
	for rest := text; ; {
		i := bytes.IndexByte(rest, ' ')
		if i < 0 {
			break
		}
		if i > 0 && i+1 < len(rest) && tags.IsWordByte(rest[i-1]) && (tags.IsWordByte(rest[i+1]) || rest[i+1] == '(') {
			if spaces++; spaces*20 > dashes {
				return false
			}
		}
		rest = rest[i+1:]
	}
	// Hyphens that are explained as such prove nothing.
	word := make([]byte, 0, tags.MaxNameBytes)
	open := 0
	for rest := text; ; {
		i := bytes.IndexByte(rest, '-')
		if i < 0 {
			return open > 0
		}
		name, end := nameAround(rest, i)
		word = append(word[:0], name...)
		undash(word)
		if n := bytes.Count(word, []byte{'_'}); n > 1 || bytes.Contains(word, []byte("_(")) {
			return true
		} else if open += n; open > 1 {
			return true
		}
		rest = rest[end:]
	}
}

// nameAround returns the name that holds the byte at i, and where it ends.
func nameAround(text []byte, i int) (name []byte, end int) {
	start, end := i, i
	for start > 0 && !endsName(text[start-1]) {
		start--
	}
	for end < len(text) && !endsName(text[end]) {
		end++
	}
	return text[start:end], end
}

func endsName(c byte) bool { return c == ',' || c == '"' || c == '\n' || c == '\r' }

// undash makes underscores of the dashes in a name that stand for spaces.
func undash(name []byte) {
	if bytes.IndexByte(name, '-') < 0 {
		return
	}
	original := string(name)
	for i := range name {
		if name[i] == '-' && !english.IsHyphen(original, i) {
			name[i] = '_'
		}
	}
}
