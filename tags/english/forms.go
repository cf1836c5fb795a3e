package english

import (
	"slices"
	"strings"
	"sync"
)

// English words have forms: "wolves" is typed where the tag says "wolf",
// "held" where it says "holding", "haired" where it says "hair". A form is
// undone by rules and by a table of those that follow none; what the rules
// make of a word need not be a word, since only words of tags are looked for.

// irregularBase has the base of words that no rule finds.
var irregularBase = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	for _, line := range []string{
		"be is are was were been am", "bear bore borne", "bend bent", "bind bound", "bite bit bitten", "bleed bled",
		"blow blew blown", "break broke broken", "bring brought", "build built", "burn burnt", "buy bought",
		"catch caught", "choose chose chosen", "come came", "creep crept", "cut", "deal dealt", "die dying",
		"dig dug", "do did done does", "draw drew drawn", "dream dreamt", "drink drank drunk", "drive drove driven",
		"eat ate eaten", "fall fell fallen", "feed fed", "feel felt", "fight fought", "find found", "fly flew flown",
		"forget forgot forgotten", "freeze froze frozen", "get got gotten", "give gave given", "go went gone",
		"grind ground", "grow grew grown", "hang hung", "have has had", "hear heard", "hide hid hidden", "hold held",
		"keep kept", "kneel knelt", "know knew known", "lead led", "lean leant", "leap leapt", "leave left",
		"lie lay lain lying", "light lit", "lose lost", "make made", "meet met", "pay paid", "ride rode ridden",
		"ring rang rung", "rise rose risen", "run ran", "say said", "see saw seen", "seek sought", "sell sold",
		"send sent", "sew sewn", "shake shook shaken", "shine shone", "shoot shot", "shrink shrank shrunk",
		"sing sang sung", "sink sank sunk", "sit sat", "sleep slept asleep", "slide slid", "smell smelt", "speak spoke spoken",
		"spill spilt", "spin spun", "spit spat", "stand stood", "steal stole stolen", "stick stuck", "sting stung",
		"stride strode", "strike struck", "swear swore sworn", "sweep swept", "swim swam swum", "swing swung",
		"take took taken", "teach taught", "tear tore torn", "tell told", "think thought", "throw threw thrown",
		"tie tying", "wake woke woken", "wear wore worn", "weave wove woven", "weep wept", "win won", "wind wound",
		"wring wrung", "write wrote written",
		"child children", "foot feet", "goose geese", "man men", "mouse mice", "ox oxen", "person people", "tooth teeth",
		"woman women", "calf calves", "elf elves", "half halves", "hoof hooves", "knife knives", "leaf leaves",
		"life lives", "loaf loaves", "scarf scarves", "self selves", "sheaf sheaves", "shelf shelves", "thief thieves",
		"wife wives", "wolf wolves", "dwarf dwarves", "fox vixen", "cactus cacti", "fungus fungi", "die dice",
		"rain rainy", "snow snowy", "wind windy", "storm stormy", "fog foggy",
		"grey gray", "pajamas pyjamas", "mustache moustache", "tire tyre", "donut doughnut", "catsup ketchup",
		"gray grey", "pyjamas pajamas", "moustache mustache", "tyre tire", "doughnut donut", "ax axe", "plow plough",
		"jewelry jewellery", "license licence", "defense defence", "mold mould", "story storey", "sulfur sulphur",
		"check cheque", "curb kerb", "artifact artefact", "woolen woollen", "meager meagre", "gypsy gipsy", "yogurt yoghurt",
	} {
		words := strings.Fields(line)
		for _, w := range words[1:] {
			table[w] = words[0]
		}
	}
	return table
})

// IrregularBase returns the base of a word that no rule finds: "rise" for "rose".
func IrregularBase(word string) (base string, ok bool) {
	base, ok = irregularBase()[word]
	return base, ok
}

// britishEndings are endings that British words have and their American forms.
var britishEndings = [][2]string{
	{"our", "or"}, {"tre", "ter"}, {"ise", "ize"}, {"yse", "yze"}, {"ogue", "og"}, {"lled", "led"}, {"lling", "ling"},
}

// ShortestBase is the number of letters that are left at least where an ending
// is taken off.
const ShortestBase = 3

