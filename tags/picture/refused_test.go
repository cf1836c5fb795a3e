package picture

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoPrompt reads files that people take for prompts or workflows: each is
// named as what it is.
func TestNoPrompt(t *testing.T) {
	for text, want := range map[string]string{
		"<!DOCTYPE html><html><body>404 Not Found</body></html>": "a web page",
		"%PDF-1.4\n1 0 obj":            "a PDF",
		"PK\x03\x04abc":                "a ZIP archive",
		"\x7fELF\x02\x01\x01":          "a program",
		`{"3":{"class_type":"KSamp`:    "cut off or damaged",
		`{"3":{"class_type":"x"}}}}`:   "cut off or damaged",
		`{"a":NaN}`:                    "of no program known here",
		`{"a":1}`:                      "of no program known here",
		"#!/bin/sh\necho hat\n":        "a script",
		"1girl,0,5\nsolo,0,4\nhat,0,3": "a table",
	} {
		if _, err := readBytes([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	// A prompt may be in any words.
	for _, text := range []string{"<lora:x:1> 1girl", "PKM, 1girl", "web page, html", "<html>\nSteps: 20, Sampler: Euler a, Seed: 5, Size: 64x64"} {
		if _, err := readBytes([]byte(text)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestOtherTexts reads files whose names say that they are no prompts: an infotext in
// them is read, and a prompt alone where the name says nothing else.
func TestOtherTexts(t *testing.T) {
	const info = "1girl\nNegative prompt: lowres\nSteps: 20, Sampler: Euler a, CFG scale: 5, Seed: 5, Size: 64x64"
	for _, c := range []struct {
		name, text string
		ok         bool
	}{
		{"styles.csv", "name,prompt,negative_prompt\na,\"1girl, hat\",lowres\n", false}, {"C.TOML", "lists = []\n", false},
		{"main.go", "package main\n", false}, {"go.sum", "a v1 h1:x=\n", false}, {"x.log", "started\n", false},
		{"a.csv", info, true}, {"a.log", info, true}, {"a.yaml", "1girl\nNegative prompt: lowres", true},
		{"a.txt", "1girl, hat", true}, {"a", "1girl, hat", true}, {"a.md", "1girl, hat", true}, {"a v1.0", "1girl, hat", true}, {"a.prompt", "1girl", true},
		{"a.txt", "1girl, 2\nsolo, 3\nhat, 4", true},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if p, err := ReadFile(path); (err == nil) != c.ok || c.ok && p.Positive == "" {
			t.Errorf("%s: %q, %v", c.name, p.Positive, err)
		}
	}
}

// TestNoNumber reads a graph with NaN and infinities, as Python writes them: they are
// told.
func TestNoNumber(t *testing.T) {
	p, err := readBytes([]byte(`{"3":{"class_type":"KSampler","inputs":{"seed":-Infinity,"steps":Infinity,"cfg":NaN,"sampler_name":"euler","positive":["6",0],"negative":["7",0]},"is_changed":[NaN]},
		"6":{"class_type":"CLIPTextEncode","inputs":{"text":"1girl"}},"7":{"class_type":"CLIPTextEncode","inputs":{"text":"NaN"}}}`))
	said := strings.Join(p.Notes, "; ")
	if err != nil || p.Positive != "1girl" || p.Negative != "NaN" {
		t.Errorf("%q, %q, %v", p.Positive, p.Negative, err)
	}
	for _, input := range []string{"seed", "steps", "cfg"} {
		if !strings.Contains(said, "KSampler (node 3) has no number for "+input) {
			t.Errorf("%s is not told: %s", input, said)
		}
	}
}

// TestNoNumberOfOthers reads NaN and infinities of other programs than ComfyUI: what
// they stand for is left out, and told.
func TestNoNumberOfOthers(t *testing.T) {
	for text, field := range map[string]string{
		`{"prompt":"a cat","negative_prompt":"b","steps":20,"guidance_scale":NaN,"seed":1,"sampler":"euler"}`:             "guidance_scale",
		`{"sui_image_params":{"prompt":"a cat","negativeprompt":"x","steps":Infinity,"cfgscale":5,"seed":1}}`:             "steps",
		`{"prompt":"a cat","uc":"b","steps":20,"scale":-Infinity,"seed":1,"sampler":"k_euler"}`:                           "scale",
		`{"positive_prompt":"a cat","negative_prompt":"b","steps":20,"cfg_scale":5,"seed":NaN,"scheduler":"euler"}`:       "seed",
		`{"generation_data":"{\"prompt\":\"a cat\",\"steps\":20,\"cfgScale\":NaN,\"seed\":1,\"samplerName\":\"euler\"}"}`: "cfgScale",
		`{"prompt":"a cat","steps":20,"guidance_scale":1e400,"seed":1,"sampler":"euler"}`:                                 "guidance_scale",
	} {
		p, err := readBytes([]byte(text))
		if said := strings.Join(p.Notes, "; "); err != nil || p.Positive != "a cat" || !strings.Contains(said, field+" that is no number") {
			t.Errorf("%s: %q, %q, %v", text, p.Positive, said, err)
		}
		for _, s := range p.Settings {
			if strings.Contains(s.Value, "e999") || strings.Contains(s.Value, "e400") {
				t.Errorf("%s: %s is %s", text, s.Key, s.Value)
			}
		}
	}
}

// TestNodeThatIsNone follows a graph to what is no node: the prompt that is
// missing is told.
func TestNodeThatIsNone(t *testing.T) {
	for _, node := range []string{`null`, `5`, `{"class_type":5,"inputs":{}}`, `{"class_type":"CLIPTextEncode","inputs":[1]}`, `{"inputs":{"text":"1girl"}}`} {
		p, err := readBytes([]byte(`{"3":{"class_type":"KSampler","inputs":{"seed":1,"steps":20,"positive":["6",0],"negative":["7",0],"latent_image":["5",0]}},
			"5":{"class_type":"EmptyLatentImage","inputs":{"width":832,"height":1216}},
			"6":` + node + `,"7":{"class_type":"CLIPTextEncode","inputs":{"text":"lowres"}}}`))
		if err != nil || p.Positive != "" || p.Negative != "lowres" || !strings.Contains(strings.Join(p.Notes, "; "), "the prompt could not be followed beyond KSampler (node 3)") {
			t.Errorf("%s: %q, %q, %q, %v", node, p.Positive, p.Negative, p.Notes, err)
		}
	}
}
