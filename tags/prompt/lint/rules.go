package lint

// Rule is a line of the table of rules, for help and documentation.
type Rule struct {
	Name string
	// Severity is the gravest that the rule reports.
	Severity Severity
	// About is one line that says what the rule finds.
	About string
}

// The rules' names, as the configuration and `tailor lint --json` have them.
const (
	ArtistNeedsBy   = "artist-needs-by"
	StyleChunk      = "style-chunk"
	DeadTag         = "dead-tag"
	Underscore      = "underscore"
	UnescapedParens = "unescaped-parens"
	Unbalanced      = "unbalanced"
	BreakInBrackets = "break-in-brackets"
	Alias           = "alias"
	UnknownTag      = "unknown-tag"
	E621Tag         = "e621-tag"
	Duplicate       = "duplicate"
	Contradiction   = "contradiction"
	NegativeTaboo   = "negative-taboo"
	TagSplit        = "tag-split"
	Comment         = "comment"
	QualityPlace    = "quality-place"
	MissingNegative = "missing-negative"
	VpredCFG        = "vpred-cfg"
	EpsilonCFG      = "epsilon-cfg"
	BlockedTag      = "blocked-tag"
)

// Rules lists every rule, the ones that touch the picture most first.
var Rules = []Rule{
	{BlockedTag, Error, "a tag that sexualises minors"},
	{ArtistNeedsBy, Error, "an artist's tag without \"by \" before it"},
	{StyleChunk, Error, "an artist or style outside a chunk of its own and not at the very end"},
	{QualityPlace, Error, "negative quality or limited range in the positive prompt, or the reverse"},
	{Unbalanced, Error, "a bracket without its partner"},
	{UnescapedParens, Error, "a tag whose parentheses A1111 takes for weights, or whose backslash it drops"},
	{BreakInBrackets, Error, "BREAK inside a bracket, where A1111 reads it as a word"},
	{DeadTag, Warning, "a quality or meta word that the model does not know"},
	{Underscore, Warning, "a tag with underscores for spaces"},
	{Alias, Warning, "another name of a tag: the tag itself is what was trained"},
	{E621Tag, Warning, "a tag of e621, which the model was not trained on"},
	{Duplicate, Warning, "the same tag twice"},
	{Contradiction, Warning, "two tags that exclude each other, or one that is wanted and refused at once"},
	{NegativeTaboo, Warning, "a word that harms in the negative prompt, or a long copied negative"},
	{VpredCFG, Warning, "a CFG outside the vpred model's range"},
	{EpsilonCFG, Warning, "a CFG outside the epsilon model's range"},
	{Comment, Warning, "\"#\", behind which A1111 drops the rest of the line"},
	{TagSplit, Hint, "a tag that lies across a chunk's border"},
	{UnknownTag, Warning, "an unknown tag, one slip from a known one, or a search left in the prompt"},
	{MissingNegative, Hint, "an empty negative prompt"},
}

// Known reports whether a rule of that name exists.
func Known(name string) bool {
	for _, r := range Rules {
		if r.Name == name {
			return true
		}
	}
	return false
}

// Names returns the names of all rules in the table's order.
func Names() []string {
	names := make([]string, len(Rules))
	for i, r := range Rules {
		names[i] = r.Name
	}
	return names
}
