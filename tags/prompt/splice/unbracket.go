package splice

import (
	"strings"
	"unicode/utf8"

	"tailor/tags/prompt"
	"tailor/tags/python"
)

// Unbracket returns the edit that takes a bracket out of a text, or the last of
// several side by side, the first at from, with the weight that stands in it. Where
// nothing else stands between two commas one of these goes too.
func Unbracket(text string, from int, bracket prompt.Span) prompt.Edit {
	before, behind := text[:from], text[bracket.End:]
	head, tail := strings.TrimSpace(before), strings.TrimSpace(behind)
	last, _ := utf8.DecodeLastRuneInString(head)
	if next, _ := utf8.DecodeRuneInString(tail); tail != "" && IsSeparator(next) && (head == "" || IsSeparator(last)) {
		bracket.End = len(text) - len(strings.TrimLeftFunc(behind, IsSeparator))
		return prompt.Edit{Span: bracket}
	}
	return prompt.Edit{Span: bracket, Text: parting(before, behind)}
}

// parting returns what stands for brackets that are taken out from between two
// texts: nothing, or a blank where nothing else parts them. A1111 reads what
// stands at both sides of a bracket as two words, and a BREAK there as a break.
func parting(before, behind string) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(behind)
	closes, opens := last == ')' || last == ']', next != 0 && strings.ContainsRune(`([{\`, next)
	word, follows := python.IsWord(last), python.IsWord(next)
	switch {
	case word && follows:
		return " "
	case closes && follows && prompt.BreakLen(behind, 0) == 0, word && opens && !EndsInBreak(before), closes && opens:
		return " " // a BREAK would part them itself
	}
	return ""
}

// EndsInBreak reports whether a text ends in the word BREAK or AND.
func EndsInBreak(text string) bool {
	at := len(strings.TrimRightFunc(text, python.IsWord))
	n := prompt.BreakLen(text, at)
	return n > 0 && at+n == len(text)
}
