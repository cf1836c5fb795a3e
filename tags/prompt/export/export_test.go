package export

import (
	"encoding/json"
	"strings"
	"testing"

	"tailor/tags/picture"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
)

func write(t *testing.T, f Format, in infotext.Infotext) Output {
	t.Helper()
	out, err := Write(f, in, Target{Options: prompt.Defaults})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func only(positive string) infotext.Infotext {
	return infotext.Infotext{Texts: prompt.Texts{Positive: positive}}
}

func TestTexts(t *testing.T) {
	const styled = `(by kantoku:0.7), by wlop, masterpiece BREAK 1girl, karin \(blue archive\), [tail], ((halo))`
	cases := []struct {
		name, text    string
		format        Format
		want, wantOut string
	}{
		{"A1111", styled, A1111, styled, ""},
		{"SwarmUI", styled, SwarmUI, `(by kantoku:0.7), by wlop, masterpiece <break> 1girl, karin \(blue archive\), (tail:0.909091), (halo:1.21)`, ""},
		{"SwarmUI, LoRA", "a <lora:x:0.8:1>, b # c", SwarmUI, "a , b <lora:x:1:0.8>", ""},
		{"SwarmUI, other networks", "a <hypernet:x:1>", SwarmUI, "a", "hypernet"},
		{"SwarmUI, editing", "[cat:dog:0.5], [a|b]", SwarmUI, "[cat:dog:0.5], [a|b]", ""},
		{"SwarmUI, editing to and from", "[dog:0.25], [cat::7]", SwarmUI, "[:dog:0.25], [cat::7]", ""},
		{"SwarmUI, editing of no whole step", "[cat:dog:0.33], [a:b:1.0]", SwarmUI, "[cat:dog:6], [a:b:20]", ""},
		{"SwarmUI, weights in editing", "([(cat:1.5):dog:0.5], a:1.2)", SwarmUI, "(<fromto[0.5]:(cat:1.8)||dog>, a:1.2)", ""},
		{"SwarmUI, editing in editing", "[[a|b]:c:0.5]", SwarmUI, "<fromto[0.5]:[a|b]||c>", ""},
		{"SwarmUI, alternating weights", `[(a:1.2)|c\(d\)]`, SwarmUI, `<alternate:(a:1.2)||c\(d\)>`, ""},
		{"SwarmUI, literal brackets", `\[a\], [b], ((c)`, SwarmUI, `\[a\], (b:0.909091), (c:1.21)`, ""},
		{"SwarmUI, full width", "（ａ）, (x, y:1.2), z", SwarmUI, `\(a\), (x, y:1.2), z`, ""},
		{"SwarmUI, comments", "a # [b:c:0.5]\nd", SwarmUI, "a \nd", ""},
		{"SwarmUI, AND", "a AND b", SwarmUI, "a AND b", "AND"},
		{"SwarmUI, a weight of all of it", "(a:1.2 <lora:x:1>", SwarmUI, "(a:1.1) <lora:x:1>", `":1.2" behind the prompt`},
		{"InvokeAI, a weight of all of it", "(a:1.2", InvokeAI, "(a)1.1", `":1.2" behind the prompt`},
		{"ComfyUI's texts, a weight of all of it", "(a:1.2", ComfyTexts, "(a:1.1)", `":1.2" behind the prompt`},
		{"InvokeAI", styled, InvokeAI, `("(by kantoku)0.7, by wlop, masterpiece", "1girl, karin \(blue archive\), (tail)0.909091, (halo)1.21").and()`, ""},
		{"InvokeAI, one chunk", "a, (b, c:1.2)", InvokeAI, "a, (b, c)1.2", ""},
		{"InvokeAI, newlines", "a,\nb BREAK\nc", InvokeAI, `("a, b", "c").and()`, ""},
		{"InvokeAI, bracket behind a letter", "x(b:1.2)5", InvokeAI, "x (b)1.2 5", ""},
		{"InvokeAI, signs in brackets", "(t-shirt, =_=, +_+, red:1.2)", InvokeAI, "(t-shirt,)1.2 =_=, +_+, (red)1.2", `the weight of "=_="`},
		{"InvokeAI, backslashes", `(a\\ b:1.2) \\(c:1.1)`, InvokeAI, `(a\ b)1.2 \ (c)1.1`, ""},
		{"InvokeAI, backslash at the end", `(a\\:1.2)`, InvokeAI, `(a\ )1.2`, ""},
		{"InvokeAI, full width", "（ａ）, (“x”:1.2)", InvokeAI, `\(a\), (\"x\")1.2`, ""},
		{"InvokeAI, quotes", `"a" BREAK b`, InvokeAI, `("\"a\"", "b").and()`, ""},
		{"InvokeAI, signs", "a++, t-shirt", InvokeAI, "a++, t-shirt", `"a++"`},
		{"InvokeAI, negative weight", "(a:-1)", InvokeAI, "(a)0", "negative weight"},
		{"InvokeAI, LoRA", "a <lora:x:1>", InvokeAI, "a", "LoRAs"},
		{"texts for ComfyUI", styled, ComfyTexts, "(by kantoku:0.7), by wlop, masterpiece\n\n1girl, karin \\(blue archive\\), (tail:0.909091), (halo:1.21)", ""},
		{"texts for ComfyUI, LoRA", "a <lora:x:1>", ComfyTexts, "a", "loads it by a node"},
		{"variants stay", "{a|b} c", SwarmUI, "{a|b} c", "variants"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			out := write(t, c.format, only(c.text))
			if out.Text != c.want {
				t.Errorf("got  %s\nwant %s", out.Text, c.want)
			}
			lost := strings.Join(out.Lost, "\n")
			if c.wantOut == "" && lost != "" || !strings.Contains(lost, c.wantOut) {
				t.Errorf("lost %q, want %q", lost, c.wantOut)
			}
		})
	}
	if _, err := Write("png", only("a"), Target{Options: prompt.Defaults}); err == nil || !strings.Contains(err.Error(), "swarmui") {
		t.Errorf("unknown format: %v", err)
	}
}

