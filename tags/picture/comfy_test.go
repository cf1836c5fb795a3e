package picture

import (
	"fmt"
	"strings"
	"testing"

	"tailor/tags/picture/container"
)

const comfySimple = `{
"3": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615, "steps": 28, "cfg": 7.0, "sampler_name": "euler_ancestral", "scheduler": "karras", "denoise": 1.0,
  "model": ["4", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}, "is_changed": [NaN]},
"4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sdxl\\rouwei_080.safetensors"}},
"5": {"class_type": "EmptyLatentImage", "inputs": {"width": 832, "height": 1216, "batch_size": 1}},
"6": {"class_type": "CLIPTextEncode", "inputs": {"text": "1girl, NaN \"x\"", "clip": ["4", 1]}},
"7": {"class_type": "CLIPTextEncode", "inputs": {"text": "worst quality", "clip": ["4", 1]}}
}`

const comfySimpleWant = "1girl, NaN \"x\"\nNegative prompt: worst quality\nSteps: 28, Sampler: Euler a, Schedule type: Karras, CFG scale: 7.0, Seed: 18446744073709551615, Size: 832x1216, Model: rouwei_080"

func TestComfyGraph(t *testing.T) {
	cases := []struct{ name, graph, positive, negative string }{
		{"joined chunks", `{"1":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["5",0]}},
			"2":{"class_type":"ConditioningConcat","inputs":{"conditioning_to":["3",0],"conditioning_from":["4",0]}},
			"3":{"class_type":"CLIPTextEncode","inputs":{"text":"by wlop"}},"4":{"class_type":"CLIPTextEncode","inputs":{"text":"1girl"}},
			"5":{"class_type":"CLIPTextEncode","inputs":{"text":"bad"}}}`, "by wlop BREAK 1girl", "bad"},
		{"combined", `{"1":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["4",0]}},
			"2":{"class_type":"ConditioningCombine","inputs":{"conditioning_1":["3",0],"conditioning_2":["4",0]}},
			"3":{"class_type":"CLIPTextEncode","inputs":{"text":"a"}},"4":{"class_type":"CLIPTextEncode","inputs":{"text":"b"}}}`, "a AND b", "b"},
		{"text from nodes that join", `{"1":{"class_type":"KSamplerAdvanced","inputs":{"positive":["2",0],"negative":["6",0]}},
			"2":{"class_type":"CLIPTextEncode","inputs":{"text":["3",0]}},
			"3":{"class_type":"Text Concatenate","inputs":{"text_a":["4",0],"text_b":["5",0],"delimiter":" | ","clean_whitespace":"true"}},
			"4":{"class_type":"PrimitiveStringMultiline","inputs":{"value":"a"}},"5":{"class_type":"CR Text","inputs":{"text":"b"}},
			"6":{"class_type":"CLIPTextEncode","inputs":{"text":"n"}}}`, "a | b", "n"},
		{"two encoders of SDXL", `{"1":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["3",0]}},
			"2":{"class_type":"CLIPTextEncodeSDXL","inputs":{"text_g":"a","text_l":"b"}},"3":{"class_type":"CLIPTextEncodeSDXL","inputs":{"text_g":"n","text_l":"n"}}}`, "a, b", "n"},
		{"control net", `{"1":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["2",1]}},
			"2":{"class_type":"ControlNetApplyAdvanced","inputs":{"positive":["3",0],"negative":["4",0]}},
			"3":{"class_type":"CLIPTextEncode","inputs":{"text":"a"}},"4":{"class_type":"CLIPTextEncode","inputs":{"text":"n"}}}`, "a", "n"},
		{"guider", `{"1":{"class_type":"SamplerCustomAdvanced","inputs":{"guider":["2",0],"noise":["9",0]}},
			"2":{"class_type":"CFGGuider","inputs":{"positive":["3",0],"negative":["4",0],"cfg":5}},
			"3":{"class_type":"CLIPTextEncode","inputs":{"text":"a"}},"4":{"class_type":"CLIPTextEncode","inputs":{"text":"n"}}}`, "a", "n"},
		{"first of two samplers", `{"10":{"class_type":"KSampler","inputs":{"positive":["3",0],"negative":["4",0],"latent_image":["11",0]}},
			"9":{"class_type":"KSampler","inputs":{"positive":["4",0],"negative":["4",0],"latent_image":["10",0]}},
			"11":{"class_type":"EmptyLatentImage","inputs":{"width":8,"height":8}},
			"3":{"class_type":"CLIPTextEncode","inputs":{"text":"a"}},"4":{"class_type":"CLIPTextEncode","inputs":{"text":"n"}}}`, "a", "n"},
		{"circle", `{"1":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["4",0]}},
			"2":{"class_type":"ConditioningConcat","inputs":{"conditioning_to":["2",0],"conditioning_from":["2",0]}},
			"4":{"class_type":"CLIPTextEncode","inputs":{"text":"n"}}}`, "", ""},
		{"saved workflow", `{"nodes":[
			{"id":3,"type":"KSampler","inputs":[{"name":"positive","link":4},{"name":"negative","link":6}],"widgets_values":[42,"randomize",28,7,"euler","normal",1]},
			{"id":6,"type":"CLIPTextEncode","inputs":[{"name":"clip","link":null},{"name":"text","link":9,"widget":{"name":"text"}}],"widgets_values":["old"]},
			{"id":7,"type":"CLIPTextEncode","inputs":[],"widgets_values":["n"]},
			{"id":8,"type":"Text Multiline","widgets_values":["a"]}],
			"links":[[4,6,0,3,1,"CONDITIONING"],[6,7,0,3,2,"CONDITIONING"],[9,8,0,6,1,"STRING"]]}`, "a", "n"},
		{"reroute", `{"nodes":[
			{"id":3,"type":"KSampler","inputs":[{"name":"positive","link":4},{"name":"negative","link":6}],"widgets_values":[42,"fixed",28,7,"euler","normal",1]},
			{"id":5,"type":"Reroute","inputs":[{"name":"","link":5}]},
			{"id":6,"type":"CLIPTextEncode","widgets_values":["a"]},{"id":7,"type":"CLIPTextEncode","widgets_values":["n"]}],
			"links":[[4,5,0,3,1,"*"],[5,6,0,5,0,"*"],[6,7,0,3,2,"*"]]}`, "a", "n"},
		{"negative of zeros", `{"1":{"class_type":"KSampler","inputs":{"positive":["3",0],"negative":["2",0]}},
			"2":{"class_type":"ConditioningZeroOut","inputs":{"conditioning":["3",0]}},"3":{"class_type":"CLIPTextEncode","inputs":{"text":"a"}}}`, "a", ""},
		{"bypassed zeros", `{"nodes":[
			{"id":3,"type":"KSampler","inputs":[{"name":"positive","link":4},{"name":"negative","link":5}],"widgets_values":[42,"fixed",28,7,"euler","normal",1]},
			{"id":5,"type":"ConditioningZeroOut","mode":4,"inputs":[{"name":"conditioning","link":6}]},
			{"id":6,"type":"CLIPTextEncode","widgets_values":["a"]}],"links":[[4,6,0,3,1,"*"],[5,5,0,3,2,"*"],[6,6,0,5,0,"*"]]}`, "a", "a"},
		{"average of one", `{"1":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["5",0]}},
			"2":{"class_type":"ConditioningAverage","inputs":{"conditioning_to":["3",0],"conditioning_from":["4",0],"conditioning_to_strength":1}},
			"5":{"class_type":"ConditioningAverage","inputs":{"conditioning_to":["3",0],"conditioning_from":["4",0],"conditioning_to_strength":0.0}},
			"3":{"class_type":"CLIPTextEncode","inputs":{"text":"a"}},"4":{"class_type":"CLIPTextEncode","inputs":{"text":"b"}}}`, "a", "b"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, _ := comfyGraph(container.NewBudget(), []byte(c.graph))
			if c.name == "circle" {
				return // it must end, and find what it can
			}
			if p.Positive != c.positive || p.Negative != c.negative {
				t.Errorf("got %q, %q; want %q, %q", p.Positive, p.Negative, c.positive, c.negative)
			}
		})
	}
	p, _ := comfyGraph(container.NewBudget(), []byte(cases[8].graph))
	if got := strings.Join([]string{setting(p, "Seed"), setting(p, "Steps"), setting(p, "Sampler"), setting(p, "Schedule type")}, " "); got != "42 28 Euler Normal" {
		t.Errorf("settings of the saved workflow: %s", got)
	}
}

