package splice

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"tailor/tags/prompt"
	"tailor/tags/prompt/prompttest"
)

func TestWord(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"empty", "|", ""},
		{"first", "hal|", "hal"},
		{"behind a comma", "1girl, hal|", "hal"},
		{"with a space", "1girl, long ha|", "long ha"},
		{"in the middle", "1girl, long ha|ir, x", "long ha"},
		{"at the beginning", "1girl, |long hair", ""},
		{"behind a newline", "1girl\nlo|", "lo"},
		{"behind the full-width comma", "a，lo|", "lo"},
		{"behind BREAK", "by a BREAK 1g|", "1g"},
		{"BREAK itself", "by a BREAK|", ""},
		{"BREAK in a word", "BREAKF|", "BREAKF"},
		{"in brackets", "(kar|:1.2)", "kar"},
		{"in nested brackets", "((a), [kar|])", "kar"},
		{"in a weight", "(karin:1.|2)", ""},
		{"before a weight's number", "(karin:|", ""},
		{"behind brackets", "(a:1.2) kar|", "kar"},
		{"escaped", `karin \(blu|`, `karin \(blu`},
		{"not escaped", "karin (blue a|", "karin (blue a"},
		{"not escaped, whole", "karin_(blue_archive)|", "karin_(blue_archive)"},
		{"behind an unescaped name", "karin (x), lo|", "lo"},
		{"by", "x, by kan|", "by kan"},
		{"comment", "a # kan|", ""},
		{"behind a comment", "a # b\nkan|", "kan"},
		{"network", "<lora:ab|c:0.8>", "<lora:ab"},
		{"network without a name", "x, <hypernet:|:0.8>", "<hypernet:"},
		{"a network's weight", "<lora:abc:0.|8>", ""},
		{"a network in a comment", "a # <lora:ab|c:0.8>", ""},
		{"behind a network", "<lora:abc:0.8>kan|", "kan"},
		{"open network", "a, <lora:ab|", "<lora:ab"},
		{"open network behind a word", "1girl <lo|", "<lo"},
		{"open network behind a word, bare", "1girl <deta|", "<deta"},
		{"open network behind a word, named", "1girl <lora:my ha|", "<lora:my ha"},
		{"less than in a sentence", "a <b and c|", "a <b and c"},
		{"bare network", "1girl, <detailer|, solo", "<detailer"},
		{"bare network with a space", "1girl, <my ha|", "<my ha"},
		{"wildcard", "a, __ani|", "__ani"},
		{"wildcard behind a word", "red __ani|", "__ani"},
		{"wildcard in a word", "dark-__col|", "__col"},
		{"wildcard in a bracket", "(a red __ani|:1.2)", "__ani"},
		{"wildcard in editing", "[red:__ani|:0.5]", "__ani"},
		{"wildcard behind by", "1girl, by __art|", "__art"},
		{"at the end of a wildcard", "red __ani__|", ""},
		{"second wildcard", "__a__ __b|", "__b"},
		{"behind a whole wildcard", "red __a__ ha|", "ha"},
		{"glued to a whole wildcard", "__a__ha|", "ha"},
		{"network glued to a whole wildcard", "1girl, __a__<rw|", "<rw"},
		{"wildcard glued to a whole one", "__a____b|", "__b"},
		{"network glued to a word", "1girl<rw|", "<rw"},
		{"network glued to a bracket", "(a:1.2)<|", "<"},
		{"a face that looks away", ">_<|", ">_<"},
		{"heart", "<3|", "<3"},
		{"behind white space at the start", "  hal|", "hal"},
		{"in the weight of a group", "(a, (b):1.|2)", ""},
		{"AND ends brackets", "(a AND 1:|", "1:"},
		{"BREAK in a bracket", "(a BREAK 1g|", "1g"},
		{"behind the bracket of a face", ":(, lo|", "lo"},
		{"editing", "[red:blu|:0.5]", "blu"},
		{"alternation", "[red¦blu|]", "blu"},
		{"variant", "{red¦blu|}", "blu"},
		{"bar in a tag", "a¦b|", "a|b"},
		{"face with a colon", ":d|", ":d"},
		{"NovelAI's weight", "1girl, 1.2::long h|", "long h"},
		{"behind NovelAI's weight", "1.2::smile:: lo|", "lo"},
		{"before the end of NovelAI's weight", "1.2::lo|, solo::", "lo"},
		{"in brackets behind a word", "1girl (long h|:1.2), x", "long h"},
		{"glued to a word, with a weight", "1girl(long h|:1.2), x", "long h"},
		{"in plain brackets behind a word", "smile (long h|), x", "long h"},
		{"in square ones", "smile [long h|], x", "long h"},
		{"in curly ones", "smile {long h|}, x", "long h"},
		{"a name in a group", "(1girl, karin (blu|), x", "karin (blu"},
		{"a name in a weighted group", "(1girl, karin (blu|:1.2), x", "karin (blu"},
		{"a name before a group's other tags", "(karin (blu|, 1girl:1.2)", "karin (blu"},
		{"a variant's weight", "{red¦2::blue ey|} hair", "blue ey"},
		{"an unfinished variable", "1girl, ${x=long h|", "long h"},
		{"a variable", "${x=long h|}1girl", "long h"},
		{"a variable drawn once", "${x=!long h|}1girl", "long h"},
		{"a variable's default", "1girl ${x:long h|} x", "long h"},
		{"a variant in a variable", "${x={a¦long h|}}1girl", "long h"},
		{"behind joined options", "{2$$a¦lo|}", "lo"},
		{"a variant's sign and number", "{2$$lo|}", "lo"},
		{"editing behind a word", "x [smile:long h|:0.5], y", "long h"},
		{"editing behind a word, open", "x [(a:1.2):long h|", "long h"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, cursor := prompttest.At(c.text)
			got, span := Word(text, cursor)
			if got != c.want || span.Of(text) != got || span.End != cursor {
				t.Errorf("Word(%q) = %q at %v, want %q", c.text, got, span, c.want)
			}
		})
	}
	for query, want := range map[string]WordKind{"__a": WildcardWord, "__a__": TagWord, "__a__ b": TagWord, "<": NetworkWord, "<lora:x": NetworkWord, "<3": TagWord, "_": TagWord, "<hyper": NetworkWord,
		"<detailer": NetworkWord, "<my": NetworkWord, "<_a": NetworkWord, "<ш": NetworkWord, "<my:long": NetworkWord,
		"<33": TagWord, "<|": TagWord, "</3": TagWord, "<o>_": TagWord, "< a": TagWord, "<3:": TagWord} {
		if got := KindOf(query); got != want {
			t.Errorf("KindOf(%q) = %d, want %d", query, got, want)
		}
	}
}

