package splice

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/data/pattern"
	"tailor/tags/prompt"
	"tailor/tags/wildcard"
)

// WordKind tells what a word that is being typed is looking for.
type WordKind uint8

const (
	TagWord      WordKind = iota // a tag or an artist
	WildcardWord                 // a wildcard file: the word begins with "__"
	NetworkWord                  // an extra network: the word begins with "<"
)

// KindOf tells what a word that Word returned is looking for.
func KindOf(query string) WordKind {
	switch {
	case strings.HasPrefix(query, "__") && !strings.Contains(query[2:], "__"):
		return WildcardWord
	case isNetworkWord(query):
		return NetworkWord
	}
	return TagWord
}

// longestNetwork is the length from which on a "<" begins no network that
// someone is typing, in bytes: file names are not longer.
const longestNetwork = 300

// isNetworkWord reports whether a word is "<", "<deta" or "<lora:na", and no
// heart or face, which go on with a digit or a sign.
func isNetworkWord(query string) bool {
	if !strings.HasPrefix(query, "<") || len(query) > longestNetwork || strings.Contains(query, ">") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(query[1:])
	return len(query) == 1 || first == '_' || unicode.IsLetter(first)
}

// opensNetwork reports whether a network word stands after another word: there it
// holds no space unless its kind is written, so that what a "<" compares in
// natural text is none.
func opensNetwork(query string) bool {
	return isNetworkWord(query) && (strings.Contains(query, ":") || !strings.ContainsAny(query, " \t"))
}

// NetworkName returns the name, or the beginning of one, that a word of the
// kind NetworkWord looks for: all of "<deta" and what follows the colon in
// "<lora:deta". With begun it may be the kind that is being typed as well, as
// in "<lo". It is not ok where the kind is none that is known.
func NetworkName(query string) (name string, begun, ok bool) {
	kind, name, named := strings.Cut(strings.TrimPrefix(query, "<"), ":")
	begun = slices.ContainsFunc([]string{"lora", "lyco", "hypernet"}, func(k string) bool { return strings.HasPrefix(k, strings.ToLower(kind)) })
	if named {
		return name, false, begun
	}
	return kind, begun, true
}

// Word returns what is being typed at a cursor: the part of the prompt in
// which it stands, from its first letter to the cursor, with escapes, "by " and
// whatever else is in it. It is empty between tags, in a comment, in the weight of
// a complete extra network and in a tag's. The cursor is clamped to the text.
func Word(text string, cursor int) (query string, span prompt.Span) {
	cursor = Clamp(text, cursor)
	from := 0
	if cursor > sight {
		// No word is as long; what begins before is not looked for.
		k := strings.IndexAny(text[cursor-sight:cursor], ",\n")
		if k < 0 {
			return "", prompt.Span{Start: cursor, End: cursor}
		}
		from = cursor - sight + k + 1
	}
	start := WordAt(text[from:], cursor-from).Start
	if m := networkBegun().FindStringIndex(text[from:cursor]); m != nil && !prompt.TypingAt(text[from:], m[0]).Fixed {
		start = m[0] // in a whole one too, and in no comment
	}
	span = prompt.Span{Start: from + start, End: cursor}
	return span.Of(text), span
}

// networkBegun is an extra network up to the end of a part of its name.
var networkBegun = pattern.Of(`(?i)<(lora|lyco|hypernet):[^<>:,|\n]*$`)

// AcceptNetwork returns the edit by which a network is written, "<lora:name:1>",
// where a part of it stands at a span. In one that is whole it writes the name
// alone: the kind and the weight stay.
func AcceptNetwork(text string, span prompt.Span, written string) prompt.Edit {
	whole := networkRest().FindStringIndex(text[span.End:])
	kind, _, named := strings.Cut(span.Of(text), ":")
	if _, name, ok := strings.Cut(written, ":"); ok && named && whole != nil {
		if k := strings.LastIndexByte(name, ':'); k >= 0 {
			name = name[:k]
		}
		end := span.End + strings.IndexAny(text[span.End:], ":>")
		return prompt.Edit{Span: prompt.Span{Start: span.Start, End: end}, Text: kind + ":" + name}
	}
	return prompt.Edit{Span: span, Text: written}
}