// TestComfyText has what ComfyUI reads as text and A1111 does not, and the
// other way round.
func TestComfyText(t *testing.T) {
	cases := []struct{ name, text, want, note string }{
		{"square brackets", "[hat], [a:b:0.5]", `\[hat\], \[a:b:0.5\]`, ""},
		{"escapes", `a \(b\), \m/, \[x\]`, `a \(b\), \\m/, \\\[x\\\]`, ""},
		{"backslash at the end", `a\`, `a\\`, ""},
		{"comment", "a # b", "a # b", `"#" is text in ComfyUI`},
		{"BREAK", "a BREAK b, BREAKING", "a BREAK b, BREAKING", "BREAK is a word"},
		{"no BREAK", "BREAKING, AND_, HAND", "BREAKING, AND_, HAND", ""},
		{"AND", "a AND b", "a AND b", "AND is a word"},
		{"embedding", "embedding:foo, a", "foo, a", "embedding:name"},
		{"embedding with a weight", "(embedding:foo:1.2)", "(foo:1.2)", "embedding:name"},
		{"embedding in a folder", `embedding:neg/foo-v1.pt, embedding:neg\bar.safetensors`, "foo-v1, bar", "embedding:name"},
		{"embedding with brackets", `embedding:foo\(bar\)`, `foo\(bar\)`, "embedding:name"},
		{"plain", "1girl, (smile:1.2)", "1girl, (smile:1.2)", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := Prompt{Source: "ComfyUI"}
			if got := p.literal(c.text); got != c.want {
				t.Errorf("%q is written %q, want %q", c.text, got, c.want)
			}
			if notes := strings.Join(p.Notes, "\n"); c.note == "" && notes != "" || !strings.Contains(notes, c.note) {
				t.Errorf("notes %q, want %q", notes, c.note)
			}
		})
	}
}

// TestLoRAs has the ways in which programs keep LoRAs beside the prompt.
func TestLoRAs(t *testing.T) {
	graph := func(nodes string) string {
		return `{"1":{"class_type":"KSampler","inputs":{"positive":["3",0],"negative":["4",0],"model":["9",0]}},
			"3":{"class_type":"CLIPTextEncode","inputs":{"text":"a"}},"4":{"class_type":"CLIPTextEncode","inputs":{"text":"n"}},
			"5":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"rouwei.safetensors"}},` + nodes + `}`
	}
	cases := []struct{ name, text, want string }{
		{"loader", graph(`"9":{"class_type":"LoraLoader","inputs":{"lora_name":"style\\foo.v1.safetensors","strength_model":0.8,"strength_clip":0.80,"model":["5",0]}}`), "a <lora:foo.v1:0.8>"},
		{"strengths apart", graph(`"9":{"class_type":"LoraLoader","inputs":{"lora_name":"s/foo.pt","strength_model":1,"strength_clip":0.5,"model":["5",0]}}`), "a <lora:foo:0.5:1>"},
		{"model only", graph(`"9":{"class_type":"LoraLoaderModelOnly","inputs":{"lora_name":"foo","strength_model":-1,"model":["5",0]}}`), "a <lora:foo:0:-1>"},
		{"in their order, one of no strength", graph(`"9":{"class_type":"LoraLoader","inputs":{"lora_name":"c","strength_model":1,"strength_clip":1,"model":["8",0]}},
			"8":{"class_type":"LoraLoader","inputs":{"lora_name":"b","strength_model":0,"strength_clip":0,"model":["7",0]}},
			"7":{"class_type":"LoraLoader","inputs":{"lora_name":"a","strength_model":["6",0],"strength_clip":["6",0],"model":["5",0]}},
			"6":{"class_type":"PrimitiveFloat","inputs":{"value":0.3}}`), "a <lora:a:0.3> <lora:c:1>"},
		{"rgthree", graph(`"9":{"class_type":"Power Lora Loader (rgthree)","inputs":{"PowerLoraLoaderHeaderWidget":{"type":"x"},"lora_1":{"on":true,"lora":"foo.safetensors","strength":0.7},
			"lora_2":{"on":false,"lora":"off.safetensors","strength":1},"lora_10":{"on":true,"lora":"bar.safetensors","strength":1,"strengthTwo":0.5},"model":["5",0]}}`), "a <lora:foo:0.7> <lora:bar:0.5:1>"},
		{"stack", graph(`"9":{"class_type":"CR Apply LoRA Stack","inputs":{"model":["5",0],"lora_stack":["8",0]}},
			"8":{"class_type":"CR LoRA Stack","inputs":{"switch_1":"On","lora_name_1":"foo.safetensors","model_weight_1":0.6,"clip_weight_1":0.6,"switch_2":"Off","lora_name_2":"off","switch_3":"On","lora_name_3":"None"}}`), "a <lora:foo:0.6>"},
		{"circle", graph(`"9":{"class_type":"LoraLoader","inputs":{"lora_name":"c","strength_model":1,"strength_clip":1,"model":["9",0],"lora_stack":["9",0]}}`), "a <lora:c:1>"},
		{"saved workflow", `{"nodes":[{"id":1,"type":"KSampler","inputs":[{"name":"model","link":1},{"name":"positive","link":2}]},
			{"id":2,"type":"CLIPTextEncode","widgets_values":["a"]},
			{"id":3,"type":"LoraLoader","inputs":[{"name":"model","link":3}],"widgets_values":["x/foo.safetensors",0.9,0.9]},
			{"id":4,"type":"LoraLoader","mode":4,"inputs":[{"name":"model","link":4}],"widgets_values":["off",1,1]},
			{"id":5,"type":"Power Lora Loader (rgthree)","widgets_values":[{},{"type":"PowerLoraLoaderHeaderWidget"},{"on":true,"lora":"bar.safetensors","strength":0.4,"strengthTwo":null},{},""]}],
			"links":[[1,3,0,1,0,"MODEL"],[2,2,0,1,1,"CONDITIONING"],[3,4,0,3,0,"MODEL"],[4,5,0,4,0,"MODEL"]]}`, "a <lora:bar:0.4> <lora:foo:0.9>"},
		{"SwarmUI", `{"sui_image_params":{"prompt":"a","loras":["s/foo","bar"],"loraweights":["0.8","1"],"loratencweights":["0.8","0.5"]}}`, "a <lora:foo:0.8> <lora:bar:0.5:1>"},
		{"SwarmUI, in the prompt", `{"sui_image_params":{"prompt":"a <lora:s/foo:1:0.5>","loras":"s/foo","loraweights":"1"}}`, "a <lora:foo:0.5:1>"},
		{"InvokeAI 5", `{"positive_prompt":"a","loras":[{"model":{"key":"k","name":"foo","base":"sdxl"},"weight":0.75}]}`, "a <lora:foo:0.75>"},
		{"behind a comment", `{"positive_prompt":"a # b","loras":[{"model":{"name":"foo"}},{"model":{"name":"bar"}}]}`, "a # b\n<lora:foo:1> <lora:bar:1>"},
		{"behind a line", `{"positive_prompt":"a # b\nc\n","loras":[{"model":{"name":"foo"}}]}`, "a # b\nc\n<lora:foo:1>"},
		{"InvokeAI 3", `{"positive_prompt":"a","loras":[{"lora":{"model_name":"foo","base_model":"sdxl"},"weight":0.75}]}`, "a <lora:foo:0.75>"},
		{"a name A1111 cannot read", `{"positive_prompt":"a","loras":[{"model":{"name":"f:o"},"weight":1}]}`, "a"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, err := readBytes([]byte(c.text))
			if err != nil || p.Positive != c.want {
				t.Errorf("got %q, %v; want %q", p.Positive, err, c.want)
			}
			if said := strings.Join(p.Notes, ""); strings.Contains(c.name, "cannot") != strings.Contains(said, "left out") {
				t.Errorf("notes %q", said)
			}
		})
	}
}

// TestSwarmUI has SwarmUI's own names and tags.
func TestSwarmUI(t *testing.T) {
	p, err := readBytes([]byte(`{"sui_image_params":{"prompt":"<random:red|blue> hair, <embed:neg/foo.pt>, <segment:face> b # c","steps":20,
		"sampler":"euler_ancestral","scheduler":"karras","cfgscale":7,"model":"x/rouwei_080.safetensors"}}`))
	if err != nil {
		t.Fatal(err)
	}
	if want := "<random:red|blue> hair, foo, <segment:face> b # c\nSteps: 20, Sampler: Euler a, Schedule type: Karras, CFG scale: 7, Model: rouwei_080"; p.Infotext.String() != want {
		t.Errorf("got  %s\nwant %s", p.Infotext.String(), want)
	}
	said := strings.Join(p.Notes, "\n")
	for _, want := range []string{"<random:…>", "<segment:…>", `"#"`} {
		if !strings.Contains(said, want) {
			t.Errorf("notes %q do not tell of %s", said, want)
		}
	}
}

// TestComfyFanOut has a long text that is joined with itself again and again.
func TestComfyFanOut(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"k":{"class_type":"KSampler","inputs":{"positive":["0",0]}}`)
	for i := range 30 {
		fmt.Fprintf(&b, `,"%d":{"class_type":"ConditioningConcat","inputs":{"conditioning_to":["%d",0],"conditioning_from":["%d",0]}}`, i, i+1, i+1)
	}
	b.WriteString(`,"30":{"class_type":"CLIPTextEncode","inputs":{"text":"` + strings.Repeat("a", 1<<20) + `"}}}`)
	if err := readPatiently([]byte(b.String())); err == nil || !strings.Contains(err.Error(), "64 MB") {
		t.Errorf("the error is %v", err)
	}
}
