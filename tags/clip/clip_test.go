package clip

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"testing"

	"tailor/data/reference"
)

// ids were computed with OpenAI's vocabulary, transformers' CLIPTokenizer and
// ftfy 6.3.1.
var known = []struct{ name, text, ids string }{
	{"nothing", "", ""},
	{"white space", " \n\t ", ""},
	{"words", "1girl, long hair", "272 1611 267 1538 2225"},
	{"escapes", "karin \\(blue archive\\)", "43917 59 263 1746 10548 59 264"},
	{"capitals", "BY KANTOKU", "638 2532 580 4827"},
	{"contractions", "it's we're you've I'm they'll he'd don't 'tis o'clock", "585 568 649 982 592 1200 328 880 889 1342 797 1896 847 713 713 533 334 262 6716"},
	{"apostrophe behind a comma", "a,'s", "320 10599 338"},
	{"capital contraction", "IT'S WE'RE", "585 568 649 982"},
	{"long s", "it'ſ", "585 6 129 379"},
	{"digits apart", "1990s 2.5d", "272 280 280 271 338 273 269 276 323"},
	{"digits of other scripts", "\u0663 \u00b2 \u2167 \U0001d7d7", "149 352 41175 158 227 371 6874 253 501"},
	{"punctuation runs", "!!! f/1.8 >_< ^_^ :3", "995 325 270 272 269 279 44144 283 15995 281 274"},
	{"emoji", "\U0001f63a\u2728 \U0001f468\u200d\U0001f469\u200d\U0001f467", "668 118 3531 25023 26304 964 356"},
	{"Japanese", "猫耳の少女", "163 234 104 164 222 111 21575 34720 239 29290 367"},
	{"Cyrillic", "Карин смотрит", "27152 16912 16370 29503 377 23669 38018 28599 41092 141 480"},
	{"accents", "naïve café déjà-vu", "1097 35689 563 15304 25466 73 21259 268 13230"},
	{"decomposed", "cafe\u0301", "15304"},
	{"curly quotes", "\u201cdon\u2019t\u201d \u201ax\u201b ʼ", "257 847 713 257 262 343 262 262"},
	{"ligatures", "ﬁne ﬂuﬃest ĳ ŉ ǆ", "3797 3698 19961 1509 72 329 262 333 67 129 378"},
	{"full width", "ＦＵＬＬＷＩＤＴＨ\u3000\uff0c", "9407 23571 267"},
	{"half width", "ｶﾞｷﾞ ﾊﾟﾝ", "3909 105 3909 362 2429 239 26875"},
	{"entity", "tom &amp; jerry", "2435 261 9164"},
	{"entity with <", "tom &amp; jerry <3", "2435 261 6259 282 9164 283 274"},
	{"entity on the line before", "&amp;\n<\n&amp;", "261 283 261 6259 282"},
	{"entity twice", "&amp;amp;", "261"},
	{"capital entity", "&EACUTE; &SZLIG;", "4166 632"},
	{"number entity", "&#39; &#x2019; &#128; &#xD800;", "262 262 6309 39802"},
	{"no entity", "&notit; &amp &#59; &;", "261 10686 339 282 261 6259 5 258 276 280 282 5 282"},
	{"entity made of entities", "&#3&#56;;", "261"},
	{"control characters", "a\x00b\x07c\x7fd\ufeffe", "13137 654"},
	{"terminal escape", "\x1b[31mred\x1b[0m", "736"},
	{"C1", "\u0080 \u0093x\u0094 \u0085", "6309 257 343 257 959"},
	{"marks of start and end", "<|startoftext|>a<|ENDOFTEXT|>", "49406 320 49407"},
	{"final sigma", "ΟΔΟΣ Σ ΣΑ", "138 123 138 112 138 123 139 480 139 481 139 225 138 365"},
	{"dotted capital i", "İ", "328 16384"},
	{"Kelvin", "300K", "274 271 271 330"},
	{"iota below", "Α\u0345 \u0345", "157 122 367"},
	{"many marks", "a\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316", "22229 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 244 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 223 136 479"},
	{"Hangul", "\u1112\u1161\u11ab", "15197 506"},
	{"replacement", "\ufffd", "39802"},
	{"letter of Unicode 17", "\U000323b0", "172 110 236 364"},
	{"long word", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "23126 23126 23126 23126 23126 23126 23126 19336"},
	{"long Japanese", "ばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばかばか", "4813 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 36218 108 4813 489"},
}

// encode returns the ids of a text's tokens.
func encode(text string) []uint16 {
	tokens := Append(nil, text)
	ids := make([]uint16, len(tokens))
	for i, t := range tokens {
		ids[i] = t.ID
	}
	return ids
}

func TestEncode(t *testing.T) {
	for _, c := range known {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Trim(fmt.Sprint(encode(c.text)), "[]"); got != c.ids {
				t.Errorf("encode(%+q)\n got %s\nwant %s", c.text, got, c.ids)
			}
		})
	}
}