// Bases appends the words that a word may be a form of, itself first. All are
// in lower case.
func Bases(dst []string, word string) []string {
	add := func(w string) {
		if len(w) >= 2 && !slices.Contains(dst, w) {
			dst = append(dst, w)
		}
	}
	add(word)
	if base, ok := irregularBase()[word]; ok {
		add(base)
	}
	stem := func(w, ending string) (string, bool) {
		rest, ok := strings.CutSuffix(w, ending)
		return rest, ok && len(rest) >= ShortestBase && strings.ContainsAny(rest, "aeiouy")
	}
	if rest, ok := stem(word, "ies"); ok {
		add(rest + "y")
		add(rest + "ie")
	}
	if rest, ok := stem(word, "ves"); ok {
		add(rest + "f")
		add(rest + "fe")
	}
	if rest, ok := stem(word, "es"); ok && endsInHiss(rest) {
		add(rest)
	}
	if rest, ok := stem(word, "s"); ok && !strings.HasSuffix(rest, "s") {
		add(rest)
	}
	if rest, ok := stem(word, "ily"); ok {
		add(rest + "y") // "angrily"
	} else if rest, ok := stem(word, "ly"); ok {
		add(rest) // "sadly"
	}
	for _, ending := range []string{"ed", "ing"} {
		rest, ok := stem(word, ending)
		if !ok {
			if rest, ok = strings.CutSuffix(word, ending); !ok || len(rest) != 2 {
				continue // "eyed", "tied" keep two letters
			}
		}
		add(rest)
		add(rest + "e")
		if n := len(rest); n > ShortestBase && rest[n-1] == rest[n-2] {
			add(rest[:n-1]) // "running"
		}
		if y, ok := strings.CutSuffix(rest, "i"); ok {
			add(y + "y") // "tidied"
		}
	}
	for _, w := range slices.Clip(dst) {
		for _, e := range britishEndings {
			if rest, ok := strings.CutSuffix(w, e[0]); ok && len(rest) >= ShortestBase {
				add(rest + e[1])
			} else if rest, ok := strings.CutSuffix(w, e[1]); ok && len(rest) >= ShortestBase {
				add(rest + e[0])
			}
		}
		if before, after, ok := strings.Cut(w, "colour"); ok {
			add(before + "color" + after)
		}
	}
	return dst
}

func endsInHiss(w string) bool {
	return slices.ContainsFunc([]string{"s", "x", "z", "ch", "sh", "o"}, func(e string) bool { return strings.HasSuffix(w, e) })
}

// Forms appends the other forms that a base may have in tags.
func Forms(dst []string, base string) []string {
	if base == "" {
		return dst
	}
	rest := base[:len(base)-1]
	switch last := base[len(base)-1]; {
	case last == 'e':
		dst = append(dst, base+"s", base+"d", rest+"ing", base+"ing")
		if strings.HasSuffix(base, "ie") {
			dst = append(dst, base[:len(base)-2]+"ying")
		}
	case last == 'y' && len(base) > 1 && !strings.ContainsRune("aeiou", rune(base[len(base)-2])):
		dst = append(dst, rest+"ies", rest+"ied", base+"ing", base+"s")
	case last == 'f':
		dst = append(dst, rest+"ves", base+"s", base+"ing", base+"ed")
	default:
		dst = append(dst, base+"s", base+"ed", base+"ing")
		if endsInHiss(base) {
			dst = append(dst, base+"es")
		}
		if len(base) >= 3 && strings.ContainsRune("bdgklmnprt", rune(last)) && strings.ContainsRune("aeiou", rune(base[len(base)-2])) {
			dst = append(dst, base+base[len(base)-1:]+"ing", base+base[len(base)-1:]+"ed")
		}
	}
	return append(dst, irregularForms()[base]...)
}

// Inflections appends the bases of a word, itself first, and the other forms of
// them all, and returns how many the bases are.
func Inflections(dst []string, word string) (all []string, bases int) {
	from := len(dst)
	dst = Bases(dst, word)
	bases = len(dst) - from
	for _, base := range dst[from:] {
		dst = Forms(dst, base)
	}
	return dst, bases
}

// irregularForms has the words that irregularBase leads to each base.
var irregularForms = sync.OnceValue(func() map[string][]string {
	table := map[string][]string{}
	for form, base := range irregularBase() {
		table[base] = append(table[base], form)
	}
	for _, all := range table {
		slices.Sort(all)
	}
	return table
})

// numbers are the words for numbers that tags have as digits.
var numbers = map[string]string{
	"one": "1", "single": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "several": "multiple", "many": "multiple",
}

// counted are the words for people with those that the tags have.
var counted = map[string]string{
	"girl": "girl", "girls": "girl", "woman": "girl", "women": "girl", "female": "girl", "females": "girl", "lady": "girl", "ladies": "girl",
	"boy": "boy", "boys": "boy", "man": "boy", "men": "boy", "guy": "boy", "guys": "boy", "male": "boy", "males": "boy",
	"other": "other", "others": "other",
}

// Counted rewrites a number and a word for people as the tags that count them
// do: "two girls" is "2girls", "one boy" is "1boy". ok is false where the
// words are none of that.
func Counted(number, noun string) (tag string, ok bool) {
	n, ok := numbers[number]
	if !ok {
		n = number
		if len(number) != 1 || number[0] < '1' || number[0] > '6' {
			return "", false
		}
	}
	base, ok := counted[noun]
	if !ok {
		return "", false
	}
	switch n {
	case "1":
		return "1" + base, true
	case "6":
		return "6+" + base + "s", true
	case "multiple":
		return "multiple_" + base + "s", true
	}
	return n + base + "s", true
}

// StopWords are those that say nothing of what is to be seen; tags have some
// of them, but not to tell one from another.
var StopWords = NewSet(`a an the of in on at to for from with without by as is are was were be been being am
		and or but so if than then that this these those there here it its it's he she they them his her hers their theirs him
		who whom whose which what when where why how i me my mine you your yours we us our ours one's someone somebody something
		some any has have had do does did doing done can could will would should may might must just very really kind sort like
		upon about while during each other along across
		o のはがをにでともやへ の は が を に で と も 的 了 着 在`)
