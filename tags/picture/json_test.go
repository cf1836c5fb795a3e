package picture

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestJSON reads what programs write as JSON, in every container that they put
// it into, and never takes JSON for a prompt.
func TestJSON(t *testing.T) {
	const (
		fooocus = `{"prompt": "1girl, smile", "negative_prompt": "bad", "performance": "Speed", "steps": 30, "resolution": "(1152, 896)", "guidance_scale": 4, "sharpness": 2, ` +
			`"base_model": "rouwei.safetensors", "loras": [["x.safetensors", 0.5, "abc"]], "sampler": "dpmpp_2m_sde_gpu", "scheduler": "karras", "seed": "7", "metadata_scheme": "fooocus"}`
		fooocusWant = "1girl, smile <lora:x:0.5>\nNegative prompt: bad\nSteps: 30, Sampler: DPM++ 2M SDE, Schedule type: Karras, CFG scale: 4, Seed: 7, Size: 1152x896, Model: rouwei"
		ruined      = `{"Prompt": "1girl", "Negative": "bad", "steps": 30, "cfg": 8, "width": 8, "height": 16, "seed": 3, "sampler_name": "euler_ancestral", "scheduler": "normal", "base_model_name": "m.safetensors", "software": "RuinedFooocus"}`
		ruinedWant  = "1girl\nNegative prompt: bad\nSteps: 30, Sampler: Euler a, Schedule type: Normal, CFG scale: 8, Seed: 3, Size: 8x16, Model: m"
		space       = `{"prompt": "1girl", "negative_prompt": "bad", "resolution": "832 x 1216", "guidance_scale": 7, "num_inference_steps": 28, "seed": 5, "sampler": "Euler a"}`
		spaceWant   = "1girl\nNegative prompt: bad\nSteps: 28, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 832x1216"
		civitai     = `{"resource-stack": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "urn:air"}}, "extra": {"airs": []}, "extraMetadata": "{\"prompt\":\"1girl\",\"negativePrompt\":\"bad\",\"steps\":25,\"cfgScale\":4,\"sampler\":\"euler_a\",\"seed\":9}"}`
		civitaiWant = "1girl\nNegative prompt: bad\nSteps: 25, Sampler: Euler a, CFG scale: 4, Seed: 9"
		novel       = `{"prompt": "1girl, {x}", "uc": "bad", "steps": 28, "scale": 6, "seed": 1, "width": 8, "height": 16, "sampler": "k_euler"}`
		tensor      = `{"models":[{"type":"LORA","weight":0.8,"modelFileName":"neon_v1"}],"prompt":"1girl","width":8,"height":16,"samplerName":"Euler a","steps":25,"cfgScale":7,"seed":"99","baseModel":{"modelFileName":"rouwei_08"},"negativePrompt":"bad"}`
		tensorWant  = "1girl <lora:neon_v1:0.8>\nNegative prompt: bad\nSteps: 25, Sampler: Euler a, CFG scale: 7, Seed: 99, Size: 8x16, Model: rouwei_08"
		easy        = `{"prompt":"1girl","negative_prompt":"bad","seed":7,"use_stable_diffusion_model":"sdxl/rouwei","width":8,"height":16,"num_inference_steps":28,"guidance_scale":7.5,"sampler_name":"euler_a"}`
		easyWant    = "1girl\nNegative prompt: bad\nSteps: 28, Sampler: Euler a, CFG scale: 7.5, Seed: 7, Size: 8x16, Model: rouwei"
		novelWant   = "1girl, (x:1.05)\nNegative prompt: bad\nSteps: 28, Sampler: Euler, CFG scale: 6, Seed: 1, Size: 8x16"
		foreign     = `{"software": "Some\u001bMaker 3", "text": "1girl"}`
	)
	big := endian(binary.BigEndian)
	containers := map[string]func(string) []byte{
		"PNG text":     func(s string) []byte { return pngOf(text("parameters", s)) },
		"PNG iTXt":     func(s string) []byte { return pngOf(unicodeText("parameters", s)) },
		"PNG EXIF":     func(s string) []byte { return pngOf(pngChunk("eXIf", tiff(big, utf16Comment(big, s), nil))) },
		"JPEG EXIF":    func(s string) []byte { return jpegOf(exifSegment(tiff(big, utf16Comment(big, s), nil))) },
		"JPEG comment": func(s string) []byte { return jpegOf(segment(0xFE, []byte(s))) },
		"WebP":         func(s string) []byte { return webpOf(tiff(big, utf16Comment(big, s), nil)) },
		"AVIF":         func(s string) []byte { return avifOf(tiff(big, utf16Comment(big, s), nil), false) },
		"text":         func(s string) []byte { return []byte(s) },
	}
	for container, of := range containers {
		for _, c := range []struct{ source, json, want string }{
			{"Fooocus", fooocus, fooocusWant}, {"RuinedFooocus", ruined, ruinedWant}, {"Hugging Face", space, spaceWant},
			{"TensorArt", tensor, tensorWant}, {"Easy Diffusion", easy, easyWant}, {"Civitai", civitai, civitaiWant}, {"NovelAI", novel, novelWant}, {"ComfyUI", comfySimple, comfySimpleWant},
		} {
			p, err := readBytes(of(c.json))
			if err != nil {
				t.Errorf("%s in %s: %v", c.source, container, err)
			} else if got := p.Infotext.String(); p.Source != c.source || got != c.want {
				t.Errorf("%s in %s: by %s\n got %s\nwant %s", c.source, container, p.Source, got, c.want)
			}
		}
		for name, json := range map[string]string{"Some": foreign, "no program": `[{"a": 1}]`, "program": `{"a": {"b": [1, 2]}, "c": "1girl"}`} {
			p, err := readBytes(of(json))
			if err == nil || p.Positive != "" || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("foreign JSON in %s: %q, %v", container, p.Positive, err)
			}
		}
		if p, err := readBytes(of("{a|b}, [c]")); container == "text" && (err != nil || p.Positive != "{a|b}, [c]") {
			t.Errorf("a template: %q, %v", p.Positive, err)
		}
	}
}