func TestNetworkName(t *testing.T) {
	cases := []struct {
		query, name string
		begun, ok   bool
	}{
		{"<", "", true, true},
		{"<lo", "lo", true, true},
		{"<LORA", "LORA", true, true},
		{"<detailer", "detailer", false, true},
		{"<lora:deta", "deta", false, true},
		{"<hypernet:", "", false, true},
		{"<my:long", "long", false, false},
	}
	for _, c := range cases {
		if name, begun, ok := NetworkName(c.query); name != c.name || begun != c.begun || ok != c.ok {
			t.Errorf("NetworkName(%q) = %q, %v, %v", c.query, name, begun, ok)
		}
	}
}

func FuzzWord(f *testing.F) {
	f.Add("(a, b:1.2)", 3)
	f.Add("#\n<lora:é\\(", 5)
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		query, span := Word(text, cursor)
		if span.Start < 0 || span.End > len(text) || span.Start > span.End || span.Of(text) != query {
			t.Fatalf("Word(%q, %d) = %q, %v", text, cursor, query, span)
		}
		if utf8.ValidString(text) && !utf8.ValidString(query) {
			t.Fatalf("Word(%q, %d) cuts a character: %q", text, cursor, query)
		}
		if once := Copyable(text); Copyable(once) != once {
			t.Fatalf("Copyable(%q) = %q, then %q", text, once, Copyable(once))
		}
		if a, b := seen(text), seen(closeUp(text)); a != b {
			t.Fatalf("closeUp(%q) = %q is read as\n%s, want\n%s", text, closeUp(text), b, a)
		}
	})
}

// seen writes what CLIP gets of a prompt: its tokens with their weights, by chunks.
func seen(text string) string {
	var b strings.Builder
	for _, c := range prompt.Chunks(text, prompt.Defaults).Chunks {
		fmt.Fprintln(&b, c.IDs, c.Weights)
	}
	return b.String()
}

