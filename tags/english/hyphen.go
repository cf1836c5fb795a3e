package english

import "strings"

// The lists of tags that write a dash for every space (see tags/taglist) leave
// open which of their dashes are hyphens. English, Japanese and the makers of
// weapons always write some of them.

// hyphenBefore are the words that join what stands before them with a hyphen:
// endings of compound adjectives, and the titles that Japanese names bear.
var hyphenBefore = NewSet(`
	chan san kun sama tan senpai sensei dono oh oh!
	trimmed shaped striped laced sided themed framed tinted strapped seamed haired eyed eared
	handed skinned tailed winged legged armed horned toed fingered
	covered parted referenced generated translated mounted perfect
	lined based sized made aged faced headed breasted footed sleeved printed
	fed powered topped tipped rimmed patterned melloi party humanoid
`)

// notTitles stand before "tan" where it is the skin's.
var notTitles = NewSet("piece bikini swimsuit leotard sleeveless shirt sock glove body")

// hyphenPairs are compounds of which neither word is always joined.
var hyphenPairs = NewSet(`
	two-tone three-tone one-piece two-piece three-piece see-through o-ring d-ring lace-up pop-up push-up pull-up
	pin-up close-up make-up warm-up grown-up side-tie front-tie back-tie straight-on
	single-shoulder high-waist low-waist high-low high-top one-hour
	high-cut low-cut low-tied low-braided wide-eyed half-closed half-rim under-rim over-rim semi-rimless
	upside-down top-down bottom-up criss-cross cross-section cross-dressing cross-body fold-over
	x-ray x-men t-shirt t-back e-reader e-sports v-neck y-fronts yu-gi gi-oh pc-98
	k-on pac-man spider-man spider-verse spider-gwen spider-woman ant-man he-man one-punch muv-luv four-leaf five-seven
	self-defense self-harm self-fondle self-insert self-upload multi-tied mixed-language mixed-sex same-sex
	mid-air mid-stride non-human non-web non-furry anti-materiel anti-aircraft ex-girlfriend
	vice-versa built-in plug-in sign-in stand-in walk-in fill-in drive-in step-siblings step-brother step-sister
	jack-o' o'-lantern will-o' o'-wisp merry-go go-round after-school all-you hide-and and-seek peek-a a-boo
	tic-tac tac-toe co-ed a-line empire-waist flip-flops flip-flop yo-yo hi-fi sci-fi wi-fi hi-res lo-fi tie-dye
	t-rex t-pose a-pose v-fin g-string g-suit u-turn cu-chulainn onee-san wrap-around step-by by-step side-by by-side
	head-mounted knee-length thigh-length floor-length chi-hatan koha-ace zi-o kos-mos type-moon amaretto-no
	oil-paper split-color chain-link making-of over-kneehighs off-topic in-franchise center-flap greco-roman pince-nez
	look-alike tachi-e t-elos cd-i d-pad d-va x-com x-23 e-tank double-parted
`)

// IsHyphen reports whether the dash at i is a hyphen and not a space.
func IsHyphen(name string, i int) bool {
	left, right := wordBefore(name, i), wordAfter(name, i)
	switch {
	case left == "" || right == "":
		return false
	case left == "to" || right == "to":
		return isReciprocal(name, i)
	case right == "tan" && notTitles[left]:
		return false
	case hyphenBefore[right] || hyphenPairs[left+"-"+right]:
		return true
	}
	// Designations of weapons, ships and robots: "ak-12", "pc-98".
	return len(left) <= 3 && len(right) <= 3 && allLetters(left) && !particles[left] && allDigits(right)
}

// isReciprocal reports whether the dash at i belongs to "to" between a word and
// itself: "face-to-face", but "hand to face".
func isReciprocal(name string, i int) bool {
	at := i - len("to")
	if wordBefore(name, i) != "to" {
		at = i + 1
	}
	end := at + len("to")
	return at > 0 && end < len(name) && name[at-1] == '-' && name[end] == '-' && wordBefore(name, at-1) == wordAfter(name, end)
}

func wordBefore(name string, i int) string {
	start := i
	for start > 0 && !cutsWord(name[start-1]) {
		start--
	}
	return name[start:i]
}

func wordAfter(name string, i int) string {
	end := i + 1
	for end < len(name) && !cutsWord(name[end]) {
		end++
	}
	return name[i+1 : end]
}

func cutsWord(c byte) bool {
	return c == '-' || c == '_' || c == ' ' || c == '(' || c == ')' || c == ',' || c == ':' || c == '!' || c == '.'
}

// particles are the short words that stand before a number with a space
// between.
var particles = NewSet("no of the vol ver to in on at and mk day ep act top no. part")

func allLetters(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i]|0x20 < 'a' || s[i]|0x20 > 'z' {
			return false
		}
	}
	return true
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }
