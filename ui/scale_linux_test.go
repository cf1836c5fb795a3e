package ui

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/lint"
	"tailor/tags/prompt/schedule"
	"tailor/tags/prompt/splice"
	"tailor/tags/wildcard"
	"tailor/ui/editor/buffer"
)

// attacks are what a prompt may be full of: of all that nests, of all that
// ends a part, of all that lint reads to its end.
var attacks = []struct{ name, unit, tail string }{
	{"round", "(", ""}, {"closing", ")", ""}, {"paired", "()", ""}, {"weights", "(a:", ""}, {"square", "[", ""}, {"alternations", "[a|", ""}, {"schedules", "[a:", ""},
	{"networks", "<lora:", ""}, {"networks-closed", "<lora:a:1>", ""}, {"braces", "{a|", ""}, {"braces-closed", "{a|b}", ""}, {"variables", "${x=", ""},
	{"a-word", "a", ""}, {"families", "👩‍👩‍👧", ""}, {"lines", "a, b\n", ""}, {"tags", "long hair, ", ""}, {"unknown", "qwxz, ", ""}, {"underscores", "long_hair, ", ""},
	{"commas", ",", ""}, {"spaces", " ", ""}, {"newlines", "\n", ""}, {"colons", ":", ""}, {"bars", "|", ""}, {"backslashes", `\`, ""}, {"escaped", `\(`, ""}, {"breaks", "BREAK ", ""},
	{"ands", "a AND ", ""}, {"comments", "#", ""}, {"comment-lines", "# a\n", ""}, {"wildcards", "__a__ ", ""}, {"wildcards-begun", "__", ""}, {"quotes", `"`, ""},
	{"artists", "by kantoku, ", ""}, {"artists-weighted", "(by wlop:0.7), ", ""}, {"dead", "score_9, ", ""}, {"quality", "masterpiece, ", ""},
	{"sentences", "a girl stands in the rain. ", ""}, {"words", "hair ", ""}, {"steps", "Steps: 20, ", ""}, {"steps-lines", "Steps: 20, Sampler: a, CFG scale: 7\n", ""},
	{"negatives", "Negative prompt: ", ""}, {"negative-lines", "Negative prompt: a\n", ""}, {"parens", "saber (fate), ", ""}, {"unclosed-tags", "(long hair, ", ""},
	{"breaks-bracketed", "(BREAK ", ""}, {"marks", "é", ""}, {"combining", "e\u0301\u0302\u0303", ""}, {"zwj", "\u200d", ""}, {"flags", "🇩", ""}, {"chinese", "猫", ""},
	{"mixed", "(a, [b:c:0.5], <lora:x:1>, {d|e}, \\(f\\) BREAK by g, __h__, ", ""}, {"closing-square", "]", ""}, {"weights-closed", "(a:1.2), ", ""}, {"numbers", "1", ""},
	{"dots", ". ", ""}, {"apostrophes", "'", ""}, {"dashes", "-", ""}, {"embeddings", "embedding:a, ", ""}, {"char", "char:", ""}, {"by", "by ", ""}, {"at", "@a, ", ""},
	{"a-break", "a BREAK ", ""}, {"nested", "(a, ", ")"}, {"nested-square", "[a, ", "]"}, {"nested-braces", "{a|", "}"}, {"nested-weights", "(a", ":1.2)"},
	{"nested-dead", "(score_9, ", ")"}, {"nested-breaks", "(a BREAK ", ")"}, {"nested-schedules", "[a:", ":0.5]"}, {"nested-alternations", "[a|", "]"},
	{"distinct", "w%d, ", ""}, {"distinct-words", "%d", " "}, {"distinct-unknown", "long hair%d, ", ""}, {"distinct-by", "by x%d, ", ""}, {"distinct-sentences", "a cat %d stands on a chair, ", ""},
	{"contradictions", "dark skin, pale skin, %d girls, ", ""}, {"commented", "#, ,  a\n", ""}, {"crossed", "([", ")]"},
	{"distinct-strangers", "qxz%dvk, ", "by wlop"}, {"ratings", "rating:safe, ", ""}, {"weights-bare", "a:1.2, ", ""}, {"blocked", "loli, ", ""}, {"blocked-options", "{loli|", "x}"},
}

// layers are what a change of a prompt goes through.
var layers = []struct {
	name string
	run  func(w *works, text string)
}{
	{"outline", func(w *works, text string) { prompt.Read(text) }},
	{"chunks", func(w *works, text string) {
		prompt.Conditioned(text, prompt.Defaults)
		prompt.Count(text, prompt.Defaults)
	}},
	{"settle", func(w *works, text string) { schedule.Last(text, 20) }},
	{"lint", func(w *works, text string) { w.checker.Check(prompt.Texts{Positive: text}) }},
	{"lint-negative", func(w *works, text string) { w.checker.Check(prompt.Texts{Positive: "a", Negative: text}) }},
	{"fixes", func(w *works, text string) { w.checker.Fix(prompt.Texts{Positive: text}) }},
	{"toggles", func(w *works, text string) { edit.States(w.p, prompt.Texts{Positive: text}) }},
	{"toggle", func(w *works, text string) { edit.Toggle(w.p, prompt.Texts{Positive: text}, "masterpiece", 1) }},
	{"gather", func(w *works, text string) { edit.Gather(w.p, w.cat, prompt.Texts{Positive: text}, edit.Options{}) }},
	{"word", func(w *works, text string) {
		splice.Word(text, len(text))
		wildcard.At(text, len(text))
		prompt.TypingAt(text, len(text))
	}},
	{"word-middle", func(w *works, text string) { at := len(text) / 2; splice.Word(text, at); wildcard.At(text, at) }},
	{"weigh", func(w *works, text string) { splice.Weigh(text, prompt.Span{Start: len(text), End: len(text)}, 1, nil) }},
	{"weigh-all", func(w *works, text string) { splice.Weigh(text, prompt.Span{End: len(text)}, 1, nil) }},
	{"move", func(w *works, text string) { splice.Move(text, len(text)/2, 1) }},
	{"accept", func(w *works, text string) {
		edit.Accept(w.p, w.cat, text, len(text), w.cat.Tag(0), edit.Options{})
	}},
	{"copyable", func(w *works, text string) { splice.Copyable(text) }},
	{"find-wildcards", func(w *works, text string) { wildcard.Find(text) }},
	{"clean", func(w *works, text string) { buffer.Clean(text) }},
}

type works struct {
	p       *profile.Profile
	cat     *catalogue.Catalogue
	checker *lint.Checker
}

// BenchmarkLength prints for every attack and layer how much longer 100 KB take
// than 50 KB: 2 where the time is linear, 4 where it is quadratic.
func BenchmarkLength(b *testing.B) {
	lists := testLists(b)
	w := &works{profile.RouWei(), lists.Catalogue, nil}
	w.checker = lint.New(w.p, lists.Catalogue, lists.Index, lint.Options{Model: "epsilon", Chunks: prompt.Defaults})
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // it would count where it runs
	unique := 0                                      // so that no text is remembered
	for _, a := range attacks {
		for _, l := range layers {
			b.Run(a.name+"/"+l.name, func(b *testing.B) {
				runtime.LockOSThread() // threadTime is of one thread
				defer runtime.UnlockOSThread()
				took := func(size int) time.Duration {
					best := time.Hour
					for range 2 {
						unique++
						runtime.GC()
						var text strings.Builder
						n := size / (len(a.unit) + len(a.tail))
						for i := range n {
							text.WriteString(strings.ReplaceAll(a.unit, "%d", strconv.Itoa(i)))
						}
						text.WriteString(strings.Repeat(a.tail, n))
						fmt.Fprint(&text, unique)
						attack := text.String()
						start := threadTime(b)
						l.run(w, attack)
						best = min(best, threadTime(b)-start)
					}
					return best
				}
				half, whole := took(50<<10), took(100<<10)
				for b.Loop() {
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(float64(whole.Microseconds())/1000, "ms/100KB")
				b.ReportMetric(float64(whole)/float64(half), "ratio")
			})
		}
	}
}

// threadTime is how long this thread has computed. Unlike the clock it does not
// count what others do meanwhile.
func threadTime(t testing.TB) time.Duration {
	t.Helper()
	const thread = 1 // RUSAGE_THREAD
	var u syscall.Rusage
	if err := syscall.Getrusage(thread, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
