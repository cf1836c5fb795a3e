package profile

import (
	"path"
	"slices"
	"strings"
	"tailor/data/sniff"
)

// literal leaves the star alone of the signs that path.Match knows.
var literal = strings.NewReplacer(`\`, `\\`, `?`, `\?`, `[`, `\[`)

// MatchStars reports whether a text is what a pattern says, in which "*" stands
// for any text without a slash, whatever the case of either.
func MatchStars(pattern, text string) bool {
	ok, _ := path.Match(literal.Replace(strings.ToLower(pattern)), strings.ToLower(text))
	return ok
}

// Fits returns how well a model's name, as an infotext or a server has it,
// fits the profile's patterns: the number of letters that the longest of those
// that match asks for, or 0. Folders, endings and case do not matter.
func (p *Profile) Fits(model string) int {
	model = modelName(model)
	most := 0
	for _, pattern := range p.Match {
		if MatchStars(pattern, model) {
			most = max(most, len(pattern)-strings.Count(pattern, "*"))
		}
	}
	return most
}

// OtherModel returns the name of the embedded profile that a model's name fits
// where it fits none of the profile's own patterns, or "". A profile without
// patterns, which knows no names, calls none foreign.
func (p *Profile) OtherModel(model string) string {
	if len(p.Match) == 0 || p.Fits(model) > 0 {
		return ""
	}
	best, most := "", 0
	for _, other := range heads() {
		if n := other.Fits(model); n > most {
			best, most = other.Name, n
		}
	}
	return best
}

// modelName takes folders and the ending off a model's name.
func modelName(model string) string {
	model = path.Base(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(model)), `\`, "/"))
	model, _, _ = strings.Cut(model, " [") // A1111's checksum
	model, _ = sniff.Stem(model)
	return model
}

// VariantOf returns the variant that a model's name tells, or false where it
// tells none.
func (p *Profile) VariantOf(model string) (Model, bool) {
	words := strings.FieldsFunc(modelName(model), func(r rune) bool { return strings.ContainsRune(" _.()[]", r) })
	joined := strings.Join(words, " ")
	has := func(name string) bool {
		name = strings.ToLower(name)
		return slices.Contains(words, name) || len(name) > 2 && strings.Contains(joined, strings.ReplaceAll(name, "_", " "))
	}
	for _, m := range p.Order {
		if has(string(m)) || slices.ContainsFunc(p.Variants[m].Also, has) {
			return m, true
		}
	}
	return "", false
}
