package tags

import (
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestBlocked(t *testing.T) {
	for name, want := range map[string]bool{
		"loli": true, "Loli": true, "LOLI": true, "oppai_loli": true, "loli_(style)": true, "loli2": true, "lolis": true,
		"lolicon": true, "shota": true, "straight_shota": true, "shota/loli": true, "shotacon": true, "shotas": true,
		"toddlercon": true, "kazama_shota": true, "ロリ": true, "ロリコン": true, "ﾛﾘ": true, "ｌｏｌｉ": true, "ショタ": true,
		"萝莉": true, "正太": true, "ロリ_(x)": true, "cunny": true, "pedophilia": true,

		"lolita_fashion": false, "gothic_lolita": false, "gothloli": false, "hololive": false, "lolimate": false,
		"lollipop": false, "lol": false, "shotan": false, "shotgun": false, "shouta_(shbz)": false, "cowboy_shot": false,
		"child": false, "ロリータ": false, "": false, "_": false, "pedometer": false, "loli\u200dta": true,
		"1girl": false, "é": false,

		// Danbooru's own words for it, and their neighbours.
		"kodomo_doushi": true, "kodomo-doushi": true, "Kodomo Doushi (2)": true, "child_on_child": true, "child-on-child": true,
		"子供同士": true, "mesugaki": true, "mesugaki_(orenji)": true, "osugaki": true, "bitch_brat": true, "oyakodon_(sex)": true,
		"oyakodon_(food)": false, "naked_randoseru": true, "randoseru": false, "gaki_kyonyuu": true, "older_on_younger": true,
		"uohhhhhhhhh!_(meme)": true, "pedobear": true, "sharpedo": false, "torpedo": false, "rorisakyubasu-chan_(mochiyuki)": true,
		"age_difference": false, "downtown_no_gaki_no_tsukai_ya_arahende!!": false, "hikigaeru": false, "kogaki": false,

		// What the search folds: letters in other forms, accents, breaks, what is not seen.
		"ⓛⓞⓛⓘ": true, "𝗅𝗈𝗅𝗂": true, "𝓁oli": true, "ⅼoli": true, "lóli": true, "loli̇": true, "LOLÌ": true, "l-o-l-i": true,
		"a big l.o.l.i girl": true, "lo-li": true, "sho_ta": true, "lo\u200bli": true, "l\u2060o\u00adli": true, "lo\u3164li": true,
		"ｓｈｏｔａ": true, "oneshota": true, "onee-shota": true, "ojiloli": true, "shot_a": false, "lol_i_am": false, "lo_lita": false,
		"résumé": false, "lólita": false,

		// Kana and Han have no borders between words.
		"ろり": true, "しょた": true, "ｼｮﾀ": true, "ロリ化": true, "ショタ化": true, "ロリっ娘": true, "ロリっ子": true, "ロリ少女": true,
		"ロリ体型": true, "小ロリ": true, "合法ロリ": true, "ロリ巨乳": true, "おねショタ": true, "おねしょた": true, "ロリババア": true,
		"小萝莉": true, "萝莉少女": true, "蘿莉控": true, "正太少年": true, "ペドフィリア": true, "ヘ\u309aト\u3099": true, "メスガキ": true,
		"恋童癖": true, "戀童": true, "煉銅": false, "쇼타": true, "로리콘": true, "로리타": false,
		"ロリポップ": false, "ゴスロリータ": false, "カロリー": false, "クロリンデ": false, "聖グロリアーナ": false, "ポロリ": false, "いろり": false,
		"初対面": false, "しょたい": false, "金田正太郎": false, "萝莉塔": false, "ペドロ": false, "童話": false, "幼馴染": false, "幼女戦記": false,

		"後ろリボン": false, "後ろリ": false, "色リボン": false, "ゴスロリ": false, "ころり": false, "ほろり": false, "とろり": false, "ぽろり": false,
		"メロリン": false, "フロリダ": false, "ショタイム": false, "エロリスト": false, "クロリス": false, "ロリス": false, "スローロリス": false,
		"ロリアン": false, "ロリンズ": false, "ロリー": false, "甘ロリ": false, "黒ロリ_(x)": false, "華ロリ": false, "白ロリ巨乳": true, "金髪ロリ": true, "グローリア": false, "カロリーメイト": false,
		"コロリン": false, "チョロリ": false, "ニョロリ": false, "そろりそろり": false, "きょろり": false, "べろり": false, "ぺろり": false,
		"ちょろり": false, "ぞろり": false, "けろり": false, "ギロリ": false, "ジロリ": false, "ゴロリ": false, "どろり": false, "へろり": false,
		"ヴァルキュロリ": false, "いっしょたのしい": false, "むしょたく": false, "ペドメーター": false, "トルペド": false, "ヴェロリア": false,
		"プロリーグ": false, "エロリーナ": false, "ソロリサイタル": false, "マイクロリネン": false, "シロリス": false, "心リハ": false,
		"もどろりょうり": false, "ころりん": false, "こもどドラゴン": false, "初代": false, "エロイカ": false,

		// A child and something sexual in one name, or in one row.
		"nude_child": true, "toddler, naked": true, "child sex": true, "1girl, children, (cum:1.2)": true, "underage_sex": true,
		"little_girl, panties": true, "aged_down, large_breasts": true, "kindergarten_uniform, cleavage": true, "児童ポルノ": true,
		"全裸の子供": true, "female_child": false, "aged_down": false, "kindergarten_uniform": false, "mother_and_daughter": false,
		"child, school_swimsuit": false, "child, barefoot": false, "裸足の子供": false, "baby, breastfeeding": false, "training_bra": false,
		"nude, 1girl": false, "palutena_(kid_icarus), cleavage": false, "kaitou_kid, sexy": false, "babydoll, see-through": false,
		"baby_doll, lingerie": false, "adult_baby, diaper": false, "small_breasts": false, "boy_and_girl_sandwich": false,
	} {
		if got := Blocked(name); got != want {
			t.Errorf("Blocked(%q) = %v, want %v", name, got, want)
		}
	}
	for w, k := range wordKinds {
		if k == never && (!Blocked(w) || !Blocked("a_"+strings.ToUpper(w)+"_b")) {
			t.Errorf("the blocked word %q is not blocked", w)
		}
	}
}

// TestManyPieces has a text of very many short words, of which none makes a word with all
// others: it takes no longer than its length.
func TestManyPieces(t *testing.T) {
	pieces := "kid " + strings.Repeat("a ", 1_000_000)
	for text, want := range map[string]bool{pieces: false, pieces + ", lo li": true, pieces + "lo li": false, strings.Repeat("abc ", 10) + ", l o l i": true} {
		if got := Blocked(text); got != want {
			t.Errorf("%q… of %d bytes: %v", text[:20], len(text), got)
		}
	}
}

// TestChildAndSexual holds the words of the two kinds apart from each other.
func TestChildAndSexual(t *testing.T) {
	for w, k := range wordKinds {
		if k != never && (Child(w) != (k == ofChild) || Sexual(w) != (k == ofSex)) {
			t.Errorf("%q: child %v, sexual %v", w, Child(w), Sexual(w))
		}
	}
	for _, p := range wideParts {
		if p.kind != never && (Child(p.text) != (p.kind == ofChild) || Sexual(p.text) != (p.kind == ofSex)) {
			t.Errorf("%q: child %v, sexual %v", p.text, Child(p.text), Sexual(p.text))
		}
	}
}

// TestBlockedInAnyForm writes what is blocked in forms that nobody tells apart from
// it: what is sought in the letters alone leaves none of them out.
func TestBlockedInAnyForm(t *testing.T) {
	var words []string
	for w, k := range wordKinds {
		if k == never {
			words = append(words, w, "nude "+w)
		} else if k == ofChild {
			words = append(words, w+"_sex")
		}
	}
	for _, p := range wideParts {
		if p.kind != ofSex {
			words = append(words, p.text, p.text+"裸")
		}
	}
	slices.Sort(words)
	wide := func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xfee0
		}
		return r
	}
	bold := func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r - 'a' + '𝐚'
		}
		return r
	}
	draw, blocked := rand.New(rand.NewPCG(1, 2)), 0
	for n := range 200_000 {
		w := words[n%len(words)]
		forms := []func(string) string{
			strings.ToUpper, norm.NFD.String, norm.NFKD.String, width.Narrow.String,
			func(s string) string { return strings.Map(wide, s) }, func(s string) string { return strings.Map(bold, s) },
			func(s string) string { return "é🎀가" + s }, func(s string) string { return s + "ー漢ж" },
		}
		for _, mark := range []string{"\u0301", "\u200d", "\u3099", "\ufe0f", "\u00ad", "\u1160", "♥", "、", "\u0131", "_", "ｱ"} {
			forms = append(forms, func(s string) string {
				at := []rune(s)
				i := draw.IntN(len(at) + 1)
				return string(at[:i]) + mark + string(at[i:])
			})
		}
		for range draw.IntN(4) {
			w = forms[draw.IntN(len(forms))](w)
		}
		if want := readOf(w).blocked(); Blocked(w) != want {
			t.Fatalf("%+q: %v, want %v", w, !want, want)
		} else if want {
			blocked++
		}
	}
	if blocked < 100_000 {
		t.Errorf("%d are blocked", blocked)
	}
}

// BenchmarkBlocked asks it of names as lists have them, and of a long text.
func BenchmarkBlocked(b *testing.B) {
	names := []string{"1girl", "long_hair", "looking_at_viewer", "karin_(blue_archive)", "chinese_clothes", "hand_on_own_hip", "child", "長い髪", "ツインテール", "pokémon", "긴_머리"}
	b.Run("names", func(b *testing.B) {
		for range b.N {
			for _, n := range names {
				Blocked(n)
			}
		}
	})
	b.Run("suspect", func(b *testing.B) {
		for range b.N {
			Blocked("young girl small kid teen school")
		}
	})
	long := strings.Repeat("子供が雨の中で遊ぶ、", 4000)
	b.Run("long", func(b *testing.B) {
		for range b.N {
			Blocked(long)
		}
	})
}
