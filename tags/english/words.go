// Package english holds the English words by which tags, names and natural
// text are told apart in a prompt, and the tests that are made of them.
package english

import (
	"slices"
	"strings"
)

// Set is a set of words in lower case.
type Set map[string]bool

// NewSet makes a set of the words in a text.
func NewSet(words string) Set {
	all := strings.Fields(words)
	s := make(Set, len(all))
	for _, w := range all {
		s[w] = true
	}
	return s
}

// Has reports whether a word is in the set.
func (s Set) Has(word string) bool { return s[word] }

// Grammar holds words that make a phrase a sentence: articles, pronouns,
// auxiliaries and conjunctions. No Danbooru tag is made up on the spot with
// them, so a phrase that holds one and is no known tag is natural text.
var Grammar = NewSet(`a an the this that these those some any each every another
	he she it they we you i him her them us me his hers its their theirs our my your
	who whom whose which what is are was were be been being am isn't aren't
	has have had do does did doesn't don't didn't can could will would shall should may might must
	and or but nor so yet because while whilst when where whenever wherever although though unless until
	if as than then there here not very too also just only still already almost
	into onto upon toward towards against beneath beside besides between among amid across along throughout within
	it's she's he's they're there's that's who's you're we're i'm`)

// Prepositions are words that tags hold too ("arms behind back"), so that they
// make a sentence only in a longer phrase.
var Prepositions = NewSet(`in on at of with by for to from under over behind above below near
	through around off out up down after before during inside outside like without about past beyond`)

// Places are the prepositions that say where: what stands behind one is
// something else than what stands before it.
var Places = NewSet(`in on at under over behind above below near through around before inside outside along across beside against`)

// joins begin the part of a sentence that goes on after a comma.
var joins = NewSet(`and or but nor so yet while whilst as with without when where which who whose that because
	although though until before after then her his its their he she it they the a an
	in on at under over behind beneath beside near from into through across against along among around
	like not both one some lit bathed surrounded covered dressed wrapped framed filled illuminated seen set`)

// Common holds plain English words that some artist bears as a name, or could:
// alone between commas they mean themselves as likely as the artist.
var Common = NewSet(`
	absent afire amorphous answering apostle aquamarine ask auburn aurora autumn average aviary awake away
	back bail ball banner baseness beach bear beat beauty bell berry big bird black blackball blade blaze bliss blood bloom blossom blue blur
	board bold bone book bottle bow box boy brave bread breeze bridge bright bronze brown bubble buzzer
	cafe cake calm camera candle candy candlelight car carnelian cat cave chain chair chalk charm cherry chiffon child chill circle city clay clean
	clear cliff cloak clock cloud clouds cloudy coast coat coffee cold collie color comet comma cookie cool copper coral corner cosmos cottage cozy cream
	crimson crow crown crystal cute cyan cypress
	daiquiri daisy dance dark dawn day daylight daytime death deep deer desert dessert devil dew diamond dim diskette distance dog doll door
	dragon drawing dream dress drink drop drum dusk dust dusty
	eagle earth east ebony echo eclipse egret elegant elf ember emerald empty energy error evening eye
	fabric face fairy falcon fall fan fancy fantasy farm fast feather felt field fire firelight fireworks fish flame flare flash flipper flower flowers fluffy fly fog
	food forest forgotten fork fortune fountain fox frame freedom fresh frog frost fruit fuchsia fun funny
	galaxy galore game garden garnet gate gem gentle ghost giant gift girl glass gleam glisten glitch glitter gloom glove glow gold golden gothic grace grain grape grass gray
	green grey ground guitar gun guru
	hair halo hand happy harbor harvest hat hawthorn haze heart heat heaven heavy hero hill holy home honey hood hope horizon horn horse hot hotel house hunter hyperspace
	ibex ice idol illusion indigo ink interior interstellar iron island ivory ivy
	jade jam jazz jelly jewel joker journey joy juice jungle
	key killing king kiss kite kitten knife knight
	lace lack lake lamp lamplight lantern latte laugh lavender leaf leather legend lemon less letter light lights lightning lilac lily linker lion liquid lonely long lost lotus love lucky luminous lunar lush
	machine magenta magic magma map maple marble mask mauve mayday maze meadow melody melon melting memory metal meteor midnight milk mint minted mirror mist misty modern
	monster mood moon moonlight moonlit moor mope morning moss motion mountain mouse mud mush music mystery mystic
	navy nebula needle neon nest night nightmare noble noise noon north nosh nostalgia nova
	oak oasis ocean offbeat old olive one onyx opal orange orb orchid oval owl
	page paint painter palace pale palette panda pandemonium paper paradise park party past pastel path peace peach pearl penguin petal phantom phoenix photo piano pie pine pink
	pixel plain planet plastic playback plum poem poise pokey pond pop portrait potion powder power prism proton pudding pumpkin puppy pure purple puzzle
	queen quiet quill
	rabbit radiance rain rainbow rainmaker rainy raven ray recycled red reflection regal rendezvous retro ribbon rice ring river road robot rock rocket romance roof room rose rouge royal ruby ruin ruins rust rustic rustle
	sable sad saffron sailor sakura salt sand sapphire scanning scarlet school sea season secret seeker sepia shade shadow shadows shark shell shimmer shine ship shop shown shy signal silence silent silk silver since sing
	sky skyline sleep sleepy slime slow small smile smoke snake snow snowy soap soda soft solace solid song sorrow soul sound soup south space spark sparkle spider spirit spoon spring
	stage standby star stars station steam steel stone storm strawberry street string strong studio sugar summer sun sunbeam sunlight sunny sunrise sunset surprise swamp swan sweet sword
	tame tandem taro tatty tea tears temple tense thorn thread throne thunder tide tiger time tiny tired toast tomato tomcat torch torque total tower town toy traces train tree tropical truth tulip turbulence turquoise twilight twin
	umbrella unicorn universe utopia
	valley vanilla velvet verdant verse victory view village vine vintage violet void volcano
	wait wall wand war warm warmth watch water waterfall wave waves weather web west whale wheat whisper white wild willow wind window windy wine wing winter wisdom wish wishbone witch wolf wonder wood world worn
	yellow young youth zap zen zero zucchini
	abu aldehyde alp angelique apt auguste aye bacillus banishment billie bisque bon bosch broiler buren cachet calder carte cetera cheng chubb collagen
	comin coney cookin coon cosine cotta crumbles crusoe dabble darkside darnell detritus dishing dole duffy durbin easily eau eds errant evers fare fathom
	felice fled formerly freer geez greenwood hahaha hiya hopper indica ionosphere jager johnnie kachin kashmir kesha komodo laing lasts leica lew libre
	lien liking linda llc lucie luv maddy maggi magister mahdi malachite mali manse masha mattie maybe mayer megawatt mille min minton molly monza moseley
	mot mri nafta namespace nay nil nod nolan norte nyc paraffin peptide perry pirlo plasmid plover poo predict raikkonen raina randle regain reinforced
	renee rennes reset reticulum rhine ricci ricin rocco rods romana rubin rusher saban sacha sanderson santos sap satya sauvignon schooler selby selina
	shank shapiro shimano shone sibyl sikorsky sills ska soar sooner spacey sumitomo swami syn tamara tel terra terracotta thalia thomson thu ting toms
	toot towne tries tyrone vanna veggie vicarious weill wendell whether whitey yippee yolanda zeiss zheng zion`)

