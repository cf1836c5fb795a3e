package lint

import (
	"context"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
)

// mixed are parts of prompts of every kind that TestFixKeepsWhatNobodyNamed
// mixes with those of TestFixAnything.
var mixed = []string{
	"@wlop", "art by wlop", "in the style of wlop", "by wlop and kantoku", "[[wlop]][[as109]]", "{{wlop}}", "1.2::wlop::", "(wlop:0.8) (kantoku:0.7)",
	"orange", "covering", "wave", "clouds", "gray hair", "younger", "seifuku", "smiling", `karin \\(blue archive\\)`, `(saber \(fate):1.2)`, `saber \(fate`,
	"(BREAK)", "(smile:1,2)", "(smile:1..5)", "smile:1.2", "（smile：1.2）", "[smile:1.1]", "{smile}", "1.1::hat::", "<lora:x:0,8>", "<lora:x:0.5", "movie quality",
	"sensitive", "general", "masterpiece", "newest", "red_eyes", "ohwx_person", "<lora:a_b:1>", "__colour/warm__", "{2$$a|b|c}", "[cat|dog]", "mutated legs",
	"too many fingers", "by the river", "Painted by moonlight, the garden is silent.", "She waits for the rain to end, smiling.", "\nBREAK\n", "AND", "domestic_cat",
	"worst quality", "masterpiece quality", "limited range", "safe",
}

// TestFixKeepsWhatNobodyNamed mixes prompts: what is fixed twice is fixed once,
// and no pass of fixes takes a word that no diagnosis named. TAILOR_MIXED says
// how many prompts.
func TestFixKeepsWhatNobodyNamed(t *testing.T) {
	rounds := 1500
	if n, err := strconv.Atoi(os.Getenv("TAILOR_MIXED")); err == nil {
		rounds = n
	} else if testing.Short() {
		rounds = 100
	}
	rng := rand.New(rand.NewSource(17))
	all := []*Checker{withLarge(t, Options{}), withStarter(t, Options{})}
	clean := corpus(t, "clean.txt")
	natural := corpus(t, "natural.txt")
	parts := append(append([]string(nil), fragments...), mixed...)
	write := func(n int) string {
		var s []string
		for ; n > 0; n-- {
			switch rng.Intn(12) {
			case 0:
				s = append(s, clean[rng.Intn(len(clean))].Positive)
			case 1:
				s = append(s, natural[rng.Intn(len(natural))].Positive)
			default:
				s = append(s, parts[rng.Intn(len(parts))])
			}
		}
		return strings.Join(s, []string{", ", ", ", ",", "\n"}[rng.Intn(4)])
	}
	for i := 0; i < rounds; i++ {
		c := all[i%len(all)]
		texts := prompt.Texts{Positive: write(1 + rng.Intn(12)), Negative: write(rng.Intn(4))}
		fixed := c.Fix(texts)
		if again := c.Fix(fixed); again != fixed {
			t.Fatalf("fixing %q is not stable:\n%q\n%q", texts, fixed, again)
		}
		found := c.Check(texts)
		through, mended := c.CheckThrough(texts, true)
		if mended != fixed {
			t.Fatalf("%q is fixed as %q, and checked through as %q", texts, fixed, mended)
		}
		keepsWords(t, texts, fixed, through)
		for negative, text := range map[bool]string{false: texts.Positive, true: texts.Negative} {
			var loud []Diagnostic
			named := map[string]bool{}
			for _, d := range found {
				if d.Negative != negative || d.Severity == Hint {
					continue
				}
				loud = append(loud, d)
				for _, w := range wordsOf(d.Of(text)) {
					named[w] = true
				}
				if d.Rule == NegativeTaboo || d.Rule == StyleChunk {
					continue // these move or write again, see below
				}
				for _, e := range d.Edits {
					for _, w := range wordsOf(e.Of(text)) {
						named[w] = true
					}
				}
			}
			edits := together(loud, negative)
			keepsTokens(t, c.regions(context.Background(), text, negative), text, edits)
			left := strings.Join(wordsOf(prompt.Apply(text, edits)), " ") + " "
			for _, w := range wordsOf(text) {
				if w != "and" && w != "break" && !named[w] && !strings.Contains(left, w) { // these part what may be gone
					t.Fatalf("%q loses %q, which no rule named:%s", text, w, tell(texts, loud))
				}
			}
		}
	}
}

