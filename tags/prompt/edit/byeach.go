package edit

import (
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/splice"
)

// deepestChoice is how deep choices and brackets are followed. No prompt needs
// as many, and a text of brackets alone must not take forever.
const deepestChoice = 16

// byEach puts the model's mark, "by ", before every artist of a text whatever it becomes:
// before a variant or prompt editing of names, "by {wlop|kantoku}", or before
// every name in it. Names that have their "by " keep it, and what is no choice
// is left alone.
func (b *builder) byEach(text string, depth int) string {
	mark := b.profile.ArtistMark()
	if depth > deepestChoice || mark == "" {
		return text
	}
	s := splice.Read(text)
	var edits []prompt.Edit
	for _, u := range s.Units {
		if u.First < 0 || !s.Out.Parts[u.First].Choice && !s.Out.Parts[u.Last].Choice {
			continue
		}
		inside, open := cutBracket(s, u)
		written, span := inside, u.Span
		switch {
		case hasMark(inside, mark):
			continue
		case open == '(':
			written = b.byEach(inside, depth+1)
			span = prompt.Span{Start: u.Start + 1, End: u.Start + 1 + len(inside)}
		case open == '{', open == '[':
			written = b.byChoice(inside, open, depth)
		default:
			written = mark + inside
		}
		edits = append(edits, prompt.Edit{Span: span, Text: written})
	}
	return prompt.Apply(text, edits)
}

// cutBracket returns what a unit is: with a round bracket around all of it the
// inside, else all of it; and the bracket, 0 for none around all.
func cutBracket(s *splice.Document, u splice.Unit) (inside string, open byte) {
	i := s.BracketFrom(u.Start)
	if i == len(s.Out.Brackets) {
		return u.Of(s.Text), 0
	}
	k := s.Out.Brackets[i]
	if k.Open.Start != u.Start || k.Close.End != u.End || k.Unclosed() {
		return u.Of(s.Text), 0
	}
	if open = s.Text[k.Open.Start]; open == '(' {
		return s.Text[k.Open.End:k.Close.Start], open
	}
	return u.Of(s.Text), open
}

// byChoice is byEach for a text that is one variant or prompt editing.
func (b *builder) byChoice(text string, open byte, depth int) string {
	mark := b.profile.ArtistMark()
	inside := text[1 : len(text)-1]
	head := ""
	if open == '{' {
		head = inside[:prompt.ChoiceHead(inside)]
	}
	by := byte('|')
	options := cutOptions(inside[len(head):], by)
	if open == '[' && len(options) == 1 {
		by = ':'
		options = cutOptions(inside, by)
	}
	last := len(options)
	if by == ':' {
		last-- // when it changes
	}
	alike := by == '|' // each is a name and nothing else
	for i, o := range options[:last] {
		weight := ""
		if open == '{' {
			_, n := prompt.OptionWeight(o)
			weight, o = o[:n], o[n:]
		}
		alike = alike && strings.TrimSpace(o) != "" && !hasMark(o, mark) && !strings.ContainsAny(o, ",()[]{}")
		name := o
		if spelled := b.respelled("artist", o, b.artist); strings.TrimSpace(o) != "" {
			name = b.byEach(spelled, depth+1)
		}
		options[i] = weight + name
	}
	if !alike {
		return text[:1] + head + strings.Join(options, string(by)) + text[len(text)-1:]
	}
	// All names alike: one "by " before the choice, and one in what joins
	// several of them.
	for i, o := range options {
		options[i] = strings.Replace(o, mark, "", 1)
	}
	if _, _, joiner, n := prompt.ChoiceCount(head[prompt.ChoiceSign(head):]); n > 0 {
		if joiner == "" {
			joiner = ", "
		} else {
			head = strings.TrimSuffix(head, joiner+"$$")
		}
		if !strings.HasSuffix(joiner, " ") {
			joiner += " "
		}
		head += joiner + mark + "$$"
	}
	return mark + text[:1] + head + strings.Join(options, string(by)) + text[len(text)-1:]
}

// cutOptions cuts at a character outside brackets.
func cutOptions(text string, at byte) []string {
	var options []string
	start, weight := 0, -1 // where the second colon of an option's weight stands
	for i, c := range prompt.Outside(text) {
		if c != at || i == weight {
			continue
		}
		if c == ':' {
			if _, n := prompt.OptionWeight(text[start:]); start+n == i+2 {
				weight = i + 1
				continue
			}
		}
		options = append(options, text[start:i])
		start = i + 1
	}
	return append(options, text[start:])
}

// hasMark reports whether a text begins with what stands before an artist.
func hasMark(text, mark string) bool {
	text = strings.TrimLeft(text, " ")
	return len(text) > len(mark) && strings.EqualFold(text[:len(mark)], mark)
}

// isByEach reports whether a text is a choice of artists with their "by ": one
// before all, or one in every option.
func isByEach(text, mark string, depth int) bool {
	if depth > deepestChoice || mark == "" {
		return false
	}
	s := splice.Read(text)
	if len(s.Units) != 1 || s.Units[0].First < 0 || !s.Out.Parts[s.Units[0].Last].Choice {
		return false
	}
	inside, open := cutBracket(s, s.Units[0])
	switch open {
	case '(':
		return isByEach(inside, mark, depth+1)
	case '[', '{':
		inside = inside[1 : len(inside)-1]
		options := cutOptions(inside[prompt.ChoiceHead(inside):], '|')
		if open == '[' && len(options) == 1 {
			if options = cutOptions(inside, ':'); len(options) > 1 {
				options = options[:len(options)-1]
			}
		}
		some := false
		for _, o := range options {
			_, n := prompt.OptionWeight(o)
			o = o[n:]
			if strings.TrimSpace(o) != "" && !hasMark(o, mark) && !isByEach(o, mark, depth+1) {
				return false
			}
			some = some || strings.TrimSpace(o) != ""
		}
		return some
	}
	rest := strings.TrimSpace(inside)
	if !hasMark(rest, mark) {
		return false
	}
	rest = strings.TrimSpace(rest[len(mark):])
	s = splice.Read(rest)
	if len(s.Units) != 1 {
		return false
	}
	_, open = cutBracket(s, s.Units[0])
	return open == '{' || open == '['
}
