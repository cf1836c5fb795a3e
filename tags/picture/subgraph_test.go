package picture

import (
	"strings"
	"testing"
)

// TestSubgraphs unfolds workflows as ComfyUI's screen saves them, without the
// form of its API. In each the prompt is "good, (a:1.2)", the negative "bad"
// and the seed 7; other texts lie about in boxes that do not count.
func TestSubgraphs(t *testing.T) {
	const (
		sampler = `{"id":8,"type":"KSampler","inputs":[{"name":"positive","link":21},{"name":"negative","link":22}],"widgets_values":[7,"fixed",20,5,"euler","karras",1]}`
		note    = `{"id":90,"type":"Note","widgets_values":["something else, much longer than the prompt itself is"]}`
	)
	encoder := func(id, link, text string) string {
		input := ``
		if link != "" {
			input = `{"name":"text","type":"STRING","widget":{"name":"text"},"link":` + link + `}`
		}
		return `{"id":` + id + `,"type":"CLIPTextEncode","inputs":[` + input + `],"widgets_values":["` + text + `"]}`
	}
	// both has two encoders, for texts that come from outside, and puts out
	// what they make.
	both := func(id, positive, negative string) string {
		return `{"id":"` + id + `","name":"Prompts","inputs":[{"name":"text"},{"name":"text_1"}],"outputs":[{"name":"CONDITIONING"},{"name":"CONDITIONING_1"}],
			"nodes":[` + encoder("2", positive, "old") + `,` + encoder("3", negative, "older") + `],
			"links":[{"id":1,"origin_id":-10,"origin_slot":0,"target_id":2,"target_slot":1},{"id":2,"origin_id":-10,"origin_slot":1,"target_id":3,"target_slot":1},
				{"id":3,"origin_id":2,"origin_slot":0,"target_id":-20,"target_slot":0},{"id":4,"origin_id":3,"origin_slot":0,"target_id":-20,"target_slot":1}]}`
	}
	const outs = `[21,5,0,8,1,"CONDITIONING"],[22,5,1,8,2,"CONDITIONING"]`
	const inner = "11111111-1111-4111-8111-111111111111"
	const outer = "22222222-2222-4222-8222-222222222222"
	cases := []struct{ name, workflow string }{
		{"texts in the boxes of its nodes", `{"nodes":[{"id":5,"type":"` + inner + `","inputs":[]},` + sampler + `,` + note + `],"links":[` + outs + `],
			"definitions":{"subgraphs":[{"id":"` + inner + `","nodes":[` + encoder("2", "", "good, (a:1.2)") + `,` + encoder("3", "", "bad") + `],
			"links":[{"id":3,"origin_id":2,"origin_slot":0,"target_id":-20,"target_slot":0},{"id":4,"origin_id":3,"origin_slot":0,"target_id":-20,"target_slot":1}]}]}}`},
		{"texts linked to it", `{"nodes":[{"id":5,"type":"` + inner + `","inputs":[{"name":"text_1","link":12},{"name":"text","link":11}],"widgets_values":["stale","staler"]},
			{"id":6,"type":"PrimitiveStringMultiline","widgets_values":["good, (a:1.2)"]},{"id":7,"type":"PrimitiveString","widgets_values":["bad"]},` + sampler + `],
			"links":[[11,6,0,5,0,"STRING"],[12,7,0,5,1,"STRING"],` + outs + `],"definitions":{"subgraphs":[` + both(inner, "1", "2") + `]}}`},
		{"boxes of its inputs", `{"nodes":[{"id":5,"type":"` + inner + `","inputs":[{"name":"clip","link":null},{"name":"text","widget":{"name":"text"},"link":null},{"name":"text_1","widget":{"name":"text_1"},"link":null}],
			"widgets_values":["good, (a:1.2)","bad"]},` + sampler + `],"links":[` + outs + `],"definitions":{"subgraphs":[` + both(inner, "1", "2") + `]}}`},
		{"proxies of its inputs", `{"nodes":[{"id":5,"type":"` + inner + `","inputs":[],"properties":{"proxyWidgets":[["-1","text_1"],["-1","text"]]},
			"widgets_values":["bad","good, (a:1.2)"]},` + sampler + `],"links":[` + outs + `],"definitions":{"subgraphs":[` + both(inner, "1", "2") + `]}}`},
		{"proxies of its nodes", `{"nodes":[{"id":5,"type":"` + inner + `","inputs":[],"properties":{"proxyWidgets":[["2","text"],["3","text"]]},
			"widgets_values":["good, (a:1.2)","bad"]},` + sampler + `],"links":[` + outs + `],"definitions":{"subgraphs":[` + both(inner, "null", "null") + `]}}`},
		{"proxies as a text", `{"nodes":[{"id":5,"type":"` + inner + `","properties":{"proxyWidgets":"[[\"2\",\"text\"],[\"3\",\"text\"]]"},
			"widgets_values":["good, (a:1.2)","bad"]},` + sampler + `],"links":[` + outs + `],"definitions":{"subgraphs":[` + both(inner, "null", "null") + `]}}`},
		{"values by name", `{"nodes":[{"id":5,"type":"` + inner + `","inputs":[],"widgets_values":{"text":"good, (a:1.2)","text_1":"bad"}},` + sampler + `],
			"links":[` + outs + `],"definitions":{"subgraphs":[` + both(inner, "1", "2") + `]}}`},
		{"one in another, and the sampler within", `{"nodes":[{"id":9,"type":"` + outer + `","inputs":[{"name":"prompt","link":11}],"properties":{"proxyWidgets":[["8","seed"],["5","text_1"]]},"widgets_values":[7,"bad"]},
			{"id":6,"type":"PrimitiveString","widgets_values":["good, (a:1.2)"]}],"links":[[11,6,0,9,0,"STRING"]],
			"definitions":{"subgraphs":[` + both(inner, "1", "2") + `,{"id":"` + outer + `","inputs":[{"name":"prompt"}],
				"nodes":[{"id":5,"type":"` + inner + `","inputs":[{"name":"text","link":31}],"properties":{"proxyWidgets":[["-1","text"],["-1","text_1"]]},"widgets_values":["stale","stale too"]},
					` + strings.Replace(sampler, "[7,", "[1,", 1) + `],
				"links":[{"id":31,"origin_id":-10,"origin_slot":0,"target_id":5,"target_slot":0},{"id":21,"origin_id":5,"origin_slot":0,"target_id":8,"target_slot":1},{"id":22,"origin_id":5,"origin_slot":1,"target_id":8,"target_slot":2}]}]}}`},
		{"used twice, the other muted", `{"nodes":[{"id":4,"type":"` + inner + `","mode":2,"widgets_values":{"text":"x"}},{"id":5,"type":"` + inner + `","widgets_values":{"text":"good, (a:1.2)","text_1":"bad"}},` + sampler + `],
			"links":[` + outs + `],"definitions":{"subgraphs":[` + both(inner, "1", "2") + `]}}`},
		{"values kept by name", `{"nodes":[` + encoder("2", "", "good, (a:1.2)") + `,` + encoder("3", "", "bad") + `,{"id":10,"type":"SetNode","inputs":[{"name":"CONDITIONING","link":31}],"widgets_values":["pos"]},
			{"id":11,"type":"easy setNode","inputs":[{"name":"CONDITIONING","link":32}],"widgets_values":["neg"]},{"id":12,"type":"GetNode","widgets_values":["pos"]},{"id":13,"type":"easy getNode","widgets_values":["neg"]},` + sampler + `],
			"links":[[31,2,0,10,0,"x"],[32,3,0,11,0,"x"],[21,12,0,8,1,"x"],[22,13,0,8,2,"x"]]}`},
		{"boxes of an unknown node, by its inputs", `{"nodes":[{"id":5,"type":"Secret Prompts","inputs":[{"name":"seed","widget":{"name":"seed"},"link":null},{"name":"negative_prompt","widget":{"name":"negative_prompt"},"link":null},{"name":"positive_prompt","widget":{"name":"positive_prompt"},"link":null}],
			"widgets_values":[3,"randomize","bad","good, (a:1.2)"]},` + sampler + `],"links":[` + outs + `]}`},
	}
	for _, c := range cases {
		p, err := readBytes([]byte(c.workflow))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		seed, _ := p.Get("Seed")
		if p.Positive != "good, (a:1.2)" || p.Negative != "bad" || seed != "7" {
			t.Errorf("%s: %q, negative %q, seed %s", c.name, p.Positive, p.Negative, seed)
		}
		if notes := strings.Join(p.Notes, "; "); strings.Contains(notes, "could not be followed") {
			t.Errorf("%s: %s", c.name, notes)
		}
	}
}