// keepsWords wants every word that fixing everything takes away to be named by
// what is said beforehand.
func keepsWords(t *testing.T, texts, fixed prompt.Texts, said []Diagnostic) {
	t.Helper()
	left := strings.Join(wordsOf(fixed.Positive+" "+fixed.Negative), " ")
	named := map[string]bool{"and": true, "break": true}
	for _, d := range said {
		text := texts.Positive
		if d.Negative {
			text = texts.Negative
		}
		for _, e := range append(d.Edits, prompt.Edit{Span: d.Span}) {
			for _, w := range wordsOf(e.Of(text)) {
				named[w] = named[w] || d.Severity > Hint
			}
		}
	}
	for _, w := range wordsOf(texts.Positive + " " + texts.Negative) {
		if !named[w] && !strings.Contains(left, w) {
			t.Fatalf("%q becomes %q without %q, which nothing named:%s", texts, fixed, w, tell(texts, said))
		}
	}
}

// keepsTokens wants CLIP to read every part that no edit touches as before.
func keepsTokens(t *testing.T, regions []*region, text string, edits []prompt.Edit) {
	t.Helper()
	fixed := prompt.Apply(text, edits)
	before, after := tokensOf(text), tokensOf(fixed)
	var parts []reading.Item
	for _, reg := range regions {
		for _, it := range reg.Items {
			it.Core.Start, it.Core.End = it.Core.Start+reg.Base, it.Core.End+reg.Base
			parts = append(parts, it)
		}
	}
	for _, p := range parts {
		shift, touched := 0, false
		for _, e := range edits {
			glued := strings.ContainsAny(e.Of(text)+e.Text, `()[]{}\<>`) // ":(" is one token
			touched = touched || e.Start < p.Core.End && p.Core.Start < e.End || glued && e.Start <= p.Core.End && p.Core.Start <= e.End
			if e.End <= p.Core.Start {
				shift += len(e.Text) - e.Len()
			}
		}
		if touched || p.Kind != prompt.Plain || p.Choice || !isWord(p.Core.Of(text)) {
			continue // a sign at the end, "^_^,", is one token with the comma
		}
		moved := prompt.Span{Start: p.Core.Start + shift, End: p.Core.End + shift}
		if a, b := before.in(p.Core), after.in(moved); a != nil && !slices.Equal(a, b) {
			t.Fatalf("%q is read as %v, and as %v after %q became %q", p.Core.Of(text), a, b, text, fixed)
		}
	}
}

// isWord reports whether a text begins and ends with a letter or a digit.
func isWord(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	in := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return in(first) && in(last)
}

// tokens are the tokens of a prompt and where they stand.
type tokens struct {
	ids   []int
	spans []prompt.Span
}

func tokensOf(text string) (all tokens) {
	for _, c := range prompt.Chunks(text, prompt.Defaults).Chunks {
		for k, id := range c.IDs {
			all.ids = append(all.ids, int(id))
			all.spans = append(all.spans, c.Spans[k])
		}
	}
	return all
}

// in returns the tokens that stand in a span.
func (all tokens) in(span prompt.Span) (ids []int) {
	for k, s := range all.spans {
		if span.Start <= s.Start && s.End <= span.End {
			ids = append(ids, all.ids[k])
		}
	}
	return ids
}

// wordsOf returns the words of a text in lower case.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// TestForeseen names what goes only once another fix has let it, and each once.
func TestForeseen(t *testing.T) {
	c := withLarge(t, Options{})
	for text, want := range map[string]string{
		"1girl, {worst quality}":        QualityPlace,
		"1girl, 1.5::amazing quality::": DeadTag,

		"(smile:1,2), 1girl, head out of frame, hat":                    Contradiction,
		":), (by wlop:0.7), (smile:1,2), 1girl, head out of frame, hat": Contradiction,
	} {
		found, _ := c.CheckThrough(prompt.Texts{Positive: text}, false)
		if !slices.ContainsFunc(found, func(d Diagnostic) bool { return d.Rule == want }) {
			t.Errorf("%q: %s is not named in %v", text, want, found)
		}
		for i, d := range found {
			if slices.ContainsFunc(found[:i], func(e Diagnostic) bool { return e.Span == d.Span && e.Message == d.Message }) {
				t.Errorf("%q: %q is said twice", text, d.Message)
			}
		}
	}
}

// TestOneWordSlips says with the built-in list what the one word was meant as
// where two letters changed places, and nothing of names.
func TestOneWordSlips(t *testing.T) {
	c := withStarter(t, Options{})
	for text, want := range map[string]bool{"blsuh": true, "smlie": true, "twintials": true, "orbot": false, "dragoon": false, "kasuo": false} {
		found := false
		for _, d := range c.CheckAlone("1girl, " + text + ", solo") {
			found = found || d.Rule == UnknownTag && d.Severity == Hint && d.Fix == nil
		}
		if found != want {
			t.Errorf("%q: a hint %v, want %v", text, found, want)
		}
	}
}
