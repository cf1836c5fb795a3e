package main

import (
	bigendian "encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pngWith is a PNG that holds nothing but a text.
func pngWith(key, value string) string {
	chunk := func(kind, body string) []byte {
		b := bigendian.BigEndian.AppendUint32(nil, uint32(len(body)))
		b = append(b, kind+body...)
		return bigendian.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	}
	b := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", "\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00")...)
	return string(append(append(b, chunk("tEXt", key+"\x00"+value)...), chunk("IEND", "")...))
}

// TestInOut reads and writes prompts by the command line.
func TestInOut(t *testing.T) {
	const info = "by wlop, (solo:1.2) BREAK 1girl\nNegative prompt: worst quality\nSteps: 20, Sampler: Euler a, CFG scale: 5, Seed: 7"
	picture := file(t, "a.png", pngWith("parameters", info))
	none := file(t, "none.png", pngWith("Software", "x"))
	folder := t.TempDir()
	for name, body := range map[string]string{"a.png": pngWith("parameters", info), "sub/b.txt": "1girl", "empty/none.png": pngWith("Software", "x"), "c.md": "no prompt"} {
		if err := errors.Join(os.MkdirAll(filepath.Join(folder, filepath.Dir(name)), 0o700), os.WriteFile(filepath.Join(folder, name), []byte(body), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	novel := file(t, "novel.png", pngWith("Comment", `{"prompt":"{a}","uc":"b"}`))
	artist := file(t, "artists.txt", "foo_(bar)\n")
	full := "by wlop" + strings.Repeat(", flat colors", 24) + " BREAK 1girl"
	cards := t.TempDir()
	if err := os.WriteFile(filepath.Join(cards, "pose.txt"), []byte("standing\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		args  []string
		stdin string
		out   string
		err   string
		code  int
	}{
		{"import a picture", []string{"import", picture}, "", info + "\n", "", 0},
		{"import as JSON", []string{"import", "--json", picture}, "", `{"file":"` + picture + `","format":"PNG","source":"A1111","prompt":"by wlop, (solo:1.2) BREAK 1girl","negative":"worst quality",` +
			`"settings":{"CFG scale":"5","Sampler":"Euler a","Seed":"7","Steps":"20"},"notes":[]}` + "\n", "", 0},
		{"import from standard input", []string{"import"}, pngWith("parameters", "1girl"), "1girl\n", "", 0},
		{"import a text from standard input", []string{"import"}, info, info + "\n", "", 0},
		{"import two infotexts", []string{"import"}, info + "\n" + info + "\n", info + "\n\n" + info + "\n", "", 0},
		{"import a number", []string{"import"}, "5\n", "", "JSON that holds a single value", 2},
		{"export two infotexts", []string{"export"}, info + "\n\n" + info + "\n", "", "holds 2 prompts", 2},
		{"import with notes", []string{"import", novel}, "", "(a:1.05)\nNegative prompt: b\n…", "A1111's weights", 0},
		{"import what has no prompt", []string{"import", none, picture}, "", info + "\n", "none.png: PNG: no prompt", 2},
		{"import a folder", []string{"import", folder}, "", info + "\n\n1girl\n", "none.png: PNG: no prompt", 0},
		{"import a folder as JSON", []string{"import", "--json", folder}, "", `{"file":"` + filepath.Join(folder, "a.png") + `","format":"PNG",…`, "", 0},
		{"import a folder of nothing", []string{"import", filepath.Join(folder, "empty")}, "", "", "none.png: PNG: no prompt", 1},
		{"import what is missing, as JSON", []string{"import", "--json", "/none/x.png"}, "", `{"file":"/none/x.png","format":"",…`, "/none/x.png", 2},
		{"import nothing", []string{"import"}, "", "", "empty file", 2},
		{"export an infotext", []string{"export", "1girl"}, "", "1girl\nSteps: 28, Sampler: Euler a, Schedule type: Automatic, CFG scale: 7, Size: 1024x1024\n", "", 0},
		{"export for the other model", []string{"export", "--model", "vpred", "--negative", "x: y", "1girl"}, "",
			"1girl\nNegative prompt: x: y\nSteps: 28, Sampler: Euler a, Schedule type: Automatic, CFG scale: 4, Size: 1024x1024\n", "", 0},
		{"export keeps settings", []string{"export"}, info,
			strings.Replace(info, "Euler a, CFG scale: 5, Seed: 7", "Euler a, Schedule type: Automatic, CFG scale: 5, Seed: 7, Size: 1024x1024", 1) + "\n", "", 0},
		{"export for A1111", []string{"export", "--as", "a1111"}, info, "by wlop, (solo:1.2) BREAK 1girl\n", "", 0},
		{"export for SwarmUI", []string{"export", "--as", "swarmui"}, info, "by wlop, (solo:1.2) <break> 1girl\nNegative prompt: worst quality\n", "not carried over: the settings Steps, Sampler, CFG scale, Seed: SwarmUI", 0},
		{"export for InvokeAI", []string{"export", "--as", "invokeai"}, info, "(\"by wlop, (solo)1.2\", \"1girl\").and()\nNegative prompt: worst quality\n", "not carried over: the settings Steps", 0},
		{"export for SwarmUI without settings", []string{"export", "--as", "swarmui", "1girl"}, "", "1girl\n", "", 0},
		{"export of an old infotext", []string{"export"}, "a\nSteps: 20, Sampler: DPM++ SDE Karras, CFG scale: 5, Seed: 7",
			"a\nSteps: 20, Sampler: DPM++ SDE Karras, CFG scale: 5, Seed: 7, Size: 1024x1024\n", "", 0},
		{"export for ComfyUI", []string{"export", "--as", "comfyui"}, info, "{\n…", "not carried over: a checkpoint, as the settings name none: set ckpt_name", 0},
		{"export tells what is lost", []string{"export", "--as", "invokeai", "a <lora:x:1>"}, "", "a\n", "not carried over: <lora:x:1>", 0},
		{"export a prompt like settings", []string{"export", "--as", "a1111", "1girl\n<lora:foo:0.8>, <lora:bar:0.8>, <lora:baz:0.8>"}, "",
			"1girl\n<lora:foo:0.8>, <lora:bar:0.8>, <lora:baz:0.8>\n", "", 0},
		{"import a prompt like settings", []string{"import"}, "(best quality:1.2), (1girl:1.1), (long hair:1.2)", "(best quality:1.2), (1girl:1.1), (long hair:1.2)\n", "", 0},
		{"export in an unknown format", []string{"export", "--as", "png", "a"}, "", "", "swarmui", 2},
		{"expand", []string{"expand", "-n", "2", "--seed", "7", "{a} b"}, "", "a b\na b\n", "", 0},
		{"expand a wildcard", []string{"expand", "--wildcards", cards, "__pose__, x"}, "", "standing, x\n", "", 0},
		{"expand as JSON", []string{"expand", "--json", "{a}"}, "", `{"prompt":"a","problems":[]}` + "\n", "", 0},
		{"expand lines of JSON", []string{"expand", "--json", "--seed", "7"}, "\"{a}\"\n\n\"${x}\"\n", `{"prompt":"a","problems":[]}` + "\n" + `{"prompt":"","problems":[]}` + "\n" + `{"prompt":"${x}"…`, "", 1},
		{"expand what is no JSON", []string{"expand", "--json"}, "[1]\n", "", "line 1 of standard input: it is a list; with --json each line is a JSON string", 2},
		{"lint a list", []string{"lint", "--json"}, "[1]\n", "", "line 1 of standard input: it is a list; with --json", 2},
		{"lint true", []string{"lint", "--json"}, "true\n", "", "line 1 of standard input: it is true or false; with --json", 2},
		{"lint a number for a text", []string{"lint", "--json"}, `{"prompt":1}` + "\n", "", `"prompt" is a number; with --json`, 2},
		{"lint two prompts in one", []string{"lint", "--json"}, `{"prompt":"a","Prompt":"b"}` + "\n", "", `"prompt" stands in it twice`, 2},
		{"lint an unknown key", []string{"lint", "--json"}, `{"prompt":"a","x":"b"}` + "\n", "", `standard input: unknown field "x"`, 2},
		{"lint settings that are none", []string{"lint", "--settings", "Steps: abc", "1girl"}, "", "…", "", 1},
		{"import blank lines and settings", []string{"import", "--json"}, "\n\nSteps: 20, Sampler: Euler a, Seed: 7", `{"file":"","format":"text","source":"A1111","prompt":"","negative":""…`, "", 0},
		{"send nothing", []string{"send", " "}, "", "", "the prompt is empty", 2},
		{"send a weight that is none", []string{"send", "--dry-run", "--kind", "a1111", "--url", "http://127.0.0.1:1", "(a:.), b"}, "", "", `the weight "." is no number, and A1111 stops`, 2},
		{"expand all", []string{"expand", "--all", "${x={a|b}}${x} {c|c|d}"}, "", "a c\na d\nb c\nb d\n", "", 0},
		{"expand the first of all", []string{"expand", "--all", "-n", "2", strings.Repeat("{a|b}", 20)}, "",
			strings.Repeat("a", 20) + "\n" + strings.Repeat("a", 19) + "b\n", "tailor: 1,048,576 prompts at most\n", 0},
		{"expand too many", []string{"expand", "--all", strings.Repeat("{a|b}", 20)}, "", "", "up to 1,048,576 prompts", 2},
		{"expand to none", []string{"expand", "--all", "{2$$a|a}"}, "", "", "becomes no prompt", 1},
		{"expand all as JSON", []string{"expand", "--all", "--json", "{a|${x}|b}"}, "",
			`{"prompt":"a","problems":[]}` + "\n" + `{"prompt":"${x}","problems":["the variable ${x} is not set: it stays as it is; set it by ${x=…}, or write ${x:default}"]}` + "\n" + `{"prompt":"b","problems":[]}` + "\n", "${x} is not set", 1},
		{"expand all with what stays", []string{"expand", "--all", "{a|b} ${x}"}, "", "a ${x}\nb ${x}\n", "${x} is not set", 1},
		{"expand an unknown wildcard", []string{"expand", "--wildcards", cards, "__posed__"}, "", "__posed__\n", "posed", 1},
		{"expand with an artist", []string{"expand", "--artists", "1", "--artists-from", artist, "{masterpiece} BREAK 1girl"}, "", `by foo \(bar\), masterpiece BREAK 1girl` + "\n", "", 0},
		{"expand to artists alone", []string{"expand", "--artists", "1", "--artists-from", artist, "masterpiece"}, "", `by foo \(bar\), masterpiece` + "\n", "", 0},
		{"expand with fewer artists", []string{"expand", "--json", "--artists", "2", "--artists-from", artist, "1girl"}, "",
			`{"prompt":"by foo \\(bar\\) BREAK 1girl","problems":["1 of 2 artists: the lists have no other artists"],"artists":["by foo \\(bar\\)"]}` + "\n", "", 0},
		{"expand into a full chunk", []string{"expand", "--artists", "9", "-n", "3", full}, "", full + "\n" + full + "\n" + full + "\n", "tailor: 0 of 9 artists: no more fit into the style chunk's 75 tokens\n", 0},
		{"expand with no number of artists", []string{"expand", "--artists", "0", "a"}, "", "", "--artists 0: it takes a number from 1 to 75", 2},
		{"expand with a missing file", []string{"expand", "--artists", "1", "--artists-from", "/none/artists.txt", "a"}, "", "", "/none/artists.txt", 2},
		{"expand a wrong number", []string{"expand", "-n", "0", "a"}, "", "", "-n 0", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			check(t, tailor(t, home(t), test.stdin, test.args...), test.out, test.err, test.code)
		})
	}
	a := tailor(t, home(t), "", "expand", "-n", "20", "--seed", "7", "{a|b|c}").out
	if b := tailor(t, home(t), "", "expand", "-n", "20", "--seed", "7", "{a|b|c}").out; a != b || strings.Count(a, "\n") != 20 {
		t.Errorf("seed 7 gave %q and %q", a, b)
	}
	a = tailor(t, home(t), "", "expand", "-n", "20", "--seed", "7", "--artists", "3", "{a|b|c} BREAK 1girl").out
	b := tailor(t, home(t), "", "expand", "-n", "20", "--seed", "7", "--artists", "3", "{a|b|c} BREAK 1girl").out
	if a != b || strings.Count(a, "by ") != 60 {
		t.Errorf("seed 7 rolled\n%sand\n%s", a, b)
	}
	workflow := tailor(t, home(t), info, "export", "--as", "comfyui").out
	if back := tailor(t, home(t), workflow, "import").out; !strings.HasPrefix(back, "by wlop, (solo:1.2) BREAK 1girl\nNegative prompt: worst quality\n") {
		t.Errorf("the workflow read back: %q", back)
	}
}
