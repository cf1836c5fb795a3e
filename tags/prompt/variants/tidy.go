package variants

import (
	"bytes"
	"regexp"
	"strings"
)

// mark stands in a text that is being made where a part of the template became
// nothing. No prompt has this character; a template that does is not tidied.
const mark = "\x00"

const blanks = " \t"

// A BREAK ends a tag as a comma does.
var breakBefore, breakBehind = regexp.MustCompile(`(?:^|\W)BREAK$`), regexp.MustCompile(`^BREAK(?:\W|$)`)

// unmarked returns a text without marks.
func unmarked(s string) string { return strings.ReplaceAll(s, mark, "") }

// emptied returns "" for a text that is nothing but marks, else the text.
func emptied(s string) string {
	if strings.Trim(s, mark) == "" {
		return ""
	}
	return s
}

// marked returns a text, a mark where there is none.
func (x *expansion) marked(text string) string {
	if text == "" && x.marks {
		return mark
	}
	return text
}

// tidy takes the marks out of a prompt, and where a tag became nothing its
// comma too: of "a, {|b}, c" there is left "a, c". What the template itself
// has empty stays.
func (x *expansion) tidy(s string) string {
	if !x.marks || !strings.Contains(s, mark) {
		return s
	}
	out := make([]byte, 0, len(s))
	for at := 0; at < len(s); {
		if s[at] != mark[0] {
			out = append(out, s[at])
			at++
			continue
		}
		rest := strings.TrimLeft(s[at:], blanks+mark)
		line := bytes.TrimRight(out, blanks)
		before := bytes.TrimRight(out, blanks+"\r\n")
		comma := bytes.HasSuffix(before, []byte(","))
		cut := breakBefore.Match(before[max(0, len(before)-6):])
		opened := len(before) == 0 || strings.IndexByte("([", before[len(before)-1]) >= 0
		switch {
		case strings.HasPrefix(rest, ",") && (comma || cut || opened):
			rest = rest[1:]
			if opened || len(line) > len(before) { // at the beginning of a line
				rest = strings.TrimLeft(rest, blanks)
			}
			out = line
		case comma && (rest == "" || rest[0] == ')' || rest[0] == ']'):
			out = before[:len(before)-1]
		case comma && breakBehind.MatchString(rest):
			out = append(before[:len(before)-1], ' ')
		case strings.HasPrefix(rest, ","):
			out = line // no "cup , hair"
		default:
			out = append(out, unmarked(s[at:len(s)-len(rest)])...)
		}
		at = len(s) - len(rest)
	}
	return string(out)
}
