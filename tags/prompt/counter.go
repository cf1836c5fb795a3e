package prompt

import (
	"strings"
	"unicode/utf8"

	"tailor/tags/prompt/schedule"
	"tailor/tags/python"
)

// Counter is what the web UI's token counter shows: "count/max".
type Counter struct {
	// Count is the number of tokens of the longest text that is made of the
	// prompt, as in Line.
	Count int
	// Max is Count rounded up to a multiple of ChunkSize, at least one.
	Max int
}

// Count returns what the web UI's token counter shows for a prompt: the
// longest of the texts that its ANDs and its prompt editing make
// (modules/ui.py, update_token_counter).
func Count(text string, o Options) Counter {
	steps := o.Steps
	if steps <= 0 {
		steps = Defaults.Steps
	}
	d := strip(text)
	parts := []string{d.text}
	if !o.Negative {
		parts = conditions(d.text)
	}
	if len(parts) == 1 && parts[0] == d.text[:len(d.text)-spaceBefore(d.text)] {
		if texts, ok := schedule.Texts(parts[0], steps); ok && len(texts) == 1 && texts[0] == parts[0] {
			o.Negative = false // who cuts it does not ask
			// What is counted is what is cut, which most who count have done.
			return counterOf(Chunks(text, o).Count)
		}
	}
	count := 0
	for _, part := range parts {
		texts, ok := schedule.Texts(part, steps)
		if !ok { // A1111 then counts the prompt as it stands
			count = measure(d.text, o.Backtrack)
			break
		}
		for _, t := range texts {
			count = max(count, measure(t, o.Backtrack))
		}
	}
	return counterOf(count)
}

func counterOf(count int) Counter {
	return Counter{count, (max(count, 1) + ChunkSize - 1) / ChunkSize * ChunkSize}
}

// measure counts the tokens of a text as Chunks does.
func measure(text string, backtrack int) int {
	g := gauge{backtrack: backtrack, lastComma: -1}
	t := newTokenizer(derived{text: text})
	defer t.free()
	t.run(func(p phrase) {
		if p.isBreak {
			g.close(0)
			return
		}
		for _, token := range p.tokens {
			g.add(token.ID)
		}
	})
	return g.total()
}

// Conditions splits a prompt at the word AND and takes the weights off the
// parts: ": 0.5" at the end of one. A prompt without AND is one part.
func Conditions(text string) []string { return conditions(text) }

// conditions is A1111's get_multicond_prompt_list (modules/prompt_parser.py).
func conditions(text string) []string {
	var parts []string
	for _, c := range ConditionSpans(text) {
		parts = append(parts, c.Of(text))
	}
	return parts
}

// ConditionSpans is where the parts of Conditions stand in the text.
func ConditionSpans(text string) []Span {
	var parts []Span
	for from := 0; ; {
		word, found := nextWord(text, "AND", from)
		to := len(text)
		if found {
			to = word.Start
		}
		parts = append(parts, Span{from, from + len(Unweighted(text[from:to]))})
		if !found {
			return parts
		}
		from = word.End
	}
}

// Unweighted takes off the text of a condition white space at its end and, before
// that, its weight: \s*:\s*([-+]?(?:\d+\.?|\d*\.\d+)).
func Unweighted(text string) string {
	text = text[:len(text)-spaceBefore(text)]
	rest := text
	digits := func() (n int) {
		for {
			r, size := utf8.DecodeLastRuneInString(rest)
			if python.Digit(r) < 0 {
				return n
			}
			rest = rest[:len(rest)-size]
			n++
		}
	}
	behind := digits()
	if strings.HasSuffix(rest, ".") {
		rest = rest[:len(rest)-1]
		if digits() == 0 && behind == 0 {
			return text
		}
	} else if behind == 0 {
		return text
	}
	if strings.HasSuffix(rest, "+") || strings.HasSuffix(rest, "-") {
		rest = rest[:len(rest)-1]
	}
	rest = rest[:len(rest)-spaceBefore(rest)]
	if !strings.HasSuffix(rest, ":") {
		return text
	}
	rest = rest[:len(rest)-1]
	return rest[:len(rest)-spaceBefore(rest)]
}
