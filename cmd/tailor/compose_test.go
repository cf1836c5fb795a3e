package main

import "testing"

func TestCompose(t *testing.T) {
	tests := []struct {
		name  string
		args  []string
		stdin string
		out   string
		err   string
		code  int
	}{
		{"the model's own example", []string{"--artist", "kantoku", "--artist", "wlop", "--quality", "masterpiece,best quality", "1girl", "karin_(blue_archive)", "looking at viewer"}, "",
			`by kantoku, by wlop, best quality, masterpiece BREAK 1girl, karin \(blue archive\), looking at viewer` + "\n", "", 0},
		{"tags from standard input", []string{"--style", "flat colors"}, "1girl, solo\n", "flat colors BREAK 1girl, solo\n", "", 0},
		{"an infotext", nil, "1girl, solo\nNegative prompt: bad\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3",
			"1girl, solo\nNegative prompt: bad\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3\n", "", 0},
		{"weights", []string{"--artist", "kantoku:0.7, (wlop:0.8)", "1girl"}, "", "(by kantoku:0.7), (by wlop:0.8) BREAK 1girl\n", "", 0},
		{"a meta tag that is refused", []string{"--meta", "low brightness,-hdr", "--negative", "watermark", "1girl"}, "", "1girl, low brightness\nNegative prompt: watermark, hdr\n", "", 0},
		{"a style that is refused shows the negative", []string{"--style", "flat colors, -sketch", "1girl"}, "", "flat colors BREAK 1girl\nNegative prompt: worst quality, low quality, watermark, sketch\n", "", 0},
		{"nothing but what is refused", []string{"--style", "-sketch"}, "", "\nNegative prompt: worst quality, low quality, watermark, sketch\n", "", 0},
		{"the model's negative", []string{"--negative", "", "1girl"}, "", "1girl\nNegative prompt: worst quality, low quality, watermark\n", "", 0},
		{"the lane at the end", []string{"--lane", "end", "--artist", "kantoku", "1girl"}, "", "1girl, by kantoku\n", "", 0},
		{"artists and styles among the tags", []string{"--artist", "{wlop|kantoku}", "by solipsist", "1girl", "BREAK", "1boy", "flat colors"}, "", "by {wlop|kantoku}, by solipsist, flat colors BREAK 1girl BREAK 1boy\n", "", 0},
		{"a bad quality tag among the tags", []string{"1girl", "low quality"}, "", "1girl\nNegative prompt: worst quality, low quality, watermark\n", "", 0},
		{"tags of one's own", []string{"--tags", file(t, "own.csv", "name,category,aliases,prompt\nmy oc,character,\"heroine,oc\",\"MyOC_v3 (style), silver hair\"\n"), "heroine", "1girl"}, "", "MyOC_v3 (style), silver hair, 1girl\n", "", 0},
		{"as JSON", []string{"--json", "1girl"}, "", `{"prompt":"1girl","negative":"worst quality, low quality, watermark"}` + "\n", "", 0},
		{"a quality word of another model", []string{"--quality", "amazing quality", "1girl"}, "", "", "best quality, masterpiece", 2},
		{"a meta tag that is none", []string{"--meta", "very dark", "1girl"}, "", "", "low brightness", 2},
		{"a style that is none", []string{"--style", "nope", "1girl"}, "", "", "no style of RouWei 0.8 and no tag of the lists", 2},
		{"a style that is a wildcard", []string{"--style", "__style__, {sketch|nope}", "1girl"}, "", "__style__, {sketch|nope} BREAK 1girl\n", "", 0},
		{"a dead tag", []string{"score_9"}, "", "", "score_9", 2},
		{"nothing", nil, "", "", "nothing to compose", 2},
		{"nothing in its flags", []string{"--artist", "", " , "}, "", "", "nothing to compose", 2},
		{"a wrong lane", []string{"--lane", "middle", "1girl"}, "", "", "chunk or end", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			check(t, tailor(t, home(t), test.stdin, append([]string{"compose"}, test.args...)...), test.out, test.err, test.code)
		})
	}
	check(t, tailor(t, home(t), "1girl, solo\nNegative prompt: bad\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3", "count"), "1  ▕█▎                       ▏  4/75  1girl, solo\n4/75\n", "", 0)
	path := file(t, "config.toml", "lane = \"end\"\n")
	check(t, tailor(t, home(t), "", "compose", "--config", path, "--artist", "kantoku", "1girl"), "1girl, by kantoku\n", "", 0)
}
