package picture

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// xmpOf returns XMP as macOS writes it, with a user comment or a description.
func xmpOf(comment, description string) string {
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#xA;")
	alt := func(element, text string) string {
		if text == "" {
			return ""
		}
		return "<" + element + "><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escape.Replace(text) + "</rdf:li></rdf:Alt></" + element + ">"
	}
	return `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 6.0.0"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<xmp:CreatorTool>Draw Things</xmp:CreatorTool>` + alt("exif:UserComment", comment) + alt("dc:description", description) +
		`</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
}

// webpWith returns a WebP with one chunk.
func webpWith(kind string, body []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte("WEBPVP8L"), 4)
	b = append(b, 1, 2, 3, 4)
	b = binary.LittleEndian.AppendUint32(append(b, kind...), uint32(len(body)))
	b = append(b, body...)
	if len(body)%2 == 1 {
		b = append(b, 0)
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(b))), b...)
}

func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// TestForms reads the forms that programs write, each as its sources or its
// pictures have it, in the container that it writes.
func TestForms(t *testing.T) {
	big := endian(binary.BigEndian)
	comment := func(s string) []byte { return jpegOf(exifSegment(tiff(big, utf16Comment(big, s), nil))) }
	const (
		drawThings = `{"c":"1girl, <smile>","uc":"bad & worse","model":"rouwei_v0.8_q6p.ckpt","sampler":"DPM++ 2M Karras","scale":7,"seed":42,"seed_mode":"Scale Alike","size":"832x1216","steps":28,"strength":1,` +
			`"lora":[{"model":"neon_lora_f16.ckpt","weight":0.6}],"v2":{"batchCount":1}}`
		drawWant = "1girl, <smile> <lora:neon_lora_f16:0.6>\nNegative prompt: bad & worse\nSteps: 28, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: 42, Size: 832x1216, Model: rouwei_v0.8_q6p"
		easy     = `{"prompt":"1girl, smile","negative_prompt":"bad","seed":7,"use_stable_diffusion_model":"sdxl/rouwei","width":832,"height":1216,"num_inference_steps":28,"guidance_scale":7.5,"sampler_name":"euler_a","use_lora_model":["neon","ink"],"lora_alpha":[0.5,1],"clip_skip":false}`
		easyWant = "1girl, smile <lora:neon:0.5> <lora:ink:1>\nNegative prompt: bad\nSteps: 28, Sampler: Euler a, CFG scale: 7.5, Seed: 7, Size: 832x1216, Model: rouwei"
		tensor   = `{"models":[{"label":"Neon","type":"LORA","modelId":"1","modelFileId":"2","weight":0.8,"modelFileName":"neon_v1","baseModel":"SDXL 1.0","hash":"ab"}],"prompt":"1girl","width":832,"height":1216,"imageCount":1,` +
			`"samplerName":"Euler a","steps":25,"cfgScale":7,"seed":"99","clipSkip":2,"baseModel":{"label":"RouWei","type":"BASE_MODEL","modelFileName":"rouwei_08","hash":"CDEF"},"sdxl":{"refiner":false},"negativePrompt":"bad"}`
		tensorWant = "1girl <lora:neon_v1:0.8>\nNegative prompt: bad\nSteps: 25, Sampler: Euler a, CFG scale: 7, Seed: 99, Size: 832x1216, Model: rouwei_08, Model hash: CDEF, Clip skip: 2"
		mochiText  = "Include in Image: 1girl, a: b; smile; Exclude from Image: bad; Model: anything-v4.5; Steps: 20; Guidance Scale: 11.0; Seed: 3; Size: 512x768; Scheduler: DPM-Solver++; ML Compute Unit: CPU & GPU; Generator: Mochi Diffusion 4.7.1"
		mochiWant  = "1girl, a: b; smile\nNegative prompt: bad\nSteps: 20, Sampler: DPM-Solver++, CFG scale: 11.0, Seed: 3, Size: 512x768, Model: anything-v4.5"
		matrix     = `{"PositivePrompt":"1girl","NegativePrompt":"bad","Width":832,"Height":1216,"Steps":28,"CfgScale":7,"Seed":5,"Sampler":"Euler a","ModelName":"rouwei.safetensors","ModelHash":"ab"}`
		novel      = `{"prompt":"1girl, {smile}","steps":28,"height":1216,"width":832,"scale":5.0,"uncond_scale":0.0,"cfg_rescale":0.0,"seed":11,"n_samples":1,"noise_schedule":"karras","legacy_v3_extend":false,"uc":"lowres","sampler":"k_euler_ancestral","request_type":"PromptGenerateRequest"}`
		novelWant  = "1girl, (smile:1.05)\nNegative prompt: lowres\nSteps: 28, Sampler: Euler a, Schedule type: Karras, CFG scale: 5.0, Seed: 11, Size: 832x1216"
		novel4     = `{"prompt":"2girls, park","steps":23,"height":1216,"width":832,"scale":6.2,"seed":12,"noise_schedule":"karras","uc":"lowres, bad","sampler":"k_dpmpp_2m","v4_prompt":{"caption":{"base_caption":"2girls, park","char_captions":[{"char_caption":"girl, 1.3::red hair::","centers":[{"x":0.5,"y":0.5}]},{"char_caption":"girl, blue hair","centers":[{"x":0.1,"y":0.5}]}]},"use_coords":false,"use_order":true},"v4_negative_prompt":{"caption":{"base_caption":"lowres, bad","char_captions":[{"char_caption":"hat","centers":[]},{"char_caption":"","centers":[]}]},"legacy_uc":false}}`
		novel4Want = "2girls, park BREAK girl, (red hair:1.3) BREAK girl, blue hair\nNegative prompt: lowres, bad BREAK hat\nSteps: 23, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.2, Seed: 12, Size: 832x1216"
		invoke5    = `{"app_version":"5.4.2","generation_mode":"sdxl_txt2img","positive_prompt":"1girl, (smile)1.2","negative_prompt":"bad","width":832,"height":1216,"seed":13,"rand_device":"cpu","cfg_scale":6.5,"cfg_rescale_multiplier":0,"steps":30,"scheduler":"dpmpp_2m_k","model":{"key":"x","hash":"blake3:a","name":"rouwei-0.8","base":"sdxl","type":"main"},"loras":[{"model":{"key":"y","name":"neon","base":"sdxl","type":"lora"},"weight":0.75}],"positive_style_prompt":"ink","negative_style_prompt":"","regions":[]}`
		invokeWant = "1girl, (smile:1.2) <lora:neon:0.75>\nNegative prompt: bad\nSteps: 30, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: 13, Size: 832x1216, Model: rouwei-0.8"
		fooocusOld = `{"Prompt":"1girl","Negative Prompt":"bad","Fooocus V2 Expansion":"1girl, cinematic","Styles":"['Fooocus V2']","Performance":"Speed","Resolution":"(896, 1152)","Sharpness":2.0,"Guidance Scale":4.0,"ADM Guidance":"(1.5, 0.8, 0.3)","Base Model":"rouwei.safetensors","Refiner Model":"None","Sampler":"dpmpp_2m_sde_gpu","Scheduler":"karras","Seed":14,"LoRA 1":"neon.safetensors : 0.5","Version":"v2.1.865"}`
		fooocusWas = "1girl <lora:neon:0.5>\nNegative prompt: bad\nSampler: DPM++ 2M SDE, Schedule type: Karras, CFG scale: 4.0, Seed: 14, Size: 896x1152, Model: rouwei"
		a1111      = "1girl, smile\nNegative prompt: bad\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 8x16"
		swarm      = `{"sui_image_params":{"prompt":"1girl <break> smile","negativeprompt":"bad","model":"xl/rouwei.safetensors","images":1,"seed":15,"steps":28,"cfgscale":7.0,"aspectratio":"Custom","width":832,"height":1216,"sampler":"euler_ancestral","scheduler":"normal","loras":["styles/neon"],"loraweights":["0.8"],"automaticvae":true,"swarm_version":"0.9.5.0"},"sui_models":[{"name":"xl/rouwei.safetensors","param":"model","hash":"0xab"}],"sui_extra_data":{"date":"2025-05-01","prep_time":"1 sec"}}`
		swarmWant  = "1girl BREAK smile <lora:neon:0.8>\nNegative prompt: bad\nSteps: 28, Sampler: Euler a, Schedule type: Normal, CFG scale: 7.0, Seed: 15, Size: 832x1216, Model: rouwei"
	)
	cases := []struct {
		name   string
		file   []byte
		source string
		want   string
	}{
		{"Draw Things, PNG", pngOf(unicodeText("XML:com.adobe.xmp", xmpOf(drawThings, "1girl\nSteps: 28, Sampler: x, Seed: 42"))), "Draw Things", drawWant},
		{"Draw Things, JPEG", jpegOf(segment(0xE1, []byte("http://ns.adobe.com/xap/1.0/\x00"+xmpOf(drawThings, "")))), "Draw Things", drawWant},
		{"Draw Things, WebP", webpWith("XMP ", []byte(xmpOf(drawThings, ""))), "Draw Things", drawWant},
		{"Draw Things, EXIF", comment(drawThings), "Draw Things", drawWant},
		{"Draw Things, an attribute", pngOf(unicodeText("XML:com.adobe.xmp", `<x:xmpmeta><rdf:RDF><rdf:Description exif:UserComment="`+strings.ReplaceAll(strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(drawThings), `"`, "&quot;")+`"/></rdf:RDF></x:xmpmeta>`)), "Draw Things", drawWant},
		{"Draw Things, text", []byte(drawThings), "Draw Things", drawWant},
		{"infotext in XMP", pngOf(unicodeText("XML:com.adobe.xmp", xmpOf("", a1111))), "A1111", a1111},
		{"Easy Diffusion, PNG", pngOf(text("prompt", "1girl, smile"), text("negative_prompt", "bad"), text("seed", "7"), text("use_stable_diffusion_model", "sdxl/rouwei"), text("width", "832"), text("height", "1216"),
			text("num_inference_steps", "28"), text("guidance_scale", "7.5"), text("sampler_name", "euler_a"), text("use_lora_model", "['neon', 'ink']"), text("lora_alpha", "[0.5, 1]"), text("clip_skip", "0")), "Easy Diffusion", easyWant},
		{"Easy Diffusion, JPEG", comment(easy), "Easy Diffusion", easyWant},
		{"Easy Diffusion, WebP", webpOf(tiff(big, utf16Comment(big, easy), nil)), "Easy Diffusion", easyWant},
		{"Easy Diffusion, text", []byte(easy), "Easy Diffusion", easyWant},
		{"TensorArt, PNG", pngOf(text("generation_data", tensor+"\x00"), text("prompt", `{"1":{"class_type":"ECHOCheckpointLoaderSimple","inputs":{"ckpt_name":"EMS-1-EMS.safetensors"}}}`)), "TensorArt", tensorWant},
		{"TensorArt with a graph that can be followed", pngOf(text("prompt", comfySimple), text("generation_data", tensor)), "TensorArt", tensorWant},
		{"TensorArt, written anew", comment(`{"generation_data":` + quoted(tensor) + `,"prompt":` + quoted(comfySimple) + `}`), "TensorArt", tensorWant},
		{"TensorArt, objects written anew", comment(`{"generation_data":` + tensor + `,"prompt":` + comfySimple + `}`), "TensorArt", tensorWant},
		{"Mochi, PNG", pngOf(unicodeText("XML:com.adobe.xmp", xmpOf("", mochiText))), "Mochi Diffusion", mochiWant},
		{"Mochi, JPEG", jpegOf(exifSegment(tiff(big, nil, map[uint16]string{0x010E: mochiText}))), "Mochi Diffusion", mochiWant},
		{"Stability Matrix, text", []byte(matrix), "Stability Matrix", "1girl\nNegative prompt: bad\nSteps: 28, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 832x1216, Model: rouwei"},
		{"Stability Matrix, PNG", pngOf(text("parameters-json", matrix), text("parameters", a1111)), "A1111", a1111},
		{"NovelAI 3, PNG", pngOf(text("Title", "NovelAI generated image"), text("Description", "1girl, {smile}"), text("Software", "NovelAI"), text("Source", "NovelAI Diffusion V3"), text("Comment", novel)), "NovelAI", novelWant},
		{"NovelAI 4, PNG", pngOf(text("Software", "NovelAI"), text("Description", "2girls, park"), text("Comment", novel4)), "NovelAI", novel4Want},
		{"NovelAI, WebP", webpOf(tiff(big, utf16Comment(big, novel4), nil)), "NovelAI", novel4Want},
		{"NovelAI, WebP, its texts in one", webpOf(tiff(big, asciiComment(`{"Comment":`+quoted(novel4)+`,"Description":"2girls, park","Software":"NovelAI","Source":"NovelAI Diffusion V4 37442FCA"}`), nil)), "NovelAI", novel4Want},
		{"NovelAI, text", []byte(novel), "NovelAI", novelWant},
		{"NovelAI 4, the base caption alone", []byte(`{"steps":28,"scale":5,"seed":1,"uc":"","v4_prompt":{"caption":{"base_caption":"1girl, [x]","char_captions":[]}},"v4_negative_prompt":{"caption":{"base_caption":"bad","char_captions":[]}}}`), "NovelAI", "1girl, (x:0.9524)\nNegative prompt: bad\nSteps: 28, CFG scale: 5, Seed: 1"},
		{"InvokeAI 5, PNG", pngOf(unicodeText("invokeai_metadata", invoke5), text("invokeai_graph", `{"id":"x","nodes":{}}`)), "InvokeAI", invokeWant},
		{"InvokeAI, written anew", comment(`{"invokeai_metadata":` + invoke5 + `}`), "InvokeAI", invokeWant},
		{"InvokeAI, text", []byte(invoke5), "InvokeAI", invokeWant},
		{"InvokeAI without a negative", pngOf(text("invokeai_metadata", strings.Replace(invoke5, `"negative_prompt":"bad"`, `"negative_prompt":null`, 1))), "InvokeAI", strings.Replace(invokeWant, "\nNegative prompt: bad", "", 1)},
		{"Fooocus 2.1, PNG", pngOf(text("parameters", fooocusOld)), "Fooocus", fooocusWas},
		{"Fooocus, JPEG", comment(fooocusOld), "Fooocus", fooocusWas},
		{"Fooocus, as A1111", pngOf(text("fooocus_scheme", "a1111"), text("parameters", a1111+", Model: rouwei, Lora hashes: \"neon: ab\", Version: Fooocus v2.5.5")), "A1111", a1111 + ", Model: rouwei, Lora hashes: \"neon: ab\", Version: Fooocus v2.5.5"},
		{"SwarmUI, PNG", pngOf(text("parameters", swarm)), "SwarmUI", swarmWant},
		{"SwarmUI, JPEG", comment(swarm), "SwarmUI", swarmWant},
		{"SwarmUI with its graph", pngOf(text("prompt", comfySimple), text("parameters", swarm)), "SwarmUI", swarmWant},
		{"SwarmUI, written anew", comment(`{"parameters":` + quoted(swarm) + `,"prompt":` + quoted(comfySimple) + `}`), "SwarmUI", swarmWant},
		{"ComfyUI, written anew", comment(`{"prompt":` + quoted(comfySimple) + `,"workflow":"{\"nodes\":[]}"}`), "ComfyUI", comfySimpleWant},
		{"ComfyUI, objects written anew", comment(`{"workflow":{"nodes":[]},"prompt":` + comfySimple + `}`), "ComfyUI", comfySimpleWant},
		{"ComfyUI, WebP", webpOf(tiff(big, nil, map[uint16]string{0x010F: "workflow:{\"nodes\":[]}", 0x0110: "prompt:" + comfySimple})), "ComfyUI", comfySimpleWant},
		{"ComfyUI, JPEG comment", jpegOf(segment(0xFE, []byte(comfySimple))), "ComfyUI", comfySimpleWant},
		{"A1111's request", []byte(`{"prompt":"1girl","negative_prompt":"bad","steps":20,"cfg_scale":7,"sampler_name":"Euler a","seed":1,"width":8,"height":16}`), "JSON", "1girl\nNegative prompt: bad\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 8x16"},
		{"A1111's answer", []byte(`{"images":[],"parameters":{"prompt":"1girl","negative_prompt":"bad","steps":20,"cfg_scale":7,"sampler_name":"Euler a","seed":1,"width":8,"height":16},"info":"{}"}`), "JSON", "1girl\nNegative prompt: bad\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 8x16"},
		{"infotext in JSON", []byte(`{"parameters":` + quoted(a1111) + `}`), "A1111", a1111},
	}
	for _, c := range cases {
		p, err := readBytes(c.file)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := p.Infotext.String(); p.Source != c.source || got != c.want {
			t.Errorf("%s: by %s\n got %s\nwant %s (by %s)", c.name, p.Source, got, c.want, c.source)
		}
	}
}

