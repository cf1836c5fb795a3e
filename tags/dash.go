package tags

import "bytes"

// Some lists write a dash for every space, so that in them "long-hair" (a
// space) and "t-shirt" (a hyphen) look alike. Such a list is told by its text
// as a whole: it has many dashes and not one underscore or space in a name.
// Its dashes are then read as spaces, but for those that English, Japanese
// and the makers of weapons always write as hyphens; and where another list,
// such as the built-in one, spells the same name, that spelling wins when the
// lists are merged (see Build).

// looksDashed tells whether a list writes dashes for spaces.
func looksDashed(text []byte) bool {
	dashes := bytes.Count(text, []byte{'-'})
	if dashes == 0 {
		return false
	}
	// Faces such as ">_<" keep their underscore in these lists too. Of
	// others, a few may have slipped in: a header's "post_count", a tag that
	// somebody added by hand.
	under := 0
	for rest := text; ; {
		i := bytes.IndexByte(rest, '_')
		if i < 0 {
			break
		}
		name, end := nameAround(rest, i)
		rest = rest[end:]
		if !isEmoticon(string(name)) {
			if under++; under*20 > dashes {
				return false
			}
		}
	}
	// A space within a name shows that spaces are not dashes.
	spaces := 0
	for rest := text; ; {
		i := bytes.IndexByte(rest, ' ')
		if i < 0 {
			break
		}
		if i > 0 && i+1 < len(rest) && isWordByte(rest[i-1]) && (isWordByte(rest[i+1]) || rest[i+1] == '(') {
			if spaces++; spaces > 2 && spaces*20 > dashes {
				return false
			}
		}
		rest = rest[i+1:]
	}
	if spaces > dashes {
		return false
	}
	// Hyphens that are explained as such prove nothing.
	word := make([]byte, 0, maxNameBytes)
	open := 0
	for rest := text; ; {
		i := bytes.IndexByte(rest, '-')
		if i < 0 {
			return open > 0
		}
		name, end := nameAround(rest, i)
		word = append(word[:0], name...)
		undash(word)
		if n := bytes.Count(word, []byte{'_'}); n > 1 || bytes.Contains(word, []byte("_(")) {
			return true
		} else if open += n; open > 1 {
			return true
		}
		rest = rest[end:]
	}
}

// nameAround returns the name that holds the byte at i, and where it ends.
func nameAround(text []byte, i int) (name []byte, end int) {
	start, end := i, i
	for start > 0 && !endsName(text[start-1]) {
		start--
	}
	for end < len(text) && !endsName(text[end]) {
		end++
	}
	return text[start:end], end
}

func endsName(c byte) bool { return c == ',' || c == '"' || c == '\n' || c == '\r' }

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// hyphenBefore are the words that join what stands before them with a hyphen:
// endings of compound adjectives, and the titles that Japanese names bear.
var hyphenBefore = wordSet(`
	chan san kun sama tan senpai sensei dono oh oh!
	trimmed shaped striped laced sided themed framed tinted strapped seamed haired eyed eared
	handed skinned tailed winged legged armed horned toed fingered colored coloured
	lined based sized length made style aged faced headed breasted footed sleeved printed
	fed powered topped tipped rimmed patterned wielding only melloi lantern
`)