// TestSubgraphsWithoutEnd holds that a subgraph that holds itself, and links
// that run in a circle, end.
func TestSubgraphsWithoutEnd(t *testing.T) {
	for name, workflow := range map[string]string{
		"in itself": `{"nodes":[{"id":1,"type":"s"}],"definitions":{"subgraphs":[{"id":"s","nodes":[{"id":1,"type":"s"},{"id":2,"type":"s"},{"id":3,"type":"s"},{"id":4,"type":"s"}]}]}}`,
		"its output is its input": `{"nodes":[{"id":1,"type":"s","inputs":[{"name":"a","link":1}]},{"id":8,"type":"KSampler","inputs":[{"name":"positive","link":2},{"name":"negative","link":2}]}],"links":[[1,1,0,1,0,"x"],[2,1,0,8,0,"x"]],
			"definitions":{"subgraphs":[{"id":"s","inputs":[{"name":"a"}],"links":[{"id":1,"origin_id":-10,"origin_slot":0,"target_id":-20,"target_slot":0}]}]}}`,
	} {
		if p, err := readBytes([]byte(workflow)); err == nil {
			t.Errorf("%s: %q", name, p.Positive)
		}
	}
}

// TestNearestTexts has workflows that cannot be followed to their texts give the
// nearest by their role, name the node, and never one text for both.
func TestNearestTexts(t *testing.T) {
	const rest = `"seed":7,"steps":20,"cfg":5,"sampler_name":"euler","scheduler":"karras","denoise":1`
	encode := func(text, title string) string {
		return `{"class_type":"CLIPTextEncode","inputs":{"text":"` + text + `"},"_meta":{"title":"` + title + `"}}`
	}
	for _, c := range []struct{ name, graph, positive, negative, note string }{
		{"an unknown pipe, with titles", `"2":` + encode("b", "Negative") + `,"3":` + encode("good", "Positive") + `,"5":{"class_type":"Mystery Bundle","inputs":{"a":["2",0],"b":["3",0]}},
			"6":{"class_type":"Mystery Sampler","inputs":{"pipe":["5",0],` + rest + `}}`, "good", "b", "Mystery Bundle (node 5)"},
		{"an unknown pipe, by what they speak of", `"2":` + encode("worst quality, x", "") + `,"3":` + encode("good", "") + `,"5":{"class_type":"Mystery","inputs":{"a":["2",0],"b":["3",0]}},
			"8":{"class_type":"KSampler","inputs":{"positive":["5",0],"negative":["5",1],` + rest + `}}`, "good", "worst quality, x", "Mystery (node 5)"},
		{"an unknown node with two texts", `"2":` + encode("good", "") + `,"3":` + encode("other", "") + `,"5":{"class_type":"Mystery","inputs":{"a":["2",0],"b":["3",0]}},
			"8":{"class_type":"KSampler","inputs":{"positive":["5",0],"negative":["5",1],` + rest + `}}`, "good", "other", "the negative could not be followed beyond Mystery (node 5)"},
		{"its inputs name the roles", `"2":` + encode("other", "") + `,"3":` + encode("good", "") + `,"5":{"class_type":"Mystery","inputs":{"neg_in":["2",0],"pos_in":["3",0]}},
			"8":{"class_type":"KSampler","inputs":{"positive":["5",0],"negative":["5",1],` + rest + `}}`, "good", "other", ""},
		{"one text for both", `"2":` + encode("good", "") + `,"5":{"class_type":"Mystery","inputs":{"a":["2",0],"b":["2",0]}},
			"8":{"class_type":"KSampler","inputs":{"positive":["5",0],"negative":["5",1],` + rest + `}}`, "good", "", "the negative could not be followed beyond Mystery (node 5)"},
		{"the same link twice", `"2":` + encode("good", "") + `,"8":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["2",0],` + rest + `}}`, "good", "good", ""},
		{"the negative alone is lost", `"2":` + encode("good", "") + `,"3":{"class_type":"Mystery","inputs":{"id":3}},"4":` + encode("low quality", "") + `,
			"8":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["3",0],` + rest + `}}`, "good", "low quality", "the negative could not be followed beyond Mystery (node 3): the nearest"},
		{"the furthest node is named", `"1":{"class_type":"Oracle","inputs":{"seed":3}},"2":{"class_type":"CLIPTextEncode","inputs":{"text":["1",0]}},"4":` + encode("spare", "") + `,
			"8":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["4",0],` + rest + `}}`, "", "spare", "the prompt could not be followed beyond Oracle (node 1)"},
		{"an empty negative is what its author wants", `"2":` + encode("good", "") + `,"3":` + encode("", "") + `,"4":` + encode("low quality", "Negative") + `,
			"8":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["3",0],` + rest + `}}`, "good", "", ""},
		{"zeros for a negative", `"2":` + encode("good", "") + `,"3":{"class_type":"ConditioningZeroOut","inputs":{"conditioning":["2",0]}},"4":` + encode("low quality", "Negative") + `,
			"8":{"class_type":"KSampler","inputs":{"positive":["2",0],"negative":["3",0],` + rest + `}}`, "good", "", ""},
		{"notes of texts that are not taken", `"2":` + encode("good", "") + `,"4":` + encode("x AND y, low quality", "") + `,"5":{"class_type":"Mystery","inputs":{"a":["2",0]}},"6":{"class_type":"Void","inputs":{}},"7":` + encode("bad quality", "") + `,
			"8":{"class_type":"KSampler","inputs":{"positive":["5",0],"negative":["7",0],` + rest + `}}`, "good", "bad quality", ""},
		{"an unknown switch", `"2":` + encode("good", "") + `,"3":` + encode("other", "") + `,"4":` + encode("low quality", "") + `,"5":{"class_type":"Mystery","inputs":{"a":["2",0],"b":["3",0]}},
			"8":{"class_type":"KSampler","inputs":{"positive":["5",0],"negative":["4",0],` + rest + `}}`, "good", "low quality", "the prompt comes through Mystery (node 5), which has several texts: the first is taken"},
		{"a switch that says which", `"2":` + encode("other", "") + `,"3":` + encode("good", "") + `,"4":` + encode("low quality", "") + `,"5":{"class_type":"Mystery","inputs":{"select":2,"input1":["2",0],"input2":["3",0]}},
			"8":{"class_type":"KSampler","inputs":{"positive":["5",0],"negative":["4",0],` + rest + `}}`, "good", "low quality", ""},
	} {
		p, err := readBytes([]byte(`{` + c.graph + `}`))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		notes := strings.Join(p.Notes, "; ")
		if p.Positive != c.positive || p.Negative != c.negative || !strings.Contains(notes, c.note) || c.note == "" && (strings.Contains(notes, "could not") || strings.Contains(notes, "comes through")) || strings.Contains(notes, "AND is") {
			t.Errorf("%s: %q, negative %q, notes %q", c.name, p.Positive, p.Negative, notes)
		}
	}
}