// networkRest is what stands behind a place in the name of a whole network.
var networkRest = pattern.Of(`^[^<>:,|\n]*(:[^<>,|\n]*)?>`)

// sight is how far before the cursor the beginning of a word is looked for, in
// bytes.
const sight = 8 << 10

// Clamp returns the nearest offset at or before the cursor that is in the
// text and begins a character.
func Clamp(text string, cursor int) int {
	cursor = max(0, min(cursor, len(text)))
	for cursor > 0 && cursor < len(text) && !utf8.RuneStart(text[cursor]) {
		cursor--
	}
	return cursor
}

// Typed is the word at a cursor.
type Typed struct {
	Start int   // of it, the cursor where nothing can be typed that is completed
	Open  []int // the offsets of the brackets that are open there
}

// Inside reports whether a bracket is open at the word.
func (w Typed) Inside() bool { return len(w.Open) > 0 }

// WordAt finds the word in what prompt.TypingAt says is being typed: a wildcard
// or an extra network may begin in the middle of it, and after a colon in
// round brackets a weight is typed.
func WordAt(text string, cursor int) Typed {
	t := prompt.TypingAt(text, cursor)
	typed := text[t.Start:cursor]
	colon := strings.LastIndexByte(typed, ':')
	if t.Fixed || t.Round && colon > 0 && isNumber(typed[colon+1:]) {
		return Typed{cursor, t.Open}
	}
	start, whole := t.Start, 0
	for _, mark := range [...]string{"::", "$$"} { // NovelAI's weights, what a template's options are joined by
		if at := strings.LastIndex(typed, mark); at >= 0 {
			whole = max(whole, at+len(mark))
		}
	}
	open := append(t.Open, groups(text, cursor, t)...)
	slices.Sort(open)
	if n := len(open); n > 0 && open[n-1] >= t.Start {
		at := open[n-1]
		head := text[at:min(at+1, cursor)]
		if at > 0 && text[at-1] == '$' {
			head = cmp.Or(variableHead().FindString(text[at:cursor]), head)
		}
		if head == "[" { // what comes before the colon of prompt editing stays
			for i, c := range prompt.Outside(text[at+1 : cursor]) {
				if c == ':' {
					head = text[at : at+1+i+1]
				}
			}
		}
		whole = max(whole, at-t.Start+len(head))
	}
	if whole > 0 {
		start = cursor - len(strings.TrimLeft(typed[whole:], " \t"))
	}
	if refs := wildcard.Find(typed); len(refs) > 0 {
		whole = max(whole, refs[len(refs)-1].End) // a wildcard that is complete is not typed any more
		start = cursor - len(strings.TrimLeft(typed[whole:], " \t"))
	}
	for i := max(1, len(typed)-longestNetwork); i < len(typed); i++ {
		if typed[i] == '<' && (i == whole || endsWord(typed[:i])) && opensNetwork(typed[i:]) {
			start = t.Start + i
		}
	}
	if _, whole, ok := wildcard.At(text, cursor); ok && whole.Start > start {
		start = whole.Start
	}
	return Typed{start, open}
}

// endsWord reports whether a text ends in white space, a letter, a digit or a
// closing bracket: a "<" behind a sign, ">_<", may be a face.
func endsWord(s string) bool {
	c, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(c) || unicode.IsLetter(c) || unicode.IsNumber(c) || strings.ContainsRune(")]}", c)
}

// groups returns the brackets within a part that are no letters of a name which
// is being typed: those of a template's variables, square ones, and those that
// are closed before the next comma, "1girl (long h:1.2)", where no word is glued to them or
// they have a weight. The end behind "(1girl, karin (blu)" is another's.
func groups(text string, cursor int, t prompt.Typing) []int {
	if len(t.Within) == 0 {
		return nil
	}
	end := len(text)
	if k := strings.IndexAny(text[cursor:], ",，\n"); k >= 0 {
		end = cursor + k
	}
	var all []int
	for _, b := range prompt.Read(text).Brackets {
		at := b.Open.Start
		if b.Unclosed() && slices.Contains(t.Open, at) {
			return nil
		}
		apart := at > 0 && strings.IndexByte(" \t\n", text[at-1]) >= 0
		variable := at > 0 && text[at-1] == '$'
		if slices.Contains(t.Within, at) && (variable || b.Square && apart || !b.Unclosed() && b.Close.Start <= end && (apart || b.Explicit || b.Curly)) {
			all = append(all, at)
		}
	}
	return all
}

