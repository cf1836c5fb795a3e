package lint

import (
	"fmt"
	"slices"
	"strings"

	"tailor/tags/profile"
)

// Rule is a line of the table of rules, for help and documentation.
type Rule struct {
	Name string
	// Severity is the gravest that the rule reports.
	Severity Severity
	// About is one line that says what the rule finds.
	About string
}

// The rules' names. A profile may call some of them by names of its own, by
// which the configuration and `tailor lint --json` have them: see
// profile.Profile.RuleName.
const (
	ArtistForm      = "artist-form"
	StyleChunk      = "style-chunk"
	DeadTag         = "dead-tag"
	Underscore      = "underscore"
	UnescapedParens = "unescaped-parens"
	Unbalanced      = "unbalanced"
	BreakInBrackets = "break-in-brackets"
	Alias           = "alias"
	UnknownTag      = "unknown-tag"
	ForeignTag      = "foreign-tag"
	Duplicate       = "duplicate"
	Contradiction   = "contradiction"
	NegativeTaboo   = "negative-taboo"
	TagSplit        = "tag-split"
	ChunkWaste      = "chunk-waste"
	Comment         = "comment"
	QualityPlace    = "quality-place"
	MissingNegative = "missing-negative"
	CFG             = "cfg"
	BlockedTag      = "blocked-tag"
	QualityWhole    = "quality-whole"
	TagOrder        = "tag-order"
	MissingTag      = "missing-tag"
	TooMany         = "too-many"
	Prose           = "prose"
	UnknownNetwork  = "network"
	Weight          = "weight"
	Spacing         = "spacing"
	Sampling        = "settings"
)

// subjects are what the rules that speak of a model's wishes go by: where these
// are known from settles how gravely they speak.
var subjects = map[string]string{
	ArtistForm: profile.AboutArtists, StyleChunk: profile.AboutArtists,
	DeadTag: profile.AboutWords, ForeignTag: profile.AboutWords,
	QualityPlace: profile.AboutQuality, QualityWhole: profile.AboutQuality,
	Sampling: profile.AboutSampling,
	TagOrder: profile.AboutOrder, MissingTag: profile.AboutGroups, TooMany: profile.AboutLimits, Prose: profile.AboutProse,
	Underscore: profile.AboutSpelling, NegativeTaboo: profile.AboutNegative, MissingNegative: profile.AboutNegative,
	CFG: profile.AboutCFG,
}

// Rules lists every rule, the ones that touch the picture most first.
var Rules = []Rule{
	{BlockedTag, Error, "a tag that sexualises minors"},
	{ArtistForm, Error, "an artist written otherwise than the model learned it, or where it knows none"},
	{StyleChunk, Error, "an artist or style outside a chunk of its own and not at the very end"},
	{QualityPlace, Error, "a quality word or another in the prompt where it does harm"},
	{Unbalanced, Error, "a bracket without its partner"},
	{UnescapedParens, Error, "a tag whose parentheses A1111 takes for weights, or whose backslash it drops"},
	{BreakInBrackets, Error, "BREAK inside a bracket, where A1111 reads it as a word"},
	{DeadTag, Warning, "a quality or meta word that the model does not know"},
	{Underscore, Warning, "a tag with underscores for spaces"},
	{Alias, Warning, "another name of a tag: the tag itself is what was trained"},
	{ForeignTag, Warning, "a tag of another site, which the model was not trained on"},
	{Duplicate, Warning, "the same tag twice"},
	{Contradiction, Warning, "two tags that exclude each other, or one that is wanted and refused at once"},
	{NegativeTaboo, Warning, "a word that harms in the negative prompt, or a long copied negative"},
	{CFG, Warning, "a CFG outside the range of the model's variant"},
	{Comment, Warning, "\"#\", behind which A1111 drops the rest of the line"},
	{TagSplit, Hint, "a tag that lies across a chunk's border"},
	{ChunkWaste, Hint, "a chunk that a few tokens spill over into, of nothing or one word, or a cut between features of one subject"},
	{UnknownTag, Warning, "an unknown tag, one slip from a known one, or a search left in the prompt"},
	{UnknownNetwork, Error, "an extra network that A1111 cannot read, or a LoRA, an embedding or a wildcard that is nowhere"},
	{Weight, Error, "what looks like a weight and is none to A1111"},
	{MissingNegative, Hint, "an empty negative prompt"},
	{QualityWhole, Warning, "quality words of which the model wants all or none, or spelled otherwise"},
	{TooMany, Warning, "more tags of a kind than the model bears"},
	{TagOrder, Hint, "quality words at the other end of the prompt than the model was taught"},
	{MissingTag, Hint, "no tag of a group of which the model wants one, such as a rating"},
	{Prose, Hint, "overlong prose, text before the quality words, or sentences where the model was taught tags alone"},
	{Spacing, Hint, "empty parts and doubled blanks"},
	{Sampling, Warning, "steps, sampler, size or high-res fix other than the model's variant wants"},
}

// Names returns the names of all rules in the table's order, as a profile has
// them. A rule that is told apart by variants stands there once for each.
func Names(p *profile.Profile) []string {
	var names []string
	for _, r := range Rules {
		names = append(names, p.RuleNames(r.Name)...)
	}
	return names
}

// CheckNames returns an error for the first name that is no rule's. Names that
// a rule bears in another of the built-in profiles are known too, so that a
// list of rules serves whatever profile is chosen.
func CheckNames(p *profile.Profile, off []string) error {
	for _, name := range off {
		if _, known := rule(p, name); !known {
			return fmt.Errorf("no lint rule is called %q; the rules are %s", name, strings.Join(Names(p), ", "))
		}
	}
	return nil
}

// rule returns the rule that bears a name, by itself, in a profile, or in one
// of the built-in profiles.
func rule(p *profile.Profile, name string) (string, bool) {
	named := func(p *profile.Profile) func(Rule) bool {
		return func(r Rule) bool { return r.Name == name || slices.Contains(p.RuleNames(r.Name), name) }
	}
	if i := slices.IndexFunc(Rules, named(p)); i >= 0 {
		return Rules[i].Name, true
	}
	for _, other := range profile.Builtins() {
		if p, ok := profile.Builtin(other); ok {
			if i := slices.IndexFunc(Rules, named(p)); i >= 0 {
				return Rules[i].Name, true
			}
		}
	}
	return "", false
}

// switchedOff returns the rules that the names turn off for a variant: one
// that bears another variant's name leaves this one's on.
func switchedOff(p *profile.Profile, model profile.Model, names []string) map[string]bool {
	off := map[string]bool{}
	for _, name := range names {
		if r, ok := rule(p, name); ok && (name == r || name == p.RuleName(r, model) || !slices.Contains(p.RuleNames(r), name) && !profile.OfVariant(r, name)) {
			off[r] = true
		}
	}
	return off
}
