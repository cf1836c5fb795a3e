package tags

import "strings"

// kind is what a word is to the rule on what is never offered.
type kind uint8

const (
	// never is a word or a phrase of tags that sexualise minors.
	never kind = iota + 1
	// ofChild means a child, ofSex is sexual: each is a word as others, and
	// both in one name or one row are never offered.
	ofChild
	ofSex
	// harmless is a phrase with a child's word in it that means none.
	harmless
)

// wordsOfKind are the words of each kind: Latin ones, and Korean ones, that stand as
// whole words. The words of a phrase are joined by underscores. Beside what
// people call such pictures stand those of Danbooru's own tags that mean them
// without saying so ("kodomo doushi", children with one another).
var wordsOfKind = [...]string{
	never: `loli lolis lolicon lolicons lolikon rorikon roricon lolidom lolibaba lolification lolified lolicore
		shota shotas shotacon shotacons shotakon shotadom shotafication shotafied shotaloli lolishota shotabait lolibait
		oneloli oneshota oneeshota onishota oniishota ojiloli ojiishota ojishota rorisakyubasu lolikari
		toddlercon toddlerkon babycon kodomocon pedo pedos pedophile pedophiles pedophilia pedophilic pedobear
		paedo paedophile paedophilia cunny jailbait jail_bait toddler_con baby_con nymphet nymphets
		mesugaki mesugakis osugaki bitch_brat mesu_gaki osu_gaki kodomo_doushi child_on_child kid_on_kid kids_on_kids
		older_on_younger oyakodon_sex uohhhhhhhhh 로리 로리콘 로리화 쇼타 쇼타콘 메스가키 페도 페도필리아`,
	ofChild: `child children childlike kid kids kiddo kiddos toddler toddlers baby babies infant infants newborn newborns
		kindergarten kindergartens kindergartener kindergarteners kindergartner preschool preschooler preschoolers
		schoolchild schoolchildren schoolkid schoolkids elementary grade_school grade_schooler primary_school
		middle_school middle_schooler junior_high preteen preteens pre_teen prepubescent pubescent underage underaged
		minor minors juvenile teen teens teenage teenaged teenager teenagers tween tweens adolescent adolescents
		kodomo youjo youji shougakusei chuugakusei gaki kusogaki randoseru aged_down age_regression deaged
		little_girl little_girls little_boy little_boys little_kid little_sister little_brother
		young_girl young_girls young_boy young_boys young_child 어린이 아동 미성년`,
	ofSex: `sex sexual sexually sexy sexualized intercourse coitus nude nudes nudity naked topless bottomless undressing
		undressed unclothed stripping striptease nsfw hentai ecchi porn porno pornography pornographic erotic erotica ero
		lewd lewds horny slut sluts slutty whore seductive seduction seducing aroused arousal orgasm orgasming ahegao
		cum cumming cumshot ejaculation ejaculating semen sperm creampie bukkake gangbang threesome foursome orgy
		fellatio blowjob deepthroat irrumatio cunnilingus rimming anilingus paizuri naizuri handjob footjob fingering
		fisting masturbation masturbating tribadism frottage penetration penetrated insertion vaginal anal
		pussy pussies vagina vulva clitoris clit labia penis penises cock dick testicles scrotum erection foreskin
		cleft_of_venus cameltoe genitals genital crotch groin nipple nipples areola areolae breast breasts boob boobs
		tits oppai kyonyuu bakunyuu cleavage sideboob underboob ass butt buttocks anus pubic pubes thong panties panty
		pantyshot upskirt underwear lingerie bra bras g_string negligee bikini see_through spread_legs
		molestation molested molesting groping grope groped fondling rape raped raping rapist chikan incest incestuous
		twincest prostitution prostitute bdsm bondage shibari dildo vibrator condom fetish pervert perverted futanari
		impregnation netorare mating_press defloration doggystyle missionary cowgirl_position girl_on_top boy_on_top
		french_kiss curvy thick_thighs fuck fucked fucking`,
	harmless: `kid_icarus kaito_kid kaitou_kid ursa_minor canis_minor leo_minor baby_doll baby_blue baby_pink baby_oil
		baby_face baby_bump adult_baby sugar_baby child_bearing`,
}

// wordKinds has the kind of each word and phrase, and the zero kind for the words
// that do no more than begin a phrase.
var wordKinds = func() map[string]kind {
	m := map[string]kind{}
	for k, words := range wordsOfKind {
		for _, w := range strings.Fields(words) {
			m[w] = kind(k)
		}
	}
	for first := range phrases {
		if _, ok := m[first]; !ok {
			m[first] = 0
		}
	}
	return m
}()

// phrase is a phrase behind its first word.
type phrase struct {
	rest []string
	kind kind
}

// phrases has the phrases by their first words.
var phrases = func() map[string][]phrase {
	m := map[string][]phrase{}
	for k, words := range wordsOfKind {
		for _, w := range strings.Fields(words) {
			if words := strings.Split(w, "_"); len(words) > 1 {
				m[words[0]] = append(m[words[0]], phrase{words[1:], kind(k)})
			}
		}
	}
	return m
}()

// part is a word of Japanese or Chinese, which have none between spaces: it
// counts wherever it stands. Kana are hiragana and ideographs Simplified ones, as
// foldRune leaves them.
type part struct {
	text string
	kind kind
	// first tells that it counts only where a run of kana of one script begins with
	// it: ロリ, but neither カロリー nor 後ろリボン.
	first bool
	// but are, parted by spaces, what makes another word of it behind it: ロリータ.
	but string
	// dress are the characters that make a way of dressing of it before it, at the
	// end of a word: 甘ロリ.
	dress string
}

var wideParts = append([]part{
	{text: "ろり", kind: never, first: true, but: "ー ぽ す あん んず んで んだ まー", dress: "甘和华白黑姬"},
	{text: "しょた", kind: never, first: true, but: "い"},
	{text: "ぺど", kind: never, first: true, but: "ろ め ら"},
	{text: "正太", kind: never, but: "郎 朗 夫"},
	{text: "萝莉", kind: never, but: "塔"},
	{text: "えろ", kind: ofSex, first: true},
	{text: "裸", kind: ofSex, but: "足 眼"},
}, slicesOfParts()...)

func slicesOfParts() (all []part) {
	for k, words := range [...]string{
		never: `ろりこん しょたこん おねしょた おにしょた おじろり おねろり ごうほうろり めすがき 子供同士 子ども同士
			恋童 娈童 炼铜 幼交 儿童色情 儿童ぽるの`,
		ofChild: "子供 子ども こども 小孩 孩子 儿童 幼女 幼儿 幼童 婴儿 赤ちゃん 宝宝 幼稚园 园儿 小学生 中学生 未成年",
		ofSex: `せっくす えっち ぬーど ぽるの れいぷ おなにー おっぱい ぱんつ ぱんちら ちんぽ まんこ 性交 性爱 性行为 色情
			做爱 强奸 自慰 乳首 巨乳 爆乳 阴茎 中出 下着 内裤 胸罩 谷间`,
	} {
		for _, w := range strings.Fields(words) {
			all = append(all, part{text: w, kind: kind(k)})
		}
	}
	return all
}