func TestCopyable(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"end", "1girl, solo, ", "1girl, solo"},
		{"before BREAK", "by a,  BREAK 1girl", "by a BREAK 1girl"},
		{"comma before BREAK", "by a, BREAK 1girl,", "by a BREAK 1girl"},
		{"newline before BREAK", "by a,\nBREAK\n1girl\n", "by a\nBREAK\n1girl"},
		{"clean", "by a BREAK (1girl:1.2)", "by a BREAK (1girl:1.2)"},
		{"double space stays", "a  BREAK b,  c", "a  BREAK b,  c"},
		{"empty first chunk", ", BREAK b", ", BREAK b"},
		{"comma behind BREAK", "smile BREAK, 1boy", "smile BREAK 1boy"},
		{"commas around BREAK", "smile, BREAK,1boy, BREAK , , solo,", "smile BREAK 1boy BREAK solo"},
		{"comma and newline behind BREAK", "smile BREAK,\n1boy", "smile BREAK\n1boy"},
		{"newline and comma behind BREAK", "smile BREAK\n\n, 1boy", "smile BREAK\n\n1boy"},
		{"comma and comment behind BREAK", "smile BREAK, # x\n1boy", "smile BREAK # x\n1boy"},
		{"comma between two BREAKs", "a BREAK, BREAK b", "a BREAK BREAK b"},
		{"comma behind a last BREAK", "a BREAK, ", "a BREAK"},
		{"comma behind AND", "a AND, b", "a AND, b"},
		{"empty tags stay", "1girl, , solo,, smile", "1girl, , solo,, smile"},
		{"comment", "a, # b, ", "a, # b, "},
		{"comment before BREAK", "a # b,\nBREAK c", "a # b,\nBREAK c"},
		{"nothing", "", ""},
		{"only commas", ", , ", ""},
		{"BREAK in brackets", "(a, BREAK b)", "(a, BREAK b)"},
		{"blank before a comma", "cup , blue hair\t, (smile:1.2) , [solo] ,\nx , BREAK y", "cup, blue hair, (smile:1.2), [solo],\nx BREAK y"},
		{"full-width comma", "cup ，hair", "cup，hair"},
		{"in a group", "(cup , hair:1.2) , x", "(cup, hair:1.2) , x"},
		{"behind a sign", ":) , karin \\(blue\\) , ! , (:):1.0) , x", ":) , karin \\(blue\\) , ! , (:):1.0) , x"},
		{"before a sign in brackets", "(\\(a\\):1.2) , x", "(\\(a\\):1.2) , x"},
		{"entity", "a &amp , b", "a &amp , b"},
		{"in a network, a wildcard and a comment", "<lora:a , b:1> , __a ,b__ , <lora:a> , c # d , e\nf", "<lora:a , b:1> , __a ,b__ , <lora:a> , c # d , e\nf"},
		{"variant", "{a|b} , c", "{a|b} , c"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Copyable(c.text); got != c.want {
				t.Errorf("Copyable(%q) = %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// TestAcceptNetwork writes a network where a part of one stands, and in a whole one
// its name alone.
func TestAcceptNetwork(t *testing.T) {
	for text, want := range map[string]string{
		"a, <ha|, b":                  "a, <lora:hair_v2:1>|, b",
		"a, <lora:ha| b":              "a, <lora:hair_v2:1>| b",
		"a, <lora:ha|:0.5>, b":        "a, <lora:hair_v2|:0.5>, b",
		"a, <lora:|:0.5>":             "a, <lora:hair_v2|:0.5>",
		"a, <lora:|>":                 "a, <lora:hair_v2|>",
		"a, <hypernet:ha|ir:0.5:1>":   "a, <hypernet:hair_v2|:0.5:1>",
		"<lora:ha|\n<lora:x:1>":       "<lora:hair_v2:1>|\n<lora:x:1>",
		"<lora:ha|, smile <lora:x:1>": "<lora:hair_v2:1>|, smile <lora:x:1>",
	} {
		cursor := strings.IndexByte(text, '|')
		text = text[:cursor] + text[cursor+1:]
		_, span := Word(text, cursor)
		e := AcceptNetwork(text, span, "<lora:hair_v2:1>")
		got := prompt.Apply(text, []prompt.Edit{e})
		end := e.Start + len(e.Text)
		if got = got[:end] + "|" + got[end:]; got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
