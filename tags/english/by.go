package english

import "strings"

// openers are words with which a phrase such as "by the window" goes on, but
// no artist's name of several words begins.
var openers = NewSet(`a an the her his their its my your our this that these those some any each every no one two
	three several many another other both all`)

// phrases are words that make a phrase with "by", alone or with more after.
var phrases = NewSet(`himself herself themselves themself itself oneself myself yourself yourselves ourselves
	someone somebody something anyone anybody everyone everybody nobody whoever
	hand hands foot night day moonlight sunlight candlelight firelight lamplight starlight torchlight
	default accident mistake car train bus boat bike sea water means`)

// adverbials are words that make a phrase with "by" alone.
var adverbials = NewSet(`request demand choice chance luck coincidence fate force magic design definition proxy
	law nature birth blood heart name sight touch ear mouth mail post plane ship ferry taxi truck horse horseback
	land air road rail river lake pond stream seaside riverside lakeside roadside poolside bedside fireside wayside
	fireplace hearth campfire bonfire fire lantern lamp candle streetlight flashlight torch neon
	window door doorway wall gate fence bench
	dawn dusk noon midnight twilight daylight sunrise sunset morning evening now then
	far trade profession comparison contrast association surprise order popularity`)

// ByPhrase reports whether what follows "by " may be meant as English, "by
// accident", "by soft candlelight", and not as the name of an artist: it begins
// as phrases do, or holds a quotation or a semicolon, or each of its words is plain (see
// PlainName), or it is longer than names are.
func ByPhrase(name string, known Set) bool {
	words := nameWords(name)
	base, _, _ := strings.Cut(strings.ReplaceAll(name, `\`, ""), " (")
	switch {
	case len(words) == 0 || len(nameWords(base)) > longestName || strings.HasSuffix(name, ".") || strings.ContainsAny(name, "\"“”;"):
		return true
	case len(words) == 1 && openers[words[0]]:
		return false // the name goes on, or it is a letter: "by a"
	case phrases[words[0]], openers[words[0]] && len(words) > 1, strings.HasSuffix(words[0], "ing") && len(words) > 1:
		return true
	}
	key := strings.Join(words, " ")
	if key == "popular demand" || adverbials[key] || adverbials[strings.TrimSuffix(key, "s")] {
		return true
	}
	return PlainName(name, true, known)
}

// longestName is how many words the names of artists have at most without what
// stands behind them in brackets.
const longestName = 4
