package prompt

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"tailor/data/reference"
)

type golden struct {
	Prompt  string
	Counter struct{ Count, Max int }
	Line    goldenLine
}

type goldenLine struct {
	Count  int
	Chunks []goldenChunk
}

type goldenChunk struct {
	IDs     []uint16
	Weights []float64
}

func lineOf(l Line) goldenLine {
	g := goldenLine{Count: l.Count}
	for _, c := range l.Chunks {
		chunk := goldenChunk{append([]uint16{}, c.IDs...), []float64{}}
		for _, w := range c.Weights {
			chunk.Weights = append(chunk.Weights, RoundWeight(w))
		}
		g.Chunks = append(g.Chunks, chunk)
	}
	return g
}

// TestGolden compares chunks and counter with what the web UI computes.
func TestGolden(t *testing.T) {
	file, err := os.Open(reference.Path(t, "golden/chunks.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	read, lineBad, counterBad := 0, 0, 0
	for lines.Scan() {
		var want golden
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		read++
		if got := lineOf(Chunks(want.Prompt, Defaults)); !reflect.DeepEqual(got, want.Line) {
			if lineBad++; lineBad <= 5 {
				t.Errorf("line of %q\n got %v\nwant %v", want.Prompt, got, want.Line)
			}
		}
		if got := Count(want.Prompt, Defaults); got != Counter(want.Counter) {
			if counterBad++; counterBad <= 5 {
				t.Errorf("counter of %q: got %v, want %v", want.Prompt, got, want.Counter)
			}
		}
	}
	if read != 420 || lineBad > 0 || counterBad > 0 {
		t.Errorf("%d of %d lines and %d counters differ, want 0 of 420", lineBad, read, counterBad)
	}
}

// TestChunkSpans shows the bytes that chunks and tokens hold, chunks parted by
// "‖", tokens by "|".
func TestChunkSpans(t *testing.T) {
	long := strings.Repeat("a ", 70)
	cases := []struct{ name, text, want string }{
		{"empty", "", "<>"},
		{"tokens", "1girl, Solo", "<1girl, Solo>1|girl|,|Solo"},
		{"break", "a BREAK b", "<a >a‖< b>b"},
		{"trailing break", "a BREAK ", "<a >a"},
		{"two breaks", "BREAK BREAK b", "<>‖< >‖< b>b"},
		{"escapes", `a \(b\)`, `<a \(b\)>a|\(|b|\)`},
		{"weights", "(a:1.2) [b]", "<(a:1.2) [b]>a|b"},
		{"comment and network", "a # x\nb<lora:x:1>c", "<a # x\nb<lora:x:1>c>a|b<lora:x:1>c"},
		{"a word over brackets", "(ki)(ss)", "<(ki)(ss)>ki)(ss"},
		{"entity", "a &amp; b", "<a &amp; b>a|&amp;|b"},
		{"overflow at a comma", long + "x, b b b b (((c d e:1.1)))",
			"<" + long + "x, >a*70|x|,‖<b b b b (((c d e:1.1)))>b|b|b|b|c|d|e"},
		{"overflow at a bracket", strings.Repeat("a ", 75) + "( (b))", "<" + strings.Repeat("a ", 75) + ">a*75‖<( (b))>b"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var parts []string
			for _, chunk := range Chunks(c.text, Defaults).Chunks {
				var tokens []string
				for _, s := range chunk.Spans {
					tokens = append(tokens, s.Of(c.text))
				}
				part := strings.Join(tokens, "|")
				part = strings.Replace(part, strings.Repeat("a|", 74)+"a", "a*75", 1)
				part = strings.Replace(part, strings.Repeat("a|", 69)+"a", "a*70", 1)
				parts = append(parts, "<"+c.text[chunk.Start:chunk.End]+">"+part)
			}
			if got := strings.Join(parts, "‖"); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// check holds what is true of the chunks of every prompt.
func check(t *testing.T, text string) {
	t.Helper()
	line := Chunks(text, Defaults)
	if len(line.Chunks) == 0 {
		t.Fatalf("no chunk of %q", text)
	}
	at, count := 0, 0
	last := Span{}
	for i, c := range line.Chunks {
		if c.Start != at || c.End < c.Start || c.End > len(text) {
			t.Fatalf("chunk %d of %q is %d:%d, the one before ended at %d", i, text, c.Start, c.End, at)
		}
		at = c.End
		if c.ByBreak {
			if c.Break.Start != c.End || c.Break.End > len(text) {
				t.Fatalf("chunk %d of %q is %d:%d and has its BREAK at %v", i, text, c.Start, c.End, c.Break)
			}
			at = c.Break.End
		}
		if len(c.IDs) > ChunkSize || len(c.IDs) != len(c.Weights) || len(c.IDs) != len(c.Spans) {
			t.Fatalf("chunk %d of %q has %d tokens, %d weights, %d spans", i, text, len(c.IDs), len(c.Weights), len(c.Spans))
		}
		for _, s := range c.Spans {
			if s.Start < last.Start || s.End < last.End || s.Start >= s.End || s.End > len(text) || s.Start < c.Start {
				t.Fatalf("token %v of %q behind %v, in chunk %d:%d", s, text, last, c.Start, c.End)
			}
			last = s
		}
		if c.ByBreak || i < len(line.Chunks)-1 {
			count += ChunkSize
		} else {
			count += len(c.IDs)
		}
	}
	if count != line.Count {
		t.Fatalf("%q: the chunks count %d, the line %d", text, count, line.Count)
	}
	if c := Count(text, Defaults); c.Max%ChunkSize != 0 || c.Max < c.Count || c.Max < ChunkSize || c.Max >= c.Count+ChunkSize && c.Count > 0 {
		t.Fatalf("counter %v of %q", c, text)
	}
}

func FuzzChunks(f *testing.F) {
	for _, s := range []string{"(a, b:1.2)", `\(a\)`, "a BREAK (b", "[a:b:0.5]", "#x\n[a|b]", "))((", "]:1)[", "<lora:x:1>",
		"a AND b :0.5", "(BREAK:1)", "&amp;", "ﬁ(ﬁ)", strings.Repeat("a, (b) ", 60), `(BR\EAK:-1)`} {
		f.Add(s)
	}
	f.Fuzz(check)
}

// TestHostile takes long prompts that would stall a reader whose time grows
// with the square of their length, or overflow the stack of a recursive one.
func TestHostile(t *testing.T) {
	for _, part := range []string{"(", ")", "[", "]", "(a", "[a", "([a", "(a:1.1)", "[a:", "[a:1]", "[a|", ":1)", "(a:2)(", "<a:", "#", "\\", "BREAK ", "AND ", ":", "a,", "[]", "(a)b", "[a:1][[ x"} {
		text := strings.Repeat(part, 1<<17/len(part))
		check(t, text)
		Read(text)
		TypingAt(text, len(text))
	}
	const deep = 1 << 15
	check(t, strings.Repeat("[a:", deep)+strings.Repeat(":1]", deep))
	check(t, strings.Repeat("(a", deep)+strings.Repeat(")", deep))
	Read(strings.Repeat("(a,", deep) + strings.Repeat("),", deep))
}

const prompt300 = "by kantoku, by wlop, best quality, masterpiece BREAK 1girl, karin \\(blue archive\\), looking at viewer, " +
	"dark skin, halo, long hair, yellow eyes, bunny ears, (playboy bunny:1.2), blue leotard, detached collar, wrist cuffs, " +
	"pantyhose, high heels, cowboy shot, smile, closed mouth, white background, simple background, "

func BenchmarkChunks(b *testing.B) {
	text := strings.Repeat(prompt300, 4)
	b.ReportAllocs()
	for b.Loop() {
		cut(text, Defaults) // Chunks would remember it
	}
}

func BenchmarkCount(b *testing.B) {
	text := strings.Repeat(prompt300, 4)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Count(strconv.Itoa(i)+text, Defaults) // one that is not remembered
	}
}

func BenchmarkCountEditing(b *testing.B) {
	text := strings.Repeat(prompt300, 4) + "[red|blue] hair, [a:b:0.5]"
	b.ReportAllocs()
	for b.Loop() {
		Count(text, Defaults)
	}
}