// TestNotesOfForms names what a program used beside its prompts.
func TestNotesOfForms(t *testing.T) {
	for name, c := range map[string]struct{ file, note, model string }{
		"InvokeAI's styles":  {`{"positive_prompt":"1girl","negative_prompt":"","positive_style_prompt":"ink\u001b[2J","steps":3,"cfg_scale":7,"seed":1,"regions":[{"positivePrompt":"x"}]}`, "InvokeAI's style prompt for the second encoder is left out: ink", ""},
		"InvokeAI's regions": {`{"positive_prompt":"1girl","negative_prompt":"","positive_style_prompt":"1girl","steps":3,"cfg_scale":7,"seed":1,"regions":[{"positivePrompt":"x"}]}`, "regional prompts", ""},
		"Civitai's": {"1girl\nSteps: 30, Sampler: Euler a, CFG scale: 4.0, Seed: 1, Civitai resources: [{\"type\":\"checkpoint\",\"modelVersionId\":1,\"modelName\":\"RouWei\",\"modelVersionName\":\"0.8, vpred\"},{\"type\":\"lora\",\"weight\":0.8,\"modelVersionId\":7,\"modelName\":\"Neon\"},{\"type\":\"lora\",\"modelVersionId\":8}]",
			"LoRAs that the prompt does not name: Neon (0.8), number 8 (1)", "RouWei 0.8, vpred"},
	} {
		p, err := readBytes([]byte(c.file))
		model, _ := p.Get("Model")
		if notes := strings.Join(p.Notes, "; "); err != nil || !strings.Contains(notes, c.note) || strings.Contains(notes, "\x1b") || model != c.model {
			t.Errorf("%s: notes %q, model %q, %v", name, p.Notes, model, err)
		}
	}
}