// adverbial reports whether a word opens a sentence before its subject.
func adverbial(w string) bool {
	return len(w) > 4 && (strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ly")) || Prepositions[w] || Grammar[w]
}

// Plain reports whether a word is one of the language that tags are written
// in, or a form of one. known holds words besides those of this package, such
// as those that the names of tags are made of; it may be nil. What has over
// longestWord bytes is none, as in Word.
func Plain(w string, known Set) bool {
	if len(w) > longestWord {
		return false
	}
	w = strings.Trim(w, "-'.,!?()")
	if strings.Trim(w, "0123456789") == "" || Common[w] || Grammar[w] || Prepositions[w] || known[w] {
		return true
	}
	for _, ending := range []string{"s", "es", "ed", "ing", "ly", "er", "y", "ish", "ful", "less", "est"} {
		stem, ok := strings.CutSuffix(w, ending)
		if ok && len(stem) >= 4 && !strings.HasSuffix(stem, ending) && !(ending == "es" && strings.HasSuffix(stem, "e")) && (Common[stem] || known[stem] || ending != "s" && known[stem+"e"]) {
			return true
		}
	}
	if a, b, ok := strings.Cut(w, "-"); ok {
		return Plain(a, known) && Plain(b, known)
	}
	return false
}

// PlainName reports whether a name could be plain English, "grain", "black
// light": each of its words is common, one of grammar, a number such as "7th",
// or known. by tells that "by " stands before it, as in "by candlelight".
func PlainName(name string, by bool, known Set) bool {
	words := nameWords(name)
	if !oneLetter(name) {
		words = nameWords(strings.ReplaceAll(name, "-", " ")) // "a-line", but not "taro-k"
	}
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool {
		place := by && (strings.HasSuffix(w, "light") || strings.HasSuffix(w, "side"))
		return !place && !Common[w] && !known[w] && !Grammar[w] && !ordinal(w)
	})
}

// oneLetter reports whether a letter stands behind a hyphen.
func oneLetter(name string) bool {
	k := strings.LastIndexByte(name, '-')
	return k >= 0 && (k+2 == len(name) || k+2 < len(name) && name[k+2] == ' ')
}

// ordinal reports whether a word is a number such as "7th".
func ordinal(w string) bool {
	digits := strings.TrimRight(w, "stndrh")
	return len(w) == len(digits)+2 && digits != "" && allDigits(digits)
}

// nameWords returns the words of a name in any spelling.
func nameWords(name string) []string {
	return strings.Fields(strings.ReplaceAll(strings.ToLower(name), "_", " "))
}

// Subjects are words for whom the picture shows. Beside other words they say
// little: "girl with glasses" means the glasses.
var Subjects = NewSet(`girl girls woman women lady female boy man men guy male person people somebody someone character
	picture image drawing 女の子 少女 女孩`)
