package lora

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// safetensors builds a file as the format's specification has it: the header's
// length in eight bytes, little-endian, the header, the tensors' bytes.
func safetensors(t *testing.T, file, header string, tensors int64) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	content := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	if _, err := f.Write(append(content, header...)); err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(int64(8+len(header)) + tensors); err != nil {
		t.Fatal(err)
	}
}

// inHeader writes a header with metadata before a tensor, or behind it.
func inHeader(t *testing.T, metadata map[string]string, behind bool) string {
	t.Helper()
	m, err := json.Marshal(metadata)
	if err != nil {
		t.Fatal(err)
	}
	const tensor = `"lora_unet.alpha":{"dtype":"F16","shape":[],"data_offsets":[0,2]}`
	if behind {
		return `{` + tensor + `,"__metadata__":` + string(m) + `}`
	}
	return `{"__metadata__":` + string(m) + `,` + tensor + `}`
}

func TestTriggers(t *testing.T) {
	frequency := map[string]string{
		"ss_tag_frequency": `{"10_saber":{"saber (fate)":50,"1girl":50,"blonde hair":47,"armor":12},"3_plain":{"1girl":9,"plain dress":9}}`,
		"ss_dataset_dirs":  `{"10_saber":{"n_repeats":10,"img_count":50},"3_plain":{"n_repeats":3,"img_count":9}}`,
	}
	phrase := map[string]string{"modelspec.trigger_phrase": "a drawing in xyz style, (ink:1.2)"}
	for _, c := range []struct {
		name, file, header string
		beside             map[string]string
		want               string
	}{
		{"the web UI's own notes", "a.safetensors", inHeader(t, phrase, false),
			map[string]string{"a.json": `{"description":"x","sd version":"SDXL","activation text":"saber \\(fate\\), sword","preferred weight":0.8}`, "a.civitai.info": `{"trainedWords":["other"]}`},
			`saber \(fate\)|sword`},
		{"what is never offered", "a.safetensors", "", map[string]string{"a.json": `{"activation text":"loli, 1girl, (shota:1.2), child, nude, hat"}`}, "1girl|child|hat"},
		{"Civitai's page", "a.safetensors", "", map[string]string{"a.civitai.info": "\ufeff" + `{"id":1,"trainedWords":["foo bar, baz","foo bar","(qux, quux:1.1)"],"files":[{"name":"a"}]}`}, "foo bar|baz|(qux, quux:1.1)"},
		{"Civitai's page in .json", "a.pt", "", map[string]string{"a.json": `{"id":"x","trainedWords":["foo"]}`}, "foo"},
		{"notes that say nothing", "a.safetensors", inHeader(t, phrase, false), map[string]string{"a.json": `{"activation text":""}`, "a.civitai.info": `{"trainedWords":[]}`}, "a drawing in xyz style|(ink:1.2)"},
		{"notes that are no JSON", "a.safetensors", inHeader(t, phrase, false), map[string]string{"a.json": `activation text`}, "a drawing in xyz style|(ink:1.2)"},
		{"notes of other kinds", "a.safetensors", inHeader(t, phrase, false), map[string]string{"a.json": `{"activation text":7,"trainedWords":["foo"]}`}, "foo"},
		{"the header's phrase", "a.safetensors", inHeader(t, phrase, true), nil, "a drawing in xyz style|(ink:1.2)"},
		{"the training's tags", "a.safetensors", inHeader(t, frequency, false), nil, `saber \(fate\)|blonde hair|plain dress`},
		{"tags without a count of pictures", "a.safetensors", inHeader(t, map[string]string{"ss_tag_frequency": `{"1_x":{"first":7,"second":7,"1girl":7,"third":1}}`}, false), nil, "first|second"},
		{"no metadata", "a.safetensors", `{"t":{"dtype":"F16"}}`, nil, ""},
		{"control characters", "a.safetensors", inHeader(t, map[string]string{"modelspec.trigger_phrase": "x\x1bcy\u202ez, w\nv"}, false), nil, "xcyz|w|v"},
		{"a header without an end", "a.safetensors", `{"__metadata__":{"modelspec.trigger_phrase":"x"`, nil, ""},
		{"a header that is none", "a.safetensors", strings.Repeat("x", 100), nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			safetensors(t, filepath.Join(dir, c.file), c.header, 1<<20)
			for name, content := range c.beside {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			set, err := Scan(t.Context(), LoRAs, []string{dir})
			if err != nil {
				t.Fatal(err)
			}
			ordinary := func(tag string) bool { return tag == "1girl" }
			if got := strings.Join(set.About(t.Context(), "a", ordinary).Triggers, "|"); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestTriggersBounds holds that a length out of all bounds, and a file of many
// gigabytes, cost nothing, and that more words than are sensible are left out.
func TestTriggersBounds(t *testing.T) {
	dir := t.TempDir()
	huge := binary.LittleEndian.AppendUint64(nil, 1<<63)
	if err := os.WriteFile(filepath.Join(dir, "huge.safetensors"), append(huge, `{"__metadata__":{}}`...), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "short.safetensors"), []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	many := make([]string, 1000)
	for k := range many {
		many[k] = strings.Repeat("w", k%7+1) + time.Duration(k).String()
	}
	safetensors(t, filepath.Join(dir, "many.safetensors"), inHeader(t, map[string]string{"modelspec.trigger_phrase": strings.Join(many, ", ")}, false), 8<<30)
	set, err := Scan(t.Context(), LoRAs, []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{"huge": 0, "short": 0, "many": mostTriggers, "none": 0} {
		if got := set.About(t.Context(), name, nil).Triggers; len(got) != want {
			t.Errorf("%s: %d words, want %d: %q", name, len(got), want, got)
		}
	}
	if _, err := metadata(filepath.Join(dir, "huge.safetensors")); err == nil || !strings.Contains(err.Error(), "9223372036854775808 bytes") {
		t.Error(err)
	}
}

// TestAskedTriggers has a server tell of LoRAs that are no files here, each once.
func TestAskedTriggers(t *testing.T) {
	dir := files(t, "here.safetensors")
	found, err := Scan(t.Context(), LoRAs, []string{dir})
	asked := 0
	var ask Ask
	ask = func(_ context.Context, name string, tell func(string, map[string]string)) {
		found.Asking(ask) // the screen does so meanwhile, and does not wait
		if asked++; name == "away" {
			return // it does not answer
		}
		tell(name, map[string]string{"modelspec.trigger_phrase": "neon style, x\x1by"})
		tell("beside", map[string]string{"ss_tag_frequency": `{"1_a":{"first":7,"1girl":7}}`})
		tell("here", map[string]string{"modelspec.trigger_phrase": "wrong"})
		tell("bare", nil)
	}
	for _, set := range []*Set{found.Asking(ask), (*Set)(nil).Asking(ask)} {
		asked = 0
		for _, c := range []struct{ name, want string }{{"there", "neon style|xy"}, {"there", "neon style|xy"}, {"beside", "first"}, {"bare", ""}, {"away", ""}, {"away", ""}} {
			if got := strings.Join(set.About(t.Context(), c.name, func(tag string) bool { return tag == "1girl" }).Triggers, "|"); got != c.want || err != nil {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
		if asked != 3 {
			t.Errorf("asked %d times", asked)
		}
	}
	if words := found.About(t.Context(), "here", nil).Triggers; len(words) > 0 {
		t.Errorf("a file here has the words of the server: %q", words)
	}
}

// TestWeight takes the weight that A1111's user prefers, and 1 where none is said
// or what is said is none.
func TestWeight(t *testing.T) {
	for notes, want := range map[string]string{
		`{"activation text":"x","preferred weight":0.8}`: "<lora:a b:0.8>",
		`{"preferred weight":-1.25}`:                     "<lora:a b:-1.25>",
		`{"preferred weight":0}`:                         "<lora:a b:1>",
		`{"preferred weight":1e300}`:                     "<lora:a b:1>",
		`{"preferred weight":"0.8"}`:                     "<lora:a b:1>",
		``:                                               "<lora:a b:1>",
	} {
		dir := files(t, "a b.pt")
		if err := os.WriteFile(filepath.Join(dir, "a b.json"), []byte(notes), 0o600); err != nil {
			t.Fatal(err)
		}
		set, err := Scan(t.Context(), LoRAs, []string{dir})
		if got := set.About(t.Context(), "a b", nil).Written("a b"); got != want || err != nil {
			t.Errorf("%s: %s %v, want %s", notes, got, err, want)
		}
	}
}