// TestLostGraph names the node at which a graph without any text ends.
func TestLostGraph(t *testing.T) {
	_, err := readBytes([]byte(`{"1":{"class_type":"Secret","inputs":{"n":3}},"8":{"class_type":"KSampler","inputs":{"positive":["1",0],"negative":["1",0]}}}`))
	if err == nil || !strings.Contains(err.Error(), "Secret (node 1)") {
		t.Error(err)
	}
}

// TestKeptInACircle has values that are kept of themselves end.
func TestKeptInACircle(t *testing.T) {
	if p, err := readBytes([]byte(`{"nodes":[{"id":1,"type":"SetNode","inputs":[{"name":"a","link":1}],"widgets_values":["x"]},{"id":2,"type":"GetNode","widgets_values":["x"]},
		{"id":8,"type":"KSampler","inputs":[{"name":"positive","link":2},{"name":"negative","link":2}]}],"links":[[1,2,0,1,0,"x"],[2,2,0,8,0,"x"]]}`)); err == nil {
		t.Errorf("%q", p.Positive)
	}
}

// TestNodesOfSets follows nodes of the sets that people use, each as its source
// names its inputs and outputs.
func TestNodesOfSets(t *testing.T) {
	const rest = `"seed":7,"steps":20,"cfg":5,"sampler_name":"euler","scheduler":"karras","denoise":1`
	text := func(id, text string) string {
		return `"` + id + `":{"class_type":"CLIPTextEncode","inputs":{"text":` + text + `}},`
	}
	two := text("2", `"good"`) + text("3", `"bad"`) + text("4", `"other"`)
	sampler := func(positive, negative string) string {
		return `"8":{"class_type":"KSampler","inputs":{"positive":["` + positive + `",0],"negative":["` + negative + `",0],` + rest + `}}`
	}
	for name, graph := range map[string]string{
		"Eff. Loader SDXL":      `"1":{"class_type":"Eff. Loader SDXL","inputs":{"base_ckpt_name":"m.safetensors","positive":"good","negative":"bad","empty_latent_width":8,"empty_latent_height":16}},"8":{"class_type":"KSampler SDXL (Eff.)","inputs":{"sdxl_tuple":["1",0],"latent_image":["1",1],` + rest + `}}`,
		"UltimateSDUpscale":     two + `"8":{"class_type":"UltimateSDUpscale","inputs":{"image":["9",0],"positive":["2",0],"negative":["3",0],` + rest + `}}`,
		"ComfySwitchNode":       two + `"6":{"class_type":"ComfySwitchNode","inputs":{"switch":true,"on_false":["4",0],"on_true":["2",0]}},` + sampler("6", "3"),
		"its other way":         two + `"6":{"class_type":"ComfySwitchNode","inputs":{"switch":false,"on_false":["2",0],"on_true":["4",0]}},` + sampler("6", "3"),
		"a branch":              two + `"6":{"class_type":"ImpactConditionalBranch","inputs":{"cond":false,"tt_value":["4",0],"ff_value":["2",0]}},` + sampler("6", "3"),
		"Any Switch":            two + `"6":{"class_type":"Any Switch (rgthree)","inputs":{"any_01":["2",0],"any_02":["4",0]}},` + sampler("6", "3"),
		"a switch of texts":     `"10":{"class_type":"CR Text Input Switch","inputs":{"Input":2,"text1":"other","text2":"good"}},` + text("2", `["10",0]`) + text("3", `"bad"`) + sampler("2", "3"),
		"StringReplace":         `"10":{"class_type":"StringReplace","inputs":{"string":"xxd","find":"xx","replace":"goo"}},` + text("2", `["10",0]`) + text("3", `"bad"`) + sampler("2", "3"),
		"StringFunction":        `"10":{"class_type":"StringFunction|pysssss","inputs":{"action":"append","tidy_tags":"no","text_a":"go","text_b":"od","text_c":""}},` + text("2", `["10",0]`) + text("3", `"bad"`) + sampler("2", "3"),
		"its other way too":     `"10":{"class_type":"StringFunction|pysssss","inputs":{"action":"replace","tidy_tags":"no","text_a":"food","text_b":"f","text_c":"g"}},` + text("2", `["10",0]`) + text("3", `"bad"`) + sampler("2", "3"),
		"a detailer by the way": `"1":{"class_type":"FaceDetailer","inputs":{"positive":["4",0],"negative":["3",0],` + rest + `}},` + two + sampler("2", "3"),
	} {
		p, err := readBytes([]byte(`{` + graph + `}`))
		notes := strings.Join(p.Notes, "; ")
		if err != nil || p.Positive != "good" || p.Negative != "bad" || strings.Contains(notes, "could not") || strings.Contains(notes, "comes through") {
			t.Errorf("%s: %q, negative %q, notes %q, %v", name, p.Positive, p.Negative, notes, err)
		}
	}
	p, err := readBytes([]byte(`{"10":{"class_type":"Prompt Machine","inputs":{"subject":"a good, long text","mode":"fast"}},` + text("2", `["10",0]`) + text("3", `"bad"`) + sampler("2", "3") + `}`))
	if notes := strings.Join(p.Notes, "; "); err != nil || p.Positive != "a good, long text" || !strings.Contains(notes, "Prompt Machine (node 10): the nearest text") {
		t.Errorf("a text by a name that is not known: %q, notes %q, %v", p.Positive, notes, err)
	}
}