// TestInfotextsOfExtensions reads what extensions and forks add to A1111's line
// of settings: the prompt, the negative and the settings stay apart, and what
// is written again is read again.
func TestInfotextsOfExtensions(t *testing.T) {
	const before, positive, negative = "1girl, (smile:1.2), [a:b:0.5] <lora:neon:0.8>\nBREAK looking at viewer\nNegative prompt: bad,\nworse\n", "1girl, (smile:1.2), [a:b:0.5] <lora:neon:0.8>\nBREAK looking at viewer", "bad,\nworse"
	for name, line := range map[string]string{
		"A1111":           `Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 1, Size: 832x1216, Model hash: ab, Model: rouwei_080, Lora hashes: "neon: ab, ink: cd", TI hashes: "x: y", Version: v1.10.1`,
		"high-res fix":    `Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216, Denoising strength: 0.4, Hires Module 1: Use same choices, Hires CFG Scale: 7, Hires prompt: "1girl, (smile:1.2)", Hires negative prompt: "bad: worse, x", Hires upscale: 1.5, Hires steps: 10, Hires upscaler: 4x-UltraSharp, Version: f2.0.1v1.10.1-previous-635-gf5330788`,
		"ADetailer":       `Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216, ADetailer model: face_yolov8n.pt, ADetailer prompt: "smile, <lora:face:1>, [SEP]\nNegative prompt: x", ADetailer confidence: 0.3, ADetailer dilate erode: 4, ADetailer mask blur: 4, ADetailer denoising strength: 0.4, ADetailer inpaint only masked: True, ADetailer version: 24.11.1, Version: v1.9.4`,
		"ControlNet":      `Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216, ControlNet 0: "Module: openpose_full, Model: control_v11p [cab727d4], Weight: 1, Resize Mode: Crop and Resize, Processor Res: 512, Guidance Start: 0, Guidance End: 1, Pixel Perfect: True, Control Mode: Balanced", Version: v1.9.4`,
		"Tiled Diffusion": `Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216, Tiled Diffusion: {"Method": "MultiDiffusion", "Tile tile width": 96, "Tile tile height": 96, "Tile Overlap": 48, "Region control": {"Region 1": {"prompt": "a, b"}}}, Version: v1.9.4`,
		"Regional":        `Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216, RP Active: True, RP Divide mode: Matrix, RP Matrix submode: Columns, RP Ratios: "1,1", RP Base Ratios: 0.2, RP Use Base: False, Version: v1.9.4`,
		"Forge Neo":       `Steps: 20, Sampler: Euler a, Schedule type: Automatic, CFG scale: 5, Shift: 3, Distilled CFG Scale: 3.5, Seed: 1, Size: 832x1216, Model hash: ab, Model: rouwei_080, Module 1: sdxl_vae, Beta schedule alpha: 0.6, RNG: CPU, Version: neo`,
		"Civitai":         `Steps: 30, Sampler: DPM++ 2M Karras, CFG scale: 4.0, Seed: 1, Size: 832x1216, Clip skip: 2, Created Date: 2024-10-11T17:16:44.6784949Z, Civitai resources: [{"type":"checkpoint","modelVersionId":128713,"modelName":"DreamShaper","modelVersionName":"8, fixed"},{"type":"lora","weight":0.8,"modelVersionId":1,"modelName":"Neon","modelVersionName":"v1"}], Civitai metadata: {"remixOfId":1}`,
		"hashes":          `Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216, Model: rouwei, Hashes: {"model":"ab","lora:neon":"cd"}, Version: ComfyUI`,
		"SD.Next":         `Steps: 20 | Size: 832x1216 | Sampler: Euler a | Seed: 1 | CFG scale: 7 | App: SD.Next | Version: 4867daf | Pipeline: StableDiffusionXLPipeline | Operations: txt2img | Model: rouwei_080 | Model hash: ab`,
		"a template":      "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216, Version: v1.9.4\nTemplate: {1girl|1boy}, smile, __hair__\nNegative Template: bad",
		"dynamic CFG":     `Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216, Dynamic thresholding enabled: True, Mimic scale: 7, Threshold percentile: 100, FreeU Stages: "[{\"backbone_factor\": 1.2, \"skip_factor\": 0.9}]", Version: v1.9.4`,
		"AddNet":          `Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216, AddNet Enabled: True, AddNet Module 1: LoRA, AddNet Model 1: neon(ab12), AddNet Weight A 1: 0.8, AddNet Weight B 1: 0.8`,
		"times":           "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216\nTime taken: 5.1 sec.",
		"Windows' lines":  "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216\r\n",
	} {
		p, err := readBytes([]byte(before + line))
		seed, _ := p.Get("Seed")
		size, _ := p.Get("Size")
		steps, _ := p.Get("Steps")
		if err != nil || p.Positive != positive || p.Negative != negative || seed != "1" || size != "832x1216" || steps != "20" && steps != "30" {
			t.Errorf("%s: %q, negative %q, seed %q, size %q, %v", name, p.Positive, p.Negative, seed, size, err)
			continue
		}
		again, err := readBytes([]byte(p.Infotext.String()))
		if err != nil || again.Infotext.String() != p.Infotext.String() {
			t.Errorf("%s: read again\n got %s\nwant %s", name, again.Infotext.String(), p.Infotext.String())
		}
	}
}