// TestList encodes every tag of the large list as it stands, with spaces, and
// with its parentheses escaped, and compares a checksum of all 2,184,327 ids
// with that of the reference's.
func TestList(t *testing.T) {
	file, err := os.Open(reference.Path(t, "data/danbooru-tagcomplete.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	escape := strings.NewReplacer("(", `\(`, ")", `\)`, "_", " ")
	sum := sha256.New()
	var tokens []Token
	var packed []byte
	total := 0
	for _, row := range rows {
		for _, text := range []string{row[0], strings.ReplaceAll(row[0], "_", " "), escape.Replace(row[0])} {
			tokens = Append(tokens[:0], text)
			packed = packed[:0]
			for _, token := range tokens {
				packed = binary.LittleEndian.AppendUint16(packed, token.ID)
			}
			sum.Write(binary.LittleEndian.AppendUint16(packed, 65535))
			total += len(tokens)
		}
	}
	const want = "45d4bf97ac1fbc9bedd7d16df6ed6a55f1644fce5a12b779fb353df996f4b2d2"
	if got := hex.EncodeToString(sum.Sum(nil)); len(rows) != 140743 || total != 2184327 || got != want {
		t.Errorf("%d tags, %d ids, checksum %s; want 140743, 2184327, %s", len(rows), total, got, want)
	}
}

func TestSpans(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"ASCII", "1girl, Long  Hair", "1|girl|,|Long|Hair"},
		{"parts of a word", "kantoku", "kan|to|ku"},
		{"full width", "ＦＵＬＬ，x", "ＦＵＬＬ|，|x"},
		{"ligature cut in two", "ﬁx", "ﬁx"},
		{"ligature that makes two tokens", "3ﬃ3", "3|ﬃ|ﬃ|3"},
		{"decomposed", "cafe\u0301 au", "cafe\u0301|au"},
		{"entity", "a &amp;amp; b", "a|&amp;amp;|b"},
		{"entity within", "&#3&#56;;x", "&#3&#56;;|x"},
		{"control characters", "a\x00b, \x1b[31mred\x1b[0m", "a\x00b|,|red"},
		{"emoji in bytes", "🛼", "🛼|🛼"},
		{"dotted capital i", "İ", "İ|İ"},
		{"broken", "a\xffb", "a|\xff|b"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, token := range Append(nil, c.text) {
				got = append(got, c.text[token.Start:token.End])
			}
			if g := strings.Join(got, "|"); g != c.want {
				t.Errorf("got %q, want %q", g, c.want)
			}
		})
	}
}

// TestLongWord compares the two ways to merge a word.
func TestLongWord(t *testing.T) {
	v := load()
	for _, c := range known {
		for _, word := range strings.Fields(c.text) {
			if len(word) > longWord {
				word = word[:longWord]
			}
			short := v.shortWord(nil, []byte(word))
			long := v.longWord(nil, []byte(word))
			if fmt.Sprint(short) != fmt.Sprint(long) {
				t.Errorf("%q: short %v, long %v", word, short, long)
			}
		}
	}
}

// TestHostile takes texts of 256 kB that would stall an encoder whose time grows
// with the square of their length; the test run's time limit holds it.
func TestHostile(t *testing.T) {
	const size = 1 << 18
	for _, part := range []string{"a", "日", "(", "'", "&", "&amp", "&#3", "&semi", "&#894", "&#65286;#65286", ";", "<", "\x1b[", "\x1b[1", "e\u0301", "\u0301", "Σ'", "ﬃ", "\xff", "&#38&#894;", "'s", "a "} {
		text := strings.Repeat(part, size/len(part)) + ";"
		tokens := Append(nil, text)
		checkSpans(t, text, tokens)
	}
}

func checkSpans(t *testing.T, text string, tokens []Token) {
	t.Helper()
	start, end := 0, 0
	for _, token := range tokens {
		if token.Start < start || token.End < end || token.Start >= token.End || token.End > len(text) {
			t.Fatalf("%+v behind %d:%d in %d bytes", token, start, end, len(text))
		}
		start, end = token.Start, token.End
	}
}

func FuzzTokens(f *testing.F) {
	for _, c := range known {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens := Append(nil, text)
		checkSpans(t, text, tokens)
		ids := encode(text)
		if len(ids) != len(tokens) {
			t.Fatalf("%d ids, %d tokens", len(ids), len(tokens))
		}
		for i, token := range tokens {
			if token.ID != ids[i] {
				t.Fatalf("token %d is %d, id %d", i, token.ID, ids[i])
			}
		}
		// The fast way for plain text must agree with the repairing one.
		if isPlain(text) {
			w := new(workspace)
			w.repair(text)
			repaired := w.split(nil)
			if fmt.Sprint(repaired) != fmt.Sprint(tokens) {
				t.Fatalf("plain %v, repaired %v", tokens, repaired)
			}
		}
	})
}

const prompt300 = "by kantoku, by wlop, best quality, masterpiece BREAK 1girl, karin (blue archive), looking at viewer, " +
	"dark skin, halo, long hair, yellow eyes, bunny ears, playboy bunny, blue leotard, detached collar, wrist cuffs, " +
	"pantyhose, high heels, cowboy shot, smile, closed mouth, white background, simple background, "

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat(prompt300, 3)
	var tokens []Token
	b.ReportAllocs()
	for b.Loop() {
		tokens = Append(tokens[:0], text)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(tokens)), "ns/token")
}

func BenchmarkTokensRepaired(b *testing.B) {
	text := strings.Repeat(prompt300, 3) + "’"
	var tokens []Token
	b.ReportAllocs()
	for b.Loop() {
		tokens = Append(tokens[:0], text)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(tokens)), "ns/token")
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		newVocabulary()
	}
}
