package picture

import (
	"strings"
	"testing"
)

// TestComfyTrace follows graphs of the sets of nodes that people use. In each
// the prompt is "good, (a:1.2)" and the negative "bad"; other texts lie about.
func TestComfyTrace(t *testing.T) {
	const (
		loader = `"1":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"sub/m.safetensors"}},`
		good   = `{"class_type":"CLIPTextEncode","inputs":{"text":"good, (a:1.2)","clip":["1",1]}}`
		bad    = `{"class_type":"CLIPTextEncode","inputs":{"text":"bad","clip":["1",1]}}`
		empty  = `"5":{"class_type":"EmptyLatentImage","inputs":{"width":8,"height":16,"batch_size":1}},`
		rest   = `"seed":7,"steps":20,"cfg":5,"sampler_name":"euler","scheduler":"karras","denoise":1,"model":["1",0],"latent_image":["5",0]`
		other  = `"90":{"class_type":"Note","inputs":{"text":"something else, much longer than the prompt itself is"}},`
	)
	cases := []struct{ name, graph string }{
		{"ToBasicPipe and FromBasicPipe", loader + empty + other + `"2":` + good + `,"3":` + bad + `,
			"6":{"class_type":"ToBasicPipe","inputs":{"model":["1",0],"clip":["1",1],"vae":["1",2],"positive":["2",0],"negative":["3",0]}},
			"7":{"class_type":"FromBasicPipe","inputs":{"basic_pipe":["6",0]}},
			"8":{"class_type":"KSampler","inputs":{"positive":["7",3],"negative":["7",4],` + rest + `}}`},
		{"EditBasicPipe", loader + empty + `"2":` + good + `,"3":` + bad + `,"4":{"class_type":"CLIPTextEncode","inputs":{"text":"old","clip":["1",1]}},
			"6":{"class_type":"ToBasicPipe","inputs":{"model":["1",0],"positive":["4",0],"negative":["3",0]}},
			"7":{"class_type":"EditBasicPipe","inputs":{"basic_pipe":["6",0],"positive":["2",0]}},
			"8":{"class_type":"ImpactKSamplerBasicPipe","inputs":{"basic_pipe":["7",0],` + rest + `}}`},
		{"easy loader", empty + `"1":{"class_type":"easy fullLoader","inputs":{"ckpt_name":"m.safetensors","positive":"good, (a:1.2)","negative":"bad"}},
			"7":{"class_type":"easy preSampling","inputs":{"pipe":["1",0],"steps":20}},
			"8":{"class_type":"easy kSampler","inputs":{"pipe":["7",0],` + rest + `}}`},
		{"ttN pipe", empty + `"1":{"class_type":"ttN pipeLoader_v2","inputs":{"ckpt_name":"m.safetensors","positive":["9",0],"negative":"bad"}},
			"9":{"class_type":"ttN text","inputs":{"text":"good, (a:1.2)"}},
			"8":{"class_type":"ttN pipeKSampler_v2","inputs":{"pipe":["1",0],` + rest + `}}`},
		{"Efficient Loader", empty + `"1":{"class_type":"Efficient Loader","inputs":{"ckpt_name":"m.safetensors","positive":"good, (a:1.2)","negative":"bad"}},
			"8":{"class_type":"KSampler (Efficient)","inputs":{"positive":["1",1],"negative":["1",2],` + rest + `}}`},
		{"rgthree's context", loader + empty + `"2":` + good + `,"3":` + bad + `,
			"6":{"class_type":"Context (rgthree)","inputs":{"model":["1",0],"positive":["2",0],"negative":["3",0]}},
			"7":{"class_type":"Context (rgthree)","inputs":{"base_ctx":["6",0]}},
			"8":{"class_type":"KSampler","inputs":{"positive":["7",4],"negative":["7",5],` + rest + `}}`},
		{"switches", loader + empty + `"2":` + good + `,"3":` + bad + `,"4":{"class_type":"CLIPTextEncode","inputs":{"text":"other","clip":["1",1]}},
			"6":{"class_type":"ImpactSwitch","inputs":{"select":2,"input1":["4",0],"input2":["2",0]}},
			"7":{"class_type":"Any Switch (rgthree)","inputs":{"any_01":["3",0],"any_02":["4",0]}},
			"8":{"class_type":"KSampler","inputs":{"positive":["6",0],"negative":["7",0],` + rest + `}}`},
		{"reroutes and string nodes", loader + empty + `"2":{"class_type":"CLIPTextEncode","inputs":{"text":["20",0],"clip":["1",1]}},"3":` + bad + `,
			"20":{"class_type":"Reroute","inputs":{"":["21",0]}},"21":{"class_type":"CR Text Input Switch","inputs":{"Input":1,"text1":["22",0],"text2":["23",0]}},
			"22":{"class_type":"PrimitiveString","inputs":{"value":"good, (a:1.2)"}},"23":{"class_type":"Text Multiline","inputs":{"text":"other"}},
			"8":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["3",0],` + rest + `}}`},
		{"boolean switch", loader + empty + `"2":` + good + `,"3":` + bad + `,"6":{"class_type":"easy ifElse","inputs":{"boolean":true,"on_true":["2",0],"on_false":["3",0]}},
			"8":{"class_type":"KSampler","inputs":{"positive":["6",0],"negative":["3",0],` + rest + `}}`},
		{"Flux's encoder and a guider", loader + empty + `"2":{"class_type":"CLIPTextEncodeFlux","inputs":{"clip_l":"good, (a:1.2)","t5xxl":"good, (a:1.2)","guidance":3.5,"clip":["1",1]}},"3":` + bad + `,
			"6":{"class_type":"CFGGuider","inputs":{"model":["1",0],"positive":["2",0],"negative":["3",0],"cfg":5}},
			"8":{"class_type":"SamplerCustomAdvanced","inputs":{"guider":["6",0],"latent_image":["5",0]}}`},
		{"an unknown node between", loader + empty + `"2":` + good + `,"3":` + bad + `,"6":{"class_type":"SomeConditioningThing","inputs":{"cond_in":["2",0],"amount":0.5}},
			"8":{"class_type":"KSampler","inputs":{"positive":["6",0],"negative":["3",0],` + rest + `}}`},
	}
	for _, c := range cases {
		p, err := readBytes(pngOf(text("prompt", "{"+c.graph+"}")))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if p.Positive != "good, (a:1.2)" || p.Negative != "bad" {
			t.Errorf("%s: %q, negative %q", c.name, p.Positive, p.Negative)
		}
		for _, note := range p.Notes {
			if strings.Contains(note, "could not be followed") {
				t.Errorf("%s: %s", c.name, note)
			}
		}
	}
}

