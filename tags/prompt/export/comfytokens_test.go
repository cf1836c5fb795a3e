package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tailor/data"
	"tailor/data/reference"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
)

// What follows reads a text as ComfyUI's encoder does, apart from the
// package's own tokenizer: the brackets by the rules of its sd1_clip.py, the
// cleaning of transformers' BasicTokenizer, which it uses without ftfy, and
// CLIP's merges.

// token is a token and its weight.
type token struct {
	id     int
	weight float64
}

// comfyTokens returns the tokens of a text, without marks.
func comfyTokens(text string) []token {
	text = strings.NewReplacer(`\)`, "\x00\x01", `\(`, "\x00\x02").Replace(text)
	var tokens []token
	for _, s := range comfySegments(text, 1) {
		plain := strings.NewReplacer("\x00\x01", ")", "\x00\x02", "(", "\n", " ").Replace(s.text)
		for _, word := range comfyWords(plain) {
			for _, id := range mergeWord(word) {
				tokens = append(tokens, token{id, s.weight})
			}
		}
	}
	return tokens
}

type segment struct {
	text   string
	weight float64
}

// comfySegments parts a text at its outermost brackets: one multiplies by 1.1,
// unless a number behind its last colon is the weight itself.
func comfySegments(text string, weight float64) []segment {
	var parts []string
	current, depth := "", 0
	for _, c := range text {
		switch {
		case c == '(' && depth == 0:
			if current != "" {
				parts = append(parts, current)
			}
			current, depth = "(", 1
		case c == '(':
			current += "("
			depth++
		case c == ')':
			depth--
			current += ")"
			if depth == 0 {
				parts = append(parts, current)
				current = ""
			}
		default:
			current += string(c)
		}
	}
	if current != "" {
		parts = append(parts, current)
	}
	var out []segment
	for _, p := range parts {
		if len(p) < 2 || p[0] != '(' || p[len(p)-1] != ')' {
			out = append(out, segment{p, weight})
			continue
		}
		inner, by := p[1:len(p)-1], weight*1.1
		if colon := strings.LastIndexByte(inner, ':'); colon > 0 {
			if number, err := strconv.ParseFloat(strings.TrimSpace(inner[colon+1:]), 64); err == nil {
				inner, by = inner[:colon], number
			}
		}
		out = append(out, comfySegments(inner, by)...)
	}
	return out
}

var comfyPattern = regexp.MustCompile(`(?i)<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+`)

// comfyWords cleans a text and cuts it into words.
func comfyWords(text string) []string {
	var clean strings.Builder
	for _, c := range text {
		switch {
		case c == '\t' || c == '\n' || c == '\r' || unicode.Is(unicode.Zs, c):
			clean.WriteByte(' ')
		case c == 0 || c == 0xFFFD || unicode.Is(unicode.C, c):
		case isIdeograph(c):
			clean.WriteString(" " + string(c) + " ")
		default:
			clean.WriteRune(c)
		}
	}
	var words []string
	for _, field := range strings.Fields(norm.NFC.String(clean.String())) {
		words = append(words, comfyPattern.FindAllString(strings.ToLower(field), -1)...)
	}
	return words
}

func isIdeograph(c rune) bool {
	for _, r := range [][2]rune{{0x4E00, 0x9FFF}, {0x3400, 0x4DBF}, {0x20000, 0x2A6DF}, {0x2A700, 0x2EBEF}, {0xF900, 0xFAFF}, {0x2F800, 0x2FA1F}} {
		if c >= r[0] && c <= r[1] {
			return true
		}
	}
	return false
}

var ranks = func() map[[2]int]int {
	m := map[[2]int]int{}
	for i := 0; i+3 < len(data.Merges); i += 4 {
		m[[2]int{int(data.Merges[i]) | int(data.Merges[i+1])<<8, int(data.Merges[i+2]) | int(data.Merges[i+3])<<8}] = i / 4
	}
	return m
}()

// byteID is the number of a byte: those that print come first, in three runs.
func byteID(b byte) int {
	switch {
	case b >= 0x21 && b <= 0x7E:
		return int(b) - 0x21
	case b >= 0xA1 && b <= 0xAC:
		return int(b) - 0xA1 + 94
	case b >= 0xAE:
		return int(b) - 0xAE + 94 + 12
	case b <= 0x20:
		return 94 + 12 + 82 + int(b)
	}
	return 94 + 12 + 82 + 33 + slices.Index(unprintable, b)
}

