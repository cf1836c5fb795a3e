package english

import (
	"slices"
	"strings"
)

// SameWords reports whether two names are the same words: in another number
// ("clouds", "cloud"), in the other spelling ("gray hair", "grey hair"), joined
// or with a hyphen ("twin tails", "twintails"), or, where no preposition says
// what goes with what, in another order ("eyes closed", "closed eyes"). Words
// whose plural is another thing, "glass" and "glasses", are not the same.
func SameWords(a, b string) bool {
	one, two := baseWords(a), baseWords(b)
	if one == nil || two == nil {
		return false
	}
	if phrasal(a) && !strings.ContainsAny(b, " -_") {
		return false // "take off" is what one does
	}
	if strings.Join(one, "") == strings.Join(two, "") || base(strings.Join(words(a), "")) == base(strings.Join(words(b), "")) {
		return !otherPlural(a, b)
	}
	if len(one) != len(two) || slices.ContainsFunc(one, Prepositions.Has) {
		return false
	}
	slices.Sort(one)
	slices.Sort(two)
	return slices.Equal(one, two) && !otherPlural(a, b)
}

// phrasal reports whether a name is a word and a preposition behind it.
func phrasal(name string) bool {
	list := words(name)
	return len(list) == 2 && Prepositions[list[1]] && !strings.Contains(name, "-")
}

// words returns the words of a name in lower case, cut at hyphens too.
func words(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '-' || r == '_' })
}

// baseWords returns the words of a name in the singular and in one spelling.
func baseWords(name string) []string {
	list := words(name)
	for i, w := range list {
		list[i] = base(w)
	}
	return list
}

// otherPlural reports whether two names differ in the number of a word whose
// plural is another thing: of names that one writes joined, in that of the last.
func otherPlural(a, b string) bool {
	one, two := words(a), words(b)
	if len(one) != len(two) {
		one = one[len(one)-1:]
	}
	return slices.ContainsFunc(one, func(w string) bool { return vocabulary().otherPlural[Singular(w)] && !slices.Contains(two, w) })
}

// base returns a word in the singular and in one spelling of those that the
// vocabulary lists.
func base(w string) string {
	w = Singular(w)
	if other, ok := vocabulary().spelling[w]; ok {
		return other
	}
	for _, s := range vocabulary().spellings {
		if strings.Contains(w, s[0]) {
			return strings.ReplaceAll(w, s[0], s[1])
		}
	}
	return w
}

// Singular returns the singular of a plural noun, and any other word as it is.
func Singular(w string) string {
	if s, ok := vocabulary().irregular[w]; ok {
		return s
	}
	switch {
	case len(w) < 4 || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "oes"):
		return w[:len(w)-2]
	}
	return strings.TrimSuffix(w, "s")
}

// SameStem reports whether two words are forms of one, whatever part of speech
// they are: "smiling" and "smile".
func SameStem(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if Singular(a) == Singular(b) && otherPlural(a, b) {
		return false // a "spike" is none of the "spikes"
	}
	a, b = stem(a), stem(b)
	return len(a) >= 3 && a == b
}

// stem cuts the endings of verbs, adverbs and adjectives off a word.
func stem(w string) string {
	w = Singular(w)
	for _, ending := range []string{"ing", "ed", "ly", "er", "y", "e"} {
		if s, ok := strings.CutSuffix(w, ending); ok && len(s) >= 3 {
			if n := len(s); ending != "e" && s[n-1] == s[n-2] && !strings.ContainsRune("sl", rune(s[n-1])) {
				s = s[:n-1] // "running"
			}
			return strings.TrimSuffix(s, "e")
		}
	}
	return w
}

// Japanese reports whether a word may be Japanese in Latin letters: it is cut
// into syllables whole. So may many English words, "tomato".
func Japanese(w string) bool {
	const vowels = "aeiou"
	syllables := 0
	for i := 0; i < len(w); {
		start := i
		for _, onset := range onsets {
			if strings.HasPrefix(w[i:], onset) {
				i += len(onset)
				break
			}
		}
		switch {
		case i < len(w) && strings.IndexByte(vowels, w[i]) >= 0:
			i++
			syllables++
		case start > 0 && i == start+1 && (w[start] == 'n' || i < len(w) && w[i] == w[start] && strings.IndexByte("kstpg", w[i]) >= 0):
			// An "n" that ends a syllable, or a doubled consonant.
		default:
			return false
		}
	}
	return syllables >= 2
}

// onsets are the consonants with which a Japanese syllable may begin, the
// longer ones first.
var onsets = []string{"ky", "gy", "sh", "ch", "ts", "ny", "hy", "by", "py", "my", "ry", "k", "g", "s", "z", "j", "t", "d", "n", "h", "f", "b", "p", "m", "y", "r", "w"}
