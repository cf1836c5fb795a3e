package picture

import (
	"strings"
	"testing"
)

// TestNoPrompt reads files that people take for prompts or workflows: each is
// named as what it is.
func TestNoPrompt(t *testing.T) {
	for text, want := range map[string]string{
		"<!DOCTYPE html><html><body>404 Not Found</body></html>": "a web page",
		"%PDF-1.4\n1 0 obj":          "a PDF",
		"PK\x03\x04abc":              "a ZIP archive",
		"\x7fELF\x02\x01\x01":        "a program",
		`{"3":{"class_type":"KSamp`:  "cut off or damaged",
		`{"3":{"class_type":"x"}}}}`: "cut off or damaged",
		`{"a":NaN}`:                  "of no program known here",
		`{"a":1}`:                    "of no program known here",
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
