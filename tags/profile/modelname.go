package profile

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// Fits returns how well a model's name, as an infotext or a server has it,
// fits the profile's patterns: the number of letters that the longest of those
// that match asks for, or 0. Folders, endings and case do not matter.
func (p *Profile) Fits(model string) int {
	model = modelName(model)
	most := 0
	for _, pattern := range p.Match {
		pattern = strings.ToLower(pattern)
		parts := strings.Split(pattern, "*")
		for i, part := range parts {
			parts[i] = regexp.QuoteMeta(part)
		}
		re, err := regexp.Compile("^" + strings.Join(parts, ".*") + "$")
		if n := len(pattern) - strings.Count(pattern, "*"); err == nil && n > most && re.MatchString(model) {
			most = n
		}
	}
	return most
}

// OtherModel returns the embedded profile that a model's name fits where it fits
// none of the profile's own patterns, or nil. A profile without patterns, which
// knows no names, calls none foreign.
func (p *Profile) OtherModel(model string) *Profile {
	if len(p.Match) == 0 || p.Fits(model) > 0 {
		return nil
	}
	var best *Profile
	most := 0
	for _, name := range Builtins() {
		if other, ok := Builtin(name); ok && other.Fits(model) > most {
			best, most = other, other.Fits(model)
		}
	}
	return best
}

// modelName takes folders and the ending off a model's name.
func modelName(model string) string {
	model = path.Base(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(model)), `\`, "/"))
	model, _, _ = strings.Cut(model, " [") // A1111's checksum
	for _, ending := range []string{".safetensors", ".ckpt", ".gguf", ".pt"} {
		model = strings.TrimSuffix(model, ending)
	}
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
