package reading

import (
	"slices"
	"strings"

	"tailor/data/pattern"
	"tailor/tags/prompt"
)

// Regional finds the words by which programs part a picture: Regional Prompter's,
// ADetailer's, and those of prompt control.
var Regional = pattern.Of(`\bADD(?:COL|ROW|COMM|BASE)\b|\[(?:SEP|SKIP)\]|\b(?:COUPLE|FILL|MASK|AREA|FEATHER|IMASK|MASK_SIZE)\(|\bCOUPLE\b|==+\s*BREAK|\[rp |(?:^|\s)--[a-z]|"\s*\)\.(?:and|blend|swap)\(|<(?:segment|region|object|refiner|base)\b|(?im:^\s*(?:tags?|artists|quality|style|general|meta|rating|positive|negative|neg|uc|(?:positive |negative )?prompts?)\s*:|\A\s*(?:parameters\b|<!--|/imagine|\{?"))`)

// partMarks are what all of Regional holds but its labels, and what may begin a text.
var partMarks = []string{"ADD", "[S", "COUPLE", "FILL(", "MASK", "AREA(", "FEATHER(", "==", "[rp ", "--", ").", "<s", "<r", "<o", "<b"}

// PartedByWords reports whether a text holds such words. The expression, which
// takes long, is asked where one may stand.
func PartedByWords(text string) bool {
	begins := strings.ToLower(strings.TrimSpace(text[:min(len(text), 40)]))
	may := labelled(text) || begins != "" && strings.IndexByte(`"{/<p`, begins[0]) >= 0 ||
		slices.ContainsFunc(partMarks, func(mark string) bool { return strings.Contains(text, mark) })
	return may && Regional().MatchString(text)
}

// labelled reports whether a line may begin with a label, "tags:".
func labelled(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(line, " \t\v\f\r")
		k := strings.IndexByte(line[:min(len(line), 40)], ':')
		if k >= 0 && strings.IndexByte(line[:k], ',') < 0 && strings.IndexByte(line[:k], '(') < 0 {
			return true
		}
	}
	return false
}

// PartedByStrokes reports whether a stroke stands outside of brackets, by which
// NovelAI parts the prompts of characters.
func PartedByStrokes(text string) bool {
	for i, c := range prompt.Outside(text) {
		if c == '|' && i > 0 && i+1 < len(text) && strings.IndexByte(" ,\n", text[i-1]) >= 0 && strings.IndexByte(" \n", text[i+1]) >= 0 {
			return true
		}
	}
	return false
}

// options finds what programs that are called by a line take for the negative
// prompt and settings: "--n low quality --w 768".
var options = pattern.Of(`(?:^|\s)--[a-z]|(?im:^\s*(?:negatives?|neg|uc)\s*:)`)

// BringsOptions reports whether a text has such options.
func BringsOptions(text string) bool {
	return (strings.Contains(text, "--") || labelled(text)) && options().MatchString(text)
}
