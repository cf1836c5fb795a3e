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

// framings are words that before "of" say how something is seen, not what.
var framings = NewSet(`front shot`)

// Denials are words that say of what follows that it is not there, or not so.
var Denials = NewSet(`without not never lacking lacks isnt arent wasnt werent doesnt dont didnt wont hasnt havent`)

// Lacks are words that with an "of" behind them are denials too.
var Lacks = NewSet(`free devoid lack absence`)

// Spelled writes out what people write short: "girl w/ hat" is a girl with a hat, and
// a "makeup-free face" a face without makeup. "w/o" is a denial as it stands.
func Spelled(text string) string {
	if i := strings.Index(text, "w/"); i >= 0 && (i == 0 || text[i-1] == ' ') && i+2 < len(text) && !strings.HasPrefix(text[i+2:], "o") {
		text = text[:i] + "with " + strings.TrimLeft(text[i+2:], " ")
	}
	if i := strings.Index(text, "-free "); i > 0 {
		begin := strings.LastIndexByte(text[:i], ' ') + 1
		text = text[:begin] + "without " + text[begin:i] + text[i+len("-free"):]
	}
	return text
}

// Wears are words for having something on, which say nothing beside it.
var Wears = NewSet(`wearing wears wear worn having any`)

// Seen are words that say of something no more than that it is in the picture.
var Seen = NewSet(`visible seen shown`)

// Fills reports whether a word says nothing before another: the "front" of
// something, "wearing" it, and a "one" that is somebody doing something.
func Fills(word, next string) bool {
	return framings[word] && next == "of" || word == "wearing" || word == "one" && (StopWords[next] || strings.HasSuffix(next, "ing"))
}

// joins begin the part of a sentence that goes on after a comma.
var joins = NewSet(`and or but nor so yet while whilst as with without when where which who whose that because
	although though until before after then her his its their he she it they the a an
	in on at under over behind beneath beside near from into through across against along among around
	like not both one some lit bathed surrounded covered dressed wrapped framed filled illuminated seen set`)

// Common holds words of English texts that some artist bears as a name, or
// could, people, places and makers of cameras among them: alone between commas
// they mean themselves as likely as the artist.
var Common = NewSet(`
	absent abu afire aldehyde alp amorphous angelique answering apostle apt aquamarine ask auburn auguste aurora autumn average aviary awake away aye
	bacillus back bail ball banishment banner baseness beach bear beat beauty bell berry big billie bird bisque black blackball blade blaze bliss blood bloom blossom blue blur board
	bold bon bone book bosch bottle bow box boy brave bread breeze bridge bright broiler bronze brown bubble buren buzzer
	cachet cafe cake calder calm camera candle candlelight candy car carnelian carte cat cave cetera chain chair chalk charm cheng cherry chiffon child chill chubb circle city clay
	clean clear cliff cloak clock cloud clouds cloudy coast coat coffee cold collagen collie color comet comin comma coney cookie cookin cool coon copper coral corner cosine cosmos
	cotta cottage cozy cream crimson crow crown crumbles crusoe crystal cute cyan cypress
	dabble daiquiri daisy dance dark darkside darnell dawn day daylight daytime death deep deer desert dessert detritus devil dew diamond dim dishing diskette distance dog dole doll
	door dragon drawing dream dress drink drop drum duffy durbin dusk dust dusty
	eagle earth easily east eau ebony echo eclipse eds egret elegant elf ember emerald empty energy errant error evening evers eye
	fabric face fairy falcon fall fan fancy fantasy fare farm fast fathom feather felice felt field fire firelight fireworks fish flame flare flash fled flipper flower flowers fluffy
	fly fog food forest forgotten fork formerly fortune fountain fox frame freedom freer fresh frog frost fruit fuchsia fun funny
	galaxy galore game garden garnet gate geez gem gentle ghost giant gift girl glass gleam glisten glitch glitter gloom glove glow gold golden gothic grace grain grape grass gray
	green greenwood grey ground guitar gun guru
	hahaha hair halo hand happy harbor harvest hat hawthorn haze heart heat heaven heavy hero hill hiya holy home honey hood hope hopper horizon horn horse hot hotel house hunter
	hyperspace
	ibex ice idol illusion indica indigo ink interior interstellar ionosphere iron island ivory ivy
	jade jager jam jazz jelly jewel johnnie joker journey joy juice jungle
	kachin kashmir kesha key killing king kiss kite kitten knife knight komodo
	lace lack laing lake lamp lamplight lantern lasts latte laugh lavender leaf leather legend leica lemon less letter lew libre lien light lightning lights liking lilac lily linda
	linker lion liquid llc lonely long lost lotus love lucie lucky luminous lunar lush luv
	machine maddy magenta maggi magic magister magma mahdi malachite mali manse map maple marble masha mask mattie mauve maybe mayday mayer maze meadow megawatt melody melon melting
	memory metal meteor midnight milk mille min mint minted minton mirror mist misty modern molly monster monza mood moon moonlight moonlit moor mope morning moseley moss mot motion
	mountain mouse mri mud mush music mystery mystic
	nafta namespace navy nay nebula needle neon nest night nightmare nil noble nod noise nolan noon norte north nosh nostalgia nova nyc
	oak oasis ocean offbeat old olive one onyx opal orange orb orchid oval owl
	page paint painter palace pale palette panda pandemonium paper paradise paraffin park party past pastel path peace peach pearl penguin peptide perry petal phantom phoenix photo
	piano pie pine pink pirlo pixel plain planet plasmid plastic playback plover plum poem poise pokey pond poo pop portrait potion powder power predict prism proton pudding pumpkin
	puppy pure purple puzzle
	queen quiet quill
	rabbit radiance raikkonen rain raina rainbow rainmaker rainy randle raven ray recycled red reflection regain regal reinforced rendezvous renee rennes reset reticulum retro rhine
	ribbon ricci rice ricin ring river road robot rocco rock rocket rods romana romance roof room rose rouge royal rubin ruby ruin ruins rusher rust rustic rustle
	saban sable sacha sad saffron sailor sakura salt sand sanderson santos sap sapphire satya sauvignon scanning scarlet school schooler sea season secret seeker selby selina sepia
	shade shadow shadows shank shapiro shark shell shimano shimmer shine ship shone shop shown shy sibyl signal sikorsky silence silent silk sills silver since sing ska sky skyline
	sleep sleepy slime slow small smile smoke snake snow snowy soap soar soda soft solace solid song sooner sorrow soul sound soup south space spacey spark sparkle spider spirit spoon
	spring stage standby star stars station steam steel stone storm strawberry street string strong studio sugar sumitomo summer sun sunbeam sunlight sunny sunrise sunset surprise
	swami swamp swan sweet sword syn
	tamara tame tandem taro tatty tea tears tel temple tense terra terracotta thalia thomson thorn thread throne thu thunder tide tiger time ting tiny tired toast tomato tomcat toms
	toot torch torque total tower town towne toy traces train tree tries tropical truth tulip turbulence turquoise twilight twin tyrone
	umbrella unicorn universe utopia
	valley vanilla vanna veggie velvet verdant verse vicarious victory view village vine vintage violet void volcano
	wait wall wand war warm warmth watch water waterfall wave waves weather web weill wendell west whale wheat whether whisper white whitey wild willow wind window windy wine wing
	winter wisdom wish wishbone witch wolf wonder wood world worn
	yellow yippee yolanda young youth
	zap zeiss zen zero zheng zion zucchini`)

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