// TestFields reads an infotext, JSON and a caption in every field of every
// container that has it.
func TestFields(t *testing.T) {
	iptc := func(s string) []byte { // with a resource before it, and a keyword
		entry := func(field byte, s string) string {
			return "\x1c\x02" + string(field) + string(binary.BigEndian.AppendUint16(nil, uint16(len(s)))) + s
		}
		data := entry(25, "tag") + entry(120, s)
		resource := "8BIM\x04\x25\x03abc" + "\x00\x00\x00\x03xyz\x00" + "8BIM\x04\x04\x00\x00" + string(binary.BigEndian.AppendUint32(nil, uint32(len(data)))) + data
		return []byte(resource)
	}
	raw := func(kind string, b []byte) []byte {
		digits := hex.EncodeToString(b)
		text := "\n" + kind + "\n" + fmt.Sprintf("%8d", len(b))
		for len(digits) > 0 {
			n := min(72, len(digits))
			text += "\n" + digits[:n]
			digits = digits[n:]
		}
		return packedText("Raw profile type "+kind, text+"\n")
	}
	big := endian(binary.BigEndian)
	exif := func(s string) []byte { return tiff(big, utf16Comment(big, s), nil) }
	const xmpName = "XML:com.adobe.xmp"
	fields := map[string]func(string) []byte{
		"XMP of AVIF":               func(s string) []byte { return avifXMP(xmpOf(s, "")) },
		"XMP's description of AVIF": func(s string) []byte { return avifXMP(xmpOf("", s)) },
		"XMP of WebP":               func(s string) []byte { return webpWith("XMP ", []byte(xmpOf(s, ""))) },
		"XMP of JPEG": func(s string) []byte {
			return jpegOf(segment(0xE1, []byte("http://ns.adobe.com/xap/1.0/\x00"+xmpOf(s, ""))))
		},
		"extended XMP of JPEG": func(s string) []byte {
			xmp := xmpOf(s, "")
			part := func(from, to int) []byte {
				head := fmt.Appendf(nil, "http://ns.adobe.com/xmp/extension/\x00%032X", 7)
				head = binary.BigEndian.AppendUint32(head, uint32(len(xmp)))
				return segment(0xE1, append(binary.BigEndian.AppendUint32(head, uint32(from)), xmp[from:to]...))
			}
			return jpegOf(part(len(xmp)/2, len(xmp)), part(0, len(xmp)/2))
		},
		"XMP of PNG":                 func(s string) []byte { return pngOf(unicodeText(xmpName, xmpOf(s, ""))) },
		"packed XMP of PNG":          func(s string) []byte { return pngOf(packedUnicodeText(xmpName, xmpOf("", s))) },
		"IPTC of JPEG":               func(s string) []byte { return jpegOf(segment(0xED, append([]byte("Photoshop 3.0\x00"), iptc(s)...))) },
		"IPTC of PNG":                func(s string) []byte { return pngOf(raw("8bim", iptc(s))) },
		"EXIF in a text of PNG":      func(s string) []byte { return pngOf(raw("exif", append([]byte("Exif\x00\x00"), exif(s)...))) },
		"XMP in a text of PNG":       func(s string) []byte { return pngOf(raw("xmp", []byte(xmpOf(s, "")))) },
		"a comment of PNG":           func(s string) []byte { return pngOf(unicodeText("Comment", s)) },
		"EXIF's description of WebP": func(s string) []byte { return webpOf(tiff(big, nil, map[uint16]string{0x010E: s})) },
	}
	const (
		info  = "1girl, 猫\nNegative prompt: bad\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1"
		named = `{"prompt": "1girl, 猫", "negative_prompt": "bad", "num_inference_steps": 20, "guidance_scale": 7, "seed": 1}`
		mochi = "Include in Image: 1girl, 猫; Exclude from Image: bad; Steps: 20; Guidance Scale: 7; Seed: 1; Generator: Mochi Diffusion 4.7"
	)
	for field, of := range fields {
		for source, text := range map[string]string{"A1111": info, "Hugging Face": named, "Mochi Diffusion": mochi} {
			p, err := readBytes(of(text))
			if seed, _ := p.Get("Seed"); err != nil || p.Source != source || p.Positive != "1girl, 猫" || p.Negative != "bad" || seed != "1" || len(p.More) > 0 {
				t.Errorf("%s of %s: by %q, %q, negative %q, %d more, %v", field, source, p.Source, p.Positive, p.Negative, len(p.More), err)
			}
		}
		if p, err := readBytes(of("a photo of a cat, taken by me")); err == nil && strings.Contains(field, "description") {
			t.Errorf("%s: a caption became the prompt %q", field, p.Positive)
		}
	}
	for _, make := range []uint16{0x010E, 0x010F, 0x0110} {
		p, err := readBytes(webpOf(tiff(big, nil, map[uint16]string{make: "Prompt:" + comfySimple})))
		if err != nil || p.Infotext.String() != comfySimpleWant {
			t.Errorf("a graph in the entry %x: %q, %v", make, p.Infotext.String(), err)
		}
	}
}