// TestSavedNodesOfSets reads the boxes of nodes in workflows of before 2025, which
// save their values without names.
func TestSavedNodesOfSets(t *testing.T) {
	const sampler = `{"id":8,"type":"KSampler","inputs":[{"name":"positive","link":21},{"name":"negative","link":22}],"widgets_values":[7,"fixed",20,5,"euler","karras",1]}`
	encoder := func(id, link string) string {
		return `{"id":` + id + `,"type":"CLIPTextEncode","inputs":[{"name":"text","link":` + link + `,"widget":{"name":"text"}}],"widgets_values":["stale, and longer than what is linked"]}`
	}
	encoders := encoder("2", "11") + `,` + encoder("3", "12") + `,` + sampler
	const links = `[21,2,0,8,1,"x"],[22,3,0,8,2,"x"]`
	for name, workflow := range map[string]string{
		"Efficient Loader": `{"nodes":[{"id":1,"type":"Efficient Loader","widgets_values":["m.safetensors","Baked VAE",-2,"None",1,1,"good","bad","none","comfy",832,1216,1]},
			{"id":8,"type":"KSampler (Efficient)","inputs":[{"name":"positive","link":21},{"name":"negative","link":22},{"name":"latent_image","link":23}],"widgets_values":[7,null,20,5,"euler","karras",1,"auto","true"]}],"links":[[21,1,1,8,1,"x"],[22,1,2,8,2,"x"],[23,1,3,8,3,"x"]]}`,
		"easy fullLoader": `{"nodes":[{"id":1,"type":"easy fullLoader","widgets_values":["m.safetensors","Default","Baked VAE",-2,"None",1,1,"832 x 1216",832,1216,"good","none","comfy","bad","none","comfy",1,false]},
			{"id":8,"type":"easy kSampler","inputs":[{"name":"pipe","link":21}],"widgets_values":["Preview",0,"ComfyUI"]}],"links":[[21,1,0,8,0,"x"]]}`,
		"SDXLPromptStyler": `{"nodes":[{"id":1,"type":"SDXLPromptStyler","widgets_values":["good","bad","base","No"]},` + encoders + `],"links":[[11,1,0,2,0,"x"],[12,1,1,3,0,"x"],` + links + `]}`,
		"wildcards":        `{"nodes":[{"id":1,"type":"ImpactWildcardProcessor","widgets_values":["__x__, and more of it","good","populate",3,"fixed","Select"]},{"id":4,"type":"easy negative","widgets_values":["bad"]},` + encoders + `],"links":[[11,1,0,2,0,"x"],[12,4,0,3,0,"x"],` + links + `]}`,
	} {
		p, err := readBytes([]byte(workflow))
		if notes := strings.Join(p.Notes, "; "); err != nil || p.Positive != "good" || p.Negative != "bad" || strings.Contains(notes, "could not") {
			t.Errorf("%s: %q, negative %q, notes %q, %v", name, p.Positive, p.Negative, notes, err)
		}
		if size, ok := p.Get("Size"); name == "Efficient Loader" && size != "832x1216" {
			t.Errorf("%s: size %q %v", name, size, ok)
		}
	}
}