func TestInfotext(t *testing.T) {
	in := infotext.Infotext{Texts: prompt.Texts{Positive: "a", Negative: "b"}, Settings: []infotext.Setting{{Key: "Steps", Value: "28"}, {Key: "Seed", Value: "1"}, {Key: "Note", Value: "x, y"}}}
	out := write(t, Infotext, in)
	if want := "a\nNegative prompt: b\nSteps: 28, Seed: 1, Note: \"x, y\""; out.Text != want || out.Lost != nil {
		t.Errorf("%q, lost %q", out.Text, out.Lost)
	}
}

// TestComfyUI reads the workflow back as the picture reader does, and looks at
// its wiring.
func TestComfyUI(t *testing.T) {
	in := infotext.Infotext{
		Texts: prompt.Texts{Positive: `(by wlop:0.7), masterpiece BREAK 1girl, karin \(blue archive\) <lora:x:0.8>`, Negative: "worst quality"},
		Settings: []infotext.Setting{{Key: "Steps", Value: "24"}, {Key: "Sampler", Value: "Euler a"}, {Key: "CFG scale", Value: "5.5"},
			{Key: "Seed", Value: "12345678901234567890"}, {Key: "Size", Value: "832x1216"}, {Key: "Model", Value: "rouwei_080"}},
	}
	out := write(t, ComfyUI, in)
	if out.Lost != nil {
		t.Errorf("lost %q", out.Lost)
	}
	p, err := picture.Read(strings.NewReader(out.Text), int64(len(out.Text)))
	if err != nil {
		t.Fatal(err)
	}
	if want := `(by wlop:0.7), masterpiece BREAK 1girl, karin \(blue archive\) <lora:x:0.8>`; p.Positive != want || p.Negative != "worst quality" {
		t.Errorf("read back %q, %q", p.Positive, p.Negative)
	}
	for _, s := range in.Settings {
		if got, _ := p.Get(s.Key); got != s.Value {
			t.Errorf("%s read back as %q, want %q", s.Key, got, s.Value)
		}
	}
	var nodes map[string]struct {
		Class  string         `json:"class_type"`
		Inputs map[string]any `json:"inputs"`
	}
	if err := json.Unmarshal([]byte(out.Text), &nodes); err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for id, n := range nodes {
		count[n.Class]++
		for name, v := range n.Inputs {
			if link, ok := v.([]any); ok {
				if _, there := nodes[link[0].(string)]; !there {
					t.Errorf("input %s of node %s leads nowhere", name, id)
				}
			}
		}
	}
	for class, want := range map[string]int{"CLIPTextEncode": 3, "ConditioningConcat": 1, "LoraLoader": 1, "KSampler": 1, "SaveImage": 1} {
		if count[class] != want {
			t.Errorf("%d nodes %s, want %d", count[class], class, want)
		}
	}
}

func TestComfyUILost(t *testing.T) {
	in := only("a AND b:0.5, [c:d:3] <hypernet:x:1>")
	in.Settings = []infotext.Setting{{Key: "Sampler", Value: "Restart"}, {Key: "Seed", Value: "-1"}}
	out := write(t, ComfyUI, in)
	lost := strings.Join(out.Lost, "\n")
	for _, want := range []string{"AND", "editing", "hypernet", "Restart", "seed"} {
		if !strings.Contains(lost, want) {
			t.Errorf("lost %q does not tell of %s", lost, want)
		}
	}
	if !strings.Contains(out.Text, "ConditioningCombine") {
		t.Error("AND is not combined")
	}
}