// variableHead is how setting or reading a variable of a template begins,
// behind its "$".
var variableHead = pattern.Of(`^\{\w*(?:[!?]?=!?|:)`)

// isNumber reports whether a text may be a weight being typed: digits, a dot, a
// sign, white space around, or nothing yet.
func isNumber(s string) bool {
	return strings.Trim(strings.TrimSpace(s), "+-.0123456789") == ""
}

// Copyable returns the prompt as it is copied: without the commas and spaces
// that are left over from typing at its end, before a BREAK, and after one,
// where a comma would be the chunk's first token, and without the blanks before
// a comma where CLIP reads the same. Nothing else is changed.
func Copyable(text string) string {
	text = closeUp(text)
	out := prompt.Read(text)
	var edits []prompt.Edit
	low, comment := 0, 0
	trim := func(to int, keep string) {
		for comment < len(out.Comments) && out.Comments[comment].End <= to {
			low = max(low, out.Comments[comment].End)
			comment++
		}
		from := low + len(strings.TrimRightFunc(text[low:to], IsSeparator))
		gap := text[from:to]
		if keep != "" && !hasComma(gap) || gap == keep {
			return
		}
		if keep != "" && strings.Contains(gap, "\n") {
			keep = gap[strings.LastIndexAny(gap, ",，"):]
			_, size := utf8.DecodeRuneInString(keep)
			if keep = keep[size:]; !strings.Contains(keep, "\n") {
				keep = "\n"
			}
		}
		if from == low && low == 0 && keep != "" {
			return // nothing stands before the BREAK
		}
		edits = append(edits, prompt.Edit{Span: prompt.Span{Start: from, End: to}, Text: keep})
	}
	for i, b := range out.Breaks {
		if !b.And {
			trim(b.Start, " ")
		}
		low = b.End
		if e, ok := commaBehind(text, b.End); ok && !b.And && (i+1 == len(out.Breaks) || out.Breaks[i+1].Start > e.End) {
			edits = append(edits, e)
		}
	}
	trim(len(text), "")
	return prompt.Apply(text, edits)
}

// closeUp takes away the blanks between a tag and its comma, "cup , hair", where
// a letter or a digit ends the tag, with or without the bracket of its weight:
// CLIP reads signs that follow one another as one word, so that ":) , hair" is
// another prompt than ":), hair". An entity, "&amp ,", is one by what follows,
// and so is a wildcard, "__a ,b__".
func closeUp(text string) string {
	var edits []prompt.Edit
	for _, p := range prompt.Read(text).Parts {
		behind := text[p.Outer.End:]
		rest := strings.TrimLeft(behind, " \t")
		if p.Choice || !strings.HasPrefix(rest, ",") && !strings.HasPrefix(rest, "，") {
			continue
		}
		core := p.Core.Of(text)
		if c, _ := utf8.DecodeLastRuneInString(core); (unicode.IsLetter(c) || unicode.IsNumber(c)) && !strings.Contains(core, "&") && !strings.Contains(core, "__") {
			edits = append(edits, prompt.Edit{Span: prompt.Span{Start: p.Outer.End, End: p.Outer.End + len(behind) - len(rest)}})
		}
	}
	return prompt.Apply(text, edits)
}

// commaBehind takes away the commas that follow at an offset, except for a line's
// end among them; not at the text's end.
func commaBehind(text string, at int) (prompt.Edit, bool) {
	end := at + len(text[at:]) - len(strings.TrimLeftFunc(text[at:], IsSeparator))
	gap := text[at:end]
	comma := strings.IndexAny(gap, ",，")
	if comma < 0 || end == len(text) {
		return prompt.Edit{}, false
	}
	keep := " "
	if strings.Contains(gap[:comma], "\n") {
		keep = gap[:comma]
	} else if strings.Contains(gap, "\n") {
		keep = "\n"
	}
	return prompt.Edit{Span: prompt.Span{Start: at, End: end}, Text: keep}, true
}