// TestRemarks has what cameras and editors leave be no prompt.
func TestRemarks(t *testing.T) {
	big := endian(binary.BigEndian)
	for _, remark := range []string{"Screenshot", "Created with GIMP", "File source: https://example.org", "Optimized by x", "CREATOR: gd-jpeg v1.0"} {
		for _, file := range [][]byte{jpegOf(segment(0xFE, []byte(remark))), jpegOf(exifSegment(tiff(big, asciiComment(remark), nil))), webpOf(tiff(big, utf16Comment(big, remark), nil))} {
			if p, err := readBytes(file); err == nil {
				t.Errorf("%q became the prompt %q", remark, p.Positive)
			}
		}
	}
}

// TestSavers has what those who save ComfyUI's pictures write be A1111's, and
// the graph fill in what they do not know.
func TestSavers(t *testing.T) {
	const saved = "1girl\nSteps: 20, Sampler: euler_ancestral_karras, CFG scale: 7, Seed: 1, Size: 8x8, Model: unknown"
	p, err := readBytes(pngOf(text("parameters", saved), text("prompt", comfySimple)))
	if err != nil {
		t.Fatal(err)
	}
	graph, _ := readBytes([]byte(comfySimple))
	model, _ := graph.Get("Model")
	if want := "1girl\nSteps: 20, Sampler: Euler a, Schedule type: Karras, CFG scale: 7, Seed: 1, Size: 8x8, Model: " + model; p.Infotext.String() != want || model == "" {
		t.Errorf("got  %s\nwant %s", p.Infotext.String(), want)
	}
	p, err = readBytes(pngOf(text("parameters", "unknown\nSteps: 20, Sampler: unknown, CFG scale: 7, Seed: 1"), text("prompt", comfySimple)))
	if err != nil || p.Infotext.String() != comfySimpleWant || p.Source != "ComfyUI" {
		t.Errorf("an unknown prompt: %s, %v", p.Infotext.String(), err)
	}
}

// TestNamedJSON holds that what is called .json is no prompt where it is JSON,
// begins as JSON, or is brackets alone; an infotext it may be.
func TestNamedJSON(t *testing.T) {
	for text, want := range map[string]string{
		"5": "single value", `"1girl"`: "single value", "true\n": "single value", `"1girl`: "neither JSON nor an infotext",
		strings.Repeat("[", 100_000): "neither JSON nor an infotext", "[] [": "neither JSON nor an infotext", "(((": "neither JSON nor an infotext",
		"[1girl], solo": "neither JSON nor an infotext",
		"[1girl:0.5], solo\nSteps: 20, Sampler: Euler, Seed: 1": "", "1girl, solo": "",
	} {
		name := filepath.Join(t.TempDir(), "a.JSON")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := ReadFile(name)
		if want == "" && (err != nil || p.Positive == "") || want != "" && (err == nil || !strings.Contains(err.Error(), want) || p.Positive != "") {
			t.Errorf("%.30q is %.30q, %v; want the error %q", text, p.Positive, err, want)
		}
	}
}