// TestEverywhere follows what is sent to every input of its type, by the links
// that a workflow lists, and by the rules of the nodes where it lists none.
func TestEverywhere(t *testing.T) {
	const nodes = `{"id":1,"type":"CheckpointLoaderSimple","outputs":[{"name":"MODEL","type":"MODEL"},{"name":"CLIP","type":"CLIP"}],"widgets_values":["xl/rouwei.safetensors"]},
		{"id":2,"type":"CLIPTextEncode","title":"what is wanted","inputs":[{"name":"clip","type":"CLIP","link":null}],"outputs":[{"name":"CONDITIONING","type":"CONDITIONING"}],"widgets_values":["good"]},
		{"id":3,"type":"CLIPTextEncode","inputs":[{"name":"clip","type":"CLIP","link":null}],"outputs":[{"name":"CONDITIONING","type":"CONDITIONING"}],"widgets_values":["bad"]},
		{"id":8,"type":"KSampler","title":"Draw","pos":[-20,0],"size":[30,30],"inputs":[{"name":"model","type":"MODEL","link":null},{"name":"positive","type":"CONDITIONING","link":null},{"name":"negative","type":"CONDITIONING","link":null}],"widgets_values":[7,"fixed",20,5,"euler","karras",1]},
		{"id":9,"type":"CLIPTextEncode","inputs":[],"widgets_values":["a much longer text that is the prompt of something else"]}`
	for name, rest := range map[string]string{
		"links that are listed": `{"id":20,"type":"Anything Everywhere","inputs":[{"name":"MODEL","type":"*","link":30}]}],"links":[[30,1,0,20,0,"*"]],
			"extra":{"ue_links":[{"downstream":8,"downstream_slot":0,"upstream":"1","upstream_slot":0,"controller":20,"type":"MODEL"},
				{"downstream":8,"downstream_slot":1,"upstream":2,"upstream_slot":0,"controller":21,"type":"CONDITIONING"},
				{"downstream":8,"downstream_slot":2,"upstream":"3","upstream_slot":0,"controller":21,"type":"CONDITIONING"},
				{"downstream":8,"downstream_slot":9,"upstream":"3","upstream_slot":0},{"downstream":99,"downstream_slot":0,"upstream":"3","upstream_slot":0}]}}`,
		"prompts": `{"id":20,"type":"Anything Everywhere3","inputs":[{"name":"MODEL","type":"*","link":30},{"name":"CLIP","type":"*","link":31},{"name":"VAE","type":"*","link":null}]},
			{"id":21,"type":"Prompts Everywhere","inputs":[{"name":"a","type":"*","link":32},{"name":"b","type":"*","link":33}]}],
			"links":[[30,1,0,20,0,"MODEL"],[31,1,1,20,1,"CLIP"],[32,2,0,21,0,"*"],[33,3,0,21,1,"*"]]}`,
		"patterns": `{"id":20,"type":"Anything Everywhere","inputs":[{"name":"MODEL","type":"*","link":30}]},
			{"id":21,"type":"Anything Everywhere?","inputs":[{"name":"c","type":"*","link":32}],"widgets_values":["^Dr","^pos",".*"]},
			{"id":22,"type":"Anything Everywhere?","inputs":[{"name":"c","type":"*","link":33}],"widgets_values":["^Dr","neg",".*"]},
			{"id":23,"type":"Anything Everywhere","mode":4,"inputs":[{"name":"c","type":"*","link":34}]},
			{"id":24,"type":"Anything Everywhere?","inputs":[{"name":"c","type":"*","link":34}],"widgets_values":["else",".*"]}],
			"links":[[30,1,0,20,0,"MODEL"],[32,2,0,21,0,"CONDITIONING"],[33,3,0,22,0,"CONDITIONING"],[34,9,0,23,0,"CONDITIONING"]]}`,
		"groups and colours": `{"id":20,"type":"Anything Everywhere","inputs":[{"name":"MODEL","type":"*","link":30}],"color":"#232","properties":{"color_restricted":2}},
			{"id":21,"type":"Anything Everywhere?","pos":[10,10],"size":[20,20],"inputs":[{"name":"c","type":"*","link":32}],"widgets_values":[".*","^pos"],"properties":{"group_restricted":1}},
			{"id":22,"type":"Anything Everywhere?","pos":{"0":900,"1":900},"inputs":[{"name":"c","type":"*","link":33}],"widgets_values":[".*","neg","Draw"]},
			{"id":23,"type":"Anything Everywhere?","pos":[900,10],"inputs":[{"name":"c","type":"*","link":34}],"widgets_values":[".*","^pos"],"properties":{"group_restricted":true,"priority_boost":5}},
			{"id":24,"type":"Anything Everywhere?","inputs":[{"name":"c","type":"*","link":34}],"widgets_values":[".*","neg","Other"],"properties":{"priority_boost":5}},
			{"id":25,"type":"Anything Everywhere?","inputs":[{"name":"c","type":"*","link":34}],"color":"#322","properties":{"ue_properties":{"input_regex":"pos|neg","color_restricted":1,"priority":99}}}],
			"groups":[{"title":"Other","bounding":[850,0,100,100]},{"title":"Drawing","bounding":[-50,-50,100,100]}],
			"links":[[30,1,0,20,0,"MODEL"],[32,2,0,21,0,"CONDITIONING"],[33,3,0,22,0,"CONDITIONING"],[34,9,0,23,0,"CONDITIONING"]]}`,
	} {
		p, err := readBytes([]byte(`{"nodes":[` + nodes + `,` + rest))
		if model, _ := p.Get("Model"); err != nil || p.Positive != "good" || p.Negative != "bad" || model != "rouwei" || len(p.Notes) > 0 {
			t.Errorf("%s: %v, %q, negative %q, model %s, notes %q", name, err, p.Positive, p.Negative, model, p.Notes)
		}
	}
	// Of two that fit alike neither is followed.
	p, err := readBytes([]byte(`{"nodes":[` + nodes + `,{"id":20,"type":"Anything Everywhere","inputs":[{"name":"c","type":"*","link":32}]},{"id":21,"type":"Anything Everywhere","inputs":[{"name":"c","type":"*","link":33}]}],
		"links":[[32,2,0,20,0,"CONDITIONING"],[33,3,0,21,0,"CONDITIONING"]]}`))
	if err == nil && (p.Positive == "good" || p.Positive == p.Negative) && len(p.Notes) == 0 {
		t.Errorf("an ambiguous one: %q, negative %q", p.Positive, p.Negative)
	}
}