// TestLeftOut names every field that holds something and is not taken, and takes
// those that an infotext has a place for.
func TestLeftOut(t *testing.T) {
	long := `{"prompt":"a","steps":20,"seed":1,"k`
	for k := range 40 {
		long += fmt.Sprintf(`%d":"v%d","k`, k, k)
	}
	long += `":1}`
	for _, c := range []struct{ file, want, notes string }{
		{`{"prompt":"a","negative_prompt":"b","steps":20,"cfg_scale":7,"sampler_name":"Euler a","styles":["st"],"hr_prompt":"hp","hr_negative_prompt":"hn","enable_hr":true,"hr_scale":1.5,"denoising_strength":0.6,"hr_upscaler":"Latent","hr_second_pass_steps":0,"subseed":-1,"subseed_strength":0,"tiling":false,"override_settings":{}}`,
			"a\nNegative prompt: b\nSteps: 20, Sampler: Euler a, CFG scale: 7, Denoising strength: 0.6, Hires upscale: 1.5, Hires upscaler: Latent, Hires prompt: hp, Hires negative prompt: hn", `left out: styles ["st"]`},
		{`{"prompt":"a","steps":20,"seed":2,"enable_hr":false,"hr_prompt":"hp","subseed":5,"subseed_strength":0.3,"batch_size":1,"refiner_checkpoint":"r","refiner_switch_at":0.8}`, "a\nSteps: 20, Seed: 2, Variation seed: 5, Variation seed strength: 0.3, Refiner: r, Refiner switch at: 0.8", `left out: hr_prompt hp`},
		{`{"prompt":"a","prompt_2":"second","negative_prompt":"n","negative_prompt_2":"n2","num_inference_steps":20,"seed":1}`, "a\nNegative prompt: n\nSteps: 20, Seed: 1", `left out: negative_prompt_2 n2 · prompt_2 second`},
		{`{"prompt":"a","prompt_2":"a","negative_prompt":"n","negative_prompt_2":"","num_inference_steps":20,"seed":1}`, "a\nNegative prompt: n\nSteps: 20, Seed: 1", ""},
		{`{"prompt":"a","full_prompt":["a","b style"],"full_negative_prompt":["n1"],"styles":"['x']","metadata_scheme":true,"steps":30,"seed":1}`, "a\nSteps: 30, Seed: 1", `left out: styles ['x'] · full_negative_prompt ["n1"] · full_prompt ["b style"] · metadata_scheme true`},
		{`{"sui_image_params":{"prompt":"a","steps":20,"seed":1,"variationseed":9,"variationseedstrength":0.2,"refinerupscale":1.5,"refinercontrolpercentage":0.4,"refinerupscalemethod":"pixel-lanczos","refinermodel":"other"}}`,
			"a\nSteps: 20, Seed: 1, Variation seed: 9, Variation seed strength: 0.2, Denoising strength: 0.4, Hires upscale: 1.5, Hires upscaler: pixel-lanczos", `left out: refinermodel other`},
		{`{"prompt":"a","uc":"n","steps":20,"seed":1,"prompt_extra":"more","reference_image":"x\u001b[31m"}`, "a\nNegative prompt: n\nSteps: 20, Seed: 1", "left out: prompt_extra more · reference_image x\\x1b[31m"},
		{`{"positive_prompt":"a","steps":20,"seed":1,"hrf_enabled":true,"seamless_x":false,"loras":[{"model":{"name":"l"},"weight":0.5}]}`, "a <lora:l:0.5>\nSteps: 20, Seed: 1", "left out: hrf_enabled true"},
		{`{"prompt":"a","Prompt":"A","steps":20,"seed":1,"models":[{"type":"LORA","modelFileName":"l","weight":1},{"type":"EMBEDDING","modelFileName":"e"}]}`, "a <lora:l:1>\nSteps: 20, Seed: 1", `left out: Prompt A · models [{"modelFileName":"l"`},
		{long, "a\nSteps: 20, Seed: 1", " · k22 v22 · and 25 more"},
	} {
		p, err := readBytes([]byte(c.file))
		if notes := strings.Join(p.Notes, "; "); err != nil || p.Infotext.String() != c.want || !strings.Contains(notes, c.notes) || (c.notes == "") != (notes == "") {
			t.Errorf("%s:\n got %q\nwant %q\nnotes %q, %v", c.file, p.Infotext.String(), c.want, notes, err)
		}
	}
}
