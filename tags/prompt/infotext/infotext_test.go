package infotext

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tailor/tags/prompt"
)

func TestParse(t *testing.T) {
	cases := []struct{ name, text, positive, negative, settings string }{
		{"all", "a, b\nNegative prompt: c\nSteps: 28, Sampler: Euler a, CFG scale: 7, Size: 832x1216",
			"a, b", "c", "Steps=28|Sampler=Euler a|CFG scale=7|Size=832x1216"},
		{"many lines", "a\nb\n\nNegative prompt: c\nd\nSteps: 28, Sampler: Euler a, CFG scale: 7",
			"a\nb\n", "c\nd", "Steps=28|Sampler=Euler a|CFG scale=7"},
		{"no negative", "a\nSteps: 28, Sampler: Euler a, Seed: 1", "a", "", "Steps=28|Sampler=Euler a|Seed=1"},
		{"no prompt", "Negative prompt: c\nSteps: 28, Sampler: Euler a, Seed: 1", "", "c", "Steps=28|Sampler=Euler a|Seed=1"},
		{"settings alone", "Steps: 28, Sampler: Euler a, Seed: 1", "", "", "Steps=28|Sampler=Euler a|Seed=1"},
		{"two settings are none", "a\nSteps: 28, Sampler: Euler a", "a\nSteps: 28, Sampler: Euler a", "", ""},
		{"prompt alone", "a, b\n", "a, b", "", ""},
		{"colons in the prompt", "(a:1.2), (b:1.3), (c:1.4)", "(a:1.2), (b:1.3), (c:1.4)", "", ""},
		{"CRLF", "a\r\nNegative prompt: c\r\nSteps: 28, Sampler: Euler a, Seed: 1\r\n", "a", "c", "Steps=28|Sampler=Euler a|Seed=1"},
		{"quoted", `a` + "\n" + `Steps: 28, Lora hashes: "x: 1, y: 2", Note: "a\n\"b\"", Version: v1.10.1`,
			"a", "", "Steps=28|Lora hashes=x: 1, y: 2|Note=a\n\"b\"|Version=v1.10.1"},
		{"broken quotes", `a` + "\n" + `Steps: 28, Note: "a, Seed: 1, CFG scale: 7`, "a", "", `Steps=28|Note="a|Seed=1|CFG scale=7`},
		{"JSON", "a\nSteps: 28, Civitai resources: [{\"type\":\"lora\",\"weight\":0.8,\"name\":\"x: 1, yy: 2\"},{\"type\":\"b\"}] , Civitai metadata: {}, Seed: 1",
			"a", "", "Steps=28|Civitai resources=[{\"type\":\"lora\",\"weight\":0.8,\"name\":\"x: 1, yy: 2\"},{\"type\":\"b\"}]|Civitai metadata={}|Seed=1"},
		{"JSON at the end", "a\nSteps: 28, Seed: 1, Data: [1,2]", "a", "", "Steps=28|Seed=1|Data=[1,2]"},
		{"brackets that are no JSON", "a\nSteps: 28, Note: [x, y], Seed: 1, Data: {1,2", "a", "", "Steps=28|Note=[x|Seed=1|Data={1"},
		{"JSON with more behind it", "a\nSteps: 28, Note: [1,2] x, Seed: 1", "a", "", "Steps=28|Note=[1|Seed=1"},
		{"empty value", "a\nSteps: 28, Note: , Seed: 1", "a", "", "Steps=28|Note=|Seed=1"},
		{"names of other scripts", "a\nSchritte größer: 28, Sampler: é, Seed: 1", "a", "", "Schritte größer=28|Sampler=é|Seed=1"},
		{"later mark", "a\nNegative prompt: b\nNegative prompt: c", "a", "b\nNegative prompt: c", ""},
		{"indented mark", "a\n  Negative prompt: b", "a", "b", ""},
		{"nothing", "", "", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Parse(c.text)
			var settings []string
			for _, s := range got.Settings {
				settings = append(settings, s.Key+"="+s.Value)
			}
			if s := strings.Join(settings, "|"); got.Positive != c.positive || got.Negative != c.negative || s != c.settings {
				t.Errorf("Parse(%q)\n got %q, %q, %q\nwant %q, %q, %q", c.text, got.Positive, got.Negative, s, c.positive, c.negative, c.settings)
			}
		})
	}
}