// TestComfyGuess has a graph that cannot be followed give the nearest texts,
// name the node that stopped it, and take no file's name for a prompt.
func TestComfyGuess(t *testing.T) {
	p, err := readBytes([]byte(`{"1":{"class_type":"SecretPrompts","inputs":{"id":3}},
		"2":{"class_type":"CLIPTextEncode","inputs":{"text":"a long prompt, of tags","clip":["9",0]}},
		"3":{"class_type":"CLIPTextEncode","inputs":{"text":"bad, and very much longer than the prompt is","clip":["9",0]},"_meta":{"title":"Negative"}},
		"4":{"class_type":"String","inputs":{"text":"models/some_very_long_name_of_a_file_that_is_no_prompt.safetensors"}},
		"8":{"class_type":"KSampler","inputs":{"seed":7,"positive":["1",0],"negative":["1",1]}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if p.Positive != "a long prompt, of tags" || p.Negative != "bad, and very much longer than the prompt is" {
		t.Errorf("%q, negative %q", p.Positive, p.Negative)
	}
	if notes := strings.Join(p.Notes, "; "); !strings.Contains(notes, "SecretPrompts (node 1)") {
		t.Errorf("notes %q", notes)
	}
	p, err = readBytes([]byte(`{"1":{"class_type":"Secret","inputs":{}},"2":{"class_type":"CLIPTextEncode","inputs":{"text":"only"}},
		"8":{"class_type":"KSampler","inputs":{"positive":["1",0],"negative":["1",1]}}}`))
	if err != nil || p.Positive != "only" || p.Negative != "" {
		t.Errorf("one text: %q, negative %q, %v", p.Positive, p.Negative, err)
	}
	if p, err := readBytes([]byte(`{"4":{"class_type":"Text","inputs":{"text":"x.safetensors"}},"8":{"class_type":"KSampler","inputs":{"positive":["4",0],"negative":["4",0]}}}`)); err == nil {
		t.Errorf("a file's name became %q", p.Positive)
	}
}

// TestRegexReplace changes a text by a pattern, and says where it cannot.
func TestRegexReplace(t *testing.T) {
	for inputs, want := range map[string]string{
		`"regex_pattern":"1BOY","replace":"1girl","case_insensitive":true`: "1girl, smile|",
		`"regex_pattern":"(\\w+), (\\w+)","replace":"\\2, $\\g<1>"`:        "smile, $1boy|",
		`"regex_pattern":", (\\w)","replace":"\\n\\1>"`:                    "1boy\ns>mile|",
		`"regex_pattern":"1boy(?=,)","replace":"1girl"`:                    "1boy, smile|RegexReplace changes a text",
		`"regex_pattern":"s","replace":"t","count":1`:                      "1boy, smile|RegexReplace changes a text",
	} {
		p, err := readBytes([]byte(`{"2":{"class_type":"CLIPTextEncode","inputs":{"text":["7",0]}},"7":{"class_type":"RegexReplace","inputs":{"string":"1boy, smile",` + inputs + `}},
			"4":{"class_type":"KSampler","inputs":{"steps":20,"positive":["2",0],"negative":["3",0]}},"3":{"class_type":"CLIPTextEncodeLumina2","inputs":{"system_prompt":"x","user_prompt":"bad"}}}`))
		text, note, _ := strings.Cut(want, "|")
		if notes := strings.Join(p.Notes, "; "); err != nil || p.Positive != text || p.Negative != "bad" || !strings.Contains(notes, note) || note == "" && notes != "" {
			t.Errorf("%s: %q, negative %q, notes %q, %v", inputs, p.Positive, p.Negative, notes, err)
		}
	}
}

// TestOtherSamplers takes the prompt of the sampler that begins with an empty
// picture, and names what others draw by.
func TestOtherSamplers(t *testing.T) {
	graph := func(second, detail string) string {
		encoder := func(id, text string) string {
			return `"` + id + `":{"class_type":"CLIPTextEncode","inputs":{"text":"` + text + `"}},`
		}
		return `{` + encoder("20", "first") + encoder("21", "bad") + encoder("22", second) + encoder("23", detail) +
			`"3":{"class_type":"KSampler","inputs":{"seed":5,"steps":9,"positive":["22",0],"negative":["21",0],"latent_image":["13",0]}},
			"13":{"class_type":"KSampler","inputs":{"seed":1,"steps":20,"positive":["20",0],"negative":["21",0],"latent_image":["5",0]}},
			"14":{"class_type":"FaceDetailer","inputs":{"steps":20,"cfg":7,"positive":["23",0],"negative":["21",0]}},
			"5":{"class_type":"EmptyLatentImage","inputs":{"width":8,"height":16}}}`
	}
	for _, c := range []struct{ second, detail, notes string }{
		{"first", "first", ""},
		{"second", "first", "the prompt of another sampler (node 3) is left out: second"},
		{"second", "face", "the prompt of another sampler (node 3) is left out: second|the prompt of another sampler (node 14) is left out: face"},
	} {
		p, err := readBytes([]byte(graph(c.second, c.detail)))
		if seed, _ := p.Get("Seed"); err != nil || p.Positive != "first" || p.Negative != "bad" || seed != "1" || strings.Join(p.Notes, "|") != c.notes {
			t.Errorf("%q and %q: %q, negative %q, seed %s, notes %q, %v", c.second, c.detail, p.Positive, p.Negative, seed, p.Notes, err)
		}
	}
}
