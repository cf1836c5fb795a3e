package picture

import (
	"strings"
	"testing"
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
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, _ := comfyGraph([]byte(c.graph))
			if c.name == "circle" {
				return // it must end, and find what it can
			}
			if p.Positive != c.positive || p.Negative != c.negative {
				t.Errorf("got %q, %q; want %q, %q", p.Positive, p.Negative, c.positive, c.negative)
			}
		})
	}
	p, _ := comfyGraph([]byte(cases[8].graph))
	if got := strings.Join([]string{setting(p, "Seed"), setting(p, "Steps"), setting(p, "Sampler"), setting(p, "Schedule type")}, " "); got != "42 28 Euler Normal" {
		t.Errorf("settings of the saved workflow: %s", got)
	}
}