var unprintable = func() (all []byte) {
	for b := 0x7F; b <= 0xA0; b++ {
		all = append(all, byte(b))
	}
	return append(all, 0xAD)
}()

// mergeWord joins the bytes of a word by CLIP's merges, the lowest rank first.
func mergeWord(word string) []int {
	switch word {
	case "<|startoftext|>":
		return []int{49406}
	case "<|endoftext|>":
		return []int{49407}
	}
	var ids []int
	for i := range len(word) {
		ids = append(ids, byteID(word[i]))
	}
	ids[len(ids)-1] += 256
	for {
		best, at := math.MaxInt, -1
		for i := 0; i+1 < len(ids); i++ {
			if rank, ok := ranks[[2]int{ids[i], ids[i+1]}]; ok && rank < best {
				best, at = rank, i
			}
		}
		if at < 0 {
			return ids
		}
		ids = slices.Replace(ids, at, at+2, 512+best)
	}
}

// comfyTextsOf returns the encoders' texts of a graph that was written, in their
// order: of its "prompt" or its "negative".
func comfyTextsOf(t *testing.T, graph, role string) []string {
	t.Helper()
	var nodes map[string]struct {
		Class  string            `json:"class_type"`
		Inputs map[string]any    `json:"inputs"`
		Meta   map[string]string `json:"_meta"`
	}
	if err := json.Unmarshal([]byte(graph), &nodes); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for i := 1; i <= len(nodes); i++ {
		if n := nodes[strconv.Itoa(i)]; n.Class == "CLIPTextEncode" && strings.HasPrefix(n.Meta["title"], role) {
			texts = append(texts, n.Inputs["text"].(string))
		}
	}
	return texts
}

// wanted is a prompt with the chunks that A1111 makes of it.
type wanted struct {
	prompt string
	chunks [][]token
}