// hyphenPairs are compounds of which neither word is always joined.
var hyphenPairs = wordSet(`
	two-tone three-tone one-piece two-piece three-piece see-through o-ring d-ring lace-up pop-up push-up pull-up
	pin-up close-up make-up warm-up thumbs-up grown-up line-up side-tie front-tie back-tie side-slit
	off-shoulder off-the the-shoulder single-shoulder one-shoulder high-waist low-waist high-low high-heel high-top
	high-cut low-cut low-tied low-twintails wide-eyed half-closed half-updo- half-up half-rim half-skirt- half-undressed-
	upside-down top-down bottom-up criss-cross cross-section cross-dressing cross-body fold-over third-party
	x-ray x-men x-shirt t-shirt t-back e-reader e-sports v-neck y-fronts v-shaped u-shaped l-shaped yu-gi gi-oh pc-98
	k-on pac-man spider-man spider-verse spider-gwen ant-man he-man one-punch muv-luv four-leaf five-seven
	self-defense self-harm self-fondle self-insert semi-rimless multi-tied mixed-language mixed-sex multi-strapped
	mid-air mid-stride face-to face-down full-face full-body- non-human non-web anti-materiel anti-aircraft ex-girlfriend
	vice-versa built-in plug-in sign-in stand-in step-siblings step-brother step-sister age-progression- jack-o o-lantern
	merry-go go-round will-o o-wisp after-school all-you hide-and and-seek peek-a a-boo tic-tac tac-toe ping-pong- rock-paper
	hand-to hand-me ass-to cat-ear- co-ed best-friends- double-breasted a-line empire-waist drop-shadow- letterman-
	flip-flops flip-flop yo-yo pom-poms- go-kart- gun-kata- hi-fi sci-fi wi-fi hi-res lo-fi tie-dye tie-up- play-doh
	mini-hat- micro-shorts- ultra-man- t-rex t-pose x-arms x-post v-fin v-sign- a-pose w-arms w-sitting- u-turn g-string g-suit
	onii-chan onee-san ojou-sama cu-chulainn- de-aged- re-education- co-pilot- pre-teen- two-handed one-eyed one-handed
	tail-tip- open-chest- wrap-around wrap-over step-by by-step side-by by-side back-to to-back cheek-to to-cheek heart-to
	mouth-to to-mouth hand-held- head-to nose-to to-nose to-chest to-face to-hand to-me to-pussy kos-mos type-moon
	doki-doki- mosin-nagant heckler-koch colt-python- smith-wesson e-hentai- lovelive- fill-in drive-in lay-by- tea-leaf-
	knee-length thigh-length ankle-length floor-length shoulder-length hip-length waist-length elbow-length
	diamond-shaped multi-colored- extra-long- ice-cream- feather-trimmed gold-trimmed chi-hatan koha-ace el-melloi
	zi-o ro-bot- amaretto-no douki-chan onna-kanbu general-san spider-woman snow-white- mary-janes- so-bin- poke-ball-
	pro-wrestling- cu-no- bare-footed- single-serving- t-elos cd-i a-chan d-pad d-va x-com x-23 e-tank-
`)

func wordSet(s string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range bytes.Fields([]byte(s)) {
		if w[len(w)-1] != '-' {
			set[string(w)] = true
		}
	}
	return set
}

// undash makes underscores of the dashes in a name that stand for spaces.
func undash(name []byte) {
	if bytes.IndexByte(name, '-') < 0 {
		return
	}
	original := string(name)
	for i := range name {
		if name[i] == '-' && !isHyphen(original, i) {
			name[i] = '_'
		}
	}
}

// isHyphen tells whether the dash at i is a hyphen and not a space.
func isHyphen(name string, i int) bool {
	left, right := wordBefore(name, i), wordAfter(name, i)
	switch {
	case left == "" || right == "":
		return false
	case hyphenBefore[right] || hyphenPairs[left+"-"+right]:
		return true
	}
	// Designations of weapons, ships and robots: "ak-12", "pc-98".
	return len(left) <= 3 && len(right) <= 3 && allLetters(left) && !isParticle(left) && allDigits(right)
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
	return c == '-' || c == '_' || c == ' ' || c == '(' || c == ')' || c == '\'' || c == ',' || c == ':' || c == '!' || c == '.'
}

// isParticle tells short words that stand before a number with a space
// between.
func isParticle(w string) bool {
	switch w {
	case "no", "of", "the", "vol", "ver", "to", "in", "on", "at", "and", "mk", "day", "ep", "act", "top", "no.", "part":
		return true
	}
	return false
}

func allLetters(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i]|0x20 < 'a' || s[i]|0x20 > 'z' {
			return false
		}
	}
	return true
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