// TestRead has what A1111 reads as settings and is a prompt.
func TestRead(t *testing.T) {
	const loras = "<lora:foo:0.8>, <lora:bar:0.8>, <lora:baz:0.8>"
	cases := []struct {
		name, text, positive, negative string
		settings                       int
	}{
		{"three weighted parts", "(long hair:1.2), (blue eyes:1.3), (smile:1.1)", "(long hair:1.2), (blue eyes:1.3), (smile:1.1)", "", 0},
		{"three LoRAs below", "1girl\n" + loras, "1girl\n" + loras, "", 0},
		{"a trailing newline", "1girl\n" + loras + "\n", "1girl\n" + loras, "", 0},
		{"weights below the negative", "1girl\nNegative prompt: bad,\n(worst quality:1.2), (low quality:1.3), (bad hands:1.1)",
			"1girl", "bad,\n(worst quality:1.2), (low quality:1.3), (bad hands:1.1)", 0},
		{"weights in the negative", "1girl\nNegative prompt: (worst quality:1.2), (low quality:1.3), (bad hands:1.1)",
			"1girl", "(worst quality:1.2), (low quality:1.3), (bad hands:1.1)", 0},
		{"settings", "(aa:1.2), (bb:1.1), (cc:1.3)\nSteps: 28, Sampler: Euler a, Seed: 1", "(aa:1.2), (bb:1.1), (cc:1.3)", "", 3},
		{"settings without steps", "a\nSampler: Euler a, CFG scale: 7, Seed: 1", "a", "", 3},
		{"one known name", "a\n(Size:1.2), (aa:1.1), (bb:1.3)", "a\n(Size:1.2), (aa:1.1), (bb:1.3)", "", 0},
		{"unknown settings behind a negative", "a\nNegative prompt: b\nAlpha: 1, Beta: 2, Gamma: 3", "a", "b", 3},
		{"unknown settings alone", "a\nAlpha: 1, Beta: 2, Gamma: 3", "a\nAlpha: 1, Beta: 2, Gamma: 3", "", 0},
		{"CRLF", "a\r\nNegative prompt: b\r\nSteps: 28, Sampler: Euler a, Seed: 1\r\n", "a", "b", 3},
		{"CR", "a\rNegative prompt: b\rSteps: 28, Sampler: Euler a, Seed: 1\r", "a", "b", 3},
		{"CR before LF", "a\rb\rSteps: 28, Sampler: Euler a, Seed: 1\n", "a\nb", "", 3},
		{"one line", "a, b Negative prompt: c, d Steps: 20, Sampler: Euler, CFG scale: 7, Seed: 1", "a, b", "c, d", 4},
		{"one line without a negative", "a, (b:1.2) Steps: 20, Sampler: Euler, Seed: 1\n", "a, (b:1.2)", "", 3},
		{"one line without a prompt", "Negative prompt: c, d Steps: 20, Sampler: Euler, Seed: 1", "", "c, d", 3},
		{"one line without steps", "a, b Sampler: Euler, CFG scale: 7, Seed: 1", "a, b", "", 3},
		{"settings behind the negative's line", "a\nNegative prompt: c, d Steps: 20, Sampler: Euler, Seed: 1", "a", "c, d", 3},
		{"settings behind a comma", "a, b, Steps: 20, Sampler: Euler, Seed: 1", "a, b,", "", 3},
		{"settings before Steps", "a\nModel: x, Data: [{\"a\":1,\"b\":2}], Steps: 20, Sampler: Euler", "a", "", 4},
		{"steps within a setting", "a\nSteps: 20, Sampler: Euler, Seed: 1, Note: \"Negative prompt: x Steps: 3, Size: 1, Model: y\"", "a", "", 4},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Read(c.text)
			if got.Positive != c.positive || got.Negative != c.negative || len(got.Settings) != c.settings {
				t.Errorf("Read(%q)\n got %q, %q, %v\nwant %q, %q, %d settings", c.text, got.Positive, got.Negative, got.Settings, c.positive, c.negative, c.settings)
			}
		})
	}
}

func TestString(t *testing.T) {
	info := Infotext{prompt.Texts{Positive: "a,\nb", Negative: "c"}, []Setting{
		{"Steps", "28"}, {"Sampler", "Euler a"}, {"Hashes", "a: 1, b: \"2\"\té"}, {"Note", ""}, {"Quoted", `"x"`}, {"Space", " x"},
	}}
	want := "a,\nb\nNegative prompt: c\nSteps: 28, Sampler: Euler a, " +
		`Hashes: "a: 1, b: \"2\"\té", Note: "", Quoted: "\"x\"", Space: " x"`
	if got := info.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestRoundTrip writes and reads five thousand infotexts made of the pieces
// that could upset a reader.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"1girl", ", ", ":", "\"", "\\", "\n", " ", "(a:1.2)", "Steps: 28", "日本語", "é", "😺", "“", "\\\"", "\t",
		"<lora:x:1>", "Negative prompt", "Size: 1x1", ",", "=", "\u2028", "\x7f", "&amp;", "{a|b}"}
	text := func(most int) string {
		var b strings.Builder
		for range random.IntN(most + 1) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		return b.String()
	}
	lost := 0
	for range 5000 {
		info := Infotext{Texts: prompt.Texts{Positive: text(12), Negative: text(8)}}
		for i := range 3 + random.IntN(5) {
			info.Settings = append(info.Settings, Setting{fmt.Sprintf("Key %d", i), text(4)})
		}
		if info.Lost() != nil {
			lost++ // a piece "Negative prompt" before ":" at the beginning of a line
			continue
		}
		if back := Parse(info.String()); !reflect.DeepEqual(back, info) {
			t.Fatalf("wrote %#v\nread  %#v", info, back)
		}
	}
	if lost > 250 {
		t.Errorf("%d of 5000 were lost", lost)
	}
}