// goldenChunks are prompts with what A1111 makes of them.
func goldenChunks(t *testing.T) []wanted {
	f, err := os.Open(reference.Path(t, "golden/chunks.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []wanted
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var g struct {
			Prompt string
			Line   struct {
				Chunks []struct {
					IDs     []int
					Weights []float64
				}
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		w := wanted{prompt: g.Prompt}
		for _, c := range g.Line.Chunks {
			chunk := []token{}
			for i := range c.IDs {
				chunk = append(chunk, token{c.IDs[i], c.Weights[i]})
			}
			w.chunks = append(w.chunks, chunk)
		}
		all = append(all, w)
	}
	return all
}

// generated are prompts of what goes wrong most: brackets, escapes, commas in
// weights, full width, entities, breaks, long tags. What A1111 makes of them
// is computed by package prompt, which is held against the golden ones.
func generated(n int) []wanted {
	r := rand.New(rand.NewPCG(18, 1))
	words := []string{"1girl", "solo", `karin \(blue archive\)`, "(long hair:1.2)", "((smile))", "[simple background]", "(a, b, c:1.3)", "by wlop", "BREAK",
		"“quoted”", "ﬁre", "（full width）", "AT&amp;T", "&lt;3", `\\`, `a\\(b:1.1)`, `\[x\]`, ":d", "^_^", "(:3:1.1)", "x:1.5", "(y:-0.5)", "ネコ", "é", "1,000",
		"(nested (deep:1.5) more:1.2)", "don’t", "(open", "semi;colon", "a-b_c", "…", "(,:1.4)", "☆", "(newline\nin it:1.2)", `trail\`, "Ａｓｃｉｉ"}
	var all []wanted
	for range n {
		var parts []string
		for range 1 + r.IntN(40) {
			parts = append(parts, words[r.IntN(len(words))])
		}
		text := strings.Join(parts, []string{", ", " ", ","}[r.IntN(3)])
		w := wanted{prompt: text}
		for _, c := range prompt.Chunks(text, prompt.Defaults).Chunks {
			chunk := []token{}
			for i, id := range c.IDs {
				chunk = append(chunk, token{int(id), prompt.RoundWeight(c.Weights[i])})
			}
			w.chunks = append(w.chunks, chunk)
		}
		all = append(all, w)
	}
	return all
}

// exceptions are the kinds of prompts that ComfyUI cannot read as A1111 does,
// by what is in them.
var exceptions = []struct {
	kind string
	is   func(string) bool
	// positive reports that it is none of a negative prompt, which A1111 reads
	// whole.
	positive bool
}{
	{"ideographs: ComfyUI's tokenizer puts spaces around each", func(s string) bool { return strings.ContainsFunc(s, isIdeograph) }, false},
	{"prompt editing: written as it is at the last step", func(s string) bool { _, edited := prompt.Settle(s, 0); return edited }, false},
	{"AND: parts that ComfyUI combines", func(s string) bool { parts, _ := prompt.Combined(s); return len(parts) > 1 }, true},
	{"a number behind the prompt: A1111's weight of all of it, no text", func(s string) bool { _, weight := prompt.Combined(s); return weight != "" }, true},
	{"format characters: ComfyUI's tokenizer drops them", func(s string) bool {
		return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Cf, c) || unicode.Is(unicode.Co, c) || c == 0xFFFD })
	}, false},
	{"a word cut in two by the end of a chunk: its first part is a word of its own then", func(s string) bool {
		for _, c := range prompt.Chunks(s, prompt.Defaults).Chunks {
			for _, word := range comfyPattern.FindAllStringIndex(s, -1) {
				if word[0] < c.Start && c.Start < word[1] {
					return true
				}
			}
		}
		return false
	}, false},
	{"the tokenizer's own marks", func(s string) bool { return strings.Contains(s, "<|") }, false},
}

// TestComfyTokens has 500 golden and generated prompts come out of ComfyUI's
// encoders as A1111 reads them: chunks, ids and weights. What does not is of
// a known kind, and counted.
func TestComfyTokens(t *testing.T) {
	golden := goldenChunks(t)
	all := append(golden, generated(max(200, 500-len(golden)))...)
	same, excused := 0, map[string]int{}
	for _, w := range all {
		out, err := Write(ComfyUI, infotext.Infotext{Texts: prompt.Texts{Positive: w.prompt, Negative: w.prompt}}, Target{Options: prompt.Defaults})
		if err != nil {
			t.Fatal(err)
		}
		for _, role := range []string{"prompt", "negative"} {
			problem := compareChunks(comfyTextsOf(t, out.Text, role), w.chunks)
			if problem == "" {
				same++
				continue
			}
			kind := ""
			for _, e := range exceptions {
				if (role == "prompt" || !e.positive) && e.is(w.prompt) {
					kind = role + ", " + e.kind
					break
				}
			}
			if excused[kind]++; kind == "" {
				t.Errorf("%s %q: %s", role, w.prompt, problem)
			}
		}
	}
	t.Logf("%d of %d prompts and as many negative ones: %d are read as A1111 reads them", len(all), len(all), same)
	for _, kind := range slices.Sorted(maps.Keys(excused)) {
		t.Logf("%d: %s", excused[kind], kind)
	}
	if same < 2*len(all)*9/10 {
		t.Errorf("only %d of %d", same, 2*len(all))
	}
}

func compareChunks(texts []string, want [][]token) string {
	for len(want) > 1 && len(want[len(want)-1]) == 0 { // nothing to encode behind the last BREAK
		want = want[:len(want)-1]
	}
	for len(texts) > 1 && texts[len(texts)-1] == "" {
		texts = texts[:len(texts)-1]
	}
	if len(texts) != len(want) {
		return fmt.Sprintf("%d chunks, want %d: %q", len(texts), len(want), texts)
	}
	for i, text := range texts {
		got := comfyTokens(text)
		if len(got) > 75 {
			return fmt.Sprintf("chunk %d has %d tokens", i+1, len(got))
		}
		if !slices.EqualFunc(got, want[i], func(a, b token) bool { return a.id == b.id && math.Abs(a.weight-b.weight) < 2e-6 }) {
			return fmt.Sprintf("chunk %d, written %q, is %v, want %v", i+1, text, got, want[i])
		}
	}
	return ""
}
