package prompt

import (
	"sort"
	"strings"

	"tailor/tags/python"
)

// derived is a text made of parts of a prompt, with the place of each.
type derived struct {
	text string
	// seams are where the text does not go on as the prompt does: from
	// text[at] on, the bytes are those of the prompt from offset source on.
	// There is none where the text is the prompt.
	seams []seam
}

type seam struct{ at, source int }

// strip takes comments and extra networks out of a prompt, as the web UI does
// before it counts or generates (modules/processing_scripts/comments.py and
// modules/extra_networks.py).
func strip(prompt string) derived {
	d := derived{text: prompt}
	if strings.IndexByte(prompt, '#') >= 0 {
		d = d.without(comments(d.text), "\n")
	}
	if strings.IndexByte(d.text, '<') >= 0 {
		d = d.without(networks(d.text), "")
	}
	return d
}

// comments finds what A1111 takes for a comment: from a "#" to the line's
// end, with the newline. (It drops the newline before a line that is all
// comment as well, but then no reader of the text tells one newline from
// two.)
func comments(text string) []Span {
	var found []Span
	for at := 0; ; {
		n := strings.IndexByte(text[at:], '#')
		if n < 0 {
			return found
		}
		start := at + n
		at = len(text)
		if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
			at = start + n + 1
		}
		found = append(found, Span{start, at})
	}
}

// networks finds what matches <(\w+):([^>]+)>, A1111's re_extra_net.
func networks(text string) []Span {
	var found []Span
	close := -1 // the first ">" behind the place looked at
	for at := 0; ; {
		n := strings.IndexByte(text[at:], '<')
		if n < 0 {
			return found
		}
		start := at + n
		at = start + 1
		colon := at + wordLength(text[at:])
		if colon == at || colon == len(text) || text[colon] != ':' {
			continue
		}
		if close <= colon {
			n := strings.IndexByte(text[colon:], '>')
			if n < 0 {
				return found
			}
			close = colon + n
		}
		if close > colon+1 {
			at = close + 1
			found = append(found, Span{start, at})
		}
	}
}

// wordLength returns the length in bytes of the word that a text begins with,
// Python's \w*.
func wordLength(text string) int { return len(text) - len(strings.TrimLeftFunc(text, python.IsWord)) }

// without returns the text with each of the spans, which run forward,
// replaced by another text.
func (d derived) without(spans []Span, by string) derived {
	if len(spans) == 0 {
		return d
	}
	var b strings.Builder
	b.Grow(len(d.text))
	out := derived{}
	at := 0
	take := func(to int) {
		if to > at {
			out.seams = d.appendSeams(out.seams, b.Len(), at, to)
			b.WriteString(d.text[at:to])
		}
	}
	for _, s := range spans {
		take(s.Start)
		if by != "" {
			out.seams = append(out.seams, seam{b.Len(), d.source(s.Start)})
			b.WriteString(by)
		}
		at = s.End
	}
	take(len(d.text))
	out.text = b.String()
	return out
}

// appendSeams appends the seams of d.text[from:to], which now stands at at.
func (d derived) appendSeams(seams []seam, at, from, to int) []seam {
	seams = append(seams, seam{at, d.source(from)})
	next := sort.Search(len(d.seams), func(k int) bool { return d.seams[k].at > from })
	for ; next < len(d.seams) && d.seams[next].at < to; next++ {
		s := d.seams[next]
		seams = append(seams, seam{at + s.at - from, s.source})
	}
	return seams
}

// source returns the place in the prompt of the byte at an offset.
func (d derived) source(at int) int {
	behind := sort.Search(len(d.seams), func(k int) bool { return d.seams[k].at > at })
	if behind == 0 {
		return at
	}
	return d.seams[behind-1].source + at - d.seams[behind-1].at
}

// sourceSpan returns the bytes of the prompt that a span of the text, which
// is not empty, was taken from.
func (d derived) sourceSpan(s Span) Span {
	if len(d.seams) == 0 {
		return s
	}
	return Span{d.source(s.Start), d.source(s.End-1) + 1}
}