func TestLost(t *testing.T) {
	three := []Setting{{"Steps", "28"}, {"Seed", "1"}, {"Size", "1x1"}}
	cases := []struct {
		name string
		info Infotext
		want string
	}{
		{"nothing", Infotext{prompt.Texts{Positive: "a", Negative: "b"}, three}, ""},
		{"mark in the prompt", Infotext{prompt.Texts{Positive: "a\nNegative prompt: b"}, three}, "the prompt"},
		{"prompt like settings", Infotext{prompt.Texts{Positive: "aa: b, cc: d, ee: f"}, nil}, "the prompt"},
		{"two settings", Infotext{prompt.Texts{Positive: "a"}, three[:2]}, "too few"},
		{"a name it cannot read", Infotext{prompt.Texts{Positive: "a"}, append([]Setting{{"a:b", "1"}}, three...)}, "a name must be"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(c.info.Lost(), "\n")
			if got != c.want && (c.want == "" || !strings.Contains(got, c.want)) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add("a\nNegative prompt: b\nSteps: 28, Sampler: Euler a, Seed: 1")
	f.Add("a\nSteps: 28, xx: [{\"a\":[1,2]}], Seed: 1")
	f.Add("a\nSteps: 28, x: \"\\\", Seed: 1, \"")
	f.Fuzz(func(t *testing.T, text string) {
		info := Parse(text)
		if info.Lost() == nil && !reflect.DeepEqual(Parse(info.String()), info) {
			t.Fatalf("%q", text)
		}
	})
}

// reParam is A1111's, with \w and \s as Python has them.
var reParam = regexp.MustCompile(`[\s\p{Z}\x0b\x1c-\x1f\x{85}]*` +
	`([\p{L}\p{N}_][\p{L}\p{N}_ \-/]+):[\s\p{Z}\x0b\x1c-\x1f\x{85}]*` +
	`("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)`)

// TestFieldsAreReParams finds in texts of every kind what A1111's expression does.
func TestFieldsAreReParams(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	pieces := []string{"a", "bc", "é", "髪", "_", "7", " ", "-", "/", ":", ": ", ",", ", ", `"`, `\"`, `\`, "\n", "\t", "\u00a0", "\x1c", "(", "\xff", "Seed: 1, ", `x y: "a, b"`}
	for range 50_000 {
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		line := b.String()
		for at := 0; at <= len(line); {
			m := reParam.FindStringSubmatchIndex(line[at:])
			f, ok := nextField(line, at)
			if got, want := ok, m != nil; got != want {
				t.Fatalf("%q from %d: %v, want %v", line, at, got, want)
			} else if !ok {
				break
			}
			got := []int{f.start, f.next, f.key, f.colon, f.value, f.end}
			for i := range got {
				got[i] -= at
			}
			if !slices.Equal(got, m) {
				t.Fatalf("%q from %d: %v, want %v", line, at, got, m)
			}
			at += m[1]
		}
	}
}

// TestJSONIsTheReaders finds the JSON values that Go's own reader finds.
func TestJSONIsTheReaders(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	pieces := []string{"[", "]", "{", "}", "[1]", `{"a": [2, "b"]}`, `"a"`, `"a":`, `""`, `"\""`, ",", ", ", ":", "1", "-2.5e3", "true", "null", " ", "x", "é", "\n"}
	found := 0
	for range 100_000 {
		var b strings.Builder
		b.WriteString([]string{"[", "{", ""}[r.IntN(3)])
		for range r.IntN(8) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		text := b.String()
		want := 0
		d := json.NewDecoder(strings.NewReader(text))
		var value json.RawMessage
		if text != "" && (text[0] == '[' || text[0] == '{') && d.Decode(&value) == nil {
			want = int(d.InputOffset())
			if rest := strings.TrimSpace(text[want:]); rest != "" && rest[0] != ',' {
				want = 0
			}
			found++
		}
		if got := jsonLen(text); got != want {
			t.Fatalf("%q: %d, want %d", text, got, want)
		}
	}
	if found < 1000 {
		t.Errorf("only %d texts began with JSON", found)
	}
}
