package profile

import "strings"

// byVariant is the rule of lint that is called by the variant which it judges:
// "NAME-cfg".
const byVariant = "cfg"

// RuleName returns what a rule of lint is called with this profile: by a name
// that the profile gives it, by the variant, where the rule judges one, or as
// it is called in general.
func (p *Profile) RuleName(rule string, m Model) string {
	switch own := p.Rules[rule]; {
	case own != "":
		return own
	case rule == byVariant && m != "":
		return string(m) + "-" + byVariant
	}
	return rule
}

// RuleNames returns all names that a rule bears with this profile.
func (p *Profile) RuleNames(rule string) []string {
	if rule != byVariant || p.Rules[rule] != "" || len(p.Order) == 0 {
		return []string{p.RuleName(rule, "")}
	}
	names := make([]string, len(p.Order))
	for i, m := range p.Order {
		names[i] = p.RuleName(rule, m)
	}
	return names
}

// OfVariant reports whether a name is one that a rule bears by a variant.
func OfVariant(rule, name string) bool {
	return rule == byVariant && strings.HasSuffix(name, "-"+byVariant)
}
