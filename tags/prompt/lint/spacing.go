package lint

import (
	"regexp"
	"strings"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
)

var (
	// emptyPart is a comma with nothing between it and the next.
	emptyPart = regexp.MustCompile(`,(?:[ \t]*,)+[ \t]*`)
	// leadingComma begins a text or a line.
	leadingComma = regexp.MustCompile(`(?m)^[ \t]*,[ \t,]*`)
	// wideGap is more than one blank between words.
	wideGap = regexp.MustCompile(`[^\s,][ \t]{2,}[^\s]|,[ \t]{2,}[^\s,]`)
)

// spacing reports empty parts and doubled blanks. The separator that typing
// leaves at the prompt's end is none of them, and neither are the blanks before
// a BREAK.
func (r *report) spacing() {
	reg := r.region
	text := reg.Masked
	empty, gaps := reading.EmptyParts(text)
	if !empty && !gaps {
		return
	}
	end := len(strings.TrimRight(text, " \t\r\n,"))
	var edits []prompt.Edit
	add := func(from, to int, written string) {
		if to <= end && !reg.Hidden(from) {
			edits = append(edits, prompt.Edit{Span: prompt.Span{Start: from, End: to}, Text: written})
		}
	}
	for _, m := range leadingComma.FindAllStringIndex(text, -1) {
		before := strings.TrimRight(text[:m[0]], " \t\r\n")
		if before != "" && !strings.HasSuffix(before, ",") && !strings.HasSuffix(before, "BREAK") {
			add(len(before), len(before), ",") // a line's end parts no tags
		}
		add(m[0], m[1], "")
	}
	for _, m := range emptyPart.FindAllStringIndex(text, -1) {
		if m[1] < len(text) && strings.IndexByte("\n\r", text[m[1]]) >= 0 {
			add(m[0], m[1], ",")
		} else {
			add(m[0], m[1], ", ")
		}
	}
	for at := 0; gaps && at < end; {
		m := wideGap.FindStringIndex(text[at:])
		if m == nil {
			break
		}
		from, to := at+m[0]+1, at+m[1]
		for to > from && text[to-1] != ' ' && text[to-1] != '\t' {
			to--
		}
		at = max(to, at+1)
		if to > end || reg.Hidden(from) || strings.HasPrefix(text[to:], "BREAK") || strings.HasSuffix(text[:from], "BREAK") || strings.IndexByte(",", text[to]) >= 0 {
			continue
		}
		if strings.TrimSpace(reg.Text[from:to]) == "" { // no bracket was blanked there
			edits = append(edits, prompt.Edit{Span: prompt.Span{Start: from, End: to}, Text: " "})
		}
	}
	if edits = apart(prompt.Sorted(edits)); len(edits) == 0 {
		return
	}
	for _, e := range edits {
		if strings.Trim(e.Of(reg.Text), " \t,") != "" {
			return // what was masked there is no comma
		}
	}
	at, message := edits[0].Span, "Doubled blanks do nothing: one parts two words as well."
	if at.Len() == 0 && len(edits) > 1 { // the comma that moves there
		at, message = edits[1].Span, "Nothing stands before this comma in its line: it belongs to the end of the line above."
	} else if strings.Contains(at.Of(reg.Text), ",") {
		message = "There is nothing between these commas: they take tokens, and say nothing."
	}
	r.add(Spacing, Hint, at, nil, edits, message)
}

// apart leaves out edits that touch the one before.
func apart(edits []prompt.Edit) []prompt.Edit {
	kept := edits[:0]
	for _, e := range edits {
		if n := len(kept); n == 0 || kept[n-1].End < e.Start {
			kept = append(kept, e)
		}
	}
	return kept
}