// TestSamplers has samplers as A1111 has named them before its version 1.9 and
// since.
func TestSamplers(t *testing.T) {
	cases := []struct{ name, sampler, schedule, want, lost string }{
		{"as now", "DPM++ 2M", "Karras", "dpmpp_2m karras", ""},
		{"in one name", "DPM++ SDE Karras", "", "dpmpp_sde karras", ""},
		{"in one name, exponential", "DPM++ 2M SDE Exponential", "Automatic", "dpmpp_2m_sde exponential", ""},
		{"automatic", "Euler a", "Automatic", "euler_ancestral normal", ""},
		{"automatic, with its own", "DPM++ 3M SDE", "Automatic", "dpmpp_3m_sde exponential", ""},
		{"automatic, unsaid", "DPM++ 2M", "", "dpmpp_2m karras", ""},
		{"unknown", "Restart", "Align Your Steps", "euler_ancestral normal", "Restart"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			in := only("a")
			in.Settings = []infotext.Setting{{Key: "Model", Value: "x"}, {Key: "Sampler", Value: c.sampler}}
			if c.schedule != "" {
				in.Settings = append(in.Settings, infotext.Setting{Key: "Schedule type", Value: c.schedule})
			}
			out := write(t, ComfyUI, in)
			var nodes map[string]struct {
				Inputs struct {
					Sampler   string `json:"sampler_name"`
					Scheduler string `json:"scheduler"`
				} `json:"inputs"`
			}
			_ = json.Unmarshal([]byte(out.Text), &nodes) // other nodes have none
			got := ""
			for _, n := range nodes {
				if n.Inputs.Sampler != "" {
					got = n.Inputs.Sampler + " " + n.Inputs.Scheduler
				}
			}
			if lost := strings.Join(out.Lost, "\n"); got != c.want || c.lost == "" && lost != "" || !strings.Contains(lost, c.lost) {
				t.Errorf("got %q, lost %q; want %q, %q", got, lost, c.want, c.lost)
			}
		})
	}
}

// TestSettingsLost wants every setting told of that is left behind, in one
// sentence.
func TestSettingsLost(t *testing.T) {
	in := infotext.Parse("a\nSteps: 20, Sampler: Euler a, Clip skip: 2, VAE: x, Model hash: 12, Version: v1")
	for format, want := range map[Format]string{
		ComfyUI:  "a checkpoint, as the settings name none: set ckpt_name yourself",
		SwarmUI:  "the settings Steps, Sampler, Clip skip, VAE: SwarmUI takes them on its own panel, not in the prompt",
		InvokeAI: "the settings Steps, Sampler, Clip skip, VAE: InvokeAI takes them on its own panel, not in the prompt",
		Infotext: "", JSON: "",
	} {
		if lost := strings.Join(write(t, format, in).Lost, "\n"); lost != want {
			t.Errorf("%s: lost %q, want %q", format, lost, want)
		}
	}
}

func TestJSON(t *testing.T) {
	out := write(t, JSON, infotext.Infotext{Texts: prompt.Texts{Positive: "a <b> BREAK c, d", Negative: "e"}, Settings: []infotext.Setting{{Key: "Steps", Value: "28"}}})
	var got struct {
		Prompt, Negative string
		Settings         map[string]string
		Chunks           []struct {
			Text   string
			Tokens int
		}
	}
	if err := json.Unmarshal([]byte(out.Text), &got); err != nil {
		t.Fatal(err)
	}
	if got.Prompt != "a <b> BREAK c, d" || got.Negative != "e" || got.Settings["Steps"] != "28" ||
		len(got.Chunks) != 2 || got.Chunks[1].Text != "c, d" || got.Chunks[1].Tokens != 3 {
		t.Errorf("%+v", got)
	}
	if strings.Contains(out.Text, `\u003c`) {
		t.Error("escapes for HTML")
	}
}

func FuzzWrite(f *testing.F) {
	f.Add(`(a:1.2), \(b\) BREAK [c:d:3] AND e <lora:x:1>`, "b")
	f.Fuzz(func(t *testing.T, positive, negative string) {
		for _, format := range Formats {
			out, err := Write(format, infotext.Infotext{Texts: prompt.Texts{Positive: positive, Negative: negative}}, Target{Options: prompt.Defaults})
			if err != nil {
				t.Fatal(err)
			}
			if format == ComfyUI || format == JSON {
				if !json.Valid([]byte(out.Text)) {
					t.Fatalf("%s: no JSON", format)
				}
			}
		}
	})
}

// TestNoNumber exports settings that are no finite numbers: they are told.
func TestNoNumber(t *testing.T) {
	for _, value := range []string{"nan", "inf", "-Infinity", "1e999", "x"} {
		out := write(t, ComfyUI, infotext.Read("a\nSteps: "+value+", Sampler: Euler a, CFG scale: "+value+", Seed: 5, Size: 64x64"))
		lost := strings.Join(out.Lost, "; ")
		if !strings.Contains(lost, "the setting Steps "+value+": it is no number; the setting CFG scale "+value+": it is no number") {
			t.Errorf("%s: lost %s", value, lost)
		}
	}
}
